"""Which firms a policy reaches."""

import kaldor
import pandas
import pytest

from kaldor.econometrics import Treatment, treatments
from kaldor.econometrics.treatments import chosen
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
    with pytest.raises(ResultError, match="by 'minimum_wage' in the scenarios, found none"):
        chosen(two, "minimum_wage")
    with pytest.raises(ResultError, match="by 'rd_subsidy' in the scenarios, found none"):
        chosen(experiment.paths["base"], "rd_subsidy")
