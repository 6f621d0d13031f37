"""Policies that are functions of the user."""

import kaldor
import numpy
import pytest


@kaldor.policy
def buy_in_slumps(economy):
    return {"procurement": 0.5 * max(0.0, economy["unemployment"] - 0.05)}


def digests(scenario, **options):
    return kaldor.run(scenario, progress=False, **options).digest()


def test_a_rule_is_a_policy_with_the_same_bits_at_any_thread_count(mini):
    ruled = mini.with_policy(buy_in_slumps).with_settings(replications=3)
    assert digests(ruled, threads=1) == digests(ruled, threads=2)
    assert digests(ruled) != digests(mini.with_settings(replications=3))


def test_a_simulation_asks_rules_as_a_run_does(mini):
    ruled = mini.with_policy(buy_in_slumps)
    run = kaldor.run(ruled, progress=False).to_xarray()["gdp"].values[0]
    assert [economy["gdp"] for economy in kaldor.Simulation(ruled)] == list(run)


def test_a_constant_rule_is_a_policy_from_the_second_quarter_on(mini):
    constant = kaldor.policy(lambda economy: {"carbon_price": 30.0})
    assert digests(mini.with_policy(constant)) == digests(mini.with_policy("carbon_price", 30, from_=mini.start + 0.25))


def test_a_rule_that_wants_nothing_changes_nothing(mini):
    assert digests(mini.with_policy(kaldor.policy(lambda economy: {}))) == digests(mini)


def test_what_a_rule_no_longer_returns_ends(mini):
    place = mini.industries[0]
    rule = kaldor.policy(lambda economy: {"rd_subsidy": {place: 0.3}} if economy.period < 3 else {})
    simulation = kaldor.Simulation(mini.with_policy(rule))
    strength = [economy.lever("rd_subsidy")[0, 0] for economy in simulation]
    assert strength == [0, 0.3, 0.3, 0, 0, 0, 0, 0]


def test_a_rule_can_name_industries_regions_and_both(mini):
    industry, region = mini.industries[1], mini.regions[-1]
    answer = {"rd_subsidy": {industry: 0.1}, "digital_subsidy": {region: 0.2}, "automation_subsidy": {(industry, region): 0.3}}
    simulation = kaldor.Simulation(mini.with_policy(kaldor.policy(lambda economy: answer)))
    simulation.step()
    economy = simulation.step()
    assert (economy.lever("rd_subsidy")[1] == 0.1).all() and not economy.lever("rd_subsidy")[0].any()
    assert (economy.lever("digital_subsidy")[:, -1] == 0.2).all()
    assert economy.lever("automation_subsidy")[1, -1] == 0.3 and economy.lever("automation_subsidy").sum() == 0.3


def test_rules_for_the_same_lever_add_up(mini):
    def always(value):
        @kaldor.policy
        def rule(economy):
            return {"procurement": value} if economy.period < 4 else {}

        return rule

    both = mini.with_policy(always(0.1)).with_policy(always(0.05))
    one = mini.with_policy(always(0.1 + 0.05))
    told = [kaldor.observe(scenario, "gdp", progress=False)["gdp"].values for scenario in (both, one, mini.with_policy(always(0.05)))]
    numpy.testing.assert_array_equal(told[0], told[1])
    assert (told[0] != told[2]).any()


def test_an_error_of_a_rule_comes_back_as_it_is(mini):
    def wrong(economy):
        raise ZeroDivisionError("in the rule")

    with pytest.raises(ZeroDivisionError, match="in the rule"):
        kaldor.run(mini.with_policy(kaldor.policy(wrong)), progress=False)


def test_an_economy_that_a_rule_kept_is_taken_back(mini):
    kept = []
    kaldor.run(mini.with_policy(kaldor.policy(lambda economy: kept.append(economy) or {})), progress=False)
    with pytest.raises(ValueError, match="only there while"):
        kept[0]["gdp"]


def test_the_result_file_keeps_what_the_rule_said(mini):
    result = kaldor.run(mini.with_policy(buy_in_slumps), progress=False)
    assert "# def buy_in_slumps(economy):" in result.to_xarray().attrs["scenario"]


@pytest.mark.parametrize("answer", [5, None, {"carbon_price": "much"}, {"carbon_price": "1"}, {"carbon_price": True}, {"carbon_price": {"metals": None}}])
def test_an_answer_that_is_none_is_told_with_the_name_of_the_rule(mini, answer):
    def mine(economy):
        return answer

    with pytest.raises(kaldor.InputError, match="the rule 'mine' must return levers"):
        kaldor.run(mini.with_policy(kaldor.policy(mine)), progress=False)


def test_a_rule_that_misnames_hears_the_nearest_name(mini):
    with pytest.raises(kaldor.InputError, match="did you mean 'carbon_price'"):
        kaldor.run(mini.with_policy(kaldor.policy(lambda economy: {"carbon_prize": 1.0})), progress=False)
    region = mini.regions[0]
    with pytest.raises(kaldor.InputError, match=f"did you mean '{region}'"):
        kaldor.run(mini.with_policy(kaldor.policy(lambda economy: {"rd_subsidy": {region[:-1]: 0.1}})), progress=False)


@pytest.mark.parametrize("beside", [{"value": 0.1}, {"from_": 2021}, {"until": 2022}, {"industries": ["services"]}, {"when": "unemployment > 0.1"}])
def test_nothing_that_the_rule_would_not_hear_stands_beside_it(mini, beside):
    with pytest.raises(kaldor.InputError, match=f"answers by itself how much, when and where: {next(iter(beside)).rstrip('_')} cannot"):
        mini.with_policy(buy_in_slumps, **beside)
