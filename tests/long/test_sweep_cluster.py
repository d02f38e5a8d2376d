"""A sweep of 64 members on a real Slurm, on GNU parallel and Snakemake, and under fifty kills: always the bytes of one serial run."""
# SPDX-License-Identifier: Apache-2.0
import contextlib
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "commands"))

from slurm_node import SlurmNode, missing  # noqa: E402
from test_sweep import STUDY, SweepTest  # noqa: E402
from town import environment, lantian  # noqa: E402

MEMBERS = STUDY.replace("lhs = 2", "lhs = 16").replace("values = [1, 2, 3]", "values = [0, 1, 2, 3]")
SHARDS = 8


class Cluster(SweepTest):
    batch = "8"

    def setUp(self):
        super().setUp()
        self.study.write_text(MEMBERS, encoding="utf-8")

    def run_sweep(self, folder=None, *more, **options):
        return super().run_sweep(folder, *more, **{"timeout": 1800, **options})

    def script(self, engine, *more):
        done = lantian("sweep", "script", self.sweep, "--engine", engine, *more)
        self.assertEqual(done.returncode, 0, done.stderr)
        file = self.folder / f"script-{engine}"
        file.write_text(done.stdout, encoding="utf-8")
        return file

    def test_slurm_with_a_task_killed_and_one_requeued(self):
        if missing():
            self.skipTest("no Slurm here: " + ", ".join(missing()) + " missing")
        expected = self.serial()["bytes"]
        self.assertEqual(len(self.plan()["members"]), 64)
        script = self.script("slurm", "--shards", str(SHARDS))
        with SlurmNode(self.folder / "slurm") as slurm:
            job = slurm.sbatch(f"--output={self.folder}/task-%a.log", script)
            killed, pid = self.computing(())
            os.kill(pid, signal.SIGKILL)  # as the kernel does where memory runs out
            timed, pid = self.computing({killed})
            with slurm.begun("scancel", "--batch", "--signal=USR1", f"{job}_{timed}"):  # as at the limit of its time
                self.wait_for_end(pid)
            requeued, _ = self.computing({killed, timed})
            slurm.run("scontrol", "requeue", f"{job}_{requeued}")
            cancelled, _ = self.computing({killed, timed, requeued})
            slurm.run("scancel", f"{job}_{cancelled}")
            slurm.wait(job, 900)
            said = {task: slurm.run("scontrol", "show", "job", f"{job}_{task}").stdout for task in (killed, timed, requeued, cancelled)}
            self.assertIn("ExitCode=137", said[killed])
            self.assertIn("Restarts=1", said[timed])
            self.assertIn("Restarts=1", said[requeued])
            self.assertIn("JobState=CANCELLED", said[cancelled])  # what its user took back stays away
            status = json.loads(lantian("--json", "sweep", "status", self.sweep).stdout)
            self.assertEqual((status["batches"] - status["done"], status["stopped"]), (2, 1))
            again = slurm.sbatch(f"--output={self.folder}/again-%a.log", script)  # what killed and cancelled tasks left
            slurm.wait(again, 900)
        self.assertEqual(self.gathered(), expected)
        self.assert_whole()

    def computing(self, but):
        """A shard that is in the middle of a batch, beside those named, and its process: as the claims say."""
        until = time.monotonic() + 300
        while time.monotonic() < until:
            for claim in (self.sweep / "claims").glob("*"):
                with contextlib.suppress(OSError, ValueError, IndexError):  # gone meanwhile, or not yet written
                    pid = int(claim.read_text(encoding="utf-8").split()[1])
                    words = pathlib.Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8").split("\0")
                    shard = int(words[words.index("--shard") + 1].partition("/")[0])
                    if shard not in but:
                        return shard, pid
            time.sleep(0.05)
        self.fail("no task came to compute")

    def wait_for_end(self, pid):
        until = time.monotonic() + 60
        while pathlib.Path(f"/proc/{pid}").exists():
            self.assertLess(time.monotonic(), until, "the shard does not stop")
            time.sleep(0.05)

    def test_gnu_parallel(self):
        if not shutil.which("parallel"):
            self.skipTest("no GNU parallel here")
        expected = self.serial()["bytes"]
        self.plan()
        done = subprocess.run(["sh", self.script("parallel", "--jobs", "2")], capture_output=True, text=True, env=environment(), check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.gathered(), expected)

    def test_snakemake(self):
        if not shutil.which("snakemake"):
            self.skipTest("no Snakemake here")
        expected = self.serial()["bytes"]
        self.plan()
        file = self.script("snakemake", "--shards", "4")
        done = subprocess.run(["snakemake", "--snakefile", file, "--cores", "2", "--quiet"], capture_output=True, text=True,
                              env={**environment(), "HOME": str(self.folder)}, cwd=self.folder, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue((self.sweep / "sweep.nc").exists())
        self.assertEqual(self.gathered(), expected)

    def test_ten_thousand_members_are_planned_in_seconds(self):
        planned, status = self.plan_many(10000)
        print(f"plan {planned:.1f} s, status {status:.2f} s of processor time", file=sys.stderr)
        self.assertLess(planned, 40.0)  # s: four times the 9.6 seen, for machines differ as much
        self.assertLess(status, 1.0)

    def test_fifty_kills(self):
        self.kill(50)


if __name__ == "__main__":
    unittest.main()
