"""The one error of this package."""

import math


class EconomyError(Exception):
    """The request is wrong: a recipe, a data file or an economy file. The message says where and what was expected."""


def number(where: str, value: object) -> float:
    """A number of a recipe; EconomyError, with its place, for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise EconomyError(f"{where}: expected a finite number, got {value!r}")
    return float(value)
