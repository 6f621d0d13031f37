"""`kaldor interactions BASE POLICY POLICY... --outcome INDICATOR`: what policies do together that they do not do alone."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

import pandas

from kaldor._status import answered
from kaldor._text import aligned, change, p_value, records, years
from kaldor.compare.headline import RATES
from kaldor.declarations import indicators
from kaldor.designs.interactions import interactions
from kaldor.designs.request import add_settings, asked_policies, asked_scenario, simulation


def main(arguments: list[str]) -> int:
    """Exit status: 0 done, 2 the request is wrong, 3 a run failed, 4 not written, 130 interrupted."""
    asked = _parser().parse_args(arguments)
    return answered("kaldor interactions", lambda: _answer(asked), asked.folder)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kaldor interactions", description=__doc__)
    parser.add_argument("base", metavar="BASE", help="scenario without the policies: a file, or the name of a shipped one")
    parser.add_argument("policies", nargs="+", metavar="POLICY", help="two or more scenarios that have more policies than the base and differ in nothing else")
    parser.add_argument("--outcome", required=True, metavar="INDICATOR", help="national indicator that they change")
    parser.add_argument("--years", type=years, metavar="Y[-Y]", help="its mean over these years; the last year if not given")
    add_settings(parser)
    return parser


def _answer(asked: argparse.Namespace) -> int:
    base = asked_scenario(asked, asked.base)
    policies = asked_policies(asked, base, asked.policies)
    table = interactions(base, policies, asked.outcome, years=asked.years, folder=asked.folder, **simulation(asked))
    if asked.json:
        print(json.dumps({"base": asked.base, "outcome": asked.outcome, "rows": records(table.reset_index())}, indent=2))
    else:
        print(_plain(asked, table, indicators().loc[asked.outcome, "unit"] not in RATES))
    return 0


def _plain(asked: argparse.Namespace, table: pandas.DataFrame, relative: bool) -> str:
    header = ("policies", "effect", "95 % interval", "adjusted p", "together", "sum of each alone")
    lines = [_line(row, relative) for row in table.reset_index().to_dict("records")]
    note = "Effects of several policies above zero: they help each other; below: they stand in each other's way."
    return "\n".join([f"{asked.outcome} against {asked.base}", aligned([header, *lines]), note])


def _line(row: dict[str, Any], relative: bool) -> tuple[str, ...]:
    effect, low, high, together, apart = (change(row[name], relative) for name in ("effect", "low", "high", "together", "apart"))
    return row["policies"], effect, f"{low} .. {high}" if low else "", p_value(row["p_adjusted"]), together, apart


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
