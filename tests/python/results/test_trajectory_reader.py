"""Result files opened as labelled arrays."""

import dask
import h5py
import numpy
import pytest
from result_files import write_result

from kaldor import results
from kaldor.errors import ResultError


def test_one_file_has_the_dimensions_values_and_attributes_that_it_holds(written):
    with results.open(written["base"]) as data, h5py.File(written["base"]) as file:
        assert set(data.sizes) == {"replication", "period", "region", "industry", "skill", "flow", "account"}
        assert data.value_added_share.dims == ("replication", "period", "industry")
        numpy.testing.assert_array_equal(data.value_added_share.values, file["value_added_share"][:])
        assert data.value_added_share.attrs["units"] == "1"
        assert {"units", "long_name", "formula"} <= set(data.gdp.attrs)
        assert data.attrs["scenario_name"] == "base" and data.attrs["complete"] == 1
        assert data.time.values[:2].tolist() == [2020.0, 2020.25]


def test_nothing_but_coordinates_is_read_before_it_is_asked_for(written):
    with results.open(written["base"]) as data:
        assert all(dask.is_dask_collection(array.data) for array in data.data_vars.values())
        assert not any(dask.is_dask_collection(labels.data) for labels in data.coords.values())


def test_blocks_are_whole_multiples_of_the_chunks_on_the_disk(tmp_path):
    path = write_result(tmp_path / "long.h5", replications=30, periods=200, industries=[f"i{n}" for n in range(400)])
    with results.open(path) as data:
        blocks = data.value_added.chunksizes
        assert len(blocks["replication"]) > 1 or len(blocks["period"]) > 1
        assert all(length % 50 == 0 for length in blocks["period"])
        assert max(blocks["replication"]) * max(blocks["period"]) * 400 * 8 <= 8 * 2**20
    with results.open(path, chunks={}) as data:
        assert data.value_added.chunksizes["period"] == (50,) * 4
    with results.open(path, chunks=None) as data:
        assert data.value_added.chunks is None


def test_arms_are_the_keys_of_a_mapping_and_keep_their_scenarios(written):
    with results.open({"off": written["base"], "on": written["policy"]}) as data:
        assert data.gdp.dims == ("arm", "replication", "period")
        assert data.arm.values.tolist() == ["off", "on"]
        for arm, name in {"off": "base", "on": "policy"}.items():
            with h5py.File(written[name]) as file:
                numpy.testing.assert_array_equal(data.gdp.sel(arm=arm).values, file["gdp"][:])
        assert data.gdp.attrs["units"] == "million currency/quarter"
        assert data.scenario_name.sel(arm="on") == "more-demand"
        assert "procurement" in str(data.scenario.sel(arm="on").values)
        assert data.seed.values.tolist() == [1, 1]
        assert data.attrs["filetype"] == "kaldor-trajectory" and "scenario" not in data.attrs


def test_arms_of_a_list_are_called_after_their_scenarios_and_told_apart(tmp_path):
    base, other = write_result(tmp_path / "a.h5"), write_result(tmp_path / "b.h5", name="demand")
    with results.open([base, other, base]) as data:
        assert data.arm.values.tolist() == ["base", "demand", "base-2"]
    with results.open([base]) as data:
        assert data.gdp.dims[0] == "arm" and data.sizes["arm"] == 1


def test_common_replications_and_quarters_are_kept_with_a_warning(tmp_path):
    write_result(tmp_path / "a.h5", replications=2, periods=4)
    write_result(tmp_path / "b.h5", replications=3, periods=3)
    with pytest.warns(UserWarning) as told:
        data = results.open({"a": tmp_path / "a.h5", "b": tmp_path / "b.h5"})
    assert {each.filename for each in told} == {__file__}
    assert [str(each.message) for each in told] == [
        "replication: only the 2 that all arms have are kept (a has 2, b has 3)",
        "period: only the 3 that all arms have are kept (a has 4, b has 3)",
    ]
    assert (data.sizes["replication"], data.sizes["period"]) == (2, 3)
    assert data.gdp.sel(arm="a").values.tolist() == [[0, 1, 2], [4, 5, 6]]
    assert data.gdp.sel(arm="b").values.tolist() == [[0, 1, 2], [3, 4, 5]]
    data.close()


