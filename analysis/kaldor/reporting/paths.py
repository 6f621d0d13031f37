"""Charts over time: levels of one or two arms, and their difference, each with a band."""

from __future__ import annotations

from typing import Any

import altair
import numpy
import pandas
import xarray

from kaldor.compare import difference
from kaldor.reporting.dashboard import Panel
from kaldor.reporting.drawing import Drawing
from kaldor.reporting.measured import Measured
from kaldor.reporting.numbers import Scale, decimals, level_scale, told, with_unit
from kaldor.reporting.study import Study
from kaldor.reporting.style import BASELINE, EFFECT, NUMBER, PATH_HEIGHT, POLICY, styled

BAND = (0.05, 0.95)
COLOURS = [POLICY, BASELINE]
DIGITS = 6
LETTERS_OF_A_PHONE = 42  # that stand in one line of a legend
X = altair.X(
    "time:Q", title=None, scale=altair.Scale(nice=False, zero=False), axis=altair.Axis(format="d", grid=False, tickCount=5)
)


def level_path(study: Study, panel: Panel, starts: float | None) -> Drawing:
    """Mean over replications with the band in which nine of ten of them lie."""
    values = study.data[panel.indicator]
    scale = level_scale(panel.kind, values, study.economy.currency, panel.words)
    names = [study.policy, *([f"{study.base} (baseline)"] if study.base else [])]
    arms = [_levels(values.sel(arm=arm, drop=True), name, scale) for arm, name in zip(study.arms, names, strict=True)]
    frame = pandas.concat(arms, ignore_index=True)
    legend = altair.Legend(columns=2 if len("".join(names)) < LETTERS_OF_A_PHONE else 1) if study.base else None
    bands = [_band(colour).transform_filter(altair.datum.arm == name) for name, colour in zip(names, COLOURS, strict=False)]
    colour = altair.Stroke("arm:N", scale=altair.Scale(domain=names, range=COLOURS), legend=legend)
    dash = altair.StrokeDash("arm:N", scale=altair.Scale(domain=names, range=[[1, 0], [5, 3]]), legend=legend)
    layers = [*bands, _line().encode(stroke=colour, strokeDash=dash), _pointer(), *_start(frame, starts)]
    caption = level_caption(study, panel, scale)
    chart = styled(altair.layer(*layers, data=frame), panel.title, [scale.unit], PATH_HEIGHT, f"{panel.title}. {caption}")
    return Drawing(panel.indicator, panel.title, chart, caption, scale.unit, _table(frame))


def effect_path(study: Study, effect: Measured, starts: float | None) -> Drawing:
    """Mean paired difference from the baseline with its 95 % interval in each quarter."""
    assert study.base
    panel, scale = effect.panel, effect.scale
    found = difference(study.data, study.policy, study.base, panel.indicator, relative=panel.relative)
    path = found.path(confidence="student")
    columns = {name: _rounded(path[name].values * scale.factor) for name in ("mean", "low", "high")}
    frame = _with_quarters(pandas.DataFrame({"time": study.data.time.values, "arm": "Effect", **columns}))
    zero = altair.Chart(pandas.DataFrame({"zero": [0]})).mark_rule(color=BASELINE, aria=False).encode(y="zero:Q")
    line = _line().encode(stroke=altair.value(EFFECT))
    layers = [zero, _band(EFFECT), line, _pointer(), *_start(frame, starts)]
    title = f"Effect on: {panel.title}"
    caption = _effect_caption(study, effect, frame)
    chart = styled(altair.layer(*layers, data=frame), title, [scale.unit, contrast(study)], PATH_HEIGHT, f"{title}. {caption}")
    return Drawing(f"{panel.indicator}-effect", title, chart, caption, scale.unit, _table(frame))


def _effect_caption(study: Study, effect: Measured, frame: pandas.DataFrame) -> str:
    mean, interval = effect.words()
    sure = f" (95 % interval {interval})" if interval else ""
    known = frame.dropna(subset="mean")
    most = known.loc[known["mean"].abs().idxmax()]
    largest = with_unit(told(most["mean"], sign=True), effect.scale.short)
    return f"In {study.last_year}: {mean}{sure}. Largest: {largest} in {most['quarter']}."


