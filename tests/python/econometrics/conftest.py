"""An experiment with a panel of firms."""

import pytest

@pytest.fixture(scope="session")
def experiment(tmp_path_factory):
    """Four years, two replications; R&D of manufacturers of 10 to 300 persons is subsidised from the middle of the second year."""
    import kaldor

    base = kaldor.scenario("mini", firms=1000, years=4, replications=2, firm_panel="2 quarters")
    meant = {"industries": ["manufacturing"], "only": {"employees": [">= 10", "< 300"]}}
    policy = base.with_policy("rd_subsidy", 0.2, from_=2021.5, until=2023, **meant)
    return kaldor.experiment({"base": base, "policy": policy}, output=tmp_path_factory.mktemp("experiment"), progress=False)
