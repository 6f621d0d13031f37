"""The means of the baseline do not depend on the number of records."""

from itertools import combinations

from kaldor.validation.bands import SCENARIO, VARIABLES, means
from kaldor.validation.engine import Engine, Options
from kaldor.validation.statistics import difference_in_errors, standard_error
from kaldor.validation.table import Table

RECORDS = (8_000, 40_000, 200_000)
LIMIT = 2.0  # standard errors of the difference


def check(engine: Engine, options: Options) -> list[Table]:
    seeds, periods = options.seeds or 20, options.periods or 240
    records = (options.firms, 2 * options.firms) if options.firms else RECORDS
    found = {
        count: means(engine.run(SCENARIO, VARIABLES, replications=seeds, periods=periods, firms=count, seed=seed))
        for seed, count in enumerate(records, start=1)
    }
    pairs = list(combinations(records, 2))
    table = Table(
        f"Independence of the number of records: {SCENARIO}, {periods} quarters, {seeds} seeds",
        ("mean", *(f"{count:,} records (se)" for count in records), *(f"{a:,} - {b:,} in se" for a, b in pairs)),
        note=f"Each number of records has seeds of its own. Differences are in standard errors of the difference; band +-{LIMIT:.0f}.",
    )
    for name in found[records[0]]:
        values = [found[count][name] for count in records]
        gaps = [difference_in_errors(found[a][name], found[b][name]) for a, b in pairs]
        table.add(
            name, *(f"{v.mean():.4f} ({standard_error(v):.4f})" for v in values), *(f"{gap:+.1f}" for gap in gaps),
            holds=all(abs(gap) <= LIMIT for gap in gaps),
        )
    return [table]
