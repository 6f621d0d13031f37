"""What is derived from recorded indicators is what it says."""

import kaldor
import numpy
import pytest
import xarray
from kaldor.reporting.derived import with_derived


@pytest.fixture(scope="module")
def data(experiment):
    return with_derived(experiment.to_xarray().load())


def test_shares_of_sectors_are_those_of_their_industries(data):
    # The smallest economy has one industry in each sector.
    assert data.sector_share.sizes["sector"] == data.value_added_share.sizes["industry"] == 3
    numpy.testing.assert_allclose(data.sector_share.values, data.value_added_share.values, atol=1e-12)


@pytest.mark.parametrize("name, dim", [("sector_share", "sector"), ("gdp_share_by_region", "region")])
def test_shares_sum_to_one(data, name, dim):
    numpy.testing.assert_allclose(data[name].sum(dim), 1, atol=1e-12)


def test_shares_of_functions_are_those_of_their_sum():
    parts = {f"value_added_{name}": ("period", [amount]) for name, amount in [("design", 1.0), ("production", 6.0), ("brand", 3.0)]}
    share = with_derived(xarray.Dataset(parts)).function_share
    assert list(share.function.values) == ["design", "production", "brand"]
    numpy.testing.assert_allclose(share.values, [[0.1, 0.6, 0.3]])


def test_growth_is_over_a_year_whatever_is_recorded(data):
    expected = data.gdp_real.values[..., 8] / data.gdp_real.values[..., 4] - 1
    yearly = with_derived(data[["gdp_real"]].isel(period=slice(0, None, 4)))
    numpy.testing.assert_allclose(data.gdp_growth.values[..., 8], expected)
    numpy.testing.assert_allclose(yearly.gdp_growth.values[..., 2], expected)


def test_growth_of_records_every_second_year_is_told_by_the_year():
    amount = xarray.DataArray([1.0, 1.21], dims="period", coords={"period": [0, 8]}, attrs={"units": "1"})
    assert float(with_derived(xarray.Dataset({"gdp_real": amount})).gdp_growth[1]) == pytest.approx(0.1)


def test_what_was_not_recorded_is_not_derived():
    assert not with_derived(xarray.Dataset()).data_vars


def test_every_panel_names_an_indicator_of_the_engine_or_a_derived_one(data):
    from kaldor.reporting.dashboard import TOPICS

    known = {*kaldor.indicators().index, *data.data_vars}
    assert {panel.indicator for topic in TOPICS for panel in topic.panels} <= known
