"""Sweeps: write the study that `lantian sweep plan` reads, read what `lantian sweep gather` and `analyse` made.

>>> axes = {"option": ["rotate", "half_load"], "compliance": samples("lhs", 8, low=0.7, high=1.0)}
>>> print(sweep_text(axes, seed=7, metrics=["pm25_mean"]))  # doctest: +NORMALIZE_WHITESPACE
[sweep]
seed = 7
[sweep.axes]
option = ["rotate", "half_load"]
compliance = {lhs = 8, dist = "uniform", low = 0.7, high = 1.0}
[score]
metrics = ["pm25_mean"]
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xarray as xr

METHODS = ("lhs", "sobol", "saltelli", "morris")


def samples(
    method: str,
    count: int,
    *,
    low: float = 0.0,
    high: float = 1.0,
    dist: str = "uniform",
    mode: float | None = None,
    name: str = "",
) -> dict[str, Any]:
    """Samples of an axis instead of a list.

    Parameters
    ----------
    method:
        ``lhs`` or ``sobol`` (points), ``saltelli`` (rows of A), ``morris`` (trajectories).
    count:
        How many.
    low, high, dist, mode:
        The distribution: ``uniform``, ``log_uniform`` or ``triangular``.
    name:
        Of the coordinate; without it the path with ``_`` for its dots.
    """
    if method not in METHODS:
        raise ValueError(f"method = {method!r}: one of {', '.join(METHODS)}")
    table: dict[str, Any] = {method: count, "dist": dist, "low": low, "high": high}
    if mode is not None:
        table["mode"] = mode
    if name:
        table["name"] = name
    return table


def sweep_text(
    axes: Mapping[str, Any],
    *,
    seed: int = 0,
    maps: Sequence[str] = (),
    metrics: Sequence[str] = (),
    across: str = "",
    use: Sequence[str] = (),
) -> str:
    """The tables ``[sweep]`` and ``[score]`` of a study, as TOML.

    Parameters
    ----------
    axes:
        ``option``, ``scenario``, ``weather``, ``compliance``, ``draw``; any other name is the path of a number of
        the scenario, ``option.rotate.measure.0.op.share``. Values: a list, or what `samples` gives.
    seed:
        Of all that is drawn.
    maps:
        Quantities whose mean is kept as a map.
    metrics, across, use:
        What is asked of the results, and how it is summarised over an axis.
    """
    plain = ("option", "scenario", "weather", "compliance", "draw")
    lines = ["[sweep]", f"seed = {seed}"]
    if maps:
        lines.append(f"maps = {_toml(list(maps))}")
    lines.append("[sweep.axes]")
    lines += [f"{name} = {_toml(axis)}" for name, axis in axes.items() if name in plain]
    parameters = {name: axis for name, axis in axes.items() if name not in plain}
    if parameters:
        lines.append("[sweep.axes.parameter]")
        lines += [f"{json.dumps(path)} = {_toml(axis)}" for path, axis in parameters.items()]
    if metrics or across:
        lines.append("[score]")
        lines.append(f"metrics = {_toml(list(metrics))}")
    if across:
        lines.append(f"robust = {_toml({'across': across, 'use': list(use)})}")
    return "\n".join(lines) + "\n"


def _toml(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key} = {_toml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_toml(one) for one in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return repr(float(value)) if isinstance(value, float) else repr(int(value))


@dataclass(frozen=True)
class Sweep:
    """A sweep in its folder; made by `open_sweep`.

    Attributes
    ----------
    folder:
        Where manifest and results lie.
    manifest:
        What was planned, as it stands in ``manifest.json``.
    """

    folder: Path
    manifest: dict[str, Any]

    @property
    def axes(self) -> dict[str, list[Any]]:
        """The entries of each axis."""
        return {d["name"]: d["words"] or d["numbers"] for d in self.manifest["dimensions"]}

    @property
    def synthetic(self) -> bool:
        """True where the case is made up: say so wherever you show its figures."""
        return bool(self.manifest["case"]["synthetic"])

    def dataset(self) -> xr.Dataset:
        """The gathered set, the axes as coordinates; needs ``lantian sweep gather`` before."""
        return xr.open_dataset(self.folder / "sweep.nc").load()

    def analysis(self) -> dict[str, Any]:
        """What ``lantian sweep analyse`` wrote."""
        text: dict[str, Any] = json.loads((self.folder / "analysis.json").read_text(encoding="utf-8"))
        return text

    def plot_indices(self, metric: str, group: int = 0, ax: Any = None) -> Any:
        """Bars of first-order and total Sobol indices with their 95 % ranges, or of Morris's mean sizes."""
        ax, of_metric = _axes(ax), self._metric(metric)
        chosen = of_metric["groups"][group]
        if "sobol" in chosen:
            names = list(chosen["sobol"])
            for shift, kind, words in ((-0.2, "first", "alone"), (0.2, "total", "with interactions")):
                ax.barh(
                    [n + shift for n in range(len(names))],
                    [chosen["sobol"][name][kind] for name in names],
                    xerr=[chosen["sobol"][name][kind + "_range"] for name in names],
                    height=0.38,
                    label=words,
                )
            ax.set_xlabel("share of the variance")
            ax.legend()
        elif "morris" in chosen:
            names = list(chosen["morris"])
            ax.barh(range(len(names)), [chosen["morris"][name]["mean_size"] for name in names])
            ax.set_xlabel(f"µ* of {metric} over the input's range [{of_metric['unit']}]")
        else:
            raise ValueError("neither a saltelli nor a morris design: there are no indices")
        ax.set_yticks(range(len(names)), names)
        return self._titled(ax, metric, chosen)

    def plot_response(self, metric: str, axis: str, group: int = 0, ax: Any = None) -> Any:
        """Mean of a metric along one sampled input, with the range of the samples."""
        ax, of_metric = _axes(ax), self._metric(metric)
        chosen = of_metric["groups"][group]
        curve = chosen["responses"][axis]
        x = [point["input"] for point in curve]
        ax.fill_between(x, [p["least"] for p in curve], [p["greatest"] for p in curve], alpha=0.2)
        ax.plot(x, [p["mean"] for p in curve], marker="o")
        ax.set_xlabel(axis)
        ax.set_ylabel(f"{metric} [{of_metric['unit']}]")
        return self._titled(ax, metric, chosen)

    def plot_front(self, weather: str | None = None, ax: Any = None) -> Any:
        """Air against cost of every member, and the front that none of them beats in both."""
        ax = _axes(ax)
        fronts = self.analysis()["fronts"]
        front = next(one for one in fronts if weather in (None, one["weather"]))
        ax.scatter([m["cost"] for m in front["members"]], [m["air"] for m in front["members"]], s=12, alpha=0.5)
        best = sorted((m["cost"], m["air"]) for m in front["members"] if m["front"])
        ax.plot([cost for cost, _ in best], [air for _, air in best], drawstyle="steps-post", marker="o", color="C3")
        ax.set_xlabel(f"{front['cost']} [{front['cost_unit']}]")
        ax.set_ylabel(f"{front['air']} [{front['air_unit']}]")
        return self._titled(ax, front["air"], {"group": {"weather": front["weather"]}})

    def _metric(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = next(one for one in self.analysis()["metrics"] if one["name"] == name)
        return found

    def _titled(self, ax: Any, metric: str, chosen: Mapping[str, Any]) -> Any:
        entries = ", ".join(f"{axis} {entry}" for axis, entry in chosen["group"].items())
        mark = "SYNTHETIC case\n" if self.synthetic else ""
        ax.set_title(mark + metric + (f" ({entries})" if entries else ""))
        return ax


def _axes(ax: Any) -> Any:
    if ax is not None:
        return ax
    import matplotlib.pyplot as plt

    return plt.subplots(layout="constrained")[1]


def open_sweep(folder: str | os.PathLike[str]) -> Sweep:
    """Open a planned sweep.

    Parameters
    ----------
    folder:
        Where ``manifest.json`` lies.

    Raises
    ------
    ValueError
        The manifest has been changed by hand.
    """
    path = Path(folder)
    text = (path / "manifest.json").read_text(encoding="utf-8")
    manifest = json.loads(text)
    for part, written in _parts(text):
        if hashlib.sha256(written.encode()).hexdigest() != manifest["sha256"][part]:
            raise ValueError(f"{path / 'manifest.json'}: the part {part} has been changed since it was made")
    return Sweep(path, manifest)


def _parts(text: str) -> list[tuple[str, str]]:
    """Each part as it is written: a line each after the two of the head, the last with the brace that ends all."""
    lines = text.rstrip("\n").removesuffix("}").splitlines()[2:]
    named = [line.removesuffix(",").partition(":") for line in lines]
    return [(json.loads(name), written) for name, _, written in named]
