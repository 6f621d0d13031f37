"""Effects by channel, where it is known which mechanisms can matter."""

import json

import kaldor
import numpy
import pytest
from kaldor.designs import channels
from kaldor.designs.explain_command import main
from scipy import stats


@pytest.fixture(scope="module")
def base():
    return kaldor.scenario("mini", firms=600, years=3, replications=4)


@pytest.fixture(scope="module")
def machines(base):
    return base.with_policy("automation_subsidy", 0.5)


def test_a_subsidy_of_automation_works_through_automation_alone(base, machines):
    table = kaldor.explain(machines, base, "automation_share", ["abatement", "automation"], progress=False)
    assert table.index.tolist() == ["whole effect", "automation", "abatement", "none of these"]
    assert table.loc["automation", "effect"] == pytest.approx(0, abs=1e-12)
    assert table.loc["automation", "share"] == pytest.approx(1)
    assert abs(table.loc["abatement", "share"]) < 0.05
    assert table.loc["none of these", "effect"] == pytest.approx(0, abs=1e-12)
    assert table.loc["automation", "p_adjusted"] < 0.05


def test_losses_are_paired_differences_of_effects(base, machines):
    def effect(**switches):
        told = [kaldor.observe(s.with_mechanisms(**switches), "gdp_real", progress=False) for s in (machines, base)]
        with_policy, without = (data["gdp_real"].isel(period=slice(4, 8)).mean("period").values for data in told)
        return with_policy / without - 1

    table = kaldor.explain(machines, base, "gdp_real", ["entry"], years=2021, confidence="student", progress=False)
    loss = effect() - effect(entry=False)
    row = table.loc["entry"]
    assert table.index.tolist() == ["whole effect", "entry"]
    assert row["through"] == pytest.approx(loss.mean())
    assert row["p_value"] == pytest.approx(stats.ttest_1samp(loss, 0).pvalue)
    assert (row["low"], row["high"]) == pytest.approx(stats.t.interval(0.95, 3, loss.mean(), stats.sem(loss)))
    assert table.loc["whole effect", "effect"] == pytest.approx(effect().mean())
    assert row["unit"] == "1" and row["meaning"]


def test_no_effect_has_no_shares(base):
    table = kaldor.explain(base.with_policy("automation_subsidy", 0.0), base, "gdp_real", ["entry"], progress=False)
    assert table.loc["whole effect", "effect"] == 0
    assert table["share"].isna().all()


def test_the_interval_of_a_share_is_that_of_a_ratio_of_means():
    random = numpy.random.default_rng(9)
    whole = 1 + 0.1 * random.normal(size=40)
    loss = 0.4 * whole + 0.02 * random.normal(size=40)
    share, low, high = channels._share(loss, whole, 0.95)
    ratio = loss.mean() / whole.mean()
    # Delta method: the residual loss - ratio * whole over the mean of the whole.
    error = (loss - ratio * whole).std(ddof=1) / whole.mean() / numpy.sqrt(40)
    assert share == ratio
    assert (low, high) == pytest.approx((ratio - 1.96 * error, ratio + 1.96 * error), abs=0.3 * error)


def test_all_mechanisms_that_are_on_are_tried_if_none_are_named(base, machines, monkeypatch):
    tried = []
    monkeypatch.setattr(channels, "_ablated", lambda effect, off, *rest: tried.append(tuple(off)) or {"through": 0.0, "p_value": 1.0})
    kaldor.explain(machines.with_mechanisms(land=False), base, "gdp_real", progress=False)
    names = kaldor.mechanisms().index
    assert tried[:-1] == [(name,) for name in names if name != "land"]
    assert len(tried[-1]) == len(names) - 1


def test_a_run_that_fails_without_a_mechanism_is_told(base, machines, monkeypatch):
    simulate = channels.Simulator.__call__

    def fails(self, scenario, point=None):
        if "entry: off" in scenario.text or "entry: false" in scenario.text:
            raise kaldor.RunError("nobody is left", "exit", 3, "", 0)
        return simulate(self, scenario, point)

    monkeypatch.setattr(channels.Simulator, "__call__", fails)
    table = kaldor.explain(machines, base, "gdp_real", ["entry", "exit"], progress=False)
    assert table.loc["entry", "note"] == "the run fails: nobody is left"
    assert numpy.isnan(table.loc["entry", "through"]) and numpy.isfinite(table.loc["exit", "through"])


def test_what_makes_no_sense_is_refused(base, machines):
    with pytest.raises(kaldor.InputError, match="no mechanism 'autommation' .*did you mean 'automation'"):
        kaldor.explain(machines, base, "gdp_real", ["autommation"])
    with pytest.raises(kaldor.InputError, match="entry is off in one of the scenarios"):
        kaldor.explain(machines, base.with_mechanisms(entry=False), "gdp_real", ["entry"])
    with pytest.raises(kaldor.InputError, match="no national indicator"):
        kaldor.explain(machines, base, "value_added", ["entry"])
    with pytest.raises(kaldor.InputError, match="need the same seed: 2 and 1"):
        kaldor.explain(machines.with_settings(seed=2), base, "gdp_real", ["entry"])
    with pytest.raises(kaldor.InputError, match="at least one mechanism"):
        kaldor.explain(machines, base, "gdp_real", [])


def test_a_study_goes_on_from_its_folder(base, machines, tmp_path, monkeypatch):
    first = kaldor.explain(machines, base, "gdp_real", ["entry"], folder=tmp_path, progress=False)
    monkeypatch.setattr("kaldor.designs.evaluation.observe", None)
    again = kaldor.explain(machines, base, "gdp_real", ["entry"], folder=tmp_path, progress=False)
    assert again.equals(first)


def test_the_command_prints_the_table(capsys):
    words = ["mini", "what-if", "--outcome", "rd_share", "--channel", "process_innovation", "--channel", "noise", "--firms", "600", "--periods", "12"]
    assert main([*words, "--replications", "3", "--quiet"]) == 0
    title, header, _, whole, *channels_, last, note = capsys.readouterr().out.splitlines()
    assert title == "what-if against mini: rd_share" and header.startswith("channel")
    assert whole.startswith("whole effect") and last.startswith("none of these") and len(channels_) == 2
    assert main([*words, "--replications", "3", "--quiet", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [row["channel"] for row in told["rows"]][0] == "whole effect"
    assert main([*words, "--channel", "noize"]) == 2
    assert "kaldor explain: error: there is no mechanism 'noize' (did you mean 'noise'?)" in capsys.readouterr().err
