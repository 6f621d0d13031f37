"""The command where it is built."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def command() -> Path:
    path = Path(os.environ.get("KALDOR_COMMAND", ROOT / "build/release/bin/kaldor")).resolve()
    if not os.access(path, os.X_OK):
        pytest.skip(f"the command is not built: no {path} (scripts/build release, or KALDOR_COMMAND)")
    return path
