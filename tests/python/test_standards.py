"""Standards on arrays, and days of a run: the same figures as the program prints."""

import json
import os
import pathlib
import subprocess

import numpy as np
import pytest
import xarray as xr

import lantian as lt
from lantian.days import hourly

EXAMPLE = pathlib.Path(__file__).parents[2] / "docs" / "guide" / "examples" / "monitors.csv"


def test_a_day_needs_twenty_hours():
    hours = np.full(48, 60.0)
    hours[24:29] = np.nan
    days = lt.standards.mean_24h(hours, unit="ug/m3", start="2023-11-22")
    assert days[0] == pytest.approx(60.0, rel=1e-14) and np.isnan(days[1])


def test_leading_axes_and_units_are_kept():
    hours = np.arange(2 * 3 * 48, dtype=np.float32).reshape(2, 3, 48)
    days = lt.standards.largest_1h(hours, unit="mg/m3", start="2023-11-22T00:00")
    np.testing.assert_allclose(days, hours.reshape(2, 3, 2, 24).max(axis=-1), rtol=1e-12)


def test_mda8_ends_at_eight_in_the_morning_at_the_earliest():
    hours = np.zeros(24)
    hours[:8] = 90.0  # 00:00 to 08:00: the first of the 17 means
    assert lt.standards.mda8(hours, unit="ug/m3", start="2023-07-01")[0] == pytest.approx(90.0)
    hours = np.roll(hours, -1)  # an hour of the evening before does not count
    assert lt.standards.mda8(hours, unit="ug/m3", start="2023-07-01")[0] == pytest.approx(7 * 90.0 / 8)


def test_a_dataarray_is_read_by_the_local_clock():
    time = np.datetime64("2023-11-21T16:30") + np.arange(24) * np.timedelta64(1, "h")  # middles, UTC
    field = xr.DataArray(np.full((2, 24), 5.0), {"time": time.astype("datetime64[ns]")}, ("place", "time"), attrs={"units": "ug m-3"})
    days = lt.standards.mean_24h(field)
    assert days.dims == ("place", "day") and days.attrs["units"] == "ug m-3"
    assert [str(one)[:10] for one in days.day.values] == ["2023-11-22"]
    assert np.isnan(lt.standards.mean_24h(field, utc_offset="+00:00")).all()  # 16 and 8 hours of two days


def test_indices_are_those_of_the_tables():
    found = lt.standards.aqi({"PM2p5": np.array([35.0, 75.0, 250.0, np.nan])}, day=np.arange("2023-11-22", "2023-11-26", dtype="datetime64[D]"), unit="ug/m3")
    np.testing.assert_array_equal(found.aqi, [50, 100, 300, np.nan])
    assert list(found.category.values) == [0, 1, 4, -1]
    assert list(found.primary.values) == ["", "PM2p5", "PM2p5", ""]


def test_a_tie_names_both_primary_pollutants():
    found = lt.standards.aqi({"PM2p5": np.array([75.0]), "O3": np.array([160.0])}, day=["2023-11-22"], unit="ug/m3")
    assert set(found.primary.values[0].split(",")) == {"PM2p5", "O3"}


def test_the_standard_of_the_day_holds_or_the_one_asked_for():
    value = {"PM2p5": np.array([70.0])}
    now = lt.standards.aqi(value, day=["2025-01-01"], unit="ug/m3").aqi
    later = lt.standards.aqi(value, day=["2025-01-01"], unit="ug/m3", standard="GB3095-2026-transition").aqi
    assert int(now[0]) < 100 < int(later[0])


def test_the_bulletin_and_python_say_the_same():
    program = os.environ.get("LANTIAN")
    if program is None:
        pytest.skip("LANTIAN names no program")
    done = subprocess.run([program, "--json", "aqi", EXAMPLE, "--period", "2025-11"], capture_output=True, text=True, check=True)
    place = next(one for one in json.loads(done.stdout)["places"] if one["name"] == "town hall")
    month = next(one for one in place["periods"] if one["period"] == "2025-11")
    rows = [line.split(",") for line in EXAMPLE.read_text(encoding="utf-8").splitlines() if line.startswith("2025-11") and "town hall" in line]
    fine = np.array([float("nan") if row[6] in ("", "NA") else float(row[6]) for row in rows])
    said = month["items"]["PM2p5"]
    assert lt.standards.percentile(fine, said["percentile_rank"]) == pytest.approx(said["percentile"], rel=5e-6)


def test_days_of_a_run_leave_out_the_spinup(run):
    days = run.daily("PM2p5", unit="ug/m3")
    assert [str(one)[:10] for one in days.day.values] == ["2023-11-23", "2023-11-24"]
    by_hand = run.concentration("PM2p5", unit="ug/m3").isel(time=slice(24, 48)).mean("time")
    station = run.monitors().monitor.values[0]
    place = next(one for one in run._report["monitors"] if one["id"] == station)
    cell = by_hand.sel(x=place["x"], y=place["y"], method="nearest")
    np.testing.assert_allclose(days.sel(monitor=station).isel(day=0), cell, rtol=1e-6)  # float's sum


def test_effects_of_the_report_are_those_of_compare(run):
    report = json.loads((run.folder / "report.json").read_text(encoding="utf-8"))
    table = next(one for one in report["tables"] if one["id"] == "effects")
    names = {one["label"]["en"]: one["id"] for one in report["members"]}
    places = {one["label"]["en"]: one["id"] for one in report["monitors"]}
    checked = 0
    for row in table["rows"]:
        member, against, place, quantity, day = (cell["text"]["en"] for cell in row[:5])
        if place not in places or quantity not in ("PM2p5 24h", "O3 mda8") or not day.startswith("2023"):
            continue
        effect = run.compare(names[member], names[against], *quantity.split(), unit="ug/m3").sel(monitor=places[place], day=day)
        for cell, name in ((row[5], "before"), (row[6], "change"), (row[11], "local")):
            assert f"{float(effect[name]):.{cell['digits']}f}" == f"{cell['value']:.{cell['digits']}f}", (row, name)
        checked += 1
    assert checked > 50
