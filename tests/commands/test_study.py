"""`lantian study` and the worked examples of the scenario language on the embedded case, as a person meets them."""
# SPDX-License-Identifier: Apache-2.0
import csv
import io
import json
import pathlib
import tempfile
import unittest

from town import ROOT, TownTest, lantian

CASE = ROOT / "cases" / "mengzhou"
STUDY = CASE / "studies" / "offpeak-options.toml"
BRICKS = CASE / "studies" / "offpeak-brick-options.toml"


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


class BrickKilns(unittest.TestCase):
    """A season and the months in which works make up for it, line by line."""

    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as folder:
            table = pathlib.Path(folder) / "calendar.csv"
            cls.done = lantian("--json", "study", CASE, BRICKS, "--calendar", table)
            told = json.loads(cls.done.stdout)
            cls.options = {o["option"]: o for o in told["options"]}
            cls.empty, cls.calendar = told["empty_selections"], told["calendar"]
            cls.rows = list(csv.DictReader(io.StringIO(table.read_text())))

    def sum_of(self, option, part, quantity, key=None):
        return sum(float(r["value"]) for r in self.rows
                   if (r["option"], r["part"], r["quantity"]) == (option, part, quantity) and key in (None, r["key"]))

    def test_every_option_loses_what_the_reference_does(self):
        self.assertEqual((self.done.returncode, self.done.stderr), (0, ""))
        lost = {o: row["lost [fired brick, brick]"] for o, row in self.options.items()}
        for option, row in self.options.items():
            self.assertLess(abs(row["residual [1]"]), 1e-6, option)
            self.assertLess(abs(lost[option] / lost["quota"] - 1), 1e-5, option)

    def test_what_is_made_up_is_shown_and_taken_off(self):
        for option, row in self.options.items():
            made = row["made up [fired brick, brick]"]
            if not option.endswith("_made_up"):
                self.assertEqual(made, 0.0, option)
                continue
            owed = made + row["unplaced [fired brick, brick]"] + row["made up later [fired brick, brick]"]
            gross = row["lost [fired brick, brick]"] + made
            self.assertLess(abs(owed / gross - 0.4), 1e-5, option)
            # Its lines and its months say the same.
            self.assertLess(abs(self.sum_of(option, "line", "made-up output") / made - 1), 1e-5)
            self.assertLess(self.sum_of(option, "month", "without NOx", "2024-05"), self.sum_of(option, "month", "with NOx", "2024-05"))
            self.assertGreater(self.sum_of(option, "month", "without NOx", "2024-01"), self.sum_of(option, "month", "with NOx", "2024-01"))

    def test_turns_restart_more_kilns(self):
        self.assertGreater(self.options["rotate"]["stops [1]"], 3 * self.options["full_stop"]["stops [1]"])
        self.assertGreater(self.options["rotate"]["restart CO [t]"], 3 * self.options["full_stop"]["restart CO [t]"])
        self.assertEqual(self.options["half_load"]["stops [1]"], 0.0)

    def test_the_calendar_sums_to_the_options(self):
        for option, row in self.options.items():
            avoided = self.sum_of(option, "month", "without PM2p5") - self.sum_of(option, "month", "with PM2p5")
            self.assertLess(abs(avoided - row["avoided PM2p5 [t]"]), 1e-4 * abs(row["avoided PM2p5 [t]"]), option)
            self.assertLess(abs(self.sum_of(option, "line", "lost output") / row["lost [fired brick, brick]"] - 1), 1e-5)
            for part in ("grade", "town"):
                self.assertLess(abs(self.sum_of(option, part, "share of cost") - 1), 1e-6)
        self.assertEqual(self.sum_of("full_stop", "line", "stop days due", "E002/L1"), 122.0)
        self.assertEqual(len(self.calendar), len(self.rows))

    def test_the_county_has_no_clinker_and_that_is_said(self):
        self.assertIn("clinker", self.empty)
        self.assertIn("clinker", lantian("study", CASE, BRICKS).stdout)


class PlanDates(TownTest):
    """The weather of one date under the calendar of another."""

    def setUp(self):
        super().setUp()  # every variant and season of the case begins at midnight, so do the plan's dates
        self.replace("case.toml", "2023-11-22T15:00", "2023-11-22T00:00")
        self.replace("case.toml", "2023-11-22T21:00", "2023-11-22T06:00")

    def dated(self, day):
        self.append("case.toml", f'\n[season.winter.time]\nplan_start = "{day}"\n')

    def plan(self, *arguments):
        return lantian("plan", self.case, "--season", "winter", "--member", "offpeak", *arguments).stdout

    def test_the_same_date_changes_nothing(self):
        before = self.plan("--hash"), self.plan()
        self.dated("2023-11-22T00:00")
        self.assertEqual((self.plan("--hash"), self.plan()), before)

    def test_another_date_is_the_plans(self):
        before = self.plan()
        self.assertIn("2023-11-22", before)
        self.dated("2024-01-10T00:00")
        self.assertIn("2024-01-10", self.plan())
        self.assertNotIn("2023-11-22", self.plan())
        done = lantian("check", self.case, "--season", "winter")
        self.assertEqual(done.returncode, 0)
        self.assertIn("2024-01-10T00:00 Wed", done.stdout + done.stderr)

    def test_a_date_of_june_opens_no_window_of_winter(self):
        self.dated("2024-06-05T00:00")
        done = lantian("check", self.case, "--season", "winter")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotIn("_stop", self.plan())

    def test_mistakes(self):
        self.dated("2024-01-10T14:00")
        for language in ("en", "zh"):
            done = lantian("--lang", language, "check", self.case, "--season", "winter")
            self.assertEqual(done.returncode, 2)
            self.assertIn("plan_start", done.stderr)
        self.replace("case.toml", "2024-01-10T14:00", "2099-01-10T00:00")
        done = lantian("check", self.case, "--season", "winter")
        self.assertEqual(done.returncode, 2)
        self.assertIn("2099", done.stderr)


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
