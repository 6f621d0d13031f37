"""Indicators of one replication as the facts of sectors and of the cycle need them."""

from functools import cache

import numpy
import xarray

from kaldor.facts.classification import Classification
from kaldor.facts.estimators.cycle import correlation, hp_cycle
from kaldor.facts.fact import Unanswered

CYCLE = 32  # quarters of the longest business cycle, Stock and Watson (1999)
DECADE = 10  # years over which structural change is told


class Series:
    """Series of one replication, on (period, ...); `burn_in` in years, `known` what industries and regions are.

    `time` beside the periods says how many of them make a year; without it they are quarters.
    """

    def __init__(self, data: xarray.Dataset, burn_in: float, known: Classification | None = None):
        self._data, self._known = data, known or Classification()
        self.per_year = periods_a_year(data)
        self._from = round(burn_in * self.per_year)
        self.whole, self.cycle = cache(self._whole), cache(self._cycle)

    def _whole(self, name: str) -> numpy.ndarray:
        """From the first period on."""
        values = self.recorded(name)
        if numpy.isnan(values).any():
            raise Unanswered(f"{name} is not a number in some periods")
        return values

    def recorded(self, name: str) -> numpy.ndarray:
        """From the first period on, not a number where it is undefined."""
        if name not in self._data:
            raise Unanswered(f"the indicator {name} is not recorded")
        values: numpy.ndarray = self._data[name].transpose("period", ...).to_numpy()
        if len(values) < 2:
            raise Unanswered("a single period is recorded")
        return values

    def recorded_decade(self, name: str) -> numpy.ndarray:
        """The same, for what needs a decade."""
        return self.at_least_a_decade(self.recorded(name))

    def late(self, name: str) -> numpy.ndarray:
        """After the burn-in; `employment` is that of the nation."""
        late = self._after_burn_in(self.whole(name))
        return late.sum(axis=1) if name == "employment" and late.ndim == 2 else late

    def late_recorded(self, name: str) -> numpy.ndarray:
        """After the burn-in, not a number where it is undefined."""
        return self._after_burn_in(self.recorded(name))

    def _after_burn_in(self, values: numpy.ndarray) -> numpy.ndarray:
        if len(values) < self._from + 2:
            raise Unanswered(f"the run ends {'before' if len(values) < self._from else 'with'} its burn-in")
        return values[self._from :]

    def quarters(self, name: str) -> numpy.ndarray:
        """After the burn-in, for what needs quarters and the length of a business cycle."""
        values = self.late(name)
        if self.per_year != 4:
            raise Unanswered("not every quarter is recorded")
        if len(values) < CYCLE:
            raise Unanswered(f"{len(values)} quarters after the burn-in are fewer than {CYCLE}, the longest business cycle")
        return values

    def decade(self, name: str) -> numpy.ndarray:
        """From the first period on, for what needs a decade."""
        return self.at_least_a_decade(self.whole(name))

    def at_least_a_decade(self, values: numpy.ndarray) -> numpy.ndarray:
        if len(values) < DECADE * self.per_year:
            raise Unanswered(f"structural change is told over {DECADE} years, and the series are shorter")
        return values

    def _cycle(self, name: str) -> numpy.ndarray:
        """Deviation from the Hodrick-Prescott trend, of logs for amounts."""
        amount = name in ("gdp_real", "consumption_real", "investment_real", "employment")
        values = self.quarters(name)
        return hp_cycle(numpy.log(values) if amount else values)

    def spread(self, name: str) -> float:
        return float(self.cycle(name).std())

    def with_output(self, name: str) -> float:
        return correlation(self.cycle(name), self.cycle("gdp_real"))

    def yearly_growth(self, name: str) -> float:
        """Growth a year from the first period after the burn-in to the last."""
        values = self.late(name)
        return float((values[-1] / values[0]) ** (self.per_year / (values.size - 1)) - 1)

    def in_sector(self, *names: str) -> numpy.ndarray:
        """Which industries belong to the sectors."""
        if self._known.sectors is None:
            raise Unanswered("the sectors of the industries are not known (a coordinate `sector` along `industry` tells them)")
        members = numpy.isin(self._known.sectors, names)
        if not members.any():
            raise Unanswered(f"there is no industry of the sector {' or '.join(names)}")
        return members

    @property
    def food(self) -> numpy.ndarray:
        """Which industries grow or make food."""
        if self._known.food is None or not self._known.food.any():
            raise Unanswered("which industries make food is not known")
        return self._known.food

    @property
    def land(self) -> numpy.ndarray:
        """Area of each region, square kilometres."""
        if self._known.land is None:
            raise Unanswered("the areas of the regions are not known (a coordinate `land` along `region` tells them)")
        return self._known.land


def periods_a_year(data: xarray.Dataset) -> float:
    """4 where every quarter is recorded, 1 for yearly data, 0.2 for what is recorded every five years."""
    if "time" not in data.coords or data.sizes["period"] < 2:
        return 4.0
    return round(1 / float(data["time"][1] - data["time"][0]), 6)
