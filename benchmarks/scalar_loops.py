"""Names the loops of the kernels that are marked `omp simd` and that the compiler yet left scalar.

    python benchmarks/scalar_loops.py [--level v3]

Asks g++ itself (-fopt-info-vec), with the command by which the release build compiles each kernel. Status 1 if it names one.
"""

import argparse
import json
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

BUILD = Path(__file__).parents[1] / "build" / "release"


def marked_loops(source: Path) -> list[range]:
    """The lines of each loop of a file that follows the mark."""
    lines = source.read_text().splitlines()
    loops = []
    for first in (number for number, line in enumerate(lines, 1) if "#pragma omp simd" in line):
        last, depth = first, 0
        while True:
            depth += lines[last].count("{") - lines[last].count("}")
            last += 1
            if depth <= 0 and lines[last - 1].rstrip().endswith((";", "}")):
                break
        loops.append(range(first + 1, last + 1))
    return loops


def told_by_compiler(command: str, folder: str) -> str:
    """What the compiler says of the loops of one file."""
    words = [word for word in shlex.split(command) if not word.endswith("ccache")]
    with tempfile.NamedTemporaryFile("r", suffix=".txt") as told, tempfile.NamedTemporaryFile(suffix=".o") as thrown:
        words[words.index("-o") + 1] = thrown.name
        subprocess.run([*words, f"-fopt-info-vec-all={told.name}"], cwd=folder, check=True)
        return told.read()


def scalar_loops(level: str) -> set[str]:
    """`file:line` of every marked loop that stayed scalar in some kernel."""
    database = json.loads(subprocess.check_output(["ninja", "-C", BUILD, "--quiet", "-t", "compdb"]))
    named = set()
    for entry in database:
        source = Path(entry["file"])
        if source.parent.name != "kernels" or f"-DKALDOR_ISA={level} " not in entry["command"]:
            continue
        told = told_by_compiler(entry["command"], entry["directory"])
        for file in [source, *source.parent.glob("*.hpp")]:
            of_file = rf"(?:^|/){re.escape(file.name)}:(\d+):\d+: "
            vector = {int(n) for n in re.findall(of_file + "optimized: loop vectorized", told, re.MULTILINE)}
            scalar = {int(n) for n in re.findall(of_file + "missed: couldn't vectorize loop", told, re.MULTILINE)}
            for loop in marked_loops(file):
                if scalar.intersection(loop) and not vector.intersection(loop):
                    named.add(f"{file.name}:{loop.start} in {source.name}")
    return named


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--level", choices=("v2", "v3", "v4"), default="v3")
    named = sorted(scalar_loops(parser.parse_args().level))
    print("\n".join(named) if named else "every marked loop is in vectors")
    return 1 if named else 0


if __name__ == "__main__":
    sys.exit(main())
