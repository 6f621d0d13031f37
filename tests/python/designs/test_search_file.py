"""Search files."""

from pathlib import Path

import kaldor
import pytest
from kaldor.designs.search_file import read

GOOD = """
kaldor: 1
base: mini
policies:
  - { lever: procurement, value: [0, 2e-1], from: 2021 }
  - { lever: rd_subsidy, value: 0.1 }
objectives: { gdp_real: maximise }
"""


@pytest.fixture
def file(tmp_path):
    def write(text: str) -> Path:
        path = tmp_path / "my search.yaml"
        path.write_text(text)
        return path

    return write


def test_values_with_ranges_are_searched_and_the_others_stand(file):
    asked = read(file(GOOD + "ranges:\n  automation.cost: [4, 10]\n  policies[0].from: [2021, 2024]"))
    assert asked.ranges == {"policies[0].value": (0.0, 0.2), "automation.cost": (4.0, 10.0), "policies[0].from": (2021.0, 2024.0)}
    assert asked.scenario.document["policies"] == [{"lever": "procurement", "value": 0, "from": 2021}, {"lever": "rd_subsidy", "value": 0.1}]
    assert (asked.scenario.name, asked.years, asked.budget, asked.trials, asked.seed) == ("my-search", None, None, 100, 0)


def test_policies_of_the_base_follow_those_that_are_searched(file):
    base = "{ base: mini, replications: 3, policies: [{ lever: carbon_price, value: 20 }] }"
    asked = read(file(GOOD.replace("base: mini", f"base: {base}") + "years: [2022, 2023]\nbudget: 0.01\ntrials: 7\nseed: 3"))
    assert [policy["lever"] for policy in asked.scenario.document["policies"]] == ["procurement", "rd_subsidy", "carbon_price"]
    assert (asked.scenario.replications, asked.years, asked.budget, asked.trials, asked.seed) == (3, (2022, 2023), 0.01, 7, 3)


def test_a_base_that_is_a_file_stands_relative_to_this_one(file):
    path = file(GOOD.replace("base: mini", "base: ./small.yaml"))
    (path.parent / "small.yaml").write_text("kaldor: 1\nbase: mini\nfirms: 700\n")
    assert read(path).scenario.firms == 700


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("kaldor: 1", "kaldor: 2", "search.yaml:2:1: kaldor: expected 1, the version of the format, got 2"),
        ("base: mini\n", "", "search.yaml: base: expected this key, got nothing"),
        ("base: mini", "base: minni", "search.yaml:3:1: base: expected .* got .*did you mean `mini`"),
        ("base: mini", "base: { base: mini, firms: 6 }", "search.yaml:3:21: base.firms: expected a whole number"),
        ("base: mini", "base: 3", "base: expected a scenario, a file or a mapping of scenario keys, got 3"),
        ("base: mini", "base: mini\nbase: mini", "search.yaml:4:1: base: expected each key once"),
        ("base: mini", "base: mini\nbugdet: 1", "search.yaml:4:1: bugdet: expected a known key, got 'bugdet' .did you mean 'budget'"),
        ("[0, 2e-1]", "[0.2, 0]", r"search.yaml:5:27: policies\[0\].value: expected \[lowest, highest\], got \[0.2, 0\]"),
        ("[0, 2e-1]", "[0, 1, 2]", r"expected \[lowest, highest\]"),
        ("[0, 2e-1]", "0.1", "policies: expected a policy with a range for its value"),
        ("lever: rd_subsidy", "lever: rd_subsidi", r"search.yaml:6:7: policies\[1\].lever: expected a lever, .*did you mean `rd_subsidy`"),
        ("maximise", "maximize", "search.yaml:7:15: objectives.gdp_real: expected minimise or maximise, got 'maximize'"),
        ("{ gdp_real: maximise }", "gdp_real", "search.yaml:7:1: objectives: expected a mapping, got 'gdp_real'"),
        ("base: mini", "base: mini\ntrials: 0\nseed: a\nbudget: yes\nyears: [1]", "trials: expected.*\n.*seed: expected.*\n.*budget: .*\n.*years: "),
        (GOOD, "- 1", "expected a mapping, got list"),
        (GOOD, "a: [", "cannot be read"),
        (GOOD, "", "expected a mapping, got NoneType"),
    ],
)
def test_faults_are_told_with_their_places(file, old, new, sentence):
    with pytest.raises(kaldor.InputError, match=sentence):
        read(file(GOOD.replace(old, new)))


def test_faults_come_together_as_data(file):
    with pytest.raises(kaldor.InputError) as caught:
        read(file(GOOD.replace("maximise", "most") + "bugdet: 1"))
    assert [(fault.line, fault.path) for fault in caught.value.faults] == [(7, "objectives.gdp_real"), (8, "bugdet")]
