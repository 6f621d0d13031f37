"""docs/reference.md is what the command prints."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
COMMAND = Path(os.environ.get("KALDOR_COMMAND", ROOT / "build/release/bin/kaldor")).resolve()


def test_the_reference_page_is_what_the_command_prints():
    if not COMMAND.exists():
        pytest.skip(f"the command is not built: no {COMMAND} (scripts/build release, or KALDOR_COMMAND)")
    printed = subprocess.run([COMMAND, "list", "reference"], capture_output=True, text=True, check=True, timeout=60).stdout
    assert (ROOT / "docs/reference.md").read_text() == printed, "docs/reference.md is old; run scripts/reference"
