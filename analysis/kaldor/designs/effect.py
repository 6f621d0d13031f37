"""What a mix of policies changes, measured anew."""

from __future__ import annotations

from collections.abc import Sequence

import numpy
import pandas

from kaldor import declarations
from kaldor.compare.headline import RATES
from kaldor.compare.intervals import RESAMPLES, Confidence, mean_interval, p_values
from kaldor.designs.evaluation import Simulator
from kaldor.designs.measures import Array, Measure
from kaldor.scenarios import Scenario


def effect(
    base: Scenario,
    mix: Scenario,
    measures: Sequence[Measure],
    simulator: Simulator,
    replications: int,
    seed: int,
    level: float,
    confidence: Confidence,
) -> pandas.DataFrame:
    """Paired differences of the measures between two scenarios, at another seed; `in_search` is the mean at their own."""
    units = [_unit(each) for each in measures]
    relative = numpy.array([each.indicator is not None and unit not in RATES for each, unit in zip(measures, units, strict=True)])
    without, with_mix = (simulator(scenario.with_settings(seed=seed, replications=replications)) for scenario in (base, mix))
    values = _contrast(without, with_mix, relative)
    low, high = mean_interval(values, level, confidence, RESAMPLES, 0)
    columns = {
        "mean": values.mean(0),
        "low": low,
        "high": high,
        "p_value": p_values(values),
        "base": without.mean(0),
        "unit": units,
        "relative": relative,
        "in_search": _contrast(simulator(base), simulator(mix), relative).mean(0),
        "replications": replications,
    }
    return pandas.DataFrame(columns, index=pandas.Index([each.name for each in measures], name="measure"))


def _contrast(base: Array, mix: Array, relative: numpy.ndarray) -> Array:
    with numpy.errstate(divide="ignore", invalid="ignore"):
        return numpy.where(relative, (mix - base) / base, mix - base)


def _unit(measure: Measure) -> str:
    return "" if measure.indicator is None else str(declarations.indicators().loc[measure.indicator, "unit"])
