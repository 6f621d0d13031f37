"""The package from the source tree where none is installed, and the source data where they are at hand."""

import importlib.util
import sys
from pathlib import Path

import pytest
from economy_places import ECONOMIES, ROOT, SHIPPED

if importlib.util.find_spec("kaldor") is None:
    sys.path.insert(0, str(ROOT / "analysis"))


@pytest.fixture(scope="session")
def data() -> Path:
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"source data not here: no folder {folder}")
    return folder


@pytest.fixture(params=SHIPPED)
def shipped(request) -> Path:
    return ECONOMIES / f"{request.param}.yaml"
