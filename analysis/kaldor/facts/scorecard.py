"""Every stylised fact that a result or a panel of firms can answer, scored over seeds."""

import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Literal

import pandas
import xarray

from kaldor import results
from kaldor._arguments import checked
from kaldor.errors import InputError, ResultError
from kaldor.facts import firms as of_firms
from kaldor.facts import macro, places, sectors, unmeasured, young_industries
from kaldor.facts.classification import PRIMARY, Classification, classified
from kaldor.facts.fact import Fact, Score, Unanswered, score
from kaldor.facts.firms import Firms
from kaldor.facts.panel import COLUMNS, Panel
from kaldor.facts.series import Series
from kaldor.results.source import FilePaths, SimulatedResult, files_of

BURN_IN = 5.0  # years that the baseline takes to settle (docs/validation.md, Bands)
_OF_SERIES = (sectors, young_industries, places, macro)
BY_SERIES: tuple[Fact[Series], ...] = tuple(fact for of in _OF_SERIES for fact in of.FACTS)
VARIABLES = tuple(dict.fromkeys(name for of in _OF_SERIES for name in of.VARIABLES))
"""Indicators that facts by series read."""
NO_PANEL = "there is no panel of firms (output: firms: { every: 1 quarter })"
NO_SERIES = "there are no series, only a panel of firms"


@checked
def stylised_facts(
    data: xarray.Dataset | FilePaths | SimulatedResult | None = None,
    firms: pandas.DataFrame | None = None,
    *,
    burn_in: float = BURN_IN,
    size: Literal["sales", "employees"] = "sales",
) -> pandas.DataFrame:
    """The scorecard: each stylised fact with its estimator, its value over seeds, its band, a verdict and the source.

    Parameters
    ----------
    data
        A Dataset of `kaldor.open`, a result, or paths of result files. Series of the same names and dimensions from
        elsewhere do as well, quarterly or (with `time` beside `period`) yearly; each replication may be a country, say.
    firms
        Panel with the columns `id`, `period` (number of the quarter) or `year`, and as many as there are of `industry`,
        `weight`, `age` (quarters; years in a yearly panel), `employees`, `sales`, `capital`, `investment`, `rd`, `markup`;
        `replication` and `arm` where there are several. Read from the files where `data` are files that have one. Farms are
        left out where the sectors of industries are known, as in the sources of the facts.
    burn_in
        Years at the beginning that are left out; structural change is told from the first period on. 0 for real data.
    size
        By what firms grow: `employees` suits panels without sales.

    Returns
    -------
    DataFrame
        A row for each fact, with the columns

        - `arm`, if there are several;
        - `fact`, `tier` (A must hold, B should, C is reported), `what`, `estimator`;
        - `value`, `low`, `high`: mean, 5th and 95th percentile over seeds;
        - `band` in words, nothing for tier C, and `verdict`: `holds`, `outside`, `reported`, `unanswered`;
        - `seeds`: how many have a value; `note`: why a fact is unanswered; `source`: of the band or the value compared with.

        A fact holds if the median over seeds lies in its band and four seeds of five lie in the band widened by half
        its half-width.

    Raises
    ------
    ResultError
        For files that cannot be read, and a burn-in that is no time.
    InputError
        If neither data nor firms are given.
    """
    if not 0 <= burn_in < math.inf:
        raise ResultError(f"burn_in: expected years, zero or more, got {burn_in}")
    with _opened(data, firms) as (series, panel):
        if series is None and panel is None:
            raise InputError("expected a result, series or a panel of firms, got none of them")
        arms = _arms(series, panel)
        cards = [_frame(_card_of(*_of_arm(series, panel, arm), burn_in, size), arm, size) for arm in arms]
    return pandas.concat(cards, ignore_index=True)


def card(series: xarray.Dataset | None, panels: Iterable[Panel] | None, burn_in: float = BURN_IN) -> list[Score]:
    """Scores of all facts for one arm; `panels` has one for each seed, which are read one after the other."""
    known = Classification() if series is None else classified(series)
    return [
        *score(of_firms.FACTS, list(_by_firms(panels))),
        *score(BY_SERIES, list(_by_series(series, known, burn_in))),
        *unmeasured.scores(),
    ]


def farming(series: xarray.Dataset | None) -> set[str]:
    """Names of the industries whose firms the sources of the facts do not count; none where sectors are not known."""
    known = None if series is None else classified(series).sectors
    return set() if series is None or known is None else {str(name) for name in series["industry"].to_numpy()[known == PRIMARY]}


def _card_of(series: xarray.Dataset | None, panel: pandas.DataFrame | None, burn_in: float, size: str) -> list[Score]:
    if panel is None:
        return card(series, None, burn_in)
    farms = farming(series)
    replications = [rows for _, rows in panel.groupby("replication")] if "replication" in panel else [panel]
    return card(series, (Panel(rows, burn_in, size=size, without=farms) for rows in replications), burn_in)


def _by_series(data: xarray.Dataset | None, known: Classification, burn_in: float) -> Iterator[list[float | Unanswered]]:
    if data is None:
        yield [Unanswered(NO_SERIES)] * len(BY_SERIES)
        return
    read = data[[name for name in VARIABLES if name in data]]
    for number in range(data.sizes.get("replication", 1)):
        series = Series(read.isel(replication=number, missing_dims="ignore"), burn_in, known)
        yield [fact.answer(series) for fact in BY_SERIES]


def _by_firms(panels: Iterable[Panel] | None) -> Iterator[list[float | Unanswered]]:
    if panels is None:
        yield [Unanswered(NO_PANEL)] * len(of_firms.FACTS)
        return
    for panel in panels:
        firms = Firms(panel)
        yield [fact.answer(firms) for fact in of_firms.FACTS]


@contextmanager
def _opened(
    data: xarray.Dataset | FilePaths | SimulatedResult | None, firms: pandas.DataFrame | None
) -> Iterator[tuple[xarray.Dataset | None, pandas.DataFrame | None]]:
    if data is None or isinstance(data, xarray.Dataset):
        yield data, firms
        return
    paths = files_of(data)
    if firms is None and results.has_firms(paths):
        firms = results.open_firms(paths, COLUMNS)
    with results.open(paths) as opened:
        yield opened, firms


def _arms(series: xarray.Dataset | None, panel: pandas.DataFrame | None) -> list[str | None]:
    if series is not None:
        return [str(arm) for arm in series["arm"].to_numpy()] if "arm" in series.dims else [None]
    return list(panel["arm"].unique()) if panel is not None and "arm" in panel else [None]


def _of_arm(
    series: xarray.Dataset | None, panel: pandas.DataFrame | None, arm: str | None
) -> tuple[xarray.Dataset | None, pandas.DataFrame | None]:
    if arm is None:
        return series, panel
    of_arm = panel if panel is None or "arm" not in panel else panel[panel["arm"] == arm]
    return None if series is None else series.sel(arm=arm), of_arm


def _frame(scores: list[Score], arm: str | None, size: str) -> pandas.DataFrame:
    rows = [_row(each, size) for each in scores]
    return pandas.DataFrame(rows if arm is None else [{"arm": arm, **row} for row in rows])


def _row(found: Score, size: str) -> dict[str, object]:
    fact, (value, low, high) = found.fact, found.summary
    return {
        "fact": fact.id,
        "tier": fact.tier,
        "what": fact.what,
        "estimator": fact.estimator.format(size=size),
        "value": value,
        "low": low,
        "high": high,
        "band": fact.band if fact.has_band else "",
        "verdict": found.verdict,
        "seeds": len(found.values),
        "note": found.reason,
        "source": fact.source,
    }
