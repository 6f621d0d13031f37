"""The results that a page is about: one arm, or one beside its baseline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy
import xarray

from kaldor import results
from kaldor.compare import HARMS
from kaldor.compare.distribution import PEOPLE
from kaldor.errors import ResultError
from kaldor.reporting.dashboard import TOPICS
from kaldor.reporting.derived import QUARTERS, SOURCES, with_derived
from kaldor.reporting.economies import Economy, economy_of
from kaldor.reporting.structure import SOURCES as OF_STRUCTURE


@dataclass(frozen=True)
class Study:
    data: xarray.Dataset
    """Indicators of the page, in memory, on (arm, replication, period, ...); the first arm is what the page is about."""
    sources: xarray.Dataset
    """All that was read for the page, in memory as well."""
    paths: Sequence[Path]
    economy: Economy
    first_year: int
    last_year: int
    """Of which every quarter was simulated."""

    @property
    def arms(self) -> list[str]:
        return [str(arm) for arm in self.data.arm.values]

    @property
    def policy(self) -> str:
        return self.arms[0]

    @property
    def base(self) -> str | None:
        return self.arms[1] if len(self.arms) > 1 else None

    def fact(self, name: str, arm: int = 0) -> str:
        """An attribute of the result file of an arm."""
        return str(self.data[name].values[arm]) if name in self.data.coords else "unknown"

    @property
    def replications(self) -> int:
        return int(self.data.sizes["replication"])

    def year(self, indicator: str, year: int) -> xarray.DataArray:
        """Means over the quarters of a year, on (arm, replication, ...)."""
        values = self.data[indicator]
        return values.isel(period=numpy.flatnonzero(numpy.floor(self.data.time) == year)).mean("period", skipna=False)


def open_study(files: Mapping[str, Path]) -> Study:
    """Of one arm, or of one and its baseline. Raises ResultError for files that cannot be read or compared, or of runs that have not ended."""
    paths = list(files.values())
    with results.open(files) as opened:
        for arm, each in enumerate(paths):
            if not int(opened.complete.values[arm]):
                raise ResultError(f"{each}: the run has not ended; a page is made of whole results")
        shown = [panel.indicator for topic in TOPICS for panel in topic.panels]
        wanted = {*shown, *SOURCES, *OF_STRUCTURE, *((*PEOPLE, *HARMS) if len(files) > 1 else ())}
        data = with_derived(opened[[name for name in opened.data_vars if name in wanted]].load())
    years = _whole_years(data)
    if not years:
        raise ResultError(f"{paths[0]}: a page needs at least one whole year, the result has {data.sizes['period']} quarters")
    study = Study(data, data, paths, economy_of(str(data.economy.values[0])), years[0], years[-1])
    return replace(study, data=data[[name for name in shown if name in data and _defined(study, name)]])


def _defined(study: Study, indicator: str) -> bool:
    """Some indicators mean nothing in some economies, and have no number there."""
    return bool(numpy.isfinite(study.year(indicator, study.last_year)).any())


def _whole_years(data: xarray.Dataset) -> list[int]:
    step = int(data.period[1] - data.period[0]) if data.sizes["period"] > 1 else 1
    year, records = numpy.unique(numpy.floor(data.time.values), return_counts=True)
    return [int(each) for each, count in zip(year, records, strict=True) if count >= QUARTERS // step]
