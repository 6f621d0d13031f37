"""Words for names that there are not."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

FEW = 8


def nearest(name: str, known: Iterable[str]) -> str:
    """The one that was perhaps meant, as a question; nothing if none is near."""
    near = difflib.get_close_matches(str(name), list(known), n=1)
    return f"did you mean {near[0]!r}?" if near else ""


def missing(what: str, name: str, known: Iterable[str]) -> str:
    """That there is no such thing, and the nearest one that there is; where none is near, all of them if they are few."""
    names = list(known)
    near = nearest(name, names)
    few = f"; there are {', '.join(names)}" if 0 < len(names) <= FEW else ""
    return f"there is no {what} {name!r}" + (f" ({near})" if near else few)
