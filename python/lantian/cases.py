"""Cases: from a folder, changed, or built in code."""

from __future__ import annotations

import copy
import os
import shutil
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lantian import _core
from lantian._arguments import described, one_of
from lantian.errors import ArgumentError


class Case:
    """A case as a tree of keys and the files beside it.

    `lantian.run`, `check` and `expand` take it in place of a folder: they write it to a temporary one first, so that every mistake
    is told with a place in that ``case.toml``.

    Parameters
    ----------
    keys:
        Tables and keys as in ``case.toml`` (docs/reference/case.md), quantities as texts with units.
    folder:
        Whose files are copied along; None where all stand in `files`.
    files:
        By relative name: text, bytes, or what has ``to_csv`` (a pandas table, written without its index). They go before those of `folder`.

    Examples
    --------
    >>> import lantian as lt
    >>> case = lt.Case.read("cases/mengzhou")
    >>> case.members
    ['counterfactual', 'offpeak', 'orange', 'no_window', 'no_county']
    >>> case["time"]["end"] = "2023-11-24T00:00"
    >>> [one.code for one in lt.check(case)]
    []
    """

    keys: dict[str, Any]

    def __init__(
        self,
        keys: Mapping[str, Any],
        folder: str | os.PathLike[str] | None = None,
        files: Mapping[str, Any] | None = None,
    ) -> None:
        if not isinstance(keys, Mapping):
            raise ArgumentError("keys", described(keys), "a mapping of tables and keys as in case.toml")
        self.keys = copy.deepcopy(dict(keys))
        self.folder = None if folder is None else Path(folder).absolute()
        self.files = dict(files or {})

    @classmethod
    def read(cls, path: str | os.PathLike[str]) -> Case:
        """From a folder, or its ``case.toml``; its files stay where they are.

        Raises
        ------
        InputErrors
            There is no such file, or it is no TOML; all else is told by `lantian.check`.
        """
        path = Path(path)
        file = path / "case.toml" if path.is_dir() else path
        return cls(tomllib.loads(_core.checked_toml(file)), file.parent)

    def __getitem__(self, key: str) -> Any:
        return self.keys[one_of("key", key, self.keys)]

    def __setitem__(self, key: str, value: Any) -> None:
        self.keys[key] = value

    @property
    def members(self) -> list[str]:
        """Ids of the case's members."""
        return [one["id"] for one in self.keys.get("member", [])]

    def write(self, folder: str | os.PathLike[str]) -> Path:
        """Writes the case, all files with it, into a new or empty folder."""
        target = Path(folder)
        if target.exists() and any(target.iterdir()):
            raise ArgumentError("folder", f"{target} with files in it", "a new or empty folder")
        if self.folder is not None:
            shutil.copytree(self.folder, target, dirs_exist_ok=True)
        target.mkdir(parents=True, exist_ok=True)
        (target / "case.toml").write_text(toml_text(self.keys), encoding="utf-8")
        write_files(target, self.files)
        return target

    def __repr__(self) -> str:
        where = "" if self.folder is None else f", files of {self.folder}"
        return f"Case {self.keys.get('id', '?')}: members {', '.join(self.members) or 'none'}{where}"


def example(name: str = "mengzhou") -> Path:
    """Folder of a case that the product ships; the synthetic Mengzhou case by default.

    Examples
    --------
    >>> import lantian as lt
    >>> lt.check(lt.example(), variant="coarse")
    []
    """
    cases = Path(_core.data_folder()).parent / "cases"
    return cases / one_of("name", name, sorted(one.parent.name for one in cases.glob("*/case.toml")))


class Folder:
    """The folder of a case: its own, or a temporary one for a case in memory."""

    def __init__(self, case: str | os.PathLike[str] | Case) -> None:
        self._temporary = None
        if isinstance(case, Case):
            self._temporary = tempfile.TemporaryDirectory(prefix="lantian-case-")
            self.path = case.write(self._temporary.name)
        elif isinstance(case, (str, os.PathLike)):
            self.path = Path(case)
        else:
            raise ArgumentError("case", described(case), "a folder, its case.toml, or a lantian.Case")

    def __enter__(self) -> Path:
        return self.path

    def __exit__(self, *_: object) -> None:
        if self._temporary is not None:
            self._temporary.cleanup()


def write_files(folder: Path, files: Mapping[str, Any]) -> None:
    """Texts, bytes and tables under their names below `folder`."""
    for name, contents in files.items():
        inside = Path(name)
        if inside.is_absolute() or ".." in inside.parts:
            raise ArgumentError("files", described(name), "names within the folder")
        (folder / inside).parent.mkdir(parents=True, exist_ok=True)
        if hasattr(contents, "to_csv"):
            contents.to_csv(folder / inside, index=False)
        elif isinstance(contents, bytes):
            (folder / inside).write_bytes(contents)
        elif isinstance(contents, str):
            (folder / inside).write_text(contents, encoding="utf-8")
        else:
            raise ArgumentError(f'files["{name}"]', described(contents), "text, bytes or a table with to_csv")


def toml_text(tree: Mapping[str, Any]) -> str:
    """A tree of tables, lists, texts, numbers and truths as TOML."""
    lines: list[str] = []
    _table(tree, [], lines)
    return "\n".join(lines) + "\n"


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, Mapping) for one in value)


def _table(tree: Mapping[str, Any], path: list[str], lines: list[str]) -> None:
    nested = {key: value for key, value in tree.items() if isinstance(value, Mapping) or _is_tables(value)}
    lines += [f"{_quoted(key)} = {_value(value, key)}" for key, value in tree.items() if key not in nested]
    for key, value in nested.items():
        name = ".".join(_quoted(one) for one in [*path, key])
        for one in [value] if isinstance(value, Mapping) else value:
            lines.append(f"[{name}]" if isinstance(value, Mapping) else f"[[{name}]]")
            _table(one, [*path, key], lines)


def _quoted(text: str) -> str:
    plain = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    return '"' + "".join(plain.get(letter) or (letter if letter >= " " else f"\\u{ord(letter):04x}") for letter in text) + '"'


def _value(value: Any, key: str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_quoted(name)} = {_value(one, name)}" for name, one in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_value(one, key) for one in value) + "]"
    if isinstance(value, os.PathLike):
        return _quoted(os.fspath(value))
    raise ArgumentError(key, described(value), "text, numbers, truths, lists and tables; dates and quantities as texts")
