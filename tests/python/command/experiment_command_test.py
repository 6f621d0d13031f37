"""`kaldor experiment`, as a user meets it."""

import json
import signal
import time

import h5py
import numpy as np
import pytest
from kaldor_command import ROOT

HOLDS = """kaldor: 1
experiment: more government demand makes more goods
row: D4
story: Government buys more. Firms sell more. Output rises.
note: |
  Chosen for its speed.
base: { economy: mini, firms: 800, years: 4 }
replications: 4
arms:
  bought: { policies: [ { lever: procurement, value: 0.2, from: 2021 } ] }
  off: { mechanisms: { entry: off } }
  bought-off: { policies: [ { lever: procurement, value: 0.2, from: 2021 } ], mechanisms: { entry: off } }
outcomes:
  - { indicator: gdp, at: 2022, contrast: bought - base, relative: yes, expect: positive, primary: yes, cost: yes }
  - { indicator: gdp, at: 2022, ablation: { of: bought - base, without: bought-off - off }, expect_lost: 0.0001 }
"""
OPTIONS = ["--threads", 2, "--quiet"]


def experiment(folder, name="mine.yaml", **changes):
    text = HOLDS
    for old, new in changes.values():
        assert old in text
        text = text.replace(old, new)
    path = folder / name
    path.write_text(text)
    return path


FAILING = {"expect": ("expect: positive", "expect: negative")}
ONE = {"only": (HOLDS.splitlines(keepends=True)[-1], ""), "arms": ("  off:", "  # off:"), "arm": ("  bought-off:", "  # bought-off:")}


def test_the_table_tells_the_claim_the_arms_and_every_outcome(kaldor, tmp_path):
    result = kaldor("experiment", experiment(tmp_path), *OPTIONS)
    assert (result.returncode, result.stderr) == (0, "")
    assert "mine: more government demand makes more goods" in result.stdout
    assert "row D4; 4 replications of 16 quarters from 2020, 800 firms" in result.stdout
    assert "arms: base, bought, off, bought-off" in result.stdout
    assert "* gdp, 2022" in result.stdout
    assert "per public cost over GDP" in result.stdout
    assert "share lost of bought - base" in result.stdout


def test_json_has_the_same_for_machines(kaldor, tmp_path):
    result = kaldor("experiment", experiment(tmp_path), *OPTIONS, "--json")
    told = json.loads(result.stdout)
    assert told["row"] == "D4" and told["file"] is None and told["replications"] == 4
    assert told["arms"] == ["base", "bought", "off", "bought-off"]
    first, second = told["outcomes"]
    assert first["primary"] and first["verdict"] == "holds"
    assert 0 < first["difference"]["low"] < first["difference"]["value"] < first["difference"]["high"]
    assert set(first["per_cost"]) == {"value", "low", "high"}
    assert {"share_lost", "with_channel", "without_channel"} <= set(second)


def test_check_gives_status_1_only_when_an_expectation_does_not_hold(kaldor, tmp_path):
    assert kaldor("experiment", experiment(tmp_path, **ONE), *OPTIONS, "--check").returncode == 0
    path = experiment(tmp_path, **ONE, **FAILING)
    assert kaldor("experiment", path, *OPTIONS).returncode == 0
    result = kaldor("experiment", path, *OPTIONS, "--check")
    assert result.returncode == 1
    assert "fails" in result.stdout
    assert "1 of 1 expectations does not hold" in result.stderr


def test_the_numbers_do_not_depend_on_threads_and_do_on_the_seed(kaldor, tmp_path):
    path = experiment(tmp_path)

    def outcomes(*options):
        return json.loads(kaldor("experiment", path, "--quiet", "--json", *options).stdout)["outcomes"]

    assert outcomes("--threads", 1) == outcomes("--threads", 3)
    assert outcomes("--threads", 2) != outcomes("--threads", 2, "--seed", 5)


