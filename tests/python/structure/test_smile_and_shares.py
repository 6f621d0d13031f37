"""Income along the chain and the map of shares."""

import kaldor
import numpy
import pytest
import xarray
from kaldor.errors import InputError, ResultError


def test_curvature_of_the_worked_example():
    # y = .5, .2, .6 along -1, 0, 1 is the parabola .2 + .05 pos + .35 pos^2.
    incomes = {f"income_{name}": ("period", [income] * 4) for name, income in [("design", 0.5), ("production", 0.2), ("brand", 0.6)]}
    found = kaldor.smile_curve(xarray.Dataset(incomes, {"time": ("period", 2020 + numpy.arange(4) / 4)}), 2020)
    assert list(found.function.values) == ["design", "production", "brand"]
    assert float(found.curvature) == pytest.approx(0.35 / 0.2)
    numpy.testing.assert_allclose(numpy.polyfit(found.position, found, 2), [0.35, 0.05, 0.2])


def test_curvature_is_that_of_the_indicator(chain):
    for quarter in (4, 8):
        at = chain.isel(period=[quarter])
        found = kaldor.smile_curve(at, int(at.time[0]))
        numpy.testing.assert_allclose(found.curvature, at.smile_curvature[:, 0], rtol=1e-9)
        assert found.dims == ("replication", "function") and float(found.min()) > 0


def test_an_economy_without_functions_has_no_smile(data):
    assert kaldor.smile_curve(data, 2022).isnull().all()
    with pytest.raises(ResultError, match="no indicator 'income_design'"):
        kaldor.smile_curve(data.drop_vars("income_design"), 2022)


@pytest.mark.parametrize("of", ["value_added", "employment"])
def test_shares_of_a_year_sum_to_one(data, of):
    shares = kaldor.structural_change_map(data, of)
    assert shares.dims == ("replication", "year", "industry") and shares.attrs["units"] == "1"
    numpy.testing.assert_allclose(shares.sum("industry"), 1, atol=1e-12)
    numpy.testing.assert_allclose(shares.sel(year=2021, industry="services"), data[f"{of}_share"].sel(industry="services").isel(period=slice(4, 8)).mean("period"))


def test_industries_stand_from_those_that_shrink_to_those_that_grow():
    time = 2000 + numpy.arange(12) / 4
    paths = {"up": numpy.linspace(0, 1, 12), "steady": numpy.full(12, 0.4), "unborn": numpy.zeros(12), "down": numpy.linspace(1, 0, 12)}
    share = xarray.DataArray(numpy.transpose([*paths.values()]), {"industry": [*paths], "time": ("period", time)}, ("period", "industry"))
    found = kaldor.structural_change_map(xarray.Dataset({"value_added_share": share}))
    assert list(found.industry.values) == ["down", "steady", "up", "unborn"]


def test_shares_of_something_else_are_refused(data):
    with pytest.raises(InputError, match="no share 'output'; there are value_added, employment"):
        kaldor.structural_change_map(data, "output")
