"""Which firms a policy reaches."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy
import pandas

from kaldor._comparisons import COMPARE


@dataclass(frozen=True)
class Treatment:
    """Whom a policy is meant for: the firms of its industries and regions that meet its conditions, from its first quarter on.

    Government judges conditions with errors (docs/model/public-data.md), so a few firms are meant and not reached, and the other way round.
    """

    lever: str
    begins: float
    """Time of its first quarter, in years."""
    ends: float
    industries: tuple[str, ...] = ()
    """All if none is named; likewise regions."""
    regions: tuple[str, ...] = ()
    conditions: tuple[tuple[str, str, float], ...] = ()
    """Column, comparison, number."""

    @property
    def columns(self) -> Sequence[str]:
        """That a panel must have."""
        return ["industry", "region", *dict.fromkeys(column for column, _, _ in self.conditions)]

    def reaches(self, rows: pandas.DataFrame) -> numpy.ndarray:
        """Whether each row, with its `time`, is a firm under the policy."""
        under = (rows["time"] >= self.begins) & (rows["time"] < self.ends)
        for column, names in (("industry", self.industries), ("region", self.regions)):
            if names:
                under &= rows[column].isin(names)
        for column, comparison, number in self.conditions:
            under &= COMPARE[comparison](rows[column], number)
        return numpy.asarray(under, bool)


NOBODY = Treatment("none", math.inf, math.inf)
