"""Years of results that are recorded quarter by quarter."""

from __future__ import annotations

from collections.abc import Iterable

import numpy
import xarray

from kaldor._names import missing
from kaldor._years import quarters
from kaldor.errors import InputError, ResultError

QUARTERS = 4


def needed(data: xarray.Dataset, names: Iterable[str]) -> xarray.Dataset:
    """The indicators that are needed. Raises ResultError for one that the result lacks, or has no number of."""
    names = list(names)
    for name in names:
        if name not in data:
            raise ResultError(f"{missing('indicator', name, map(str, data.data_vars))} in this result")
        if not data[name].size:
            raise ResultError(f"there is no number of {name!r} in this result")
    return data[names]


def quarters_of(data: xarray.Dataset, year: int) -> numpy.ndarray:
    """Positions of the recorded quarters of a year. Raises InputError if there are none, naming the years there are."""
    return quarters(data.time, year, InputError)


def all_quarters_of(data: xarray.Dataset, year: int, what: str) -> numpy.ndarray:
    """Positions of four quarters that stand one after another. Raises InputError if the year is not recorded in full."""
    at = quarters_of(data, year)
    if at.size < QUARTERS:
        raise InputError(f"{what} of {year} need its {QUARTERS} quarters, the result has {at.size} of them")
    return at


def years_of(data: xarray.Dataset) -> list[int]:
    return [int(year) for year in numpy.unique(numpy.floor(data.time.values))]
