"""`kaldor equal-cost`, `interactions`, `discover` and `calibrate` say what the functions answer."""

import importlib
import json

import kaldor
import pandas
import pytest

SMALL = ["--firms", "600", "--periods", "4", "--replications", "2", "--quiet"]
POLICIES = {"buy": "{ lever: procurement, value: 0.1 }", "grant": "{ lever: rd_subsidy, value: 0.2, industries: [manufacturing] }"}


@pytest.fixture
def base():
    return kaldor.scenario("mini", firms=600, periods=4, replications=2)


@pytest.fixture
def files(tmp_path):
    for name, policy in POLICIES.items():
        (tmp_path / f"{name}.yaml").write_text(f"kaldor: 1\nname: {name}\nbase: mini\npolicies: [{policy}]\n")
    return [str(tmp_path / f"{name}.yaml") for name in POLICIES]


@pytest.fixture
def answer(capsys):
    def told(command, *arguments):
        status = importlib.import_module(f"kaldor.designs.{command}_command").main([*map(str, arguments), *SMALL])
        said = capsys.readouterr()
        return status, said.out, said.err

    return told


def made_by_hand(base):
    return {"buy": base.with_policy("procurement", 0.1), "grant": base.with_policy("rd_subsidy", 0.2, industries=["manufacturing"])}


def test_equal_cost_writes_scenarios_that_cost_the_same(answer, base, files, tmp_path):
    status, out, _ = answer("equal_cost", "mini", *files, "--cost", 0.002, "-o", tmp_path / "arms")
    assert status == 0 and "policies at 0.2 % of GDP beyond mini" in out
    by_hand = kaldor.equal_cost(base, made_by_hand(base), 0.002, progress=False)
    for name, factor in by_hand.table["factor"].items():
        assert f"{factor:.4g}" in out
        written = kaldor.scenario(tmp_path / "arms" / f"{name}.yaml")
        assert written.name == name
        cost = kaldor.observe(written, "policy_cost_share", progress=False)["policy_cost_share"].mean().item()
        assert cost == pytest.approx(by_hand.table.loc[name, "cost"], rel=1e-9)  # the base has no policy that costs
    status, _, err = answer("equal_cost", "mini", *files, "--cost", 0.002, "-o", tmp_path / "arms")
    assert status == 2 and "is there already" in err


def test_interactions_are_those_of_the_function(answer, base, files):
    status, out, _ = answer("interactions", "mini", *files, "--outcome", "gdp_real", "--json")
    by_hand = kaldor.interactions(base, made_by_hand(base), "gdp_real", progress=False)
    rows = json.loads(out)["rows"]
    assert status == 0 and [row["policies"] for row in rows] == ["buy", "grant", "buy:grant"]
    assert [row["effect"] for row in rows] == by_hand["effect"].tolist()
    status, out, _ = answer("interactions", "mini", *files, "--outcome", "gdp_real")
    assert status == 0 and f"{100 * by_hand.loc['buy', 'effect']:+.3f} %" in out


def test_discovery_is_that_of_the_function(answer, base, tmp_path):
    ranges = ["--range", "procurement=0..0.2", "--range", "innovation.step"]
    arguments = ["mini", "unemployment > 0.05", *ranges, "--samples", 16, "-o", tmp_path / "points.csv"]
    status, out, _ = answer("discover", *arguments, "--json")
    declared = kaldor.parameters().loc["innovation.step"]
    known = {"procurement": (0, 0.2), "innovation.step": (declared["low"], declared["high"])}
    by_hand = kaldor.discover(base, known, "unemployment > 0.05", samples=16, progress=False)
    told = json.loads(out)
    assert status == 0 and told["noise_share"] == by_hand.noise_share
    assert [box["coverage"] for box in told["boxes"]] == [box.coverage for box in by_hand.boxes]
    pandas.testing.assert_frame_equal(pandas.read_csv(tmp_path / "points.csv", index_col="point"), by_hand.points)
    assert answer("discover", *arguments)[0] == 2  # the points are there already
    status, out, _ = answer("discover", *arguments, "--force")
    assert status == 0 and f"at {by_hand.points['of_interest'].sum()} of 16 points of mini" in out
    status, out, _ = answer("discover", "mini", "unemployment > 0.9", *ranges, "--samples", 2)
    assert status == 0 and "no box holds it at 80 % of its points" in out


