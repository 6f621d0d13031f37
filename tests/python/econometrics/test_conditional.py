"""Whom a policy with a rule (`when`) reached, and what the result file says of it."""

import shutil

import h5py
import kaldor
import pandas
import pytest
from kaldor.econometrics import ConditionalTreatment, Treatment, treatments
from kaldor.econometrics.treatments import chosen
from kaldor.errors import ResultError

YEARS = 6


@pytest.fixture(scope="module")
def base():
    return kaldor.scenario("mini", firms=600, years=YEARS, replications=2, firm_panel="1 quarter")


@pytest.fixture(scope="module")
def limit(base) -> float:
    return float(kaldor.observe(base, "unemployment", progress=False)["unemployment"].median())


@pytest.fixture(scope="module")
def under_rule(base, limit, tmp_path_factory):
    """Bought from small manufacturers from the third quarter on, in quarters after one of more than median unemployment."""
    meant = {"industries": ["manufacturing"], "only": {"employees": ["< 300"]}, "from_": 2020.5}
    policy = base.with_policy("rd_subsidy", 0.2, when=f"unemployment > {limit!r}", **meant)
    return kaldor.run(policy, output=tmp_path_factory.mktemp("conditional") / "rule.h5", threads=1, progress=False)


def answers_of(rows: pandas.DataFrame, replication: int) -> list[bool]:
    """Of each quarter of a replication, by going through the rows."""
    turns = dict(rows.loc[rows["replication"] == replication, ["period", "holds"]].itertuples(index=False))
    held, found = False, []
    for period in range(4 * YEARS):
        held = turns.get(period, held)
        found.append(bool(held))
    return found


def test_the_file_tells_in_which_quarters_the_rule_held(under_rule, limit):
    rows = kaldor.open_rule_answers(under_rule.paths["mini"])
    assert rows.columns.tolist() == ["replication", "period", "time", "policy", "lever", "industry", "region", "holds"]
    assert rows[["industry", "region"]].isna().all(axis=None) and set(rows["lever"]) == {"rd_subsidy"} and set(rows["policy"]) == {0}
    assert (rows["time"] == 2020 + rows["period"] / 4).all()
    unemployment = under_rule.to_xarray()["unemployment"].values
    for replication in (0, 1):
        expected = [t >= 2 and bool(unemployment[replication, t - 1] > limit) for t in range(4 * YEARS)]
        assert answers_of(rows, replication) == expected and 0 < sum(expected) < 4 * YEARS - 2


def test_the_panel_knows_whom_a_policy_under_a_rule_reached(under_rule):
    path = under_rule.paths["mini"]
    rows = kaldor.open_rule_answers(path)
    firms = kaldor.open_firms(path, ["id", "industry", "employees"])
    held = pandas.DataFrame({replication: answers_of(rows, replication) for replication in (0, 1)}).stack()
    met = (firms["industry"] == "manufacturing") & (firms["employees"] < 300)
    reached = firms[met & held.loc[list(zip(firms["period"], firms["replication"], strict=True))].to_numpy()]
    first = 2020 + reached.groupby(["replication", "id"])["period"].min() // 4
    panel = kaldor.econometric_panel(path, outcomes=["rd"])
    told = panel[panel["treated"] == 1].groupby(["replication", "firm"])["cohort"].first()
    assert told.to_dict() == first.to_dict() and len(first) > 0
    assert (panel["post"] == (panel["year"] >= 2020 + rows["period"].min() // 4)).all()


def test_an_answer_that_is_kept_counts(base, tmp_path):
    often = float(kaldor.observe(base, "inflation", progress=False)["inflation"].median())
    policy = base.with_policy("procurement", 0.01, when=f"inflation > {often!r}", hold="1 year")
    result = kaldor.run(policy, output=tmp_path / "hold.h5", progress=False)
    rows = kaldor.open_rule_answers(result.paths["mini"])
    for replication, inflation in enumerate(result.to_xarray()["inflation"].values):
        expected = [False]
        for quarter in range(1, 4 * YEARS):
            kept = len(set(expected[-4:])) == 2  # it turned less than a year ago
            expected.append(expected[-1] if kept else bool(inflation[quarter - 1] > often))
        assert answers_of(rows, replication) == expected
    between = rows.groupby("replication")["period"].diff().dropna()
    assert len(between) and (between >= 4).all()


def test_a_rule_on_industries_tells_them(base, tmp_path):
    policy = base.with_settings(years=1).with_policy("procurement", 0.01, when="capacity_utilisation_by_industry > 0", industries=["services"])
    rows = kaldor.open_rule_answers(kaldor.run(policy, output=tmp_path / "industry.h5", progress=False).paths["mini"])
    assert rows[["replication", "period", "industry", "holds"]].values.tolist() == [[0, 1, "services", True], [1, 1, "services", True]]
    assert rows["region"].isna().all()


def test_each_policy_has_its_own_answers(base, limit, tmp_path):
    two = base.with_settings(years=2).with_policy("carbon_price", 20, when="unemployment > 1").with_policy("rd_subsidy", 0.1, when="gdp > 0")
    path = kaldor.run(two.with_policy("procurement", 0.01), output=tmp_path / "two.h5", progress=False).paths["mini"]
    never, always, plain = treatments(path)
    assert isinstance(plain, Treatment) and plain.lever == "procurement"
    assert isinstance(never, ConditionalTreatment) and never.rule == "unemployment > 1" and never.begins == float("inf")
    assert always.lever == "rd_subsidy" and always.begins == 2020.25
    panel = kaldor.econometric_panel(path, "carbon_price", outcomes=["rd"])
    assert (panel["treated"] == 0).all()


def test_the_same_rule_written_in_python_gives_the_same_bits_and_treatment(base, limit, tmp_path):
    rule = kaldor.policy(lambda economy: {"carbon_price": 20.0} if economy["unemployment"] > limit else {})
    arms = {"python": base.with_policy(rule), "yaml": base.with_policy("carbon_price", 20, when=f"unemployment > {limit!r}")}
    results = {name: kaldor.run(arm, output=tmp_path / f"{name}.h5", progress=False) for name, arm in arms.items()}
    assert results["python"].digest() == results["yaml"].digest()
    panels = {name: kaldor.econometric_panel(result, outcomes=["emissions"]) for name, result in results.items()}
    pandas.testing.assert_frame_equal(panels["python"], panels["yaml"])
    assert 0 < panels["yaml"]["treated"].mean() <= 1


def test_results_that_do_not_tell_are_refused(under_rule, tmp_path):
    old = tmp_path / "old.h5"
    shutil.copy(under_rule.paths["mini"], old)
    with h5py.File(old, "a") as file:
        del file["rule_answers"]
        file.attrs["format_version"] = [1, 2]
    with pytest.raises(ResultError, match=r"old.h5: is of format 1.2, which does not tell .* simulate the scenario again"):
        chosen(old, None)
