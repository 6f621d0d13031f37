"""The tutorials run, small; and what is committed was written by their code, on no machine in particular."""

import ast
import importlib.util
import re
import sys
from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat")
pytest.importorskip("nbclient")
pytest.importorskip("ipykernel")

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "docs/tutorials"
SMALL = {
    "first-run": {"FIRMS": 1000, "YEARS": 6, "REPLICATIONS": 3},
    "own-country": {"FIRMS": 500, "REPLICATIONS": 2, "SAMPLES": 2, "GRID": [0.0, 0.06], "TRIALS": 6},
    "policy-experiment": {"FIRMS": 1000, "YEARS": 5, "REPLICATIONS": 3, "SEEDS": [1, 2]},
    "what-if-class": {"YEARS": 6, "REPLICATIONS": 3},
}
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def execute_notebook():
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        import execute_notebook as module
    finally:
        sys.path.pop(0)
    return module


def outputs(notebook):
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


def named(path):
    return path.stem


def test_every_tutorial_has_a_small_size():
    assert [path.stem for path in NOTEBOOKS] == sorted(SMALL)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=named)
def test_a_tutorial_runs(path, monkeypatch):
    if importlib.util.find_spec("kaldor._engine") is None:
        pytest.skip("the compiled module is not there (scripts/build python)")
    monkeypatch.setenv("PYTHONPATH", ":".join(place for place in sys.path if place))
    notebook = execute_notebook().executed(path, SMALL[path.stem])
    kinds = {kind for output in outputs(notebook) for kind in output.get("data", {})}
    assert {"image/svg+xml", "text/markdown"} <= kinds
    assert [output.text for output in outputs(notebook) if output.get("name") == "stderr"] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=named)
def test_a_size_replaces_a_name_that_is_there(path):
    """A misspelt size would leave the tutorial large."""
    parameters = [cell for cell in nbformat.read(path, 4).cells if "parameters" in cell.metadata.get("tags", [])]
    names = {target.id for cell in parameters for line in ast.parse(cell.source).body for target in line.targets}
    assert len(parameters) == 1 and set(SMALL[path.stem]) <= names


@pytest.mark.parametrize("path", NOTEBOOKS, ids=named)
def test_what_is_committed_was_executed_from_top_to_bottom(path):
    notebook = nbformat.read(path, 4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1)), "run scripts/tutorials"
    assert [output for output in outputs(notebook) if output.output_type == "error"] == []
    assert path.stat().st_size < 300_000


@pytest.mark.parametrize("path", NOTEBOOKS, ids=named)
def test_what_is_committed_names_no_machine_and_no_time(path):
    text = path.read_text()
    assert re.findall(r"/tmp/[^\s\"]*|/home/[^\s\"]*|/root/[^\s\"]*|iopub\.[a-z]+", text) == []
