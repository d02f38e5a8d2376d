"""Exit codes, help, languages and what a program reads from `lantian`."""
# SPDX-License-Identifier: Apache-2.0
import json
import pathlib
import re
import unittest

from town import TownTest, environment, lantian

CHINESE = re.compile("[\u4e00-\u9fff]{3}")


class CommandLine(unittest.TestCase):
    def test_help_names_every_command_and_ends_well(self):
        done = lantian("--help")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        for command in ("run", "check", "plan", "explain", "study", "aqi", "keys"):
            self.assertIn(command, done.stdout)
            self.assertEqual(lantian(command, "--help").returncode, 0)

    def test_help_speaks_chinese_if_asked_by_option_or_environment(self):
        self.assertRegex(lantian("--lang", "zh", "--help").stdout, CHINESE)
        self.assertRegex(lantian("--help", env=environment(LANG="zh_CN.UTF-8")).stdout, CHINESE)
        self.assertNotRegex(lantian("--lang", "en", "--help").stdout, CHINESE)

    def test_a_wrong_command_line_is_bad_input(self):
        for arguments in ([], ["rnu"], ["run"], ["run", "x", "--thread", "2"], ["run", "x", "--threads", "0"],
                          ["run", "x", "--threads", "two"], ["--lang", "fr", "check", "x"], ["check", "a", "b"],
                          ["run", "x", "--stop-at", "0"]):
            with self.subTest(arguments=arguments):
                done = lantian(*arguments)
                self.assertEqual(done.returncode, 2)
                self.assertNotEqual(done.stderr, "")

    def test_version_is_printed(self):
        self.assertRegex(lantian("--version").stdout, r"^lantian \d+\.\d+\.\d+\n$")

    def test_keys_are_printed(self):
        self.assertIn("spinup", lantian("keys").stdout)


class Town(TownTest):
    def test_a_sound_case_passes_the_check(self):
        done = lantian("check", self.case)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_a_run_ends_with_its_files_and_a_ledger(self):
        done = self.run_town()
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        for name in ("surface.nc", "monitors.csv", "ledger.csv", "emissions.csv", "case.toml", "report.json",
                     "plans/orange.csv"):
            self.assertGreater((self.output / name).stat().st_size, 0, name)
        self.assertIn("residual", done.stdout)
        for name in ("monitors.csv", "ledger.csv", "emissions.csv"):
            self.assertIn("SYNTHETIC", (self.output / name).read_text().splitlines()[0], name)
        self.assert_nothing_half_written()

    def test_json_is_one_object_and_nothing_else(self):
        done = self.run_town("--json", "--members", "counterfactual")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        said = json.loads(done.stdout)
        self.assertEqual(said["exit"], 0)
        self.assertEqual(list(said["fields"]), ["counterfactual"])
        self.assertEqual(pathlib.Path(said["folder"]), self.output)

    def test_mistakes_are_json_too(self):
        self.replace("case.toml", "nx = 10", "nx = 10\nny_cells = 3")
        done = lantian("--json", "check", self.case)
        self.assertEqual(done.returncode, 2)
        self.assertEqual(len(json.loads(done.stdout)["mistakes"]), 1)

    def test_mistakes_are_told_in_both_languages_with_the_same_place(self):
        self.replace("case.toml", "step = ", "stepp = ")
        english = lantian("check", self.case, "--lang", "en").stderr
        chinese = lantian("check", self.case, "--lang", "zh").stderr
        place = re.search(r"case\.toml:\d+:\d+", english)
        self.assertIsNotNone(place)
        self.assertIn(place[0], chinese)
        self.assertRegex(chinese, CHINESE)
        self.assertNotRegex(english, CHINESE)

    def test_an_unknown_member_is_refused_with_the_nearest(self):
        done = self.run_town("--members", "orang")
        self.assertEqual(done.returncode, 2)
        self.assertIn("orange", done.stderr)
        self.assertFalse(self.output.exists())

    def test_a_season_or_variant_that_is_not_there_is_refused(self):
        for option in ("--season", "--variant"):
            done = self.run_town(option, "sumer")
            self.assertEqual(done.returncode, 2, option)
            self.assertIn("sumer", done.stderr)


if __name__ == "__main__":
    unittest.main()
