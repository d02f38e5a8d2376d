"""`lantian measures` on the embedded case: every item does what its class says, shares sum, files are whole or absent."""
# SPDX-License-Identifier: Apache-2.0
import csv
import json
import pathlib
import re
import shutil
import tempfile
import unittest

from town import ROOT, TownTest, lantian

CASE = ROOT / "cases" / "mengzhou"
PLAN = ROOT / "data" / "measures" / "mengzhou-2023"
PAGE = ROOT / "docs" / "measures-mengzhou-2023.md"
POLLUTANTS = ("SO2", "NOx", "CO", "VOC", "NH3", "PM10", "PM2p5", "BC", "OC", "TSP")


def measured(*arguments):
    done = lantian("--json", "measures", *arguments)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return json.loads(done.stdout)


class Measures(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.plan = measured(CASE)
        cls.items = {item["number"]: item for item in cls.plan["items"]}

    def test_all_items_are_there_and_only_p_e_and_x_are_not_quantified(self):
        self.assertEqual(list(self.items), [str(n) for n in range(1, 38)] + ["S1", "S2", "S3", "S4"])
        for number, item in self.items.items():
            with self.subTest(number=number):
                acts = bool(set(item["class"]) & set("DC"))
                self.assertEqual(item["kind"] == "acts", acts)
                if not acts:
                    self.assertTrue(item["reason"]["zh"] and item["reason"]["en"])
                for one in item["numbers"]:
                    self.assertTrue(one["source"])

    def test_every_item_that_acts_does_work_on_the_case(self):
        for number, item in self.items.items():
            if item["kind"] != "acts":
                continue
            with self.subTest(number=number):
                gross = [item["county [t]"]["alone"]["central"][p] + item["county [t]"]["added_elsewhere"][p] for p in POLLUTANTS]
                self.assertGreater(max(gross), 0.01)  # t: nothing is left at what rounding would show

    def test_shares_in_order_and_by_shapley_sum_to_the_joint_effect(self):
        for scope in ("county [t]", "all [t]"):
            together = self.plan[scope]["together"]["central"]
            for way in ("in_order", "shapley"):
                for p in POLLUTANTS:
                    total = sum(item[scope][way][p] for item in self.items.values() if item["kind"] == "acts")
                    self.assertLess(abs(total - together[p]), 1e-9 * max(1.0, abs(together[p])), (scope, way, p))

    def test_more_strength_takes_more_of_the_whole_and_never_more_than_there_is(self):
        county = self.plan["county [t]"]
        for p in ("SO2", "NOx", "VOC", "NH3", "PM10", "PM2p5"):
            low, central, high = (county["together"][s][p] for s in ("low", "central", "high"))
            self.assertLess(low, central)
            self.assertLess(central, high)
            self.assertLess(high, county["base"][p])

    def test_growth_that_is_avoided_stands_apart(self):
        access, offset = self.items["1"], self.items["28"]
        self.assertEqual((access["kind"], offset["kind"]), ("prevents", "prevents"))
        self.assertGreater(offset["avoided [t/a]"]["central"]["VOC"], 1.0)
        self.assertNotIn("1", self.plan["order"])

    def test_what_moves_out_of_the_county_is_cut_there_only(self):
        moved = self.items["4"]
        county, everywhere = (moved[s]["alone"]["central"]["CO"] for s in ("county [t]", "all [t]"))
        self.assertGreater(county, 50.0)
        self.assertLess(abs(everywhere), 1e-9 * county)  # carbon monoxide comes out elsewhere

    def test_sulfur_dioxide_is_traced_to_sources_near_both_stations(self):
        traced = self.items["33"]["traced"]
        self.assertGreater(len(traced), 20)
        self.assertEqual(traced, sorted(traced, key=lambda one: -one["mass [t/a]"]))
        self.assertTrue(all(one["distance [km]"] <= 15.0 for one in traced))
        self.assertIn("E140/L1/boiler/DA001", [one["source"] for one in traced[:10]])

    def test_the_page_in_docs_is_what_the_data_gives(self):
        with tempfile.TemporaryDirectory() as folder:
            page = pathlib.Path(folder) / "page.md"
            self.assertEqual(lantian("measures", CASE, "--page", page).returncode, 0)
            self.assertEqual(page.read_text(), PAGE.read_text(), "write it anew: lantian measures cases/mengzhou --page docs/measures-mengzhou-2023.md")

    def test_the_study_says_the_same_by_another_way(self):
        with tempfile.TemporaryDirectory() as folder:
            study, shares = pathlib.Path(folder) / "study.toml", pathlib.Path(folder) / "shares.csv"
            measured(CASE, "--study", study, "--only", "4,12,20,32", "--sources", shares)
            self.assertIn("E001/L1/tunnel_kiln/DA001,", shares.read_text())
            text = study.read_text()
            study.write_text(text.replace("\n\n", '\nperiod = { start = "2023-11-01T00:00", end = "2024-11-01T00:00" }\n\n', 1))
            done = lantian("--json", "study", CASE, study)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
        options = {o["option"]: o for o in json.loads(done.stdout)["options"]}
        self.assertEqual(set(options), {"m04", "m12", "m20", "m32", "together"})
        for number in ("4", "12", "20", "32"):
            alone = self.items[number]["all [t]"]["alone"]["central"]
            for p in POLLUTANTS:
                told = options[f"m{number:0>2}"][f"avoided {p} [t]"]  # hour by hour; six digits are printed: 5e-6
                self.assertLess(abs(told - alone[p]), 5.1e-6 * abs(alone[p]) + 1e-9, (number, p))

    def test_the_studies_of_both_kinds_are_read_by_the_case(self):
        with tempfile.TemporaryDirectory() as folder:
            trace, study = pathlib.Path(folder) / "trace.toml", pathlib.Path(folder) / "study.toml"
            measured(CASE, "--trace", trace, "--study", study, "--only", "13,32", "--strength", "high", "--leave-one-out")
            for file, some in ((trace, {"county_brick", "county_residential", "outside_power"}), (study, {"together", "without_m13"})):
                done = lantian("--json", "study", CASE, file)
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                options = {o["option"]: o for o in json.loads(done.stdout)["options"]}
                self.assertLessEqual(some, set(options))
            self.assertIn("efficiency", study.read_text())

    def test_runs_of_the_studies_say_what_the_air_makes_of_it(self):
        with tempfile.TemporaryDirectory() as folder:
            study, run, page = (pathlib.Path(folder) / name for name in ("study.toml", "run", "page.md"))
            measured(CASE, "--study", study, "--only", "19,32", "--leave-one-out")
            done = lantian("run", CASE, "--variant", "coarse", "--study", study, "--output", run)
            self.assertEqual(done.returncode, 0, done.stderr)
            plan = measured(CASE, "--air", run, "--page", page)
            air = plan["air"][0]
            with open(run / "appraisal.csv", newline="") as file:
                rows = [row for row in csv.DictReader(line for line in file if not line.startswith("#")) if row["what"] == "concentration" and row["place"] == "county_mean"]
            text = page.read_text()
            measured(CASE, "--report", run)
            report = json.loads((run / "report.json").read_text())
        changes = {(row["member"], row["quantity"], row["when"]): float(row["change"]) for row in rows}
        self.assertEqual([item["number"] for item in air["items [ug/m3]"]], ["19", "32"])
        for n, figure in enumerate(air["figures"]):
            at = lambda member: changes[member, f"{figure['pollutant']} {figure['average']}", figure["when"]]
            sum_alone = 0.0
            for item in air["items [ug/m3]"]:
                self.assertAlmostEqual(item["first_in"][n], at("m" + item["number"]), delta=2e-4)  # of six printed digits
                self.assertAlmostEqual(item["last_in"][n], at("together") - at("without_m" + item["number"]), delta=4e-4)
                sum_alone += item["first_in"][n]
            self.assertAlmostEqual(air["together [ug/m3]"][n], at("together"), delta=2e-4)
            self.assertAlmostEqual(air["interaction [ug/m3]"][n], at("together") - sum_alone, delta=6e-4)
        self.assertLess(air["together [ug/m3]"][0], 0.0)  # less PM2.5
        self.assertIn("对空气的影响 Effect on air", text)
        self.assert_ledger_holds(next(one for one in report["documents"] if one["id"] == "measures"), air)

    def assert_ledger_holds(self, document, air):
        """The report's ledger has the same effects on air, and only for the items that ran."""
        tables = {block["table"]["id"]: block["table"]["rows"] for part in document["parts"] for block in part["blocks"] if "table" in block}
        figures = len(air["figures"])
        ran = {item["number"]: item for item in air["items [ug/m3]"]}
        for row in tables["plan_items"]:
            cells = row[9:9 + figures]
            if (number := row[0]["text"]["en"]) not in ran:
                self.assertTrue(all(cell["text"]["en"] in ("not run alone", "–") for cell in cells), number)
                continue
            for cell, value in zip(cells, ran[number]["first_in"], strict=True):
                self.assertAlmostEqual(cell["value"], value, delta=1e-9)
        values = lambda row: [cell.get("value") for cell in row[2:]]
        before, *items, together, interaction = tables["plan_air_1"]
        self.assertEqual([row[0]["text"]["en"] for row in items], list(ran))
        for row, item in zip(items, ran.values(), strict=True):
            for n in range(figures):
                self.assertAlmostEqual(values(row)[2 * n], item["first_in"][n], delta=1e-9)
                self.assertAlmostEqual(values(row)[2 * n + 1], item["last_in"][n], delta=1e-9)
        for n in range(figures):
            self.assertGreater(values(before)[2 * n], 0.0)
            self.assertAlmostEqual(values(together)[2 * n], air["together [ug/m3]"][n], delta=1e-9)
            self.assertAlmostEqual(values(interaction)[2 * n], air["interaction [ug/m3]"][n], delta=1e-9)

    def test_a_run_that_is_none_of_the_plans_is_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            run = pathlib.Path(folder)
            done = lantian("--lang", "en", "measures", CASE, "--air", run)
            self.assertEqual(done.returncode, 2)
            self.assertIn("report.json", done.stderr)
            (run / "report.json").write_text('{"schema": "lantian.report/1", "case": {"id": "elsewhere", "season": "winter"}}')
            (run / "appraisal.csv").write_text("member,against,what,place,quantity,when,unit,before,after,change,low,high,range_by,verdict\n")
            done = lantian("--lang", "en", "measures", CASE, "--air", run)
            self.assertEqual(done.returncode, 2)
            self.assertIn("is a run of the case elsewhere, season winter; the items are read onto mengzhou", done.stderr)

    def refused(self, change, *words):
        with tempfile.TemporaryDirectory() as folder:
            plan = pathlib.Path(folder) / "plan"
            shutil.copytree(PLAN, plan)
            change(plan)
            for language in ("en", "zh"):
                page = pathlib.Path(folder) / "page.md"
                done = lantian("--lang", language, "measures", CASE, "--measures", plan, "--page", page)
                self.assertEqual((done.returncode, done.stdout), (2, ""))
                self.assertFalse(page.exists())
                for word in words:
                    self.assertIn(word, done.stderr)

    def test_a_plan_without_its_list_or_with_misspelt_words_is_refused(self):
        def edit(name, old, new):
            def change(plan):
                text = (plan / name).read_text()
                self.assertIn(old, text)
                (plan / name).write_text(text.replace(old, new, 1))
            return change

        self.refused(lambda plan: (plan / "17.toml").unlink(), "17", "plan.toml:")
        self.refused(lambda plan: (plan / "plan.toml").unlink(), "plan.toml")
        self.refused(edit("13.toml", '"road.dust"', '"road.dsut"'), "13.toml:", "road.dsut", "road.dust")
        self.refused(edit("01.toml", '"brick"', '"brik"'), "01.toml:", "brik", "brick")
        self.refused(edit("20.toml", ', source = "K-L" }, CO', ' }, CO'), "20.toml:", "source")
        self.refused(edit("20.toml", 'number = "20"', 'number = "21"'), "21.toml", "20")
        self.refused(edit("33.toml", '"mengzhou_land_bureau"]', '"mengzhou_land_burea"]'), "33.toml:", "mengzhou_land_bureau")
        self.refused(edit("33.toml", "class  = \"D\"", "class  = \"D/Q\""), "33.toml:", "D/C")

    def test_an_item_that_the_plan_lacks_is_named(self):
        done = lantian("measures", CASE, "--study", "/nowhere/study.toml", "--only", "18")
        self.assertEqual(done.returncode, 2)
        with tempfile.TemporaryDirectory() as folder:
            study = pathlib.Path(folder) / "study.toml"
            done = lantian("measures", CASE, "--study", study, "--only", "18")
            self.assertEqual(done.returncode, 2)
            self.assertIn("18", done.stderr)
            self.assertFalse(study.exists())


class OtherPlants(TownTest):
    def test_nothing_hangs_on_the_names_of_works(self):
        """The same works under other ids and names: the same tonnes."""
        for table in (self.case / "inventory").glob("*.csv"):
            table.write_text(re.sub(r"^E(\d{3}),", r"W\1,", table.read_text(), flags=re.M))
        other, plan = measured(self.case), measured(CASE)
        for p in POLLUTANTS:
            one, two = (x["county [t]"]["together"]["central"][p] for x in (plan, other))
            self.assertLess(abs(one - two), 1e-9 * max(1.0, one))


if __name__ == "__main__":
    unittest.main()
