"""The results of a run, as xarray objects with CF attributes."""

from __future__ import annotations

import os
import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import xarray as xr

from lantian import days
from lantian._arguments import from_kilograms, one_of
from lantian._run_files import read_report, read_fields, undamaged
from lantian._tables import read_emissions, read_ledger, read_monitors

_FILES = ("surface.nc", "monitors.csv", "ledger.csv", "emissions.csv", "report.json", "case.toml")


@dataclass(frozen=True)
class Summary:
    """What a run says of itself beside its fields.

    Attributes
    ----------
    folder, report:
        Where the results and the page for people lie; no report where this build has none.
    members:
        Ids, the baseline first.
    largest_residual:
        Of the mass ledger, over all species and members, relative.
    field_hashes:
        By member: SHA-256 of its final mole fractions and hourly means.
    seconds:
        Wall time by part of the model.
    unconverged_aerosols, solved_aerosols:
        Number of particle equilibria.
    """

    folder: Path
    report: Path | None
    members: list[str]
    largest_residual: float
    field_hashes: dict[str, str]
    seconds: dict[str, float]
    unconverged_aerosols: int
    solved_aerosols: int


def open(folder: str | os.PathLike[str]) -> Run:
    """Open the results of an earlier run.

    Parameters
    ----------
    folder:
        The run's output folder.

    Returns
    -------
    Run

    Raises
    ------
    FileNotFoundError
        Files of a run are missing.
    ArgumentError
        A file is damaged or of another minor version of lantian.

    Examples
    --------
    >>> import lantian as lt
    >>> lt.open(run.folder).members == run.members
    True
    """
    return Run(Path(folder))


