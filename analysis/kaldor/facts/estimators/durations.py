"""Lengths of recessions."""

import numpy

RESAMPLES = 2000


def recessions(growth: numpy.ndarray) -> numpy.ndarray:
    """Lengths of the stretches of falling output; one that the series begins or ends with is left out, its length being unknown."""
    falling = numpy.r_[False, growth < 0, False]
    steps = numpy.diff(falling.astype(int))
    begins, ends = numpy.flatnonzero(steps == 1), numpy.flatnonzero(steps == -1)
    whole = (begins > 0) & (ends < growth.size)
    lengths: numpy.ndarray = (ends - begins)[whole]
    return lengths


def geometric_p_value(lengths: numpy.ndarray) -> float:
    """Of lengths that end with the same chance in every quarter (Kolmogorov and Smirnov's distance to the geometric
    distribution of the same mean, its distribution by parametric bootstrap, for lengths have ties)."""
    random = numpy.random.default_rng(0)
    observed = _distance(lengths)
    drawn = random.geometric(1 / lengths.mean(), (RESAMPLES, lengths.size))
    return float((numpy.array([_distance(sample) for sample in drawn]) >= observed - 1e-12).mean())


def _distance(lengths: numpy.ndarray) -> float:
    support = numpy.arange(1, lengths.max() + 1)
    empirical = (lengths[:, None] <= support).mean(axis=0)
    return float(numpy.abs(empirical - (1 - (1 - 1 / lengths.mean()) ** support)).max())
