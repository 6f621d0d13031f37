"""`kaldor optimise SEARCH.yaml`: the policies that serve an objective best within a budget."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas

from kaldor._files import check_free
from kaldor._status import answered
from kaldor._text import aligned, change, records, whole
from kaldor.designs import search_file
from kaldor.designs.optimisation import Search, optimise, prepared
from kaldor.designs.variation import told
from kaldor.errors import InputError, ResultError


def main(arguments: list[str]) -> int:
    """Exit status: 0 done, 2 the request is wrong or nothing keeps to the budget, 3 a run failed, 4 not written, 130 interrupted."""
    asked = _parser().parse_args(arguments)
    return answered("kaldor optimise", lambda: _answer(asked), asked.folder)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kaldor optimise", description=__doc__)
    parser.add_argument("file", type=Path, metavar="SEARCH.yaml", help="what is searched (docs/formats/optimise.md)")
    parser.add_argument("-o", "--output", type=Path, metavar="BEST.yaml", help="write the best mix as a scenario file")
    parser.add_argument("--folder", type=Path, metavar="FOLDER", help="keep finished trials here, so that a search that was stopped goes on")
    parser.add_argument("--trials", type=whole, metavar="N", help="in place of those of the file")
    parser.add_argument("--replications", type=whole, default=16, metavar="N", help="new ones that the best mix is judged by; %(default)s if not given")
    parser.add_argument("--threads", type=whole, default=0, metavar="T", help="as many as the machine has if not given")
    parser.add_argument("--check", action="store_true", help="read the file, tell what is wrong with it, simulate nothing")
    parser.add_argument("--force", action="store_true", help="replace an existing BEST.yaml")
    parser.add_argument("--quiet", action="store_true", help="no bar")
    parser.add_argument("--json", action="store_true", help="the same for machines, with all trials")
    return parser


def _answer(asked: argparse.Namespace) -> int:
    if asked.check:
        return _check(asked.file)
    check_free(asked.output, asked.force)
    if asked.replications < 2:
        raise InputError(f"--replications: expected 2 or more, for intervals, got {asked.replications}")
    request = search_file.read(asked.file)
    found = optimise(
        request.scenario, request.ranges, request.objectives, years=request.years, budget=request.budget,
        trials=request.trials if asked.trials is None else asked.trials, seed=request.seed, folder=asked.folder,
        threads=asked.threads, progress=False if asked.quiet else None,
    )  # fmt: skip
    if not found.trials["feasible"].any():
        raise ResultError(f"none of {len(found.trials)} trials keeps to the budget of {found.budget}")
    if len(found.objectives) > 1:
        if asked.output:
            raise InputError("several objectives have no best mix that --output could write")
        print(json.dumps(_front_for_machines(found), indent=2) if asked.json else _front(found))
        return 0
    effect = found.effect(replications=asked.replications)
    if asked.output:
        asked.output.write_text(found.best_scenario().text, encoding="utf-8")
    print(json.dumps(_for_machines(found, effect), indent=2) if asked.json else _plain(found, effect))
    return 0


def _check(file: Path) -> int:
    """Whether a search of the file could begin."""
    request = search_file.read(file)
    prepared(request.scenario, request.ranges, request.objectives, years=request.years)
    print(f"{file}: a valid search")
    return 0


def _plain(found: Search, effect: pandas.DataFrame) -> str:
    lines = [(told(found.scenario, str(name)), f"{value:.4g}", _ends(found, str(name))) for name, value in found.mix().items()]
    mix = aligned([("varied", "best", "range"), *lines])
    table = aligned([("measure", "base", "unit", "difference", "95 % interval", "in the search"), *map(_line, effect.reset_index().to_dict("records"))])
    feasible = f"{found.trials['feasible'].sum()} of {len(found.trials)} trials keep to the budget; the best is number {found.best}"
    note = f"Differences are of {effect['replications'].iloc[0]} new replications. What the search itself measured is biased towards the better."
    return f"{feasible}\n\n{mix}\n\n{table}\n{note}"


def _ends(found: Search, name: str) -> str:
    low, high = found.ranges[name]
    return f"{low:g} .. {high:g}"


def _line(row: Mapping[str, Any]) -> tuple[str, ...]:
    mean, low, high, before = (change(row[name], row["relative"]) for name in ("mean", "low", "high", "in_search"))
    return row["measure"], f"{row['base']:.4g}", row["unit"], mean, f"{low} .. {high}", before


def _front(found: Search) -> str:
    lines = [tuple(f"{value:.5g}" for value in row) for row in found.front.drop(columns="feasible").reset_index().to_numpy()]
    header = ("trial", *(told(found.scenario, name) for name in found.ranges), *found.objectives, found.cost)
    return f"{len(lines)} of {len(found.trials)} trials are not beaten in every objective\n\n{aligned([header, *lines])}"


def _for_machines(found: Search, effect: pandas.DataFrame) -> dict[str, object]:
    return {"best": found.best, "mix": found.mix().to_dict(), "effect": records(effect.reset_index()), **_trials(found)}


def _front_for_machines(found: Search) -> dict[str, object]:
    return {"front": records(found.front.reset_index()), **_trials(found)}


def _trials(found: Search) -> dict[str, object]:
    return {"budget": found.budget, "objectives": dict(found.objectives), "trials": records(found.trials.reset_index())}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
