"""What can go wrong, as exceptions that carry what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kaldor.runs import Result


@dataclass(frozen=True)
class Fault:
    """One fault of an input: where it stands, what was expected and what was there instead."""

    file: str
    line: int
    """From 1; 0 where no line is known."""
    column: int
    path: str
    """For example `policies[0].value`."""
    expected: str
    got: str
    hint: str


class KaldorError(Exception):
    """Any error of Kaldor."""


class InputError(KaldorError, ValueError):
    """What was asked for is wrong. `faults` holds the first hundred faults, `total` counts all."""

    def __init__(self, message: str, faults: list[Fault] | None = None, total: int | None = None):
        super().__init__(message)
        self.faults = faults or []
        self.total = len(self.faults) if total is None else total


class RunError(KaldorError, RuntimeError):
    """A simulation failed: in which stage, quarter and replication, and at whom."""

    def __init__(self, message: str, stage: str, period: int, who: str, replication: int | None):
        super().__init__(message)
        self.stage, self.period, self.who, self.replication = stage, period, who, replication


class OutputError(KaldorError, OSError):
    """A result could not be written."""


class ResultError(KaldorError, ValueError):
    """A result file cannot be read, or does not hold what was asked for. One sentence names the file and the reason."""


class Interrupted(KeyboardInterrupt):
    """A run was interrupted. `result` holds what was simulated until then."""

    def __init__(self, result: Result):
        super().__init__("interrupted; what was simulated is in the attribute `result` of this exception")
        self.result = result
