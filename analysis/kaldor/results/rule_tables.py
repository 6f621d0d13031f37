"""What rules did while a run went, as tables."""

from collections.abc import Callable
from pathlib import Path

import h5py
import numpy
import pandas

from kaldor._arguments import checked
from kaldor.errors import ResultError
from kaldor.results.source import FilePaths, SimulatedResult, files_of, opened, sources

SETTINGS = ("replication", "period", "time", "lever", "industry", "region", "value")
ANSWERS = ("replication", "period", "time", "policy", "lever", "industry", "region", "holds")
ANSWERS_SINCE = 3
"""Minor version of the format."""


@checked
def open_lever_settings(data: FilePaths | SimulatedResult) -> pandas.DataFrame:
    """The levers that rules written in Python set: one row for each time that a value changed.

    Parameters
    ----------
    data
        A result, one result file, or several, which get a first column `arm`.

    Returns
    -------
    DataFrame
        Sorted by arm, replication and period, with the columns `replication`, `period` and `time` (the first quarter in which the value
        holds, and its beginning in years), `lever`, `industry` and `region` (missing for all), and `value` in the unit of
        `kaldor.levers()`. A value holds until the next row of the same lever, industry and region; 0 ends it. Values act beside the
        scenario's own policies, and beside each other where places overlap. Empty where no lever was set; results of formats before 1.2 do not tell.

    Raises
    ------
    ResultError
        For a file that cannot be read.
    """
    return _of_files(data, lambda path: _table(path, "lever_settings", SETTINGS).astype({"value": float}))


@checked
def open_rule_answers(data: FilePaths | SimulatedResult) -> pandas.DataFrame:
    """When the rules of policies (`when` in a scenario file) held: one row for each time that an answer turned.

    Parameters
    ----------
    data
        A result, one result file, or several, which get a first column `arm`.

    Returns
    -------
    DataFrame
        Sorted by arm, replication and period, with the columns `replication`, `period` and `time` (the first quarter with this answer, and
        its beginning in years), `policy` (place in the scenario's list of policies, from 0) and `lever`, `industry` and `region` (missing where the
        rule answers for all alike), and `holds`. An answer holds until the next row of the same policy and place; before the first it is no.
        Empty where no rule ever held.

    Raises
    ------
    ResultError
        For a file that cannot be read, or of a format before 1.3, which does not tell.
    """
    return _of_files(data, _answers)


def _of_files(data: FilePaths | SimulatedResult, table: Callable[[Path], pandas.DataFrame]) -> pandas.DataFrame:
    tables = [(each.arm, table(each.path)) for each in sources(files_of(data))]
    named = [rows if arm is None else rows.assign(arm=arm)[["arm", *rows]] for arm, rows in tables]
    return pandas.concat(named, ignore_index=True)


def _answers(path: Path) -> pandas.DataFrame:
    with opened(path) as file:
        major, minor = file.attrs["format_version"]
    if minor < ANSWERS_SINCE:
        raise ResultError(
            f"{path}: is of format {major}.{minor}, which does not tell in which quarters the rule of a policy held; "
            f"results since {major}.{ANSWERS_SINCE} do: simulate the scenario again"
        )
    return _table(path, "rule_answers", ANSWERS).astype({"holds": bool})


def _table(path: Path, name: str, columns: tuple[str, ...]) -> pandas.DataFrame:
    with opened(path) as file:
        group = file.get(name)
        rows = {column: numpy.empty(0, int) if group is None else group[column][:] for column in columns if column != "time"}
        rows["time"] = float(file["time"][0]) + rows["period"] / 4
        rows["lever"] = _labelled(rows["lever"], _meanings(group))
        for place in ("industry", "region"):
            rows[place] = _labelled(rows[place], file[place].asstr()[:])
    return pandas.DataFrame(rows)[list(columns)].sort_values(["replication", "period"], kind="stable", ignore_index=True)


def _meanings(group: h5py.Group | None) -> list[str]:
    said = "" if group is None else group["lever"].attrs["flag_meanings"]
    return (said.decode() if isinstance(said, bytes) else str(said)).split()


def _labelled(numbers: numpy.ndarray, names: list[str] | numpy.ndarray) -> numpy.ndarray:
    """Names of the numbers; -1, for all, has none."""
    labels: numpy.ndarray = numpy.array([*names, None], dtype=object)
    return numpy.take(labels, numbers)
