"""Latent industries: built from a recipe, written, read back, and judged."""

import pytest
from economy_places import ECONOMIES, RECIPES
from kaldor.economy import problems, read
from kaldor.economy.build import build
from kaldor.economy.economy_file import write
from kaldor.economy.errors import EconomyError


def test_the_horizon_is_the_table_of_2017_and_its_recipes_latent_industries(tmp_path):
    economy, _ = build(RECIPES / "china-2017-horizon.yaml", ECONOMIES)
    table = read(ECONOMIES / "china-2017.yaml")
    assert (economy.domestic == table.domestic).all() and economy.industries == table.industries
    write(economy, tmp_path / "again.yaml")
    shipped = ECONOMIES / "china-2017-horizon.yaml"
    assert (tmp_path / "again.yaml").read_text(encoding="utf-8") == shipped.read_text(encoding="utf-8")
    assert read(shipped).latent == economy.latent


def test_what_cannot_be_is_told():
    economy = read(ECONOMIES / "china-2017-horizon.yaml")
    first, second = economy.latent[:2]
    first.parents = {"coal": 0.5, "electronics": 0.6}
    first.tags = ["storable"]
    second.routes = dict.fromkeys(second.routes, 0.0)
    second.figures["reach"] = 2.0
    text = "\n".join(problems(economy))
    for part in ("not energy, got 'coal'", "sum to 1", "expected tradable", "one of them above 0", "more than 0.9"):
        assert part in text


def test_faults_of_form_name_their_place(tmp_path):
    lines = (ECONOMIES / "china-2017-horizon.yaml").read_text(encoding="utf-8")
    path = tmp_path / "bad.yaml"
    path.write_text(lines.replace("reach: 0.3", "reach: much", 1), encoding="utf-8")
    with pytest.raises(EconomyError, match=r"latent_industries\[0\].reach: expected a finite number, got 'much'"):
        read(path)
