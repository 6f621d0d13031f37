"""Files and folders that are written to."""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from pathlib import Path
from typing import NoReturn

from kaldor.errors import InputError, OutputError


class TemporaryFolder:
    """A folder that goes with this object, at the latest with the process, without the warning that tempfile's own gives then."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="kaldor-"))
        weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)

    def __reduce__(self) -> NoReturn:
        raise TypeError("files in a temporary folder go with the process that made them: name an output for what another one shall read")


def made(folder: str | os.PathLike[str]) -> Path:
    """The folder, which is there now. Raises OutputError if it cannot be."""
    place = Path(folder)
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{place}: cannot be made a folder: {error.strerror}") from None
    return place


def check_free(path: Path | None, force: bool) -> None:
    """Raises InputError for a file that is there and may not be replaced."""
    if path is not None and path.exists() and not force:
        raise InputError(f"{path} is there already (--force replaces it)")
