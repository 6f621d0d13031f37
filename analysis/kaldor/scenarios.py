"""Scenarios: what is asked of the model."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy
import yaml

from kaldor import _engine
from kaldor._arguments import check_fields, checked
from kaldor.errors import InputError
from kaldor.rules import Rule, Steering


def scenarios() -> list[str]:
    """Names of the scenarios that come with Kaldor."""
    return _engine.scenarios()


@dataclass(frozen=True)
class Scenario:
    """An economy, a horizon, mechanisms, parameters and policies. It never changes; `with_...` make new ones.

    Made by `kaldor.scenario`. The engine reads it as it reads a file, so its faults are those of a file.
    """

    document: Mapping[str, Any]
    """What a scenario file would say (docs/formats/scenario.md)."""
    rules: tuple[Rule, ...] = ()
    loaded: _engine.LoadedScenario = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        check_fields(self)
        document = _plain(self.document)
        object.__setattr__(self, "document", document)
        name = document.get("name", "scenario")
        object.__setattr__(self, "loaded", _engine.parse(self.text, f"scenario {name}"))

    def __reduce__(self) -> tuple[type[Scenario], tuple[Mapping[str, Any], tuple[Rule, ...]]]:
        return Scenario, (self.document, self.rules)

    def __hash__(self) -> int:
        return hash((self.text, self.rules))

    @property
    def text(self) -> str:
        """The document as YAML, which result files keep. Rules stand in it as comments, for a file cannot run them."""
        try:
            said = yaml.safe_dump(self.document, sort_keys=False, allow_unicode=True)
        except yaml.representer.RepresenterError as error:
            raise InputError(f"a scenario holds text, numbers, lists and mappings only, not {error.args[-1]!r}") from None
        return said + "".join(f"# {line}\n" for rule in self.rules for line in rule.source.splitlines())

    @property
    def name(self) -> str:
        return self.loaded.name

    @property
    def start(self) -> int:
        """Year of the first quarter."""
        return self.loaded.start

    @property
    def periods(self) -> int:
        """Quarters to simulate."""
        return self.loaded.periods

    @property
    def firms(self) -> int:
        """Records to simulate; each stands for as many real firms as its weight says."""
        return self.loaded.firms

    @property
    def seed(self) -> int:
        return self.loaded.seed

    @property
    def replications(self) -> int:
        return self.loaded.replications

    @property
    def industries(self) -> list[str]:
        """Short ids in the order of the economy's table."""
        return self.loaded.industries

    @property
    def regions(self) -> list[str]:
        return self.loaded.regions

    def steering(self) -> Steering:
        """Asks the rules, one replication after the other."""
        return Steering(self.rules, self.start, self.industries, self.regions)

    def resolved(self) -> str:
        """The whole scenario with all defaults filled in, as YAML."""
        return self.loaded.resolved()

    @checked
    def with_policy(
        self,
        policy: str | Rule,
        value: float | None = None,
        *,
        from_: float | None = None,
        until: float | None = None,
        ramp: str | None = None,
        industries: Sequence[str] | None = None,
        regions: Sequence[str] | None = None,
        only: Mapping[str, str | Sequence[str]] | None = None,
        finance: str | None = None,
        when: str | None = None,
        hold: str | None = None,
        target: Mapping[str, Any] | None = None,
    ) -> Scenario:
        """The scenario with one more policy.

        Parameters
        ----------
        policy
            Name of a lever (`kaldor.levers()`), or a rule made by `kaldor.policy`, which stands alone: it answers by itself how much, when and where.
        value
            In the unit of the lever.
        from_, until
            Years; the first quarter with it and the first without. Without `from_`, from the start.
        ramp, hold
            Durations such as "4 quarters" or "2 years".
        industries, regions
            Ids of industries, groups of industries, regions; all where none is given.
        only
            Conditions on firms, judged each quarter: `{"employees": "< 300"}`, several of one column in a list.
        finance
            "deficit", "budget", or a tax by name.
        when
            A rule over indicators of the quarter before: "unemployment > 0.08".
        target
            Lets the value follow an indicator (docs/formats/scenario.md).

        Raises
        ------
        InputError
            With every fault found.
        """
        conditions = {
            "value": value, "from": from_, "until": until, "ramp": ramp, "industries": industries,
            "regions": regions, "only": only, "finance": finance, "when": when, "hold": hold, "target": target,
        }  # fmt: skip
        said = {key: x for key, x in conditions.items() if x is not None}
        if isinstance(policy, Rule):
            if said:
                raise InputError(f"the rule {policy.name!r} answers by itself how much, when and where: {', '.join(said)} cannot stand beside it")
            return replace(self, rules=(*self.rules, policy))
        return self._saying(policies=[*self.document.get("policies", []), {"lever": policy, **said}])

    @checked
    def with_policies(self, policies: Sequence[Mapping[str, Any]]) -> Scenario:
        """The scenario with these in place of its own policies, as a file would say them; those of its base stay."""
        return self._saying(policies=list(policies))

    @checked
    def with_parameters(self, values: Mapping[str, float]) -> Scenario:
        """The scenario with other values of parameters: `{"innovation.opportunity": 0.3}`."""
        return self._saying(parameters={**self.document.get("parameters", {}), **values})

    def with_mechanisms(self, **on: bool) -> Scenario:
        """The scenario with mechanisms switched: `with_mechanisms(automation=False)`."""
        return self._saying(mechanisms={**self.document.get("mechanisms", {}), **on})

    @checked
    def with_settings(
        self,
        *,
        name: str | None = None,
        firms: int | None = None,
        years: int | None = None,
        periods: int | None = None,
        seed: int | None = None,
        replications: int | None = None,
        firm_panel: str | None = None,
        sample: float | None = None,
    ) -> Scenario:
        """The scenario with another name, size, horizon or chance, or with a panel of firms.

        `firm_panel` says how often firms are recorded ("5 years"), `sample` which share of them.
        """
        said: dict[str, Any] = {"name": name, "firms": firms, "years": years, "periods": periods, "seed": seed, "replications": replications}
        changes = {key: x for key, x in said.items() if x is not None}
        if firm_panel is None and sample is not None:
            raise InputError("sample: expected `firm_panel` beside it, how often firms are recorded")
        if firm_panel is not None:
            changes["output"] = {**self.document.get("output", {}), "firms": {"every": firm_panel, "sample": 1.0 if sample is None else sample}}
        dropped = {"years", "periods"} if {"years", "periods"} & changes.keys() else set()
        kept = {key: x for key, x in self.document.items() if key not in dropped}
        return replace(self, document={**kept, **changes})

    def _saying(self, **changes: Any) -> Scenario:
        """An empty list or mapping is not said: it is what a file without it means."""
        document = {**self.document, **changes}
        return replace(self, document={key: x for key, x in document.items() if x or key not in changes})


