"""An argument of a wrong kind is told in a sentence, whatever function it was given to."""

import inspect
import math
from collections.abc import Sequence

import kaldor
import numpy
import pandas
import pytest
from kaldor._arguments import checked

FUNCTIONS = [name for name in kaldor.__all__ if inspect.isfunction(getattr(kaldor, name)) and inspect.signature(getattr(kaldor, name)).parameters]
BY_ITSELF = {("scenario", "settings"), ("prim", "of_interest")}  # the keywords, and what NumPy makes an array of
ARGUMENTS = [(name, each) for name in FUNCTIONS for each in inspect.signature(getattr(kaldor, name)).parameters if (name, each) not in BY_ITSELF]


@pytest.fixture(scope="module")
def base():
    return kaldor.scenario("mini", firms=500, years=2, replications=2)


@pytest.fixture(scope="module")
def files(base, tmp_path_factory):
    arms = {"base": base.with_settings(firm_panel="1 quarter"), "policy": base.with_policy("procurement", 0.1).with_settings(firm_panel="1 quarter")}
    return dict(kaldor.experiment(arms, output=tmp_path_factory.mktemp("arms"), progress=False).paths)


@pytest.fixture(scope="module")
def arms(files):
    with kaldor.open(files) as data:
        yield data


@pytest.fixture(scope="module")
def spending(base):
    return base.with_policy("procurement", 0.1)


@pytest.mark.parametrize(("name", "argument"), ARGUMENTS)
def test_no_public_function_takes_what_is_nothing_of_its_kind(name, argument, base, arms, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    right = {"scenario": base, "base": "base", "policy": "policy", "data": arms, "points": pandas.DataFrame({"x": [1.0]})}
    function = getattr(kaldor, name)
    needed = {each.name for each in inspect.signature(function).parameters.values() if each.default is each.empty and each.kind is not each.VAR_KEYWORD}
    given = {each: right.get(each) for each in needed} | {argument: object()}
    with pytest.raises(kaldor.InputError, match="expected .*, got "):
        function(**given)


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        (lambda base: kaldor.open(3), "paths: expected a path or a list of paths or paths by name, got 3"),
        (lambda base: kaldor.open({"a": 3}), "paths: expected a path or a list of paths or paths by name"),
        (lambda base: kaldor.report(None), "result: expected what kaldor.run or kaldor.experiment gave or a path, got None"),
        (lambda base: kaldor.vary(base, None), "change: expected numbers by name, got None"),
        (lambda base: kaldor.vary(base, {"procurement": "much"}), "change: expected numbers by name, got {'procurement': 'much'}"),
        (lambda base: kaldor.run("mini"), "scenario: expected a scenario, which kaldor.scenario makes, got 'mini'"),
        (lambda base: kaldor.experiment({"a": "mini"}), "arms: expected scenarios by name, got"),
        (lambda base: kaldor.optimise(base, ["innovation.step"], {"gdp": "maximise"}, budget="a"), "budget: expected a number or None, got 'a'"),
        (lambda base: kaldor.optimise(base, ["innovation.step"], {"gdp": "maximise"}, trials=True), "trials: expected a whole number, got True"),
        (lambda base: kaldor.optimise(base, ["innovation.step"], {"gdp": "maximise"}, budget=math.nan), "budget: expected a number, got nan"),
        (lambda base: kaldor.sensitivity(base, None, "gdp"), "ranges: expected pairs of numbers by name or a list of strings, got None"),
        (lambda base: kaldor.equal_cost(base, {}, 0.001), "expected at least one policy, got none"),
        (lambda base: kaldor.equal_cost(base, {"a": base}, 0.001, tolerance=-1), "tolerance: expected a number between 0 and 1, got -1"),
        (lambda base: kaldor.evaluate(base, [], lambda data: data["gdp"]), "expected at least one point, got none"),
        (lambda base: kaldor.prim(pandas.DataFrame({"x": ["a"]}), [True]), "expected numbers, and true or false at each point"),
        (lambda base: kaldor.prim(pandas.DataFrame({"x": [1.0]}), [True], boxes=0), "boxes: expected 1 or more, got 0"),
        (lambda base: kaldor.stylised_facts(), "expected a result, series or a panel of firms, got none of them"),
        (lambda base: kaldor.stylised_facts(firms=pandas.DataFrame({"x": [1.0]})), "has the columns id and period"),
        (lambda base: kaldor.Moment("a", 1.0), "target: expected a number, got 'a'"),
        (lambda base: kaldor.Moment(1.0, 1.0, years="last"), "years: expected a number or a pair of numbers or None, got 'last'"),
        (lambda base: kaldor.Scenario(3), "document: expected a mapping, got 3"),
        (lambda base: kaldor.Simulation(base, replication=10**30), "replication: expected a whole number from 0 to 999999"),
        (lambda base: kaldor.Simulation(base, threads=10**30), "threads: expected 0"),
        (lambda base: kaldor.Simulation(base).economy[3], "indicator: expected a string, got 3"),
        (lambda base: kaldor.Simulation(base).economy.set_lever("procurement", "a"), "value: expected a number, got 'a'"),
        (lambda base: kaldor.Simulation(base).firms.to_pandas(["sale"]), "there is no firm column 'sale' .did you mean 'sales'"),
        (lambda base: kaldor.scenario("mini", firm=500), "there is no argument 'firm' .did you mean 'firms'"),
        (lambda base: base.with_settings(year=3), "there is no argument 'year' .did you mean 'years'"),
        (lambda base: base.with_policy("carbon_price", 50, fron=2020), "there is no argument 'fron'"),
        (lambda base: kaldor.run(base, thread=2), "there is no argument 'thread' .did you mean 'threads'"),
        (lambda base: base.with_policies([3]), r"policies: expected a list of mappings, got \[3\]"),
    ],
)
def test_the_sentence_says_what_was_expected(what, sentence, base):
    with pytest.raises(kaldor.InputError, match=sentence):
        what(base)