def level_caption(study: Study, panel: Panel, scale: Scale) -> str:
    values = study.data[panel.indicator]
    first, last = (study.year(panel.indicator, year).mean("replication").values * scale.factor for year in (study.first_year, study.last_year))
    places = decimals(first[0], *last)
    start = with_unit(told(first[0], places), scale.short if panel.kind == "percent" else "")
    begin = f"From {start} in {study.first_year} to " if numpy.isfinite(first[0]) else ""
    end = f"{with_unit(told(last[0], places), scale.short)} in {study.last_year}"
    base = f" (baseline: {told(last[1], places)})" if study.base else ""
    return f"{definition(values)} {begin}{end}{base}."


def contrast(study: Study) -> str:
    return f"{study.policy} minus {study.base}"


def definition(values: xarray.DataArray) -> str:
    """What the result file says of it, as a sentence."""
    meaning = str(values.attrs.get("long_name", values.name))
    return meaning[:1].upper() + meaning[1:] + "."


def _band(colour: str) -> altair.Chart:
    chart: altair.Chart = altair.Chart().mark_area(opacity=0.2, color=colour, aria=False).encode(x=X, y=_y("low"), y2="high:Q")
    return chart


def _line() -> altair.Chart:
    chart: altair.Chart = altair.Chart().mark_line(strokeWidth=2.2, aria=False).encode(x=X, y=_y("mean"))
    return chart


def _pointer() -> altair.Chart:
    """What is told where a pointer or a finger is."""
    what = [altair.Tooltip(f"{name}:Q", format=NUMBER) for name in ("mean", "low", "high")]
    point = altair.Chart().mark_point(size=90, opacity=0, aria=False)
    chart: altair.Chart = point.encode(x=X, y=_y("mean"), tooltip=["arm:N", "quarter:N", *what])
    return chart


def _start(frame: pandas.DataFrame, starts: float | None) -> list[altair.Chart]:
    """A line where the policy begins, unless it is there all the time."""
    if starts is None or not frame["time"].min() < starts < frame["time"].max():
        return []
    at = altair.Chart(pandas.DataFrame({"time": [starts]}))
    return [at.mark_rule(strokeDash=[2, 3], color=BASELINE, aria=False).encode(x=X)]


def _y(column: str) -> altair.Y:
    return altair.Y(f"{column}:Q", title=None, axis=altair.Axis(format=NUMBER, tickCount=5), scale=altair.Scale(zero=False))


def _levels(values: xarray.DataArray, arm: str, scale: Scale) -> pandas.DataFrame:
    by_replication = values.transpose("replication", "period").values * scale.factor
    low, high = numpy.quantile(by_replication, BAND, axis=0)
    columns = {"mean": by_replication.mean(0), "low": low, "high": high}
    rounded = {name: _rounded(column) for name, column in columns.items()}
    return _with_quarters(pandas.DataFrame({"time": values.time.values, "arm": arm, **rounded}))


def _with_quarters(frame: pandas.DataFrame) -> pandas.DataFrame:
    return frame.assign(quarter=[quarter_name(time) for time in frame["time"]])


def _table(frame: pandas.DataFrame) -> pandas.DataFrame:
    """The last quarter of each year, with a column for each arm."""
    ending = frame[frame["time"] % 1 == frame["time"].max() % 1]
    places = decimals(float(ending["mean"].abs().max()))
    columns = {str(arm): [_with_band(row, places) for row in rows.itertuples()] for arm, rows in ending.groupby("arm", sort=False)}
    return pandas.DataFrame({"Quarter": ending["quarter"].drop_duplicates().tolist(), **columns})


def _with_band(row: Any, places: int) -> str:
    band = f" ({told(row.low, places)} to {told(row.high, places)})" if pandas.notna(row.low) else ""
    return told(row.mean, places) + band


def quarter_name(time: float) -> str:
    return f"{int(time)} Q{1 + int(time % 1 * 4)}"


def _rounded(values: numpy.ndarray) -> list[float | None]:
    """Six digits are more than a chart shows; a number that is missing is a gap."""
    return [float(f"{value:.{DIGITS}g}") if numpy.isfinite(value) else None for value in values]
