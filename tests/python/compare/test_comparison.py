"""Several indicators in one table, in Python and at the command line."""

import json
import subprocess

import numpy
import pytest
import xarray
from scipy import stats
from statsmodels.stats.multitest import multipletests

from kaldor.compare import comparison, difference
from kaldor.compare.__main__ import main
from kaldor.compare.headline import HEADLINE
from kaldor.errors import InputError, ResultError

SCENARIO = "kaldor: 1\nname: {name}\nbase: mini\nfirms: 600\nyears: 3\nreplications: 4\n"
POLICY = "policies: [ { lever: procurement, value: 0.2, from: 2020 } ]\n"


@pytest.fixture
def arms() -> xarray.Dataset:
    """Arms `base`, `small` and `large` of an amount, a share and a share by industry; eight replications of a year."""
    random = numpy.random.default_rng(2)
    effect = xarray.DataArray([0.0, 0.1, 0.5], dims="arm", coords={"arm": ["base", "small", "large"]})

    def noisy(level: float, unit: str, **labels: list[str]) -> xarray.DataArray:
        shape = (3, 8, 4, *map(len, labels.values()))
        values = level * (1 + 0.2 * random.normal(size=shape))
        plain = xarray.DataArray(values, dims=("arm", "replication", "period", *labels), coords=labels, attrs={"units": unit})
        return plain + level * effect

    with xarray.set_options(keep_attrs=True):
        data = {"gdp_real": noisy(100, "million"), "labour_share": noisy(0.5, "1")}
        data["value_added_share"] = noisy(0.3, "1", industry=["farms", "mills"])
    return xarray.Dataset(data, {"time": ("period", 2020 + numpy.arange(4) / 4)})


