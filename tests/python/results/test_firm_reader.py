"""Firm panels as tables."""

import h5py
import numpy
import pandas
import pytest
from result_files import write_result

from kaldor import results
from kaldor.errors import ResultError


def test_the_panel_is_what_the_file_holds(written):
    table = results.open_firms(written["base"])
    with h5py.File(written["base"]) as file:
        panel = file["firm_panel"]
        assert set(table.columns) == set(panel) - {"row"}
        for name in ("replication", "period", "id", "weight", "sales"):
            numpy.testing.assert_array_equal(table[name], panel[name][:])
        ids = file["industry"].asstr()[:]
        assert table["industry"].tolist() == ids[panel["industry"][:]].tolist()
    assert table["region"].cat.categories.tolist() == ["coast", "interior"]
    assert table.attrs["units"]["employees"] == "persons"
    assert table["sales"].dtype == numpy.float32


def test_only_the_columns_and_quarters_asked_for_are_there(written):
    table = results.open_firms(written["base"], columns=["sales", "industry"], periods=[4])
    assert list(table.columns) == ["replication", "period", "sales", "industry"]
    assert set(table["period"]) == {4} and set(table["replication"]) == {0, 1, 2}
    whole = results.open_firms(written["base"])
    assert len(table) == (whole["period"] == 4).sum() > 0
    assert results.open_firms(written["base"], ["id"], periods=[1]).dtypes["id"] == numpy.int64


def test_several_files_have_a_column_of_arms(written):
    table = results.open_firms(written, columns=["id", "industry"])
    assert list(table.columns) == ["arm", "replication", "period", "id", "industry"]
    assert table["arm"].cat.categories.tolist() == ["base", "policy"]
    alone = results.open_firms(written["policy"], columns=["id", "industry"])
    pandas.testing.assert_frame_equal(table[table["arm"] == "policy"].drop(columns="arm").reset_index(drop=True), alone)
    assert isinstance(table["industry"].dtype, pandas.CategoricalDtype)


def test_chunks_are_the_panel_in_pieces_of_bounded_length(written):
    whole = results.open_firms(written["base"])
    pieces = list(results.firm_chunks(written["base"], rows=500))
    assert len(pieces) == -(-len(whole) // 500) > 2
    assert max(map(len, pieces)) == 500
    pandas.testing.assert_frame_equal(pandas.concat(pieces, ignore_index=True), whole)


def test_what_is_not_there_is_refused_before_anything_is_read(written, tmp_path):
    with pytest.raises(ResultError, match="no column of the panel 'sale' .did you mean 'sales'"):
        results.firm_chunks(written["base"], columns=["sale"])
    with pytest.raises(ResultError, match="without.h5: has no panel of firms"):
        results.open_firms(write_result(tmp_path / "without.h5"))
