"""Facts of regions: agglomeration, concentration, diversification, convergence."""

import numpy
import statsmodels.api
from statsmodels.tools.sm_exceptions import PerfectSeparationError, PerfectSeparationWarning

from kaldor.facts.classification import SECONDARY, TERTIARY
from kaldor.facts.estimators.geography import ellison_glaeser, slope_within
from kaldor.facts.fact import Fact, Unanswered
from kaldor.facts.series import Series

VARIABLES = ("employment_by_region", "productivity_by_region", "concentration", "related_density_by_region")
LEAST_ENTRIES = 5  # of regions into industries, for odds to mean anything


def _agglomeration(series: Series) -> float:
    """Elasticity of labour productivity to persons employed per square kilometre, within industries, weighted by employment."""
    members = series.in_sector(SECONDARY, TERTIARY)
    employed = series.late("employment_by_region").mean(axis=0)
    productivity = series.late_recorded("productivity_by_region").mean(axis=0)
    density = numpy.log(employed.sum(axis=1) / series.land)
    region, industry = numpy.nonzero((productivity > 0) & (employed > 0) & members)
    return _slope(density[region], numpy.log(productivity[region, industry]), industry, employed[region, industry])


def _convergence(series: Series) -> float:
    """Rate a year at which a region's productivity in an industry of the secondary sector closes on that of the others."""
    productivity = series.at_least_a_decade(series.late_recorded("productivity_by_region"))
    first, last, years = productivity[0], productivity[-1], (len(productivity) - 1) / series.per_year
    region, industry = numpy.nonzero((first > 0) & (last > 0) & series.in_sector(SECONDARY))
    start, end = numpy.log(first[region, industry]), numpy.log(last[region, industry])
    return -_slope(start, (end - start) / years, industry, numpy.ones(start.size))


def _slope(x: numpy.ndarray, y: numpy.ndarray, industry: numpy.ndarray, weights: numpy.ndarray) -> float:
    groups = numpy.unique(industry, return_inverse=True)[1]
    if groups.size < groups.max(initial=0) + 3:
        raise Unanswered("a slope within industries needs several regions")
    return slope_within(x, y, groups, weights)


def _concentration(series: Series) -> float:
    """Median of gamma over industries, after the burn-in; the Herfindahl index is that of sales of firms."""
    members = series.in_sector(SECONDARY)
    employed = series.late("employment_by_region").mean(axis=0)
    if len(employed) < 2:
        raise Unanswered("there is one region only")
    sizes = series.late("concentration").mean(axis=0)
    return float(numpy.median(ellison_glaeser(employed[:, members], sizes[members])))


def _diversification(series: Series) -> float:
    """Odds of a region to have become specialised in an industry in which it was not, for a standard deviation of relatedness
    inside regions: those that are specialised in little have more to gain, whatever is near to what they have."""
    employed = series.recorded_decade("employment_by_region")
    density = series.recorded("related_density_by_region")
    first, last = _specialised(employed[0]), _specialised(employed[-1])
    told = density[numpy.argmax(numpy.isfinite(density).any(axis=(1, 2)))]
    open_to_it = ~first & numpy.isfinite(told) & (employed[-1].sum(axis=0) > 0)
    region, entered, near = open_to_it.nonzero()[0], last[open_to_it], told[open_to_it]
    both = numpy.array([0 < entered[region == each].mean() < 1 for each in region])  # others have no odds to compare
    region, entered, near = region[both], entered[both], near[both]
    if entered.sum() < LEAST_ENTRIES:
        raise Unanswered(f"regions have become specialised in {entered.sum()} industries, fewer than {LEAST_ENTRIES}")
    intercepts = (region[:, None] == numpy.unique(region)).astype(float)
    within = near - intercepts @ (intercepts.T @ near / intercepts.sum(axis=0))
    if not within.std() > 0:
        raise Unanswered("relatedness is the same for all industries of a region")
    try:
        fit = statsmodels.api.Logit(entered.astype(float), numpy.column_stack([within / within.std(), intercepts])).fit(disp=0)
    except (PerfectSeparationError, PerfectSeparationWarning, numpy.linalg.LinAlgError):
        raise Unanswered("relatedness tells entry without exception") from None
    return float(numpy.exp(fit.params[0]))


def _specialised(employed: numpy.ndarray) -> numpy.ndarray:
    """Whether the location quotient of a region in an industry is one or more."""
    with numpy.errstate(invalid="ignore"):
        found: numpy.ndarray = employed / employed.sum(axis=1, keepdims=True) >= employed.sum(axis=0) / employed.sum()
    return found


FACTS: tuple[Fact[Series], ...] = (
    Fact("S-05", "B", "productivity rises with density", "elasticity to persons per square kilometre, within industries",
         "Combes and Gobillon 2015; Melo, Graham and Noland 2009", _agglomeration, 0.01, 0.12),
    Fact("S-06", "B", "industries are concentrated in space", "Ellison and Glaeser's gamma, median of secondary industries",
         "Ellison and Glaeser 1997", _concentration, 0.01, 0.1),
    Fact("S-07", "B", "regions diversify into related industries", "odds ratio of specialisation for a standard deviation of relatedness, regions apart",
         "Hidalgo et al. 2007; Boschma, Balland and Kogler 2015", _diversification, 1.2, 3),
    Fact("S-15", "B", "productivity of regions converges within secondary industries, a year", "slope of growth on initial log level, sign turned",
         "Rodrik 2013", _convergence, 0.01, 0.05),
)  # fmt: skip
