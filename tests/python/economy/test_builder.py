"""The builder on the made-up table and on small cases worked by hand; no source data needed."""

import re
import shutil

import numpy as np
import pytest
import yaml
from economy_places import RECIPES
from kaldor.economy import EconomyError, adjust, aggregate, balance, build, problems, read, write
from kaldor.economy.__main__ import main
from kaldor.economy.companions import check_coverage, leaves
from kaldor.economy.regions import region_shares
from kaldor.economy.report import Report
from kaldor.economy.table import Table


def _competitive() -> Table:
    """One row each: uses 60 (inputs) + 30 + 10 (stock) = 100 with imports of 20; the second draws down stocks."""
    return Table(
        codes=["a", "b"],
        sectors=["", ""],
        domestic=np.array([[20.0, 40.0], [10.0, 30.0]]),
        imported=np.zeros((2, 2)),
        final={
            "household_consumption": np.array([[20.0, 0.0], [50.0, 0.0]]),
            "government_consumption": np.array([[10.0, 0.0], [0.0, 0.0]]),
            "capital_formation": np.array([[0.0, 0.0], [10.0, 0.0]]),
            "inventories": np.array([[10.0, 0.0], [-20.0, 0.0]]),
        },
        exports=np.array([5.0, 5.0]),
        value_added={
            "compensation": np.array([30.0, 10.0]),
            "production_taxes": np.array([5.0, 0.0]),
            "depreciation": np.array([2.0, 5.0]),
            "operating_surplus": np.array([18.0, -10.0]),
        },
        output=np.array([85.0, 75.0]),
        imports=np.array([20.0, 10.0]),
    )


def test_imports_split_pro_rata_over_all_uses_but_exports():
    table = _competitive()
    adjust.split_imports(table, ["a", "b"], Report())
    assert table.imported[0] == pytest.approx([4.0, 8.0])
    assert table.final["household_consumption"][0] == pytest.approx([16.0, 4.0])
    assert table.final["inventories"][0] == pytest.approx([8.0, 2.0])
    assert (table.exports == [5.0, 5.0]).all()


def test_withdrawals_from_stocks_stay_domestic_and_are_reported():
    table, report = _competitive(), Report()
    adjust.split_imports(table, ["a", "b"], report)
    assert table.final["inventories"][1] == pytest.approx([-20.0, 0.0])
    assert table.imported[1].sum() + table.final["household_consumption"][1, 1] + table.final["capital_formation"][
        1, 1
    ] == pytest.approx(10)
    assert report.amounts["negative_inventories"] == -20


def test_imports_above_all_uses_are_refused():
    table = _competitive()
    table.imports = np.array([20.0, 101.0])
    with pytest.raises(EconomyError, match="b: imports exceed"):
        adjust.split_imports(table, ["a", "b"], Report())


def test_mixed_income_moves_pay_to_surplus_and_leaves_value_added():
    table, report = _competitive(), Report()
    before = sum(table.value_added.values()).copy()
    adjust.mixed_income(table, ["a", "b"], 0.4, [False, False], report)
    parts = table.value_added
    assert parts["compensation"][0] == pytest.approx(28.0)  # 0.4 x 55 - 20 = 2 moves
    assert parts["depreciation"][1] + parts["operating_surplus"][1] == pytest.approx(2.0)
    assert sum(parts.values()) == pytest.approx(before)
    assert report.amounts["mixed_income"] == pytest.approx(2.0 + 7.0)


def test_mixed_income_leaves_budget_funded_industries_alone():
    table = _competitive()
    adjust.mixed_income(table, ["a", "b"], 0.4, [True, True], Report())
    assert table.value_added["compensation"].tolist() == [30.0, 10.0]


def test_government_split_drops_small_shares_and_keeps_the_sum():
    table, report = _competitive(), Report()
    table.final["consumption"] = np.array([[100.0, 10.0], [50.0, 0.0]])
    adjust.split_government(table, ["a", "b"], np.array([0.5, 0.05]), 0.1, report)
    assert table.final["government_consumption"].tolist() == [[50.0, 5.0], [0.0, 0.0]]
    assert table.final["household_consumption"].tolist() == [[50.0, 5.0], [50.0, 0.0]]


def test_closing_puts_small_gaps_away_and_says_how_much():
    table, report = _competitive(), Report()
    adjust.split_imports(table, ["a", "b"], Report())
    table.output = table.output + np.array([0.01, 0.0])
    adjust.close(table, report)
    used = table.domestic.sum(axis=1) + table.exports + sum(flow[:, 0] for flow in table.final.values())
    assert np.abs(used - table.output).max() < 1e-9
    assert report.amounts["close_rows"] == pytest.approx(0.01)


