"""The worked example of docs/python.md, and how far its estimate is from the truth."""

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[3] / "docs" / "python.md"


@pytest.fixture(scope="module")
def example() -> dict:
    """Names that the first two blocks of code of the page's section leave behind."""
    section = PAGE.read_text().split("## Panel for econometrics")[1]
    blocks = re.findall(r"```python\n(.*?)```", section, re.DOTALL)
    names: dict = {}
    for block in blocks[:2]:
        exec(block, names)  # noqa: S102
    return names


def test_the_estimate_is_the_true_effect_and_the_gap_of_trends_less_the_spillover(example):
    estimate, trend = (example["did"](arm).params["treatment"] for arm in ("policy", "base"))
    true, spillover = example["effect"][1, 1], example["effect"][0, 1]
    assert estimate == pytest.approx(trend + true - spillover, rel=1e-5)


def test_nothing_differs_between_the_arms_before_the_policy(example):
    assert example["effect"][:, 0].tolist() == [0, 0]


def test_the_estimate_is_too_large_because_trends_are_not_parallel(example):
    estimate, trend = (example["did"](arm).params["treatment"] for arm in ("policy", "base"))
    true, spillover = example["effect"][1, 1], example["effect"][0, 1]
    assert 0 < true < estimate
    assert trend > 10 * abs(spillover)  # which is not the reason


def test_the_estimator_is_the_two_by_two_difference_of_means(example):
    rows = example["panel"][example["stays"] & (example["panel"]["arm"] == "policy")]
    mean = rows.groupby(["treated", "post"])["automated_share"].mean()
    assert example["did"]("policy").params["treatment"] == pytest.approx(mean[1, 1] - mean[1, 0] - mean[0, 1] + mean[0, 0], rel=1e-5)
