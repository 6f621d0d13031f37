"""What driving from Python costs beside the engine's own time: `python benchmarks/python_overhead.py [--repeats N]`.

Processor seconds of one replication of `china-2017` on one thread: written to a file by one call of the engine and by
`kaldor.run` with its thread, bar and interruption; and stepped quarter by quarter by the engine and by a `Simulation`, with
an indicator read and a column of firms looked at in each quarter.
"""

import argparse
import statistics
import tempfile
import time
from pathlib import Path

import kaldor
from kaldor import _engine

FIRMS, YEARS = 20_000, 50


def processor_seconds(work) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def stepped(scenario: kaldor.Scenario) -> None:
    simulation = kaldor.Simulation(scenario)
    for economy in simulation:
        economy["gdp"]
        simulation.firms["employees"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=7)
    repeats = parser.parse_args().repeats
    long = kaldor.scenario("china-2017", firms=FIRMS, years=YEARS)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "run.h5"
        rows: dict[str, list[float]] = {}

        def bare() -> None:
            _engine.run(long.loaded, str(file), True, 1, _engine.RunControl())

        def steps() -> None:
            simulation = _engine.Simulation(long.loaded, 0, 1)
            for _ in range(long.periods):
                simulation.step()

        work = {
            "engine": bare,
            "kaldor.run": lambda: kaldor.run(long, output=file, overwrite=True, threads=1),
            "engine, stepped": steps,
            "Simulation": lambda: stepped(long),
        }
        for _ in range(repeats):
            for name, do in work.items():
                rows.setdefault(name, []).append(processor_seconds(do))
    median = {name: statistics.median(seconds) for name, seconds in rows.items()}
    print(f"china-2017, {FIRMS} firms, {4 * YEARS} quarters, one thread; medians of {repeats}, processor seconds")
    for driven, alone in (("kaldor.run", "engine"), ("Simulation", "engine, stepped")):
        print(f"{driven:<12} {median[driven]:.3f}  {alone:<16} {median[alone]:.3f}  overhead {median[driven] / median[alone] - 1:+.1%}")


if __name__ == "__main__":
    main()
