"""Runs what the stylised facts need and scores them."""

import tempfile
from pathlib import Path

import numpy
import pandas

from kaldor.validation.engine import Engine, Options, sector_of_industries
from kaldor.validation.facts import firms, macro, sectors
from kaldor.validation.facts.fact import Fact
from kaldor.validation.table import Table

SCENARIO = "china-2017"
BURN_IN = 20  # quarters
PANEL_PERIODS = 100
_PANEL = """kaldor: 1
name: validation-panel
base: {base}
output:
  firms: {{ every: {every} quarters, sample: {sample} }}
"""


def _panel(engine: Engine, every: int, sample: float, kept: numpy.ndarray, **options: object) -> pandas.DataFrame:
    """Rows after the burn-in of firms in industries that are kept."""
    with tempfile.TemporaryDirectory(prefix="kaldor-validation-") as folder:
        scenario = Path(folder) / "panel.yaml"
        scenario.write_text(_PANEL.format(base=SCENARIO, every=every, sample=sample))
        frame = engine.panel(scenario, firms.COLUMNS, **options)
    return frame[(frame["period"] >= BURN_IN) & kept[frame["industry"]]]


def _of_firms(found: pandas.DataFrame) -> list[Fact]:
    def fact(label: str, tier: str, text: str, estimator: str, name: str, low: float = -numpy.inf, high: float = numpy.inf) -> Fact:
        return Fact(label, tier, text, estimator, found[name].to_numpy(), low, high)

    year = "panel, years"
    return [
        fact("F-01", "A", "firm-size tail", "Clauset maximum likelihood on employees, exponent of the CCDF", "tail", 0.9, 1.3),
        fact("F-01", "C", "smallest firm of the tail, persons", "Kolmogorov-Smirnov", "tail_from"),
        fact("F-01", "C", "employment in the largest 1 % of firms", "share", "top_share"),
        fact("F-02", "A", "tent of growth rates", "Subbotin b of yearly log growth of sales, 20 persons or more", "tent", 0.7, 1.4),
        fact("F-02", "C", "spread of growth rates", "sd, 20 persons or more", "growth_spread"),
        fact("F-04", "B", "Gibrat slope", "log growth on log sales, survivors, inside industry and year", "gibrat", -0.1, 0.1),
        fact("F-04", "C", "Gibrat slope, 20 persons or more", "the same", "gibrat_large"),
        fact("F-05", "A", "exit hazard, first year over tenth and later", "life table", "hazard_ratio", 2),
        fact("F-05", "A", "survival of five years", "life table", "five_year_survival", 0.4, 0.6),
        fact("F-05", "C", "exit hazard in the first year", "life table", "first_hazard"),
        fact("F-05", "C", "exit hazard from the tenth year on", "life table", "old_hazard"),
        fact("F-05", "C", "exit hazard, second to fifth year over tenth and later", "life table", "later_ratio"),
        fact("F-05", "C", "the same, jobs in place of firms", "life table", "hazard_ratio_of_jobs"),
        fact("F-08", "B", "size of firms in their first year over the mean", "employees, inside industries", "entrant_size", 0.1, 0.5),
        fact("F-09", "A", "dispersion of productivity inside industries", "p90/p10 of sales per head", "dispersion", 3, 7),
        fact("F-10", "A", "persistence of productivity", "AR(1) of log sales per head, yearly", "persistence", 0.5, 0.9),
        fact("F-11", "B", "investment spikes", f"{year}: rate above 20 %, 20 persons or more", "spikes", 0.10, 0.30),
        fact("F-11", "B", "largest year in all investment of a firm", f"{year}: firms seen 15 years or more", "top_year", 0.20),
        fact("F-11", "C", "inaction", f"{year}: rate below 1 %", "inaction"),
        fact("F-12", "B", "R&D against size", "elasticity of R&D to sales among performers", "rd_size", 0.85, 1.15),
        fact("F-15", "B", "new firms' share of job creation", "firms under a year", "startup_share", 0.10, 0.30),
        fact("F-16", "B", "fast-growing firms", "above 20 % a year over three years, 10 persons or more", "fast_growers", 0.02, 0.08),
        fact("F-18", "B", "job creation, a year", "Davis, Haltiwanger, Schuh", "job_creation", 0.08, 0.20),
        fact("F-18", "B", "job destruction, a year", "Davis, Haltiwanger, Schuh", "job_destruction", 0.08, 0.20),
        fact("F-20", "B", "price over unit cost", "mean weighted by sales", "markup", 1.1, 1.7),
        fact("F-20", "B", "price over unit cost, skewness", "weighted by sales", "markup_skewness", 0.0),
        fact("F-20", "C", "price over unit cost, p90/p50", "weighted by sales", "markup_spread"),
    ]


def check(engine: Engine, options: Options) -> list[Table]:
    seeds, periods = options.seeds or 20, options.periods or 240
    names = tuple(dict.fromkeys((*macro.VARIABLES, *sectors.VARIABLES)))
    data = engine.run(SCENARIO, names, replications=seeds, periods=periods, firms=options.firms)
    sector = sector_of_industries(SCENARIO)
    sector_ids = numpy.array([sector[str(name)] for name in data["industry"].to_numpy()])
    kept = sectors.enterprises(sector_ids)

    panel_periods = min(periods, PANEL_PERIODS)
    rows = []
    for seed in range(1, seeds + 1):
        size = {"periods": panel_periods, "firms": options.firms, "seed": seed}
        panel = _panel(engine, 1, 0.25, kept, **size)
        census = _panel(engine, 20, 1.0, kept, **size)
        rows.append(firms.firm_facts(panel, census))
    found = [*_of_firms(pandas.DataFrame(rows)), *sectors.facts(data, sector_ids, BURN_IN), *macro.facts(data, BURN_IN)]
    table = Table(
        f"Stylised facts: {SCENARIO}, {seeds} seeds, {periods} quarters (panels of firms {panel_periods})",
        ("fact", "tier", "what", "estimator", "mean [5 %, 95 % of seeds]", "band"),
        note="The first five years are left out, and farms in all facts of firms. Tier A must lie in its band, B should, C is "
        "reported. In the band: the median over seeds, and four seeds of five in the band widened by half its half-width.",
    )
    for fact in found:
        table.add(fact.label, fact.tier, fact.text, fact.estimator, fact.shown, fact.band, holds=fact.holds, required=fact.tier == "A")
    return [table]
