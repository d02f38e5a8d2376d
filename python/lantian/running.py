"""Check a case, run a case."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from lantian import _core
from lantian._arguments import positive
from lantian.cases import Case, Folder
from lantian.errors import InputErrors, Mistake
from lantian.progress import ProgressFunction, shown
from lantian.results import Run, Summary


def check(
    case: str | os.PathLike[str] | Case,
    season: str | None = None,
    variant: str | None = None,
    *,
    outside_allowed: bool = False,
) -> list[Mistake]:
    """Find every mistake of a case and of all its files; run nothing.

    Parameters
    ----------
    case:
        Folder of the case, its ``case.toml``, or a `Case`.
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
        with Folder(case) as folder:
            _core.check(
                case_path=folder,
                season=season or "",
                variant=variant or "",
                outside_allowed=outside_allowed,
            )
    except InputErrors as errors:
        return errors.mistakes
    return []


def run(
    case: str | os.PathLike[str] | Case,
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
        Folder of the case, its ``case.toml``, or a `Case`.
    season, variant:
        Take the keys of ``[season.NAME]`` and ``[variant.NAME]``.
    members:
        Only these, by id; else all of the case.
    output:
        Folder for the results; else a temporary one that lives as long as the returned `Run`.
    threads:
        Number of threads, else one for each processor; the results do not depend on it.
    progress:
        True: a bar in a notebook, one line on standard error of a terminal, nothing in a pipe. A function: called as
        ``f(done, hours)`` after each hour; an exception from it stops the run.
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
    Python's lock is released while the model runs, and runs of several threads go on side by side, each with its
    own number of threads. Results are read under the lock of the NetCDF library, which is not thread-safe; if you open NetCDF
    files yourself in another thread meanwhile, do it as ``with lantian._core.NetcdfGuard():``.

    Examples
    --------
    >>> import lantian as lt
    >>> run = lt.run("cases/mengzhou", variant="coarse", members=["counterfactual", "no_window"])
    >>> run.members
    ['counterfactual', 'no_window']
    >>> run.synthetic
    True
    """
    threads = 0 if threads is None else positive("threads", threads)
    temporary = None
    if output is None:
        temporary = tempfile.TemporaryDirectory(prefix="lantian-")
        output = temporary.name
    with Folder(case) as folder, shown(progress) as heard:
        summary = _core.run_case(
            case_path=folder,
            season=season or "",
            variant=variant or "",
            outside_allowed=outside_allowed,
            output=Path(output).absolute(),
            threads=threads,
            members=[members] if isinstance(members, str) else list(members or []),
            double_precision=double_precision,
            restart=None if restart is None else Path(restart),
            progress=heard,
        )
    return Run(Path(summary["folder"]), Summary(**summary), temporary)