def scenario(base: str | os.PathLike[str] | Mapping[str, Any] = "china-2017", **settings: Any) -> Scenario:
    """A scenario that builds on another one.

    Parameters
    ----------
    base
        Name of a shipped scenario (`kaldor.scenarios()`), a scenario file, or what a file would say, as a mapping.
    settings
        As in `Scenario.with_settings`: firms, years, seed, ...

    Raises
    ------
    InputError
        With every fault found.

    Examples
    --------
    >>> base = kaldor.scenario("china-2017", firms=20_000, years=25)
    >>> policy = base.with_policy("carbon_price", value=50, from_=2020)
    """
    if isinstance(base, Mapping):
        made = Scenario({"kaldor": 1, **base})
    else:
        if not isinstance(base, str | os.PathLike):
            raise InputError(f"expected the name of a scenario, a file or a mapping, got {base!r}")
        place = _place(os.fspath(base))
        made = Scenario({"kaldor": 1, "name": _engine.load(place).name, "base": place})
    return made.with_settings(**settings) if settings else made


def _place(name: str) -> str:
    """A file by its whole path, so that it is found from anywhere; a name as it is."""
    return str(Path(name).resolve()) if "/" in name or name.endswith((".yaml", ".yml")) else name


def _plain(value: Any) -> Any:
    """Numbers and lists of NumPy, tuples and paths as YAML writes them."""
    if isinstance(value, Mapping):
        return {str(key): _plain(x) for key, x in value.items()}
    if isinstance(value, numpy.ndarray | numpy.generic):
        return _plain(value.tolist())
    if isinstance(value, list | tuple | set):
        return [_plain(x) for x in value]
    return os.fspath(value) if isinstance(value, os.PathLike) else value
