"""Charts of what `kaldor.structure` gives. Each shows the mean over replications of one arm, or of its differences from another one."""

from __future__ import annotations

from typing import Any

import altair
import numpy
import pandas
import xarray

from kaldor.compare.intervals import RESAMPLES, mean_interval
from kaldor.errors import InputError
from kaldor.reporting.numbers import Scale, amount_scale, told
from kaldor.reporting.style import BASELINE, INK, NUMBER, POLICY, Chart, styled
from kaldor.structure.jobs import NOT_EMPLOYED

CELL, NARROW = 22, 15  # pixels of a row, and where there are many
MANY = 24
MOST = 12  # industries that a phone can show side by side
OTHERS = "all others"
SEEN = 5e-4  # of the largest flow of the accounts: what is smaller has no colour
LABELS = 205  # pixels for the names of rows: as long as any flow's, and a phone still has 20 for each account
HEIGHT = 260
DOT = 7  # square pixels: seen in a cell of a phone, and the cell around it as well
LEVEL = 0.95
DOUBT = "dot: the 95 % interval holds zero"
TERMS = [POLICY, "#E69F00", "#009E73", "#CC79A7"]  # Okabe and Ito (2008)


def map_chart(shares: xarray.DataArray, base: xarray.DataArray | None = None) -> Chart:
    """Of `structural_change_map`: a row for each industry, a column for each year; orange has gained, blue has lost.

    Against the first year, or against another arm; then a dot marks what may be chance.
    """
    values = mean(shares, ("year", "industry")).transpose("industry", "year") * 100
    frame = _long(values, ("industry", "year")).rename(columns={"value": "share"})
    other = values.isel(year=0) if base is None else mean(base, ("year", "industry")).reindex_like(values) * 100
    frame["value"] = _rounded((values - other).transpose("industry", "year"))
    frame["doubtful"] = False if base is None else doubtful(shares - base.reindex_like(shares), ("industry", "year")).ravel()
    what = ["industry:N", "year:O", altair.Tooltip("share:Q", format=NUMBER), altair.Tooltip("value:Q", title="change", format="+.3~r")]
    marks = altair.Chart(_signed(frame)).mark_rect(aria=False).encode(
        x=altair.X("year:O", title=None, axis=altair.Axis(labelAngle=0, labelOverlap="greedy")), y=_rows("industry"), color=_both_signs(frame), tooltip=what
    )  # fmt: skip
    first, about = int(values.year[0]), str(shares.attrs.get("long_name", "share"))
    most = told(float(frame["value"].abs().max()))
    dots, legend = _dots(marks, frame)
    title, against = ("Structural change", str(first)) if base is None else ("Effect on: Structural change", "the baseline")
    words = ("has gained", "has lost") if base is None else ("is more", "is less")
    return styled(altair.layer(marks, *dots), title, [f"{about} against {against}:", f"orange {words[0]}, blue {words[1]}, at most {most} pp", *legend],
                  _cell(values.sizes["industry"]) * values.sizes["industry"], f"Heat map: {about} against {against}, by industry and year.")  # fmt: skip


def job_flow_chart(flows: xarray.DataArray, year: int | None = None) -> Chart:
    """Of `job_flows`, one year (the last): rows are where people leave, columns where they go."""
    year = int(flows.year.values[-1]) if year is None else year
    values, scale = scaled(fewer(mean(flows.sel(year=year), ("origin", "destination"))), str(flows.attrs["units"]))
    frame = _long(values, ("from", "to")).dropna()
    title = altair.Legend(title=None, orient="top", gradientLength=180)
    colour = altair.Color("value:Q", scale=altair.Scale(scheme="blues", type="sqrt", domainMin=0), legend=title)
    marks = altair.Chart(frame).mark_rect(aria=False).encode(
        x=_columns("to", "bottom"), y=_rows("from"), color=colour, tooltip=["from:N", "to:N", altair.Tooltip("value:Q", format=NUMBER)]
    )  # fmt: skip
    return styled(altair.layer(marks), f"Jobs that people changed in {year}", [f"{scale.unit},", "from the industry of a row to that of a column"],
                  CELL * values.sizes["origin"], f"Heat map: people who went from a job in one industry to one in another in {year}.")  # fmt: skip


