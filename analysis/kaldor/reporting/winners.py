"""Who gains and who loses by a policy, in the last year: people by skill and region, firms by the size that they had."""

from __future__ import annotations

from dataclasses import dataclass

import numpy
import pandas

from kaldor import results
from kaldor.compare import distribution
from kaldor.compare.distribution import PANEL_COLUMNS
from kaldor.errors import ResultError
from kaldor.reporting.drawing import Drawing
from kaldor.reporting.numbers import Kind, amount_scale, effect_scale, interval_decimals, told, with_unit
from kaldor.reporting.rows import chosen, ends, interval_rows
from kaldor.reporting.study import Study

CLEAR = 0.05


@dataclass(frozen=True)
class Outcome:
    name: str
    title: str
    of: str
    kind: Kind = "amount"


PEOPLE = (
    Outcome("real_income", "Real disposable income", "For each person of the labour force."),
    Outcome("unemployment", "Unemployment", "Of the labour force of each group.", "percent"),
    Outcome("real_wage", "Real wages", "Before what industries pay on top."),
)
FIRMS = (
    Outcome("firms", "Firms still there", "By persons employed in the first recorded quarter."),
    Outcome("employees", "Jobs in these firms", "By persons employed in the first recorded quarter."),
    Outcome("output", "Output of these firms", "By persons employed in the first recorded quarter."),
)


def winner_drawings(study: Study) -> list[Drawing]:
    """A chart for each outcome; none where the result lacks the indicators of people."""
    assert study.base
    year, firms = _panel(study)
    try:
        table = _distribution(study, None, study.last_year)
    except ResultError:  # written by an older version
        return []
    people = pandas.concat([table.loc["skill"].rename(_skill, level="group"), table.loc["region"].rename(region_names(study), level="group")])
    found = [_drawing(study, outcome, people, study.last_year, len(study.sources.skill)) for outcome in PEOPLE]
    if firms is not None:
        sizes = _distribution(study, firms, year).loc["firm size"].rename("{} persons".format, level="group")
        found += [_drawing(study, outcome, sizes, year, len(sizes)) for outcome in FIRMS]
    return found


def _distribution(study: Study, firms: pandas.DataFrame | None, year: int) -> pandas.DataFrame:
    return distribution(study.sources, study.policy, str(study.base), firms, years=year, confidence="student")


def _panel(study: Study) -> tuple[int, pandas.DataFrame | None]:
    """The first recorded quarter of the panel and those of its last year, and this year; no table where there is no panel."""
    files = dict(zip(study.arms, study.paths, strict=True))
    if not results.has_firms(files):
        return study.last_year, None
    recorded = [{int(period) for part in results.firm_chunks(path, []) for period in part["period"].unique()} for path in study.paths]
    periods = numpy.array(sorted(set.intersection(*recorded, set(study.sources.period.values))), int)
    years = numpy.floor(study.sources.time.sel(period=periods).values).astype(int)
    if len(set(years)) < 2:
        return study.last_year, None
    wanted = [int(periods[0]), *map(int, periods[years == years[-1]])]
    return int(years[-1]), results.open_firms(files, list(PANEL_COLUMNS), wanted)


def _drawing(study: Study, outcome: Outcome, table: pandas.DataFrame, year: int, whole: int) -> Drawing:
    """`whole`: of how many rows at the top none may be left out."""
    rows = table.xs(outcome.name, level="outcome").reset_index(names="name")
    scale = effect_scale(outcome.kind, outcome.kind == "amount")
    columns = {name: rows[name] * scale.factor for name in ("mean", "low", "high")}
    rows = rows.assign(**columns)
    shown = pandas.concat([rows.head(whole), ends(rows.iloc[whole:], rows["mean"].iloc[whole:].to_numpy())], ignore_index=True)
    shown = shown.dropna(subset="mean").reset_index(drop=True)
    when = f"Mean of {year}" if year == study.last_year else f"Recorded in {year}"
    caption = f"{outcome.of} {when}{' with 95 % interval' if study.replications > 1 else ''}.{_told(shown, scale.short)}{_clear(rows)}"
    caption += chosen(len(shown) - whole, len(rows) - whole)
    title = f"Effect on: {outcome.title}"
    chart = interval_rows(study, shown[["name", "mean", "low", "high"]], title, scale.unit, caption)
    return Drawing(f"winners-{outcome.name.replace('_', '-')}", title, chart, caption, scale.unit, _table(study, shown, outcome))


def _told(rows: pandas.DataFrame, unit: str) -> str:
    low, high = (rows.loc[found] for found in (rows["mean"].idxmin(), rows["mean"].idxmax()))
    lowest, highest = (with_unit(told(row["mean"], interval_decimals(row["mean"], row["low"], row["high"]), True), unit) for row in (low, high))
    return f" Lowest: {low['name']} ({lowest}). Highest: {high['name']} ({highest})."


def _clear(rows: pandas.DataFrame) -> str:
    p = rows["p_adjusted"].dropna()
    return f" Clear effects: {int((p < CLEAR).sum())} of {len(p)}." if len(p) else ""


def _table(study: Study, rows: pandas.DataFrame, outcome: Outcome) -> pandas.DataFrame:
    base = rows["base"] * 100
    head = "Baseline, %"
    if outcome.kind == "amount":
        scale = amount_scale(str(rows["unit"].iloc[0]), float(rows["base"].abs().max()), study.economy.currency)
        base, head = rows["base"] * scale.factor, f"Baseline, {scale.unit}"
    places = [interval_decimals(row.mean, row.low, row.high) for row in rows[["mean", "low", "high"]].itertuples(name="Row")]
    effects = {
        label: [told(value, place, True) for value, place in zip(rows[name], places, strict=True)]
        for label, name in (("Mean", "mean"), ("Low", "low"), ("High", "high"))
    }
    return pandas.DataFrame({"": rows["name"], **effects, head: [told(value) for value in base]})


def _skill(name: str) -> str:
    return f"{name.capitalize()} skill"


def region_names(study: Study) -> dict[str, str]:
    """By id, as a row is called."""
    region = study.sources["region"]
    names = study.sources.coords.get("region_name", region)
    return {str(each): str(name)[:1].upper() + str(name)[1:] for each, name in zip(region.values, names.values, strict=True)}
