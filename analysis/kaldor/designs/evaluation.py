"""What a scenario answers at many points. Points that have been simulated are kept, so that a study can go on."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy
import numpy.typing
import xarray
from tqdm.auto import tqdm

from kaldor import _engine
from kaldor.errors import InputError
from kaldor.runs import run
from kaldor.scenarios import Scenario

Change = Mapping[str, float]
"""Values by the name of a parameter, or by `policies[0].value` and the like."""
Outcome = Callable[[xarray.Dataset], xarray.DataArray]
"""A number for each replication of a result."""

POLICY = re.compile(r"policies\[(\d+)\]\.(\w+)")


@dataclass(frozen=True)
class Evaluation:
    """Outcomes at points: `values` is of shape (points, replications)."""

    points: Sequence[Change]
    values: numpy.typing.NDArray[numpy.float64]

    @property
    def means(self) -> numpy.typing.NDArray[numpy.float64]:
        """Over replications, of shape (points,)."""
        return numpy.asarray(self.values.mean(1))

    @property
    def noise_share(self) -> float:
        """Part of the variance of `means` that is the chance of so few replications; not a number for one replication."""
        if self.values.shape[1] < 2:
            return float("nan")
        of_chance = self.values.var(1, ddof=1).mean() / self.values.shape[1]
        return float(of_chance / self.means.var(ddof=1))


def vary(scenario: Scenario, change: Change) -> Scenario:
    """The scenario with other values.

    Raises
    ------
    InputError
        For a name that is neither a parameter nor a policy of the scenario's own document, or a value out of range.
    """
    parameters, policies = {}, [dict(policy) for policy in scenario.document.get("policies", [])]
    for name, value in change.items():
        place = POLICY.fullmatch(name)
        if place is None:
            parameters[name] = float(value)
        elif int(place[1]) < len(policies):
            policies[int(place[1])][place[2]] = float(value)
        else:
            raise InputError(f"{name}: the scenario has {len(policies)} policies of its own")
    return scenario.with_policies(policies).with_parameters(parameters)


def evaluate(
    scenario: Scenario,
    points: Sequence[Change],
    outcome: Outcome,
    *,
    folder: str | os.PathLike[str] | None = None,
    threads: int = 0,
    progress: bool | None = None,
) -> Evaluation:
    """Simulates the scenario at every point; replication r meets the same chance at all of them.

    Parameters
    ----------
    folder
        Where finished points are kept. A call with the same scenario and engine takes them from there; it is for the caller
        to use one folder for one outcome.
    threads
        For the replications of one point; 0: as many as the machine has.
    """
    store = _Store(Path(folder) / "points.jsonl" if folder is not None else None)
    values = []
    for point in tqdm(points, unit="point", disable=None if progress is None else not progress, leave=False):
        varied = vary(scenario, point)
        key = _key(varied)
        if key not in store.known:
            answer = outcome(run(varied, threads=threads, progress=False).to_xarray())
            store.add(key, point, numpy.atleast_1d(answer.values).astype(float).tolist())
        values.append(store.known[key])
    return Evaluation(list(points), numpy.array(values))


def _key(scenario: Scenario) -> str:
    """Of everything that decides the numbers."""
    return hashlib.sha256(f"{_engine.version()} {_engine.commit()}\n{scenario.resolved()}\n{scenario.text}".encode()).hexdigest()


class _Store:
    """Finished points, a line of JSON each; a line that an end of the program cut off is left out."""

    def __init__(self, path: Path | None):
        self.known: dict[str, list[float]] = {}
        self._path = path
        if path is None:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        for line in path.read_text().splitlines() if path.exists() else []:
            try:
                record = json.loads(line)
            except json.JSONDecodeError:
                continue
            self.known[record["key"]] = record["values"]

    def add(self, key: str, point: Change, values: list[float]) -> None:
        self.known[key] = values
        if self._path is None:
            return
        with self._path.open("a") as file:
            file.write("\n" if self._cut_off() else "")
            file.write(json.dumps({"key": key, "point": dict(point), "values": values}) + "\n")

    def _cut_off(self) -> bool:
        assert self._path is not None
        return self._path.stat().st_size > 0 and not self._path.read_bytes().endswith(b"\n")
