"""What a run gives: attributes, units, shapes, and the same values wherever they can be read."""

import csv
import gc
import json

import netCDF4
import numpy as np
import pytest
import xarray as xr

import lantian as lt

SIX_DIGITS = 5.1e-6  # half a unit of the sixth digit, relative, which the CSV files keep


def csv_rows(path):
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def test_a_field_has_the_names_units_and_axes_of_cf(run):
    pm = run.concentration("PM2p5")
    assert pm.dims == ("time", "member", "y", "x")
    assert pm.shape == (72, 4, 9, 10)
    assert pm.attrs["standard_name"] == "mass_concentration_of_pm2p5_dry_aerosol_particles_in_air"
    assert pm.attrs["units"] == "kg m-3"
    assert pm.attrs["cell_methods"] == "time: mean"
    assert "SYNTHETIC" in pm.attrs["synthetic"]
    assert pm.x.attrs["standard_name"] == "projection_x_coordinate"
    assert pm.longitude.dims == ("y", "x") and pm.longitude.attrs["units"] == "degrees_east"
    assert pm.dtype == np.float32 and np.isfinite(pm).all() and (pm > 0).all()


def test_members_are_texts_with_the_baseline_first(run):
    assert run.members == ["counterfactual", "offpeak", "orange", "no_window"]
    assert list(run.concentration("O3").member.values) == run.members


def test_time_is_the_middle_of_the_hour_in_utc(run):
    time = run.concentration("PM2p5").time.values
    assert time[0] == np.datetime64("2023-11-21T16:30")  # 00:00-01:00 at +08:00
    assert (np.diff(time) == np.timedelta64(1, "h")).all()


def test_the_window_is_where_the_case_says(run):
    pm = run.concentration("PM2p5")
    inside = (abs(pm.longitude - 112.787) < 0.6) & (abs(pm.latitude - 34.910) < 0.5)
    assert inside.all()  # 80 km x 72 km around the city


@pytest.mark.parametrize("unit", ["ug/m3", "µg/m³", "ug m-3"])
def test_micrograms_are_a_thousand_millionth_of_kilograms(run, unit):
    field = run.concentration("PM2p5", unit=unit)
    assert field.attrs["units"] == "ug m-3"
    np.testing.assert_allclose(field, run.concentration("PM2p5") * 1e9, rtol=1e-6)  # float's seven digits


def test_a_unit_of_something_else_is_refused(run):
    with pytest.raises(ValueError, match="ppb"):
        run.concentration("O3", unit="ppb")
    with pytest.raises(ValueError, match="furlong"):
        run.monitors(unit="furlong/m3")


def test_one_member_has_no_member_axis_and_several_keep_the_asked_order(run):
    assert run.concentration("PM2p5", "orange").dims == ("time", "y", "x")
    two = run.concentration("PM2p5", ["orange", "counterfactual"])
    assert list(two.member.values) == ["orange", "counterfactual"]


def test_a_wrong_name_is_answered_by_the_nearest(run):
    with pytest.raises(KeyError, match="did you mean `PM2p5`"):
        run.concentration("PM25")
    with pytest.raises(KeyError, match="did you mean `orange`"):
        run.difference("PM2p5", "oragne", "offpeak")


def test_a_difference_is_that_of_the_two_fields(run):
    change = run.difference("PM2p5", "orange", "offpeak")
    by_hand = run.concentration("PM2p5", "orange").values - run.concentration("PM2p5", "offpeak").values
    np.testing.assert_array_equal(change.values, by_hand)
    assert change.attrs["units"] == "kg m-3" and "standard_name" not in change.attrs
    assert change.attrs["long_name"].startswith("orange minus offpeak")


def test_a_plan_cleans_and_the_window_adds(run):
    cleaner = run.difference("PM2p5", "orange", "counterfactual", unit="ug/m3").mean()
    increment = run.difference("PM2p5", "counterfactual", "no_window", unit="ug/m3").mean()
    assert cleaner < 0 < increment and abs(cleaner) < increment


