"""Many points of one scenario, and what an outcome depends on."""

import json

import kaldor
import numpy
import pytest
from kaldor.designs import Evaluation, evaluation

SHARES = {"policies[0].value": (0.0, 0.3)}


@pytest.fixture
def spending():
    """Government buys more; automation is off, so that its parameters cannot matter."""
    small = kaldor.scenario("mini", firms=600, years=2, replications=2)
    return small.with_policy("procurement", 0.1).with_mechanisms(automation=False)


def gdp(data):
    return data["gdp_real"].isel(period=-1)


def test_a_point_is_the_scenario_with_its_values(spending):
    points = [{"policies[0].value": 0.0}, {"policies[0].value": 0.2, "innovation.step": 0.05}]
    found = kaldor.evaluate(spending, points, gdp, progress=False)
    by_hand = kaldor.vary(spending, points[1])
    assert "value: 0.2" in by_hand.resolved() and "innovation.step: 0.05" in by_hand.resolved()
    numpy.testing.assert_array_equal(found.values[1], gdp(kaldor.run(by_hand, progress=False).to_xarray()))
    assert found.values.shape == (2, 2)


def test_what_is_asked_wrongly_is_an_input_error(spending):
    with pytest.raises(kaldor.InputError, match="1 policies"):
        kaldor.vary(spending, {"policies[3].value": 0.1})
    with pytest.raises(kaldor.InputError, match="innovation.stop"):
        kaldor.vary(spending, {"innovation.stop": 0.1})
    with pytest.raises(kaldor.InputError, match="no parameter with a declared range"):
        kaldor.sensitivity(spending, ["innovation.stop"], "gdp_real")
    with pytest.raises(kaldor.InputError, match="no national indicator"):
        kaldor.sensitivity(spending, SHARES, "value_added", samples=2, progress=False)
    with pytest.raises(kaldor.InputError, match="2050 is not in the results"):
        kaldor.sensitivity(spending, SHARES, "gdp", years=2050, samples=2, progress=False)
    with pytest.raises(kaldor.InputError, match="there is no method"):
        kaldor.sensitivity(spending, SHARES, "gdp", method="guess")


def test_a_point_at_which_the_economy_cannot_be_set_up_is_named():
    scenario = kaldor.scenario("mini", firms=600, years=1)
    points = [{"investment.churn": 0.01, "innovation.step": 0.05}, {"investment.churn": 0.2, "innovation.step": 0.05}]
    with pytest.raises(kaldor.InputError, match=r"^at investment.churn = 0.2, innovation.step = 0.05: .*return_on_capital"):
        kaldor.evaluate(scenario, points, gdp, progress=False)


def test_a_study_goes_on_where_it_stopped(spending, tmp_path, monkeypatch):
    points = [{"policies[0].value": value} for value in (0.0, 0.1, 0.2)]
    first = kaldor.evaluate(spending, points[:2], gdp, folder=tmp_path, progress=False)
    with (tmp_path / "points.jsonl").open("a") as file:
        file.write('{"key": "cut o')  # as a program leaves it that was killed
    simulated = []
    run = evaluation.run
    monkeypatch.setattr(evaluation, "run", lambda scenario, **options: simulated.append(scenario) or run(scenario, **options))
    all_three = kaldor.evaluate(spending, points, gdp, folder=tmp_path, progress=False)
    assert len(simulated) == 1
    numpy.testing.assert_array_equal(all_three.values[:2], first.values)
    kaldor.evaluate(spending, points, gdp, folder=tmp_path, progress=False)
    assert len(simulated) == 1
    lines = (tmp_path / "points.jsonl").read_text().splitlines()
    assert [json.loads(line)["point"] for line in lines if line.endswith("}")] == points


def test_other_chance_is_another_point(spending, tmp_path):
    points = [{"policies[0].value": 0.1}]
    one = kaldor.evaluate(spending, points, gdp, folder=tmp_path, progress=False)
    other = kaldor.evaluate(spending.with_settings(seed=9), points, gdp, folder=tmp_path, progress=False)
    assert (one.values != other.values).all()


@pytest.mark.parametrize(("method", "samples", "size"), [("morris", 2, "mu_star"), ("sobol", 2, "ST")])
def test_what_matters_comes_first_and_what_is_switched_off_does_not_matter(spending, method, samples, size):
    ranges = {"automation.cost": (0.5, 5.0), "policies[0].value": (0.0, 0.3)}
    table = kaldor.sensitivity(spending, ranges, "gdp", method=method, samples=samples, progress=False)
    assert list(table.index) == ["policies[0].value", "automation.cost"]
    assert table.loc["automation.cost", size] == 0
    assert table.loc["policies[0].value", size] > 0
    assert table.attrs["noise_share"] > 0


def test_the_elementary_effect_of_one_lever_is_its_difference(spending):
    table = kaldor.sensitivity(spending, SHARES, "gdp", samples=3, progress=False)
    levels = [{"policies[0].value": value} for value in (0.0, 0.1, 0.2, 0.3)]
    means = kaldor.evaluate(spending, levels, lambda data: data["gdp"].isel(period=slice(-4, None)).mean("period"), progress=False).means
    steps = [(means[2] - means[0]) / (2 / 3), (means[3] - means[1]) / (2 / 3)]  # Morris' step on four levels is 2/3
    assert min(steps) * (1 - 1e-9) <= table.loc["policies[0].value", "mu"] <= max(steps) * (1 + 1e-9)


def test_the_share_of_chance_is_that_of_the_analysis_of_variance():
    # Two replications at three points; means 2, 4, 9 have variance 13, replications are 2/3 below and above 5. What is
    # left, -1/3, 2/3, -1/3 and the reverse, has a sum of squares of 4/3 with 2 degrees of freedom.
    values = numpy.array([[1.0, 3.0], [4.0, 4.0], [8.0, 10.0]])
    assert Evaluation([{}, {}, {}], values).noise_share == pytest.approx((4 / 3 / 2 / 2) / 13)
    assert Evaluation([{}, {}, {}], values + [0.0, 100.0]).noise_share == pytest.approx((4 / 3 / 2 / 2) / 13)
    assert Evaluation([{}, {}], numpy.array([[1.0, 2.0], [2.0, 1.0]])).noise_share == 1
    assert numpy.isnan(Evaluation([{}], numpy.array([[1.0]])).noise_share)


@pytest.mark.parametrize("seed", [-1, 2**32, 0.5, "a"])
def test_a_seed_that_the_libraries_cannot_take_is_told_before_anything_is_simulated(spending, seed):
    searches = (
        lambda: kaldor.sensitivity(spending, SHARES, "gdp_real", seed=seed),
        lambda: kaldor.discover(spending, SHARES, "unemployment > 0.08", seed=seed),
        lambda: kaldor.optimise(spending, SHARES, {"gdp_real": "maximise"}, seed=seed),
        lambda: kaldor.calibrate(spending, SHARES, {"unemployment": kaldor.Moment(0.05, 0.01)}, seed=seed),
    )
    for search in searches:
        with pytest.raises(kaldor.InputError, match=r"seed: expected a whole number( in \[0, 4294967295\])?, got"):
            search()
