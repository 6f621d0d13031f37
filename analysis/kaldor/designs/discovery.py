"""Under which parameters something happens (scenario discovery)."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy
import pandas

from kaldor._arguments import checked
from kaldor._comparisons import COMPARE, PATTERN
from kaldor._names import missing
from kaldor._years import Years
from kaldor.designs.evaluation import Simulator, evaluation
from kaldor.designs.measures import Outcome, measure
from kaldor.designs.prim import Box, prim
from kaldor.designs.sample import Point, latin_hypercube, sobol
from kaldor.designs.variation import Limits, Ranges, limits
from kaldor.errors import InputError
from kaldor.scenarios import Scenario

Sampling = Literal["latin-hypercube", "sobol"]
SAMPLES = {"latin-hypercube": latin_hypercube, "sobol": sobol}
CONDITION = re.compile(rf"\s*([\w.-]+)\s*{PATTERN}\s*")


@dataclass(frozen=True)
class Discovery:
    """Where a condition holds."""

    condition: str
    points: pandas.DataFrame
    """A row for each point: parameters, the outcome's mean over replications, and `of_interest`."""
    boxes: list[Box]
    """The first covers most; none where no box is dense enough."""
    noise_share: float = field(compare=False)
    """Part of the outcome's variance between points that is the chance of so few replications."""

    @property
    def summary(self) -> pandas.DataFrame:
        """A row for each box: `coverage`, `density`, `mass`, and the limits in words."""
        rows = [(box.coverage, box.density, box.mass, _words(box.limits)) for box in self.boxes]
        index = pandas.RangeIndex(1, len(rows) + 1, name="box")
        return pandas.DataFrame(rows, index=index, columns=["coverage", "density", "mass", "limits"])


@checked
def discover(
    scenario: Scenario,
    ranges: Ranges,
    condition: str,
    *,
    years: Years | None = None,
    functions: Mapping[str, Outcome] | None = None,
    indicators: Sequence[str] | None = None,
    samples: int = 256,
    sampling: Sampling = "latin-hypercube",
    seed: int = 0,
    density: float = 0.8,
    boxes: int = 3,
    folder: str | os.PathLike[str] | None = None,
    threads: int = 0,
    progress: bool | None = None,
) -> Discovery:
    """Simulates the scenario all over ranges of its parameters and tells in which part of them a condition holds.

    Parameters
    ----------
    ranges
        Lowest and highest value by name, as `vary` takes them; names alone stand for the whole declared ranges of parameters.
    condition
        `"unemployment > 0.08"`: a national indicator or one of `functions`, compared with a number. The mean over replications counts.
    years
        Over which the indicator is a mean (both ends included); the last year if not given.
    functions
        From a result (`Result.to_xarray()`) to a number for each replication, by a name of their own.
    indicators
        Those that `functions` read, if they read nothing else of a result, which is much quicker.
    samples
        Points: as many for a Latin hypercube, the next power of two for Sobol's sequence.
    seed
        Of the points, not of the simulations.
    density, boxes
        As in `kaldor.prim`.
    folder
        Keeps finished points, so that a study that was stopped goes on.

    Raises
    ------
    InputError
        For unknown names, values out of range, an indicator that is not national, a condition that is none.
    """
    ends = limits(scenario, ranges)
    found = CONDITION.fullmatch(condition)
    if found is None or not _is_number(found[3]):
        raise InputError(f"expected a condition such as 'unemployment > 0.08', got {condition!r}")
    asked = measure(scenario, found[1], years, functions, indicators)
    points = _sample(sampling, ends, samples, seed)
    answers = evaluation(scenario, points, Simulator.of_one(asked, folder, threads), progress)
    table = pandas.DataFrame(points)
    of_interest = COMPARE[found[2]](answers.means, float(found[3]))
    told = table.assign(**{asked.name: answers.means, "of_interest": of_interest}).rename_axis("point")
    return Discovery(condition, told, prim(table, of_interest, density=density, boxes=boxes), answers.noise_share)


def _sample(sampling: str, ends: Limits, samples: int, seed: int) -> list[Point]:
    if samples < 2:
        raise InputError(f"samples: expected 2 or more, got {samples}")
    if sampling not in SAMPLES:
        raise InputError(missing("sampling", sampling, SAMPLES))
    return SAMPLES[sampling](ends, samples, seed)


def _is_number(text: str) -> bool:
    try:
        return bool(numpy.isfinite(float(text)))
    except ValueError:
        return False


def _words(limits: pandas.DataFrame) -> str:
    def side(name: str, low: float, high: float) -> str:
        below = "" if numpy.isnan(low) else f"{low:.4g} <= "
        above = "" if numpy.isnan(high) else f" <= {high:.4g}"
        return f"{below}{name}{above}"

    return ", ".join(side(str(row.Index), row.low, row.high) for row in limits.itertuples())
