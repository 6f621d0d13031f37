"""`kaldor discover SCENARIO CONDITION --range NAME=LOW..HIGH...`: under which parameters something happens."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any, get_args

from kaldor._files import check_free
from kaldor._status import answered
from kaldor._text import aligned, number, records, whole, years
from kaldor.designs.discovery import Discovery, Sampling, discover
from kaldor.designs.request import add_ranges, add_settings, asked_ranges, asked_scenario, simulation


def main(arguments: list[str]) -> int:
    """Exit status: 0 done, 2 the request is wrong, 3 a run failed, 4 not written, 130 interrupted."""
    asked = _parser().parse_args(arguments)
    return answered("kaldor discover", lambda: _answer(asked), asked.folder)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kaldor discover", description=__doc__)
    parser.add_argument("scenario", metavar="SCENARIO", help="a file, or the name of a shipped one")
    parser.add_argument("condition", metavar="CONDITION", help="a national indicator compared with a number: 'unemployment > 0.08'")
    add_ranges(parser)
    parser.add_argument("--years", type=years, metavar="Y[-Y]", help="the indicator's mean over these years; the last year if not given")
    parser.add_argument("--samples", type=whole, default=256, metavar="N", help="points that are simulated, %(default)s if not given")
    parser.add_argument("--sampling", choices=get_args(Sampling), default="latin-hypercube", help="%(default)s if not given")
    parser.add_argument("--density", type=number, default=0.8, metavar="D", help="that a box must have, %(default)s if not given")
    parser.add_argument("--boxes", type=whole, default=3, metavar="N", help="at most so many, %(default)s if not given")
    parser.add_argument("-o", "--output", type=Path, metavar="POINTS.csv", help="write a row for each point")
    parser.add_argument("--force", action="store_true", help="replace an existing POINTS.csv")
    add_settings(parser)
    return parser


def _answer(asked: argparse.Namespace) -> int:
    check_free(asked.output, asked.force)
    base = asked_scenario(asked, asked.scenario)
    found = discover(
        base, asked_ranges(asked, base), asked.condition, years=asked.years, samples=asked.samples, sampling=asked.sampling,
        density=asked.density, boxes=asked.boxes, folder=asked.folder, **simulation(asked),
    )  # fmt: skip
    if asked.output:
        found.points.to_csv(asked.output)
    print(json.dumps(_for_machines(asked, found), indent=2) if asked.json else _plain(asked, found))
    return 0


def _for_machines(asked: argparse.Namespace, found: Discovery) -> dict[str, Any]:
    boxes = [
        {"coverage": box.coverage, "density": box.density, "mass": box.mass, "limits": records(box.limits.reset_index())}
        for box in found.boxes
    ]  # fmt: skip
    told = {"scenario": asked.scenario, "condition": asked.condition, "noise_share": found.noise_share, "boxes": boxes}
    return told | {"points": records(found.points.reset_index())}


def _plain(asked: argparse.Namespace, found: Discovery) -> str:
    said = f"{asked.condition} at {found.points['of_interest'].sum()} of {len(found.points)} points of {asked.scenario}"
    if not found.boxes:
        return f"{said}\nno box holds it at {100 * asked.density:g} % of its points"
    header = ("box", "covers", "density", "of all points", "limits")
    lines = [
        (str(number), *(f"{100 * row[name]:.0f} %" for name in ("coverage", "density", "mass")), row["limits"])
        for number, row in found.summary.to_dict("index").items()
    ]
    chance = "" if found.noise_share != found.noise_share else f"\n{100 * found.noise_share:.2g} % of the variance between points is chance."
    return f"{said}\n{aligned([header, *lines])}{chance}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
