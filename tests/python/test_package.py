"""The package itself: every example of its documentation runs, every public function says its types."""

import doctest
import importlib
import inspect
import pkgutil
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


def test_the_version_is_that_of_the_program():
    assert f"VERSION {lt.__version__} " in (ROOT / "CMakeLists.txt").read_text()
