"""Flows of jobs add up to what results tell, on real runs and on a worked example."""

import kaldor
import numpy
import pytest
import xarray
from kaldor.errors import InputError, ResultError
from kaldor.structure.jobs import NOT_EMPLOYED


def yearly(values, year):
    return values.isel(period=numpy.flatnonzero(numpy.floor(values.time) == year)).sum("period", skipna=False)


def example(quarters=8, left=(10.0, 30.0), hired=(20.0, 20.0), people=(400.0, 500.0), force=1000.0):
    """Two industries in which every quarter is like the one before."""
    of_industries = {name: (("period", "industry"), numpy.tile(values, (quarters, 1))) for name, values in
                     [("separations", left), ("hires", hired), ("employment", people)]}  # fmt: skip
    return xarray.Dataset(
        {**of_industries, "labour_force_by_region": (("period", "region"), numpy.full((quarters, 2), force / 2))},
        {"industry": ["farms", "mills"], "time": ("period", 2020 + numpy.arange(quarters) / 4), "period": range(quarters)},
    )


def test_hires_less_separations_are_the_change_of_employment(data):
    change = data.employment.diff("period")
    left = (data.hires - data.separations).isel(period=slice(1, None))
    numpy.testing.assert_allclose(left, change, atol=1e-6 * float(data.employment.max()))
    assert data.hires.isel(period=0).isnull().all()


def test_rows_add_up_to_separations_and_columns_to_hires(data):
    flows = kaldor.job_flows(data)
    assert list(flows.year.values) == [2021, 2022, 2023]
    for year in flows.year.values:
        of_year = flows.sel(year=year)
        for side, other, what in (("origin", "destination", "separations"), ("destination", "origin", "hires")):
            sums = of_year.sel({side: data.industry.values}).sum(other, skipna=False)
            numpy.testing.assert_allclose(sums.values, yearly(data[what], year).values, rtol=1e-12)


def test_nobody_is_hired_who_does_not_look_for_work(data):
    flows = kaldor.job_flows(data)
    assert float(flows.min()) >= 0
    assert flows.sel(origin=NOT_EMPLOYED, destination=NOT_EMPLOYED).isnull().all()
    assert flows.notnull().sum() == flows.size - 2 * 3


def test_who_looks_for_work_is_hired_with_the_same_probability():
    # Of 1000, 900 had a job and 40 left it: 140 look for the 40 places, half of them in each industry.
    flows = kaldor.job_flows(example(), 2021)
    assert flows.sizes == {"year": 1, "origin": 3, "destination": 3}
    quarter = flows.isel(year=0) / 4
    chance = 20 / 140
    expected = [[10 * chance, 10 * chance, 10 * 100 / 140], [30 * chance, 30 * chance, 30 * 100 / 140], [100 * chance, 100 * chance, numpy.nan]]
    numpy.testing.assert_allclose(quarter.values, expected)
    assert flows.attrs == {"units": "persons/year", "long_name": "people who changed jobs between industries, pro rata from separations and hires"}


def test_full_employment_leaves_only_changes_of_job():
    flows = kaldor.job_flows(example(people=(400.0, 600.0)), 2021).isel(year=0) / 4
    numpy.testing.assert_allclose(flows.sel(origin=NOT_EMPLOYED, destination=["farms", "mills"]), [0, 0])
    numpy.testing.assert_allclose(flows.sel(destination=NOT_EMPLOYED, origin=["farms", "mills"]), [0, 0])
    numpy.testing.assert_allclose(flows.sel(origin="mills", destination="farms"), 15)


def test_arms_stay_apart(file):
    with kaldor.open({"a": file, "b": file}) as both:
        flows = kaldor.job_flows(both, [2022]).load()
    assert flows.dims == ("arm", "replication", "year", "origin", "destination")
    numpy.testing.assert_array_equal(flows.sel(arm="a"), flows.sel(arm="b"))


def test_years_that_are_not_known_in_full_are_refused(data):
    with pytest.raises(InputError, match="nobody knows who worked before the first quarter"):
        kaldor.job_flows(data, 2020)
    with pytest.raises(InputError, match="2050 is not in the results, which have 2020 to 2023"):
        kaldor.job_flows(data, 2050)
    with pytest.raises(InputError, match="need its 4 quarters, the result has 2"):
        kaldor.job_flows(data.isel(period=slice(0, None, 2)), 2022)
    with pytest.raises(InputError, match="a year of which all quarters are known"):
        kaldor.job_flows(data.isel(period=slice(0, 4)))


def test_results_of_older_versions_say_what_they_lack(data):
    with pytest.raises(ResultError, match="no indicator 'hires'"):
        kaldor.job_flows(data.drop_vars("hires"), 2022)


def test_years_of_numpy_are_years(data):
    xarray.testing.assert_identical(kaldor.job_flows(data, numpy.int64(2022)), kaldor.job_flows(data, 2022))
