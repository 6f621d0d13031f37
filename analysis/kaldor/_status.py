"""Exit status of the commands that simulate."""

import sys
from collections.abc import Callable
from pathlib import Path

from kaldor.errors import InputError, OutputError, ResultError, RunError


def answered(command: str, work: Callable[[], int], folder: Path | None = None) -> int:
    """What `work` answers, or the status of what it raises, with its reason on standard error.

    2 the request is wrong, 3 a run failed, 4 something could not be written, 130 interrupted; `folder` keeps what is finished.
    """
    try:
        return work()
    except (InputError, ResultError) as error:
        return _complaint(command, str(error), 2)
    except RunError as error:
        return _complaint(command, str(error), 3)
    except BrokenPipeError:
        raise  # a reader that has enough is no fault
    except (OutputError, OSError) as error:
        return _complaint(command, str(error), 4)
    except KeyboardInterrupt:
        kept = f"what is finished is in {folder}, and the same command goes on" if folder else "nothing is kept without --folder"
        return _complaint(command, f"interrupted; {kept}", 130)


def _complaint(command: str, text: str, status: int) -> int:
    print("\n".join(f"{command}: error: {line}" for line in text.splitlines()), file=sys.stderr)
    return status
