"""Arms of an experiment compared replication by replication."""

from kaldor.compare.distribution import distribution
from kaldor.compare.harm import HARMS, harm
from kaldor.compare.headline import comparison
from kaldor.compare.paired import Difference, difference

__all__ = ["HARMS", "Difference", "comparison", "difference", "distribution", "harm"]
