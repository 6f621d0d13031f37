"""Quarters of years."""

from __future__ import annotations

import numpy
import numpy.typing

from kaldor.errors import KaldorError

Years = int | tuple[int, int]
"""One year, or the first and the last, which belongs to them."""


def quarters(time: numpy.typing.ArrayLike, years: Years, error: type[KaldorError]) -> numpy.typing.NDArray[numpy.intp]:
    """Positions of the quarters of `years` among those that begin at `time`.

    Raises `error` for what is no year or pair of years, and where `time` does not reach over all of them.
    """
    year = numpy.floor(numpy.asarray(time, float))
    first, last = _ends(years, error)
    chosen = numpy.flatnonzero((year >= first) & (year <= last))
    if first < year[0] or last > year[-1] or chosen.size == 0:
        wanted = f"{first:g} is not" if first == last else f"not all of {first:g} to {last:g} is"
        raise error(f"{wanted} in the results, which have {int(year[0])} to {int(year[-1])}")
    return chosen


def _ends(years: Years, error: type[KaldorError]) -> tuple[float, float]:
    ends = tuple(years) if isinstance(years, tuple | list) else (years, years)
    if len(ends) != 2 or not all(isinstance(end, int | float | numpy.number) for end in ends):
        raise error(f"years: expected a year, or the first and the last one, got {years!r}")
    return float(ends[0]), float(ends[1])
