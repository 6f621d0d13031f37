"""Moments, quantiles and slopes of weighted observations, inside groups."""

import numpy
import pandas


def demeaned(values: numpy.ndarray, weights: numpy.ndarray, groups: numpy.ndarray) -> numpy.ndarray:
    """Values less the weighted mean of their group."""
    codes, _ = pandas.factorize(groups)
    totals = numpy.bincount(codes, weights)
    means = numpy.bincount(codes, weights * values) / totals
    left: numpy.ndarray = values - means[codes]
    return left


def slope(x: numpy.ndarray, y: numpy.ndarray, weights: numpy.ndarray, groups: numpy.ndarray) -> float:
    """Weighted least-squares slope of y on x with an intercept for each group."""
    dx, dy = demeaned(x, weights, groups), demeaned(y, weights, groups)
    return float((weights * dx * dy).sum() / (weights * dx * dx).sum())


def quantile(values: numpy.ndarray, weights: numpy.ndarray, parts: numpy.ndarray) -> numpy.ndarray:
    """Smallest values at which the weight reached is at least each part of the total."""
    order = numpy.argsort(values)
    reached = numpy.cumsum(weights[order]) / weights.sum()
    return numpy.asarray(values[order][numpy.minimum(numpy.searchsorted(reached, parts), values.size - 1)])


def skewness(values: numpy.ndarray, weights: numpy.ndarray) -> float:
    mean = numpy.average(values, weights=weights)
    deviation = values - mean
    variance = numpy.average(deviation**2, weights=weights)
    return float(numpy.average(deviation**3, weights=weights) / variance**1.5)
