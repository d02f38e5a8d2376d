"""Mistakes in scenarios, seasons and the command line as a person meets them."""
# SPDX-License-Identifier: Apache-2.0
import json
import re
import unittest

from town import TownTest, lantian

CHINESE = re.compile("[\u4e00-\u9fff]{3}")
ENGLISH = re.compile("[A-Za-z]{4,} [a-z]{3,} [a-z]{2,}")  # three words in a row


class Scenarios(TownTest):
    orange = "scenarios/orange-by-grade.toml"

    def test_a_misspelt_exemption(self):
        self.replace(self.orange, 'tag = ["livelihood", "heat_supply"', 'tag = ["livelihood", "heat_suply"')
        self.assert_refused("orange-by-grade.toml:43:22", "did you mean `heat_supply`?", "1 mistake;")

    def test_a_misspelt_industry_of_a_ladder_that_has_a_default(self):
        self.replace(self.orange, "[table.kept.glass]", "[table.kept.glas]")
        self.assert_refused("table.kept.glas", "did you mean `glass`?", "1 mistake;")

    def test_mistakes_of_two_scenarios_are_told_together(self):
        self.replace("scenarios/offpeak-kilns.toml", 'industry = ["brick"]', 'industry = ["brck"]')
        self.replace(self.orange, 'industry = ["glass"]', 'industry = ["glas"]')
        self.assert_refused("offpeak-kilns.toml", "did you mean `brick`?", "orange-by-grade.toml",
                            "did you mean `glass`?", "2 mistakes;")

    def test_they_are_told_beside_a_mistake_in_the_weather(self):
        self.replace("scenarios/offpeak-kilns.toml", 'industry = ["brick"]', 'industry = ["brck"]')
        (self.case / "weather" / "winter-station.csv").unlink()
        self.assert_refused("did you mean `brick`?", "winter-station.csv", "2 mistakes;")

    def test_an_unknown_species_beside_another_mistake(self):
        self.replace("case.toml", '"O3", "NO2"', '"O4", "NO2"')
        (self.case / "weather" / "winter-station.csv").unlink()
        self.assert_refused("O4", "winter-station.csv", "2 mistakes;")

    def test_doubled_windows_do_not_hang(self):
        windows = "".join(f'[window.w{n}]\nall_of = ["w{n + 1}", "w{n + 1}"]\n' for n in range(40))
        self.append(self.orange, windows + '[window.w40]\nall_of = ["warning"]\n')
        self.replace(self.orange, 'window     = "warning"', 'window     = "w0"')
        self.assertEqual(lantian("check", self.case).stderr, "")

    def test_a_missing_table_is_told_in_one_language(self):
        line = self.line_of("scenarios/offpeak-kilns.toml", "schema")
        self.replace("scenarios/offpeak-kilns.toml", line, "")
        self.assert_refused("offpeak-kilns.toml:1:1: `schema` is missing\n", "1 mistake;")
        self.assert_refused("offpeak-kilns.toml:1:1: 缺少 `schema`\n", language="zh")

    def test_an_area_without_its_file_is_one_mistake(self):
        line = self.line_of("scenarios/offpeak-kilns.toml", 'industry = ["brick"]')
        self.replace("scenarios/offpeak-kilns.toml", line, 'region = ["north.csv"]\n')
        self.assert_refused("north.csv", "1 mistake;")
        corners = self.case / "scenarios" / "north.csv"
        head = "longitude [degree_east],latitude [degree_north],source\n"
        corners.write_text(head + "112.5,x,map\n112.6,34.9,map\n")
        self.assert_refused('north.csv:2:', '"x"', "1 mistake;")
        corners.write_text(head + "112.5,34.8,map\n112.6,34.9,map\n")
        self.assert_refused("north.csv has 2", "1 mistake;")

    def test_a_mistake_in_the_toml_is_explained_in_both_languages(self):
        for wrong, what, meaning in (('a = ', "the value is missing", "缺少值"), ("[words", "`]` is missing", "缺少 `]`"),
                                     ("a = b", "a text needs quotes", "文本须加引号"), ("[measure.x]\n[measure.x]", "stands twice", "重复出现"),
                                     ('a = "C:\\qq"', "a backslash", "反斜杠须写两次"), ("a = [1 2]", "a comma or `]`", "缺少逗号或 `]`")):
            with self.subTest(wrong=wrong):
                file = self.case / "scenarios" / "offpeak-kilns.toml"
                text = file.read_text(encoding="utf-8")
                file.write_text(text + wrong + "\n", encoding="utf-8")
                self.assert_refused("TOML syntax error", what, "1 mistake;")
                self.assert_refused("TOML 语法错误", meaning, "原文", language="zh")
                file.write_text(text, encoding="utf-8")

    def test_a_fleet_that_is_replaced_by_its_like(self):
        self.replace(self.orange, 'op         = { kind = "replace_fleet", to = "CN6", share = 0.6, remainder = "stop", ratio = { NOx = 0.15, PM = 0.1 } }',
                     'op         = { kind = "replace_fleet", to = "CN6", share = 0.6 }')
        self.assert_refused("measure.freight.op: freight changes nothing in the run: all its factors come to 1", "allow_idle", "1 mistake;")
        self.assert_refused("freight 在运行期内不起任何作用", language="zh")

    def test_a_measure_of_no_strength_is_noted_and_leaves_the_air_to_the_bit(self):
        (self.case / "scenarios" / "none.toml").write_text("""schema = "lantian.scenario/1"
id = "none"
label = { en = "No strength", zh = "零强度" }
[measure.brick]
label = { en = "Limit", zh = "限产" }
select = { where = { industry = ["brick", "casting"] } }
op = { kind = "limit_output", to = 1.0 }
[measure.dust]
label = { en = "Watering", zh = "洒水" }
select = { where = { industry = ["road"] } }
op = { kind = "control", device = "watering", efficiency = { PM = 0.5 }, coverage = 0.0 }
""", encoding="utf-8")
        self.replace("case.toml", "[output]", """[[member]]
id = "weak"
label = "weak"
scenarios = ["scenarios/none.toml"]

[output]""")
        self.assertIn("measure.brick.op: brick has no strength", lantian("check", self.case).stdout)
        done = self.run_town("--members", "weak", "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        fields = json.loads(done.stdout)["fields"]
        self.assertEqual(fields["weak"], fields["counterfactual"])

    def test_a_grid_that_cannot_be_read_is_one_mistake(self):
        for right, wrong in (('dx = "8 km"', 'dx = "2 h"'), ("nx = 10", 'nx = "x"'), ('south = "-40 km"', "south = 40")):
            with self.subTest(wrong=wrong):
                self.replace("case.toml", right, wrong)
                self.assert_refused("case.toml:", "1 mistake;")
                self.replace("case.toml", wrong, right)


class Plants(TownTest):
    kilns = "scenarios/offpeak-kilns.toml"

    def test_a_rotary_kiln_at_night_only(self):
        self.replace(self.kilns, "expect_days = 121", 'expect_days = 121\nhours       = ["06-20"]')
        self.assert_refused("offpeak-kilns.toml", "would stand still for 14 h", "24 h at least")
        self.assert_refused("只停 14 小时", "至少 24 小时", language="zh")

    def test_measures_that_exclude_each_other_name_both_places(self):
        self.replace(self.kilns, 'op         = { kind = "stop", unit = "line", share = 1.0 }',
                     'op         = { kind = "stop", unit = "line", share = 1.0 }\nexcludes   = ["earthworks"]')
        self.assert_refused("measure.clinker_stop.excludes", "earthworks (", "orange-by-grade.toml:")
        self.assert_refused("orange-by-grade.toml:", "）在同一成员中生效", language="zh")

    def test_a_window_inherited_twice_and_one_that_moves_inherited_measures(self):
        head = 'schema = "lantian.scenario/1"\nid = "{0}"\nlabel = {{ en = "{0}", zh = "{0}" }}\n'
        measure = ('[measure.{0}]\nlabel = {{ en = "M", zh = "措" }}\nselect = {{ where = {{ industry = ["{0}"] }} }}\n'
                   'window = "heating"\nop = {{ kind = "stop" }}\n')
        days = '[window.heating]\ndates = ["11-{0}/12-31"]\n'
        scenarios = self.case / "scenarios"
        (scenarios / "p1.toml").write_text(head.format("p1") + days.format(15) + measure.format("brick"), encoding="utf-8")
        (scenarios / "p2.toml").write_text(head.format("p2") + days.format(16) + measure.format("glass"), encoding="utf-8")
        child = head.format("t") + 'extends = ["p1.toml", "p2.toml"]\n'
        (scenarios / "t.toml").write_text(child, encoding="utf-8")
        self.replace("case.toml", "[output]", '[[member]]\nid = "t"\nlabel = "t"\nscenarios = ["scenarios/t.toml"]\n\n[output]')
        self.assert_refused("t.toml:4:", "window.heating is inherited with two meanings", "p1.toml:4", "p2.toml:4", "1 mistake;")
        self.assert_refused("window.heating 从", "继承到两种定义", language="zh")
        (scenarios / "t.toml").write_text(child + days.format(17), encoding="utf-8")
        checked = lantian("check", self.case)
        self.assertEqual(checked.returncode, 0, checked.stderr)
        self.assertRegex(checked.stdout, r"window\.heating replaces that of \S*p1\.toml:4: .* brick, now follow this one")
        self.assertRegex(lantian("check", self.case, "--lang", "zh").stdout, r"随之继承的措施 glass 也改按此处执行")

    def test_a_check_that_does_not_hold_names_the_member(self):
        self.append(self.kilns, '[check]\nsociety_reduction = { window = "heating", species = "SO2", at_least = 0.9 }\n')
        self.replace("case.toml", 'id = "orange"', 'id = "plan_b"')
        self.assertIn("the member plan_b changes SO2", lantian("check", self.case).stdout)
        self.assertIn("成员 plan_b 使 SO2 变化", lantian("check", self.case, "--lang", "zh").stdout)

    def test_a_plan_shows_what_it_costs(self):
        self.append(self.kilns, 'cost = { per_output = { value = 0.08, unit = "CNY/brick" } }\n')
        self.assert_refused("needs the scenario's `currency`")
        self.replace(self.kilns, 'timezone = "Asia/Shanghai"',
                     'timezone = "Asia/Shanghai"\ncurrency = { code = "CNY", price_year = 2023 }')
        done = lantian("plan", self.case, "--member", "offpeak", "--cost")
        self.assertEqual(done.returncode, 0, done.stderr)
        rows = [line.split(",") for line in done.stdout.splitlines()]
        self.assertEqual(rows[0][-1], "cost [CNY of 2023]")
        brick = next(row for row in rows if row[:2] == ["brick_stop", "E001"])
        # 60 million bricks a year, six hours, compliance 0.9, 0.08 CNY each.
        self.assertAlmostEqual(float(brick[-1]), 6e7 / 8760 * 6 * 0.9 * 0.08, places=3)


MOVE = """
[measure.away]
label  = {{ en = "A glass works moves", zh = "玻璃厂搬迁" }}
select = {{ where = {{ id = ["E007"] }} }}
op     = {{ kind = "relocate", to = {{ region = "xiguo"{} }} }}
"""


class Destinations(TownTest):
    kilns = "scenarios/offpeak-kilns.toml"

    def test_a_place_outside_the_grid(self):
        self.append(self.kilns, MOVE.format(", longitude = 115.5, latitude = 34.9"))
        line = (self.case / self.kilns).read_text(encoding="utf-8").splitlines().index(
            'op     = { kind = "relocate", to = { region = "xiguo", longitude = 115.5, latitude = 34.9 } }') + 1
        # 80 km by 72 km from 46 km west and 40 km south of 112.787 E, 34.910 N.
        self.assert_refused(f"offpeak-kilns.toml:{line}:68", "measure.away.op.to.longitude: 115.5000, 34.9000",
                            "from 112.28", ", 34.54", "to 113.16", ", 35.19", "1 mistake;")
        self.assert_refused("115.5000, 34.9000 在网格范围之外", language="zh")

    def test_a_township_outside_the_grid(self):
        row = self.line_of("inventory/regions.csv", "xiguo,")
        self.replace("inventory/regions.csv", row, row.replace(",112.7,", ",115.7,"))
        self.append(self.kilns, MOVE.format(""))
        self.assert_refused("measure.away.op.to.region: xiguo (115.7000, 34.9050)")

    def test_a_place_inside_is_taken(self):
        self.append(self.kilns, MOVE.format(", longitude = 112.70, latitude = 34.91"))
        self.assertEqual(lantian("check", self.case).stderr, "")


class Levels(TownTest):
    def test_what_the_law_asks_hangs_on_the_warning_not_on_a_members_name(self):
        self.replace("case.toml", 'id = "offpeak"', 'id = "kilns_reduced"')
        self.replace("case.toml", 'id = "orange"', 'id = "plan_b"')
        done = self.run_town("--members", "kilns_reduced,plan_b")
        self.assertEqual(done.returncode, 0, done.stderr)
        tables = json.loads((self.output / "report.json").read_text(encoding="utf-8"))["tables"]
        asked = {}
        for plan, level, sources, pollutant, *_, required, _ in next(t for t in tables if t["id"] == "society_reduction")["rows"]:
            if (sources["text"]["en"], pollutant["text"]["en"]) == ("whole society", "SO2"):
                asked[plan["text"]["en"], level["text"]["en"].split(" ")[0]] = required["value"]
        orange = "Orange response on top of off-peak"
        self.assertEqual(asked, {(orange, "yellow"): 10.0, (orange, "orange"): 20.0, (orange, "red"): 30.0})


class Seasons(TownTest):
    def test_a_variant_of_a_season(self):
        self.append("case.toml", '[season.summer.variant.full.grid]\nnx_cells = 3\n')
        self.assert_refused("nx_cells")

    def test_a_file_of_the_other_season(self):
        (self.case / "weather" / "summer-station.csv").unlink()
        self.assert_refused("summer-station.csv", "1 mistake;")

    def test_a_year_that_the_calendar_does_not_know(self):
        (self.case / "inventory" / "holidays.csv").write_text("date,kind,source\n2024-01-01,holiday,test\n",
                                                              encoding="utf-8")
        self.assert_refused("holidays.csv holds no day of 2023, only 2024 to 2024", "1 mistake;")

    def test_an_unknown_mechanism_has_a_place(self):
        self.replace("case.toml", 'mechanism = "cb6r3"', 'mechanism = "cb6r4"')
        self.assert_refused("case.toml:", "did you mean `cb6r3`?", "1 mistake;")


class CommandLine(unittest.TestCase):
    wrong = {("rnu",): "`run`", ("run",): "CASE", ("run", "x", "--thread", "2"): "`--threads`",
             ("run", "x", "--threads", "0"): "1 … 4096", ("run", "x", "--threads"): "--threads",
             ("--lang", "fr", "check", "x"): "zh", ("check", "a", "b"): "b", ("run", "x", "--stop-at", "0"): "> 0",
             ("run", "x", "--stop-at", "two"): "two", ("run", "x", "--full", "--variant", "coarse"): "--variant",
             (): "check"}

    def test_each_mistake_is_told_in_both_languages(self):
        for arguments, word in self.wrong.items():
            with self.subTest(arguments=arguments):
                english, chinese = lantian(*arguments), lantian(*arguments, "--lang", "zh")
                if "--lang" not in arguments:
                    self.assertRegex(chinese.stderr, CHINESE)
                    self.assertNotRegex(chinese.stderr, ENGLISH)
                self.assertEqual((english.returncode, chinese.returncode), (2, 2))
                self.assertIn(word, english.stderr)
                self.assertNotRegex(english.stderr, CHINESE)

    def test_they_are_json_for_programs(self):
        mistakes = json.loads(lantian("run", "x", "--thread", "2", "--json").stdout)["mistakes"]
        self.assertEqual([(one["code"], one["arguments"]["nearest"]) for one in mistakes],
                         [("unknown_option", "--threads")])


if __name__ == "__main__":
    unittest.main()
