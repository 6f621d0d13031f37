"""In how many histories a policy does harm, as rows of a table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy
import pandas

from kaldor.compare import harm
from kaldor.errors import ResultError
from kaldor.reporting.numbers import told, with_unit
from kaldor.reporting.study import Study
from kaldor.reporting.winners import region_names

BEYOND = 0.001
"""Changes up to this, 0.1 % or 0.1 percentage points, are too small to be called harm."""
TITLES = {
    "consumption_real": "Households consume less",
    "unemployment": "Unemployment is higher",
    "real_income": "Real income is lower",
    "bankruptcy_rate": "More firms go bankrupt",
    "carbon_emissions": "Carbon emissions are higher",
    "government_debt_ratio": "Government debt is higher",
}


@dataclass(frozen=True)
class Harm:
    what: str
    histories: str
    interval: str
    mean: str
    worst: str


def harms(study: Study) -> list[Harm]:
    """A row for each outcome, of groups the one that is hit most often; the last is for any of them. Nothing without indicators."""
    try:
        table = harm(study.sources, study.policy, str(study.base), years=study.last_year, beyond=BEYOND)
    except ResultError:
        return []
    known = table.dropna(subset="probability")
    *outcomes, anywhere = [(str(outcome), rows) for outcome, rows in known.groupby(level="outcome", sort=False)]
    rows = [_row(TITLES[outcome] + _where(found, study), found.loc[_worst(found)]) for outcome, found in outcomes]
    return [*rows, _row("At least one of these, in any group", anywhere[1].iloc[0])]


def _worst(rows: pandas.DataFrame) -> tuple[str, str]:
    order = rows.assign(size=rows["mean_harm"].abs().fillna(0)).sort_values(["probability", "size"])
    found: tuple[str, str] = order.index[-1]
    return found


def _where(rows: pandas.DataFrame, study: Study) -> str:
    if len(rows) < 2:
        return ""
    place, _, skill = _worst(rows)[1].rpartition(", ")
    return f" ({region_names(study)[place]}, {skill} skill: of {len(rows)} groups the one hit most often)"


def _row(what: str, row: pandas.Series) -> Harm:
    count = round(float(row["probability"]) * int(row["replications"]))
    return Harm(
        what,
        f"{count} of {int(row['replications'])}",
        f"{told(100 * row['low'], 0)} to {told(100 * row['high'], 0)} %",
        _change(row["mean_harm"], row),
        _change(row["worst"], row),
    )


def _change(value: float, row: pandas.Series) -> str:
    """In per cent of the baseline, or in percentage points."""
    if not numpy.isfinite(value):
        return "–"
    return with_unit(told(100 * value, 2, True), "%" if row["relative"] else "pp")
