"""When the rules (`when`) of policies held, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy
import pandas

from kaldor import results
from kaldor.errors import ResultError
from kaldor.reporting import asked
from kaldor.reporting.study import Study


@dataclass(frozen=True)
class Conditional:
    """A policy with a rule, and when that held."""

    policy: Mapping[str, Any]
    answers: pandas.DataFrame
    """As `kaldor.open_rule_answers` gives them."""


def conditionals(study: Study, arm: int, scenario: Mapping[str, Any], besides: Mapping[str, Any]) -> list[Conditional]:
    """The policies with a rule that an arm has and the other has not; none where the file is too old to tell when they held."""
    shared = besides.get("policies") or []
    own = {index: said for index, said in enumerate(scenario.get("policies") or []) if "when" in said and said not in shared}
    if not own:
        return []
    try:
        rows = results.open_rule_answers(study.paths[arm])
    except ResultError:
        return []
    return [Conditional(policy, rows[rows["policy"] == index]) for index, policy in own.items()]


def starts(found: list[Conditional]) -> float | None:
    """When the first rule first held."""
    return min((float(each.answers["time"].min()) for each in found if len(each.answers)), default=None)


def sentences(found: list[Conditional], study: Study) -> list[str]:
    return [_sentence(each, study) for each in found]


def _sentence(conditional: Conditional, study: Study) -> str:
    policy, answers = conditional.policy, conditional.answers
    rule = f"The rule of the policy on {asked.lever_words(str(policy['lever']))} ({policy['when']})"
    if answers.empty:
        return f"{rule} never held, so this policy did nothing."
    quarters = int(study.data.period[-1]) + 1
    held = sum(_quarters_held(each, quarters) for _, each in answers.groupby("replication")) / study.replications
    where = " somewhere" if answers[["industry", "region"]].notna().any(axis=None) else ""
    return (
        f"{rule} held{where} in {answers['replication'].nunique()} of {study.replications} replications, first at "
        f"{answers['time'].min():g}, and on average in {held:.3g} of {quarters} quarters."
    )


def _quarters_held(answers: pandas.DataFrame, quarters: int) -> int:
    """In which the rule held in some place, of one replication."""
    held = numpy.zeros(quarters, bool)
    for _, place in answers.groupby(["industry", "region"], dropna=False):
        for begin, end, holds in zip(place["period"], [*place["period"][1:], quarters], place["holds"], strict=True):
            held[begin:end] |= holds
    return int(held.sum())
