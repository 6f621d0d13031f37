"""The memory of a run does not grow with its length."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from kaldor.validation.engine import SCENARIOS, Engine, EngineError, Options, run_arguments
from kaldor.validation.table import Table

SCENARIO = "china-2017-small"
SHORT, LONG = 100, 1000
ALLOWED = 1.05  # the population of records breathes by a few per cent

# Linux counts the memory of the process that starts a program into the program's peak. This process is too large for that,
# so a small one starts the run and tells the peak of its only child.
_WATCHER = """
import resource, subprocess, sys
status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)
sys.exit(status != 0)
"""


def peak_bytes(engine: Engine, **options: object) -> int:
    """Largest resident memory of one run that writes its result file."""
    with tempfile.TemporaryDirectory(prefix="kaldor-validation-") as folder:
        words = [str(engine.command), "run", *run_arguments(SCENARIO, **options), "--quiet", "-o", str(Path(folder) / "run.h5")]
        settings = {"KALDOR_SCENARIOS": str(SCENARIOS), **os.environ}
        watcher = [sys.executable, "-I", "-S", "-c", _WATCHER, *words]
        result = subprocess.run(watcher, capture_output=True, text=True, env=settings, check=False)
    if result.returncode != 0:
        raise EngineError(f"{' '.join(words)}: {result.stderr.strip()}")
    return int(result.stdout)


def check(engine: Engine, options: Options) -> list[Table]:
    lengths = (SHORT, options.periods or LONG)
    table = Table(f"Memory of a run of {SCENARIO}, one thread, result file written", ("quarters", "peak memory", "band"))
    base = 0
    for periods in lengths:
        peak = peak_bytes(engine, periods=periods, firms=options.firms, threads=1)
        base = base or peak
        table.add(periods, f"{peak / 2**20:.1f} MiB", f"at most {ALLOWED:.2f} times the first", holds=peak <= ALLOWED * base)
    return [table]
