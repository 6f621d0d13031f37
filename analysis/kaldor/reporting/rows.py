"""Charts with a row for each industry, sector, function or region: from the first year to the last, and effects."""

from __future__ import annotations

from typing import Any

import altair
import numpy
import pandas
import xarray

from kaldor.reporting.dashboard import Panel
from kaldor.reporting.drawing import Drawing
from kaldor.reporting.measured import Measured
from kaldor.reporting.numbers import decimals, effect_scale, level_scale, told, with_unit
from kaldor.reporting.paths import contrast, definition
from kaldor.reporting.study import Study
from kaldor.reporting.style import BASELINE, EFFECT, INK, NUMBER, POLICY, ROW_HEIGHT, Chart, styled

EACH_END = 6
PADDING = 14  # pixels between the outermost mark and the edge
BELOW = 8  # the name
Y = altair.Y("name:N", title=None, axis=None, sort=None)


def change_rows(study: Study, panel: Panel) -> Drawing:
    """First and last year of each row, sorted by the change between them."""
    values = study.data[panel.indicator]
    first, last = (study.year(panel.indicator, year).sel(arm=study.policy).mean("replication") for year in (study.first_year, study.last_year))
    scale = level_scale(panel.kind, values, study.economy.currency, panel.words)
    columns = {"name": _names(values), "first": first.values * scale.factor, "last": last.values * scale.factor}
    frame = ends(pandas.DataFrame(columns), last.values - first.values)
    years = [str(study.first_year), str(study.last_year)]
    marks = frame.melt("name", ["first", "last"], "year").replace({"year": {"first": years[0], "last": years[1]}})
    x = altair.X("value:Q", title=None, axis=altair.Axis(format=NUMBER, tickCount=5), scale=altair.Scale(zero=False, padding=PADDING))
    fill = altair.Color("year:N", scale=altair.Scale(domain=years, range=["#A6A6A6", POLICY]), legend=altair.Legend())
    what = ["name:N", "year:N", altair.Tooltip("value:Q", format=NUMBER)]
    span = altair.Chart(frame).mark_rule(strokeWidth=3, color="#C9C9C9", aria=False, yOffset=BELOW)
    layers = [
        span.encode(y=Y, x=altair.X("first:Q", title=None), x2="last:Q"),
        altair.Chart(marks).mark_circle(size=110, opacity=1, aria=False, yOffset=BELOW).encode(y=Y, x=x, color=fill, tooltip=what),
        *_row_names(frame),
    ]
    left_out = chosen(len(frame), values.sizes[values.dims[-1]])
    caption = f"{definition(values)}{left_out} {_largest_change(frame, panel)}"
    chart = styled(altair.layer(*layers), panel.title, [scale.unit], ROW_HEIGHT * len(frame), f"{panel.title}. {caption}")
    table = _table(frame, ["first", "last"], years)
    return Drawing(panel.indicator, panel.title, chart, caption, scale.unit, table)


def effect_rows(study: Study, effect: Measured) -> Drawing:
    """Mean paired differences of the last year with their 95 % intervals, sorted."""
    panel, scale, values = effect.panel, effect.scale, study.data[effect.panel.indicator]
    columns = {name: effect.rows[name].to_numpy() * scale.factor for name in ("mean", "low", "high")}
    frame = ends(pandas.DataFrame({"name": _names(values), **columns}), columns["mean"])
    title = f"Effect on: {panel.title}"
    sure = " with 95 % interval" if study.replications > 1 else ""
    left_out = chosen(len(frame), values.sizes[values.dims[-1]])
    caption = f"Mean of {study.last_year}{sure}.{left_out}"
    chart = interval_rows(study, frame, title, scale.unit, caption)
    return Drawing(f"{panel.indicator}-effect", title, chart, caption, scale.unit, _table(frame, list(columns), ["Mean", "Low", "High"]))


def interval_rows(study: Study, frame: pandas.DataFrame, title: str, unit: str, caption: str) -> Chart:
    """A dot with its interval for each row of `name`, `mean`, `low` and `high`."""
    axis = altair.Axis(format=NUMBER, tickCount=5)
    what = ["name:N", *(altair.Tooltip(f"{name}:Q", format=NUMBER) for name in ("mean", "low", "high"))]
    base = altair.Chart(frame)
    layers = [
        altair.Chart(pandas.DataFrame({"zero": [0]})).mark_rule(color=BASELINE, aria=False).encode(x="zero:Q"),
        base.mark_rule(strokeWidth=2, color=EFFECT, aria=False, yOffset=BELOW).encode(
            y=Y, x=altair.X("low:Q", title=None, axis=axis, scale=altair.Scale(padding=PADDING)), x2="high:Q"
        ),
        base.mark_circle(size=90, opacity=1, color=EFFECT, aria=False, yOffset=BELOW).encode(y=Y, x="mean:Q", tooltip=what),
        *_row_names(frame),
    ]
    return styled(altair.layer(*layers), title, [unit, contrast(study)], ROW_HEIGHT * len(frame), f"{title}. {caption}")


def _names(values: xarray.DataArray) -> list[str]:
    dim = str(values.dims[-1])
    names = [str(name) for name in values.coords.get(f"{dim}_name", values[dim]).values]
    return [name[:1].upper() + name[1:] for name in names]


def ends(frame: pandas.DataFrame, order: numpy.ndarray) -> pandas.DataFrame:
    """A short list as it is; of a long one both ends, sorted. Rows without a number are left out."""
    frame = frame.assign(order=order).dropna(subset="order")
    if len(frame) > 2 * EACH_END:
        frame = frame.sort_values("order", ascending=False)
        frame = pandas.concat([frame.head(EACH_END), frame.tail(EACH_END)])
    return frame.drop(columns="order").reset_index(drop=True)


def _row_names(frame: pandas.DataFrame) -> list[altair.Chart]:
    """Above the marks, where a long name has the whole width, of a phone too; white around it hides lines behind."""
    place = altair.Chart(frame).encode(y=Y, x=altair.value(0), text="name:N")
    marks: dict[str, Any] = {"align": "left", "baseline": "bottom", "dy": -1, "fontSize": 12, "limit": 310, "aria": False}
    return [place.mark_text(stroke="white", strokeWidth=4, **marks), place.mark_text(color=INK, **marks)]


def chosen(shown: int, whole: int) -> str:
    return "" if shown == whole else f" Shown of {whole}: the {EACH_END} highest and the {EACH_END} lowest by change."


def _largest_change(frame: pandas.DataFrame, panel: Panel) -> str:
    change = frame["last"] - frame["first"]
    top, bottom = frame.loc[change.idxmax()], frame.loc[change.idxmin()]
    unit = effect_scale(panel.kind, False).short
    changes = [float(row["last"] - row["first"]) for row in (top, bottom)]
    up, down = (with_unit(told(change, decimals(*changes), True), unit) for change in changes)
    return f"Rose most: {top['name']} ({up}). {'Fell most' if changes[1] < 0 else 'Rose least'}: {bottom['name']} ({down})."


def _table(frame: pandas.DataFrame, columns: list[str], heads: list[str]) -> pandas.DataFrame:
    places = decimals(*(float(frame[name].abs().max()) for name in columns))
    numbers = {head: [told(value, places) for value in frame[name]] for name, head in zip(columns, heads, strict=True)}
    return pandas.DataFrame({"": frame["name"], **numbers})
