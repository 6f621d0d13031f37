"""Intervals and tests of the mean of paired differences, many at once."""

from typing import Literal

import numpy
from scipy import stats
from statsmodels.stats.multitest import multipletests

from kaldor.errors import InputError

Confidence = Literal["bootstrap", "student"]
RESAMPLES = 9999
FEWEST_RESAMPLES = 100  # with fewer, all of them may lie on one side of the mean, and nothing corrects for that
VALUES_AT_ONCE = 2**23  # that the bootstrap draws, 64 MiB


def mean_interval(
    values: numpy.ndarray, level: float, confidence: Confidence, resamples: int, seed: int
) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Lower and upper ends for the mean of each column of `values`, of shape (replications, columns).

    "bootstrap" is the bias-corrected and accelerated interval (Efron 1987, "Better bootstrap confidence intervals"); every
    column meets the same resamples of replications. "student" is Student's t. The ends are not-a-number for
    a column with a number missing and for a single replication; equal values have an interval without width.
    """
    if confidence not in ("bootstrap", "student"):
        raise InputError(f"confidence is 'bootstrap' or 'student', not {confidence!r}")
    check_level(level)
    low, high = numpy.full((2, values.shape[1]), numpy.nan)
    if len(values) < 2:
        return low, high
    low[:], high[:] = values.min(0), values.max(0)
    varied = numpy.flatnonzero(low < high)
    if confidence == "student":
        low[varied], high[varied] = _student(values[:, varied], level)
        return low, high
    if resamples < FEWEST_RESAMPLES or seed < 0:
        raise InputError(f"expected {FEWEST_RESAMPLES} resamples or more and no negative seed, got {resamples} and {seed}")
    at_once = max(1, VALUES_AT_ONCE // (len(values) * resamples))
    for part in numpy.split(varied, range(at_once, len(varied), at_once)):
        low[part], high[part] = _bootstrap(values[:, part], level, resamples, seed)
    return low, high


def check_level(level: float) -> None:
    """Raises InputError for what is no level of an interval."""
    if not isinstance(level, float | int | numpy.number) or not 0 < level < 1:
        raise InputError(f"level: expected a number between 0 and 1, got {level!r}")


def _student(values: numpy.ndarray, level: float) -> tuple[numpy.ndarray, numpy.ndarray]:
    low, high = stats.t.interval(level, len(values) - 1, loc=values.mean(0), scale=stats.sem(values))
    return low, high


def _bootstrap(values: numpy.ndarray, level: float, resamples: int, seed: int) -> tuple[numpy.ndarray, numpy.ndarray]:
    if values.shape[1] == 0:
        return numpy.empty(0), numpy.empty(0)
    options = {"method": "BCa", "n_resamples": resamples, "confidence_level": level, "rng": seed}
    found = stats.bootstrap((values,), numpy.mean, axis=0, vectorized=True, **options).confidence_interval
    return found.low, found.high


def p_values(values: numpy.ndarray) -> numpy.ndarray:
    """Of a mean of zero, two-sided, by the paired t test, for each column of `values` (replications, columns).

    Differences without spread give 1 if they are zero and 0 if they are not; a number missing in a column, or a single
    replication, gives not-a-number.
    """
    if len(values) < 2:
        return numpy.full(values.shape[1], numpy.nan)
    found = numpy.where(numpy.isnan(values).any(0), numpy.nan, (values == 0).all(0))
    varied = values.min(0) < values.max(0)
    found[varied] = stats.ttest_1samp(values[:, varied], 0).pvalue
    return found


def adjusted(p: numpy.ndarray, method: str) -> numpy.ndarray:
    """`p` adjusted for their number by a method of statsmodels' multipletests; those that are not-a-number do not count.

    Raises InputError for another method.
    """
    found = numpy.full(p.shape, numpy.nan)
    told = numpy.isfinite(p)
    if told.any():
        # multipletests collects garbage in every call, which takes longer than all else that a table needs.
        try:
            found[told] = _holm(p[told]) if method == "holm" else multipletests(p[told], method=method)[1]
        except ValueError:
            raise InputError(f"adjust: expected a method of statsmodels' multipletests, such as 'holm', got {method!r}") from None
    return found


def _holm(p: numpy.ndarray) -> numpy.ndarray:
    """Holm (1979), "A simple sequentially rejective multiple test procedure"."""
    order = numpy.argsort(p)
    found = numpy.empty_like(p)
    found[order] = numpy.minimum(1, numpy.maximum.accumulate(p[order] * numpy.arange(len(p), 0, -1)))
    return found
