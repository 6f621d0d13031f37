"""`kaldor COMMAND ...` for the commands that are written in Python; the compiled program hands over to it."""

import importlib
import os
import sys

COMMANDS = {
    "calibrate": "kaldor.designs.calibrate_command",
    "compare": "kaldor.compare.__main__",
    "discover": "kaldor.designs.discover_command",
    "economy": "kaldor.economy.__main__",
    "equal-cost": "kaldor.designs.equal_cost_command",
    "explain": "kaldor.designs.explain_command",
    "facts": "kaldor.facts.__main__",
    "interactions": "kaldor.designs.interactions_command",
    "optimise": "kaldor.designs.optimise_command",
    "panel": "kaldor.econometrics.__main__",
    "report": "kaldor.reporting.__main__",
}


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0] not in COMMANDS:
        name = arguments[0] if arguments else ""
        print(f"kaldor: error: this version has no command {name!r} in Python; it has {', '.join(COMMANDS)}", file=sys.stderr)
        return 2
    try:
        status: int = importlib.import_module(COMMANDS[arguments[0]]).main(arguments[1:])
        sys.stdout.flush()
    except BrokenPipeError:  # a reader that has enough, as `head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left to flush
        return 0
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
