"""Quarters of years."""

from __future__ import annotations

import numpy
import numpy.typing

from kaldor.errors import KaldorError

Years = float | tuple[float, float]
"""One year, or the first and the last, which belongs to them."""


def quarters(time: numpy.typing.ArrayLike, years: Years, error: type[KaldorError]) -> numpy.typing.NDArray[numpy.intp]:
    """Positions of the quarters of `years` among those that begin at `time`.

    Raises `error` where `time` does not reach over all of them, or is empty.
    """
    year = numpy.floor(numpy.asarray(time, float))
    if not year.size:
        raise error("the results have no quarters")
    first, last = ends(years, error)
    chosen = numpy.flatnonzero((year >= first) & (year <= last))
    if first < year[0] or last > year[-1] or chosen.size == 0:
        wanted = f"{first:g} is not" if first == last else f"not all of {first:g} to {last:g} is"
        raise error(f"{wanted} in the results, which have {int(year[0])} to {int(year[-1])}")
    return chosen


def ends(years: Years, error: type[KaldorError]) -> tuple[int, int]:
    """The first and the last year. Raises `error` for parts of years, and for an order that is none."""
    first, last = years if isinstance(years, tuple | list) else (years, years)
    for year in (first, last):
        if not float(year).is_integer():
            raise error(f"expected whole years, got {year:g}")
    if last < first:
        raise error(f"expected the first year before the last, got {first:g} and {last:g}")
    return int(first), int(last)
