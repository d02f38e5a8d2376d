"""Bad input: the exception names the argument, what came and what is accepted, in both languages."""

import json
import shutil

import numpy as np
import pytest
import xarray as xr

import lantian as lt

HOUR = {"unit": "ug/m3", "start": "2023-11-22"}


@pytest.mark.parametrize(
    ("call", "argument", "came", "accepted"),
    [
        (lambda: lt.standards.mean_24h(np.array(["a"] * 24), **HOUR), "hourly", "<U1", "real numbers"),
        (lambda: lt.standards.mean_24h(np.ones(24, complex), **HOUR), "hourly", "complex128", "real numbers"),
        (lambda: lt.standards.mean_24h(np.ones(24), unit="ppb", start="2023-11-22"), "unit", "`ppb`", "mass per volume"),
        (lambda: lt.standards.mean_24h(np.ones(24), start="2023-11-22"), "unit", "none", "ug/m3"),
        (lambda: lt.standards.mean_24h(np.ones(24), unit="ug/m3"), "start", "none", "2023-11-22T00:00"),
        (lambda: lt.standards.mda8(xr.DataArray(np.ones(24), dims="time", attrs={"units": "ug/m3"})), "hourly", "coordinate time", "over time"),
        (lambda: lt.standards.mda8(xr.DataArray(np.ones(24), dims="time")), "hourly.attrs", "none", "ug/m3"),
        (lambda: lt.standards.aqi({"PM25": np.ones(1)}, day=["2023-11-22"], unit="ug/m3"), "daily", "`PM25`", "PM2p5"),
        (lambda: lt.standards.aqi({"O3": np.ones(3)}, day=["2023-11-22"], unit="ug/m3"), 'daily["O3"]', "shape (3,)", "1 days"),
        (lambda: lt.standards.limits("yesterday"), "day", "`yesterday`", "2023-11-22"),
        (lambda: lt.standards.mean_24h(np.ones(24), standard="GB3095-2099", **HOUR), "standard", "GB3095-2099", "GB3095-20"),
        (lambda: lt.standards.mda8(np.ones(24), unit="ug/m3", start="yesterday"), "start", "`yesterday`", "2023-11-22T00:00"),
        (lambda: lt.standards.mda8(np.ones(24), unit="ug/m3", start=7), "start", "int 7", "2023-11-22T00:00"),
        (lambda: lt.standards.mda8(np.ones(24), unit="ug/m3", start="NaT"), "start", "`NaT`", "2023-11-22T00:00"),
        (lambda: lt.standards.mda8([], **HOUR), "hourly", "list []", "one hour at least"),
        (lambda: lt.standards.mda8(np.ones((3, 0)), **HOUR), "hourly", "shape (3, 0)", "one hour at least"),
        (lambda: lt.standards.mda8(3.0, **HOUR), "hourly", "float 3.0", "a time axis"),
        (lambda: lt.standards.mda8(np.ones(24), utc_offset="8", **HOUR), "utc_offset", "`8`", "`+08:00`"),
        (lambda: lt.standards.mda8(np.ones(24), utc_offset="+08:75", **HOUR), "utc_offset", "`+08:75`", "`+08:00`"),
        (lambda: lt.standards.aqi({"PM2p5": [-50.0]}, day=["2023-11-22"], unit="ug/m3"), 'daily["PM2p5"]', "-50 ug/m3", "0 or more"),
        (
            lambda: lt.standards.aqi({"O3": xr.DataArray([3.0, -1e-9], {"day": np.array(["2023-11-22", "2023-11-23"], "M8[ns]")}, "day", attrs={"units": "kg m-3"})}),
            'daily["O3"]', "-1e-09 kg m-3", "0 or more",
        ),
        (lambda: lt.run("cases/mengzhou", threads="two"), "threads", "`two`", "1 or more"),
        (lambda: lt.run("cases/mengzhou", threads=1.5), "threads", "float 1.5", "1 or more"),
        (lambda: lt.run("cases/mengzhou", threads=True), "threads", "bool True", "1 or more"),
        (lambda: lt.expand("cases/mengzhou", threads="two"), "threads", "`two`", "1 or more"),
        (lambda: lt.skill.statistics([1.0, 2.0], [1.0]), "observed", "shape (1,)", "(2,)"),
        (lambda: lt.run(7), "case", "int 7", "lantian.Case"),
        (lambda: lt.run("cases/mengzhou", progress="loud"), "progress", "`loud`", "True, False or a function"),
        (lambda: lt.box(7), "file", "int 7", "mapping"),
        (lambda: lt.Case([1]), "keys", "list", "case.toml"),
        (lambda: lt.maps.plot(np.ones((2, 2))), "field", "shape (2, 2)", "x, y"),
        (lambda: lt.set_language("fr"), "asked", "`fr`", "zh"),
    ],
)
def test_an_argument_that_is_not_taken_is_named(call, argument, came, accepted):
    with pytest.raises(lt.ArgumentError) as caught:
        call()
    assert caught.value.argument == argument
    assert came in caught.value.came and accepted in caught.value.accepted
    assert str(caught.value) == f"{argument}: {caught.value.came} came; accepted: {caught.value.accepted}"


def test_a_near_miss_names_the_nearest_and_all_that_is_accepted(run):
    with pytest.raises(lt.ArgumentError) as caught:
        run.concentration("PM25")
    assert caught.value.accepted == f"{', '.join(run.quantities)} (did you mean `PM2p5`?)"


def test_a_day_without_a_value_has_no_index_and_zero_is_one():
    days = ["2023-11-22", "2023-11-23"]
    assert np.isnan(lt.standards.aqi({"PM2p5": [np.nan, 0.0]}, day=days, unit="ug/m3").aqi.values).tolist() == [True, False]


def test_the_text_is_in_the_chosen_language():
    lt.set_language("zh")
    with pytest.raises(lt.ArgumentError, match="可用"):
        lt.standards.limits("yesterday")


def test_times_that_leave_out_an_hour_are_refused(run):
    field = run.concentration("O3").isel(time=[0, 1, 3])
    with pytest.raises(lt.ArgumentError, match="gaps"):
        lt.standards.mda8(field)


def test_a_field_with_too_many_dimensions_is_refused(run):
    with pytest.raises(lt.ArgumentError, match="take a mean"):
        lt.maps.plot(run.concentration("PM2p5"))


def test_results_of_another_version_are_refused(run, tmp_path):
    other = tmp_path / "older"
    shutil.copytree(run.folder, other)
    report = json.loads((other / "report.json").read_text(encoding="utf-8"))
    report["schema"] = "lantian.report/0"
    (other / "report.json").write_text(json.dumps(report), encoding="utf-8")
    with pytest.raises(lt.ArgumentError) as caught:
        lt.open(other)
    assert caught.value.argument == "folder" and "lantian.report/0" in caught.value.came
    assert "lantian.report/1" in caught.value.accepted


def test_a_case_that_is_no_toml_is_told_with_its_place(tmp_path):
    (tmp_path / "case.toml").write_text('schema = "lantian.case/1"\nid = = 2\n')
    with pytest.raises(lt.InputErrors) as caught:
        lt.Case.read(tmp_path)
    assert [one.line for one in caught.value.mistakes] == [2]
