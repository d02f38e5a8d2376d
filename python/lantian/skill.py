"""Model evaluation: a run against monitor data, statistics on arrays, Taylor and target diagrams, diurnal cycles."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import xarray as xr

from lantian import _core
from lantian._arguments import described, numbers, one_of
from lantian.errors import ArgumentError
from lantian.results import Run

_STATISTICS = ("count", "mean_observed", "mean_model", "deviation_observed", "deviation_model", "rmse", "centred_rmse",
               "NMB", "NME", "MFB", "MFE", "r", "IOA", "FAC2")  # fmt: skip
_IN_UNIT = _STATISTICS[1:7]


def statistics(model: Any, observed: Any, *, cutoff: float | None = None) -> dict[str, float]:
    """Statistics of pairs; those in which either is NaN are left out.

    Parameters
    ----------
    model, observed:
        Arrays of one shape and one unit.
    cutoff:
        Leave out pairs with an observed value below it.

    Returns
    -------
    dict
        ``count``, means, standard deviations (over N), ``rmse``, ``centred_rmse``, ``NMB NME MFB MFE r IOA FAC2`` [1]; NaN where one
        has no meaning.

    Examples
    --------
    >>> import lantian as lt
    >>> found = lt.skill.statistics([12.0, 18.0, 33.0], [10.0, 20.0, 30.0])
    >>> found["count"], round(found["NMB"], 3), round(found["NME"], 3)
    (3, 0.05, 0.117)
    """
    m, o = numbers("model", model), numbers("observed", observed)
    if m.shape != o.shape:
        raise ArgumentError("observed", described(o), f"an array of the shape of model, {m.shape}")
    found = _core.skill(m, o, -np.inf if cutoff is None else float(cutoff))
    return {name: np.nan if value is None else value for name, value in found.items()}


@dataclass(frozen=True)
class Evaluation:
    """A run beside observations; made by `evaluate`.

    Attributes
    ----------
    composite:
        True: the run's episode is of no date, so only distributions and shapes are compared; `table` has no statistics of pairs then.
    report:
        All of it, as ``lantian --json evaluate`` prints it; concentrations in ug m-3.
    """

    report: dict[str, Any]

    @property
    def composite(self) -> bool:
        return bool(self.report["composite"])

    @property
    def quantities(self) -> list[str]:
        """Such as ``"PM2p5 24h"``: names that the methods take."""
        return [f"{one['pollutant']} {one['average']}" for one in self.report["items"]]

    @property
    def notes(self) -> list[str]:
        """What was assumed, converted and left out."""
        return [one["text"] for one in self.report["notes"]]

    def item(self, quantity: str) -> dict[str, Any]:
        return self.report["items"][self.quantities.index(one_of("quantity", quantity, self.quantities))]

    def table(self) -> xr.Dataset:
        """Statistics of pairs over ``(quantity, station)``, station ``all`` first; with ``MQI`` and, where pairs cover 75 % of a year, ``MQI_year``. Refused for a composite."""
        self._must_be_paired()
        stations = ["all", *dict.fromkeys(one["station"] for item in self.report["items"] for one in item["stations"])]
        shape = (len(self.quantities), len(stations))
        values = {name: np.full(shape, np.nan) for name in (*_STATISTICS, "MQI", "MQI_year")}
        for q, item in enumerate(self.report["items"]):
            rows = [("all", {**item["all"], "MQI": item["quality_indicator"], "MQI_year": item["quality_indicator_year"]}), *((one["station"], one) for one in item["stations"])]
            for station, row in rows:
                for name, column in values.items():
                    if row[name] is not None:
                        column[q, stations.index(station)] = row[name]
        return xr.Dataset(
            {name: (("quantity", "station"), one, {"units": "ug m-3" if name in _IN_UNIT else "1"}) for name, one in values.items()},
            {"quantity": self.quantities, "station": stations},
            {"run": self.report["run"], "member": self.report["member"]},
        )

    def distributions(self) -> xr.Dataset:
        """Mean, standard deviation and percentiles of both sides, over ``(quantity, side)``; ug m-3."""
        sides = ["observed", "model"]
        percents = [5, 25, 50, 75, 95]
        items = self.report["items"]
        one = {"units": "ug m-3"}
        return xr.Dataset(
            {
                "mean": (("quantity", "side"), [[i[s]["mean"] for s in sides] for i in items], one),
                "deviation": (("quantity", "side"), [[i[s]["deviation"] for s in sides] for i in items], one),
                "percentile": (
                    ("quantity", "side", "percent"),
                    [[[i[s]["percentiles"][str(p)] for p in percents] for s in sides] for i in items],
                    one,
                ),
                "count": (("quantity", "side"), [[i[s]["count"] for s in sides] for i in items]),
            },
            {"quantity": self.quantities, "side": sides, "percent": percents},
        )

    def diurnal(self, pollutant: str) -> xr.Dataset:
        """Means by local hour of both sides, ug m-3; attribute ``shape_r``, the correlation of the two cycles."""
        cycle = self.item(f"{pollutant} 1h")["diurnal"]
        units = {"units": "ug m-3"}
        return xr.Dataset(
            {side: ("local_hour", np.array(cycle[side], dtype=float), units) for side in ("observed", "model")},
            {"local_hour": np.arange(24)},
            {"shape_r": np.nan if cycle["shape_r"] is None else cycle["shape_r"]},
        )

    # --- pictures -------------------------------------------------------------------------------------------

    def plot_taylor(self, quantity: str, ax: Any = None) -> Any:
        """Taylor diagram [Taylor2001]: each station by its correlation (angle) and standard deviation over the observed one (radius)."""
        self._must_be_paired()
        return _taylor(self.item(quantity)["stations"], quantity, ax)

    def plot_target(self, quantity: str, ax: Any = None) -> Any:
        """FAIRMODE's target diagram: within the circle of 1 a station meets the objective; up is too high, left an error of correlation."""
        self._must_be_paired()
        item = self.item(quantity)
        if item["quality_indicator"] is None:
            known = [f"{i['pollutant']} {i['average']}" for i in self.report["items"] if i.get("quality_indicator") is not None]
            raise ArgumentError("quantity", described(quantity), ", ".join(known) or "none has an uncertainty of measurement")
        return _target(item, quantity, ax)

    def plot_diurnal(self, pollutant: str, ax: Any = None) -> Any:
        """Mean diurnal cycles of both sides."""
        cycle = self.diurnal(pollutant)
        ax = _axes(ax)
        ax.plot(cycle.local_hour, cycle.observed, color="black", marker="o", markersize=3, label="observed")
        ax.plot(cycle.local_hour, cycle.model, color="tab:red", label="model" + (" (synthetic)" if self.composite else ""))
        ax.set(xlabel="local hour", ylabel=f"{pollutant} [µg/m³]", xlim=(0, 23), ylim=(0, None), title=f"{pollutant}: r of the shapes {cycle.attrs['shape_r']:.2f}")
        ax.legend(loc="lower right", frameon=False)  # a place that is sought warns where drawing is slow
        return ax

    def _must_be_paired(self) -> None:
        if self.composite:
            raise ArgumentError(
                "evaluation",
                "a run of a composite (synthetic) episode, which is of no date",
                "distributions() and diurnal(); pairs need a run of the observed hours",
            )


