"""`kaldor compare BASE.h5 POLICY.h5...`: what policies change, as paired differences between result files."""

import argparse
import json
import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas
import xarray

from kaldor import results
from kaldor._text import aligned, change, number, p_value, records, years
from kaldor.compare.distribution import PANEL_COLUMNS, distribution
from kaldor.compare.harm import harm
from kaldor.compare.headline import comparison
from kaldor.errors import ResultError


def plain(table: pandas.DataFrame, keys: Sequence[str], level: float) -> str:
    """A line for each row of one policy; relative differences in per cent."""
    header = (*keys, "base", "unit", "difference", f"{100 * level:g} % interval", "adjusted p", "replications")
    return aligned([header, *(_line(row, keys) for row in table.to_dict("records"))])


def _line(row: dict[str, Any], keys: Sequence[str]) -> tuple[str, ...]:
    mean, low, high = (change(row[name], row["relative"]) for name in ("mean", "low", "high"))
    interval = f"{low} .. {high}" if low else ""
    where = (str(row[key]) for key in keys)
    return *where, f"{row['base']:.4g}", row["unit"], mean, interval, p_value(row["p_adjusted"]), str(row["replications"])


def plain_harm(table: pandas.DataFrame, level: float) -> str:
    """A line for each outcome."""
    header = ("outcome", "where", "histories with harm", f"{100 * level:g} % interval", "mean harm", "worst", "unit", "replications")
    return aligned([header, *(_harm_line(row) for row in table.to_dict("records"))])


def _harm_line(row: dict[str, Any]) -> tuple[str, ...]:
    known = not math.isnan(row["probability"])
    part = f"{100 * row['probability']:.0f} %" if known else ""
    interval = f"{100 * row['low']:.0f} .. {100 * row['high']:.0f} %" if known else ""
    unit = "" if row["relative"] else row["unit"]
    mean, worst = (change(row[name], row["relative"]) for name in ("mean_harm", "worst"))
    return row["outcome"], row["where"], part, interval, mean, worst, unit, str(row["replications"])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kaldor compare", description=__doc__)
    parser.add_argument("base", type=Path, metavar="BASE.h5", help="result file that the others are compared with")
    parser.add_argument("policies", type=Path, nargs="+", metavar="POLICY.h5", help="result files of the same seed")
    parser.add_argument("--indicator", action="append", metavar="NAME", help="in place of the headline indicators; may be repeated")
    parser.add_argument("--years", type=years, metavar="Y[-Y]", help="means over these years; the whole run if not given")
    shown = parser.add_mutually_exclusive_group()
    shown.add_argument("--by", choices=["industry", "region"], help="indicators of industries or of regions")
    shown.add_argument("--distribution", action="store_true", help="effects by skill and region, and by size of firm where firms were recorded")
    shown.add_argument("--harm", action="store_true", help="in which part of all histories the policy made things worse")
    parser.add_argument("--beyond", type=number, metavar="X", help="with --harm: changes up to this are none; 0.01 is one per cent, or one point of a rate")
    parser.add_argument("--confidence", choices=["bootstrap", "student"], default="bootstrap", help="interval; %(default)s if not given")
    parser.add_argument("--level", type=_level, default=0.95, metavar="L", help="of the interval, %(default)s if not given")
    parser.add_argument("--json", action="store_true", help="the same for machines")
    return parser


def _level(text: str) -> float:
    value = number(text)
    if not 0 < value < 1:
        raise argparse.ArgumentTypeError(f"expected a level between 0 and 1, got {text}")
    return value


def main(arguments: list[str]) -> int:
    """Exit status: 0 done, 2 the request or a file is wrong."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    if asked.indicator and (asked.harm or asked.distribution):
        parser.error("--indicator goes with neither --harm nor --distribution, whose outcomes are given")
    if asked.beyond is not None and not asked.harm:
        parser.error("--beyond goes with --harm")
    try:
        with results.open([asked.base, *asked.policies]) as data:
            base, *policies = (str(arm) for arm in data["arm"].values)
            tables = _tables(asked, data, policies, base)
    except ResultError as error:
        print(f"kaldor compare: error: {error}", file=sys.stderr)
        return 2
    files = dict(zip(policies, asked.policies, strict=True))
    if asked.json:
        told = [{"policy": arm, "file": str(file), "rows": records(tables[arm])} for arm, file in files.items()]
        print(json.dumps({"base": base, "file": str(asked.base), "policies": told}, indent=2))
    else:
        print("\n\n".join(f"{arm} ({file}) against {base}\n{_text(asked, tables[arm])}" for arm, file in files.items()))
    return 0


def _tables(asked: argparse.Namespace, data: xarray.Dataset, policies: list[str], base: str) -> dict[str, pandas.DataFrame]:
    """What is asked, for each policy."""
    if asked.harm:
        return {arm: harm(data, arm, base, years=asked.years, beyond=asked.beyond or 0.0, level=asked.level).reset_index() for arm in policies}
    options = {"years": asked.years, "level": asked.level, "confidence": asked.confidence}
    if asked.distribution:
        files = [asked.base, *asked.policies]
        firms = results.open_firms(files, PANEL_COLUMNS) if results.has_firms(files) else None
        return {arm: distribution(data, arm, base, firms, **options).reset_index() for arm in policies}
    table = comparison(data, base, policies, asked.indicator, by=asked.by, **options)
    return {arm: table[table["policy"] == arm] for arm in policies}


def _text(asked: argparse.Namespace, table: pandas.DataFrame) -> str:
    if asked.harm:
        return plain_harm(table, asked.level)
    keys = ("by", "group", "outcome") if asked.distribution else ("indicator", *([asked.by] if asked.by else []))
    return plain(table, keys, asked.level)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
