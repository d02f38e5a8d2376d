"""`lantian aermod`: a deck's files, averages and refusals, as a person meets them."""
# SPDX-License-Identifier: Apache-2.0
import csv
import json
import os
import pathlib
import shutil
import tempfile
import unittest

from town import ROOT, lantian

REFERENCE = pathlib.Path(os.environ.get("LANTIAN_REFERENCE", ROOT.parent / "shared" / "data")) / "aermod"
DECK = """CO STARTING
   TITLEONE  A stack and a heap
   MODELOPT  CONC FLAT
   AVERTIME  1 3 24 PERIOD
   POLLUTID  SO2  H1H
   RUNORNOT  RUN
CO FINISHED
SO STARTING
   LOCATION  STACK1  POINT   0.0  0.0
   SRCPARAM  STACK1  10.0  35.0  400.0  10.0  1.5
   LOCATION  HEAP    VOLUME  50.0 0.0
   SRCPARAM  HEAP    1.0  5.0  10.0  3.0
   SRCGROUP  ALL
   SRCGROUP  CHIMNEY  STACK1
SO FINISHED
RE STARTING
   GRIDPOLR  RING  STA
                   ORIG  STACK1
                   DIST  200. 500.
                   GDIR  4  90.  90.
   GRIDPOLR  RING  END
   DISCCART  1000.0  0.0
RE FINISHED
ME STARTING
   SURFFILE  met.sfc
   PROFFILE  met.pfl
   SURFDATA  99999  1990
   UAIRDATA  99999  1990
   PROFBASE  0.0  METERS
ME FINISHED
OU STARTING
   RECTABLE  ALLAVE  FIRST-SECOND
   MAXTABLE  1  5
   DAYTABLE  24
   PLOTFILE  3  ALL  SECOND  second.plt
   PLOTFILE  24  ALL  FIRST  day.plt
   PLOTFILE  PERIOD  ALL  plots/period.plt
   POSTFILE  1  ALL  PLOT  hours.pst
   MAXIFILE  1  ALL  100.  above.txt
   RANKFILE  1  5  rank.txt
   SUMMFILE  summary.txt
OU FINISHED
"""


def surface():
    lines = ["   40.000N  80.000W   UA_ID: 99999  SF_ID: 99999  OS_ID:   VERSION: 24142"]
    for hour in range(1, 25):
        day = 7 < hour < 18
        lines.append(f"90  6  1 152 {hour} "
                     + ("120.0 0.250 1.200 0.010 900. 300. -20.0" if day else
                        "-10.0 0.120 -9.000 -9.000 -999. 100. 40.0")
                     + " 0.1000 1.00 0.20 "
                     + ("0.00 0.0" if hour == 3 else "999.0 999.0" if hour == 4 else f"3.00 {250 + hour}.0")
                     + " 10.0 288.0 2.0 0 0.00 60. 1000. 5")
    return "\n".join(lines) + "\n"


def profile():
    return "".join(f"90  6  1 {hour} 10.0 1 "
                   + ("0.0 0.00" if hour == 3 else "999.0 99.00" if hour == 4 else f"{250 + hour}.0 3.00")
                   + " 15.00 99.00 99.00\n" for hour in range(1, 25))


def rows_of(file):
    return [line.split() for line in file.read_text().splitlines() if not line.startswith("*")]


