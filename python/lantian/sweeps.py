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

from lantian import _core
from lantian._arguments import one_of
from lantian.maps import _SYNTHETIC, _shown_unit

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
        with _core.NetcdfGuard(), xr.open_dataset(self.folder / "sweep.nc", engine="netcdf4") as file:
            return file.load()

    def analysis(self) -> dict[str, Any]:
        """What ``lantian sweep analyse`` wrote."""
        text: dict[str, Any] = json.loads((self.folder / "analysis.json").read_text(encoding="utf-8"))
        return text

    def plot_indices(self, metric: str, group: int = 0, ax: Any = None, language: str = "en") -> Any:
        """Sobol indices with their 95 % ranges, or Morris's mean sizes and spreads; the largest on top.

        Parameters
        ----------
        metric:
            One of the analysis.
        group:
            Which combination of the crossed axes: a place in the metric's ``groups``.
        ax:
            Axes to draw into; else new ones.
        language:
            ``"en"`` or ``"zh"``; see `lantian.maps.use_chinese_font`.

        Returns
        -------
        matplotlib.axes.Axes
        """
        words = _words(language)
        ax, chosen = _axes(ax), self._metric(metric)["groups"][group]
        if "sobol" in chosen:
            of, size, bars = chosen["sobol"], "total", (("first", "alone"), ("total", "together"))
        elif "morris" in chosen:
            of, size, bars = chosen["morris"], "mean_size", (("mean_size", "size"), ("deviation", "spread"))
        else:
            raise ValueError("neither a saltelli nor a morris design: there are no indices")
        names = sorted(of, key=lambda name: -(of[name][size] or 0.0))
        for shift, (kind, label) in zip((-0.2, 0.2), bars):
            ax.barh(
                [n + shift for n in range(len(names))],
                [_number(of[name][kind]) for name in names],
                xerr=[_number(of[name][kind + "_range"]) for name in names] if "sobol" in chosen else None,
                height=0.38,
                label=words[label],
                error_kw={"linewidth": 1.0, "capsize": 3.0},
            )
        ax.set_yticks(range(len(names)), [_input(name, language) for name in names])
        ax.invert_yaxis()
        ax.set_xlim(left=0.0)
        ax.set_xlabel(words["share"] if "sobol" in chosen else f"{words['effect']} [{self._unit(metric)}]")
        _legend(ax)
        return self._titled(ax, _metric_words(metric, language), chosen["group"], language)

    def plot_response(self, metric: str, axis: str, group: int = 0, ax: Any = None, language: str = "en") -> Any:
        """Mean of a metric along one sampled input and the range of the members it is of; where the sweep is gathered,
        every member as a dot.

        Parameters
        ----------
        metric, group, ax, language:
            As in `plot_indices`.
        axis:
            The input.

        Returns
        -------
        matplotlib.axes.Axes
        """
        words = _words(language)
        ax, chosen = _axes(ax), self._metric(metric)["groups"][group]
        curves = chosen.get("responses", {})
        curve = curves[one_of("axis", axis, curves)]
        x = [point["input"] for point in curve]
        ax.fill_between(x, [p["least"] for p in curve], [p["greatest"] for p in curve], alpha=0.2, linewidth=0, label=words["range"])
        ax.plot(x, [p["mean"] for p in curve], marker="o", label=words["mean"])
        if (self.folder / "sweep.nc").exists():
            gathered = self.dataset()
            members = gathered[metric].isel(self._places(chosen["group"]))
            ax.scatter(gathered[axis], members, s=8, color="0.35", label=words["member"], zorder=3)
        ax.set_xlabel(_input(axis, language))
        ax.set_ylabel(f"{_metric_words(metric, language)} [{self._unit(metric)}]")
        ax.ticklabel_format(useOffset=False)
        _legend(ax)
        return self._titled(ax, "", chosen["group"], language)

    def plot_front(self, weather: str | None = None, ax: Any = None, language: str = "en") -> Any:
        """Air against cost of every member, by option or scenario, and the front that none of them beats in both.

        Parameters
        ----------
        weather:
            One of the sweep's; without it the first.
        ax, language:
            As in `plot_indices`.

        Returns
        -------
        matplotlib.axes.Axes

        Raises
        ------
        ValueError
            The sweep's metrics are not both of a cost and of the air.
        """
        words = _words(language)
        fronts = {one["weather"]: one for one in self.analysis()["fronts"]}
        if not fronts:
            gathered = ", ".join(one["name"] for one in self.analysis()["metrics"])
            raise ValueError(f"no front: it needs a metric of cost and one of the air, but these were gathered: {gathered}")
        front = next(iter(fronts.values())) if weather is None else fronts[one_of("weather", weather, fronts)]
        ax = _axes(ax)
        best = sorted((m["cost"], m["air"]) for m in front["members"] if m["front"])
        ax.plot([cost for cost, _ in best], [air for _, air in best], drawstyle="steps-post", color="0.5", linewidth=1.2, label=words["front"], zorder=1)
        kinds: dict[str, list[dict[str, Any]]] = {}
        for member in front["members"]:
            kinds.setdefault(self._kind(member["member"]), []).append(member)
        for (name, members), marker in zip(kinds.items(), "osD^vPX*<>" * len(kinds)):
            ax.scatter([m["cost"] for m in members], [m["air"] for m in members], s=18, marker=marker, alpha=0.75, label=name or words["member"])
        ax.set_xlabel(f"{_metric_words(front['cost'], language)} [{front['cost_unit']}]")
        ax.set_ylabel(f"{_metric_words(front['air'], language)} [{_shown_unit(front['air_unit'])}]")
        ax.ticklabel_format(useOffset=False)
        _legend(ax)
        group = {"weather": front["weather"]} if len(self.manifest["weathers"]) > 1 else {}
        return self._titled(ax, "", group, language)

    def _places(self, group: Mapping[str, str]) -> dict[str, int]:
        """Where the entries of a group stand on their axes; numbers are written to ten digits."""
        places = {}
        for dimension in self.manifest["dimensions"]:
            name, numbers = dimension["name"], dimension["numbers"]
            if name in group and numbers:
                places[name] = min(range(len(numbers)), key=lambda n: abs(numbers[n] - float(group[name])))
            elif name in group:
                places[name] = dimension["words"].index(group[name])
        return places

    def _kind(self, member: int) -> str:
        """The entry of the option or scenario that a member is of."""
        found, rest = "", member
        for dimension in reversed(self.manifest["dimensions"]):
            size = len(dimension["words"] or dimension["numbers"] or dimension["coordinates"][0]["numbers"])
            rest, at = divmod(rest, size)
            if dimension["kind"] in ("option", "scenario") and size > 1:
                found = str(dimension["words"][at]) + (f", {found}" if found else "")
        return found

    def _unit(self, metric: str) -> str:
        return _shown_unit(self._metric(metric)["unit"])

    def _metric(self, name: str) -> dict[str, Any]:
        metrics = self.analysis()["metrics"]
        found: dict[str, Any] | None = next((one for one in metrics if one["name"] == name), None)
        if found is None:
            raise ValueError(f"the analysis has no metric {name!r}, but {', '.join(one['name'] for one in metrics)}")
        return found

    def _titled(self, ax: Any, title: str, group: Mapping[str, Any], language: str) -> Any:
        words = [title, *(f"{_input(axis, language)} {entry}" for axis, entry in group.items())]
        ax.set_title(", ".join(word for word in words if word), pad=16.0 if self.synthetic else None)
        if self.synthetic:
            ax.text(0.0, 1.01, _SYNTHETIC[language], transform=ax.transAxes, va="bottom", fontsize=8, color="firebrick")
        return ax