def transaction_chart(matrix: xarray.DataArray, currency: str = "currency", base: xarray.DataArray | None = None) -> Chart:
    """Of `transactions`: a row for each flow, a column for each account; orange receives, blue pays.

    With another arm, how much more; then a dot marks what may be chance.
    """
    values, scale = scaled(more(matrix, base), str(matrix.attrs["units"]), currency)
    frame = _long(values, ("flow", "account"))
    change = None if base is None else (matrix - base.reindex_like(matrix)).sel(flow=values.flow, account=values.account)
    frame["doubtful"] = False if change is None else doubtful(change, ("flow", "account")).ravel()
    marks = altair.Chart(_signed(frame)).mark_rect(aria=False).encode(
        x=_columns("account", "top"), y=_rows("flow"), color=_both_signs(frame), tooltip=["flow:N", "account:N", altair.Tooltip("value:Q", format=NUMBER)]
    )  # fmt: skip
    dots, legend = _dots(marks, frame)
    year = int(matrix.year)
    title, words = f"Who paid whom in {year}", "orange receives, blue pays, stronger is more"
    if base is not None:
        title = f"Effect on: {title}"
        words = f"orange: gets more or pays less, at most {told(float(abs(values).max()))}"
    return styled(altair.layer(marks, *dots), title, [f"{scale.unit}:", words, *legend],
                  CELL * values.sizes["flow"], f"Heat map: flows between the accounts in {year}{'' if base is None else ' against the baseline'}.")  # fmt: skip


def smile_chart(income: xarray.DataArray, currency: str = "currency", base: xarray.DataArray | None = None) -> Chart:
    """Of `smile_curve`: income along the chain, with the parabola through it; that of another arm is grey and dashed."""
    unit = "million currency/person/quarter"
    values, scale = scaled(mean(income, ("function",)), unit, currency)
    position = income.position.values.astype(float)
    names = [str(name) for name in values.function.values]
    label = " : ".join(f"datum.value == {place:g} ? '{name}'" for name, place in zip(names, position, strict=True))
    axis = altair.Axis(values=list(position), labelExpr=f"{label} : ''", grid=False)
    x = altair.X("position:Q", title=None, scale=altair.Scale(domain=[-1.2, 1.2], nice=False), axis=axis)
    y = altair.Y("value:Q", title=None, axis=altair.Axis(format=NUMBER, tickCount=5), scale=altair.Scale(zero=True))
    what = ["function:N", altair.Tooltip("value:Q", format=NUMBER)]
    lines: list[altair.Chart] = []
    dots: list[altair.Chart] = []
    for arm, colour, dash in ((values, POLICY, [1, 0]), *(() if base is None else ((mean(base, ("function",)) * scale.factor, BASELINE, [5, 3]),))):
        curve, at = numpy.polynomial.Polynomial.fit(position, arm.values, 2), numpy.linspace(position[0], position[-1], 41)
        line = altair.Chart(pandas.DataFrame({"position": at, "value": curve(at)}))
        points = altair.Chart(pandas.DataFrame({"function": names, "position": position, "value": _rounded(arm)}))
        lines.append(line.mark_line(color=colour, strokeWidth=2.2, strokeDash=dash, aria=False).encode(x=x, y=y))
        dots.insert(0, points.mark_circle(size=110, opacity=1, color=colour, aria=False).encode(x=x, y=y, tooltip=what))
    year = int(income.year)
    return styled(altair.layer(*lines, *dots), f"The smile curve in {year}", [f"income, {scale.unit}"],
                  HEIGHT, f"Income for each person in design, production and brand in {year}.")  # fmt: skip


def decomposition_chart(found: xarray.DataArray) -> Chart:
    """Of `decomposition`: stacked terms of each industry in percentage points, and a mark at their sum."""
    if "industry" not in found.dims:
        found = found.expand_dims({"industry": ["all markets"]})
    values = mean(found, ("industry", "term")) * 100
    values = values.isel(industry=numpy.argsort(-values.sel(term="total").fillna(0).values, kind="stable"))
    frame = _long(values, ("industry", "term")).dropna()
    terms = [str(term) for term in values.term.values if term != "total"]
    palette = altair.Scale(domain=terms, range=TERMS[: len(terms)])
    colour = altair.Color("term:N", scale=palette, legend=altair.Legend())
    x = altair.X("value:Q", title=None, axis=altair.Axis(format=NUMBER, tickCount=5))
    what = ["industry:N", "term:N", altair.Tooltip("value:Q", format=NUMBER)]
    bars = altair.Chart(frame[frame["term"] != "total"]).mark_bar(aria=False).encode(x=x, y=_rows("industry"), color=colour, tooltip=what)
    sums = altair.Chart(frame[frame["term"] == "total"]).mark_tick(color=INK, thickness=3, aria=False)
    title, _, years = str(found.attrs["long_name"]).rpartition(", ")
    return styled(altair.layer(bars, sums.encode(x="value:Q", y=_rows("industry"), tooltip=what)), title[:1].upper() + title.partition(" over ")[0][1:],
                  [f"{years}, percentage points; black: the sum"], _cell(values.sizes["industry"]) * values.sizes["industry"], f"{title}, {years}.")  # fmt: skip


