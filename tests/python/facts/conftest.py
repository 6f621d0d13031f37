"""The package from the source tree where none is installed, the source data where they are at hand, and a result of the command."""

import importlib.util
import os
import subprocess
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


@pytest.fixture(scope="session")
def data() -> Path:
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"source data not here: no folder {folder}")
    return folder


@pytest.fixture
def mini():
    import kaldor

    return kaldor.scenario("mini", firms=600, years=2)
