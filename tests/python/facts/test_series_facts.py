"""Facts of series whose answers are known."""

import numpy
import pytest
import xarray

from kaldor.facts import macro, sectors
from kaldor.facts.fact import Unanswered
from kaldor.facts.series import Series

SECTORS = numpy.array(["primary", "secondary", "secondary", "secondary", "tertiary"])


def series(per_year=4, burn_in=0.0, known=SECTORS, **indicators) -> Series:
    """National series on (period), series by industry on (period, industry)."""
    values = {name: (("period", "industry")[: numpy.ndim(x)], numpy.asarray(x, float)) for name, x in indicators.items()}
    length = len(next(iter(indicators.values())))
    return Series(xarray.Dataset(values, {"time": ("period", 2000 + numpy.arange(length) / per_year)}), burn_in, known)


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
