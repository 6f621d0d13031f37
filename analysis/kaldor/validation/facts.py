"""Runs what the stylised facts need and scores them."""

import tempfile
from pathlib import Path

import pandas
import xarray

from kaldor.facts import young_industries
from kaldor.facts.fact import Score
from kaldor.facts.panel import COLUMNS, Panel
from kaldor.facts.scorecard import BURN_IN, VARIABLES, card, farming
from kaldor.validation.engine import Engine, Options
from kaldor.validation.table import Table

SCENARIO = "china-2017"
WITH_BIRTHS = "china-2017-horizon"  # facts of new industries are told of this one
PANEL_PERIODS = 100
_PANEL = """kaldor: 1
name: validation-panel
base: {base}
output:
  firms: {{ every: {every} quarters, sample: {sample} }}
"""


def _panel(engine: Engine, every: int, sample: float, **options: object) -> pandas.DataFrame:
    with tempfile.TemporaryDirectory(prefix="kaldor-validation-") as folder:
        scenario = Path(folder) / "panel.yaml"
        scenario.write_text(_PANEL.format(base=SCENARIO, every=every, sample=sample))
        return engine.panel(scenario, COLUMNS, **options)


def shown(score: Score) -> str:
    value, low, high = score.summary
    return score.reason or f"{value:.3f} [{low:.3f}, {high:.3f}]"


def with_new_industries(scores: list[Score], data: xarray.Dataset) -> list[Score]:
    """Facts of new industries from the scenario in which some are born; the baseline's table has them all already."""
    names = {fact.what for fact in young_industries.FACTS}
    young = {score.fact.what: score for score in card(data, None) if score.fact.what in names}
    return [young.get(score.fact.what, score) for score in scores]


def holds(score: Score) -> bool | None:
    """A fact with a band that could not be measured does not hold."""
    return False if score.reason and score.fact.has_band else score.holds


def check(engine: Engine, options: Options) -> list[Table]:
    seeds, periods = options.seeds or 20, options.periods or 240
    data = engine.run(SCENARIO, VARIABLES, replications=seeds, periods=periods, firms=options.firms)
    panel_periods = min(periods, PANEL_PERIODS)
    size = {"periods": panel_periods, "firms": options.firms}
    farms = farming(data)
    panels = (
        Panel(_panel(engine, 1, 0.25, seed=seed, **size), BURN_IN, _panel(engine, 20, 1.0, seed=seed, **size), without=farms)
        for seed in range(1, seeds + 1)
    )
    scores = with_new_industries(card(data, panels), engine.run(WITH_BIRTHS, VARIABLES, replications=seeds, periods=periods, firms=options.firms))
    table = Table(
        f"Stylised facts: {SCENARIO}, {seeds} seeds, {periods} quarters (panels of firms {panel_periods})",
        ("fact", "tier", "what", "estimator", "mean [5 %, 95 % of seeds]", "band"),
        note="The first five years are left out, and farms in all facts of firms. Tier A must lie in its band, B should, C is "
        "reported. In the band: the median over seeds, and four seeds of five in the band widened by half its half-width.",
    )
    for score in scores:
        fact = score.fact
        estimator = fact.estimator.format(size="sales")
        table.add(fact.id, fact.tier, fact.what, estimator, shown(score), fact.band, holds=holds(score), required=fact.tier == "A")
    return [table]