def evaluate(
    run: Run | str | os.PathLike[str],
    observations: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    *,
    member: str | None = None,
    match: str | os.PathLike[str] | None = None,
    first_day: str | None = None,
    last_day: str | None = None,
    hours: str | None = None,
    gas_temperature: float | None = None,
    output: str | os.PathLike[str] | None = None,
) -> Evaluation:
    """Hold a run against tables of monitor data: what ``lantian evaluate`` does.

    Parameters
    ----------
    run:
        A `Run`, or the folder of its results.
    observations:
        Tables in the documented layout or those of the national monitors' archives (docs/guide/monitors.md). Gases before 2018-09 are turned
        to 298.15 K.
    member:
        Whose air; else the baseline's.
    match:
        Table ``station,monitor``; else stations are found by id or name.
    first_day, last_day:
        Of the observations that count.
    hours:
        ``"beginning"`` or ``"ending"``: what a time names, where the layout's habit does not hold.
    gas_temperature:
        K, of the state that gases are written at; else that of their date.
    output:
        Folder for ``skill.csv``, ``diurnal.csv``, ``skill.json``.

    Returns
    -------
    Evaluation

    Raises
    ------
    InputErrors
        Mistakes of the tables or the folder, all of them with their places.

    Examples
    --------
    >>> import lantian as lt
    >>> found = lt.evaluate(run, "docs/guide/examples/monitors.csv")
    >>> found.composite
    True
    """
    if hours is not None:
        one_of("hours", hours, ("beginning", "ending"))
    folder = run if isinstance(run, (str, os.PathLike)) else getattr(run, "folder", None)
    if folder is None:
        raise ArgumentError("run", described(run), "a Run or the folder of its results")
    files = [observations] if isinstance(observations, (str, os.PathLike)) else list(observations)
    text = _core.evaluate(
        folder=Path(folder),
        observations=[Path(one) for one in files],
        member=member or "",
        stations=os.fspath(match or ""),
        first_day=first_day or "",
        last_day=last_day or "",
        hours_are_ending=None if hours is None else hours == "ending",
        gas_temperature=gas_temperature,
        output=os.fspath(output or ""),
    )
    return Evaluation(json.loads(text))


