"""`lantian box`: a day of city air, isopleths, and files with mistakes, as a person meets them."""
# SPDX-License-Identifier: Apache-2.0
import csv
import io
import json
import pathlib
import shutil
import tempfile
import unittest

from town import ROOT, lantian

BOXES = ROOT / "cases" / "box"


class Box(unittest.TestCase):
    def test_a_july_day_makes_ozone_and_the_table_says_so(self):
        with tempfile.TemporaryDirectory() as folder:
            done = lantian("--lang", "en", "box", BOXES / "july-city.toml", "--output", folder)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            rows = list(csv.DictReader(io.StringIO((pathlib.Path(folder) / "box.csv").read_text())))
        self.assertEqual(len(rows), 15)
        ozone = [float(row["O3 [ppb]"]) for row in rows]
        hours = [row["time"][11:13] for row in rows]
        self.assertIn(hours[ozone.index(max(ozone))], ("14", "15", "16", "17"))  # in the afternoon
        self.assertTrue(60 < max(ozone) < 180, ozone)
        oh = [float(row["OH [ppb]"]) for row in rows]
        self.assertIn(hours[oh.index(max(oh))], ("11", "12", "13", "14"))
        self.assertTrue(5e-5 < max(oh) < 1e-3)  # 1e6 to 2e7 molecules in a cubic centimetre
        self.assertIn("O3", done.stdout)

    def test_dark_air_with_nothing_but_ozone_and_no_follows_the_quadratic(self):
        # NO + O3 -> NO2 alone matters in a minute of darkness: with equal amounts x = x0 / (1 + k x0 t).
        text = (BOXES / "july-city.toml").read_text()
        head = text[:text.index("emission_by_hour")]
        text = head + """
[time]
start = "2023-01-01T00:00"
end = "2023-01-01T00:02"
step = "60 s"
output_step = "60 s"
[air]
temperature = "298.15 K"
pressure = "101325 Pa"
relative_humidity = "50 %"
[sun]
zenith_angle = "120 degree"
[rate]
HET_N2O5 = "0 s-1"
HET_NO2 = "0 s-1"
[initial]
NO = "10 ppb"
O3 = "2.46145e11 cm-3"
[solver]
relative_tolerance = 1e-6
absolute_tolerance = "1 cm-3"
"""
        with tempfile.TemporaryDirectory() as folder:
            box = pathlib.Path(folder) / "dark.toml"
            box.write_text(text)
            done = lantian("--json", "box", box)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            species = json.loads(done.stdout)["species"]
        air = 101325.0 / (1.380649e-23 * 298.15) * 1e-6
        start = 1e-8 * air
        k = 1.4e-12 * 2.718281828459045 ** (-1310 / 298.15)  # R3 of CB6r3
        expected = start / (1 + k * start * 120.0) / air * 1e9
        self.assertAlmostEqual(species["O3"][-1] / expected, 1.0, delta=2e-3)  # NO2 + O3 takes a little more
        self.assertAlmostEqual(species["NO"][-1] / species["O3"][-1], 1.0, delta=2e-3)

    def test_isopleths_have_a_ridge_and_a_picture(self):
        text = (BOXES / "july-ekma.toml").read_text().replace("count = 20", "count = 5")
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            shutil.copy(BOXES / "july-air.csv", folder)
            (folder / "ekma.toml").write_text(text)
            done = lantian("--json", "box", folder / "ekma.toml", "--output", folder / "out")
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            field = json.loads(done.stdout)["largest"]  # by NOx, then VOC
            rows = list(csv.DictReader(io.StringIO((folder / "out" / "isopleths.csv").read_text())))
            self.assertEqual(len(rows), 25)
            page = folder / "out" / "isopleths.html"
            if page.exists():
                self.assertIn("lantian.isopleths/1", page.read_text())
        # Much NOx, little VOC: less NOx is more ozone. Little NOx: more NOx is more ozone. More VOC never less.
        self.assertLess(field[4][0], field[2][0])
        self.assertGreater(field[1][4], field[0][4])
        for row in field:
            self.assertEqual(row, sorted(row))

    def mistakes(self, text, language="en"):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            shutil.copy(BOXES / "july-air.csv", folder)
            (folder / "box.toml").write_text(text)
            done = lantian("--lang", language, "box", folder / "box.toml", "--output", folder / "out")
            self.assertEqual(done.returncode, 2, done.stdout)
            self.assertFalse((folder / "out" / "box.csv").exists())
            return done.stderr

    def test_mistakes_stand_at_their_places_all_at_once(self):
        text = (BOXES / "july-city.toml").read_text()
        text = text.replace('ISOP = "0.2 ppb"', 'ISOPP = "0.2 ppb"').replace('TOL = "2 ppb"', 'TOL = "2 kg"')
        text = text.replace('HET_NO2 = "1e-6 s-1"', "").replace('latitude = "34.75 degree"', "")
        told = self.mistakes(text)
        for word in ("ISOPP", "ISOP", '"2 kg"', "latitude"):
            self.assertIn(word, told)
        self.assertIn("box.toml:", told)
        self.assertIn("HET_NO2", self.mistakes((BOXES / "july-city.toml").read_text().replace('HET_NO2 = "1e-6 s-1"', "")))

    def test_what_cannot_be_is_refused(self):
        text = (BOXES / "july-city.toml").read_text()
        for before, after, word in (
            ("end = \"2023-07-15T20:00\"", "end = \"2023-07-15T05:00\"", "end"),
            ("end = \"2023-07-15T20:00\"", "end = \"2023-07-16T20:00\"", "july-air.csv"),
            ("step = \"300 s\"", "step = \"7 min\"", "step"),
            ("cb6r3", "cb6r4", "cb6r"),
            ("[sun]", "[sun]\nzenith_angle = \"30 degree\"", "zenith_angle"),
            ("file = \"july-air.csv\"", "file = \"../july-air.csv\"", ".."),
            ("mechanism = \"cb6r3\"", "mechanism = \"cb6r3\"\nmechanisms = 1", "mechanisms"),
        ):
            with self.subTest(after=after):
                self.assertIn(word, self.mistakes(text.replace(before, after)))
