"""The scorecard of a result, in Python and at the command line."""

import json

import numpy
import pandas
import pytest

import kaldor
from kaldor.facts import firms, unmeasured
from kaldor.facts.__main__ import main
from kaldor.facts.scorecard import BY_SERIES

COLUMNS = ["fact", "tier", "what", "estimator", "value", "low", "high", "band", "verdict", "seeds", "note", "source"]


@pytest.fixture(scope="module")
def card(result) -> pandas.DataFrame:
    return kaldor.stylised_facts(result)


def test_every_declared_fact_has_a_row_and_says_why_it_has_no_answer(card):
    measured = [*firms.FACTS, *BY_SERIES]
    assert card.columns.tolist() == COLUMNS
    assert card["what"].tolist() == [fact.what for fact in [*measured, *unmeasured.UNMEASURED]]
    unanswered = card[card["verdict"] == "unanswered"]
    notes = unanswered.set_index("what")["note"]
    assert notes["largest year in all investment of a firm"] == "no firm is seen for 15 years"
    assert notes["patents over R&D"] == "the model has no patents"
    assert notes["new industries with a shake-out"] == "no industry was born 10 years before the end or earlier"
    assert (notes != "").all() and len(notes) < 25
    answered = card.drop(unanswered.index)
    assert (answered["note"] == "").all() and (answered["seeds"] == 2).all()
    assert (answered["low"] <= answered["value"]).all() and (answered["value"] <= answered["high"]).all()


def test_values_are_those_of_the_series_and_the_firms(result, card):
    found = card.set_index("what")["value"]
    with kaldor.open(result) as data:
        late = data.isel(period=slice(20, None))
        assert found["labour share"] == pytest.approx(float(late["labour_share"].mean()))
        share = data["employment"].sel(industry="agriculture") / data["employment"].sum("industry")
        assert found["farming's share of employment, change"] == pytest.approx(float((share[:, -1] - share[:, 0]).mean()))
    panel = kaldor.open_firms(result)
    late = panel[(panel["industry"] != "agriculture") & (panel["employees"] > 0) & panel["period"].isin([20, 40, 60])]
    turnover = late["weight"] * late["sales"]
    by = [late["replication"], late["period"]]
    markup = 1 + (turnover * late["markup"]).groupby(by).sum() / turnover.groupby(by).sum()
    assert found["price over unit cost"] == pytest.approx(markup.mean(), rel=1e-6)


def test_a_dataset_with_its_panel_gives_what_the_file_gives(result, card):
    with kaldor.open(result) as data:
        pandas.testing.assert_frame_equal(kaldor.stylised_facts(data, kaldor.open_firms(result)), card)
        alone = kaldor.stylised_facts(data)
    of_firms = alone["what"].isin([fact.what for fact in firms.FACTS])
    pandas.testing.assert_frame_equal(alone[~of_firms], card[~of_firms])
    assert set(alone["note"][of_firms]) == {"there is no panel of firms (output: firms: { every: 1 quarter })"}


def test_arms_have_a_card_each(result, card):
    found = kaldor.stylised_facts({"one": result, "two": result})
    assert found.columns.tolist() == ["arm", *COLUMNS]
    for _, rows in found.groupby("arm"):
        pandas.testing.assert_frame_equal(rows.drop(columns="arm").reset_index(drop=True), card)


def test_a_result_in_memory_is_taken_and_a_short_one_is_told(mini):
    found = kaldor.stylised_facts(kaldor.run(mini, progress=False))
    assert found["fact"][found["verdict"] != "unanswered"].tolist() == ["S-08", "T-09"]  # which need two quarters
    assert {"the run ends before its burn-in", "structural change is told over 10 years, and the series are shorter"} <= set(found["note"])


def test_nothing_given_is_refused():
    with pytest.raises(ValueError, match="got none"):
        kaldor.stylised_facts()
    with pytest.raises(ValueError, match="columns id and period"):
        kaldor.stylised_facts(firms=pandas.DataFrame({"firm": [1], "period": [0]}))


def test_the_command_prints_the_card(result, card, capsys):
    assert main([str(result)]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == str(result)
    unanswered = card[card["verdict"] == "unanswered"]
    assert len(printed) == 3 + len(card) - len(unanswered) + unanswered["note"].nunique()
    assert printed[3].startswith("F-01  A     firm-size tail")
    assert "unanswered, F-11: no firm is seen for 15 years" in printed


def test_the_command_prints_json(result, card, capsys):
    assert main([str(result), "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert told["file"] == str(result)
    assert [row["fact"] for row in told["facts"]] == card["fact"].tolist()
    assert [row["value"] for row in told["facts"]] == [None if numpy.isnan(value) else value for value in card["value"]]


def test_the_command_refuses_what_is_no_result(tmp_path, capsys):
    assert main([str(tmp_path / "none.h5")]) == 2
    assert "there is no such file" in capsys.readouterr().err


@pytest.mark.parametrize("burn_in", ["-1", "nan", "inf"])
def test_a_burn_in_that_is_no_time_is_refused(tmp_path, capsys, burn_in):
    """-1 took the last four quarters alone."""
    assert main([str(tmp_path / "any.h5"), "--burn-in", burn_in]) == 2
    assert "burn_in: expected years, zero or more, got" in capsys.readouterr().err
