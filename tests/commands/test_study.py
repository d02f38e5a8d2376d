"""`lantian study` and the worked examples of the scenario language on the embedded case, as a person meets them."""
# SPDX-License-Identifier: Apache-2.0
import csv
import io
import json
import pathlib
import tempfile
import unittest

from town import ROOT, lantian

CASE = ROOT / "cases" / "mengzhou"
STUDY = CASE / "studies" / "offpeak-options.toml"


class Study(unittest.TestCase):
    def test_options_are_equal_and_the_table_says_so(self):
        with tempfile.TemporaryDirectory() as folder:
            table = pathlib.Path(folder) / "study.csv"
            done = lantian("--json", "study", CASE, STUDY, "--csv", table)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            options = {o["option"]: o for o in json.loads(done.stdout)["options"]}
            rows = {row["option"]: row for row in csv.DictReader(io.StringIO(table.read_text()))}
        self.assertEqual(set(options), {"full_stop", "rotate", "half_load"})
        whole, turns = options["full_stop"], options["rotate"]
        # Two lines of 1.5 Mt a year, 62 days: 0.5 Mt but for what their profile makes of the winter.
        self.assertLess(abs(whole["lost [clinker, t]"] / (3.0e6 * 62 / 365) - 1), 0.05)
        self.assertLess(abs(turns["lost [clinker, t]"] / whole["lost [clinker, t]"] - 1), 1e-6)
        self.assertLess(abs(turns["residual [1]"]), 1e-6)
        self.assertGreater(turns["restart CO [t]"], 3 * whole["restart CO [t]"])  # it stops more often
        self.assertEqual(float(rows["rotate"]["lost [clinker, t]"]), turns["lost [clinker, t]"])

    def test_a_mistake_has_a_place_and_nothing_is_written(self):
        with tempfile.TemporaryDirectory() as folder:
            study = pathlib.Path(folder) / "study.toml"
            study.write_text(STUDY.read_text().replace('reference = "full_stop"', 'reference = "ful_stop"'))
            table = pathlib.Path(folder) / "study.csv"
            done = lantian("study", CASE, study, "--csv", table)
            self.assertEqual(done.returncode, 2)
            self.assertIn("full_stop", done.stderr)
            self.assertIn("study.toml:", done.stderr)
            self.assertFalse(table.exists())

    def test_a_table_that_cannot_be_a_file_is_told_before_the_work(self):
        with tempfile.TemporaryDirectory() as folder:
            for table, english, chinese in ((folder, "is a folder; a regular file is needed", "是文件夹；需要普通文件"),
                                            (folder + "/new/", "is a folder", "是文件夹"), ("/dev/null", "is a device", "是设备"),
                                            (str(STUDY) + "/table.csv", "offpeak-options.toml is a file", "offpeak-options.toml 是文件")):
                for language, words in (("en", english), ("zh", chinese)):
                    with self.subTest(table=table, language=language):
                        done = lantian("--lang", language, "study", CASE, STUDY, "--csv", table)
                        self.assertEqual((done.returncode, done.stdout), (2, ""))
                        self.assertIn(words, done.stderr)
            self.assertEqual(list(pathlib.Path(folder).iterdir()), [])

    def test_a_mistake_that_options_share_is_told_once(self):
        done = self.refused(STUDY.read_text().replace('industry = ["cement.clinker"]', 'industry = ["cement.clinkr"]'), "cement.clinkr")
        self.assertIn("共 1 处错误", done.stderr)

    def refused(self, text, *words):
        with tempfile.TemporaryDirectory() as folder:
            study = pathlib.Path(folder) / "study.toml"
            study.write_text(text)
            for language in ("en", "zh"):
                done = lantian("--lang", language, "study", CASE, study)
                self.assertEqual(done.returncode, 2, done.stdout)
                for word in words:
                    self.assertIn(word, done.stderr)
        return done

    def test_what_cannot_be_compared_is_refused(self):
        text = STUDY.read_text()
        self.refused(text.replace("[option.rotate]", '[option."../../evil"]'), "../../evil")
        self.refused(text.replace("[option.rotate]", "[option.base]").replace("rotate =", "base ="), "base")
        self.refused(text.replace("via       = { rotate = \"share\", half_load = \"share\" }", "via = {}"), "equalise.via")
        self.refused(text.replace('by        = "lost_output"', 'by = "emitted_TSP"'), "full_stop")
        self.refused(text.replace('end = "2024-03-16T00:00"', 'end = "2099-03-16T00:00"'), "2027", "study.toml:7:22")
        self.refused(text.replace('dates = ["11-15/01-15"] }', 'dates = ["11-15/01-15"], when = "air_temperature < 5 degC" }'),
                     "air_temperature")


class WorkedExamples(unittest.TestCase):
    def test_those_of_winter_are_sound_and_give_their_tables(self):
        self.assertEqual(lantian("check", CASE, "--variant", "examples").returncode, 0)
        table = lantian("plan", CASE, "--variant", "examples", "--member", "offpeak", "--cost").stdout
        rows = {(row["measure"], row["enterprise"]): row for row in csv.DictReader(io.StringIO(table))}
        kiln = rows["clinker_stop", "X001"]
        # 72 h without a clinker line, 93 % kept: 66.96 h of full output.
        self.assertAlmostEqual(float(kiln["lost hours [h]"]), 72 * 0.93, places=6)
        lost = float(kiln["lost output [unit]"])
        self.assertAlmostEqual(float(kiln["cost [CNY of 2023]"]) / (60.0 * lost), 1.0, places=6)
        self.assertAlmostEqual(float(rows["clinker_stop_waste", "X002"]["lost hours [h]"]), 36.0, places=6)

    def test_draws_change_the_plan_and_nothing_else_does(self):
        plans = {}
        for line in lantian("plan", CASE, "--variant", "examples").stdout.splitlines():
            plans[line.split()[0]] = line.split()[-1]
        self.assertNotEqual(plans["orange"], plans["orange_drawn"])
        again = lantian("plan", CASE, "--variant", "examples", "--member", "orange_drawn", "--hash").stdout.strip()
        self.assertEqual(again, plans["orange_drawn"])

    def test_the_ozone_plan_waits_for_the_run_without_action(self):
        done = lantian("check", CASE, "--season", "summer", "--variant", "ozone")
        self.assertEqual(done.returncode, 0)
        self.assertIn("forecast(mda8_o3)", done.stdout)
        done = lantian("explain", CASE, "--season", "summer", "--variant", "ozone", "--member", "voc_shave")
        self.assertEqual(done.returncode, 2)

    def test_checks_that_do_not_hold_are_told(self):
        done = lantian("check", CASE, "--variant", "examples")
        self.assertIn("check.society_reduction", done.stdout)
        self.assertNotIn("PM10", done.stdout)  # more than a fifth of it goes


if __name__ == "__main__":
    unittest.main()