@pytest.mark.parametrize("dimension", ["replication", "period"])
@pytest.mark.parametrize("compared", [kaldor.harm, kaldor.distribution, lambda *arms: kaldor.difference(*arms, "gdp_real")])
def test_arms_with_nothing_in_them_cannot_be_compared(compared, dimension, arms):
    with pytest.raises(kaldor.ResultError, match=f"the arms have no {dimension}"):
        compared(arms.isel({dimension: slice(0)}), "policy", "base")


@pytest.mark.parametrize("dimension", ["replication", "period"])
@pytest.mark.parametrize("change", [lambda data: kaldor.transactions(data, 2018), kaldor.structural_change_map, kaldor.job_flows])
def test_a_result_with_nothing_in_it_has_no_structure(change, dimension, arms):
    with pytest.raises(kaldor.ResultError, match="there is no number of"):
        change(arms.isel({dimension: slice(0)}))


def test_what_libraries_refuse_is_told_likewise(arms, files):
    change = kaldor.difference(arms, "policy", "base", "gdp_real")
    with pytest.raises(kaldor.InputError, match="adjust: expected a method of statsmodels' multipletests"):
        change.summary(adjust="guess")
    with pytest.raises(kaldor.InputError, match="expected 100 resamples or more and no negative seed, got 0 and 0"):
        change.summary(resamples=0)
    with pytest.raises(kaldor.InputError, match="no negative seed"):
        change.path(seed=-1)
    with pytest.raises(kaldor.InputError, match="chunks: expected"):
        kaldor.open(files, chunks="small")
    with pytest.raises(kaldor.InputError, match="rows: expected 1 or more, got -5"):
        kaldor.firm_chunks(files, rows=-5)


def test_a_folder_that_cannot_be_made_is_an_output_error(spending, arms, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(kaldor.OutputError, match="cannot be made a folder"):
        kaldor.evaluate(spending, [{"policies[0].value": 0.1}], lambda data: data["gdp"].isel(period=-1), folder=tmp_path / "file")
    with pytest.raises(kaldor.OutputError, match="cannot be made a folder"):
        kaldor.to_parquet(arms[["gdp"]], tmp_path / "file" / "below")


@checked
def taking(number: float = 0.0, whole: int = 0, several: Sequence[str] = (), pair: tuple[float, float] = (0.0, 1.0), switch: bool = False):
    """An example of each kind."""
    return number


@pytest.mark.parametrize(
    "given",
    [
        {"number": numpy.int64(3)}, {"number": numpy.float32(3)}, {"number": 3}, {"whole": numpy.uint8(3)}, {"switch": numpy.bool_(True)},
        {"several": pandas.Index(["a"])}, {"several": numpy.array(["a"])}, {"several": {"a"}}, {"several": {"a": 1}.keys()}, {"pair": [0, numpy.int32(1)]},
    ],
)  # fmt: skip
def test_numbers_of_numpy_are_numbers_and_what_can_be_gone_through_is_a_list(given):
    assert taking(**given) == given.get("number", 0.0)


@pytest.mark.parametrize(
    "given",
    [{"number": True}, {"number": "3"}, {"number": 1j}, {"whole": 3.0}, {"whole": False}, {"several": "ab"}, {"several": {"a": 1}}, {"several": [1]}, {"pair": (1,)}, {"switch": 1}],
)
def test_switches_are_no_numbers_and_strings_no_lists(given):
    with pytest.raises(kaldor.InputError, match=f"{next(iter(given))}: expected"):
        taking(**given)


def test_warnings_name_the_line_of_the_caller(arms):
    other = arms.assign_coords(seed=("arm", [1, 2]))
    with pytest.warns(UserWarning, match="other seeds") as told:
        kaldor.difference(other, "policy", "base", "gdp_real")
    assert told[0].filename == __file__


