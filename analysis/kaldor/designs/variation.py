"""A scenario with other values, and the ranges in which they may lie."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from kaldor import declarations
from kaldor._arguments import checked
from kaldor._names import missing
from kaldor.errors import InputError
from kaldor.scenarios import Scenario

Change = Mapping[str, float]
"""Values by the name of a parameter or lever, or by `policies[0].value` and the like."""
Limits = dict[str, tuple[float, float]]
Ranges = Mapping[str, tuple[float, float]] | Sequence[str]
"""Lowest and highest value by name; names alone stand for the whole declared ranges of parameters."""

POLICY = re.compile(r"policies\[(\d+)\]\.(\w+)")


@checked
def vary(scenario: Scenario, change: Change) -> Scenario:
    """The scenario with other values.

    Parameters
    ----------
    change
        Values by name: of a parameter; of a number in a policy of the scenario's own document, counted from 0
        (`policies[0].value`, `policies[0].from`); or of a lever, which becomes one more policy, from the start and everywhere.

    Raises
    ------
    InputError
        For a name that is none of these, or a value out of range.
    """
    known, levers = declarations.parameters().index, declarations.levers().index
    parameters, policies = {}, [dict(policy) for policy in scenario.document.get("policies", [])]
    own = len(policies)
    for name, value in change.items():
        place = POLICY.fullmatch(name)
        if place is None and name in levers:
            policies.append({"lever": name, "value": float(value)})
        elif place is None:
            if name not in known:
                raise InputError(missing("parameter or lever", name, [*known, *levers]))
            parameters[name] = float(value)
        elif int(place[1]) < own:
            policies[int(place[1])][place[2]] = float(value)
        else:
            raise InputError(f"{name}: the scenario has {own} policies of its own")
    return scenario.with_policies(policies).with_parameters(parameters)


def without(scenario: Scenario, names: Sequence[str]) -> Scenario:
    """The scenario without those of its own policies that some of the names mean."""
    places = {int(place[1]) for place in map(POLICY.fullmatch, names) if place}
    return scenario.with_policies([policy for k, policy in enumerate(scenario.document.get("policies", [])) if k not in places])


def lever(scenario: Scenario, name: str) -> str | None:
    """The lever whose dose the name means, if it means one."""
    place = POLICY.fullmatch(name)
    if place is None:
        return name if name in declarations.levers().index else None
    return str(scenario.document["policies"][int(place[1])]["lever"]) if place[2] == "value" else None


def told(scenario: Scenario, name: str) -> str:
    """The name in words: of a policy by its lever, which no number tells."""
    place = POLICY.fullmatch(name)
    return name if place is None else f"{scenario.document['policies'][int(place[1])]['lever']}, {name}"


def limits(scenario: Scenario, ranges: Ranges) -> Limits:
    """Both ends of each range.

    Raises
    ------
    InputError
        For unknown names, ends that are not two numbers in order, and ends that the scenario cannot have.
    """
    if isinstance(ranges, str):
        raise InputError(f"expected ranges by name, or a list of names, got {ranges!r}")
    found = {name: _ends(name, ends) for name, ends in ranges.items()} if isinstance(ranges, Mapping) else _declared(ranges)
    if not found:
        raise InputError("expected a range of at least one parameter or policy, got none")
    for end in (0, 1):
        vary(scenario, {name: ends[end] for name, ends in found.items()})
    return found


def _ends(name: str, ends: Sequence[float]) -> tuple[float, float]:
    try:
        low, high = map(float, ends)
    except (TypeError, ValueError):
        raise InputError(f"{name}: expected the lowest and the highest value, got {ends!r}") from None
    if not (math.isfinite(low) and math.isfinite(high) and low < high):
        raise InputError(f"{name}: expected the lowest value below the highest, got {low:g} and {high:g}")
    return low, high


def _declared(names: Sequence[str]) -> Limits:
    declared = declarations.parameters()
    unknown = [name for name in names if name not in declared.index]
    if unknown:
        raise InputError(missing("parameter with a declared range", unknown[0], declared.index))
    return {name: (float(declared.loc[name, "low"]), float(declared.loc[name, "high"])) for name in names}
