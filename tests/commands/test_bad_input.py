"""Mistakes in a case: each is told, with exit code 2, and nothing is written."""
# SPDX-License-Identifier: Apache-2.0
import os
import shutil
import unittest

from town import TownTest, fifo, lantian


class BadCase(TownTest):
    def test_a_case_that_is_not_there(self):
        self.assert_refused("nowhere", case=self.folder / "nowhere")

    def test_a_url(self):
        for url in ("https://example.org/case.toml", "file:///etc/passwd", "s3://bucket/case"):
            self.assert_refused(url, case=url)

    def test_a_device_or_pipe_as_the_case(self):
        self.assert_refused("/dev/zero", case="/dev/zero")
        with fifo(self.folder / "pipe") as pipe:
            self.assert_refused("pipe", case=pipe)

    def test_an_empty_or_binary_case(self):
        for content in (b"", b"\0\1\2", b"\xff\xfe", b"schema = \"lantian.case/9\"\n", b"= = =\n", b"[" * 5000):
            with self.subTest(content=content[:30]):
                (self.case / "case.toml").write_bytes(content)
                self.assert_refused("case.toml")

    def test_a_path_out_of_the_folder(self):
        self.replace("case.toml", "weather/winter-station.csv", "../../etc/passwd")
        self.assert_refused("../../etc/passwd")

    def test_a_url_as_a_table(self):
        self.replace("case.toml", "weather/winter-station.csv", "https://example.org/station.csv")
        self.assert_refused("https://example.org/station.csv")

    def test_dates_out_of_range(self):
        self.replace("case.toml", "2023-11-22T21:00", "2023-11-22T14:00")
        self.assert_refused("`end` is not after `start`", "case.toml:10:7")

    def test_dates_that_the_weather_does_not_hold(self):
        self.replace("case.toml", "2023-11-22T15:00", "2023-12-22T15:00")
        self.replace("case.toml", "2023-11-22T21:00", "2023-12-22T21:00")
        self.assert_refused("winter-station.csv")

    def test_a_date_that_no_calendar_has(self):
        self.replace("case.toml", "2023-11-22T21:00", "2023-11-31T21:00")
        self.assert_refused("2023-11-31")

    def test_a_wrong_unit(self):
        self.replace("case.toml", 'dx = "8 km"', 'dx = "8 kg"')
        self.assert_refused("case.toml:22:6", "8 kg", "1 mistake;")

    def test_what_follows_from_a_mistake_is_not_told_again(self):
        for right, wrong in (('west = "-46 km"', 'west = "-46 kg"'), ('longitude = 112.787, latitude = 34.910', 'longitude = 34.910, latitude = 112.787'),
                             ('folder = "inventory"', 'folder = "inventry"'), ('end = "2023-11-22T21:00"', 'end = "2023-11-22T25:00"')):
            with self.subTest(wrong=wrong):
                self.replace("case.toml", right, wrong)
                self.assert_refused("case.toml", "1 mistake;")
                self.replace("case.toml", wrong, right)

    def test_a_step_of_broken_seconds(self):
        for step in ("112.5 s", "3.75 s", "225 s", "7 s"):
            with self.subTest(step=step):
                self.replace("case.toml", 'step = "600 s"', f'step = "{step}"')
                self.assert_refused("case.toml:13:8", step)
                self.replace("case.toml", f'step = "{step}"', 'step = "600 s"')

    def test_names_that_lead_elsewhere(self):
        self.replace("case.toml", 'id = "offpeak"', 'id = "../../evil"')
        self.assert_refused("../../evil")
        self.replace("case.toml", 'id = "../../evil"', 'id = "\\u001b[31mred"')
        self.assert_refused("\\x1b[31mred")

    def test_an_output_folder_elsewhere(self):
        self.replace("case.toml", 'folder = "out/mengzhou"', 'folder = "/tmp/elsewhere"')
        self.assert_refused("--output")

    def test_an_output_that_is_a_file(self):
        self.output.write_text("in the way")
        done = lantian("run", self.case, "--output", self.output)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertEqual(self.output.read_text(), "in the way")

    def test_tables_without_rows(self):
        for name in ("background/winter-days.csv", "background/winter-regimes.csv", "background/winter-profile.csv",
                     "background/winter-wind_side.csv", "weather/winter-station.csv", "weather/winter-regimes.csv",
                     "weather/winter-upper_air_temperature.csv", "monitors.csv"):
            with self.subTest(name=name):
                text = (self.case / name).read_text(encoding="utf-8")
                header = next(line for line in text.splitlines(True) if not line.startswith("#"))
                (self.case / name).write_text(header, encoding="utf-8")
                self.assert_refused(name, "holds no row")
                (self.case / name).write_text(text, encoding="utf-8")

    def test_air_without_ozone(self):
        table = self.case / "background/winter-surface.csv"
        lines = table.read_text(encoding="utf-8").splitlines(True)
        table.write_text("".join(line for line in lines if ",O3," not in line), encoding="utf-8")
        self.assert_refused("winter_stagnation gives no O3")

    def test_a_regime_that_is_misspelt(self):
        table = self.case / "weather/winter-upper_air_temperature.csv"
        table.write_text(table.read_text(encoding="utf-8").replace("winter_stagnation", "winter_stagnatoin"), encoding="utf-8")
        self.assert_refused("winter_stagnatoin", "did you mean `winter_stagnation`")

    def test_a_table_of_another_name(self):
        (self.case / "inventory/points.csv").rename(self.case / "inventory/point.csv")
        self.assert_refused("point.csv", "did you mean `points.csv`")

    def test_links_out_of_the_case(self):
        (self.folder / "secret.csv").write_text("do not print me")
        (self.case / "inventory/area.csv").unlink()
        (self.case / "inventory/area.csv").symlink_to(self.folder / "secret.csv")
        done = lantian("check", self.case)
        self.assertEqual(done.returncode, 2)
        self.assertIn("leads out of", done.stderr)
        self.assertNotIn("do not print me", done.stderr)

    def test_a_link_before_dots(self):
        (self.case / "sub" / "deep").mkdir(parents=True)
        (self.case / "in").symlink_to("sub/deep")
        shutil.copy(self.case / "weather/winter-station.csv", self.folder / "station.csv")
        self.replace("case.toml", "weather/winter-station.csv", "in/../../station.csv")
        self.assert_refused("case.toml", "there is no file")

    def test_a_mass_that_no_number_holds(self):
        self.replace("inventory/area.csv", "24.429", "1e308")
        self.assert_refused("1e308")

    def test_a_thousands_separator(self):
        self.replace("case.toml", 'dx = "8 km"', 'dx = "8 000 m"')
        self.assert_refused("case.toml:22:6", "1 mistake;")

    def test_an_empty_list_of_folders(self):
        self.replace("case.toml", 'folder = "inventory"', "folder = []")
        self.assert_refused("case.toml:25:10", "1 mistake;")

    def test_a_spread_that_lies_elsewhere(self):
        table = self.case / "inventory/spreads.csv"
        lines = table.read_text(encoding="utf-8").splitlines(True)
        table.write_text("".join(line.replace(",112.", ",132.") if line.startswith("town_chengbo") else line for line in lines), encoding="utf-8")
        self.assert_refused("town_chengbo", "outside the window")

    def test_a_mast_in_the_roughness(self):
        self.replace("case.toml", 'anemometer_height = "10 m"', 'anemometer_height = "2 m"')
        self.replace("case.toml", 'roughness = "0.15 m"', 'roughness = "2 m"')
        self.assert_refused("roughness", "anemometer_height")

    def test_many_mistakes_of_one_kind_are_folded(self):
        self.replace("case.toml", 'west = "-46 km"', 'west = "-460 km"')
        self.assert_refused("outside the window", "more mistakes of a kind shown above", "mistakes; nothing was run")

    def test_two_members_of_one_name(self):
        self.replace("case.toml", 'id = "offpeak"', 'id = "orange"')
        self.assert_refused("orange")

    def test_an_unknown_species_to_write(self):
        self.replace("case.toml", '"O3", "NO2"', '"O4", "NO2"')
        self.assert_refused("O4")

    def test_an_unknown_mechanism(self):
        self.replace("case.toml", 'mechanism = "cb6r3"', 'mechanism = "cb6r9"')
        self.assert_refused("cb6r9")

    def test_a_scenario_that_is_not_there(self):
        self.replace("case.toml", "scenarios/orange-by-grade.toml", "scenarios/red.toml")
        self.assert_refused("scenarios/red.toml")

    def test_many_mistakes_are_told_at_once(self):
        self.replace("case.toml", "nx = 10", "nx = -10")
        self.replace("case.toml", 'dx = "8 km"', 'dx = "8 kg"')
        self.replace("case.toml", "2023-11-22T21:00", "tomorrow")
        self.assert_refused("-10", "8 kg", "tomorrow", "3 mistakes;")


