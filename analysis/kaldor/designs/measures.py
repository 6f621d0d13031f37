"""What is measured of a result: national indicators over years, or functions of the user."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy
import numpy.typing
import xarray

from kaldor import declarations
from kaldor._names import missing
from kaldor._years import Years, quarters
from kaldor.errors import InputError
from kaldor.scenarios import Scenario

Outcome = Callable[[xarray.Dataset], xarray.DataArray]
"""A number for each replication of a result."""
Array = numpy.typing.NDArray[numpy.float64]


@dataclass(frozen=True)
class Measure:
    """A named number of each replication."""

    name: str
    outcome: Outcome = field(repr=False)
    said: str
    """That tells it apart from others of the same name."""
    indicator: str | None = None
    """Whose mean it is; None for a function."""
    reads: Sequence[str] | None = None
    """The indicators that it reads, if that is known."""


def measure(
    scenario: Scenario,
    name: str,
    years: Years | None,
    functions: Mapping[str, Outcome] | None = None,
    indicators: Sequence[str] | None = None,
) -> Measure:
    """One of the functions by its name, or the mean of a national indicator over years; over the last year if none are given.

    `indicators` are those that functions read, if they read nothing else.

    Raises
    ------
    InputError
        For a name that is neither, an indicator of industries or regions, years that the scenario does not have.
    """
    functions = functions or {}
    if name in functions:
        return Measure(name, functions[name], f"{name}: {_source(functions[name])}", None, indicators)
    declared = declarations.indicators()
    if name not in declared.index:
        raise InputError(missing("indicator", name, [*declared.index, *functions]))
    if declared.loc[name, "dimensions"]:
        by = " and ".join(declared.loc[name, "dimensions"])
        raise InputError(f"{name!r} is no national indicator (`kaldor.indicators()`), but one by {by}: a function can make one number of it")
    first, last = simulated(scenario)
    years = last if years is None else years
    chosen = quarters(scenario.start + numpy.arange(scenario.periods) / 4, years, InputError)
    return Measure(name, lambda data: data[name].isel(period=chosen).mean("period"), f"{name}: {years}", name, [name])


def _source(function: Outcome) -> str:
    try:
        return inspect.getsource(function)
    except (OSError, TypeError):
        return "a function whose source is not known"


def simulated(scenario: Scenario) -> tuple[int, int]:
    """First and last year of a scenario."""
    return scenario.start, scenario.start + (scenario.periods - 1) // 4


def numbers(measure: Measure, data: xarray.Dataset) -> Array:
    """One of each replication.

    Raises
    ------
    InputError
        If the outcome is something else.
    """
    values = numpy.atleast_1d(numpy.asarray(measure.outcome(data), float))
    if values.shape != (data.sizes["replication"],):
        raise InputError(f"{measure.name}: expected a number for each of {data.sizes['replication']} replications, got an array of shape {values.shape}")
    return values


def together(measures: Sequence[Measure], data: xarray.Dataset) -> Array:
    """All of them at once, of shape (replications, measures)."""
    return numpy.stack([numbers(each, data) for each in measures], axis=-1)


def read(measures: Sequence[Measure]) -> list[str] | None:
    """The indicators that all of them read together, or None where that is not known."""
    found: list[str] = []
    for each in measures:
        if each.reads is None:
            return None
        found += each.reads
    return list(dict.fromkeys(found))