def test_the_result_file_holds_every_arm_replication_and_outcome(kaldor, tmp_path):
    path = experiment(tmp_path)
    result = kaldor("experiment", path, *OPTIONS, "-o", "a.h5", "--json")
    assert result.returncode == 0, result.stderr
    told = json.loads(result.stdout)
    with h5py.File(tmp_path / "a.h5") as file:
        assert file.attrs["filetype"] in ("kaldor-experiment", b"kaldor-experiment")
        assert file.attrs["complete"] == 1
        assert file.attrs["experiment"] == path.read_text()
        assert {"kaldor_version", "git_commit", "compiler", "numerics_check", "created", "seed"} <= set(file.attrs)
        value = file["value"]
        assert value.shape == (4, 4, 2)
        assert [value.dims[axis][0].name for axis in range(3)] == ["/arm", "/replication", "/outcome"]
        assert [name.decode() for name in file["arm"][:]] == told["arms"]
        base, bought = value[0, :, 0], value[1, :, 0]
        assert np.isclose(np.mean((bought - base) / base), told["outcomes"][0]["difference"]["value"], rtol=1e-12)
        assert np.isclose(file["difference"][0], told["outcomes"][0]["difference"]["value"], rtol=1e-15)
        assert file["scenario_resolved"].shape == (4,)


def test_xarray_opens_the_result_file(kaldor, tmp_path):
    xarray = pytest.importorskip("xarray")
    kaldor("experiment", experiment(tmp_path), *OPTIONS, "-o", "a.h5")
    with xarray.open_dataset(tmp_path / "a.h5", engine="h5netcdf") as data:
        assert data["value"].sel(arm="bought").dims == ("replication", "outcome")


def test_an_existing_result_is_refused_before_anything_is_simulated(kaldor, tmp_path):
    (tmp_path / "a.h5").write_text("mine")
    path = experiment(tmp_path)
    result = kaldor("experiment", path, *OPTIONS, "-o", "a.h5")
    assert result.returncode == 2 and "a.h5" in result.stderr
    assert (tmp_path / "a.h5").read_text() == "mine"
    assert kaldor("experiment", path, *OPTIONS, "-o", "a.h5", "--force").returncode == 0
    assert kaldor("experiment", path, *OPTIONS, "-o", "no/such/a.h5").returncode == 4
    assert not list(tmp_path.glob("*.partial"))


@pytest.mark.parametrize(
    "arguments, said",
    [
        ([], "EXPERIMENT or --all is required"),
        (["D1", "--all"], "either one experiment or --all"),
        (["D1", "--markdown", "a.md"], "--all"),
        (["--all", "-o", "a.h5"], "--all"),
        (["D1-foreign-demnd"], "did you mean `D1-foreign-demand`?"),
        (["china-2017.yaml"], "china-2017.yaml"),
        (["P2c", "--replications", "1"], "at least 2"),
        (["P2c", "--periods", "8"], "a year inside the horizon"),
    ],
)
def test_a_wrong_request_gives_status_2_and_says_why(kaldor, arguments, said):
    result = kaldor("experiment", *arguments)
    assert result.returncode == 2
    assert said in result.stderr
    assert result.stdout == ""


def test_faults_of_a_file_are_told_with_their_places(kaldor, tmp_path):
    path = experiment(tmp_path, row=("row: D4", "row: D44"), arm=("contrast: bought - base", "contrast: baught - base"))
    for arguments in (["experiment", path], ["validate", path]):
        result = kaldor(*arguments)
        assert result.returncode == 2
        assert f"{path}:3:6: row: " in result.stderr
        assert "did you mean `bought`?" in result.stderr


def test_validate_accepts_an_experiment(kaldor, tmp_path):
    path = experiment(tmp_path)
    assert kaldor("validate", path).stdout == f"{path}: a valid experiment\n"
    assert json.loads(kaldor("validate", path, "--json").stdout)[0]["kind"] == "experiment"


def test_the_example_of_the_page_on_the_format_is_valid(kaldor, tmp_path):
    page = (ROOT / "docs/formats/experiment.md").read_text()
    (tmp_path / "page.yaml").write_text(page.split("```yaml\n")[1].split("```")[0])
    assert kaldor("validate", "page.yaml").stdout == "page.yaml: a valid experiment\n"


