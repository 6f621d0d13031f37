"""Every exit status, and what is said with it."""

import os
import resource
import signal
import stat
import time

import h5py
import pytest
from kaldor_command import SMALL


def test_a_finished_run_gives_status_0_and_no_error(kaldor):
    result = kaldor("run", *SMALL, "--quiet")
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize(
    "arguments, said",
    [
        ([], "subcommand is required"),
        (["rnu"], "there is no command `rnu`; did you mean `run`?"),
        (["comapre"], "there is no command `comapre`; did you mean `compare`?"),
        (["frobnicate"], "there is no command `frobnicate`; see `kaldor --help`"),
        (["run"], "SCENARIO is required"),
        (["run", "mini", "--no-such-option"], "--no-such-option"),
        (["run", "mini", "--firms", "many"], "--firms"),
        (["run", "mini", "--threads", "0"], "--threads"),
        (["run", "mini", "--output", "a.h5", "--no-output"], "--no-output"),
        (["run", "mini", "--set"], "--set"),
        (["list"], "WHAT is required"),
        (["list", "unicorns"], "unicorns"),
        (["info"], "FILE is required"),
        (["completion", "fish"], "fish"),
    ],
)
def test_wrong_usage_gives_status_2_and_says_which_word(kaldor, arguments, said):
    result = kaldor(*arguments)
    assert result.returncode == 2
    assert result.stdout == ""
    assert said in result.stderr
    assert "kaldor: error:" in result.stderr


def test_an_unknown_scenario_gives_status_2_and_its_name(kaldor):
    result = kaldor("run", "atlantis")
    assert result.returncode == 2
    assert "atlantis" in result.stderr


def test_faults_of_a_scenario_give_status_2_and_their_places(kaldor, scenario_file):
    path = scenario_file("kaldor: 1\nbase: mini\nfirms: -3\nyeers: 4\n")
    result = kaldor("run", path)
    assert result.returncode == 2
    assert f"{path}:3:" in result.stderr
    assert f"{path}:4:" in result.stderr


@pytest.mark.parametrize("setting", ["firms=-1", "parameters.no.such=1", "nonsense", "policies[7].value=1"])
def test_a_wrong_setting_gives_status_2(kaldor, setting):
    result = kaldor("run", "mini", "--set", setting)
    assert result.returncode == 2
    assert result.stderr


def test_an_existing_result_gives_status_2_and_stays_as_it_was(kaldor, tmp_path):
    kaldor.run_small("-o", "a.h5")
    before = (tmp_path / "a.h5").read_bytes()
    result = kaldor("run", *SMALL, "-o", "a.h5", "--seed", 5, "--quiet")
    assert result.returncode == 2
    assert "a.h5" in result.stderr
    assert (tmp_path / "a.h5").read_bytes() == before


def test_force_replaces_an_existing_result(kaldor):
    kaldor.run_small("-o", "a.h5")
    before = kaldor.digest("a.h5")
    kaldor.run_small("-o", "a.h5", "--seed", 5, "--force")
    assert kaldor.digest("a.h5") != before


def test_a_run_without_enough_memory_gives_status_3(kaldor):
    def bound():
        resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))

    result = kaldor("run", "china-2017", "--firms", 50_000_000, "--threads", 1, "--no-output", "--quiet", preexec_fn=bound)
    assert result.returncode == 3, result.stderr
    assert "memory" in result.stderr


def test_a_result_that_cannot_be_written_gives_status_4(kaldor):
    result = kaldor("run", *SMALL, "-o", "no/such/folder/a.h5", "--quiet")
    assert result.returncode == 4
    assert "no/such/folder/a.h5" in result.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_gives_status_4(kaldor, tmp_path):
    (tmp_path / "shut").mkdir(mode=stat.S_IRUSR | stat.S_IXUSR)
    assert kaldor("run", *SMALL, "-o", "shut/a.h5", "--quiet").returncode == 4


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no full device")
def test_standard_output_that_is_full_gives_status_4(kaldor):
    with open("/dev/full", "w") as full:
        result = kaldor("list", "levers", capture_output=False, stdout=full, stderr=-1)
    assert result.returncode == 4
    assert "standard output" in result.stderr


def test_standard_output_that_is_closed_gives_status_4_and_leaves_the_result_whole(kaldor, tmp_path):
    result = kaldor("run", *SMALL, "-o", "a.h5", "--quiet", capture_output=False, stderr=-1, preexec_fn=lambda: os.close(1))
    assert result.returncode == 4
    assert kaldor("info", "a.h5").returncode == 0


def test_a_reader_that_has_gone_is_no_error(kaldor):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        result = kaldor("list", "parameters", capture_output=False, stdout=writing, stderr=-1)
    finally:
        os.close(writing)
    assert (result.returncode, result.stderr) == (0, "")


def wait_for(condition, seconds=20):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.01)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_gives_status_130_and_leaves_a_partial_file(kaldor, tmp_path, number):
    process = kaldor.start("run", "china-2017-small", "--periods", 2000, "--firms", 40000, "-o", "a.h5", "--quiet")
    wait_for((tmp_path / "a.h5.partial").exists)
    time.sleep(0.3)
    process.send_signal(number)
    output, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert output == ""
    assert "interrupted" in errors and "a.h5.partial" in errors
    assert not (tmp_path / "a.h5").exists()
    with h5py.File(tmp_path / "a.h5.partial") as partial:
        assert partial.attrs["complete"] == 0


def test_an_interrupted_run_with_replications_stops_all_of_them(kaldor, tmp_path):
    process = kaldor.start("run", "china-2017-small", "--periods", 2000, "--firms", 40000, "--replications", 4, "--threads", 2,
                           "-o", "a.h5", "--quiet")
    wait_for((tmp_path / "a.h5.partial").exists)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 130


def test_after_an_interruption_the_same_run_can_be_asked_again(kaldor, tmp_path):
    process = kaldor.start("run", "china-2017-small", "--periods", 2000, "--firms", 40000, "-o", "a.h5", "--quiet")
    wait_for((tmp_path / "a.h5.partial").exists)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    assert process.returncode == 130
    kaldor.run_small("-o", "a.h5")
    assert not (tmp_path / "a.h5.partial").exists()


@pytest.mark.parametrize("name", ["calibrate", "compare", "discover", "economy", "equal-cost", "explain", "facts", "interactions", "optimise", "panel", "report"])
def test_a_command_of_the_python_package_says_how_to_get_it(kaldor, name):
    result = kaldor(name, "a.h5", "--some-option", env={"PATH": ""})
    assert result.returncode == 2
    assert f"kaldor {name}" in result.stderr and "Python package" in result.stderr


def test_a_command_of_the_python_package_is_handed_to_the_python_that_has_it(kaldor, tmp_path):
    program = tmp_path / "python"
    program.write_text('#!/bin/sh\necho "called with $*, $PYTHONSAFEPATH"\n')
    program.chmod(0o755)
    result = kaldor("facts", "a.h5", "--json", env={"KALDOR_PYTHON": str(program)})
    assert (result.returncode, result.stdout) == (0, "called with -m kaldor facts a.h5 --json, 1\n")


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"], ["trace", "--help"], ["experiment", "--help"], ["list", "--help"], ["--version"]])
def test_help_and_version_go_to_standard_output_with_status_0(kaldor, arguments):
    result = kaldor(*arguments)
    assert (result.returncode, result.stderr) == (0, "")
    assert "kaldor" in result.stdout.lower()
