"""Policies that are rules written in Python, and the economy that they see."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

import numpy
import numpy.typing

from kaldor import _engine
from kaldor._arguments import checked, suits
from kaldor._names import missing
from kaldor.errors import InputError

Array = numpy.typing.NDArray[numpy.float64]
Where = str | tuple[str, str]
"""An industry, a region, or an industry in a region."""
Place = tuple[str, str | None, str | None]
"""A lever, and the industry and region where it acts; None: everywhere."""
Answer = Mapping[str, float | Mapping[Where, float]]


class _Steerable(Protocol):
    @property
    def period(self) -> int: ...
    @property
    def replication(self) -> int: ...
    def indicator(self, name: str) -> Array: ...
    def lever(self, name: str) -> Array: ...
    def set_lever(self, name: str, value: float, industry: int | None, region: int | None) -> None: ...


class Economy:
    """The economy between two quarters: its indicators can be read and its levers set.

    `economy["gdp"]` is a float, `economy["value_added"]` an array over what `kaldor.indicators()` names, always of the
    quarter that has just ended.
    """

    def __init__(self, engine: _Steerable, start: int, industries: list[str], regions: list[str]):
        self._engine = engine
        self.start, self.industries, self.regions = start, industries, regions

    @property
    def period(self) -> int:
        """Quarters simulated so far."""
        return self._engine.period

    @property
    def time(self) -> float:
        """Start of the last simulated quarter, in years; 2020.25 is the second quarter of 2020."""
        return self.start + (self.period - 1) / 4

    @property
    def replication(self) -> int:
        return self._engine.replication

    @checked
    def __getitem__(self, indicator: str) -> Any:
        with _told("indicator", indicator, _engine.indicators, KeyError):
            value = self._engine.indicator(indicator)
        return value.item() if value.ndim == 0 else value

    @checked
    def lever(self, name: str) -> Array:
        """Strength of a lever in the last quarter, [industry, region]; policies for some firms only are left out."""
        with _told("lever", name, _engine.levers, InputError):
            return self._engine.lever(name)

    @checked
    def set_lever(self, name: str, value: float, *, industry: str | None = None, region: str | None = None) -> None:
        """Holds a lever from the next quarter on, in one industry, in one region, or everywhere.

        It acts beside the scenario's own policies, like one more policy. It stays until it is set again there.

        Raises
        ------
        InputError
            For a value outside the range of the lever, or a lever, industry or region that there is not.
        """
        places = _index(self.industries, industry, "industry"), _index(self.regions, region, "region")
        with _told("lever", name, _engine.levers, InputError):
            self._engine.set_lever(name, value, *places)


def _index(names: list[str], name: str | None, what: str) -> int | None:
    if name is None:
        return None
    if name not in names:
        raise InputError(missing(what, name, names))
    return names.index(name)


@contextmanager
def _told(what: str, name: str, declared: Callable[[], list[dict[str, Any]]], error: type[Exception]) -> Iterator[None]:
    """A name that the engine does not know is told with the nearest that it knows."""
    try:
        yield
    except KeyError:
        raise error(missing(what, name, (row["name"] for row in declared()))) from None


@dataclass(frozen=True)
class Rule:
    """A policy that asks a function of the user before every quarter but the first."""

    function: Callable[[Economy], Answer]

    def __call__(self, economy: Economy) -> Answer:
        return self.function(economy)

    @property
    def source(self) -> str:
        """What the function says, as far as Python knows."""
        try:
            return inspect.getsource(self.function)
        except (OSError, TypeError):
            return f"rule {self.name}: its source is not known"

    @property
    def name(self) -> str:
        return getattr(self.function, "__name__", "rule")


@checked
def policy(function: Callable[[Economy], Answer]) -> Rule:
    """Makes a policy of a function from an economy to the levers that it wants in the next quarter.

    The function returns a mapping of levers to values, or to mappings of places to values; a place is an industry, a
    region, or a pair of both. What it does not return ends. It is asked before every quarter from the second on, in every
    replication, from several threads one after the other: what it answers must follow from the economy it is given, or
    the bits of a run are no longer those of its seed.

    Examples
    --------
    >>> @kaldor.policy
    ... def lean_against_wind(economy):
    ...     return {"procurement": 0.5 * max(0.0, economy["unemployment"] - 0.06)}
    >>> scenario = kaldor.scenario("china-2017").with_policy(lean_against_wind)
    """
    return Rule(function)


class Steering:
    """Asks the rules of a scenario and sets the levers as they answer."""

    def __init__(self, rules: tuple[Rule, ...], start: int, industries: list[str], regions: list[str]):
        self._rules = rules
        self._start, self._industries, self._regions = start, industries, regions
        self._held: dict[int, set[Place]] = {}

    def __call__(self, engine: _Steerable) -> None:
        economy = Economy(engine, self._start, self._industries, self._regions)
        if economy.period == 0:
            return
        wanted: dict[Place, float] = {}
        for rule in self._rules:
            for place, value in self._wanted(rule, rule(economy)).items():
                wanted[place] = wanted.get(place, 0.0) + value
        held = self._held.setdefault(economy.replication, set())
        for lever, industry, region in held - wanted.keys():
            economy.set_lever(lever, 0.0, industry=industry, region=region)
        for (lever, industry, region), value in wanted.items():
            economy.set_lever(lever, value, industry=industry, region=region)
        held.update(wanted)

    def _wanted(self, rule: Rule, answer: Answer) -> dict[Place, float]:
        try:
            return {place: _number(value) for lever, said in answer.items() for place, value in self._places(lever, said)}
        except (AttributeError, TypeError, ValueError):
            raise InputError(f"the rule {rule.name!r} must return levers and their values, but returned {answer!r}") from None

    def _places(self, lever: str, answer: float | Mapping[Where, float]) -> Iterator[tuple[Place, float]]:
        if not isinstance(answer, Mapping):
            yield (lever, None, None), answer
            return
        for place, value in answer.items():
            if isinstance(place, tuple):
                yield (lever, *place), value
            elif place in self._industries:
                yield (lever, place, None), value
            else:
                yield (lever, None, place), value


def _number(value: Any) -> float:
    """Raises TypeError for what only turns into one: True, and a number in quotes."""
    if not suits(value, float):
        raise TypeError
    return float(value)
