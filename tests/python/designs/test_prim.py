"""Boxes, on points whose box is known."""

import kaldor
import numpy
import pandas
import pytest
from scipy import stats


@pytest.fixture
def points():
    return pandas.DataFrame(numpy.random.default_rng(0).random((400, 4)), columns=list("abcd"))


@pytest.fixture
def corner(points):
    return (points.a > 0.6) & (points.b < 0.4)


def inside(points, box):
    limits = box.limits
    low, high = limits["low"].fillna(-numpy.inf), limits["high"].fillna(numpy.inf)
    return ((points[limits.index] >= low) & (points[limits.index] <= high)).all(axis=1)


def test_the_box_is_that_of_the_exploratory_modelling_workbench(points, corner):
    # ema-workbench 2.5.3, its original objective, peel_alpha 0.05: the box of highest coverage with density 0.8
    (box,) = kaldor.prim(points, corner)
    assert (box.coverage, box.density, box.mass) == pytest.approx((1.0, 77 / 93, 93 / 400))
    assert list(box.limits.index) == ["a", "b"]
    assert box.limits.loc["b", "high"] == pytest.approx(0.492235, abs=1e-6)
    assert box.limits.loc["a", "p_low"] == pytest.approx(3.0792e-18, rel=1e-4)
    assert 0.58 < box.limits.loc["a", "low"] < 0.5949  # that of the last point outside and of the first inside


def test_a_denser_box_is_nearer_to_the_truth(points, corner):
    (box, *_) = kaldor.prim(points, corner, density=0.95)
    assert box.limits.loc["a", "low"] == pytest.approx(0.6, abs=0.02)
    assert box.limits.loc["b", "high"] == pytest.approx(0.4, abs=0.02)
    assert numpy.isnan(box.limits.loc["a", "high"]) and box.coverage > 0.95


def test_shares_are_those_of_the_points_in_the_limits(points, corner):
    noisy = corner ^ (numpy.random.default_rng(1).random(400) < 0.1)
    box = kaldor.prim(points, noisy)[0]
    within = inside(points, box)
    assert box.coverage == noisy[within].sum() / noisy.sum()
    assert box.density == noisy[within].mean() >= 0.8
    assert box.mass == within.mean()


def test_a_quasi_p_value_is_the_tail_of_the_binomial_distribution(points, corner):
    (box,) = kaldor.prim(points, corner)
    without = points["b"] <= box.limits.loc["b", "high"]
    within = inside(points, box)
    expected = stats.binomtest(int(corner[within].sum()), int(within.sum()), corner[without].mean(), alternative="greater").pvalue
    assert box.limits.loc["a", "p_low"] == pytest.approx(expected, rel=1e-9)


def test_two_corners_give_two_boxes(points, corner):
    other = (points.a < 0.4) & (points.b > 0.6)
    first, second, *_ = (inside(points, box) for box in kaldor.prim(points, corner | other))
    assert not (first & second).any()
    assert sorted([corner[first].mean() > 0.7, corner[second].mean() > 0.7]) == [False, True]
    assert sorted([other[first].mean() > 0.7, other[second].mean() > 0.7]) == [False, True]


def test_the_trajectory_trades_coverage_for_density(points, corner):
    path = kaldor.prim(points, corner)[0].trajectory
    assert path.iloc[0].tolist() == [1.0, corner.mean(), 1.0, 0]
    assert path["mass"].is_monotonic_decreasing and path["coverage"].is_monotonic_decreasing
    assert path["density"].iloc[-1] > 0.98


def test_what_is_luck_has_no_box(points):
    for seed in range(5):
        assert kaldor.prim(points, numpy.random.default_rng(seed).random(400) < 0.2) == []
    assert kaldor.prim(points, numpy.zeros(400)) == []


def test_if_all_is_of_interest_the_box_has_no_limits(points):
    (box,) = kaldor.prim(points, numpy.ones(400))
    assert box.limits.empty and (box.coverage, box.density, box.mass) == (1, 1, 1)


def test_points_on_a_grid_are_peeled_a_whole_level_at_a_time():
    x, y = (level.ravel() for level in numpy.meshgrid(range(5), range(5)))
    (box,) = kaldor.prim(pandas.DataFrame({"x": x, "y": y}), x >= 3)
    assert box.limits["low"].to_dict() == {"x": 2.5} and (box.coverage, box.density) == (1, 1)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [({"density": 1.5}, "density: expected a number between 0 and 1, got 1.5"), ({"peel": 0}, "peel"), ({"of_interest": [True]}, "expected numbers at 1 points")],
)
def test_what_is_asked_wrongly_is_an_input_error(points, corner, change, sentence):
    with pytest.raises(kaldor.InputError, match=sentence):
        kaldor.prim(**({"points": points, "of_interest": corner} | change))
