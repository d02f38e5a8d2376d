"""Every number of the off-peak evaluation is that of the run's files; its season is that of the rules."""
# SPDX-License-Identifier: Apache-2.0
import collections
import datetime
import tomllib
import unittest

from report_numbers import SHOWN, DocumentNumbers
from run_tables import rows
from town import ROOT, lantian

INVENTORY = ROOT / "cases" / "mengzhou" / "inventory"
KILNS = ROOT / "cases" / "mengzhou" / "scenarios" / "offpeak-kilns.toml"


class OffPeak(DocumentNumbers):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.season = rows(cls.files.folder / "season.csv")
        cls.makeups = rows(cls.files.folder / "makeup.csv")
        cls.firms = {row["id"]: row for row in rows(INVENTORY / "enterprises.csv")}
        cls.lines = {(row["enterprise"], row["id"]): row for row in rows(INVENTORY / "lines.csv")}
        cls.towns = {row["name_en"]: next(v for k, v in row.items() if k.startswith("id")) for row in rows(INVENTORY / "regions.csv")}

    def value(self, **wanted):
        found = [row for row in self.season if all(row[key] == value for key, value in wanted.items())]
        self.assertEqual(len(found), 1, wanted)
        return float(found[0]["value"])

    def line_key(self, row):
        """A row's member, and its line as the file names it."""
        names = {(self.firms[firm]["name_en"], line["name_en"]): f"{firm}/{id}" for (firm, id), line in self.lines.items()}
        return self.files.member(row[0]["text"]), names[row[1]["text"]["en"], row[2]["text"]["en"]]

    def test_offpeak(self):
        ids = [part["id"] for part in self.document("offpeak")["parts"]]
        self.assertEqual(ids, ["calendar", "months", "season", "equity", "output", "makeup", "annex"])
        self.check("offpeak")
        self.check_sentences("offpeak", 10)

    # -- the season ---------------------------------------------------------------------------------------------------

    def test_the_season_is_that_of_the_windows_own_dates(self):
        with open(KILNS, "rb") as file:
            first, last = tomllib.load(file)["window"]["heating"]["dates"][0].split("/")
        days = (datetime.date.fromisoformat(f"2024-{last}") - datetime.date.fromisoformat(f"2023-{first}")).days + 1
        self.assertEqual(days, 122)
        spells = [row for row in self.season if row["part"] == "spell"]
        self.assertEqual(min(row["start"] for row in spells)[:10], f"2023-{first}")
        months = {row["key"]: float(row["value"]) for row in self.season if (row["part"], row["quantity"]) == ("month", "days")}
        self.assertEqual(sum(months.values()), days)
        self.assertEqual(list(months), ["2023-11", "2023-12", "2024-01", "2024-02", "2024-03"])
        due = {row["key"]: float(row["value"]) for row in self.season if (row["part"], row["quantity"]) == ("line", "stop days due")}
        self.assertEqual(set(due.values()), {float(days)})

    def test_the_same_rules_as_a_study_have_the_same_calendar(self):
        """One calendar, whoever asks: `lantian study --calendar` on the same rules and season."""
        with open(KILNS, encoding="utf-8") as file:
            rules = file.read()
        with open(KILNS, "rb") as file:
            measures = tomllib.load(file)["measure"]
        head, rest = rules.split("[basis]", 1)
        windows = rest[rest.index("[window."):rest.index("[measure.")]
        study = self.folder / "case" / "studies" / "kilns.toml"
        study.write_text('schema = "lantian.study/1"\nid = "kilns"\nlabel = { en = "K", zh = "窑" }\ntimezone = "Asia/Shanghai"\n'
                         'period = { start = "2023-11-15T00:00", end = "2024-03-16T00:00" }\n' + windows + "[option.offpeak]\n"
                         'label = { en = "Off-peak", zh = "错峰" }\nmeasure = [\n' + "".join(
                             "  { " + ", ".join(line.split(" #")[0].strip() for line in block.strip().splitlines()[1:]
                                                if line.strip() and not line.startswith("label")) + " },\n"
                             for block in rest[rest.index("[measure."):].split("[measure.")[1:]) + "]\n", encoding="utf-8")
        self.assertEqual(len(measures), 2)
        done = lantian("study", self.folder / "case", study, "--variant", "coarse", "--calendar", self.folder / "kilns.csv")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(rows(self.folder / "kilns.csv"), self.season)

    # -- tables, by their id ------------------------------------------------------------------------------------------

    def check_season_calendar(self, table):
        files = collections.defaultdict(list)
        for line in self.season:
            if line["part"] == "spell":
                files[line["option"], line["key"]].append(line)
        self.assertEqual(len(table["rows"]), sum(map(len, files.values())))
        for row in table["rows"]:
            line = files[self.line_key(row)].pop(0)
            self.assertEqual(row[5]["text"]["en"].replace(" ", "_"), line["quantity"])
            self.assertEqual((row[6]["text"]["en"], row[7]["text"]["en"]), (line["start"], line["end"]))
            self.same(row[8], 100 * float(line["value"]), line, 8)

    def check_season_lines(self, table):
        for row in table["rows"]:
            member, key = self.line_key(row)
            firm, line = key.split("/")
            self.assertEqual(row[3]["text"]["en"], self.firms[firm]["grade"] or "ungraded")
            self.assertEqual((row[5]["text"]["en"], row[6]["text"]["en"]), (self.lines[firm, line]["product"], self.lines[firm, line]["unit"]))
            for cell, name in zip(row[7:14], ("stop days due", "stop days done", "made-up days", "stops", "usual output", "lost output", "made-up output"), strict=True):
                self.same(cell, self.value(option=member, part="line", key=key, quantity=name), (key, name), 8)
            self.seen += 1
            self.assertIsNone(row[14]["value"], "the rules state no cost")

    def check_months(self, table):
        for row in table["rows"]:
            member, month, name = self.files.member(row[0]["text"]), row[1]["text"]["en"], SHOWN[row[3]["text"]["en"]]
            of = lambda quantity: self.value(option=member, part="month", key=month, quantity=quantity)
            before, after = of(f"without {name}"), of(f"with {name}")
            self.same(row[2], of("days"), month)
            self.same(row[4], before, month, 8)
            self.same(row[5], after, month, 8)
            self.same(row[6], before - after, month)
            self.same(row[7], 100 * (before - after) / before if before else None, month)
            self.same(row[8], of(f"avoided in the county {name}"), month, 8)

    def check_equity(self, table, part):
        for row in table["rows"]:
            name = row[2]["text"]["en"]
            key = self.towns[name] if part == "town" else {"ungraded": "ungraded"}.get(name, name)
            of = lambda quantity: self.value(option=self.files.member(row[0]["text"]), part=part, key=key, product=row[1]["text"]["en"], quantity=quantity)
            mine = [line for (firm, _), line in self.lines.items() if line["product"] == row[1]["text"]["en"]
                    and (self.firms[firm]["region" if part == "town" else "grade"] or "ungraded") == key
                    and any(one["key"] == f"{firm}/{line['id']}" for one in self.season)]
            self.same(row[3], len(mine), name)
            self.assertAlmostEqual(of("capacity"), sum(float(line["capacity [unit/year]"]) for line in mine))
            for cell, quantity, scale in zip(row[4:7], ("stop days due", "part of capacity", "part of lost output"), (1, 100, 100)):
                self.same(cell, scale * of(quantity), (name, quantity), 8)
            self.same(row[7], of("part of lost output") / of("part of capacity"), name)
            self.same(row[8], 100 * of("lost share of output"), name, 8)
            self.same(row[9], 100 * of("made-up share of output"), name, 8)
            self.seen += 1
            self.assertIsNone(row[10]["value"], "the rules state no cost")
            for cell, pollutant in zip(row[11:], SHOWN.values(), strict=True):
                self.same(cell, of(f"avoided {pollutant}"), name, 8)
        for product in {row[1]["text"]["en"] for row in table["rows"]}:
            for column in (5, 6):
                self.assertAlmostEqual(sum(row[column]["value"] for row in table["rows"] if row[1]["text"]["en"] == product), 100)

    def check_equity_grade(self, table):
        self.check_equity(table, "grade")

    def check_equity_town(self, table):
        self.check_equity(table, "town")

    def check_season_output(self, table):
        for row in table["rows"]:
            member = self.files.member(row[0]["text"])
            total = lambda quantity: sum(float(line["value"]) for line in self.season if (line["option"], line["part"], line["product"], line["quantity"])
                                         == (member, "line", row[1]["text"]["en"], quantity))
            usual, lost = total("usual output"), total("lost output")
            self.same(row[3], usual, row[1], 8)
            self.same(row[4], lost, row[1], 8)
            self.same(row[5], 100 * lost / usual, row[1])
            for cell, name in zip(row[6:], ("made-up output", "unplaced output", "made up after the period"), strict=True):
                self.same(cell, total(name), row[1], 8)

    def made_up(self, row):
        """The lines of makeup.csv of a row's member and share."""
        share = f"{float(row[1]['text']['en'].removesuffix(' %')) / 100:g}"
        return {(line["quantity"], line["product"]): float(line["value"]) for line in self.makeups
                if (line["member"], line["share"]) == (self.files.member(row[0]["text"]), share)}

    def check_makeup_output(self, table):
        for row in table["rows"]:
            of, product = self.made_up(row), row[2]["text"]["en"]
            lost, made = of["lost output", product], of.get(("made-up output", product), 0.0)
            self.seen += 1
            self.assertIsNone(row[8]["value"], "the rules state no cost")
            for cell, value in zip(row[3:8], (lost, made, of.get(("unplaced output", product), 0.0), of.get(("made up after the year", product), 0.0), 100 * made / (lost + made)), strict=True):
                self.same(cell, value, (product, row[1]), 10)

    def check_makeup_emission(self, table):
        for row in table["rows"]:
            of, whose = self.made_up(row), {"county": "in the county ", "all bound": ""}[row[2]["text"]["en"]]
            for n, name in enumerate(SHOWN.values()):
                self.same(row[3 + 2 * n], of[f"avoided in the season {whose}{name}", ""], row[1], 10)
                self.same(row[4 + 2 * n], of[f"avoided in the year {whose}{name}", ""], row[1], 10)

    def test_what_is_made_up_comes_off_the_years_cut_not_the_seasons(self):
        of = lambda share, quantity: next(float(line["value"]) for line in self.makeups if (line["share"], line["quantity"]) == (share, quantity))
        shares = list(dict.fromkeys(line["share"] for line in self.makeups))
        self.assertEqual(shares, ["0", "0.25", "0.5", "0.75", "1"])
        months = [line for line in self.season if line["part"] == "month"]
        cut = sum(float(line["value"]) * (1 if line["quantity"] == "without NOx" else -1) for line in months if line["quantity"] in ("without NOx", "with NOx"))
        self.assertAlmostEqual(of("0", "avoided in the season NOx") / cut, 1, places=6)
        in_county = sum(float(line["value"]) for line in months if line["quantity"] == "avoided in the county NOx")
        self.assertAlmostEqual(of("0", "avoided in the season in the county NOx") / in_county, 1, places=6)
        self.assertLess(in_county, cut)
        year = [of(share, "avoided in the year NOx") for share in shares]
        self.assertEqual(year, sorted(year, reverse=True))
        self.assertLess(year[1], year[0])
        for share in shares:
            self.assertAlmostEqual(of(share, "avoided in the season NOx") / cut, 1, places=6)


if __name__ == "__main__":
    unittest.main()
