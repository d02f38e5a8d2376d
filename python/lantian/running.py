"""Check a case, run a case."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from lantian import _core
from lantian.errors import InputErrors, Mistake
from lantian.results import Run, Summary

ProgressFunction = Callable[[int, int], object]


def check(
    case: str | os.PathLike[str],
    season: str | None = None,
    variant: str | None = None,
    *,
    outside_allowed: bool = False,
) -> list[Mistake]:
    """Find every mistake of a case and of all its files; run nothing.

    Parameters
    ----------
    case:
        Folder of the case, or its ``case.toml``.
    season, variant:
        Take the keys of ``[season.NAME]`` and ``[variant.NAME]``.
    outside_allowed:
        Allow files outside the case's folder.

    Returns
    -------
    list of Mistake
        Empty where the case is sound.

    Examples
    --------
    >>> import lantian as lt
    >>> lt.check("cases/mengzhou", season="summer")
    []
    """
    try:
        _core.check(
            case_path=Path(case),
            season=season or "",
            variant=variant or "",
            outside_allowed=outside_allowed,
        )
    except InputErrors as errors:
        return errors.mistakes
    return []


def run(
    case: str | os.PathLike[str],
    season: str | None = None,
    variant: str | None = None,
    members: Sequence[str] | None = None,
    output: str | os.PathLike[str] | None = None,
    threads: int | None = None,
    progress: bool | ProgressFunction = False,
    *,
    outside_allowed: bool = False,
    double_precision: bool = False,
    restart: str | os.PathLike[str] | None = None,
) -> Run:
    """Simulate a case, all members side by side, and write its results.

    Parameters
    ----------
    case:
        Folder of the case, or its ``case.toml``.
    season, variant:
        Take the keys of ``[season.NAME]`` and ``[variant.NAME]``.
    members:
        Only these, by id; else all of the case.
    output:
        Folder for the results; else a temporary one that lives as long as the returned `Run`.
    threads:
        Number of threads, else one for each processor; the results do not depend on it.
    progress:
        True: one line on standard error, on a terminal only. A function: called as ``f(done, hours)`` after each
        hour; an exception from it stops the run.
    outside_allowed:
        Allow files outside the case's folder.
    double_precision:
        For verification.
    restart:
        Go on from this restart file.

    Returns
    -------
    Run

    Raises
    ------
    InputErrors
        The case has mistakes; ``.mistakes`` holds all of them with their places.
    RuntimeError
        The model or the machine failed; the text is that of the command line.
    KeyboardInterrupt
        Ctrl-C stops at the end of the simulated hour. With `output` given, ``restart.h5`` lies there: pass it as
        `restart` to go on; the result is the same as without the stop.

    Notes
    -----
    Python's lock is released while the model runs; a second run waits for the first. The NetCDF library is not
    thread-safe: read no NetCDF file in another thread meanwhile.

    Examples
    --------
    >>> import lantian as lt
    >>> run = lt.run("cases/mengzhou", variant="coarse", members=["counterfactual", "no_window"])
    >>> run.members
    ['counterfactual', 'no_window']
    >>> run.synthetic
    True
    """
    if threads is not None and threads < 1:
        raise ValueError(f"threads is 1 or more, not {threads}")
    temporary = None
    if output is None:
        temporary = tempfile.TemporaryDirectory(prefix="lantian-")
        output = temporary.name
    summary = _core.run_case(
        case_path=Path(case),
        season=season or "",
        variant=variant or "",
        outside_allowed=outside_allowed,
        output=Path(output).absolute(),
        threads=threads or 0,
        members=[members] if isinstance(members, str) else list(members or []),
        double_precision=double_precision,
        restart=None if restart is None else Path(restart),
        progress=_progress_line if progress is True else progress or None,
    )
    return Run(Path(summary["folder"]), Summary(**summary), temporary)


def _progress_line(done: int, hours: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done}/{hours} h", end="\n" if done == hours else "", file=sys.stderr, flush=True)
