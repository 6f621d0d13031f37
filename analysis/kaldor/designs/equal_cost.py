"""Policies brought to the same public cost, so that their effects can be compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy
import pandas
import xarray
from scipy import optimize

from kaldor._arguments import checked
from kaldor._bar import tqdm
from kaldor._years import Years
from kaldor.compare import Difference, difference
from kaldor.declarations import levers
from kaldor.errors import InputError
from kaldor.runs import observe
from kaldor.scenarios import Scenario

COST = "policy_cost_share"
BASE = "base"


@dataclass(frozen=True)
class EqualCost:
    """Scenarios that cost the same; `arms` go into `kaldor.experiment` as they are."""

    arms: Mapping[str, Scenario]
    """The base, called `base`, and each policy with its doses scaled."""
    table: pandas.DataFrame
    """By policy: `factor` on the doses, `doses`, `cost` over GDP with the ends `low` and `high` of its interval, `simulations`."""


@checked
def equal_cost(
    base: Scenario,
    policies: Mapping[str, Scenario],
    cost: float,
    *,
    years: Years | None = None,
    tolerance: float = 0.01,
    threads: int = 0,
    progress: bool | None = None,
) -> EqualCost:
    """Scales the doses of each policy until its public cost over GDP, beyond that of the base, is `cost`.

    Public cost is the indicator `policy_cost_share`: what government pays for all policies less what it earns by them, over
    GDP. It leaves out what policies do to other taxes and benefits; the effect on `government_balance_share` has these.
    All doses of one policy are scaled by one factor, from where the lever does nothing (`neutral` in `kaldor.levers()`).

    Parameters
    ----------
    policies
        Scenarios by name, each made of the base by `with_policy`; what they have beyond the base's own policies is scaled.
    cost
        Over GDP, mean over `years` and replications: 0.002 is two thousandths of GDP. Below zero for policies that earn.
    years
        As in `Difference.summary`; the whole run if not given.
    tolerance
        How near the factor must come, relative.
    threads, progress
        As in `kaldor.run`. Replications are those of the scenarios, all under the same chance.

    Raises
    ------
    InputError
        For a policy without doses of its own, or one that does not cost as much within the range of its levers: the
        sentence says how much it does.

    Examples
    --------
    >>> found = kaldor.equal_cost(base, {"grant": base.with_policy("rd_subsidy", 0.1), "credit": base.with_policy("rd_tax_credit", 0.1)}, 0.002)
    >>> kaldor.comparison(kaldor.experiment(found.arms).to_xarray(), "base")
    """
    if BASE in policies:
        raise InputError(f"{BASE!r} is what the base is called, no policy can have this name")
    if not policies:
        raise InputError("expected at least one policy, got none")
    if not cost or not numpy.isfinite(cost):
        raise InputError(f"cost: expected a part of GDP other than zero, got {cost}")
    if not 0 < tolerance < 1:
        raise InputError(f"tolerance: expected a number between 0 and 1, got {tolerance}")
    without = observe(base, [COST], threads=threads, progress=False)
    arms, rows = {BASE: base}, {}
    for name, policy in tqdm(policies.items(), unit="policy", disable=None if progress is None else not progress, leave=False):
        search = _Search(name, base, policy, without, years, threads)
        factor = search.solve(cost, tolerance)
        arms[name] = search.scaled(factor)
        found = search.costs(factor).summary(years, confidence="student").iloc[0]
        told = {"factor": factor, "doses": search.told(factor), "cost": found["mean"], "low": found["low"], "high": found["high"]}
        rows[name] = told | {"simulations": len(search.known)}
    return EqualCost(arms, pandas.DataFrame.from_dict(rows, orient="index").rename_axis("policy"))


class _Search:
    """The cost of one policy at any factor, each simulated once."""

    def __init__(self, name: str, base: Scenario, policy: Scenario, without: xarray.Dataset, years: Years | None, threads: int):
        self.name, self._policy, self._without, self._years, self._threads = name, policy, without, years, threads
        own = base.document.get("policies", [])
        self._policies: list[dict[str, Any]] = [dict(one) for one in policy.document.get("policies", [])]
        self._scaled = [k for k, one in enumerate(self._policies) if one not in own]
        if not self._scaled:
            raise InputError(f"{name!r} has no policy beyond those of the base; `base.with_policy(...)` makes one")
        if any("target" in self._policies[k] for k in self._scaled):
            raise InputError(f"{name!r} has a policy that follows a target: it has no dose that could be scaled")
        declared = levers()
        self._neutral = {k: float(declared.loc[self._policies[k]["lever"], "neutral"]) for k in self._scaled}
        self.known: dict[float, Difference] = {}

    def doses(self, factor: float) -> dict[int, float]:
        return {k: self._neutral[k] + factor * (self._policies[k]["value"] - self._neutral[k]) for k in self._scaled}

    def scaled(self, factor: float) -> Scenario:
        doses = self.doses(factor)
        return self._policy.with_policies([one | ({"value": doses[k]} if k in doses else {}) for k, one in enumerate(self._policies)])

    def told(self, factor: float) -> str:
        return ", ".join(f"{self._policies[k]['lever']} {dose:.4g}" for k, dose in self.doses(factor).items())

    def costs(self, factor: float) -> Difference:
        """Beyond those of the base."""
        if factor not in self.known:
            data = observe(self.scaled(factor), [COST], threads=self._threads, progress=False)
            arms = xarray.concat([data, self._without], pandas.Index([self.name, BASE], name="arm"), combine_attrs="drop")
            self.known[factor] = difference(arms, self.name, BASE, COST)
        return self.known[factor]

    def cost(self, factor: float) -> float:
        return float(self.costs(factor).of_replications(self._years).mean()) if factor else 0.0

    def largest(self) -> float:
        """Factor at which the first lever comes to the end of its range."""
        declared, found = levers(), numpy.inf
        for k in self._scaled:
            distance = self._policies[k]["value"] - self._neutral[k]
            if distance:
                end = declared.loc[self._policies[k]["lever"], "high" if distance > 0 else "low"]
                found = min(found, (end - self._neutral[k]) / distance)
        return float(found)

    def solve(self, wanted: float, tolerance: float) -> float:
        largest, low, high = self.largest(), 0.0, 1.0
        while self.cost(high) / wanted < 1:
            if high >= largest:
                raise InputError(
                    f"{self.name!r} cannot cost {wanted:g} of GDP: at the end of its range ({self.told(high)}) it costs {self.cost(high):.3g}"
                )
            low, high = high, min(2 * high, largest)
        root: float = optimize.brentq(lambda factor: self.cost(factor) / wanted - 1, low, high, rtol=tolerance, xtol=1e-9 * high)
        return root
