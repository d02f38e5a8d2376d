"""The plume engine (AERMOD's formulation) on arrays: one source, hours of weather, receptors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import xarray as xr

from lantian import _core
from lantian._arguments import described, numbers, one_of, positive
from lantian.errors import ArgumentError

_NEEDED = {
    "point": ("height", "diameter", "exit_velocity", "exit_temperature"),
    "volume": ("height", "initial_sigma_y", "initial_sigma_z"),
    "area": ("height", "vertices"),
}
_ALSO = ("kind", "x", "y", "base_elevation", "flat", "decay_rate")
_WEATHER_NEEDED = (
    "sensible_heat_flux",
    "friction_velocity",
    "convective_velocity",
    "potential_temperature_gradient_above",
    "convective_mixing_height",
    "mechanical_mixing_height",
    "obukhov_length",
    "roughness_length",
    "wind_speed",
    "wind_from_direction",
    "wind_height",
    "air_temperature",
    "temperature_height",
)


def plume(
    source: Mapping[str, Any],
    weather: Mapping[str, Any] | xr.Dataset,
    receptors: Any,
    *,
    emission: Any = 1.0,
    threads: int | None = None,
) -> xr.DataArray:
    """Concentration that one source makes, hour by hour, at receptors.

    Parameters
    ----------
    source:
        ``kind`` ``"point"`` (default: ``height``, ``diameter`` [m], ``exit_velocity`` [m s-1], ``exit_temperature`` [K]), ``"volume"``
        (``height``, ``initial_sigma_y``, ``initial_sigma_z`` [m]) or ``"area"`` (``height``, ``vertices`` [(x, y) in m],
        ``initial_sigma_z``); also ``x``, ``y`` [m east, north], ``base_elevation`` [m], ``flat`` (True: the ground is level with the
        base), ``decay_rate`` [s-1].
    weather:
        By name, one value or one for each hour, SI, wind direction in degrees; NaN: absent. What AERMET's surface file
        holds: heat flux, friction and convective velocity, mixing heights, Obukhov length … Wind and temperature at their
        heights are the observed profile.
    receptors:
        ``(n, 2)``: x, y [m]; or ``(n, 5)``: also elevation, hill height scale [m above sea level], height above ground.
    emission:
        kg s-1 (area: kg m-2 s-1); one value or one an hour.
    threads:
        Else one for each processor; the bits do not depend on it.

    Returns
    -------
    xarray.DataArray
        ``(hour, receptor)`` kg m-3; NaN in calm hours (wind speed 0) and hours with missing weather. Contiguous float64 arrays of
        weather and receptors in five columns are read without a copy.

    Raises
    ------
    ArgumentError
        A name, shape, type or value that is not taken.

    Examples
    --------
    >>> import lantian as lt
    >>> night = dict(sensible_heat_flux=-20.0, friction_velocity=0.2, convective_velocity=float("nan"),
    ...     potential_temperature_gradient_above=float("nan"), convective_mixing_height=float("nan"), mechanical_mixing_height=200.0,
    ...     obukhov_length=40.0, roughness_length=0.1, wind_speed=3.0, wind_from_direction=270.0, wind_height=10.0,
    ...     air_temperature=280.0, temperature_height=2.0)
    >>> stack = dict(height=60.0, diameter=2.0, exit_velocity=12.0, exit_temperature=400.0)
    >>> east = lt.plume(stack, night, [[5000.0, 0.0], [0.0, 5000.0]], emission=0.1)
    >>> east.dims, bool(east[0, 0] > 1e3 * east[0, 1])
    (('hour', 'receptor'), True)
    """
    kind, values, vertices = _source(source)
    hours = _weather(weather)
    places = _receptors(receptors)
    count = next(iter(hours.values())).size
    mass = numbers("emission", emission)
    if mass.ndim > 1 or mass.size not in (1, count):
        raise ArgumentError("emission", described(mass), f"one number, or one for each of the {count} hours")
    unit = _core.plume_unit_concentration(kind, values, vertices, hours, places, 0 if threads is None else positive("threads", threads))
    unit *= mass.reshape(-1, 1)
    return xr.DataArray(
        unit,
        {
            "x": ("receptor", places[:, 0], {"units": "m", "long_name": "east"}),
            "y": ("receptor", places[:, 1], {"units": "m", "long_name": "north"}),
        },
        ("hour", "receptor"),
        "concentration",
        {"units": "kg m-3", "long_name": "hourly mean mass concentration of the source's plume", "cell_methods": "hour: mean"},
    )


def _source(source: Mapping[str, Any]) -> tuple[str, dict[str, float], list[tuple[float, float]]]:
    if not isinstance(source, Mapping):
        raise ArgumentError("source", described(source), "a mapping of names to numbers")
    kind = one_of('source["kind"]', source.get("kind", "point"), _NEEDED)
    for name in source:
        one_of("source", name, [*_ALSO, *_NEEDED[kind], *(["initial_sigma_z"] if kind == "area" else [])])
    missing = [name for name in _NEEDED[kind] if name not in source]
    if missing:
        raise ArgumentError("source", f"no {', '.join(missing)}", f"of a {kind} source: {', '.join(_NEEDED[kind])}")
    values = {"flat": 1.0}
    for name, value in source.items():
        if name not in ("kind", "vertices"):
            values[name] = float(numbers(f'source["{name}"]', int(value) if isinstance(value, bool) else value, ()))
    for name in ("height", "diameter"):
        low_allowed = name == "height"
        if name in values and not (values[name] >= 0.0 if low_allowed else values[name] > 0.0):
            raise ArgumentError(f'source["{name}"]', described(values[name]), "0 m or more" if low_allowed else "more than 0 m")
    corners: Sequence[Any] = []
    if kind == "area":
        outline = numbers('source["vertices"]', source["vertices"], ("vertex", "x and y"))
        if outline.shape[0] < 3 or outline.shape[1] != 2:
            raise ArgumentError('source["vertices"]', described(outline), "an array of the shape (3 or more, 2)")
        corners = [(float(x), float(y)) for x, y in outline]
        values.setdefault("x", float(outline[:, 0].mean()))
        values.setdefault("y", float(outline[:, 1].mean()))
    return kind, values, list(corners)


def _weather(weather: Mapping[str, Any] | xr.Dataset) -> dict[str, np.ndarray]:
    if not isinstance(weather, Mapping):
        raise ArgumentError("weather", described(weather), "a mapping of names to hourly values")
    names = [str(name) for name in weather if not isinstance(weather, xr.Dataset) or name in weather.data_vars]
    for name in names:
        one_of("weather", name, _core.plume_weather_fields)
    missing = [name for name in _WEATHER_NEEDED if name not in names]
    if missing:
        raise ArgumentError("weather", f"no {', '.join(missing)}", ", ".join(_WEATHER_NEEDED) + " (NaN: absent)")
    columns = {name: np.atleast_1d(numbers(f'weather["{name}"]', weather[name])) for name in names}
    count = max(one.size for one in columns.values())
    for name, one in columns.items():
        if one.ndim != 1 or one.size not in (1, count):
            raise ArgumentError(f'weather["{name}"]', described(one), f"one number, or one for each of {count} hours")
    columns = {name: one if one.size == count else np.full(count, one[0]) for name, one in columns.items()}
    degrees = columns["wind_from_direction"]
    if (degrees < 0).any() or (degrees > 360).any():
        raise ArgumentError('weather["wind_from_direction"]', f"{np.nanmin(degrees)} to {np.nanmax(degrees)}", "0 to 360 degrees")
    columns["wind_from_direction"] = np.deg2rad(np.where(degrees == 0.0, 360.0, degrees))
    return columns


def _receptors(receptors: Any) -> np.ndarray:
    places = numbers("receptors", receptors, ("receptor", "2 or 5 columns"))
    if places.shape[1] == 5 and len(places):
        return places
    if places.shape[1] != 2 or not len(places):
        raise ArgumentError("receptors", described(places), "an array of the shape (receptors, 2) or (receptors, 5)")
    return np.ascontiguousarray(np.hstack([places, np.zeros((len(places), 3))]))
