"""A short run of the smallest economy with every quarter recorded, in memory, and one of an economy with functions of the chain."""

import kaldor
import pytest


@pytest.fixture(scope="session")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("structure") / "mini.h5"
    scenario = kaldor.scenario("mini", firms=600, years=4).with_settings(replications=2)
    kaldor.run(scenario, output=path, threads=1, progress=False)
    return path


@pytest.fixture(scope="session")
def data(file):
    return kaldor.open(file).load()


@pytest.fixture(scope="session")
def chain(tmp_path_factory):
    path = tmp_path_factory.mktemp("structure") / "chain.h5"
    kaldor.run(kaldor.scenario("china-2017-small", firms=600, years=3), output=path, threads=1, progress=False)
    return kaldor.open(path).load()
