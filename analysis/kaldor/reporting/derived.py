"""Indicators that a reader asks for and that follow from recorded ones."""

from __future__ import annotations

from collections.abc import Sequence

import xarray

QUARTERS = 4
SECTORS = ("primary", "secondary", "tertiary")
FUNCTIONS = ("design", "production", "brand")
PARTS = tuple(f"value_added_{name}" for name in FUNCTIONS)
SOURCES = ("gdp_real", "structure_advancement", "hierarchical_upgrade", *PARTS, "gdp_by_region")
"""What the derived ones are made of."""


def with_derived(data: xarray.Dataset) -> xarray.Dataset:
    """The data with growth of GDP and shares of sectors, functions and regions, each where its parts are recorded."""
    found: dict[str, xarray.DataArray] = {}
    if "gdp_real" in data:
        found["gdp_growth"] = _growth(data.gdp_real)
    if {"structure_advancement", "hierarchical_upgrade"} <= data.keys():
        found["sector_share"] = _sector_share(data)
    if set(PARTS) <= data.keys():
        found["function_share"] = _function_share(data[list(PARTS)])
    if "gdp_by_region" in data:
        share = data.gdp_by_region / data.gdp_by_region.sum("region", skipna=False)
        found["gdp_share_by_region"] = share.assign_attrs(units="1", long_name="share in the nation's value added")
    return data.assign(found)


def _growth(amount: xarray.DataArray) -> xarray.DataArray:
    """Over a year before, or over the last recorded quarter and by the year where records are rarer."""
    step = int(amount.period[1] - amount.period[0]) if amount.sizes["period"] > 1 else QUARTERS
    lag = max(1, QUARTERS // step)
    ratio = amount / amount.shift(period=lag)
    growth = ratio ** (QUARTERS / (lag * step)) - 1
    return growth.assign_attrs(units="1/year", long_name="growth of real gross domestic product from a year before")


def _sector_share(data: xarray.Dataset) -> xarray.DataArray:
    """From tertiary over secondary, a = y3 / y2, and h = y1 + 2 y2 + 3 y3, for the shares add to one."""
    advancement, upgrade = data.structure_advancement, data.hierarchical_upgrade
    secondary = (upgrade - 1) / (1 + 2 * advancement)
    tertiary = advancement * secondary
    shares = _labelled([1 - secondary - tertiary, secondary, tertiary], "sector", SECTORS)
    return shares.assign_attrs(units="1", long_name="share in value added")


def _function_share(parts: xarray.Dataset) -> xarray.DataArray:
    amounts = _labelled([parts[name] for name in parts], "function", FUNCTIONS)
    shares = amounts / amounts.sum("function", skipna=False)
    return shares.assign_attrs(units="1", long_name="share in the value added of goods industries")


def _labelled(parts: Sequence[xarray.DataArray], dim: str, labels: Sequence[str]) -> xarray.DataArray:
    found: xarray.DataArray = xarray.concat(parts, dim).assign_coords({dim: list(labels)}).transpose(..., dim)
    return found
