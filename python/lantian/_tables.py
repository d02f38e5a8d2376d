"""The CSV files of a run as xarray objects."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import numpy as np
import xarray as xr

from lantian._run_files import read_rows, undamaged

P = ParamSpec("P")
T = TypeVar("T")
_HALF_HOUR = np.timedelta64(30, "m")
_MICROGRAM = 1e-9  # kg
_OF_MONITORS = "mass_concentration [ug/m3]"


def _of_a_file(read: Callable[Concatenate[Path, P], T]) -> Callable[Concatenate[Path, P], T]:
    """`read`, which tells the damage of its file with the file's name."""

    @functools.wraps(read)
    def told(path: Path, *rest: P.args, **named: P.kwargs) -> T:
        with undamaged(path):
            return read(path, *rest, **named)

    return told


def _positions(rows: list[list[str]], column: int) -> tuple[list[str], np.ndarray]:
    """Names of a column in the order of their first mention, and for each row the place of its own."""
    known: dict[str, int] = {}
    places = np.array([known.setdefault(row[column], len(known)) for row in rows])
    return list(known), places


def _hours(rows: list[list[str]], day: int, hour: int) -> tuple[np.ndarray, np.ndarray]:
    """Beginnings of the hours on the case's clock, ascending, and for each row the place of its own."""
    moments = np.array([f"{row[day]}T{int(row[hour]):02d}" for row in rows], dtype="datetime64[ns]")
    return np.unique(moments, return_inverse=True)


def _offset(text: str) -> np.timedelta64:
    """"+08:00" as a time span."""
    found = re.fullmatch(r"([+-])(\d\d):(\d\d)", text)
    if found is None:
        raise ValueError(f"no offset from UTC: {text!r}")
    minutes = int(found[2]) * 60 + int(found[3])
    return np.timedelta64(-minutes if found[1] == "-" else minutes, "m")


def _time_coordinates(local: np.ndarray, utc_offset: str) -> dict[str, tuple[str, np.ndarray, dict[str, str]]]:
    return {
        "time": ("time", local - _offset(utc_offset) + _HALF_HOUR, {"standard_name": "time", "axis": "T"}),
        "local_time": ("time", local, {"long_name": f"beginning of the hour, UTC{utc_offset}"}),
    }


@_of_a_file
def read_monitors(path: Path, utc_offset: str) -> xr.Dataset:
    """monitors.csv: kg m-3, one variable for each quantity."""
    header, rows = read_rows(path, ("local_day", "local_hour", "member", "monitor", "quantity", _OF_MONITORS))
    at = {name: column for column, name in enumerate(header)}
    monitors, monitor = _positions(rows, at["monitor"])
    members, member = _positions(rows, at["member"])
    quantities, quantity = _positions(rows, at["quantity"])
    local, hour = _hours(rows, at["local_day"], at["local_hour"])
    values = np.full((len(quantities), len(local), len(members), len(monitors)), np.nan)
    column = at[_OF_MONITORS]
    values[quantity, hour, member, monitor] = [float(row[column]) * _MICROGRAM for row in rows]
    return xr.Dataset(
        {name: (("time", "member", "monitor"), values[n]) for n, name in enumerate(quantities)},
        {
            **_time_coordinates(local, utc_offset),
            "member": ("member", members, {"long_name": "scenario of the run"}),
            "monitor": ("monitor", monitors),
        },
    )


@_of_a_file
def read_ledger(path: Path) -> xr.Dataset:
    """ledger.csv: the terms of each species and member."""
    header, rows = read_rows(path, ("member", "species"))
    members, member = _positions(rows, 0)
    all_species, species = _positions(rows, 1)
    ledger = xr.Dataset(
        coords={
            "member": ("member", members, {"long_name": "scenario of the run"}),
            "species": ("species", all_species),
        }
    )
    for column, title in enumerate(header[2:], start=2):
        values = np.full((len(members), len(all_species)), np.nan)
        values[member, species] = [float(row[column]) for row in rows]
        name, _, unit = title.partition(" [")
        ledger[name] = (("member", "species"), values, {"units": unit.rstrip("]") or "1"})
    return ledger


@_of_a_file
def read_emissions(path: Path, utc_offset: str) -> xr.DataArray:
    """emissions.csv: mass emitted in each hour."""
    header, rows = read_rows(path, ("local_day", "local_hour", "member", "scope"))
    at = {name: column for column, name in enumerate(header)}
    first = at["local_hour"] + 1
    members, member = _positions(rows, at["member"])
    scopes, scope = _positions(rows, at["scope"])
    local, hour = _hours(rows, at["local_day"], at["local_hour"])
    values = np.full((len(local), len(members), len(scopes), len(header) - first), np.nan)
    values[hour, member, scope] = [[float(cell) for cell in row[first:]] for row in rows]
    return xr.DataArray(
        values,
        {
            **_time_coordinates(local, utc_offset),
            "member": ("member", members, {"long_name": "scenario of the run"}),
            "scope": ("scope", scopes),
            "pollutant": ("pollutant", [title.removesuffix(" [kg]") for title in header[first:]]),
        },
        ("time", "member", "scope", "pollutant"),
        "emitted_mass",
        {"long_name": "mass emitted in the hour", "units": "kg", "cell_methods": "time: sum"},
    )
