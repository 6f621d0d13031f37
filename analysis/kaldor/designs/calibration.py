"""Parameters that bring chosen moments of the model close to those of the data."""

from __future__ import annotations

import math
import os
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy
import pandas
from scipy import stats

from kaldor._arguments import check_fields, checked
from kaldor._years import Years
from kaldor.compare.intervals import check_level
from kaldor.designs.evaluation import Simulator
from kaldor.designs.measures import Array, Measure, Outcome, measure
from kaldor.designs.sample import Point, sobol
from kaldor.designs.search import search
from kaldor.designs.variation import Limits, Ranges, limits, vary
from kaldor.errors import InputError, ResultError, RunError
from kaldor.scenarios import Scenario

RESAMPLES = 999
KNOWN = 1e6  # degrees of freedom with which a variance is as good as known
EDGE = 0.1  # of a range: how near to both of its ends accepted values must come for a parameter to count as not identified


@dataclass(frozen=True)
class Moment:
    """What the data say of one number."""

    target: float
    error: float
    """Its standard error, or how far from it is still good; in the same unit."""
    years: Years | None = None
    """Over which an indicator is a mean (both ends included); the last year if not given."""
    outcome: str | Outcome | None = None
    """A national indicator, or a function from a result to a number for each replication; the moment's own name if not given."""
    indicators: Sequence[str] | None = None
    """Those that the function reads, if it reads nothing else of a result, which is much quicker."""

    def __post_init__(self) -> None:
        check_fields(self)


@dataclass(frozen=True)
class Calibration:
    """What a calibration found."""

    scenario: Scenario
    moments: Mapping[str, Moment]
    trials: pandas.DataFrame
    """A row for each trial: parameters, the mean of each moment, and `distance`."""
    values: Array = field(repr=False)
    """Moments, of shape (trials, replications, moments)."""
    ranges: Limits = field(repr=False)
    _simulator: Simulator = field(repr=False)

    @property
    def best(self) -> int:
        """Number of the trial that is nearest to the data. Raises ResultError if every run failed."""
        if self.trials["distance"].isna().all():
            raise ResultError(f"all of {len(self.trials)} trials failed")
        return int(self.trials["distance"].idxmin())

    def best_scenario(self) -> Scenario:
        """The scenario with the parameters of the best trial."""
        return vary(self.scenario, {name: float(self.trials.loc[self.best, name]) for name in self.ranges})

    @property
    def noise(self) -> float:
        """Standard error of the best distance, by the bootstrap over replications: nothing below it is worth searching for."""
        rows = self.values[self.best]
        if len(rows) < 2:
            return math.nan
        drawn = numpy.random.default_rng(0).integers(len(rows), size=(RESAMPLES, len(rows)))
        return float(_distance(rows[drawn].mean(1), *_targets(self.moments)).std(ddof=1))

    @checked
    def accepted(self, level: float = 0.95) -> pandas.DataFrame:
        """The trials that are not significantly farther from the data than the best one.

        The criterion weighs moments as the distance does, but counts the chance of the simulated means (that of the best trial)
        with the errors of the data. Its rise above the best, a part for each parameter, is compared with the F distribution, whose
        second degrees of freedom say how well that chance is known from so few replications (Welch 1947); with many it is the
        chi-squared test of Gouriéroux and Monfort (1996), "Simulation-based econometric methods". It holds as far as moments are
        independent, errors are standard errors, and the trials cover the region.
        """
        check_level(level)
        criterion, freedom = self._criterion()
        number = len(self.ranges)
        return self.trials[criterion - criterion[self.best] <= number * stats.f.ppf(level, number, freedom)]

    @property
    def p_value(self) -> float:
        """Of the model as a whole: how likely the best trial of a true model would be as far from the data or farther.

        The criterion of `accepted` at the best trial, for as many more moments as there are than parameters (Hansen 1982, "Large
        sample properties of generalized method of moments estimators"); not a number if there are not more.
        """
        spare = len(self.moments) - len(self.ranges)
        if spare < 1:
            return math.nan
        criterion, freedom = self._criterion()
        return float(stats.f.sf(criterion[self.best] / spare, spare, freedom))

    @checked
    def parameters(self, level: float = 0.95) -> pandas.DataFrame:
        """A row for each parameter: `best`, `low` and `high` of the accepted trials, both ends of its range, `identified`.

        A parameter that accepted trials have near both ends of its range (within a tenth of it) is not identified: the moments
        do not tell it, alone or beside the others.
        """
        accepted = self.accepted(level)
        rows = []
        for name, (low, high) in self.ranges.items():
            least, most = accepted[name].min(), accepted[name].max()
            edge = EDGE * (high - low)
            rows.append((self.trials.loc[self.best, name], least, most, low, high, not (least <= low + edge and most >= high - edge)))
        columns = ["best", "low", "high", "range_low", "range_high", "identified"]
        return pandas.DataFrame(rows, index=pandas.Index(self.ranges, name="parameter"), columns=columns)

    @checked
    def fit(self, replications: int = 16, seed: int | None = None) -> pandas.DataFrame:
        """How well the best trial meets each moment, in replications that the search has not seen.

        The nearest of many trials is also a lucky one, so its own distance is too small. Columns: `target`, `error`,
        `simulated` with its `standard_error`, and `z`, their difference over the errors of the data, of these replications and of
        those of the search. `.attrs` hold `distance` and `seed`.

        Raises InputError for the seed of the search.
        """
        seed = (self.scenario.seed + 1) % 2**64 if seed is None else seed
        if seed == self.scenario.seed:
            raise InputError(f"seed {seed} is that of the calibration: its replications are not new")
        values = self._simulator(self.best_scenario().with_settings(seed=seed, replications=replications))
        targets, errors = _targets(self.moments)
        error = numpy.sqrt(errors**2 + _of_chance(values) ** 2 + _of_chance(self.values[self.best]) ** 2)
        columns = {
            "target": targets,
            "error": errors,
            "simulated": values.mean(0),
            "standard_error": _of_chance(values),
            "z": (values.mean(0) - targets) / error,
        }
        table = pandas.DataFrame(columns, index=pandas.Index(self.moments, name="moment"))
        table.attrs = {"distance": float(_distance(values.mean(0), targets, errors)), "seed": seed}
        return table

    def _criterion(self) -> tuple[Array, float]:
        """Of each trial, and the degrees of freedom of its weights: those of the moment whose chance is known worst."""
        targets, errors = _targets(self.moments)
        of_chance = _of_chance(self.values[self.best])
        error = numpy.hypot(errors, of_chance)
        part = ((of_chance / error) ** 2).max()
        freedom = min(KNOWN, (len(self.values[self.best]) - 1) / part**2) if part > 0 else KNOWN
        return _distance(self.values.mean(1), targets, error), freedom


