"""Scenarios of a sweep that single precision cannot solve: taken out, told, computed once more in double precision."""
# SPDX-License-Identifier: Apache-2.0
import contextlib
import csv
import json
import subprocess
import time
import unittest

from test_sweep import STUDY, SweepTest
from town import LANTIAN, ROOT, environment, lantian

# From 17:00 on the window's VOC are a hundred times a hundred times `factor` of themselves; before, all members have half the NOx.
MORE = """schema   = "lantian.scenario/1"
id       = "more"
label    = { en = "More VOC by far", zh = "VOCs大增" }
timezone = "Asia/Shanghai"
[window.always]
dates = ["01-01/12-31"]
[window.evening]
dates = ["01-01/12-31"]
hours = ["17-24"]
[select.nox]
emission = { species = "NOx", min = "1 kg/a" }
[select.voc]
emission = { species = "VOC", min = "1 kg/a" }
[measure.less_nox]
label  = { en = "NOx halved", zh = "NOx减半" }
select = "nox"
window = "always"
op     = { kind = "scale", factor = 0.5, species = ["NOx"] }
""" + "".join(f"""[measure.{name}]
label  = {{ en = "VOC", zh = "VOCs" }}
select = "voc"
window = "evening"
op     = {{ kind = "scale", factor = {factor}, species = ["VOC"] }}
""" for name, factor in (("first", 100), ("second", 100), ("more", 1)))

# VOC once, a hundred, ten thousand (twice) and a million times themselves.
USUAL, MUCH, TOO_MUCH, BEYOND = "0.0001", "0.01", ("1", "1.01"), "100"

# An invented pair of PAR: it forms at most at the rate at which molecules meet and falls apart a thousand times a microsecond. In the air of
# the base the two balance at leisure. In ten thousand times as much PAR their rates are so large that the 24 bits of a float do not
# hold the difference; 53 bits do.
PAIR = """
- {__id: P1, type: ARRHENIUS, A: 602214076, gas phase: gas, reactants: [{species name: PAR, coefficient: 2}], products: [{species name: PAIR}]}  # 1e-9
- {__id: P2, type: ARRHENIUS, A: 1e9, gas phase: gas, reactants: [{species name: PAIR}], products: [{species name: PAR, coefficient: 2}]}
"""


