"""The package from the source tree where none is installed, the command where it is built, the source data where they are."""

import importlib.util
import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
if importlib.util.find_spec("kaldor") is None:
    sys.path.insert(0, str(ROOT / "analysis"))


@pytest.fixture(scope="session")
def command() -> Path:
    path = Path(os.environ.get("KALDOR_COMMAND", ROOT / "build/release/bin/kaldor")).resolve()
    if not os.access(path, os.X_OK):
        pytest.skip(f"the command is not built: no {path} (scripts/build release, or KALDOR_COMMAND)")
    return path


@pytest.fixture(scope="session")
def data() -> Path:
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"source data not here: no folder {folder}")
    return folder
