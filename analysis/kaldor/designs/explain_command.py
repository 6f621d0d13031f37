"""`kaldor explain BASE POLICY --outcome INDICATOR`: through which mechanisms a policy has its effect, by switching each off."""

from __future__ import annotations

import argparse
import json
import math
import sys
from typing import Any

import pandas

from kaldor._status import answered
from kaldor._text import aligned, change, p_value, records, years
from kaldor.compare.headline import RATES
from kaldor.declarations import indicators
from kaldor.designs.channels import explain
from kaldor.designs.request import add_settings, asked_scenario, simulation


def main(arguments: list[str]) -> int:
    """Exit status: 0 done, 2 the request is wrong, 3 a run failed, 4 not written, 130 interrupted."""
    asked = _parser().parse_args(arguments)
    return answered("kaldor explain", lambda: _answer(asked), asked.folder)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kaldor explain", description=__doc__)
    parser.add_argument("base", metavar="BASE", help="scenario without the policy: a file, or the name of a shipped one")
    parser.add_argument("policy", metavar="POLICY", help="scenario with it")
    parser.add_argument("--outcome", required=True, metavar="INDICATOR", help="national indicator whose change is explained")
    parser.add_argument("--years", type=years, metavar="Y[-Y]", help="its mean over these years; the last year if not given")
    parser.add_argument("--channel", action="append", metavar="MECHANISM", help="may be repeated; all mechanisms that are on if not given")
    add_settings(parser)
    return parser


def _answer(asked: argparse.Namespace) -> int:
    base, policy = (asked_scenario(asked, name) for name in (asked.base, asked.policy))
    table = explain(policy, base, asked.outcome, asked.channel, years=asked.years, folder=asked.folder, **simulation(asked))
    if asked.json:
        print(json.dumps({"outcome": asked.outcome, "rows": records(table.reset_index())}, indent=2))
    else:
        print(_plain(asked, table, indicators().loc[asked.outcome, "unit"] not in RATES))
    return 0


def _plain(asked: argparse.Namespace, table: pandas.DataFrame, relative: bool) -> str:
    header = ("channel", "effect without it", "goes through it", "95 % interval", "adjusted p", "share of the effect", "note")
    idle = table.index[(table["low"] == 0) & (table["high"] == 0)]
    lines = [_line(row, relative) for row in table.drop(idle).reset_index().to_dict("records")]
    notes = ["What goes through single channels need not add up: those that need each other carry the same part twice."]
    if len(idle):
        notes.append(f"Nothing at all goes through {', '.join(idle)}.")
    return "\n".join([f"{asked.policy} against {asked.base}: {asked.outcome}", aligned([header, *lines]), *notes])


def _line(row: dict[str, Any], relative: bool) -> tuple[str, ...]:
    effect, through, low, high = (change(row[name], relative) for name in ("effect", "through", "low", "high"))
    interval = f"{low} .. {high}" if low else ""
    part = "" if math.isnan(row["share"]) else f"{row['share']:.0%} ({row['share_low']:.0%} .. {row['share_high']:.0%})".replace("%", " %")
    return row["channel"], effect, through, interval, p_value(row["p_adjusted"]), part, row["note"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
