"""Main effects and interactions of policies, against published numbers, a regression, and the runs themselves."""

from itertools import combinations

import kaldor
import numpy
import pandas
import pytest
import statsmodels.formula.api as formula
from kaldor.designs.interactions import yates
from scipy import stats
from statsmodels.stats.multitest import multipletests

YEAR = 2021


@pytest.fixture(scope="module")
def base():
    return kaldor.scenario("mini", firms=600, years=2, replications=4)


@pytest.fixture(scope="module")
def policies(base):
    return {"buy": base.with_policy("procurement", 0.05), "machines": base.with_policy("automation_subsidy", 0.5)}


def outcome(scenario, indicator):
    data = kaldor.observe(scenario, indicator, progress=False)
    return data[indicator].isel(period=slice(4, 8)).mean("period").values


def subsets(names):
    return [members for size in range(len(names) + 1) for members in combinations(names, size)]


def test_effects_of_the_pilot_plant():
    """Box, Hunter and Hunter (2005), table 5.3: yield by temperature, concentration and catalyst."""
    yields = {"": 60, "T": 72, "C": 54, "TC": 68, "K": 52, "TK": 83, "CK": 45, "TCK": 80}
    found = yates(["T", "C", "K"], {tuple(names): numpy.array(float(x)) for names, x in yields.items()})
    assert {"".join(names): float(x) for names, x in found.items()} == {
        "T": 23, "C": -5, "K": 1.5, "TC": 1.5, "TK": 10, "CK": 0, "TCK": 0.5,
    }  # fmt: skip


def test_effects_are_twice_the_coefficients_of_a_regression_on_signs():
    names, random = ["a", "b", "c", "d"], numpy.random.default_rng(4)
    values = {members: random.normal(size=3) for members in subsets(names)}
    rows = [{name: 1 if name in members else -1 for name in names} | {"y": y} for members, ys in values.items() for y in ys]
    fitted = formula.ols("y ~ a * b * c * d", pandas.DataFrame(rows)).fit()
    found = yates(names, values)
    assert len(found) == 15
    for members, effect in found.items():
        assert effect.mean() == pytest.approx(2 * fitted.params[":".join(members)])


def test_rows_are_paired_effects_of_the_runs(base, policies):
    table = kaldor.interactions(base, policies, "gdp_real", years=YEAR, confidence="student", progress=False)
    both = policies["buy"].with_policy("automation_subsidy", 0.5)
    without = outcome(base, "gdp_real")
    buy, machines, together = (outcome(s, "gdp_real") / without - 1 for s in (*policies.values(), both))
    effects = {"buy": (buy + together - machines) / 2, "machines": (machines + together - buy) / 2, "buy:machines": (together - buy - machines) / 2}
    assert table.index.tolist() == list(effects) and table["order"].tolist() == [1, 1, 2]
    for name, effect in effects.items():
        row = table.loc[name]
        assert row["effect"] == pytest.approx(effect.mean(), rel=1e-9)
        assert (row["low"], row["high"]) == pytest.approx(stats.t.interval(0.95, 3, effect.mean(), stats.sem(effect)), rel=1e-6)
        assert row["p_value"] == pytest.approx(stats.ttest_1samp(effect, 0).pvalue, rel=1e-6)
    assert table["p_adjusted"].to_numpy() == pytest.approx(multipletests(table["p_value"], method="holm")[1])
    pair = table.loc["buy:machines"]
    assert pair["together"] == pytest.approx(together.mean()) and pair["apart"] == pytest.approx(buy.mean() + machines.mean())
    ends = stats.t.interval(0.95, 3, together.mean(), stats.sem(together))
    assert (pair["together_low"], pair["together_high"]) == pytest.approx(ends)
    assert set(table["unit"]) == {"1"}


def test_shares_are_told_in_points(base, policies):
    table = kaldor.interactions(base, policies, "automation_share", years=YEAR, progress=False)
    change = outcome(policies["machines"], "automation_share") - outcome(base, "automation_share")
    assert table.loc["machines", "together"] == pytest.approx(change.mean())
    assert table.loc["machines", "low"] < table.loc["machines", "effect"] < table.loc["machines", "high"]


def test_a_policy_that_does_nothing_has_no_effect_and_no_interaction(base, policies):
    table = kaldor.interactions(base, policies | {"none": base.with_policy("rd_subsidy", 0.0)}, "gdp_real", progress=False)
    of_none = table[[("none" in name) for name in table.index]]
    assert len(table) == 7 and len(of_none) == 4
    assert (of_none[["effect", "low", "high"]] == 0).all(axis=None) and (of_none["p_value"] == 1).all()
    pair = table.loc["buy:machines"]
    assert table.loc["buy:machines:none", "together"] == pair["together"]


def test_rules_and_policies_of_the_base_take_part(base):
    bought = base.with_policy("procurement", 0.02)
    rule = kaldor.policy(lambda economy: {"carbon_price": 30.0} if economy.period >= 2 else {})
    parts = {"rule": bought.with_policy(rule), "machines": bought.with_policy("automation_subsidy", 0.5)}
    table = kaldor.interactions(bought, parts, "carbon_emissions", years=YEAR, progress=False)
    both = bought.with_policy("automation_subsidy", 0.5).with_policy(rule)
    change = outcome(both, "carbon_emissions") / outcome(bought, "carbon_emissions") - 1
    assert table.loc["rule:machines", "together"] == pytest.approx(change.mean())
    assert table.loc["rule", "effect"] < 0


def test_a_study_goes_on_from_its_folder(base, policies, tmp_path, monkeypatch):
    first = kaldor.interactions(base, policies, "gdp_real", folder=tmp_path, progress=False)
    monkeypatch.setattr("kaldor.designs.evaluation.observe", None)
    assert kaldor.interactions(base, policies, "gdp_real", folder=tmp_path, progress=False).equals(first)


def test_what_makes_no_sense_is_refused(base, policies):
    def refused(message, base=base, outcome="gdp_real", **others):
        with pytest.raises(kaldor.InputError, match=message):
            kaldor.interactions(base, {"buy": policies["buy"]} | others, outcome)

    more = base.with_policy("rd_subsidy", 0.1)
    refused("at least two policies that could interact, got 1")
    refused("'same' has no policy beyond those of the base", same=base)
    refused("'other' .* differs from it in seed", other=more.with_settings(seed=2))
    refused("'other' .* differs from it in parameters", other=more.with_parameters({"innovation.opportunity": 0.3}))
    refused("'buy' .* lacks some of the base's own", base=more, more=more.with_policy("procurement", 0.1))
    refused('a name of a policy cannot have ":"', **{"a:b": more})
    refused("no indicator 'gdp_reel'", outcome="gdp_reel", more=more)
    refused("no national indicator", outcome="value_added", more=more)
