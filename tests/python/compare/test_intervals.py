"""Intervals and tests of mean differences, against published values, scipy and statsmodels."""

import numpy
import pytest
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.weightstats import DescrStatsW

from kaldor.compare import intervals
from kaldor.compare.intervals import adjusted, mean_interval, p_values
from kaldor.errors import InputError

# Hours of sleep that ten patients gained by one drug over another: Student (1908), "The probable error of a mean".
SLEEP = numpy.array([1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4])
STUDENT = {"level": 0.95, "confidence": "student", "resamples": 0, "seed": 0}


def bootstrap(values, level=0.95, resamples=999, seed=0):
    return mean_interval(values, level, "bootstrap", resamples, seed)


def test_the_sleep_of_student():
    low, high = mean_interval(SLEEP[:, None], **STUDENT)
    assert (low[0], high[0]) == pytest.approx((0.7001142, 2.4598858), abs=1e-7)  # t.test(paired = TRUE) of R
    assert p_values(SLEEP[:, None])[0] == pytest.approx(0.002833, abs=5e-7)


def test_students_interval_and_p_value_are_those_of_statsmodels():
    values = numpy.random.default_rng(1).gamma(2, size=(7, 5)) - 1.5
    judge = DescrStatsW(values)
    numpy.testing.assert_allclose(mean_interval(values, **STUDENT), judge.tconfint_mean(0.05), rtol=1e-12)
    numpy.testing.assert_allclose(p_values(values), judge.ttest_mean(0)[1], rtol=1e-12)


def test_the_bootstrap_is_that_of_scipy_column_by_column():
    values = numpy.random.default_rng(2).lognormal(size=(12, 4))
    low, high = bootstrap(values, level=0.9, seed=5)
    for column in range(4):
        sample = (values[:, column],)
        judge = stats.bootstrap(sample, numpy.mean, method="BCa", n_resamples=999, confidence_level=0.9, rng=5)
        assert (low[column], high[column]) == pytest.approx(tuple(judge.confidence_interval), rel=1e-12)


def test_the_bootstrap_does_not_depend_on_what_else_is_in_the_table(monkeypatch):
    values = numpy.random.default_rng(3).normal(size=(8, 6))
    together = bootstrap(values)
    monkeypatch.setattr(intervals, "VALUES_AT_ONCE", 8 * 999 * 2)
    numpy.testing.assert_array_equal(bootstrap(values), together)
    alone = numpy.concatenate(bootstrap(values[:, 3:4]))
    numpy.testing.assert_allclose(alone, [end[3] for end in together], rtol=1e-12)  # sums run in another order
    assert (bootstrap(values, seed=1)[0] != together[0]).all()


@pytest.mark.parametrize("interval", [bootstrap, lambda values: mean_interval(values, **STUDENT)])
@pytest.mark.filterwarnings("error")
def test_missing_equal_and_single_values(interval):
    values = numpy.array([[0.0, 0.5, numpy.nan, 1.0], [0.0, 0.5, 1.0, 2.0], [0.0, 0.5, 2.0, 4.0]])
    low, high = interval(values)
    assert (low[:2].tolist(), high[:2].tolist()) == ([0, 0.5], [0, 0.5])
    assert numpy.isnan([low[2], high[2]]).all()
    assert low[3] < 7 / 3 < high[3]
    assert numpy.isnan(interval(values[:1])).all()
    assert p_values(values)[:2].tolist() == [1, 0]
    assert numpy.isnan(p_values(values)[2]) and numpy.isnan(p_values(values[:1])).all()


@pytest.mark.parametrize(("replications", "bootstrap_covers"), [(8, 0.87), (16, 0.92)])
def test_with_few_replications_the_bootstrap_is_narrower_than_it_says_and_student_is_not(replications, bootstrap_covers):
    values = numpy.random.default_rng(0).normal(size=(replications, 4000))
    covered = {}
    for confidence in ("bootstrap", "student"):
        low, high = mean_interval(values, 0.95, confidence, 999, 0)
        covered[confidence] = ((low < 0) & (high > 0)).mean()
    assert covered["bootstrap"] == pytest.approx(bootstrap_covers, abs=0.012)  # two standard errors, and the resamples
    assert covered["student"] == pytest.approx(0.95, abs=0.008)


def test_holm_is_that_of_the_definition_and_of_statsmodels():
    p = numpy.array([0.01, 0.02, 0.03, 0.04, 0.05])
    assert adjusted(p, "holm") == pytest.approx([0.05, 0.08, 0.09, 0.09, 0.09])  # p.adjust(p, "holm") of R
    drawn = numpy.random.default_rng(4).uniform(size=20).round(2)  # with ties, and some that reach one
    numpy.testing.assert_allclose(adjusted(drawn, "holm"), multipletests(drawn, method="holm")[1], rtol=1e-15)
    p = numpy.random.default_rng(4).uniform(0, 0.1, 20)
    numpy.testing.assert_array_equal(adjusted(p, "fdr_bh"), multipletests(p, method="fdr_bh")[1])


def test_undefined_p_values_do_not_count_in_the_family():
    assert adjusted(numpy.array([0.01, numpy.nan, 0.04]), "holm") == pytest.approx([0.02, numpy.nan, 0.04], nan_ok=True)
    assert numpy.isnan(adjusted(numpy.full(2, numpy.nan), "holm")).all()


def test_an_unknown_interval_is_refused():
    with pytest.raises(ValueError, match="'bootstrap' or 'student', not 'normal'"):
        mean_interval(SLEEP[:, None], 0.95, "normal", 0, 0)


@pytest.mark.parametrize("level", [0, 1, 2, -0.5, numpy.nan, "a", None])
def test_a_level_that_is_none_is_refused(level):
    with pytest.raises(InputError, match="level: expected a number between 0 and 1"):
        bootstrap(SLEEP[:, None], level)