STOPS = {
    "base": ("base: { economy: mini, firms: 800, years: 4 }", "base: { economy: mini, firms: 800, years: 20 }"),
    "lever": ("lever: procurement, value: 0.2, from: 2021", "lever: emission_standard, value: 0.0001, from: 2021"),
    "off": ("off: { mechanisms: { entry: off } }", "off: { mechanisms: { abatement: off } }"),
    "both": ("mechanisms: { entry: off } }", "mechanisms: { abatement: off } }"),
}


def test_an_arm_whose_economy_stops_gives_status_3_and_its_name(kaldor, tmp_path):
    result = kaldor("experiment", experiment(tmp_path, **STOPS), "-o", "a.h5", *OPTIONS)
    assert result.returncode == 3
    assert "arm bought" in result.stderr and "replication 1" in result.stderr
    assert result.stdout == ""
    assert not list(tmp_path.glob("a.h5*"))


def test_list_tells_rows_and_claims_and_scenarios_are_not_among_them(kaldor):
    told = {entry["name"]: entry for entry in json.loads(kaldor("list", "experiments", "--json").stdout)}
    assert told["D1-foreign-demand"]["row"] == "D1"
    assert told["P2d-carbon-price"]["claim"].startswith("a price of carbon")
    assert "D1-foreign-demand" not in kaldor("list", "scenarios").stdout


@pytest.fixture
def shipped(tmp_path, monkeypatch):
    """A folder of shipped files with two experiments, one of which fails."""
    folder = tmp_path / "scenarios"
    (folder / "drivers").mkdir(parents=True)
    (folder / "paths").mkdir()
    experiment(folder / "paths", "P3-late.yaml", row=("row: D4", "row: P3"), **ONE, **FAILING)
    experiment(folder / "drivers", "D4-early.yaml", **ONE)
    for part in ("paths", "drivers", "kinds", "modes", "themes"):
        (folder / part).mkdir(exist_ok=True)
    monkeypatch.setenv("KALDOR_SCENARIOS", str(folder))
    return folder


def names_of(kaldor):
    return [entry["name"] for entry in json.loads(kaldor("list", "experiments", "--json").stdout)]


def test_all_writes_a_page_about_every_experiment_by_row(kaldor, tmp_path, shipped):
    result = kaldor("experiment", "--all", "--replications", 2, "--firms", 600, "--markdown", "page.md", "--check", *OPTIONS)
    page = (tmp_path / "page.md").read_text()
    assert "`kaldor experiment --all --replications 2 --firms 600`" in page
    lines = [line for line in page.splitlines() if line.startswith("| ") and "`" in line]
    rows = [line.split("|")[1].strip() for line in lines]
    assert rows.index("D4") < rows.index("P3")
    assert len(lines) == len(names_of(kaldor))
    assert "over 2 replications" in page
    assert "### P3-late" in page and "Chosen for its speed." in page
    assert "expected negative, found +" in page
    assert result.returncode == 1
    assert not list(tmp_path.glob("*.partial"))


def test_a_row_runs_all_its_experiments_and_gives_a_result_file_to_one_alone(kaldor, tmp_path, shipped):
    named = [name for name in names_of(kaldor) if name.startswith("P3-")]
    assert "P3-late" in named and len(named) > 1
    small = ["--replications", 2, "--firms", 600, *OPTIONS]
    result = kaldor("experiment", "P3", "--check", *small)
    assert result.returncode == 1 and "not hold" in result.stderr
    assert [line.split(":")[0] for line in result.stdout.splitlines() if line.startswith("P3-")] == named
    assert [told["experiment"] for told in json.loads(kaldor("experiment", "P3", "--json", *small).stdout)] == named
    refused = kaldor("experiment", "P3", "-o", "a.h5", *small)
    assert refused.returncode == 2 and "row P3 has: " + ", ".join(named) in refused.stderr
    assert kaldor("experiment", "P3-late", "-o", "a.h5", *small).returncode == 0


