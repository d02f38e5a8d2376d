"""`lantian plumes`, [plumes] in a run, and `lantian aermod-weather`, as a person meets them."""
# SPDX-License-Identifier: Apache-2.0
import csv
import json

from town import TownTest, lantian

PLUMES = """[plumes]
active = true
pollutants = ["NOx", "PM10"]
map_spacing = "2 km"
map_west = "-8 km"
map_south = "-8 km"
map_width = "16 km"
map_height = "16 km"

[monitors]"""


def rows_of(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# SYNTHETIC")
    return list(csv.DictReader(lines[1:]))


class Plumes(TownTest):
    def test_alone_they_take_the_plans_and_leave_no2_to_the_grid(self):
        self.replace("case.toml", "[monitors]", PLUMES)
        done = lantian("plumes", self.case, "--output", self.output, "--json")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        told = json.loads(done.stdout)
        self.assertEqual((told["hours"], told["points"]), (6, 64))
        self.assertEqual({p.name for p in self.output.iterdir()},
                         {"plumes.nc", "plumes.csv", "plumes_groups.csv", "plumes_ledger.csv"})
        hours = rows_of(self.output / "plumes.csv")
        self.assertEqual({row["pollutant"] for row in hours}, {"NOx", "PM10"})
        self.assertEqual({row["kind"] for row in hours}, {"monitor", "township"})
        masses = {(row["member"], row["pollutant"]): row for row in rows_of(self.output / "plumes_ledger.csv")}
        into, all_of = "emitted into plumes [kg]", "emitted by all sources of people [kg]"
        base, orange = masses["counterfactual", "NOx"], masses["orange", "NOx"]
        self.assertTrue(0 < float(orange[into]) < float(base[into]) < float(base[all_of]))
        self.assertEqual(float(masses["no_window", "NOx"][into]), 0.0)
        emissions = self.folder / "emissions"
        run = lantian("run", self.case, "--output", emissions, "--members", "counterfactual")
        self.assertEqual(run.returncode, 0, run.stderr)
        carried = sum(float(row["NOx [kg]"]) for row in rows_of(emissions / "emissions.csv")
                      if row["member"] == "counterfactual" and row["scope"] == "all_sources")
        # All sources of a run are people's and soil's; people's alone are less, by little in a winter's evening.
        self.assertTrue(0.9 * carried < float(base[all_of]) <= carried * (1 + 1e-5), (carried, base))
        self.assertIn("NO2", {row["pollutant"] for row in rows_of(emissions / "plumes.csv")})

    def test_a_matrix_is_made_once_and_refused_by_others(self):
        matrix = self.folder / "matrix.h5"
        first = lantian("plumes", self.case, "--output", self.output, "--matrix", matrix, "--json")
        self.assertFalse(json.loads(first.stdout)["matrix_was_there"])
        before = (self.output / "plumes.csv").read_bytes()
        again = lantian("plumes", self.case, "--output", self.output, "--matrix", matrix, "--json")
        self.assertTrue(json.loads(again.stdout)["matrix_was_there"])
        self.assertEqual((self.output / "plumes.csv").read_bytes(), before)
        # Other plans of the same sources: fine. Another stack, another wind: not.
        fewer = lantian("plumes", self.case, "--output", self.output, "--matrix", matrix, "--members", "orange")
        self.assertEqual(fewer.returncode, 0, fewer.stderr)
        station = (self.case / "weather" / "winter-station.csv").read_text(encoding="utf-8")
        row = self.line_of("weather/winter-station.csv", "2023-11-22T18:00,")
        cells = row.split(",")
        names = next(line for line in station.splitlines() if line.startswith("time_end")).split(",")
        speed = next(n for n, name in enumerate(names) if name.startswith("wind_speed"))
        cells[speed] = str(float(cells[speed]) + 1)
        self.replace("weather/winter-station.csv", row, ",".join(cells))
        other = lantian("plumes", self.case, "--output", self.folder / "no", "--matrix", matrix, "--lang", "en")
        self.assertEqual(other.returncode, 2)
        self.assertIn("is the matrix of other plumes: weather at 2023-11-22T", other.stderr)
        self.replace("case.toml", "[monitors]", PLUMES)
        places = lantian("plumes", self.case, "--output", self.folder / "no", "--matrix", matrix, "--lang", "zh")
        self.assertEqual(places.returncode, 2)
        self.assertIn("是另一组烟羽的矩阵：receptors 不同", places.stderr)
        self.assertFalse((self.folder / "no").exists())

    def test_mistakes_of_the_table_are_told_together(self):
        (self.case / "schools.csv").write_text(
            "id,longitude [degree_east],latitude [degree_north],height [m]\nhere,112.8,34.9,1.5\nfar,120,34.9,1.5\n",
            encoding="utf-8")
        self.replace("case.toml", "[monitors]",
                     PLUMES.replace('"PM10"', '"PM2.5"').replace('"16 km"', '"160 km"', 1)
                     .replace("map_spacing", 'receptors = "schools.csv"\nmap_spacing'))
        self.assert_refused("PM2.5", "did you mean `PM2p5`?", "schools.csv:3:", "2 mistakes;")
        self.replace("case.toml", '"PM2.5"', '"PM10"')
        self.assert_refused('map_west = "-8000 m … 152000 m" is out of range: -46000 m … 34000 m', "schools.csv:3:", "2 mistakes;")

    def test_a_map_that_no_memory_holds_is_refused_before_the_run(self):
        self.replace("case.toml", "[monitors]", '[plumes]\nactive = true\nmap_spacing = "20 m"\n[monitors]')
        self.assert_refused("would take", "GB; 1.0 GB at most")

    def test_places_of_ones_own(self):
        (self.case / "schools.csv").write_text(
            "id,longitude [degree_east],latitude [degree_north],height [m]\nschool,112.8,34.9,1.5\n", encoding="utf-8")
        self.replace("case.toml", "[monitors]", '[plumes]\nreceptors = "schools.csv"\n[monitors]')
        done = lantian("plumes", self.case, "--output", self.output, "--members", "counterfactual")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("school", {row["place"] for row in rows_of(self.output / "plumes.csv")})


class AermodWeather(TownTest):
    def test_a_case_gives_both_files_with_the_same_hours(self):
        done = lantian("aermod-weather", self.case, "--output", self.output, "--heights", "50,100", "--json")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(json.loads(done.stdout)["hours"], 6)
        surface = (self.output / "weather.sfc").read_text().splitlines()
        profile = (self.output / "weather.pfl").read_text().splitlines()
        self.assertEqual((len(surface), len(profile)), (7, 18))
        self.assertEqual([line.split()[:5] for line in surface[1:]],
                         [["23", "11", "22", "326", str(hour)] for hour in range(16, 22)])
        self.assertEqual([line.split()[5] for line in profile[:3]], ["0", "0", "1"])

    def test_an_epw_file_needs_ground_and_year(self):
        missing = lantian("aermod-weather", self.case / "none.epw", "--output", self.output, "--lang", "en")
        self.assertEqual(missing.returncode, 2)
        for word in ("--year", "--roughness", "--albedo", "--bowen", "there is no file", "5 mistakes"):
            self.assertIn(word, missing.stderr)
        shares = lantian("aermod-weather", "x.epw", "--output", self.output, "--land-use", "urban=0.5,wood=1",
                         "--lang", "en")
        self.assertEqual(shares.returncode, 2)
        self.assertIn("--land-use = \"wood\" is not known", shares.stderr)
        self.assertFalse(self.output.exists())
