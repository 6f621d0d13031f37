"""Policies in words."""

import pytest
from kaldor.reporting import asked


@pytest.mark.parametrize(
    "said, expected",
    [
        ({"until": 2030.0, "ramp": "8 quarters"}, "from 2020 until 2030, growing to this over 8 quarters"),
        ({"ramp": "0 quarters"}, "from 2020 to the end"),
        ({"industries": ["coal", "gas"], "regions": ["coast"]}, "in coal, gas and coast"),
        ({"only": {"employees": "< 300"}}, "only firms with employees < 300"),
        ({"when": "unemployment > 0.08"}, "in quarters in which unemployment > 0.08"),
        ({"target": {"indicator": "emission_intensity", "at": 0.8}}, "it follows emission intensity, which it is to bring to 0.8"),
        ({"finance": "household_tax"}, "households pay what it costs, or get what it brings, by the tax on income"),
    ],
)
def test_each_part_of_a_policy_has_its_words(said, expected):
    policy = {"lever": "carbon_price", "value": 100, "from": 2020, **said}
    (sentence,) = asked.policies({"policies": [policy]}, "yuan")
    assert sentence.startswith("Carbon price of 100\u00a0yuan per tonne of CO₂ (price of a tonne of CO₂")
    assert expected in sentence


def test_only_policies_that_the_baseline_lacks_are_its_own():
    shared, own = ({"lever": "procurement", "value": 0.1, "from": year} for year in (2020, 2025))
    ours, theirs = {"policies": [shared, own]}, {"policies": [shared]}
    assert len(asked.own_policies(ours, theirs, "yuan")) == 1
    assert asked.starts(ours, theirs) == 2025
    assert asked.starts(theirs, theirs) is None


def test_an_arm_is_described_by_all_that_is_its_own():
    policy = {"lever": "procurement", "value": 0.1, "from": 2020}
    assert asked.described({"policies": [policy]}, {"firms": 500, "policies": [policy]}, "yuan") == "other settings"
    both = asked.described({"firms": 600, "policies": [policy]}, {"firms": 500}, "yuan")
    assert both == "a policy (procurement of 10\u00a0% from 2020 to the end) and other settings"
    assert asked.described({"policies": [policy, policy]}, {}, "yuan").startswith("a set of policies (")


def test_other_differences_are_told_by_path():
    ours = {"name": "a", "firms": 500, "parameters": {"entry.size": 2, "share.replicator": 1}}
    theirs = {"name": "b", "firms": 500, "parameters": {"entry.size": 1, "share.replicator": 1}}
    assert asked.other_differences(ours, theirs) == ["parameters.entry.size: 1 → 2"]
