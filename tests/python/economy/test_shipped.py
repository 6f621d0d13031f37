"""What holds of every economy file that is shipped."""

import math

import numpy as np
import pytest
from economy_places import ECONOMIES, SHIPPED
from kaldor.economy import balance, problems, read, totals
from kaldor.economy.economy import FIGURES


def test_every_file_of_the_folder_is_listed_here():
    assert sorted(path.stem for path in ECONOMIES.glob("*.yaml")) == sorted(SHIPPED)


def test_it_balances_and_every_condition_holds(shipped):
    economy = read(shipped)
    assert max(balance(economy)) <= 1e-9
    assert problems(economy) == []
    assert economy.name == shipped.stem


def test_gdp_by_income_equals_gdp_by_expenditure(shipped):
    t = totals(read(shipped))
    uses = ("household_consumption", "government_consumption", "capital_formation", "inventories", "exports")
    assert sum(t[use] for use in uses) - t["imports"] == pytest.approx(t["gdp"], rel=1e-12)


def test_regions_meet_both_margins(shipped):
    economy = read(shipped)
    shares = np.array([item.region_share for item in economy.industries])
    employment = economy.column("employment")
    population = np.array([region.population_share for region in economy.regions])
    assert np.abs(shares.sum(axis=1) - 1).max() < 1e-12
    assert np.abs(employment @ shares / employment.sum() - population).max() < 1e-5
    assert shares.min() >= 0.03 - 1e-6


def test_every_figure_is_finite_and_every_block_of_figures_names_a_source(shipped):
    economy = read(shipped)
    assert all(math.isfinite(getattr(item, figure)) for item in economy.industries for figure in FIGURES)
    if economy.name == "mini":
        assert "made up" in economy.sources["all"]
        return
    for group in (
        "input_output",
        "employment",
        "firms",
        "emissions",
        "rd",
        "regions",
        "frontier_gap",
        "interest_rates",
    ):
        assert economy.sources[group].strip()


def test_pay_per_head_stays_within_a_factor_of_six_of_the_mean(shipped):
    economy = read(shipped)
    pay = np.array([item.value_added["compensation"] / item.employment for item in economy.industries])
    t = totals(economy)
    relative = pay * t["employment"] / t["compensation"]
    assert 1 / 6 < relative.min() and relative.max() < 6


def test_mini_has_the_totals_that_one_adds_up_by_hand():
    t = totals(read(ECONOMIES / "mini.yaml"))
    assert t["gdp"] == 690 and t["output"] == 1300
    assert t["household_consumption"] == 385 and t["government_consumption"] == 110
    assert t["capital_formation"] == 180 and t["inventories"] == 15
    assert t["exports"] == 140 and t["imports"] == 140
    assert t["employment"] == 43000 and t["firms"] == 4500


def test_the_small_economy_has_the_totals_of_the_large_one():
    large, small = (totals(read(ECONOMIES / f"{name}.yaml")) for name in ("china-2017", "china-2017-small"))
    for key, value in large.items():
        assert small[key] == pytest.approx(value, rel=1e-6), key


@pytest.mark.parametrize("name", SHIPPED[1:])
def test_tags_follow_the_rules(name):
    economy = read(ECONOMIES / f"{name}.yaml")
    tags = {item.id: set(item.tags) for item in economy.industries}
    assert all(("tradable" in t) == ("storable" in t) for t in tags.values())
    for industry in ("construction", "real-estate", "trade", "electricity", "utilities", "public-administration"):
        assert "storable" not in tags.get(industry, set())
    assert {"tradable", "storable"} <= tags["agriculture"]
    assert any("budget_funded" in t for t in tags.values()) and any("energy" in t for t in tags.values())
    assert [sum(tag in t for t in tags.values()) > 0 for tag in ("material", "recycler")] == [True, True]


def test_materials_need_one_recycler():
    economy = read(ECONOMIES / "china-2017.yaml")
    recycler = next(item for item in economy.industries if "recycler" in item.tags)
    recycler.tags = [*recycler.tags, "energy"]
    assert any("at most one of energy, material and recycler" in text for text in problems(economy))
    recycler.tags = ["tradable", "storable"]
    assert any("expected one recycler" in text for text in problems(economy))
