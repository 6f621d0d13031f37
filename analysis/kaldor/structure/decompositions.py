"""What growth and structural change are made of."""

from __future__ import annotations

from typing import Literal, get_args

import numpy
import pandas
import xarray

from kaldor._arguments import checked
from kaldor._names import missing
from kaldor.errors import InputError
from kaldor.structure.years import all_quarters_of, needed

Of = Literal["productivity", "share", "firms"]
REAL = ("productivity", "employment")
SOURCES_OF_FIRMS = ("incumbents", "reallocation", "entry", "exit")


@checked
def decomposition(data: xarray.Dataset, first: int, last: int, of: Of = "productivity") -> xarray.DataArray:
    """Splits a change between two years into terms that add up to it.

    Parameters
    ----------
    data
        Of `kaldor.open`.
    first, last
        Years, of which every quarter is recorded.
    of
        - `productivity`: growth of labour productivity (real value added for each person) over its level in the first
          year, by industry, into `within` (industries get better), `static` (people move to industries that were better)
          and `dynamic` (to industries that get better): three-term shift-share (science.md 4.2). Industries that had
          no workers in one of the years are left out, and shares are those in the rest.
        - `share`: the change of each industry's share in value added into that of its relative `price` and of its relative
          `volume`, by logarithmic means (LMDI, Ang 2004), which leave no residual. The whole share of an industry that was not
          there in one of the years is `volume`, the limit of these means (Ang and Liu 2007); one whose value added is not above
          zero though it makes something has no logarithm and is not a number.
        - `firms`: growth of mean embodied productivity inside markets, as logarithm, into `incumbents`, `reallocation`,
          `entry` and `exit`: the contributions that results record, from the last quarter of the first year to that of
          the last.

    Returns
    -------
    On (..., industry, term), without `industry` for firms; the terms add up to the one called `total`. Units "1".

    Raises
    ------
    InputError
        For years that the result does not have in full or in this order, and for another `of`.
    ResultError
        If the result lacks an indicator.
    """
    if of not in get_args(Of):
        raise InputError(f"{missing('decomposition', of, get_args(Of))}")
    if first >= last:
        raise InputError(f"a change needs a first year before the last, got {first} and {last}")
    split = {"productivity": _productivity, "share": _share, "firms": _firms}[of]
    terms, meaning = split(data, first, last)
    total = sum(terms.values(), start=xarray.zeros_like(next(iter(terms.values()))))
    found = xarray.concat([*terms.values(), total], pandas.Index([*terms, "total"], name="term"), coords="minimal", compat="override")
    return found.transpose(..., "term").rename("decomposition").drop_attrs(deep=False).assign_attrs(units="1", long_name=f"{meaning}, {first} to {last}")


def shift_share(share: tuple[xarray.DataArray, xarray.DataArray], level: tuple[xarray.DataArray, xarray.DataArray]) -> dict[str, xarray.DataArray]:
    """Within, static and dynamic term of each industry, in the unit of the level (science.md 4.2)."""
    (share0, share1), (level0, level1) = share, level
    moved, grown = share1 - share0, level1 - level0
    return {"within": share0 * grown, "static": level0 * moved, "dynamic": moved * grown}


def price_and_volume(value: tuple[xarray.DataArray, xarray.DataArray], volume: tuple[xarray.DataArray, xarray.DataArray]) -> dict[str, xarray.DataArray]:
    """Changes of shares in value that relative prices and relative volumes make (LMDI, Ang 2004; zeros: Ang and Liu 2007)."""
    share = [each / each.sum("industry") for each in value]
    part = [each / each.sum("industry") for each in volume]
    there = (value[0] > 0) & (value[1] > 0) & (volume[0] > 0) & (volume[1] > 0)
    absent = ((value[0] == 0) & (volume[0] == 0)) | ((value[1] == 0) & (volume[1] == 0))
    known_share, known_part = ([each.where(there) for each in both] for both in (share, part))
    mean = _logarithmic_mean(*known_share)
    more = mean * numpy.log(known_part[1] / known_part[0])
    dearer = mean * numpy.log((known_share[1] / known_part[1]) / (known_share[0] / known_part[0]))
    return {"price": dearer.where(~absent, 0), "volume": more.where(~absent, share[1] - share[0])}


def _productivity(data: xarray.Dataset, first: int, last: int) -> tuple[dict[str, xarray.DataArray], str]:
    found = needed(data, REAL)
    (volume0, people0), (volume1, people1) = (_year(found, year) for year in (first, last))
    both = (people0 > 0) & (people1 > 0)
    people = people0.where(both), people1.where(both)
    level = volume0 / people[0], volume1 / people[1]
    share = people[0] / people[0].sum("industry"), people[1] / people[1].sum("industry")
    whole = (share[0] * level[0]).sum("industry")
    terms = {name: term / whole for name, term in shift_share(share, level).items()}
    return terms, "growth of labour productivity over its first level"


def _share(data: xarray.Dataset, first: int, last: int) -> tuple[dict[str, xarray.DataArray], str]:
    found = needed(data, [*REAL, "value_added"])
    volume = _year(found, first)[0], _year(found, last)[0]
    value = _sum(found.value_added, found, first), _sum(found.value_added, found, last)
    return price_and_volume(value, volume), "change of shares in value added"


def _firms(data: xarray.Dataset, first: int, last: int) -> tuple[dict[str, xarray.DataArray], str]:
    names = [f"{name}_contribution" for name in SOURCES_OF_FIRMS]
    found = needed(data, names)
    ends = [all_quarters_of(found, year, "contributions")[-1] for year in range(first, last + 1)][1:]
    terms = {short: found[name].isel(period=ends).sum("period", skipna=False) for short, name in zip(SOURCES_OF_FIRMS, names, strict=True)}
    return terms, "growth of mean embodied productivity inside markets"


def _year(data: xarray.Dataset, year: int) -> tuple[xarray.DataArray, xarray.DataArray]:
    """Real value added of a year, and people at work on average."""
    at = all_quarters_of(data, year, "decompositions")
    people = data.employment.isel(period=at)
    # An industry without people has no productivity, and makes nothing.
    made = (data.productivity.isel(period=at) * people).where(people > 0, 0)
    return made.sum("period", skipna=False), people.mean("period", skipna=False)


def _sum(values: xarray.DataArray, data: xarray.Dataset, year: int) -> xarray.DataArray:
    return values.isel(period=all_quarters_of(data, year, "decompositions")).sum("period", skipna=False)


def _logarithmic_mean(a: xarray.DataArray, b: xarray.DataArray) -> xarray.DataArray:
    same = abs(a - b) <= 1e-12 * abs(a)
    apart: xarray.DataArray = numpy.log(b / a)  # type: ignore[assignment]
    return a.where(same, (b - a) / apart.where(~same, 1))
