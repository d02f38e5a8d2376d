"""What scenarios do to every source, hour by hour; nothing is simulated."""

from __future__ import annotations

import os

import numpy as np
import xarray as xr

from lantian import _core
from lantian._arguments import positive
from lantian.cases import Case, Folder


def expand(
    case: str | os.PathLike[str] | Case,
    season: str | None = None,
    variant: str | None = None,
    *,
    outside_allowed: bool = False,
    threads: int | None = None,
) -> xr.Dataset:
    """Expand the scenarios of all members of a case into emission plans.

    Parameters
    ----------
    case, season, variant, outside_allowed:
        As in `lantian.run`.
    threads:
        Of the no-action run, which is made first where a plan hangs on its air.

    Returns
    -------
    xarray.Dataset
        ``emitted_mass`` [kg in the hour] and ``factor`` (of the plan alone, whatever the member leaves out) over
        ``(member, time, source, pollutant)``; ``time`` is the middle of the hour in UTC. By source: ``industry``, ``category``,
        ``region``, ``enterprise``, ``in_county``; by member: ``plan_hash``, the same as ``lantian plan`` prints. Natural sources, which weather drives,
        have no mass here. Members are copied once into one array.

    Raises
    ------
    InputErrors
        The case has mistakes.

    Examples
    --------
    >>> import lantian as lt
    >>> plans = lt.expand("cases/mengzhou")
    >>> plans.emitted_mass.dims
    ('member', 'time', 'source', 'pollutant')
    >>> kilns = plans.factor.sel(member="offpeak", pollutant="SO2").where(plans.industry == "brick", drop=True)
    >>> bool((kilns < 1).any())
    True
    """
    with Folder(case) as folder:
        made = _core.expand(
            case_path=folder,
            season=season or "",
            variant=variant or "",
            outside_allowed=outside_allowed,
            threads=0 if threads is None else positive("threads", threads),
        )
    dims = ("member", "time", "source", "pollutant")
    hours = made["mass"][0].shape[0]
    begin = np.datetime64(made["start"], "s").astype("datetime64[ns]") + np.arange(hours) * np.timedelta64(1, "h")
    return xr.Dataset(
        {
            "emitted_mass": (
                dims,
                np.stack(made["mass"]),
                {"long_name": "mass emitted in the hour", "units": "kg", "cell_methods": "time: sum"},
            ),
            "factor": (
                dims,
                np.stack(made["factor"]),
                {"long_name": "factor of the plan on the source's mass", "units": "1", "cell_methods": "time: mean"},
            ),
        },
        {
            "member": ("member", made["members"], {"long_name": "scenario of the case"}),
            "time": ("time", begin + np.timedelta64(30, "m"), {"standard_name": "time", "axis": "T"}),
            "local_time": ("time", begin + np.timedelta64(made["utc_offset"], "s"), {"long_name": "beginning of the hour, local"}),
            "source": made["sources"],
            "pollutant": made["pollutants"],
            "plan_hash": ("member", made["hashes"]),
            **{name: ("source", made[name]) for name in ("industry", "category", "region", "enterprise", "in_county")},
        },
        {"comment": "SYNTHETIC case: neither observations nor an official inventory"} if made["synthetic"] else {},
    )
