"""`lantian explain` and ledgers from the command line."""
# SPDX-License-Identifier: Apache-2.0
import csv
import json
import re
import unittest

from town import TownTest, lantian

CHINESE = re.compile("[\u4e00-\u9fff]{3}")
KILN = "E002/L1/tunnel_kiln/DA001"
FERROALLOY = """
[select.ferroalloy]
industry    = ["ferroalloy"]
allow_empty = "No ferroalloy works in the window"
[measure.ferroalloy_stop]
label  = { en = "Ferroalloy works stop", zh = "铁合金停产" }
select = "ferroalloy"
window = "heating"
op     = { kind = "stop" }
"""
KILNS = "scenarios/offpeak-kilns.toml"
MOVED = """
[measure.away]
label  = { en = "A glass works moves", zh = "玻璃厂搬迁" }
select = { where = { id = ["E007"] } }
op     = { kind = "relocate", to = { region = "xiguo", longitude = 112.70, latitude = 34.91 } }
[measure.second]
label  = { en = "A second works", zh = "新增一厂" }
select = { where = { id = ["E008"] } }
op     = { kind = "add", to = { region = "xiguo" }, share = 0.5 }
"""
PAINT = """
[measure.paint]
label  = { en = "Water-borne building paint", zh = "建筑涂料水性化" }
select = { where = { industry = ["solvent.building"] } }
op     = { kind = "control", device = "water_borne", efficiency = { VOC = 0.5 } }
"""
SHIFT = """
[measure.late]
label  = { en = "Later", zh = "延后" }
select = { where = { id = ["E007"] } }
op     = { kind = "shift", from = "15-18", to = "19-21", share = 0.5, max_rate = 1.2, max_delay_h = 6 }
physics = { min_down_h = 0 }
"""
TREES = """
[measure.trees]
label  = { en = "Half the isoprene", zh = "异戊二烯减半" }
select = { where = { id = ["natural/ISOP"] } }
op     = { kind = "scale", factor = 0.5 }
"""


