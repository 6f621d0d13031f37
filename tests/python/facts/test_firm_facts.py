"""Facts of firms from small panels whose answers are known."""

import numpy
import pandas
import pytest

from kaldor.facts.fact import Unanswered
from kaldor.facts.firms import Firms
from kaldor.facts.panel import Panel


def panel(rows: list[dict]) -> pandas.DataFrame:
    usual = {"industry": 0, "weight": 1.0, "age": 40, "employees": 50.0, "sales": 10.0, "capital": 100.0, "investment": 2.0,
             "rd": 0.1, "markup": 0.2, "productivity": 1.0, "efficiency": 1.0}
    return pandas.DataFrame([{**usual, **row} for row in rows])


def firms(rows: list[dict], **options) -> Firms:
    return Firms(Panel(panel(rows), burn_in=0, **options))


def test_years_are_whole_and_sales_add_up():
    rows = [{"period": q, "id": 1, "sales": 1.0 + q} for q in range(8)] + [{"period": q, "id": 2} for q in range(3)]
    whole = Panel(panel(rows), burn_in=0).years()
    assert whole["id"].tolist() == [1, 1]
    assert whole["sales"].tolist() == [10.0, 26.0]


def test_job_flows_of_a_worked_example():
    # Firm 1 grows by 10, firm 2 leaves, firm 3 is new, firm 4 is a split that was there under another id.
    first = [{"period": 0, "id": 1}, {"period": 0, "id": 2, "employees": 30.0}]
    second = [{"period": 4, "id": 1, "employees": 60.0}, {"period": 4, "id": 3, "age": 2, "employees": 20.0},
              {"period": 4, "id": 4, "age": 50}]
    found = firms(first + second).flows
    assert found == pytest.approx({"created": 30, "destroyed": 30, "started": 20, "level": 0.5 * (80 + 80)})


def test_hazard_by_age():
    ages = {100 * age + k: age for age in (0, 1, 2, 3, 4, 15) for k in range(8)}
    first = [{"period": 0, "id": firm, "age": 4 * age + 2} for firm, age in ages.items()]
    second = [{"period": 4, "id": firm, "age": 4 * age + 6} for firm, age in ages.items() if firm % 100 >= (4 if age == 0 else 1)]
    assert firms(first + second).hazard[[0, 1, 4, -1]] == pytest.approx([0.5, 0.125, 0.125, 0.125])
    with pytest.raises(Unanswered, match="first five years"):
        firms([row for row in first + second if row["id"] >= 100]).hazard


def test_a_year_that_is_not_recorded_is_no_exit():
    rows = [{"period": period, "id": k} for period in (0, 20) for k in range(3)]
    with pytest.raises(Unanswered, match="two years running"):
        firms(rows).hazard


def test_firms_of_left_out_industries_do_not_count():
    rows = [{"period": 0, "id": k, "industry": name} for k, name in enumerate(["farms", "mills", "mills"])]
    assert len(Panel(panel(rows), burn_in=0, without={"farms"}).rows()) == 2


def test_quarters_before_the_end_of_the_burn_in_do_not_count():
    rows = [{"period": quarter, "id": 1} for quarter in range(12)]
    assert Panel(panel(rows), burn_in=2).rows()["period"].tolist() == [8, 9, 10, 11]
    with pytest.raises(Unanswered, match="ends before the burn-in"):
        Panel(panel(rows), burn_in=3).rows()


def test_yearly_panels_give_what_quarterly_ones_give():
    chance = numpy.random.default_rng(8)
    sales = numpy.exp(chance.laplace(scale=0.1, size=(200, 5)).cumsum(axis=1))
    rows = [{"year": 1990 + year, "id": firm, "sales": sales[firm, year]} for firm in range(200) for year in range(5)]
    quarters = [{**row, "period": 4 * (row["year"] - 1990) + q, "sales": row["sales"] / 4} for row in rows for q in range(4)]
    yearly, quarterly = firms(rows), Firms(Panel(panel(quarters).drop(columns="year"), burn_in=0))
    assert yearly.tent() == pytest.approx(quarterly.tent())
    assert yearly.gibrat(large=False) == pytest.approx(quarterly.gibrat(large=False))


def test_size_says_by_what_firms_grow():
    rows = [{"year": year, "id": firm, "employees": 50.0 * 1.1 ** (firm * year), "sales": 1.0} for firm in range(4) for year in range(3)]
    assert firms(rows, size="employees").growth_spread() == pytest.approx(numpy.log(1.1) * numpy.sqrt(1.25))
    assert firms(rows).growth_spread() == 0


def test_a_missing_column_is_named():
    with pytest.raises(Unanswered, match="no column markup"):
        Firms(Panel(panel([{"period": 0, "id": 1}]).drop(columns="markup"), burn_in=0)).margins


def test_a_spike_and_the_largest_year_are_seen():
    rows = [{"period": q, "id": 1, "investment": 10.0 if q < 4 else 0.5} for q in range(60)]
    assert firms(rows).spikes() == pytest.approx(1 / 15)
    assert firms(rows).top_year() == pytest.approx(40 / (40 + 56 * 0.5))


def test_growth_that_does_not_depend_on_size_has_slope_zero_and_the_tent_of_its_shocks():
    chance = numpy.random.default_rng(4)
    rows = []
    for firm in range(1500):
        level = float(numpy.exp(chance.normal()))
        for year in range(4):
            level *= float(numpy.exp(chance.laplace(scale=0.1)))
            rows += [{"period": 4 * year + q, "id": firm, "sales": level, "rd": 0.02 * level} for q in range(4)]
    found = firms(rows)
    assert found.gibrat(large=False) == pytest.approx(0, abs=0.01)
    assert found.tent() == pytest.approx(1, abs=0.08)
    assert found.rd_size() == pytest.approx(1)
