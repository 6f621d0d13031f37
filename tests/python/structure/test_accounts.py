"""The transaction matrix closes, and says what the indicators of the accounts say."""

import kaldor
import numpy
import pytest
from kaldor.errors import InputError, ResultError

YEAR = 2022


def test_rows_and_columns_sum_to_zero(data):
    matrix = kaldor.transactions(data, YEAR)
    assert matrix.dims == ("replication", "flow", "account")
    for dim in ("flow", "account"):
        numpy.testing.assert_allclose(matrix.sum(dim), 0, atol=1e-12 * float(abs(matrix).max()))


def test_flows_are_those_of_the_indicators(data):
    matrix, of_year = kaldor.transactions(data, YEAR), data.isel(period=numpy.flatnonzero(numpy.floor(data.time) == YEAR))
    exports = (of_year.export_share * of_year.gdp).sum("period")
    numpy.testing.assert_allclose(matrix.sel(flow="exports", account="rest of the world"), -exports)
    imports = (of_year.import_share * of_year.gdp).sum("period")
    numpy.testing.assert_allclose(matrix.sel(flow="imports", account="rest of the world"), imports)
    wages = matrix.sel(account="households", flow=["wages", "R&D wages", "practice wages", "wages of functions", "incubation"]).sum("flow")
    numpy.testing.assert_allclose(wages, (of_year.labour_share * of_year.gdp).sum("period"), rtol=1e-6)


def test_it_is_of_a_year_in_million_currency(data):
    matrix = kaldor.transactions(data, YEAR)
    assert matrix.attrs["units"] == "million currency/year" and int(matrix.year) == YEAR
    assert "formula" not in matrix.attrs


def test_a_matrix_that_does_not_close_is_refused_by_name(data):
    broken = data.transactions.copy()
    broken.loc[{"flow": "wages", "account": "banks"}] += 1e6
    with pytest.raises(ResultError, match="do not close: flow 'wages' sums to"):
        kaldor.transactions(data.assign(transactions=broken), YEAR)


def test_other_years_and_results_are_refused(data):
    with pytest.raises(InputError, match="1999 is not in the results"):
        kaldor.transactions(data, 1999)
    with pytest.raises(ResultError, match="no indicator 'transactions'"):
        kaldor.transactions(data.drop_vars("transactions"), YEAR)


def test_what_is_observed_in_memory_has_the_same_names(data):
    seen = kaldor.observe(kaldor.scenario("mini", firms=600, years=1), ["transactions"], threads=1, progress=False)
    assert list(seen.flow.values) == list(data.flow.values) and list(seen.account.values) == list(data.account.values)
    numpy.testing.assert_array_equal(seen.transactions[0], data.transactions[0, :4])


def test_a_result_of_an_older_format_can_stand_beside_one_of_this(file, data, tmp_path):
    older = data.drop_vars(["transactions", "flow", "account", "hires", "separations"])
    older.to_netcdf(tmp_path / "older.h5", engine="h5netcdf")
    with pytest.warns(UserWarning, match="some arm lacks are left out: hires, separations, transactions"):
        both = kaldor.open({"new": file, "old": tmp_path / "older.h5"})
    with both:
        assert "flow" not in both.dims
        numpy.testing.assert_array_equal(both.gdp.sel(arm="new"), both.gdp.sel(arm="old"))
