"""`kaldor compare BASE.h5 POLICY.h5...`: what policies change, as paired differences between result files."""

import argparse
import json
import math
import re
import sys
from pathlib import Path
from typing import Any

import pandas

from kaldor import results
from kaldor._text import aligned, records
from kaldor.compare.headline import By, comparison
from kaldor.compare.paired import Years
from kaldor.errors import ResultError


def years(text: str) -> Years:
    """`2030`, or `2030-2034`, both of which belong to it."""
    found = re.fullmatch(r"(\d+)(?:-(\d+))?", text)
    if not found:
        raise argparse.ArgumentTypeError(f"expected a year or two, as in 2030 or 2030-2034, got {text!r}")
    first = int(found[1])
    return (first, int(found[2])) if found[2] else first


def plain(table: pandas.DataFrame, by: By | None, level: float) -> str:
    """A line for each row of one policy; relative differences in per cent."""
    header = ("indicator", *([by] if by else []), "base", "unit", "difference", f"{100 * level:g} % interval", "adjusted p", "replications")
    return aligned([header, *(_line(row, by) for row in table.to_dict("records"))])


def _line(row: dict[str, Any], by: By | None) -> tuple[str, ...]:
    def change(value: float) -> str:
        return "" if math.isnan(value) else f"{100 * value:+.3f} %" if row["relative"] else f"{value:+.4g}"

    low, high, p = row["low"], row["high"], row["p_adjusted"]
    interval = "" if math.isnan(low) else f"{change(low)} .. {change(high)}"
    p_value = "" if math.isnan(p) else "< 0.001" if p < 0.001 else f"{p:.3f}"
    where = (str(row[by]),) if by else ()
    return row["indicator"], *where, f"{row['base']:.4g}", row["unit"], change(row["mean"]), interval, p_value, str(row["replications"])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kaldor compare", description=__doc__)
    parser.add_argument("base", type=Path, metavar="BASE.h5", help="result file that the others are compared with")
    parser.add_argument("policies", type=Path, nargs="+", metavar="POLICY.h5", help="result files of the same seed")
    parser.add_argument("--indicator", action="append", metavar="NAME", help="in place of the headline indicators; may be repeated")
    parser.add_argument("--years", type=years, metavar="Y[-Y]", help="means over these years; the whole run if not given")
    parser.add_argument("--by", choices=["industry", "region"], help="indicators of industries or of regions")
    parser.add_argument("--confidence", choices=["bootstrap", "student"], default="bootstrap", help="interval; %(default)s if not given")
    parser.add_argument("--level", type=_level, default=0.95, metavar="L", help="of the interval, %(default)s if not given")
    parser.add_argument("--json", action="store_true", help="the same for machines")
    return parser


def _level(text: str) -> float:
    value = float(text)
    if not 0 < value < 1:
        raise argparse.ArgumentTypeError(f"expected a level between 0 and 1, got {text}")
    return value


def main(arguments: list[str]) -> int:
    """Exit status: 0 done, 2 the request or a file is wrong."""
    asked = _parser().parse_args(arguments)
    try:
        with results.open([asked.base, *asked.policies]) as data:
            base, *policies = (str(arm) for arm in data["arm"].values)
            table = comparison(
                data, base, policies, asked.indicator, by=asked.by, years=asked.years, level=asked.level, confidence=asked.confidence
            )
    except ResultError as error:
        print(f"kaldor compare: error: {error}", file=sys.stderr)
        return 2
    files = dict(zip(policies, asked.policies, strict=True))
    if asked.json:
        told = [{"policy": arm, "file": str(file), "rows": records(table[table["policy"] == arm])} for arm, file in files.items()]
        print(json.dumps({"base": base, "file": str(asked.base), "policies": told}, indent=2))
    else:
        tables = {arm: plain(table[table["policy"] == arm], asked.by, asked.level) for arm in files}
        print("\n\n".join(f"{arm} ({file}) against {base}\n{tables[arm]}" for arm, file in files.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
