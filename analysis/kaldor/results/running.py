"""Files that a run is still writing: what lies on the disk is whole, but a reader who holds it open sees it change."""

from __future__ import annotations

import fcntl
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kaldor._files import TemporaryFolder
from kaldor.errors import ResultError

RUN_BYTE, FLUSH_BYTE = 0, 2**62
"""Locked while a run writes the file, and while it brings the file up to date (docs/formats/trajectory.md)."""
PATIENCE_SECONDS = 10.0
BETWEEN_TRIES = 0.001


@dataclass(frozen=True)
class Still:
    """A file that does not change while it is read: the one that was asked for, or a copy that goes with this object."""

    path: Path
    folder: TemporaryFolder | None = None


def still(path: Path) -> Still:
    """The file itself, or a copy of it as it is now if a run is writing it. Raises ResultError if the run does not let it be copied."""
    with path.open("rb") as file:
        if _lock(file, RUN_BYTE):
            return Still(path)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not _lock(file, FLUSH_BYTE):
            if time.monotonic() > deadline:
                raise ResultError(f"{path}: a run has been writing it for {PATIENCE_SECONDS:g} seconds without a break; open it again, or when the run has ended")
            time.sleep(BETWEEN_TRIES)
        folder = TemporaryFolder()
        return Still(Path(shutil.copyfile(path, folder.path / path.name)), folder)


def _lock(file: BinaryIO, byte: int) -> bool:
    """Whether nobody changes what the byte stands for, nor will before the file is closed here."""
    try:
        fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB, 1, byte)
    except OSError as error:
        return not isinstance(error, BlockingIOError | PermissionError)  # a file system may have no locks
    return True
