"""Facts of series whose answers are known."""

import numpy
import pytest
import xarray

from kaldor.facts import macro, places, sectors, young_industries
from kaldor.facts.classification import Classification
from kaldor.facts.fact import Unanswered
from kaldor.facts.series import Series

SECTORS = numpy.array(["primary", "secondary", "secondary", "secondary", "tertiary"])
FOOD = numpy.array([True, True, False, False, False])
LAND = numpy.array([100.0, 10.0, 1.0])
DIMENSIONS = {1: ("period",), 2: ("period", "industry"), 3: ("period", "region", "industry")}


def series(per_year=4, burn_in=0.0, known=SECTORS, **indicators) -> Series:
    """National series on (period), series by industry on (period, industry), by region and industry on (period, region, industry)."""
    values = {name: (DIMENSIONS[numpy.ndim(x)], numpy.asarray(x, float)) for name, x in indicators.items()}
    if "labour_force_by_region" in values:
        values["labour_force_by_region"] = (("period", "region"), values["labour_force_by_region"][1])
    length = len(next(iter(indicators.values())))
    return Series(xarray.Dataset(values, {"time": ("period", 2000 + numpy.arange(length) / per_year)}), burn_in, Classification(known, FOOD, LAND))


def answer(facts, id, what, subject):
    (fact,) = [each for each in facts if each.id == id and each.what.startswith(what)]
    return fact.answer(subject)


def test_growth_a_year_of_quarterly_and_yearly_series():
    assert answer(macro.FACTS, "M-01", "growth", series(gdp_real=1.01 ** numpy.arange(40))) == pytest.approx(1.01**4 - 1)
    assert answer(macro.FACTS, "M-01", "growth", series(per_year=1, gdp_real=1.05 ** numpy.arange(9))) == pytest.approx(0.05)
    every_five_years = series(per_year=0.2, burn_in=5, gdp_real=numpy.r_[9, 1.05 ** (5 * numpy.arange(4))])
    assert answer(macro.FACTS, "M-01", "growth", every_five_years) == pytest.approx(0.05)


def test_the_burn_in_is_left_out():
    share = numpy.r_[numpy.full(8, 0.9), numpy.full(40, 0.5)]
    assert answer(macro.FACTS, "M-09", "labour", series(burn_in=2, labour_share=share)) == pytest.approx(0.5)
    assert "burn-in" in str(answer(macro.FACTS, "M-09", "labour", series(burn_in=12, labour_share=share)))


def test_a_second_series_that_is_half_the_first_has_half_its_spread_and_moves_with_it():
    cycle = numpy.sin(numpy.arange(80) / 3)
    both = series(gdp_real=numpy.exp(0.02 * cycle), investment_real=numpy.exp(0.06 * cycle), unemployment=0.05 - 0.01 * cycle)
    assert answer(macro.FACTS, "M-02", "volatility of investment", both) == pytest.approx(3)
    assert answer(macro.FACTS, "M-03", "investment", both) == pytest.approx(1)
    assert answer(macro.FACTS, "M-03", "unemployment", both) == pytest.approx(-1)


def test_okun_slope_of_a_worked_example():
    levels = numpy.cumsum(numpy.random.default_rng(3).normal(size=60)) / 100
    found = answer(macro.FACTS, "M-07", "Okun", series(gdp_real=numpy.exp(levels), unemployment=0.1 - 0.4 * levels))
    assert found == pytest.approx(-0.4)


def test_shares_of_sectors_and_their_trend():
    years = numpy.arange(12)
    farms = 0.5 - 0.02 * years
    employed = numpy.stack([farms, *[numpy.full(12, 0.1)] * 3, 0.7 - farms], axis=1)
    found = series(per_year=1, employment=employed)
    assert answer(sectors.FACTS, "T-02", "farming's share of employment falls", found) == pytest.approx(-1)
    assert answer(sectors.FACTS, "T-02", "farming's share of employment, change", found) == pytest.approx(-0.22)
    assert answer(sectors.FACTS, "T-05", "services' share of employment", found) == pytest.approx(0.22)


