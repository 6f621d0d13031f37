"""The package's types hold (PEP 561)."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy
import pytest

ROOT = Path(__file__).resolve().parents[3]
OLDEST = "3.10"
# The last NumPy and xarray for Python 3.10 leave types out that later ones give: what is in a bare `ndarray`, what `load` answers.
NUMPY = tuple(map(int, numpy.__version__.split(".")[:2]))
OF_LIBRARIES = ["--allow-any-generics", "--allow-untyped-calls", "--no-warn-unused-ignores"] if NUMPY < (2, 3) else []
# For a Python that they do not serve, the types of later ones say of some results only that they are anything.
OF_OTHER_PYTHON = ["--no-warn-return-any", "--no-warn-unused-ignores"]


def complaints(folder: Path, options: Sequence[str]) -> str:
    # The types of the compiled module (.pyi) lie where the package is installed, the rest where the sources are.
    shutil.copytree(ROOT / "analysis" / "kaldor", folder / "kaldor")
    shutil.copy(Path(find_spec("kaldor._engine").origin).parent / "_engine.pyi", folder / "kaldor")
    checked = subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file", ROOT / "pyproject.toml", "--cache-dir", folder / "cache", *options, "kaldor"],
        cwd=folder, capture_output=True, text=True,
    )  # fmt: skip
    return "" if checked.returncode == 0 else checked.stdout + checked.stderr


def test_mypy_finds_nothing(tmp_path):
    assert not complaints(tmp_path, OF_LIBRARIES)


@pytest.mark.skipif(NUMPY >= (2, 5), reason="the types of this NumPy cannot be read for Python 3.10")
def test_mypy_finds_nothing_that_the_oldest_python_lacks(tmp_path):
    assert not complaints(tmp_path, ["--python-version", OLDEST, *OF_LIBRARIES, *OF_OTHER_PYTHON])
