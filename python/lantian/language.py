"""The language of messages and reports."""

from __future__ import annotations

from lantian import _core
from lantian.errors import ArgumentError


def set_language(asked: str = "") -> str:
    """Choose the language of the texts of mistakes and failures.

    Parameters
    ----------
    asked:
        ``"zh"``, ``"en"``, or ``""`` for that of the environment (LANGUAGE, LC_ALL, LC_MESSAGES, LANG).

    Returns
    -------
    str
        The language that holds now.

    Examples
    --------
    >>> import lantian as lt
    >>> lt.set_language("en")
    'en'
    """
    if asked not in ("", "zh", "en"):
        raise ArgumentError("asked", f"`{asked}`", "zh, en or nothing")
    return _core.set_language(asked)


set_language()
