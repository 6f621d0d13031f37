"""Labelled arrays as tables: in memory, and as Parquet files."""

import itertools
import math
from collections.abc import Iterator, Mapping
from os import PathLike
from pathlib import Path

import numpy
import pandas
import pyarrow
import pyarrow.parquet
import xarray

from kaldor._arguments import checked
from kaldor._files import made

LEADING = ("arm", "replication", "period")
BLOCK_BYTES = 64 * 2**20  # of a table that is being written


@checked
def to_pandas(data: xarray.Dataset | xarray.DataArray) -> pandas.DataFrame:
    """One row for each number, all of them in memory: select first what is needed.

    Columns are `indicator`, the dimensions of the data, `time` beside `period`, `value` and `unit`. Texts are
    categories, missing for a dimension that an indicator does not have.
    """
    if isinstance(data, xarray.DataArray):
        data = data.to_dataset(name=data.name or "value")
    tables = [_long(data, str(name)) for name in data.data_vars]
    return pandas.concat(tables, ignore_index=True) if tables else pandas.DataFrame()


@checked
def to_parquet(data: xarray.Dataset, folder: str | PathLike[str]) -> list[Path]:
    """Writes one Parquet file for each shape of indicator into `folder` and tells their paths.

    `national.parquet`, `industry.parquet`, `region-industry.parquet` and so on have a row for each combination of labels and a
    column for each indicator, whose field metadata hold `units` and `long_name`. Data are read and written in
    blocks of 64 MiB, so they may be larger than memory. Files of these names are replaced; the folder is made.

    Raises OutputError if it cannot be.
   
    """
    folder = made(folder)
    shapes: dict[str, list[str]] = {}
    for name, array in data.data_vars.items():
        shape = "-".join(str(dim) for dim in array.dims if dim not in LEADING)
        shapes.setdefault(shape or "national", []).append(str(name))
    return [_write(data[names], folder / f"{shape}.parquet") for shape, names in shapes.items()]


def _long(data: xarray.Dataset, name: str) -> pandas.DataFrame:
    array = data[name]
    names, units = [str(each) for each in data.data_vars], sorted({str(each.attrs.get("units", "")) for each in data.values()})
    size = array.size
    columns = {"indicator": _repeated(name, names, size), **_labels(array, _labels_of(data))}
    columns["value"] = array.values.ravel()
    columns["unit"] = _repeated(str(array.attrs.get("units", "")), units, size)
    return pandas.DataFrame(columns)


def _repeated(text: str, categories: list[str], size: int) -> pandas.Categorical:
    return pandas.Categorical.from_codes(numpy.full(size, categories.index(text)), categories=categories)


def _labels_of(data: xarray.Dataset) -> dict[str, numpy.ndarray]:
    return {str(dim): data[dim].values for dim in data.dims}


def _labels(array: xarray.DataArray, labels: Mapping[str, numpy.ndarray]) -> dict[str, object]:
    """A column for each dimension in `labels` with the label of every element in row-major order; `time` beside `period`."""
    columns: dict[str, object] = {}
    positions = dict(zip(array.dims, numpy.indices(array.shape, sparse=True), strict=True))
    for dim, texts in labels.items():
        codes = numpy.broadcast_to(positions.get(dim, -1), array.shape).ravel()
        columns[dim] = _taken(texts, codes)
        if dim == "period" and "time" in array.coords:
            columns["time"] = array.time.values[codes]
    return columns


def _taken(labels: numpy.ndarray, codes: numpy.ndarray) -> object:
    """Texts as categories, numbers as they are; code -1 is missing."""
    if labels.dtype.kind not in "iuf":
        return pandas.Categorical.from_codes(codes, categories=labels)
    return labels[codes] if (codes >= 0).all() else numpy.where(codes >= 0, labels[codes], numpy.nan)


def _write(data: xarray.Dataset, path: Path) -> Path:
    data = xarray.broadcast(data)[0]
    tables = (_wide(data.isel(block).load()) for block in _blocks(data))
    first = next(tables)
    with pyarrow.parquet.ParquetWriter(path, first.schema) as writer:
        for table in itertools.chain([first], tables):
            writer.write_table(table)
    return path


def _blocks(data: xarray.Dataset) -> Iterator[dict[str, slice]]:
    """Consecutive parts along arm, replication and period that hold about BLOCK_BYTES, or one quarter if that is more."""
    bytes_each = 8 * len(data.data_vars) * math.prod(size for dim, size in data.sizes.items() if dim not in LEADING)
    room = max(1, BLOCK_BYTES // max(1, bytes_each))
    parts: dict[str, list[slice]] = {}
    for dim in (dim for dim in reversed(LEADING) if dim in data.sizes):
        size = max(1, data.sizes[dim])
        parts[dim] = [slice(start, start + room) for start in range(0, size, room)]
        room = max(1, room // size)
    dims = list(reversed(parts))
    return (dict(zip(dims, part, strict=True)) for part in itertools.product(*(parts[dim] for dim in dims)))


def _wide(data: xarray.Dataset) -> pyarrow.Table:
    first = next(iter(data.values()))
    values = {name: array.transpose(*first.dims).values.ravel() for name, array in data.items()}
    labels = _labels(first, _labels_of(data[[first.name]]))
    table = pyarrow.Table.from_pandas(pandas.DataFrame(labels | values), preserve_index=False)
    described = [field.with_metadata(_description(data, field.name)) for field in table.schema]
    return table.cast(pyarrow.schema(described))


def _description(data: xarray.Dataset, name: str) -> dict[str, str]:
    attributes = data[name].attrs
    return {key: str(attributes[key]) for key in ("units", "long_name") if key in attributes}
