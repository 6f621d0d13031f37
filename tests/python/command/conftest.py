"""Fixtures of the tests of the command."""

from pathlib import Path

import pytest
from kaldor_command import Command, command_path


@pytest.fixture
def kaldor(tmp_path) -> Command:
    if not command_path().exists():
        pytest.skip(f"the command is not built: no {command_path()} (scripts/build release, or KALDOR_COMMAND)")
    return Command(tmp_path)


@pytest.fixture
def scenario_file(tmp_path):
    """Writes a scenario file."""

    def write(text: str, name: str = "mine.yaml") -> Path:
        path = tmp_path / name
        path.write_text(text)
        return path

    return write
