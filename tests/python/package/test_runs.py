"""Runs and experiments from Python."""

import _thread
import os
import pickle
import signal
import subprocess
import sys
import threading
import time

import kaldor
import numpy
import pytest
import xarray


def test_python_command_and_file_give_the_same_bits(mini, command, tmp_path):
    policy = mini.with_policy("carbon_price", 20, from_=2018).with_settings(replications=2)
    file = tmp_path / "policy.yaml"
    file.write_text(policy.resolved())
    subprocess.run([command, "run", file, "--quiet", "-o", tmp_path / "command.h5"], check=True, capture_output=True)
    told = subprocess.run([command, "digest", tmp_path / "command.h5"], check=True, capture_output=True, text=True).stdout.split()[0]
    assert kaldor.run(policy, progress=False).digest() == {"mini": told}
    assert kaldor.run(kaldor.scenario(file), progress=False, threads=1).digest()[policy.name] == told


def test_what_is_observed_is_what_a_run_records(mini):
    @kaldor.policy
    def buy(economy):
        return {"procurement": 0.1}

    ruled = mini.with_policy(buy).with_settings(replications=2)
    seen = kaldor.observe(ruled, ["gdp", "value_added", "wage", "price_by_region"], progress=False)
    recorded = kaldor.run(ruled, progress=False).to_xarray()
    for name, values in seen.items():
        xarray.testing.assert_equal(values.drop_vars("time"), recorded[name].drop_vars(["time"]).reset_coords(drop=True).compute())
        assert values.attrs["units"] == recorded[name].attrs["units"]
    numpy.testing.assert_array_equal(seen["time"], recorded["time"])
    with pytest.raises(kaldor.InputError, match="no indicator 'gpd'"):
        kaldor.observe(mini, ["gpd"])


def test_arms_have_common_chance_and_labels(mini):
    policy = mini.with_policy("carbon_price", 50)
    result = kaldor.experiment({"base": mini, "policy": policy}, replications=3, seed=7, progress=False)
    data = result.to_xarray()
    assert list(data["arm"].values) == ["base", "policy"]
    assert dict(data["value_added"].sizes) == {"arm": 2, "replication": 3, "period": 8, "industry": len(mini.industries)}
    alone = kaldor.run(policy.with_settings(seed=7, replications=3), progress=False).to_xarray()
    numpy.testing.assert_array_equal(data["gdp"].sel(arm="policy"), alone["gdp"])
    lower = result.difference("policy", "base", "carbon_emissions").values
    assert (lower.isel(period=-1) < 0).all()


def test_an_arm_equal_to_the_base_differs_by_nothing(mini):
    result = kaldor.experiment({"base": mini, "same": mini.with_policy("carbon_price", 0)}, replications=2, progress=False)
    assert not result.difference("same", "base", "gdp").values.any()


def test_arms_that_cannot_be_compared_are_refused(mini):
    with pytest.raises(kaldor.InputError, match="the same seed: 'a' has 1, 'b' has 2"):
        kaldor.experiment({"a": mini, "b": mini.with_settings(seed=2)})
    with pytest.raises(kaldor.InputError, match="periods"):
        kaldor.experiment({"a": mini, "b": mini.with_settings(years=1)})
    with pytest.raises(kaldor.InputError, match="at least one"):
        kaldor.experiment({})


def test_temporary_results_go_with_their_owner(mini):
    result = kaldor.run(mini, progress=False)
    (path,) = result.paths.values()
    assert path.exists()
    del result
    assert not path.exists()


def test_a_result_that_is_there_is_not_overwritten_unasked(mini, tmp_path):
    path = tmp_path / "mine.h5"
    kaldor.run(mini, output=path, progress=False)
    with pytest.raises(kaldor.InputError, match="mine.h5"):
        kaldor.run(mini, output=path, progress=False)
    kaldor.run(mini, output=path, overwrite=True, progress=False)


def test_a_place_that_cannot_be_written_is_an_output_error(mini):
    with pytest.raises(kaldor.OutputError):
        kaldor.run(mini, output="/proc/nowhere.h5", progress=False)


