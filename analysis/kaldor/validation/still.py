"""An economy with everything that moves switched off repeats its first quarter."""

import numpy

from kaldor.validation.engine import Engine, Options
from kaldor.validation.table import Table, percent

SCENARIOS = ("mini-still", "china-2017-still")
VARIABLES = ("output", "price", "employment")
LIMIT = 0.001


def check(engine: Engine, options: Options) -> list[Table]:
    seeds, periods = options.seeds or 5, options.periods or 40
    table = Table(
        f"Standing still: quarter {periods} against quarter 1, {seeds} seeds",
        ("scenario", "by industry", "largest relative difference", "industry", "band"),
    )
    for scenario in SCENARIOS:
        data = engine.run(scenario, VARIABLES, replications=seeds, periods=periods, firms=options.firms)
        for name in VARIABLES:
            first, last = data[name].isel(period=0), data[name].isel(period=-1)
            gap = abs(last / first - 1).max("replication")
            worst = int(numpy.argmax(gap.to_numpy()))
            value = float(gap[worst])
            table.add(scenario, name, percent(value, 4), str(gap["industry"][worst].item()), "0.1 %", holds=value <= LIMIT)
    return [table]