@checked
def calibrate(
    scenario: Scenario,
    ranges: Ranges,
    moments: Mapping[str, Moment],
    *,
    trials: int = 100,
    seed: int = 0,
    folder: str | os.PathLike[str] | None = None,
    threads: int = 0,
    progress: bool | None = None,
) -> Calibration:
    """Searches for the parameters whose simulated moments are nearest to those of the data (method of simulated moments).

    The distance is the sum over moments of ((mean over replications - target) / error) squared: errors are the weights. Every
    trial meets the same chance. Grazzini and Richiardi (2015), "Estimation of ergodic agent-based models by simulated minimum
    distance".

    Parameters
    ----------
    ranges
        Lowest and highest value by name, as `vary` takes them; names alone stand for the whole declared ranges of parameters.
    moments
        By name; there should be more of them than parameters.
    trials
        Simulated points. The first ones cover the ranges evenly, the others look where the distance is small.
    seed
        Of the search, not of the simulations.
    folder
        Keeps finished trials, so that a calibration that was stopped goes on and ends as if it had not been.

    Raises
    ------
    InputError
        For unknown names, values out of range, indicators that are not national, targets that are no numbers, errors that are not above zero.
    """
    ends = limits(scenario, ranges)
    measures = _measures(scenario, moments)
    simulator = Simulator.of(measures, folder, threads)
    targets, errors = _targets(moments)
    values: list[Array] = []

    def score(point: Point) -> tuple[Sequence[float], float]:
        values.append(_values(simulator, vary(scenario, point), point, len(measures)))
        return [float(_distance(values[-1].mean(0), targets, errors))], -1.0

    points = search(ends, score, ["minimise"], trials, seed, sobol(ends, 8 * len(ends), seed), progress)
    means = pandas.DataFrame([each.mean(0) for each in values], columns=list(moments))
    table = pandas.DataFrame(points).join(means).rename_axis("trial")
    table["distance"] = _distance(means.to_numpy(), targets, errors)
    return Calibration(scenario, dict(moments), table, numpy.array(values), ends, simulator)


def _measures(scenario: Scenario, moments: Mapping[str, Moment]) -> list[Measure]:
    if not moments:
        raise InputError("expected at least one moment, got none")
    found = []
    for name, moment in moments.items():
        if not math.isfinite(moment.target):
            raise InputError(f"{name}: expected a number as target, got {moment.target!r}")
        if not (math.isfinite(moment.error) and moment.error > 0):
            raise InputError(f"{name}: expected an error above zero, got {moment.error!r}")
        outcome = name if moment.outcome is None else moment.outcome
        if moment.years is not None and not isinstance(outcome, str):
            raise InputError(f"{name}: years are for indicators; a function chooses its own")
        functions = {} if isinstance(outcome, str) else {name: outcome}
        found.append(measure(scenario, outcome if isinstance(outcome, str) else name, moment.years, functions, moment.indicators))
    return found


def _targets(moments: Mapping[str, Moment]) -> tuple[Array, Array]:
    """Targets and errors."""
    said = numpy.array([(each.target, each.error) for each in moments.values()], float)
    return said[:, 0], said[:, 1]


def _values(simulator: Simulator, scenario: Scenario, point: Point, measures: int) -> Array:
    try:
        return simulator(scenario, point)
    except RunError as error:
        warnings.warn(f"at {point} the run failed: {error}", stacklevel=2)
        return numpy.full((scenario.replications, measures), numpy.nan)


def _distance(means: Array, targets: Array, errors: Array) -> Array:
    return numpy.asarray((((means - targets) / errors) ** 2).sum(-1))


def _of_chance(values: Array) -> Array:
    """Standard errors of the means over replications; nothing is known of those of a single one."""
    return values.std(0, ddof=1) / math.sqrt(len(values)) if len(values) > 1 else numpy.zeros(values.shape[1])
