"""Filters and moments of time series."""

import numpy
import pytest

from kaldor.facts.estimators.cycle import autocorrelation, correlation, hp_cycle, ols_slope


def test_a_straight_line_has_no_cycle():
    assert numpy.abs(hp_cycle(3 + 0.01 * numpy.arange(120))).max() < 1e-9


def test_trend_solves_the_first_order_conditions():
    series = numpy.random.default_rng(1).normal(size=60).cumsum()
    second = numpy.diff(numpy.eye(60), n=2, axis=0)
    trend = numpy.linalg.solve(numpy.eye(60) + 1600 * second.T @ second, series)
    assert hp_cycle(series) == pytest.approx(series - trend, abs=1e-9)


@pytest.mark.parametrize("quarters", [8, 32, 80])
def test_gain_of_the_filter_is_that_of_theory(quarters):
    turn = 2 * numpy.pi / quarters
    wave = numpy.sin(turn * numpy.arange(1200))
    power = 4 * 1600 * (1 - numpy.cos(turn)) ** 2
    middle = slice(400, 800)
    gain = hp_cycle(wave)[middle].std() / wave[middle].std()
    assert gain == pytest.approx(power / (1 + power), rel=0.01)


def test_too_short_a_series_is_refused():
    with pytest.raises(ValueError, match="at least 4"):
        hp_cycle([1.0, 2.0, 3.0])


def test_autocorrelation_of_an_autoregression_is_its_coefficient():
    chance = numpy.random.default_rng(2)
    series = numpy.zeros(100_000)
    for t, shock in enumerate(chance.normal(size=series.size - 1), start=1):
        series[t] = 0.7 * series[t - 1] + shock
    assert autocorrelation(series) == pytest.approx(0.7, abs=0.01)
    assert autocorrelation(series, lag=2) == pytest.approx(0.49, abs=0.015)


def test_slope_and_correlation_of_a_line():
    x = numpy.arange(10.0)
    assert ols_slope(x, 2 - 0.5 * x) == pytest.approx(-0.5)
    assert correlation(x, 2 - 0.5 * x) == pytest.approx(-1)
