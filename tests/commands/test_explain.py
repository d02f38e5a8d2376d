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


class Explain(TownTest):
    def explain(self, *arguments):
        return lantian("explain", self.case, *arguments)

    def test_a_source_and_hour_are_told_in_both_languages(self):
        for language, expected in (("en", "gives way to brick_stop"), ("zh", "让位于 brick_stop")):
            done = self.explain("--member", "orange", "--source", KILN, "--at", "2023-11-22T18:00", "--lang", language)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertIn(expected, done.stdout)
            self.assertEqual(bool(CHINESE.search(done.stdout)), language == "zh")

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
        self.assertEqual(json.loads(self.explain("--json").stdout)["pollutant"], "PM2p5")
        runs = json.loads(self.explain("--json", "--source", KILN).stdout)["runs"]
        self.assertEqual([run["start"] for run in runs], ["2023-11-22T15:00", "2023-11-22T16:00"])  # warned after an hour

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
