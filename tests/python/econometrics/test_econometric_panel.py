"""The layout of the panel, in Python and at the command line."""

import kaldor
import numpy
import pandas
import pytest

from kaldor.econometrics import Treatment
from kaldor.econometrics.__main__ import main
from kaldor.econometrics.panel import OUTCOMES
from kaldor.errors import ResultError


@pytest.fixture(scope="module")
def panel(experiment) -> pandas.DataFrame:
    return kaldor.econometric_panel(experiment)


@pytest.fixture(scope="module")
def firms(experiment) -> pandas.DataFrame:
    frame = experiment.firms()
    return frame.assign(time=2020 + frame["period"] / 4, year=2020 + frame["period"] // 4)


def test_a_row_is_a_firm_and_year(panel, firms):
    assert panel.columns.tolist()[:13] == [
        "arm", "replication", "unit", "firm", "year", "industry", "region",
        "weight", "treated", "cohort", "post", "treatment", "event_time",
    ]  # fmt: skip
    assert panel.columns.tolist()[13:] == [column for name in OUTCOMES for column in (name, f"log_{name}")]
    keys = ["arm", "replication", "firm", "year"]
    assert not panel.duplicated(keys).any() and not panel.duplicated(["unit", "year"]).any()
    assert len(panel) == len(firms.rename(columns={"id": "firm"})[keys].drop_duplicates())
    assert panel.groupby("unit")[["arm", "replication", "firm"]].nunique().max().max() == 1
    assert panel[keys].equals(panel[keys].sort_values(keys))


def test_outcomes_are_means_over_the_recorded_quarters(panel, firms):
    row = panel[(panel["arm"] == "policy") & (panel["replication"] == 1) & (panel["year"] == 2022)].iloc[5]
    seen = firms[(firms["arm"] == "policy") & (firms["replication"] == 1) & (firms["id"] == row["firm"]) & (firms["year"] == 2022)]
    assert len(seen) == 2
    assert row["sales"] == pytest.approx(seen["sales"].mean())
    assert row["log_sales"] == pytest.approx(numpy.log(seen["sales"].mean()))


def test_logs_of_what_is_not_positive_are_missing(panel):
    assert (panel["automated_share"] == 0).any()
    assert (panel["log_automated_share"].isna() == (panel["automated_share"] <= 0)).all()


def test_a_firm_is_treated_from_the_first_year_in_which_it_meets_the_conditions(panel, firms):
    meets = firms.query("industry == 'manufacturing' and 10 <= employees < 300 and 2021.5 <= time < 2023")
    cohort = meets.groupby(["arm", "replication", "id"], observed=True)["year"].min()
    told = panel[panel["treated"] == 1].groupby(["arm", "replication", "firm"], observed=True)["cohort"].first()
    assert told.tolist() == cohort.tolist() and set(told) == {2021, 2022}
    treated, never = panel[panel["treated"] == 1], panel[panel["treated"] == 0]
    assert (treated["event_time"] == treated["year"] - treated["cohort"]).all()
    assert (treated["treatment"] == (treated["event_time"] >= 0)).all()
    assert (never["cohort"] == 0).all() and (never["treatment"] == 0).all() and never["event_time"].isna().all()
    assert (panel["post"] == (panel["year"] >= 2021)).all()


def test_arms_are_the_same_until_the_policy_begins(panel):
    early = panel[panel["year"] < 2021].drop(columns=["unit", "treated", "cohort", "treatment", "event_time"])
    early = early.set_index(["arm", "replication", "firm", "year"])
    pandas.testing.assert_frame_equal(early.loc["base"], early.loc["policy"])


def test_one_file_has_no_arms_and_takes_a_treatment(experiment):
    everyone = kaldor.econometric_panel(experiment.paths["base"], Treatment("x", 2022, 2023), outcomes=["employees"])
    assert "arm" not in everyone and everyone.columns.tolist()[-2:] == ["employees", "log_employees"]
    assert set(everyone["cohort"]) == {0, 2022}
    assert (everyone["treated"] == everyone["unit"].isin(everyone["unit"][everyone["year"] == 2022])).all()


def test_without_a_policy_nobody_is_treated(experiment):
    found = kaldor.econometric_panel(experiment.paths["base"], outcomes=["sales"])
    assert (found[["treated", "cohort", "post", "treatment"]] == 0).all(axis=None)
    assert found["event_time"].isna().all()


def test_unknown_outcomes_are_refused(experiment):
    with pytest.raises(ResultError, match="no column of the panel 'profit'"):
        kaldor.econometric_panel(experiment, outcomes=["profit"])


@pytest.mark.parametrize(("name", "read"), [("panel.parquet", pandas.read_parquet), ("panel.csv", pandas.read_csv)])
def test_the_command_writes_the_panel(experiment, tmp_path, capsys, name, read):
    path = str(experiment.paths["policy"])
    assert main([path, "-o", str(tmp_path / name), "--outcome", "sales"]) == 0
    expected = kaldor.econometric_panel(path, outcomes=["sales"])
    printed = capsys.readouterr().out
    assert f"{len(expected)} rows, {expected['unit'].nunique()} firms" in printed
    found = read(tmp_path / name)
    pandas.testing.assert_frame_equal(found, expected, check_dtype=False, check_categorical=False)
    assert main([path, "-o", str(tmp_path / name)]) == 2
    assert "--force" in capsys.readouterr().err


def test_wrong_requests_have_status_2(experiment, tmp_path, capsys):
    assert main([str(experiment.paths["base"]), "-o", str(tmp_path / "a.csv"), "--policy", "rd_subsidy"]) == 2
    assert "found none" in capsys.readouterr().err
    with pytest.raises(SystemExit) as stopped:
        main(["a.h5", "-o", "a.xlsx"])
    assert stopped.value.code == 2
    capsys.readouterr()


def test_a_table_that_cannot_be_written_has_status_4(experiment, tmp_path, capsys):
    assert main([str(experiment.paths["policy"]), "-o", str(tmp_path / "no-such-folder" / "a.csv")]) == 4
    capsys.readouterr()
