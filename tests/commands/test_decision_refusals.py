"""What an office cannot decide by: a response without its list, a grade that no ladder knows, a county without monitors,
a warning that never ends, options that cannot be made equal. Each is refused with what would mend it, in both languages."""
# SPDX-License-Identifier: Apache-2.0
import pathlib
import tempfile
import unittest

from town import ROOT, TownTest, lantian

RESPONSE = "scenarios/warning-response.toml"


class Responses(TownTest):
    def setUp(self):
        super().setUp()
        self.replace(RESPONSE, "from_start_h = 48", "from_start_h = 1")
        self.answer_by(RESPONSE)

    def answer_by(self, scenario):
        """The members: one that answers to nothing, and one by `scenario`."""
        text = (self.case / "case.toml").read_text(encoding="utf-8")
        first, last = text.index("[[member]]"), text.index("[output]")
        members = "".join(f'[[member]]\nid = "{name}"\nlabel = "{name}"\nscenarios = [{file}]\n\n'
                          for name, file in (("counterfactual", ""), ("response", f'"{scenario}"')))
        (self.case / "case.toml").write_text(text[:first] + members + text[last:], encoding="utf-8")

    def assert_refused_in_both(self, english, chinese):
        self.assert_refused(*english)
        self.assert_refused(*chinese, language="zh")

    def test_a_response_without_its_list(self):
        self.replace(RESPONSE, 'ladder = "key-industries-2020"', 'ladder = "key-industries-202O"')
        self.assert_refused_in_both(("warning-response.toml:57:10", "key-industries-2020"), ("warning-response.toml:57:10", "key-industries-2020"))

    def test_a_response_whose_list_has_no_works(self):
        self.replace(RESPONSE, 'industry = ["brick", "refractory"]', 'industry = ["coking"]')
        self.assert_refused_in_both(("warning-response.toml:44:9", "select.kilns takes no source", "allow_empty"), ("select.kilns 未选中任何源", "allow_empty"))

    def test_a_grade_that_the_ladder_does_not_know(self):
        self.replace("inventory/enterprises.csv", "Example brick works 1,brick,B,", "Example brick works 1,brick,non_leading,")
        self.assert_refused_in_both(("brick", "non_leading", "accepted"), ("brick", "non_leading"))

    def test_a_grade_that_is_misspelt(self):
        self.replace("inventory/enterprises.csv", "Example brick works 1,brick,B,", "Example brick works 1,brick,non_leadin,")
        self.assert_refused_in_both(("enterprises.csv:3:43", "non_leadin", "did you mean `non_leading`"), ("enterprises.csv:3:43", "non_leadin", "non_leading"))

    def test_a_county_without_monitors(self):
        self.answer_by("scenarios/warning-response-closed-loop.toml")
        rows = (self.case / "monitors.csv").read_text(encoding="utf-8").splitlines(keepends=True)
        head = next(n for n, row in enumerate(rows) if not row.startswith("#"))
        (self.case / "monitors.csv").write_text("".join(rows[:head + 1] + [row for row in rows[head + 1:] if "upwind" in row]), encoding="utf-8")
        self.assert_refused_in_both(("case.toml", "no monitor whose air could be read off"), ("case.toml", "监测"))

    def test_a_warning_that_never_ends(self):
        self.replace(RESPONSE, 'signal   = "schedule"', 'signal   = "model_baseline"\nmetric = "aqi_24h_running"')
        self.replace(RESPONSE, self.line_of(RESPONSE, "levels   ="), 'levels = [{ name = "yellow", when = "aqi >= 0" }, { name = "orange", when = "aqi > 200" }, { name = "red", when = "aqi > 300" }]\n')
        self.replace(RESPONSE, self.line_of(RESPONSE, "schedule ="), "")
        self.assert_refused_in_both(("warning-response.toml", "never"), ("warning-response.toml",))


class Options(unittest.TestCase):
    STUDY = """schema   = "lantian.study/1"
id       = "two-patterns"
label    = { en = "Two patterns", zh = "两种方式" }
timezone = "Asia/Shanghai"
period   = { start = "2023-11-14T00:00", end = "2024-03-16T00:00" }
[window.heating]
dates = ["11-15/03-15"]
[equalise]
by        = "lost_output"
reference = "stop"
via       = { other = "share" }
[option.stop]
label   = { en = "Clinker kilns stop", zh = "停窑" }
measure = [{ select = { where = { industry = ["cement.clinker"], process = ["kiln"] } }, window = "heating", op = { kind = "stop", unit = "line" } }]
[option.other]
label   = { en = "The other", zh = "另一种" }
measure = [%s]
"""

    def refused(self, measure, english, chinese):
        """The study with `measure` as its other option is refused in both languages, and no table is written."""
        with tempfile.TemporaryDirectory() as folder:
            study, table = pathlib.Path(folder) / "study.toml", pathlib.Path(folder) / "table.csv"
            study.write_text(self.STUDY % measure, encoding="utf-8")
            for language, words in (("en", english), ("zh", chinese)):
                done = lantian("--lang", language, "study", ROOT / "cases" / "mengzhou", study, "--csv", table)
                self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
                self.assertIn("study.toml:", done.stderr)
                self.assertIn(words, done.stderr)
                self.assertFalse(table.exists())

    def test_one_that_loses_nothing(self):
        self.refused('{ select = { where = { industry = ["boiler"] } }, window = "heating", op = { kind = "control", device = "filter", efficiency = { PM = 0.5 } } }',
                     "other has nothing of what is to be made equal; compare by another quantity", "other 没有可用于等量比较的量；请改按其他量比较")

    def test_one_that_loses_another_output(self):
        self.refused('{ select = { where = { industry = ["brick"] } }, window = "heating", op = { kind = "stop", unit = "enterprise" } }',
                     "brick, the reference clinker, t: make the options equal by cost or by emission", "clinker, t")


if __name__ == "__main__":
    unittest.main()
