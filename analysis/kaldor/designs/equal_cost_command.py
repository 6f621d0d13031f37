"""`kaldor equal-cost BASE POLICY... --cost SHARE`: the doses at which policies cost government the same."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from kaldor._files import check_free, made
from kaldor._status import answered
from kaldor._text import aligned, number, records, years
from kaldor.designs.equal_cost import BASE, EqualCost, equal_cost
from kaldor.designs.request import add_settings, asked_policies, asked_scenario, simulation


def main(arguments: list[str]) -> int:
    """Exit status: 0 done, 2 the request is wrong or a policy cannot cost as much, 3 a run failed, 4 not written, 130 interrupted."""
    asked = _parser().parse_args(arguments)
    return answered("kaldor equal-cost", lambda: _answer(asked))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kaldor equal-cost", description=__doc__)
    parser.add_argument("base", metavar="BASE", help="scenario without the policies: a file, or the name of a shipped one")
    parser.add_argument("policies", nargs="+", metavar="POLICY", help="scenarios that have more policies than the base and differ in nothing else")
    parser.add_argument("--cost", type=number, required=True, metavar="SHARE", help="what each shall cost over GDP, 0.002: two thousandths of it")
    parser.add_argument("--years", type=years, metavar="Y[-Y]", help="in the mean of these years; the whole run if not given")
    parser.add_argument("-o", "--output", type=Path, metavar="FOLDER", help="write each policy with its doses scaled as a scenario file")
    parser.add_argument("--force", action="store_true", help="replace existing files")
    add_settings(parser, folder=False)
    return parser


def _answer(asked: argparse.Namespace) -> int:
    base = asked_scenario(asked, asked.base)
    policies = asked_policies(asked, base, asked.policies)
    files = {name: asked.output / f"{name}.yaml" for name in policies} if asked.output else {}
    for file in files.values():
        check_free(file, asked.force)
    found = equal_cost(base, policies, asked.cost, years=asked.years, **simulation(asked))
    if asked.output:
        made(asked.output)
    for name, file in files.items():
        file.write_text(found.arms[name].with_settings(name=name).text, encoding="utf-8")
    print(json.dumps(_for_machines(asked, found), indent=2) if asked.json else _plain(asked, found))
    return 0


def _for_machines(asked: argparse.Namespace, found: EqualCost) -> dict[str, Any]:
    return {BASE: asked.base, "cost": asked.cost, "policies": records(found.table.reset_index())}


def _plain(asked: argparse.Namespace, found: EqualCost) -> str:
    header = ("policy", "doses", "times", "cost, % of GDP", "95 % interval", "simulations")
    lines = [
        (str(name), row["doses"], f"{row['factor']:.4g}", f"{100 * row['cost']:.4g}", f"{100 * row['low']:.4g} .. {100 * row['high']:.4g}", str(row["simulations"]))
        for name, row in found.table.to_dict("index").items()
    ]
    return f"policies at {100 * asked.cost:g} % of GDP beyond {asked.base}\n{aligned([header, *lines])}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
