"""What the page shows, topic by topic. Definitions and units come from the result file."""

from __future__ import annotations

from dataclasses import dataclass

from kaldor.reporting.numbers import Kind


@dataclass(frozen=True)
class Panel:
    """One indicator and how it is told."""

    indicator: str
    title: str
    kind: Kind = "percent"
    relative: bool = False
    """Whether a difference from a baseline is told in per cent of it."""
    words: str = ""
    """Said on the axis of a plain number."""


@dataclass(frozen=True)
class Topic:
    name: str
    about: str
    panels: tuple[Panel, ...]


TOPICS = (
    Topic("The economy as a whole", "How much is produced, and who has work.", (
        Panel("gdp_real", "Real GDP", "amount", True),
        Panel("gdp_growth", "Growth of real GDP"),
        Panel("unemployment", "Unemployment"),
        Panel("labour_share", "Labour share of income"),
    )),
    Topic("Structure", "Which industries make up the economy, and which grow at the expense of others.", (
        Panel("sector_share", "The three sectors"),
        Panel("value_added_share", "Value added by industry"),
        Panel("function_share", "Value added by function"),
        Panel("smile_curvature", "Depth of the smile curve", "number", False, "0 = income is flat along the chain"),
    )),
    Topic("Firms", "How many there are, how they come and go, and how unequal they are.", (
        Panel("firm_count", "Number of firms", "amount", True),
        Panel("entry_rate", "Firms that enter"),
        Panel("exit_rate", "Firms that leave"),
        Panel("firm_size_gini", "Inequality of firm sizes", "number", False, "Gini coefficient, 0 = all equal"),
        Panel("size_tail_exponent", "Tail of firm sizes", "number", False, "exponent, lower = more giants"),
    )),
    Topic("Prices", "What things cost.", (
        Panel("inflation", "Consumer price inflation"),
        Panel("price", "Prices of industries", "number", True, "base year = 1"),
    )),
    Topic("Accounts", "What the state owes and spends, and how the nation trades and invests.", (
        Panel("government_debt_ratio", "Government debt"),
        Panel("policy_cost_share", "Net public cost of policies"),
        Panel("trade_balance_share", "Trade balance"),
        Panel("investment_share", "Investment"),
    )),
    Topic("Environment", "What production emits.", (
        Panel("carbon_emissions", "Carbon emissions", "amount", True),
        Panel("emission_intensity", "Emissions per unit of real GDP", "number", True, "first quarter = 1"),
    )),
    Topic("Regions", "Where work and income are.", (
        Panel("unemployment_by_region", "Unemployment by region"),
        Panel("gdp_share_by_region", "Value added by region"),
    )),
)  # fmt: skip

HEADLINES = ("carbon_emissions", "gdp_real", "unemployment", "inflation", "government_debt_ratio")
"""Said in the summary, in this order."""
