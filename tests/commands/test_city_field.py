"""[city_field] in a run, as a person meets it."""
# SPDX-License-Identifier: Apache-2.0
import csv

from town import TownTest, lantian

CITY = """[city_field]
active = true
species = ["PM2p5", "NO2"]
spacing = "1 km"
west = 112.7
east = 112.85
south = 34.88
north = 34.95

[monitors]"""


class CityField(TownTest):
    def test_a_run_writes_the_map_and_the_monitors_beside_the_grid(self):
        self.replace("case.toml", "[monitors]", CITY)
        done = self.run_town("--members", "counterfactual")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue((self.output / "city_field.nc").is_file())
        lines = (self.output / "monitors_city.csv").read_text(encoding="utf-8").splitlines()
        self.assertTrue(lines[0].startswith("# SYNTHETIC"))
        rows = list(csv.DictReader(lines[1:]))
        self.assertEqual({row["quantity"] for row in rows}, {"PM2p5", "NO2"})
        with open(self.output / "monitors.csv", encoding="utf-8") as file:
            grid = {(r["monitor"], r["member"], r["quantity"], r["local_day"], r["local_hour"]):
                    r["mass_concentration [ug/m3]"] for r in csv.DictReader(list(file)[1:])}
        for row in rows:
            key = (row["monitor"], row["member"], row["quantity"], row["local_day"], row["local_hour"])
            self.assertEqual(row["grid [ug/m3]"], grid[key])
        self.assertTrue(any(row["grid [ug/m3]"] != row["city_field [ug/m3]"] for row in rows))
        # A later run without it leaves no map that would pass for its own.
        self.replace("case.toml", "[city_field]\nactive = true", "[city_field]\nactive = false")
        self.assertEqual(self.run_town("--members", "counterfactual").returncode, 0)
        self.assertFalse((self.output / "city_field.nc").exists())

    def test_mistakes_of_the_table_are_told_together(self):
        self.replace("case.toml", "[monitors]",
                     CITY.replace('"PM2p5"', '"PM2.5"').replace("east", "eats").replace('"1 km"', '"1 µg"'))
        self.assert_refused("PM2.5", "did you mean `PM2p5`?", "eats", "did you mean `east`?", "spacing", "3 mistakes;")

    def test_a_window_and_a_spacing_must_fit_the_grid(self):
        self.replace("case.toml", "[monitors]", CITY.replace("1 km", "700 m").replace("112.85", "119.5"))
        self.assert_refused('spacing = "700 m" does not divide dx = 8000 m', "case.toml:",
                            "the window of the city field (112.7 … 119.5°E, 34.88 … 34.95°N) reaches beyond the grid: 112.",
                            "2 mistakes;")
        self.assert_refused("超出网格范围", language="zh")
        self.replace("case.toml", "east = 119.5", "east = 112.6")
        self.replace("case.toml", "north = 34.95\n", "")
        self.assert_refused('east = "112.6" is out of range: > 112.7', "`north` is missing in [city_field]")

    def test_a_map_that_no_memory_holds_is_refused_before_the_run(self):
        self.replace("case.toml", "[monitors]", CITY.replace('"1 km"', '"10 m"'))
        self.assert_refused("case.toml:", "GB; 1.0 GB at most")

    def test_ozone_needs_a_mechanism_that_has_it(self):
        self.replace("case.toml", "[monitors]", CITY)
        self.replace("case.toml", 'mechanism = "cb6r3"', 'mechanism = "no-ozone.yaml"')
        (self.case / "no-ozone.yaml").write_text(
            "version: 1.0.0\nname: few\nspecies:\n  - name: SO2\n    molecular weight [kg mol-1]: 0.064\n"
            "phases:\n  - name: gas\n    species: [SO2]\nreactions: []\n", encoding="utf-8")
        done = lantian("check", self.case, "--lang", "en")
        self.assertEqual(done.returncode, 2)
        self.assertIn("NO2 of the city field needs NO, NO2 and O3", done.stderr)
