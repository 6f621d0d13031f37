"""Each lever moves what theory says it moves, against the run without it under common random numbers."""

import numpy
import xarray

from kaldor.validation.engine import Engine, EngineError, Options, policy_setting
from kaldor.validation.expectations import DOSES, EQUIVALENCES, FIRST_TWO_YEARS, LAST_FIVE_YEARS, NULLS, Dose, Expectation
from kaldor.validation.statistics import Interval, mean_interval
from kaldor.validation.table import Table

SCENARIO = "china-2017"
FIRST_QUARTER = 4  # of the policies
SEEDS = 60  # twenty leave the small gain of GDP from R&D undecided


def _window(name: str, periods: int) -> slice:
    if name == FIRST_TWO_YEARS:
        return slice(FIRST_QUARTER, FIRST_QUARTER + 8)
    return slice(max(FIRST_QUARTER, periods - 20), None) if name == LAST_FIVE_YEARS else slice(FIRST_QUARTER, None)


def _means(data: xarray.Dataset, expectation: Expectation) -> numpy.ndarray:
    """Mean of the outcome over the window, by seed; outcomes of several industries are added."""
    series = data[expectation.outcome]
    if expectation.industries:
        series = series.sel(industry=list(expectation.industries)).sum("industry")
    return series.isel(period=_window(expectation.window, data.sizes["period"])).mean("period").to_numpy()


def paired_difference(base: xarray.Dataset, policy: xarray.Dataset, expectation: Expectation) -> Interval:
    """Mean difference by seed with its 95 % interval; over the baseline's mean where the expectation is relative."""
    before, after = _means(base, expectation), _means(policy, expectation)
    return mean_interval(after / before - 1 if expectation.relative else after - before)


def _shown(interval: Interval, relative: bool) -> tuple[str, str]:
    unit = "%" if relative else "pp"
    return f"{100 * interval.mean:+.3f} {unit}", f"{100 * interval.low:+.3f} .. {100 * interval.high:+.3f}"


def _policy_text(policy: dict) -> str:
    extra = [f"{key} {value}" for key, value in policy.items() if key not in ("lever", "value", "from", "industries")]
    where = ["on " + ", ".join(policy["industries"])] if "industries" in policy else []
    return " ".join([policy["lever"], f"{policy['value']:g}", *where, *extra])


def _variables() -> list[str]:
    outcomes = [e.outcome for dose in DOSES for e in dose.expectations] + [outcome for _, outcome, _ in EQUIVALENCES]
    return sorted(set(outcomes))


def _nulls(engine: Engine, size: dict) -> Table:
    table = Table("Policies that must do nothing", ("policy", "expected", "measured"))
    small = {**size, "replications": 1}
    base = engine.digest(SCENARIO, **small)
    for label, policy in NULLS.items():
        same = engine.digest(SCENARIO, settings=[policy_setting(policy)], **small) == base
        table.add(label, "the baseline's digest", "the same" if same else "another", holds=same)
    return table


def check(engine: Engine, options: Options) -> list[Table]:
    size = {"replications": options.seeds or SEEDS, "periods": options.periods or 60, "firms": options.firms}
    variables = _variables()
    base = engine.run(SCENARIO, variables, **size)
    table = Table(
        f"Levers: {SCENARIO}, {size['periods']} quarters, {size['replications']} paired seeds, policies from the second year",
        ("policy", "outcome", "window", "expected", "difference", "95 % interval"),
        note="pp: percentage points; %: of the run without the policy.",
    )
    runs: dict[str, xarray.Dataset] = {}

    def under(dose: Dose) -> xarray.Dataset:
        setting = policy_setting(dose.policy)
        if setting not in runs:
            runs[setting] = engine.run(SCENARIO, variables, settings=[setting], **size)
        return runs[setting]

    for dose in DOSES:
        for e in dose.expectations:
            try:
                interval = paired_difference(base, under(dose), e)
            except EngineError as error:
                said = str(error).rsplit("error: ", 1)[-1]
                table.add(_policy_text(dose.policy), e.outcome, e.window, "+" if e.sign > 0 else "-", "run failed", said, holds=False)
                continue
            table.add(
                _policy_text(dose.policy), e.outcome, e.window, "+" if e.sign > 0 else "-", *_shown(interval, e.relative),
                holds=interval.sign == e.sign,
            )
    for dose, outcome, limit in EQUIVALENCES:
        interval = paired_difference(base, under(dose), Expectation(outcome, 0, relative=True))
        table.add(
            _policy_text(dose.policy), outcome, "whole", f"none (+-{100 * limit:g} %)", *_shown(interval, True),
            holds=-limit <= interval.low and interval.high <= limit,
        )
    return [table, _nulls(engine, size)]
