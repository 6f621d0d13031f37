"""Verdicts, intervals, tables and the page of results."""

import numpy
import pytest

from kaldor.facts.fact import Fact, Score
from kaldor.validation import bands, document, facts
from kaldor.validation.engine import policy_setting, run_arguments
from kaldor.validation.expectations import DOSES
from kaldor.validation.statistics import difference_in_errors, mean_interval, t_statistic
from kaldor.validation.table import Table


def test_interval_of_a_worked_example():
    found = mean_interval(numpy.array([1.0, 2.0, 3.0]))
    half = 4.302653 / numpy.sqrt(3)
    assert (found.mean, found.low, found.high) == pytest.approx((2, 2 - half, 2 + half))
    assert found.sign == 0
    assert mean_interval(numpy.array([1.0, 1.1, 0.9])).sign == 1
    assert mean_interval(numpy.array([-1.0, -1.1, -0.9])).sign == -1


def test_differences_without_spread():
    assert t_statistic(numpy.zeros(4)) == 0
    assert t_statistic(numpy.ones(4)) == numpy.inf
    assert difference_in_errors(numpy.array([1.0, 3.0]), numpy.array([1.0, 3.0])) == 0


def test_only_required_rows_that_do_not_hold_fail():
    table = Table("t", ("a",))
    for holds, required in ((True, True), (False, True), (False, False), (None, True)):
        table.add("x", holds=holds, required=required)
    assert table.failures == 1
    assert table.plain().count("OUTSIDE") == 2


def test_a_page_keeps_its_text_and_gets_the_new_table(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("# Title\n\n<!-- measured: still -->\nold\n<!-- end: still -->\n\nby hand\n\n<!-- measured: outside -->\n<!-- end: outside -->\n")
    table = Table("Standing: still", ("what", "value"))
    table.add("output", "0.2", holds=False)
    document.update(page, "still", "the command", [table])
    text = page.read_text()
    assert "old" not in text
    assert text.startswith("# Title") and "by hand" in text and "the command" in text
    assert "- Standing: output; 0.2" in text
    again = Table("Standing: still", ("what", "value"))
    again.add("output", "0.0", holds=True)
    document.update(page, "still", "the command", [again])
    assert "Nothing: every measured row holds." in page.read_text()


def test_arguments_of_a_run():
    assert run_arguments("mini", replications=2, settings=["a=1"]) == ["mini", "--replications", "2", "--set", "a=1"]
    setting = policy_setting({"lever": "carbon_price", "value": 5, "industries": ["coal"]})
    assert setting == "policies=[{lever: carbon_price, value: 5, industries: [coal]}]"


def test_every_lever_has_an_expectation():
    levers = {"rd_subsidy", "rd_tax_credit", "carbon_price", "emission_standard", "emission_quota", "automation_subsidy",
              "minimum_wage", "corporate_tax", "credit_subsidy", "procurement", "export_demand",
              "land_supply", "phase_out", "soft_budget", "merger_review", "capacity_cap",
              "privatisation"}
    assert {dose.lever for dose in DOSES if dose.expectations} == levers


def test_a_drift_is_material_and_no_chance():
    assert bands.drifts(numpy.array([0.02, 0.021, 0.019]))
    assert not bands.drifts(numpy.array([0.002, 0.0021, 0.0019]))
    assert not bands.drifts(numpy.array([0.09, -0.05, 0.02]))


def test_a_fact_with_a_band_that_was_not_measured_does_not_hold():
    declared = Fact("X", "A", "what", "how", "whom", float, 0, 1)
    reported = Fact("X", "C", "what", "how", "whom", float)
    unanswered = Score(declared, numpy.empty(0), "too short")
    assert facts.holds(unanswered) is False and facts.shown(unanswered) == "too short"
    assert facts.holds(Score(reported, numpy.empty(0), "too short")) is None
    assert facts.holds(Score(declared, numpy.array([0.5]))) is True and facts.shown(Score(declared, numpy.array([0.5]))) == "0.500 [0.500, 0.500]"
