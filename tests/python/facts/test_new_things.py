"""Logistic paths, learning, shake-outs, and lengths of recessions whose answers are known."""

import numpy
import pytest

from kaldor.facts.estimators.diffusion import logistic, progress, shake_out
from kaldor.facts.estimators.durations import geometric_p_value, recessions


def test_a_logistic_path_is_found_with_its_takeover():
    years = numpy.arange(0, 40, 0.25)
    fit = logistic(years, 0.6 / (1 + numpy.exp(-0.4 * (years - 15))))
    assert (fit.ceiling, fit.speed, fit.midpoint) == pytest.approx((0.6, 0.4, 15), rel=1e-4)
    assert fit.r_squared == pytest.approx(1)
    assert fit.takeover == pytest.approx(10.986, abs=1e-3)  # 2 ln 9 / 0.4


def test_a_straight_rise_fits_worse_and_a_fall_not_at_all():
    years = numpy.arange(20.0)
    assert logistic(years, numpy.exp(0.5 * numpy.minimum(years, 10))).r_squared < 0.999
    assert logistic(years, 20 - years) is None


def test_learning_of_a_fifth_with_each_doubling():
    output = numpy.array([1.0, 1, 2, 4, 8, 16])
    cost = 100 * output.cumsum() ** numpy.log2(0.8)
    assert progress(cost, output) == pytest.approx(0.2)
    assert progress(numpy.full(6, 3.0), output) == pytest.approx(0)


def test_a_shake_out_counts_from_the_peak():
    assert shake_out(numpy.array([1.0, 10, 40, 30, 20, 25])) == 0.5
    assert shake_out(numpy.array([9.0, 1, 10, 20])) == 0


def test_recessions_that_are_cut_off_do_not_count():
    growth = numpy.array([-1, 1, -1, -1, 1, 1, -1, 1, -1, -1, -1, 1, -1])
    assert recessions(growth).tolist() == [2, 1, 3]
    assert recessions(numpy.array([-1.0, -1])).size == 0


def test_lengths_that_end_by_chance_pass_and_lengths_that_are_all_alike_do_not():
    random = numpy.random.default_rng(6)
    passed = [geometric_p_value(random.geometric(0.4, 40)) > 0.05 for _ in range(40)]
    assert sum(passed) >= 34  # 38 are expected
    assert geometric_p_value(numpy.full(40, 3)) < 0.01
