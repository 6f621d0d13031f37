"""The package from the source tree where none is installed, and where the command is."""

import importlib.util
import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
if importlib.util.find_spec("kaldor") is None:
    sys.path.insert(0, str(ROOT / "analysis"))


@pytest.fixture(scope="session")
def command() -> Path:
    path = Path(os.environ.get("KALDOR_COMMAND", ROOT / "build/release/bin/kaldor")).resolve()
    if not os.access(path, os.X_OK):
        pytest.skip(f"the command is not built: no {path} (scripts/build release, or KALDOR_COMMAND)")
    return path
