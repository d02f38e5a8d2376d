"""What goes wrong while a run writes or is stopped: exit codes 1 and 75, and nothing half written."""
# SPDX-License-Identifier: Apache-2.0
import pathlib
import resource
import signal
import subprocess
import time
import unittest

from town import LANTIAN, TownTest, environment, lantian


def smallest_files(count):
    """Files may not grow beyond `count` bytes: what a full disk does, without one."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (count, count))


class Writing(TownTest):
    def test_an_output_folder_that_cannot_be_made(self):
        (self.folder / "file").write_text("not a folder")
        self.output = self.folder / "file" / "out"
        done = self.run_town()
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn(str(self.output), done.stderr)
        self.assertEqual((self.folder / "file").read_text(), "not a folder")

    def test_an_output_folder_that_takes_no_files(self):
        self.output = pathlib.Path("/proc/self/task")
        done = self.run_town()
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("/proc", done.stderr)

    def test_a_full_disk_leaves_no_half_a_file(self):
        whole = self.folder / "whole"
        self.assertEqual(lantian("run", self.case, "--output", whole).returncode, 0)
        largest = max(file.stat().st_size for file in whole.rglob("*"))
        for count in (0, 4096, 100_000, largest - 1):
            with self.subTest(bytes=count):
                done = self.run_town(preexec_fn=smallest_files(count))
                self.assertEqual(done.returncode, 1, done.stderr)
                self.assertIn(str(self.output), done.stderr)
                self.assert_nothing_half_written()
                for file in self.output.rglob("*.*"):  # what stands there is whole
                    self.assertEqual(file.stat().st_size, (whole / file.relative_to(self.output)).stat().st_size)

    def test_a_full_disk_while_the_restart_is_written(self):
        done = self.run_town("--stop-at", "2", preexec_fn=smallest_files(100_000))
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("restart.h5", done.stderr)
        self.assertFalse((self.output / "restart.h5").exists())
        self.assert_nothing_half_written()

    def test_a_full_disk_keeps_the_older_results(self):
        self.assertEqual(self.run_town().returncode, 0)
        before = {file: file.read_bytes() for file in self.output.rglob("*") if file.is_file()}
        self.assertEqual(self.run_town(preexec_fn=smallest_files(4096)).returncode, 1)
        for file, content in before.items():
            self.assertTrue(file.read_bytes() == content, file)


class Stopping(TownTest):
    def fields(self, text):
        return [line for line in text.splitlines() if "sha256" in line]

    def stopped_by(self, number):
        """A run of many hours that gets the signal while it runs."""
        command = [LANTIAN, "run", str(self.case), "--output", str(self.output)]
        running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                   env=environment())
        time.sleep(1.0)  # reading takes a tenth of that, the run several times
        running.send_signal(number)
        said, mistakes = running.communicate(timeout=120)
        return running.returncode, said, mistakes

    def test_a_signal_leaves_a_restart_that_goes_on_to_the_same_fields(self):
        self.replace("case.toml", 'end = "2023-11-22T21:00"', 'end = "2023-11-23T21:00"')
        whole = self.fields(self.run_town().stdout)
        self.assertEqual(len(whole), 5)
        for number in (signal.SIGTERM, signal.SIGINT):
            with self.subTest(signal=number):
                self.output = self.folder / number.name
                code, said, mistakes = self.stopped_by(number)
                self.assertEqual(code, 75, mistakes)
                restart = self.output / "restart.h5"
                self.assertIn(str(restart), said)
                self.assertEqual([file.name for file in self.output.iterdir()], ["restart.h5"])
                resumed = self.run_town("--restart", restart)
                self.assertEqual(resumed.returncode, 0, resumed.stderr)
                self.assertEqual(self.fields(resumed.stdout), whole)

    def test_an_asked_stop_exits_with_75(self):
        done = self.run_town("--stop-at", "2")
        self.assertEqual(done.returncode, 75, done.stderr)
        self.assertEqual(self.run_town("--restart", self.output / "restart.h5").returncode, 0)

    def test_a_restart_that_is_none_is_bad_input(self):
        for restart in ("/dev/zero", self.case / "case.toml", self.folder / "absent.h5", "http://example.org/r.h5"):
            with self.subTest(restart=restart):
                done = self.run_town("--restart", restart)
                self.assertEqual(done.returncode, 2, done.stderr)
                self.assertIn(str(restart), done.stderr)
                self.assertFalse(self.output.exists())


if __name__ == "__main__":
    unittest.main()
