"""`kaldor experiment` computes the same differences from the same runs."""

import json
import subprocess

import pytest

from kaldor import results
from kaldor.compare import difference

RUN = "base: mini\nfirms: 600\nyears: 3\nreplications: 4\n"
POLICIES = "policies: [ { lever: procurement, value: 0.2, from: 2020 } ]"
EXPERIMENT = f"""kaldor: 1
experiment: more demand makes more goods
row: D4
story: Government buys more.
base: {{ economy: mini, firms: 600, years: 3 }}
replications: 4
arms:
  on: {{ {POLICIES} }}
outcomes:
  - {{ indicator: gdp, at: 2021, contrast: on - base, relative: yes, expect: positive, primary: yes }}
  - {{ indicator: value_added_share, industries: [services], from: 2020, until: 2022, contrast: on - base, expect: positive }}
"""


@pytest.fixture(scope="module")
def files(command, tmp_path_factory):
    folder = tmp_path_factory.mktemp("experiment")
    texts = {
        "on.yaml": f"kaldor: 1\nname: on\n{RUN}{POLICIES}\n",
        "base.yaml": f"kaldor: 1\nname: base\n{RUN}",
        "experiment.yaml": EXPERIMENT,
    }
    for name, text in texts.items():
        (folder / name).write_text(text)
    return folder


def call(command, folder, *arguments) -> str:
    done = subprocess.run([command, *arguments], cwd=folder, check=True, timeout=120, capture_output=True, text=True)
    return done.stdout


def test_difference_interval_and_pairing_gain_are_those_of_the_command(command, files):
    told = json.loads(call(command, files, "experiment", "experiment.yaml", "--quiet", "--json"))["outcomes"]
    for arm in ("on", "base"):
        call(command, files, "run", f"{arm}.yaml", "-o", f"{arm}.h5", "--quiet")
    with results.open([files / "on.h5", files / "base.h5"]) as data:
        gdp = difference(data, "on", "base", "gdp", relative=True).summary(2021, confidence="student")
        share = difference(data, "on", "base", "value_added_share").summary((2020, 2021), confidence="student")
    for outcome, row in zip(told, (gdp.loc["gdp"], share.loc["services"]), strict=True):
        wanted = [*outcome["difference"].values(), outcome["base"], outcome["pairing_gain"]]
        assert row[["mean", "low", "high", "base", "pairing_gain"]].tolist() == pytest.approx(wanted, rel=1e-9)
