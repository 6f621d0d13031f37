"""`kaldor trace`: one firm, quarter by quarter."""

import json
import re

import pytest

SMALL = ["mini", "--firms", "600"]


def trace(kaldor, *arguments):
    result = kaldor("trace", *SMALL, "--quiet", *arguments)
    assert result.returncode == 0, result.stderr
    return result.stdout


def trace_json(kaldor, *arguments):
    return json.loads(trace(kaldor, "--json", *arguments))


def test_a_trace_tells_each_quarter_in_words(kaldor):
    text = trace(kaldor, "--firm", "largest:manufacturing", "--periods", 3)
    assert re.match(r"Firm \d+ of scenario mini: ", text)
    assert [name for name in re.findall(r"^(\d{4}Q\d) \(quarter \d+\)", text, re.MULTILINE)] == ["2020Q1", "2020Q2", "2020Q3"]
    for words in ("expected orders", "a markup of", "employed", "ordered materials", "came in", "sold", "wages", "deposits"):
        assert text.count(words) >= 3, words


def test_a_trace_as_json_holds_the_same_firm(kaldor):
    told = trace_json(kaldor, "--firm", "largest:manufacturing", "--periods", 3)
    assert told["industry"] == "manufacturing"
    assert [quarter["quarter"] for quarter in told["quarters"]] == [1, 2, 3]
    text = trace(kaldor, "--firm", told["firm"], "--periods", 3)
    assert text.startswith(f"Firm {told['firm']} ")


def test_the_largest_firm_of_an_industry_earns_and_pays(kaldor):
    told = trace_json(kaldor, "--firm", "largest:services", "--periods", 4)
    for quarter in told["quarters"]:
        assert quarter["revenue"] > 0 and quarter["wages"] > 0 and quarter["output"] > 0
        assert quarter["revenue"] == pytest.approx(quarter["price"] * quarter["sales"], rel=1e-3)


def test_a_trace_can_begin_later_by_number_or_by_name(kaldor):
    firm = trace_json(kaldor, "--firm", "largest:manufacturing", "--periods", 1)["firm"]
    whole = trace_json(kaldor, "--firm", firm, "--periods", 6)["quarters"]
    by_number = trace_json(kaldor, "--firm", firm, "--from", 5, "--periods", 2)["quarters"]
    by_name = trace_json(kaldor, "--firm", firm, "--from", "2021Q1", "--periods", 2)["quarters"]
    assert by_number == by_name == whole[4:6]


def test_a_random_firm_is_the_same_each_time_and_another_for_another_number(kaldor):
    firms = [trace_json(kaldor, "--firm", f"random:{number}", "--periods", 1)["firm"] for number in (1, 1, 2, 3)]
    assert firms[0] == firms[1]
    assert len(set(firms)) > 1


def test_threads_do_not_change_a_trace(kaldor):
    one = trace(kaldor, "--firm", "random:3", "--periods", 4, "--threads", 1)
    assert trace(kaldor, "--firm", "random:3", "--periods", 4, "--threads", 2) == one


def test_tracing_tells_what_a_run_records(kaldor):
    """The panel of the run holds the same firm with the same numbers."""
    import h5py

    kaldor.run_small("-o", "a.h5", "--set", "output.firms.every=4 quarters")
    told = trace_json(kaldor, "--firm", "largest:manufacturing", "--from", 5, "--periods", 1)
    with h5py.File(kaldor.folder / "a.h5") as file:
        panel = file["firm_panel"]
        row = (panel["period"][()] == 4) & (panel["id"][()] == told["firm"])
        assert row.sum() == 1
        quarter = told["quarters"][0]
        for name in ("price", "output", "deposits"):
            assert panel[name][row][0] == pytest.approx(quarter[name], rel=1e-5), name


def test_a_trace_tells_when_and_why_a_firm_left(kaldor):
    import h5py

    kaldor.run_small("-o", "a.h5", "--set", "output.firms.every=4 quarters")
    with h5py.File(kaldor.folder / "a.h5") as file:
        panel = {name: file["firm_panel"][name][()] for name in ("period", "id")}
    gone = set(panel["id"][panel["period"] == 0]) - set(panel["id"][panel["period"] == 4])
    assert gone, "no firm left in the first year"
    firm = min(gone)
    last = trace_json(kaldor, "--firm", firm)["quarters"][-1]
    assert last["exited"] and last["quarter"] <= 5
    assert last["exit_reason"] in ("insolvent", "too small", "unprofitable")
    text = trace(kaldor, "--firm", firm)
    assert text.count("It left at the end of the quarter: ") == 1
    assert text.rindex("(quarter ") < text.index("It left")


def test_a_trace_tells_by_whom_a_firm_was_bought(kaldor):
    eager = ["china-2017-small", "--firms", "2000", "--quiet", "--periods", "30"]
    for setting in ("search=1", "least=1", "premium=0"):
        eager += ["--set", f"parameters.merger.{setting}"]
    for number in range(1, 20):
        asked = ["trace", *eager, "--firm", f"random:{number}"]
        quarters = json.loads(kaldor(*asked, "--json").stdout)["quarters"]
        bought = [quarter for quarter in quarters if "buyer" in quarter]
        if not bought:
            continue
        text = kaldor(*asked).stdout
        for quarter in bought:
            assert quarter["price_paid"] > 0 and f"irm {quarter['buyer']} " in text
        assert (quarters[-1]["exit_reason"] == "bought") == ("It was bought at the end of the quarter" in text)
        return
    pytest.fail("no firm was bought")


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["--firm", "somebody"], "largest:INDUSTRY"),
        (["--firm", "largest:alchemy"], "agriculture"),
        (["--firm", "random:x"], "random:"),
        (["--firm", "123456789123"], "123456789123"),
        (["--firm", "random:1", "--from", "0"], "--from"),
        (["--firm", "random:1", "--from", "1066Q1"], "2020Q1"),
        (["--firm", "random:1", "--periods", "0"], "--periods"),
        ([], "--firm"),
    ],
)
def test_a_wrong_request_gives_status_2_and_says_what_would_be_right(kaldor, arguments, said):
    result = kaldor("trace", *SMALL, *arguments)
    assert result.returncode == 2
    assert result.stdout == ""
    assert said in result.stderr
