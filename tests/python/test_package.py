"""The package itself: every example of its documentation runs, every public function says its types."""

import doctest
import importlib
import inspect
import pathlib
import pkgutil
import re
import typing

import pytest

import lantian as lt
from conftest import ROOT

MODULES = ["lantian"] + [f"lantian.{one.name}" for one in pkgutil.iter_modules(lt.__path__) if one.name != "_core"]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_the_documentation_run(name, run):
    done = doctest.testmod(importlib.import_module(name), extraglobs={"run": run, "lt": lt})
    assert done.failed == 0


def test_every_public_function_has_types_and_a_docstring():
    public = [getattr(lt, name) for name in lt.__all__ if callable(getattr(lt, name))]
    public += [one for name, one in vars(lt.Run).items() if inspect.isfunction(one) and not name.startswith("_")]
    for one in public:
        assert one.__doc__, one
        if inspect.isfunction(one):
            hints = typing.get_type_hints(one)
            asked = [name for name in inspect.signature(one).parameters if name != "self"]
            assert set(asked) | {"return"} <= set(hints), one


def test_the_guide_runs(capsys):
    for code in re.findall(r"^```python\n(.*?)^```", (ROOT / "docs" / "guide" / "python.md").read_text(encoding="utf-8"), re.M | re.S):
        exec(compile(code, "docs/guide/python.md", "exec"), {})
    assert "('day', 'member', 'monitor')" in capsys.readouterr().out


def test_the_stub_names_what_the_package_offers():
    stub = (pathlib.Path(lt.__file__).parent / "__init__.pyi").read_text(encoding="utf-8")
    assert set(re.findall(r"^from .* as (\w+)$", stub, re.M)) == set(lt.__all__)


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'simulate'"):
        lt.simulate  # noqa: B018


def test_the_version_is_that_of_the_program():
    assert f"VERSION {lt.__version__} " in (ROOT / "CMakeLists.txt").read_text()
