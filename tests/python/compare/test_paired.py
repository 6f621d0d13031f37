"""Paired differences between arms, on worked examples."""

import dask.array
import numpy
import pandas
import pytest
import xarray

from kaldor.compare import difference
from kaldor.errors import ResultError

QUARTERS = 2020 + numpy.arange(8) / 4


def arms(policy, base, dims=("replication", "period"), seeds=(1, 1), **labels) -> xarray.Dataset:
    """Arms `on` and `off` of one indicator `x`, in millions."""
    values = numpy.stack([numpy.asarray(policy, float), numpy.asarray(base, float)])
    x = xarray.DataArray(values, dims=("arm", *dims), attrs={"units": "million", "long_name": "ex"})
    labels |= {dim: numpy.arange(x.sizes[dim]) for dim in ("replication", "period")}
    coords = {"arm": ["on", "off"], "seed": ("arm", list(seeds)), "time": ("period", QUARTERS[: x.sizes["period"]])}
    return xarray.Dataset({"x": x}, coords | labels)


@pytest.fixture
def noisy():
    """Three industries, six replications, eight quarters; common chance is large beside the effects 0, 1 and 2."""
    random = numpy.random.default_rng(7)
    base = 100 + 10 * random.normal(size=(6, 1, 1)) + random.normal(size=(6, 8, 3))
    policy = base + [0, 1, 2] + 0.1 * random.normal(size=(6, 8, 3))
    dims = ("replication", "period", "industry")
    return arms(policy, base, dims, industry=["farms", "mills", "shops"])


def test_values_are_differences_in_the_same_replication():
    found = difference(arms([[3, 5], [4, 9]], [[1, 2], [2, 4]]), "on", "off", "x")
    assert found.values.values.tolist() == [[2, 3], [2, 5]]
    assert found.values.attrs == {"units": "million", "long_name": "ex: on - off"}
    assert set(found.values.coords) == {"replication", "period", "time"}


def test_a_relative_difference_is_over_the_base_arm_in_the_same_replication():
    found = difference(arms([[3, 5], [4, 9]], [[1, 0], [2, 4]]), "on", "off", "x", relative=True)
    numpy.testing.assert_array_equal(found.values.values, [[2, numpy.nan], [1, 1.25]])
    assert found.values.attrs["units"] == "1"
    # Of a window: means of the quarters first, then the ratio: 4/2 - 1 and 9/3 - 1, not the mean of the quarters' ratios.
    table = difference(arms([[3, 5], [4, 14]], [[1, 3], [2, 4]]), "on", "off", "x", relative=True).summary()
    assert table["mean"].item() == pytest.approx((1 + 2) / 2)
    assert (table["unit"].item(), table["base"].item()) == ("1", 2.5)


def test_the_table_of_a_national_indicator_has_one_row():
    policy, base = [[3.0, 5], [4, 9], [6, 6]], [[1.0, 2], [2, 4], [3, 4]]
    table = difference(arms(policy, base), "on", "off", "x").summary(confidence="student")
    assert table.index.tolist() == ["x"] and table.index.name == "indicator"
    differences = numpy.array([2.5, 3.5, 2.5])
    half = 4.302653 * differences.std(ddof=1) / numpy.sqrt(3)
    row = table.loc["x"]
    assert row[["mean", "low", "high"]].tolist() == pytest.approx([17 / 6, 17 / 6 - half, 17 / 6 + half])
    assert row["base"] == pytest.approx((1.5 + 3 + 3.5) / 3)
    assert row["p_value"] == row["p_adjusted"] == pytest.approx(1 - 8.5 / numpy.sqrt(2 + 8.5**2))  # t = 8.5, two degrees
    unpaired = numpy.var([4, 6.5, 6], ddof=1) + numpy.var([1.5, 3, 3.5], ddof=1)
    assert row["pairing_gain"] == pytest.approx(unpaired / differences.var(ddof=1))
    assert (row["unit"], row["replications"]) == ("million", 3)


def test_rows_are_the_labels_of_the_indicator(noisy):
    table = difference(noisy, "on", "off", "x").summary(resamples=999)
    assert table.index.tolist() == ["farms", "mills", "shops"] and table.index.name == "industry"
    assert ((table["low"] < table["mean"]) & (table["mean"] < table["high"])).all()
    assert table["mean"].to_numpy() == pytest.approx([0, 1, 2], abs=0.1)
    assert (table["p_adjusted"] >= table["p_value"]).all()
    assert (table["pairing_gain"] > 100).all()
    regions = noisy.expand_dims(region=["coast", "hills"], axis=3)
    both = difference(regions, "on", "off", "x").summary(confidence="student")
    assert both.index.names == ["region", "industry"] and len(both) == 6
    assert both.loc[("hills", "shops"), "mean"] == pytest.approx(table.loc["shops", "mean"])


