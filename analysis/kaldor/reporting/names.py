"""Which files are meant, and what their arms are called on the page."""

from __future__ import annotations

import os
from pathlib import Path

from kaldor.errors import InputError
from kaldor.results.source import checked_name
from kaldor.runs import Result

PathLike = str | os.PathLike[str]


def named_files(result: Result | PathLike, baseline: PathLike | None) -> dict[str, Path]:
    """The file that the page is about, then its baseline if there is one. Raises InputError for arms that are not named."""
    if isinstance(result, str | os.PathLike) or not result.compared:
        path = Path(result) if isinstance(result, str | os.PathLike) else next(iter(result.paths.values()))
        paths = [path] if baseline is None else [path, Path(baseline)]
        return dict(zip(_names(paths), paths, strict=True))
    arms = list(result.paths)
    if len(arms) != 2 or baseline not in arms:
        raise InputError(f"a page compares two arms: name one of two as baseline (here: {', '.join(arms)}), or give paths of result files")
    policy = arms[1 - arms.index(str(baseline))]
    return {arm: result.paths[arm] for arm in (policy, str(baseline))}


def _names(paths: list[Path]) -> list[str]:
    """Those of the scenarios; of the files where scenarios have the same name."""
    for names in ([checked_name(path) for path in paths], [path.stem for path in paths]):
        if len(set(names)) == len(names):
            return names
    return ["result", "baseline"]
