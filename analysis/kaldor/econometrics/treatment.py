"""Which firms a policy reaches, and since when."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy
import pandas
import yaml

from kaldor._comparisons import COMPARE, PATTERN
from kaldor.econometrics.ruled import RuledTreatment, ruled_treatments
from kaldor.errors import ResultError
from kaldor.results.source import FilePaths, Source, opened, sources



@dataclass(frozen=True)
class Treatment:
    """Whom a policy is meant for: the firms of its industries and regions that meet its conditions, from its first quarter on.

    Government judges conditions with errors (docs/model/public-data.md), so a few firms are meant and not reached, and the other way round.
    """

    lever: str
    begins: float
    """Time of its first quarter, in years."""
    ends: float
    industries: tuple[str, ...] = ()
    """All if none is named; likewise regions."""
    regions: tuple[str, ...] = ()
    conditions: tuple[tuple[str, str, float], ...] = ()
    """Column, comparison, number."""
    rule: str = ""
    """Of a policy that acts only while a rule holds."""

    @property
    def columns(self) -> list[str]:
        """That a panel must have."""
        return ["industry", "region", *dict.fromkeys(column for column, _, _ in self.conditions)]

    def reaches(self, rows: pandas.DataFrame) -> numpy.ndarray:
        """Whether each row, with its `time`, is a firm under the policy."""
        under = (rows["time"] >= self.begins) & (rows["time"] < self.ends)
        for column, names in (("industry", self.industries), ("region", self.regions)):
            if names:
                under &= rows[column].isin(names)
        for column, comparison, number in self.conditions:
            under &= COMPARE[comparison](rows[column], number)
        return numpy.asarray(under, bool)


NOBODY = Treatment("none", math.inf, math.inf)


def treatments(paths: FilePaths) -> list[Treatment | RuledTreatment]:
    """Of the policies in the scenarios of result files, each once, and of each lever that a rule written in Python set.

    Raises ResultError for a file that cannot be read.
    """
    found = [_treatment(policy, start) for start, policies in map(_policies, sources(paths)) for policy in policies]
    return [*dict.fromkeys(found), *ruled_treatments(paths)]


def chosen(paths: FilePaths, lever: str | None) -> Treatment | RuledTreatment:
    """The treatment by a lever; without one, the only treatment there is, or that of nobody where there is no policy.

    Raises ResultError if that does not name exactly one, or one whose quarters are not known.
    """
    found = [each for each in treatments(paths) if lever in (None, each.lever)]
    if not found and lever is None:
        return NOBODY
    if len(found) == 1:
        only = found[0]
        if isinstance(only, Treatment) and only.rule:
            raise ResultError(
                f"the policy {only.lever!r} acts while {only.rule!r} holds: results do not tell in which quarters; "
                "of a rule written in Python (`kaldor.policy`) they do"
            )
        return only
    of = f"by {lever!r} " if lever else ""
    said = "no policy" if not found else f"{len(found)} policies ({', '.join(each.lever for each in found)})"
    raise ResultError(f"expected exactly one policy {of}in the scenarios, found {said}")


def _policies(source: Source) -> tuple[float, list[dict[str, Any]]]:
    with opened(source.path) as file:
        text = file.attrs["scenario_resolved"]
    scenario = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return float(scenario["start"]), scenario.get("policies") or []


def _treatment(policy: Mapping[str, Any], start: float) -> Treatment:
    conditions = [(column, *_condition(text)) for column, texts in (policy.get("only") or {}).items() for text in _listed(texts)]
    return Treatment(
        policy["lever"],
        max(start, float(policy.get("from", start))),
        float(policy.get("until", math.inf)),
        tuple(_listed(policy.get("industries"))),
        tuple(_listed(policy.get("regions"))),
        tuple(conditions),
        str(policy.get("when", "")),
    )


def _condition(text: str) -> tuple[str, float]:
    found = re.fullmatch(PATTERN, text.strip())
    if not found:
        raise ResultError(f"expected a condition such as '< 300', got {text!r}")
    return found[1], float(found[2])


def _listed(value: Any) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)
