"""A finished run's documents held against its files: the run, and the tables that both documents have."""
# SPDX-License-Identifier: Apache-2.0
import atexit
import collections
import datetime
import functools
import json
import math
import pathlib
import re
import shutil
import tempfile
import unittest

import numpy
from run_tables import RunTables, rows
from town import ROOT, lantian

SHOWN = {"SO2": "SO2", "NOx": "NOx", "VOCs": "VOC", "PM10": "PM10", "PM2.5": "PM2p5"}
SHORTER = {'start = "2023-11-22T00:00"': 'start = "2023-11-22T18:00"', 'end = "2023-11-25T00:00"': 'end = "2023-11-24T00:00"',
           'spinup = "24 h"': 'spinup = "6 h"'}


def shorter_case(folder):
    """The embedded case over 30 hours, its warning earlier."""
    shutil.copytree(ROOT / "cases" / "mengzhou", folder)
    text = (folder / "case.toml").read_text(encoding="utf-8")
    for old, new in SHORTER.items():
        assert old in text
        text = text.replace(old, new, 1)
    (folder / "case.toml").write_text(text, encoding="utf-8")
    orange = folder / "scenarios" / "orange-by-grade.toml"
    orange.write_text(orange.read_text(encoding="utf-8").replace("from_start_h = 24", "from_start_h = 6"), encoding="utf-8")


def fresh_folder():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="lantian_"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@functools.cache
def finished_run():
    """Its folder and its report; one for all tests of a process."""
    folder = fresh_folder()
    shorter_case(folder / "case")
    for command in (("run", folder / "case", "--variant", "coarse", "--output", folder / "out"),
                    ("measures", folder / "case", "--variant", "coarse", "--report", folder / "out")):
        done = lantian(*command)
        assert done.returncode == 0, done.stderr
    return folder, json.loads((folder / "out" / "report.json").read_text(encoding="utf-8"))


