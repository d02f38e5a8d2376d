"""A small case in a folder of the test's own, and the built program run on it. Standard library only."""
# SPDX-License-Identifier: Apache-2.0
import contextlib
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
LANTIAN = os.environ.get("LANTIAN", str(ROOT / "build" / "app" / "lantian"))
PATIENCE = 120  # s; only a command that hangs takes so long
SMALLER = {
    'start = "2023-11-22T00:00"': 'start = "2023-11-22T15:00"',
    'end = "2023-11-25T00:00"': 'end = "2023-11-22T21:00"',
    'spinup = "24 h"': 'spinup = "1 h"',
    "nx = 40": "nx = 10",
    "ny = 36": "ny = 9",
    'dx = "2 km"': 'dx = "8 km"',
}


def environment(**changes):
    """No language of the machine's own, and threads that do not spin while others work."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    return {**kept, "LANG": "C.UTF-8", "OMP_WAIT_POLICY": "passive", **changes}


def lantian(*arguments, **options):
    options.setdefault("env", environment())
    options.setdefault("timeout", PATIENCE)
    return subprocess.run([LANTIAN, *map(str, arguments)], capture_output=True, text=True, check=False, **options)


class TownTest(unittest.TestCase):
    """Each test has a fresh copy of the embedded case on 10 x 9 cells and six hours."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="lantian_"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.case = self.folder / "town"
        self.output = self.folder / "out"
        shutil.copytree(ROOT / "cases" / "mengzhou", self.case)
        for old, new in SMALLER.items():
            self.replace("case.toml", old, new)
        self.replace("scenarios/orange-by-grade.toml", "from_start_h = 24", "from_start_h = 1")

    def replace(self, name, old, new):
        file = self.case / name
        text = file.read_text(encoding="utf-8")
        self.assertIn(old, text, f"{name} has another form")
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    def append(self, name, text):
        with open(self.case / name, "a", encoding="utf-8") as file:
            file.write(text)

    def line_of(self, name, start):
        """The first line of a table that begins so."""
        with open(self.case / name, encoding="utf-8") as file:
            return next(line for line in file if line.startswith(start))

    def run_town(self, *arguments, **options):
        return lantian("run", self.case, "--output", self.output, *arguments, **options)

    def assert_refused(self, *words, case=None, language="en"):
        """`check` and `run` both exit with 2, say the words, and leave nothing behind."""
        case = self.case if case is None else case
        for command in (["check", case], ["run", case, "--output", self.output]):
            with self.subTest(command=command[0]):
                done = lantian(*command, "--lang", language)
                self.assertEqual(done.returncode, 2, done.stderr)
                self.assertEqual(done.stdout, "")
                for word in words:
                    self.assertIn(word, done.stderr)
                self.assertFalse(self.output.exists())

    def assert_nothing_half_written(self, folder=None):
        folder = self.output if folder is None else folder
        if folder.exists():
            self.assertEqual([str(p) for p in folder.rglob(".*")], [])


@contextlib.contextmanager
def fifo(path):
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    yield path
