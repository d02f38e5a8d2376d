"""lantian 蓝天: a city's air under any plan of emission cuts, hour by hour.

>>> import lantian as lt
>>> run = lt.run("cases/mengzhou", variant="coarse", members=["counterfactual"])
>>> concentration = run.concentration("PM2p5", unit="ug/m3")
>>> concentration.dims, concentration.attrs["units"]
(('time', 'member', 'y', 'x'), 'ug m-3')

Everything is an xarray object with CF attributes; values are SI where no unit is asked for. Modules are loaded when
a name of theirs is first used, so that importing this package does not load xarray and pandas.
"""

from importlib import import_module as _import_module
from pathlib import Path as _Path

from lantian import _core
from lantian._core import __version__

_share = _Path(__file__).parent / "share"  # of an installed package; in the build tree the source's tables hold
if _share.is_dir():
    _core.set_share_folder(_share)

from lantian.errors import ArgumentError, InputErrors, Mistake  # noqa: E402
from lantian.language import set_language  # noqa: E402  looks for the messages, so the folder comes first

_HOMES = {
    "Case": "cases",
    "Run": "results",
    "Sweep": "sweeps",
    "Summary": "results",
    "box": "boxes",
    "check": "running",
    "evaluate": "skill",
    "example": "cases",
    "expand": "plans",
    "maps": "",
    "open": "results",
    "open_sweep": "sweeps",
    "plume": "plumes",
    "run": "running",
    "skill": "",
    "standards": "",
}

__all__ = ["ArgumentError", "InputErrors", "Mistake", "__version__", "set_language", *_HOMES]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'lantian' has no attribute {name!r}")
    home = _import_module(f"lantian.{_HOMES[name] or name}")
    found = getattr(home, name) if _HOMES[name] else home
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
