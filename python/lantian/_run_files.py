"""The files of a run, judged before they are used: version, schema, coordinates; damage is told with the file's name."""

from __future__ import annotations

import csv
import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import xarray as xr

from lantian import _core
from lantian.errors import ArgumentError

REPORT_SCHEMA = "lantian.report/1"
_WHOLE = "the file as a run wrote it"
_COORDINATES = ("time", "member_id", "y", "x")

T = TypeVar("T")


@contextmanager
def undamaged(path: Path) -> Iterator[None]:
    """What goes wrong while the file is read is told as its damage; what the system refuses remains the system's."""
    try:
        yield
    except ArgumentError:
        raise
    except (OSError, RuntimeError, ValueError, LookupError, csv.Error) as fault:
        if isinstance(fault, OSError) and (fault.errno or 0) > 0:  # NetCDF's own are negative
            raise
        raise ArgumentError("folder", f"damaged {path} ({' '.join(str(fault).split()) or type(fault).__name__})", _WHOLE) from fault


def read_report(path: Path) -> dict[str, Any]:
    """report.json of this version's schema."""
    with undamaged(path):
        found = json.loads(path.read_text(encoding="utf-8"))
        schema = found.get("schema") if isinstance(found, dict) else None
        if schema != REPORT_SCHEMA:
            raise ArgumentError("folder", f"{path} of schema `{schema}`", f"`{REPORT_SCHEMA}`")
        return dict(found)


def read_fields(path: Path, take: Callable[[xr.Dataset], T], coordinates: Sequence[str] = _COORDINATES, **options: Any) -> T:
    """What `take` finds in a file of fields, which is of this version and has these coordinates; under the lock of NetCDF."""
    with undamaged(path), _core.NetcdfGuard(), xr.open_dataset(path, engine="netcdf4", **options) as file:
        own, written = _core.__version__, file.attrs.get("lantian_version")
        if _series(str(written)) != _series(own):
            came = f"{path} without lantian_version" if written is None else f"{path} of lantian {written}"
            raise ArgumentError("folder", came, f"lantian {_series(own)}.*")
        missing = [name for name in coordinates if name not in file.variables]
        if missing:
            raise ArgumentError("folder", f"{path} without the coordinate {', '.join(missing)}", f"one with {', '.join(coordinates)}")
        return take(file)


def _series(version: str) -> str:
    """Files are alike within a minor version: "0.1" of "0.1.3"."""
    return ".".join(version.split(".")[:2])


def read_rows(path: Path, needed: Iterable[str] = ()) -> tuple[list[str], list[list[str]]]:
    """Header and rows of a CSV file, which has the columns `needed` and as many cells in each row."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        text = file.readlines()
    said = sum(1 for _ in itertools.takewhile(lambda line: line.startswith("#"), text))  # what the file says of itself
    reader = csv.reader(text[said:])
    header = next(reader, [])
    _has_columns(path, header, list(needed))
    rows = []
    for row in reader:
        if len(row) != len(header):
            raise ArgumentError("folder", f"damaged {path}, line {said + reader.line_num}: {len(row)} cells", f"{len(header)} cells")
        rows.append(row)
    if not rows:
        raise ArgumentError("folder", f"damaged {path}: no rows", _WHOLE)
    return header, rows


def _has_columns(path: Path, header: Sequence[str], needed: Sequence[str]) -> None:
    missing = [name for name in needed if name not in header]
    if missing:
        raise ArgumentError("folder", f"damaged {path} without the column {', '.join(missing)}", f"one with {', '.join(needed)}")
