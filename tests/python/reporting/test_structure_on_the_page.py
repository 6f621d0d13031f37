"""What the page says of structural change, where the result has it."""

import kaldor
import pytest


@pytest.fixture(scope="module")
def chain(tmp_path_factory):
    folder = tmp_path_factory.mktemp("chain")
    kaldor.run(kaldor.scenario("china-2017-small", firms=600, years=2), output=folder / "chain.h5", threads=1, progress=False)
    return kaldor.report(folder / "chain.h5", charts=folder / "charts")


def test_an_economy_with_functions_shows_its_smile(chain):
    text = chain.read_text()
    assert 'id="smile_curve"' in text and "at the two ends" in text
    assert "thousand yuan per person a year" in text


def test_its_charts_can_be_kept(chain):
    names = {path.name for path in (chain.parent / "charts").iterdir()}
    assert {f"{name}.svg" for name in ("structural_change", "job_flows", "smile_curve", "transactions")} <= names


def test_results_without_these_indicators_have_the_rest_of_the_page(short, tmp_path):
    older = kaldor.open(short).load().drop_vars(["transactions", "flow", "account", "hires", "separations"])
    older.to_netcdf(tmp_path / "older.h5", engine="h5netcdf")
    text = kaldor.report(tmp_path / "older.h5").read_text()
    assert 'id="structural_change"' in text
    assert 'id="job_flows"' not in text and 'id="transactions"' not in text
