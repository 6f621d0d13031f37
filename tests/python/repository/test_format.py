"""The C++ of the repository is laid out as .clang-format says."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_every_file_is_laid_out_alike():
    check = subprocess.run([ROOT / "scripts/format", "--check"], capture_output=True, text=True)
    assert check.returncode == 0, check.stderr
