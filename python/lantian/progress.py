"""How a run goes on, for people: a bar in a notebook, a line on a terminal, nothing in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from lantian._arguments import described
from lantian.errors import ArgumentError

ProgressFunction = Callable[[int, int], object]


@contextmanager
def shown(progress: bool | ProgressFunction) -> Iterator[ProgressFunction | None]:
    """What a run calls after each hour; None where nobody looks."""
    if callable(progress):
        yield progress
    elif progress is True and _is_notebook():
        yield _Bar().hour
    elif progress is True and sys.stderr.isatty():
        line = _Line()
        try:
            yield line.hour
        finally:
            line.end()
    elif progress in (True, False):
        yield None
    else:
        raise ArgumentError("progress", described(progress), "True, False or a function of (done, hours)")


def _is_notebook() -> bool:
    """Whether a Jupyter kernel runs this; IPython is not loaded to find out."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    return type(shell).__name__ == "ZMQInteractiveShell"


class _Line:
    def __init__(self) -> None:
        self._open = False

    def hour(self, done: int, hours: int) -> None:
        full = 30 * done // max(hours, 1)
        print(f"\r{'█' * full}{'░' * (30 - full)} {done}/{hours} h", end="", file=sys.stderr, flush=True)
        self._open = True

    def end(self) -> None:
        """After Ctrl-C too: what comes next begins on a line of its own."""
        if self._open:
            print(file=sys.stderr)


class _Bar:
    """One output that is replaced hour by hour."""

    def __init__(self) -> None:
        self._handle: Any = None

    def hour(self, done: int, hours: int) -> None:
        from IPython.display import HTML, display

        content = HTML(f'<progress value="{done}" max="{hours}"></progress> {done}/{hours} h')
        if self._handle is None:
            self._handle = display(content, display_id=True)
        else:
            self._handle.update(content)
