"""A box of air: the chemistry of one well-mixed parcel, or isopleths over two scaled precursors."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import xarray as xr

from lantian import _core
from lantian._arguments import described
from lantian.cases import toml_text, write_files
from lantian.errors import ArgumentError


def box(file: str | os.PathLike[str] | Mapping[str, Any], *, files: Mapping[str, Any] | None = None) -> xr.Dataset:
    """Solve a box of air (schema ``lantian.box/1``).

    Parameters
    ----------
    file:
        The box file, or its keys as a mapping; `docs/guide/box.md` lists them.
    files:
        What a mapping names, as in `Case`: ``{"air.csv": table}``.

    Returns
    -------
    xarray.Dataset
        One variable a species over ``time`` [UTC], mole fractions [1], with ``air_temperature`` [K] and ``air_pressure`` [Pa].
        Of a file with ``[isopleths]``: the largest mean of its species [1] over ``nox`` and ``voc``, factors of the base.

    Raises
    ------
    InputErrors
        With every mistake of the file and of what it names.
    RuntimeError
        Where a box cannot be solved: time, species and reaction are named.

    Examples
    --------
    >>> import lantian as lt
    >>> day = lt.box("cases/box/july-city.toml")
    >>> day["O3"].dims, day["O3"].attrs["units"]
    (('time',), '1')
    """
    if isinstance(file, Mapping):
        with tempfile.TemporaryDirectory(prefix="lantian-box-") as folder:
            (Path(folder) / "box.toml").write_text(toml_text(file), encoding="utf-8")
            write_files(Path(folder), files or {})
            solved = _core.box(Path(folder) / "box.toml")
    elif isinstance(file, (str, os.PathLike)):
        solved = _core.box(Path(file))
    else:
        raise ArgumentError("file", described(file), "a box file, or a mapping of its keys")
    attributes = {"title": solved["label"]["en"] or solved["id"], "mechanism": solved["mechanism"]}
    return _isopleths(solved, attributes) if "nox" in solved else _series(solved, attributes)


def _series(solved: dict[str, Any], attributes: dict[str, Any]) -> xr.Dataset:
    variables: dict[str, Any] = {
        name: ("time", values, {"units": "1", "long_name": f"mole fraction of {name} in air"})
        for name, values in solved["mole_fraction"].items()
    }
    variables["air_temperature"] = ("time", solved["air_temperature"], {"units": "K", "standard_name": "air_temperature"})
    variables["air_pressure"] = ("time", solved["air_pressure"], {"units": "Pa", "standard_name": "air_pressure"})
    time = np.asarray(solved["time"], dtype="datetime64[s]").astype("datetime64[ns]")
    return xr.Dataset(variables, {"time": ("time", time)}, {**attributes, "utc_offset_s": solved["utc_offset"]})


def _isopleths(solved: dict[str, Any], attributes: dict[str, Any]) -> xr.Dataset:
    name, hours = solved["species"], solved["averaging_hours"]
    of = {"units": "1", "long_name": f"largest {hours}-h mean mole fraction of {name} in air"}
    factor = {"units": "1", "long_name": "factor of the base's initial values and emission"}
    return xr.Dataset(
        {name: (("nox", "voc"), np.asarray(solved["largest"]), of)},
        {"nox": ("nox", solved["nox"], factor), "voc": ("voc", solved["voc"], factor)},
        attributes,
    )