class Run:
    """The results of one run; made by `lantian.run` and `lantian.open`.

    Attributes
    ----------
    folder:
        Where the results lie.
    summary:
        What the run said of itself; None for a run that was opened.
    members:
        Ids of the members, the baseline first.
    synthetic:
        True where the case is made up: say so wherever you show its figures.

    Examples
    --------
    >>> run  # doctest: +ELLIPSIS
    Run mengzhou · 2023-11-22T00:00 → 2023-11-25T00:00 (72 h, +08:00) · SYNTHETIC
    ├── grid     10 × 9 × 14, dx = 8000 m, top 4000 m
    ├── members  counterfactual, offpeak, orange, no_window
    ├── surface  CO, ...PM2p5, ...
    ├── monitors 19
    ├── ledger   largest relative residual ...
    └── folder   ...
    """

    folder: Path
    summary: Summary | None

    def __init__(
        self,
        folder: Path,
        summary: Summary | None = None,
        temporary: tempfile.TemporaryDirectory[str] | None = None,
    ) -> None:
        missing = [name for name in _FILES if not (folder / name).is_file()]
        if missing:
            raise FileNotFoundError(f"{folder} does not hold the results of a run: no {', '.join(missing)}")
        self.folder = folder
        self.summary = summary
        self._report, self._quantity_attributes  # told at once where they are another version's
        self._temporary = temporary  # kept, so that the folder lives as long as this

    # --- what it is -----------------------------------------------------------------------------------------

    @cached_property
    def case(self) -> dict[str, Any]:
        """The resolved case: every key with its value, defaults included.

        Examples
        --------
        >>> run.case["grid"]["nx"], run.case["grid"]["dx"]
        (10, '8000 m')
        """
        with undamaged(self.folder / "case.toml"):
            return tomllib.loads((self.folder / "case.toml").read_text(encoding="utf-8"))

    @cached_property
    def members(self) -> list[str]:
        return [one["id"] for one in self._report["members"]]

    @property
    def synthetic(self) -> bool:
        return bool(self._report["case"]["synthetic"])

    @property
    def quantities(self) -> list[str]:
        """Names that `concentration` and `monitors` know.

        Examples
        --------
        >>> "PM2p5" in run.quantities, "NO3_PM2p5" in run.quantities
        (True, True)
        """
        return list(self._quantity_attributes)

    # --- fields ---------------------------------------------------------------------------------------------

    def concentration(
        self,
        quantity: str,
        member: str | Sequence[str] | None = None,
        *,
        unit: str = "kg m-3",
    ) -> xr.DataArray:
        """Hourly mean mass concentration near the ground.

        Parameters
        ----------
        quantity:
            One of `quantities`, such as ``"PM2p5"``.
        member:
            One id (then without the dimension ``member``) or several; else all.
        unit:
            Of the values; any unit of a mass per volume.

        Returns
        -------
        xarray.DataArray
            ``(time, member, y, x)`` with CF attributes. ``time`` is the middle of the hour in UTC. Particles are
            dry, at actual temperature and pressure; gases at 298.15 K and 1013.25 hPa (attribute ``comment``).

        Examples
        --------
        >>> pm = run.concentration("PM2p5", unit="ug/m3")
        >>> pm.attrs["standard_name"]
        'mass_concentration_of_pm2p5_dry_aerosol_particles_in_air'
        >>> pm.sizes["time"], pm.attrs["units"]
        (72, 'ug m-3')
        >>> run.concentration("O3").attrs["units"]
        'kg m-3'
        """
        one_of("quantity", quantity, self.quantities)
        scale = from_kilograms("unit", unit)

        def take(file: xr.Dataset) -> tuple[xr.DataArray, np.ndarray, Any]:
            return file[quantity].load(), file["member_id"].values, file.attrs.get("comment")

        field, ids, comment = read_fields(self.folder / "surface.nc", take)
        synthetic = comment if self.synthetic else None
        field = field.drop_vars("member_id", errors="ignore").assign_coords(
            member=("member", _texts(ids), {"long_name": "scenario of the run"})
        )
        field = self._of_unit(field, scale, unit)
        if synthetic:
            field.attrs["synthetic"] = synthetic
        return field if member is None else field.sel(member=self._known_members(member))

    def difference(self, quantity: str, member: str, other: str, *, unit: str = "kg m-3") -> xr.DataArray:
        """What `member` has more than `other`: ``concentration(member) - concentration(other)``.

        Parameters
        ----------
        quantity, unit:
            As in `concentration`.
        member, other:
            Ids of members.

        Returns
        -------
        xarray.DataArray
            ``(time, y, x)``. It has no ``standard_name``: CF has none for a difference between scenarios.

        Examples
        --------
        >>> change = run.difference("PM2p5", "orange", "offpeak", unit="ug/m3")
        >>> change.dims, bool(change.mean() < 0)
        (('time', 'y', 'x'), True)
        """
        both = self.concentration(quantity, [member, other], unit=unit)
        change = both.isel(member=0, drop=True) - both.isel(member=1, drop=True)
        change.name = quantity
        change.attrs = {key: value for key, value in both.attrs.items() if key != "standard_name"}
        change.attrs["long_name"] = f"{member} minus {other}: {both.attrs['long_name']}"
        return change

    # --- tables ---------------------------------------------------------------------------------------------

    def monitors(self, *, unit: str = "kg m-3") -> xr.Dataset:
        """Hourly means at the monitors: those of the cell where each stands.

        Parameters
        ----------
        unit:
            Of the values.

        Returns
        -------
        xarray.Dataset
            One variable ``(time, member, monitor)`` for each quantity, with the same ``time`` as `concentration`;
            the coordinate ``local_time`` is the beginning of the hour on the case's clock. Six digits are kept.

        Examples
        --------
        >>> series = run.monitors(unit="ug/m3").PM2p5.sel(monitor="mengzhou_government")
        >>> series.dims, series.attrs["units"]
        (('time', 'member'), 'ug m-3')
        >>> series.sel(member="counterfactual").to_series().shape
        (72,)
        """
        scale = from_kilograms("unit", unit)
        table = read_monitors(self.folder / "monitors.csv", self.case["time"]["utc_offset"])
        for name, series in table.items():
            series.attrs = dict(self._quantity_attributes[str(name)])
            series.attrs["coordinates"] = "local_time"
            table[name] = self._of_unit(series, scale, unit)
        if self.synthetic:
            table.attrs["comment"] = _SYNTHETIC
        return table

    def ledger(self) -> xr.Dataset:
        """Mass of each species over the whole run and window, each term from its own fluxes.

        Returns
        -------
        xarray.Dataset
            ``(member, species)``: initial, emitted, produced, flowed_in, clipped (round-off below zero set to zero), lost, flowed_out, deposited (dry),
            washed_out (rain and snow), final [kg] and relative_residual [1]. Beside the species, ``N`` and ``S`` are all nitrogen and sulfur, kg of the element.

        Examples
        --------
        >>> ledger = run.ledger()
        >>> bool(abs(ledger.relative_residual).max() < 1e-6)
        True
        >>> float(ledger.emitted.sel(member="no_window", species="S"))
        0.0
        """
        return read_ledger(self.folder / "ledger.csv")

    def emissions(self) -> xr.DataArray:
        """Mass emitted in each hour.

        Returns
        -------
        xarray.DataArray
            ``(time, member, scope, pollutant)`` [kg]. Scope ``county_people``: of the county, without nature;
            ``all_sources``: all; ``beyond_the_window`` and ``carried_by_no_species``: the parts of these that
            the grid does not hold. Pollutants are those of the Chinese inventories.

        Examples
        --------
        >>> emitted = run.emissions().sel(scope="county_people").sum("time")
        >>> cut = 1 - emitted.sel(member="orange") / emitted.sel(member="counterfactual")
        >>> bool(0.02 < cut.sel(pollutant="PM2p5") < 0.5)
        True
        """
        return read_emissions(self.folder / "emissions.csv", self.case["time"]["utc_offset"])

    # --- days -----------------------------------------------------------------------------------------------

    def daily(self, quantity: str, average: str = "24h", *, unit: str = "kg m-3") -> xr.DataArray:
        """Daily statistics at the monitors as GB 3095 and HJ 663 count them; hours of the spin-up are left out.

        Parameters
        ----------
        quantity, unit:
            As in `concentration`.
        average:
            ``"24h"``, ``"mda8"`` (largest 8-h mean) or ``"1h"`` (largest hour).

        Returns
        -------
        xarray.DataArray
            ``(day, member, monitor)``, NaN where a day has too few hours. From the fields of ``surface.nc``, all digits.

        Examples
        --------
        >>> run.daily("PM2p5", unit="ug/m3").sizes["day"]
        2
        """
        return days.daily(self, quantity, average, unit)

    def mda8(self, *, unit: str = "kg m-3") -> xr.DataArray:
        """The day's largest 8-h mean of ozone at the monitors: ``daily("O3", "mda8")``.

        Examples
        --------
        >>> run.mda8(unit="ug/m3").dims
        ('day', 'member', 'monitor')
        """
        return days.daily(self, "O3", "mda8", unit)

    def aqi(self) -> xr.Dataset:
        """Air quality index of each day, member and monitor by the HJ 633 in force.

        Returns
        -------
        xarray.Dataset
            As `lantian.standards.aqi`, over ``(day, member, monitor)``.

        Examples
        --------
        >>> found = run.aqi()
        >>> found.aqi.dims, bool((found.aqi > 0).all())
        (('day', 'member', 'monitor'), True)
        """
        return days.aqi(self)

    def compare(self, member: str, other: str, quantity: str = "PM2p5", average: str = "24h", *, unit: str = "kg m-3") -> xr.Dataset:
        """What `member` changes at the monitors against `other`, beside what all emissions in the window do.

        Returns
        -------
        xarray.Dataset
            ``before`` (of `other`), ``after``, ``change`` and ``relative_change`` [1] over ``(day, monitor)``; ``local`` (baseline less the member
            without emission in the window) and ``ceiling`` (less that without the county's) where the run has those members.

        Examples
        --------
        >>> effect = run.compare("orange", "offpeak", unit="ug/m3")
        >>> bool(effect.change.mean() < 0), "local" in effect
        (True, True)
        """
        return days.compare(self, *self._known_members([member, other]), quantity, average, unit)

    # --- for people -----------------------------------------------------------------------------------------

    def __repr__(self) -> str:
        time, grid = self.case["time"], self.case["grid"]
        hours = self._report["time"]["hours"]
        names = ", ".join(self.quantities)
        residual = float(abs(self.ledger().relative_residual).max())
        lines = [
            ("grid", f"{grid['nx']} × {grid['ny']} × {len(grid['layers']) - 1}, dx = {grid['dx']}, top {grid['layers'][-1]}"),
            ("members", ", ".join(self.members)),
            ("surface", names),
            ("monitors", str(len(self._report["monitors"]))),
            ("ledger", f"largest relative residual {residual:.1e}"),
            ("folder", str(self.folder) + (" (temporary)" if self._temporary else "")),
        ]
        head = f"Run {self.case['id']} · {time['start']} → {time['end']} ({hours} h, {time['utc_offset']})"
        text = head + (" · SYNTHETIC" if self.synthetic else "")
        for number, (name, what) in enumerate(lines, start=1):
            text += f"\n{'└' if number == len(lines) else '├'}── {name:<8} {what}"
        return text

    # --- helpers --------------------------------------------------------------------------------------------

    @cached_property
    def _report(self) -> dict[str, Any]:
        return read_report(self.folder / "report.json")

    @cached_property
    def _quantity_attributes(self) -> dict[str, dict[str, Any]]:
        def take(file: xr.Dataset) -> dict[str, dict[str, Any]]:
            fields = {str(name): one for name, one in file.data_vars.items() if one.ndim == 4}
            return {
                name: {key: one.attrs[key] for key in _KEPT if key in one.attrs} for name, one in fields.items()
            }

        return read_fields(self.folder / "surface.nc", take, decode_cf=False)

    def _of_unit(self, field: xr.DataArray, scale: float, unit: str) -> xr.DataArray:
        attributes = dict(field.attrs, units=_cf_spelling(unit))
        if scale != 1.0:
            field = field.astype(np.float64) * scale
        field.attrs = attributes
        return field

    def _known_members(self, asked: str | Sequence[str]) -> str | list[str]:
        for one in [asked] if isinstance(asked, str) else asked:
            one_of("member", one, self.members)
        return asked if isinstance(asked, str) else list(asked)


_KEPT = ("standard_name", "long_name", "units", "cell_methods", "comment")
_SYNTHETIC = "SYNTHETIC case: neither observations nor an official inventory"


def _cf_spelling(unit: str) -> str:
    """The usual spellings of people as CF writes them; others as they are."""
    return {"ug/m3": "ug m-3", "µg/m3": "ug m-3", "µg/m³": "ug m-3", "mg/m3": "mg m-3", "kg/m3": "kg m-3"}.get(unit, unit)


def _texts(values: np.ndarray) -> list[str]:
    """Names from NetCDF's fixed-length texts."""
    return [value.decode("utf-8").rstrip("\0") if isinstance(value, bytes) else str(value) for value in values]
