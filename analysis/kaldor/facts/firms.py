"""Facts of firms, from panels. Records count with their weight."""

from functools import cached_property

import numpy
import pandas

from kaldor.facts.estimators import weighted
from kaldor.facts.estimators.subbotin import subbotin_shape
from kaldor.facts.estimators.survival import hazards, survival
from kaldor.facts.estimators.tail import LEAST, tail, top_share
from kaldor.facts.fact import Fact, Unanswered
from kaldor.facts.panel import Panel

REPORTING_SIZE = 20  # persons, from which the sources of growth rates and investment count firms
CELL = 30  # firms of an industry and year, from which its percentiles are taken
LIFE = 15  # years: Doms and Dunne (1998) follow plants for 17


class Firms:
    """What the facts read from a panel, each computed once."""

    def __init__(self, panel: Panel):
        self.panel = panel

    @cached_property
    def sizes(self) -> pandas.Series:
        """Means over censuses of the facts of the size distribution."""
        found = []
        census = self.panel.census("employees")
        for _, now in census[census["employees"] > 0].groupby("period"):
            if len(now) < 2 * LEAST:
                raise Unanswered(f"{len(now)} firms in a quarter are fewer than the {2 * LEAST} that a tail is told from")
            sizes, weights = now["employees"].to_numpy(float), now["weight"].to_numpy(float)
            fit = tail(sizes, weights)
            found.append({"tail": fit.exponent, "tail_from": fit.minimum, "top_share": top_share(sizes, weights)})
        return pandas.DataFrame(found).mean()

    @cached_property
    def margins(self) -> pandas.Series:
        """Means over censuses of prices over unit costs, weighted by sales."""
        found = []
        census = self.panel.census("markup", "sales", "employees")
        for _, now in census[census["employees"] > 0].groupby("period"):
            margin, turnover = 1 + now["markup"].to_numpy(float), (now["weight"] * now["sales"]).to_numpy(float)
            middle, upper = weighted.quantile(margin, turnover, numpy.array([0.5, 0.9]))
            mean, skewness = numpy.average(margin, weights=turnover), weighted.skewness(margin, turnover)
            found.append({"mean": mean, "spread": upper / middle, "skewness": skewness})
        return pandas.DataFrame(found).mean()

    @cached_property
    def _growth(self) -> pandas.DataFrame:
        """Yearly log growth and log size of survivors, with the cell of industry and year."""
        pairs, size = self.panel.pairs_of_years("industry"), self.panel.size
        growth, level = numpy.log(pairs[f"{size}_after"] / pairs[size]), numpy.log(pairs[size])
        large = pairs["employees"] >= REPORTING_SIZE
        return pandas.DataFrame({"growth": growth, "level": level, "weight": pairs["weight"], "cell": _cells(pairs), "large": large})

    @property
    def _large(self) -> pandas.DataFrame:
        return _some(self._growth[self._growth["large"]], f"no firm of {REPORTING_SIZE} persons is seen in two years running")

    @cached_property
    def _tent(self) -> tuple[numpy.ndarray, numpy.ndarray]:
        """Growth rates of large firms less the mean of their cell, and weights."""
        large, weights = self._large, self._large["weight"].to_numpy(float)
        return weighted.demeaned(large["growth"].to_numpy(), weights, large["cell"].to_numpy()), weights

    def tent(self) -> float:
        return subbotin_shape(*self._tent)

    def growth_spread(self) -> float:
        rates, weights = self._tent
        return float(numpy.sqrt(numpy.average(rates**2, weights=weights)))

    def gibrat(self, large: bool) -> float:
        found = self._large if large else self._growth
        return weighted.slope(*(found[name].to_numpy(float) for name in ("level", "growth", "weight", "cell")))

    def persistence(self) -> float:
        """Of log sales per head less the mean of industry and year."""
        pairs = self.panel.pairs_of_years("sales", "industry")
        weights, cells = pairs["weight"].to_numpy(float), _cells(pairs)
        now = weighted.demeaned(numpy.log(pairs["sales"] / pairs["employees"]).to_numpy(), weights, cells)
        then = weighted.demeaned(numpy.log(pairs["sales_after"] / pairs["employees_after"]).to_numpy(), weights, cells)
        return weighted.slope(now, then, weights, cells)

    def dispersion(self) -> float:
        """Ratio of the 90th to the 10th percentile of sales per head, geometric mean over industries and years."""
        logs = []
        for _, cell in self.panel.years("sales", "employees", "industry").groupby(["industry", "year"]):
            if len(cell) >= CELL:
                values = numpy.log(cell["sales"] / cell["employees"]).to_numpy()
                low, high = weighted.quantile(values, cell["weight"].to_numpy(float), numpy.array([0.1, 0.9]))
                logs.append(high - low)
        if not logs:
            raise Unanswered(f"no industry has {CELL} firms in a year")
        return float(numpy.exp(numpy.mean(logs)))

    def rd_size(self) -> float:
        whole = self.panel.years("rd", "sales", "industry")
        doing = _some(whole[whole["rd"] > 0], "no firm does R&D")
        sales, rd = numpy.log(doing["sales"]).to_numpy(float), numpy.log(doing["rd"]).to_numpy(float)
        return weighted.slope(sales, rd, doing["weight"].to_numpy(float), _cells(doing))

    @cached_property
    def _investing(self) -> pandas.DataFrame:
        """Years of firms that report, with `rate`, investment over the capital at the year's start."""
        whole = self.panel.years("investment", "capital", "employees")
        seen = whole[(whole["employees"] >= REPORTING_SIZE) & (whole["capital"] > 0)]
        return _some(seen.assign(rate=seen["investment"] / seen["capital"]), f"no firm of {REPORTING_SIZE} persons has capital")

    def spikes(self) -> float:
        return float(numpy.average(self._investing["rate"] > 0.2, weights=self._investing["weight"].to_numpy(float)))

    def inaction(self) -> float:
        return float(numpy.average(self._investing["rate"].abs() < 0.01, weights=self._investing["weight"].to_numpy(float)))

    def top_year(self) -> float:
        """Share of a firm's largest year in all of its investment."""
        by = self._investing.groupby("id")
        lives = by["investment"].agg(years="size", largest="max", total="sum").assign(weight=by["weight"].first())
        lives = _some(lives[(lives["years"] >= LIFE) & (lives["total"] > 0)], f"no firm is seen for {LIFE} years")
        return float(numpy.average(lives["largest"] / lives["total"], weights=lives["weight"]))

    @cached_property
    def hazard(self) -> numpy.ndarray:
        """Of firms by age in years; the last element is that of the tenth year and later."""
        return self._hazard(jobs=False)

    @cached_property
    def hazard_of_jobs(self) -> numpy.ndarray:
        return self._hazard(jobs=True)

    def _hazard(self, jobs: bool) -> numpy.ndarray:
        moves = self.panel.transitions("age")
        weights = moves["weight"].to_numpy(float) * (moves["employees"].to_numpy(float) if jobs else 1)
        found = hazards((moves["age"] // self.panel.per_year).to_numpy(), weights, moves["employees_after"].isna().to_numpy())
        if not numpy.isfinite(found[[0, 1, 2, 3, 4, -1]]).all():
            raise Unanswered("the panel lacks firms of some of the first five years, or ten years old")
        return found

    @cached_property
    def flows(self) -> dict[str, float]:
        """Jobs of new firms, jobs created and destroyed, and the mean of employment before and after (`level`)."""
        moves, young = self.panel.transitions(), self.panel.newcomers()
        weights = moves["weight"].to_numpy(float)
        started = float((young["weight"] * young["employees"]).sum())
        change = weights * (moves["employees_after"].fillna(0) - moves["employees"]).to_numpy()
        before = float((weights * moves["employees"]).sum())
        # A firm that was there a year ago, still under construction and without staff, creates its jobs as a survivor.
        created, destroyed = float(numpy.maximum(change, 0).sum()) + started, float(numpy.maximum(-change, 0).sum())
        return {"started": started, "created": created, "destroyed": destroyed, "level": before + (created - destroyed) / 2}

    def entrant_size(self) -> float:
        """Employees of new firms over the mean of their industry."""
        first, young = self.panel.first_quarters("industry"), self.panel.newcomers()
        working = _some(young[young["employees"] > 0], "no new firm is recorded")
        employing = first[first["employees"] > 0].assign(jobs=lambda rows: rows["weight"] * rows["employees"])
        sums = employing.groupby("industry")[["jobs", "weight"]].sum()
        relative = working["employees"] / working["industry"].map(sums["jobs"] / sums["weight"])
        return float(numpy.average(relative, weights=working["weight"]))

    def fast_growers(self) -> float:
        """Share of firms of at least ten persons that grow by more than a fifth a year over three years, among survivors."""
        first = self.panel.first_quarters()
        then = first[["period", "id", "employees"]].assign(period=first["period"] - 3 * self.panel.per_year)
        pairs = first[first["employees"] >= 10].merge(then, on=["period", "id"], suffixes=("", "_after"))
        pairs = _some(pairs, "no firm of ten persons is seen three years apart")
        return float(numpy.average(pairs["employees_after"] >= 1.2**3 * pairs["employees"], weights=pairs["weight"]))


def _cells(frame: pandas.DataFrame) -> numpy.ndarray:
    """Industry and year in one number."""
    found: numpy.ndarray = frame.groupby(["industry", "year"]).ngroup().to_numpy()
    return found


def _some(frame: pandas.DataFrame, reason: str) -> pandas.DataFrame:
    if frame.empty:
        raise Unanswered(reason)
    return frame


_AXTELL, _AGE = "Axtell 2001", "Business Dynamics Statistics; Haltiwanger, Jarmin and Miranda 2013"
_GROWTH, _GIBRAT = "Bottazzi and Secchi 2006", "Haltiwanger, Jarmin and Miranda 2013; Evans 1987"
_LUMPS, _MARKUPS = "Cooper and Haltiwanger 2006; Doms and Dunne 1998", "De Loecker, Eeckhout and Unger 2020"
_JOBS = "Davis, Haltiwanger and Schuh 1996; Business Dynamics Statistics"
_TABLE, _FLOWS, _YEAR = "life table", "Davis, Haltiwanger, Schuh", "panel, years"

FACTS: tuple[Fact[Firms], ...] = (
    Fact("F-01", "A", "firm-size tail", "Clauset maximum likelihood on employees, exponent of the CCDF", _AXTELL,
         lambda f: float(f.sizes["tail"]), 0.9, 1.3),
    Fact("F-01", "C", "smallest firm of the tail, persons", "Kolmogorov-Smirnov", _AXTELL, lambda f: float(f.sizes["tail_from"])),
    Fact("F-01", "C", "employment in the largest 1 % of firms", "share", _AXTELL, lambda f: float(f.sizes["top_share"])),
    Fact("F-02", "A", "tent of growth rates", "Subbotin b of yearly log growth of {size}, 20 persons or more", _GROWTH,
         Firms.tent, 0.7, 1.4),
    Fact("F-02", "C", "spread of growth rates", "sd, 20 persons or more", _GROWTH, Firms.growth_spread),
    Fact("F-04", "B", "Gibrat slope", "log growth on log {size}, survivors, inside industry and year", _GIBRAT,
         lambda f: f.gibrat(large=False), -0.1, 0.1),
    Fact("F-04", "C", "Gibrat slope, 20 persons or more", "the same", _GIBRAT, lambda f: f.gibrat(large=True)),
    Fact("F-05", "A", "exit hazard, first year over tenth and later", _TABLE, _AGE, lambda f: float(f.hazard[0] / f.hazard[-1]), 2),
    Fact("F-05", "A", "survival of five years", _TABLE, _AGE, lambda f: survival(f.hazard, 5), 0.4, 0.6),
    Fact("F-05", "C", "exit hazard in the first year", _TABLE, _AGE, lambda f: float(f.hazard[0])),
    Fact("F-05", "C", "exit hazard from the tenth year on", _TABLE, _AGE, lambda f: float(f.hazard[-1])),
    Fact("F-05", "C", "exit hazard, second to fifth year over tenth and later", _TABLE, _AGE,
         lambda f: float(f.hazard[1:5].mean() / f.hazard[-1])),
    Fact("F-05", "C", "the same, jobs in place of firms", _TABLE, _AGE,
         lambda f: float(f.hazard_of_jobs[1:5].mean() / f.hazard_of_jobs[-1])),
    Fact("F-08", "B", "size of firms in their first year over the mean", "employees, inside industries",
         "Dunne, Roberts and Samuelson 1988", Firms.entrant_size, 0.1, 0.5),
    Fact("F-09", "A", "dispersion of productivity inside industries", "p90/p10 of sales per head",
         "Syverson 2011; Hsieh and Klenow 2009", Firms.dispersion, 3, 7),
    Fact("F-10", "A", "persistence of productivity", "AR(1) of log sales per head, yearly", "Syverson 2011", Firms.persistence, 0.5, 0.9),
    Fact("F-11", "B", "investment spikes", f"{_YEAR}: rate above 20 %, 20 persons or more", _LUMPS, Firms.spikes, 0.10, 0.30),
    Fact("F-11", "B", "largest year in all investment of a firm", f"{_YEAR}: firms seen 15 years or more", _LUMPS, Firms.top_year, 0.20),
    Fact("F-11", "C", "inaction", f"{_YEAR}: rate below 1 %", _LUMPS, Firms.inaction),
    Fact("F-12", "B", "R&D against size", "elasticity of R&D to sales among performers", "Cohen and Klepper 1996; Klette and Kortum 2004",
         Firms.rd_size, 0.85, 1.15),
    Fact("F-15", "B", "new firms' share of job creation", "firms under a year", "Decker, Haltiwanger, Jarmin and Miranda 2014",
         lambda f: f.flows["started"] / f.flows["created"], 0.10, 0.30),
    Fact("F-16", "B", "fast-growing firms", "above 20 % a year over three years, 10 persons or more", "OECD; NESTA 2009",
         Firms.fast_growers, 0.02, 0.08),
    Fact("F-18", "B", "job creation, a year", _FLOWS, _JOBS, lambda f: f.flows["created"] / f.flows["level"], 0.08, 0.20),
    Fact("F-18", "B", "job destruction, a year", _FLOWS, _JOBS, lambda f: f.flows["destroyed"] / f.flows["level"], 0.08, 0.20),
    Fact("F-20", "B", "price over unit cost", "mean weighted by sales", _MARKUPS, lambda f: float(f.margins["mean"]), 1.1, 1.7),
    Fact("F-20", "B", "price over unit cost, skewness", "weighted by sales", _MARKUPS, lambda f: float(f.margins["skewness"]), 0.0),
    Fact("F-20", "C", "price over unit cost, p90/p50", "weighted by sales", _MARKUPS, lambda f: float(f.margins["spread"])),
)  # fmt: skip