def test_verdoorn_slope_counts_secondary_industries_only():
    growth = numpy.array([9.0, 0.1, 0.2, 0.4, -5.0])
    years = numpy.linspace(0, 1, 40)[:, None]
    found = series(output=numpy.exp(growth * years), employment=numpy.exp(0.55 * growth * years))
    assert answer(sectors.FACTS, "T-07", "Verdoorn", found) == pytest.approx(0.45)


def test_turnover_leaves_out_farms_and_counts_firms():
    rate = numpy.tile([0.9, 0.1, 0.1, 0.1, 0.2], (8, 1))
    firms = numpy.tile([100.0, 10, 10, 10, 30], (8, 1))
    found = series(entry_rate_by_industry=rate, firm_count_by_industry=firms)
    assert answer(sectors.FACTS, "F-06", "entry", found) == pytest.approx(0.15)


def test_the_slope_of_engel_is_that_of_the_food_budget():
    consumption = numpy.exp(numpy.linspace(0, 1, 40))
    food = 0.4 - 0.08 * numpy.log(consumption)
    budget = numpy.stack([food / 2, food / 2, *[(1 - food) / 3] * 3], axis=1)
    found = series(budget_share=budget, consumption_real=3 * consumption, labour_force_by_region=numpy.ones((40, 3)))
    assert answer(sectors.FACTS, "T-01", "Engel", found) == pytest.approx(-0.08)


def test_farming_gap_and_speed_of_change():
    added = numpy.tile([10.0, 20, 20, 20, 30], (44, 1))
    added[40:] = [5, 20, 25, 20, 30]
    found = series(value_added=added, employment=numpy.tile([20.0, 10, 10, 10, 20], (44, 1)))
    assert answer(sectors.FACTS, "T-17", "change of the structure", found) == pytest.approx(0.05)
    before, after = added[0], added[40]
    angle = numpy.degrees(numpy.arccos(before @ after / numpy.linalg.norm(before) / numpy.linalg.norm(after)))
    assert answer(sectors.FACTS, "T-17", "Moore", found) == pytest.approx(angle)
    gap = (90 / 50) / (10 / 20)
    late_gap = (95 / 50) / (5 / 20)
    assert answer(sectors.FACTS, "T-09", "value added", found) == pytest.approx((40 * gap + 4 * late_gap) / 44)


def test_parts_of_productivity_growth_leave_out_quarters_that_do_not_know_it():
    known = numpy.r_[numpy.full(4, numpy.nan), numpy.ones(36)]
    found = series(embodied_growth=0.04 * known, incumbents_contribution=0.03 * known, entry_contribution=0.02 * known,
                   exit_contribution=-0.01 * known)
    assert answer(sectors.FACTS, "S-14", "part of firms that renew", found) == pytest.approx(0.75)
    assert answer(sectors.FACTS, "S-14", "part of net entry", found) == pytest.approx(0.25)


def test_dense_regions_are_more_productive_by_the_elasticity():
    employed = numpy.tile(numpy.array([[50.0], [50], [50]]) * numpy.ones(5), (8, 1, 1))
    density = 250 / LAND
    productivity = numpy.tile(density[:, None] ** 0.05 * numpy.array([9.0, 1, 2, 3, 4]), (8, 1, 1))
    productivity[:, 0, 2] = numpy.nan  # an industry that the region does not have
    found = series(employment_by_region=employed, productivity_by_region=productivity)
    assert answer(places.FACTS, "S-05", "productivity rises", found) == pytest.approx(0.05)


def test_regions_converge_at_their_rate():
    years = numpy.arange(41)[:, None, None] / 4
    gap = numpy.array([0.5, 0.1, -0.3])[:, None] * numpy.ones(5)
    found = series(productivity_by_region=numpy.exp(0.02 * years + gap * (1 - 0.03 * years)))
    assert answer(places.FACTS, "S-15", "productivity of regions", found) == pytest.approx(0.03)


