"""Every number of the emergency assessment is that of the run's files, to the last digit printed."""
# SPDX-License-Identifier: Apache-2.0
import collections
import csv
import datetime
import json
import math
import tomllib
import unittest

from report_numbers import SHOWN, DocumentNumbers
from run_tables import rows
from town import ROOT, TownTest, lantian

RULE = ["SO2", "NOx", "VOC", "PM10"]


class Emergency(DocumentNumbers):
    def test_emergency(self):
        ids = [part["id"] for part in self.document("emergency")["parts"]]
        self.assertEqual(ids, ["overview", "meteorology", "implementation", "accounting", "effect", "measures", "uncertainty", "problems", "annex", "plants"])
        self.check("emergency")
        self.check_sentences("emergency", 20)

    def test_fairness_and_front_of_the_report(self):
        for table in self.tables_of("report"):
            if table["id"] in ("fairness_grade", "fairness_town", "lorenz", "pareto"):
                with self.subTest(table=table["id"]):
                    self.seen = 0
                    getattr(self, "check_" + table["id"])(table)
                    self.assertEqual(self.seen, self.numbers_of(table))

    def check_warnings(self, table):
        files = rows(self.files.folder / "warnings.csv")
        self.assertEqual(len(table["rows"]), len(files))
        for row, line in zip(table["rows"], files):
            self.assertEqual(row[2]["text"]["en"], line["start"])
            self.assertEqual(row[3]["text"]["en"], line["end"])
            hours = datetime.datetime.fromisoformat(line["end"]) - datetime.datetime.fromisoformat(line["start"])
            self.same(row[4], hours.total_seconds() / 3600, line)

    def check_wind_rose(self, table):
        counts = collections.Counter()
        for line in self.files.weather:
            speed = sum(float(line["wind_speed [m/s]"]) >= bound for bound in (1, 2, 3, 5))
            counts[int(float(line["wind_from_direction [degree]"]) / 22.5 + 0.5) % 16, speed] += 1
        for sector, row in enumerate(table["rows"]):
            for speed, cell in enumerate(row[1:]):
                self.same(cell, counts[sector, speed], (sector, speed))

    def check_weather_hours(self, table):
        for row, line in zip(table["rows"], self.files.weather, strict=True):
            self.assertEqual(row[0]["text"]["en"], line["local_time"])
            for cell, value in zip(row[1:], list(line.values())[1:], strict=True):
                self.same(cell, float(value), line["local_time"], 10)

    def check_implementation(self, table):
        for row in table["rows"]:
            line = self.measure(row)
            for cell in row[2:7]:
                self.seen += 1
                self.assertGreaterEqual(cell["value"], 0)
            self.assertEqual(row[2]["value"], sum(cell["value"] for cell in row[3:7]))
            self.same(row[7], line["compliance [1]"], row[1])

    def check_legal_line(self, table):
        """The whole society's rows of society_reduction.csv; the level that the run's warning calls is marked."""
        files = [line for line in self.society().values() if line["group"] == "all"]
        self.assertEqual(len(table["rows"]), len(files))
        for row, line in zip(table["rows"], files, strict=True):
            self.assertEqual(self.files.member(row[0]["text"]), line["member"])
            self.assertTrue(row[1]["text"]["en"].startswith(line["level"]))
            called = any(one["member"] == line["member"] and one["level"] == line["level"] for one in self.report["warnings"])
            self.assertEqual(row[2]["text"]["zh"], "启动" if called else "–")
            self.assertEqual(SHOWN.get(row[3]["text"]["en"], row[3]["text"]["en"]), line["pollutant"])
            self.same(row[4], 100 * float(line["kept_share"]), line)
            self.same(row[5], 100 * float(line["required"]), line)
            self.assertEqual(row[6]["text"]["en"], {"yes": "reached", "no": "not reached"}[line["holds"]])

    def test_the_line_of_the_page_is_that_of_the_command(self):
        """`lantian plan --society` says the same: one number for one thing."""
        done = lantian("plan", self.folder / "case", "--variant", "coarse", "--society")
        self.assertEqual(done.returncode, 0, done.stderr)
        marked = (self.files.folder / "society_reduction.csv").read_text(encoding="utf-8")
        self.assertEqual(done.stdout.splitlines(), [line for line in marked.splitlines() if not line.startswith("#")])

    def check_society_accounting(self, table):
        for row in table["rows"]:
            member, name = self.files.member(row[0]["text"]), SHOWN[row[1]["text"]["en"]]
            sums = collections.defaultdict(lambda: [0.0, 0.0])
            for line in self.files.ledger:
                if (line["member"], line["period"], line["scope"], line["by"]) != (member, "run", "county", "group"):
                    continue
                for kind in (line["key"], "whole society"):
                    sums[kind][0] += float(line[f"{name} before [t]"])
                    sums[kind][1] += float(line[f"{name} after [t]"])
            kind = "other" if row[2]["text"]["en"].startswith("other") else row[2]["text"]["en"]
            (before, after), society = sums[kind], sums["whole society"][0]
            days = self.files.evaluated_days()
            self.same(row[3], before / days, row[2], 11)
            self.same(row[4], (before - after) / days, row[2], 9)
            self.same(row[6], 100 * (before - after) / before if before else None, row[2], 9)
            self.same(row[7], 100 * (before - after) / society, row[2], 9)

    def check_society_reduction(self, table):
        files = self.society()
        for row in table["rows"]:
            level, group, name = (cell["text"]["en"] for cell in row[1:4])
            key = {"whole society": "all"}.get(group, group.split(" ")[0])
            line = files[self.files.member(row[0]["text"]), level.split(" ")[0], key, SHOWN.get(name, name)]
            for cell, name in zip(row[4:7], ("base [t/d]", "planned [t/d]", "kept [t/d]")):
                self.same(cell, float(line[name]) if line[name] else None, line, 6)
            for cell, name in zip(row[7:10], ("planned_share", "kept_share", "required")):
                self.same(cell, 100 * float(line[name]) if line[name] else None, line, 6)
            self.assertEqual(row[10]["text"]["en"], {"yes": "reached", "no": "not reached", "": "–"}[line["holds"]])

    def check_members(self, table):
        with open(self.files.folder / "members.csv", encoding="utf-8") as file:  # headings repeat: by place
            lines = [line for line in csv.reader(file) if line and not line[0].startswith("#")][1:]
        self.assertEqual(len(table["rows"]), len(lines))
        for row, line in zip(table["rows"], lines):
            self.assertEqual(self.files.member(row[0]["text"]), line[0])
            for cell, place in zip(row[1:], (1, 2, 3, 4, 5, 6, 8, 10), strict=True):
                self.same(cell, float(line[place]) if line[place] else None, line, 6)

    def check_class_hours(self, table):
        counted = self.hours_by_category()
        for row in table["rows"]:
            member, place = self.files.member(row[0]["text"]), self.files.place(row[1]["text"])
            before, after = counted[self.files.against(member), place], counted[member, place]
            for c in range(6):
                self.same(row[2 + 2 * c], before[c], (member, place))
                self.same(row[3 + 2 * c], after[c], (member, place))
            self.same(row[14], sum(before[c] - after[c] for c in range(3, 6)), (member, place))

    def hours_by_category(self):
        """The hourly index again, from surface.nc and the table of HJ 633 alone."""
        with open(ROOT / "data" / "standards" / "HJ633-2012.toml", "rb") as file:
            scheme = tomllib.load(file)
        counted = collections.defaultdict(lambda: [0] * 6)
        for member in self.files.members:
            for monitor in self.report["monitors"]:
                series = {name: self.files.series(name, member, monitor) for name in self.files.fields}
                for hour in range(self.files.spinup, self.report["time"]["hours"]):
                    index = max(self.sub_index(scheme, name, float(values[hour])) for name, values in series.items())
                    category = next(n for n, one in enumerate(scheme["category"]) if index <= one["highest"])
                    counted[member, monitor["id"]][category] += 1
        return counted

    @staticmethod
    def sub_index(scheme, name, value):
        column = scheme["columns"][name]
        points = column["24h"] if name.startswith("PM") else column["1h"]
        shown = round(round(value / (1000 if column["unit"] == "mg/m3" else 1) / column["step"]) * column["step"], 6)
        for n in range(1, len(points)):
            if shown <= points[n]:
                low, high = scheme["indices"][n - 1], scheme["indices"][n]
                return math.ceil(round((high - low) / (points[n] - points[n - 1]) * (shown - points[n - 1]) + low, 9))
        return 500

    def check_townships(self, table):
        labels = {(row["name_en"], row["name_zh"]): row for row in rows(ROOT / "cases" / "mengzhou" / "inventory" / "regions.csv")}
        values = {(row["member"], row["township"], row["quantity"]): row for row in rows(self.files.folder / "townships.csv")}
        for row in table["rows"]:
            region = labels[row[2]["text"]["en"], row[2]["text"]["zh"]]
            quantity = row[1]["text"]["en"].replace("PM2.5", "PM2p5")
            line = values[self.files.member(row[0]["text"]), next(v for k, v in region.items() if k.startswith("id")), quantity]
            before, after = float(line["before [ug/m3]"]), float(line["after [ug/m3]"])
            self.same(row[3], float(region["population"]), line)
            self.same(row[4], before, line, 10)
            self.same(row[5], after, line, 10)
            self.same(row[6], after - before, line)
            self.same(row[7], 100 * (after - before) / before, line, 5)

    def check_boundary_share(self, table):
        for row in table["rows"]:
            place = self.files.place(row[0]["text"])
            base, window, county = (self.daily(place, member) for member in ("counterfactual", "no_window", "no_county"))
            for cell, value in zip(row[2:], (base, base - county, county - window, window, 100 * (base - county) / base, 100 * window / base)):
                self.same(cell, value, place, 5)

    def measure(self, row):
        member = self.files.member(row[0]["text"])
        labels = {}
        for name in ("offpeak-kilns", "orange-by-grade"):
            with open(ROOT / "cases" / "mengzhou" / "scenarios" / f"{name}.toml", "rb") as file:
                labels.update({one["label"]["en"]: key for key, one in tomllib.load(file)["measure"].items()})
        return next(one for one in self.files.added(self.files.measures, member, "measure") if one["measure"] == labels[row[1]["text"]["en"]])

    def check_measure_effects(self, table):
        for row in table["rows"]:
            line = self.measure(row)
            self.same(row[2], line["compliance [1]"], row[1])
            for cell, name in zip(row[3:8], SHOWN.values()):
                self.same(cell, line[f"{name} cut county [t]"], row[1], 8)
            self.same(row[8], line["cost [currency]"], row[1], 8)
            self.same(row[10], line["lost hours [h]"], row[1], 8)
            self.seen += 1
            self.assertGreaterEqual(row[11]["value"], 0)
            self.assertEqual([cell.get("text", {}).get("zh") for cell in row[12:]], ["未单独模拟"] * 2)

    def check_waterfall(self, table):
        member = table["id"].removeprefix("waterfall_")
        total = self.files.total(member)
        for row, position in ((table["rows"][0], 0), (table["rows"][-1], 1)):
            for cell, name in zip(row[1:], SHOWN.values()):
                self.same(cell, total[name][position], row[0], 11)
        added = self.files.added(self.files.measures, member, "measure")
        for column, name in enumerate(SHOWN.values(), 1):
            cuts = sorted(one[f"{name} cut county [t]"] for one in added)
            printed = sorted(-row[column]["value"] for row in table["rows"][1:-1])
            printed = sorted(printed + [0.0] * (len(cuts) - len(printed)))
            for value, cut in zip(printed, cuts, strict=True):
                self.assertAlmostEqual(value, cut, delta=1e-6)
            self.seen += len(table["rows"]) - 2
            self.assertAlmostEqual(total[name][0] - sum(cuts), total[name][1], delta=1e-6 * total[name][0], msg="measures close the account")

    def enterprise(self, row, column):
        firms = {row["name_en"]: row["id"] for row in rows(ROOT / "cases" / "mengzhou" / "inventory" / "enterprises.csv")}
        key = firms[row[column]["text"]["en"]]
        return next(one for one in self.files.added(self.files.enterprises, self.files.member(row[0]["text"]), "enterprise") if one["enterprise"] == key)

    def check_enterprises(self, table):
        for row in table["rows"]:
            line = self.enterprise(row, 1)
            for cell, name in zip(row[5:9], ("SO2", "NOx", "VOC", "PM10")):
                self.same(cell, line[f"{name} base [t]"], row[1], 8)
            for cell, name in zip(row[9:13], ("SO2", "NOx", "VOC", "PM10")):
                self.same(cell, line[f"{name} cut [t]"], row[1], 8)
            self.same(row[13], line["cost [currency]"], row[1], 8)
            self.same(row[14], line["lost hours [h]"], row[1], 8)

    def check_plants(self, table):
        firms = {row["id"]: row for row in rows(ROOT / "cases" / "mengzhou" / "inventory" / "enterprises.csv")}
        lines = rows(self.files.folder / "plants.csv")
        self.assertEqual({line["level"] for line in lines}, {"", "yellow", "orange", "red"})
        for row, line in zip(table["rows"], lines, strict=True):
            self.assertEqual(self.files.member(row[0]["text"]), line["member"])
            self.assertEqual(row[1]["text"]["zh"], firms[line["enterprise"]]["name_zh"])
            self.assertNotEqual(row[2]["text"]["en"], row[2]["text"]["zh"], "an industry has a name in both languages")
            self.assertTrue(row[4]["text"]["en"].startswith(line["level"] or "without a warning"))
            for n, name in enumerate(RULE):
                before, cut = float(line[f"{name} before [t/d]"]), float(line[f"{name} cut [t/d]"])
                self.same(row[6 + 2 * n], 1000.0 * cut, line, 8)
                self.same(row[7 + 2 * n], 100.0 * cut / before if before else math.nan, line, 8)
                self.assertLessEqual(cut, before * (1 + 1e-9), line)
            self.same(row[14], float(line["lost hours [h/d]"]), line, 8)
            self.same(row[15], float(line["cost [currency/d]"]) if line["cost [currency/d]"] else math.nan, line, 8)

    def check_pareto(self, table):
        lost = collections.Counter()
        for line in self.files.measures:
            lost[line["member"]] += float(line["lost hours [h]"])
        points = {}
        for row in table["rows"]:
            member = self.files.member(row[0]["text"])
            change = self.daily("county_mean", member) - self.daily("county_mean", "counterfactual")
            points[member] = (lost[member], change)
            self.same(row[1], lost[member], row[0], 8)
            self.assertAlmostEqual(row[2]["value"], change, delta=1e-3)
            self.assertTrue(row[3]["value"] is None if lost[member] == 0 else abs(row[3]["value"] - 100 * row[2]["value"] / lost[member]) < 1e-6)
            self.seen += 2
        for row, (hours, change) in zip(table["rows"], points.values()):
            bettered = any(h <= hours and c <= change and (h, c) != (hours, change) for h, c in points.values())
            self.assertEqual(row[4]["text"]["zh"], "否" if bettered else "是")

    def burdens(self, member):
        """By enterprise: contribution, burden, and the line of the file."""
        lines = self.files.added(self.files.enterprises, member, "enterprise")
        sums = {name: sum(one[f"{name} base [t]"] for one in lines) for name in RULE}
        stated = all(one["cost [currency]"] is not None or one["lost hours [h]"] == 0 for one in lines)
        burden = "cost [currency]" if stated and sum(one["cost [currency]"] or 0 for one in lines) > 0 else "lost hours [h]"
        carried = sum(one[burden] or 0 for one in lines)
        return {one["enterprise"]: (sum(one[f"{name} base [t]"] / sums[name] for name in RULE) / len(RULE), (one[burden] or 0) / carried, one) for one in lines}

    def check_fairness(self, table, key):
        firms = {row["id"]: row for row in rows(ROOT / "cases" / "mengzhou" / "inventory" / "enterprises.csv")}
        towns = {row["name_en"]: row for row in rows(ROOT / "cases" / "mengzhou" / "inventory" / "regions.csv")}
        words = {"ungraded": "", "not leading": "non_leading"}
        for row in table["rows"]:
            name = row[1]["text"]["en"]
            wanted = words.get(name, name) if key == "grade" else next(v for k, v in towns[name].items() if k.startswith("id"))
            mine = [one for id, one in self.burdens(self.files.member(row[0]["text"])).items() if firms[id][key] == wanted]
            contribution, burden = sum(one[0] for one in mine), sum(one[1] for one in mine)
            self.same(row[2], len(mine), name)
            self.same(row[3], 100 * contribution, name)
            self.same(row[4], 100 * burden, name)
            self.same(row[5], burden / contribution, name)
            costs = [one[2]["cost [currency]"] for one in mine if one[2]["cost [currency]"] is not None]
            self.same(row[6], sum(costs) if costs else None, name)
            self.same(row[7], sum(one[2]["lost hours [h]"] for one in mine), name)
            for cell, pollutant in zip(row[8:], RULE):
                self.same(cell, sum(one[2][f"{pollutant} cut [t]"] for one in mine), name)

    def check_fairness_grade(self, table):
        self.check_fairness(table, "grade")

    def check_fairness_town(self, table):
        self.check_fairness(table, "region")

    def check_lorenz(self, table):
        for label in {json.dumps(row[0]["text"]) for row in table["rows"]}:
            points = [row for row in table["rows"] if row[0]["text"] == json.loads(label)]
            burdens = self.burdens(self.files.member(json.loads(label)))
            for cell in points[0][2:]:
                self.same(cell, 0.0, "origin")
            emission = carried = slope = 0.0
            for row in points[1:]:
                line = self.enterprise(row, 1)
                contribution, burden, _ = burdens[line["enterprise"]]
                self.assertGreaterEqual(burden + 1e-9, slope * contribution, "sorted by burden over contribution")
                slope = burden / contribution if contribution else slope
                emission, carried = emission + contribution, carried + burden
                self.same(row[2], 100 * emission, row[1])
                self.same(row[3], 100 * carried, row[1])

    def test_what_is_not_there_is_said(self):
        missing = [block["text"]["zh"] for part in self.document("emergency")["parts"] for block in part["blocks"] if block["kind"] == "absent"]
        for words in ("在线监控核查", "用电核查", "与同类天气型日的比较", "实际减排量"):
            self.assertTrue(any(words in text for text in missing), words)


