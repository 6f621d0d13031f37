"""The transaction-flow matrix of a year."""

from __future__ import annotations

import numpy
import xarray

from kaldor._arguments import checked
from kaldor.errors import ResultError
from kaldor.structure.years import all_quarters_of, needed

OPEN = 1e-9
"""Of the largest amount; what rounding leaves when quarters and regions are added up."""


@checked
def transactions(data: xarray.Dataset, year: int) -> xarray.DataArray:
    """What each sector received (positive) and paid (negative) in a year, flow by flow (Godley and Lavoie 2007).

    The last rows are changes of balance sheets, where assets that grow are a use of money and so negative. Every row sums
    to zero, for what one sector pays another receives, and every column too, for what is not spent is held.

    Returns
    -------
    On (..., flow, account), million currency a year. Firms have a current and a capital account; households and regional
    governments are those of all regions.

    Raises
    ------
    InputError
        For a year that the result does not have in full.
    ResultError
        If the result lacks the matrix, which results record since format 1.1, or it does not close.
    """
    quarters = needed(data, ["transactions"]).transactions
    matrix: xarray.DataArray = quarters.isel(period=all_quarters_of(data, year, "transactions")).sum("period", skipna=False)
    _check(matrix, year)
    long_name = f"transaction-flow matrix of {year}: receipts (positive) and payments of sectors"
    matrix = matrix.assign_coords(year=year)
    return matrix.drop_attrs(deep=False).assign_attrs(units="million currency/year", long_name=long_name)


def _check(matrix: xarray.DataArray, year: int) -> None:
    limit = OPEN * float(abs(matrix).max())
    for dim, what in (("account", "flow"), ("flow", "account")):
        left = abs(matrix.sum(dim, skipna=False))
        if not bool((left <= limit).all()):
            at = left.max([name for name in left.dims if name != what]).fillna(numpy.inf)
            worst = str(matrix[what].values[numpy.argmax(at.values)])
            raise ResultError(f"the transactions of {year} do not close: {what} {worst!r} sums to {float(at.max()):g} and not to zero")
