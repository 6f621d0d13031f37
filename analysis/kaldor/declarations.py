"""Everything a user can name, as tables made from the engine's one declaration.

Each function returns a DataFrame whose index is the name.
"""

from __future__ import annotations

from typing import Any

import pandas

from kaldor import _engine


def _table(declared: list[dict[str, Any]]) -> pandas.DataFrame:
    return pandas.DataFrame(declared).set_index("name")


def parameters() -> pandas.DataFrame:
    """Parameters of the model: symbol, unit, range, default, meaning and source."""
    return _table(_engine.parameters())


def mechanisms() -> pandas.DataFrame:
    """Mechanisms that can be switched off: meaning and source."""
    return _table(_engine.mechanisms())


def levers() -> pandas.DataFrame:
    """Levers of policy: unit, range, doses, what they enter, who pays whom, evidence.

    `neutral` is the dose at which a lever hardly acts, `top_dose` how far evidence or use takes it, `about` the indicator that it is for.
    """
    return _table(_engine.levers())


def indicators() -> pandas.DataFrame:
    """What is recorded: dimensions after replication and period, unit, meaning, formula and source."""
    return _table(_engine.indicators())


def firm_columns() -> pandas.DataFrame:
    """Columns of a firm: type, unit, meaning, and whether conditions of policies may name them."""
    return _table(_engine.firm_columns())
