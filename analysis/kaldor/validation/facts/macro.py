"""Facts of the business cycle and of growth, from national series."""

import numpy
import xarray

from kaldor.validation.estimators.cycle import autocorrelation, correlation, hp_cycle, ols_slope
from kaldor.validation.estimators.subbotin import subbotin_shape
from kaldor.validation.facts.fact import Fact

VARIABLES = (
    "gdp_real", "consumption_real", "investment_real", "unemployment", "inflation", "labour_share", "investment_share", "rd_share",
    "capacity_utilisation", "bankruptcy_rate", "entry_rate", "accounts_residual", "carbon_emissions", "firm_debt_ratio",
)


class Series:
    """National series of one seed after the burn-in, and their Hodrick-Prescott cycles."""

    def __init__(self, data: xarray.Dataset, burn_in: int):
        late = data.isel(period=slice(burn_in, None))
        self.level = {name: late[name].to_numpy() for name in VARIABLES}
        self.level["employment"] = late["employment"].sum("industry").to_numpy()
        logs = ("gdp_real", "consumption_real", "investment_real", "employment")
        self.cycle = {name: hp_cycle(numpy.log(self.level[name])) for name in logs}
        rates = ("unemployment", "inflation", "bankruptcy_rate", "entry_rate", "firm_debt_ratio")
        self.cycle |= {name: hp_cycle(self.level[name]) for name in rates}
        self.growth = numpy.diff(numpy.log(self.level["gdp_real"]))

    def spread(self, name: str) -> float:
        return float(self.cycle[name].std())

    def with_output(self, name: str) -> float:
        return correlation(self.cycle[name], self.cycle["gdp_real"])

    def okun(self) -> float:
        """Change of unemployment over four quarters on growth over four quarters, at the start of each year."""
        growth = numpy.log(self.level["gdp_real"][4::4] / self.level["gdp_real"][:-4:4])
        change = self.level["unemployment"][4::4] - self.level["unemployment"][:-4:4]
        return ols_slope(growth, change)

    def yearly(self, name: str) -> float:
        """Growth a year over the whole span."""
        values = self.level[name]
        return float((values[-1] / values[0]) ** (4 / (values.size - 1)) - 1)


def facts(data: xarray.Dataset, burn_in: int) -> list[Fact]:
    seeds = [Series(data.isel(replication=r), burn_in) for r in range(data.sizes["replication"])]

    def each(measure) -> numpy.ndarray:
        return numpy.array([measure(s) for s in seeds])

    def mean_of(name: str) -> numpy.ndarray:
        return each(lambda s: s.level[name].mean())

    def ratio(name: str) -> numpy.ndarray:
        return each(lambda s: s.spread(name) / s.spread("gdp_real"))

    def comovement(name: str) -> numpy.ndarray:
        return each(lambda s: s.with_output(name))

    hp, with_output = "sd of HP(1600) log cycle", "correlation of HP(1600) cycles"
    return [
        Fact("M-01", "A", "growth of real GDP, a year", "first to last quarter", each(lambda s: s.yearly("gdp_real")), 0.005),
        Fact("M-02", "A", "volatility of output, sd(Y)", hp, each(lambda s: s.spread("gdp_real")), 0.01, 0.04),
        Fact("M-02", "A", "volatility of consumption, sd(C)/sd(Y)", hp, ratio("consumption_real"), high=1.0),
        Fact("M-02", "A", "volatility of investment, sd(I)/sd(Y)", hp, ratio("investment_real"), 2, 6),
        Fact("M-03", "A", "consumption with output", with_output, comovement("consumption_real"), 0.3),
        Fact("M-03", "A", "investment with output", with_output, comovement("investment_real"), 0.3),
        Fact("M-03", "A", "employment with output", with_output, comovement("employment"), 0.3),
        Fact("M-03", "A", "unemployment with output", with_output, comovement("unemployment"), high=-0.3),
        Fact("M-03", "C", "inflation with output", with_output, comovement("inflation")),
        Fact("M-03", "C", "entry with output", with_output, comovement("entry_rate")),
        Fact("M-04", "B", "autocorrelation of the output cycle", "lag of a quarter, HP(1600)",
             each(lambda s: autocorrelation(s.cycle["gdp_real"])), 0.6, 0.95),
        Fact("M-04", "B", "autocorrelation of output growth", "lag of a quarter", each(lambda s: autocorrelation(s.growth)), 0, 0.6),
        Fact("M-05", "B", "shape of output growth", "Subbotin b, maximum likelihood", each(lambda s: subbotin_shape(s.growth)), high=1.8),
        Fact("M-07", "A", "Okun slope", "yearly change of unemployment on growth", each(lambda s: s.okun()), -0.9, -0.1),
        Fact("M-08", "B", "Phillips slope", "inflation on unemployment, least squares",
             each(lambda s: ols_slope(s.level["unemployment"], s.level["inflation"])), high=0.0),
        Fact("M-09", "A", "labour share", "mean", mean_of("labour_share"), 0.45, 0.75),
        Fact("M-10", "B", "R&D over GDP", "mean", mean_of("rd_share"), 0.01, 0.03),
        Fact("M-10", "C", "investment over GDP", "mean", mean_of("investment_share")),
        Fact("M-11", "C", "debt of firms over GDP with output", with_output, comovement("firm_debt_ratio")),
        Fact("M-12", "A", "accounts residual over GDP", "largest quarter", each(lambda s: s.level["accounts_residual"].max()), high=1e-9),
        Fact("F-23", "B", "bankruptcies with output", with_output, comovement("bankruptcy_rate"), high=0.0),
        Fact("S-12", "B", "capacity utilisation", "mean", mean_of("capacity_utilisation"), 0.70, 0.85),
        Fact("T-12", "C", "growth of CO2 per real GDP, a year", "first to last quarter",
             each(lambda s: (1 + s.yearly("carbon_emissions")) / (1 + s.yearly("gdp_real")) - 1)),
    ]
