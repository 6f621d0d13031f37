"""The baseline stays well behaved for sixty years, and known ways of breaking it are noticed."""

from dataclasses import dataclass

import numpy
import xarray

from kaldor.validation.engine import Engine, Options
from kaldor.validation.statistics import standard_error, t_statistic
from kaldor.validation.table import Table

SCENARIO = "china-2017"
BURN_IN = 20  # quarters
ABLATIONS = {
    "fast accelerator": (
        "parameters.expectation.slow_speed=1",
        "parameters.expectation.slow_band=0",
        "parameters.investment.adjustment=0.3",
        "parameters.expectation.growth_speed=0.15",
    ),
    "no monopoly control": (
        "mechanisms.monopoly_control=off",
        "parameters.price.pass_through=0",
        "parameters.share.replicator=2",
    ),
}
NATIONAL = (
    "unemployment", "labour_share", "capacity_utilisation", "entry_rate", "exit_rate", "gdp_real", "inflation",
    "investment_share", "government_debt_ratio", "trade_balance_share", "accounts_residual", "consumption_share",
    "export_share", "rd_share",
)
VARIABLES = (*NATIONAL, "largest_share", "value_added_share", "firm_count_by_industry", "unemployment_by_region")

PERCENTILE_BANDS = {
    "unemployment": (0.005, 0.25),
    "labour_share": (0.35, 0.80),
    "capacity_utilisation": (0.55, 0.95),
}
MEAN_BANDS = {
    "unemployment": (0.01, 0.20),
    "labour_share": (0.40, 0.75),
    "capacity_utilisation": (0.65, 0.90),
    "entry_rate": (0.05, 0.15),
    "exit_rate": (0.05, 0.15),
    "growth": (0.0, 0.12),
    "inflation": (-0.02, 0.08),
    "investment_share": (0.15, 0.50),
}
DRIFTING = (
    "unemployment", "labour_share", "capacity_utilisation", "entry_rate", "exit_rate", "inflation", "investment_share",
    "consumption_share", "trade_balance_share", "government_debt_ratio",
)
MATERIAL = 0.01  # a percentage point, or a hundredth of a year of GDP
# Mechanisms with a trend of their own: the gap to the world frontier closes, tasks are automated, people learn.
TRENDS = ("imitation", "automation", "skill_upgrading")


@dataclass(frozen=True)
class Measure:
    """One measured line: over all seeds, the worst seed, and what it must lie in."""

    label: str
    value: str
    worst: str
    band: str
    holds: bool


def _range(low: float, high: float) -> str:
    return f"{low:.4g} .. {high:.4g}"


def _growth(data: xarray.Dataset) -> numpy.ndarray:
    """Real growth a year by seed, after the burn-in."""
    real = data["gdp_real"].to_numpy()[:, BURN_IN:]
    return (real[:, -1] / real[:, 0]) ** (4 / (real.shape[1] - 1)) - 1


def means(data: xarray.Dataset) -> dict[str, numpy.ndarray]:
    """Means by seed after the burn-in of everything that has a band for its mean."""
    late = data.isel(period=slice(BURN_IN, None))
    return {
        name: _growth(data) if name == "growth" else late[name].mean("period", skipna=False).to_numpy()
        for name in MEAN_BANDS
    }


def _percentiles(data: xarray.Dataset) -> list[Measure]:
    measures = []
    for name, (low, high) in PERCENTILE_BANDS.items():
        late = data[name].to_numpy()[:, BURN_IN:]
        pooled = numpy.percentile(late, [1, 99])
        by_seed = numpy.percentile(late, [1, 99], axis=1)
        worst = float(by_seed[0].min()), float(by_seed[1].max())
        holds = low <= worst[0] and worst[1] <= high
        measures.append(Measure(f"{name}, 1st to 99th percentile", _range(*pooled), _range(*worst), _range(low, high), holds))
    return measures


def _means(data: xarray.Dataset) -> list[Measure]:
    measures = []
    for name, values in means(data).items():
        low, high = MEAN_BANDS[name]
        worst = _range(float(values.min()), float(values.max()))
        value = f"{values.mean():.4f} (se {standard_error(values):.4f})"
        measures.append(
            Measure(f"{name}, mean", value, worst, _range(low, high), bool((values > low).all() and (values < high).all()))
        )
    return measures


def _throughout(data: xarray.Dataset) -> list[Measure]:
    """Bands that every quarter of every seed must keep."""
    debt = data["government_debt_ratio"].to_numpy()
    trade = numpy.abs(data["trade_balance_share"].to_numpy())
    largest = data["largest_share"]
    industry = str(largest["industry"][int(largest.max(("replication", "period")).to_numpy().argmax())].item())
    region = data["unemployment_by_region"].to_numpy()[:, BURN_IN:]
    region_pooled = numpy.percentile(region, [1, 99], axis=(0, 1))
    residual = float(data["accounts_residual"].max())

    def largest_of(label: str, values: numpy.ndarray, limit: float, extra: str = "") -> Measure:
        by_seed = values.reshape(values.shape[0], -1).max(axis=1)
        return Measure(label, f"{by_seed.mean():.4f}{extra}", f"{by_seed.max():.4f}", f"< {limit:.4g}", bool(by_seed.max() < limit))

    return [
        largest_of("government debt in years of GDP, largest", debt, 2.0),
        largest_of("trade balance over GDP, largest size", trade, 0.10),
        largest_of("sales share of the largest firm of an industry", largest.to_numpy(), 0.30, f" ({industry})"),
        Measure(
            "regional unemployment, lowest and highest quarter",
            _range(float(region_pooled[0].min()), float(region_pooled[1].max())) + " (1st, 99th percentile)",
            _range(float(region.min()), float(region.max())), "0.01 .. 0.25", bool(region.min() >= 0.01 and region.max() <= 0.25),
        ),
        Measure("accounts residual over GDP, largest", f"{residual:.1e}", f"{residual:.1e}", "< 1e-09", residual < 1e-9),
    ]


