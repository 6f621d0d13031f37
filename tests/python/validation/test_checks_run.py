"""Each check runs from end to end at a tiny size. What it finds is of no interest at that size."""

import pytest

from kaldor.validation.__main__ import CHECKS, main

SIZES = {
    "still": ["--seeds", "1", "--periods", "4"],
    "start": ["--seeds", "2", "--firms", "2000"],
    "bands": ["--seeds", "2", "--periods", "32", "--firms", "2000"],
    "size": ["--seeds", "2", "--periods", "32", "--firms", "2000"],
    "facts": ["--seeds", "1", "--periods", "56", "--firms", "8000"],
    "levers": ["--seeds", "2", "--periods", "24", "--firms", "2000"],
    "bits": ["--periods", "8", "--firms", "1000"],
    "memory": ["--periods", "120", "--firms", "1000"],
}


def test_every_check_has_a_tiny_size():
    assert SIZES.keys() == CHECKS.keys()


@pytest.mark.parametrize("what", SIZES)
def test_check_runs_prints_verdicts_and_writes_its_section(command, tmp_path, capsys, what):
    page = tmp_path / "page.md"
    status = main([what, *SIZES[what], "--command", str(command), "--markdown", str(page)])
    printed = capsys.readouterr().out
    assert status in (0, 1)
    assert (status == 0) == ("everything that must hold does" in printed)
    assert "verdict" in printed
    assert f"<!-- measured: {what} -->" in page.read_text()


def test_standing_still_holds_from_the_first_quarters(command, capsys):
    assert main(["still", "--seeds", "1", "--periods", "8", "--command", str(command)]) == 0
    capsys.readouterr()


def test_a_missing_command_is_told(tmp_path, capsys):
    assert main(["still", "--command", str(tmp_path / "none")]) == 2
    assert "no command" in capsys.readouterr().err
