"""`kaldor robustness` and `kaldor dose`, as a user meets them."""

import json

import pytest

CLAIM = """kaldor: 1
experiment: more government demand makes more goods
row: D4
story: Government buys more. Firms sell more. Output rises.
base: { economy: mini, firms: 600, years: 3 }
replications: 3
arms:
  bought: { policies: [ { lever: procurement, value: 0.2, from: 2021 } ] }
outcomes:
  - { indicator: gdp, at: 2022, contrast: bought - base, relative: yes, expect: positive, primary: yes }
"""
#: A few mergers that are not allowed, and the exits of all firms: an effect whose sign is a matter of luck, so it turns somewhere.
CHANCE = CLAIM.replace("lever: procurement, value: 0.2", "lever: merger_review, value: 0.0001").replace("indicator: gdp", "indicator: exit_rate")
OPTIONS = ["--threads", 2, "--quiet"]
DOSE = ["--base", "mini", "--firms", 600, "--years", 3, "--replications", 3, *OPTIONS]


@pytest.fixture
def claim(tmp_path):
    path = tmp_path / "claim.yaml"
    path.write_text(CLAIM)
    return path


def test_robustness_tells_every_variation_and_sums_up(kaldor, claim):
    result = kaldor("robustness", claim, "--parameters", "price.pass_through", *OPTIONS, "--check")
    assert (result.returncode, result.stderr) == (0, "")
    for name in ["as it is", "twice the firms", "another seed", "half the burn-in", "myopic expectations", "trend-following expectations",
                 "expectation.extrapolation = 0.4", "expectation.demand_speed = 0.15",
                 "expectation.demand_speed = 0.6", "expectation.inflation_anchor = 0.75", "price.pass_through = 0.25",
                 "price.pass_through = 0.75"]:
        assert f"\n{name} " in result.stdout, name
    assert "primary outcome: gdp, 2022: bought - base, over base; expected positive" in result.stdout
    assert "where no plausible range is declared: price.pass_through.\n" in result.stdout
    assert "The claim holds in 15 of 15 variations; the effect has the same sign in 15 of 15." in result.stdout


def test_robustness_in_json_has_the_same_and_does_not_depend_on_threads(kaldor, claim):
    told = [json.loads(kaldor("robustness", claim, "--json", "--quiet", "--threads", t).stdout) for t in (1, 3)]
    for one in told:
        del one["seconds"]
    assert told[0] == told[1]
    assert told[0]["variations"][0]["variation"] == "as it is"
    assert told[0]["variations"][0]["same_sign"] is True
    assert any("no group of parameters" in note for note in told[0]["left_out"])


def test_check_gives_status_1_when_the_sign_turns(kaldor, tmp_path):
    (tmp_path / "chance.yaml").write_text(CHANCE)
    result = kaldor("robustness", "chance.yaml", "--parameters", "price,labour", "--json", *OPTIONS)
    assert result.returncode == 0
    told = json.loads(result.stdout)
    assert told["same_sign"] < told["with_a_sign"]
    result = kaldor("robustness", "chance.yaml", "--parameters", "price,labour", *OPTIONS, "--check")
    assert result.returncode == 1
    turned = told["with_a_sign"] - told["same_sign"]
    assert f"the sign turns in {turned} of {told['with_a_sign']} variations" in result.stderr


def test_dose_tells_one_line_a_dose(kaldor):
    result = kaldor("dose", "procurement", *DOSE, "--doses", "0,0.1")
    assert (result.returncode, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert "gdp_real, over base" in lines[3] and "government_share" in lines[3] and "policy_cost_share" in lines[3]
    assert lines[4].split()[:2] == ["0", "+0"] and lines[5].split()[0] == "0.1"


def test_dose_in_json(kaldor):
    told = json.loads(kaldor("dose", "rd_subsidy", *DOSE, "--indicator", "rd_share,unemployment", "--json").stdout)
    assert told["lever"] == "rd_subsidy" and told["from"] == 2022
    assert [dose["dose"] for dose in told["doses"]] == [0.1, 0.2, 0.3, 0.4, 0.5]
    assert [effect["indicator"] for effect in told["doses"][4]["effects"]] == ["rd_share", "unemployment"]
    effects = [dose["effects"][0]["effect"] for dose in told["doses"]]
    assert effects == sorted(effects) and effects[0] > 0


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["robustness"], "EXPERIMENT or --all is required"),
        (["robustness", "P2c", "--all"], "either one experiment or --all"),
        (["robustness", "--all", "--parameters", "land"], "--all"),
        (["robustness", "P2d-carbon-prise"], "did you mean `P2d-carbon-price`?"),
        (["robustness", "P2d-carbon-price", "--parameters", "lnd"], "did you mean `land`?"),
        (["dose"], "LEVER or --all is required"),
        (["dose", "procurement", "--all"], "either one lever or --all"),
        (["dose", "--all", "--doses", "1"], "--all"),
        (["dose", "procurment"], "did you mean `procurement`?"),
        (["dose", "procurement", "--base", "china-217"], "did you mean `china-2017`?"),
        (["dose", "procurement", "--replications", "1"], "at least 2"),
        (["experiment", "--all", "--seeds", "1,2", "--seed", "1"], "--seeds"),
        (["experiment", "D4-zoning", "--seeds", "1,2"], "--all"),
    ],
)
def test_a_wrong_request_gives_status_2_and_says_why(kaldor, arguments, said):
    result = kaldor(*arguments)
    assert result.returncode == 2
    assert said in result.stderr
    assert result.stdout == ""


def test_the_page_of_all_levers_is_refused_without_its_folder(kaldor):
    assert kaldor("dose", "--all", "--markdown", "nowhere/page.md").returncode == 4


def test_the_page_of_robustness_is_refused_without_its_folder(kaldor):
    assert kaldor("robustness", "--all", "--markdown", "nowhere/page.md").returncode == 4
