"""Scenario discovery, end to end."""

import kaldor
import pandas
import pytest

QUICK = {"indicators": ["policy_cost_share"], "progress": False}
RANGES = {"procurement": (0.0, 0.2), "automation.cost": (3.0, 12.0)}


@pytest.fixture
def small():
    return kaldor.scenario("mini", firms=600, years=2, replications=2).with_mechanisms(automation=False)


def test_dear_policies_are_those_that_buy_much(small, tmp_path):
    found = kaldor.discover(small, RANGES, "policy_cost_share > 0.015", samples=64, density=0.95, folder=tmp_path, progress=False)
    cost = found.points["policy_cost_share"]
    assert len(found.points) == 64 and (found.points["of_interest"] == (cost > 0.015)).all()
    (box,) = found.boxes
    assert list(box.limits.index) == ["procurement"]  # nothing is automated, so its price does not matter
    cheapest = found.points.loc[found.points["of_interest"], "procurement"].min()
    assert box.limits.loc["procurement", "low"] == pytest.approx(cheapest, abs=0.02)
    assert box.coverage > 0.9 and box.density >= 0.95
    assert found.summary.loc[1, "limits"].endswith(" <= procurement")
    assert found.noise_share < 0.1
    again = kaldor.discover(small, RANGES, "policy_cost_share > 0.015", samples=64, density=0.95, folder=tmp_path, progress=False)
    pandas.testing.assert_frame_equal(again.points, found.points, check_exact=True)


def test_a_function_and_sobols_points_do_as_well(small):
    functions = {"bought": lambda data: data["policy_cost_share"].isel(period=-1)}
    found = kaldor.discover(small, RANGES, "bought<=-1", functions=functions, samples=3, sampling="sobol", **QUICK)
    assert len(found.points) == 4 and found.boxes == [] and found.summary.empty


@pytest.mark.parametrize(
    ("condition", "options", "sentence"),
    [
        ("unemployment", {}, "expected a condition such as 'unemployment > 0.08', got 'unemployment'"),
        ("unemployment > high", {}, "expected a condition"),
        ("unemployment == 0.1", {}, "expected a condition"),
        ("unemploymet > 0.1", {}, "did you mean 'unemployment'"),
        ("unemployment > 0.1", {"sampling": "sobal"}, "did you mean 'sobol'"),
        ("unemployment > 0.1", {"samples": 1}, "samples: expected 2 or more"),
    ],
)
def test_what_is_asked_wrongly_is_an_input_error(small, condition, options, sentence):
    with pytest.raises(kaldor.InputError, match=sentence):
        kaldor.discover(small, RANGES, condition, progress=False, **options)
