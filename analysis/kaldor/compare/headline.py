"""The indicators that tell most of what a policy did, in one table."""

from collections.abc import Sequence
from typing import Literal

import pandas
import xarray

from kaldor._arguments import checked
from kaldor._years import Years
from kaldor.compare.intervals import Confidence, adjusted
from kaldor.compare.paired import difference
from kaldor.errors import ResultError

By = Literal["industry", "region"]
HEADLINE: dict[By | None, tuple[str, ...]] = {
    None: (
        "gdp_real", "consumption_real", "investment_real", "unemployment", "inflation", "labour_share", "export_share", "rd_share",
        "automation_share", "carbon_emissions", "entry_rate", "exit_rate", "structure_advancement", "government_debt_ratio",
        "policy_cost_share",
    ),
    "industry": ("value_added_share", "employment", "output", "productivity"),
    "region": ("gdp_by_region", "unemployment_by_region"),
}  # fmt: skip
RATES = ("1", "1/year", "year")
"""Units of shares, rates and ratios, whose differences are told in points; differences of amounts are relative."""


@checked
def comparison(
    data: xarray.Dataset,
    base: str,
    policies: Sequence[str] | None = None,
    indicators: Sequence[str] | None = None,
    *,
    by: By | None = None,
    years: Years | None = None,
    level: float = 0.95,
    confidence: Confidence = "bootstrap",
    adjust: str = "holm",
) -> pandas.DataFrame:
    """Paired differences of several indicators between each policy and the base arm.

    Parameters
    ----------
    data
        A Dataset with a dimension `arm` (`kaldor.open` of several files).
    policies
        Arms; all but the base if not given.
    indicators
        Those of `HEADLINE` that the data have if not given.
    by
        Tells indicators of industries or of regions in place of those of the nation.
    years, level, confidence
        As in `Difference.summary`.

    Returns
    -------
    DataFrame
        A row for each policy, indicator and industry or region, with the columns `policy`, `indicator`, the one that `by` names,
        and `mean`, `low`, `high`, `p_value`, `p_adjusted`, `base`, `unit`, `relative`, `replications`. Amounts are relative (0.02
        is two per cent above the base arm), shares and rates in points of their own unit. `unit` is that of `base`.
        `p_adjusted` allows for all rows of a policy.

    Raises
    ------
    ResultError
        For unknown arms and indicators, years that the data do not have, an indicator that is not told `by` that.
    """
    if "arm" not in data.dims:
        raise ResultError("one result alone has no arms to compare: open several files")
    if by not in HEADLINE:
        raise ResultError(f"by is 'industry', 'region' or None, not {by!r}")
    others = [str(arm) for arm in data["arm"].values if str(arm) != base] if policies is None else list(policies)
    names = [name for name in HEADLINE[by] if name in data] if indicators is None else list(indicators)
    if not names or not others:
        raise ResultError("no indicator is named, and the data have none of those that are usual" if others else f"there is no arm beside {base!r}")
    tables = []
    for policy in others:
        rows = pandas.concat([_rows(data, policy, base, name, by, years, level, confidence) for name in names], ignore_index=True)
        tables.append(rows.assign(p_adjusted=adjusted(rows["p_value"].to_numpy(), adjust)))
    return pandas.concat(tables, ignore_index=True)


def _rows(
    data: xarray.Dataset, policy: str, base: str, name: str, by: By | None, years: Years | None, level: float, confidence: Confidence
) -> pandas.DataFrame:
    relative = is_amount(data, name)
    change = difference(data, policy, base, name, relative=relative)
    of = [str(dim) for dim in change.arms.dims if dim not in ("arm", "replication", "period")]
    if of != ([by] if by else []):
        raise ResultError(f"{name} is {_told(of)}, not {_told([by] if by else [])}")
    found = change.summary(years, level, confidence)
    keys = {"policy": policy, "indicator": name} | ({by: found.index} if by else {})
    told = found[["mean", "low", "high", "p_value", "p_adjusted", "base", "replications"]].reset_index(drop=True)
    unit = str(change.arms.attrs.get("units", ""))
    return pandas.concat([pandas.DataFrame(keys, index=told.index), told.assign(unit=unit, relative=relative)], axis=1)


def is_amount(data: xarray.Dataset, name: str) -> bool:
    """Whether differences of an indicator are told relative to the base."""
    return name in data and data[name].attrs.get("units", "1") not in RATES


def _told(dimensions: Sequence[str]) -> str:
    return f"by {' and '.join(dimensions)}" if dimensions else "of the nation"