class BadTables(TownTest):
    def test_a_table_that_is_not_there(self):
        (self.case / "weather" / "winter-station.csv").unlink()
        self.assert_refused("winter-station.csv")

    def test_a_pipe_or_device_as_a_table(self):
        table = self.case / "inventory" / "area.csv"
        with fifo(table):
            self.assert_refused("area.csv")
        table.unlink()
        os.symlink("/dev/zero", table)
        self.assert_refused("area.csv")

    def test_a_folder_as_a_table(self):
        table = self.case / "monitors.csv"
        table.unlink()
        table.mkdir()
        self.assert_refused("monitors.csv")

    def test_a_gap_in_the_weather(self):
        table = self.case / "weather" / "winter-station.csv"
        lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
        table.write_text("".join(line for line in lines if not line.startswith("2023-11-22T18:00")),
                         encoding="utf-8")
        self.assertLess(len(table.read_text(encoding="utf-8").splitlines()), len(lines))
        self.assert_refused("winter-station.csv:70:1", "2023-11-22T19:00 follows 2023-11-22T17:00")

    def emission(self, value):
        line = self.line_of("inventory/area.csv", "construction_earthworks/chengbo")
        self.replace("inventory/area.csv", line, line.replace("24.429", value))
        self.assert_refused("area.csv", value)

    def test_an_emission_that_is_not_a_number(self):
        self.emission("nan")

    def test_an_infinite_emission(self):
        self.emission("inf")

    def test_a_negative_emission(self):
        self.emission("-24.429")

    def test_an_emission_in_words(self):
        self.emission("much")

    def test_an_unknown_pollutant(self):
        self.replace("inventory/factors.csv", "fugitive,PM10", "fugitive,PM11")
        self.assert_refused("factors.csv", "PM11")

    def test_an_unknown_gas_outside(self):
        line = self.line_of("background/winter-gases.csv", "winter_")
        self.append("background/winter-gases.csv", line.replace(line.split(",")[1], "UNOBTAINIUM", 1))
        self.assert_refused("UNOBTAINIUM")

    def test_duplicated_works(self):
        self.append("inventory/enterprises.csv", self.line_of("inventory/enterprises.csv", "E001,"))
        self.assert_refused("enterprises.csv", "E001")

    def test_duplicated_sources(self):
        self.append("inventory/area.csv", self.line_of("inventory/area.csv", "construction_earthworks/chengbo"))
        self.assert_refused("area.csv", "construction_earthworks/chengbo")

    def test_duplicated_monitors(self):
        self.append("monitors.csv", self.line_of("monitors.csv", "mengzhou_government"))
        self.assert_refused("monitors.csv", "mengzhou_government")

    def test_a_stack_outside_the_window(self):
        line = self.line_of("inventory/outlets.csv", "E001,DA001")
        self.replace("inventory/outlets.csv", line, line.replace("112.5866", "111.0866"))
        self.assert_refused("outlets.csv", "111.0866")

    def test_a_wrong_unit_in_a_header(self):
        self.replace("weather/winter-station.csv", "[m/s]", "[kg]")
        self.assert_refused("winter-station.csv", "kg")

    def test_a_missing_column(self):
        self.replace("monitors.csv", "latitude [degree_north]", "lat")
        self.assert_refused("monitors.csv", "latitude")

    def test_escapes_for_a_terminal_do_not_pass_through(self):
        self.append("monitors.csv", "\x1b[31mred,a,b,county_control,huichang,x,y,z\n")
        from town import lantian
        self.assertNotIn("\x1b", lantian("check", self.case).stderr)


if __name__ == "__main__":
    unittest.main()
