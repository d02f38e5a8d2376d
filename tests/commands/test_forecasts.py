"""Plans that hang on a forecast: what check, plan and run say of them."""
# SPDX-License-Identifier: Apache-2.0
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


if __name__ == "__main__":
    unittest.main()