def test_closing_refuses_a_table_that_does_not_add_up():
    table = _competitive()
    table.output = table.output * 1.5
    with pytest.raises(EconomyError, match="close_rows"):
        adjust.close(table, Report())


def test_codes_are_covered_once_or_the_builder_says_which_are_not():
    codes = ["A", "B", "B01", "B02", "C"]
    assert leaves(codes)["B"] == ["B01", "B02"]
    check_coverage({"x": ["A", "B01"], "y": ["B02", "C"]}, codes, [])
    check_coverage({"x": ["A", "B"], "y": ["B", "C"]}, codes, ["B"])
    with pytest.raises(EconomyError, match="C: expected in one industry, got none"):
        check_coverage({"x": ["A", "B"]}, codes, [])
    with pytest.raises(EconomyError, match="B01: expected in one industry, got x, y"):
        check_coverage({"x": ["A", "B"], "y": ["B01", "C"]}, codes, [])


def test_region_shares_meet_both_margins_above_the_floor_and_keep_the_tilt():
    employment = np.array([500.0, 300.0, 200.0])
    population = np.array([0.2, 0.3, 0.5])
    quotient = np.array([[0.2, 1.0, 1.3], [3.0, 1.0, 0.4], [0.01, 1.0, 1.0]])
    shares = region_shares(employment, population, quotient, 0.03)
    assert shares.sum(axis=1) == pytest.approx(1, abs=1e-12)
    assert employment @ shares / 1000 == pytest.approx(population, abs=1e-5)
    assert shares.min() >= 0.03 - 1e-6
    assert shares[1, 0] > population[0] > shares[0, 0]


def test_a_floor_without_room_is_refused():
    with pytest.raises(EconomyError, match="floor"):
        region_shares(np.ones(2), np.array([0.02, 0.98]), np.ones((2, 2)), 0.03)


def test_written_and_read_again_an_economy_is_the_same(tmp_path):
    economy, _ = build(RECIPES / "mini.yaml")
    write(economy, tmp_path / "mini.yaml")
    again = read(tmp_path / "mini.yaml")
    for new, old in zip(again.industries, economy.industries, strict=True):
        assert new == old
    assert (again.domestic == economy.domestic).all() and (again.imported == economy.imported).all()
    assert again.macro == economy.macro and again.regions == economy.regions and again.groups == economy.groups


def test_aggregation_keeps_balance_and_averages_by_weight():
    economy, _ = build(RECIPES / "mini.yaml")
    goods = {
        "industries": ["agriculture", "manufacturing"],
        "name": "Goods",
        "sector": "secondary",
        "intensity": "capital",
        "tags": [],
    }
    rest = {"industries": ["services"], "name": "Services", "sector": "tertiary", "intensity": "labour", "tags": []}
    coarse = aggregate(economy, {"goods": goods, "services": rest})
    assert balance(coarse) == (0.0, 0.0) and problems(coarse) == []
    assert coarse.domestic.tolist() == [[290.0, 70.0], [70.0, 90.0]]
    assert coarse.industries[0].rd_intensity == pytest.approx((200 * 0.002 + 600 * 0.02) / 800)
    assert coarse.industries[0].high_skill_share == pytest.approx((10 * 0.05 + 13 * 0.2) / 23)


def test_aggregation_that_forgets_an_industry_is_refused():
    economy, _ = build(RECIPES / "mini.yaml")
    goods = {"industries": ["agriculture"], "name": "Goods", "sector": "primary", "intensity": "labour", "tags": []}
    with pytest.raises(EconomyError, match="manufacturing"):
        aggregate(economy, {"goods": goods})


@pytest.fixture
def mini_copy(tmp_path):
    shutil.copytree(RECIPES / "mini", tmp_path / "mini")
    shutil.copy(RECIPES / "mini.yaml", tmp_path)
    return tmp_path


def test_a_broken_table_stops_the_build_with_a_status_and_no_file(mini_copy, capsys):
    table = mini_copy / "mini" / "table.csv"
    table.write_text(table.read_text().replace("A,domestic,20", "A,domestic,29"))
    out = mini_copy / "out.yaml"
    assert main(["build", str(mini_copy / "mini.yaml"), "-o", str(out)]) == 2
    assert not out.exists() and "close_rows" in capsys.readouterr().err


def test_missing_data_and_unknown_keys_are_errors_with_a_name(mini_copy, capsys):
    recipe = mini_copy / "mini.yaml"
    recipe.write_text(recipe.read_text() + "\nfroms: 3\n")
    assert main(["build", str(recipe)]) == 2
    assert "unknown key 'froms'" in capsys.readouterr().err
    assert main(["build", str(RECIPES / "china-2017.yaml")]) == 2
    assert "cn_io_2017.csv: not found" in capsys.readouterr().err


