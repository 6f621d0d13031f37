"""Facts of structural change, from series by industry."""

import numpy
import xarray
from scipy import stats

from kaldor.validation.estimators.cycle import ols_slope
from kaldor.validation.facts.fact import Fact

VARIABLES = ("employment", "value_added", "output", "price", "entry_rate_by_industry", "exit_rate_by_industry", "firm_count_by_industry")


def enterprises(sectors: numpy.ndarray) -> numpy.ndarray:
    """Industries whose firms the sources count: all but farming."""
    return sectors != "primary"


def _sector_share(data: xarray.Dataset, name: str, members: numpy.ndarray) -> numpy.ndarray:
    values = data[name].to_numpy()
    return values[..., members].sum(axis=-1) / values.sum(axis=-1)


def _trend(shares: numpy.ndarray) -> numpy.ndarray:
    """Spearman correlation of yearly means with time, by seed."""
    years = shares[:, : shares.shape[1] // 4 * 4].reshape(shares.shape[0], -1, 4).mean(axis=2)
    return numpy.array([stats.spearmanr(numpy.arange(row.size), row).statistic for row in years])


def _relative_price(data: xarray.Dataset, above: numpy.ndarray, below: numpy.ndarray) -> numpy.ndarray:
    """Growth a year of the price of one sector's output over another's."""
    price, output = data["price"].to_numpy(), data["output"].to_numpy()

    def index(members: numpy.ndarray) -> numpy.ndarray:
        return (price * output)[..., members].sum(axis=-1) / output[..., members].sum(axis=-1)

    ratio = index(above) / index(below)
    return (ratio[:, -1] / ratio[:, 0]) ** (4 / (ratio.shape[1] - 1)) - 1


def _verdoorn(data: xarray.Dataset, members: numpy.ndarray) -> numpy.ndarray:
    """Slope of productivity growth on output growth over industries, by seed."""
    output, employed = data["output"].to_numpy()[..., members], data["employment"].to_numpy()[..., members]
    growth = numpy.log(output[:, -1] / output[:, 0])
    productivity = growth - numpy.log(employed[:, -1] / employed[:, 0])
    return numpy.array([ols_slope(x, y) for x, y in zip(growth, productivity)])


def _turnover(data: xarray.Dataset, name: str, burn_in: int, members: numpy.ndarray) -> numpy.ndarray:
    late = data.isel(period=slice(burn_in, None))
    rate, firms = late[name].to_numpy()[..., members], late["firm_count_by_industry"].to_numpy()[..., members]
    return ((rate * firms).sum(axis=-1) / firms.sum(axis=-1)).mean(axis=1)


def facts(data: xarray.Dataset, sectors: numpy.ndarray, burn_in: int) -> list[Fact]:
    primary, secondary, tertiary = (sectors == name for name in ("primary", "secondary", "tertiary"))
    firms = enterprises(sectors)
    farm = _sector_share(data, "employment", primary)
    services = _sector_share(data, "employment", tertiary)
    services_value = _sector_share(data, "value_added", tertiary)
    gross = (data["price"] * data["output"]).sum("industry")
    inputs = (1 - data["value_added"].sum("industry") / gross).mean("period").to_numpy()
    industry_value = _sector_share(data, "value_added", secondary)
    return [
        Fact("F-06", "A", "entry rate outside farming, a year", "mean", _turnover(data, "entry_rate_by_industry", burn_in, firms), 0.05, 0.15),
        Fact("F-06", "A", "exit rate outside farming, a year", "mean", _turnover(data, "exit_rate_by_industry", burn_in, firms), 0.05, 0.15),
        Fact("S-08", "A", "intermediates over gross output", "mean", inputs, 0.45, 0.66),
        Fact("T-02", "A", "farming's share of employment falls", "Spearman with time, yearly", _trend(farm), high=-0.8),
        Fact("T-02", "C", "farming's share of employment, change", "last less first quarter", farm[:, -1] - farm[:, 0]),
        Fact("T-05", "A", "services' share of employment rises", "last less first quarter", services[:, -1] - services[:, 0], low=0.0),
        Fact("T-05", "C", "services' share of value added, change", "last less first quarter", services_value[:, -1] - services_value[:, 0]),
        Fact("T-03", "C", "secondary sector's share of value added, change", "last less first quarter",
             industry_value[:, -1] - industry_value[:, 0]),
        Fact("T-07", "A", "Verdoorn slope", "growth of productivity on output over secondary industries", _verdoorn(data, secondary), 0.3, 0.65),
        Fact("T-15", "B", "price of services over that of the secondary sector, growth a year", "output-weighted",
             _relative_price(data, tertiary, secondary), low=0.0),
    ]
