"""Panels of firms as tables."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import h5py
import numpy
import pandas

from kaldor._arguments import checked
from kaldor._names import missing
from kaldor.errors import InputError, ResultError
from kaldor.results.running import still
from kaldor.results.source import FilePaths, Source, opened, sources

KEYS = ("replication", "period")
LABELLED = ("region", "industry")


@checked
def open_firms(
    paths: FilePaths, columns: Sequence[str] | None = None, periods: Sequence[int] | None = None
) -> pandas.DataFrame:
    """The firm panel of one or several results: one row for each firm, quarter and replication.

    Columns are `replication`, `period` and those asked for (all by default), values per real firm in the units that
    `.attrs["units"]` names; `industry` and `region` are categories with the ids as labels, and several files get a first
    column `arm`. `periods` are numbers of quarters. Only the columns and quarters asked for stay in memory, twice
    while the table is put together; `firm_chunks` holds less. Rows come in the order of the file, which is no order.

    Raises ResultError for a file that cannot be read or has no panel, and for an unknown column.
    """
    return pandas.concat(firm_chunks(paths, columns, periods), ignore_index=True)


def has_firms(paths: FilePaths) -> bool:
    """Whether every one of the results has a panel of firms. Raises ResultError for a file that cannot be read."""
    return all(_has_panel(file.path) for file in sources(paths))


def _has_panel(path: Path) -> bool:
    with opened(path) as data:
        return "firm_panel" in data


@checked
def firm_chunks(
    paths: FilePaths,
    columns: Sequence[str] | None = None,
    periods: Sequence[int] | None = None,
    rows: int = 2**18,
) -> Iterator[pandas.DataFrame]:
    """The panel as `open_firms` gives it, in tables of at most `rows` rows; memory holds one of them.

    A stretch of the file without a quarter that was asked for gives an empty table.
    """
    if rows < 1:
        raise InputError(f"rows: expected 1 or more, got {rows}")
    files = sources(paths)
    plans = [_columns_of(file, columns) for file in files]
    arms = [file.arm for file in files if file.arm is not None]
    return (
        frame if file.arm is None else _with_arm(frame, file.arm, arms)
        for file, names in zip(files, plans, strict=True)
        for frame in _chunks_of(file, names, periods, rows)
    )


def _columns_of(file: Source, columns: Sequence[str] | None) -> list[str]:
    """Replication, period, then what was asked for, each once."""
    with opened(file.path) as data:
        if "firm_panel" not in data:
            raise ResultError(f"{file.path}: has no panel of firms (the scenario asks for one with `output: firms:`)")
        present = [name for name in data["firm_panel"] if name != "row"]
    unknown = [name for name in columns or () if name not in present]
    if unknown:
        raise ResultError(f"{file.path}: {missing('column of the panel', unknown[0], present)}")
    return list(dict.fromkeys([*KEYS, *(present if columns is None else columns)]))


def _chunks_of(
    file: Source, names: list[str], periods: Sequence[int] | None, rows: int
) -> Iterator[pandas.DataFrame]:
    kept = still(file.path)
    with opened(kept.path) as data:
        panel = data["firm_panel"]
        units = {name: _unit(panel[name]) for name in names}
        labels = {name: data[name].asstr()[:] for name in LABELLED}
        for start in range(0, max(1, len(panel["period"])), rows):
            frame = _rows(panel, names, slice(start, start + rows), periods, labels)
            frame.attrs["units"] = units
            yield frame


def _rows(
    panel: h5py.Group, names: list[str], block: slice, periods: Sequence[int] | None, labels: dict[str, numpy.ndarray]
) -> pandas.DataFrame:
    quarter = panel["period"][block]
    wanted = numpy.ones(len(quarter), bool) if periods is None else numpy.isin(quarter, list(periods))
    if not wanted.any():
        block, wanted = slice(0), wanted[:0]
    values = {name: panel[name][block][wanted] for name in names}
    for name in set(labels).intersection(values):
        values[name] = pandas.Categorical.from_codes(values[name], categories=labels[name])
    return pandas.DataFrame(values)


def _with_arm(frame: pandas.DataFrame, arm: str, arms: list[str]) -> pandas.DataFrame:
    codes = numpy.full(len(frame), arms.index(arm))
    frame.insert(0, "arm", pandas.Categorical.from_codes(codes, categories=arms))
    return frame


def _unit(column: h5py.Dataset) -> str:
    unit = column.attrs.get("units", b"1")
    return unit.decode() if isinstance(unit, bytes) else str(unit)
