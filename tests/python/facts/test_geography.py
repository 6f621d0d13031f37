"""Concentration in space and slopes within groups, on worked examples and beside statsmodels."""

import numpy
import pandas
import pytest
import statsmodels.formula.api

from kaldor.facts.estimators.geography import ellison_glaeser, slope_within


def test_gamma_of_a_worked_example():
    # Two regions of 150 and 50 persons; industry A has 100 of its 100 in the first, B 50 and 50.
    employment = numpy.array([[100.0, 50.0], [0.0, 50.0]])
    # A: raw (1/4)^2 + (1/4)^2 = 1/8, over 1 - (9/16 + 1/16) = 3/8 is 1/3; less a Herfindahl of 0.1, over 0.9.
    found = ellison_glaeser(employment, numpy.array([0.1, 0.0]))
    assert found.tolist() == pytest.approx([(1 / 3 - 0.1) / 0.9, 1 / 3])


def test_gamma_is_zero_on_average_for_plants_thrown_at_random():
    random = numpy.random.default_rng(4)
    regions, plants = numpy.array([0.5, 0.3, 0.2]), 20
    found = []
    for _ in range(400):
        thrown = random.choice(3, (plants, 30), p=regions)
        employment = numpy.stack([(thrown == region).sum(axis=0) for region in range(3)]).astype(float)
        found.append(ellison_glaeser(employment, numpy.full(30, 1 / plants)).mean())
    assert abs(numpy.mean(found)) < 0.003


def test_the_slope_within_groups_is_that_of_statsmodels():
    random = numpy.random.default_rng(5)
    group = random.integers(0, 4, 60)
    x = random.normal(size=60) + group
    y = 0.3 * x - 2 * group + 0.1 * random.normal(size=60)
    weights = random.uniform(1, 5, 60)
    table = pandas.DataFrame({"x": x, "y": y, "group": group})
    told = statsmodels.formula.api.wls("y ~ x + C(group)", table, weights=weights).fit().params["x"]
    assert slope_within(x, y, group, weights) == pytest.approx(told)