class Rescue(SweepTest):
    batch = "5"

    def setUp(self):
        super().setUp()
        text = (ROOT / "data" / "mechanisms" / "cb6r3.yaml").read_text(encoding="utf-8")
        text = text.replace("species:\n", 'species:\n- {name: PAIR, "molecular weight [kg mol-1]": 0.028}\n', 1)
        text = text.replace("  - {name: M}\n", "  - {name: M}\n  - {name: PAIR}\n", 1)
        (self.case / "pair.yaml").write_text(text.rstrip("\n") + PAIR, encoding="utf-8")
        self.replace("case.toml", 'mechanism = "cb6r3"', 'mechanism = "pair.yaml"')
        (self.case / "scenarios" / "more.toml").write_text(MORE, encoding="utf-8")

    def plan_of(self, folder, factors, *more):
        text = STUDY.replace("orange-by-grade", "more").replace('compliance = { lhs = 2, low = 0.5, high = 1.0 }\n', "")
        text = text.replace('"trigger.city.schedule.0.from_start_h" = { name = "from_start_h", values = [1, 2, 3] }',
                            f'"measure.more.op.factor" = {{ name = "more", values = [{", ".join(factors)}] }}')
        self.study.write_text(text.replace('robust  = { across = "sample", use = ["mean", "worst", "max_regret"] }\n', ""), encoding="utf-8")
        return self.plan(folder, *more)

    def rows(self, folder):
        """Of the table, by the factor; without the member's number, which tells where in its sweep it stands."""
        self.assertEqual(lantian("sweep", "gather", folder, "--series").returncode, 0)
        lines = (folder / "sweep.csv").read_text(encoding="utf-8").splitlines()
        rows = {float(row["more"]): row for row in csv.DictReader(line for line in lines if not line.startswith("#"))}
        for row in rows.values():
            del row["member"]
        return rows

    def test_others_keep_their_bits_and_double_precision_solves_what_it_can(self):
        self.plan_of(self.sweep, [*TOO_MUCH, USUAL, BEYOND, MUCH])
        done = lantian("--json", "sweep", "run", self.sweep)
        self.assertEqual(done.returncode, 1, done.stderr)  # of one there are no results at all
        said = json.loads(done.stdout)
        self.assertEqual((said["computed"], said["failed"], said["in_double_precision"]), (1, 1, 2))
        rows = self.rows(self.sweep)
        without = self.folder / "without"
        self.plan_of(without, [USUAL, MUCH])
        self.run_sweep(without)
        for factor, row in self.rows(without).items():  # as if the others had never been there
            self.assertEqual(dict(rows[factor], scenario=""), dict(row, scenario=""))
        double = self.folder / "double"
        self.plan_of(double, TOO_MUCH, "--double")
        self.run_sweep(double)
        reason = "in double precision after"
        for factor, row in self.rows(double).items():  # as a sweep that is in double precision from the first hour
            key = rows[factor]["scenario"]
            self.assertIn("gas_chemistry found no answer for ", rows[factor][reason])
            self.assertIn(f"of {key} in cell", rows[factor][reason])
            self.assertEqual(dict(rows[factor], scenario="", **{reason: ""}), dict(row, scenario=""))
        beyond = rows[float(BEYOND)]
        self.assertEqual((beyond["pm25_mean [ug m-3]"], beyond[reason]), ("", ""))
        self.assertIn(f"of {beyond['scenario']} in cell", beyond["failure"])
        self.assertIn(f"failures/{beyond['scenario']}/failed_cell.toml", beyond["failure"])
        air = self.sweep / "failures" / beyond["scenario"]
        replayed = lantian("box", air / "failed_cell.toml", "--output", self.folder / "box")
        self.assertEqual(replayed.returncode, 1, replayed.stderr)  # fails there as it did here
        self.assertIn("cannot be solved", replayed.stderr)

    def test_language_folder_company_and_prefix_change_no_byte_of_it(self):
        factors = [*TOO_MUCH, USUAL, BEYOND]
        self.plan_of(self.sweep, factors)
        done = lantian("--lang", "zh", "sweep", "run", self.sweep)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("已改用双精度计算", done.stderr)
        self.assertIn(str(self.sweep / "failures"), done.stderr)
        self.assertNotIn("…", done.stderr)  # whole, however long
        expected = self.gathered()
        for name, more in {"cold": ["--no-prefix"], "again": []}.items():
            folder = self.folder / name
            self.plan_of(folder, factors)
            self.run_sweep(folder, *more, code=1)
            self.assertEqual(self.gathered(folder), expected)
        self.run_sweep(folder, "--again", code=1)
        self.assertEqual(self.gathered(folder), expected)

    def test_a_restart_after_the_failure_knows_of_it(self):
        """Killed when a state lies there of an hour after others were taken out, it goes on without them to the same bytes."""
        factors = [*TOO_MUCH, USUAL]
        self.plan_of(self.folder / "serial", factors)
        self.run_sweep(self.folder / "serial")
        expected = self.gathered(self.folder / "serial")
        manifest = self.plan_of(self.sweep, factors)
        state = self.sweep / "states" / (manifest["batches"][0]["id"] + ".h5")
        with subprocess.Popen([LANTIAN, "sweep", "run", str(self.sweep), "--checkpoint", "0", "--threads", "1"], env=environment(),
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as runner:
            until = time.monotonic() + 60
            while not self.is_later(state) and runner.poll() is None and time.monotonic() < until:
                time.sleep(0.002)
            runner.kill()
        self.assertTrue(self.is_later(state))
        self.assertEqual(list((self.sweep / "results").glob("*.nc")), [])
        self.run_sweep()
        self.assertEqual(self.gathered(), expected)

    def is_later(self, state):
        """Whether the state was kept after the last failure."""
        failures = list((self.sweep / "failures").glob("*"))
        with contextlib.suppress(FileNotFoundError):
            return len(failures) == len(TOO_MUCH) and state.stat().st_mtime_ns > max(f.stat().st_mtime_ns for f in failures)
        return False


if __name__ == "__main__":
    unittest.main()
