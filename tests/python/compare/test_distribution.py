"""Who gains and who loses, on a worked example and on a run."""

import numpy
import pandas
import pytest
import xarray

import kaldor
from kaldor.compare import difference, distribution
from kaldor.errors import ResultError

pytestmark = pytest.mark.filterwarnings("ignore:Precision loss occurred")  # replications of the worked example hardly differ
REGIONS, SKILLS = ["coast", "inland"], ["low", "high"]


def people(income: list, force: list, unemployment: list) -> xarray.Dataset:
    """Arms `on` and `off`, two replications that differ by a little, one quarter; each argument is [arm, region, skill]."""

    def told(values: list, unit: str) -> xarray.DataArray:
        table = numpy.asarray(values, float)[:, None, None]
        both = numpy.concatenate([table, 1.1 * table], axis=1)
        return xarray.DataArray(both, dims=("arm", "replication", "period", "region", "skill"), attrs={"units": unit})

    money = "million base-year currency/person/quarter"
    data = {
        "real_income": told(income, money),
        "real_wage": told(income, money),
        "unemployment_by_skill": told(unemployment, "1"),
        "labour_force_by_skill": told(force, "persons"),
    }
    return xarray.Dataset(data, {"arm": ["on", "off"], "region": REGIONS, "skill": SKILLS, "time": ("period", [2020.0])})


@pytest.fixture
def worked() -> xarray.Dataset:
    return people(
        income=[[[11, 20], [5, 8]], [[10, 20], [5, 10]]],
        force=[[[3, 1], [1, 1]], [[3, 1], [1, 1]]],
        unemployment=[[[0.1, 0.1], [0.2, 0.0]], [[0.0, 0.1], [0.2, 0.1]]],
    )


def test_groups_are_weighted_with_their_labour_force(worked):
    table = distribution(worked, "on", "off", confidence="student")
    mean = table["mean"]
    assert mean["skill", "low", "real_income"] == pytest.approx((3 * 11 + 5) / (3 * 10 + 5) - 1)
    assert mean["skill", "high", "real_income"] == pytest.approx((20 + 8) / (20 + 10) - 1)
    assert mean["region", "coast", "real_income"] == pytest.approx((3 * 11 + 20) / (3 * 10 + 20) - 1)
    assert mean["region and skill", "inland, high", "real_income"] == pytest.approx(-0.2)
    # Rates in points, mean of the replications, whose rates are those above and a tenth more.
    assert mean["skill", "low", "unemployment"] == pytest.approx(1.05 * 3 * 0.1 / 4)
    assert table.loc[("skill", "low", "unemployment"), ["unit", "relative"]].tolist() == ["1", False]


def test_p_values_are_adjusted_among_the_rows_of_one_grouping(worked):
    table = distribution(worked, "on", "off")
    assert table.groupby(level="by").size().to_dict() == {"skill": 6, "region": 6, "region and skill": 12}
    assert table.index.get_level_values("group")[:6].tolist() == ["low"] * 3 + ["high"] * 3


def five_quarters(data: xarray.Dataset) -> xarray.Dataset:
    time = xarray.DataArray([2020 + quarter / 4 for quarter in range(5)], dims="period")
    return data.isel(period=0, drop=True).expand_dims(period=range(5)).assign_coords(time=time)


def firms(rows: list[tuple]) -> pandas.DataFrame:
    return pandas.DataFrame(rows, columns=["arm", "replication", "period", "id", "weight", "employees", "output"])


def test_firms_stay_in_the_class_in_which_they_began(worked):
    rows = []
    for replication in (0, 1):
        for arm, grown in (("on", 30.0), ("off", 12.0)):
            rows += [(arm, replication, 0, 1, 2.0, 5.0, 50.0), (arm, replication, 0, 2, 1.0, 300.0, 900.0)]
            rows += [(arm, replication, 4, 1, 2.0, grown, 60.0), (arm, replication, 4, 9, 7.0, 4.0, 40.0)]
            if arm == "off":
                rows.append((arm, replication, 4, 2, 1.0, 300.0, 900.0))  # the large firm left under the policy
    table = distribution(five_quarters(worked), "on", "off", firms(rows), years=2021, confidence="student").loc["firm size"]
    assert table.loc[("1 to 9", "employees"), ["base", "mean"]].tolist() == pytest.approx([24, 30 / 12 - 1])
    assert table.loc[("1 to 9", "firms"), ["base", "mean"]].tolist() == [2, 0]
    assert table.loc[("250 and more", "firms"), ["base", "mean"]].tolist() == [1, -1]
    assert table.loc[("250 and more", "output"), "mean"] == -1
    assert numpy.isnan(table.loc[("10 to 49", "firms"), "mean"])  # nobody was in this class


def test_years_without_a_recorded_quarter_are_refused(worked):
    panel = firms([(arm, replication, 0, 1, 1.0, 5.0, 50.0) for arm in ("on", "off") for replication in (0, 1)])
    with pytest.raises(ResultError, match="no quarter of 2021 to 2021 is in the panel of firms, which has some of 2020"):
        distribution(five_quarters(worked), "on", "off", panel, years=2021)


def test_requests_that_make_no_sense_are_refused(worked):
    with pytest.raises(ResultError, match="lack real_income: they were written by an older version"):
        distribution(worked.drop_vars("real_income"), "on", "off")
    with pytest.raises(ResultError, match="no arm 'of'"):
        distribution(worked, "on", "of")
    with pytest.raises(ResultError, match="lacks the column 'output'"):
        distribution(worked, "on", "off", firms([]).drop(columns="output"))


def test_a_run_adds_up_to_what_the_nation_says():
    base = kaldor.scenario("mini", firms=600, years=3, firm_panel="1 year")
    policy = base.with_policy("procurement", 0.3, from_=2021)
    result = kaldor.experiment({"base": base, "policy": policy}, replications=3, progress=False)
    data = result.to_xarray()
    table = distribution(data, "policy", "base", result.firms(), years=2022, confidence="student")
    nation = difference(data, "policy", "base", "unemployment").summary(2022, confidence="student")["mean"].item()
    assert min(table.loc["skill"].xs("unemployment", level="outcome")["mean"]) <= nation
    assert nation <= max(table.loc["skill"].xs("unemployment", level="outcome")["mean"])
    sizes = table.loc["firm size"].xs("firms", level="outcome")
    start = result.firms(["weight"], [0])
    assert sizes["base"].sum() < start[start["arm"] == "base"]["weight"].sum() / 3  # some have left