@pytest.fixture(scope="module")
def files(command, tmp_path_factory):
    folder = tmp_path_factory.mktemp("compared")
    for name, more in {"base": "", "on": POLICY}.items():
        (folder / f"{name}.yaml").write_text(SCENARIO.format(name=name) + more)
        subprocess.run([command, "run", f"{name}.yaml", "-o", f"{name}.h5", "--quiet"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return [str(folder / "base.h5"), str(folder / "on.h5")]


def test_a_row_is_what_difference_says_and_p_is_adjusted_over_the_rows_of_a_policy(arms):
    found = comparison(arms, "base", confidence="student").set_index(["policy", "indicator"])
    assert found.index.tolist() == [(policy, name) for policy in ("small", "large") for name in ("gdp_real", "labour_share")]
    for (policy, name), row in found.iterrows():
        told = difference(arms, policy, "base", name, relative=name == "gdp_real").summary(confidence="student").iloc[0]
        columns = ["mean", "low", "high", "p_value", "base", "replications"]
        assert row[columns].tolist() == told[columns].tolist()
    yearly = arms.mean("period")
    p = [stats.ttest_rel(yearly["labour_share"].sel(arm="small"), yearly["labour_share"].sel(arm="base")).pvalue]
    relative = yearly["gdp_real"].sel(arm="small") / yearly["gdp_real"].sel(arm="base") - 1
    p.insert(0, stats.ttest_1samp(relative, 0).pvalue)
    assert found.loc["small", "p_adjusted"].tolist() == pytest.approx(multipletests(p, method="holm")[1])


def test_amounts_are_relative_and_shares_in_points(arms):
    found = comparison(arms, "base", ["large"]).set_index("indicator")
    assert found["relative"].tolist() == [True, False]
    assert found["unit"].tolist() == ["million", "1"]
    assert found["mean"].tolist() == pytest.approx([0.5, 0.25], abs=0.08)


def test_industries_have_rows_of_their_own(arms):
    found = comparison(arms, "base", ["large"], by="industry")
    assert found[["indicator", "industry"]].values.tolist() == [["value_added_share", "farms"], ["value_added_share", "mills"]]


def test_what_cannot_be_compared_is_refused(arms):
    with pytest.raises(ResultError, match="value_added_share is by industry, not of the nation"):
        comparison(arms, "base", indicators=["value_added_share"])
    with pytest.raises(ResultError, match="labour_share is of the nation, not by region"):
        comparison(arms, "base", indicators=["labour_share"], by="region")
    with pytest.raises(ResultError, match="no indicator 'gpd'"):
        comparison(arms, "base", indicators=["gpd"])
    with pytest.raises(ResultError, match="no arms"):
        comparison(arms.isel(arm=0), "base")


@pytest.mark.parametrize("by", [None, "industry", "region"])
def test_the_command_has_a_line_for_each_headline_indicator(files, capsys, by):
    assert main([*files, *(["--by", by] if by else [])]) == 0
    title, header, _, *lines = capsys.readouterr().out.splitlines()
    assert title == f"on ({files[1]}) against base"
    assert header.split()[: 2 if by else 1] == (["indicator", by] if by else ["indicator"])
    assert list(dict.fromkeys(line.split()[0] for line in lines)) == list(HEADLINE[by])


def test_the_command_takes_indicators_and_years(files, capsys):
    assert main([*files, "--indicator", "gdp_real", "--indicator", "unemployment", "--years", "2021-2022", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    (policy,) = told["policies"]
    assert (told["base"], policy["policy"], policy["file"]) == ("base", "on", files[1])
    gdp, unemployment = policy["rows"]
    assert gdp["relative"] and gdp["low"] > 0 and gdp["replications"] == 4
    assert unemployment["unit"] == "1" and unemployment["high"] < 0
    assert main([*files, "--indicator", "gdp_real", "--years", "2020"]) == 0
    first = capsys.readouterr().out
    assert f"{100 * gdp['mean']:+.3f} %" not in first


def test_arms_that_are_the_same_do_not_differ(files, capsys):
    assert main([files[0], files[0], "--indicator", "gdp_real", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["policies"][0]["rows"]
    assert [row[name] for name in ("mean", "low", "high", "p_adjusted")] == [0, 0, 0, 1]


@pytest.mark.parametrize(
    ("more", "said"),
    [(["--years", "2090"], "2090 is not in the results"), (["--indicator", "output"], "by industry")],
)
def test_wrong_requests_have_status_2(files, capsys, more, said):
    assert main([*files, *more]) == 2
    assert said in capsys.readouterr().err


def test_wrong_words_have_status_2(files, capsys):
    for wrong in (["--years", "soon"], ["--level", "2"], ["--by", "firm"]):
        with pytest.raises(SystemExit) as stopped:
            main([*files, *wrong])
        assert stopped.value.code == 2
    assert main([files[0], "none.h5"]) == 2
    capsys.readouterr()


def test_the_command_tells_who_gains_and_who_loses(files, capsys):
    assert main([*files, "--distribution", "--years", "2022", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["policies"][0]["rows"]
    assert {row["by"] for row in rows} == {"skill", "region", "region and skill"}  # no panel of firms was asked for
    idle = [row["mean"] for row in rows if row["by"] == "skill" and row["outcome"] == "unemployment"]
    assert len(idle) == 2 and max(idle) < 0
    assert main([*files, "--distribution"]) == 0
    header, _, first = capsys.readouterr().out.splitlines()[1:4]
    assert header.split()[:3] == ["by", "group", "outcome"] and first.split()[:3] == ["skill", "low", "real_income"]


def test_the_command_tells_how_often_there_was_harm(files, capsys):
    assert main([*files, "--harm", "--years", "2022", "--json"]) == 0
    rows = {(row["outcome"], row["where"]): row for row in json.loads(capsys.readouterr().out)["policies"][0]["rows"]}
    assert rows["unemployment", ""]["probability"] == 0
    assert rows["carbon_emissions", ""]["probability"] == rows["any of these", ""]["probability"] == 1
    assert main([*files, "--harm", "--years", "2022", "--beyond", "10"]) == 0
    *_, last = capsys.readouterr().out.splitlines()
    assert last.split()[:5] == ["any", "of", "these", "0", "%"]


def test_outcomes_that_are_given_cannot_be_chosen(files, capsys):
    with pytest.raises(SystemExit) as stopped:
        main([*files, "--harm", "--indicator", "gdp_real"])
    assert stopped.value.code == 2
    assert "--indicator goes with neither" in capsys.readouterr().err


@pytest.mark.parametrize("years", ["2020", (2020, 2020, 2020), [2020], None, {}])
def test_years_that_are_none_are_refused(arms, years):
    if years is None:
        years = (None, None)
    with pytest.raises(InputError, match="years: expected a number or a pair of numbers or None, got"):
        comparison(arms, "base", years=years)


def test_a_list_of_two_years_is_as_good_as_a_tuple(arms):
    assert comparison(arms, "base", years=[2020, 2020]).equals(comparison(arms, "base", years=(2020, 2020)))


def test_nothing_to_compare_is_told(arms):
    with pytest.raises(ResultError, match="no indicator is named"):
        comparison(arms, "base", indicators=[])
    with pytest.raises(ResultError, match="there is no arm beside 'base'"):
        comparison(arms.sel(arm=["base"]), "base")
    with pytest.raises(ResultError, match="by is 'industry', 'region' or None, not 'firm'"):
        comparison(arms, "base", by="firm")
