"""Scenarios with other values, and ranges."""

import kaldor
import pytest
from kaldor.designs.variation import limits, told, without


@pytest.fixture
def two_policies():
    return kaldor.scenario("mini").with_policy("procurement", 0.1).with_policy("rd_subsidy", 0.2, from_=2022)


def test_a_lever_by_its_name_becomes_one_more_policy(two_policies):
    varied = kaldor.vary(two_policies, {"carbon_price": 40, "policies[1].value": 0.3, "policies[1].from": 2023.25})
    assert varied.document["policies"] == [
        {"lever": "procurement", "value": 0.1},
        {"lever": "rd_subsidy", "value": 0.3, "from": 2023.25},
        {"lever": "carbon_price", "value": 40.0},
    ]


def test_a_lever_counts_as_no_policy_of_the_scenario(two_policies):
    with pytest.raises(kaldor.InputError, match="has 2 policies of its own"):
        kaldor.vary(two_policies, {"carbon_price": 40, "policies[2].value": 0.3})


def test_the_nearest_name_is_told():
    with pytest.raises(kaldor.InputError, match="no parameter or lever 'carbon_prize' .did you mean 'carbon_price'"):
        kaldor.vary(kaldor.scenario("mini"), {"carbon_prize": 40})


def test_policies_that_are_meant_are_left_out(two_policies):
    left = without(two_policies, ["policies[0].value", "carbon_price"])
    assert [policy["lever"] for policy in left.document["policies"]] == ["rd_subsidy"]
    assert told(two_policies, "policies[0].value") == "procurement, policies[0].value"


@pytest.mark.parametrize(
    ("ranges", "sentence"),
    [
        ({"automation.cost": (3, 1)}, "automation.cost: expected the lowest value below the highest, got 3 and 1"),
        ({"automation.cost": (1, float("inf"))}, "the lowest value below the highest"),
        ({"automation.cost": 3}, "automation.cost: expected the lowest and the highest value, got 3"),
        ({"automation.cost": (1, 2, 3)}, "the lowest and the highest value"),
        ({"policies[0].value": (0, 99)}, "policies.0..value: expected a number in"),
        ({}, "at least one"),
        ("carbon_price", "ranges by name, or a list of names, got 'carbon_price'"),
        (["carbon_price"], "no parameter with a declared range"),
    ],
)
def test_ranges_that_are_none_are_refused_before_anything_is_simulated(two_policies, ranges, sentence):
    with pytest.raises(kaldor.InputError, match=sentence):
        limits(two_policies, ranges)


def test_names_alone_stand_for_the_declared_ranges():
    declared = kaldor.parameters().loc["automation.cost"]
    assert limits(kaldor.scenario("mini"), ["automation.cost"]) == {"automation.cost": (declared["low"], declared["high"])}
