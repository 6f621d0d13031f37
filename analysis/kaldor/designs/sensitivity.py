"""Which parameters and policies an outcome depends on (Morris 1991; Saltelli et al. 2010), by SALib."""

from __future__ import annotations

import os
from typing import Any, Literal

import numpy
import pandas
from SALib.analyze import morris as morris_analysis
from SALib.analyze import sobol as sobol_analysis
from SALib.sample import morris as morris_sample
from SALib.sample import sobol as sobol_sample

from kaldor._arguments import checked
from kaldor._years import Years
from kaldor.designs.evaluation import Simulator, evaluation
from kaldor.designs.measures import Measure, Outcome, measure
from kaldor.designs.sample import checked_seed
from kaldor.designs.variation import Ranges, limits
from kaldor.errors import InputError
from kaldor.scenarios import Scenario

Method = Literal["morris", "sobol"]
MORRIS = ("mu", "mu_star", "mu_star_conf", "sigma")
SOBOL = ("S1", "S1_conf", "ST", "ST_conf")
LEVELS = 4  # of Morris' grid, as Campolongo et al. (2007) use


@checked
def sensitivity(
    scenario: Scenario,
    ranges: Ranges,
    outcome: str | Outcome,
    *,
    years: Years | None = None,
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
    ends = limits(scenario, ranges)
    problem = {"num_vars": len(ends), "names": list(ends), "bounds": [list(both) for both in ends.values()]}
    design = _design(method, problem, samples, checked_seed(seed))
    points = [dict(zip(ends, map(float, row), strict=True)) for row in design]
    asked = measure(scenario, outcome, years) if isinstance(outcome, str) else Measure("outcome", outcome, "")
    found = evaluation(scenario, points, Simulator.of_one(asked, folder, threads), progress)
    table = _analysed(method, problem, design, found.means, seed)
    table.attrs["noise_share"] = found.noise_share
    return table


def _design(method: str, problem: dict[str, Any], samples: int | None, seed: int) -> numpy.ndarray:
    if samples is not None and samples < 1:
        raise InputError(f"samples: expected 1 or more, got {samples}")
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
