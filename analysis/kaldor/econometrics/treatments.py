"""The treatments by the policies and rules of result files."""

import math
import re
from collections.abc import Mapping
from typing import Any

import yaml

from kaldor._comparisons import PATTERN
from kaldor._names import nearest
from kaldor.econometrics.ruled import ConditionalTreatment, RuledTreatment
from kaldor.econometrics.treatment import NOBODY, Treatment
from kaldor.errors import ResultError
from kaldor.results.rule_tables import open_lever_settings, open_rule_answers
from kaldor.results.source import FilePaths, Source, opened, sources

AnyTreatment = Treatment | RuledTreatment | ConditionalTreatment


def treatments(paths: FilePaths) -> list[AnyTreatment]:
    """Of the policies in the scenarios of result files, each once, and of the rules that moved levers, once for each file.

    Raises ResultError for a file that cannot be read, or does not tell when the rule of a policy held.
    """
    files = sources(paths)
    found = [each for source in files for each in _of_policies(source)]
    return [*dict.fromkeys(found), *(each for source in files for each in _of_rules(source))]


def chosen(paths: FilePaths, lever: str | None) -> AnyTreatment:
    """The treatment by a lever; without one, the only treatment there is, or that of nobody where there is no policy.

    Raises ResultError if that does not name exactly one.
    """
    found = [each for each in treatments(paths) if lever in (None, each.lever)]
    if not found and lever is None:
        return NOBODY
    if len(found) == 1:
        return found[0]
    of = f"by {lever!r} " if lever else ""
    near = nearest(str(lever), [each.lever for each in treatments(paths)])
    said = f"none{f' ({near})' if near else ''}" if not found else f"{len(found)} policies ({', '.join(each.lever for each in found)})"
    raise ResultError(f"expected exactly one policy {of}in the scenarios, found {said}")


def _of_policies(source: Source) -> list[Treatment | ConditionalTreatment]:
    with opened(source.path) as file:
        text = file.attrs["scenario_resolved"]
    scenario = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    start, policies = float(scenario["start"]), scenario.get("policies") or []
    found: list[Treatment | ConditionalTreatment] = []
    for index, policy in enumerate(policies):
        meant = _treatment(policy, start)
        if "when" in policy:
            answers = open_rule_answers(source.path)
            found.append(ConditionalTreatment(meant, str(policy["when"]), answers[answers["policy"] == index]))
        else:
            found.append(meant)
    return found


def _of_rules(source: Source) -> list[RuledTreatment]:
    return [RuledTreatment(str(lever), said) for lever, said in open_lever_settings(source.path).groupby("lever")]


def _treatment(policy: Mapping[str, Any], start: float) -> Treatment:
    conditions = [(column, *_condition(text)) for column, texts in (policy.get("only") or {}).items() for text in _listed(texts)]
    return Treatment(
        policy["lever"],
        max(start, float(policy.get("from", start))),
        float(policy.get("until", math.inf)),
        tuple(_listed(policy.get("industries"))),
        tuple(_listed(policy.get("regions"))),
        tuple(conditions),
    )


def _condition(text: str) -> tuple[str, float]:
    found = re.fullmatch(PATTERN, text.strip())
    if not found:
        raise ResultError(f"expected a condition such as '< 300', got {text!r}")
    return found[1], float(found[2])


def _listed(value: Any) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)