def test_indicators_that_one_arm_lacks_are_left_out_with_a_warning(tmp_path):
    write_result(tmp_path / "a.h5")
    write_result(tmp_path / "b.h5", indicators=("gdp",))
    with pytest.warns(UserWarning, match="some arm lacks are left out: value_added, value_added_by_region"):
        with results.open([tmp_path / "a.h5", tmp_path / "b.h5"]) as data:
            assert list(data.data_vars) == ["gdp"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"industries": ("farms", "shops")}, "dimension industry: only the first has mills; only the second has shops"),
        ({"industries": ("mills", "farms")}, "dimension industry: the same labels in another order"),
        ({"regions": ("coast", "hills")}, "dimension region: only the second has hills"),
        ({"start": 2017.0}, "begin at different times, 2020 and 2017"),
    ],
)
def test_arms_of_different_shape_are_refused_with_what_differs(tmp_path, change, sentence):
    write_result(tmp_path / "a.h5")
    write_result(tmp_path / "b.h5", **change)
    with pytest.raises(ResultError, match=f"^arms 'a' and 'b' .*{sentence}$"):
        results.open({"a": tmp_path / "a.h5", "b": tmp_path / "b.h5"})


@pytest.mark.parametrize("minor", [0, 7])
def test_every_minor_version_is_read(tmp_path, minor, recwarn):
    with results.open(write_result(tmp_path / "a.h5", version=(1, minor))) as data:
        assert data.gdp.sum() == sum(range(8))
    assert not recwarn


@pytest.mark.parametrize("version", [(0, 9), (2, 0)])
def test_another_major_version_is_refused(tmp_path, version):
    path = write_result(tmp_path / "a.h5", version=version)
    with pytest.raises(ResultError, match=rf"a.h5: is of format {version[0]}\.{version[1]}, .* reads 1\.x only$"):
        results.open(path)


def test_files_of_another_kind_are_refused(tmp_path):
    (tmp_path / "text.h5").write_text("gdp,1\n")
    h5py.File(tmp_path / "bare.h5", "w").close()
    write_result(tmp_path / "experiment.h5", filetype="kaldor-experiment")
    for name, sentence in {
        "text.h5": "is not a readable HDF5 file",
        "bare.h5": "but it has no attribute filetype",
        "experiment.h5": "but its filetype is 'kaldor-experiment'",
        "nowhere.h5": "there is no such file",
    }.items():
        with pytest.raises(ResultError, match=f"{name}: .*{sentence}$"):
            results.open(tmp_path / name)
    with pytest.raises(ResultError, match="no result file"):
        results.open([])


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.999])
def test_a_truncated_file_is_refused(copied, share):
    whole = copied.read_bytes()
    copied.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(ResultError, match=r"copy.h5: is truncated$"):
        results.open(copied)


@pytest.mark.filterwarnings("ignore::xarray.SerializationWarning")
def test_a_damaged_file_is_refused_or_read_but_nothing_else_is_raised(tmp_path):
    path = write_result(tmp_path / "a.h5")
    whole, random = path.read_bytes(), numpy.random.default_rng(1)
    refused = 0
    for _ in range(60):
        damaged = bytearray(whole)
        for place in random.integers(len(whole), size=20):
            damaged[place] ^= 255
        path.write_bytes(damaged)
        try:
            results.open(path).close()
        except ResultError as error:
            refused += str(error).startswith(f"{path}: ")
    assert refused > 30


def test_a_file_of_a_run_that_has_not_ended_says_so(tmp_path):
    partial = write_result(tmp_path / "a.h5.partial")
    with h5py.File(partial, "r+") as file:
        file.attrs["complete"] = numpy.int32(0)
        file["gdp"][:, 3:] = numpy.nan
    with results.open(partial) as data:
        assert data.attrs["complete"] == 0
        assert data.gdp.isnull().sum("period").values.tolist() == [1, 1]
    with results.open([partial, write_result(tmp_path / "b.h5")]) as data:
        assert data.complete.values.tolist() == [0, 1]


def test_closing_lets_go_of_every_file(tmp_path):
    paths = [write_result(tmp_path / name) for name in ("a.h5", "b.h5")]
    results.open(paths).close()
    for path in paths:
        h5py.File(path, "r+").close()


def _replace(file: h5py.File, name: str, values: object) -> None:
    del file[name]
    file[name] = values


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda file: _replace(file, "gdp", numpy.full((2, 4), b"abc")), "gdp holds no numbers"),
        (lambda file: _replace(file, "gdp", numpy.zeros((2, 4), "c16")), "gdp holds no numbers"),
        (lambda file: file.__delitem__("time"), "it has no time"),
        (lambda file: file.attrs.__setitem__("format_version", 1), "has no format version"),
        (lambda file: file.attrs.__setitem__("format_version", "1.2"), "has no format version"),
        (lambda file: file.attrs.__setitem__("filetype", b"\xff\xfe"), "its filetype is"),
    ],
)
def test_what_other_programs_made_of_a_file_is_told(tmp_path, damage, sentence):
    path = write_result(tmp_path / "a.h5")
    with h5py.File(path, "r+") as file:
        damage(file)
    with pytest.raises(ResultError, match=f"a.h5: .*{sentence}"):
        results.open(path)
