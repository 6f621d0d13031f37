"""How often a policy does harm: histories in which it makes things worse, in place of the mean over histories."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import numpy
import pandas
import xarray
from statsmodels.stats.proportion import proportion_confint

from kaldor._arguments import checked
from kaldor._names import missing
from kaldor._years import Years
from kaldor.compare.headline import is_amount
from kaldor.compare.intervals import check_level
from kaldor.compare.paired import difference
from kaldor.errors import ResultError

Worse = Literal["rise", "fall"]

HARMS: Mapping[str, Worse] = {
    "consumption_real": "fall",
    "unemployment": "rise",
    "real_income": "fall",
    "bankruptcy_rate": "rise",
    "carbon_emissions": "rise",
    "government_debt_ratio": "rise",
}
"""What most people would call worse, if no other outcomes are named."""


@checked
def harm(
    data: xarray.Dataset,
    policy: str,
    base: str,
    outcomes: Mapping[str, Worse] | None = None,
    *,
    years: Years | None = None,
    beyond: float | Mapping[str, float] = 0.0,
    level: float = 0.95,
) -> pandas.DataFrame:
    """In which part of all histories a policy makes each outcome worse than it would have been without it.

    The mean effect of `difference` may be good while one history in five is worse. Replications are histories that differ by
    chance alone, so the part of them that got worse estimates the probability for one history that nobody knows beforehand.
    It says nothing of errors in the model or its parameters.

    Parameters
    ----------
    data
        A Dataset with a dimension `arm` (`kaldor.open` of several files).
    outcomes
        Indicators, and whether their "rise" or their "fall" is harm; those of `kaldor.compare.HARMS` that the data have if
        not given. Indicators of industries, regions or skills have a row for each.
    years
        As in `Difference.summary`.
    beyond
        Changes that are no larger than this do not count as harm, for all or by indicator: relative (0.01 is one per cent) for
        amounts, in the unit of the indicator for shares and rates.
    level
        Of the interval of the probability (Clopper and Pearson 1934, "The use of confidence or fiducial limits").

    Returns
    -------
    DataFrame
        Indexed by `outcome` and `where` (empty for the nation): `probability` with `low` and `high`; `mean_harm`, the mean
        change in histories with harm, `worst`, the largest, and `mean`, that of all, in `unit`; `relative`; `replications`.
        The last row, `any of these`, is for a history with harm in at least one of the rows above. Rows that lack a number in some
        replication are not-a-number and do not count for it.

    Raises
    ------
    ResultError
        For unknown arms, indicators or years, or an outcome that is neither "rise" nor "fall".
    """
    told = {name: worse for name, worse in HARMS.items() if name in data} if outcomes is None else dict(outcomes)
    for limit in beyond.values() if isinstance(beyond, Mapping) else [beyond]:
        if not limit >= 0:
            raise ResultError(f"beyond: expected a change of zero or more, got {limit!r}")
    for name in beyond if isinstance(beyond, Mapping) else ():
        if name not in told:
            raise ResultError(f"beyond: {missing('outcome', name, told)}")
    check_level(level)
    rows, worse_off = [], []
    for name, worse in told.items():
        if worse not in ("rise", "fall"):
            raise ResultError(f'{name}: harm is a "rise" or a "fall", not {worse!r}')
        relative = is_amount(data, name)
        change = difference(data, policy, base, name, relative=relative)
        limit = beyond.get(name, 0.0) if isinstance(beyond, Mapping) else beyond
        for where, values in _places(change.of_replications(years)):
            loss = values if worse == "rise" else -values
            known = bool(numpy.isfinite(values).all())
            harmed = numpy.where(known, loss > limit, numpy.nan)
            worse_off.append(harmed == 1)
            rows.append({"outcome": name, "where": where} | _row(values, loss, harmed, level) | {"unit": change.unit, "relative": relative})
    if not rows:
        raise ResultError("no outcome is named, and the data have none of those that are usual")
    anywhere = numpy.any(worse_off, axis=0).astype(float)
    nothing = numpy.full(len(anywhere), numpy.nan)
    rows.append({"outcome": "any of these", "where": ""} | _row(nothing, nothing, anywhere, level) | {"unit": "", "relative": False})
    return pandas.DataFrame(rows).set_index(["outcome", "where"])


def _places(values: xarray.DataArray) -> list[tuple[str, numpy.ndarray]]:
    """Numbers of the replications for each region, industry or skill; one for the nation."""
    labels = [dim for dim in values.dims if dim != "replication"]
    if not labels:
        return [("", values.values)]
    flat = values.stack(place=labels).transpose("place", "replication")
    names = [", ".join(map(str, key)) for key in flat.indexes["place"]]
    return list(zip(names, flat.values, strict=True))


def _row(values: numpy.ndarray, loss: numpy.ndarray, harmed: numpy.ndarray, level: float) -> dict[str, float | int]:
    known = numpy.isfinite(harmed).all()
    count, replications = int(numpy.nansum(harmed)), len(harmed)
    low, high = proportion_confint(count, replications, 1 - level, method="beta") if known else (numpy.nan, numpy.nan)
    among = values[harmed == 1]
    return {
        "probability": count / replications if known else numpy.nan,
        "low": float(low),
        "high": float(high),
        "mean_harm": float(among.mean()) if among.size else numpy.nan,
        "worst": float(values[loss.argmax()]) if among.size else numpy.nan,
        "mean": float(values.mean()),
        "replications": int(numpy.isfinite(harmed).sum()),
    }
