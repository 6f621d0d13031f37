"""Structural change: jobs between industries, decompositions, the smile curve and the transaction matrix."""

from kaldor.structure.accounts import transactions
from kaldor.structure.decompositions import decomposition
from kaldor.structure.jobs import job_flows
from kaldor.structure.shares import structural_change_map
from kaldor.structure.smile import smile_curve

__all__ = [
    "decomposition",
    "job_flows",
    "smile_curve",
    "structural_change_map",
    "transactions",
]
