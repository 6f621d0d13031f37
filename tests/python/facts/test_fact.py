"""Bands, verdicts and what is said where there is no answer."""

import numpy
import pytest

from kaldor.facts import firms, macro, sectors
from kaldor.facts.fact import Fact, Score, Unanswered, score


def fact(low=0.0, high=1.0, tier="A", measure=float) -> Fact:
    return Fact("X", tier, "what", "how", "whom", measure, low, high)


def holds(values, **declared) -> bool | None:
    return Score(fact(**declared), numpy.array(values, float)).holds


def test_a_fact_holds_when_median_and_four_seeds_of_five_agree():
    assert holds([0.5, 0.6, 0.4, 0.5, 9.0]) is True
    assert holds([0.5, 0.6, 0.4, 9.0, 9.0]) is False
    assert holds([1.1, 1.1, 1.1]) is False
    assert holds([0.5], tier="C") is None
    assert holds([0.2], low=0.3, high=numpy.inf) is False


def test_bands_in_words():
    infinite = numpy.inf
    said = [fact(low, high).band for low, high in ((0.1, 2), (0.5, infinite), (-infinite, -0.3), (-infinite, infinite))]
    assert said == ["0.1 .. 2", "> 0.5", "< -0.3", "reported"]


def test_scores_over_seeds():
    (found,) = score([fact()], [[0.0], [0.5], [1.0]])
    assert (found.verdict, found.summary) == ("holds", pytest.approx((0.5, 0.05, 0.95)))
    assert score([fact(tier="C")], [[0.5]])[0].verdict == "reported"
    assert score([fact()], [[5.0]])[0].verdict == "outside"


def test_a_fact_that_a_seed_cannot_answer_is_unanswered_and_says_why():
    def refuse(value):
        if value < 0:
            raise Unanswered("it is negative")
        return value

    declared = fact(measure=refuse)
    everywhere = score([declared], [[declared.answer(-1.0)], [declared.answer(-2.0)]])[0]
    somewhere = score([declared], [[declared.answer(0.5)], [declared.answer(-2.0)]])[0]
    assert (everywhere.verdict, everywhere.reason) == ("unanswered", "it is negative")
    assert (somewhere.verdict, somewhere.reason) == ("unanswered", "it is negative (in 1 of 2 seeds)")
    assert somewhere.holds is None and numpy.isnan(somewhere.summary).all()
    assert isinstance(fact(measure=lambda _: numpy.nan).answer(0.0), Unanswered)


def test_every_declared_fact_is_whole():
    declared = [*firms.FACTS, *sectors.FACTS, *macro.FACTS]
    assert {each.tier for each in declared} == {"A", "B", "C"}
    assert len({(each.id, each.what) for each in declared}) == len(declared)
    assert all(each.has_band or each.tier == "C" for each in declared)
    assert all(each.source and each.low < each.high for each in declared)
