"""Facts of the business cycle and of growth, from national series."""

from collections.abc import Callable

import numpy

from kaldor.facts.estimators.cycle import autocorrelation, ols_slope
from kaldor.facts.estimators.durations import geometric_p_value, recessions
from kaldor.facts.estimators.subbotin import subbotin_shape
from kaldor.facts.fact import Fact, Unanswered
from kaldor.facts.series import Series

VARIABLES = (
    "gdp_real", "consumption_real", "investment_real", "unemployment", "inflation", "labour_share", "investment_share", "rd_share",
    "capacity_utilisation", "bankruptcy_rate", "entry_rate", "accounts_residual", "carbon_emissions", "firm_debt_ratio", "employment",
    "unicorn_count", "venture_backed_by_region",
)  # fmt: skip
LEAST_RECESSIONS = 5
UNICORN_YEARS = 10
Measure = Callable[[Series], float]


def _growth(series: Series) -> numpy.ndarray:
    return numpy.diff(numpy.log(series.quarters("gdp_real")))


def _okun(series: Series) -> float:
    """Change of unemployment over four quarters on growth over four quarters, at the start of each year."""
    output, unemployment = series.quarters("gdp_real"), series.quarters("unemployment")
    growth = numpy.log(output[4::4] / output[:-4:4])
    return ols_slope(growth, unemployment[4::4] - unemployment[:-4:4])


def _phillips(series: Series) -> float:
    return ols_slope(series.quarters("unemployment"), series.quarters("inflation"))


def _recession_lengths(series: Series) -> float:
    lengths = recessions(_growth(series))
    if lengths.size < LEAST_RECESSIONS:
        raise Unanswered(f"{lengths.size} recessions are fewer than {LEAST_RECESSIONS}, too few for a distribution")
    return geometric_p_value(lengths)


def _unicorn_odds(series: Series) -> float:
    """Over firms funded in the ten years in which one counts."""
    funded = series.late("venture_backed_by_region").sum(axis=1).mean() * UNICORN_YEARS * 4
    if not funded > 0:
        raise Unanswered("no venture fund backs firms")
    return float(series.late("unicorn_count").mean() / funded)


def _carbon_growth(series: Series) -> float:
    return (1 + series.yearly_growth("carbon_emissions")) / (1 + series.yearly_growth("gdp_real")) - 1


def _mean(name: str) -> Measure:
    return lambda series: float(series.late(name).mean())


def _relative_spread(name: str) -> Measure:
    return lambda series: series.spread(name) / series.spread("gdp_real")


def _comovement(name: str) -> Measure:
    return lambda series: series.with_output(name)


_SPREAD, _WITH_OUTPUT = "sd of HP(1600) log cycle", "correlation of HP(1600) cycles"
_GROWTH = "list of facts of K+S models; growth 0.015 to 0.03 a year mature, 0.05 to 0.1 catching up"
_CYCLES = "Stock and Watson 1999"
_COMOVEMENT = "Stock and Watson 1999; Napoletano, Roventini and Sapio 2006"

FACTS: tuple[Fact[Series], ...] = (
    Fact("M-01", "A", "growth of real GDP, a year", "first to last quarter", _GROWTH, lambda s: s.yearly_growth("gdp_real"), 0.005),
    Fact("M-02", "A", "volatility of output, sd(Y)", _SPREAD, _CYCLES, lambda s: s.spread("gdp_real"), 0.01, 0.04),
    Fact("M-02", "A", "volatility of consumption, sd(C)/sd(Y)", _SPREAD, _CYCLES, _relative_spread("consumption_real"), high=1.0),
    Fact("M-02", "A", "volatility of investment, sd(I)/sd(Y)", _SPREAD, _CYCLES, _relative_spread("investment_real"), 2, 6),
    Fact("M-03", "A", "consumption with output", _WITH_OUTPUT, _COMOVEMENT, _comovement("consumption_real"), 0.3),
    Fact("M-03", "A", "investment with output", _WITH_OUTPUT, _COMOVEMENT, _comovement("investment_real"), 0.3),
    Fact("M-03", "A", "employment with output", _WITH_OUTPUT, _COMOVEMENT, _comovement("employment"), 0.3),
    Fact("M-03", "A", "unemployment with output", _WITH_OUTPUT, _COMOVEMENT, _comovement("unemployment"), high=-0.3),
    Fact("M-03", "C", "inflation with output", _WITH_OUTPUT, _COMOVEMENT, _comovement("inflation")),
    Fact("M-03", "C", "entry with output", _WITH_OUTPUT, _COMOVEMENT, _comovement("entry_rate")),
    Fact("M-04", "B", "autocorrelation of the output cycle", "lag of a quarter, HP(1600)", _CYCLES,
         lambda s: autocorrelation(s.cycle("gdp_real")), 0.6, 0.95),
    Fact("M-04", "B", "autocorrelation of output growth", "lag of a quarter", _CYCLES, lambda s: autocorrelation(_growth(s)), 0, 0.6),
    Fact("M-05", "B", "shape of output growth", "Subbotin b, maximum likelihood", "Fagiolo, Napoletano and Roventini 2008",
         lambda s: subbotin_shape(_growth(s)), high=1.8),
    Fact("M-06", "B", "lengths of recessions are geometric", "p value of Kolmogorov and Smirnov's distance, bootstrapped",
         "Ausloos, Miskiewicz and Sanglier 2004", _recession_lengths, low=0.05),
    Fact("M-07", "A", "Okun slope", "yearly change of unemployment on growth", "Ball, Leigh and Loungani 2017", _okun, -0.9, -0.1),
    Fact("M-08", "B", "Phillips slope", "inflation on unemployment, least squares", "sign; -0.1 to -0.6 recalled from the literature",
         _phillips, high=0.0),
    Fact("M-09", "A", "labour share", "mean", "Karabarbounis and Neiman 2014", _mean("labour_share"), 0.45, 0.75),
    Fact("M-10", "B", "R&D over GDP", "mean", "OECD", _mean("rd_share"), 0.01, 0.03),
    Fact("M-10", "C", "investment over GDP", "mean", "Penn World Table; OECD", _mean("investment_share")),
    Fact("M-11", "C", "debt of firms over GDP with output", _WITH_OUTPUT, "Schularick and Taylor 2012", _comovement("firm_debt_ratio")),
    Fact("M-12", "A", "accounts residual over GDP", "largest quarter", "identity of accounts",
         lambda s: float(s.late("accounts_residual").max()), high=1e-9),
    Fact("F-23", "B", "bankruptcies with output", _WITH_OUTPUT, "list of facts of K+S models", _comovement("bankruptcy_rate"), high=0.0),
    Fact("F-17", "C", "unicorns over firms that venture funds backed", "mean over ten years of backing", "Lee 2013", _unicorn_odds),
    Fact("S-12", "B", "capacity utilisation", "mean", "Federal Reserve Board; NBS of China", _mean("capacity_utilisation"), 0.70, 0.85),
    Fact("T-12", "C", "growth of CO₂ per real GDP, a year", "first to last quarter", "Stern 2017", _carbon_growth),
)  # fmt: skip
