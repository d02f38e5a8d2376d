"""Mistakes in what the user gave: all of them, each with its place."""

from __future__ import annotations

import json
from dataclasses import dataclass

from lantian import _core


@dataclass(frozen=True)
class Mistake:
    """One mistake of the input.

    Attributes
    ----------
    code:
        Stable name of the kind of mistake, such as ``"unknown_key"``.
    file:
        As it was given.
    line, column:
        From 1; 0 means the file as a whole.
    text:
        What is wrong, in the chosen language.

    Examples
    --------
    >>> print(Mistake("unknown_key", "case.toml", 7, 1, "unknown key `strat`"))
    case.toml:7:1: unknown key `strat`
    """

    code: str
    file: str
    line: int
    column: int
    text: str

    def __str__(self) -> str:
        place = self.file + "".join(f":{number}" for number in (self.line, self.column) if number > 0)
        return f"{place}: {self.text}" if place else self.text


class ArgumentError(ValueError, KeyError):
    """An argument of a function is not one that it takes.

    Attributes
    ----------
    argument:
        Its name.
    came:
        What came, in words.
    accepted:
        What is accepted instead, in words.

    Examples
    --------
    >>> print(ArgumentError("unit", "`ppb`", "a unit of mass per volume"))
    unit: `ppb` came; accepted: a unit of mass per volume
    """

    def __init__(self, argument: str, came: str, accepted: str) -> None:
        super().__init__(argument, came, accepted)
        self.argument = argument
        self.came = came
        self.accepted = accepted

    def __str__(self) -> str:
        return _core.argument_text(self.argument, self.came, self.accepted)


class InputErrors(Exception):
    """The input has mistakes; nothing was run. The text is that of the command line.

    Attributes
    ----------
    mistakes:
        Every mistake, in the order of the files.
    """

    mistakes: list[Mistake]

    def __init__(self, text: str, mistakes: list[Mistake]) -> None:
        super().__init__(text, mistakes)
        self.mistakes = mistakes

    def __str__(self) -> str:
        return str(self.args[0])

    @classmethod
    def _of(cls, text: str, report: str) -> InputErrors:
        """From the text for people and the JSON for programs that C++ makes of the same mistakes."""
        fields = Mistake.__dataclass_fields__
        found = json.loads(report)["mistakes"]
        return cls(text.rstrip("\n"), [Mistake(**{name: one[name] for name in fields}) for one in found])
