"""The best policies that a budget allows."""

from __future__ import annotations

import os
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy
import pandas

from kaldor import declarations
from kaldor._arguments import checked
from kaldor._names import missing
from kaldor._years import Years
from kaldor.compare.intervals import Confidence
from kaldor.designs.effect import effect
from kaldor.designs.evaluation import Simulator
from kaldor.designs.measures import Array, Measure, Outcome, measure, simulated
from kaldor.designs.sample import Point, sobol
from kaldor.designs.search import DIRECTIONS, Direction, search
from kaldor.designs.variation import Limits, Ranges, lever, limits, vary, without
from kaldor.errors import InputError, ResultError, RunError
from kaldor.scenarios import Scenario

COST = "policy_cost_share"


@dataclass(frozen=True)
class Search:
    """What a search for the best policies found."""

    scenario: Scenario
    objectives: Mapping[str, Direction]
    budget: float | None
    cost: str
    trials: pandas.DataFrame
    """A row for each trial: the value of everything that was varied, the objectives, the cost, and whether the budget allows it."""
    ranges: Limits = field(repr=False)
    _measures: Sequence[Measure] = field(repr=False)
    _simulator: Simulator = field(repr=False)

    @property
    def front(self) -> pandas.DataFrame:
        """The feasible trials that no other feasible one beats in every objective; one trial, if there is one objective."""
        feasible = self.trials[self.trials["feasible"]]
        signs = [1.0 if direction == "minimise" else -1.0 for direction in self.objectives.values()]
        worth = feasible[list(self.objectives)].to_numpy() * signs
        better = (worth[:, None] <= worth[None]).all(2) & (worth[:, None] < worth[None]).any(2)
        rows = feasible[~better.any(0)]
        return rows.drop_duplicates(list(self.objectives)).sort_values(list(self.objectives), kind="stable")

    @property
    def best(self) -> int:
        """Number of the best trial.

        Raises
        ------
        ResultError
            If the budget allows none, or several objectives leave the choice to the reader of `front`.
        """
        if not self.trials["feasible"].any():
            raise ResultError(f"none of {len(self.trials)} trials keeps to the budget of {self.budget}")
        if len(self.objectives) > 1:
            raise ResultError("several objectives have no best trial: choose one of `front`")
        return int(self.front.index[0])

    @checked
    def mix(self, trial: int | None = None) -> pandas.Series:
        """What was varied, as the best trial has it, or another one."""
        number = self.best if trial is None else trial
        if number not in self.trials.index:
            raise ResultError(f"there is no trial {number}; there are 0 to {len(self.trials) - 1}")
        return self.trials.loc[number, list(self.ranges)].astype(float)

    @checked
    def best_scenario(self, trial: int | None = None) -> Scenario:
        """The scenario with the best mix, or that of another trial, ready to run."""
        return vary(self.scenario, {str(name): float(value) for name, value in self.mix(trial).items()})

    @checked
    def effect(
        self,
        trial: int | None = None,
        *,
        replications: int = 16,
        seed: int | None = None,
        level: float = 0.95,
        confidence: Confidence = "student",
    ) -> pandas.DataFrame:
        """What the best mix changes, or that of another trial, in replications that the search has not seen.

        The best of many trials is good and lucky: what the search measured of it (`in_search`) is biased towards the better
        (Smith and Winkler 2006, "The optimizer's curse"). Here it meets new chance, and so does the scenario without the
        policies that were varied, pair by pair.

        Parameters
        ----------
        replications, seed
            Of the new simulations; the seed after that of the scenario if none is given.
        level, confidence
            As in `kaldor.Difference.summary`.

        Returns
        -------
        A row for each objective and for the cost: `mean`, `low`, `high`, `p_value`; `base`, the mean without the mix, in `unit`;
        `relative`, whether the difference is over that of the base, as for amounts; `in_search`; `replications`.

        Raises
        ------
        InputError
            For the seed of the search.
        ResultError
            As `best`.
        """
        seed = (self.scenario.seed + 1) % 2**64 if seed is None else seed
        if seed == self.scenario.seed:
            raise InputError(f"seed {seed} is that of the search: its replications are not new")
        base, mix = without(self.scenario, list(self.ranges)), self.best_scenario(trial)
        return effect(base, mix, self._measures, self._simulator, replications, seed, level, confidence)


