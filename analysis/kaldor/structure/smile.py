"""Income along the value chain."""

from __future__ import annotations

import numpy
import pandas
import xarray

from kaldor._arguments import checked
from kaldor.structure.years import needed, quarters_of

POSITIONS = {"design": -1, "production": 0, "brand": 1}


@checked
def smile_curve(data: xarray.Dataset, year: int) -> xarray.DataArray:
    """Income for each person in design, production and brand of goods industries, in the mean of a year (science.md 4.3, I-26).

    Wages with the surplus that falls to each function; the curve through the three is y = a + b pos + c pos². Its curvature
    over the income of production, c / a, is the coordinate `curvature`: above zero, both ends earn more than the middle.

    Returns
    -------
    On (..., function), million currency for each person and quarter, with `position` from -1 to 1. Not a number where the
    economy has no functions of the value chain.

    Raises
    ------
    InputError
        For a year that the result does not have.
    ResultError
        If the result lacks these incomes, which results record since format 1.1.
    """
    found = needed(data, [f"income_{function}" for function in POSITIONS])
    year_means = found.isel(period=quarters_of(found, year)).mean("period", skipna=False)
    functions = pandas.Index(list(POSITIONS), name="function")
    income = xarray.concat([year_means[f"income_{name}"] for name in POSITIONS], functions).transpose(..., "function")
    design, production, brand = (income.sel(function=name, drop=True) for name in POSITIONS)
    curvature = ((design + brand) / 2 - production) / production
    income = income.assign_coords(position=("function", numpy.array([*POSITIONS.values()])), curvature=curvature, year=year)
    return income.rename("income").drop_attrs(deep=False).assign_attrs(
        units="million currency/person/quarter", long_name=f"income for each person along the value chain, {year}"
    )
