"""Evaluation against observations: figures, files, what is refused, pictures."""

import json
import os
import shutil
import subprocess

import matplotlib
import numpy as np
import pytest

import lantian as lt

matplotlib.use("Agg")


@pytest.fixture(scope="module")
def dated(run, tmp_path_factory):
    """The run's folder as if its hours were of that very date, and observations made of it: one station 20 % higher."""
    folder = tmp_path_factory.mktemp("dated") / "run"
    shutil.copytree(run.folder, folder)
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    report["case"]["synthetic"] = False
    (folder / "report.json").write_text(json.dumps(report), encoding="utf-8")
    series = run.monitors(unit="ug/m3").sel(member="counterfactual").isel(time=slice(24, None))
    lines = ["time,station,PM2p5 [ug/m3],NO2 [ug/m3],O3 [ug/m3]"]
    for monitor, factor in zip(series.monitor.values[:2], (1.25, 1.0), strict=True):
        one = series.sel(monitor=monitor)
        for n, hour in enumerate(one.local_time.values):
            fine, no2, ozone = (float(one[name][n]) * factor for name in ("PM2p5", "NO2", "O3"))
            lines.append(f"{str(hour)[:16]},{monitor},{fine:.9g},{no2:.9g},{ozone:.9g}")
    observations = folder.parent / "observed.csv"
    observations.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder, observations, [str(one) for one in series.monitor.values[:2]]


def test_a_bias_put_in_is_found(dated):
    folder, observations, (high, exact) = dated
    found = lt.evaluate(folder, observations)
    table = found.table()
    assert not found.composite and {"PM2p5 1h", "PM2p5 24h", "NO2 1h", "O3 mda8"} <= set(found.quantities)
    station = table.sel(quantity="PM2p5 1h", station=high)
    assert float(station["count"]) == 48 and float(station.NMB) == pytest.approx(-0.2, abs=1e-8)
    assert float(station.r) == pytest.approx(1.0, abs=1e-12) and float(station.FAC2) == 1.0
    assert float(table.rmse.sel(quantity="NO2 1h", station=exact)) < 1e-5
    marks = {(v["criteria"], v["statistic"]): v["mark"] for v in found.item("PM2p5 24h")["verdicts"]}
    assert marks["Emery2017", "NMB"] == "criterion" and ("Huang2021", "NME") in marks  # -11 %


def test_python_the_command_and_the_table_agree_to_the_last_digit(dated, tmp_path):
    folder, observations, (high, _) = dated
    table = lt.evaluate(folder, observations, output=tmp_path / "out").table()
    rows = [line.split(",") for line in (tmp_path / "out" / "skill.csv").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    head, body = rows[0], rows[1:]
    for row in body:
        said = dict(zip(head, row, strict=True))
        one = table.sel(quantity=f"{said['pollutant']} {said['average']}", station=said["station"] or "all")
        for name in ("NMB", "NME", "MFB", "MFE", "IOA", "FAC2", "MQI"):
            if said[name]:
                assert f"{float(one[name]):.6g}" == said[name]
    program = os.environ.get("LANTIAN")
    if program is None:
        pytest.skip("LANTIAN names no program")
    done = subprocess.run([program, "--json", "evaluate", folder, observations], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == json.loads((tmp_path / "out" / "skill.json").read_text(encoding="utf-8"))


def test_statistics_on_arrays_are_those_of_the_table(dated, run):
    folder, observations, (high, _) = dated
    model = run.monitors(unit="ug/m3").sel(member="counterfactual", monitor=high).PM2p5.values[24:]
    alone = lt.skill.statistics(model, 1.25 * model)
    table = lt.evaluate(folder, observations).table().sel(quantity="PM2p5 1h", station=high)
    for name in ("NMB", "NME", "MFB", "MFE", "IOA", "rmse"):
        assert alone[name] == pytest.approx(float(table[name]), rel=1e-6)


def test_a_composite_episode_gives_distributions_and_says_so(run):
    found = lt.evaluate(run, "docs/guide/examples/monitors.csv")
    assert found.composite and "all" not in found.report["items"][0]
    spread = found.distributions()
    assert float(spread.percentile.sel(quantity="PM2p5 24h", side="observed", percent=50)) > 0.0
    for refused in (found.table, lambda: found.plot_taylor("PM2p5 24h"), lambda: found.plot_target("PM2p5 24h")):
        with pytest.raises(lt.ArgumentError, match="composite"):
            refused()
    program = os.environ.get("LANTIAN")
    if program is None:
        pytest.skip("LANTIAN names no program")
    for language, words in (("en", "only distributions and shapes"), ("zh", "只并列分布与形状")):
        done = subprocess.run([program, "--lang", language, "evaluate", run.folder, "docs/guide/examples/monitors.csv"], capture_output=True, text=True, check=True)
        assert words in done.stdout


def test_pictures_are_drawn(dated):
    folder, observations, stations = dated
    found = lt.evaluate(folder, observations)
    taylor, target, diurnal = found.plot_taylor("PM2p5 1h"), found.plot_target("PM2p5 24h"), found.plot_diurnal("O3")
    angle, radius = taylor.get_lines()[1].get_data()
    assert radius[0] == pytest.approx(0.8, rel=1e-6) and angle[0] == pytest.approx(0.0, abs=1e-5)
    x, y = next(line for line in target.get_lines() if line.get_label().startswith(stations[0])).get_data()
    assert np.hypot(x[0], y[0]) == pytest.approx(float(found.table().MQI.sel(quantity="PM2p5 24h", station=stations[0])))
    assert y[0] < 0.0 and len(diurnal.get_lines()) == 2
    for ax in (taylor, target, diurnal):
        ax.figure.canvas.draw()


def test_stations_can_be_named_and_mistakes_have_their_places(dated, tmp_path):
    folder, observations, (high, exact) = dated
    renamed = tmp_path / "renamed.csv"
    renamed.write_text(observations.read_text(encoding="utf-8").replace(high, "甲站").replace(exact, "乙站"), encoding="utf-8")
    with pytest.raises(lt.InputErrors) as caught:
        lt.evaluate(folder, renamed)
    assert [one.code for one in caught.value.mistakes] == ["skill_no_station"]
    (tmp_path / "match.csv").write_text(f"station,monitor\n甲站,{high}\n", encoding="utf-8")
    found = lt.evaluate(folder, renamed, match=tmp_path / "match.csv")
    assert list(found.table().station.values) == ["all", "甲站"] and any("乙站" in one for one in found.notes)
    with pytest.raises(lt.InputErrors, match="is no date"):
        lt.evaluate(folder, observations, first_day="soon")
    with pytest.raises(lt.InputErrors) as caught:
        lt.evaluate(folder, observations, first_day="2024-01-01")
    assert [one.code for one in caught.value.mistakes] == ["observations_nothing"]
    with pytest.raises(lt.InputErrors):
        lt.evaluate(folder, observations, member="oragne")
