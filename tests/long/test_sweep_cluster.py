"""A sweep of 64 members on a real Slurm, on GNU parallel and Snakemake, and under fifty kills: always the bytes of one serial run."""
# SPDX-License-Identifier: Apache-2.0
import pathlib
import shutil
import subprocess
import sys
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "commands"))

from slurm_node import SlurmNode, missing  # noqa: E402
from test_sweep import STUDY, SweepTest  # noqa: E402
from town import environment, lantian  # noqa: E402

MEMBERS = STUDY.replace("lhs = 2", "lhs = 16").replace("values = [1, 3, 4]", "values = [1, 2, 3, 4]")
SHARDS = 8


class Cluster(SweepTest):
    batch = "8"

    def setUp(self):
        super().setUp()
        self.study.write_text(MEMBERS, encoding="utf-8")

    def script(self, engine, *more):
        done = lantian("sweep", "script", self.sweep, "--engine", engine, *more)
        self.assertEqual(done.returncode, 0, done.stderr)
        file = self.folder / engine
        file.write_text(done.stdout, encoding="utf-8")
        return file

    def test_slurm_with_a_task_killed_and_one_requeued(self):
        if missing():
            self.skipTest("no Slurm here: " + ", ".join(missing()) + " missing")
        expected = self.serial()
        self.assertEqual(len(self.plan()["members"]), 64)
        script = self.script("slurm", "--shards", str(SHARDS))
        with SlurmNode(self.folder / "slurm") as slurm:
            job = slurm.sbatch(f"--output={self.folder}/task-%a.log", script)
            self.when_running(slurm, job)
            first = self.tasks(slurm, job)[0]
            self.assertEqual(slurm.run("scancel", "--signal=KILL", first).returncode, 0)  # dies where it is
            self.when_running(slurm, job)
            requeued = self.tasks(slurm, job)[-1]
            slurm.run("scontrol", "requeue", requeued)
            slurm.wait(job, 600)
            again = slurm.sbatch(f"--output={self.folder}/again-%a.log", script)  # what the killed task left
            slurm.wait(again, 600)
        self.assertEqual(self.gathered(), expected)
        self.assert_whole()

    def tasks(self, slurm, job):
        return slurm.run("squeue", "-h", "-r", "-t", "R", "-j", job, "-o", "%i").stdout.split()

    def when_running(self, slurm, job):
        until = time.monotonic() + 120
        while not self.tasks(slurm, job):
            self.assertLess(time.monotonic(), until, slurm.run("squeue").stdout)
            time.sleep(0.1)
        time.sleep(1.0)

    def test_gnu_parallel(self):
        if not shutil.which("parallel"):
            self.skipTest("no GNU parallel here")
        expected = self.serial()
        self.plan()
        done = subprocess.run(["sh", self.script("parallel", "--jobs", "2")], capture_output=True, text=True, env=environment(), check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.gathered(), expected)

    def test_snakemake(self):
        if not shutil.which("snakemake"):
            self.skipTest("no Snakemake here")
        expected = self.serial()
        self.plan()
        file = self.script("snakemake", "--shards", "4")
        done = subprocess.run(["snakemake", "--snakefile", file, "--cores", "2", "--quiet"], capture_output=True, text=True,
                              env={**environment(), "HOME": str(self.folder)}, cwd=self.folder, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue((self.sweep / "sweep.nc").exists())
        self.assertEqual(self.gathered(), expected)

    def test_fifty_kills(self):
        self.kill(50)


if __name__ == "__main__":
    unittest.main()
