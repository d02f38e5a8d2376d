"""What plans take out of emissions.csv, beside a count from the inventory's own tables that shares no code."""
# SPDX-License-Identifier: Apache-2.0
import calendar
import csv
import datetime
import unittest

from town import ROOT, TownTest

DAY = datetime.date(2023, 11, 22)  # a Wednesday, no holiday
HOURS = range(15, 21)
POLLUTANTS = ("SO2", "NOx", "CO", "VOC", "NH3", "PM10", "PM2p5", "BC", "OC", "TSP")
SCENARIO = """schema = "lantian.scenario/1"
id = "{id}"
label = {{ en = "{id}", zh = "{id}" }}
timezone = "Asia/Shanghai"
[select.some]
{select}
[measure.{id}]
label = {{ en = "{id}", zh = "{id}" }}
select = "some"
op = {op}
"""
MEMBER = """[[member]]
id = "{id}"
label = "{id}"
scenarios = ["scenarios/{id}.toml"]

"""


def table(path):
    with open(path, encoding="utf-8") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def profile(kind, name):
    """Numbers of one row: months, days from Sunday, hours."""
    row = next(row for row in table(ROOT / "data" / "profiles" / f"temporal_{kind}.csv") if row["id"] == name)
    return [float(value) for key, value in row.items() if key.endswith("[percent]")]


def share_of_year(name):
    """Of a year's mass, what is emitted in the run's hours."""
    row = next(row for row in table(ROOT / "data" / "profiles" / "temporal.csv") if row["id"] == name)
    months, days, hours = (profile(kind, row[kind]) for kind in ("month", "weekday", "hour"))
    of_day = lambda date: days[(date.weekday() + 1) % 7]
    length = calendar.monthrange(DAY.year, DAY.month)[1]
    month = sum(of_day(DAY.replace(day=n)) for n in range(1, length + 1))
    return (months[DAY.month - 1] / sum(months) * of_day(DAY) / month * sum(hours[h] for h in HOURS) / sum(hours))


class Cuts(TownTest):
    def setUp(self):
        super().setUp()
        self.inventory = self.case / "inventory"
        self.county = {row["id"] for row in table(self.inventory / "regions.csv") if row["county"] == "mengzhou"}

    def works(self, chosen):
        """kg in the run's hours of the works in `chosen`: activity x factor x (1 - removal), by its profile."""
        activity = {(row["enterprise"], row["id"]): float(row["activity [unit/year]"])
                    for row in table(self.inventory / "lines.csv")}
        temporal = {(row["enterprise"], row["line"], row["process"], row["outlet"]): row["temporal"]
                    for row in table(self.inventory / "processes.csv")}
        mass = dict.fromkeys(POLLUTANTS, 0.0)
        for row in table(self.inventory / "factors.csv"):
            if row["enterprise"] in chosen:
                kilograms = float(row["factor"]) / {"kg/t": 1.0, "kg/1000": 1000.0}[row["factor_unit"]]
                mass[row["pollutant"]] += (
                    kilograms * activity[row["enterprise"], row["line"]] * (1.0 - float(row["removal [1]"] or 0.0)) *
                    share_of_year(temporal[row["enterprise"], row["line"], row["process"], row["outlet"]]))
        return mass

    def areas(self, industry):
        mass = dict.fromkeys(POLLUTANTS, 0.0)
        rows = [row for row in table(self.inventory / "area.csv")
                if row["region"] in self.county and row["industry"] == industry]
        self.assertGreater(len(rows), 5)
        for row in rows:
            for pollutant in POLLUTANTS:
                mass[pollutant] += 1000.0 * float(row[f"{pollutant} [t/year]"] or 0.0) * share_of_year(row["temporal"])
        return mass

    def emitted(self):
        """kg of the county's people over the run, by member."""
        sums = {}
        for row in table(self.output / "emissions.csv"):
            if row["scope"] == "county_people":
                of_member = sums.setdefault(row["member"], dict.fromkeys(POLLUTANTS, 0.0))
                for pollutant in POLLUTANTS:
                    of_member[pollutant] += float(row[f"{pollutant} [kg]"])
        return sums

    def add(self, name, select, operation):
        (self.case / "scenarios" / f"{name}.toml").write_text(
            SCENARIO.format(id=name, select=select, op=operation), encoding="utf-8")
        self.replace("case.toml", "[output]", MEMBER.format(id=name) + "[output]")

    def test_each_plan_takes_what_a_hand_count_takes(self):
        bricks = {row["id"] for row in table(self.inventory / "enterprises.csv")
                  if row["industry"] == "brick" and row["grade"] not in ("A", "leading")}
        self.assertGreater(len(bricks), 2)
        county = 'region = ["mengzhou"]'
        self.add("one_works", 'id = ["E001"]', '{ kind = "stop" }')
        self.add("coal_stoves", f'industry = ["residential.coal"]\n{county}', '{ kind = "limit_output", to = 0.6 }')
        self.add("trucks", f'industry = ["road.freight.heavy"]\n{county}', '{ kind = "scale", factor = 0.25 }')
        self.add("animals", f'industry = ["farming.livestock"]\n{county}', '{ kind = "scale", factor = 1.5 }')
        done = self.run_town("--members", "counterfactual,offpeak,one_works,coal_stoves,trucks,animals")
        self.assertEqual(done.returncode, 0, done.stderr)
        emitted = self.emitted()
        before = emitted["counterfactual"]
        for member, taken, counted in (("offpeak", 0.9, self.works(bricks)), ("one_works", 1.0, self.works({"E001"})),
                                       ("coal_stoves", 0.4, self.areas("residential.coal")),
                                       ("trucks", 0.75, self.areas("road.freight.heavy")),
                                       ("animals", -0.5, self.areas("farming.livestock"))):
            self.assertGreater(max(counted.values()), 0.0)
            for pollutant in POLLUTANTS:
                with self.subTest(member=member, pollutant=pollutant):
                    # The file has six digits: half a unit of the sixth of either member's sum.
                    self.assertAlmostEqual(before[pollutant] - emitted[member][pollutant],
                                           taken * counted[pollutant], delta=1e-5 * before[pollutant])


if __name__ == "__main__":
    unittest.main()
