"""Runs the `kaldor` command and reads its result files."""

import os
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pandas
import xarray
import yaml

from kaldor.results import open_firms

ROOT = Path(__file__).resolve().parents[3]
SCENARIOS = Path(os.environ.get("KALDOR_SCENARIOS", ROOT / "scenarios"))


class EngineError(Exception):
    """A run of the command that failed; the text tells which and what it said."""


@dataclass(frozen=True)
class Options:
    """What the command line of the validation asks for; nothing means the default of the check."""

    seeds: int | None = None
    periods: int | None = None
    firms: int | None = None


def default_command() -> Path:
    return Path(os.environ.get("KALDOR_COMMAND", ROOT / "build/release/bin/kaldor")).resolve()


@dataclass(frozen=True)
class Engine:
    """One built command."""

    command: Path

    def call(self, *arguments: object, environment: Mapping[str, str] | None = None) -> str:
        """Standard output of the command. Throws EngineError unless the status is 0."""
        settings = {"KALDOR_SCENARIOS": str(SCENARIOS), **os.environ, **(environment or {})}
        words = [str(self.command), *map(str, arguments)]
        try:
            result = subprocess.run(words, capture_output=True, text=True, env=settings, check=False)
        except OSError as error:
            raise EngineError(f"cannot start {self.command}: {error.strerror}") from error
        if result.returncode != 0:
            raise EngineError(f"{' '.join(words)}: status {result.returncode}: {result.stderr.strip()}")
        return result.stdout

    @contextmanager
    def result(self, scenario: object, environment: Mapping[str, str] | None = None, **options: object):
        """The result file of a run, while the block lasts."""
        with tempfile.TemporaryDirectory(prefix="kaldor-validation-") as folder:
            file = Path(folder) / "run.h5"
            words = run_arguments(scenario, **options)
            self.call("run", *words, "--quiet", "-o", file, environment=environment)
            yield file

    def run(self, scenario: object, variables: Iterable[str] | None = None, **options: object) -> xarray.Dataset:
        """Aggregates of a run in memory; `variables` says which."""
        with self.result(scenario, **options) as file:
            with xarray.open_dataset(file, engine="netcdf4") as data:
                return (data if variables is None else data[list(variables)]).load()

    def panel(self, scenario: object, columns: Iterable[str], **options: object) -> pandas.DataFrame:
        """Rows of the firm panel of a run."""
        with self.result(scenario, **options) as file:
            return open_firms(file, list(columns))

    def digest(self, scenario: object, environment: Mapping[str, str] | None = None, **options: object) -> str:
        with self.result(scenario, environment, **options) as file:
            return self.call("digest", file).split()[0]


def run_arguments(
    scenario: object,
    replications: int | None = None,
    periods: int | None = None,
    firms: int | None = None,
    seed: int | None = None,
    threads: int | None = None,
    settings: Iterable[str] = (),
) -> list[str]:
    """Words of `kaldor run`; what is not given is left to the scenario."""
    options = {"--replications": replications, "--periods": periods, "--firms": firms, "--seed": seed, "--threads": threads}
    words = [str(scenario)]
    for name, value in options.items():
        if value is not None:
            words += [name, str(value)]
    for setting in settings:
        words += ["--set", setting]
    return words


def policy_setting(*policies: Mapping[str, object]) -> str:
    """The `--set` that puts these policies in place of those of the scenario."""
    text = yaml.safe_dump([dict(policy) for policy in policies], default_flow_style=True, width=10**6, sort_keys=False)
    return "policies=" + text.strip()


def economy(name: str) -> dict:
    """An economy file as it is."""
    return yaml.safe_load((SCENARIOS / "economies" / f"{name}.yaml").read_text())
