"""Who gains and who loses: effects of a policy by skill, region and size of firm."""

from __future__ import annotations

from collections.abc import Iterable

import numpy
import pandas
import xarray

from kaldor._arguments import checked
from kaldor._years import Years, ends
from kaldor.compare.headline import RATES
from kaldor.compare.intervals import Confidence, adjusted
from kaldor.compare.paired import Difference, expect_arms
from kaldor.errors import ResultError

SIZES = {"1 to 9": 0.0, "10 to 49": 10.0, "50 to 249": 50.0, "250 and more": 250.0}
"""Persons from which a class of firms begins, as OECD (2017), "Entrepreneurship at a Glance", draws them."""
PEOPLE = ("real_income", "real_wage", "unemployment_by_skill", "labour_force_by_skill")
"""Indicators that the distribution over people reads."""
PANEL_COLUMNS = ("id", "weight", "employees", "output")
"""That the distribution over sizes of firms reads of a panel."""

Groups = dict[str, xarray.DataArray]
"""Outcomes by name, on (arm, replication, period, group)."""


@checked
def distribution(
    data: xarray.Dataset,
    policy: str,
    base: str,
    firms: pandas.DataFrame | None = None,
    *,
    years: Years | None = None,
    level: float = 0.95,
    confidence: Confidence = "bootstrap",
    adjust: str = "holm",
) -> pandas.DataFrame:
    """Paired differences between a policy and the base arm for groups of people and of firms.

    - **People** by skill, region, and both: real disposable income, real wage and unemployment. Sums over regions or skills weigh
      each group with its labour force in the same arm and quarter.
    - **Firms** by size, with `firms`: those that were there in the first recorded quarter, in the class of their employees in the base
      arm then, whatever becomes of them: how many are left, persons whom they employ, what they make. Firms founded later are in no class.

    Parameters
    ----------
    data
        A Dataset with a dimension `arm` (`kaldor.open` of several files).
    firms
        Panel of both arms (`kaldor.open_firms` of the same files) with the columns `PANEL_COLUMNS`. Its first quarter should lie
        before the policy, or size itself is an effect.
    years, level, confidence
        As in `Difference.summary`; of the panel the recorded quarters in these years count.

    Returns
    -------
    DataFrame
        Indexed by `by` ("skill", "region", "region and skill", "firm size"), `group` and `outcome`, with `mean`, `low`, `high`, `p_value`,
        `p_adjusted` (for all rows of one `by`), `base`, `unit` (of `base`), `relative`, `replications`. Amounts are relative (0.02 is two per cent more
        than in the base arm), rates in points.

    Raises
    ------
    ResultError
        For unknown arms, years that are not in the data, data without the indicators of people, a panel without the columns or
        without a quarter in the years.
    """
    expect_arms(data, policy, base)
    tables = [_table(by, groups, policy, base, years, level, confidence) for by, groups in _people(data)]
    if firms is not None:
        tables.append(_table("firm size", _firms(firms, data, base, years), policy, base, None, level, confidence))
    tables = [table.assign(p_adjusted=adjusted(table["p_value"].to_numpy(), adjust)) for table in tables]
    return pandas.concat(tables).set_index(["by", "group", "outcome"])


def _table(
    by: str, groups: Groups, policy: str, base: str, years: Years | None, level: float, confidence: Confidence
) -> pandas.DataFrame:
    tables = []
    for outcome, values in groups.items():
        unit = str(values.attrs["units"])
        relative = unit not in RATES
        change = Difference(policy, base, outcome, relative, values.sel(arm=[policy, base]))
        found = change.summary(years, level, confidence)[["mean", "low", "high", "p_value", "base", "replications"]]
        tables.append(found.reset_index(names="group").assign(by=by, outcome=outcome, unit=unit, relative=relative))
    table = pandas.concat(tables, ignore_index=True)
    order = ["by", "group", "outcome", "mean", "low", "high", "p_value", "base", "unit", "relative", "replications"]
    return table[order].sort_values("group", kind="stable", key=lambda group: group.map(_order(table["group"])))


def _order(labels: Iterable[str]) -> dict[str, int]:
    """Groups stay together, in the order in which they were first told."""
    return {label: place for place, label in enumerate(dict.fromkeys(labels))}


def _people(data: xarray.Dataset) -> list[tuple[str, Groups]]:
    missing = [name for name in PEOPLE if name not in data]
    if missing:
        raise ResultError(f"the results lack {', '.join(missing)}: they were written by an older version")
    each = {name.removesuffix("_by_skill"): data[name] for name in PEOPLE[:3]}
    weight = data["labour_force_by_skill"].fillna(0)

    def over(dimension: str) -> Groups:
        return {
            name: values.weighted(weight).mean(dimension).assign_attrs(values.attrs) for name, values in each.items()
        }

    def together(values: xarray.DataArray) -> xarray.DataArray:
        flat = values.stack(both=("region", "skill"))
        names = [f"{region}, {skill}" for region, skill in flat.indexes["both"]]
        return flat.drop_vars(["both", "region", "skill"]).assign_coords(both=names)

    return [
        ("skill", over("region")),
        ("region", over("skill")),
        ("region and skill", {name: together(values) for name, values in each.items()}),
    ]


def _firms(firms: pandas.DataFrame, data: xarray.Dataset, base: str, years: Years | None) -> Groups:
    """Sums over the firms of each class, on (arm, replication, period, size); no sum where a class is empty from the start."""
    missing = [name for name in ("arm", "replication", "period", *PANEL_COLUMNS) if name not in firms]
    if missing:
        raise ResultError(f"the panel of firms lacks the column {missing[0]!r}")
    classed = firms.assign(size=_size(firms, base), firms=firms["weight"])
    classed = classed.assign(employees=firms["employees"] * firms["weight"], output=firms["output"] * firms["weight"])
    keys = ["arm", "replication", "period", "size"]
    sums = classed.groupby(keys, observed=False)[["firms", "employees", "output"]].sum().to_xarray()
    sums = sums.reindex(arm=data["arm"], size=list(SIZES), fill_value=0.0)
    sums = sums.isel(period=_recorded(data["time"].sel(period=sums["period"]).values, years))
    units = {"firms": "firms", "employees": "persons", "output": "million base-year currency/quarter"}
    return {name: sums[name].assign_attrs(units=unit) for name, unit in units.items()}


def _recorded(time: numpy.ndarray, years: Years | None) -> numpy.ndarray:
    """Which of the recorded quarters lie in the years."""
    if years is None:
        return numpy.arange(len(time))
    first, last = ends(years, ResultError)
    found = numpy.flatnonzero((numpy.floor(time) >= first) & (numpy.floor(time) <= last))
    if found.size == 0:
        recorded = ", ".join(f"{year:g}" for year in dict.fromkeys(numpy.floor(time)))
        raise ResultError(f"no quarter of {first} to {last} is in the panel of firms, which has some of {recorded}")
    return found


def _size(firms: pandas.DataFrame, base: str) -> pandas.Categorical:
    """Class of each row's firm in the first recorded quarter of the base arm; none for firms founded later."""
    start = firms[(firms["arm"] == base) & (firms["period"] == firms["period"].min())]
    first = start.set_index(["replication", "id"])["employees"]
    employees = first.reindex(pandas.MultiIndex.from_frame(firms[["replication", "id"]])).to_numpy()
    return pandas.cut(employees, [*SIZES.values(), numpy.inf], right=False, labels=list(SIZES))
