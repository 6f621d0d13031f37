"""`kaldor run`: equal bits however it is scheduled, its table, its JSON, its files."""

import json
import re

import h5py
import numpy
import pytest
from kaldor_command import SMALL


def numbers(path):
    """Every numeric variable of a result file."""
    with h5py.File(path) as file:
        return {name: item[()] for name, item in file.items() if isinstance(item, h5py.Dataset) and item.dtype.kind in "fi"}


@pytest.mark.parametrize("threads", [2, 4])
def test_threads_do_not_change_the_digest(kaldor, threads):
    """Long and often enough that a race between firms shows."""
    longer = ("--periods", 40, "--firms", 3000)

    def run(name, count):
        result = kaldor("run", "mini", *longer, "--threads", count, "-o", name, "--force", "--quiet")
        assert result.returncode == 0, result.stderr
        return kaldor.digest(name)

    expected = run("one.h5", 1)
    assert [run("more.h5", threads) for _ in range(5)] == [expected] * 5


def test_threads_do_not_change_the_digest_of_several_replications(kaldor):
    digests = set()
    for threads in (1, 2, 5):
        kaldor.run_small("-o", f"{threads}.h5", "--replications", 3, "--threads", threads)
        digests.add(kaldor.digest(f"{threads}.h5"))
    assert len(digests) == 1


def test_another_seed_changes_the_digest(kaldor):
    kaldor.run_small("-o", "one.h5", "--seed", 1)
    kaldor.run_small("-o", "two.h5", "--seed", 2)
    assert kaldor.digest("one.h5") != kaldor.digest("two.h5")


def test_a_replication_is_the_same_whatever_their_number(kaldor, tmp_path):
    kaldor.run_small("-o", "one.h5", "--replications", 1)
    kaldor.run_small("-o", "two.h5", "--replications", 2)
    kaldor.run_small("-o", "three.h5", "--replications", 3)
    one, two, three = (numbers(tmp_path / f"{name}.h5") for name in ("one", "two", "three"))
    compared = 0
    for name, values in three.items():
        if values.ndim < 2 or values.shape[0] != 3:
            continue
        compared += 1
        assert numpy.array_equal(values[:1], one[name], equal_nan=True), name
        assert numpy.array_equal(values[:2], two[name], equal_nan=True), name
    assert compared > 50
    assert not numpy.array_equal(three["gdp"][0], three["gdp"][1])


def test_a_policy_of_value_zero_gives_the_digest_of_the_baseline(kaldor, scenario_file):
    policies = "".join(f"  - {{ lever: {lever}, value: 0 }}\n" for lever in ("carbon_price", "rd_subsidy", "procurement"))
    path = scenario_file(f"kaldor: 1\nname: nothing\nbase: mini\npolicies:\n{policies}")
    kaldor.run_small("-o", "base.h5")
    result = kaldor("run", path, *SMALL[1:], "-o", "zero.h5", "--quiet")
    assert result.returncode == 0, result.stderr
    assert kaldor.digest("zero.h5") == kaldor.digest("base.h5")


def test_a_policy_changes_the_digest(kaldor, scenario_file):
    path = scenario_file("kaldor: 1\nname: tax\nbase: mini\npolicies: [{ lever: procurement, value: 0.1 }]\n")
    kaldor.run_small("-o", "base.h5")
    kaldor("run", path, *SMALL[1:], "-o", "tax.h5", "--quiet")
    assert kaldor.digest("tax.h5") != kaldor.digest("base.h5")


def test_set_changes_the_scenario_that_is_recorded(kaldor, tmp_path):
    kaldor.run_small("-o", "a.h5", "--set", "mechanisms.entry=off", "--set", "parameters.price.pass_through=0.25")
    with h5py.File(tmp_path / "a.h5") as file:
        resolved = file.attrs["scenario_resolved"]
    assert re.search(r"entry: (off|false)", resolved)
    assert "pass_through: 0.25" in resolved


def test_without_a_name_results_are_numbered(kaldor, tmp_path):
    kaldor.run_small()
    kaldor.run_small()
    assert sorted(path.name for path in (tmp_path / "results").iterdir()) == ["mini-1.h5", "mini-2.h5"]


def test_no_output_writes_no_file(kaldor, tmp_path):
    assert "Result file" not in kaldor.run_small("--no-output").stdout
    assert list(tmp_path.iterdir()) == []


def test_the_table_names_every_quantity_and_the_file(kaldor):
    table = kaldor.run_small("-o", "a.h5").stdout
    for label in ("growth of real GDP", "inflation", "unemployment", "labour share", "investment share", "capacity utilisation",
                  "entry of firms", "exit of firms", "trade balance", "government debt", "emissions", "emissions per real GDP",
                  "structure advancement"):
        assert re.search(rf"^{label} .*\d", table, re.MULTILINE), label
    assert "first year" in table and "last year" in table and "mean" in table
    assert "Gaining shares of value added" in table and "Losing shares of value added" in table
    assert "Result file: a.h5" in table


