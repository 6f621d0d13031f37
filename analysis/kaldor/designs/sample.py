"""Points that cover ranges evenly, by SciPy."""

from __future__ import annotations

import math

import numpy
from scipy.stats import qmc

from kaldor.designs.measures import Array
from kaldor.designs.variation import Limits
from kaldor.errors import InputError

Point = dict[str, float]
SEEDS = 2**32
"""How many seeds optuna and SALib tell apart."""


def checked_seed(seed: int) -> int:
    """The seed of a design; InputError for one that the libraries cannot take."""
    if not isinstance(seed, int | numpy.integer) or not 0 <= seed < SEEDS:
        raise InputError(f"seed: expected a whole number in [0, {SEEDS - 1}], got {seed!r}")
    return int(seed)


def sobol(limits: Limits, samples: int, seed: int) -> list[Point]:
    """Sobol's sequence, scrambled: as many points as the next power of two."""
    design = qmc.Sobol(len(limits), rng=checked_seed(seed)).random_base2(max(1, math.ceil(math.log2(samples))))
    return _scaled(limits, design)


def latin_hypercube(limits: Limits, samples: int, seed: int) -> list[Point]:
    return _scaled(limits, qmc.LatinHypercube(len(limits), rng=checked_seed(seed)).random(samples))


def _scaled(limits: Limits, design: Array) -> list[Point]:
    low, high = numpy.array(list(limits.values()), float).T
    inside = numpy.minimum(low + (high - low) * design, high)  # rounding may lead past the end
    return [dict(zip(limits, map(float, row), strict=True)) for row in inside]