class Aermod(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="lantian_"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        (self.folder / "met.sfc").write_text(surface())
        (self.folder / "met.pfl").write_text(profile())
        self.output = self.folder / "out"

    def run_deck(self, text=DECK, *options):
        (self.folder / "small.inp").write_text(text)
        return lantian("--lang", "en", "aermod", self.folder / "small.inp", "--output", self.output, *options)

    def test_averages_are_those_of_the_hours_in_the_post_file(self):
        done = self.run_deck()
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("22 hours computed, 1 calm, 1 missing", done.stdout)
        hours = {}
        for x, y, value, *_, date, in [row[:9] for row in rows_of(self.output / "hours.pst")]:
            hours.setdefault((x, y), {})[int(date) % 100] = float(value)
        self.assertEqual(len(hours), 9)
        for x, y, value, *rest in rows_of(self.output / "day.plt"):
            self.assertAlmostEqual(float(value), sum(hours[x, y].values()) / 22, delta=2e-5)
        for x, y, value, *rest in rows_of(self.output / "plots" / "period.plt"):
            self.assertAlmostEqual(float(value), sum(hours[x, y].values()) / 22, delta=2e-5)
            self.assertEqual(rest[5], "00000024")
        for x, y, value, *rest in rows_of(self.output / "second.plt"):
            series = hours[x, y]
            blocks = sorted((sum(series[h] for h in range(end - 2, end + 1)) / 3 for end in range(3, 25, 3)),
                            reverse=True)  # nint(0.75 x 3 + 0.4) = 3 also where hours lack
            self.assertAlmostEqual(float(value), blocks[1], delta=2e-5)
        largest = max(max(series.values()) for series in hours.values())
        ranked = rows_of(self.output / "rank.txt")
        self.assertEqual(float(ranked[0][1]), largest)
        above = rows_of(self.output / "above.txt")
        self.assertEqual(len(above), sum(value >= 100.0 for series in hours.values() for value in series.values()))

    def test_the_numbers_are_those_of_aermod_v24142_on_the_same_files(self):
        self.run_deck()
        values = {name: [row[2] for row in rows_of(self.output / f"{name}.plt")] for name in ("day", "second")}
        self.assertEqual(values["day"], ["428.31298", "125.74346", "1.51851", "0.51010", "1.10993", "0.46996", "1.51851",
                                         "0.51010", "45.02254"])
        self.assertEqual(values["second"], ["1030.64949", "293.71181", "1.81371", "0.68110", "1.25558", "0.64764",
                                            "1.81371", "0.68110", "99.42387"])
        ranked = [row[1:3] for row in rows_of(self.output / "rank.txt")]
        self.assertEqual(ranked[:3], [["1140.93366", "90060120"], ["1128.84633", "90060121"], ["1128.84633", "90060119"]])
        self.assertEqual(ranked[5], ["38.41882", "90060117"])

    def test_files_lie_in_the_folder_and_nowhere_else(self):
        before = {path.name for path in self.folder.iterdir()}
        self.run_deck()
        self.assertEqual({path.name for path in self.folder.iterdir()}, before | {"out", "small.inp"})
        self.assertEqual({str(path.relative_to(self.output)) for path in self.output.rglob("*") if path.is_file()},
                         {"second.plt", "day.plt", "plots/period.plt", "hours.pst", "above.txt", "rank.txt",
                          "summary.txt", "small.txt", "small.days.txt", "small.nc"})
        listing = (self.output / "small.txt").read_text()
        for part in ("highest values by receptor, 24-HR, ALL", "highest values of all, 1-HR, CHIMNEY", "mean of the period, ALL",
                     "percentile 98 of the 24-hour means of 1 days, no whole year, ALL"):
            self.assertIn(part, listing)

    def test_a_deck_cannot_write_elsewhere(self):
        for name in ("../day.plt", "/tmp/day.plt", "a/../../day.plt"):
            done = self.run_deck(DECK.replace("day.plt", name))
            self.assertEqual(done.returncode, 2)
            self.assertIn("leads out of the run's folder", done.stderr)
            self.assertFalse(self.output.exists())

    def test_a_result_cannot_overwrite_what_the_run_reads(self):
        self.output = self.folder
        (self.folder / "more.inp").write_text("   DISCCART  1100.0  0.0\n")
        deck = DECK.replace("RE FINISHED", "   INCLUDED  more.inp\nRE FINISHED")
        for name in ("met.sfc", "met.pfl", "small.inp", "more.inp"):
            done = self.run_deck(deck.replace("day.plt", name))
            self.assertEqual(done.returncode, 2)
            self.assertIn(f"{name} is a file that this run reads", done.stderr)
            self.assertIn("small.inp:", done.stderr)
        self.assertEqual((self.folder / "met.sfc").read_text(), surface())
        self.assertFalse((self.folder / "second.plt").exists())

    def test_a_link_does_not_lead_results_out_of_the_folder(self):
        outside = self.folder / "outside"
        outside.mkdir()
        self.output.mkdir()
        (self.output / "lnk").symlink_to(outside)
        done = self.run_deck(DECK.replace("day.plt", "lnk/day.plt"))
        self.assertEqual(done.returncode, 2)
        self.assertIn("leads out of the run's folder", done.stderr)
        self.assertEqual(list(outside.iterdir()), [])

    def test_outputs_of_one_kind_may_share_a_file(self):
        deck = (DECK.replace("second.plt", "all.plt").replace("day.plt", "all.plt").replace("   MAXIFILE", """   MAXIFILE  24  ALL  0.5  above.txt
   POSTFILE  1  CHIMNEY  PLOT  hours.pst
   MAXIFILE"""))
        done = self.run_deck(deck)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(done.stdout.count("all.plt"), 1)
        plots = rows_of(self.output / "all.plt")
        self.assertEqual([row[6] for row in plots], ["3-HR"] * 9 + ["24-HR"] * 9)
        post = rows_of(self.output / "hours.pst")
        self.assertEqual([row[7] for row in post[:27]], ["ALL"] * 9 + ["CHIMNEY"] * 9 + ["ALL"] * 9)
        self.assertEqual({row[0] for row in rows_of(self.output / "above.txt")}, {"1", "24"})
        for other in ("POSTFILE  1  ALL  UNFORM  hours.pst", "POSTFILE  1  ALL  PLOT  hours.pst", "RANKFILE  1  5  hours.pst"):
            done = self.run_deck(DECK.replace("   MAXIFILE", f"   {other}\n   MAXIFILE"))
            self.assertEqual(done.returncode, 2)
            self.assertIn("stands already in line", done.stderr)

    def test_headers_are_those_of_aermod(self):
        self.run_deck(DECK.replace("100.  above", "50.  above").replace("   SUMMFILE", "   POSTFILE  PERIOD  ALL  PLOT  mean.pst\n   SUMMFILE"))
        plot = (self.output / "second.plt").read_text().splitlines()
        self.assertEqual(plot[3], "*         PLOT FILE OF  HIGH   2ND HIGH  3-HR VALUES FOR SOURCE GROUP: ALL     ")
        self.assertEqual(plot[5], "*         FORMAT: (3(1X,F13.5),3(1X,F8.2),3X,A5,2X,A8,2X,A5,5X,A8,2X,I8)")
        above = (self.output / "above.txt").read_text().splitlines()
        self.assertEqual(above[3], "*         MAXI-FILE FOR  1-HR VALUES >= A THRESHOLD OF    50.00    ")
        mean = (self.output / "mean.pst").read_text().splitlines()
        self.assertEqual(mean[3], "*         POST/PLOT FILE OF PERIOD VALUES FOR SOURCE GROUP: ALL     ")
        self.assertTrue(mean[6].endswith("GRP      NUM HRS   NET ID"))
        period = (self.output / "plots" / "period.plt").read_text().splitlines()
        self.assertEqual(period[3], "*         PLOT FILE OF PERIOD VALUES AVERAGED ACROSS   0 YEARS FOR SOURCE GROUP: ALL     ")

    def test_titles_and_comments_may_be_in_gbk(self):
        self.run_deck()
        (self.folder / "gbk.inp").write_bytes(DECK.replace("A stack and a heap", "电厂烟囱").replace("SO STARTING", "** 锅炉烟囱\nSO STARTING").encode("gb18030"))
        done = lantian("--lang", "en", "aermod", self.folder / "gbk.inp", "--output", self.output)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("电厂烟囱", done.stdout)
        (self.folder / "gbk.inp").write_bytes(DECK.replace("HEAP", "料堆").encode("gb18030"))
        done = lantian("--lang", "en", "aermod", self.folder / "gbk.inp", "--output", self.output)
        self.assertEqual(done.returncode, 2)
        self.assertIn("gbk.inp:11: only titles and comments may hold letters of GBK", done.stderr)

    def test_threads_do_not_change_a_byte(self):
        images = []
        for threads in (1, 3):
            self.run_deck(DECK, "--threads", threads)
            images.append({path.name: path.read_bytes() for path in self.output.rglob("*") if path.is_file()})
        self.assertEqual(images[0], images[1])

    def test_json_tells_hours_mass_and_highest_values(self):
        done = self.run_deck(DECK, "--json", "--hourly")
        said = json.loads(done.stdout)
        self.assertEqual(said["hours"], {"computed": 22, "calm": 1, "missing": 1})
        chimney = said["groups"][1]
        self.assertAlmostEqual(chimney["emitted_kg"], 10e-3 * 3600 * 22)
        self.assertEqual([one["average"] for one in chimney["highest"]], ["1-HR", "3-HR", "24-HR"])
        self.assertIn("small.nc", said["files"])

    def test_runornot_not_checks_only(self):
        done = self.run_deck(DECK.replace("RUNORNOT  RUN", "RUNORNOT  NOT"))
        self.assertEqual((done.returncode, self.output.exists()), (0, False))
        self.assertIn("no mistakes", done.stdout)

    def test_mistakes_in_json_have_line_and_column(self):
        done = self.run_deck(DECK.replace("SRCPARAM  HEAP    1.0", "SRCPARAM  HEAP    one"), "--json")
        mistakes = json.loads(done.stdout)["mistakes"]
        self.assertEqual(done.returncode, 2)
        self.assertEqual([(one["code"], one["line"], one["column"]) for one in mistakes], [("not_a_number", 12, 22)])

    def test_daily_percentiles_stand_in_the_netcdf_file(self):
        try:
            import netCDF4
        except ImportError:
            self.skipTest("no netCDF4 for Python")
        self.run_deck(DECK, "--hourly")
        with netCDF4.Dataset(self.output / "small.nc") as file:
            self.assertEqual(file.Conventions, "CF-1.8")
            self.assertEqual(file["period_mean"].units, "ug m-3")
            self.assertTrue(file["concentration"]._FillValue != file["concentration"]._FillValue)
            self.assertEqual(file["concentration"].shape, (24, 2, 9))
            self.assertEqual(file["daily_percentile"].percentile, 98.0)  # SO2, HJ 663
            self.assertEqual(file["daily_percentile"].comment, "of 1 days, no whole year")
            day = file["highest_24h"][0, :, :]
            self.assertTrue(abs(file["daily_percentile"][:] - day).max() < 1e-9)  # of one day
            self.assertTrue(abs(file["period_mean"][:] - day).max() < 1e-9)

    def test_the_reference_deck_of_a_stack_has_its_averages(self):
        if not REFERENCE.is_dir():
            self.skipTest(f"no reference decks in {REFERENCE}")
        folder = self.folder / "reference"
        shutil.copytree(REFERENCE / "own_pt_medium", folder)
        deck = folder / "pt_medium.inp"
        text = deck.read_text().replace("AVERTIME  1", "AVERTIME  1 8 24")
        text = text[:text.index("OU STARTING")] + """OU STARTING
   FILEFORM  EXP
   POSTFILE  8  ALL  PLOT  eight.pst
OU FINISHED
"""
        deck.write_text(text)
        done = lantian("aermod", deck, "--output", self.output)
        self.assertEqual(done.returncode, 0, done.stderr)
        reference = {int(row[0]): [float(cell) for cell in row[1:]]
                     for row in csv.reader((folder / "ref_ALL_conc_1h.csv").read_text().splitlines())
                     if row[0].isdigit()}
        means = {}
        for row in rows_of(self.output / "eight.pst"):
            means.setdefault(int(row[8]), []).append(float(row[2]))
        self.assertEqual(len(means), 12)
        largest = max(map(max, reference.values()))
        for date, values in means.items():
            for receptor, value in enumerate(values):
                expected = sum(reference[date - n][receptor] for n in range(8)) / 8
                if expected > 0.01 * largest:
                    self.assertAlmostEqual(value / expected, 1.0, delta=1e-4)  # five digits of each hour


if __name__ == "__main__":
    unittest.main()