def test_an_experiment_that_cannot_be_run_does_not_keep_the_others_from_the_page(kaldor, tmp_path, shipped):
    experiment(shipped / "drivers", "D4-stops.yaml", **STOPS)
    result = kaldor("experiment", "--all", "--replications", 2, "--firms", 600, "--markdown", "page.md", *OPTIONS)
    assert result.returncode == 3
    page = (tmp_path / "page.md").read_text()
    assert "the run failed: arm bought" in page
    assert "`D4-early`" in page and "`P3-late`" in page


def test_all_refuses_a_page_without_a_folder_and_a_faulty_file_before_it_simulates(kaldor, tmp_path, shipped):
    assert kaldor("experiment", "--all", "--markdown", "nowhere/page.md", *OPTIONS).returncode == 4
    experiment(shipped / "drivers", "D5-wrong.yaml", row=("row: D4", "row: D55"), **ONE)
    result = kaldor("experiment", "--all", "--markdown", "page.md", *OPTIONS)
    assert result.returncode == 2
    assert "D5-wrong.yaml:3:6" in result.stderr
    assert not (tmp_path / "page.md").exists()


def test_all_tells_verdicts_by_seed_counts_rows_by_two_rules_and_prints_notes(kaldor, tmp_path, shipped):
    small = ["--replications", 2, "--firms", 600, "--markdown", "page.md", *OPTIONS]
    experiment(shipped / "drivers", "D4-known.yaml", expect=("expect: positive", "expect: [-1, 1]"), **ONE)
    result = kaldor("experiment", "--all", "--seeds", "1,101", "--json", *small)
    assert result.returncode == 0
    told = json.loads(result.stdout)
    page = (tmp_path / "page.md").read_text()
    assert "`kaldor experiment --all --replications 2 --firms 600 --seeds 1,101`" in page
    table = page.split("## Primary outcomes by seed")[1].split("## Rows")[0]
    assert "| row | experiment | seed 1 | seed 101 |" in table
    early = next(line for line in table.splitlines() if "`D4-early`" in line).split("|")
    assert early[1].strip() == "D4" and early[3] != early[4]
    without = [line.split(":")[0][2:] for line in page.split("## Rows without an experiment")[1].splitlines() if line.startswith("- ")]
    with_one = {line.split("|")[1].strip() for line in page.splitlines() if line.startswith("| ") and "`" in line}
    assert len(without) + len(with_one) == 37
    assert not with_one & set(without) and {"D4", "P3"} <= with_one
    assert len(told) == 2 * len({one["experiment"] for one in told}) and {one["seed"] for one in told} == {1, 101}

    counts = [line.split("|") for line in page.split("## Rows that hold")[1].split("\n## ")[0].splitlines() if line.startswith("| ")]
    assert [cell.strip() for cell in counts[0][2:4]] == ["seed 1", "seed 101"]
    for place, seed in enumerate((1, 101), start=2):
        primary = [(one["row"], any(o["primary"] and o["verdict"] == "holds" for o in one["outcomes"])) for one in told if one["seed"] == seed]
        some = {row for row, holds in primary if holds}
        every = some - {row for row, holds in primary if not holds}
        for line, rows in ((counts[1], some), (counts[2], every)):
            count, others = line[place].split("; not ")
            assert count.strip() == f"{len(rows)} of 37" and not rows & set(others.strip().split(", "))
    notes = page.split("## What to know of those that hold")[1].split("\n## ")[0]
    held = {one["experiment"] for one in told if one["seed"] == 1 and one["holds"]}
    noted = {line.removeprefix("### ") for line in notes.splitlines() if line.startswith("### ")}
    assert "D4-known" in noted <= held and "Chosen for its speed." in notes


def test_an_interrupted_experiment_gives_status_130_and_leaves_no_file(kaldor, tmp_path):
    path = experiment(tmp_path, years=("firms: 800, years: 4", "firms: 40000, years: 400"), arms=("replications: 4", "replications: 40"))
    process = kaldor.start("experiment", path, "-o", "a.h5", *OPTIONS)
    end = time.monotonic() + 20
    while not (tmp_path / "a.h5.partial").exists():
        assert time.monotonic() < end
        time.sleep(0.01)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert output == "" and "interrupted" in errors
    assert sorted(file.name for file in tmp_path.iterdir()) == ["mine.yaml"]
