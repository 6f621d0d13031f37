"""Result files opened without our code, as docs/formats/trajectory.md describes them.

The file is the one that KALDOR_TRAJECTORY names, or else one that the command writes.
"""

import os
import shutil
import subprocess
from pathlib import Path

import numpy
import pytest

xarray = pytest.importorskip("xarray")
h5py = pytest.importorskip("h5py")
pytest.importorskip("h5netcdf")

ROOT = Path(__file__).resolve().parents[3]
SCENARIO = """\
kaldor: 1
name: opened-elsewhere
base: mini
firms: 600
years: 3
replications: 2
output:
  firms: { every: 1 year, sample: 0.5 }
"""
ROOT_ATTRIBUTES = {
    "filetype", "format_version", "complete", "Conventions", "kaldor_version", "git_commit", "compiler", "numerics_check",
    "created", "scenario_name", "economy", "seed", "replications", "scenario", "scenario_resolved",
}


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    named = os.environ.get("KALDOR_TRAJECTORY")
    if named:
        return Path(named)
    command = Path(os.environ.get("KALDOR_COMMAND", ROOT / "build/release/bin/kaldor")).resolve()
    if not command.exists():
        pytest.skip(f"no result file: KALDOR_TRAJECTORY is not set and the command is not built ({command})")
    folder = tmp_path_factory.mktemp("trajectory")
    (folder / "scenario.yaml").write_text(SCENARIO)
    arguments = [command, "run", "scenario.yaml", "-o", "a.h5", "--quiet"]
    subprocess.run(arguments, cwd=folder, check=True, timeout=120)
    return folder / "a.h5"


@pytest.fixture
def data(path):
    with xarray.open_dataset(path, engine="h5netcdf") as opened:
        yield opened


def test_root_attributes_say_where_the_file_comes_from(data):
    assert ROOT_ATTRIBUTES <= set(data.attrs)
    assert data.attrs["filetype"] == "kaldor-trajectory"
    assert data.attrs["format_version"][0] == 1
    assert data.attrs["complete"] == 1
    assert data.attrs["created"].endswith("Z")
    assert data.attrs["scenario_resolved"].strip()


def test_dimensions_have_their_coordinates(data):
    assert set(data.sizes) == {"replication", "period", "region", "industry", "skill", "flow", "account"}
    assert list(data.replication.values) == list(range(data.sizes["replication"]))
    assert data.period.values[0] == 0
    assert list(data.skill.values) == ["low", "high"]
    assert {"wages", "exports", "deposits"} < set(data.flow.values) and {"households", "rest of the world"} < set(data.account.values)
    for name, dimension in {"industry_code": "industry", "industry_name": "industry", "region_name": "region"}.items():
        assert data.coords[name].dims == (dimension,)
    assert len(set(data.industry.values)) == data.sizes["industry"]


def test_every_dimension_has_a_number_of_its_own(path):
    """By which netCDF finds it."""
    numbers = {}

    def keep(name, found):
        if "_Netcdf4Dimid" in found.attrs:
            numbers[name] = found.attrs["_Netcdf4Dimid"].item()

    with h5py.File(path) as file:
        file.visititems(keep)
    assert sorted(numbers.values()) == list(range(8)), numbers


def test_netcdf_opens_it(path, data):
    with xarray.open_dataset(path, engine="netcdf4") as opened:
        assert opened.sizes == data.sizes
        xarray.testing.assert_equal(opened["transactions"], data["transactions"])


def test_time_is_the_decimal_year_of_each_quarter(data):
    assert data.time.attrs["units"] == "year"
    quarters = data.period.values - data.period.values[0]
    numpy.testing.assert_array_equal(data.time.values - data.time.values[0], quarters / 4)


def test_every_indicator_is_described_and_lies_on_the_named_dimensions(data):
    shapes = {(), ("industry",), ("region",), ("region", "industry"), ("region", "skill"), ("flow", "account")}
    assert len(data.data_vars) > 50
    for name, variable in data.data_vars.items():
        assert variable.dims[:2] == ("replication", "period"), name
        assert variable.dims[2:] in shapes, name
        assert variable.dtype == numpy.float64, name
        for attribute in ("units", "long_name", "formula", "source"):
            assert variable.attrs[attribute], (name, attribute)


def test_numbers_are_there(data):
    assert numpy.isfinite(data.gdp.values).all()
    assert (data.gdp.values > 0).all()
    numpy.testing.assert_allclose(data.value_added_share.sum("industry").values, 1, rtol=1e-9)


def test_variables_are_compressed_and_guarded_by_checksums(path):
    with h5py.File(path) as file:
        for name in ("gdp", "value_added", "wage"):
            variable = file[name]
            assert variable.compression == "gzip" and variable.compression_opts == 1
            assert variable.shuffle and variable.fletcher32
            assert variable.chunks[0] == 1
            assert numpy.isnan(variable.attrs["_FillValue"]).all() and numpy.isnan(variable.fillvalue)


def test_the_firm_panel_is_a_table(path):
    with h5py.File(path) as file:
        if "firm_panel" not in file:
            pytest.skip("the file that KALDOR_TRAJECTORY names has no firm panel")
    with xarray.open_dataset(path, engine="h5netcdf", group="firm_panel") as panel:
        assert set(panel.sizes) == {"row"}
        assert panel.sizes["row"] > 0
        table = panel.to_dataframe()
    assert {"replication", "period", "id", "industry", "region", "weight", "employees"} <= set(table.columns)
    assert not table.duplicated(["replication", "period", "id"]).any()
    assert table["weight"].dtype == numpy.float32 and table["id"].dtype == numpy.int64


def test_ncdump_reads_it(path):
    if shutil.which("ncdump") is None:
        pytest.skip("ncdump is not installed (Debian: netcdf-bin)")
    told = subprocess.run(["ncdump", "-v", "gdp,industry", path], capture_output=True, text=True, timeout=60)
    assert told.returncode == 0, told.stderr
    assert "double gdp(replication, period) ;" in told.stdout
    assert "string industry(industry) ;" in told.stdout


def test_without_mergers_the_panel_adds_up_to_the_firms_and_the_entrants_of_the_quarter(command, tmp_path):
    whole = ["--set", "output.firms={ every: 1 quarter }", "--set", "mechanisms.mergers=off", "--firms", "600", "--periods", "8", "--quiet", "-o", tmp_path / "whole.h5"]
    subprocess.run([command, "run", "mini", *whole], check=True, timeout=120, stdout=subprocess.DEVNULL)
    with h5py.File(tmp_path / "whole.h5") as file:
        panel, firms = file["firm_panel"], file["firm_count"][0]
        seen = numpy.bincount(panel["period"][:], weights=panel["weight"][:])
        numpy.testing.assert_allclose(seen, firms + file["entry_rate"][0] * firms / 4, rtol=1e-6)
