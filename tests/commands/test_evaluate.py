"""`lantian evaluate`: tables, marks, both languages, what it refuses."""
# SPDX-License-Identifier: Apache-2.0
import csv
import json
import pathlib
import shutil
import tempfile
import unittest

from town import ROOT, lantian

EXAMPLES = ROOT / "docs" / "guide" / "examples"
RUN, OBSERVED = EXAMPLES / "evaluated-run", EXAMPLES / "evaluated-observations.csv"


def rows_of(path):
    with open(path, encoding="utf-8") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


class Evaluate(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="lantian_"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def codes(self, *arguments):
        done = lantian("--json", "evaluate", *arguments)
        self.assertEqual(done.returncode, 2, done.stdout)
        return [one["code"] for one in json.loads(done.stdout)["mistakes"]]

    def test_the_bias_is_that_of_the_two_tables(self):
        said = json.loads(lantian("--json", "evaluate", RUN, OBSERVED).stdout)
        model = {(r["local_day"], int(r["local_hour"])): float(r["mass_concentration [ug/m3]"])
                 for r in rows_of(RUN / "monitors.csv") if r["monitor"] == "hall" and r["quantity"] == "PM2p5"}
        pairs = [(model[r["time"][:10], int(r["time"][11:13])], float(r["PM2p5 [ug/m3]"]))
                 for r in rows_of(OBSERVED) if r["station"] == "town hall" and r["time"] >= "2025-11-02"]  # after the spin-up
        hourly = next(i for i in said["items"] if (i["pollutant"], i["average"]) == ("PM2p5", "1h"))
        station = next(s for s in hourly["stations"] if s["station"] == "town hall")
        self.assertEqual((station["count"], station["monitor"]), (len(pairs), "hall"))
        self.assertAlmostEqual(station["NMB"], sum(m - o for m, o in pairs) / sum(o for _, o in pairs), places=12)
        self.assertAlmostEqual(station["NME"], sum(abs(m - o) for m, o in pairs) / sum(o for _, o in pairs), places=12)

    def test_the_text_is_in_both_languages_and_tables_are_written(self):
        english = lantian("--lang", "en", "evaluate", RUN, OBSERVED, "--output", self.folder / "out")
        chinese = lantian("--lang", "zh", "evaluate", RUN, OBSERVED)
        self.assertEqual((english.returncode, english.stderr, chinese.returncode), (0, "", 0))
        for word in ("Emery2017", "Huang2021", "goal met", "FAIRMODE's objective", "town hall", "MQI"):
            self.assertIn(word, english.stdout)
        for word in ("达目标值", "FAIRMODE 目标", "判据"):
            self.assertIn(word, chinese.stdout)
        self.assertEqual(len(rows_of(self.folder / "out" / "diurnal.csv")), 2 * 24)
        table = rows_of(self.folder / "out" / "skill.csv")
        self.assertEqual({row["station"] for row in table}, {"", "town hall", "school"})
        self.assertTrue((self.folder / "out" / "skill.json").is_file())

    def test_a_composite_run_has_no_pairs(self):
        copy = self.folder / "run"
        shutil.copytree(RUN, copy)
        report = json.loads((copy / "report.json").read_text(encoding="utf-8"))
        report["case"]["synthetic"] = True
        (copy / "report.json").write_text(json.dumps(report), encoding="utf-8")
        said = json.loads(lantian("--json", "evaluate", copy, OBSERVED).stdout)
        self.assertTrue(said["composite"])
        self.assertFalse(any("all" in item or "verdicts" in item for item in said["items"]))
        self.assertIn("only distributions and shapes", lantian("--lang", "en", "evaluate", copy, OBSERVED).stdout)

    def test_what_is_refused(self):
        self.assertEqual(self.codes(self.folder, OBSERVED), ["file_missing"])
        self.assertEqual(self.codes(RUN, OBSERVED, "--member", "bse"), ["unknown_reference"])
        self.assertEqual(self.codes(RUN, OBSERVED, "--from", "2030-01-01"), ["observations_nothing"])
        self.assertEqual(self.codes(RUN, OBSERVED, "--from", "soon"), ["not_a_day"])
        self.assertEqual(self.codes(RUN, OBSERVED, "--to", "2025-11-01"), ["skill_nothing_common"])
        other = self.folder / "other.csv"
        other.write_text(OBSERVED.read_text(encoding="utf-8").replace("town hall", "x").replace("school", "y"), encoding="utf-8")
        self.assertEqual(self.codes(RUN, other), ["skill_no_station"])
        (self.folder / "report.json").write_text('{"schema": "lantian.report/9"}')
        self.assertEqual(self.codes(self.folder, OBSERVED)[0], "not_a_report")
        (self.folder / "report.json").write_text("[1, 2")
        self.assertEqual(self.codes(self.folder, OBSERVED)[0], "not_a_report")
        (self.folder / "report.json").write_text('{"schema": 7}')
        self.assertEqual(self.codes(self.folder, OBSERVED)[0], "not_a_report")
        (self.folder / "match.csv").write_text("station,monitor\ntown hall,nowhere\n")
        self.assertEqual(self.codes(RUN, OBSERVED, "--match", self.folder / "match.csv"), ["unknown_reference"])


if __name__ == "__main__":
    unittest.main()
