"""What a scenario answers at many points. Points that have been simulated are kept, so that a study can go on."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy
import xarray

from kaldor._arguments import checked
from kaldor._bar import tqdm
from kaldor.designs.measures import Array, Measure, Outcome, numbers, read, together
from kaldor.designs.store import Store, key
from kaldor.designs.variation import Change, vary
from kaldor.errors import InputError
from kaldor.runs import observe, run
from kaldor.scenarios import Scenario


@dataclass(frozen=True)
class Evaluation:
    """Outcomes at points: `values` is of shape (points, replications)."""

    points: Sequence[Change]
    values: Array

    @property
    def means(self) -> Array:
        """Over replications, of shape (points,)."""
        return numpy.asarray(self.values.mean(1))

    @property
    def noise_share(self) -> float:
        """Part of the variance of `means` that is the chance of so few replications, at most 1.

        What a replication has in common at all points moves them alike and is no chance between them: what counts is the
        rest, the interaction of points and replications in an analysis of variance. Not a number for one point or one replication.
        """
        points, replications = self.values.shape
        if points < 2 or replications < 2:
            return float("nan")
        rest = self.values - self.values.mean(0) - self.means[:, None] + self.values.mean()
        of_chance = (rest**2).sum() / ((points - 1) * (replications - 1)) / replications
        with numpy.errstate(divide="ignore", invalid="ignore"):  # all points may answer alike
            return float(numpy.minimum(1, of_chance / self.means.var(ddof=1)))


@dataclass(frozen=True)
class Simulator:
    """Measures scenarios, each once: what is in the store is not simulated again."""

    outcome: Callable[[xarray.Dataset], Array]
    indicators: Sequence[str] | None
    store: Store
    threads: int
    said: str = ""

    @classmethod
    def of(cls, measures: Sequence[Measure], folder: str | os.PathLike[str] | None, threads: int) -> Simulator:
        """Of several measures, whose numbers are of shape (replications, measures)."""
        return cls(partial(together, measures), read(measures), Store(folder), threads, "\n".join(each.said for each in measures))

    @classmethod
    def of_one(cls, measure: Measure, folder: str | os.PathLike[str] | None, threads: int) -> Simulator:
        """Of one measure, whose numbers are of shape (replications,)."""
        return cls(partial(numbers, measure), read([measure]), Store(folder), threads, measure.said)

    def __call__(self, scenario: Scenario, point: Change | None = None) -> Array:
        """The numbers of each replication; `point` is for readers of the store."""
        name = key(scenario, self.said)
        if name not in self.store.known:
            try:
                self.store.add(name, dict(point or {}), self._simulated(scenario).tolist())
            except InputError as error:  # of an economy that cannot be set up with these values
                where = ", ".join(f"{of} = {value:g}" for of, value in (point or {}).items())
                raise InputError(f"at {where}: {error}" if where else str(error), error.faults, error.total) from None
        return numpy.array(self.store.known[name], float)

    def _simulated(self, scenario: Scenario) -> Array:
        if self.indicators is not None:
            return self.outcome(observe(scenario, self.indicators, threads=self.threads, progress=False))
        result = run(scenario, threads=self.threads, progress=False)  # its file goes with it
        return self.outcome(result.to_xarray())


@checked
def evaluate(
    scenario: Scenario,
    points: Sequence[Change],
    outcome: Outcome,
    *,
    indicators: Sequence[str] | None = None,
    folder: str | os.PathLike[str] | None = None,
    threads: int = 0,
    progress: bool | None = None,
) -> Evaluation:
    """Simulates the scenario at every point; replication r meets the same chance at all of them.

    Parameters
    ----------
    points
        Values by name, as `vary` takes them.
    indicators
        Those that `outcome` reads, if it reads nothing else of a result; they are kept in memory, which is much quicker.
    folder
        Where finished points are kept. A call with the same scenario and engine takes them from there; it is for the caller
        to use one folder for one outcome.
    threads
        For the replications of one point; 0: as many as the machine has.

    Raises
    ------
    InputError
        For no point, unknown names, values out of range, an outcome that is no number for each replication.
    """
    if not points:
        raise InputError("expected at least one point, got none")
    simulator = Simulator(partial(numbers, Measure("the outcome", outcome, "")), indicators, Store(folder), threads)
    return evaluation(scenario, points, simulator, progress)


def evaluation(scenario: Scenario, points: Sequence[Change], simulator: Simulator, progress: bool | None) -> Evaluation:
    """As `evaluate`."""
    shown = tqdm(points, unit="point", disable=None if progress is None else not progress, leave=False)
    return Evaluation(list(points), numpy.array([simulator(vary(scenario, point), point) for point in shown]))
