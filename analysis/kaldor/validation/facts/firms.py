"""Facts of firms, from quarterly panels of a sample and censuses of all records. Records count with their weight."""

import numpy
import pandas

from kaldor.validation.estimators import weighted
from kaldor.validation.estimators.subbotin import subbotin_shape
from kaldor.validation.estimators.survival import hazards, survival
from kaldor.validation.estimators.tail import tail, top_share

COLUMNS = ("industry", "weight", "age", "employees", "sales", "capital", "investment", "rd", "markup", "productivity", "efficiency")
REPORTING_SIZE = 20  # persons, from which the sources of growth rates and investment count firms


def census_facts(census: pandas.DataFrame) -> dict[str, float]:
    """Means over censuses of the facts of the size distribution."""
    found = []
    for _, now in census[census["employees"] > 0].groupby("period"):
        sizes, weights = now["employees"].to_numpy(float), now["weight"].to_numpy(float)
        sales = now["weight"] * now["sales"]
        margin, turnover = 1 + now["markup"].to_numpy(float), sales.to_numpy(float)
        fit = tail(sizes, weights)
        middle, upper = weighted.quantile(margin, turnover, numpy.array([0.5, 0.9]))
        found.append({
            "tail": fit.exponent,
            "tail_from": fit.minimum,
            "top_share": top_share(sizes, weights),
            "markup": float(numpy.average(margin, weights=turnover)),
            "markup_spread": float(upper / middle),
            "markup_skewness": weighted.skewness(margin, turnover),
        })
    return pandas.DataFrame(found).mean().to_dict()


