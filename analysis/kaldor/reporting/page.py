"""Everything that the page says, put into its template."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
import pandas
import vl_convert

from kaldor.reporting import asked, conditional, headlines, ruled
from kaldor.reporting.dashboard import Panel, Topic
from kaldor.reporting.drawing import Drawing
from kaldor.reporting.harms import BEYOND, harms
from kaldor.reporting.measured import Measured, measured
from kaldor.reporting.numbers import told
from kaldor.reporting.paths import effect_path, level_path
from kaldor.reporting.provenance import origins
from kaldor.reporting.rows import change_rows, effect_rows
from kaldor.reporting.structure import structure_drawings
from kaldor.reporting.study import Study
from kaldor.reporting.winners import winner_drawings


UNANSWERED = "unanswered"
LIBRARY = "window.vegaEmbed = vegaEmbed;"
"""What of the bundle of Vega the page calls."""


@dataclass(frozen=True)
class Page:
    html: str
    drawings: list[Drawing]


def page(study: Study, topics: Sequence[Topic], facts: pandas.DataFrame) -> Page:
    scenario = asked.read(study.fact("scenario_resolved"))
    besides = asked.read(study.fact("scenario_resolved", 1)) if study.base else {}
    settings, shared = (ruled.settings_of(study, arm) for arm in (0, 1))
    own = conditional.conditionals(study, 0, scenario, besides)
    common = conditional.conditionals(study, 1, besides, {}) if study.base else []
    starts = min(filter(None, (asked.starts(scenario, besides), ruled.starts(settings, shared), conditional.starts(own))), default=None)
    recorded = [(topic, [panel for panel in topic.panels if panel.indicator in study.data]) for topic in topics]
    effects = {panel.indicator: measured(study, panel) for _, panels in recorded for panel in panels} if study.base else {}
    drawn = [
        (topic, [drawing for panel in panels for drawing in _drawings(study, panel, effects.get(panel.indicator), starts)])
        for topic, panels in recorded
    ]
    drawn = [(topic, [*of_topic, *structure_drawings(topic.name, study)]) for topic, of_topic in drawn]
    winners = winner_drawings(study) if study.base else []
    drawings = [*winners, *(drawing for _, of_topic in drawn for drawing in of_topic)]
    rows = headlines.headlines(study, effects)
    words = {
        "study": study,
        "scenario": scenario,
        "described": ruled.described(asked.described(scenario, besides, study.economy.currency), settings),
        "policies": [*asked.own_policies(scenario, besides, study.economy.currency), *conditional.sentences(own, study), *ruled.sentences(settings, study)],
        "shared": [*asked.policies(besides, study.economy.currency), *conditional.sentences(common, study), *ruled.sentences(shared, study)],
        "others": asked.other_differences(scenario, besides) if study.base else [],
        "starts": starts,
        "topics": [(topic, of_topic) for topic, of_topic in drawn if of_topic],
        "effects": list(rows.values()),
        "winners": winners,
        "harms": harms(study) if study.base and study.replications > 1 else [],
        "beyond": f"{100 * BEYOND:g}",
        "sentences": headlines.sentences(rows) if study.base else headlines.level_sentences(study),
        "facts": facts[facts["verdict"] != UNANSWERED].to_dict("records"),
        "unanswered": facts.loc[facts["verdict"] == UNANSWERED, "what"].tolist(),
        "origins": origins(study),
        "told": told,
        "same_chance": bool(study.base) and study.fact("seed") == study.fact("seed", 1),
        "specifications": script_json({drawing.name: drawing.chart.to_dict(validate=False) for drawing in drawings}),
        "library": vl_convert.javascript_bundle(LIBRARY),
        "style": _own("page.css"),
        "script": _own("page.js"),
    }
    return Page(_template().render(words), drawings)


def _drawings(study: Study, panel: Panel, effect: Measured | None, starts: float | None) -> list[Drawing]:
    """Level, and beside it the effect where there is a baseline."""
    over_time = study.data[panel.indicator].ndim == len(("arm", "replication", "period"))
    found = [level_path(study, panel, starts) if over_time else change_rows(study, panel)]
    if effect:
        found.append(effect_path(study, effect, starts) if over_time else effect_rows(study, effect))
    return found


def script_json(content: Any) -> str:
    """As it may stand inside a script element."""
    return json.dumps(content, separators=(",", ":"), ensure_ascii=False, allow_nan=False).replace("<", "\\u003c")


def _template() -> jinja2.Template:
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_own("page.html"))


def _own(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")
