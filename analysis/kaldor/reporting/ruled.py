"""What rules written in Python did to levers, in words."""

from __future__ import annotations

import pandas

from kaldor import results
from kaldor.reporting import asked
from kaldor.reporting.study import Study

MOST_PLACES = 6


def settings_of(study: Study, arm: int) -> pandas.DataFrame:
    """Of an arm; empty where there is no such arm."""
    rows = results.open_lever_settings(study.paths[min(arm, len(study.paths) - 1)])
    return rows if arm < len(study.paths) else rows.iloc[:0]


def starts(settings: pandas.DataFrame, besides: pandas.DataFrame) -> float | None:
    """When the first lever was set, where the other arm has no rule."""
    return float(settings["time"].min()) if len(settings) and besides.empty else None


def described(policies: str, settings: pandas.DataFrame) -> str:
    """The words for an arm's policies and other settings, with the levers that rules set."""
    if settings.empty:
        return policies
    rules = f"a rule written in Python (on {_all(sorted({asked.lever_words(str(name)) for name in settings['lever']}))})"
    return rules if policies == asked.NO_CHANGE else f"{policies} and {rules}"


def sentences(settings: pandas.DataFrame, study: Study) -> list[str]:
    """One for each lever."""
    return [_sentence(str(lever), said, study) for lever, said in settings.groupby("lever")]


def _sentence(lever: str, said: pandas.DataFrame, study: Study) -> str:
    asked_for = said.loc[said["value"] != 0]
    low, high = (asked.amount(lever, value, study.economy.currency) for value in (asked_for["value"].min(), asked_for["value"].max()))
    values = f"always {low}" if low == high else f"from {low} to {high}"
    replications = f"{said['replication'].nunique()} of {study.replications} replications"
    return (
        f"A rule written in Python set {asked.lever_words(lever)} while the run went: {values}, {_where(asked_for)}, "
        f"first at {asked_for['time'].min():g}, in {replications}; what it did in each quarter is in the result file."
    )


def _where(said: pandas.DataFrame) -> str:
    def named(column: str, plural: str) -> str:
        names = sorted(said[column].dropna().unique())
        if said[column].isna().any():
            return f"all {plural}"
        return _all(names) if len(names) <= MOST_PLACES else f"{len(names)} {plural}"

    return f"in {named('industry', 'industries')} and {named('region', 'regions')}"


def _all(names: list[str]) -> str:
    return ", ".join(names)
