"""The package's types hold (PEP 561)."""

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def test_mypy_finds_nothing(tmp_path):
    # The types of the compiled module (.pyi) lie where the package is installed, the rest where the sources are.
    shutil.copytree(ROOT / "analysis" / "kaldor", tmp_path / "kaldor")
    shutil.copy(Path(find_spec("kaldor._engine").origin).parent / "_engine.pyi", tmp_path / "kaldor")
    checked = subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file", ROOT / "pyproject.toml", "--cache-dir", tmp_path / "cache", "kaldor"],
        cwd=tmp_path, capture_output=True, text=True,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stdout + checked.stderr