LOOP = """schema = "lantian.scenario/1"
id = "loop"
label = { en = "Kilns stop by their own air", zh = "砖瓦窑按自身空气停产" }
timezone = "Asia/Shanghai"
[trigger.city]
signal = "model_baseline"
metric = "pm25_1h"
feedback = "scenario"
lead_h = 0
min_on_h = 1
release_h = 1
levels = [{ name = "yellow", when = "pm25_1h > LIMIT ug/m3" }]
[window.warned]
warning = { trigger = "city", level = "yellow" }
[measure.kilns]
label = { en = "Kilns stop", zh = "砖瓦窑停产" }
select = { where = { industry = "brick" } }
window = "warned"
op = { kind = "stop" }
"""


class ClosedLoops(TownTest):
    """Members whose warnings are called by their own air: every calendar that a loop passed is in the document."""

    def test_the_table_is_that_of_the_file(self):
        for name, limit in (("always", "1"), ("never", "1000")):
            (self.case / "scenarios" / f"{name}.toml").write_text(LOOP.replace("LIMIT", limit), encoding="utf-8")
            self.append("case.toml", f'[[member]]\nid = "{name}"\nlabel = {{ en = "{name}", zh = "{name}" }}\nscenarios = ["scenarios/{name}.toml"]\n')
        done = self.run_town("--members", "always,never")
        self.assertEqual(done.returncode, 0, done.stderr)
        report = json.loads((self.output / "report.json").read_text(encoding="utf-8"))
        parts = next(one for one in report["documents"] if one["id"] == "emergency")["parts"]
        table = next(block["table"] for part in parts for block in part["blocks"] if block.get("table", {}).get("id") == "closed_loops")
        self.assertEqual(table["source"], "loops.csv")
        calendars = collections.defaultdict(list)
        for line in rows(self.output / "loops.csv"):
            calendars[line["member"], int(line["calendar"])].append(line)
        told = {(row[0]["text"]["en"], row[3]["text"]["en"]): row for row in table["rows"]}
        self.assertEqual(set(told), {(name, kind) for name in ("always", "never") for kind in ("open loop", "in force")})
        for (name, kind), row in told.items():
            mine = {number: lines for (member, number), lines in calendars.items() if member == name}
            lines = mine[0] if kind == "open loop" else next(one for one in mine.values() if one[0]["role"] == "in_force")
            self.assertEqual(row[1]["text"]["en"], lines[0]["end"])
            self.assertEqual(row[2], {"value": float(lines[0]["runs"]), "digits": 0})
            spells = [f"{one['level']} {one['start']} to {one['end_of_level']}" for one in lines if one["level"] != "none"]
            self.assertEqual(row[4]["text"]["en"], ", ".join(spells) or "none")
        self.assertNotEqual(told["always", "in force"][4]["text"]["en"], "none")
        self.assertEqual(told["never", "in force"][4]["text"]["en"], "none")


if __name__ == "__main__":
    unittest.main()
