"""Colours and type of the charts."""

from __future__ import annotations

import textwrap

import altair

# Okabe and Ito (2008): told apart by readers with any colour vision; the baseline is dashed as well.
POLICY = "#0072B2"
EFFECT = "#D55E00"
BASELINE = "#5A5A5A"
INK = "#222222"
FONT = "Helvetica, Arial, sans-serif"

PATH_HEIGHT = 210
TITLE = 34  # letters of a line, which a phone can show
ROW_HEIGHT = 36
NUMBER = ",.5~r"

Chart = altair.LayerChart | altair.FacetChart


def styled(chart: Chart, title: str, below: list[str], height: int, description: str) -> Chart:
    """As wide as its place; the title says what, the lines below it in which unit."""
    heading = altair.TitleParams(textwrap.wrap(title, TITLE), subtitle=below)
    found: Chart = (
        chart.properties(title=heading, width="container", height=height, description=description)
        .configure(font=FONT, autosize=altair.AutoSizeParams(type="fit-x", contains="padding"), padding=4)
        .configure_view(stroke=None)
        .configure_title(
            anchor="start", frame="bounds", color=INK, fontSize=15, subtitleColor=BASELINE, subtitleFontSize=12, offset=8
        )
        .configure_axis(
            labelColor=INK, labelFontSize=12, gridColor="#E8E8E8", domainColor=BASELINE, tickColor=BASELINE, titleColor=INK,
            titleFontSize=12, titleFontWeight="normal",
        )
        .configure_legend(
            orient="top", title=None, labelFontSize=12, labelColor=INK, labelLimit=220, symbolStrokeWidth=3, offset=8,
        )
    )  # fmt: skip
    return found
