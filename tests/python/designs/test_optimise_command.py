"""`kaldor optimise`."""

import json
import re
from pathlib import Path

import kaldor
import pytest
import yaml
from kaldor.designs import optimise_command

PAGE = Path(__file__).parents[3] / "docs/formats/optimise.md"


@pytest.fixture
def file(tmp_path):
    """The example of the page, in few trials."""
    text = re.search(r"```yaml\n(.*?)```", PAGE.read_text(), re.DOTALL)[1]
    path = tmp_path / "search.yaml"
    path.write_text(text.replace("trials: 40", "trials: 12").replace("firms: 1000, years: 6", "firms: 600, years: 6"))
    return path


def answer(capsys, *arguments):
    status = optimise_command.main([str(argument) for argument in arguments] + ["--quiet"])
    told = capsys.readouterr()
    return status, told.out, told.err


def test_the_best_mix_is_told_judged_and_written(file, tmp_path, capsys):
    status, out, _ = answer(capsys, file, "-o", tmp_path / "best.yaml", "--replications", 3, "--folder", tmp_path / "kept")
    assert status == 0
    assert "rd_subsidy, policies[1].value" in out and "of 3 new replications" in out
    best = kaldor.scenario(tmp_path / "best.yaml")
    status, again, _ = answer(capsys, file, "--json", "--replications", 3, "--folder", tmp_path / "kept")
    told = json.loads(again)
    assert status == 0 and len(told["trials"]) == 12 and told["trials"][told["best"]]["feasible"]
    policies = yaml.safe_load((tmp_path / "best.yaml").read_text())["policies"]
    assert [policy["value"] for policy in policies] == list(told["mix"].values())
    data = kaldor.observe(best, "policy_cost_share", progress=False)
    assert data["policy_cost_share"].mean().item() == pytest.approx(told["trials"][told["best"]]["policy_cost_share"], rel=1e-12)
    assert answer(capsys, file, "-o", tmp_path / "best.yaml")[0] == 2


def test_several_objectives_are_told_as_a_front(file, capsys):
    file.write_text(file.read_text().replace("{ gdp_real: maximise }", "{ gdp_real: maximise, carbon_emissions: minimise }"))
    status, out, _ = answer(capsys, file, "--trials", 4)
    assert status == 0 and "of 4 trials are not beaten in every objective" in out
    status, _, err = answer(capsys, file, "--trials", 4, "-o", file.with_name("best.yaml"))
    assert status == 2 and "several objectives" in err
    assert "front" in json.loads(answer(capsys, file, "--trials", 4, "--json")[1])


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("budget: 0.02", "budget: -1", "none of 2 trials keeps to the budget of -1"),
        ("gdp_real", "gdp_rael", "did you mean 'gdp_real'"),
        ("maximise", "maximize", r"search.yaml:7:15: objectives.gdp_real"),
    ],
)
def test_what_is_wrong_is_told_with_status_2(file, capsys, old, new, sentence):
    file.write_text(file.read_text().replace(old, new))
    status, out, err = answer(capsys, file, "--trials", 2)
    assert status == 2 and not out and re.search(rf"kaldor optimise: error: .*{sentence}", err)


def test_what_options_cannot_be_is_told_with_status_2(file, capsys):
    assert answer(capsys, file, "--replications", 1)[2].startswith("kaldor optimise: error: --replications: expected 2 or more")
    assert answer(capsys, file, "--trials", 0)[0] == 2
    assert answer(capsys, file.with_name("none.yaml"))[0] == 2


def test_an_interrupt_says_how_to_go_on(file, tmp_path, capsys, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(optimise_command, "optimise", interrupted)
    status, _, err = answer(capsys, file, "--folder", tmp_path)
    assert status == 130 and f"what is finished is in {tmp_path}" in err


def test_a_file_can_be_checked_without_a_simulation(file, capsys, monkeypatch):
    monkeypatch.setattr(optimise_command, "optimise", None)
    assert answer(capsys, file, "--check") == (0, f"{file}: a valid search\n", "")
    file.write_text(file.read_text().replace("gdp_real", "gdp_rael"))
    status, out, err = answer(capsys, file, "--check")
    assert status == 2 and not out and "did you mean 'gdp_real'" in err