def test_json_holds_the_numbers_of_the_result_file(kaldor, tmp_path):
    told = json.loads(kaldor.run_small("-o", "a.h5", "--replications", 2, "--json").stdout)
    assert told["file"] == "a.h5"
    assert (told["periods"], told["replications"], told["firms"]) == (8, 2, 600)
    rows = {row["name"]: row for row in told["indicators"]}
    file = numbers(tmp_path / "a.h5")
    unemployment = file["unemployment"]
    assert rows["unemployment"]["mean"] == pytest.approx(100 * unemployment.mean(), rel=1e-12)
    assert rows["unemployment"]["first_year"] == pytest.approx(100 * unemployment[:, :4].mean(), rel=1e-12)
    assert rows["unemployment"]["last_year"] == pytest.approx(100 * unemployment[:, -4:].mean(), rel=1e-12)
    gdp = file["gdp_real"].mean(axis=0)
    assert rows["growth"]["last_year"] == pytest.approx(100 * (gdp[-1] / gdp[-5] - 1), rel=1e-9)
    assert rows["growth"]["mean"] == pytest.approx(100 * ((gdp[-1] / gdp[0]) ** (4 / 7) - 1), rel=1e-9)
    shares = file["value_added_share"].mean(axis=0)
    changes = 100 * (shares[-4:].mean(axis=0) - shares[:4].mean(axis=0))
    assert told["gaining"][0]["change"] == pytest.approx(changes.max(), rel=1e-9)
    assert told["losing"][0]["change"] == pytest.approx(changes.min(), rel=1e-9)


def test_json_and_table_tell_the_same_numbers(kaldor):
    table = kaldor.run_small("--no-output").stdout
    told = json.loads(kaldor.run_small("--no-output", "--json").stdout)
    assert told["file"] is None
    unemployment = next(row for row in told["indicators"] if row["name"] == "unemployment")
    shown = re.search(r"^unemployment +% of labour force +(\S+) +(\S+) +(\S+)$", table, re.MULTILINE).groups()
    assert shown == tuple(f"{unemployment[key]:.2f}" for key in ("first_year", "last_year", "mean"))


def test_a_run_of_one_quarter_is_told_without_growth(kaldor):
    result = kaldor("run", "mini", "--periods", 1, "--firms", 600, "--no-output", "--json", "--quiet")
    assert result.returncode == 0, result.stderr
    growth = json.loads(result.stdout)["indicators"][0]
    assert growth["name"] == "growth" and growth["mean"] is None


def test_progress_off_a_terminal_is_plain_lines_up_to_100_per_cent(kaldor):
    errors = kaldor("run", *SMALL, "--no-output").stderr
    assert "\r" not in errors and "\033" not in errors
    lines = [line for line in errors.splitlines() if "%" in line]
    assert 2 <= len(lines) <= 10
    assert lines[-1].startswith("100 %")
    assert "8 of 8 quarters" in lines[-1]


def test_quiet_says_nothing_on_standard_error(kaldor):
    assert kaldor("run", *SMALL, "--no-output", "--quiet").stderr == ""


@pytest.mark.parametrize("environment, coloured", [({}, True), ({"NO_COLOR": "1"}, False)])
def test_errors_on_a_terminal_are_coloured_unless_no_color_is_set(kaldor, environment, coloured):
    import os
    import pty

    ours, theirs = pty.openpty()
    result = kaldor("run", "atlantis", capture_output=False, stdout=-3, stderr=theirs, env={"PATH": "/usr/bin", **environment})
    os.close(theirs)
    said = os.read(ours, 4096).decode()
    os.close(ours)
    assert result.returncode == 2
    assert "atlantis" in said
    assert ("\033[" in said) == coloured


def test_numbers_do_not_follow_the_locale(kaldor):
    plain = kaldor.run_small("--no-output", "--json", env={"LC_ALL": "C", "PATH": "/usr/bin"}).stdout
    german = kaldor.run_small("--no-output", "--json", env={"LC_ALL": "de_DE.UTF-8", "PATH": "/usr/bin"}).stdout
    first, second = json.loads(plain), json.loads(german)
    assert first["indicators"] == second["indicators"]


@pytest.mark.parametrize(
    ("option", "value", "expected"),
    [
        ("--seed", "-1", "a whole number in [0, 18446744073709551615]"),
        ("--seed", "18446744073709551616", "a whole number in [0, 18446744073709551615]"),
        ("--seed", "0x10", "a whole number in [0, 18446744073709551615]"),
        ("--firms", "01000", "a whole number, in decimals"),
        ("--periods", "010", "a whole number, in decimals"),
        ("--replications", " 2", "a whole number, in decimals"),
        ("--threads", "02", "a whole number, in decimals"),
    ],
)
def test_numbers_of_options_are_those_of_files(kaldor, option, value, expected):
    refused = kaldor("run", "mini", "--no-output", f"{option}={value}")
    assert refused.returncode == 2
    assert f"{option}: expected {expected}, got {value}" in refused.stderr


@pytest.mark.parametrize("doses", ["0x1p-2", "0.1,nan", "inf", "1e999", "00.1"])
def test_doses_are_numbers_as_in_files(kaldor, doses):
    refused = kaldor("dose", "rd_subsidy", "--base", "mini", f"--doses={doses}")
    assert refused.returncode == 2 and "--doses: expected a finite number, in decimals, got" in refused.stderr
