"""Points that cover ranges evenly, by SciPy."""

from __future__ import annotations

import math

import numpy
from scipy.stats import qmc

from kaldor.designs.measures import Array
from kaldor.designs.variation import Limits

Point = dict[str, float]


def sobol(limits: Limits, samples: int, seed: int) -> list[Point]:
    """Sobol's sequence, scrambled: as many points as the next power of two."""
    design = qmc.Sobol(len(limits), rng=seed).random_base2(max(1, math.ceil(math.log2(samples))))
    return _scaled(limits, design)


def latin_hypercube(limits: Limits, samples: int, seed: int) -> list[Point]:
    return _scaled(limits, qmc.LatinHypercube(len(limits), rng=seed).random(samples))


def _scaled(limits: Limits, design: Array) -> list[Point]:
    low, high = numpy.array(list(limits.values()), float).T
    inside = numpy.minimum(low + (high - low) * design, high)  # rounding may lead past the end
    return [dict(zip(limits, map(float, row), strict=True)) for row in inside]
