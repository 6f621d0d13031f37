"""Parameters from moments."""

import kaldor
import numpy
import pandas
import pytest
from kaldor.designs import evaluation
from kaldor.designs.calibration import Calibration
from scipy import stats

COST, MARGIN = "automation.cost", "investment.idle_margin"
RANGES = {COST: (3.0, 12.0), MARGIN: (1.0, 1.8)}
TRUTH = {COST: 6.0, MARGIN: 1.25}
NAMES = ["automation_share", "rd_share", "unemployment"]
OPTIONS = {"trials": 48, "progress": False}


@pytest.fixture(scope="module")
def small():
    return kaldor.scenario("mini", firms=600, years=3, replications=4)


@pytest.fixture(scope="module")
def moments(small):
    """Those of the truth, at another seed."""
    data = kaldor.observe(kaldor.vary(small, TRUTH).with_settings(seed=77, replications=16), NAMES, progress=False)
    last = data.isel(period=slice(-4, None)).mean("period")
    return {name: kaldor.Moment(last[name].mean().item(), last[name].std(ddof=1).item() / 4) for name in NAMES}


@pytest.fixture(scope="module")
def found(small, moments):
    return kaldor.calibrate(small, RANGES, moments, **OPTIONS)


def test_parameters_are_recovered_from_moments_of_another_seed(found):
    table = found.parameters()
    assert table.loc[COST, "best"] == pytest.approx(6.0, abs=0.6)
    for name in RANGES:
        assert table.loc[name, "low"] <= TRUTH[name] <= table.loc[name, "high"]
    assert table.loc[COST, "identified"]
    assert table.loc[COST, "high"] - table.loc[COST, "low"] < 9 / 4
    assert found.best_scenario().document["parameters"] == found.trials.loc[found.best, list(RANGES)].to_dict()


def test_a_parameter_that_no_moment_depends_on_is_not_identified(small, moments):
    off = small.with_mechanisms(automation=False)
    told = {name: moments[name] for name in ("rd_share", "unemployment")}
    table = kaldor.calibrate(off, {COST: (3.0, 12.0)}, told, trials=16, progress=False).parameters()
    assert not table.loc[COST, "identified"]
    assert (table.loc[COST, "low"], table.loc[COST, "high"]) == pytest.approx((3.0, 12.0), abs=0.9)


def test_the_distance_is_the_sum_of_squared_errors_of_the_means(found, moments, small):
    point = {name: found.trials.loc[5, name] for name in RANGES}
    data = kaldor.observe(kaldor.vary(small, point), NAMES, progress=False).isel(period=slice(-4, None)).mean(("period", "replication"))
    expected = sum(((data[name].item() - each.target) / each.error) ** 2 for name, each in moments.items())
    assert found.trials.loc[5, "distance"] == pytest.approx(expected, rel=1e-9)


def test_the_fit_is_that_of_new_replications(found, moments):
    fit = found.fit(replications=8)
    scenario = found.best_scenario().with_settings(seed=found.scenario.seed + 1, replications=8)
    data = kaldor.observe(scenario, NAMES, progress=False).isel(period=slice(-4, None)).mean("period")
    for name, moment in moments.items():
        row = fit.loc[name]
        assert row["simulated"] == pytest.approx(data[name].mean().item(), rel=1e-9)
        assert row["standard_error"] == pytest.approx(stats.sem(data[name].values), rel=1e-9)
        searched = stats.sem(found.values[found.best, :, list(moments).index(name)])
        error = (moment.error**2 + row["standard_error"] ** 2 + searched**2) ** 0.5
        assert row["z"] == pytest.approx((row["simulated"] - moment.target) / error, rel=1e-9)
    assert fit.attrs["distance"] == pytest.approx((((fit["simulated"] - fit["target"]) / fit["error"]) ** 2).sum(), rel=1e-9)
    with pytest.raises(kaldor.InputError, match="not new"):
        found.fit(seed=found.scenario.seed)


