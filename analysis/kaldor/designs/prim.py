"""Boxes in a space of parameters where something happens: the patient rule induction method.

Friedman and Fisher (1999), "Bump hunting in high-dimensional data"; Bryant and Lempert (2010), "Thinking inside the box".
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy
import numpy.typing
import pandas
from scipy import stats

from kaldor._arguments import checked
from kaldor.errors import InputError

Mask = numpy.typing.NDArray[numpy.bool_]
Array = numpy.typing.NDArray[numpy.float64]
Side = Literal["low", "high"]
Cut = tuple[str, Side]


@dataclass(frozen=True)
class Box:
    """A box of parameters."""

    limits: pandas.DataFrame
    """A row for each parameter that is restricted: `low` and `high`, not a number where that side is open, and the quasi-p-value of
    each, `p_low` and `p_high`: how likely at least as many points of interest in the box would be, were the points that this limit
    alone shuts out no different."""
    coverage: float
    """Share of all points of interest that lie in the box."""
    density: float
    """Share of the points in the box that are of interest, those of earlier boxes apart."""
    mass: float
    """Share of all points that lie in the box."""
    trajectory: pandas.DataFrame
    """What peeling passed, from all points to the smallest box: `coverage`, `density`, `mass` and `restricted` parameters."""


@checked
def prim(
    points: pandas.DataFrame,
    of_interest: numpy.typing.ArrayLike,
    *,
    density: float = 0.8,
    peel: float = 0.05,
    smallest: float = 0.05,
    significance: float = 0.05,
    boxes: int = 3,
) -> list[Box]:
    """Boxes in which most points are of interest.

    The box shrinks by a small part of its points at a time, on the side where that raises the density most. Of the boxes that
    it passes the largest in coverage is taken that has the density that was asked for; limits that may be luck are lifted again.
    Points in a box are then left out and the next box is sought.

    Parameters
    ----------
    points
        A column for each parameter.
    of_interest
        True or false for each point.
    density
        That a box must have.
    peel
        Part of the points in the box that goes in one step.
    smallest
        Part of all points below which no box goes.
    significance
        Limits with a larger quasi-p-value are lifted, as long as the box keeps its density.
    boxes
        At most so many.

    Returns
    -------
    None where no box has that density.

    Raises
    ------
    InputError
        For points without numbers, answers of another number, parts that are not between 0 and 1.
    """
    try:
        answers = numpy.asarray(of_interest, bool)
        columns = {str(name): points[name].to_numpy(float) for name in points.columns}
    except (TypeError, ValueError) as error:
        raise InputError(f"expected numbers, and true or false at each point: {error}") from None
    if answers.shape != (len(points),) or not columns or not all(numpy.isfinite(x).all() for x in columns.values()):
        raise InputError(f"expected numbers at {answers.size} points in at least one column, got a table of shape {points.shape}")
    for name, part in (("density", density), ("peel", peel), ("smallest", smallest), ("significance", significance)):
        if not 0 < part < 1:
            raise InputError(f"{name}: expected a number between 0 and 1, got {part}")
    if boxes < 1:
        raise InputError(f"boxes: expected 1 or more, got {boxes}")
    found: list[Box] = []
    left: Mask = numpy.ones(len(points), bool)
    while len(found) < boxes and answers[left].any():
        path = _peeled(columns, answers, left, peel, smallest)
        dense = [cuts for cuts in path if answers[_inside(columns, left, cuts)].mean() >= density]
        if not dense:
            break
        cuts = max(dense, key=lambda each: answers[_inside(columns, left, each)].sum())
        cuts = _lifted(columns, answers, left, cuts, density, significance)
        found.append(_box(columns, answers, left, cuts, path))
        left = left & ~_inside(columns, left, cuts)
    return found


def _inside(columns: dict[str, Array], left: Mask, cuts: dict[Cut, float]) -> Mask:
    inside = left.copy()
    for (name, side), value in cuts.items():
        inside &= columns[name] >= value if side == "low" else columns[name] <= value
    return inside


def _peeled(columns: dict[str, Array], answers: Mask, left: Mask, peel: float, smallest: float) -> list[dict[Cut, float]]:
    """The boxes on the way, the first without limits."""
    path: list[dict[Cut, float]] = [{}]
    inside = left
    while not answers[inside].all():
        steps = [(cut, value) for name in columns for cut, value in _steps(name, columns[name][inside], peel)]
        tried = [{**path[-1], cut: value} for cut, value in steps]
        masks = [_inside(columns, left, cuts) for cuts in tried]
        possible = [k for k, mask in enumerate(masks) if mask.sum() >= smallest * len(answers)]
        if not possible:
            break
        best = max(possible, key=lambda k: (answers[masks[k]].mean(), masks[k].sum()))
        path.append(tried[best])
        inside = masks[best]
    return path


def _steps(name: str, values: Array, peel: float) -> list[tuple[Cut, float]]:
    """Both sides moved in over a part of the points, half-way to the next one; not where all points are equal."""
    ordered = numpy.sort(values)
    count = max(1, math.floor(peel * len(ordered)))
    steps: list[tuple[Cut, float]] = []
    inner = ordered[ordered > ordered[count - 1]]
    if inner.size:
        steps.append(((name, "low"), float((ordered[count - 1] + inner[0]) / 2)))
    inner = ordered[ordered < ordered[-count]]
    if inner.size:
        steps.append(((name, "high"), float((ordered[-count] + inner[-1]) / 2)))
    return steps


def _quasi_p(columns: dict[str, Array], answers: Mask, left: Mask, cuts: dict[Cut, float], cut: Cut) -> float:
    """Bryant and Lempert (2010), appendix A."""
    inside = _inside(columns, left, cuts)
    wider = _inside(columns, left, {each: value for each, value in cuts.items() if each != cut})
    return float(stats.binom.sf(answers[inside].sum() - 1, inside.sum(), answers[wider].mean()))


def _lifted(
    columns: dict[str, Array], answers: Mask, left: Mask, cuts: dict[Cut, float], density: float, significance: float
) -> dict[Cut, float]:
    while True:
        p = {cut: _quasi_p(columns, answers, left, cuts, cut) for cut in cuts}
        doubtful = sorted((cut for cut in cuts if p[cut] > significance), key=lambda cut: -p[cut])
        wider = ({each: value for each, value in cuts.items() if each != cut} for cut in doubtful)
        good = next((each for each in wider if answers[_inside(columns, left, each)].mean() >= density), None)
        if good is None:
            return cuts
        cuts = good


def _box(columns: dict[str, Array], answers: Mask, left: Mask, cuts: dict[Cut, float], path: list[dict[Cut, float]]) -> Box:
    names = [name for name in columns if any(cut[0] == name for cut in cuts)]
    limits = pandas.DataFrame(numpy.nan, index=pandas.Index(names, name="parameter", dtype=object), columns=["low", "high", "p_low", "p_high"])
    for cut, value in cuts.items():
        limits.loc[cut[0], cut[1]] = value
        limits.loc[cut[0], f"p_{cut[1]}"] = _quasi_p(columns, answers, left, cuts, cut)
    rows = [(*_shares(answers, _inside(columns, left, each)), len({name for name, _ in each})) for each in path]
    trajectory = pandas.DataFrame(rows, columns=["coverage", "density", "mass", "restricted"])
    return Box(limits, *_shares(answers, _inside(columns, left, cuts)), trajectory)


def _shares(answers: Mask, inside: Mask) -> tuple[float, float, float]:
    return float(answers[inside].sum() / answers.sum()), float(answers[inside].mean()), float(inside.mean())
