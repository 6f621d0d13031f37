"""Slopes, quantiles and moments with weights, and the life table."""

import numpy
import pytest

from kaldor.facts.estimators import weighted
from kaldor.facts.estimators.survival import hazards, survival

CHANCE = numpy.random.default_rng(11)


def test_slope_inside_groups_ignores_differences_between_groups():
    groups = numpy.repeat([4, 9, 2], 500)
    x = CHANCE.normal(size=1500) + groups
    y = 0.8 * x - 5 * groups + CHANCE.normal(scale=0.01, size=1500)
    assert weighted.slope(x, y, numpy.ones(1500), groups) == pytest.approx(0.8, abs=0.002)


def test_persistence_of_an_autoregression_of_firms_is_found():
    now = CHANCE.normal(size=50_000)
    then = 0.75 * now + CHANCE.normal(scale=numpy.sqrt(1 - 0.75**2), size=now.size)
    assert weighted.slope(now, then, numpy.ones(now.size), numpy.zeros(now.size)) == pytest.approx(0.75, abs=0.01)


def test_demeaned_groups_have_weighted_mean_zero():
    groups, weights = CHANCE.integers(0, 5, 300), CHANCE.uniform(1, 9, 300)
    left = weighted.demeaned(CHANCE.normal(size=300), weights, groups)
    assert [float((weights * left)[groups == g].sum()) for g in range(5)] == pytest.approx([0] * 5, abs=1e-9)


def test_quantiles_of_a_worked_example():
    found = weighted.quantile(numpy.array([3.0, 1.0, 2.0]), numpy.array([1.0, 6.0, 3.0]), numpy.array([0.5, 0.9, 0.95]))
    assert found.tolist() == [1.0, 2.0, 3.0]


def test_skewness_of_an_exponential_is_two():
    sample = -numpy.log1p(-(numpy.arange(400_000) + 0.5) / 400_000)
    assert weighted.skewness(sample, numpy.ones(sample.size)) == pytest.approx(2, abs=0.02)


def test_hazards_of_a_worked_example():
    ages = numpy.array([0, 0, 1, 12, 30])
    found = hazards(ages, numpy.array([3.0, 1.0, 2.0, 4.0, 4.0]), numpy.array([True, False, False, True, False]))
    assert found[[0, 1, 10]].tolist() == [0.75, 0.0, 0.5]
    assert numpy.isnan(found[5])


def test_survival_multiplies_what_is_left_each_year():
    assert survival(numpy.array([0.2, 0.1, 0.5]), 2) == pytest.approx(0.72)
