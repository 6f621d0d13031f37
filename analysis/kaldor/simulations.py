"""One replication, quarter by quarter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

import numpy
import numpy.typing
import pandas

from kaldor import _engine
from kaldor._arguments import checked
from kaldor._names import missing
from kaldor.errors import InputError
from kaldor.rules import Economy
from kaldor.runs import checked_threads
from kaldor.scenarios import Scenario


REPLICATIONS = 1_000_000  # that a scenario can have at most
Column = numpy.typing.NDArray[Any]


class Firms(Mapping[str, Column]):
    """Columns of the firms, one value a row. Rows where `alive` is false hold no firm.

    Columns that the engine keeps as they are shown (`is_view`) are read-only views of its memory: no copy is made, and
    they show the present quarter, also after the next step. The others are made when they are asked for. The number of
    rows grows with the population, so ask again after a step.
    """

    def __init__(self, engine: _engine.Simulation):
        self._engine = engine
        self._names = [column["name"] for column in _engine.firm_columns()]

    def __getitem__(self, column: str) -> Column:
        if column not in self._names:
            raise KeyError(missing("firm column", column, self._names))
        view: Column | None = self._engine.view(column)
        return self._engine.values(column) if view is None else view

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def is_view(self, column: str) -> bool:
        """Whether the column is shown without a copy."""
        return self._engine.view(column) is not None

    @property
    def alive(self) -> numpy.typing.NDArray[numpy.bool_]:
        return self["weight"] > 0

    @checked
    def to_pandas(self, columns: list[str] | None = None) -> pandas.DataFrame:
        """A table of the firms that live, copied. Raises InputError for a column that there is not."""
        for name in columns or ():
            if name not in self._names:
                raise InputError(missing("firm column", name, self._names))
        alive = self.alive
        return pandas.DataFrame({name: self[name][alive] for name in columns or self._names})


class Simulation:
    """One replication of a scenario. Iterating simulates one quarter after the other and gives the economy each time.

    Parameters
    ----------
    scenario
        What to simulate; rules of it are asked before each quarter.
    replication
        Which one, from 0: the same as in a run of the scenario.
    threads
        For the firms of this replication; the numbers do not depend on it.

    Examples
    --------
    >>> simulation = kaldor.Simulation(kaldor.scenario("mini", years=10))
    >>> for economy in simulation:
    ...     if economy["unemployment"] > 0.08:
    ...         economy.set_lever("procurement", 0.05)
    >>> simulation.firms["employees"]        # a view, not a copy
    """

    @checked
    def __init__(self, scenario: Scenario, *, replication: int = 0, threads: int = 1):
        if not 0 <= replication < REPLICATIONS:
            raise InputError(f"replication: expected a whole number from 0 to {REPLICATIONS - 1}, got {replication}")
        self.scenario = scenario
        self._engine = _engine.Simulation(scenario.loaded, replication, checked_threads(threads))
        self._steer = scenario.steering()
        self.economy = Economy(self._engine, scenario.start, scenario.industries, scenario.regions)
        self.firms = Firms(self._engine)

    def __reduce__(self) -> NoReturn:
        """Copies would share the firms, and the engine's memory cannot be sent to another process."""
        raise TypeError("a simulation is neither copied nor pickled: make another of its scenario and step it as far")

    @property
    def period(self) -> int:
        """Quarters simulated so far."""
        return self._engine.period

    def step(self) -> Economy:
        """Simulates one quarter, also beyond the scenario's horizon.

        Raises
        ------
        RunError
            If the accounts do not close or a value is not a number.
        """
        self._steer(self._engine)
        self._engine.step()
        return self.economy

    def __iter__(self) -> Iterator[Economy]:
        while self.period < self.scenario.periods:
            yield self.step()

    def __len__(self) -> int:
        return self.scenario.periods
