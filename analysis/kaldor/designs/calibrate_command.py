"""`kaldor calibrate SCENARIO --range NAME=LOW..HIGH... --moment INDICATOR=TARGET,ERROR...`: parameters that bring the model close to data."""

from __future__ import annotations

import argparse
import json
import math
import sys
from pathlib import Path
from typing import Any

import pandas

from kaldor import _text
from kaldor._files import check_free
from kaldor._status import answered
from kaldor._text import aligned, p_value, records, whole
from kaldor.designs.calibration import Calibration, Moment, calibrate
from kaldor.designs.request import add_ranges, add_settings, asked_ranges, asked_scenario, number, simulation
from kaldor.errors import InputError


def main(arguments: list[str]) -> int:
    """Exit status: 0 done, 2 the request is wrong, 3 the run of the best trial failed, 4 not written, 130 interrupted."""
    asked = _parser().parse_args(arguments)
    return answered("kaldor calibrate", lambda: _answer(asked), asked.folder)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kaldor calibrate", description=__doc__)
    parser.add_argument("scenario", metavar="SCENARIO", help="a file, or the name of a shipped one")
    add_ranges(parser)
    parser.add_argument(
        "--moment", action="append", required=True, metavar="INDICATOR=TARGET,ERROR[,Y[-Y]]",
        help="what the data say of a national indicator, its standard error, and the years of the mean (the last one if not given); may be repeated",
    )  # fmt: skip
    parser.add_argument("--trials", type=whole, default=100, metavar="N", help="points that are simulated, %(default)s if not given")
    parser.add_argument("--new", type=whole, default=16, metavar="N", help="new replications that the best trial is judged by, %(default)s if not given")
    parser.add_argument("-o", "--output", type=Path, metavar="BEST.yaml", help="write the best trial as a scenario file")
    parser.add_argument("--force", action="store_true", help="replace an existing BEST.yaml")
    add_settings(parser)
    return parser


def _answer(asked: argparse.Namespace) -> int:
    check_free(asked.output, asked.force)
    moments = dict(map(_moment, asked.moment))
    if len(moments) < len(asked.moment):
        raise InputError("--moment: expected each indicator once")
    base = asked_scenario(asked, asked.scenario)
    found = calibrate(base, asked_ranges(asked, base), moments, trials=asked.trials, folder=asked.folder, **simulation(asked))
    fit = found.fit(asked.new)
    if asked.output:
        asked.output.write_text(found.best_scenario().text, encoding="utf-8")
    print(json.dumps(_for_machines(found, fit), indent=2) if asked.json else _plain(asked, found, fit))
    return 0


def _moment(text: str) -> tuple[str, Moment]:
    name, given, said = text.partition("=")
    parts = said.split(",")
    if not given or len(parts) not in (2, 3):
        raise InputError(f"--moment: expected INDICATOR=TARGET,ERROR or INDICATOR=TARGET,ERROR,YEARS, got {text!r}")
    try:
        years = _text.years(parts[2]) if len(parts) == 3 else None
    except argparse.ArgumentTypeError as error:
        raise InputError(f"--moment: {error}") from None
    return name, Moment(number("--moment", parts[0]), number("--moment", parts[1]), years)


def _for_machines(found: Calibration, fit: pandas.DataFrame) -> dict[str, Any]:
    told = {"distance": float(found.trials.loc[found.best, "distance"]), "noise": found.noise, "p_value": found.p_value}
    return {
        "best": found.best,
        **{name: None if math.isnan(value) else value for name, value in told.items()},
        "parameters": records(found.parameters().reset_index()),
        "fit": records(fit.reset_index()),
        "trials": records(found.trials.reset_index()),
    }


def _plain(asked: argparse.Namespace, found: Calibration, fit: pandas.DataFrame) -> str:
    distance = f"trial {found.best} of {len(found.trials)} is nearest: distance {found.trials.loc[found.best, 'distance']:.4g}, give or take {found.noise:.2g}"
    whole = "" if math.isnan(found.p_value) else f"; p {p_value(found.p_value)} that a true model is as far"
    parameters = [
        (str(name), f"{row['best']:.4g}", f"{row['low']:.4g} .. {row['high']:.4g}", f"{row['range_low']:g} .. {row['range_high']:g}", "" if row["identified"] else "not identified")
        for name, row in found.parameters().to_dict("index").items()
    ]
    moments = [
        (str(name), f"{row['target']:.4g}", f"{row['error']:.2g}", f"{row['simulated']:.4g}", f"{row['standard_error']:.2g}", f"{row['z']:+.2f}")
        for name, row in fit.to_dict("index").items()
    ]
    return "\n".join([
        f"{distance}{whole}\n",
        aligned([("parameter", "best", "95 % region", "range", "note"), *parameters]) + "\n",
        aligned([("moment", "target", "error", "simulated", "its error", "z"), *moments]),
        f"Simulated moments are of {asked.new} new replications.",
    ])  # fmt: skip


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
