"""What the page says, and files of charts."""

import re
from urllib.parse import unquote

import h5py
import kaldor
import pandas
import pytest
from kaldor.errors import InputError, OutputError, ResultError
from kaldor.reporting.dashboard import TOPICS
from kaldor.reporting.names import named_files

OF_STRUCTURE = {
    "structural_change", "structural_change-effect", "job_flows", "smile_curve", "productivity", "transactions", "transactions-effect"
}


def text_of(path):
    """As a reader sees it, without scripts."""
    content = re.sub(r"<(script|style).*?</\1>", "", path.read_text(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", content).replace("&nbsp;", " "))


def test_the_request_is_told_in_words(page):
    text = text_of(page)
    assert "R&amp;D subsidy of 30 %" in text and "from 2021 to the end; in manufacturing and all regions" in text
    assert "600 simulated firms" in text and "simulated 3 times" in text and "seed 1" in text
    assert "Made-up economy of three industries and two regions" in text


def test_effects_are_the_paired_differences_of_the_package(page, experiment):
    change = experiment.difference("policy", "base", "gdp_real", relative=True).summary(2022, confidence="student").iloc[0]
    row = re.search(r"Real GDP</td>.*?</tr>", page.read_text()).group()
    numbers = [float(text.replace("−", "-")) for text in re.findall(r"(?<=[> ])[+−]?\d+\.\d+(?=\D)", row)]
    assert numbers[-4:-1] == pytest.approx([100 * change[name] for name in ("mean", "low", "high")], abs=0.051)


def test_every_panel_is_there_with_its_effect(page):
    figures = re.findall(r'<figure id="([^"]+)"', page.read_text())
    undefined = {"function_share", "smile_curvature"}  # the smallest economy has no goods made along a chain
    wanted = [panel.indicator for topic in TOPICS for panel in topic.panels if panel.indicator not in undefined]
    panels = [name for indicator in wanted for name in (indicator, f"{indicator}-effect")]
    assert [name for name in figures if name not in OF_STRUCTURE and not name.startswith("winners-")] == panels


def test_structure_and_accounts_have_charts_of_their_own(page):
    figures = re.findall(r'<figure id="([^"]+)"', page.read_text())
    # The smallest economy has no smile.
    assert [name for name in figures if name in OF_STRUCTURE] == [
        "structural_change", "structural_change-effect", "job_flows", "productivity", "transactions", "transactions-effect"
    ]
    assert figures.index("sector_share") < figures.index("job_flows") < figures.index("firm_count")
    assert figures.index("government_debt_ratio") < figures.index("transactions") < figures.index("carbon_emissions")


def test_scenario_and_digest_are_there_to_reproduce_it(page, experiment):
    text = text_of(page)
    assert all(digest in text for digest in experiment.digest().values())
    assert "kaldor run policy.yaml -o policy.h5" in text
    assert "lever: rd_subsidy" in text


def test_the_scenario_on_the_page_gives_the_same_bits(page, experiment, tmp_path):
    given = re.search(r'download="policy.yaml" href="data:text/yaml;charset=utf-8,([^"]+)"', page.read_text()).group(1)
    (tmp_path / "policy.yaml").write_text(unquote(given))
    again = kaldor.run(kaldor.scenario(tmp_path / "policy.yaml"), threads=1, progress=False)
    assert list(again.digest().values()) == [experiment.digest()["policy"]]


def test_a_single_run_has_no_effects_and_says_that_luck_is_unknown(single):
    text = text_of(single)
    assert "nothing can be said about luck" in text
    assert "What it changed" not in text and "95 % interval" not in text
    assert not re.search("<figure id=\"[^\"]*-effect", single.read_text())


def test_one_replication_beside_its_baseline_has_effects_without_intervals(tmp_path):
    base = kaldor.scenario("mini", firms=600, years=2)
    arms = {"policy": base.with_policy("procurement", 0.1, from_=2021), "base": base}
    text = text_of(kaldor.report(kaldor.experiment(arms, progress=False), "base", tmp_path / "report.html"))
    assert "Real GDP" in text and not re.search(r"\bnan\b|\bNone\b", text)


def test_the_page_needs_nothing_beside_it(page):
    content = re.sub(r"<script>.*?</script>", "", page.read_text(), flags=re.DOTALL)
    assert not re.search(r"<link|@import|src=|url\(", content)
    assert page.stat().st_size < 4e6


def test_text_of_a_scenario_is_told_not_run(short, tmp_path):
    path = tmp_path / "a.h5"
    path.write_bytes(short.read_bytes())
    with h5py.File(path, "r+") as file:
        file.attrs["scenario"] = "# </script><script>alert(1)</script>"
    assert "<script>alert" not in kaldor.report(path).read_text()


def test_stylised_facts_are_those_of_the_result_or_those_given(page, short, tmp_path):
    assert "accounts residual over GDP" in text_of(page)
    assert re.search(r"cannot answer .*: .*firm-size tail", text_of(page))  # it has no panel of firms
    fact = {
        "fact": "Firm sizes have a heavy tail", "what": "exponent", "value": 1.07, "low": 1.05, "high": 1.09, "band": "0.9 to 1.3",
        "verdict": "holds", "source": "Axtell (2001)",
    }  # fmt: skip
    given = kaldor.report(short, output=tmp_path / "a.html", facts=pandas.DataFrame([fact]))
    assert "Firm sizes have a heavy tail exponent 1.07 1.05 to 1.09 0.9 to 1.3 holds Axtell (2001)" in text_of(given)


def test_a_page_lies_beside_its_result_and_is_not_replaced_unasked(short, tmp_path):
    path = tmp_path / "a.h5"
    path.write_bytes(short.read_bytes())
    assert kaldor.report(path) == tmp_path / "a.html"
    with pytest.raises(InputError, match=r"a\.html: exists"):
        kaldor.report(path)


def test_a_result_is_never_replaced(experiment):
    path = experiment.paths["base"]
    before = path.read_bytes()
    with pytest.raises(InputError, match="must not replace"):
        kaldor.report(path, output=path, overwrite=True)
    assert path.read_bytes() == before


def test_arms_are_called_as_their_scenarios_and_as_their_files_where_those_are_alike(experiment, tmp_path):
    policy, base = experiment.paths.values()
    assert list(named_files(policy, base)) == ["help", "mini"]
    copy = tmp_path / "copy.h5"
    copy.write_bytes(base.read_bytes())
    assert list(named_files(copy, base)) == ["copy", "base"]
    assert list(named_files(copy, copy)) == ["result", "baseline"]
    assert list(named_files(experiment, "base")) == ["policy", "base"]


def test_arms_must_be_named(experiment):
    with pytest.raises(InputError, match="policy, base"):
        kaldor.report(experiment)


def test_a_temporary_result_needs_a_place_for_its_page():
    result = kaldor.run(kaldor.scenario("mini", firms=600, years=1), threads=1, progress=False)
    with pytest.raises(InputError, match="temporary"):
        kaldor.report(result)


def test_a_run_shorter_than_a_year_is_refused(tmp_path):
    kaldor.run(kaldor.scenario("mini", firms=600, periods=2), output=tmp_path / "a.h5", threads=1, progress=False)
    with pytest.raises(ResultError, match="at least one whole year"):
        kaldor.report(tmp_path / "a.h5")


def test_a_run_that_has_not_ended_is_refused(experiment, tmp_path):
    path = tmp_path / "a.h5.partial"
    path.write_bytes(experiment.paths["base"].read_bytes())
    with h5py.File(path, "r+") as file:
        file.attrs["complete"] = 0
    with pytest.raises(ResultError, match="has not ended"):
        kaldor.report(path)


def test_a_place_that_cannot_be_written_is_an_output_error(experiment, tmp_path):
    with pytest.raises(OutputError, match="no/such"):
        kaldor.report(experiment, "base", tmp_path / "no" / "such" / "a.html")


def test_numbers_of_a_chart_stand_under_it_with_a_column_for_each_arm(page, experiment):
    figure = re.search(r'<figure id="unemployment">.*?</figure>', page.read_text(), re.DOTALL).group()
    heads, rows = re.findall(r'<th scope="col">(.*?)</th>', figure), re.findall(r"<tr><td>(.*?)</td><td>(.*?)</td>", figure)
    assert heads == ["Quarter", "policy", "base (baseline)"]
    assert [quarter for quarter, _ in rows] == ["2020 Q4", "2021 Q4", "2022 Q4"]
    expected = 100 * float(experiment.to_xarray().unemployment.sel(arm="policy", period=11).mean())
    assert float(rows[-1][1].split(" (")[0]) == pytest.approx(expected, rel=0.01)
