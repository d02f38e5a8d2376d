"""Maps and labels that render in Chinese, with matplotlib."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import xarray as xr

from lantian._arguments import described, from_kilograms, must_have, one_of
from lantian._run_files import read_fields
from lantian.errors import ArgumentError
from lantian.results import Run, _texts

_FONTS = ("WenQuanYi Micro Hei", "Noto Sans CJK SC", "Noto Sans CJK JP", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC")
_SYNTHETIC = {"en": "SYNTHETIC CASE, no observation", "zh": "合成算例，非观测"}
_DISTANCE = {"en": ("km east", "km north"), "zh": ("东向 km", "北向 km")}


def use_chinese_font() -> str:
    """Makes matplotlib write Chinese, from now on, by the first font that this machine has.

    Returns
    -------
    str
        The font's name.

    Raises
    ------
    RuntimeError
        There is none; Debian's is ``fonts-wqy-microhei``.

    Examples
    --------
    >>> import lantian as lt
    >>> bool(lt.maps.use_chinese_font())
    True
    """
    import matplotlib
    from matplotlib import font_manager

    known = {one.name for one in font_manager.fontManager.ttflist}
    found = next((name for name in _FONTS if name in known), None)
    if found is None:
        raise RuntimeError(f"no Chinese font for matplotlib: install fonts-wqy-microhei, or one of {', '.join(_FONTS)}")
    matplotlib.rcParams["font.family"] = [found, "DejaVu Sans"]
    matplotlib.rcParams["axes.unicode_minus"] = False
    return found


def plot(
    field: xr.DataArray,
    *,
    ax: Any = None,
    title: str = "",
    label: str | None = None,
    run: Run | None = None,
    language: str = "en",
    **style: Any,
) -> Any:
    """Draw one horizontal field.

    Parameters
    ----------
    field:
        ``(y, x)`` with both coordinates in metres; take a mean or an hour first.
    ax:
        Axes to draw into; else new ones.
    title, label:
        Above the map, and beside the colours; the label is made of the attributes where it is None.
    run:
        Whose county's border and monitors are drawn on top.
    language:
        ``"en"`` or ``"zh"``, of what this function writes itself; see `use_chinese_font`.
    style:
        For matplotlib's ``pcolormesh``. A field with values of both signs takes a diverging scale around 0.

    Returns
    -------
    matplotlib.axes.Axes

    Examples
    --------
    >>> import lantian as lt
    >>> ax = lt.maps.plot(run.concentration("PM2p5", "orange", unit="ug/m3").mean("time", keep_attrs=True), run=run)
    >>> ax.get_xlabel()
    'km east'
    """
    one_of("language", language, _DISTANCE)
    must_have("field", field, ("x", "y"))
    if set(field.dims) != {"x", "y"}:
        raise ArgumentError("field", described(field), "a field over (y, x): take a mean or one of the other dimensions")
    import matplotlib.pyplot as plt

    if ax is None:
        _, ax = plt.subplots(figsize=(6.4, 5.2), layout="constrained")
    field = field.transpose("y", "x")
    low, high = float(field.min()), float(field.max())
    if low < 0.0 < high or (high <= 0.0 and low < 0.0):
        most = max(-low, high)
        style = {"cmap": "RdBu_r", "vmin": -most, "vmax": most, **style}
    drawn = ax.pcolormesh(field.x / 1e3, field.y / 1e3, field, shading="nearest", **{"cmap": "YlOrBr", **style})
    made = f"{field.name or ''} [{_shown_unit(field.attrs.get('units', ''))}]"
    ax.figure.colorbar(drawn, ax=ax, label=made if label is None else label)
    if run is not None:
        _places(ax, run)
    east, north = _DISTANCE[language]
    ax.set(title=title, xlabel=east, ylabel=north, aspect="equal")
    if "synthetic" in field.attrs or (run is not None and run.synthetic):
        stamp(ax, language)
    return ax


def city_field(run: Run, quantity: str, member: str | Sequence[str] | None = None, *, unit: str = "kg m-3") -> xr.DataArray:
    """The mean of the evaluated hours on the squares of a run's city field (``[city_field]`` in the case).

    Parameters
    ----------
    run:
        A run with a city field.
    quantity, member, unit:
        As in `Run.concentration`.

    Returns
    -------
    xarray.DataArray
        ``(member, y, x)``, or ``(y, x)`` of one member, with CF attributes; its mean over a cell of the grid is the
        grid's.

    Raises
    ------
    FileNotFoundError
        The case asked for none.

    Examples
    --------
    >>> import lantian as lt
    >>> lt.maps.city_field(run, "PM2p5")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    FileNotFoundError: ... holds no city field: the case asks for one by `active = true` in [city_field]
    """
    scale = from_kilograms("unit", unit)
    file = run.folder / "city_field.nc"
    if not file.is_file():
        raise FileNotFoundError(f"{run.folder} holds no city field: the case asks for one by `active = true` in [city_field]")

    def take(held: xr.Dataset) -> tuple[xr.DataArray, np.ndarray]:
        known = [str(name).removesuffix("_mean") for name in held.data_vars if str(name).endswith("_mean")]
        one_of("quantity", quantity, known)
        return held[f"{quantity}_mean"].load(), held["member_id"].values

    field, ids = read_fields(file, take, ("member_id", "y", "x"))
    field = field.drop_vars("member_id", errors="ignore").assign_coords(member=("member", _texts(ids), {"long_name": "scenario of the run"}))
    field = run._of_unit(field.rename(quantity), scale, unit)
    if run.synthetic:
        field.attrs["synthetic"] = _SYNTHETIC["en"]
    return field if member is None else field.sel(member=run._known_members(member))


def stamp(ax: Any, language: str = "en") -> None:
    """Say within the picture that its figures are made up."""
    ax.text(
        0.01, 0.01, _SYNTHETIC[one_of("language", language, _SYNTHETIC)], transform=ax.transAxes, fontsize=8, color="firebrick",
        bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.7, "pad": 1.5},
    )  # fmt: skip


def _places(ax: Any, run: Run) -> None:
    outline = run._report["outline"]
    if outline:
        ax.plot([x / 1e3 for x, _ in outline], [y / 1e3 for _, y in outline], color="black", linewidth=0.8)
    for one in run._report["monitors"]:
        if one["kind"] == "county_control":
            ax.plot(one["x"] / 1e3, one["y"] / 1e3, marker="^", markersize=4, color="black")


def _shown_unit(unit: str) -> str:
    return {"ug m-3": "µg/m³", "mg m-3": "mg/m³"}.get(unit, unit)
