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
SLACK = 3 * 2**19  # bytes: pages of the heap, and of records added by entry, that a short run does not come to touch

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
    table = Table(
        f"Memory of a run of {SCENARIO}, one thread, result file written",
        ("quarters", "peak memory", "more than the first", "bytes for each further quarter", "band"),
    )
    base = peak_bytes(engine, periods=lengths[0], firms=options.firms, threads=1)
    table.add(lengths[0], f"{base / 2**20:.1f} MiB", "", "", "")
    for periods in lengths[1:]:
        more = peak_bytes(engine, periods=periods, firms=options.firms, threads=1) - base
        table.add(
            periods, f"{(base + more) / 2**20:.1f} MiB", f"{more / 2**20:+.1f} MiB", f"{more / (periods - lengths[0]):.0f}",
            "at most 1.5 MiB more", holds=more <= SLACK,
        )
    return [table]
