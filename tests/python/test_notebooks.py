"""Notebooks run from top to bottom, draw what they show, and are kept without outputs."""

import pathlib
import sys

import nbclient
import nbformat
import pytest
from conftest import ROOT

import lantian as lt

NOTEBOOKS = sorted((ROOT / "python" / "notebooks").glob("*.ipynb"))


def test_it_is_the_installed_package_that_they_use():
    assert pathlib.Path(lt.__file__).is_relative_to(sys.prefix), lt.__file__


def code_of(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_is_kept_without_outputs(path):
    for cell in code_of(nbformat.read(path, as_version=4)):
        assert not cell.outputs and not cell.execution_count


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_ends_in_a_checked_fact(path):
    assert "\nassert " in code_of(nbformat.read(path, as_version=4))[-1].source


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_runs_draws_and_warns_of_nothing(path, monkeypatch):
    monkeypatch.setenv("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    notebook = nbformat.read(path, as_version=4)
    nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": path.parent}}).execute()
    for cell in code_of(notebook):
        drawn = [one for one in cell.outputs if "image/png" in one.get("data", {})]
        assert len(drawn) == cell.source.count("plt.show()"), cell.source
        assert not [one.text for one in cell.outputs if one.get("name") == "stderr"]
        if drawn:
            says_synthetic = ("stamp(", "show_map(", "maps.plot(", ".plot_front(")
            assert any(one in cell.source for one in says_synthetic)
