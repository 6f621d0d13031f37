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
        (GOOD, "- 1", "expected a mapping, got a list"),
        (GOOD, "a: [", "search.yaml:1:5: expected the node content"),
        ("base: mini", "base: mini\ntrials: 010", "search.yaml:4:1: trials: expected a whole number, 1 or more, got '010'"),
        ("base: mini", "base: mini\nbudget: 1:30", "search.yaml:4:1: budget: expected a number, got '1:30'"),
        ("base: mini", "base: mini\nbudget: 1_0", "search.yaml:4:1: budget: expected a number, got '1_0'"),
        ("base: mini", "base: mini\nbudget: 1e999", "search.yaml:4:1: budget: expected a number, got inf"),
        ("base: mini", "base: mini\nseed: 0x10", "search.yaml:4:1: seed: expected a whole number in .0, 4294967295., got .0x10."),
        ("base: mini", "base: mini\nseed: " + 5000 * "9", "search.yaml:4:1: seed: expected a whole number"),
        ("base: mini", "base: mini\nseed: 4294967296", "search.yaml:4:1: seed: expected a whole number in .0, 4294967295., got 4294967296"),
        ("base: mini", "base: mini\n<<: { trials: 3 }", "search.yaml:4:1: <<: expected a known key"),
        ("base: mini", "base: mini\ntrials: !!int 3", "search.yaml:4:9: expected a value without a tag"),
        ("base: mini", "base: mini\nsearch: &a [*a]", "search.yaml:4:9: expected at most 64 levels"),
        ("base: mini", "base: mini\nsearch: " + 100_000 * "[", "search.yaml:4:73: expected at most 64 levels"),
        ("base: mini", "base: mini\n? [1]\n: 2", "search.yaml:4:3: expected a word as a key"),
        ("base: mini", "base: mini\nranges: { share.repliator: [0, 1] }", "search.yaml:4:11: ranges.share.repliator: expected a parameter.*share.replicator"),
        ("base: mini", "base: mini\nranges: { share.replicator: [0, 50] }", "search.yaml:4:11: ranges.share.replicator: expected a number in .0, 5., got .50"),
        ("base: mini", "base: mini\nranges: { 'policies[7].value': [0, 1] }", r"search.yaml:4:11: ranges.policies\[7\].value: expected .* 2 policies"),
        ("base: mini", "base: mini\nranges: { 'policies[0].value': [0, 1] }", r"search.yaml:4:11: ranges.policies\[0\].value: expected one range"),
        ("maximise", "maximise, gdp_rael: maximise", "search.yaml:7:35: objectives.gdp_rael: expected a national indicator.*gdp_real"),
        ("base: mini", "base: mini\nyears: 1950", "search.yaml:4:1: years: expected years that are simulated, 2020 to 2044"),
        (GOOD, "", "expected a mapping, got nothing"),
    ],
)
def test_faults_are_told_with_their_places(file, old, new, sentence):
    with pytest.raises(kaldor.InputError, match=sentence):
        read(file(GOOD.replace(old, new)))


def test_faults_come_together_as_data(file):
    with pytest.raises(kaldor.InputError) as caught:
        read(file(GOOD.replace("maximise", "most") + "bugdet: 1"))
    assert [(fault.line, fault.path) for fault in caught.value.faults] == [(7, "objectives.gdp_real"), (8, "bugdet")]


def test_repeated_aliases_do_not_exhaust_the_machine(file):
    bomb = "".join(f"x{k}: &x{k} [{', '.join([f'*x{k - 1}'] * 10)}]\n" for k in range(1, 10))
    with pytest.raises(kaldor.InputError, match="expected at most 100000 values, aliases counted"):
        read(file(GOOD + "x0: &x0 [1]\n" + bomb))


def test_words_of_a_file_mean_what_they_mean_in_a_scenario(file):
    asked = read(file("\N{ZERO WIDTH NO-BREAK SPACE}" + GOOD.replace("\n", "\r\n") + "search: 2017-13-45\r\n"))
    assert asked.search == "2017-13-45"