class Explain(TownTest):
    def explain(self, *arguments):
        return lantian("explain", self.case, *arguments)

    def test_a_source_and_hour_are_told_in_both_languages(self):
        for language, expected in (("en", "gives way to brick_stop"), ("zh", "让位于 brick_stop")):
            done = self.explain("--member", "orange", "--source", KILN, "--at", "2023-11-22T18:00", "--lang", language)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertIn(expected, done.stdout)
            self.assertEqual(bool(CHINESE.search(done.stdout)), language == "zh")

    def test_a_veto_is_told_as_met_or_not(self):
        self.append(KILNS, PAINT + 'veto = "wind_speed > 0"\n')
        self.append(KILNS, PAINT.replace("measure.paint", "measure.calm") + 'veto = "wind_speed > 99"\n')
        self.replace(KILNS, PAINT, PAINT + 'allow_idle = "always windy"\n')
        asked = ("--member", "offpeak", "--source", "area/solvent_building/dading", "--at", "2023-11-22T18:00")
        told = self.explain(*asked).stdout
        self.assertIn("no window: always in force but for its veto\n", told)
        self.assertIn("veto wind_speed > 0 is met: measure suspended\n", told)
        self.assertIn("veto wind_speed > 99 is not met\n", told)
        told = self.explain(*asked, "--lang", "zh").stdout
        self.assertIn("除外条件 wind_speed > 0 成立：措施暂停\n", told)
        self.assertIn("除外条件 wind_speed > 99 不成立\n", told)
        measures = {m["id"]: m for m in json.loads(self.explain(*asked, "--json").stdout)["measures"]}
        self.assertEqual([measures[m]["window"]["vetoed"] for m in ("paint", "calm")], [True, False])

    def test_a_shift_tells_what_it_loses_and_check_notes_it(self):
        self.append(KILNS, SHIFT)
        note = lantian("check", self.case).stdout
        self.assertRegex(note, r"measure\.late\.op: [\d.]+ % of the output that late takes away finds no hour within max_delay_h")
        self.assertRegex(lantian("check", self.case, "--lang", "zh").stdout, r"late 移出的产量有 [\d.]+ % 在 max_delay_h、max_rate 之内找不到时段补回")
        source = json.loads(self.explain("--member", "offpeak", "--source", "E007", "--json").stdout)["sources"][0]["source"]
        at = ("--member", "offpeak", "--source", source, "--at")
        self.assertRegex(self.explain(*at, "2023-11-22T16:00").stdout,
                         r"from 2023-11-22T15:00 to 2023-11-22T18:00 it gives away .* placed in later hours, .*% lost")
        self.assertRegex(self.explain(*at, "2023-11-22T20:00").stdout, r"\[shift\] late .*\n(.*\n){1,6}.* of its own and .* moved here: x ")
        self.assertRegex(self.explain(*at, "2023-11-22T20:00", "--lang", "zh").stdout, r"\[错时\] late .*\n(.*\n){1,6} +自身产量 .*、移入 ")

    def test_json_is_one_object_with_the_plans_factor(self):
        done = self.explain("--json", "--member", "orange", "--source", KILN, "--at", "2023-11-22T18:00")
        said = json.loads(done.stdout)
        self.assertEqual(said["schema"], "lantian.explanation/1")
        self.assertAlmostEqual(said["factor"]["SO2"], 0.1, places=15)
        measures = {m["id"]: m for m in said["measures"]}
        self.assertTrue(measures["brick_stop"]["touches"])
        self.assertEqual(measures["graded_kilns"]["effects"][0]["beaten_by"], "brick_stop")
        self.assertEqual(measures["clinker_stop"]["misses"][0]["key"], "industry")
        self.assertRegex(measures["brick_stop"]["place"], r"offpeak-kilns\.toml:\d+$")

    def test_hours_and_sources_that_are_not_named_are_summed_up(self):
        self.assertIn("brick_stop (stands still)", self.explain("--source", KILN).stdout)
        table = self.explain("--member", "offpeak", "--pollutant", "SO2").stdout
        self.assertIn("brick_stop", table)
        self.assertEqual(json.loads(self.explain("--json").stdout)["pollutant"], "all")
        runs = json.loads(self.explain("--json", "--source", KILN).stdout)["runs"]
        self.assertEqual([run["start"] for run in runs], ["2023-11-22T15:00", "2023-11-22T16:00"])  # warned after an hour

    def test_a_plant_that_heats_up_is_told_by_pollutant(self):
        self.replace(KILNS, "122 days in 2023-24, which holds 29 February", "a short season")
        self.replace(KILNS, '"11-15/03-15"', '"11-15/11-21"')
        self.replace(KILNS, "expect_days = 121", "expect_days = 7")
        self.replace(KILNS, "ramp_down_h = 24, heat_up_h = 48, heat_up_emission = 0.35",
                     "ramp_down_h = 24, heat_up_h = 48, heat_up_emission = { SO2 = 0.3, NOx = 1.25, PM = 0.5 }")
        asked = ("--member", "offpeak", "--source", KILN, "--at", "2023-11-22T18:00")
        told = self.explain(*asked).stdout
        self.assertIn("heating up: emits SO2 0.3, NOx 1.25, CO 0, ", told)
        self.assertIn("heats up in 48 h at SO2 0.3, NOx 1.25, CO 0, ", told)
        self.assertIn("正在烘窑升温：排放为满负荷的 SO2 0.3，NOx 1.25，", self.explain(*asked, "--lang", "zh").stdout)
        self.assertIn("emits 1.25 of full load", self.explain(*asked, "--pollutant", "NOx").stdout)
        measures = {m["id"]: m for m in json.loads(self.explain(*asked, "--json").stdout)["measures"]}
        self.assertEqual(measures["brick_stop"]["plant"]["factor"]["NOx"], 1.25)

    def test_a_copy_tells_what_it_emits_and_its_original_where_it_went(self):
        self.append(KILNS, MOVED)
        ids = sorted({row["source"] for row in csv.DictReader(
            lantian("plan", self.case, "--member", "offpeak").stdout.splitlines())})
        copy = next(one for one in ids if one.endswith("DA001@away"))
        original = copy.removesuffix("@away")
        at = ("--member", "offpeak", "--at", "2023-11-22T18:00")
        said = json.loads(self.explain(*at, "--source", copy, "--json").stdout)
        before = json.loads(self.explain(*at, "--source", original, "--json").stdout)
        self.assertEqual(said["copy_of"]["source"], original)
        self.assertEqual(said["before [kg/h]"]["NOx"], 0.0)
        self.assertGreater(before["before [kg/h]"]["NOx"], 0.0)
        self.assertEqual(said["after [kg/h]"], before["before [kg/h]"])
        self.assertEqual(before["after [kg/h]"]["NOx"], 0.0)
        emitted = f'{said["after [kg/h]"]["NOx"]:.6g}'
        told = self.explain(*at, "--source", copy).stdout
        self.assertNotIn("not told by key", told)
        self.assertIn(f"a copy of {original}, made by the measure away: in the base run nothing is emitted here", told)
        self.assertRegex(told, rf"NOx +{re.escape(emitted)} x +1 = +{re.escape(emitted)}\n")
        self.assertIn(f"relocated away (measure away): what it no longer emits here it emits as {copy}",
                      self.explain(*at, "--source", original).stdout)
        self.assertIn("基准情景中此处不排放", self.explain(*at, "--source", copy, "--lang", "zh").stdout)
        self.assertIn("已迁出（措施 away）", self.explain(*at, "--source", original, "--lang", "zh").stdout)
        model = next(one for one in ids if one.endswith("DA001@second"))
        self.assertIn(f"it adds {model} and leaves this source as it is",
                      self.explain(*at, "--source", model.removesuffix("@second")).stdout)
        asleep = self.explain("--member", "counterfactual", "--at", "2023-11-22T18:00", "--source", copy).stdout
        self.assertRegex(asleep, r"NOx +\S+ x +0 = +0\n")

    def test_who_emits_only_organics_is_not_missed(self):
        self.append(KILNS, PAINT)
        at = ("--member", "offpeak", "--at", "2023-11-22T18:00")
        rows = json.loads(self.explain(*at, "--json").stdout)["sources"]
        painted = [row for row in rows if row["source"].startswith("area/solvent_building/")]
        self.assertTrue(painted)
        self.assertEqual({row["pollutant"] for row in painted}, {"VOC"})
        self.assertEqual([row["share_of_change"] for row in rows],
                         sorted((row["share_of_change"] for row in rows), reverse=True))
        self.assertIn("area/solvent_building/", self.explain(*at).stdout)
        self.assertNotIn("area/solvent_building/", self.explain(*at, "--pollutant", "SO2").stdout)
        self.assertRegex(self.explain(*at, "--lang", "zh").stdout, CHINESE)

    def test_natural_sources_are_touched_only_where_the_scenario_says_so(self):
        at = ("--member", "offpeak", "--source", "natural/ISOP", "--at", "2023-11-22T18:00")
        self.append(KILNS, TREES)
        self.assert_refused("measure.trees.select", "1 mistake;")
        self.replace(KILNS, 'timezone = "Asia/Shanghai"', 'timezone = "Asia/Shanghai"\ninclude_natural = true')
        self.assertIn("factor on what the weather makes of it: all 0.5", self.explain(*at).stdout)
        self.assertIn("对气象所定排放的系数：全部 0.5", self.explain(*at, "--lang", "zh").stdout)
        self.assertEqual(json.loads(self.explain(*at, "--json").stdout)["factor"]["VOC"], 0.5)

    def test_mistakes_are_told_with_the_nearest_and_exit_two(self):
        for arguments, word in ((("--source", "E002/L1/tunnel_kiln/DA01"), KILN), (("--member", "orang"), "orange"),
                                (("--at", "2023-11-29T00:00"), "2023-11-22T21:00"), (("--at", "noon"), "noon"),
                                (("--pollutant", "PM25"), "PM2p5")):
            with self.subTest(arguments=arguments):
                done = self.explain(*arguments)
                self.assertEqual((done.returncode, done.stdout), (2, ""))
                self.assertIn(word, done.stderr)

    def test_ledgers_close_heading_by_heading(self):
        rows = list(csv.DictReader(lantian("plan", self.case, "--ledger").stdout.splitlines()))
        totals = {(r["member"], r["period"], r["scope"]): r for r in rows if r["by"] == "total"}
        self.assertEqual(len(totals), 2 * 2 * 2)  # two plans; run and one day; county and all
        for by in ("sector", "category", "grade", "town", "industry"):
            for key, total in totals.items():
                own = [r for r in rows if r["by"] == by and (r["member"], r["period"], r["scope"]) == key]
                for column in ("SO2 before [t]", "NOx after [t]", "TSP after [t]"):
                    self.assertAlmostEqual(sum(float(r[column]) for r in own), float(total[column]),
                                           delta=1e-9 * float(total[column]))  # twelve digits are written
        self.assertIn("against offpeak", self.explain("--ledger").stdout)

    def test_a_run_leaves_ledger_appraisal_and_the_reasons_for_what_was_empty(self):
        self.append("scenarios/offpeak-kilns.toml", FERROALLOY)
        done = self.run_town("--members", "counterfactual,offpeak,orange")
        self.assertEqual(done.returncode, 0, done.stderr)
        for name in ("emission_ledger.csv", "appraisal.csv"):
            self.assertIn("SYNTHETIC", (self.output / name).read_text().splitlines()[0])
        report = json.loads((self.output / "report.json").read_text())
        tables = {table["id"]: table for table in report["tables"]}
        self.assertLess({"emission_ledger", "peaks", "allowances"}, set(tables))
        reasons = json.dumps(tables["allowances"], ensure_ascii=False)
        self.assertIn("No ferroalloy works in the window", reasons)
        self.assertIn("measure takes no source", reasons)


if __name__ == "__main__":
    unittest.main()
