"""What theory expects of each lever: written down before anything was run. Where it was wrong and is changed, the reason says so."""

from dataclasses import dataclass, field

POLICY_START = 2018  # the second year
WHOLE, FIRST_TWO_YEARS, LAST_FIVE_YEARS = "whole", "first two years", "last five years"


@dataclass(frozen=True)
class Expectation:
    """Sign of the paired difference of an outcome's mean over a window of quarters with the policy."""

    outcome: str
    sign: int
    window: str = WHOLE
    relative: bool = False  # difference over the baseline's mean; otherwise a difference of shares
    industries: tuple[str, ...] = ()  # for outcomes by industry


@dataclass(frozen=True)
class Dose:
    """A policy and what is expected of it."""

    lever: str
    value: float
    why: str
    expectations: tuple[Expectation, ...]
    more: dict = field(default_factory=dict)

    @property
    def policy(self) -> dict:
        return {"lever": self.lever, "value": self.value, "from": POLICY_START, **self.more}


def _up(outcome: str, window: str = WHOLE, relative: bool = False, industries: tuple[str, ...] = ()) -> Expectation:
    return Expectation(outcome, +1, window, relative, industries)


def _down(outcome: str, window: str = WHOLE, relative: bool = False) -> Expectation:
    return Expectation(outcome, -1, window, relative)


_RAMP = {"ramp": "8 quarters"}
_BOUGHT = ("information", "research", "technical-services")

DOSES = (
    Dose("rd_subsidy", 0.2, "refunded R&D is cheaper, and more of it raises technique later",
         (_up("rd_share"), _up("gdp_real", LAST_FIVE_YEARS, relative=True))),
    Dose("rd_tax_credit", 0.25, "the user cost of R&D falls", (_up("rd_share"),)),
    Dose("carbon_price", 200, "emitting costs: save energy, abate, shrink", (_down("emission_intensity", relative=True),)),
    Dose("emission_standard", 0.7, "dirty firms abate or stop", (_down("emission_intensity", relative=True),),
         {"industries": ["heavy-emitters"], **_RAMP}),
    Dose("emission_quota", 0.85, "output stays inside the cap",
         (_down("carbon_emissions", relative=True), _down("gdp_real", relative=True)),
         {"industries": ["heavy-emitters"], **_RAMP}),
    Dose("automation_subsidy", 0.3, "more automation pays back, and tasks move from labour",
         (_up("automation_share"), _down("labour_share"))),
    Dose("minimum_wage", 0.6, "labour costs more: prices rise, automation pays back sooner",
         (_up("price_level", relative=True), _up("automation_share"))),
    Dose("corporate_tax", 0.15, "a cut by ten points costs revenue and leaves more to owners",
         (_up("government_debt_ratio"), _up("entry_rate"))),
    Dose("credit_subsidy", 0.02, "cheaper loans make more projects pay", (_up("investment_real", relative=True),)),
    Dose("procurement", 0.1, "more final demand, while prices and rates have not answered",
         (_down("unemployment", FIRST_TWO_YEARS),)),
    Dose("procurement", 0.2, "more demand for what is bought",
         (_up("output", relative=True, industries=_BOUGHT),), {"industries": list(_BOUGHT)}),
    Dose("soft_budget", 1, "nobody is closed by losses, and the public pays for it", (_down("exit_rate"), _up("zombie_share"))),
    Dose("merger_review", 1e-7, "firms of one market may not join", (_down("merger_rate"),)),
    Dose("capacity_cap", 1, "firms of slack markets add no capacity now, but later; expected at first of all years, which was wrong",
         (_down("investment_real", FIRST_TWO_YEARS, relative=True),)),
    Dose("privatisation", 0.2, "fewer firms are the state's, and households pay for them",
         (_down("state_share"), _down("policy_cost_share"))),
    Dose("export_demand", -0.2, "less foreign demand, while the exchange rate has not answered",
         (_down("export_share", FIRST_TWO_YEARS), _down("gdp_real", FIRST_TWO_YEARS, relative=True))),
    Dose("land_supply", -0.2, "less land on offer is dearer", (_up("land_rent_share"),)),
    Dose("phase_out", 0.7, "backward capacity closes",
         (_up("phased_out_capital"),), {"industries": ["heavy-emitters"]}),
)

# Policies that theory says do nothing at all: the digest is the baseline's.
NULLS = {
    "rd_subsidy for firms that do not exist": {"lever": "rd_subsidy", "value": 0.2, "only": {"employees": "> 1e9"}},
    "carbon_price of zero for one industry of one region": {
        "lever": "carbon_price", "value": 0, "industries": ["metals"], "regions": ["manufacturing-hub"]},
    "minimum_wage below every wage": {"lever": "minimum_wage", "value": 0.01},
    "emission_standard above every emission": {"lever": "emission_standard", "value": 10},
    "phase_out below every productivity": {"lever": "phase_out", "value": 0.001},
    "phase_out_compensation where nothing must close": {"lever": "phase_out_compensation", "value": 0.5},
    "rd_threshold where nobody gets a credit": {"lever": "rd_threshold", "value": 0.03},
    "procurement that begins after the run": {"lever": "procurement", "value": 0.2, "from": 2100},
}
# Outcomes that theory says a policy leaves alone: the interval lies inside the band, relative to the baseline.
EQUIVALENCES = ((Dose("corporate_tax", 0.15, "the tax on profit falls on clean and dirty alike", ()), "emission_intensity", 0.005),)
