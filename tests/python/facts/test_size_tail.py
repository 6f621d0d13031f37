"""Tail exponent and top share."""

import numpy
import pytest

from kaldor.facts.estimators.tail import binned_exponent, pareto_exponent, tail, top_share

CHANCE = numpy.random.default_rng(7)


def pareto(exponent: float, minimum: float, count: int) -> numpy.ndarray:
    """Exact quantiles of a Pareto distribution in random order."""
    parts = (numpy.arange(count) + 0.5) / count
    return CHANCE.permutation(minimum * (1 - parts) ** (-1 / exponent))


@pytest.mark.parametrize("exponent", [0.8, 1.06, 2.0])
def test_exponent_of_a_pareto_sample_is_found(exponent):
    sizes = pareto(exponent, 3.0, 20_000)
    assert pareto_exponent(sizes, numpy.ones_like(sizes), 3.0) == pytest.approx(exponent, rel=0.01)


def test_minimum_of_a_tail_above_a_flat_body_is_found():
    sizes = numpy.concatenate([numpy.linspace(1, 50, 20_000), pareto(1.2, 50.0, 20_000)])
    found = tail(sizes)
    assert found.exponent == pytest.approx(1.2, abs=0.05)
    assert 45 < found.minimum < 70


def test_a_weight_counts_as_so_many_firms():
    sizes = pareto(1.1, 1.0, 2_000)
    weights = CHANCE.integers(1, 6, sizes.size)
    written_out = numpy.repeat(sizes, weights)
    assert pareto_exponent(sizes, weights, 2.0) == pytest.approx(pareto_exponent(written_out, numpy.ones(written_out.size), 2.0))
    assert top_share(sizes, weights) == pytest.approx(top_share(written_out, numpy.ones(written_out.size)))


def test_a_lognormal_tail_is_steeper_than_zipf():
    assert tail(numpy.exp(CHANCE.normal(0, 1, 50_000))).exponent > 1.5


def test_top_share_of_a_worked_example():
    sizes = numpy.concatenate([numpy.ones(99), [101.0]])
    assert top_share(sizes, numpy.ones(100)) == pytest.approx(101 / 200)
    assert top_share(numpy.array([1.0, 3.0]), numpy.array([50.0, 50.0])) == pytest.approx(3 / 200)


@pytest.mark.parametrize("exponent", [0.8, 1.06, 2.0])
def test_exponent_is_found_from_numbers_of_firms_in_size_classes(exponent):
    minima = numpy.array([5.0, 10, 20, 100, 500])
    counts, _ = numpy.histogram(pareto(exponent, 5.0, 200_000), [*minima, numpy.inf])
    assert binned_exponent(minima, counts) == pytest.approx(exponent, rel=0.01)
