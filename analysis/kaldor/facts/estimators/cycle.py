"""Cycles of time series: Hodrick-Prescott filter, autocorrelation, correlation with another series."""

import numpy
from scipy import linalg


def hp_cycle(series: numpy.ndarray, smoothing: float = 1600.0) -> numpy.ndarray:
    """Deviation of a series from its Hodrick and Prescott (1997) trend; 1600 is meant for quarters.

    The trend solves (1 + smoothing D'D) trend = series, D being the second difference: a matrix of five bands.
    """
    series = numpy.asarray(series, float)
    n = series.size
    if n < 4:
        raise ValueError(f"expected at least 4 observations, got {n}")
    second = numpy.zeros((n - 2, 3)) + [1.0, -2.0, 1.0]
    bands = numpy.zeros((3, n))  # upper form of scipy: row 2 the diagonal, row 1 beside it, row 0 two away
    for j in range(3):
        bands[2, j : j + n - 2] += second[:, j] ** 2
    for j in range(2):
        bands[1, j + 1 : j + n - 1] += second[:, j] * second[:, j + 1]
    bands[0, 2:] += second[:, 0] * second[:, 2]
    bands *= smoothing
    bands[2] += 1
    trend: numpy.ndarray = linalg.solveh_banded(bands, series)
    cycle: numpy.ndarray = series - trend
    return cycle


def autocorrelation(series: numpy.ndarray, lag: int = 1) -> float:
    deviation = numpy.asarray(series, float) - numpy.mean(series)
    return float(deviation[lag:] @ deviation[:-lag] / (deviation @ deviation))


def correlation(a: numpy.ndarray, b: numpy.ndarray) -> float:
    return float(numpy.corrcoef(a, b)[0, 1])


def ols_slope(x: numpy.ndarray, y: numpy.ndarray) -> float:
    deviation = numpy.asarray(x, float) - numpy.mean(x)
    return float(deviation @ (y - numpy.mean(y)) / (deviation @ deviation))
