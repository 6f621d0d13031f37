"""Economy files: built from an input-output table and its companions, checked, read and written."""

from kaldor.economy.aggregate import aggregate
from kaldor.economy.build import build
from kaldor.economy.check import problems
from kaldor.economy.economy import Economy, Industry, Region, balance, totals
from kaldor.economy.economy_file import read, write
from kaldor.economy.errors import EconomyError

__all__ = [
    "Economy",
    "EconomyError",
    "Industry",
    "Region",
    "aggregate",
    "balance",
    "build",
    "problems",
    "read",
    "totals",
    "write",
]
