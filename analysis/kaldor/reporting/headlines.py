"""The effects of the last year in a table, and the most asked-for of them as sentences."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy

from kaldor.compare.intervals import adjusted
from kaldor.reporting.dashboard import HEADLINES, TOPICS
from kaldor.reporting.measured import Measured
from kaldor.reporting.numbers import decimals, interval_decimals, level_scale, told, with_unit
from kaldor.reporting.study import Study

LEVEL = 0.05


@dataclass(frozen=True)
class Headline:
    title: str
    base: str
    effect: str
    interval: str
    p: str
    verdict: str
    sentence: str


def headlines(study: Study, effects: Mapping[str, Measured]) -> dict[str, Headline]:
    """By indicator, with p values that are adjusted for the number of rows by Holm's method."""
    national = {name: effect for name, effect in effects.items() if effect.national}
    ps = adjusted(numpy.array([effect.rows.p_value.iloc[0] for effect in national.values()]), "holm")
    return {name: _headline(study, effect, float(p)) for (name, effect), p in zip(national.items(), ps, strict=True)}


def sentences(rows: Mapping[str, Headline]) -> list[str]:
    return [rows[name].sentence for name in HEADLINES if name in rows]


def level_sentences(study: Study) -> list[str]:
    """Without a baseline: where the first year was and where the last one is."""
    panels = {panel.indicator: panel for topic in TOPICS for panel in topic.panels}
    found = []
    for panel in (panels[name] for name in HEADLINES if name in study.data):
        scale = level_scale(panel.kind, study.data[panel.indicator], study.economy.currency)
        first, last = (study.year(panel.indicator, year).values[0] * scale.factor for year in (study.first_year, study.last_year))
        places = decimals(first.mean(), last.mean())
        luck = f" (between {told(last.min(), places)} and {told(last.max(), places)} across replications)" if len(last) > 1 else ""
        end = f"{with_unit(told(last.mean(), places), scale.short)} in {study.last_year}{luck}"
        begin = f"{told(first.mean(), places)} in {study.first_year}, " if math.isfinite(first.mean()) else ""
        found.append(f"{panel.title}: {begin}{end}.")
    return found


def _headline(study: Study, effect: Measured, p: float) -> Headline:
    panel = effect.panel
    level = level_scale(panel.kind, study.data[panel.indicator], study.economy.currency, panel.words)
    mean, interval = effect.words()
    known = math.isfinite(p)
    verdict = "not tested" if not known else "clear" if p < LEVEL else "unclear"
    return Headline(
        panel.title,
        with_unit(told(float(effect.rows.base.iloc[0]) * level.factor), level.short),
        mean,
        interval or "–",
        "–" if not known else "< 0.001" if p < 0.001 else f"{p:.3f}",
        verdict,
        f"{panel.title}: {_sentence(effect, verdict)}.",
    )


def _sentence(effect: Measured, verdict: str) -> str:
    if verdict == "unclear":
        size, interval = effect.words(effect.scale.short.replace("pp", "percentage points"))
        return f"no clear effect ({size}, 95 % interval {interval})"
    mean, low, high = effect.numbers()
    places = interval_decimals(mean, low, high)
    near, far = sorted((abs(low), abs(high)))
    sure = f" (95 % interval {told(near, places)} to {told(far, places)})" if verdict == "clear" else ""
    size = with_unit(told(abs(mean), places), effect.scale.short.replace("pp", "percentage points"))
    return f"{size} {'higher' if mean > 0 else 'lower'} than without it{sure}"
