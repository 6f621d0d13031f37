"""Two small results of the command."""

import subprocess

import pytest

BASE = """\
kaldor: 1
name: base
base: mini
firms: 600
years: 2
replications: 3
output:
  firms: { every: 1 year, sample: 0.5 }
"""
POLICY = BASE.replace("name: base", "name: more-demand") + "policies: [ { lever: procurement, value: 0.2, from: 2020 } ]\n"


@pytest.fixture(scope="session")
def written(command, tmp_path_factory):
    """Paths of the results of `base` and `policy`."""
    folder = tmp_path_factory.mktemp("written")
    for name, text in {"base": BASE, "policy": POLICY}.items():
        (folder / f"{name}.yaml").write_text(text)
        arguments = [command, "run", f"{name}.yaml", "-o", f"{name}.h5", "--quiet"]
        subprocess.run(arguments, cwd=folder, check=True, timeout=120, stdout=subprocess.DEVNULL)
    return {name: folder / f"{name}.h5" for name in ("base", "policy")}


@pytest.fixture
def copied(written, tmp_path):
    """A copy of the base result, to be changed."""
    path = tmp_path / "copy.h5"
    path.write_bytes(written["base"].read_bytes())
    return path