_PLOT_WORDS = {
    "en": {
        "alone": "first order", "together": "total", "share": "share of variance, 95 % ranges",
        "size": "µ*, mean size", "spread": "σ, spread", "effect": "effect over input's range",
        "mean": "mean", "range": "range", "member": "member", "front": "front",
    },
    "zh": {
        "alone": "一阶指数", "together": "总指数", "share": "方差占比（95 %区间）",
        "size": "µ*，平均大小", "spread": "σ，离散度", "effect": "输入全范围上的效应",
        "mean": "均值", "range": "范围", "member": "成员", "front": "前沿",
    },
}  # fmt: skip
_INPUT_WORDS = {
    "zh": {"compliance": "执行率倍数", "option": "方案", "scenario": "情景", "weather": "气象", "draw": "抽样"},
    "en": {"compliance": "compliance × mean"},
}
_METRIC_WORDS = {
    "pm25_mean": ("mean PM2.5", "PM2.5均值"),
    "pm25_p95": ("95th percentile of hourly PM2.5", "PM2.5小时值第95百分位"),
    "pm25_peak": ("highest hour of PM2.5", "PM2.5最高小时值"),
    "mda8_o3": ("highest daily 8-hour O3", "O3日最大8小时最高值"),
    "heavy_days": ("days of heavy pollution", "重污染天数"),
    "heavy_days_avoided": ("days of heavy pollution avoided", "减少的重污染天数"),
    "pm25_exposure": ("24-h mean PM2.5 over people", "人口加权PM2.5日均值"),
    "lost_output": ("output lost", "减少的产量"),
    "cost": ("cost", "成本"),
    "stops": ("stops of lines", "停产次数"),
    "restart_emission": ("PM2.5 emitted by restarts", "重启排放的PM2.5"),
    "cost_per_ugm3": ("cost of 1 µg/m³ less PM2.5", "PM2.5每降1 µg/m³的成本"),
}


def _words(language: str) -> dict[str, str]:
    return _PLOT_WORDS[one_of("language", language, _PLOT_WORDS)]


def _input(name: str, language: str) -> str:
    return _INPUT_WORDS[language].get(name, name)


def _metric_words(name: str, language: str) -> str:
    """What a metric is, short, for the axis of a picture; its own name where it has no words."""
    if name.startswith("emitted_"):
        pollutant = name.removeprefix("emitted_")
        return f"{pollutant} emitted" if language == "en" else f"{pollutant}排放量"
    known = _METRIC_WORDS.get(name)
    return name if known is None else known[language == "zh"]


def _number(value: float | None) -> float:
    return float("nan") if value is None else value


def _legend(ax: Any) -> None:
    """Below the picture, where it covers nothing."""
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.17), ncols=3, frameon=False, columnspacing=1.2, handletextpad=0.5)


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
    FileNotFoundError
        The folder holds no ``manifest.json``.
    ValueError
        The manifest has been changed by hand.
    """
    path = Path(folder)
    if not (path / "manifest.json").is_file():
        raise FileNotFoundError(f"{path} does not hold a planned sweep: no manifest.json")
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
