"""The shipped economies."""

from pathlib import Path

import pytest
from economy_places import ECONOMIES, SHIPPED


@pytest.fixture(params=SHIPPED)
def shipped(request) -> Path:
    return ECONOMIES / f"{request.param}.yaml"
