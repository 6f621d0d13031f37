"""The page: from result files to one HTML file."""

from __future__ import annotations

import os
from pathlib import Path

import pandas

from kaldor._arguments import checked
from kaldor.errors import InputError, OutputError
from kaldor.facts import stylised_facts
from kaldor.reporting.dashboard import TOPICS
from kaldor.reporting.export import export
from kaldor.reporting.names import PathLike, named_files
from kaldor.reporting.page import page
from kaldor.reporting.study import open_study
from kaldor.runs import Result


@checked
def report(
    result: Result | PathLike,
    baseline: PathLike | None = None,
    output: PathLike | None = None,
    *,
    charts: PathLike | None = None,
    facts: pandas.DataFrame | None = None,
    overwrite: bool = False,
) -> Path:
    """Writes one HTML file that needs nothing beside it, and tells its path.

    Parameters
    ----------
    result
        Result file, or what `kaldor.run` or `kaldor.experiment` gave.
    baseline
        Result file that it is compared with, pair by pair; of an experiment with two arms, the name of the arm.
    output
        By default beside the result file, with the ending `.html`.
    charts
        Folder for every chart as SVG and PNG; it is made.
    facts
        A comparison with stylised facts, as `kaldor.stylised_facts` gives it; by default that of the result.
    overwrite
        Whether a page that is there may be replaced.

    Raises
    ------
    ResultError
        For results that cannot be read or compared, or of runs that have not ended.
    InputError
        For a request that cannot be meant.
    OutputError
        If the page or a chart cannot be written.
    """
    files = named_files(result, baseline)
    paths = list(files.values())
    place = Path(output) if output is not None else _beside(result, paths[0])
    if place in paths:
        raise InputError(f"{place}: is a result, which a page must not replace")
    if place.exists() and not overwrite:
        raise InputError(f"{place}: exists; --force (overwrite=True) replaces it")
    if not place.parent.is_dir():
        raise OutputError(f"{place}: cannot be written: there is no folder {place.parent}")
    content = page(open_study(files), TOPICS, stylised_facts(paths[0]) if facts is None else facts)
    try:
        place.write_text(content.html, encoding="utf-8")
        if charts is not None:
            export(content.drawings, Path(charts))
    except OSError as error:
        raise OutputError(f"{error.filename or place}: cannot be written: {error.strerror}") from error
    return place


def _beside(result: Result | PathLike, path: Path) -> Path:
    if not isinstance(result, str | os.PathLike) and result._folder is not None:
        raise InputError("this result lies in a temporary folder: name an output")
    return path.with_suffix(".html")
