"""Facts of structural change, from series by industry. They begin with the first period: the burn-in has structure too."""

from collections.abc import Callable

import numpy
from scipy import stats

from kaldor.facts.estimators.cycle import ols_slope
from kaldor.facts.fact import Fact, Unanswered
from kaldor.facts.series import Series

VARIABLES = ("employment", "value_added", "output", "price", "entry_rate_by_industry", "exit_rate_by_industry", "firm_count_by_industry")
PRIMARY, SECONDARY, TERTIARY = "primary", "secondary", "tertiary"
Measure = Callable[[Series], float]


def share(series: Series, name: str, sector: str) -> numpy.ndarray:
    """Of a sector in the total over industries, by period."""
    values = series.decade(name)
    found: numpy.ndarray = values[:, series.in_sector(sector)].sum(axis=1) / values.sum(axis=1)
    return found


def _change(name: str, sector: str) -> Measure:
    def measure(series: Series) -> float:
        found = share(series, name, sector)
        return float(found[-1] - found[0])

    return measure


def _farming_trend(series: Series) -> float:
    """Spearman correlation of yearly means with time."""
    found, per_year = share(series, "employment", PRIMARY), max(1, round(series.per_year))
    years = found[: found.size // per_year * per_year].reshape(-1, per_year).mean(axis=1)
    return float(stats.spearmanr(numpy.arange(years.size), years).statistic)


def _intermediates(series: Series) -> float:
    gross = (series.whole("price") * series.whole("output")).sum(axis=1)
    return float((1 - series.whole("value_added").sum(axis=1) / gross).mean())


def _relative_price(series: Series) -> float:
    """Growth a year of the price of services over that of the secondary sector."""
    price, output = series.decade("price"), series.decade("output")

    def index(sector: str) -> numpy.ndarray:
        members = series.in_sector(sector)
        found: numpy.ndarray = (price * output)[:, members].sum(axis=1) / output[:, members].sum(axis=1)
        return found

    ratio = index(TERTIARY) / index(SECONDARY)
    return float((ratio[-1] / ratio[0]) ** (series.per_year / (ratio.size - 1)) - 1)


def _verdoorn(series: Series) -> float:
    """Slope of productivity growth on output growth over industries."""
    members = series.in_sector(SECONDARY)
    if members.sum() < 3:
        raise Unanswered("a slope over industries needs three of the secondary sector")
    output, employed = series.decade("output")[:, members], series.decade("employment")[:, members]
    growth = numpy.log(output[-1] / output[0])
    return ols_slope(growth, growth - numpy.log(employed[-1] / employed[0]))


def _turnover(name: str) -> Measure:
    """Rate outside farming after the burn-in, industries weighted by their firms."""

    def measure(series: Series) -> float:
        members = series.in_sector(SECONDARY, TERTIARY)
        rate, firms = series.late(name)[:, members], series.late("firm_count_by_industry")[:, members]
        return float(((rate * firms).sum(axis=1) / firms.sum(axis=1)).mean())

    return measure


_TURNOVER = "Business Dynamics Statistics; Bartelsman, Scarpetta and Schivardi 2005"
_STRUCTURE = "Herrendorf, Rogerson and Valentinyi 2014"
_ENDS = "last less first quarter"

FACTS: tuple[Fact[Series], ...] = (
    Fact("F-06", "A", "entry rate outside farming, a year", "mean", _TURNOVER, _turnover("entry_rate_by_industry"), 0.05, 0.15),
    Fact("F-06", "A", "exit rate outside farming, a year", "mean", _TURNOVER, _turnover("exit_rate_by_industry"), 0.05, 0.15),
    Fact("S-08", "A", "intermediates over gross output", "mean", "OECD; WIOD", _intermediates, 0.45, 0.66),
    Fact("T-02", "A", "farming's share of employment falls", "Spearman with time, yearly", _STRUCTURE, _farming_trend, high=-0.8),
    Fact("T-02", "C", "farming's share of employment, change", _ENDS, _STRUCTURE, _change("employment", PRIMARY)),
    Fact("T-05", "A", "services' share of employment rises", _ENDS, _STRUCTURE, _change("employment", TERTIARY), low=0.0),
    Fact("T-05", "C", "services' share of value added, change", _ENDS, _STRUCTURE, _change("value_added", TERTIARY)),
    Fact("T-03", "C", "secondary sector's share of value added, change", _ENDS, _STRUCTURE, _change("value_added", SECONDARY)),
    Fact("T-07", "A", "Verdoorn slope", "growth of productivity on output over secondary industries",
         "Kaldor 1966; McCombie, Pugno and Soro 2002", _verdoorn, 0.3, 0.65),
    Fact("T-15", "B", "price of services over that of the secondary sector, growth a year", "output-weighted", "Nordhaus 2008",
         _relative_price, low=0.0),
)  # fmt: skip