def test_odds_of_diversification_are_those_of_a_logit():
    """Three hundred industries in three regions; what becomes special follows relatedness, but for some chance. The third
    region, with little related to what it has, gains most for another reason."""
    random = numpy.random.default_rng(8)
    shape = (3, 300)
    density = random.random(shape) * numpy.array([[1], [1], [0.5]])
    first = numpy.where(random.random(shape) < 0.3, 9.0, 1.0)
    entered = (first == 1) & (random.random(shape) < 1 / (1 + numpy.exp(-(4 * density - 3 + numpy.array([[0], [0], [3]])))))
    last = numpy.where(entered, 9.0, first)
    found = series(known=numpy.full(300, "secondary"), employment_by_region=numpy.stack([*[first] * 39, last]),
                   related_density_by_region=numpy.stack([density] * 40))
    odds = answer(places.FACTS, "S-07", "regions diversify", found)
    spread = numpy.concatenate([row[one == 1] - row[one == 1].mean() for row, one in zip(density, first, strict=True)]).std()
    assert odds == pytest.approx(numpy.exp(4 * spread), rel=0.3)
    none = series(known=numpy.full(300, "secondary"), employment_by_region=numpy.stack([first] * 40),
                  related_density_by_region=numpy.stack([density] * 40))
    assert "fewer than 5" in str(answer(places.FACTS, "S-07", "regions diversify", none))


def test_new_industries_are_followed_from_their_birth():
    quarters = numpy.arange(80)
    age = numpy.full((80, 5), numpy.nan)
    age[8:, 3], age[70:, 4] = numpy.arange(72), numpy.arange(10)  # the second is too young to tell
    spread = numpy.full((80, 5), numpy.nan)
    spread[8:, 3] = 0.5 / (1 + numpy.exp(-0.5 * (quarters[:72] / 4 - 6)))
    firms = numpy.ones((80, 5))
    firms[8:, 3] = numpy.r_[numpy.linspace(1, 100, 30), numpy.linspace(100, 60, 42)]
    output = numpy.zeros((80, 5))
    output[8:, 3] = 1.05 ** numpy.arange(72)
    cost = numpy.full((80, 5), numpy.nan)
    cost[8:, 3] = output[8:, 3].cumsum() ** numpy.log2(0.85)
    found = series(industry_age=age, diffusion=spread, firm_count_by_industry=firms, output=output, unit_cost=cost)
    assert answer(young_industries.FACTS, "S-01", "new industries", found) == 1
    assert answer(young_industries.FACTS, "S-02", "new industries", found) == pytest.approx(1)
    assert answer(young_industries.FACTS, "S-02", "years", found) == pytest.approx(2 * numpy.log(9) / 0.5, rel=1e-3)
    assert answer(young_industries.FACTS, "S-04", "unit", found) == pytest.approx(0.15, abs=0.01)
    unborn = series(industry_age=numpy.full((80, 5), numpy.nan), firm_count_by_industry=firms)
    assert "no industry was born" in str(answer(young_industries.FACTS, "S-01", "new", unborn))


@pytest.mark.parametrize(
    ("subject", "id", "said"),
    [
        (series(labour_share=numpy.ones(40)), "M-01", "the indicator gdp_real is not recorded"),
        (series(gdp_real=numpy.ones(31)), "M-04", "31 quarters after the burn-in are fewer than 32"),
        (series(per_year=1, gdp_real=numpy.ones(40)), "M-04", "not every quarter is recorded"),
        (series(gdp_real=numpy.r_[numpy.nan, numpy.ones(39)]), "M-01", "gdp_real is not a number"),
        (series(gdp_real=[1.0]), "M-01", "a single period"),
    ],
)
def test_what_is_missing_is_told(subject, id, said):
    answers = [fact.answer(subject) for fact in macro.FACTS if fact.id == id]
    assert all(isinstance(each, Unanswered) and said in str(each) for each in answers)


def test_structure_needs_sectors_and_a_decade():
    def said(quarters: int, known: numpy.ndarray | None) -> str:
        found = series(known=known, employment=numpy.ones((quarters, 5)))
        return str(answer(sectors.FACTS, "T-02", "farming's share of employment, change", found))

    assert "are not known" in said(40, None)
    assert "told over 10 years" in said(39, SECTORS)
    assert "no industry of the sector primary" in said(40, numpy.full(5, "tertiary"))
    assert said(40, SECTORS) == "0.0"
