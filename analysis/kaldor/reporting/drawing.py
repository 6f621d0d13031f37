"""One chart with what a reader needs beside it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas

from kaldor.reporting.style import Chart


@dataclass(frozen=True)
class Drawing:
    name: str
    """Names files and anchors."""
    title: str
    chart: Chart
    caption: str
    unit: str
    table: pandas.DataFrame
    """The numbers in words, for those who do not see the chart."""
