"""What the engine says of an economy file: its own ranges, which are declared there alone."""

from pathlib import Path

import yaml

from kaldor import _engine
from kaldor.errors import InputError


def refusals(path: Path) -> list[str]:
    """Why a simulation could not start from the file, in words; empty if it could."""
    scenario = {"kaldor": 1, "name": "check", "economy": str(Path(path).resolve())}
    try:
        _engine.parse(yaml.safe_dump(scenario), "check")
    except InputError as error:
        return [f"{fault.path}: expected {fault.expected}, got {fault.got}" for fault in error.faults] or [str(error)]
    return []
