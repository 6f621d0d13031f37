"""Through which mechanisms a policy has its effect: each is switched off in both arms, and the effect measured again."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any

import numpy
import pandas
import yaml
from scipy import stats

from kaldor._arguments import checked
from kaldor._bar import tqdm
from kaldor._names import missing
from kaldor._years import Years
from kaldor.compare.headline import RATES
from kaldor.compare.intervals import RESAMPLES, Confidence, adjusted, mean_interval, p_values
from kaldor.declarations import indicators, mechanisms
from kaldor.designs.evaluation import Simulator
from kaldor.designs.measures import Array, measure
from kaldor.errors import InputError, RunError
from kaldor.scenarios import Scenario

WHOLE, REST = "whole effect", "none of these"
COLUMNS = ("effect", "through", "low", "high", "p_value", "p_adjusted", "share", "share_low", "share_high", "note")


@checked
def explain(
    policy: Scenario,
    base: Scenario,
    outcome: str,
    channels: Sequence[str] | None = None,
    *,
    years: Years | None = None,
    level: float = 0.95,
    confidence: Confidence = "bootstrap",
    folder: str | os.PathLike[str] | None = None,
    threads: int = 0,
    progress: bool | None = None,
) -> pandas.DataFrame:
    """How much of a policy's effect goes through each of several mechanisms, by ablation.

    A mechanism is switched off in the base and under the policy; what the effect loses by that goes through it. All runs meet the
    same chance, so losses are paired, replication by replication.

    Losses need not add up to the effect: two mechanisms that need each other each carry all of it, and two that stand in for
    each other carry none. The last row, with all of them off, says what is left. An economy without a mechanism is also
    another one, in which the policy may do more or less for other reasons; ablation does not tell that from a channel.

    Parameters
    ----------
    policy, base
        Scenarios under the same chance, such as `base.with_policy(...)` and `base`.
    outcome
        A national indicator.
    channels
        Mechanisms (`kaldor.mechanisms()`); all that are on in both scenarios if not given, at the cost of two runs each.
    years
        The outcome's mean over these years counts, both ends included; the last year if not given.
    level, confidence
        As in `Difference.summary`.
    folder
        Keeps finished runs, so that a study that was stopped goes on.
    threads, progress
        As in `kaldor.run`.

    Returns
    -------
    DataFrame
        Indexed by `channel`, the largest loss first, between `whole effect` and `none of these`:

        - `effect`: the mean effect without the channel, relative to the base for amounts, in points for shares and rates (`unit`);
        - `through`: what the effect loses, with the ends `low` and `high` of its interval, `p_value` (paired t test of no loss)
          and `p_adjusted` (Holm, over channels);
        - `share`: `through` over the whole effect, with `share_low` and `share_high` (BCa bootstrap of the ratio of means); all
          not-a-number where the interval of the whole effect holds zero;
        - `meaning` of the mechanism; `note`, why there is no number.

    Raises
    ------
    InputError
        For an outcome that is not national, mechanisms that there are not or that are off, years that are not simulated, scenarios under
        different chance.
    """
    for what in ("seed", "replications", "start", "periods"):
        if getattr(policy, what) != getattr(base, what):
            raise InputError(f"policy and base need the same {what}: {getattr(policy, what)} and {getattr(base, what)}")
    simulator = Simulator.of_one(measure(policy, outcome, years), folder, threads)
    unit = str(indicators().loc[outcome, "unit"])

    def effect(off: Sequence[str]) -> Array:
        switches = dict.fromkeys(off, False)
        treated, untreated = (simulator(scenario.with_mechanisms(**switches)) for scenario in (policy, base))
        return treated - untreated if unit in RATES else treated / untreated - 1

    names = _chosen(policy, base, channels)
    whole = effect([])
    told = {WHOLE: _told(whole, whole, whole, level, confidence)}
    cases = {name: [name] for name in names} | ({REST: names} if len(names) > 1 else {})
    for name, off in tqdm(cases.items(), unit="mechanism", disable=None if progress is None else not progress, leave=False):
        told[name] = _ablated(effect, off, whole, level, confidence)
    table = pandas.DataFrame.from_dict(told, orient="index").reindex(columns=COLUMNS)
    table.loc[names, "p_adjusted"] = adjusted(table.loc[names, "p_value"].to_numpy(float), "holm")
    order = table.loc[names, "through"].astype(float).abs().sort_values(ascending=False, kind="stable").index
    meaning = mechanisms()["meaning"].reindex(table.index).fillna("")
    table = table.assign(unit="1" if unit not in RATES else unit, meaning=meaning)
    return table.reindex([WHOLE, *order, *(name for name in [REST] if name in cases)]).rename_axis("channel")


def _chosen(policy: Scenario, base: Scenario, channels: Sequence[str] | None) -> list[str]:
    on = [{name for name, switch in yaml.safe_load(scenario.resolved())["mechanisms"].items() if switch} for scenario in (policy, base)]
    known = mechanisms().index
    if channels is None:
        return [name for name in known if name in on[0] & on[1]]
    for name in channels:
        if name not in known:
            raise InputError(missing("mechanism", name, known))
        if name not in on[0] & on[1]:
            raise InputError(f"{name} is off in one of the scenarios: no effect can go through it")
    if not channels:
        raise InputError("expected at least one mechanism, got none")
    return list(dict.fromkeys(channels))


def _ablated(
    effect: Callable[[Sequence[str]], Array], off: Sequence[str], whole: Array, level: float, confidence: Confidence
) -> dict[str, Any]:
    try:
        without = effect(off)
    except RunError as error:
        return {"note": f"the run fails: {error}"}
    return _told(without, whole - without, whole, level, confidence)


def _told(effect: Array, loss: Array, whole: Array, level: float, confidence: Confidence) -> dict[str, Any]:
    low, high = mean_interval(loss[:, None], level, confidence, RESAMPLES, 0)
    share, share_low, share_high = _share(loss, whole, level)
    return {
        "effect": effect.mean(),
        "through": loss.mean(),
        "low": low[0],
        "high": high[0],
        "p_value": p_values(loss[:, None])[0],
        "share": share,
        "share_low": share_low,
        "share_high": share_high,
        "note": "",
    }


def _share(loss: Array, whole: Array, level: float) -> tuple[float, float, float]:
    """Ratio of the means with its interval; nothing where the whole effect may be zero, for then a ratio means nothing."""
    low, high = mean_interval(whole[:, None], level, "student", RESAMPLES, 0)
    if not low[0] * high[0] > 0:
        return (numpy.nan,) * 3
    share = float(loss.mean() / whole.mean())
    if numpy.ptp(loss / whole) < 1e-12:  # the same part in every replication
        return share, share, share
    found = stats.bootstrap(
        (loss, whole), lambda part, all_, axis: part.mean(axis) / all_.mean(axis), paired=True, vectorized=True, confidence_level=level,
        n_resamples=RESAMPLES, method="BCa", rng=0,
    ).confidence_interval  # fmt: skip
    return share, float(found.low), float(found.high)
