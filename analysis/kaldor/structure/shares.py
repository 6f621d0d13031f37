"""Which industries shrink and which grow, as a map over years."""

from __future__ import annotations

from typing import Literal, get_args

import numpy
import pandas
import xarray

from kaldor._arguments import checked
from kaldor._names import missing
from kaldor.errors import InputError
from kaldor.structure.years import needed, years_of

Of = Literal["value_added", "employment"]


@checked
def structural_change_map(data: xarray.Dataset, of: Of = "value_added") -> xarray.DataArray:
    """Each industry's share in value added or employment, year by year, ordered from those that shrink to those that grow.

    Shares are means over the recorded quarters of a year. Industries stand in the order of the time around which their
    shares lie, sum of t s over sum of s, in the mean over arms and replications.

    Returns
    -------
    On (..., year, industry), units "1".

    Raises
    ------
    InputError
        For another `of`.
    ResultError
        If the result lacks the shares.
    """
    if of not in get_args(Of):
        raise InputError(f"{missing('share', of, get_args(Of))}")
    found = needed(data, [f"{of}_share"])[f"{of}_share"]
    calendar = numpy.floor(data.time.values)
    years = years_of(data)
    means = [found.isel(period=numpy.flatnonzero(calendar == year)).mean("period", skipna=False) for year in years]
    shares = xarray.concat(means, pandas.Index(years, name="year")).transpose(..., "year", "industry")
    leading = [dim for dim in shares.dims if dim not in ("year", "industry")]
    whole = shares.mean(leading)
    centre = (whole * whole.year).sum("year") / whole.sum("year").where(lambda total: total > 0)
    return shares.isel(industry=numpy.argsort(centre.fillna(numpy.inf).values, kind="stable")).assign_attrs(found.attrs)
