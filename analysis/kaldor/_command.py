"""The `kaldor` command of the package: hands over to the compiled program, which finds Python again by KALDOR_PYTHON."""

import importlib.util
import os
import sys
from pathlib import Path


def program() -> Path:
    """The compiled program, which lies beside the compiled module."""
    module = importlib.util.find_spec("kaldor._engine")
    if module is None or module.origin is None:
        raise SystemExit("kaldor: error: this Python has the sources of Kaldor but not what is compiled of them; `pip install .` makes both")
    return Path(module.origin).parent / "bin" / "kaldor"


def main() -> None:
    os.execve(program(), ["kaldor", *sys.argv[1:]], {**os.environ, "KALDOR_PYTHON": sys.executable})
