"""Boxes of air as xarray: what the command prints, and mistakes as exceptions."""

import json
import os
import pathlib
import subprocess

import numpy as np
import pytest

import lantian as lt

BOXES = pathlib.Path(__file__).parents[2] / "cases" / "box"


def test_a_day_peaks_in_the_afternoon():
    day = lt.box(BOXES / "july-city.toml")
    assert day.sizes["time"] == 15
    assert day["O3"].attrs["units"] == "1"
    local = day["time"].values[int(day["O3"].argmax())] + np.timedelta64(day.attrs["utc_offset_s"], "s")
    assert 14 <= local.astype("datetime64[h]").astype(int) % 24 <= 18
    assert 60e-9 < float(day["O3"].max()) < 180e-9


def test_isopleths_are_those_of_the_command(tmp_path):
    text = (BOXES / "july-ekma.toml").read_text(encoding="utf-8").replace("count = 20", "count = 4")
    (tmp_path / "july-air.csv").write_bytes((BOXES / "july-air.csv").read_bytes())
    (tmp_path / "ekma.toml").write_text(text, encoding="utf-8")
    field = lt.box(tmp_path / "ekma.toml")
    assert field["O3"].dims == ("nox", "voc")
    np.testing.assert_allclose(field["nox"], np.linspace(0.1, 2.0, 4))
    assert (field["O3"].diff("voc") > 0).all()  # more VOC, more ozone
    program = os.environ.get("LANTIAN")
    if program is None:
        pytest.skip("LANTIAN names no program")
    done = subprocess.run([program, "--json", "box", tmp_path / "ekma.toml"], capture_output=True, text=True, check=True)
    np.testing.assert_allclose(1e9 * field["O3"].values, json.loads(done.stdout)["largest"], rtol=1e-7)


def test_mistakes_are_those_of_the_file(tmp_path):
    (tmp_path / "box.toml").write_text('schema = "lantian.box/1"\nid = "b"\n[initial]\nO4 = "1 ppb"\n', encoding="utf-8")
    with pytest.raises(lt.InputErrors) as caught:
        lt.box(tmp_path / "box.toml")
    assert {"missing_key", "unknown_reference"} <= {one.code for one in caught.value.mistakes}
