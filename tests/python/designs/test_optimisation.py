"""The best policies within a budget."""

import kaldor
import pandas
import pytest
from kaldor.designs import evaluation

RANGES = {"procurement": (0.0, 0.2), "rd_subsidy": (0.0, 0.5)}
GROWTH = {"gdp_real": "maximise"}
OPTIONS = {"budget": 0.02, "trials": 16, "progress": False}


@pytest.fixture(scope="module")
def small():
    return kaldor.scenario("mini", firms=600, years=3, replications=3)


@pytest.fixture(scope="module")
def found(small):
    return kaldor.optimise(small, RANGES, GROWTH, **OPTIONS)


def stopping(monkeypatch, after):
    """Ctrl-C in the simulation after so many; counts those that were begun."""
    observe, begun = evaluation.observe, []

    def stopped(scenario, *arguments, **options):
        begun.append(scenario)
        if len(begun) > after:
            raise KeyboardInterrupt
        return observe(scenario, *arguments, **options)

    monkeypatch.setattr(evaluation, "observe", stopped)
    return begun


def test_the_first_trial_is_the_scenario_itself(found, small):
    assert found.trials.loc[0, ["procurement", "rd_subsidy", "policy_cost_share"]].tolist() == [0, 0, 0]
    data = kaldor.observe(small, "gdp_real", progress=False)["gdp_real"]
    assert found.trials.loc[0, "gdp_real"] == pytest.approx(data.isel(period=slice(-4, None)).mean().item(), rel=1e-12)


def test_levers_start_where_they_do_nothing_and_parameters_anywhere(small):
    tax = small.with_policy("corporate_tax", 0.2, from_=2021)
    neutral = kaldor.levers().loc["corporate_tax", "neutral"]
    first = [
        kaldor.optimise(tax, ranges, GROWTH, trials=1, progress=False).trials.loc[0].to_dict()
        for ranges in ({"policies[0].value": (0.1, 0.4)}, {"policies[0].value": (0.3, 0.4)}, {"automation.cost": (0.0, 9.0)})
    ]
    assert first[0]["policies[0].value"] == neutral and 0.3 < first[1]["policies[0].value"] and first[2]["automation.cost"] > 0


def test_the_best_trial_is_the_best_that_the_budget_allows(found):
    trials = found.trials
    allowed = trials[trials["policy_cost_share"] <= 0.02]
    assert 0 < len(allowed) < len(trials)
    assert (trials["feasible"] == trials.index.isin(allowed.index)).all()
    assert found.best == allowed["gdp_real"].idxmax()
    assert found.best_scenario().document["policies"] == [{"lever": name, "value": found.mix()[name]} for name in RANGES]


def test_the_cost_counts_over_the_whole_run(found):
    paid = kaldor.observe(found.best_scenario(), "policy_cost_share", progress=False)["policy_cost_share"].mean().item()
    assert found.trials.loc[found.best, "policy_cost_share"] == pytest.approx(paid, rel=1e-12)


def test_the_number_of_threads_changes_nothing(found, small):
    pandas.testing.assert_frame_equal(kaldor.optimise(small, RANGES, GROWTH, threads=1, **OPTIONS).trials, found.trials, check_exact=True)


def test_a_search_that_was_stopped_ends_as_if_it_had_not_been(found, small, tmp_path, monkeypatch):
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        stopping(patch, after=10)
        kaldor.optimise(small, RANGES, GROWTH, folder=tmp_path, **OPTIONS)
    begun = stopping(monkeypatch, after=99)
    again = kaldor.optimise(small, RANGES, GROWTH, folder=tmp_path, **OPTIONS)
    assert len(begun) == 6
    pandas.testing.assert_frame_equal(again.trials, found.trials, check_exact=True)


def test_the_folder_keeps_what_another_question_measures_apart(small, tmp_path):
    options = {"trials": 2, "progress": False, "folder": tmp_path}
    first = kaldor.optimise(small, RANGES, GROWTH, years=2021, **options).trials
    second = kaldor.optimise(small, RANGES, GROWTH, years=2022, **options).trials
    assert (first["gdp_real"] != second["gdp_real"]).all()


def test_the_effect_is_that_of_an_experiment_in_new_replications(found, small):
    effect = found.effect(replications=4)
    arms = {"base": small, "mix": found.best_scenario()}
    result = kaldor.experiment(arms, replications=4, seed=small.seed + 1, progress=False)
    expected = result.difference("mix", "base", "gdp_real", relative=True).summary(2022, confidence="student").loc["gdp_real"]
    for column in ("mean", "low", "high", "p_value", "base"):
        assert effect.loc["gdp_real", column] == pytest.approx(expected[column], rel=1e-9)
    cost = result.difference("mix", "base", "policy_cost_share").summary(confidence="student").loc["policy_cost_share"]
    assert effect.loc["policy_cost_share", ["mean", "low", "high"]].tolist() == pytest.approx(cost[["mean", "low", "high"]].tolist(), rel=1e-9)
    seen = result.scenarios["mix"].with_settings(seed=small.seed, replications=3)
    gdp = [kaldor.observe(each, "gdp_real", progress=False)["gdp_real"].isel(period=slice(-4, None)).mean("period") for each in (small, seen)]
    assert effect.loc["gdp_real", "in_search"] == pytest.approx(((gdp[1] - gdp[0]) / gdp[0]).mean().item(), rel=1e-9)
    with pytest.raises(kaldor.InputError, match="not new"):
        found.effect(seed=small.seed)


