"""Arms of an experiment compared replication by replication."""

from kaldor.compare.headline import comparison
from kaldor.compare.paired import Difference, difference

__all__ = ["Difference", "comparison", "difference"]
