"""Rules written in Python, in words."""

import kaldor
import pandas
import pytest
from kaldor.reporting import asked, ruled


def rows(*said) -> pandas.DataFrame:
    return pandas.DataFrame(list(said), columns=["replication", "time", "lever", "industry", "region", "value"])


@pytest.fixture(scope="module")
def html(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ruled")
    base = kaldor.scenario("mini", firms=600, years=2)
    rule = base.with_policy(kaldor.policy(lambda economy: {"procurement": {"services": 0.01 * economy.period}}))
    arms = kaldor.experiment({"rule": rule, "base": base}, replications=2, output=folder, threads=1, progress=False)
    return kaldor.report(arms, "base", folder / "report.html").read_text(encoding="utf-8")


def test_the_page_says_what_a_rule_asked_for(html):
    assert "one with a rule written in Python (on procurement)" in html
    said = "from 1\u00a0% to 7\u00a0%, in services and all regions, first at 2020.25, in 2 of 2 replications"
    assert f"A rule written in Python set procurement while the run went: {said}" in html


def test_a_rule_stands_beside_policies_and_other_settings():
    settings = rows((0, 2020.25, "rd_subsidy", None, None, 0.1), (0, 2021.0, "carbon_price", None, None, 10.0))
    assert ruled.described(asked.NO_CHANGE, settings) == "a rule written in Python (on R&D subsidy, carbon price)"
    assert ruled.described("other settings", settings).startswith("other settings and a rule")
    assert ruled.described("other settings", settings.iloc[:0]) == "other settings"


def test_a_rule_of_both_arms_begins_nothing():
    settings = rows((0, 2020.25, "rd_subsidy", None, None, 0.1), (1, 2020.0, "rd_subsidy", None, None, 0.1))
    assert ruled.starts(settings, settings.iloc[:0]) == 2020.0
    assert ruled.starts(settings, settings) is None and ruled.starts(settings.iloc[:0], settings) is None
