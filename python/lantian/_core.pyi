# The compiled module; private. Use the functions of `lantian`.
from collections.abc import Callable
from pathlib import Path
from typing import Any

__version__: str

def set_language(asked: str) -> str: ...
def conversion_factor(from_unit: str, to_unit: str) -> float: ...
def box(box_path: Path) -> dict[str, Any]: ...
def check(*, case_path: Path, season: str, variant: str, outside_allowed: bool) -> None: ...
def run_case(
    *,
    case_path: Path,
    season: str,
    variant: str,
    outside_allowed: bool,
    output: Path,
    threads: int,
    members: list[str],
    double_precision: bool,
    restart: Path | None,
    progress: Callable[[int, int], object] | None,
) -> dict[str, Any]: ...
