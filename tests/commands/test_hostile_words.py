"""Names that would be markup, formulas, paths or commands elsewhere stay plain words in every output of a run."""
# SPDX-License-Identifier: Apache-2.0
import csv
import json
import re
import shutil
import subprocess
import unittest
import xml.etree.ElementTree
import zipfile

import netCDF4
from test_city_field import CITY
from town import TownTest, lantian

MARKUP = "</script><img src=x onerror=alert(1)><!--"
FORMULA = "=cmd|'/c calc'!A0"
DIRECTION = "a\u202etxt.exe\u2066\u200f"
PATH = "../../../etc/passwd"
ESCAPE = "\\u001b]0;owned\\u0007\\u001b[31m"  # as TOML writes it
OBEYED = "[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\u200e\u200f]"  # by terminals, and by whoever sets lines


BROWSER = next(filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "google-chrome"))), None)


class HostileWords(TownTest):
    def setUp(self):
        super().setUp()
        self.replace("case.toml", 'label = { en = "Off-peak kiln rules in force", zh = "错峰生产" }',
                     f'label = {{ en = "{MARKUP}", zh = "{FORMULA}" }}')
        self.replace("case.toml", 'label = { en = "Orange response on top of off-peak", zh = "错峰生产加橙色应急" }',
                     f'label = {{ en = "{FORMULA}", zh = "{DIRECTION}{MARKUP}" }}')
        self.replace("case.toml", 'label = { en = "Mengzhou, synthetic', f'label = {{ en = "{MARKUP}{FORMULA}{DIRECTION}{ESCAPE}{PATH} synthetic')
        self.replace("monitors.csv", "City government", f'"{MARKUP}"')
        self.replace("inventory/enterprises.csv", "Example brick works 1", f'"{FORMULA}"')
        self.replace("inventory/enterprises.csv", "孟州示例砖厂二号", f'"{DIRECTION}{PATH}"')
        self.replace("case.toml", "[monitors]", CITY)
        done = self.run_town("--members", "offpeak,orange")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.terminal = done.stdout + done.stderr

    def test_every_output(self):
        self.assertNotRegex(self.terminal, OBEYED)
        done = lantian("report", self.output, "--xlsx", "--lang", "en")
        if "libxlsxwriter" in done.stderr:
            done = lantian("report", self.output)
        self.assertEqual(done.returncode, 0, done.stderr)
        report = json.loads((self.output / "report.json").read_text(encoding="utf-8"))
        self.assertEqual(report["members"][1]["label"]["en"], MARKUP)
        for name in ("report", "offpeak", "emergency"):
            page = self.output / f"{name}.html"
            if page.exists():
                self.check_page(page.read_text(encoding="utf-8"))
        for table in [*self.output.glob("*.csv"), *(self.output / "plans").glob("*.csv")]:
            with self.subTest(file=table.name), open(table, encoding="utf-8", newline="") as file:
                for row in csv.reader(line for line in file if not line.startswith("#")):
                    self.assertFalse([cell for cell in row if cell.startswith(("=", "@", "\t", "\r"))])
        for name in ("surface.nc", "city_field.nc"):
            with self.subTest(file=name), netCDF4.Dataset(self.output / name) as file:
                self.assertIn("SYNTHETIC case", file.comment)
                self.assertIn("</script>", file.title)
                for holder in (file, *file.variables.values()):
                    for attribute in holder.ncattrs():
                        self.assertNotRegex(str(holder.getncattr(attribute)), OBEYED, f"{name} {attribute}")
        if (self.output / "report.xlsx").exists():
            self.check_spreadsheet(self.output / "report.xlsx")
        self.assertEqual({path.name for path in self.folder.iterdir()}, {"town", "out"})

    def check_page(self, text):
        """The data end where their element ends, and hold no tag of their own."""
        data = re.search(r'<script type="application/json" id="lantian-data">(.*?)</script>', text, re.S)[1]
        self.assertNotIn("<", data)
        self.assertEqual(json.loads(data)["members"][1]["label"]["en"], MARKUP)
        self.assertEqual(text.count("<script"), 2)
        self.assertIn("default-src 'none'", text)

    def check_spreadsheet(self, path):
        with zipfile.ZipFile(path) as book:
            sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
            self.assertGreater(len(sheets), 5)
            for name in sheets:
                root = xml.etree.ElementTree.fromstring(book.read(name))
                self.assertEqual([one for one in root.iter() if one.tag.endswith("}f")], [], f"{name} holds a formula")
            words = book.read("xl/sharedStrings.xml").decode("utf-8")
            self.assertIn("=cmd|", words)
            self.assertNotIn("<img", words)
            self.assertFalse([name for name in book.namelist() if ".." in name])
            self.assertFalse([name for name in book.namelist() if "externalLink" in name or "vba" in name.lower()])

    @unittest.skipUnless(BROWSER and shutil.which("pdftotext"), "no browser, or no pdftotext")
    def test_the_printed_page(self):
        done = lantian("report", self.output, "--pdf", "--lang", "en")
        self.assertEqual(done.returncode, 0, done.stderr)
        pages = sorted(self.output.glob("*.pdf"))
        self.assertTrue(pages)
        for page in pages:
            with self.subTest(file=page.name):
                held = page.read_bytes()
                for action in (b"/JavaScript", b"/JS ", b"/Launch", b"/SubmitForm", b"/EmbeddedFile"):
                    self.assertNotIn(action, held)
                text = subprocess.run(["pdftotext", page, "-"], capture_output=True, check=True).stdout.decode("utf-8")
                self.assertIn("onerror=alert(1)", text)
                self.assertIn("SYNTHETIC", text)

    def test_a_broken_report_is_refused(self):
        file = self.output / "report.json"
        for text in ("", "[]", "{", '{"schema": "lantian.report/1"}', '{"schema": "lantian.report/9", "documents": []}', "[" * 100000):
            with self.subTest(text=text[:40]):
                file.write_text(text, encoding="utf-8")
                done = lantian("report", self.output)
                self.assertEqual(done.returncode, 2, done.stderr)
                self.assertIn("report.json", done.stderr)
        file.unlink()
        self.assertEqual(lantian("report", self.output).returncode, 2)


if __name__ == "__main__":
    unittest.main()
