"""Which firms a rule reached, and when."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy
import pandas

from kaldor.econometrics.treatment import Treatment

_QUARTERS = 2**20  # more than a run has


@dataclass(frozen=True, eq=False)
class RuledTreatment:
    """Whom a rule written in Python treated, quarter by quarter: the firms where it had set the lever to something other than zero.

    Replication r of every arm is told by replication r of the arm with the rule.
    """

    lever: str
    settings: pandas.DataFrame = field(repr=False)
    """Of this lever, as `kaldor.open_lever_settings` gives them for one file."""

    @property
    def begins(self) -> float:
        """Time of the first quarter in which it was set in some replication, in years."""
        return _first(self.settings)

    @property
    def columns(self) -> Sequence[str]:
        """That a panel must have."""
        return ["industry", "region"]

    def reaches(self, rows: pandas.DataFrame) -> numpy.ndarray:
        """Whether each row, with its `replication` and `period`, is a firm under the rule."""
        return _in_force(rows, self.settings, "value")


@dataclass(frozen=True, eq=False)
class ConditionalTreatment:
    """Whom a policy with a rule (`when` in a scenario file) was meant for, in the quarters and places in which the rule held.

    Replication r of every arm is told by replication r of the arm with the policy.
    """

    policy: Treatment
    """The same without its rule."""
    rule: str
    """What the scenario says after `when`."""
    answers: pandas.DataFrame = field(repr=False)
    """Of this policy, as `kaldor.open_rule_answers` gives them for one file."""

    @property
    def lever(self) -> str:
        return self.policy.lever

    @property
    def begins(self) -> float:
        """Time of the first quarter in which the rule held in some replication, in years."""
        return _first(self.answers)

    @property
    def columns(self) -> Sequence[str]:
        """That a panel must have."""
        return self.policy.columns

    def reaches(self, rows: pandas.DataFrame) -> numpy.ndarray:
        """Whether each row, with its `replication`, `period` and `time`, is a firm under the policy."""
        return numpy.asarray(self.policy.reaches(rows) & _in_force(rows, self.answers, "holds"))


def _first(changes: pandas.DataFrame) -> float:
    return float(changes["time"].min()) if len(changes) else math.inf


def _in_force(rows: pandas.DataFrame, changes: pandas.DataFrame, column: str) -> numpy.ndarray:
    """Whether the last change up to the quarter of a row, in some place that holds the row, was to something other than zero."""
    under = numpy.zeros(len(rows), bool)
    quarter = _quarter(rows)
    for (industry, region), said in changes.fillna({"industry": "", "region": ""}).groupby(["industry", "region"]):
        here = (rows["industry"].to_numpy() == industry if industry else True) & (rows["region"].to_numpy() == region if region else True)
        last = numpy.searchsorted(_quarter(said), quarter, side="right") - 1
        same = said["replication"].to_numpy()[last] == rows["replication"].to_numpy()
        under |= here & (last >= 0) & same & (said[column].to_numpy()[last] != 0)
    return under


def _quarter(rows: pandas.DataFrame) -> numpy.ndarray:
    """Numbers that rise with the quarter within a replication, and do not meet those of another."""
    return numpy.asarray(rows["replication"].to_numpy(numpy.int64) * _QUARTERS + rows["period"].to_numpy(numpy.int64))
