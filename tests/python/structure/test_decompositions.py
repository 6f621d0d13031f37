"""Decompositions on worked examples, and against what the engine records."""

import kaldor
import numpy
import pytest
import xarray
from kaldor.errors import InputError, ResultError
from kaldor.structure.decompositions import price_and_volume, shift_share


def industries(*values):
    return xarray.DataArray(list(values), dims="industry")


def test_shift_share_of_the_worked_example():
    terms = shift_share((industries(0.6, 0.4), industries(0.5, 0.5)), (industries(1.0, 4.0), industries(1.1, 4.2)))
    assert {name: pytest.approx(float(term.sum())) for name, term in terms.items()} == {"within": 0.14, "static": 0.30, "dynamic": 0.01}


def test_prices_and_volumes_of_a_worked_example():
    # Volumes stay and one price doubles: shares go from a half each to two thirds and one third, by prices alone.
    terms = price_and_volume((industries(1.0, 1.0), industries(2.0, 1.0)), (industries(1.0, 1.0), industries(1.0, 1.0)))
    numpy.testing.assert_allclose(terms["price"], [1 / 6, -1 / 6])
    numpy.testing.assert_allclose(terms["volume"], [0, 0], atol=1e-15)
    # Both move together: all is volume.
    terms = price_and_volume((industries(1.0, 1.0), industries(3.0, 1.0)), (industries(5.0, 5.0), industries(15.0, 5.0)))
    numpy.testing.assert_allclose(terms["price"], [0, 0], atol=1e-15)
    numpy.testing.assert_allclose(terms["volume"], [1 / 4, -1 / 4])


def test_an_industry_that_comes_or_goes_is_volume_and_leaves_the_others_their_shares():
    terms = price_and_volume((industries(2.0, 2.0, 0.0), industries(2.0, 4.0, 2.0)), (industries(1.0, 1.0, 0.0), industries(1.0, 1.0, 2.0)))
    total = terms["price"] + terms["volume"]
    numpy.testing.assert_allclose(total, [-1 / 4, 0, 1 / 4], atol=1e-15)
    assert float(terms["price"][2]) == 0 and float(terms["price"][1]) > 0
    gone = price_and_volume((industries(1.0, 3.0), industries(0.0, 3.0)), (industries(1.0, 3.0), industries(0.0, 3.0)))
    numpy.testing.assert_allclose(gone["volume"], [-1 / 4, 1 / 4])


@pytest.mark.parametrize("of", ["productivity", "share", "firms"])
def test_terms_add_up_to_the_total(data, of):
    found = kaldor.decomposition(data, 2020 if of != "firms" else 2021, 2023, of)
    assert str(found.term.values[-1]) == "total" and found.attrs["units"] == "1"
    numpy.testing.assert_allclose(found.sel(term="total"), found.drop_sel(term="total").sum("term", skipna=False), atol=1e-14)


def test_terms_of_all_industries_are_growth_of_productivity(data):
    def level(year):
        at = numpy.flatnonzero(numpy.floor(data.time) == year)
        made = (data.productivity * data.employment).isel(period=at).sum(["period", "industry"])
        return made / data.employment.isel(period=at).mean("period").sum("industry")

    total = kaldor.decomposition(data, 2020, 2023).sel(term="total").sum("industry")
    numpy.testing.assert_allclose(total, level(2023) / level(2020) - 1, rtol=1e-12)


def test_terms_are_near_those_that_the_engine_records_for_quarters(data):
    # The same decomposition of one quarter a year before, instead of years: over a steady path much the same.
    found = kaldor.decomposition(data, 2022, 2023).sum("industry").mean("replication")
    recorded = data.isel(period=slice(12, 16)).mean(["period", "replication"])
    for term, name in (("within", "within_productivity"), ("static", "structural_productivity"), ("dynamic", "dynamic_productivity")):
        assert float(found.sel(term=term)) == pytest.approx(float(recorded[name]), abs=0.005)


def test_shares_change_by_what_prices_and_volumes_make(data):
    found = kaldor.decomposition(data, 2020, 2023, "share").sel(term="total")
    amount = [data.value_added.isel(period=numpy.flatnonzero(numpy.floor(data.time) == year)).sum("period") for year in (2020, 2023)]
    expected = amount[1] / amount[1].sum("industry") - amount[0] / amount[0].sum("industry")
    numpy.testing.assert_allclose(found, expected.transpose(*found.dims), atol=1e-14)
    numpy.testing.assert_allclose(found.sum("industry"), 0, atol=1e-14)


def test_contributions_of_firms_add_up_to_growth_of_embodied_productivity(data):
    found = kaldor.decomposition(data, 2021, 2023, "firms").sel(term="total")
    growth = data.embodied_growth.isel(period=[11, 15]).sum("period")
    numpy.testing.assert_allclose(found, growth, atol=1e-12)


def test_an_industry_without_workers_is_left_out_and_the_rest_add_up(data):
    empty = data.employment.copy()
    empty[{"industry": 0, "period": slice(12, None)}] = 0
    found = kaldor.decomposition(data.assign(employment=empty), 2020, 2023)
    assert found.isel(industry=0).isnull().all() and found.isel(industry=slice(1, None)).notnull().all()


def test_what_cannot_be_meant_is_refused(data):
    with pytest.raises(InputError, match="no decomposition 'productivty' .did you mean 'productivity'"):
        kaldor.decomposition(data, 2020, 2021, "productivty")
    with pytest.raises(InputError, match="a first year before the last, got 2023 and 2023"):
        kaldor.decomposition(data, 2023, 2023)
    with pytest.raises(InputError, match="2050 is not in the results"):
        kaldor.decomposition(data, 2020, 2050)
    with pytest.raises(ResultError, match="no indicator 'productivity'"):
        kaldor.decomposition(data.drop_vars("productivity"), 2020, 2021)