@pytest.fixture
def listening():
    """Interrupts are heard, as at a terminal; a program that was started in the background is born deaf to them."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("listening")
def test_ctrl_c_stops_within_a_second_and_leaves_what_was_computed(mini, tmp_path):
    long = mini.with_settings(years=400, firms=10_000, replications=4)
    stopped = []

    def press() -> None:
        time.sleep(0.5)
        stopped.append(time.monotonic())
        _thread.interrupt_main()

    threading.Thread(target=press).start()
    with pytest.raises(KeyboardInterrupt) as raised:
        kaldor.run(long, output=tmp_path / "long.h5", progress=False)
    assert time.monotonic() - stopped[0] < 1
    assert isinstance(raised.value, kaldor.Interrupted)
    gdp = raised.value.result.to_xarray()["gdp"]
    assert numpy.isfinite(gdp.isel(replication=0)).any() and not numpy.isfinite(gdp).all()


def test_arms_may_be_called_anything_and_their_files_stay_in_their_folder(mini, tmp_path):
    short = mini.with_settings(periods=1)
    arms = {"../a": short, "..-a": short, "50 %": short, 2: short}
    result = kaldor.experiment(arms, output=tmp_path / "arms", progress=False)
    assert list(result.to_xarray()["arm"].values) == ["../a", "..-a", "50 %", "2"]
    assert sorted(path.parent for path in result.paths.values()) == [tmp_path / "arms"] * 4
    assert len(set(result.paths.values())) == 4


def test_fewer_than_no_threads_are_refused(mini):
    with pytest.raises(kaldor.InputError, match="threads"):
        kaldor.run(mini, threads=-1, progress=False)
    with pytest.raises(kaldor.InputError, match="replication: expected a whole number from 0 to 999999, got -1"):
        kaldor.Simulation(mini, replication=-1)


def test_a_name_in_place_of_a_scenario_is_told_how_to_become_one(mini):
    for simulate in (kaldor.run, lambda name: kaldor.observe(name, "gdp"), kaldor.Simulation, lambda name: kaldor.experiment({"base": mini, "a": name})):
        with pytest.raises(kaldor.InputError, match="expected (a scenario, which kaldor.scenario makes|scenarios by name), got"):
            simulate("mini")
    with pytest.raises(kaldor.InputError, match="arms: expected scenarios by name, got"):
        kaldor.experiment(mini)


@pytest.mark.parametrize("threads", ["2", 1.5, -1, 10**9])
def test_threads_that_there_cannot_be_are_refused(mini, threads):
    with pytest.raises(kaldor.InputError, match="threads: expected (0, .*, or a number up to 4096|a whole number), got"):
        kaldor.run(mini, threads=threads, progress=False)


def test_a_folder_that_cannot_be_made_is_an_output_error(mini, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(kaldor.OutputError, match="file: cannot be made a folder: File exists"):
        kaldor.experiment({"base": mini}, output=tmp_path / "file", progress=False)


def test_a_temporary_folder_goes_with_the_result_and_without_a_warning(tmp_path):
    script = "import kaldor; kept = kaldor.run(kaldor.scenario('mini', firms=500, years=1), progress=False); print(kept.paths['mini'])"
    ran = subprocess.run(
        [sys.executable, "-W", "error::ResourceWarning", "-c", script], env={**os.environ, "TMPDIR": str(tmp_path)},
        check=True, capture_output=True, text=True,
    )
    assert ran.stderr == ""
    assert ran.stdout.startswith(str(tmp_path)) and not list(tmp_path.glob("kaldor-*"))


def test_arms_whose_names_become_the_same_are_refused(mini):
    with pytest.raises(kaldor.InputError, match="a name of its own for each arm, got 1, '1'"):
        kaldor.experiment({1: mini, "1": mini}, progress=False)


def test_a_result_in_a_temporary_folder_is_not_sent_elsewhere(mini, tmp_path):
    with pytest.raises(TypeError, match="name an output"):
        pickle.dumps(kaldor.run(mini, progress=False))
    kept = kaldor.run(mini, output=tmp_path / "a.h5", progress=False)
    assert pickle.loads(pickle.dumps(kept)).digest() == kept.digest()


def test_a_run_is_read_while_it_is_written_and_shows_more_when_it_is_opened_again(mini, tmp_path):
    """Its rule opens the file that is being written; the engine brings it up to date once a second."""
    seen = []

    def watch(economy):
        if economy.replication == 0 and economy.period in (2, 6):
            time.sleep(1.1)
        if economy.replication == 0 and economy.period in (4, 8):
            seen.append(kaldor.open(tmp_path / "a.h5.partial"))
        return {}

    one = mini.with_settings(replications=1, years=3)
    whole = kaldor.run(one.with_policy(kaldor.policy(watch)), output=tmp_path / "a.h5", progress=False).to_xarray()
    first, second = seen
    known = [int(numpy.isfinite(data.gdp).sum()) for data in (first, second, whole)]
    assert 2 <= known[0] < known[1] < known[2] == 12 and first.attrs["complete"] == 0
    numpy.testing.assert_array_equal(second.gdp[0, : known[1]], whole.gdp[0, : known[1]])
    for data in (first, second, whole):
        data.close()
