"""The search itself, on functions whose optimum is known."""

import math

import kaldor
import numpy
import optuna
import pytest
from kaldor.designs.sample import latin_hypercube, sobol
from kaldor.designs.search import search
from scipy.optimize import minimize

SQUARE = {"a": (0.0, 1.0), "b": (0.0, 1.0)}


def valley(point):
    """Lowest at (0.3, 0.7), where the sum is more than is allowed."""
    return [(point["a"] - 0.3) ** 2 + (point["b"] - 0.7) ** 2], point["a"] + point["b"] - 0.8


def searched(score, trials, seed=0, directions=("minimise",)):
    return search(SQUARE, score, directions, trials, seed, sobol(SQUARE, 8, seed), progress=False)


def policies(seed):
    """Gain and cost above the budget of two policies that bring less and less."""
    worth, bend, price = numpy.random.default_rng(seed).uniform([[0.3], [0.5], [0.3]], [[1], [5], [1]], (3, 2))

    def gain(mix):
        return float((worth * (1 - numpy.exp(-bend * numpy.array(mix)))).sum())

    def excess(mix):
        return float(price @ mix - 0.3 * price.sum())

    return gain, excess


def shortfall(points, gain, excess):
    """How much less than the optimum, which SciPy finds from the formulas, the best allowed point has."""
    allowed = {"type": "ineq", "fun": lambda mix: -excess(mix)}
    best = -minimize(lambda mix: -gain(mix), [0.2, 0.2], bounds=[(0, 1)] * 2, constraints=allowed).fun
    mixes = [list(point.values()) for point in points]
    return 1 - max(gain(mix) for mix in mixes if excess(mix) <= 0) / best


def shortfalls(seed):
    """Of a search and of points that cover the ranges."""
    gain, excess = policies(seed)
    points = searched(lambda point: ([-gain([*point.values()])], excess([*point.values()])), 64, seed)
    return shortfall(points, gain, excess), shortfall(sobol(SQUARE, 64, seed), gain, excess)


def test_it_finds_a_better_mix_under_a_budget_than_points_that_cover_the_ranges():
    found, evenly = numpy.median([shortfalls(seed) for seed in range(7)], axis=0)
    assert found < evenly / 2
    assert found < 0.02


def test_points_without_an_answer_are_passed_over():
    points = searched(lambda point: ([math.nan], math.nan) if point["a"] > 0.5 else valley(point), 30)
    assert len(points) == 30
    assert sum(point["a"] > 0.5 for point in points[8:]) < 11  # half of 22, were nothing learnt


def test_two_objectives_are_searched_at_once():
    points = searched(lambda point: ([point["a"], point["b"]], -1.0), 40, directions=("minimise", "maximise"))
    best = [point for point in points[8:] if point["a"] < 0.25 and point["b"] > 0.75]
    assert len(best) > 2 * 32 / 16  # twice what chance has


def test_the_searchs_quiet_ends_with_it():
    before = optuna.logging.get_verbosity()
    searched(valley, 2)
    assert optuna.logging.get_verbosity() == before
    with pytest.raises(kaldor.InputError, match="trials: expected 1 or more"):
        searched(valley, 0)


@pytest.mark.parametrize("sample", [sobol, latin_hypercube])
def test_samples_have_each_quarter_of_each_range_alike(sample):
    points = sample({"a": (-1.0, 3.0), "b": (10.0, 11.0)}, 16, 5)
    for low in (-1, 0, 1, 2):
        assert sum(low <= point["a"] < low + 1 for point in points) == 4
    assert all(10 <= point["b"] <= 11 for point in points) and len(points) == 16
