"""`python -m kaldor.validation WHAT`: measures, prints tables with verdicts, status 1 if something that must hold does not."""

import argparse
import os
import sys
from pathlib import Path

from kaldor.validation import bands, bits, document, facts, levers, memory, size, start, still
from kaldor.validation.engine import Engine, EngineError, Options, default_command

CHECKS = {
    "still": still.check,
    "start": start.check,
    "bands": bands.check,
    "size": size.check,
    "facts": facts.check,
    "levers": levers.check,
    "bits": bits.check,
    "memory": memory.check,
}


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"expected a positive whole number, got {text}")
    return value


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m kaldor.validation", description=__doc__)
    parser.add_argument("what", choices=[*CHECKS, "all"], help="what is measured")
    parser.add_argument("--seeds", type=_positive, help="replications; each check has its own default")
    parser.add_argument("--periods", type=_positive, help="quarters; each check has its own default")
    parser.add_argument("--firms", type=_positive, help="records; those of the scenario if not given")
    parser.add_argument("--command", type=Path, default=default_command(), help="the kaldor command (KALDOR_COMMAND, or the release build)")
    parser.add_argument("--markdown", type=Path, help="page whose section of this check is rewritten")
    return parser


def _words(name: str, options: Options) -> str:
    """The command that makes the section again."""
    given = {"--seeds": options.seeds, "--periods": options.periods, "--firms": options.firms}
    return " ".join(["python -m kaldor.validation", name, *(f"{key} {value}" for key, value in given.items() if value)])


def main(arguments: list[str] | None = None) -> int:
    asked = _parser().parse_args(arguments)
    if not os.access(asked.command, os.X_OK):
        print(f"no command {asked.command} (scripts/build release, or KALDOR_COMMAND)", file=sys.stderr)
        return 2
    engine, options = Engine(asked.command.resolve()), Options(asked.seeds, asked.periods, asked.firms)
    failures = 0
    for name in CHECKS if asked.what == "all" else [asked.what]:
        try:
            tables = CHECKS[name](engine, options)
        except EngineError as error:
            print(f"{name}: {error}", file=sys.stderr)
            return 3
        print("\n\n".join(table.plain() for table in tables), end="\n\n", flush=True)
        if asked.markdown:
            document.update(asked.markdown, name, _words(name, options), tables)
        failures += sum(table.failures for table in tables)
    print("everything that must hold does" if failures == 0 else f"{failures} of what must hold does not")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
