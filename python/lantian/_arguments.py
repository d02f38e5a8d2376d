"""What functions take: checked once, told in one form."""

from __future__ import annotations

import difflib
import operator
import re
from collections.abc import Iterable
from typing import Any, Literal

import numpy as np
import xarray as xr

from lantian import _core
from lantian.errors import ArgumentError


def described(value: Any) -> str:
    """A value in a few words, for messages."""
    if isinstance(value, xr.DataArray):
        return f"a DataArray of {value.dtype} over ({', '.join(map(str, value.dims))})"
    if isinstance(value, np.ndarray):
        return f"an array of {value.dtype}, shape {value.shape}"
    if isinstance(value, str):
        return f"`{value}`"
    text = repr(value)
    return f"{type(value).__name__} {text if len(text) <= 60 else text[:57] + '...'}"


def one_of(name: str, value: str, known: Iterable[str]) -> str:
    """`value`, which must be one of `known`."""
    known = list(known)
    if value in known:
        return value
    near = difflib.get_close_matches(str(value), known, n=1)
    accepted = ", ".join(known) or "none"
    raise ArgumentError(name, described(value), f"{accepted} (did you mean `{near[0]}`?)" if near else accepted)


def numbers(name: str, value: Any, shape: tuple[str, ...] | None = None) -> np.ndarray:
    """Real numbers as contiguous float64: no copy where they are that already.

    `shape` names the axes that must be there, such as ``("receptor", "axis")``.
    """
    came = np.asarray(value)
    if came.dtype.kind not in "iuf":
        raise ArgumentError(name, described(value if isinstance(value, xr.DataArray) else came), "real numbers")
    if shape is not None and came.ndim != len(shape):
        raise ArgumentError(name, described(came), f"an array of the shape ({', '.join(shape)})")
    return np.ascontiguousarray(came, dtype=np.float64)


def factor(name: str, unit: Any, to: str, kind: str) -> float:
    """What numbers in `unit` are multiplied by to stand in `to`; `kind` says what such a unit is of."""
    try:
        return _core.conversion_factor(str(unit), to)
    except ValueError:
        raise ArgumentError(name, described(unit), f"a unit of {kind}, such as `{to}`") from None


def from_kilograms(name: str, unit: Any) -> float:
    """What kg m-3 are multiplied by to stand in `unit`."""
    factor(name, unit, "kg m-3", "mass per volume")
    return _core.conversion_factor("kg m-3", str(unit))


def concentration(name: str, value: Any, unit: str | None) -> tuple[np.ndarray, float]:
    """Numbers of a mass per volume, and what they are multiplied by to be kg m-3.

    A DataArray says its unit itself, in ``attrs["units"]``; an array needs `unit`.
    """
    own = value.attrs.get("units") if isinstance(value, xr.DataArray) else None
    if own is None and unit is None:
        raise ArgumentError(
            "unit" if not isinstance(value, xr.DataArray) else f"{name}.attrs",
            "none",
            'a unit of mass per volume, such as unit="ug/m3"',
        )
    asked = unit if own is None else own
    return numbers(name, value), factor("unit" if own is None else f'{name}.attrs["units"]', asked, "kg m-3", "mass per volume")


def must_have(name: str, value: Any, coordinates: Iterable[str]) -> xr.DataArray:
    """A DataArray with these coordinates."""
    needed = list(coordinates)
    if not isinstance(value, xr.DataArray):
        raise ArgumentError(name, described(value), f"a DataArray with the coordinates {', '.join(needed)}")
    missing = [one for one in needed if one not in value.coords]
    if missing:
        raise ArgumentError(name, f"{described(value)} without the coordinate {', '.join(missing)}", f"one with {', '.join(needed)}")
    return value


def local_hours(time: xr.DataArray, utc_offset: str) -> np.ndarray:
    """Hours since 1970-01-01T00:00 local of the hours that hold `time` (UTC); each follows the one before."""
    if time.dtype.kind != "M":
        raise ArgumentError("time", described(time), "times in UTC (datetime64)")
    local = time.values.astype("datetime64[ns]") + offset("utc_offset", utc_offset)
    hours = local.astype("datetime64[h]").astype(np.int64)
    if hours.size == 0 or (np.diff(hours) != 1).any():
        raise ArgumentError("time", f"{hours.size} times with gaps or out of order", "every hour, one after the other")
    return hours


def offset(name: str, text: Any) -> np.timedelta64:
    """"+08:00" as a time span."""
    found = re.fullmatch(r"([+-])([01][0-9]):([0-5][0-9])", str(text))
    if found is None:
        raise ArgumentError(name, described(text), "an offset from UTC such as `+08:00`")
    minutes = int(found[2]) * 60 + int(found[3])
    return np.timedelta64(-minutes if found[1] == "-" else minutes, "m")


def moment(name: str, value: Any, resolution: Literal["h", "D"]) -> int:
    """Whole hours or days since 1970-01-01 of a local date or time; a bare number is none of either."""
    if not isinstance(value, (bool, int, float, np.number)):
        try:
            found = np.datetime64(value, resolution)
        except (ValueError, TypeError):
            pass
        else:
            if not np.isnat(found):
                return int(found.astype(np.int64))
    raise ArgumentError(name, described(value), "a date such as `2023-11-22`" if resolution == "D" else "a local time such as `2023-11-22T00:00`")


def positive(name: str, value: Any) -> int:
    """A whole number from 1."""
    try:
        found = 0 if isinstance(value, bool) else operator.index(value)
    except TypeError:
        found = 0
    if found < 1:
        raise ArgumentError(name, described(value), "1 or more")
    return found