def test_the_accepted_values_of_a_mean_are_its_confidence_interval():
    # One parameter that is its own moment, of error 0.3; four replications whose mean has the standard error 0.4.
    grid = numpy.linspace(-3, 3, 601)
    chance = numpy.array([-0.8, 0.8, -0.8, 0.8]) * (3 / 4) ** 0.5
    values = (grid[:, None] + chance)[..., None]
    trials = pandas.DataFrame({"x": grid, "m": grid, "distance": (grid / 0.3) ** 2})
    found = Calibration(kaldor.scenario("mini"), {"m": kaldor.Moment(0.0, 0.3)}, trials, values, {"x": (-3.0, 3.0)}, None)
    freedom = 0.25**2 / (0.16**2 / 3)  # Welch's, for 0.09 known and 0.16 estimated from four
    low, high = stats.t.interval(0.95, freedom, scale=0.5)
    assert found.parameters().loc["x", ["low", "high"]].tolist() == pytest.approx([low, high], abs=0.01)
    assert found.parameters(0.5).loc["x", "high"] == pytest.approx(stats.t.interval(0.5, freedom, scale=0.5)[1], abs=0.01)
    assert numpy.isnan(found.p_value)  # one moment, one parameter
    # The distance at the best point is (mean / 0.3) squared, with mean normal of standard error 0.4 (0.346 over a bootstrap of four).
    assert found.noise == pytest.approx(2**0.5 * (0.4 * (3 / 4) ** 0.5 / 0.3) ** 2, rel=0.25)


def test_the_accepted_values_hold_their_level_with_few_replications():
    random, grid, base = numpy.random.default_rng(1), numpy.linspace(-4, 4, 401), kaldor.scenario("mini")
    covered, if_normal = [], []
    for _ in range(2000):
        target, chance = 0.3 * random.normal(), 0.8 * random.normal(size=4)  # the truth is 0
        values = (grid[:, None] + chance)[..., None]
        trials = pandas.DataFrame({"x": grid, "m": values.mean(1)[:, 0], "distance": (values.mean(1)[:, 0] - target) ** 2})
        row = Calibration(base, {"m": kaldor.Moment(target, 0.3)}, trials, values, {"x": (-4.0, 4.0)}, None).parameters().loc["x"]
        covered.append(row["low"] <= 0 <= row["high"])
        if_normal.append(abs(chance.mean() - target) <= 1.96 * numpy.hypot(0.3, stats.sem(chance)))
    assert 0.93 < numpy.mean(covered) < 0.96  # its own standard error is 0.005
    assert numpy.mean(if_normal) < numpy.mean(covered) - 0.01


def test_a_model_that_misses_a_moment_is_rejected_and_one_of_the_same_kind_is_not(found, small, moments):
    assert found.p_value > 0.01
    missed = moments | {"inflation": kaldor.Moment(0.5, 0.01)}
    assert kaldor.calibrate(small, RANGES, missed, trials=8, progress=False).p_value < 0.01


def test_without_replications_only_the_errors_of_the_data_count(found):
    one = Calibration(found.scenario, found.moments, found.trials, found.values[:, :1], found.ranges, None)
    assert numpy.isnan(one.noise) and 0 < one.p_value < 1
    targets, errors = (numpy.array([getattr(each, what) for each in found.moments.values()]) for what in ("target", "error"))
    criterion = (((found.values[found.best, 0] - targets) / errors) ** 2).sum()
    assert one.p_value == pytest.approx(stats.chi2.sf(criterion, 1), rel=1e-3)


def test_a_calibration_that_was_stopped_ends_as_if_it_had_not_been(small, moments, tmp_path, monkeypatch):
    observe, begun = evaluation.observe, []

    def stopping(*arguments, **options):
        begun.append(arguments)
        if len(begun) == 20:
            raise KeyboardInterrupt
        return observe(*arguments, **options)

    monkeypatch.setattr(evaluation, "observe", stopping)
    options = {"trials": 24, "progress": False}
    with pytest.raises(KeyboardInterrupt):
        kaldor.calibrate(small, RANGES, moments, folder=tmp_path, **options)
    again = kaldor.calibrate(small, RANGES, moments, folder=tmp_path, **options)
    assert len(begun) == 20 + 5
    pandas.testing.assert_frame_equal(again.trials, kaldor.calibrate(small, RANGES, moments, **options).trials, check_exact=True)


@pytest.mark.parametrize(
    ("moments", "sentence"),
    [
        ({}, "at least one moment"),
        ({"unemployment": (0.05, 0.01)}, "moments: expected kaldor.Moment by name, got"),
        ({"own": kaldor.Moment(0.05, 0.01, years=2021, outcome=len)}, "own: years are for indicators"),
        ({"unemployment": kaldor.Moment(0.05, 0.0)}, "unemployment: expected an error above zero, got 0"),
        ({"unemployment": kaldor.Moment(float("nan"), 0.1)}, "unemployment: expected a number as target"),
        ({"growth": kaldor.Moment(0.05, 0.1)}, "no indicator 'growth'"),
        ({"early": kaldor.Moment(0.05, 0.1, years=1990, outcome="unemployment")}, "1990 is not in the results"),
    ],
)
def test_what_is_asked_wrongly_is_an_input_error(small, moments, sentence):
    with pytest.raises(kaldor.InputError, match=sentence):
        kaldor.calibrate(small, RANGES, moments, **OPTIONS)