def _axes(ax: Any, **options: Any) -> Any:
    if ax is not None:
        return ax
    import matplotlib.pyplot as plt

    return plt.subplots(layout="constrained", **options)[1]


def _taylor(stations: list[dict[str, Any]], quantity: str, ax: Any) -> Any:
    ax = _axes(ax, subplot_kw={"projection": "polar"}, figsize=(5.2, 5.2))
    kept = [one for one in stations if one["r"] is not None and one["deviation_observed"] > 0.0]
    angles = [np.arccos(np.clip(one["r"], -1.0, 1.0)) for one in kept]
    radii = [one["deviation_model"] / one["deviation_observed"] for one in kept]
    widest = np.pi if any(one["r"] < 0.0 for one in kept) else np.pi / 2.0
    far = 1.1 * max([1.5, *radii])
    angle, radius = np.meshgrid(np.linspace(0.0, widest, 91), np.linspace(0.0, far, 61))
    error = np.sqrt(1.0 + radius**2 - 2.0 * radius * np.cos(angle))  # centred, over the observed deviation
    lines = ax.contour(angle, radius, error, levels=np.arange(0.5, far + 1.0, 0.5), colors="0.7", linewidths=0.7)
    ax.clabel(lines, fmt="%.1f", fontsize=7)
    ax.plot(0.0, 1.0, marker="*", markersize=12, color="black", clip_on=False, zorder=3)
    for one, a, r in zip(kept, angles, radii, strict=True):
        ax.plot(a, r, marker="o", linestyle="none", label=one["station"])
    marks = np.array([1.0, 0.95, 0.9, 0.8, 0.6, 0.4, 0.2, 0.0])
    ax.set_xticks(np.arccos(marks), [f"{one:g}" for one in marks])
    ax.set(thetamin=0.0, thetamax=np.degrees(widest), rlim=(0.0, far), title=f"{quantity}: r, deviation over the observed")
    ax.legend(fontsize=7, loc="upper right", frameon=False)
    return ax


def _target(item: dict[str, Any], quantity: str, ax: Any) -> Any:
    ax = _axes(ax, figsize=(5.2, 5.2))
    around = np.linspace(0.0, 2.0 * np.pi, 181)
    for radius, style in ((1.0, "-"), (0.5, ":")):
        ax.plot(radius * np.cos(around), radius * np.sin(around), style, color="black", linewidth=0.8)
    for one in item["stations"]:
        if one["target"] is not None:
            ax.plot(*one["target"], marker="o", linestyle="none", label=f"{one['station']} {one['MQI']:.2f}")
    ax.axhline(0.0, color="0.7", linewidth=0.6, zorder=0)
    ax.axvline(0.0, color="0.7", linewidth=0.6, zorder=0)
    ax.set(
        xlabel="← correlation    CRMSE / (β RMS_U)    deviation →", ylabel="bias / (β RMS_U)", aspect="equal",
        title=f"{quantity}: MQI {item['quality_indicator']:.2f}",
    )  # fmt: skip
    ax.legend(fontsize=7, loc="upper right", frameon=False)
    return ax
