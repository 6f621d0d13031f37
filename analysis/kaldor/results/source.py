"""Which files are meant, and whether they are of a kind and version that this package reads."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Protocol, runtime_checkable

import h5py
import numpy

from kaldor.errors import ResultError

FILETYPE = "kaldor-trajectory"
FORMAT_MAJOR = 1

FilePath = str | PathLike[str]
FilePaths = FilePath | Sequence[FilePath] | Mapping[str, FilePath]


@runtime_checkable
class SimulatedResult(Protocol):
    """What `kaldor.run` and `kaldor.experiment` give."""

    @property
    def paths(self) -> Mapping[str, Path]: ...
    @property
    def compared(self) -> bool: ...


def files_of(data: FilePaths | SimulatedResult) -> FilePaths:
    """The files of a result, or those that were named."""
    if not isinstance(data, SimulatedResult):
        return data
    return dict(data.paths) if data.compared else next(iter(data.paths.values()))


@dataclass(frozen=True)
class Source:
    """One result file; `arm` is its name among several, nothing for a file that was asked for alone."""

    path: Path
    arm: str | None = None


def sources(paths: FilePaths) -> list[Source]:
    """Files in the order given, each checked. Arms are keys of a mapping, or scenario names made unique.

    Raises ResultError for no file at all, a missing or unreadable one, another kind of file, another major version.
    """
    if isinstance(paths, str | PathLike):
        path = Path(paths)
        checked_name(path)
        return [Source(path)]
    if not paths:
        raise ResultError("no result file was given")
    files = [Path(path) for path in (paths.values() if isinstance(paths, Mapping) else paths)]
    names = [checked_name(path) for path in files]
    arms = list(map(str, paths)) if isinstance(paths, Mapping) else _unique(names)
    return [Source(path, arm) for path, arm in zip(files, arms, strict=True)]


def checked_name(path: Path) -> str:
    """Name of the scenario of a file that this package can read. Raises ResultError for any other file."""
    with opened(path) as file:
        kind = _text(file.attrs.get("filetype"))
        if kind != FILETYPE:
            is_what = "it has no attribute filetype" if kind is None else f"its filetype is {kind!r}"
            raise ResultError(f"{path}: expected a result file of `kaldor run` ({FILETYPE}), but {is_what}")
        version = file.attrs.get("format_version")
        if numpy.size(version) != 2 or numpy.asarray(version).dtype.kind not in "iu":
            raise ResultError(f"{path}: has no format version")
        if version[0] != FORMAT_MAJOR:
            raise ResultError(
                f"{path}: is of format {version[0]}.{version[1]}, and this version of the package reads {FORMAT_MAJOR}.x only"
            )
        return _text(file.attrs.get("scenario_name")) or path.name.split(".")[0]


@contextmanager
def opened(path: Path) -> Iterator[h5py.File]:
    """The HDF5 file, while the block lasts. Raises ResultError for one that cannot be opened, or read in the block."""
    if not path.is_file():
        raise ResultError(f"{path}: {'is a folder, not a result file' if path.is_dir() else 'there is no such file'}")
    try:
        file = h5py.File(path)
    except OSError as error:
        what = "is truncated" if "truncated" in str(error) else "is not a readable HDF5 file"
        raise ResultError(f"{path}: {what}") from error
    with file, told_as_damage(path):
        yield file


@contextmanager
def told_as_damage(path: Path) -> Iterator[None]:
    """Turns what h5py raises when bytes of a file are wrong into a ResultError."""
    try:
        yield
    except (OSError, KeyError, RuntimeError) as error:
        raise ResultError(f"{path}: is damaged: {error}") from error


def _text(value: object) -> str | None:
    return value.decode(errors="replace") if isinstance(value, bytes) else value if isinstance(value, str) else None


def _unique(names: Sequence[str]) -> list[str]:
    """The second `base` is called `base-2`, and so on."""
    taken: list[str] = []
    for name in names:
        candidate, number = name, 1
        while candidate in taken:
            number += 1
            candidate = f"{name}-{number}"
        taken.append(candidate)
    return taken