def years(panel: pandas.DataFrame) -> pandas.DataFrame:
    """One row a firm and calendar year, for firms that were there in all four quarters."""
    frame = panel.assign(year=panel["period"] // 4)
    by = frame.groupby(["id", "year"], sort=True)
    whole = by.agg(
        quarters=("period", "size"), industry=("industry", "first"), weight=("weight", "first"), age=("age", "first"),
        employees=("employees", "mean"), sales=("sales", "sum"), capital=("capital", "first"), investment=("investment", "sum"),
        rd=("rd", "sum"),
    ).reset_index()
    return whole[(whole["quarters"] == 4) & (whole["sales"] > 0) & (whole["employees"] > 0)]


def pairs_of_years(whole: pandas.DataFrame) -> pandas.DataFrame:
    """Rows of `years` beside the sales and employees of the same firm a year later."""
    after = whole[["id", "year", "sales", "employees"]].assign(year=whole["year"] - 1)
    return whole.merge(after, on=["id", "year"], suffixes=("", "_after"))


def _cells(frame: pandas.DataFrame) -> numpy.ndarray:
    """Industry and year in one number."""
    return frame["industry"].to_numpy() * 10_000 + frame["year"].to_numpy()


def growth_facts(whole: pandas.DataFrame) -> dict[str, float]:
    """Shape of growth rates, Gibrat's slope, dispersion and persistence of productivity, R&D against size."""
    pairs = pairs_of_years(whole)
    weights, cells = pairs["weight"].to_numpy(float), _cells(pairs)
    growth = numpy.log(pairs["sales_after"] / pairs["sales"]).to_numpy()
    large = (pairs["employees"] >= REPORTING_SIZE).to_numpy()
    tent = weighted.demeaned(growth[large], weights[large], cells[large])
    now = weighted.demeaned(numpy.log(pairs["sales"] / pairs["employees"]).to_numpy(), weights, cells)
    then = weighted.demeaned(numpy.log(pairs["sales_after"] / pairs["employees_after"]).to_numpy(), weights, cells)
    doing = whole[whole["rd"] > 0]
    return {
        "tent": subbotin_shape(tent, weights[large]),
        "growth_spread": float(numpy.sqrt(numpy.average(tent**2, weights=weights[large]))),
        "gibrat": weighted.slope(numpy.log(pairs["sales"]).to_numpy(), growth, weights, cells),
        "gibrat_large": weighted.slope(numpy.log(pairs["sales"]).to_numpy()[large], growth[large], weights[large], cells[large]),
        "persistence": weighted.slope(now, then, weights, cells),
        "rd_size": weighted.slope(
            numpy.log(doing["sales"]).to_numpy(float), numpy.log(doing["rd"]).to_numpy(float),
            doing["weight"].to_numpy(float), _cells(doing)),
    }


def dispersion(whole: pandas.DataFrame) -> float:
    """Ratio of the 90th to the 10th percentile of sales per head, geometric mean over industries and years."""
    logs = []
    for _, cell in whole.groupby(["industry", "year"]):
        if len(cell) >= 30:
            values = numpy.log(cell["sales"] / cell["employees"]).to_numpy()
            low, high = weighted.quantile(values, cell["weight"].to_numpy(float), numpy.array([0.1, 0.9]))
            logs.append(high - low)
    return float(numpy.exp(numpy.mean(logs))) if logs else numpy.nan


def investment_facts(whole: pandas.DataFrame) -> dict[str, float]:
    """Lumpiness of investment of firms that report, and the share of a firm's largest year in all of its investment."""
    seen = whole[(whole["employees"] >= REPORTING_SIZE) & (whole["capital"] > 0)]
    rate, weights = (seen["investment"] / seen["capital"]).to_numpy(), seen["weight"].to_numpy(float)
    by = seen.groupby("id")["investment"]
    lives = pandas.DataFrame({"years": by.size(), "largest": by.max(), "total": by.sum(), "weight": seen.groupby("id")["weight"].first()})
    long_lived = lives[(lives["years"] >= 15) & (lives["total"] > 0)]
    largest = numpy.average(long_lived["largest"] / long_lived["total"], weights=long_lived["weight"]) if len(long_lived) else numpy.nan
    return {
        "spikes": float(numpy.average(rate > 0.2, weights=weights)),
        "inaction": float(numpy.average(numpy.abs(rate) < 0.01, weights=weights)),
        "top_year": float(largest),
    }


def yearly_transitions(panel: pandas.DataFrame) -> pandas.DataFrame:
    """First quarters of years: each firm beside its employees a year later, which are missing when it had gone."""
    first = panel[panel["period"] % 4 == 0]
    after = first[["period", "id", "employees"]].assign(period=first["period"] - 4)
    joined = first.merge(after, on=["period", "id"], how="left", suffixes=("", "_after"))
    return joined[joined["period"] < first["period"].max()]


def turnover_facts(panel: pandas.DataFrame) -> dict[str, float]:
    """Exit hazard by age, job flows, size of entrants."""
    moves = yearly_transitions(panel)
    weights, gone = moves["weight"].to_numpy(float), moves["employees_after"].isna().to_numpy()
    age = (moves["age"] // 4).to_numpy()
    hazard = hazards(age, weights, gone)
    by_jobs = hazards(age, weights * moves["employees"].to_numpy(float), gone)

    # New firms are those younger than a year; a split record is no new firm.
    first = panel[panel["period"] % 4 == 0]
    young = first[(first["age"] < 4) & (first["period"] > first["period"].min())]
    started = float((young["weight"] * young["employees"]).sum())
    change = weights * (moves["employees_after"].fillna(0) - moves["employees"]).to_numpy()
    before = float((weights * moves["employees"]).sum())
    after = before + float(change.sum()) + started
    level = 0.5 * (before + after)
    # A firm that was there a year ago, still under construction and without staff, creates its jobs as a survivor.
    created = float(numpy.maximum(change, 0).sum()) + started
    working = young[young["employees"] > 0]
    mean_size = first[first["employees"] > 0].groupby("industry").apply(lambda x: numpy.average(x["employees"], weights=x["weight"]))
    relative = working["employees"] / working["industry"].map(mean_size)
    return {
        "first_hazard": float(hazard[0]),
        "old_hazard": float(hazard[10]),
        "hazard_ratio": float(hazard[0] / hazard[10]),
        "later_ratio": float(hazard[1:5].mean() / hazard[10]),
        "hazard_ratio_of_jobs": float(by_jobs[1:5].mean() / by_jobs[10]),
        "five_year_survival": survival(hazard, 5),
        "job_creation": created / level,
        "job_destruction": float(numpy.maximum(-change, 0).sum()) / level,
        "startup_share": started / created if created > 0 else numpy.nan,
        "entrant_size": float(numpy.average(relative, weights=working["weight"])) if len(working) else numpy.nan,
    }


def fast_growers(panel: pandas.DataFrame) -> float:
    """Share of firms of at least ten persons that grow by more than a fifth a year over three years, among survivors."""
    first = panel[panel["period"] % 4 == 0]
    then = first[["period", "id", "employees"]].assign(period=first["period"] - 12)
    pairs = first[first["employees"] >= 10].merge(then, on=["period", "id"], suffixes=("", "_after"))
    if pairs.empty:
        return numpy.nan
    return float(numpy.average(pairs["employees_after"] >= 1.2**3 * pairs["employees"], weights=pairs["weight"]))


def firm_facts(panel: pandas.DataFrame, census: pandas.DataFrame) -> dict[str, float]:
    """All facts of one seed by name."""
    whole = years(panel)
    return {
        **census_facts(census), **growth_facts(whole), "dispersion": dispersion(whole), **investment_facts(whole),
        **turnover_facts(panel), "fast_growers": fast_growers(panel),
    }
