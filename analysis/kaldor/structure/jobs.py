"""Jobs that people change between industries in a year."""

from __future__ import annotations

from collections.abc import Iterable

import numpy
import pandas
import xarray

from kaldor._arguments import checked
from kaldor.errors import InputError
from kaldor.structure.years import all_quarters_of, needed, years_of

NOT_EMPLOYED = "not employed"
SOURCES = ("hires", "separations", "employment", "labour_force_by_region")


@checked
def job_flows(data: xarray.Dataset, years: int | Iterable[int] | None = None) -> xarray.DataArray:
    """How many people went from a job in one industry to one in another, or into and out of work, in each year.

    Results tell whom each industry hired and who left it, not who went where. What lies between is filled in **pro rata**,
    quarter by quarter, as the model's own labour market does: all who look for work - those who left an industry this
    quarter, and those who had no job - are hired with the same probability, and meet the hires of each industry in
    proportion. Skills, regions and relatedness of industries are left out, so that flows between near industries are
    understated and those between distant ones overstated.

    Parameters
    ----------
    data
        Of `kaldor.open`, with every quarter recorded.
    years
        A year or several; by default all that are known in full. The first year of a run is not: nobody knows who worked
        before its first quarter.

    Returns
    -------
    On (..., year, origin, destination) with the industries and `not employed` on either side, persons a year. A row of an
    industry adds up to its separations, a column to its hires; the diagonal are changes of firm inside an industry.
    From `not employed` to itself is not a flow and not a number.

    Raises
    ------
    InputError
        For a year that the result does not have in full.
    ResultError
        If it lacks hires or separations, which results record since format 1.1.
    """
    found = needed(data, SOURCES)
    wanted = _known_years(found) if years is None else list(years) if isinstance(years, Iterable) else [years]
    if not wanted:
        raise InputError("job flows need a year of which all quarters are known; the first year of a run is not")
    parts = [_flows(found, _positions(found, year)).sum("period", skipna=False) for year in wanted]
    flows = xarray.concat(parts, pandas.Index(wanted, name="year"))
    flows = flows.transpose(..., "year", "origin", "destination")
    if "industry_name" in found.coords:
        names = [*found.industry_name.values, NOT_EMPLOYED]
        flows = flows.assign_coords(origin_name=("origin", names), destination_name=("destination", names))
    return flows.rename("job_flows").drop_attrs(deep=False).assign_attrs(
        units="persons/year", long_name="people who changed jobs between industries, pro rata from separations and hires"
    )


def _known_years(data: xarray.Dataset) -> list[int]:
    counts = [(year, numpy.flatnonzero(numpy.floor(data.time.values) == year)) for year in years_of(data)]
    return [year for year, at in counts if at.size == 4 and at[0] > 0]


def _positions(data: xarray.Dataset, year: int) -> numpy.ndarray:
    at = all_quarters_of(data, year, "job flows")
    if at[0] == 0:
        raise InputError(f"job flows of {year} are not known: nobody knows who worked before the first quarter")
    return at


def _flows(data: xarray.Dataset, at: numpy.ndarray) -> xarray.DataArray:
    """Of some quarters, none of them the first."""
    now, before = data.isel(period=at), data.employment.isel(period=at - 1).assign_coords(period=data.period[at])
    left, hired = now.separations, now.hires
    force = now.labour_force_by_region.sum("region", skipna=False)
    idle = force - before.sum("industry", skipna=False)  # had no job in an industry when the quarter began
    seekers = idle + left.sum("industry", skipna=False)
    leavers = xarray.concat([_as(left, "origin"), _outside(idle, "origin")], "origin", coords="minimal", compat="override", join="outer")
    places = xarray.concat(
        [_as(hired, "destination"), _outside(seekers - hired.sum("industry", skipna=False), "destination")],
        "destination", coords="minimal", compat="override", join="outer",
    )  # fmt: skip
    flows = leavers * places / seekers
    known: xarray.DataArray = flows.where((flows.origin != NOT_EMPLOYED) | (flows.destination != NOT_EMPLOYED))
    return known


def _as(values: xarray.DataArray, side: str) -> xarray.DataArray:
    names = [str(name) for name in values.coords if name != "industry" and values[name].dims == ("industry",)]
    return values.drop_vars(names).rename(industry=side)


def _outside(values: xarray.DataArray, side: str) -> xarray.DataArray:
    return values.expand_dims({side: [NOT_EMPLOYED]}, -1)
