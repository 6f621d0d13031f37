"""Search files: what `kaldor optimise` shall search (docs/formats/optimise.md)."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from kaldor import _yaml, declarations
from kaldor._names import nearest
from kaldor._years import Years
from kaldor.designs.measures import simulated
from kaldor.designs.sample import SEEDS
from kaldor.designs.search import DIRECTIONS, Direction
from kaldor.designs.variation import POLICY, vary
from kaldor.errors import Fault, InputError
from kaldor.scenarios import Scenario, scenario

KEYS = ("kaldor", "search", "base", "policies", "ranges", "objectives", "years", "budget", "trials", "seed")
NEEDED = ("kaldor", "base", "objectives")


@dataclass(frozen=True)
class SearchFile:
    """What is asked: `optimise` takes the rest as it is called here."""

    scenario: Scenario
    ranges: dict[str, tuple[float, float]]
    objectives: dict[str, Direction]
    years: Years | None = None
    budget: float | None = None
    trials: int = 100
    seed: int = 0
    search: str = ""


def read(path: Path) -> SearchFile:
    """A search file.

    Raises
    ------
    InputError
        With the faults of the file, or of the scenario that it builds.
    """
    return _Reader(path).whole()


@dataclass
class _Reader:
    """Collects faults with their places."""

    path: Path
    marks: dict[str, yaml.Mark] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def whole(self) -> SearchFile:
        content = self._content()
        for key in NEEDED:
            if key not in content:
                self.fault(key, "this key", "nothing")
        if content.get("kaldor", 1) != 1:
            self.fault("kaldor", "1, the version of the format", content["kaldor"])
        policies, ranges = self._policies(content.get("policies", []))
        for name, said in self._map(content, "ranges").items():
            if str(name) in ranges:
                self.fault(f"ranges.{name}", "one range for each value", "another than in `policies`")
            elif ends := self._range(f"ranges.{name}", said):
                ranges[str(name)] = ends
        if not ranges and not self.faults:
            self.fault("policies", "a policy with a range for its value, or `ranges`", "none")
        options = self._options(content)
        objectives = self._objectives(self._map(content, "objectives"))
        self.refuse()
        asked = SearchFile(self._scenario(content["base"], policies), ranges, objectives, **options)
        self._judge(asked, [name for name in self._map(content, "ranges") if str(name) in ranges])
        self.refuse()
        return asked

    def _judge(self, asked: SearchFile, named: list[str]) -> None:
        """Names and values that only the scenario can tell right from wrong."""
        known = [*declarations.parameters().index, *declarations.levers().index]
        own = len(asked.scenario.document.get("policies", []))
        for name in named:
            place = POLICY.fullmatch(name)
            if place is None and name not in known:
                self.fault(f"ranges.{name}", "a parameter, a lever or a number in a policy", repr(name), nearest(name, known))
            elif place is not None and int(place[1]) >= own:
                self.fault(f"ranges.{name}", f"a policy that there is; there are {own} policies", name)
            else:
                self._try(asked.scenario, name, asked.ranges[name])
        indicators = declarations.indicators()
        national = indicators.index[indicators["dimensions"].map(len) == 0]
        for name in asked.objectives:
            if name not in national:
                self.fault(f"objectives.{name}", "a national indicator", repr(name), nearest(name, national))
        first, last = simulated(asked.scenario)
        years = asked.years if isinstance(asked.years, tuple) else (asked.years, asked.years)
        if any(year is not None and not first <= year <= last for year in years):
            self.fault("years", f"years that are simulated, {first} to {last}", asked.years)

    def _try(self, of: Scenario, name: str, ends: tuple[float, float]) -> None:
        for end in ends:
            try:
                vary(of, {name: end})
            except InputError as error:
                for fault in error.faults:
                    self.fault(f"ranges.{name}", fault.expected, fault.got, fault.hint)

    def fault(self, path: str, expected: str, got: object, hint: str = "") -> None:
        mark = self.marks.get(path)
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        self.faults.append(Fault(str(self.path), line, column, path, expected, str(got), hint))

    def refuse(self) -> None:
        if self.faults:
            told = sorted(self.faults, key=lambda fault: (fault.line, fault.column))
            raise InputError("\n".join(map(_sentence, told)), told)

    def _content(self) -> dict[str, Any]:
        document = _yaml.read(self.path)
        self.marks, self.faults, content = document.marks, [*document.faults], document.content
        if not isinstance(content, dict):
            raise InputError(f"{self.path}: expected a mapping, got {_yaml.kind(content)}")
        for key in content:
            if key not in KEYS:
                self.fault(str(key), "a known key", repr(key), nearest(str(key), KEYS))
        return dict(content)

    def _map(self, content: dict[str, Any], key: str) -> dict[str, Any]:
        said = content.get(key, {})
        if not isinstance(said, dict):
            self.fault(key, "a mapping", repr(said))
            return {}
        return said

    def _range(self, path: str, said: object) -> tuple[float, float] | None:
        if isinstance(said, list) and len(said) == 2 and all(map(_number, said)) and said[0] < said[1]:
            return float(said[0]), float(said[1])
        self.fault(path, "[lowest, highest]", repr(said))
        return None

    def _policies(self, said: object) -> tuple[list[dict[str, Any]], dict[str, tuple[float, float]]]:
        """Policies with the lowest value, and the ranges of those values that are ranges."""
        policies, ranges = [], {}
        if not isinstance(said, list) or not all(isinstance(policy, dict) for policy in said):
            self.fault("policies", "a list of policies", repr(said))
            return [], {}
        for k, policy in enumerate(said):
            if isinstance(policy.get("value"), list) and (ends := self._range(f"policies[{k}].value", policy["value"])):
                ranges[f"policies[{k}].value"] = ends
                policies.append({**policy, "value": ends[0]})
            else:
                policies.append(policy)
        return policies, ranges

    def _objectives(self, said: dict[str, Any]) -> dict[str, Direction]:
        found: dict[str, Direction] = {}
        for name, direction in said.items():
            if direction in DIRECTIONS:
                found[str(name)] = direction
            else:
                self.fault(f"objectives.{name}", " or ".join(DIRECTIONS), repr(direction))
        return found

    def _options(self, content: dict[str, Any]) -> dict[str, Any]:
        options: dict[str, Any] = {}
        for key, least, most in (("trials", 1, math.inf), ("seed", 0, SEEDS - 1)):
            value = content.get(key, least)
            if _whole(value) and least <= value <= most:
                options |= {key: value} if key in content else {}
            else:
                self.fault(key, f"a whole number, {least} or more" if most == math.inf else f"a whole number in [{least}, {most}]", repr(value))
        if "budget" in content:
            options["budget"] = content["budget"]
            if not _number(content["budget"]):
                self.fault("budget", "a number", repr(content["budget"]))
        if "years" in content:
            years = content["years"]
            pair = isinstance(years, list) and len(years) == 2 and all(map(_whole, years)) and years[0] <= years[1]
            options["years"] = tuple(years) if pair else years
            if not pair and not _whole(years):
                self.fault("years", "a year, or [first, last]", repr(years))
        return options | ({"search": str(content["search"])} if "search" in content else {})

    def _scenario(self, base: object, policies: list[dict[str, Any]]) -> Scenario:
        """The base with the policies that are searched as its own, so that they count from 0."""
        name = re.sub(r"[^A-Za-z0-9_.+-]", "-", self.path.stem)[:80]
        if isinstance(base, str):
            document = {"base": self._placed(base)}
        elif isinstance(base, dict):
            document = {key: self._placed(value) if key in ("base", "economy") else value for key, value in base.items()}
        else:
            self.fault("base", "a scenario, a file or a mapping of scenario keys", repr(base))
            self.refuse()
        try:
            return scenario({"name": name, **document, "policies": [*policies, *document.get("policies", [])]})
        except InputError as error:
            for fault in error.faults:
                place = fault.path if fault.path in self.marks else f"base.{fault.path}" if isinstance(base, dict) else "base"
                self.fault(place, fault.expected, fault.got, fault.hint)
            self.refuse()
            raise

    def _placed(self, name: Any) -> Any:
        """Files stand relative to this one."""
        return str((self.path.parent / name).resolve()) if isinstance(name, str) and ("/" in name or name.endswith((".yaml", ".yml"))) else name


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _sentence(fault: Fault) -> str:
    place = f"{fault.file}:{fault.line}:{fault.column}: " if fault.line else f"{fault.file}: "
    return f"{place}{fault.path}: expected {fault.expected}, got {fault.got}" + (f" ({fault.hint})" if fault.hint else "")
