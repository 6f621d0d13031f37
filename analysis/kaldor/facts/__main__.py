"""`kaldor facts OUT.h5...`: the stylised facts that result files show, with bands and verdicts."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import pandas

from kaldor._text import aligned, number, records
from kaldor.errors import ResultError
from kaldor.facts.scorecard import BURN_IN, stylised_facts

_HEADER = ("fact", "tier", "what", "estimator", "mean [5 %, 95 % of seeds]", "band", "verdict")


def plain(card: pandas.DataFrame) -> str:
    """A line for each fact, then in words why facts are unanswered."""
    answered, unanswered = (card[(card["verdict"] == "unanswered") == wanted] for wanted in (False, True))
    lines = [(row.fact, row.tier, row.what, row.estimator, _value(row), row.band, row.verdict) for row in answered.itertuples()]
    notes = [f"unanswered, {', '.join(dict.fromkeys(rows['fact']))}: {note}" for note, rows in unanswered.groupby("note", sort=False)]
    return "\n".join([aligned([_HEADER, *lines]), *notes])


def _value(row: Any) -> str:
    return f"{row.value:.3g} [{row.low:.3g}, {row.high:.3g}]"


def main(arguments: list[str]) -> int:
    """Exit status: 0 done, 2 the request or a file is wrong."""
    parser = argparse.ArgumentParser(prog="kaldor facts", description=__doc__)
    parser.add_argument("files", type=Path, nargs="+", metavar="OUT.h5", help="result files of `kaldor run`")
    parser.add_argument("--burn-in", type=number, default=BURN_IN, metavar="YEARS", help="left out at the start; %(default)g if not given")
    parser.add_argument("--json", action="store_true", help="the same for machines, with sources")
    asked = parser.parse_args(arguments)
    try:
        cards = {str(file): stylised_facts(file, burn_in=asked.burn_in) for file in asked.files}
    except ResultError as error:
        print(f"kaldor facts: error: {error}", file=sys.stderr)
        return 2
    if asked.json:
        print(json.dumps([{"file": file, "facts": records(card)} for file, card in cards.items()], indent=2))
    else:
        print("\n\n".join(f"{file}\n{plain(card)}" for file, card in cards.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
