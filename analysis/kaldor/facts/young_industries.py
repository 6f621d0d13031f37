"""Facts of industries that come into being while the economy is watched."""

from collections.abc import Callable

import numpy

from kaldor.facts.estimators.diffusion import logistic, progress, shake_out
from kaldor.facts.fact import Fact, Unanswered
from kaldor.facts.series import DECADE, Series

VARIABLES = ("industry_age", "firm_count_by_industry", "diffusion", "unit_cost", "output")
LEAST_FALL = 0.3  # of the number of firms, that counts as a shake-out
PARAMETERS = 3  # of a logistic path
Path = tuple[numpy.ndarray, numpy.ndarray]


def _lives(series: Series, name: str) -> list[Path]:
    """Years since birth, and the indicator, of every industry born ten years ago or earlier."""
    age, values = series.recorded("industry_age"), series.recorded(name)
    lives = []
    for number in range(age.shape[1]):
        told = numpy.isfinite(age[:, number]) & numpy.isfinite(values[:, number])
        if told.any() and age[told, number].max() >= 4 * DECADE:
            lives.append((age[told, number] / 4, values[told, number]))
    if not lives:
        raise Unanswered(f"no industry was born {DECADE} years before the end or earlier")
    return lives


def _shaken_out(series: Series) -> float:
    falls = numpy.array([shake_out(firms) for _, firms in _lives(series, "firm_count_by_industry")])
    return float((falls >= LEAST_FALL).mean())


def _diffusion(of: Callable[[float, float], float]) -> Callable[[Series], float]:
    """Median over industries of what a logistic fit says of the way up; what follows the peak is another story."""

    def measure(series: Series) -> float:
        rises = [(years[: peak + 1], reached[: peak + 1]) for years, reached in _lives(series, "diffusion") for peak in [reached.argmax()]]
        fits = [logistic(years, reached) for years, reached in rises if years.size > PARAMETERS]
        told = [of(fit.r_squared, fit.takeover) for fit in fits if fit is not None]
        if not told:
            raise Unanswered("no new industry spreads")
        return float(numpy.median(told))

    return measure


def _learning(series: Series) -> float:
    """Median over industries, from a year after birth, when some output has come together."""
    costs, outputs = _lives(series, "unit_cost"), _lives(series, "output")
    told = []
    for (years, cost), (born, output) in zip(costs, outputs, strict=True):
        output = output[numpy.isin(born, years)]
        if (years >= 1).any() and (output > 0).all() and (cost > 0).all():
            total, late = output.cumsum(), years >= 1
            told.append(progress(cost[late], numpy.diff(total[late], prepend=0)))
    if not told:
        raise Unanswered("no new industry sells without a break")
    return float(numpy.median(told))


FACTS: tuple[Fact[Series], ...] = (
    Fact("S-01", "B", "new industries with a shake-out", f"part of them whose firms fall by {LEAST_FALL:.0%} or more after the peak",
         "Gort and Klepper 1982; Klepper 1996", _shaken_out, low=0.5),
    Fact("S-02", "B", "new industries spread along an S", "R2 of a logistic fit, median", "Griliches 1957; Mansfield 1961",
         _diffusion(lambda r_squared, _: r_squared), low=0.95),
    Fact("S-02", "B", "years from a tenth to nine tenths of their spread", "logistic fit, median", "Griliches 1957; Mansfield 1961",
         _diffusion(lambda _, takeover: takeover), 8, 35),
    Fact("S-04", "B", "unit cost falls with each doubling of what a new industry made", "1 - 2^b, b of log cost on log cumulative output, median",
         "Wright 1936; Nagy et al. 2013", _learning, 0.05, 0.30),
)  # fmt: skip