def test_check_fails_on_a_file_that_does_not_balance(tmp_path, capsys):
    economy, _ = build(RECIPES / "mini.yaml")
    economy.industries[1].exports += 1e-3
    write(economy, tmp_path / "broken.yaml")
    assert main(["check", str(tmp_path / "broken.yaml")]) == 1
    assert "rows do not balance" in capsys.readouterr().err
    economy.industries[1].exports -= 1e-3
    economy.industries[2].region_share = [0.9, 0.1]
    write(economy, tmp_path / "tilted.yaml")
    assert main(["check", str(tmp_path / "tilted.yaml")]) == 1
    assert "region coast" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        ("mini.yaml", "skill_premium: 1.8", "skill_premium: 0", "skill_premium: expected a number in (0, 100], got"),
        ("mini/industries.yaml", "frontier_gap: ", "frontier_gap: 1e20 #", "industries[0].frontier_gap: expected a number in [-10, 10], got"),
    ],
)
def test_what_the_engine_would_refuse_is_not_written(mini_copy, capsys, file, old, new, sentence):
    text = (mini_copy / file).read_text()
    assert old in text
    (mini_copy / file).write_text(text.replace(old, new, 1))
    out = mini_copy / "out.yaml"
    assert main(["build", str(mini_copy / "mini.yaml"), "-o", str(out)]) == 1
    assert not out.exists() and sentence in capsys.readouterr().err


def test_check_asks_the_engine_as_well(tmp_path, capsys):
    economy, _ = build(RECIPES / "mini.yaml")
    economy.macro["skill_premium"] = 0.0
    write(economy, tmp_path / "even.yaml")
    assert main(["check", str(tmp_path / "even.yaml")]) == 1
    assert f"{tmp_path / 'even.yaml'}: skill_premium: expected a number in (0, 100], got" in capsys.readouterr().err


def test_reading_reports_every_fault_of_form_together(tmp_path):
    economy, _ = build(RECIPES / "mini.yaml")
    path = tmp_path / "bad.yaml"
    write(economy, path)
    content = yaml.safe_load(path.read_text())
    content["industries"][0]["output"] = "much"
    content["industries"][1]["surprise"] = 1
    content["industries"][2]["inputs"]["imported"] = [0, 0]
    path.write_text(yaml.safe_dump(content))
    with pytest.raises(EconomyError) as error:
        read(path)
    for part in (
        "industries[0].output",
        "unknown key 'surprise'",
        "industries[2].inputs.imported: expected 3",
        "3 faults",
    ):
        assert part in str(error.value)


def test_a_duplicate_key_is_an_error_with_its_place(tmp_path):
    path = tmp_path / "twice.yaml"
    path.write_text("kaldor: 1\nkaldor: 1\n")
    with pytest.raises(EconomyError, match=r"twice.yaml:2:1: kaldor: expected each key once"):
        read(path)


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        ("mini.yaml", "skill_premium: 1.8", "skill_premium: 1,800", "mini.yaml: macro.skill_premium: expected a finite number, got '1,800'"),
        ("mini.yaml", "skill_premium: 1.8", "skill_premium: yes", "mini.yaml: macro.skill_premium: expected a finite number, got True"),
        ("mini.yaml", "skill_premium: 1.8", "skill_premium:", "mini.yaml: macro.skill_premium: expected a finite number, got None"),
        ("mini.yaml", "units_per_million: 1", "units_per_million: abc", "table.units_per_million: expected a finite number, got 'abc'"),
        ("mini.yaml", "population_share: 0.5", "population_share: half", "regions.coast.population_share: expected a finite number, got 'half'"),
        ("mini.yaml", "trade_cost", "trade", "regions.coast: expected name, population_share, land, trade_cost, got"),
        ("mini.yaml", "production_taxes: taxes, ", "", "table.value_added: expected .*, found no production_taxes"),
        ("mini/industries.yaml", "region_share: [0.2, 0.8]", "region_share: [0.2]", "region_share: expected 2 shares, one a region, got .0.2."),
        ("mini/industries.yaml", "emissions: 10000", "emissions: []", "agriculture: emissions: expected a finite number, got .."),
        ("mini/table.csv", "origin", "from", "table.csv: expected a column 'origin', found row"),
        ("mini/table.csv", "row", "line", "table.csv: expected a column 'row', found line"),
    ],
)
def test_a_wrong_figure_of_a_recipe_is_told_with_its_place(tmp_path, capsys, file, old, new, sentence):
    shutil.copy(RECIPES / "mini.yaml", tmp_path)
    shutil.copytree(RECIPES / "mini", tmp_path / "mini")
    text = (tmp_path / file).read_text()
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new, 1))
    assert main(["build", str(tmp_path / "mini.yaml")]) == 2
    assert re.search(sentence, capsys.readouterr().err)
