"""Words for names that there are not."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def missing(what: str, name: str, known: Iterable[str]) -> str:
    """That there is no such thing, and the nearest one that there is."""
    near = difflib.get_close_matches(str(name), list(known), n=1)
    return f"there is no {what} {name!r}" + (f" (did you mean {near[0]!r}?)" if near else "")
