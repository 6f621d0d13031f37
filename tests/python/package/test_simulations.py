"""A simulation quarter by quarter: indicators, levers and the memory of the firms."""

import copy
import gc
import pickle

import kaldor
import numpy
import pytest


def test_iterating_simulates_the_horizon_and_gives_the_economy_each_time(mini):
    simulation = kaldor.Simulation(mini)
    seen = [(economy.period, economy.time, economy["gdp"]) for economy in simulation]
    assert [period for period, _, _ in seen] == list(range(1, 9))
    assert seen[0][1] == mini.start and seen[4][1] == mini.start + 1
    assert len(simulation) == 8 and all(gdp > 0 for _, _, gdp in seen)


def test_its_numbers_are_those_of_a_run(mini):
    run = kaldor.run(mini.with_settings(replications=2), progress=False).to_xarray()
    simulation = kaldor.Simulation(mini, replication=1)
    for period, economy in enumerate(simulation):
        assert economy["gdp"] == run["gdp"].values[1, period]
        numpy.testing.assert_array_equal(economy["value_added"], run["value_added"].values[1, period])


def test_indicators_have_the_shapes_that_are_declared(mini):
    economy = kaldor.Simulation(mini).step()
    industries, regions = len(mini.industries), len(mini.regions)
    assert isinstance(economy["gdp"], float)
    assert economy["value_added"].shape == (industries,)
    assert economy["value_added_by_region"].shape == (regions, industries)
    assert economy["wage"].shape == (regions, 2)


def test_names_that_there_are_not_are_key_errors(mini):
    simulation = kaldor.Simulation(mini)
    economy = simulation.step()
    for ask in (lambda: economy["gpd"], lambda: simulation.firms["staff"]):
        with pytest.raises(KeyError):
            ask()


def test_levers_that_there_are_not_are_wrong_input(mini):
    economy = kaldor.Simulation(mini).step()
    for ask in (lambda: economy.lever("carbon"), lambda: economy.set_lever("carbon", 1.0)):
        with pytest.raises(kaldor.InputError, match="no lever 'carbon'"):
            ask()


@pytest.mark.parametrize("taking", [copy.copy, copy.deepcopy, pickle.dumps])
def test_a_simulation_is_not_copied(mini, taking):
    with pytest.raises(TypeError, match="a simulation is neither copied nor pickled"):
        taking(kaldor.Simulation(mini))


def test_a_lever_set_by_hand_does_what_the_policy_does(mini):
    by_hand, by_policy = kaldor.Simulation(mini), kaldor.Simulation(mini.with_policy("carbon_price", 40, from_=mini.start + 1))
    for _ in range(4):
        by_hand.step(), by_policy.step()
    by_hand.economy.set_lever("carbon_price", 40)
    for _ in range(4):
        assert by_hand.step()["carbon_emissions"] == by_policy.step()["carbon_emissions"]
    assert (by_hand.economy.lever("carbon_price") == 40).all()


def test_a_lever_acts_where_it_is_set_until_it_is_set_again(mini):
    simulation = kaldor.Simulation(mini)
    economy = simulation.step()
    economy.set_lever("rd_subsidy", 0.2, industry=mini.industries[1])
    simulation.step()
    expected = numpy.zeros((len(mini.industries), len(mini.regions)))
    expected[1] = 0.2
    numpy.testing.assert_array_equal(economy.lever("rd_subsidy"), expected)
    economy.set_lever("rd_subsidy", 0.0, industry=mini.industries[1])
    simulation.step()
    assert not economy.lever("rd_subsidy").any()


def test_a_lever_beyond_its_range_is_refused(mini):
    economy = kaldor.Simulation(mini).step()
    with pytest.raises(kaldor.InputError, match="rd_subsidy"):
        economy.set_lever("rd_subsidy", 3.0)
    with pytest.raises(kaldor.InputError, match="no industry 'nowhere'"):
        economy.set_lever("rd_subsidy", 0.1, industry="nowhere")


def test_views_are_no_copies(mini):
    simulation = kaldor.Simulation(mini)
    simulation.step()
    employees = simulation.firms["employees"]
    before = employees.copy()
    again = simulation.firms["employees"]
    assert simulation.firms.is_view("employees")
    assert employees.__array_interface__["data"] == again.__array_interface__["data"]
    simulation.step()
    assert (employees != before).any()  # it shows the quarter that is, not the one that was
    with pytest.raises(ValueError, match="read-only"):
        employees[0] = 1


def test_a_view_outlives_the_names_that_led_to_it(mini):
    simulation = kaldor.Simulation(mini)
    simulation.step()
    expected = simulation.firms["employees"].copy()
    view = simulation.firms["employees"]
    del simulation
    gc.collect()
    numpy.testing.assert_array_equal(view, expected)


def test_the_table_of_firms_is_the_panel_of_a_run(mini):
    recorded = kaldor.run(mini.with_settings(firm_panel="1 quarter"), progress=False).firms()
    simulation = kaldor.Simulation(mini)
    for period, _ in enumerate(simulation):
        panel = recorded[recorded["period"] == period]
        table = simulation.firms.to_pandas()
        for column in ("id", "employees", "sales", "quality", "markup", "deposits"):
            numpy.testing.assert_allclose(table[column], panel[column], rtol=1e-6)


def test_every_column_can_be_read(mini):
    simulation = kaldor.Simulation(mini)
    simulation.step()
    alive = simulation.firms.alive
    for name, column in simulation.firms.items():
        assert column.shape == alive.shape, name
        assert numpy.isfinite(column[alive]).all(), name