def test_calibration_is_that_of_the_function(answer, base, tmp_path):
    ranges = ["--range", "innovation.step=0.1..0.5"]
    moments = ["--moment", "rd_share=0.02,0.002", "--moment", "unemployment=0.05,0.01,2020"]
    arguments = ["mini", *ranges, *moments, "--trials", 3, "--new", 2]
    status, out, _ = answer("calibrate", *arguments, "--json", "-o", tmp_path / "best.yaml")
    known = {"rd_share": kaldor.Moment(0.02, 0.002), "unemployment": kaldor.Moment(0.05, 0.01, years=2020)}
    by_hand = kaldor.calibrate(base, {"innovation.step": (0.1, 0.5)}, known, trials=3, progress=False)
    told = json.loads(out)
    assert status == 0 and told["best"] == by_hand.best and told["distance"] == by_hand.trials["distance"].min()
    assert told["noise"] == by_hand.noise and told["p_value"] == by_hand.p_value
    assert [row["z"] for row in told["fit"]] == by_hand.fit(2)["z"].tolist()
    assert kaldor.scenario(tmp_path / "best.yaml").resolved() == by_hand.best_scenario().resolved()
    status, out, _ = answer("calibrate", *arguments)
    assert status == 0 and f"trial {by_hand.best} of 3 is nearest" in out and "of 2 new replications" in out


@pytest.mark.parametrize(
    ("command", "arguments", "sentence"),
    [
        ("equal_cost", ["mini", "mini", "--cost", 0.1], "has no policy beyond those of the base"),
        ("equal_cost", ["mini", "BUY", "BUY", "--cost", 0.1], "expected policies of different names, got 'buy' twice"),
        ("equal_cost", ["BUY", "mini", "--cost", 0.1], "expected buy with more policies, but it differs in the policies of the base"),
        ("interactions", ["mini", "BUY", "rd-subsidy", "--outcome", "gdp"], "rd-subsidy: expected mini with more policies, but it differs in economy, start"),
        ("interactions", ["mini", "BUY", "--outcome", "gdp"], "at least two policies"),
        ("discover", ["mini", "unemployment", "--range", "innovation.step"], "expected a condition such as"),
        ("discover", ["mini", "gdp > 1", "--range", "innovation.step=1"], "--range: expected NAME or NAME=LOW..HIGH, got 'innovation.step=1'"),
        ("discover", ["mini", "gdp > 1", "--range", "innovation.step=a..1"], "--range: expected a number, got 'a'"),
        ("discover", ["mini", "gdp > 1", "--range", "innovation.step", "--range", "innovation.step"], "--range: expected innovation.step once"),
        ("calibrate", ["mini", "--range", "innovation.step", "--moment", "gdp=1"], "--moment: expected INDICATOR=TARGET,ERROR or"),
        ("calibrate", ["mini", "--range", "innovation.step", "--moment", "gdp=1,x"], "--moment: expected a number, got 'x'"),
        ("calibrate", ["mini", "--range", "innovation.step", "--moment", "gdp=1,1,soon"], "--moment: expected a year or two"),
        ("calibrate", ["mini", "--range", "innovation.step", "--moment", "gdp=1,1", "--moment", "gdp=2,1"], "--moment: expected each indicator once"),
    ],
)  # fmt: skip
def test_a_wrong_request_has_status_2_and_a_sentence(answer, files, command, arguments, sentence):
    status, _, err = answer(command, *[files[0] if each == "BUY" else each for each in arguments])
    assert status == 2 and sentence in err
