"""Sweeps from Python: the text that plans one, and what is read of a planned one."""

import json
import os
import re
import subprocess
import tomllib
from pathlib import Path

import numpy as np
import pytest

import lantian as lt
from lantian import sweeps
from lantian.sweeps import samples, sweep_text

LANTIAN = os.environ.get("LANTIAN", "build/app/lantian")
CASE = Path("cases/mengzhou")
HEAD = """schema = "lantian.study/1"
id = "s"
label = { en = "S", zh = "究" }
timezone = "Asia/Shanghai"
"""


def command(*words):
    done = subprocess.run([LANTIAN, "sweep", *map(str, words)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_text_is_what_was_said():
    text = sweep_text(
        {"weather": [{"id": "w", "season": "winter"}], "a.b.0.c": samples("sobol", 4, low=1.0, high=2.0)},
        seed=3,
        metrics=["pm25_mean"],
        across="sample",
        use=["mean"],
    )
    read = tomllib.loads(text)
    assert read["sweep"]["seed"] == 3
    assert read["sweep"]["axes"]["parameter"]["a.b.0.c"] == {"sobol": 4, "dist": "uniform", "low": 1.0, "high": 2.0}
    assert read["score"]["robust"] == {"across": "sample", "use": ["mean"]}
    with pytest.raises(ValueError, match="grid"):
        samples("grid", 4)


@pytest.fixture(scope="module")
def swept(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sweep")
    axes = {
        "scenario": ["scenarios/orange-by-grade.toml"],
        "compliance": samples("saltelli", 2, low=0.5, high=1.0),
        "trigger.city.schedule.0.from_start_h": [60, 66],
    }
    (folder / "study.toml").write_text(HEAD + sweep_text(axes, seed=1, metrics=["pm25_mean"]), encoding="utf-8")
    command("plan", CASE, folder / "study.toml", "--variant", "coarse", "--output", folder / "s")
    command("run", folder / "s")
    command("gather", folder / "s", "--series")
    command("analyse", folder / "s")
    return lt.open_sweep(folder / "s")


def test_axes_are_coordinates(swept):
    data = swept.dataset()
    assert swept.synthetic and "SYNTHETIC" in data.attrs["comment"]
    assert data.pm25_mean.sizes == {"scenario": 1, "trigger_city_schedule_0_from_start_h": 2, "sample": 6}
    assert np.isfinite(data.pm25_mean).all() and (data.pm25_mean <= data.pm25_mean_baseline.item()).all()
    late = data.pm25_mean.sel(trigger_city_schedule_0_from_start_h=66.0)
    early = data.pm25_mean.sel(trigger_city_schedule_0_from_start_h=60.0)
    assert (early < late).all()  # what begins earlier cuts more
    assert data.compliance.dims == ("sample",)
    change = data.series_change.sel(quantity="PM2p5")
    before = change.isel(hour=slice(0, 60 - 24))
    assert (before == 0.0).all()  # until then each is the baseline to the bit
    assert (change.isel(hour=-1) != 0.0).any()


def test_pictures_say_what_they_show(swept):
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    for language, mark, metric in (("en", "SYNTHETIC", "mean PM2.5"), ("zh", "合成算例", "PM2.5均值")):
        indices = swept.plot_indices("pm25_mean", language=language)
        response = swept.plot_response("pm25_mean", "compliance", group=1, language=language)
        for ax in (indices, response):
            assert any(mark in text.get_text() for text in ax.texts) and ax.get_xlabel() and ax.get_legend()
        assert metric in indices.get_title()
        assert response.get_ylabel() == f"{metric} [µg/m³]"
        assert "66" in response.get_title()  # of which group
        members = response.collections[-1].get_offsets()
        assert sorted(members[:, 1]) == sorted(swept.dataset().pm25_mean.isel(scenario=0, trigger_city_schedule_0_from_start_h=1).values)
    with pytest.raises(ValueError, match="pm25_mean"):
        swept.plot_indices("pm25_mena")


def test_every_metric_has_words_for_a_picture():
    text = (Path(__file__).parents[2] / "scenarios" / "study" / "sweep_metrics.cpp").read_text(encoding="utf-8")
    names = set(re.findall(r'\{"([a-z0-9_]+)", "', text))
    assert "pm25_mean" in names and names == set(sweeps._METRIC_WORDS)


def test_a_manifest_that_was_changed_is_refused(swept, tmp_path):
    text = (swept.folder / "manifest.json").read_text(encoding="utf-8")
    assert json.loads(text)["schema"] == "lantian.sweep/1"
    (tmp_path / "manifest.json").write_text(text.replace('"compliance"', '"complience"', 1), encoding="utf-8")
    with pytest.raises(ValueError, match="has been changed"):
        lt.open_sweep(tmp_path)


def test_what_was_not_swept_is_refused_by_name(swept, tmp_path):
    pytest.importorskip("matplotlib").use("Agg")
    with pytest.raises(lt.ArgumentError) as caught:
        swept.plot_response("pm25_mean", "complience")
    assert caught.value.argument == "axis" and caught.value.accepted == "compliance (did you mean `compliance`?)"
    with pytest.raises(ValueError, match="no front: it needs a metric of cost .* gathered: pm25_mean"):
        swept.plot_front()
    with pytest.raises(FileNotFoundError, match="does not hold a planned sweep: no manifest.json"):
        lt.open_sweep(tmp_path)
