"""Charts of structural change draw every number they are given, once."""

import kaldor
import numpy
import pytest
import scipy.stats
import vl_convert
import xarray
from kaldor.errors import InputError
from kaldor.reporting.structure_charts import (
    MOST,
    OTHERS,
    decomposition_chart,
    fewer,
    job_flow_chart,
    map_chart,
    moving,
    smile_chart,
    transaction_chart,
)
from kaldor.reporting.style import POLICY
from kaldor.structure.jobs import NOT_EMPLOYED


@pytest.fixture(scope="module")
def data(short):
    return kaldor.open(short).load()


def marks(chart):
    """Rectangles, bars and dots that are drawn."""
    svg = vl_convert.vegalite_to_svg(chart.properties(width=400).to_dict())
    return svg.count('aria-roledescription="rect mark"') or svg.count("<path d=")


@pytest.mark.parametrize("of", ["productivity", "share"])
def test_a_decomposition_is_drawn(data, of):
    specification = decomposition_chart(kaldor.decomposition(data, 2020, 2021, of)).to_dict()
    assert max(len(rows) for rows in specification["datasets"].values()) >= 6


def test_a_map_has_a_cell_for_each_industry_and_year(data):
    rows = next(iter(map_chart(kaldor.structural_change_map(data)).to_dict()["datasets"].values()))
    assert len(rows) == 3 * 2
    changes = {row["industry"]: row["value"] for row in rows if row["year"] == 2021}
    assert sum(changes.values()) == pytest.approx(0, abs=1e-3) and {row["value"] for row in rows if row["year"] == 2020} == {0}


def test_a_dot_marks_a_change_whose_interval_holds_zero(data):
    shares = kaldor.structural_change_map(data).isel(replication=0, drop=True)
    names = list(shares.industry.values)
    sure, unsure = [0.01, 0.011, 0.012], [0.01, -0.012, 0.011]  # of mean 0.011 +- 0.0025, and 0.003 +- 0.032
    change = xarray.DataArray([sure, unsure, [0.0] * 3], {"industry": names, "replication": range(3)}, ("industry", "replication"))
    low, high = scipy.stats.t.interval(0.95, 2, numpy.mean(unsure), scipy.stats.sem(unsure))
    assert low < 0 < high
    found = map_chart(shares + change, (shares + 0 * change).isel(industry=[2, 0, 1]))
    rows = next(iter(found.to_dict()["datasets"].values()))
    assert {row["industry"] for row in rows if row["doubtful"]} == {names[1]}
    assert "dot: the 95 % interval holds zero" in found.to_dict()["title"]["subtitle"]
    alone = map_chart(shares + change.isel(replication=[0]), shares + 0 * change.isel(replication=[0])).to_dict()
    assert not any(row["doubtful"] for row in next(iter(alone["datasets"].values()))) and len(alone["layer"]) == 1


def test_the_smile_of_the_policy_lies_above_that_of_the_baseline(data):
    income = kaldor.smile_curve(data, 2021).copy(data=[[3.0, 1.0, 2.0]])  # the smallest economy has no chain of its own
    marks = [layer["mark"] for layer in smile_chart(income, "yuan", income).to_dict()["layer"]]
    assert [mark["type"] for mark in marks] == ["line", "line", "circle", "circle"] and marks[-1]["color"] == POLICY


def test_flows_of_jobs_leave_out_what_is_no_flow(data):
    chart = job_flow_chart(kaldor.job_flows(data, 2021))
    rows = next(iter(chart.to_dict()["datasets"].values()))
    assert len(rows) == 4 * 4 - 1 and marks(chart) > 0


def test_transactions_show_what_moved(data):
    matrix = kaldor.transactions(data, 2021)
    rows = next(iter(transaction_chart(matrix, "yuan").to_dict()["datasets"].values()))
    shown = moving(matrix.mean("replication"))
    assert len(rows) == shown.size < matrix.size
    assert all(numpy.sign(row["shown"]) == numpy.sign(row["value"]) for row in rows)


def test_the_smile_goes_through_its_points():
    income = xarray.DataArray([5e-2, 2e-2, 6e-2], {"function": ["design", "production", "brand"], "position": ("function", [-1, 0, 1]), "year": 2020}, ("function",))
    rows = max(smile_chart(income, "yuan").to_dict()["datasets"].values(), key=len)
    at = {round(row["position"], 6): row["value"] for row in rows}
    # Million a quarter are told in thousands a year.
    assert [at[place] for place in (-1.0, 0.0, 1.0)] == pytest.approx([200, 80, 240])


def test_many_industries_are_told_by_the_largest_and_the_rest():
    names = [f"industry{k:02d}" for k in range(30)]
    flows = xarray.DataArray(numpy.add.outer(numpy.arange(31.0), numpy.arange(31.0)), {"origin": [*names, NOT_EMPLOYED], "destination": [*names, NOT_EMPLOYED]}, ("origin", "destination"))
    flows[-1, -1] = numpy.nan
    found = fewer(flows)
    assert list(found.origin.values) == [*names[-(MOST - 1):], OTHERS, NOT_EMPLOYED]
    assert float(found.sum()) == float(flows.sum())
    assert numpy.isnan(found.values[-1, -1])


def test_two_arms_in_one_chart_are_refused(data):
    shares = kaldor.structural_change_map(data).expand_dims(arm=["a", "b"])
    with pytest.raises(InputError, match="a chart shows one arm: choose one of a, b"):
        map_chart(shares)
