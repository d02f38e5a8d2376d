"""Chinese air quality standards on arrays: daily statistics, AQI, limits.

The rules and tables are those of the program (GB 3095, HJ 633, HJ 663 of each date, data/standards); nothing is
computed in Python. Values before 2018-09-01 stand at another reference state: convert gases first.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import xarray as xr

from lantian import _core
from lantian._arguments import concentration, described, local_hours, moment, numbers, offset, one_of
from lantian.errors import ArgumentError

POLLUTANTS = ("SO2", "NO2", "PM10", "PM2p5", "CO", "O3")


def names() -> list[str]:
    """Ids of the air quality standards, in order of force.

    Examples
    --------
    >>> import lantian as lt
    >>> lt.standards.names()[0]
    'GB3095-2012'
    """
    return _core.standard_ids()


def mean_24h(hourly: Any, *, unit: str | None = None, start: Any = None, utc_offset: str = "+08:00", standard: str = "") -> Any:
    """24-h means of local days; NaN where a day has too few hours (HJ 663).

    Parameters
    ----------
    hourly:
        A DataArray with the dimension and coordinate ``time`` (UTC, any moment of its hour) and ``attrs["units"]``; or an
        array whose last axis is time.
    unit:
        Of an array, any unit of mass per volume.
    start:
        Of an array: local beginning of the first hour, such as ``"2023-11-22T00:00"``.
    utc_offset:
        The local clock of a DataArray.
    standard:
        Judge as this one does, whatever the date; see `names`.

    Returns
    -------
    xarray.DataArray or numpy.ndarray
        As it came, ``day`` (local) in place of ``time``, in the unit that came. Input is copied once for float64 in
        kg m-3.

    Raises
    ------
    ArgumentError
        Other numbers, units, coordinates, no hour at all, or times that leave out an hour.

    Examples
    --------
    >>> import numpy as np
    >>> import lantian as lt
    >>> round(float(lt.standards.mean_24h(np.full(24, 80.0), unit="ug/m3", start="2023-11-22")[0]), 9)
    80.0
    """
    return _daily(hourly, "24h", unit, start, utc_offset, standard)


def mda8(hourly: Any, *, unit: str | None = None, start: Any = None, utc_offset: str = "+08:00", standard: str = "") -> Any:
    """Daily largest 8-h means (ozone): of those that end at 08:00 to 24:00 of a local day. Arguments as `mean_24h`.

    Examples
    --------
    >>> import numpy as np
    >>> import lantian as lt
    >>> hours = np.concatenate([np.zeros(16), np.full(8, 160.0)])
    >>> round(float(lt.standards.mda8(hours, unit="ug/m3", start="2023-07-01")[0]), 9)
    160.0
    """
    return _daily(hourly, "mda8", unit, start, utc_offset, standard)


def largest_1h(hourly: Any, *, unit: str | None = None, start: Any = None, utc_offset: str = "+08:00", standard: str = "") -> Any:
    """The largest hour of each local day that has enough. Arguments as `mean_24h`."""
    return _daily(hourly, "1h", unit, start, utc_offset, standard)


def percentile(values: Any, p: float) -> float:
    """Percentile of HJ 663 (linear between order statistics); NaN are left out.

    Examples
    --------
    >>> import lantian as lt
    >>> lt.standards.percentile([1.0, 2.0, 3.0, 4.0], 50.0)
    2.5
    """
    known = numbers("values", values).ravel()
    known = known[~np.isnan(known)]
    if not known.size:
        raise ArgumentError("values", "no number", "one number at least")
    if not 0.0 <= p <= 100.0:
        raise ArgumentError("p", described(p), "0 to 100")
    return _core.percentile(known, float(p))


def aqi(daily: Mapping[str, Any], *, day: Any = None, unit: str | None = None, standard: str = "") -> xr.Dataset:
    """Air quality index of days (HJ 633 in force on each).

    Parameters
    ----------
    daily:
        By pollutant (``SO2 NO2 PM10 PM2p5 CO O3``): 24-h means, of O3 the MDA8; ``O3_1h``, if given, holds where MDA8 is beyond
        its column. DataArrays with the coordinate ``day`` (as `mean_24h` gives), or arrays of one shape with `day` and
        `unit`.
    day:
        Local days of arrays, along the first axis.
    unit:
        Of arrays.
    standard:
        As in `mean_24h`.

    Raises
    ------
    ArgumentError
        Other pollutants, units or shapes, or a negative value: the columns of HJ 633 begin at zero. Where the noise of an
        instrument leaves a day below zero, say yourself whether it is 0 or NaN.

    Returns
    -------
    xarray.Dataset
        ``aqi`` (NaN: no value), ``category`` (0 the best), ``primary`` (names joined by a comma, all that share the maximum above 50), and
        ``iaqi_POLLUTANT``.

    Examples
    --------
    >>> import numpy as np
    >>> import lantian as lt
    >>> bad = lt.standards.aqi({"PM2p5": np.array([115.0]), "O3": np.array([60.0])}, day=["2023-11-23"], unit="ug/m3")
    >>> int(bad.aqi[0]), bad.primary.values[0]
    (150, 'PM2p5')
    """
    if not isinstance(daily, Mapping) or not daily:
        raise ArgumentError("daily", described(daily), "a mapping of pollutants to daily values")
    columns = list(daily)
    for name in columns:
        one_of("daily", name, [*POLLUTANTS, "O3_1h"])
    values = {name: _of_day(name, value, day, unit) for name, value in daily.items()}
    joined = xr.align(*values.values(), join="exact")
    broadcast = xr.broadcast(*joined)
    template = broadcast[0]
    stacked = np.stack([one.values for one in broadcast], axis=-1).reshape(-1, len(columns))
    along = template["day"].broadcast_like(template).values.astype("datetime64[D]").astype(np.int64).ravel()
    averages = ["mda8" if name == "O3" else "1h" if name == "O3_1h" else "24h" for name in columns]
    pollutants = ["O3" if name == "O3_1h" else name for name in columns]
    index, category, primary, sub = _core.indices(
        np.ascontiguousarray(stacked), np.ascontiguousarray(along), pollutants, averages, False, _known(standard)
    )

    def shaped(flat: np.ndarray, attributes: dict[str, str]) -> xr.DataArray:
        return xr.DataArray(flat.reshape(template.shape), template.coords, template.dims, attrs=attributes)

    sets = {bits: ",".join(p for c, p in enumerate(pollutants) if bits >> c & 1) for bits in np.unique(primary).tolist()}
    made = xr.Dataset(
        {
            "aqi": shaped(index, {"long_name": "air quality index of the day", "units": "1"}),
            "category": shaped(category, {"long_name": "category, 0 the best; -1 none", "units": "1"}),
            "primary": shaped(np.array([sets[bits] for bits in primary.tolist()], dtype=object), {"long_name": "primary pollutants"}),
        }
    )
    for c, name in enumerate(columns):
        made[f"iaqi_{name}"] = shaped(np.ascontiguousarray(sub[:, c]), {"long_name": f"sub-index of {name}", "units": "1"})
    return made


def limits(day: Any, *, standard: str = "") -> xr.Dataset:
    """Limits in force on a local day.

    Returns
    -------
    xarray.Dataset
        ``limit`` [kg m-3] over ``rule`` (``"PM2p5 24h"``) and ``grade`` (1, 2); the ids of the standards and the temperature that gases
        are stated at [K] as attributes.

    Examples
    --------
    >>> import lantian as lt
    >>> found = lt.standards.limits("2023-11-22")
    >>> round(1e9 * float(found.limit.sel(rule="PM2p5 24h", grade=2)))
    75
    """
    rules = _core.rules(moment("day", day, "D"), _known(standard))
    table = xr.DataArray(
        [[low, high] for *_, low, high in rules["limits"]],
        {"rule": [f"{pollutant} {average}" for pollutant, average, *_ in rules["limits"]], "grade": [1, 2]},
        ("rule", "grade"),
        attrs={"long_name": "limit of GB 3095 by class", "units": "kg m-3"},
    )
    attributes = {name: rules[name] for name in ("limits_id", "index_id", "assessment_id", "gas_temperature")}
    return xr.Dataset({"limit": table}, attrs=attributes)


def categories(day: Any = "2023-01-01", *, language: str = "en") -> list[tuple[str, int, tuple[int, int, int]]]:
    """Name, last index and colour (red, green, blue) of each category of the AQI, the best first.

    Examples
    --------
    >>> import lantian as lt
    >>> lt.standards.categories(language="zh")[1][:2]
    ('良', 100)
    """
    one_of("language", language, ("en", "zh"))
    found = _core.rules(moment("day", day, "D"), "")["categories"]
    return [(zh if language == "zh" else en, highest, tuple(colour)) for en, zh, highest, colour in found]


def _known(standard: str) -> str:
    return one_of("standard", standard, names()) if standard else ""


def _of_day(name: str, value: Any, day: Any, unit: str | None) -> xr.DataArray:
    flat, factor = concentration(f'daily["{name}"]', value, unit)
    if (flat < 0.0).any():
        own = value.attrs.get("units", unit) if isinstance(value, xr.DataArray) else unit
        raise ArgumentError(f'daily["{name}"]', f"{np.nanmin(flat):g} {own}", "0 or more; NaN where there is no value")
    if isinstance(value, xr.DataArray):
        if "day" not in value.coords:
            raise ArgumentError(f'daily["{name}"]', f"{described(value)} without the coordinate day", "one with day")
        return xr.DataArray(flat * factor, value.coords, value.dims)
    if day is None:
        raise ArgumentError("day", "none", "the local days of the arrays' first axis")
    try:
        days = np.atleast_1d(np.asarray(day, dtype="datetime64[D]")).astype("datetime64[ns]")
    except ValueError:
        raise ArgumentError("day", described(day), "dates such as `2023-11-22`") from None
    if flat.ndim == 0 or flat.shape[0] != days.size:
        raise ArgumentError(f'daily["{name}"]', described(flat), f"an array of {days.size} days along its first axis")
    return xr.DataArray(flat * factor, {"day": days}, ("day", *(f"axis_{n}" for n in range(1, flat.ndim))))


def _daily(hourly: Any, average: str, unit: str | None, start: Any, utc_offset: str, standard: str) -> Any:
    values, factor = concentration("hourly", hourly, unit)
    offset("utc_offset", utc_offset)  # an array has its local clock from `start`; a wrong one is told all the same
    if np.ndim(hourly) == 0 or values.size == 0:
        raise ArgumentError("hourly", described(hourly), "an array with a time axis, one hour at least")
    if isinstance(hourly, xr.DataArray):
        if "time" not in hourly.dims or "time" not in hourly.coords:
            raise ArgumentError("hourly", f"{described(hourly)} without the coordinate time", "one over time")
        first = int(local_hours(hourly["time"], utc_offset)[0])
        axis = hourly.dims.index("time")
    else:
        if start is None:
            raise ArgumentError("start", "none", 'the local beginning of the first hour, such as "2023-11-22T00:00"')
        first = moment("start", start, "h")
        axis = values.ndim - 1
    moved = np.moveaxis(values, axis, -1)
    flat = np.ascontiguousarray(moved * factor).reshape(-1, moved.shape[-1])
    days, statistics = _core.daily(flat, first, average, _known(standard))
    found = np.moveaxis(statistics.reshape(*moved.shape[:-1], days.size) / factor, -1, axis)
    if not isinstance(hourly, xr.DataArray):
        return found
    what = {"24h": "24-h mean", "mda8": "largest 8-h mean of the day", "1h": "largest hour of the day"}[average]
    kept = {name: one for name, one in hourly.coords.items() if "time" not in one.dims}
    return xr.DataArray(
        found,
        {**kept, "day": ("day", days.astype("datetime64[D]").astype("datetime64[ns]"), {"long_name": f"local day, UTC{utc_offset}"})},
        tuple("day" if name == "time" else name for name in hourly.dims),
        hourly.name,
        {
            "units": hourly.attrs["units"],
            "long_name": f"{what}: {hourly.attrs.get('long_name', hourly.name)}",
            **{key: one for key, one in hourly.attrs.items() if key == "synthetic"},
        },
    )
