"""Tables of what users can name come from the engine's declaration."""

import json
import subprocess

import kaldor
import pytest


@pytest.mark.parametrize(
    ("table", "kind"),
    [(kaldor.parameters, "parameters"), (kaldor.mechanisms, "mechanisms"), (kaldor.levers, "levers"),
     (kaldor.indicators, "indicators"), (kaldor.firm_columns, "columns")],
)  # fmt: skip
def test_a_table_has_what_the_command_lists(table, kind, command):
    listed = json.loads(subprocess.run([command, "list", kind, "--json"], capture_output=True, text=True, check=True).stdout)
    assert list(table().index) == [row["name"] for row in listed]


def test_a_row_tells_unit_range_and_source():
    step = kaldor.parameters().loc["innovation.step"]
    assert step["low"] <= step["default"] <= step["high"]
    assert step["meaning"] and step["source"]
    assert kaldor.indicators().loc["value_added", "dimensions"] == ("industry",)
    assert kaldor.indicators().loc["gdp", "dimensions"] == ()
