"""Facts of structural change, from series by industry. They begin with the first period: the burn-in has structure too."""

from collections.abc import Callable

import numpy
from scipy import stats

from kaldor.facts.classification import PRIMARY, SECONDARY, TERTIARY
from kaldor.facts.estimators.cycle import ols_slope
from kaldor.facts.fact import Fact, Unanswered
from kaldor.facts.series import DECADE, Series

VARIABLES = (
    "employment", "value_added", "output", "price", "entry_rate_by_industry", "exit_rate_by_industry", "firm_count_by_industry",
    "budget_share", "consumption_real", "labour_force_by_region", "smile_curvature", "automation_share_by_industry",
    "structural_productivity", "dynamic_productivity", "embodied_growth", "incumbents_contribution", "entry_contribution",
    "exit_contribution",
)  # fmt: skip
LEAST_INDUSTRIES = 3  # for a slope over them
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
    growth, productivity, _ = _growth_of_industries(series)
    return ols_slope(growth, productivity)


def _growth_of_industries(series: Series) -> tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]:
    """Log growth of output and of output for each person, first to last period, and which industries: those of the secondary
    sector that are there all the time."""
    output, employed = series.decade("output"), series.decade("employment")
    there = series.in_sector(SECONDARY) & (output[[0, -1]] > 0).all(axis=0) & (employed[[0, -1]] > 0).all(axis=0)
    if there.sum() < LEAST_INDUSTRIES:
        raise Unanswered(f"a slope over industries needs {LEAST_INDUSTRIES} of the secondary sector")
    growth = numpy.log(output[-1, there] / output[0, there])
    return growth, growth - numpy.log(employed[-1, there] / employed[0, there]), there


def _engel(series: Series) -> float:
    """Slope of the share of food in the budget on the log of real consumption for each person."""
    food = series.decade("budget_share")[:, series.food].sum(axis=1)
    people = series.decade("labour_force_by_region").sum(axis=1)
    return ols_slope(numpy.log(series.decade("consumption_real") / people), food)


def _farming_gap(series: Series) -> float:
    """Value added for each person outside farming over that in farming."""
    farms, rest = series.in_sector(PRIMARY), series.in_sector(SECONDARY, TERTIARY)

    def for_each(members: numpy.ndarray) -> numpy.ndarray:
        added, people = series.whole("value_added"), series.whole("employment")
        return numpy.asarray(added[:, members].sum(axis=1) / people[:, members].sum(axis=1))

    return float((for_each(rest) / for_each(farms)).mean())


def _robots(series: Series) -> float:
    """Slope of productivity growth on the change of the automated share of tasks, over industries."""
    _, productivity, there = _growth_of_industries(series)
    automated = series.recorded_decade("automation_share_by_industry")[:, there]
    change = automated[-1] - automated[0]
    if not numpy.ptp(change) > 0:
        raise Unanswered("no industry automates more than others")
    return ols_slope(change, productivity)


def _decade_of_shares(series: Series) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Shares in value added, at the beginning and ten years later."""
    added = series.decade("value_added")
    shares = added / added.sum(axis=1, keepdims=True)
    return shares[0], shares[min(round(DECADE * series.per_year), len(shares) - 1)]


def _speed(series: Series) -> float:
    before, after = _decade_of_shares(series)
    return float(abs(after - before).sum() / 2)


def _moore_angle(series: Series) -> float:
    before, after = _decade_of_shares(series)
    cosine = (before * after).sum() / numpy.sqrt((before**2).sum() * (after**2).sum())
    return float(numpy.degrees(numpy.arccos(min(1.0, cosine))))


def _structural_term(series: Series) -> float:
    """Of growth over a year, mean over the quarters for which it is told."""
    term = series.recorded_decade("structural_productivity") + series.recorded_decade("dynamic_productivity")
    return float(numpy.nanmean(term))


def _part_of_growth(*names: str) -> Measure:
    """Of the growth of embodied productivity, after the burn-in and the first year, in which growth over a year is not known."""
    return lambda series: float(sum(numpy.nansum(series.late_recorded(name)) for name in names) / numpy.nansum(series.late_recorded("embodied_growth")))


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
_SPEED = "the usual range is 5 to 15 points and 5 to 12 degrees a decade"
_SOURCES = "Foster, Haltiwanger and Krizan 2001; Brandt, Van Biesebroeck and Zhang 2012"

FACTS: tuple[Fact[Series], ...] = (
    Fact("F-06", "A", "entry rate outside farming, a year", "mean", _TURNOVER, _turnover("entry_rate_by_industry"), 0.05, 0.15),
    Fact("F-06", "A", "exit rate outside farming, a year", "mean", _TURNOVER, _turnover("exit_rate_by_industry"), 0.05, 0.15),
    Fact("S-08", "A", "intermediates over gross output", "mean", "OECD; WIOD", _intermediates, 0.45, 0.66),
    Fact("S-11", "B", "smile of income for each person along the chain", "curvature of a quadratic over design, production, brand; mean",
         "Ye, Meng and Wei 2015; Baldwin and Ito 2021", lambda s: float(s.late("smile_curvature").mean()), low=0.0),
    Fact("S-14", "B", "part of firms that renew themselves in growth of embodied productivity", "within term over growth, mean", _SOURCES,
         _part_of_growth("incumbents_contribution"), low=0.0),
    Fact("S-14", "B", "part of net entry in growth of embodied productivity", "entry and exit terms over growth, mean", _SOURCES,
         _part_of_growth("entry_contribution", "exit_contribution"), low=0.0),
    Fact("T-01", "A", "Engel's law: food in the budget of households", "slope of its share on log real consumption for each person",
         "Working 1943; Leser 1963", _engel, -0.12, -0.05),
    Fact("T-02", "A", "farming's share of employment falls", "Spearman with time, yearly", _STRUCTURE, _farming_trend, high=-0.8),
    Fact("T-02", "C", "farming's share of employment, change", _ENDS, _STRUCTURE, _change("employment", PRIMARY)),
    Fact("T-05", "A", "services' share of employment rises", _ENDS, _STRUCTURE, _change("employment", TERTIARY), low=0.0),
    Fact("T-05", "C", "services' share of value added, change", _ENDS, _STRUCTURE, _change("value_added", TERTIARY)),
    Fact("T-03", "C", "secondary sector's share of value added, change", _ENDS, _STRUCTURE, _change("value_added", SECONDARY)),
    Fact("T-07", "A", "Verdoorn slope", "growth of productivity on output over secondary industries",
         "Kaldor 1966; McCombie, Pugno and Soro 2002", _verdoorn, 0.3, 0.65),
    Fact("T-08", "C", "structural term of productivity growth, a year", "static and dynamic shift, mean", "McMillan and Rodrik 2011", _structural_term),
    Fact("T-09", "B", "value added for each person outside farming over that in farming", "mean", "Gollin, Lagakos and Waugh 2014",
         _farming_gap, 1.5, 6),
    Fact("T-14", "B", "productivity grows more where more is automated", "slope of growth on the change of the automated share, secondary industries",
         "Graetz and Michaels 2018", _robots, low=0.0),
    Fact("T-15", "B", "price of services over that of the secondary sector, growth a year", "output-weighted", "Nordhaus 2008",
         _relative_price, low=0.0),
    Fact("T-17", "C", "change of the structure of value added, a decade", "half the sum of absolute changes of shares", _SPEED, _speed),
    Fact("T-17", "C", "Moore angle of the structure of value added, a decade", "degrees", _SPEED, _moore_angle),
)  # fmt: skip
