"""What was asked of the model, in words, from the scenario that a result file keeps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from kaldor import _engine
from kaldor.reporting.numbers import unit_words, with_unit

FINANCE = {
    "deficit": "what it costs or brings goes into public debt",
    "budget": "other public purchases fall by what it costs, or rise by what it brings",
    "household_tax": "households pay what it costs, or get what it brings, by the tax on income",
    "corporate_tax": "firms pay what it costs, or get what it brings, by the tax on profits",
}
PERCENT = {"share": "%", "rate": "%", "1/year": "% a year"}
NO_CHANGE = "no change"
OF_THEIR_OWN = ("name", "policies", "replications", "output")


def policies(scenario: Mapping[str, Any], currency: str) -> list[str]:
    """A sentence for each policy."""
    return [_policy(said, currency) for said in scenario.get("policies") or []]


def starts(scenario: Mapping[str, Any], besides: Mapping[str, Any]) -> float | None:
    """When the first policy without a rule begins that the other scenario does not have."""
    own = [said for said in scenario.get("policies") or [] if said not in (besides.get("policies") or [])]
    return min((float(said["from"]) for said in own if "from" in said and "when" not in said), default=None)


def own_policies(scenario: Mapping[str, Any], besides: Mapping[str, Any], currency: str) -> list[str]:
    shared = besides.get("policies") or []
    return [_policy(said, currency) for said in scenario.get("policies") or [] if said not in shared]


def described(scenario: Mapping[str, Any], besides: Mapping[str, Any], currency: str) -> str:
    """In a few words: `a policy (carbon price of 100 yuan per tonne of CO₂ from 2020 to the end)`."""
    shared = besides.get("policies") or []
    own = [said for said in scenario.get("policies") or [] if said not in shared]
    told = " and ".join(f"{_dose(said, currency)} {_when(said)}" for said in own)
    named = [f"a {'policy' if len(own) == 1 else 'set of policies'} ({told})"] if own else []
    settings = ["other settings"] if besides and other_differences(scenario, besides) else []
    return " and ".join([*named, *settings]) or NO_CHANGE


def other_differences(scenario: Mapping[str, Any], besides: Mapping[str, Any]) -> list[str]:
    """What else than policies two scenarios differ in."""
    ours, theirs = dict(_leaves(scenario)), dict(_leaves(besides))
    keys = [key for key in {**ours, **theirs} if ours.get(key) != theirs.get(key)]
    return [f"{key}: {theirs.get(key, 'not said')} → {ours.get(key, 'not said')}" for key in keys]


def read(text: str) -> dict[str, Any]:
    found = yaml.safe_load(text)
    return found if isinstance(found, dict) else {}


def _policy(said: Mapping[str, Any], currency: str) -> str:
    parts = [
        _when(said),
        _where(said),
        *(f"only firms with {column.replace('_', ' ')} {_all(test)}" for column, test in (said.get("only") or {}).items()),
        *([f"in quarters in which {said['when']}"] if said.get("when") else []),
        *([_target(said["target"])] if said.get("target") else []),
        FINANCE.get(str(said.get("finance")), ""),
    ]
    meaning = str(_declared(str(said["lever"])).get("meaning", "")).replace("the economy's currency", currency).replace("CO2", "CO₂")
    about = f" ({meaning})" if meaning else ""
    dose = _dose(said, currency)
    return f"{dose[:1].upper()}{dose[1:]}{about}, {'; '.join(part for part in parts if part)}."


def _dose(said: Mapping[str, Any], currency: str) -> str:
    lever = str(said["lever"])
    return f"{lever_words(lever)} of {amount(lever, said['value'], currency)}"


def lever_words(name: str) -> str:
    return name.replace("rd_", "R&D ").replace("_", " ")


def amount(lever: str, value: float, currency: str) -> str:
    """A value of a lever with its unit."""
    unit = str(_declared(lever).get("unit", "1"))
    if unit in PERCENT:
        return with_unit(_number(100 * float(value)), PERCENT[unit])
    return with_unit(_number(value), unit_words(unit, currency))


def _declared(lever: str) -> dict[str, Any]:
    return next((each for each in _engine.levers() if each["name"] == lever), {})


def _when(said: Mapping[str, Any]) -> str:
    begins = f"from {_number(said['from'])}" if "from" in said else "from the start"
    ends = f" until {_number(said['until'])}" if "until" in said else " to the end"
    ramp = str(said.get("ramp", "0 quarters"))
    return begins + ends + ("" if ramp.startswith("0 ") else f", growing to this over {ramp}")


def _where(said: Mapping[str, Any]) -> str:
    industries, regions = said.get("industries"), said.get("regions")
    return f"in {_all(industries) if industries else 'all industries'} and {_all(regions) if regions else 'all regions'}"


def _target(target: Mapping[str, Any]) -> str:
    return f"it follows {str(target.get('indicator')).replace('_', ' ')}, which it is to bring to {target.get('at')}"


def _all(said: object) -> str:
    return ", ".join(map(str, said)) if isinstance(said, list) else str(said)


def _number(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _leaves(tree: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, object]]:
    for key, value in tree.items():
        if not path and key in OF_THEIR_OWN:
            continue
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", value
