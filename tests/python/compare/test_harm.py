"""How often a policy does harm, on worked examples."""

import numpy
import pandas
import pytest
import xarray
from scipy import stats

from kaldor.compare import harm
from kaldor.errors import InputError, ResultError


def arms(effects: dict[str, list[float]], unit: str = "1") -> xarray.Dataset:
    """Arms `on` and `off` that differ by these effects, one a replication, in each of four quarters."""
    random = numpy.random.default_rng(3)
    data = {}
    for name, effect in effects.items():
        base = 1 + random.random((len(effect), 4))
        values = numpy.stack([base + numpy.array(effect)[:, None], base])
        data[name] = xarray.DataArray(values, dims=("arm", "replication", "period"), attrs={"units": unit})
    return xarray.Dataset(data, {"arm": ["on", "off"], "time": ("period", 2020 + numpy.arange(4) / 4)})


def test_the_probability_is_the_part_of_histories_that_got_worse():
    effect = [0.3, -0.1, 0.1, -0.2, -0.4, -0.5, -0.6, -0.1]
    rise = harm(arms({"x": effect}), "on", "off", {"x": "rise"}).loc[("x", "")]
    fall = harm(arms({"x": effect}), "on", "off", {"x": "fall"}).loc[("x", "")]
    assert (rise["probability"], fall["probability"], rise["replications"]) == (2 / 8, 6 / 8, 8)
    assert (rise["mean_harm"], rise["worst"]) == pytest.approx((0.2, 0.3))
    assert fall["worst"] == pytest.approx(-0.6)
    assert rise["mean"] == pytest.approx(numpy.mean(effect))
    exact = stats.binomtest(2, 8).proportion_ci(0.95, "exact")
    assert (rise["low"], rise["high"]) == pytest.approx((exact.low, exact.high))


def test_small_changes_and_no_change_are_no_harm():
    data = arms({"x": [0.0, 0.0, 0.05, 0.3], "y": [0.0, 0.2, 0.2, 0.2]})
    outcomes = {"x": "rise", "y": "rise"}
    assert harm(data, "on", "off", outcomes)["probability"].tolist() == [0.5, 0.75, 0.75]
    assert harm(data, "on", "off", outcomes, beyond=0.1)["probability"].tolist() == [0.25, 0.75, 0.75]
    assert harm(data, "on", "off", outcomes, beyond={"y": 0.25})["probability"].tolist() == [0.5, 0, 0.5]


def test_any_harm_is_counted_history_by_history():
    data = arms({"x": [0.1, -0.1, -0.1, -0.1], "y": [-0.1, 0.1, -0.1, -0.1]})
    table = harm(data, "on", "off", {"x": "rise", "y": "rise"})
    assert table.loc[("any of these", ""), "probability"] == 0.5
    assert table["probability"].tolist()[:2] == [0.25, 0.25]


def test_amounts_are_relative_and_regions_have_rows():
    base = numpy.full((2, 1, 2), 10.0)
    policy = base + [[[-1.0, 0.0]], [[-2.0, 1.0]]]
    x = xarray.DataArray(numpy.stack([policy, base]), dims=("arm", "replication", "period", "region"), attrs={"units": "million"})
    data = xarray.Dataset({"x": x}, {"arm": ["on", "off"], "region": ["north", "south"], "time": ("period", [2020.0])})
    table = harm(data, "on", "off", {"x": "fall"})
    assert table.index.tolist() == [("x", "north"), ("x", "south"), ("any of these", "")]
    assert table.loc[("x", "north"), ["probability", "worst", "unit", "relative"]].tolist() == [1, -0.2, "1", True]
    assert table.loc[("x", "south"), "probability"] == 0


def test_a_number_missing_makes_the_row_unknown_and_leaves_the_others():
    data = arms({"x": [0.1, numpy.nan], "y": [0.1, -0.1]})
    table = harm(data, "on", "off", {"x": "rise", "y": "rise"})
    assert numpy.isnan(table.loc[("x", ""), "probability"]) and table.loc[("x", ""), "replications"] == 0
    assert table.loc[("any of these", ""), "probability"] == 0.5


def test_usual_outcomes_are_those_that_the_data_have():
    data = arms({"unemployment": [0.1, 0.2], "something": [0.1, 0.2]})
    assert harm(data, "on", "off").index.get_level_values("outcome").tolist() == ["unemployment", "any of these"]
    with pytest.raises(ResultError, match="none of those that are usual"):
        harm(arms({"something": [0.1, 0.2]}), "on", "off")


def test_what_harm_means_must_be_said():
    with pytest.raises(ResultError, match="x: harm is a \"rise\" or a \"fall\", not 'higher'"):
        harm(arms({"x": [0.1, 0.2]}), "on", "off", {"x": "higher"})
    with pytest.raises(ResultError, match="no indicator 'z'"):
        harm(arms({"x": [0.1, 0.2]}), "on", "off", {"z": "rise"})


def test_the_table_is_plain_data():
    table = harm(arms({"x": [0.1, -0.2]}), "on", "off", {"x": "rise"})
    assert isinstance(table, pandas.DataFrame) and table.index.names == ["outcome", "where"]


@pytest.mark.parametrize("beyond", [-0.1, "a", numpy.nan, {"x": -1}])
def test_a_change_below_zero_is_no_limit_of_harm(beyond):
    with pytest.raises((InputError, ResultError), match="beyond: expected (a change of zero or more|a number)"):
        harm(arms({"x": [0.3, -0.1]}), "on", "off", {"x": "rise"}, beyond=beyond)


def test_a_limit_for_what_is_no_outcome_is_told():
    with pytest.raises(ResultError, match="beyond: there is no outcome 'unemploymnt' .did you mean 'unemployment'"):
        harm(arms({"unemployment": [0.1, 0.2]}), "on", "off", beyond={"unemploymnt": 0.1})
