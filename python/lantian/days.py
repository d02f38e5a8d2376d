"""Days of a run at its monitors: statistics, indices, what one member changes against another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import xarray as xr

from lantian import standards
from lantian._arguments import one_of

if TYPE_CHECKING:
    from lantian.results import Run

_AVERAGES = {"24h": standards.mean_24h, "mda8": standards.mda8, "1h": standards.largest_1h}


def hourly(run: Run, quantity: str, unit: str) -> xr.DataArray:
    """(time, member, monitor) of the cells where the monitors stand, all digits, hours after the spin-up."""
    field = run.concentration(quantity, unit=unit)
    places = run._report["monitors"]
    x = xr.DataArray([one["x"] for one in places], dims="monitor")
    y = xr.DataArray([one["y"] for one in places], dims="monitor")
    cells = field.sel(x=x, y=y, method="nearest").drop_vars(("x", "y"), errors="ignore")
    cells = cells.assign_coords(monitor=[one["id"] for one in places])
    return cells.isel(time=slice(int(run._report["time"]["spinup_hours"]), None)).astype(np.float64)


def daily(run: Run, quantity: str, average: str, unit: str) -> xr.DataArray:
    one_of("average", average, _AVERAGES)
    found: xr.DataArray = _AVERAGES[average](hourly(run, quantity, unit), utc_offset=run.case["time"]["utc_offset"])
    return found


def aqi(run: Run) -> xr.Dataset:
    kept = [name for name in standards.POLLUTANTS if name in run.quantities]
    values = {name: daily(run, name, "mda8" if name == "O3" else "24h", "kg m-3") for name in kept}
    if "O3" in kept:
        values["O3_1h"] = daily(run, "O3", "1h", "kg m-3")
    found = standards.aqi(values)
    if run.synthetic:
        found.attrs["comment"] = "SYNTHETIC case: neither observations nor an official inventory"
    return found


def compare(run: Run, member: str, other: str, quantity: str, average: str, unit: str) -> xr.Dataset:
    values = daily(run, quantity, average, unit)
    before, after = values.sel(member=other, drop=True), values.sel(member=member, drop=True)
    units = {"units": values.attrs["units"]}
    made = xr.Dataset(
        {
            "before": before.assign_attrs(units, long_name=f"{other}: {quantity} {average}"),
            "after": after.assign_attrs(units, long_name=f"{member}: {quantity} {average}"),
            "change": (after - before).assign_attrs(units, long_name=f"{member} minus {other}"),
            "relative_change": ((after - before) / before).assign_attrs(units="1", long_name=f"change of {other}"),
        }
    )
    without = {one["exclude"]: one["id"] for one in run.case["member"] if one.get("exclude") and one["id"] in run.members}
    for name, excluded in (("local", "window"), ("ceiling", "county")):
        if excluded in without:
            part = values.isel(member=0, drop=True) - values.sel(member=without[excluded], drop=True)
            made[name] = part.assign_attrs(units, long_name=f"{run.members[0]} minus {without[excluded]}")
    if run.synthetic:
        made.attrs["comment"] = "SYNTHETIC case: neither observations nor an official inventory"
    return made
