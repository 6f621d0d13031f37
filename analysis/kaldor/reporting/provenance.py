"""What is needed to make the same numbers again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kaldor import _engine
from kaldor.reporting.study import Study

FACTS = {
    "scenario_name": "Scenario",
    "seed": "Seed of all chance",
    "replications": "Replications",
    "kaldor_version": "Version of Kaldor",
    "git_commit": "Commit",
    "compiler": "Compiler",
    "numerics_check": "Check of elementary functions",
    "created": "Simulated on (UTC)",
}


@dataclass(frozen=True)
class Origin:
    """Of one arm."""

    arm: str
    file: str
    given: str
    """The scenario as it was given."""
    resolved: str
    """The same with all defaults: it gives the same run by itself."""
    facts: dict[str, str]


def origins(study: Study) -> list[Origin]:
    return [_origin(study, arm, path) for arm, path in enumerate(study.paths)]


def _origin(study: Study, arm: int, path: Path) -> Origin:
    facts = {label: study.fact(name, arm) for name, label in FACTS.items()}
    facts["Digest of every recorded number"] = _engine.digest(str(path))
    return Origin(study.arms[arm], path.name, study.fact("scenario", arm), study.fact("scenario_resolved", arm), facts)
