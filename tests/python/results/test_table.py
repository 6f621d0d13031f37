"""Labelled arrays as tables in memory and on the disk."""

import numpy
import pandas
import pyarrow.parquet
import pytest
from result_files import write_result

from kaldor import results
from kaldor.results import table as tables


@pytest.fixture
def data(tmp_path):
    paths = [write_result(tmp_path / f"{name}.h5", name=name, regions=("coast", "hills")) for name in ("a", "b")]
    with results.open(paths) as opened:
        yield opened


def test_a_table_has_one_row_for_each_number(data):
    table = results.to_pandas(data)
    assert list(table.columns) == ["indicator", "arm", "replication", "period", "time", "industry", "region", "value", "unit"]
    assert len(table) == sum(array.size for array in data.data_vars.values())
    row = table[
        (table.indicator == "value_added_by_region") & (table.arm == "b") & (table.replication == 1)
        & (table.time == 2020.5) & (table.industry == "mills") & (table.region == "hills")
    ]  # fmt: skip
    wanted = data.value_added_by_region.sel(arm="b", replication=1, period=2, industry="mills", region="hills")
    assert row["value"].item() == float(wanted)
    assert row["unit"].item() == "million"
    assert table.loc[table.indicator == "gdp", ["industry", "region"]].isna().all(axis=None)
    assert isinstance(table["region"].dtype, pandas.CategoricalDtype)


def test_one_array_agrees_with_the_table_that_xarray_makes(data):
    array = data.value_added.sel(arm="a")
    table = results.to_pandas(array).set_index(["replication", "period", "industry"])
    plain = array.to_dataframe()["value_added"]
    assert table["value"].tolist() == plain.tolist()
    assert [tuple(key) for key in table.index] == [tuple(key) for key in plain.index]
    assert results.to_pandas(data.gdp.sum())["value"].tolist() == [float(data.gdp.sum())]


@pytest.mark.parametrize("block", [64 * 2**20, 200, 1])
def test_parquet_files_hold_every_number_whatever_the_block(data, tmp_path, monkeypatch, block):
    monkeypatch.setattr(tables, "BLOCK_BYTES", block)
    paths = results.to_parquet(data, tmp_path / "deep" / "folder")
    assert [path.name for path in paths] == ["national.parquet", "industry.parquet", "region-industry.parquet"]
    for path, name in zip(paths, data.data_vars, strict=True):
        table = pandas.read_parquet(path)
        dims = list(data[name].dims)
        assert list(table.columns) == [*dims[:3], "time", *dims[3:], name]
        frame = table.set_index(dims)[name].sort_index()
        wanted = data[name].reset_coords(drop=True).to_dataframe()[name].sort_index()
        numpy.testing.assert_array_equal(frame.to_numpy(), wanted.to_numpy())
        assert [tuple(key) for key in frame.index] == [tuple(key) for key in wanted.index]
    groups = pyarrow.parquet.ParquetFile(paths[2]).num_row_groups
    assert groups == {64 * 2**20: 1, 200: 4, 1: 16}[block]


def test_columns_of_parquet_files_have_their_units(data, tmp_path):
    path = results.to_parquet(data[["gdp"]], tmp_path)[0]
    field = pyarrow.parquet.read_schema(path).field("gdp")
    assert field.metadata == {b"units": b"million", b"long_name": b"gdp"}
