"""The same facts of real firms and economies lie where the literature has them. Origin of each file: README of the folder."""

import numpy
import pandas
import pytest
import xarray

from kaldor.facts import stylised_facts
from kaldor.facts.estimators.survival import hazards, survival
from kaldor.facts.estimators.tail import binned_exponent


def rows(card: pandas.DataFrame, fact: str) -> pandas.DataFrame:
    return card[card["fact"] == fact].set_index("what")


@pytest.fixture(scope="module")
def dynamics(data) -> pandas.DataFrame:
    """Business Dynamics Statistics of the United States: years by (figure, age of the firm)."""
    cells = pandas.read_csv(data / "us_bds2018_fage_fsize.csv")
    figures = ["firms", "emp", "firmdeath_firms"]
    return cells.assign(fage=cells["fage"].str.slice(3)).groupby(["year", "fage"])[figures].sum().unstack()


def test_growth_of_british_firms_is_a_tent_without_effect_of_size(data):
    """Arellano and Bond (1991): employment in thousands, 140 firms, 1976 to 1984."""
    source = pandas.read_csv(data / "firms_empl_uk.csv")
    panel = source[["year"]].assign(id=source["firm"], industry=source["sector"], employees=1000 * source["emp"])
    card = stylised_facts(firms=panel, burn_in=0, size="employees")
    assert rows(card, "F-02").loc["tent of growth rates", "verdict"] == "holds"
    assert "growth of employees" in rows(card, "F-02").loc["tent of growth rates", "estimator"]
    assert rows(card, "F-04").loc["Gibrat slope", "verdict"] == "holds"
    assert set(rows(card, "F-05")["note"]) == {"the panel of firms has no column age"}
    assert rows(card, "M-01")["note"].item() == "there are no series, only a panel of firms"


def test_life_table_of_american_firms(dynamics):
    """A firm that dies at age a was counted a year before at age a - 1."""
    ages = [str(age) for age in range(6)]
    alive = dynamics["firms"].shift()
    here = pandas.DataFrame({int(age): alive[age] for age in ages[:-1]} | {10: alive["11 to 15"], 11: alive["16 to 20"]})
    gone = {int(age): dynamics["firmdeath_firms"][str(int(age) + 1)] for age in ages[:-1]}
    gone = pandas.DataFrame(gone | {10: dynamics["firmdeath_firms"]["11 to 15"], 11: dynamics["firmdeath_firms"]["16 to 20"]})
    late = here.index >= dynamics.index[dynamics["firms"]["16 to 20"] > 0][1]  # from when every age is observed
    weights = here[late].to_numpy()
    hazard = hazards(numpy.tile(here.columns, (len(weights), 1)).ravel(), weights.ravel(), (gone[late].to_numpy() / weights).ravel())
    assert hazard[0] / hazard[-1] > 2
    assert 0.4 < survival(hazard, 5) < 0.6
    assert 0.04 < hazard[-1] < 0.08  # mature firms, Haltiwanger, Jarmin and Miranda (2013)


def test_entry_and_exit_of_american_firms(dynamics):
    totals = dynamics.T.groupby(level=0).sum().T
    figures = {"entry_rate_by_industry": dynamics["firms"]["0"] / totals["firms"], "firm_count_by_industry": totals["firms"]}
    figures["exit_rate_by_industry"] = totals["firmdeath_firms"] / totals["firms"]
    economy = xarray.Dataset(
        {name: (("period", "industry"), values.to_numpy()[:, None]) for name, values in figures.items()},
        {"time": ("period", dynamics.index.to_numpy(float)), "industry": ["all"], "sector": ("industry", ["secondary"])},
    )
    found = rows(stylised_facts(economy, burn_in=0), "F-06")
    assert found["verdict"].tolist() == ["holds", "holds"]
    assert found["value"].between(0.08, 0.12).all()


def test_size_classes_of_american_firms_follow_zipf(data):
    classes = pandas.read_csv(data / "us_bds2018_fsize.csv")
    for _, year in classes[classes["fsize"] >= "d)"].groupby("year"):
        minima = year["fsize"].str.extract(r"(\d+)")[0].astype(float)
        assert 0.95 < binned_exponent(minima, year["firms"]) < 1.25


def test_structural_change_of_countries(data):
    """Economic Transformation Database; countries are the replications."""
    source = pandas.read_csv(data / "etd2021_va_emp.csv").set_index(["var", "cnt", "year"])
    names = list(source.columns[: source.columns.get_loc("total")])
    sectors = {"agr": "primary", "min": "secondary", "man": "secondary", "pu": "secondary", "con": "secondary"}

    def figure(name: str) -> xarray.DataArray:
        wide = source.loc[name][names].to_xarray().to_array("industry")
        return wide.rename(cnt="replication", year="period")

    real = figure("VA_Q15")
    countries = xarray.Dataset({"employment": figure("EMP"), "value_added": figure("VA"), "output": real, "price": figure("VA") / real})
    countries = countries.assign_coords(
        time=real["period"].astype(float), sector=("industry", [sectors.get(name, "tertiary") for name in names])
    )
    card = stylised_facts(countries, burn_in=0)
    assert rows(card, "T-02").loc["farming's share of employment falls", ["verdict", "seeds"]].tolist() == ["holds", 5]
    assert rows(card, "T-05").loc["services' share of employment rises", "verdict"] == "holds"
    korea = rows(stylised_facts(countries.sel(replication=["KOR"]), burn_in=0), "T-15")
    assert korea["verdict"].item() == "holds" and 0.01 < korea["value"].item() < 0.02  # Nordhaus (2008)


def test_growth_and_labour_share_of_countries(data):
    """Penn World Table 10.01."""
    source = pandas.read_csv(data / "pwt1001.csv").set_index(["isocode", "year"])[["rgdpna", "labsh"]].dropna()
    countries = source.to_xarray().rename(isocode="replication", year="period", rgdpna="gdp_real", labsh="labour_share")
    countries = countries.dropna("period").assign_coords(time=lambda found: found["period"].astype(float))
    card = stylised_facts(countries, burn_in=0)
    assert rows(card, "M-09")["verdict"].item() == "holds"
    assert rows(card, "M-01")["verdict"].item() == "holds" and 0.02 < rows(card, "M-01")["value"].item() < 0.08
    assert set(rows(card, "M-04")["note"]) == {"not every quarter is recorded"}
