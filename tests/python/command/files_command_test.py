"""`kaldor validate`, `schema`, `list`, `info`, `digest`, `diff` and `completion`."""

import json
import re
import subprocess

import pytest
from kaldor_command import ROOT

VALID = "kaldor: 1\nname: fine\nbase: mini\n"
WRONG = "kaldor: 1\nname: wrong\nbase: mini\nfirms: many\nyeers: 3\nseed: -1\n"


def test_validate_accepts_every_shipped_file(kaldor):
    files = sorted((ROOT / "scenarios").rglob("*.yaml"))
    assert files
    result = kaldor("validate", *files)
    assert result.returncode == 0, result.stderr
    assert result.stdout.count("a valid ") == len(files)


def test_validate_tells_all_faults_of_all_files(kaldor, scenario_file):
    fine, first, second = scenario_file(VALID, "fine.yaml"), scenario_file(WRONG, "a.yaml"), scenario_file(WRONG, "b.yaml")
    result = kaldor("validate", first, fine, second)
    assert result.returncode == 2
    assert f"{fine}: a valid scenario" in result.stdout
    for path in (first, second):
        places = set(re.findall(rf"^{re.escape(str(path))}:(\d+):\d+: ", result.stderr, re.MULTILINE))
        assert places >= {"4", "5", "6"}


def test_validate_refuses_a_scenario_whose_economy_has_no_balanced_path(kaldor, scenario_file):
    path = scenario_file("kaldor: 1\nname: worn\nbase: mini\nparameters: { investment.churn: 0.2 }\n")
    checked, run = kaldor("validate", path), kaldor("run", path, "--no-output")
    assert checked.returncode == run.returncode == 2
    for said in (checked.stderr, run.stderr):
        assert "mini: return_on_capital: expected capital whose upkeep" in said and "parameters.investment.churn" in said


def test_validate_as_json_has_a_list_of_faults(kaldor, scenario_file):
    path = scenario_file(WRONG)
    result = kaldor("validate", path, "--json")
    assert result.returncode == 2
    (told,) = json.loads(result.stdout)
    assert told["file"] == str(path) and told["valid"] is False
    assert told["fault_count"] == len(told["faults"]) >= 3
    assert {"line", "column", "path", "expected", "got", "hint"} == set(told["faults"][0])


def test_validate_refuses_a_file_that_is_not_there(kaldor):
    result = kaldor("validate", "nowhere.yaml")
    assert result.returncode == 2
    assert "nowhere.yaml" in result.stderr


def test_schema_is_a_json_schema_that_knows_the_levers(kaldor):
    result = kaldor("schema")
    assert result.returncode == 0
    assert "$schema" in json.loads(result.stdout)
    assert "carbon_price" in result.stdout


@pytest.mark.parametrize(
    "kind, member",
    [
        ("parameters", "price.pass_through"),
        ("levers", "carbon_price"),
        ("mechanisms", "entry"),
        ("indicators", "gdp_real"),
        ("columns", "employees"),
        ("scenarios", "mini"),
        ("economies", "mini"),
    ],
)
def test_list_tells_each_kind_in_words_and_as_json(kaldor, kind, member):
    text = kaldor("list", kind)
    assert text.returncode == 0
    assert member in text.stdout
    items = json.loads(kaldor("list", kind, "--json").stdout)
    assert member in [item["name"] for item in items]


def test_info_tells_what_a_result_file_holds(kaldor):
    kaldor.run_small("-o", "a.h5", "--seed", 7)
    text = kaldor("info", "a.h5").stdout
    for expected in ("complete", "mini", "unemployment", "agriculture"):
        assert expected in text
    assert json.loads(kaldor("info", "a.h5", "--json").stdout)["seed"] == 7


@pytest.mark.parametrize("command", ["info", "digest"])
def test_files_that_are_no_results_give_status_2(kaldor, scenario_file, command):
    path = scenario_file("no result")
    for file in (path, "nowhere.h5"):
        result = kaldor(command, file)
        assert result.returncode == 2
        assert str(file) in result.stderr


def test_digest_prints_a_line_a_file_and_goes_on_after_a_bad_one(kaldor):
    kaldor.run_small("-o", "a.h5")
    kaldor.run_small("-o", "b.h5")
    result = kaldor("digest", "a.h5", "nowhere.h5", "b.h5")
    assert result.returncode == 2
    lines = result.stdout.splitlines()
    assert [re.fullmatch(r"[0-9a-f]{32,}  (\S+)", line).group(1) for line in lines] == ["a.h5", "b.h5"]
    assert lines[0].split()[0] == lines[1].split()[0]


def test_diff_tells_what_differs_after_all_defaults(kaldor, scenario_file):
    path = scenario_file("kaldor: 1\nname: other\nbase: mini\nseed: 99\n")
    result = kaldor("diff", "mini", path)
    assert result.returncode == 0
    assert sorted(line.split(":")[0] for line in result.stdout.splitlines()) == ["name", "seed"]
    assert "99" in result.stdout


def test_diff_of_a_scenario_with_itself_is_nothing(kaldor):
    assert kaldor("diff", "mini", "mini").stdout == "no difference\n"


def complete(kaldor, *words):
    """What bash offers after these words."""
    script = (
        f'source <("{kaldor.path}" completion bash)\n'
        f"COMP_WORDS=({' '.join(map(repr, words))})\nCOMP_CWORD={len(words) - 1}\n_kaldor\n"
        'printf "%s\\n" "${COMPREPLY[@]}"'
    )
    result = subprocess.run(["bash", "-c", script], capture_output=True, text=True, cwd=kaldor.folder, timeout=60)
    assert result.stderr == ""
    return result.stdout.split()


def test_completion_offers_commands_options_and_scenarios(kaldor):
    assert "trace" in complete(kaldor, str(kaldor.path), "tr")
    assert "--replications" in complete(kaldor, str(kaldor.path), "run", "--rep")
    assert "mini" in complete(kaldor, str(kaldor.path), "run", "min")
    assert "levers" in complete(kaldor, str(kaldor.path), "list", "lev")