def _survival(data: xarray.Dataset) -> list[Measure]:
    share = data["value_added_share"]
    relative = (share / share.isel(period=0)).min("period")
    by_industry = relative.min("replication")
    worst = int(by_industry.to_numpy().argmin())
    firms = float(data["firm_count_by_industry"].min())
    missing = sum(int(numpy.isnan(data[name].to_numpy()[:, BURN_IN:]).sum()) for name in VARIABLES)
    smallest = float(share.min())
    return [
        Measure(
            "share of an industry over its first, smallest", f"{float(relative.mean('replication')[worst]):.3f}",
            f"{float(by_industry[worst]):.3f} ({by_industry['industry'][worst].item()})", "> 0.05", float(by_industry[worst]) > 0.05,
        ),
        Measure("share of an industry in value added, smallest", f"{smallest:.5f}", f"{smallest:.5f}", "> 0", smallest > 0),
        Measure("firms of an industry, smallest number", f"{firms:.0f}", f"{firms:.0f}", "> 0", firms > 0),
        Measure("quarters that are not a number", str(missing), str(missing), "0", missing == 0),
    ]


def measures(data: xarray.Dataset) -> list[Measure]:
    return [*_percentiles(data), *_means(data), *_throughout(data), *_survival(data)]


def _changes(data: xarray.Dataset) -> dict[str, tuple[numpy.ndarray, numpy.ndarray]]:
    """Means of the first and the second half of the quarters after the burn-in, by seed."""
    late = data.isel(period=slice(BURN_IN, None))
    middle = late.sizes["period"] // 2
    values = {name: late[name].to_numpy() for name in DRIFTING}
    return {name: (x[:, :middle].mean(axis=1), x[:, middle:].mean(axis=1)) for name, x in values.items()}


def drifts(change: numpy.ndarray) -> bool:
    """Whether a change between halves is both material and no chance."""
    return bool(abs(change.mean()) > MATERIAL and abs(t_statistic(change)) > 3)


def _explanations(without: dict[str, dict], name: str, change: float) -> list[str]:
    """Mechanisms without which less than half of a drift is left in its direction."""
    left = {mechanism: float((halves[name][1] - halves[name][0]).mean()) for mechanism, halves in without.items()}
    return [f"{mechanism} ({value:+.4f} without)" for mechanism, value in left.items() if value / change < 0.5]


def _drift(engine: Engine, data: xarray.Dataset, size: dict, title: str) -> Table:
    table = Table(
        f"Drift between the halves of the quarters after five years, {title}",
        ("quantity", "first half", "second half", "difference", "t over seeds", "mechanism that explains it"),
        note=f"A drift is larger than {MATERIAL:g} with |t| > 3. A mechanism with a trend of its own ({', '.join(TRENDS)}) explains "
        "it if less than half is left in its direction without the mechanism; a drift that none explains is outside.",
    )
    found = _changes(data)
    without = {}
    if any(drifts(second - first) for first, second in found.values()):
        for mechanism in TRENDS:
            setting = f"mechanisms.{mechanism}=off"
            without[mechanism] = _changes(engine.run(SCENARIO, DRIFTING, settings=[setting], **size))
    for name, (first, second) in found.items():
        change = second - first
        drifting = drifts(change)
        reasons = _explanations(without, name, float(change.mean())) if drifting else []
        table.add(
            name, f"{first.mean():.4f}", f"{second.mean():.4f}", f"{change.mean():+.4f}", f"{t_statistic(change):+.1f}",
            ", ".join(reasons) or ("none" if drifting else ""), holds=not drifting or bool(reasons),
        )
    return table


def _ablations(engine: Engine, size: dict) -> Table:
    table = Table(
        "Ablations: each must leave at least one band", ("ablation", "bands left", "which, with the worst seed"),
        note="; ".join(f"{name}: " + " ".join(f"`--set {s}`" for s in settings) for name, settings in ABLATIONS.items()),
    )
    for name, settings in ABLATIONS.items():
        data = engine.run(SCENARIO, VARIABLES, settings=settings, **size)
        left = [measure for measure in measures(data) if not measure.holds]
        table.add(name, len(left), "; ".join(f"{m.label} {m.worst}" for m in left) or "none", holds=bool(left))
    return table


def check(engine: Engine, options: Options) -> list[Table]:
    size = {"replications": options.seeds or 20, "periods": options.periods or 240, "firms": options.firms}
    title = f"{SCENARIO}, {size['periods']} quarters, {size['replications']} seeds"
    data = engine.run(SCENARIO, VARIABLES, **size)
    table = Table(
        f"Bands: {title}", ("quantity", "over all seeds", "worst seed", "band"),
        note="Percentiles and means leave out the first five years; a verdict asks every seed.",
    )
    for measure in measures(data):
        table.add(measure.label, measure.value, measure.worst, measure.band, holds=measure.holds)
    return [table, _drift(engine, data, size, title), _ablations(engine, size)]
