"""The first quarters have the structure of the input-output table, with all dynamics on."""

import numpy

from kaldor.validation.engine import Engine, Options, economy
from kaldor.validation.table import Table, points

SCENARIO = "china-2017"
FIRST_QUARTER, FIRST_TWO_YEARS = 0.005, 0.01


def table_shares(name: str) -> dict[str, numpy.ndarray]:
    """Shares of value added and of employment by industry, from the economy file."""
    industries = economy(name)["industries"]
    added = numpy.array([sum(industry["value_added"].values()) for industry in industries])
    employed = numpy.array([industry["employment"] for industry in industries], float)
    return {"value_added_share": added / added.sum(), "employment_share": employed / employed.sum()}


def check(engine: Engine, options: Options) -> list[Table]:
    seeds = options.seeds or 20
    data = engine.run(SCENARIO, ("value_added_share", "employment_share"), replications=seeds, periods=8, firms=options.firms)
    table = Table(
        f"Start: gaps of shares by industry to the table of {SCENARIO}, {seeds} seeds",
        ("share", "quarters", "largest gap of any seed", "industry", "largest gap of the mean", "band"),
    )
    for name, target in table_shares(SCENARIO).items():
        gaps = data[name].to_numpy() - target
        for label, quarters, limit in (("first", 1, FIRST_QUARTER), ("first eight", 8, FIRST_TWO_YEARS)):
            window = gaps[:, :quarters]
            worst = numpy.unravel_index(numpy.abs(window).argmax(), window.shape)
            mean = window.mean(axis=0)
            largest = float(window[worst])
            table.add(
                name, label, points(largest), str(data["industry"][worst[2]].item()),
                points(float(mean.flat[numpy.abs(mean).argmax()])), f"{100 * limit:.1f} pp", holds=abs(largest) <= limit,
            )
    return [table]
