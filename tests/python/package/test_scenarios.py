"""Scenarios made in Python are read by the engine as files are."""

import copy
import pickle

import kaldor
import numpy
import pytest


def test_settings_are_those_that_were_given():
    made = kaldor.scenario("mini", firms=700, years=3, seed=5, replications=2)
    assert (made.name, made.firms, made.periods, made.seed, made.replications) == ("mini", 700, 12, 5, 2)
    assert made.industries and made.regions


def test_a_scenario_never_changes(mini):
    before = mini.resolved()
    mini.with_policy("carbon_price", 10).with_parameters({"innovation.step": 0.2}).with_mechanisms(automation=False)
    assert mini.resolved() == before


def test_policies_parameters_and_mechanisms_add_up(mini):
    made = (
        mini.with_policy("carbon_price", 10, from_=2018)
        .with_policy("rd_subsidy", 0.1, only={"employees": "< 300"}, industries=[mini.industries[0]])
        .with_parameters({"innovation.step": 0.2})
        .with_parameters({"innovation.opportunity": 0.1})
        .with_mechanisms(automation=False)
    )
    said = made.resolved()
    assert "carbon_price" in said and "rd_subsidy" in said and "< 300" in said
    assert "innovation.step: 0.2" in said and "innovation.opportunity: 0.1" in said and "automation: off" in said


def test_what_is_empty_is_not_said(mini):
    assert kaldor.vary(mini, {"innovation.step": 0.2}).document == mini.with_parameters({"innovation.step": 0.2}).document
    cleared = mini.with_policy("carbon_price", 10).with_policies([])
    assert cleared == mini and cleared.text == mini.text and "policies" not in cleared.document


def test_years_and_quarters_replace_each_other(mini):
    assert mini.with_settings(periods=5).periods == 5
    assert mini.with_settings(periods=5).with_settings(years=2).periods == 8


def test_numbers_of_numpy_are_numbers(mini):
    policy = mini.with_policy("carbon_price", numpy.float64(12.5), industries=numpy.array(mini.industries[:1]))
    assert "value: 12.5" in policy.resolved()


def test_the_resolved_text_is_the_same_scenario(mini, tmp_path):
    file = tmp_path / "same.yaml"
    file.write_text(mini.with_policy("carbon_price", 10, ramp="4 quarters").resolved())
    assert kaldor.scenario(file).resolved() == file.read_text()


def test_a_fault_says_where_what_and_what_else(mini):
    with pytest.raises(kaldor.InputError) as raised:
        mini.with_policy("carbon_prize", 10)
    (fault,) = raised.value.faults
    assert fault.path == "policies[0].lever"
    assert fault.got == '"carbon_prize"' and "carbon_price" in fault.hint
    assert isinstance(raised.value, ValueError)


def test_every_fault_is_told(mini):
    with pytest.raises(kaldor.InputError) as raised:
        mini.with_policy("carbon_price", -1, industries=["nowhere"], regions=["never"])
    assert {fault.path for fault in raised.value.faults} == {
        "policies[0].value", "policies[0].industries[0]", "policies[0].regions[0]"
    }  # fmt: skip


def test_a_fault_of_a_file_has_its_line_and_column(tmp_path):
    file = tmp_path / "wrong.yaml"
    file.write_text("kaldor: 1\nbase: mini\nfirms: many\n")
    with pytest.raises(kaldor.InputError) as raised:
        kaldor.scenario(file)
    (fault,) = raised.value.faults
    assert (fault.file, fault.line, fault.column, fault.path) == (str(file), 3, 8, "firms")


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "much", None])
def test_a_value_that_is_no_number_is_refused(mini, value):
    with pytest.raises(kaldor.InputError):
        mini.with_policy("carbon_price", value)


def test_what_no_file_can_say_is_refused(mini):
    with pytest.raises(kaldor.InputError, match="text, numbers, lists and mappings"):
        mini.with_mechanisms(automation=object())


def test_there_is_a_nearest_name_for_an_unknown_scenario():
    with pytest.raises(kaldor.InputError, match="china-2017"):
        kaldor.scenario("china-2071")


def test_scenarios_can_be_copied_compared_and_sent_to_other_processes(mini):
    policy = mini.with_policy("carbon_price", 10)
    for made in (copy.deepcopy(policy), pickle.loads(pickle.dumps(policy))):
        assert made == policy and hash(made) == hash(policy) and made.resolved() == policy.resolved()
    assert policy != mini and len({policy, mini, copy.copy(mini)}) == 2


@pytest.mark.parametrize("sample", [0, -1, 2])
def test_a_sample_of_firms_is_neither_dropped_nor_changed(mini, sample):
    with pytest.raises(kaldor.InputError, match="sample: expected `firm_panel` beside it"):
        mini.with_settings(sample=sample)
    with pytest.raises(kaldor.InputError, match="output.firms.sample: expected a number in"):
        mini.with_settings(firm_panel="1 year", sample=sample)


@pytest.mark.parametrize("base", [None, 3, [], b"mini"])
def test_what_is_no_scenario_is_refused_with_what_was_expected(base):
    with pytest.raises(kaldor.InputError, match="expected the name of a scenario, a file or a mapping, got"):
        kaldor.scenario(base)
