"""`lantian sweep` on a small case: planned once, computed once, killed, repeated, gathered to the same bytes."""
# SPDX-License-Identifier: Apache-2.0
import csv
import json
import random
import resource
import shutil
import signal
import subprocess
import time
import unittest

from test_interruptions import smallest_files
from town import LANTIAN, ROOT, TownTest, environment, lantian

STUDY = """schema   = "lantian.study/1"
id       = "small-sweep"
label    = { en = "A small sweep", zh = "小型批量试验" }
timezone = "Asia/Shanghai"
base     = "scenarios/offpeak-kilns.toml"
[sweep]
seed = 7
[sweep.axes]
scenario   = ["scenarios/orange-by-grade.toml"]
compliance = { lhs = 2, low = 0.5, high = 1.0 }
[sweep.axes.parameter]
"trigger.city.schedule.0.from_start_h" = { name = "from_start_h", values = [1, 2, 3] }
[score]
metrics = ["pm25_mean"]
robust  = { across = "sample", use = ["mean", "worst", "max_regret"] }
"""


class SweepTest(TownTest):
    """On four hours of the town."""

    batch = "3"
    alone = {}  # by study and batch size: what one runner makes of it

    def setUp(self):
        super().setUp()
        self.replace("case.toml", 'end = "2023-11-22T21:00"', 'end = "2023-11-22T19:00"')
        self.study = self.folder / "study.toml"
        self.study.write_text(STUDY, encoding="utf-8")
        self.sweep = self.folder / "sweep"

    def plan(self, folder=None, *more, study=None):
        done = lantian("sweep", "plan", self.case, study or self.study, "--output", folder or self.sweep,
                       "--batch", self.batch, *more)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads((folder or self.sweep).joinpath("manifest.json").read_text(encoding="utf-8"))

    def run_sweep(self, folder=None, *more, code=0, **options):
        done = lantian("sweep", "run", folder or self.sweep, *more, **options)
        self.assertEqual(done.returncode, code, done.stderr)
        return done

    def gathered(self, folder=None):
        folder = folder or self.sweep
        done = lantian("sweep", "gather", folder, "--series")
        self.assertEqual(done.returncode, 0, done.stderr)
        return (folder / "sweep.nc").read_bytes(), (folder / "sweep.csv").read_bytes()

    def serial(self):
        """What one runner makes of it, alone and undisturbed: worked out once for all tests."""
        key = (self.study.read_text(encoding="utf-8"), self.batch)
        if key not in self.alone:
            folder = self.folder / "serial"
            self.plan(folder)
            began = time.monotonic()
            self.run_sweep(folder)
            files = list((folder / "results").glob("*.nc"))
            self.alone[key] = {"bytes": self.gathered(folder), "smallest": min(file.stat().st_size for file in files),
                               "seconds": (time.monotonic() - began) / len(files)}
        return self.alone[key]

    def kill(self, times):
        alone = self.serial()
        self.plan()
        draws = random.Random(20261126)
        for _ in range(times):
            runner = subprocess.Popen([LANTIAN, "sweep", "run", str(self.sweep), "--checkpoint", "0"], env=environment(),
                                      stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(draws.uniform(0.05, 1.5 * alone["seconds"]))
            runner.kill()
            runner.wait()
            for file in (self.sweep / "results").glob("[!.]*.nc"):
                self.assertGreater(file.stat().st_size, 1000)
        self.run_sweep()
        self.assertEqual(self.gathered(), alone["bytes"])
        self.assert_whole()

    def plan_many(self, members):
        """Processor seconds of a plan of so many different members, and of the status of it when all is there."""
        self.study.write_text(STUDY.replace("lhs = 2", f"lhs = {members // 3}"), encoding="utf-8")
        self.batch = "16"
        before = self.processor_seconds()
        manifest = self.plan()
        planned = self.processor_seconds() - before
        self.assertEqual(len(manifest["scenarios"]), members // 3 * 3)
        for folder in ("results", "logs"):
            (self.sweep / folder).mkdir()
        log = {"seconds": 1.0, "threads": 1, "lane_hours": 1.0, "peak_megabytes": 1.0, "resumed_at": 0, "host": "h"}
        for batch in manifest["batches"]:
            (self.sweep / "results" / (batch["id"] + ".nc")).touch()
            (self.sweep / "logs" / (batch["id"] + ".json")).write_text(json.dumps(log), encoding="utf-8")
        before = self.processor_seconds()
        status = json.loads(lantian("--json", "sweep", "status", self.sweep).stdout)
        self.assertEqual((status["done"], status["foreign"]), (len(manifest["batches"]), 0))
        return planned, self.processor_seconds() - before

    @staticmethod
    def processor_seconds():
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    def assert_whole(self):
        self.assertEqual([str(p) for p in self.sweep.rglob(".*")], [])


class Sweep(SweepTest):
    def test_forks_and_batches_change_no_byte(self):
        manifest = self.plan()
        self.assertEqual(len(manifest["members"]), 6)
        self.assertEqual(sorted({s[4] for s in manifest["scenarios"]}), [1, 2, 3])  # h after the start
        self.run_sweep()
        bytes_of_forks = self.gathered()
        cold = self.folder / "cold"
        self.plan(cold)
        self.run_sweep(cold, "--no-prefix")
        self.assertEqual(self.gathered(cold), bytes_of_forks)
        for batch in ("1", "6"):
            other = self.folder / f"batches-of-{batch}"
            lantian("sweep", "plan", self.case, self.study, "--output", other, "--batch", batch)
            self.run_sweep(other, "--shard", "1/2", "--threads", "1")
            self.run_sweep(other, "--shard", "2/2")
            own = self.gathered(other)
            self.assertEqual(own[1], bytes_of_forks[1])  # the data set names the manifest, which differs
        rows = list(csv.DictReader(line for line in bytes_of_forks[1].decode().splitlines() if not line.startswith("#")))
        self.assertEqual(len({row["pm25_mean [ug m-3]"] for row in rows}), 6)
        self.assert_whole()

    def test_equal_plans_are_computed_once_and_labels_change_no_address(self):
        shutil.copy(self.case / "scenarios/orange-by-grade.toml", self.case / "scenarios/same.toml")
        text = STUDY.replace('["scenarios/orange-by-grade.toml"]', '["scenarios/orange-by-grade.toml", "scenarios/same.toml"]').replace("[1, 2, 3]", "[1, 3]")
        self.study.write_text(text, encoding="utf-8")
        first = self.plan()
        self.assertEqual((len(first["members"]), len(first["scenarios"])), (8, 4))
        self.study.write_text(text.replace("A small sweep", "Another name"), encoding="utf-8")
        self.replace("scenarios/orange-by-grade.toml", "Orange-warning response by performance grade", "Renamed")
        self.replace("case.toml", "Mengzhou, synthetic composite winter episode", "Renamed")
        again = self.plan(self.folder / "renamed")
        self.assertEqual(again["scenarios"], first["scenarios"])
        self.replace("inventory/factors.csv", *self.changed_number("inventory/factors.csv"))
        other = self.plan(self.folder / "other")
        self.assertTrue({s[0] for s in other["scenarios"]}.isdisjoint({s[0] for s in first["scenarios"]}))

    def changed_number(self, name):
        line = (self.case / name).read_text(encoding="utf-8").splitlines()[-1]
        return line, line + " "

    def test_killed_at_random_and_run_again_it_gives_the_same_bytes(self):
        self.kill(3)

    def test_what_a_killed_runner_was_writing_is_removed(self):
        batches = self.plan()["batches"]
        for folder, ending in (("results", "nc"), ("logs", "json"), ("states", "h5")):
            (self.sweep / folder).mkdir()
            (self.sweep / folder / f".{batches[0]['id']}.{ending}.partnode-1").write_text("half", encoding="utf-8")
        self.run_sweep(None, "--shard", "1/2")
        self.assert_whole()

    def test_two_runners_share_the_work(self):
        expected = self.serial()["bytes"]
        self.plan()
        runners = [subprocess.Popen([LANTIAN, "--json", "sweep", "run", str(self.sweep)], env=environment(),
                                    stdout=subprocess.PIPE, text=True) for _ in range(2)]
        said = [json.loads(runner.communicate()[0]) for runner in runners]
        self.assertEqual([runner.returncode for runner in runners], [0, 0])
        self.assertEqual(sum(one["computed"] for one in said), 2)  # each batch once
        self.assertEqual(self.gathered(), expected)
        self.assert_whole()

    def test_a_signal_leaves_a_restart_and_75(self):
        expected = self.serial()["bytes"]
        self.plan()
        for number in (signal.SIGTERM, signal.SIGUSR1):
            runner = subprocess.Popen([LANTIAN, "sweep", "run", str(self.sweep)], env=environment(), stdout=subprocess.DEVNULL)
            time.sleep(1.0)
            runner.send_signal(number)
            began = time.monotonic()
            time.sleep(0.02)
            runner.send_signal(number)  # as Slurm and a job's script do: both tell the shard
            code = runner.wait()
            self.assertIn(code, (75, 0))  # 0: it had been faster
            self.assertLess(time.monotonic() - began, 30.0)
        status = json.loads(lantian("--json", "sweep", "status", self.sweep).stdout)
        self.assertEqual(status["running"], 0)
        self.run_sweep()
        self.assertEqual(self.gathered(), expected)
        self.assertEqual(list((self.sweep / "states").glob("*")), [])

    def test_a_member_more_is_planned_in_milliseconds(self):
        few, _ = self.plan_many(300)
        shutil.rmtree(self.sweep)
        many, status = self.plan_many(1500)
        self.assertLess((many - few) / 1200, 0.004)  # s: four times what it takes on an idle core of an EPYC, for machines differ as much
        self.assertLess(status, 1.0)

    def test_a_plan_from_elsewhere_into_a_folder_yet_to_be(self):
        """As typed on a first day: relative names, and no `out` yet."""
        words = ["sweep", "plan", "town", "study.toml", "--output", "out/small", "--batch", self.batch]
        self.assertEqual(lantian(*words, cwd=self.folder).returncode, 0)
        case = json.loads((self.folder / "out/small/manifest.json").read_text(encoding="utf-8"))["case"]["path"]
        self.assertEqual(case, "../../town")
        done = lantian("sweep", "run", "out/small", "--shard", "1/2", cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_jobs_side_by_side(self):
        expected = self.serial()["bytes"]
        self.plan()
        self.run_sweep(None, "--jobs", "2")
        self.assertEqual(self.gathered(), expected)

    def test_what_is_no_sound_result_is_computed_anew(self):
        expected = self.serial()["bytes"]
        results = [self.sweep / "results" / (batch["id"] + ".nc") for batch in self.plan()["batches"]]
        self.run_sweep()
        sound = results[0].read_bytes()
        used = len(sound.rstrip(b"\0"))
        holed = sound[:used // 3] + bytes(used // 3) + sound[used // 3 * 2:]
        changed = sound.replace(b"pm25_mean", b"pm25_meam")  # of which HDF5 does not know
        for broken in (b"", b"no result", sound[:used // 2], holed, changed, results[1].read_bytes()):
            results[0].write_bytes(broken)
            gathering = lantian("sweep", "gather", self.sweep)
            self.assertEqual(gathering.returncode, 2, gathering.stderr)
            self.assertIn("lantian sweep run", gathering.stderr)
            self.assertIn(results[0].name, gathering.stderr)
            done = self.run_sweep(None, "--json")
            said = json.loads(done.stdout)
            self.assertEqual((said["computed"], said["there"]), (1, 1))
            self.assertIn(results[0].name, done.stderr)
            self.assertNotIn(results[1].name, done.stderr)
            self.assertEqual(results[0].read_bytes(), sound)
        self.assertEqual(self.run_sweep().stderr, "")
        self.assertEqual(self.gathered(), expected)

    def test_a_full_disk_in_the_middle(self):
        alone = self.serial()
        expected = alone["bytes"]
        self.plan()
        done = self.run_sweep(code=1, preexec_fn=smallest_files(alone["smallest"] // 2))
        self.assertIn(str(self.sweep / "results"), done.stderr)
        self.assert_whole()
        self.run_sweep()
        self.assertEqual(self.gathered(), expected)


class Refused(SweepTest):
    def refused(self, *arguments, words=()):
        for language in ("en", "zh"):
            done = lantian("--lang", language, "sweep", *arguments)
            self.assertEqual(done.returncode, 2, done.stdout)
            self.said = done.stderr
            for word in words:
                self.assertIn(word, done.stderr)

    def test_a_manifest_edited_by_hand(self):
        self.plan()
        file = self.sweep / "manifest.json"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace('"from_start_h"', '"from_start"', 1), encoding="utf-8")
        for command in ("run", "status", "gather", "script"):
            self.refused(command, self.sweep, words=["manifest.json", "dimensions"])
        file.write_text("{", encoding="utf-8")
        self.refused("status", self.sweep, words=["manifest.json"])

    def test_an_input_that_is_not_the_plans(self):
        self.plan()
        line = self.line_of("inventory/factors.csv", "")
        self.append("inventory/factors.csv", "\n")
        self.refused("run", self.sweep, words=["inventory", "manifest.json"])
        self.assertTrue(line)
        self.assertFalse((self.sweep / "results").exists())
        self.refused("plan", self.case, self.study, "--output", self.sweep, "--batch", "3", words=["inventory"])

    def test_another_build(self):
        self.plan()
        other = self.folder / "lantian"
        shutil.copy(LANTIAN, other)
        with open(other, "ab") as file:
            file.write(b"\0")
        data = environment(LANTIAN_DATA=str(ROOT / "data"))
        done = subprocess.run([other, "sweep", "run", self.sweep], capture_output=True, text=True, env=data, check=False)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn("build", done.stderr)

    def test_results_of_another_sweep(self):
        self.plan()
        self.run_sweep()
        self.append("inventory/factors.csv", "\n")
        other = self.folder / "other"
        self.plan(other)
        shutil.copytree(self.sweep / "results", other / "results")
        self.refused("gather", other, words=["inventory", "results"])
        foreign = lantian("--json", "sweep", "status", other)
        self.assertEqual(json.loads(foreign.stdout)["foreign"], 2)

    def test_an_axis_that_names_nothing(self):
        self.study.write_text(STUDY.replace("schedule.0.from_start_h", "schedule.0.from_strt_h"), encoding="utf-8")
        self.refused("plan", self.case, self.study, "--output", self.sweep, words=["study.toml:12", "from_strt_h", "trigger.city.schedule.0.from_start_h"])
        self.study.write_text(STUDY.replace("compliance =", "complience ="), encoding="utf-8")
        self.refused("plan", self.case, self.study, "--output", self.sweep, words=["complience", "compliance", "study.toml:10"])
        self.study.write_text(STUDY.replace("lhs = 2", "grid = 2"), encoding="utf-8")
        self.refused("plan", self.case, self.study, "--output", self.sweep, words=["`lhs`", "`grid`", "study.toml:10"])
        self.assertNotIn("study.toml:15", self.said)  # `across = "sample"` is no mistake of its own
        self.study.write_text(STUDY.replace('metrics = ["pm25_mean"]', 'metrics = ["pm25_mena"]'), encoding="utf-8")
        self.refused("plan", self.case, self.study, "--output", self.sweep, words=["pm25_mena", "pm25_mean"])
        self.assertFalse(self.sweep.exists())

    def test_a_map_of_what_no_run_has(self):
        self.study.write_text(STUDY.replace("seed = 7", 'seed = 7\nmaps = ["PM2p5", "PM25"]'), encoding="utf-8")
        self.refused("plan", self.case, self.study, "--output", self.sweep, words=["study.toml:8:18", "sweep.maps = PM25", "`PM2p5`", "PM10, "])
        self.assertFalse(self.sweep.exists())

    def test_a_cost_that_nothing_states(self):
        text = STUDY.replace('metrics = ["pm25_mean"]', 'metrics = ["pm25_mean", "cost", "cost_per_ugm3"]')
        self.study.write_text(text, encoding="utf-8")
        words = ["study.toml:14:25", "study.toml:14:33", "score.metrics", "cost_per_ugm3", "`currency`"]
        self.refused("plan", self.case, self.study, "--output", self.sweep, words=words)
        self.assertFalse(self.sweep.exists())
        file = self.case / "scenarios" / "orange-by-grade.toml"
        scenario = file.read_text(encoding="utf-8")
        measure = '\nselect     = { where = { industry = ["open_burning"]'
        self.assertIn(measure, scenario)
        scenario = scenario.replace(measure, '\ncost       = { per_tonne_abated = { value = 9000, unit = "CNY/t", species = "PM2p5" } }' + measure)
        file.write_text(scenario + '\n[currency]\ncode = "CNY"\nprice_year = 2023\n', encoding="utf-8")
        figures = self.plan()["figures"]  # of a scenario file, where no option states one
        self.assertEqual(figures["currency"], "CNY")
        self.assertGreater(max(figures["cost"]), 0.0)

    def test_an_entry_that_stands_twice(self):
        for old, new, line in (("values = [1, 2, 3]", "values = [24, 1, 24.0]", 12), ("compliance = { lhs = 2, low = 0.5, high = 1.0 }", "draw = [1, 1]", 10),
                               ('["scenarios/orange-by-grade.toml"]', '["scenarios/orange-by-grade.toml", ["scenarios/orange-by-grade.toml"]]', 9)):
            self.study.write_text(STUDY.replace(old, new).replace('across = "sample"', 'across = "scenario"'), encoding="utf-8")
            self.refused("plan", self.case, self.study, "--output", self.sweep, words=[f"study.toml:{line}", f" {line}"])
            self.assertFalse(self.sweep.exists())

    def test_what_is_not_there_yet(self):
        self.plan()
        self.refused("gather", self.sweep, words=["2"])
        self.refused("run", self.sweep, "--shard", "3/2", words=["3/2"])
        self.refused("run", self.folder / "nowhere", words=["nowhere"])


if __name__ == "__main__":
    unittest.main()
