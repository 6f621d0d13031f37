"""When the rules of policies held, in words."""

import kaldor
import pandas
import pytest
from kaldor.reporting import conditional
from kaldor.reporting.conditional import Conditional

ROWS = ["replication", "period", "time", "industry", "region", "holds"]


def rows(*said) -> pandas.DataFrame:
    return pandas.DataFrame(list(said), columns=ROWS)


def test_quarters_in_which_a_rule_held_in_some_place_are_counted_once():
    nation = rows((0, 2, 2020.5, None, None, True), (0, 5, 2021.25, None, None, False), (0, 7, 2021.75, None, None, True))
    assert conditional._quarters_held(nation, 10) == 3 + 3
    places = rows((0, 2, 2020.5, "mills", None, True), (0, 4, 2021.0, "farms", None, True), (0, 5, 2021.25, "mills", None, False))
    assert conditional._quarters_held(places, 10) == 8


def test_the_page_begins_when_a_rule_first_held():
    late = Conditional({}, rows((0, 7, 2021.75, None, None, True), (1, 5, 2021.25, None, None, True)))
    assert conditional.starts([late, Conditional({}, rows())]) == 2021.25
    assert conditional.starts([]) is None


@pytest.fixture(scope="module")
def html(tmp_path_factory):
    folder = tmp_path_factory.mktemp("conditional")
    base = kaldor.scenario("mini", firms=600, years=2)
    arms = {
        "policy": base.with_policy("procurement", 0.01, when="gdp > 0", from_=2020.5).with_policy("carbon_price", 10, when="unemployment > 1"),
        "base": base,
    }
    found = kaldor.experiment(arms, replications=2, output=folder, threads=1, progress=False)
    return kaldor.report(found, "base", folder / "report.html").read_text(encoding="utf-8")


def test_the_page_says_when_a_rule_held(html):
    assert "The rule of the policy on procurement (gdp &gt; 0) held in 2 of 2 replications, first at 2020.5, and on average in 6 of 8 quarters." in html
    assert "The rule of the policy on carbon price (unemployment &gt; 1) never held, so this policy did nothing." in html
    assert "A dotted line marks when the policy begins." in html
