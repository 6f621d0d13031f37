"""What the page shows of structural change beside its indicators: a map, flows of jobs, the smile curve, the accounts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy
import pandas
import xarray

from kaldor.errors import KaldorError
from kaldor.reporting.drawing import Drawing
from kaldor.reporting.numbers import decimals, told
from kaldor.reporting.structure_charts import fewer, job_flow_chart, map_chart, mean, moving, scaled, smile_chart, transaction_chart
from kaldor.reporting.style import Chart
from kaldor.structure import job_flows, smile_curve, structural_change_map, transactions
from kaldor.structure.jobs import SOURCES as OF_JOBS
from kaldor.structure.smile import POSITIONS

if TYPE_CHECKING:
    from kaldor.reporting.study import Study

SOURCES = ("value_added_share", *OF_JOBS, *(f"income_{name}" for name in POSITIONS), "transactions")
"""Indicators that these charts are made of."""
COLUMNS = 6  # years that a table shows

Draw = Callable[[xarray.Dataset, int, str], Drawing]


def structure_drawings(topic: str, study: Study) -> list[Drawing]:
    """Charts that belong to a topic, of the last year and of what the page is about; those for which the result has the data."""
    data = study.sources.sel(arm=study.policy, drop=True)
    found = []
    for draw in DRAWN.get(topic, ()):
        try:
            drawing = draw(data, study.last_year, study.economy.currency)
        except KaldorError:  # not recorded, or not in this economy
            continue
        caption = drawing.caption + (f" Shown is {study.policy}." if study.base else "")
        chart = drawing.chart.properties(description=f"{drawing.title}. {caption}")
        found.append(replace(drawing, caption=caption, chart=chart))
    return found


def _map(data: xarray.Dataset, year: int, currency: str) -> Drawing:
    shares = structural_change_map(data)
    at = numpy.unique(numpy.linspace(0, shares.sizes["year"] - 1, min(COLUMNS, shares.sizes["year"])).round().astype(int))
    shown = mean(shares, ("year", "industry")).isel(year=at).transpose("industry", "year") * 100
    caption = "Each industry's share in value added against that of the first year. Industries that shrink stand above those that grow."
    return _drawing("structural_change", "Structural change", map_chart(shares), caption, "% of GDP", shown)


def _jobs(data: xarray.Dataset, year: int, currency: str) -> Drawing:
    flows = job_flows(data, year)
    shown, scale = scaled(fewer(mean(flows.sel(year=year), ("origin", "destination"))), str(flows.attrs["units"]))
    caption = (
        f"People who left the industry of a row in {year} and found a job in that of a column; on the diagonal in another firm of the same. "
        "Who was hired and who left is known; who went where is taken pro rata."
    )
    return _drawing("job_flows", f"Jobs that people changed in {year}", job_flow_chart(flows), caption, scale.unit, shown)


def _smile(data: xarray.Dataset, year: int, currency: str) -> Drawing:
    income = smile_curve(data, year)
    shown, scale = scaled(mean(income, ("function",)), str(income.attrs["units"]), currency)
    if not bool(numpy.isfinite(shown).all()):
        raise KaldorError("this economy has no functions of the value chain")
    ends, middle = float(shown.sel(function=["design", "brand"]).mean()), float(shown.sel(function="production"))
    more = 100 * (ends / middle - 1)
    caption = f"Income for each person in goods industries in {year}: at the two ends {told(abs(more))} % {'more' if more > 0 else 'less'} than in production, on average."
    table = shown.expand_dims({"": ["Income"]})
    return _drawing("smile_curve", f"The smile curve in {year}", smile_chart(income, currency), caption, scale.unit, table)


def _accounts(data: xarray.Dataset, year: int, currency: str) -> Drawing:
    matrix = transactions(data, year)
    shown, scale = scaled(moving(mean(matrix, ("flow", "account"))), str(matrix.attrs["units"]), currency)
    caption = f"What sectors received and what they paid in {year}. Every row sums to zero, and so does every column: the last rows tell where savings go."
    return _drawing("transactions", f"Who paid whom in {year}", transaction_chart(matrix, currency), caption, scale.unit, shown)


def _drawing(name: str, title: str, chart: Chart, caption: str, unit: str, shown: xarray.DataArray) -> Drawing:
    """With a table of rows and columns as they are shown."""
    rows, heads = ([str(label) for label in shown[dim].values] for dim in shown.dims)
    places = decimals(float(abs(shown).max()))
    columns = {head: [told(float(value), places) for value in shown.values[:, k]] for k, head in enumerate(heads)}
    return Drawing(name, title, chart, caption, unit, pandas.DataFrame({"": rows, **columns}))


DRAWN: dict[str, tuple[Draw, ...]] = {"Structure": (_map, _jobs, _smile), "Accounts": (_accounts,)}
"""By the topic to which they belong."""
