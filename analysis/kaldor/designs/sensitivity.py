"""Which parameters and policies an outcome depends on (Morris 1991; Saltelli et al. 2010), by SALib."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy
import pandas
import xarray
from SALib.analyze import morris as morris_analysis
from SALib.analyze import sobol as sobol_analysis
from SALib.sample import morris as morris_sample
from SALib.sample import sobol as sobol_sample

from kaldor._names import missing
from kaldor.declarations import parameters
from kaldor.designs.evaluation import Outcome, evaluate
from kaldor.errors import InputError
from kaldor.scenarios import Scenario

Method = Literal["morris", "sobol"]
MORRIS = ("mu", "mu_star", "mu_star_conf", "sigma")
SOBOL = ("S1", "S1_conf", "ST", "ST_conf")
LEVELS = 4  # of Morris' grid, as Campolongo et al. (2007) use


def sensitivity(
    scenario: Scenario,
    ranges: Mapping[str, tuple[float, float]] | Sequence[str],
    outcome: str | Outcome,
    *,
    years: int | tuple[int, int] | None = None,
    method: Method = "morris",
    samples: int | None = None,
    seed: int = 0,
    folder: str | os.PathLike[str] | None = None,
    threads: int = 0,
    progress: bool | None = None,
) -> pandas.DataFrame:
    """How much an outcome depends on each of several parameters or policies.

    Every point is simulated in the scenario's replications, under the same chance everywhere; their mean is what is
    analysed. How much of its variance is chance all the same stands in `.attrs["noise_share"]`.

    Parameters
    ----------
    ranges
        Lowest and highest value by name: of a parameter, or `policies[0].value` of the scenario's own policies. Names
        alone stand for the whole declared ranges of these parameters.
    outcome
        A national indicator, whose mean over `years` counts (both ends included; the last year if not given), or a function
        from a result (`Result.to_xarray()`) to a number for each replication.
    method
        "morris" screens: elementary effects in units of the outcome, over the range. "sobol" shares the variance of the
        outcome out.
    samples
        Morris' trajectories (10; each costs a point more than there are names) or Sobol's base samples (64; a power of two,
        each costs two points more than there are names).
    seed
        Of the design, not of the simulations.
    folder
        Keeps finished points, so that a study that was stopped goes on.

    Returns
    -------
    DataFrame
        A row for each name, the most important first: `mu`, `mu_star`, `sigma` of Morris with the 95 % half-width of
        `mu_star`, or first-order and total indices of Sobol with theirs.

    Raises
    ------
    InputError
        For unknown names, values out of range, an outcome that is not national, or an unknown method.
    """
    limits = _limits(ranges)
    problem = {"num_vars": len(limits), "names": list(limits), "bounds": [list(ends) for ends in limits.values()]}
    design = _design(method, problem, samples, seed)
    points = [dict(zip(limits, map(float, row), strict=True)) for row in design]
    measure = _mean_of(outcome, years) if isinstance(outcome, str) else outcome
    found = evaluate(
        scenario, points, measure, indicators=[outcome] if isinstance(outcome, str) else None, folder=folder, threads=threads, progress=progress
    )
    table = _analysed(method, problem, design, found.means, seed)
    table.attrs["noise_share"] = found.noise_share
    return table


def _limits(ranges: Mapping[str, tuple[float, float]] | Sequence[str]) -> dict[str, tuple[float, float]]:
    if isinstance(ranges, Mapping):
        return dict(ranges)
    declared = parameters()
    unknown = [name for name in ranges if name not in declared.index]
    if unknown:
        raise InputError(missing("parameter with a declared range", unknown[0], declared.index))
    return {name: (float(declared.loc[name, "low"]), float(declared.loc[name, "high"])) for name in ranges}


def _design(method: str, problem: dict[str, Any], samples: int | None, seed: int) -> numpy.ndarray:
    if method == "morris":
        return numpy.asarray(morris_sample.sample(problem, samples or 10, num_levels=LEVELS, seed=seed))
    if method == "sobol":
        return numpy.asarray(sobol_sample.sample(problem, samples or 64, calc_second_order=False, seed=seed))
    raise InputError(f'there is no method {method!r}; there are "morris" and "sobol"')


def _analysed(method: str, problem: dict[str, Any], design: numpy.ndarray, means: numpy.ndarray, seed: int) -> pandas.DataFrame:
    if method == "morris":
        found = morris_analysis.analyze(problem, design, means, num_levels=LEVELS, seed=seed)
        columns, order = MORRIS, "mu_star"
    else:
        found = sobol_analysis.analyze(problem, means, calc_second_order=False, seed=seed)
        columns, order = SOBOL, "ST"
    table = pandas.DataFrame({name: numpy.asarray(found[name], float) for name in columns}, index=problem["names"])
    return table.rename_axis("name").sort_values(order, ascending=False, kind="stable")


def _mean_of(indicator: str, years: int | tuple[int, int] | None) -> Outcome:
    def measure(data: xarray.Dataset) -> xarray.DataArray:
        if data[indicator].dims != ("replication", "period"):
            raise InputError(f"{indicator!r} is no national indicator (`kaldor.indicators()`)")
        year = numpy.floor(data["time"])
        first, last = (year[-1].item(),) * 2 if years is None else years if isinstance(years, tuple) else (years, years)
        chosen = numpy.flatnonzero((year >= first) & (year <= last))
        if chosen.size == 0:
            raise InputError(f"no quarter lies in {first:g} to {last:g}: there are {year[0].item():g} to {year[-1].item():g}")
        return data[indicator].isel(period=chosen).mean("period")

    return measure