def fewer(flows: xarray.DataArray) -> xarray.DataArray:
    """Of job flows: the industries that most people leave or enter, the rest together, and `not employed`."""
    industries = [str(name) for name in flows.origin.values if name != NOT_EMPLOYED]
    turnover = flows.sum("destination") + flows.sum("origin").rename(destination="origin")
    largest = sorted(industries, key=lambda name: -float(turnover.sel(origin=name)))
    kept = set(largest if len(industries) <= MOST else largest[: MOST - 1])
    group = [name if name in kept or name == NOT_EMPLOYED else OTHERS for name in map(str, flows.origin.values)]
    order = [name for name in [*(name for name in industries if name in kept), OTHERS, NOT_EMPLOYED] if name in group]
    table = pandas.DataFrame(flows.transpose("origin", "destination").values, group, group)
    table = table.groupby(level=0).sum(min_count=1).T.groupby(level=0).sum(min_count=1).T.loc[order, order]
    return xarray.DataArray(table.values, {"origin": order, "destination": order}, ("origin", "destination"))


def moving(matrix: xarray.DataArray) -> xarray.DataArray:
    """Flows and accounts between which something moved, of a size that can be seen."""
    size = abs(matrix)
    limit = SEEN * float(size.max())
    return matrix.isel(flow=(size.max("account") > limit).values, account=(size.max("flow") > limit).values)


def more(matrix: xarray.DataArray, base: xarray.DataArray | None) -> xarray.DataArray:
    """What moves in the matrix, or of the same flows and accounts how much more than in another arm."""
    values = moving(mean(matrix, ("flow", "account")))
    return values if base is None else values - mean(base, ("flow", "account")).reindex_like(values)


def scaled(values: xarray.DataArray, unit: str, currency: str = "currency") -> tuple[xarray.DataArray, Scale]:
    """In thousands, millions or more, as words say."""
    scale = amount_scale(unit, float(abs(values).max()), currency)
    return values * scale.factor, scale


def mean(values: xarray.DataArray, dims: tuple[str, ...]) -> xarray.DataArray:
    """Over replications, of one arm. Raises InputError for several."""
    if values.sizes.get("arm", 1) > 1:
        raise InputError(f"a chart shows one arm: choose one of {', '.join(map(str, values.arm.values))} with .sel(arm=...)")
    others = [dim for dim in values.dims if dim not in dims]
    return values.mean(others, skipna=False).transpose(*dims)


def doubtful(change: xarray.DataArray, dims: tuple[str, ...]) -> numpy.ndarray:
    """Where Student's interval of the mean over replications holds zero, of the shape of `dims`.

    Nowhere for a single replication, which has no interval, and not where all replications are the same.
    """
    if "replication" not in change.dims:
        return numpy.zeros([change.sizes[dim] for dim in dims], bool)
    values = change.transpose("replication", *dims).values
    low, high = mean_interval(values.reshape(len(values), -1), LEVEL, "student", RESAMPLES, 0)
    return numpy.asarray((low <= 0) & (high >= 0) & (low < high)).reshape(values.shape[1:])


def _dots(cells: altair.Chart, frame: pandas.DataFrame) -> tuple[list[altair.Chart], list[str]]:
    """A layer of dots over the cells in doubt and the line that says what they are, if there are any."""
    if not frame["doubtful"].any():
        return [], []
    dots = altair.Chart(cells.data).transform_filter("datum.doubtful").mark_circle(size=DOT, color=INK, opacity=0.7, aria=False)
    return [dots.encode(x=cells.encoding.x, y=cells.encoding.y, tooltip=cells.encoding.tooltip)], [DOUBT]


def _cell(rows: int) -> int:
    return CELL if rows <= MANY else NARROW


def _long(values: xarray.DataArray, heads: tuple[str, str]) -> pandas.DataFrame:
    labels = [[label.item() if isinstance(label, numpy.generic) else str(label) for label in values[dim].values] for dim in values.dims]
    index = pandas.MultiIndex.from_product(labels, names=heads)
    return pandas.DataFrame({"value": _rounded(values)}, index).reset_index()


def _rounded(values: xarray.DataArray) -> list[float]:
    """Six digits are more than a chart shows."""
    return [float(f"{value:.6g}") for value in values.values.ravel()]


def _signed(frame: pandas.DataFrame) -> pandas.DataFrame:
    """With a column for the colour, in which small numbers are seen beside large ones."""
    return frame.assign(shown=numpy.sign(frame["value"]) * numpy.sqrt(frame["value"].abs())).dropna(subset="shown")


def _both_signs(frame: pandas.DataFrame) -> altair.Color:
    most = float(numpy.sqrt(frame["value"].abs().max())) or 1.0
    return altair.Color("shown:Q", scale=altair.Scale(scheme="blueorange", domain=[-most, most], domainMid=0), legend=None)


def _rows(column: str) -> altair.Y:
    return altair.Y(f"{column}:N", title=None, sort=None, axis=_plain(labelLimit=LABELS))


def _columns(column: str, side: str) -> altair.X:
    return altair.X(f"{column}:N", title=None, sort=None, axis=_plain(labelLimit=LABELS, orient=side, labelAngle=-90, labelPadding=6))


def _plain(**settings: Any) -> altair.Axis:
    return altair.Axis(labelOverlap=False, ticks=False, domain=False, **settings)