def test_effects_are_told_against_the_scenario_without_the_policies_that_were_varied(small):
    policies = small.with_policy("rd_subsidy", 0.3).with_policy("procurement", 0.1)
    found = kaldor.optimise(policies, {"policies[1].value": (0.05, 0.2)}, GROWTH, trials=3, progress=False)
    effect = found.effect(replications=2)
    base = small.with_policy("rd_subsidy", 0.3).with_settings(seed=small.seed + 1, replications=2)
    paid = kaldor.observe(base, "policy_cost_share", progress=False)["policy_cost_share"].mean().item()
    assert effect.loc["policy_cost_share", "base"] == pytest.approx(paid, rel=1e-12) and paid > 0


def test_several_objectives_give_the_trials_that_no_other_beats(small):
    objectives = {"gdp_real": "maximise", "carbon_emissions": "minimise"}
    found = kaldor.optimise(small, RANGES, objectives, **OPTIONS)
    allowed = found.trials[found.trials["feasible"]]
    unbeaten = [
        number
        for number, row in allowed.iterrows()
        if not ((allowed["gdp_real"] > row["gdp_real"]) & (allowed["carbon_emissions"] <= row["carbon_emissions"])).any()
        and not ((allowed["gdp_real"] >= row["gdp_real"]) & (allowed["carbon_emissions"] < row["carbon_emissions"])).any()
    ]
    assert sorted(found.front.index) == unbeaten and len(unbeaten) > 1
    with pytest.raises(kaldor.ResultError, match="no best trial"):
        found.effect()
    assert found.effect(unbeaten[-1], replications=2)["mean"].notna().all()


def test_a_function_can_be_an_objective(small):
    share = {"makers": lambda data: data["value_added_share"].sel(industry="manufacturing").isel(period=-1)}
    found = kaldor.optimise(small, {"rd_subsidy": (0.1, 0.5)}, {"makers": "maximise"}, functions=share, trials=1, progress=False)
    quicker = {"functions": share, "indicators": ["value_added_share"], "trials": 1, "progress": False}
    pandas.testing.assert_frame_equal(
        kaldor.optimise(small, {"rd_subsidy": (0.1, 0.5)}, {"makers": "maximise"}, **quicker).trials, found.trials, check_exact=True
    )
    data = kaldor.run(found.best_scenario(), progress=False).to_xarray()
    assert found.trials["makers"].max() == pytest.approx(share["makers"](data).values.mean(), rel=1e-12)


def test_a_function_that_gives_no_number_for_each_replication_is_an_input_error(small):
    with pytest.raises(kaldor.InputError, match=r"everything: expected a number for each of 3 replications, got an array of shape \(3, 12\)"):
        functions = {"everything": lambda data: data["gdp_real"]}
        kaldor.optimise(small, RANGES, {"everything": "maximise"}, functions=functions, trials=1, progress=False)


def test_a_point_at_which_the_run_fails_is_warned_of_and_passed_over(small, monkeypatch):
    observe = evaluation.observe

    def failing(scenario, *arguments, **options):
        if scenario.document["policies"][0]["value"] > 0.1:
            raise kaldor.RunError("no bank is left", "credit", 3, "", 0)
        return observe(scenario, *arguments, **options)

    monkeypatch.setattr(evaluation, "observe", failing)
    with pytest.warns(UserWarning, match="the run failed: no bank is left"):
        found = kaldor.optimise(small, {"procurement": (0.0, 0.2)}, GROWTH, trials=5, progress=False)
    failed = found.trials["procurement"] > 0.1
    assert failed.any() and (found.trials["feasible"] == ~failed).all() and found.trials["gdp_real"].isna().equals(failed)
    assert not failed[found.best]


@pytest.mark.parametrize(
    ("objectives", "options", "sentence"),
    [
        ({"gdp_rael": "maximise"}, {}, "no indicator 'gdp_rael' .did you mean 'gdp_real'"),
        ({"gdp_real": "maximize"}, {}, "gdp_real: there is no direction 'maximize' .did you mean 'maximise'"),
        ({"output": "maximise"}, {}, "'output' is no national indicator .*by industry"),
        ({}, {}, "expected objectives such as"),
        ("gdp_real", {}, "objectives: expected \"minimise\" or \"maximise\" by name, got 'gdp_real'"),
        (GROWTH, {"years": 2050}, "2050 is not in the results"),
        (GROWTH, {"cost": "gdp_real"}, "an objective and the cost"),
        (GROWTH, {"trials": 0}, "trials"),
    ],
)
def test_what_is_asked_wrongly_is_an_input_error(small, objectives, options, sentence):
    with pytest.raises(kaldor.InputError, match=sentence):
        kaldor.optimise(small, RANGES, objectives, progress=False, **options)


def test_a_budget_that_nothing_keeps_is_told(small):
    found = kaldor.optimise(small, RANGES, GROWTH, budget=-1, trials=2, progress=False)
    with pytest.raises(kaldor.ResultError, match="none of 2 trials keeps to the budget of -1"):
        found.best_scenario()
    with pytest.raises(kaldor.ResultError, match="no trial 7; there are 0 to 1"):
        found.mix(7)
