"""Life table of firms from panels a year apart."""

import numpy


def hazards(ages: numpy.ndarray, weights: numpy.ndarray, left: numpy.ndarray, years: int = 10) -> numpy.ndarray:
    """Exit hazard a year by age: element k is that of firms k years old when seen, gone a year later; the last one pools
    all firms of at least `years` years. `ages` are in whole years, `left` is true for firms that were gone."""
    bucket = numpy.minimum(ages.astype(int), years)
    alive = numpy.bincount(bucket, weights, years + 1)
    gone = numpy.bincount(bucket, weights * left, years + 1)
    return numpy.asarray(gone / numpy.where(alive > 0, alive, numpy.nan))


def survival(hazard: numpy.ndarray, years: int) -> float:
    """Part of new firms that are still there after so many years."""
    return float(numpy.prod(1 - hazard[:years]))
