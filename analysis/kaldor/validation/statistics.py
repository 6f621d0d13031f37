"""Means, intervals and differences over seeds."""

from dataclasses import dataclass

import numpy
from scipy import stats


@dataclass(frozen=True)
class Interval:
    """A mean over seeds and its confidence interval; without width for a single seed or equal values."""

    mean: float
    low: float
    high: float

    @property
    def sign(self) -> int:
        """Side of zero on which the whole interval lies; 0 if it does not."""
        return int(self.low > 0) - int(self.high < 0)


def mean_interval(values: numpy.ndarray, level: float = 0.95) -> Interval:
    """Student's interval of the mean. Not-a-number values make it not-a-number: nothing is dropped in silence."""
    values = numpy.asarray(values, float)
    mean = float(values.mean())
    error = standard_error(values)
    half = float(stats.t.ppf(0.5 + level / 2, max(1, values.size - 1))) * error
    return Interval(mean, mean - half, mean + half)


def standard_error(values: numpy.ndarray) -> float:
    """Of the mean; zero for a single value."""
    values = numpy.asarray(values, float)
    return float(values.std(ddof=1) / numpy.sqrt(values.size)) if values.size > 1 else 0.0


def t_statistic(values: numpy.ndarray) -> float:
    """Mean over its standard error; infinite for equal values other than zero."""
    mean, error = float(numpy.mean(values)), standard_error(values)
    return mean / error if error > 0 else numpy.copysign(numpy.inf, mean) if mean else 0.0


def difference_in_errors(a: numpy.ndarray, b: numpy.ndarray) -> float:
    """Difference of the means of two independent samples in standard errors of the difference (Welch)."""
    error = float(numpy.hypot(standard_error(a), standard_error(b)))
    gap = float(numpy.mean(a) - numpy.mean(b))
    return gap / error if error > 0 else numpy.copysign(numpy.inf, gap) if gap else 0.0
