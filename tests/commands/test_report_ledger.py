"""The ledger of a local plan, the report's fields, and its pages, held against the run's files and commands."""
# SPDX-License-Identifier: Apache-2.0
import base64
import json
import struct
import unittest

import numpy
from report_numbers import DocumentNumbers
from town import lantian


class Ledger(DocumentNumbers):
    def test_items_of_the_plan_are_those_of_the_command(self):
        plan = json.loads(lantian("measures", self.folder / "case", "--variant", "coarse", "--json").stdout)
        items, tonnes = self.tables_of("measures")[:2]
        self.assertEqual([row[0]["text"]["en"] for row in items["rows"]], [one["number"] for one in plan["items"]])
        self.assertEqual(len(items["rows"]), 41)
        self.seen = 0
        for row, item in zip(tonnes["rows"], plan["items"], strict=True):
            if item["kind"] == "not_quantified":
                self.assertEqual({cell["text"]["zh"] for cell in row[2:]}, {"未量化"})
                continue
            of = item["county [t]"]["alone"] if item["kind"] == "acts" else item["avoided [t/a]"]
            for n, name in enumerate(("SO2", "NOx", "VOC", "NH3", "PM10", "PM2p5")):
                for k, strength in enumerate(("low", "central", "high")):
                    self.same(row[2 + 3 * n + k], of[strength][name], item["number"], 12)
        self.assertGreater(self.seen, 300)


class Pages(DocumentNumbers):
    def test_series_maps_and_frames_are_the_fields(self):
        grid = self.report["grid"]
        for name, series in self.report["series"].items():
            if name not in self.files.fields:
                continue
            scale = 1e-3 if series["unit"] == "mg/m³" else 1.0
            for member, monitors in series["members"].items():
                for monitor, values in zip(self.report["monitors"], monitors, strict=True):
                    numpy.testing.assert_allclose(values, self.files.series(name, member, monitor) * scale, rtol=1e-6, atol=1.01e-4)  # kept to ten-thousandths, next to ties not to the nearest
        for name, field in self.report["maps"].items():
            if name not in self.files.fields or field["unit"] == "mg/m³":
                continue
            mean = self.files.fields[name][self.files.spinup:].astype(float).mean(axis=0)
            base = numpy.array(struct.unpack(f"<{grid['nx'] * grid['ny']}f", base64.b64decode(field["baseline"])))
            numpy.testing.assert_allclose(base, mean[0].ravel(), rtol=1e-5)
        for name, frames in self.report["frames"].items():
            fields = self.files.fields[name][frames["first_hour"]::frames["stride"]]
            self.assertEqual(len(fields), frames["frames"])
            base = numpy.frombuffer(base64.b64decode(frames["baseline"]["values"]), "<u2").reshape(fields[:, 0].shape) * frames["baseline"]["step"]
            self.assertLessEqual(abs(base - fields[:, 0]).max(), 0.501 * frames["baseline"]["step"])
            for member, steps in frames["difference"].items():
                change = numpy.frombuffer(base64.b64decode(steps["values"]), "<i2").reshape(base.shape) * steps["step"]
                wanted = fields[:, self.files.members.index(member)] - fields[:, 0]
                self.assertLessEqual(abs(change - wanted).max(), 0.501 * steps["step"] + 1e-5)

    def test_pages_are_small_and_marked(self):
        for name in ("report", "emergency", "offpeak", "measures"):
            page = self.folder / "out" / f"{name}.html"
            if not page.exists():
                self.skipTest("this build has no pages")
            self.assertLess(page.stat().st_size, 8_000_000)
            self.assertIn('"synthetic":true', page.read_text(encoding="utf-8"))


if __name__ == "__main__":
    unittest.main()
