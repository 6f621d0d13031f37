"""Subbotin shape of growth rates."""

import numpy
import pytest
from scipy import stats

from kaldor.facts.estimators.subbotin import subbotin_shape


def quantiles(shape: float, count: int = 40_000) -> numpy.ndarray:
    return stats.gennorm(shape, loc=0.3, scale=0.05).ppf((numpy.arange(count) + 0.5) / count)


@pytest.mark.parametrize("shape", [0.8, 1.0, 1.4, 2.0, 3.0])
def test_shape_of_a_generalised_normal_sample_is_found(shape):
    assert subbotin_shape(quantiles(shape)) == pytest.approx(shape, rel=0.02)


def test_shape_agrees_with_the_fit_of_scipy():
    sample = stats.laplace.rvs(scale=0.2, size=4_000, random_state=3)
    assert subbotin_shape(sample) == pytest.approx(stats.gennorm.fit(sample)[0], rel=0.01)


def test_shape_does_not_depend_on_location_and_scale():
    sample = quantiles(1.2)
    assert subbotin_shape(1000 * sample + 5) == pytest.approx(subbotin_shape(sample), rel=1e-3)


def test_a_weight_counts_as_so_many_firms():
    chance = numpy.random.default_rng(5)
    sample, weights = chance.laplace(size=3_000), chance.integers(1, 5, 3_000)
    assert subbotin_shape(sample, weights) == pytest.approx(subbotin_shape(numpy.repeat(sample, weights)), rel=1e-3)
