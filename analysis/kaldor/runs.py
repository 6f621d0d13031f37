"""Runs of scenarios: all replications, written to result files and read from there."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import numpy
import pandas
import xarray

from kaldor import _engine, compare, declarations, results
from kaldor._arguments import checked
from kaldor._bar import tqdm
from kaldor._files import TemporaryFolder, made
from kaldor._names import missing
from kaldor.errors import InputError, Interrupted
from kaldor.rules import Steering
from kaldor.scenarios import Scenario

POLL_SECONDS = 0.05
MOST_THREADS = 4096
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Result:
    """What was simulated, in files that are read when asked for.

    Files that were given no place lie in a temporary folder, which goes with this object.
    """

    paths: Mapping[str, Path]
    """Result file of each arm."""
    scenarios: Mapping[str, Scenario]
    compared: bool
    """Whether arms were asked for; a single run has none."""
    _folder: TemporaryFolder | None = field(default=None, repr=False)

    def to_xarray(self) -> xarray.Dataset:
        """Every indicator, read lazily, with dimensions (arm,) replication, period, and region, industry, skill, or flow and account."""
        return results.open(self._files())

    @checked
    def firms(self, columns: Sequence[str] | None = None, periods: Sequence[int] | None = None) -> pandas.DataFrame:
        """The panel of firms, where the scenario asks for one; see `kaldor.open_firms`."""
        return results.open_firms(self._files(), columns, periods)

    @checked
    def difference(self, policy: str, base: str, indicator: str, *, relative: bool = False) -> compare.Difference:
        """Paired differences of an indicator between two arms; see `kaldor.difference`."""
        return compare.difference(self.to_xarray(), policy, base, indicator, relative=relative)

    def _files(self) -> dict[str, Path] | Path:
        return dict(self.paths) if self.compared else next(iter(self.paths.values()))

    def digest(self) -> dict[str, str]:
        """Of each arm: equal digests mean equal bits."""
        return {arm: _engine.digest(str(path)) for arm, path in self.paths.items()}


@checked
def run(
    scenario: Scenario,
    *,
    output: str | os.PathLike[str] | None = None,
    overwrite: bool = False,
    threads: int = 0,
    progress: bool | None = None,
) -> Result:
    """Simulates every replication of a scenario.

    Parameters
    ----------
    output
        Result file (docs/formats/trajectory.md); a temporary one if none is named.
    overwrite
        Whether a file that is there may be replaced.
    threads
        0: as many as the machine has. The numbers do not depend on it.
    progress
        Shows a bar; by default where someone can see it.

    Raises
    ------
    RunError, OutputError, InputError
    Interrupted
        At Ctrl-C, within a second, with what was simulated.
    """
    folder = TemporaryFolder() if output is None else None
    path = folder.path / "run.h5" if folder else Path(output or "")
    result = Result({scenario.name: path}, {scenario.name: scenario}, False, folder)
    _simulate(result, overwrite, threads, progress)
    return result


@checked
def observe(
    scenario: Scenario, indicators: str | Sequence[str], *, threads: int = 0, progress: bool | None = None
) -> xarray.Dataset:
    """Simulates every replication and keeps some indicators in memory; no file is written.

    The numbers are those of `run`, on (replication, period, ...), with the coordinates that its result has.

    Raises
    ------
    RunError, InputError
    KeyboardInterrupt
        At Ctrl-C, within a second; nothing is kept.
    """
    declared = declarations.indicators()
    indicators = [indicators] if isinstance(indicators, str) else list(indicators)
    unknown = [name for name in indicators if name not in declared.index]
    if unknown:
        raise InputError(missing("indicator", unknown[0], declared.index))
    with tqdm(total=scenario.periods * scenario.replications, **_bar(progress)) as bar:
        seen = _watch(lambda control: _engine.observe(scenario.loaded, indicators, checked_threads(threads), control, _rule(scenario)), bar)
    if seen is None:
        raise KeyboardInterrupt
    leading = ("replication", "period")
    variables = {
        name: (leading + declared.loc[name, "dimensions"], values, {"units": declared.loc[name, "unit"], "long_name": declared.loc[name, "meaning"]})
        for name, values in seen.items()
    }
    labels = {"region": scenario.regions, "industry": scenario.industries, "skill": ["low", "high"], "flow": _engine.flows(), "account": _engine.accounts()}
    used = {dim for _, (dims, *_) in variables.items() for dim in dims}
    time = scenario.start + numpy.arange(scenario.periods) / 4
    coordinates = {name: values for name, values in labels.items() if name in used}
    return xarray.Dataset(
        variables,
        {**coordinates, "replication": range(scenario.replications), "period": range(scenario.periods), "time": ("period", time)},
        {"scenario_name": scenario.name, "seed": scenario.seed},
    )


@checked
def experiment(
    arms: Mapping[Any, Scenario],
    *,
    replications: int | None = None,
    seed: int | None = None,
    output: str | os.PathLike[str] | None = None,
    overwrite: bool = False,
    threads: int = 0,
    progress: bool | None = None,
) -> Result:
    """Simulates several scenarios under common random numbers, so that they can be compared pair by pair.

    Parameters and errors that are not told here are as in `kaldor.run`.

    Parameters
    ----------
    arms
        Scenarios by what they shall be called in the result.
    replications, seed
        For all arms; by default those of the scenarios, which must then be the same.
    output
        Folder for one result file an arm; a temporary one if none is named.
    """
    if not arms:
        raise InputError("expected at least one scenario, got none")
    scenarios = {str(arm): scenario.with_settings(replications=replications, seed=seed) for arm, scenario in arms.items()}
    if len(scenarios) < len(arms):
        raise InputError(f"expected a name of its own for each arm, got {', '.join(map(repr, arms))}")
    _check_alike(scenarios)
    folder = TemporaryFolder() if output is None else None
    place = made(folder.path if folder else output or "")
    result = Result({arm: place / file for arm, file in _files(scenarios).items()}, scenarios, True, folder)
    _simulate(result, overwrite, threads, progress)
    return result


def _files(arms: Iterable[str]) -> dict[str, str]:
    """A file name for each arm, like its name as far as a file can be called so."""
    files: dict[str, str] = {}
    for arm in arms:
        name = re.sub(r"[^\w.-]|^\.", "-", arm) or "arm"
        while f"{name}.h5" in files.values():
            name += "-"
        files[arm] = f"{name}.h5"
    return files


def _check_alike(scenarios: Mapping[str, Scenario]) -> None:
    """Common random numbers need the same chance in every arm."""
    for what in ("seed", "replications", "start", "periods", "industries", "regions"):
        said = {arm: getattr(scenario, what) for arm, scenario in scenarios.items()}
        first = next(iter(said.values()))
        for arm, value in said.items():
            if value != first:
                raise InputError(f"arms to be compared need the same {what}: {next(iter(said))!r} has {first}, {arm!r} has {value}")


def _simulate(result: Result, overwrite: bool, threads: int, progress: bool | None) -> None:
    quarters = sum(s.periods * s.replications for s in result.scenarios.values())
    with tqdm(total=quarters, **_bar(progress)) as bar:
        for arm, scenario in result.scenarios.items():
            bar.set_description(arm)
            path, rule = str(result.paths[arm]), _rule(scenario)
            complete = _watch(lambda control: _engine.run(scenario.loaded, path, overwrite, checked_threads(threads), control, rule), bar)
            if not complete:
                raise Interrupted(_partial(result, arm))


def checked_threads(threads: int) -> int:
    """The number itself; InputError for one that no machine has."""
    if not 0 <= threads <= MOST_THREADS:
        raise InputError(f"threads: expected 0, for as many as the machine has, or a number up to {MOST_THREADS}, got {threads!r}")
    return threads


def _rule(scenario: Scenario) -> Steering | None:
    return scenario.steering() if scenario.rules else None


def _bar(progress: bool | None) -> dict[str, Any]:
    """Settings of a bar: shown if asked for, or where someone can see it."""
    return {"unit": "quarter", "disable": None if progress is None else not progress, "leave": False}


def _watch(work: Callable[[_engine.RunControl], Answer], bar: tqdm[NoReturn]) -> Answer:
    """Does the work in a thread of its own, moves the bar, and passes Ctrl-C on."""
    control = _engine.RunControl()
    with ThreadPoolExecutor(1, "kaldor-run") as executor:
        running = executor.submit(work, control)
        while not running.done():
            try:
                wait([running], POLL_SECONDS)
                bar.update(control.quarters - bar.n)
            except KeyboardInterrupt:
                control.interrupt()
    bar.update(control.quarters - bar.n)
    return running.result()


def _partial(result: Result, stopped: str) -> Result:
    """Arms that were simulated whole, and what there is of the one that was stopped."""
    arms = list(result.paths)
    begun = arms[: arms.index(stopped) + 1]
    paths = {arm: result.paths[arm] for arm in begun}
    paths[stopped] = paths[stopped].with_name(paths[stopped].name + ".partial")
    return Result(paths, {arm: result.scenarios[arm] for arm in begun}, result.compared, result._folder)
