"""Numbers as people say them."""

import pytest
import xarray
from kaldor.reporting.numbers import amount_scale, decimals, interval_decimals, level_scale, told, unit_words


@pytest.mark.parametrize(
    "unit, largest, value, expected",
    [
        ("million currency/quarter", 6.5e7, 6.5e7, (260, "trillion yuan a year")),
        ("million base-year currency/quarter", 250, 250, (1, "billion yuan a year")),
        ("t CO2/quarter", 5e9, 5e9, (20, "billion tonnes of CO₂ a year")),
        ("firms", 1.3e8, 1.3e8, (130, "million firms")),
        ("firms", 700, 700, (700, "firms")),
    ],
)
def test_amounts_are_told_by_the_year_and_thousands_in_words(unit, largest, value, expected):
    scale = amount_scale(unit, largest, "yuan")
    assert (scale.factor * value, scale.unit) == (pytest.approx(expected[0]), expected[1])


@pytest.mark.parametrize(
    "meaning, unit, expected",
    [
        ("unemployed over labour force", "1", "% of labour force"),
        ("government debt over a year's GDP", "year", "% of a year's GDP"),
        ("entering over existing firms", "1/year", "% of existing firms a year"),
        ("share in value added", "1", "% of value added"),
        ("growth of consumer prices over four quarters", "1/year", "% a year"),
    ],
)
def test_shares_say_of_what(meaning, unit, expected):
    values = xarray.DataArray([0.1], attrs={"long_name": meaning, "units": unit})
    assert level_scale("percent", values, "yuan").unit == expected


@pytest.mark.parametrize(
    "value, sign, expected",
    [(1234.4, False, "1,234"), (5.876, False, "5.88"), (-0.0123, False, "−0.0123"), (2.0, True, "+2.00"), (float("nan"), True, "–")],
)
def test_three_digits_are_told(value, sign, expected):
    assert told(value, sign=sign) == expected


def test_what_rounds_to_zero_has_no_sign():
    assert told(-0.001, 2, sign=True) == "0.00"


def test_an_interval_decides_how_exact_its_mean_is_told():
    assert interval_decimals(0.12345, -0.7, 0.9) == 2
    assert interval_decimals(0.12345, 0.1234, 0.1235) == 4
    assert interval_decimals(12.345, float("nan"), float("nan")) == decimals(12.345) == 1


def test_units_are_read_out():
    assert unit_words("currency/tCO2", "yuan") == "yuan per tonne of CO₂"
    assert unit_words("1", "yuan") == ""
