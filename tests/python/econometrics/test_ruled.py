"""Whom a rule written in Python treated, and what the result file says of it."""

import kaldor
import pandas
import pytest
from kaldor.econometrics.ruled import RuledTreatment
from kaldor.errors import ResultError


@kaldor.policy
def research_on_and_off(economy):
    """Two years in manufacturing; in services from the third on, in the second replication only."""
    wanted = {"manufacturing": 0.2} if 3 <= economy.period < 11 else {}
    return {"rd_subsidy": wanted | ({"services": 0.1} if economy.period >= 8 and economy.replication == 1 else {})}


@pytest.fixture(scope="module")
def base():
    return kaldor.scenario("mini", firms=600, years=4, replications=2, firm_panel="1 quarter")


@pytest.fixture(scope="module")
def experiment(base, tmp_path_factory):
    arms = {"base": base, "rule": base.with_policy(research_on_and_off)}
    return kaldor.experiment(arms, output=tmp_path_factory.mktemp("ruled"), threads=1, progress=False)


def test_the_file_tells_each_change_of_a_lever(experiment):
    rows = kaldor.open_lever_settings(experiment.paths["rule"])
    said = rows[["replication", "time", "industry", "value"]].values.tolist()
    manufacturing = [[2020.75, "manufacturing", 0.2], [2022.75, "manufacturing", 0.0]]
    services = [2022.0, "services", 0.1]
    assert said == [[0, *manufacturing[0]], [0, *manufacturing[1]], [1, *manufacturing[0]], [1, *services], [1, *manufacturing[1]]]
    assert set(rows["lever"]) == {"rd_subsidy"} and rows["region"].isna().all()


def test_several_files_get_a_column_arm_and_those_without_rules_have_no_rows(experiment):
    assert kaldor.open_lever_settings(experiment.paths["base"]).empty
    rows = kaldor.open_lever_settings(dict(experiment.paths))
    assert rows.columns[0] == "arm" and set(rows["arm"]) == {"rule"} and len(rows) == 5


def test_rows_say_what_the_policy_of_the_same_bits_says(base, tmp_path):
    rule = kaldor.policy(lambda economy: {"carbon_price": 30.0} if economy.period < 6 else {})
    one = kaldor.run(base.with_policy(rule), output=tmp_path / "rule.h5", progress=False)
    rows = kaldor.open_lever_settings(one.paths["mini"])
    begins, ends = rows["time"].unique()
    assert set(rows["value"]) == {30.0, 0.0} and rows[["industry", "region"]].isna().all(axis=None)
    same = kaldor.run(base.with_policy("carbon_price", 30, from_=begins, until=ends), output=tmp_path / "policy.h5", progress=False)
    assert one.digest() == same.digest()


def test_a_place_is_an_industry_a_region_or_both(base, tmp_path):
    industry, region = base.industries[0], base.regions[-1]
    rule = kaldor.policy(lambda economy: {"rd_subsidy": {industry: 0.1, region: 0.2, (industry, region): 0.3}})
    path = kaldor.run(base.with_policy(rule), output=tmp_path / "places.h5", progress=False).paths["mini"]
    rows = kaldor.open_lever_settings(path).query("replication == 0").fillna("all")
    assert set(zip(rows["industry"], rows["region"], rows["value"], strict=True)) == {(industry, "all", 0.1), ("all", region, 0.2), (industry, region, 0.3)}


def test_the_panel_knows_whom_a_rule_treated_and_when(experiment):
    panel = kaldor.econometric_panel(experiment, outcomes=["rd"])
    treated = panel[panel["treated"] == 1]
    cohorts = treated.groupby(["replication", "industry"], observed=True)["cohort"].unique()
    assert {place: min(years) for place, years in cohorts.items()} == {
        (0, "manufacturing"): 2020,
        (1, "manufacturing"): 2020,
        (1, "services"): 2022,
    }
    assert (panel["post"] == (panel["year"] >= 2020)).all()
    assert treated.groupby("arm", observed=True)["unit"].nunique().min() > 0
    born_later = treated[(treated["industry"] == "manufacturing") & (treated["cohort"] > 2020)]
    assert set(born_later["cohort"]) <= {2021, 2022}


def test_a_value_holds_until_the_next_of_its_place_and_replication():
    said = [(0, 2, "mills", None, 0.1), (0, 4, "mills", None, 0.0), (1, 3, "mills", "coast", 0.2), (1, 3, "mills", "coast", 0.3)]
    settings = pandas.DataFrame(said, columns=["replication", "period", "industry", "region", "value"]).assign(time=0.0)
    rows = pandas.DataFrame({
        "replication": [0, 0, 0, 0, 1, 1, 1, 2],
        "period": [1, 2, 3, 4, 2, 9, 9, 9],
        "industry": ["mills", "mills", "mills", "mills", "mills", "mills", "mills", "mills"],
        "region": ["coast", "coast", "inland", "coast", "coast", "coast", "inland", "coast"],
    })  # fmt: skip
    assert RuledTreatment("x", settings).reaches(rows).tolist() == [False, True, True, False, False, True, False, False]


def test_one_of_several_must_be_chosen(base, tmp_path):
    rule = kaldor.policy(lambda economy: {"procurement": 0.01})
    both = base.with_settings(years=1).with_policy(rule).with_policy("rd_subsidy", 0.1)
    path = kaldor.run(both, output=tmp_path / "both.h5", progress=False).paths["mini"]
    with pytest.raises(ResultError, match=r"found 2 policies \(rd_subsidy, procurement\)"):
        kaldor.econometric_panel(path, outcomes=["rd"])
    chosen = kaldor.econometric_panel(path, "procurement", outcomes=["rd"])
    firms = kaldor.open_firms(path, ["id"])
    under = firms[firms["period"] >= 1][["replication", "id"]].drop_duplicates()
    assert chosen["treated"].sum() == len(under) and chosen["treated"].mean() > 0.5


def test_a_damaged_group_is_told(experiment, tmp_path):
    import shutil

    import h5py

    path = tmp_path / "damaged.h5"
    shutil.copy(experiment.paths["rule"], path)
    with h5py.File(path, "a") as file:
        del file["lever_settings/value"]
    with pytest.raises(ResultError, match="is damaged"):
        kaldor.open_lever_settings(path)
