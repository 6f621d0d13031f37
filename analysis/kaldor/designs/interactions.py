"""What policies do together that they do not do alone, by a full factorial experiment."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

import numpy
import pandas

from kaldor._arguments import checked
from kaldor._bar import tqdm
from kaldor._years import Years
from kaldor.compare.headline import RATES
from kaldor.compare.intervals import RESAMPLES, Confidence, adjusted, mean_interval, p_values
from kaldor.declarations import indicators
from kaldor.designs.evaluation import Simulator
from kaldor.designs.measures import Array, measure
from kaldor.errors import InputError
from kaldor.rules import Rule
from kaldor.scenarios import Scenario

Part = tuple[list[Mapping[str, Any]], tuple[Rule, ...]]
"""What a policy adds to the base: policies of a file, rules."""


@checked
def interactions(
    base: Scenario,
    policies: Mapping[str, Scenario],
    outcome: str,
    *,
    years: Years | None = None,
    level: float = 0.95,
    confidence: Confidence = "bootstrap",
    folder: str | os.PathLike[str] | None = None,
    threads: int = 0,
    progress: bool | None = None,
) -> pandas.DataFrame:
    """Main effects and interactions of several policies, from all their combinations (a 2^k factorial design).

    Every combination is simulated under the same chance, so effects are paired, replication by replication. k policies cost 2^k
    simulations: 32 for five.

    An effect is Yates's (1937, "The design and analysis of factorial experiments"; Box, Hunter and Hunter 2005, ch. 5). Of one
    policy it is the outcome with it less that without it, mean over all combinations of the others. Of two it is half of what
    the first does under the second less what it does without; of more, half the difference that one of them makes to the effect of the
    rest: always the mean over the half of the combinations that count plus, less that over the other half.
    Above zero policies help each other, below they stand in each other's way.

    Parameters
    ----------
    policies
        Scenarios by name, at least two, each made of the base by `with_policy`; a combination has all that its members add.
    outcome
        A national indicator.
    years
        The outcome's mean over these years counts, both ends included; the last year if not given.
    level, confidence
        As in `Difference.summary`.
    folder
        Keeps finished runs, so that a study that was stopped goes on.
    threads, progress
        As in `kaldor.run`. Replications are those of the base.

    Returns
    -------
    DataFrame
        Indexed by `policies`, one name or several joined by ":", single ones first:

        - `order`: how many policies;
        - `effect`, in units of the base's outcome for amounts (0.02 is two per cent), in points for shares and rates (`unit`),
          with the ends `low` and `high` of its interval, `p_value` (paired t test) and `p_adjusted` (Holm, over all rows);
        - `together`: the outcome under these policies and no other, less the base's, with `together_low` and `together_high`;
        - `apart`: the sum of what each does alone. For two policies `together` less `apart` is twice the `effect` of a design
          that has no other policy.

    Raises
    ------
    InputError
        For fewer than two policies, one that is not the base with more policies or rules, one under other chance, an outcome that is not
        national, years that are not simulated.
    RunError
        If a combination fails: without it there are no effects.

    Examples
    --------
    >>> pair = {"grant": base.with_policy("rd_subsidy", 0.2), "buy": base.with_policy("procurement", 0.01)}
    >>> kaldor.interactions(base, pair, "gdp_real")
    """
    parts = {name: _part(name, base, policy) for name, policy in _checked(policies).items()}
    simulator = Simulator.of_one(measure(base, outcome, years), folder, threads)
    unit = str(indicators().loc[outcome, "unit"])
    sets = list(_sets(list(parts)))
    shown = tqdm([(), *sets], unit="combination", disable=None if progress is None else not progress, leave=False)
    found = {names: simulator(_combined(base, [parts[name] for name in names])) for names in shown}
    without = found[()]
    changes = {names: values - without if unit in RATES else values / without - 1 for names, values in found.items()}
    effects = yates(list(parts), changes)
    rows = [_row(names, effects[names], changes, level, confidence) for names in sets]
    table = pandas.DataFrame(rows, index=pandas.Index([":".join(names) for names in sets], name="policies"))
    table.insert(5, "p_adjusted", adjusted(table["p_value"].to_numpy(float), "holm"))
    return table.assign(unit=unit if unit in RATES else "1")


def yates(names: Sequence[str], values: Mapping[tuple[str, ...], Array]) -> dict[tuple[str, ...], Array]:
    """Effects from the values of all combinations, by Yates's sums and differences; the arrays may have any one shape.

    Differences of pairs come first, so that a policy without any effect has effects of exactly zero.
    """
    shape = values[()].shape
    cube = numpy.empty((2,) * len(names) + shape)
    for members, value in values.items():
        cube[tuple(int(name in members) for name in names)] = value
    for axis in range(len(names)):
        off, on = numpy.moveaxis(cube, axis, 0)
        cube = numpy.stack([on + off, on - off], axis)
    cube /= 2 ** (len(names) - 1)
    return {members: cube[tuple(int(name in members) for name in names)] for members in _sets(names)}


def _sets(names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """All that are not empty, single ones first."""
    return (members for size in range(1, len(names) + 1) for members in combinations(names, size))


def _checked(policies: Mapping[str, Scenario]) -> Mapping[str, Scenario]:
    if len(policies) < 2:
        raise InputError(f"expected at least two policies that could interact, got {len(policies)}")
    for name in policies:
        if ":" in name:
            raise InputError(f'{name!r}: a name of a policy cannot have ":", which joins names')
    return policies


def _part(name: str, base: Scenario, policy: Scenario) -> Part:
    """What the policy has beyond the base; its name may be another one."""
    own = [dict(one) for one in base.document.get("policies", [])]
    said: list[Mapping[str, Any]] = [dict(one) for one in policy.document.get("policies", [])]
    differing = [key for key in sorted({*base.document, *policy.document} - {"name", "policies"}) if base.document.get(key) != policy.document.get(key)]
    if differing:
        raise InputError(f"{name!r} needs to be the base with more policies, but differs from it in {', '.join(differing)}")
    if said[: len(own)] != own or policy.rules[: len(base.rules)] != base.rules:
        raise InputError(f"{name!r} needs to be the base with more policies, but lacks some of the base's own")
    part = said[len(own) :], policy.rules[len(base.rules) :]
    if not any(part):
        raise InputError(f"{name!r} has no policy beyond those of the base; `base.with_policy(...)` makes one")
    return part


def _combined(base: Scenario, parts: Sequence[Part]) -> Scenario:
    said = [*base.document.get("policies", []), *(one for told, _ in parts for one in told)]
    rules = (*base.rules, *(rule for _, told in parts for rule in told))
    return replace(base.with_policies(said), rules=rules)


def _row(names: tuple[str, ...], effect: Array, changes: Mapping[tuple[str, ...], Array], level: float, confidence: Confidence) -> dict[str, Any]:
    both = numpy.stack([effect, changes[names]], axis=1)
    low, high = mean_interval(both, level, confidence, RESAMPLES, 0)
    return {
        "order": len(names),
        "effect": effect.mean(),
        "low": low[0],
        "high": high[0],
        "p_value": p_values(both)[0],
        "together": changes[names].mean(),
        "together_low": low[1],
        "together_high": high[1],
        "apart": sum(float(changes[(name,)].mean()) for name in names),
    }
