"""Tail of the size distribution: Clauset, Shalizi and Newman (2009), SIAM Review 51, for weighted observations."""

from dataclasses import dataclass

import numpy
from scipy import optimize

LEAST = 500  # observations that a fitted tail keeps


@dataclass(frozen=True)
class Tail:
    exponent: float  # of the complementary distribution function: P(X > x) ~ x^-exponent
    minimum: float  # smallest size that belongs to the tail
    distance: float  # Kolmogorov-Smirnov distance to the fitted tail


def pareto_exponent(sizes: numpy.ndarray, weights: numpy.ndarray, minimum: float) -> float:
    """Maximum-likelihood exponent of the Pareto tail above `minimum` (Hill)."""
    inside = sizes >= minimum
    return float(weights[inside].sum() / (weights[inside] * numpy.log(sizes[inside] / minimum)).sum())


def tail(sizes: numpy.ndarray, weights: numpy.ndarray | None = None, least: int = LEAST, candidates: int = 100) -> Tail:
    """Exponent above the minimum that brings the fitted and the seen distribution closest.

    Candidates for the minimum are spread evenly over log size; at least `least` observations stay above each.
    """
    sizes = numpy.asarray(sizes, float)
    weights = numpy.ones_like(sizes) if weights is None else numpy.asarray(weights, float)
    keep = sizes > 0
    order = numpy.argsort(sizes[keep])
    sizes, weights = sizes[keep][order], weights[keep][order]
    highest = sizes[max(0, sizes.size - least)]
    best = Tail(numpy.nan, numpy.nan, numpy.inf)
    for minimum in numpy.geomspace(sizes[0], highest, candidates):
        from_here = numpy.searchsorted(sizes, minimum)
        x, w = sizes[from_here:], weights[from_here:]
        exponent = float(w.sum() / (w * numpy.log(x / minimum)).sum())
        seen = numpy.cumsum(w) / w.sum()
        fitted = 1 - (x / minimum) ** -exponent
        distance = float(max(numpy.abs(seen - fitted).max(), numpy.abs(seen - w / w.sum() - fitted).max()))
        if distance < best.distance:
            best = Tail(exponent, float(minimum), distance)
    return best


def top_share(sizes: numpy.ndarray, weights: numpy.ndarray, part: float = 0.01) -> float:
    """Share of the total that the largest `part` of all firms hold; a record at the edge counts in part."""
    order = numpy.argsort(sizes)[::-1]
    x, w = numpy.asarray(sizes, float)[order], numpy.asarray(weights, float)[order]
    counted = numpy.minimum(w, numpy.maximum(0.0, part * w.sum() - (numpy.cumsum(w) - w)))
    return float((x * counted).sum() / (x * w).sum())


def binned_exponent(minima: numpy.ndarray, counts: numpy.ndarray) -> float:
    """Maximum-likelihood exponent of a Pareto tail from numbers of firms in size classes, for sources that publish no more.

    `minima` are the lower ends of the classes, ascending, the first one that of the tail; the last class is open. Virkar and
    Clauset (2014), Annals of Applied Statistics 8.
    """
    minima, counts = numpy.asarray(minima, float), numpy.asarray(counts, float)
    above = numpy.append(numpy.log(minima[0] / minima), -numpy.inf)  # log size ratios; the open class ends at infinity

    def cost(exponent: float) -> float:
        reached = numpy.exp(exponent * above)
        return -float(counts @ numpy.log(reached[:-1] - reached[1:]))

    return float(optimize.minimize_scalar(cost, bounds=(0.01, 10), method="bounded").x)
