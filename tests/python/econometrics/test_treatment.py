"""Which firms a policy reaches."""

import kaldor
import pandas
import pytest

from kaldor.econometrics import Treatment, treatments
from kaldor.econometrics.treatment import chosen
from kaldor.errors import ResultError

ROWS = pandas.DataFrame({
    "time": [2019.75, 2020.0, 2020.0, 2020.0, 2021.0],
    "industry": ["mills", "mills", "farms", "mills", "mills"],
    "region": ["coast"] * 5,
    "employees": [50.0, 50.0, 50.0, 300.0, 50.0],
})  # fmt: skip


def test_industries_conditions_and_time_decide():
    small = (("employees", ">=", 10.0), ("employees", "<", 300.0))
    assert Treatment("x", 2020, 2021, ("mills",), (), small).reaches(ROWS).tolist() == [False, True, False, False, False]
    assert Treatment("x", 2020, 2021).reaches(ROWS).tolist() == [False, True, True, True, False]
    assert Treatment("x", 2020, 2021, regions=("inland",)).reaches(ROWS).sum() == 0


def test_policies_are_read_from_the_scenario_in_the_file(experiment):
    conditions = (("employees", ">=", 10.0), ("employees", "<", 300.0))
    expected = Treatment("rd_subsidy", 2021.5, 2023.0, ("manufacturing",), (), conditions)
    assert treatments(experiment.paths["policy"]) == [expected]
    assert treatments(experiment.paths["base"]) == []
    assert chosen(dict(experiment.paths), None) == expected


def test_one_policy_must_be_meant(experiment, tmp_path):
    both = kaldor.scenario("mini", firms=600, periods=2).with_policy("carbon_price", 20).with_policy("rd_subsidy", 0.1)
    two = kaldor.run(both, output=tmp_path / "two.h5", progress=False).paths["mini"]
    assert chosen(two, "rd_subsidy").lever == "rd_subsidy"
    with pytest.raises(ResultError, match=r"found 2 policies \(carbon_price, rd_subsidy\)"):
        chosen(two, None)
    with pytest.raises(ResultError, match="by 'minimum_wage' in the scenarios, found no policy"):
        chosen(two, "minimum_wage")
    with pytest.raises(ResultError, match="by 'rd_subsidy' in the scenarios, found no policy"):
        chosen(experiment.paths["base"], "rd_subsidy")


def test_a_policy_under_a_rule_has_no_known_quarters(tmp_path):
    scenario = kaldor.scenario("mini", firms=600, periods=2).with_policy("carbon_price", 20, when="unemployment > 0.08")
    path = kaldor.run(scenario, output=tmp_path / "rule.h5", progress=False).paths["mini"]
    with pytest.raises(ResultError, match="'unemployment > 0.08' holds: .* of a rule written in Python .* they do"):
        chosen(path, None)


def test_the_same_rule_written_in_python_gives_the_same_bits_and_known_quarters():
    base = kaldor.scenario("mini", firms=600, periods=8)
    limit = float(kaldor.observe(base, "unemployment", progress=False)["unemployment"].median())
    rule = kaldor.policy(lambda economy: {"carbon_price": 20.0} if economy["unemployment"] > limit else {})
    written, said = base.with_policy(rule), base.with_policy("carbon_price", 20, when=f"unemployment > {limit!r}")
    result = kaldor.run(written, progress=False)
    assert result.digest() == kaldor.run(said, progress=False).digest() != kaldor.run(base, progress=False).digest()
    assert chosen(result.paths["mini"], None).settings["value"].max() == 20
