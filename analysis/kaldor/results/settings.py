"""What rules made of levers while a run went, as a table."""

from pathlib import Path

import numpy
import pandas

from kaldor._arguments import checked
from kaldor.results.source import FilePaths, opened, sources

GROUP = "lever_settings"
NUMBERS = ("replication", "period", "lever", "industry", "region", "value")
ORDER = ["arm", "replication", "period", "time", "lever", "industry", "region", "value"]


@checked
def open_lever_settings(paths: FilePaths) -> pandas.DataFrame:
    """The levers that rules written in Python set: one row for each time that a value changed.

    Parameters
    ----------
    paths
        One result file, or several, which get a first column `arm`.

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
    tables = [_table(each.path) if each.arm is None else _table(each.path).assign(arm=each.arm) for each in sources(paths)]
    found = pandas.concat(tables, ignore_index=True)
    return found[[name for name in ORDER if name in found]]


def _table(path: Path) -> pandas.DataFrame:
    with opened(path) as file:
        group = file.get(GROUP)
        said = {name: numpy.empty(0, int) if group is None else group[name][:] for name in NUMBERS}
        levers = "" if group is None else group["lever"].attrs["flag_meanings"]
        start, industries, regions = float(file["time"][0]), file["industry"].asstr()[:], file["region"].asstr()[:]
    table = pandas.DataFrame({
        **said,
        "time": start + said["period"] / 4,
        "lever": _labelled(said["lever"], (levers.decode() if isinstance(levers, bytes) else str(levers)).split()),
        "industry": _labelled(said["industry"], industries),
        "region": _labelled(said["region"], regions),
        "value": said["value"].astype(float),
    })  # fmt: skip
    return table.sort_values(["replication", "period"], kind="stable", ignore_index=True)


def _labelled(numbers: numpy.ndarray, names: list[str] | numpy.ndarray) -> numpy.ndarray:
    """Names of the numbers; -1, for all, has none."""
    labels: numpy.ndarray = numpy.array([*names, None], dtype=object)
    return numpy.take(labels, numbers)
