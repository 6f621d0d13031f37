"""Who gains and who loses on the page: numbers are those of the package, and there is no section without them."""

import re

import kaldor
import pytest
from kaldor.reporting.harms import BEYOND, harms
from kaldor.reporting.study import open_study
from kaldor.reporting.winners import winner_drawings

PEOPLE = ["winners-real-income", "winners-unemployment", "winners-real-wage"]
FIRMS = ["winners-firms", "winners-employees", "winners-output"]


@pytest.fixture(scope="module")
def panelled(tmp_path_factory):
    base = kaldor.scenario("mini", firms=600, years=4, firm_panel="2 years")
    policy = base.with_settings(name="dear").with_policy("carbon_price", 100, from_=2020)
    folder = tmp_path_factory.mktemp("panelled")
    return kaldor.experiment({"policy": policy, "base": base}, replications=3, output=folder, threads=1, progress=False)


@pytest.fixture(scope="module")
def study(panelled):
    return open_study(panelled.paths)


@pytest.fixture(scope="module")
def drawings(study):
    return {drawing.name: drawing for drawing in winner_drawings(study)}


def number(text):
    return float(text.replace("−", "-").replace(",", ""))


def test_a_panel_of_firms_adds_charts_by_size(drawings, experiment):
    assert list(drawings) == PEOPLE + FIRMS
    assert [drawing.name for drawing in winner_drawings(open_study(experiment.paths))] == PEOPLE


def test_effects_on_people_are_those_of_the_distribution(drawings, panelled):
    table = kaldor.distribution(panelled.to_xarray(), "policy", "base", years=2023, confidence="student")
    shown = drawings["winners-unemployment"].table.set_index("")
    assert list(shown.index) == ["Low skill", "High skill", "Coast", "Interior"]
    for name, key in {"Low skill": ("skill", "low"), "Interior": ("region", "interior")}.items():
        row = 100 * table.loc[(*key, "unemployment"), ["mean", "low", "high", "base"]]
        assert [number(shown.loc[name, column]) for column in ("Mean", "Low", "High")] == pytest.approx(list(row[:3]), abs=0.051)
        assert number(shown.loc[name, "Baseline, %"]) == pytest.approx(row["base"], rel=0.01)


def test_effects_on_firms_are_those_of_the_last_recorded_year(drawings, panelled):
    """The panel has the first quarters of 2020 and 2022."""
    firms = kaldor.open_firms(dict(panelled.paths))
    table = kaldor.distribution(panelled.to_xarray(), "policy", "base", firms, years=2022, confidence="student")
    shown = drawings["winners-employees"]
    assert "Recorded in 2022 with" in shown.caption
    row = table.loc[("firm size", "1 to 9", "employees")]
    told = shown.table.set_index("").loc["1 to 9 persons", "Mean"]
    assert number(told) == pytest.approx(100 * row["mean"], abs=0.051)


def test_harm_is_counted_in_replications(study, panelled):
    rows = {row.what: row for row in harms(study)}
    table = kaldor.harm(panelled.to_xarray(), "policy", "base", years=2023, beyond=BEYOND)
    for what, outcome in {"Unemployment is higher": "unemployment", "Households consume less": "consumption_real"}.items():
        row = table.loc[(outcome, "")]
        assert rows[what].histories == f"{round(3 * row['probability'])} of 3"
        low, high = (number(end) for end in re.fullmatch(r"(\d+) to (\d+) %", rows[what].interval).groups())
        assert (low, high) == pytest.approx((100 * row["low"], 100 * row["high"]), abs=0.5)
    income = table.loc["real_income"]
    (what,) = (what for what in rows if what.startswith("Real income is lower"))
    assert f"of {len(income)} groups" in what
    assert rows[what].histories == f"{round(3 * income['probability'].max())} of 3"


def test_the_section_needs_a_baseline(page, single):
    assert '<section id="winners">' in page.read_text() and "How often does it do harm?" in page.read_text()
    assert "winners" not in re.sub(r"<script>.*?</script>", "", single.read_text(), flags=re.DOTALL)


def test_results_without_indicators_of_people_have_the_rest_of_the_page(experiment, tmp_path):
    for arm, path in experiment.paths.items():
        older = kaldor.open(path).load().drop_vars(["real_income", "real_wage"])
        older.to_netcdf(tmp_path / f"{arm}.h5", engine="h5netcdf")
    text = kaldor.report(tmp_path / "policy.h5", tmp_path / "base.h5").read_text()
    assert 'id="winners-' not in text and 'id="gdp_real-effect"' in text
