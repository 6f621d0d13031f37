"""Commands that are written in Python, as the compiled program calls them."""

import subprocess
import sys

import kaldor
import pytest
from kaldor.__main__ import COMMANDS


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    path = tmp_path_factory.mktemp("commands") / "run.h5"
    kaldor.run(kaldor.scenario("mini", firms=600, years=2, replications=2), output=path, progress=False)
    return path


def test_a_reader_that_has_enough_is_no_fault(result):
    command = f'{sys.executable} -m kaldor facts {result} | true; echo "${{PIPESTATUS[0]}}"'
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=120, check=True)
    assert (done.stdout, done.stderr) == ("0\n", "")


def test_an_unknown_command_names_those_that_there_are():
    done = subprocess.run([sys.executable, "-m", "kaldor", "fakts"], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 2 and "no command 'fakts' in Python; it has calibrate, compare, discover, economy" in done.stderr


def test_help_names_the_commands_that_the_package_has(command):
    told = subprocess.run([command, "--help"], capture_output=True, text=True, timeout=60, check=True).stdout
    assert sorted(line.split()[0] for line in told.splitlines() if line.endswith("(Python package)")) == sorted(COMMANDS)
