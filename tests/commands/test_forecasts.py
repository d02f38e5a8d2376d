"""Plans that hang on a forecast: what check, plan and run say of them."""
# SPDX-License-Identifier: Apache-2.0
import csv
import json
import unittest

from town import TownTest, lantian

SCENARIO = """schema = "lantian.scenario/1"
id = "by_forecast"
label = { en = "Stop in bad hours", zh = "重污染时段停产" }
timezone = "Asia/Shanghai"
[window.bad]
when = "forecast(pm25_1h) > 1 ug/m3"
[select.works]
industry = ["brick", "casting"]
[measure.stop]
label = { en = "Works stop", zh = "停产" }
select = "works"
window = "bad"
op = { kind = "stop" }
"""
MEMBER = """[[member]]
id = "response"
label = "response"
scenarios = ["scenarios/by-forecast.toml"]

[output]"""
FORECAST = '[forecast]\nfile = "weather/winter-forecast.csv"\n'


class Forecasts(TownTest):
    def setUp(self):
        super().setUp()
        (self.case / "scenarios" / "by-forecast.toml").write_text(SCENARIO, encoding="utf-8")
        self.replace("case.toml", "[output]", MEMBER)

    def test_without_a_file_check_says_that_the_plan_hangs_on_the_no_action_run(self):
        self.replace("case.toml", FORECAST, "")
        checked = lantian("check", self.case)
        self.assertEqual(checked.returncode, 0, checked.stderr)
        self.assertIn("the plan of response hangs on forecast(pm25_1h)", checked.stdout)
        self.assertIn("取决于 forecast(pm25_1h)", lantian("check", self.case, "--lang", "zh").stdout)

    def test_plan_makes_the_run_on_request_only(self):
        self.replace("case.toml", FORECAST, "")
        listed = lantian("plan", self.case)
        self.assertIn("hangs on the no-action run (forecast(pm25_1h)): add --run", listed.stdout)
        refused = lantian("plan", self.case, "--member", "response")
        self.assertEqual(refused.returncode, 2)
        self.assertIn("add --run", refused.stderr)
        made = lantian("plan", self.case, "--member", "response", "--run")
        self.assertEqual(made.returncode, 0, made.stderr)
        self.assertIn("2023-11-22T15:00,2023-11-22T21:00,activity,all,0,stop", made.stdout)

    def test_explain_makes_the_run_on_request_only(self):
        self.replace("case.toml", FORECAST, "")
        asked = ("explain", self.case, "--member", "response", "--source", "E002/L1/tunnel_kiln/DA001", "--at", "2023-11-22T18:00")
        refused = lantian(*asked)
        self.assertEqual((refused.returncode, refused.stdout), (2, ""))
        self.assertIn("add --run", refused.stderr)
        told = lantian(*asked, "--run")
        self.assertEqual(told.returncode, 0, told.stderr)
        self.assertIn("when forecast(pm25_1h) > 1: holds", told.stdout)
        self.assertIn("条件 forecast(pm25_1h) > 1：符合", lantian(*asked, "--run", "--lang", "zh").stdout)

    def test_a_run_has_the_same_baseline_twice(self):
        self.replace("case.toml", FORECAST, "")
        done = self.run_town("--members", "response", "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        summary = json.loads(done.stdout)
        self.assertEqual(summary["no_action"], summary["fields"]["counterfactual"])
        provenance = (self.output / "report.json").read_text(encoding="utf-8")
        self.assertIn("perfect forecast: the no-action run", provenance)
        self.assertTrue((self.output / "signals.csv").is_file())

    def test_a_forecast_that_lacks_what_is_asked_for(self):
        self.assert_refused("by-forecast.toml:6:8", "the case has no forecast(pm25_1h)", "1 mistake;")

    def test_a_forecast_that_ends_too_early(self):
        forecast = self.case / "weather" / "winter-forecast.csv"
        text = forecast.read_text(encoding="utf-8")
        forecast.write_text(text[:text.index("2023-11-22T18:00")], encoding="utf-8")
        self.assert_refused("winter-forecast.csv", "but the run needs 2023-11-22T15:00 to 2023-11-22T21:00")

    def test_rows_of_days_hold_what_is_told_of_days(self):
        (self.case / "weather" / "winter-forecast.csv").write_text(
            "time,aqi_daily,aqi_24h_running\n2023-11-22T00:00,200,200\n2023-11-23T00:00,200,200\n", encoding="utf-8")
        self.assert_refused("`aqi_24h_running` is not told of a whole day")


def trigger(signal, metric, limit, keys="lead_h = 0"):
    """The scenario above under a warning: yellow where `metric` is over `limit`, and not an hour longer."""
    return SCENARIO.replace('when = "forecast(pm25_1h) > 1 ug/m3"', 'warning = { trigger = "city", level = "yellow" }').replace(
        "[window.bad]", f"""[trigger.city]
signal = "{signal}"
metric = "{metric}"
levels = [{{ name = "yellow", when = "{limit}" }}]
release_h = 0
min_on_h = 0
{keys}
[window.bad]""")


class Triggers(TownTest):
    """Warnings by rules in a case: expected hours are worked out here, from the table of air alone."""

    def setUp(self):
        super().setUp()
        self.replace("case.toml", "[output]", MEMBER)

    def scenario(self, text):
        (self.case / "scenarios" / "by-forecast.toml").write_text(text, encoding="utf-8")

    def stops(self, *options):
        """Hours of 22 November in which a kiln stands still, by the plan."""
        done = lantian("plan", self.case, "--member", "response", *options)
        self.assertEqual(done.returncode, 0, done.stderr)
        rows = list(csv.DictReader(line for line in done.stdout.splitlines() if not line.startswith("#")))
        source = rows[0]["source"]
        hours = set()
        for row in rows:
            start, end = (key for key in row if key.startswith(("start", "end")))
            if row["source"] == source:
                self.assertEqual(row["factor [1]"], "0")
                hours.update(range(int(row[start][11:13]), int(row[end][11:13])))
        return sorted(hours)

    def observe(self, peak):
        """Monitors that show 100 ug/m3 of PM2.5 for 30 hours but in the hour from 18:00 of 22 November."""
        rows = ["# hourly means, the row's time is its beginning", "time,PM2p5 [ug/m3],source"]
        for hour in range(15, 15 + 30):
            value = peak if hour == 42 else 100
            rows.append(f"2023-11-{21 + hour // 24}T{hour % 24:02d}:00,{value},county monitor")
        (self.case / "weather" / "observed.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
        self.append("case.toml", '\n[observed]\nfile = "weather/observed.csv"\n')

    def test_an_observed_hour_over_its_limit(self):
        self.observe(220)
        self.scenario(trigger("observed", "pm25_1h", "pm25_1h > 200"))
        self.assertEqual(self.stops(), [18])
        self.scenario(trigger("observed", "pm25_1h", "pm25_1h > 200", "lead_h = 2"))
        self.assert_refused("trigger", "lead_h", "cannot be known ahead")

    def test_an_observed_running_mean_marks_the_24_hours_that_it_covers(self):
        self.observe(220)
        # Means of 24 h with the peak are (23 x 100 + 220) / 24 = 105 ug/m3, in the rows of 18, 19 and 20 h only;
        # they cover 19 h of the day before to 20 h. HJ 633: 100 + 50 x (105 - 75) / (115 - 75) = 137.5, rounded up 138.
        self.scenario(trigger("observed", "aqi_24h_running", "aqi > 137"))
        self.assertEqual(self.stops(), [15, 16, 17, 18, 19, 20])
        self.scenario(trigger("observed", "aqi_24h_running", "aqi > 138"))
        self.assert_refused("measure.stop.window", "never open in the run")

    def test_an_observed_day_needs_its_hours(self):
        self.observe(220)
        # The window asks for the mean itself: its hour, not what it covers.
        self.scenario(SCENARIO.replace("forecast(pm25_1h) > 1 ug/m3", "observed(pm25_24h) > 104 ug/m3"))
        self.assertEqual(self.stops(), [18, 19, 20])

    def test_the_case_without_observations_says_so(self):
        self.scenario(trigger("observed", "pm25_1h", "pm25_1h > 200"))
        self.assert_refused("the case has no observed(pm25_1h)")

    def test_the_no_action_run_calls_the_warnings_of_a_plan(self):
        self.scenario(trigger("model_baseline", "pm25_1h", "pm25_1h > 0"))
        done = self.run_town("--members", "response")
        self.assertEqual(done.returncode, 0, done.stderr)
        with open(self.output / "signals.csv", encoding="utf-8") as file:
            rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
        column = next(key for key in rows[0] if key.startswith("baseline(pm25_1h)"))
        values = {int(row["local_hour"]): float(row[column]) for row in rows}
        self.assertEqual(sorted(values), list(range(15, 21)))
        ordered = sorted(values.values())
        limit = (ordered[2] + ordered[3]) / 2  # three hours above, three below
        self.scenario(trigger("model_baseline", "pm25_1h", f"pm25_1h > {limit}"))
        self.assertEqual(self.stops("--run"), sorted(hour for hour, value in values.items() if value > limit))


if __name__ == "__main__":
    unittest.main()
