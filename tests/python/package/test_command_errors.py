"""What the commands of the package say of wrong requests: one sentence with what was expected, status 2, and never a traceback."""

import kaldor
import pytest
from kaldor._text import number, whole
from kaldor.compare.__main__ import main as compare
from kaldor.econometrics.__main__ import main as panel
from kaldor.facts.__main__ import main as facts
from kaldor.reporting.__main__ import main as report

COMMANDS = {"compare": compare, "panel": panel, "facts": facts, "report": report}


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("errors")
    base = kaldor.scenario("mini", firms=600, years=1, firm_panel="1 quarter")
    arms = {"base": base, "policy": base.with_policy("procurement", 0.01)}
    found = kaldor.experiment(arms, replications=2, output=folder, threads=1, progress=False)
    (folder / "notes.h5").write_text("no result")
    return {name: str(path) for name, path in found.paths.items()} | {"notes": str(folder / "notes.h5"), "folder": str(folder)}


@pytest.mark.parametrize(
    ("request_", "sentence"),
    [
        ("compare {base} {policy} --indicator gpd", "there is no indicator 'gpd' (did you mean 'gdp'?)"),
        ("compare {base} {policy} --years 2022-2020", "expected the first year before the last, got 2022 and 2020"),
        ("compare {base} {policy} --beyond 0.1", "--beyond goes with --harm"),
        ("compare {base} {policy} --harm --beyond much", "argument --beyond: expected a number, got 'much'"),
        ("compare {base} {policy} --level high", "argument --level: expected a number, got 'high'"),
        ("compare {folder} {policy}", "is a folder, not a result file"),
        ("compare {base} {notes}", "is not a readable HDF5 file"),
        ("facts {base} --burn-in long", "argument --burn-in: expected a number, got 'long'"),
        ("facts {notes}", "is not a readable HDF5 file"),
        ("report {notes}", "kaldor report: error: {notes}: is not a readable HDF5 file"),
        ("panel {policy} -o {folder}/panel.csv --outcome sale", "there is no column of the panel 'sale' (did you mean 'sales'?)"),
        ("panel {policy} -o {folder}/panel.csv --policy procuremnt", "found none (did you mean 'procurement'?)"),
    ],
)
def test_wrong_requests_are_told_in_a_sentence(files, capsys, request_, sentence):
    name, *words = request_.format(**files).split()
    try:
        status = COMMANDS[name](words)
    except SystemExit as stopped:
        status = stopped.code
    said = capsys.readouterr().err
    assert status == 2
    assert sentence.format(**files) in said and f"kaldor {name}: error: " in said
    assert "Traceback" not in said and len(said.splitlines()[-1]) < 250


def test_numbers_of_options_are_told_in_plain_words():
    assert (number("1e-3"), whole("12")) == (0.001, 12)
    for read, text, words in ((number, "x", "a number"), (whole, "1.5", "a whole number")):
        with pytest.raises(Exception, match=f"expected {words}, got '{text}'"):
            read(text)
