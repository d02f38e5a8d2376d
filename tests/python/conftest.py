"""One run for all tests: the embedded case on 8 km cells, four members."""

import os
import pathlib
import shutil

import pytest

import lantian as lt

ROOT = pathlib.Path(__file__).resolve().parents[2]
CASE = ROOT / "cases" / "mengzhou"
MEMBERS = ["counterfactual", "offpeak", "orange", "no_window"]


@pytest.fixture(scope="session")
def case():
    return CASE


@pytest.fixture(scope="session")
def run():
    return lt.run(CASE, variant="coarse", members=MEMBERS)


@pytest.fixture(autouse=True)
def english():
    lt.set_language("en")
    os.chdir(ROOT)


@pytest.fixture
def short_case(tmp_path):
    """Makes a copy of the case that lasts a few hours; no warning is open then, so orange is like off-peak."""

    def make(hours=2):
        copy = tmp_path / "case"
        shutil.copytree(CASE, copy)
        text = (copy / "case.toml").read_text(encoding="utf-8")
        text = text.replace('end = "2023-11-25T00:00"', f'end = "2023-11-22T{hours:02d}:00"', 1)
        text = text.replace('spinup = "24 h"', 'spinup = "0 h"', 1)
        text = text.replace(', "scenarios/orange-by-grade.toml"', "")
        (copy / "case.toml").write_text(text, encoding="utf-8")
        return copy

    return make
