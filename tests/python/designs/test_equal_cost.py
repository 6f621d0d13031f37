"""Policies brought to the same public cost."""

import kaldor
import numpy
import pytest

YEARS = (2021, 2021)


@pytest.fixture(scope="module")
def base():
    return kaldor.scenario("mini", firms=600, years=2, replications=3)


def costs(scenario) -> float:
    data = kaldor.observe(scenario, ["policy_cost_share"], progress=False)
    return float(data["policy_cost_share"].isel(period=slice(4, 8)).mean())


def test_every_policy_costs_what_is_asked_and_only_doses_change(base):
    policies = {
        "buy": base.with_policy("procurement", 0.01, from_=2020.5, finance="household_tax"),
        "machines": base.with_policy("automation_subsidy", 0.5, industries=["manufacturing"]),
    }
    found = kaldor.equal_cost(base, policies, 0.001, years=YEARS, progress=False)
    assert list(found.arms) == ["base", "buy", "machines"] and found.arms["base"] == base
    for name in policies:
        assert costs(found.arms[name]) == pytest.approx(0.001, rel=0.03)
        row = found.table.loc[name]
        assert row["low"] < row["cost"] < row["high"] and row["cost"] == pytest.approx(costs(found.arms[name]))
        (told,) = found.arms[name].document["policies"]
        (given,) = policies[name].document["policies"]
        assert told["value"] == pytest.approx(row["factor"] * given["value"])
        assert {**told, "value": 0} == {**given, "value": 0}


def test_doses_are_counted_from_where_the_lever_does_nothing(base):
    low = base.with_policy("corporate_tax", 0.15)  # 25 % is what firms pay without it
    found = kaldor.equal_cost(base, {"relief": low}, 0.002, years=YEARS, progress=False)
    (told,) = found.arms["relief"].document["policies"]
    assert told["value"] == pytest.approx(0.25 - 0.1 * found.table.loc["relief", "factor"])
    assert costs(found.arms["relief"]) == pytest.approx(0.002, rel=0.03)


def test_policies_that_earn_are_brought_to_the_same_earnings(base):
    found = kaldor.equal_cost(base, {"price": base.with_policy("carbon_price", 10)}, -0.002, years=YEARS, progress=False)
    assert costs(found.arms["price"]) == pytest.approx(-0.002, rel=0.03)


def test_policies_of_the_base_stay_as_they_are(base):
    bought = base.with_policy("procurement", 0.02)
    policies = {"more": bought.with_policy("automation_subsidy", 0.3)}
    found = kaldor.equal_cost(bought, policies, 0.001, years=YEARS, progress=False)
    kept, scaled = found.arms["more"].document["policies"]
    assert kept["value"] == 0.02 and scaled["value"] != 0.3
    assert costs(found.arms["more"]) - costs(bought) == pytest.approx(0.001, rel=0.03)


def test_what_cannot_be_brought_to_this_cost_is_refused(base):
    with pytest.raises(kaldor.InputError, match=r"'buy' cannot cost -0.01 of GDP: .*procurement 10"):
        kaldor.equal_cost(base, {"buy": base.with_policy("procurement", 5)}, -0.01, years=YEARS, progress=False)
    with pytest.raises(kaldor.InputError, match="'nothing' has no policy beyond those of the base"):
        kaldor.equal_cost(base, {"nothing": base}, 0.01)
    with pytest.raises(kaldor.InputError, match="other than zero, got 0"):
        kaldor.equal_cost(base, {"buy": base.with_policy("procurement", 0.1)}, 0)
    with pytest.raises(kaldor.InputError, match="no policy can have this name"):
        kaldor.equal_cost(base, {"base": base.with_policy("procurement", 0.1)}, 0.01)
    steered = base.with_policy("procurement", 0.1, target={"indicator": "unemployment", "at": 0.06, "gain": 1})
    with pytest.raises(kaldor.InputError, match="'steered' has a policy that follows a target"):
        kaldor.equal_cost(base, {"steered": steered}, 0.01)


def test_the_search_does_not_depend_on_threads(base):
    policies = {"machines": base.with_policy("automation_subsidy", 0.2)}
    one, two = (kaldor.equal_cost(base, policies, 0.0005, years=YEARS, threads=t, progress=False).table for t in (1, 2))
    numpy.testing.assert_array_equal(one["factor"], two["factor"])
