"""`lantian aqi`: the bulletin, its tables, what it refuses."""
# SPDX-License-Identifier: Apache-2.0
import csv
import json
import pathlib
import resource
import shutil
import tempfile
import unittest

from town import ROOT, lantian

EXAMPLE = ROOT / "docs" / "guide" / "examples" / "monitors.csv"
DUST = ROOT / "docs" / "guide" / "examples" / "dust-days.csv"


def table(path):
    with open(path, encoding="utf-8") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


class Bulletin(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="lantian_"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")
        return self.folder / name

    def json_of(self, *arguments):
        done = lantian("--json", "aqi", *arguments)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return json.loads(done.stdout)

    def period(self, said, place, period):
        found = next(p for p in said["places"] if p["name"] == place)
        return next(p for p in found["periods"] if p["period"] == period)

    def test_the_bulletin_is_text_in_both_languages(self):
        english = lantian("--lang", "en", "aqi", EXAMPLE)
        chinese = lantian("--lang", "zh", "aqi", EXAMPLE)
        self.assertEqual((english.returncode, english.stderr, chinese.returncode), (0, "", 0))
        for word in ("made-up county", "composite index", "GB3095-2012", "Table 1", "Notes"):
            self.assertIn(word, english.stdout)
        for word in ("综合指数", "优良天数比率", "首要污染物", "说明"):
            self.assertIn(word, chinese.stdout)

    def test_tables_that_have_no_folder_to_stand_in(self):
        taken = self.write("taken", "in the way")
        for language, words in (("en", "is a file"), ("zh", "是文件")):
            done = lantian("--lang", language, "aqi", EXAMPLE, "--output", taken / "tables")
            self.assertEqual((done.returncode, done.stdout), (2, ""))
            self.assertIn(words, done.stderr)
        self.assertEqual(taken.read_text(), "in the way")

    def test_means_of_a_month_are_those_of_its_rows(self):
        rows = table(EXAMPLE)
        of_2024 = [float(row["PM2p5 [ug/m3]"]) for row in rows if row["time"] < "2025"]
        said = self.json_of(EXAMPLE, "--period", "2025-11")
        november = self.period(said, "made-up county", "2024-11")
        self.assertAlmostEqual(november["items"]["PM2p5"]["mean"], sum(of_2024) / len(of_2024), places=3)
        self.assertEqual(november["valid_days"], 30)
        # One of two stations is too few for the county's day of 21 November 2025.
        self.assertEqual(self.period(said, "made-up county", "2025-11")["items"]["PM2p5"]["valid_days"], 29)

    def test_dust_days_leave_particles_and_index_and_stay_among_the_days(self):
        november = self.period(self.json_of(EXAMPLE, "--dust-days", DUST), "made-up county", "2025-11")
        without = november["without_dust"]
        self.assertGreater(november["items"]["PM10"]["mean"], without["items"]["PM10"]["mean"] + 5)
        self.assertEqual(november["items"]["NO2"], without["items"]["NO2"])
        self.assertEqual(november["days_by_category"], without["days_by_category"])
        self.assertLess(without["composite_index"][0]["value"], november["composite_index"][0]["value"])

    def test_one_standard_for_all_days(self):
        by_date = self.period(self.json_of(EXAMPLE), "made-up county", "2025-11")
        later = self.period(self.json_of(EXAMPLE, "--standard", "GB3095-2026-transition"), "made-up county", "2025-11")
        self.assertEqual(by_date["standards"][0], "GB3095-2012")
        self.assertEqual(later["standards"][0], "GB3095-2026-transition")
        self.assertLess(later["good_days"], by_date["good_days"])

    def test_tables_have_provenance_and_the_same_numbers(self):
        out = self.folder / "out"
        done = lantian("aqi", EXAMPLE, "--output", out)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(sorted(p.name for p in out.iterdir()), ["bulletin.json", "daily.csv", "period.csv"])
        head = (out / "daily.csv").read_text(encoding="utf-8").splitlines()[:2]
        self.assertIn("lantian ", head[0])
        self.assertIn("sha256", head[1])
        days = table(out / "daily.csv")
        self.assertEqual(len([d for d in days if d["scope"] == "station" and d["AQI"]]), 120)
        day = next(d for d in days if d["place"] == "town hall" and d["date"] == "2024-11-01")
        self.assertEqual((day["PM2p5_of_day [ug/m3]"], day["IAQI_PM2p5"]), ("29", "42"))  # 41.4, rounded up
        worst = max((d for d in days if d["AQI"]), key=lambda d: int(d["AQI"]))
        self.assertEqual((worst["date"], worst["primary"], worst["AQI_level"], worst["category_en"], worst["colour"]),
                         ("2025-11-12", "PM10", "四级", "moderately polluted", "#FF0000"))
        said = json.loads((out / "bulletin.json").read_text(encoding="utf-8"))
        row = next(r for r in table(out / "period.csv") if r["place"] == "school" and r["period"] == "2024-11")
        self.assertEqual(float(row["composite_index [1]"]),
                         self.period(said, "school", "2024-11")["composite_index"][0]["value"])

    def test_hourly_data_have_an_hourly_table(self):
        rows = "".join(f"2025-06-0{1 + h // 24}T{h % 24:02}:00,a,{10 + h},{20 + h}\n" for h in range(48))
        file = self.write("h.csv", "time,station,PM2p5 [ug/m3],O3 [ug/m3]\n" + rows)
        out = self.folder / "out"
        self.assertEqual(lantian("aqi", file, "--output", out).returncode, 0)
        hours = table(out / "hourly.csv")
        self.assertEqual(len(hours), 48)
        self.assertEqual((hours[0]["time"], hours[0]["AQI"]), ("2025-06-01T00:00", "15"))  # PM2.5 10: 14.3
        first = table(out / "daily.csv")[0]
        self.assertEqual(first["PM2p5_of_day [ug/m3]"], "21.5")
        self.assertEqual(first["O3_of_day [ug/m3]"], "39.5")  # 16:00-24:00
        self.assertEqual(first["complete"], "no")

    def test_an_hour_of_much_sulphur_dioxide_says_that_its_index_is_missing(self):
        values = [(h, 900 if h in (3, 23) else 60) for h in range(24)]
        rows = "".join(f"2025-06-01T{h:02}:00,a,{so2},30\n" for h, so2 in values)
        file = self.write("s.csv", "time,station,SO2 [ug/m3],O3 [ug/m3]\n" + rows)
        self.assertEqual(lantian("aqi", file, "--output", self.folder / "out").returncode, 0)
        hours = table(self.folder / "out" / "hourly.csv")
        # Four hours have no mean of 24, twenty-four have one: 130 ug/m3 are 90.
        self.assertEqual([(hours[h]["IAQI_SO2"], hours[h]["without_IAQI"]) for h in (2, 3, 23)],
                         [("20", ""), ("", "SO2"), ("90", "")])

    def test_ranking_of_areas_with_a_tie(self):
        text = "time,station,area,SO2 [ug/m3],NO2 [ug/m3],PM10 [ug/m3],PM2p5 [ug/m3],CO [mg/m3],O3_mda8 [ug/m3]\n"
        for area, fine in (("north", 40), ("south", 30), ("east", 40)):
            text += "".join(f"2025-06-{d:02},{area},{area},9,20,60,{fine},0.8,150\n" for d in range(1, 31))
        said = self.json_of(self.write("r.csv", text), "--period", "2025-06")
        self.assertEqual([(r["name"], r["rank"]) for r in said["ranking"]], [("south", 1), ("north", 2), ("east", 2)])

    def refused(self, *arguments):
        out = self.folder / "refused"
        done = lantian("aqi", *arguments, "--output", out)
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertFalse(out.exists())
        return done.stderr

    def test_all_mistakes_of_all_files_at_once(self):
        one = self.write("one.csv", "time,station,PM2p5 [ug/m3]\n2025-01-01,a,-4\n2025-01-01,a,8\n")
        two = self.write("two.csv", "time,station,PM2p6 [ug/m3]\n2025-01-01,b,4\n")
        said = self.refused(one, two, "--standard", "GB3095-2013")
        for part in ("one.csv:2:14", "one.csv:3:1", "two.csv:1:14", "did you mean `PM2p5`?", "did you mean `GB3095-2012`?",
                     "4 mistakes"):
            self.assertIn(part, said)

    def test_options_that_fit_nothing(self):
        self.assertIn("2023", self.refused(EXAMPLE, "--period", "2023"))
        self.assertIn("did you mean `town hall`?", self.refused(EXAMPLE, "--place", "town hal"))
        self.assertEqual(lantian("aqi", EXAMPLE, "--hours", "middle").returncode, 2)
        self.assertEqual(lantian("aqi").returncode, 2)

    def test_values_left_out_on_request_are_listed(self):
        file = self.write("o.csv", "time,station,PM2p5 [ug/m3]\n" +
                          "".join(f"2025-01-{d:02},a,{-1 if d == 3 else 30}\n" for d in range(1, 32)))
        self.refused(file)
        done = lantian("--lang", "en", "aqi", file, "--skip-invalid")
        self.assertEqual(done.returncode, 0)
        self.assertIn("o.csv:4:14: PM2p5 = \"-1\" is out of range", done.stdout)

    def test_names_are_harmless_on_a_terminal_and_in_a_spreadsheet(self):
        rows = "".join(f"2025-06-{d:02},\x1b[31m{name},9\n" for d in range(1, 31) for name in ("=1+1", "b"))
        out = self.folder / "out"
        done = lantian("aqi", self.write("n.csv", "time,station,PM10 [ug/m3]\n" + rows), "--area", "=HYPERLINK(1)", "--output", out)
        self.assertEqual(done.returncode, 0)
        self.assertNotIn("\x1b", done.stdout)
        self.assertIn("\n'=HYPERLINK(1),", (out / "period.csv").read_text(encoding="utf-8"))

    def test_a_full_disk_leaves_nothing_half_written(self):
        out = self.folder / "out"
        done = lantian("aqi", EXAMPLE, "--output", out,
                       preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)))
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("daily.csv", done.stderr)
        self.assertEqual(list(out.iterdir()), [])


if __name__ == "__main__":
    unittest.main()