@checked
def optimise(
    scenario: Scenario,
    ranges: Ranges,
    objectives: Mapping[str, Direction],
    *,
    years: Years | None = None,
    budget: float | None = None,
    cost: str = COST,
    functions: Mapping[str, Outcome] | None = None,
    indicators: Sequence[str] | None = None,
    trials: int = 100,
    seed: int = 0,
    folder: str | os.PathLike[str] | None = None,
    threads: int = 0,
    progress: bool | None = None,
) -> Search:
    """Searches for the policies that serve an objective best and cost no more than a budget.

    Every trial is simulated in the scenario's replications, under the same chance everywhere; their mean counts. The same
    seed gives the same search at any number of threads, and more trials go on where fewer ended.

    Parameters
    ----------
    ranges
        Lowest and highest value by name, as `vary` takes them: `policies[0].value` of the scenario's own policies, levers,
        parameters.
    objectives
        "maximise" or "minimise" by name of a national indicator, or of one of `functions`. Several give a front of trials
        that no other beats in all of them.
    years
        Over which indicators are means (both ends included); the last year if not given.
    budget
        What the mean of `cost` over the whole run may be at most; without it everything is allowed.
    cost
        A national indicator or one of `functions`: the net public cost of policies over GDP if not given.
    functions
        From a result (`Result.to_xarray()`) to a number for each replication, by a name of their own.
    indicators
        Those that `functions` read, if they read nothing else of a result, which is much quicker.
    trials
        Simulated points. The first has levers where they do nothing (`neutral` in `kaldor.levers()`), if the ranges hold that.
    seed
        Of the search, not of the simulations.
    folder
        Keeps finished trials, so that a search that was stopped goes on and ends as if it had not been. Functions are told apart by
        their source alone: use another folder if what they refer to has changed.

    Raises
    ------
    InputError
        For unknown names, values out of range, indicators that are not national, directions that are none.
    """
    if budget is not None and numpy.isnan(budget):
        raise InputError(f"budget: expected a number, got {budget}")
    ends, measures = prepared(scenario, ranges, objectives, years=years, cost=cost, functions=functions, indicators=indicators)
    simulator = Simulator.of(measures, folder, threads)
    numbers: list[Array] = []

    def score(point: Point) -> tuple[Sequence[float], float]:
        numbers.append(_means(simulator, scenario, point, len(measures)))
        spent = float(numbers[-1][-1])
        return numbers[-1][: len(objectives)].tolist(), -1.0 if budget is None else spent - budget

    points = search(ends, score, list(objectives.values()), trials, seed, _first(scenario, ends, seed), progress)
    table = pandas.DataFrame(points).join(pandas.DataFrame(numbers, columns=[each.name for each in measures]))
    allowed = True if budget is None else table[cost] <= budget
    table["feasible"] = allowed & table[[each.name for each in measures]].notna().all(axis=1)
    return Search(scenario, dict(objectives), budget, cost, table.rename_axis("trial"), ends, measures, simulator)


def prepared(
    scenario: Scenario,
    ranges: Ranges,
    objectives: Mapping[str, Direction],
    *,
    years: Years | None = None,
    cost: str = COST,
    functions: Mapping[str, Outcome] | None = None,
    indicators: Sequence[str] | None = None,
) -> tuple[Limits, list[Measure]]:
    """What is varied, and the objectives and the cost; raises InputError for a search that cannot begin."""
    ends = limits(scenario, ranges)
    _check(objectives, cost)
    measures = [measure(scenario, name, years, functions, indicators) for name in objectives]
    return ends, [*measures, measure(scenario, cost, simulated(scenario), functions, indicators)]


def _check(objectives: Mapping[str, Direction], cost: str) -> None:
    if not isinstance(objectives, Mapping) or not objectives:
        raise InputError(f"expected objectives such as {{'gdp_real': 'maximise'}}, got {objectives!r}")
    for name, direction in objectives.items():
        if direction not in DIRECTIONS:
            raise InputError(f"{name}: {missing('direction', direction, DIRECTIONS)}; there are {' and '.join(DIRECTIONS)}")
    if cost in objectives:
        raise InputError(f"{cost}: it is an objective and the cost: give one of them as a function of another name")


def _means(simulator: Simulator, scenario: Scenario, point: Point, measures: int) -> Array:
    """Over replications; not-a-number, with a warning, where the run fails, so that the search goes on elsewhere."""
    try:
        return numpy.asarray(simulator(vary(scenario, point), point).mean(0))
    except RunError as error:
        warnings.warn(f"at {point} the run failed: {error}", stacklevel=2)
        return numpy.full(measures, numpy.nan)


def _first(scenario: Scenario, ends: Limits, seed: int) -> list[Point]:
    """Levers where they do nothing, if all that is varied are levers and the ranges hold that; then points that cover the ranges."""
    declared = declarations.levers()["neutral"]
    levers = [lever(scenario, name) for name in ends]
    nothing = {name: float(declared[each]) for name, each in zip(ends, levers, strict=True) if each in declared.index}
    held = len(nothing) == len(ends) and all(low <= nothing[name] <= high for name, (low, high) in ends.items())
    return [*([nothing] if held else []), *sobol(ends, 4 * len(ends), seed)]
