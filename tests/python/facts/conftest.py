"""A result of the command with a panel of firms."""

import subprocess
from pathlib import Path

import pytest

SCENARIO = """\
kaldor: 1
name: small
base: china-2017-small
firms: 2000
years: 16
replications: 2
output: { firms: { every: 1 quarter } }
"""


@pytest.fixture(scope="session")
def result(command, tmp_path_factory) -> Path:
    """Sixteen years of the small economy, two replications, every firm in every quarter."""
    folder = tmp_path_factory.mktemp("facts")
    (folder / "small.yaml").write_text(SCENARIO)
    arguments = [command, "run", "small.yaml", "-o", "small.h5", "--quiet"]
    subprocess.run(arguments, cwd=folder, check=True, timeout=120, stdout=subprocess.DEVNULL)
    return folder / "small.h5"




@pytest.fixture
def mini():
    import kaldor

    return kaldor.scenario("mini", firms=600, years=2)
