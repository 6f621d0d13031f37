"""What the page shows of structural change beside its indicators: a map, flows of jobs, the smile curve, the accounts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy
import pandas
import xarray

from kaldor.errors import KaldorError
from kaldor.reporting.drawing import Drawing
from kaldor.reporting.numbers import decimals, told, with_unit
from kaldor.reporting.structure_charts import decomposition_chart, fewer, job_flow_chart, map_chart, mean, more, scaled, smile_chart, transaction_chart
from kaldor.reporting.style import Chart
from kaldor.structure import decomposition, job_flows, smile_curve, structural_change_map, transactions
from kaldor.structure.decompositions import REAL
from kaldor.structure.jobs import SOURCES as OF_JOBS
from kaldor.structure.smile import POSITIONS

if TYPE_CHECKING:
    from kaldor.reporting.study import Study

SOURCES = ("value_added_share", *OF_JOBS, *REAL, *(f"income_{name}" for name in POSITIONS), "transactions")
"""Indicators that these charts are made of."""
COLUMNS = 6  # years that a table shows

Arm = xarray.Dataset
Draw = Callable[[Arm, Arm | None, "Study"], Iterator[Drawing]]


def structure_drawings(topic: str, study: Study) -> list[Drawing]:
    """Charts that belong to a topic, of the last year; those for which the result has the data."""
    data = study.sources.sel(arm=study.policy, drop=True)
    base = study.sources.sel(arm=study.base, drop=True) if study.base else None
    found = []
    for draw in DRAWN.get(topic, ()):
        try:
            found += list(draw(data, base, study))
        except KaldorError:  # not recorded, or not in this economy
            continue
    return [replace(each, chart=each.chart.properties(description=f"{each.title}. {each.caption}")) for each in found]


def _map(data: Arm, base: Arm | None, study: Study) -> Iterator[Drawing]:
    shares = structural_change_map(data)
    at = numpy.unique(numpy.linspace(0, shares.sizes["year"] - 1, min(COLUMNS, shares.sizes["year"])).round().astype(int))
    shown = mean(shares, ("year", "industry")).isel(year=at).transpose("industry", "year") * 100
    caption = "Each industry's share in value added against that of the first year. Industries that shrink stand above those that grow."
    yield _drawing("structural_change", "Structural change", map_chart(shares), caption + _of(study), "% of GDP", shown)
    if base is not None:
        others = structural_change_map(base)
        change = shown - mean(others, ("year", "industry")).reindex_like(shown) * 100
        caption = "Each industry's share in value added against the share that it has in the baseline in the same year. Industries stand as in the map of levels." + _doubt(study)
        title = "Effect on: Structural change"
        yield _drawing("structural_change-effect", title, map_chart(shares, others), caption, "percentage points (pp)", change)


def _jobs(data: Arm, base: Arm | None, study: Study) -> Iterator[Drawing]:
    year = study.last_year
    flows = job_flows(data, year)
    shown, scale = scaled(fewer(mean(flows.sel(year=year), ("origin", "destination"))), str(flows.attrs["units"]))
    caption = (
        f"People who left the industry of a row in {year} and found a job in that of a column; on the diagonal in another firm of the same. "
        "Who was hired and who left is known; who went where is taken pro rata."
    )
    yield _drawing("job_flows", f"Jobs that people changed in {year}", job_flow_chart(flows), caption + _of(study), scale.unit, shown)


def _smile(data: Arm, base: Arm | None, study: Study) -> Iterator[Drawing]:
    year, currency = study.last_year, study.economy.currency
    income = smile_curve(data, year)
    shown, scale = scaled(mean(income, ("function",)), str(income.attrs["units"]), currency)
    if not bool(numpy.isfinite(shown).all()):
        raise KaldorError("this economy has no functions of the value chain")
    ends, middle = float(shown.sel(function=["design", "brand"]).mean()), float(shown.sel(function="production"))
    more = 100 * (ends / middle - 1)
    caption = f"Income for each person in goods industries in {year}: at the two ends {told(abs(more))} % {'more' if more > 0 else 'less'} than in production, on average."
    table, other = shown.expand_dims({"": [study.policy]}), None
    if base is not None:
        other = smile_curve(base, year)
        caption += f" Blue is {study.policy}, grey and dashed the baseline."
        without = (mean(other, ("function",)) * scale.factor).expand_dims({"": [f"{study.base} (baseline)"]})
        table = xarray.concat([table, without], "")
    yield _drawing("smile_curve", f"The smile curve in {year}", smile_chart(income, currency, other), caption, scale.unit, table)


def _productivity(data: Arm, base: Arm | None, study: Study) -> Iterator[Drawing]:
    terms = decomposition(data, study.first_year, study.last_year)
    shown = mean(terms, ("industry", "term")) * 100
    whole = float(shown.sel(term="total").sum())
    caption = (
        f"Real value added for each person grew by {told(whole)} % from {study.first_year} to {study.last_year}: what each industry added to it by getting better itself "
        "(within), by people moving to where productivity was higher (static) and to where it grew (dynamic)."
    )
    yield _drawing("productivity", "Growth of labour productivity", decomposition_chart(terms), caption + _of(study), "percentage points (pp)", shown)


def _accounts(data: Arm, base: Arm | None, study: Study) -> Iterator[Drawing]:
    year, currency = study.last_year, study.economy.currency
    matrix, title = transactions(data, year), f"Who paid whom in {year}"
    shown, scale = scaled(more(matrix, None), str(matrix.attrs["units"]), currency)
    caption = f"What sectors received and what they paid in {year}. Every row sums to zero, and so does every column: the last rows tell where savings go."
    yield _drawing("transactions", title, transaction_chart(matrix, currency), caption + _of(study), scale.unit, shown)
    if base is not None:
        other = transactions(base, year)
        change, scale = scaled(more(matrix, other), str(matrix.attrs["units"]), currency)
        place = change.argmax(("flow", "account"))
        assert isinstance(place, dict)  # as xarray answers for several dimensions
        largest = change.isel(place)
        caption = (
            f"The same flows less those of the baseline, each at its own prices. Blue is the opposite of orange. Largest gain: {largest.account.item()}, "
            f"{largest.flow.item()} ({with_unit(told(float(largest), sign=True), scale.unit)}).{_doubt(study)}"
        )
        yield _drawing("transactions-effect", f"Effect on: {title}", transaction_chart(matrix, currency, other), caption, scale.unit, change)


def _doubt(study: Study) -> str:
    return f" A dot marks cells whose 95 % interval, paired over {study.replications} replications, holds zero." if study.replications > 1 else ""


def _of(study: Study) -> str:
    return f" Shown is {study.policy}." if study.base else ""


def _drawing(name: str, title: str, chart: Chart, caption: str, unit: str, shown: xarray.DataArray) -> Drawing:
    """With a table of rows and columns as they are shown."""
    rows, heads = ([str(label) for label in shown[dim].values] for dim in shown.dims)
    places = decimals(float(abs(shown).max()))
    columns = {head: [told(float(value), places) for value in shown.values[:, k]] for k, head in enumerate(heads)}
    return Drawing(name, title, chart, caption, unit, pandas.DataFrame({"": rows, **columns}))


DRAWN: dict[str, tuple[Draw, ...]] = {"Structure": (_map, _jobs, _smile, _productivity), "Accounts": (_accounts,)}
"""By the topic to which they belong."""
