"""What a shipped economy is called and which money it counts."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from kaldor import _engine

MONEY = {"CNY": "yuan", "USD": "dollars", "EUR": "euros", "crown": "crowns"}
HEAD_BYTES = 2**16


@dataclass(frozen=True)
class Economy:
    title: str
    currency: str


def economy_of(name: str) -> Economy:
    """Title and money of an economy; for one whose file is not at hand, its name and `currency units`."""
    head = _head(name)
    title = _line(head, "title") or name
    currency = _line(head, "currency")
    return Economy(title, MONEY.get(currency, currency) or "currency units")


def _head(name: str) -> str:
    """The first lines, for the numbers below them are many."""
    folders = [Path(os.environ["KALDOR_SCENARIOS"])] if os.environ.get("KALDOR_SCENARIOS") else []
    folders.append(Path(str(_engine.__file__)).parent / "scenarios")
    for folder in folders:
        path = folder / "economies" / f"{name}.yaml"
        if path.is_file():
            with path.open(encoding="utf-8") as file:
                return file.read(HEAD_BYTES)
    return ""


def _line(head: str, key: str) -> str:
    found = re.search(rf"^{key}: *(.+)$", head, re.MULTILINE)
    return found.group(1).strip().strip("'\"") if found else ""
