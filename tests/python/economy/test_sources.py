"""Shipped economies against the source data, where these are at hand."""

import numpy as np
import pandas as pd
import pytest
from economy_places import ECONOMIES, RECIPES, SHIPPED
from kaldor.economy import build, read, totals
from kaldor.economy.companions import leaves
from kaldor.economy.recipe import load_recipe

YEARS = (1997, 2007, 2017)


def _numbers(frame: pd.DataFrame, rows, columns) -> np.ndarray:
    return frame.loc[rows, columns].apply(pd.to_numeric).to_numpy(dtype=float) / 100


def _codes(frame: pd.DataFrame) -> list[str]:
    return [column for column in frame.columns if column[0] == "s" and column[1:].isdigit()]


@pytest.mark.parametrize("year", YEARS)
def test_totals_equal_those_of_the_table(data, year):
    table = pd.read_csv(data / f"cn_io_{year}.csv")
    codes = _codes(table)
    table = table.set_index("row")
    economy = read(ECONOMIES / f"china-{year}.yaml")
    t = totals(economy)
    assert t["gdp"] == pytest.approx(_numbers(table, ["va"], codes).sum(), rel=1e-6)
    assert t["output"] == pytest.approx(_numbers(table, ["x"], codes).sum(), rel=1e-12)
    assert t["production_taxes"] == pytest.approx(_numbers(table, ["tax"], codes).sum(), rel=1e-9)
    assert t["depreciation"] == pytest.approx(_numbers(table, ["dep"], codes).sum(), rel=1e-9)
    final = lambda *columns: _numbers(table, codes, list(columns)).sum()  # noqa: E731
    assert t["capital_formation"] == pytest.approx(final("gfcf"), rel=1e-9)
    consumption = t["household_consumption"] + t["government_consumption"]
    if year == 2017:
        assert consumption == pytest.approx(final("cons"), rel=1e-9)
        assert t["inventories"] == pytest.approx(final("inv"), rel=1e-5)
        reexports = _numbers(table[table.origin == "imp"], codes, ["ex"]).sum()
        assert t["exports"] == pytest.approx(final("ex") - reexports, rel=1e-9)
        assert t["imports"] == pytest.approx(
            _numbers(table[table.origin == "imp"], codes, ["go"]).sum() - reexports, rel=1e-6
        )
    else:
        assert t["household_consumption"] == pytest.approx(final("rur", "urb"), rel=1e-9)
        assert t["government_consumption"] == pytest.approx(final("gov"), rel=1e-9)
        assert t["inventories"] == pytest.approx(final("inv", "err"), rel=1e-5)
        assert t["exports"] == pytest.approx(final("ex"), rel=1e-9)
        assert t["imports"] == pytest.approx(final("im"), rel=1e-9)


@pytest.mark.parametrize("year", YEARS)
def test_inputs_of_both_origins_add_to_the_table_cell_by_cell(data, year):
    table = pd.read_csv(data / f"cn_io_{year}.csv")
    codes = _codes(table)
    rows = table[table.row.isin(codes)]
    cells = rows.groupby("row")[codes].sum().loc[codes].to_numpy(dtype=float) / 100
    economy = read(ECONOMIES / f"china-{year}.yaml")
    assert np.abs(economy.domestic + economy.imported - cells).max() < 1e-5


@pytest.mark.parametrize("year", YEARS)
def test_value_added_of_each_industry_is_that_of_the_table(data, year):
    table = pd.read_csv(data / f"cn_io_{year}.csv")
    codes = _codes(table)
    published = _numbers(table.set_index("row"), ["va"], codes)[0]
    found = read(ECONOMIES / f"china-{year}.yaml").column("gross_value_added")
    assert np.abs(found - published).max() < 0.1  # rounding of the source, million


@pytest.mark.parametrize("year", YEARS)
def test_employment_equals_the_published_total_but_for_rounding(data, year):
    frame = pd.read_csv(data / "cn_employment_sector_1990_2017.csv").set_index("Code")
    found = totals(read(ECONOMIES / f"china-{year}.yaml"))["employment"]
    assert found == pytest.approx(float(frame.loc["TOT", str(year)]) * 1e4, rel=1e-4)


@pytest.mark.parametrize("year,share", [(1997, 0.0064), (2007, 0.014), (2017, 0.021)])
def test_rd_adds_to_the_national_share_of_gdp(year, share):
    economy = read(ECONOMIES / f"china-{year}.yaml")
    t = totals(economy)
    assert t["rd"] / t["gdp"] == pytest.approx(share, rel=2e-3)
    assert economy.column("rd_intensity").min() >= 0.0005


@pytest.mark.parametrize("year", YEARS)
def test_the_concordance_covers_every_code_exactly_once(data, year):
    recipe = load_recipe(RECIPES / f"china-{year}.yaml")
    table = pd.read_csv(data / f"cn_io_{year}.csv")
    assert recipe.codes == _codes(table)
    assert len(set(recipe.ids)) == len(recipe.ids)
    frame = pd.read_csv(data / "cn_employment_sector_1990_2017.csv")
    under = leaves([code for code in frame.Code if code != "TOT"])
    split = {leaf for code in recipe.content["employment"]["split"] for leaf in under[code]}
    taken = [leaf for codes in recipe.figures("employment") for code in codes for leaf in under[code]]
    assert set(taken) == {leaf for group in under.values() for leaf in group}
    assert all(taken.count(leaf) == 1 for leaf in set(taken) - split)


@pytest.mark.parametrize("name", SHIPPED)
def test_building_again_gives_the_shipped_file(data, name, tmp_path):
    from kaldor.economy import write

    economy, report = build(RECIPES / f"{name}.yaml", data)
    write(economy, tmp_path / "again.yaml")
    assert (tmp_path / "again.yaml").read_text() == (ECONOMIES / f"{name}.yaml").read_text()
    assert report.lines


def test_the_proxy_for_government_keeps_to_services_of_its_own_kind():
    economy = read(ECONOMIES / "china-2017.yaml")
    government = {item.id: sum(item.final_use["government_consumption"]) for item in economy.industries}
    assert government["public-administration"] == max(government.values())
    assert all(government[item.id] == 0 for item in economy.industries if item.sector != "tertiary")
    t = totals(economy)
    assert 0.13 < t["government_consumption"] / t["gdp"] < 0.17
