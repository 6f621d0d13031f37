"""Finished points in a file, so that a study can go on."""

from __future__ import annotations

import hashlib
import json
import os
from typing import Any

from kaldor import _engine
from kaldor._files import made
from kaldor.scenarios import Scenario


def key(scenario: Scenario, said: str = "") -> str:
    """Of everything that decides the numbers: engine, scenario, and what is said of the measures."""
    text = f"{_engine.version()} {_engine.commit()}\n{scenario.resolved()}\n{scenario.text}" + (f"\n{said}" if said else "")
    return hashlib.sha256(text.encode()).hexdigest()


class Store:
    """Values by key, a line of JSON each; a line that an end of the program cut off is left out."""

    def __init__(self, folder: str | os.PathLike[str] | None):
        self.known: dict[str, Any] = {}
        self._path = made(folder) / "points.jsonl" if folder is not None else None
        if self._path is None:
            return
        for line in self._path.read_text().splitlines() if self._path.exists() else []:
            try:
                record = json.loads(line)
            except json.JSONDecodeError:
                continue
            self.known[record["key"]] = record["values"]

    def add(self, key: str, point: dict[str, Any], values: Any) -> None:
        """`point` is for readers of the file."""
        self.known[key] = values
        if self._path is None:
            return
        with self._path.open("a") as file:
            file.write("\n" if self._cut_off() else "")
            file.write(json.dumps({"key": key, "point": point, "values": values}) + "\n")

    def _cut_off(self) -> bool:
        assert self._path is not None
        return self._path.stat().st_size > 0 and not self._path.read_bytes().endswith(b"\n")
