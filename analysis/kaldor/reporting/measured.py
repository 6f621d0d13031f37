"""Effects in the last year, each measured once."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

import pandas

from kaldor.compare import difference
from kaldor.reporting.dashboard import Panel
from kaldor.reporting.numbers import Scale, effect_scale, interval_decimals, told, with_unit
from kaldor.reporting.study import Study


@dataclass(frozen=True)
class Measured:
    panel: Panel
    rows: pandas.DataFrame
    """As `Difference.summary` gives them, with Student's intervals, which hold for few replications as well."""
    scale: Scale

    @property
    def national(self) -> bool:
        return bool(self.rows.index.name == "indicator")

    def numbers(self, row: int = 0) -> tuple[float, float, float]:
        """Mean, low and high as they are told."""
        mean, low, high = (float(self.rows[name].iloc[row]) * self.scale.factor for name in ("mean", "low", "high"))
        return mean, low, high

    def words(self, unit: str | None = None) -> tuple[str, str]:
        """Mean with its unit, or another word for it, and the interval, which a single replication does not have."""
        mean, low, high = self.numbers()
        places = interval_decimals(mean, low, high)
        interval = f"{told(low, places, True)} to {told(high, places, True)}" if isfinite(low) else ""
        return with_unit(told(mean, places, True), self.scale.short if unit is None else unit), interval


def measured(study: Study, panel: Panel) -> Measured:
    assert study.base
    found = difference(study.data, study.policy, study.base, panel.indicator, relative=panel.relative)
    rows = found.summary(study.last_year, confidence="student")
    return Measured(panel, rows, effect_scale(panel.kind, panel.relative, panel.words))
