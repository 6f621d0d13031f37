"""A stylised fact: what it says, how it is estimated, where it should lie, and what was found over seeds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy

Subject = TypeVar("Subject")


class Unanswered(Exception):
    """The data cannot answer; the text says what they lack."""


@dataclass(frozen=True)
class Fact(Generic[Subject]):
    """One declared fact. Bands and tiers are those of the project's list of stylised facts: A must, B should, C is reported."""

    id: str
    tier: str
    what: str
    estimator: str
    """`{size}` stands for the column by which firms grow."""
    source: str
    """Of the band or of the value that the fact is compared with; several facts of one id share it."""
    measure: Callable[[Subject], float]
    """The number of one seed. Raises Unanswered."""
    low: float = -numpy.inf
    high: float = numpy.inf

    @property
    def has_band(self) -> bool:
        return self.tier != "C" and bool(numpy.isfinite(self.low) or numpy.isfinite(self.high))

    @property
    def band(self) -> str:
        if numpy.isfinite(self.low) and numpy.isfinite(self.high):
            return f"{self.low:g} .. {self.high:g}"
        if numpy.isfinite(self.low):
            return f"> {self.low:g}"
        return f"< {self.high:g}" if numpy.isfinite(self.high) else "reported"

    def answer(self, subject: Subject) -> float | Unanswered:
        try:
            value = self.measure(subject)
        except Unanswered as reason:
            return reason
        return value if numpy.isfinite(value) else Unanswered("the estimator finds no number")


@dataclass(frozen=True)
class Score:
    """What was found of a fact: one value for each seed, or why there is none."""

    fact: Fact[Any]
    values: numpy.ndarray
    reason: str = ""

    @property
    def holds(self) -> bool | None:
        """The median over seeds lies in the band, and four seeds of five in the band widened by half its half-width.

        Nothing for a fact that has no band or no answer.
        """
        low, high = self.fact.low, self.fact.high
        if self.reason or not self.fact.has_band:
            return None
        width = (high - low) / 4 if numpy.isfinite(high - low) else 0.0
        near = (self.values >= low - width) & (self.values <= high + width)
        return bool(low <= numpy.median(self.values) <= high and near.mean() >= 0.8)

    @property
    def verdict(self) -> str:
        if self.reason:
            return "unanswered"
        return {True: "holds", False: "outside", None: "reported"}[self.holds]

    @property
    def summary(self) -> tuple[float, float, float]:
        """Mean, 5th and 95th percentile over seeds."""
        if self.reason:
            return numpy.nan, numpy.nan, numpy.nan
        low, high = numpy.percentile(self.values, [5, 95])
        return float(self.values.mean()), float(low), float(high)


def score(facts: Sequence[Fact[Subject]], answers: Sequence[Sequence[float | Unanswered]]) -> list[Score]:
    """Of each fact, from the answers of each seed in the order of the facts. A seed without answer leaves the fact without."""
    return [_score(fact, [seed[number] for seed in answers]) for number, fact in enumerate(facts)]


def _score(fact: Fact[Subject], answers: Sequence[float | Unanswered]) -> Score:
    reasons = [str(answer) for answer in answers if isinstance(answer, Unanswered)]
    values = numpy.array([answer for answer in answers if not isinstance(answer, Unanswered)], float)
    if reasons:
        some = f" (in {len(reasons)} of {len(answers)} seeds)" if len(values) else ""
        return Score(fact, values, reasons[0] + some)
    return Score(fact, values, "" if len(values) else "there are no data")
