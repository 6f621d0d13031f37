"""Small scenarios for the tests of the package."""

import kaldor
import pytest


@pytest.fixture
def mini():
    return kaldor.scenario("mini", firms=600, years=2)
