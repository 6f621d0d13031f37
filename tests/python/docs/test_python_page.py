"""The code of docs/python.md runs as it stands, block after block, in an empty folder."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[3] / "docs" / "python.md"
SMALLER = {"firms=20_000, years=25": "firms=2_000, years=25", "replications=32, seed=1": "replications=4, seed=1"}
ELSEWHERE = ("Install", "Real data", "Many points", "The best policies within a budget", "Calibrate", "Scenario discovery")
"""Sections about another machine, data of one's own, and studies that take minutes (tests/python/designs has small ones)."""


def blocks() -> list[tuple[str, str, str]]:
    """Section, language and text of each block."""
    found, section = [], ""
    for heading, language, text in re.findall(r"^##+ ([^\n]+)$|^```(python|bash)\n(.*?)^```", PAGE.read_text(), re.DOTALL | re.MULTILINE):
        section = heading or section
        if text:
            found.append((section, language, text))
    return found


@pytest.fixture
def folder(command, tmp_path, monkeypatch):
    """An empty one, in which `kaldor` is the command that the tests are about."""
    commands = tmp_path / "commands"
    commands.mkdir()
    (commands / "kaldor").symlink_to(command)
    monkeypatch.setenv("PATH", f"{commands}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("KALDOR_PYTHON", sys.executable)
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")


def test_the_blocks_run_as_they_stand(folder):
    sections = [section for section, _, _ in blocks()]
    assert set(ELSEWHERE) <= set(sections)
    names: dict = {"__name__": "page"}
    for section, language, text in blocks():
        if section in ELSEWHERE:
            continue
        for large, small in SMALLER.items():
            text = text.replace(large, small)
        if language == "bash":
            subprocess.run(["bash", "-e", "-c", text], check=True, capture_output=True, timeout=120)
        else:
            exec(compile(text, f"docs/python.md, {section}", "exec"), names)  # noqa: S102
