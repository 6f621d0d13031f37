"""Indicators of result files as labelled arrays that are read when they are needed."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Literal

import dask
import netCDF4
import xarray

from kaldor._arguments import checked
from kaldor.errors import InputError, ResultError
from kaldor.results.arms import join
from kaldor.results.running import Still, still
from kaldor.results.source import FilePaths, sources, told_as_damage

CACHE = 2**20
BLOCK = "8 MiB"  # of one indicator in one task; a reduction holds about four blocks for each thread


@checked
def open(paths: FilePaths, *, chunks: Literal["auto"] | int | Mapping[str, Any] | None = "auto") -> xarray.Dataset:
    """Indicators of one or several result files, read from the disk when they are computed.

    `paths` is one path, a sequence of paths, or a mapping from names of arms to paths. The Dataset has one float64
    variable for each indicator on the dimensions `replication`, `period` and, where the indicator has them, `region`,
    `industry`, `skill`, with its `units`, `long_name` and `formula`. Coordinates and attributes are those of the file;
    `complete` is 0 for a run that has not ended, whose missing quarters are not-a-number. A file that a run is writing is read as it
    is when it is opened, from a copy in the folder for temporary files; open it again to see more.

    Several files get a leading dimension `arm`, labelled with the keys of the mapping or with the names of the
    scenarios (`base`, `base-2`, ...). What the arms do not share - `seed`, `scenario`, `complete` and so on - lies along it as
    coordinates. Replications, quarters and indicators that some arm lacks are left out with a warning.

    `chunks` is that of xarray.open_dataset, but "auto" means whole multiples of the chunks on the disk up to 8 MiB, and
    None arrays without dask. Close the Dataset, or use it in a `with` statement, to close its files.

    Raises ResultError for a file that cannot be read, is no result of `kaldor run` or has another major version of
    the format, and for files whose regions, industries or beginnings differ.
    """
    if isinstance(chunks, str) and chunks != "auto":
        raise InputError(f'chunks: expected "auto", a number, numbers by name or None, got {chunks!r}')
    files = sources(paths)
    datasets: dict[str, xarray.Dataset] = {}
    try:
        for file in files:
            datasets[file.arm or ""] = _open_file(file.path, chunks)
        return join(datasets) if files[0].arm else datasets[""]
    except Exception:
        for dataset in datasets.values():
            dataset.close()
        raise


def _open_file(path: Path, chunks: Any) -> xarray.Dataset:
    file = still(path)
    with told_as_damage(path), _small_caches(), dask.config.set({"array.chunk-size": BLOCK}):
        dataset = xarray.open_dataset(
            file.path, engine="netcdf4", chunks=chunks, decode_times=False, decode_timedelta=False
        )
        for name in dataset.coords:
            dataset.variables[name].load()
    lacking = [name for name in ("replication", "period", "time") if name not in dataset.coords]
    wordy = [name for name, values in dataset.data_vars.items() if values.dtype.kind not in "fiu"]
    if lacking or wordy:
        dataset.close()
        raise ResultError(f"{path}: is damaged: " + (f"it has no {lacking[0]}" if lacking else f"{wordy[0]} holds no numbers"))
    return _with_copy(dataset, file) if file.folder else dataset


def _with_copy(dataset: xarray.Dataset, file: Still) -> xarray.Dataset:
    """The Dataset, which keeps the copied file as long as it lives or until it is closed."""
    kept = dataset.copy()
    kept.set_close(partial(_close, dataset, file))
    return kept


def _close(dataset: xarray.Dataset, _: Still) -> None:
    dataset.close()


@contextmanager
def _small_caches() -> Iterator[None]:
    """Files opened meanwhile keep a chunk of each variable, not netCDF's 64 MiB: blocks are read once."""
    before = netCDF4.get_chunk_cache()
    netCDF4.set_chunk_cache(CACHE)
    try:
        yield
    finally:
        netCDF4.set_chunk_cache(*before)
