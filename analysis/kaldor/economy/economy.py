"""The economy as data: the same names and units as `struct Economy` of the engine (engine/economy)."""

from dataclasses import dataclass, field

import numpy as np

VALUE_ADDED = ("compensation", "production_taxes", "depreciation", "operating_surplus")
USES = ("household_consumption", "government_consumption", "capital_formation", "inventories")
SECTORS = ("primary", "secondary", "tertiary")
INTENSITIES = ("labour", "capital", "knowledge", "data")
TAGS = ("tradable", "storable", "budget_funded", "energy", "material", "recycler")
FIGURES = (
    "employment",
    "firms",
    "rd_intensity",
    "high_skill_share",
    "expenditure_elasticity",
    "frontier_growth",
    "frontier_gap",
    "emissions",
)
ROUTES = ("technology", "demand", "convergence", "policy")
LATENT_FIGURES = (
    "reach",
    "seed_share",
    "technology_threshold",
    "income_threshold",
    "high_skill_share",
    "expenditure_elasticity",
    "frontier_growth",
    "frontier_gap",
)
MACRO = (
    "population",
    "unemployment",
    "skill_premium",
    "pareto_exponent",
    "growth",
    "inflation",
    "depreciation_rate",
    "return_on_capital",
    "housing_share",
    "government_debt_ratio",
    "corporate_tax",
    "firm_leverage",
    "loan_rate",
    "deposit_rate",
    "bond_rate",
    "foreign_rate",
)


@dataclass
class Region:
    """`land` in square kilometres; `trade_cost` is a share of the value of goods shipped."""

    id: str
    name: str
    population_share: float
    land: float
    trade_cost: float


@dataclass
class Industry:
    """Flows per year in the unit of the economy; `final_use` maps a use to (domestic, imported)."""

    id: str
    code: str
    name: str
    sector: str
    intensity: str
    tags: list[str]
    output: float
    value_added: dict[str, float]
    final_use: dict[str, tuple[float, float]]
    exports: float
    employment: float
    firms: float
    rd_intensity: float
    high_skill_share: float
    expenditure_elasticity: float
    frontier_growth: float
    frontier_gap: float
    emissions: float
    region_share: list[float]

    @property
    def gross_value_added(self) -> float:
        return sum(self.value_added.values())


@dataclass
class Latent:
    """An industry that does not exist in the base year; `parents` maps two industries to their weights."""

    id: str
    code: str
    name: str
    sector: str
    intensity: str
    tags: list[str]
    parents: dict[str, float]
    routes: dict[str, float]
    figures: dict[str, float]


@dataclass
class Economy:
    """`domestic` and `imported` are matrices [industry that sells, industry that buys]."""

    name: str
    title: str
    base_year: int
    currency: str
    unit: str
    sources: dict[str, str]
    macro: dict[str, float]
    regions: list[Region]
    groups: dict[str, list[str]]
    industries: list[Industry]
    domestic: np.ndarray = field(repr=False)
    imported: np.ndarray = field(repr=False)
    latent: list[Latent] = field(default_factory=list)

    @property
    def ids(self) -> list[str]:
        return [industry.id for industry in self.industries]

    def column(self, name: str) -> np.ndarray:
        """One figure of every industry, in order of the table."""
        return np.array([getattr(industry, name) for industry in self.industries], dtype=float)

    def use(self, name: str) -> np.ndarray:
        """One final use, industries by (domestic, imported)."""
        return np.array([industry.final_use[name] for industry in self.industries], dtype=float)


def balance(economy: Economy) -> tuple[float, float]:
    """Largest gap relative to output: (output less its domestic uses, output less inputs and value added)."""
    output = economy.column("output")
    used = economy.domestic.sum(axis=1) + economy.column("exports") + sum(economy.use(use)[:, 0] for use in USES)
    cost = economy.domestic.sum(axis=0) + economy.imported.sum(axis=0) + economy.column("gross_value_added")
    scale = np.where(output > 0, output, np.inf)
    broken = (output <= 0) & ((np.abs(used) > 0) | (np.abs(cost) > 0))
    rows, columns = np.abs(used - output) / scale, np.abs(cost - output) / scale
    return float(np.max(rows + broken)), float(np.max(columns + broken))


def totals(economy: Economy) -> dict[str, float]:
    """Expenditure and income sides of GDP (unit of the economy), persons, firms and tonnes of CO2."""
    result = {use: float(economy.use(use).sum()) for use in USES}
    result["exports"] = float(economy.column("exports").sum())
    result["imports"] = float(economy.imported.sum() + sum(economy.use(use)[:, 1].sum() for use in USES))
    result["gdp"] = float(economy.column("gross_value_added").sum())
    for part in VALUE_ADDED:
        result[part] = float(sum(industry.value_added[part] for industry in economy.industries))
    result["output"] = float(economy.column("output").sum())
    for figure in ("employment", "firms", "emissions"):
        result[figure] = float(economy.column(figure).sum())
    result["rd"] = float((economy.column("rd_intensity") * economy.column("output")).sum())
    return result