def test_monitors_are_equal_to_the_csv(run):
    table = run.monitors(unit="ug/m3")
    rows = csv_rows(run.folder / "monitors.csv")
    assert sum(series.size for series in table.values()) == len(rows)
    for row in rows[:: len(rows) // 500]:
        moment = np.datetime64(f"{row['local_day']}T{int(row['local_hour']):02d}")
        hour = int(np.flatnonzero(table.local_time.values == moment)[0])
        found = table[row["quantity"]].isel(time=hour).sel(member=row["member"], monitor=row["monitor"])
        assert float(found) == pytest.approx(float(row["mass_concentration [ug/m3]"]), rel=1e-12)  # rounding


def test_monitors_are_the_cells_of_the_field(run):
    table, field = run.monitors(), run.concentration("NO2")
    assert table.NO2.dims == ("time", "member", "monitor")
    assert table.NO2.attrs["standard_name"] == field.attrs["standard_name"]
    np.testing.assert_array_equal(table.time, field.time)
    cells = field.values.reshape(72, 4, -1)
    for monitor in table.monitor.values:
        series = table.NO2.sel(monitor=monitor).values
        off = abs(cells / series[:, :, None] - 1).max(axis=(0, 1))
        assert off.min() < SIX_DIGITS + 1e-7  # float's own rounding


def test_python_netcdf_csv_and_report_agree_to_the_last_printed_digit(run):
    """Every series of the report, hour by hour: what each of the four prints, in as many digits as it prints."""
    report = json.loads((run.folder / "report.json").read_text(encoding="utf-8"))
    grid, start = report["grid"], np.datetime64(report["time"]["start"][:16])
    column = "mass_concentration [ug/m3]"
    in_csv = {(row["quantity"], row["member"], row["monitor"], f"{row['local_day']}T{int(row['local_hour']):02d}"): row[column]
              for row in csv_rows(run.folder / "monitors.csv")}
    in_python = run.monitors(unit="ug/m3")
    compared = 0
    with netCDF4.Dataset(run.folder / "surface.nc") as file:
        for quantity, series in report["series"].items():
            if quantity == "AQI":  # of no field; the day's is held against Python's below
                continue
            field = np.asarray(file[quantity][:]).astype(float) * 1e9  # ug m-3
            digits, scale = series["digits"], {"µg/m³": 1.0, "mg/m³": 1e-3}[series["unit"]]
            for m, member in enumerate(run.members):
                for n, monitor in enumerate(report["monitors"]):
                    j, i = (int((monitor[axis] - grid[edge]) // grid["dx"]) for axis, edge in (("y", "south"), ("x", "west")))
                    own = in_python[quantity].sel(member=member, monitor=monitor["id"]).values
                    for hour, value in enumerate(field[:, m, j, i]):
                        text = in_csv[quantity, member, monitor["id"], str(start + np.timedelta64(hour, "h"))[:13]]
                        assert f"{value:.6g}" == text == f"{own[hour]:.6g}"
                        assert f"{value * scale:.{digits}f}" == f"{series['members'][member][n][hour]:.{digits}f}"
                        compared += 1
    assert compared == sum(one.size for name, one in in_python.items() if name in report["series"]) > 30000


def test_the_reports_daily_index_is_that_of_python(run):
    report = json.loads((run.folder / "report.json").read_text(encoding="utf-8"))
    table = next(one for one in report["tables"] if one["id"] == "index")
    place, member, day, value = (next(n for n, one in enumerate(table["columns"]) if one["en"] == name) for name in ("place", "member", "day", "AQI"))
    labels = {one["label"]["en"]: one["id"] for one in report["members"]}
    monitors = {one["label"]["en"]: one["id"] for one in report["monitors"]}
    index = run.aqi()
    compared = 0
    for row in table["rows"]:
        if row[value]["value"] is None or row[place]["text"]["en"] not in monitors:
            continue
        found = index.aqi.sel(member=labels[row[member]["text"]["en"]], monitor=monitors[row[place]["text"]["en"]], day=row[day]["text"]["en"])
        assert f"{float(found):.0f}" == f"{row[value]['value']:.0f}"
        compared += 1
    assert compared == index.aqi.size > 0


def test_ledger_is_equal_to_the_csv_and_closes(run):
    ledger = run.ledger()
    for row in csv_rows(run.folder / "ledger.csv"):
        one = ledger.sel(member=row["member"], species=row["species"])
        assert float(one.deposited) == float(row["deposited [kg]"])
        assert float(one.relative_residual) == float(row["relative_residual"])
    assert ledger.emitted.attrs["units"] == "kg" and ledger.relative_residual.attrs["units"] == "1"
    assert float(abs(ledger.relative_residual).max()) < 1e-6  # the bar for float
    assert run.summary.largest_residual == pytest.approx(float(abs(ledger.relative_residual).max()), rel=SIX_DIGITS)


def test_emissions_are_equal_to_the_csv(run):
    emitted = run.emissions()
    assert emitted.dims == ("time", "member", "scope", "pollutant") and emitted.attrs["units"] == "kg"
    total = sum(float(row["NOx [kg]"]) for row in csv_rows(run.folder / "emissions.csv")
                if row["member"] == "orange" and row["scope"] == "all_sources")
    found = emitted.sel(member="orange", scope="all_sources", pollutant="NOx").sum()
    assert float(found) == pytest.approx(total, rel=1e-12)  # order of the sum
    assert not emitted.isnull().any()
    without = emitted.sel(member="no_window").sum(("time", "scope"))
    remaining = {str(name) for name in without["pollutant"].values if float(without.sel(pollutant=name)) > 0.0}
    assert remaining == {"VOC", "NOx"}  # plants and soil, nobody else


def test_a_result_can_be_written_and_read_as_netcdf(run, tmp_path):
    run.concentration("PM2p5", unit="ug/m3").to_netcdf(tmp_path / "pm.nc")
    with xr.open_dataarray(tmp_path / "pm.nc") as back:
        assert back.attrs["units"] == "ug m-3" and list(back.member.values) == run.members


def test_repr_says_synthetic(run):
    assert "SYNTHETIC" in repr(run) and "(temporary)" in repr(run)


def test_a_folder_without_results_is_refused(tmp_path):
    with pytest.raises(FileNotFoundError, match="surface.nc"):
        lt.open(tmp_path)


def test_a_temporary_folder_goes_with_its_run(short_case):
    short = lt.run(short_case(), variant="coarse", members=["counterfactual"])
    folder, field = short.folder, short.concentration("PM2p5")
    assert folder.is_dir()
    del short
    gc.collect()
    assert not folder.exists() and float(field.mean()) > 0