class DocumentNumbers(unittest.TestCase):
    """`seen` counts cells that were compared, so that no table passes unread."""

    @classmethod
    def setUpClass(cls):
        cls.folder, cls.report = finished_run()
        cls.files = RunTables(cls.folder / "out", cls.report)

    def label(self, member):
        return next(one["label"]["en"] for one in self.report["members"] if one["id"] == member)

    def society(self):
        """society_reduction.csv by member, level, group and pollutant."""
        return {(row["member"], row["level"], row["group"], row["pollutant"]): row for row in rows(self.files.folder / "society_reduction.csv")}

    def check_sentences(self, name, fewest):
        self.seen = 0
        for part in self.document(name)["parts"]:
            for block in part["blocks"]:
                if block["kind"] == "text" and block["values"]:
                    self.sentence(part["id"], block)
        self.assertGreaterEqual(self.seen, fewest)

    def document(self, name):
        return next(one for one in self.report["documents"] if one["id"] == name)

    def tables_of(self, name):
        return [block["table"] for part in self.document(name)["parts"] for block in part["blocks"] if "table" in block]

    def same(self, cell, expected, where, digits_of_file=6):
        """The file has so many significant digits: its rounding is all that may differ beside the document's."""
        self.seen += 1
        self.assertEqual("value" in cell, True, where)
        if expected is None or math.isnan(expected):
            self.assertIsNone(cell["value"], where)
            return
        self.assertIsNotNone(cell["value"], where)
        printed = float(f"{cell['value']:.{cell['digits']}f}")
        step = 10.0 ** -cell["digits"]
        self.assertLessEqual(abs(printed - expected), 0.5 * step + 10.0 ** (1 - digits_of_file) * abs(expected) + 1e-9, f"{where}: {printed} {expected}")

    def numbers_of(self, table):
        return sum("value" in cell for row in table["rows"] for cell in row)

    def check(self, name):
        """Every table of a document by the checker of its id; none is left out."""
        for table in self.tables_of(name):
            checker = "check_" + ("waterfall" if table["id"].startswith("waterfall_") else table["id"])
            with self.subTest(document=name, table=table["id"]):
                if self.numbers_of(table) == 0:
                    continue
                self.assertTrue(hasattr(self, checker), f"no checker for {table['id']}")
                self.seen = 0
                getattr(self, checker)(table)
                self.assertEqual(self.seen, self.numbers_of(table), f"numbers of {table['id']} that were not compared")

    def check_effects(self, table):
        for row in table["rows"]:
            member, place = self.files.member(row[0]["text"]), self.files.place(row[2]["text"])
            line = self.files.appraised(member=member, what="concentration", place=place, quantity=row[3]["text"]["en"], when=row[4]["text"]["en"])
            self.same(row[5], float(line["before"]), line)
            self.same(row[6], float(line["change"]), line)
            for cell, name in zip(row[7:9], ("low", "high")):
                self.same(cell, float(line[name]) if line[name] else None, line)
            self.same(row[10], 100 * float(line["change"]) / float(line["before"]), line, 5)
            self.seen += 2
            for cell, without in zip(row[11:13], ("no_window", "no_county")):
                if cell["value"] is not None and row[3]["text"]["en"] == "PM2p5 24h":
                    self.assertAlmostEqual(cell["value"], self.daily(place, "counterfactual") - self.daily(place, without), delta=1e-3)

    def daily(self, place, member):
        """24-h mean of PM2.5 of the one evaluated day."""
        if place == "county_mean":
            return numpy.mean([self.daily(one["id"], member) for one in self.report["monitors"] if one["kind"] in ("county_control", "township", "national")
                               and self.in_county(one)])
        monitor = next(one for one in self.report["monitors"] if one["id"] == place)
        return float(numpy.mean(self.files.series("PM2p5", member, monitor)[self.files.spinup:].astype(float)))

    @staticmethod
    def in_county(monitor):
        kinds = {row["id"]: row["kind"] for row in rows(ROOT / "cases" / "mengzhou" / "monitors.csv")}
        return kinds[monitor["id"]] in ("county_control", "township")

    def check_peaks(self, table):
        for row in table["rows"]:
            member, place = self.files.member(row[0]["text"]), self.files.place(row[2]["text"])
            line = self.files.appraised(member=member, what="peak", place=place)
            self.assertEqual(row[3]["text"]["en"], line["when"])
            self.same(row[4], float(line["before"]), line)
            self.same(row[5], float(line["after"]), line)
            self.same(row[6], -float(line["change"]), line)
            self.same(row[7], -float(line["high"]) if line["high"] else None, line)
            self.same(row[8], -float(line["low"]) if line["low"] else None, line)
            if place != "county_mean":
                monitor = next(one for one in self.report["monitors"] if one["id"] == place)
                self.assertAlmostEqual(float(line["after"]), self.files.series("PM2p5", member, monitor)[self.files.spinup:].max(), delta=1e-3)

    def check_avoided_days(self, table):
        for row in table["rows"]:
            for cell, above in zip(row[-2:], (100, 200)):
                line = self.files.appraised(member=self.files.member(row[0]["text"]), what=f"days_above_{above}", place=self.files.place(row[2]["text"]))
                self.same(cell, float(line["change"]) * -1, line)
            self.same(row[4], self.files.evaluated_days(), row[2])

    def check_ranges(self, table):
        groups = collections.defaultdict(list)
        for row in table["rows"]:
            groups[json.dumps([row[0]["text"], row[2]["text"]])].append(row)
        for key, mine in groups.items():
            plan, what = json.loads(key)
            place = "people" if what["en"] == "people's mean" else "county_mean"
            spell = {"stagnant hours": "stagnant", "windy hours": "windy"}.get(what["en"].removeprefix("county mean, "), "")
            line = (self.files.appraised(member=self.files.member(plan), what="exposure", quantity="PM2p5 24h") if place == "people" else
                    self.files.appraised(member=self.files.member(plan), what="concentration", place=place, quantity="PM2p5 mean", when=spell))
            for row in mine:
                self.same(row[3], float(line["change"]), line)
            known = [row for row in mine if row[6]["value"] is not None]
            self.seen += 2 * len(mine)
            self.assertTrue(known)
            self.assertAlmostEqual(min(row[6]["value"] for row in known), float(line["low"]), delta=1e-3)
            self.assertAlmostEqual(max(row[7]["value"] for row in known), float(line["high"]), delta=1e-3)

    def sentence(self, part, block):
        values, english = block["values"], block["text"]["en"]
        if part == "overview":
            return self.same(values[0], self.report["time"]["hours"] - self.files.spinup, english)
        if part == "meteorology":
            mean = lambda key: numpy.mean([float(line[key]) for line in self.files.weather])
            wanted = (len(self.files.weather), mean("wind_speed [m/s]"), sum(float(line["wind_speed [m/s]"]) < 1 for line in self.files.weather),
                      mean("relative_humidity [%]"), mean("mixing_height [m]"), mean("ventilation [m2/s]"))
        elif part in ("effect", "season"):
            member = next(one["id"] for one in self.report["members"] if english.startswith(one["label"]["en"] + ":"))
            day = self.files.evaluated_from().date().isoformat()
            line = self.files.appraised(member=member, what="concentration", place="county_mean", quantity="PM2p5 24h", when=day)
            before, change = float(line["before"]), float(line["change"])
            wanted = (1, before, change, 100 * change / before, float(line["low"]), float(line["high"]))
        elif part == "problems":
            member = next(one["id"] for one in self.report["members"] if english.startswith(one["label"]["en"] + ", "))
            level, name = english.removeprefix(self.label(member) + ", ").split(" falls", 1)[0].split(": ")
            line = self.society()[member, level.split(" ")[0], "all", name.replace("VOCs", "VOC")]
            share, required = 100 * float(line["kept_share"]), 100 * float(line["required"])
            wanted = (share, required, required - share)
        elif part == "calendar":
            first, last = map(datetime.date.fromisoformat, re.findall(r"\d{4}-\d\d-\d\d", english)[:2])
            wanted = ((last - first).days + 1,)
        elif part == "makeup":
            wanted = (1.1,)  # of a make-up that states no rate
        else:
            self.assertEqual(part, "annex")
            grid = self.report["grid"]
            wanted = (grid["dx"], grid["nx"], grid["ny"], 14)
        self.assertEqual(len(values), len(wanted), english)
        for cell, value in zip(values, wanted):
            self.same(cell, value, english, 5)
