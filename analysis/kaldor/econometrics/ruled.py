"""Which firms a rule written in Python reached, and when."""

import math
from dataclasses import dataclass, field

import numpy
import pandas

from kaldor.results.settings import open_lever_settings
from kaldor.results.source import FilePaths, sources

_QUARTERS = 2**20  # more than a run has


@dataclass(frozen=True, eq=False)
class RuledTreatment:
    """Whom a rule treated, quarter by quarter: the firms where it had set the lever to something other than zero.

    Replication r of every arm is told by replication r of the arm with the rule.
    """

    lever: str
    settings: pandas.DataFrame = field(repr=False)
    """Of this lever, as `kaldor.open_lever_settings` gives them for one file."""

    @property
    def begins(self) -> float:
        """Time of the first quarter in which it was set in some replication, in years."""
        return float(self.settings["time"].min()) if len(self.settings) else math.inf

    @property
    def columns(self) -> list[str]:
        """That a panel must have."""
        return ["industry", "region"]

    def reaches(self, rows: pandas.DataFrame) -> numpy.ndarray:
        """Whether each row, with its `replication` and `period`, is a firm under the rule."""
        under = numpy.zeros(len(rows), bool)
        quarter = _quarter(rows)
        for (industry, region), said in self.settings.fillna({"industry": "", "region": ""}).groupby(["industry", "region"]):
            here = (rows["industry"].to_numpy() == industry if industry else True) & (rows["region"].to_numpy() == region if region else True)
            last = numpy.searchsorted(_quarter(said), quarter, side="right") - 1
            same = said["replication"].to_numpy()[last] == rows["replication"].to_numpy()
            under |= here & (last >= 0) & same & (said["value"].to_numpy()[last] != 0)
        return under


def ruled_treatments(paths: FilePaths) -> list[RuledTreatment]:
    """One for each lever that rules set, in each file."""
    tables = [open_lever_settings(source.path) for source in sources(paths)]
    return [RuledTreatment(str(lever), said) for table in tables for lever, said in table.groupby("lever")]


def _quarter(rows: pandas.DataFrame) -> numpy.ndarray:
    """Numbers that rise with the quarter within a replication, and do not meet those of another."""
    return numpy.asarray(rows["replication"].to_numpy(numpy.int64) * _QUARTERS + rows["period"].to_numpy(numpy.int64))
