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


@pytest.fixture
def other(run, tmp_path):
    return shutil.copytree(run.folder, tmp_path / "other")


def refused(call, file, came, accepted):
    with pytest.raises(lt.ArgumentError) as caught:
        call()
    assert caught.value.argument == "folder" and str(file) in caught.value.came
    assert came in caught.value.came and accepted in caught.value.accepted


def test_results_of_another_schema_are_refused(other):
    report = json.loads((other / "report.json").read_text(encoding="utf-8"))
    report["schema"] = "lantian.report/0"
    (other / "report.json").write_text(json.dumps(report), encoding="utf-8")
    refused(lambda: lt.open(other), other / "report.json", "lantian.report/0", "lantian.report/1")


def rewrite(path, change):
    with xr.open_dataset(path, decode_cf=False) as file:
        held = file.load()
    change(held).to_netcdf(path)


def test_fields_of_another_minor_version_are_refused_and_of_a_patch_are_read(other):
    first, second, *_ = lt.__version__.split(".")

    def written_by(version):
        rewrite(other / "surface.nc", lambda held: held.assign_attrs(lantian_version=version))

    for version in (f"{first}.{int(second) + 1}.0", f"{int(first) + 1}.{second}.0", f"{first}.{second}1.0", ""):
        written_by(version)
        refused(lambda: lt.open(other), other / "surface.nc", f"of lantian {version}", f"lantian {first}.{second}.*")
    written_by(f"{first}.{second}.99")
    assert lt.open(other).members
    rewrite(other / "surface.nc", lambda held: xr.Dataset(held.variables, attrs={"title": "no run"}))
    refused(lambda: lt.open(other), other / "surface.nc", "without lantian_version", f"lantian {first}.{second}.*")


@pytest.mark.parametrize("names", [("x",), ("x", "y"), ("time",), ("member_id",)])
def test_fields_without_a_coordinate_are_refused_with_its_name(other, names):
    rewrite(other / "surface.nc", lambda held: held.drop_vars(names))
    missing = ", ".join(name for name in ("time", "member_id", "y", "x") if name in names)
    refused(lambda: lt.open(other), other / "surface.nc", f"without the coordinate {missing}", "time, member_id, y, x")


@pytest.mark.parametrize("name", ["surface.nc", "report.json"])
@pytest.mark.parametrize("bytes_", [b"", b"neither this nor that\n", b"\xff\xfe\x00" * 100])
def test_a_file_of_something_else_is_refused_at_once(other, name, bytes_):
    (other / name).write_bytes(bytes_)
    refused(lambda: lt.open(other), other / name, "damaged", "as a run wrote it")


def test_fields_that_were_cut_short_are_refused(other):
    whole = (other / "surface.nc").read_bytes()
    (other / "surface.nc").write_bytes(whole[: len(whole) // 2])
    refused(lambda: lt.open(other).concentration("PM2p5"), other / "surface.nc", "damaged", "as a run wrote it")


READ = {"monitors.csv": lt.Run.monitors, "ledger.csv": lt.Run.ledger, "emissions.csv": lt.Run.emissions}


@pytest.mark.parametrize("name", READ)
def test_a_damaged_table_is_refused_with_its_name(other, name):
    table, whole = other / name, (other / name).read_text(encoding="utf-8")
    for garbage in (b"", b"neither this nor that\n1\n", b"\xff\xfe\x00" * 100):
        table.write_bytes(garbage)
        refused(lambda: READ[name](lt.open(other)), table, "without the column" if garbage[:1] in b"n" else "damaged", "")
    lines = whole.splitlines()
    table.write_text("\n".join([*lines[:-1], lines[-1][: lines[-1].rindex(",")]]), encoding="utf-8")
    refused(lambda: READ[name](lt.open(other)), table, f"line {len(lines)}", "cells")
    table.write_text("\n".join([*lines[:-1], lines[-1][: lines[-1].rindex(",")] + ",much"]), encoding="utf-8")
    refused(lambda: READ[name](lt.open(other)), table, "'much'", "as a run wrote it")


def test_what_the_system_refuses_is_not_told_as_damage(other):
    found = lt.open(other)
    (other / "monitors.csv").unlink()
    with pytest.raises(FileNotFoundError):
        found.monitors()


def test_a_case_that_is_no_toml_is_told_with_its_place(tmp_path):
    (tmp_path / "case.toml").write_text('schema = "lantian.case/1"\nid = = 2\n')
    with pytest.raises(lt.InputErrors) as caught:
        lt.Case.read(tmp_path)
    assert [one.line for one in caught.value.mistakes] == [2]
