"""Facts of firms from small panels whose answers are known."""

import numpy
import pandas
import pytest

from kaldor.validation.facts import firms


def panel(rows: list[dict]) -> pandas.DataFrame:
    usual = {"industry": 0, "weight": 1.0, "age": 40, "employees": 50.0, "sales": 10.0, "capital": 100.0, "investment": 2.0,
             "rd": 0.1, "markup": 0.2, "productivity": 1.0, "efficiency": 1.0}
    return pandas.DataFrame([{**usual, **row} for row in rows]).sort_values(["period", "id"], ignore_index=True)


def test_years_are_whole_and_sales_add_up():
    rows = [{"period": q, "id": 1, "sales": 1.0 + q} for q in range(8)] + [{"period": q, "id": 2} for q in range(3)]
    whole = firms.years(panel(rows))
    assert whole["id"].tolist() == [1, 1]
    assert whole["sales"].tolist() == [10.0, 26.0]


def test_job_flows_of_a_worked_example():
    # Firm 1 grows by 10, firm 2 leaves, firm 3 is new, firm 4 is a split that was there under another id.
    first = [{"period": 0, "id": 1}, {"period": 0, "id": 2, "employees": 30.0}]
    second = [{"period": 4, "id": 1, "employees": 60.0}, {"period": 4, "id": 3, "age": 2, "employees": 20.0},
              {"period": 4, "id": 4, "age": 50}]
    found = firms.turnover_facts(panel(first + second))
    level = 0.5 * (80 + 80)
    assert found["job_creation"] == pytest.approx(30 / level)
    assert found["job_destruction"] == pytest.approx(30 / level)
    assert found["startup_share"] == pytest.approx(20 / 30)


def test_hazard_of_new_and_old_firms():
    first = [{"period": 0, "id": k, "age": 2} for k in range(4)] + [{"period": 0, "id": 10 + k, "age": 60} for k in range(8)]
    second = [{"period": 4, "id": k, "age": 6} for k in range(2)] + [{"period": 4, "id": 10 + k, "age": 64} for k in range(7)]
    found = firms.turnover_facts(panel(first + second))
    assert found["hazard_ratio"] == pytest.approx(0.5 / 0.125)


def test_a_spike_and_the_largest_year_are_seen():
    rows = [{"period": q, "id": 1, "investment": 10.0 if q < 4 else 0.5} for q in range(60)]
    found = firms.investment_facts(firms.years(panel(rows)))
    assert found["spikes"] == pytest.approx(1 / 15)
    assert found["top_year"] == pytest.approx(40 / (40 + 56 * 0.5))


def test_growth_that_does_not_depend_on_size_has_slope_zero_and_the_tent_of_its_shocks():
    chance = numpy.random.default_rng(4)
    rows = []
    for firm in range(1500):
        level = float(numpy.exp(chance.normal()))
        for year in range(4):
            level *= float(numpy.exp(chance.laplace(scale=0.1)))
            rows += [{"period": 4 * year + q, "id": firm, "sales": level, "rd": 0.02 * level} for q in range(4)]
    found = firms.growth_facts(firms.years(panel(rows)))
    assert found["gibrat"] == pytest.approx(0, abs=0.01)
    assert found["tent"] == pytest.approx(1, abs=0.08)
    assert found["rd_size"] == pytest.approx(1)