def test_years_choose_the_quarters(noisy):
    found = difference(noisy, "on", "off", "x")
    year = noisy.isel(period=slice(4, 8))
    alone = difference(year, "on", "off", "x").summary(resamples=100)
    pandas.testing.assert_frame_equal(found.summary(years=numpy.int64(2021), resamples=100), alone)
    pandas.testing.assert_frame_equal(found.summary(years=(2020, 2021), resamples=100), found.summary(resamples=100))
    for years in ((2030, 2031), (2021, 2022), (2019, 2020)):
        with pytest.raises(ResultError, match=f"not all of {years[0]} to {years[1]} is in the results, which have 2020 to 2021"):
            found.summary(years=years)
    with pytest.raises(ResultError, match="expected the first year before the last, got 2021 and 2020"):
        found.summary(years=(2021, 2020))
    for years in (2020.25, (2020, 2020.5), (numpy.nan, 2021)):
        with pytest.raises(ResultError, match="expected whole years, got (2020.25|2020.5|nan)"):
            found.summary(years=years)


@pytest.mark.filterwarnings("error")
def test_a_missing_number_makes_its_row_missing_and_no_other(noisy):
    noisy.x[0, 2, 5, 1] = numpy.nan
    found = difference(noisy, "on", "off", "x")
    table = found.summary(resamples=100)
    assert table.loc["mills", ["mean", "low", "high", "p_value", "p_adjusted", "pairing_gain"]].isna().all()
    assert table["replications"].tolist() == [6, 5, 6]
    assert table.loc["shops", "p_adjusted"] == pytest.approx(2 * table.loc["shops", "p_value"])
    assert found.summary(years=2020, resamples=100).notna().all(axis=None)
    path = found.path(resamples=100)
    assert path["mean"].isnull().sum() == path["low"].isnull().sum() == 1


@pytest.mark.filterwarnings("error")
def test_arms_that_never_differ_have_no_effect_and_no_width():
    same = numpy.arange(6.0).reshape(3, 2)
    row = difference(arms(same, same), "on", "off", "x").summary().iloc[0]
    assert row[["mean", "low", "high", "p_value"]].tolist() == [0, 0, 0, 1]
    assert numpy.isnan(row["pairing_gain"])
    single = difference(arms(same[:1], same[:1] + 1), "on", "off", "x").summary().iloc[0]
    assert single["mean"] == -1 and single[["low", "high", "p_value", "pairing_gain"]].isna().all()


def test_a_path_is_the_summary_of_each_quarter(noisy):
    found = difference(noisy, "on", "off", "x")
    path = found.path(level=0.9, confidence="student")
    assert path["mean"].dims == ("period", "industry") and path["low"].attrs["units"] == "million"
    assert path.time.values.tolist() == QUARTERS.tolist()
    quarter = difference(noisy.isel(period=[3]), "on", "off", "x").summary(level=0.9, confidence="student")
    for name in ("mean", "low", "high"):
        assert path[name].values[3] == pytest.approx(quarter[name].to_numpy())


def test_nothing_but_the_two_arms_of_the_indicator_is_read(noisy):
    read = []

    def never(block, block_info=None):
        read.append(block_info[0]["array-location"][0][0])
        assert read[-1] < 2, "an arm that was not asked for"
        return block

    third = xarray.concat([noisy, noisy.isel(arm=[0]).assign_coords(arm=["other"])], "arm")
    blocks = dask.array.from_array(third.x.values, chunks=(1, -1, -1, -1)).map_blocks(never, dtype=float, meta=third.x.values)
    fails = blocks.map_blocks(lambda block: 1 / 0, dtype=float, meta=third.x.values)
    data = third.assign(x=third.x.copy(data=blocks), y=third.x.copy(data=fails))
    found = difference(data, "on", "off", "x")
    assert not read
    assert found.summary(resamples=100)["mean"].to_numpy() == pytest.approx([0, 1, 2], abs=0.1)
    assert sorted(set(read)) == [0, 1]


def test_what_cannot_be_compared_is_refused(noisy):
    for policy, base, indicator, sentence in [
        ("onn", "off", "x", r"there is no arm 'onn' \(did you mean 'on'\?\)"),
        ("on", "off", "z", "there is no indicator 'z'; there are x"),
        ("on", "on", "x", "arm 'on' cannot be compared with itself"),
    ]:
        with pytest.raises(ResultError, match=f"^{sentence}$"):
            difference(noisy, policy, base, indicator)
    with pytest.raises(ResultError, match="open several files"):
        difference(noisy.sel(arm="on"), "on", "off", "x")


def test_arms_of_other_seeds_are_compared_with_a_warning(noisy):
    with pytest.warns(UserWarning, match="have other seeds: pairing gains nothing"):
        difference(noisy.assign_coords(seed=("arm", [1, 2])), "on", "off", "x")
