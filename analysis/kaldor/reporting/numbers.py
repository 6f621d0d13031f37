"""How numbers are told: scale and words for what the engine counts."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Literal

import numpy
import xarray

Kind = Literal["percent", "amount", "number"]
SIGNIFICANT = 3
OF_AN_INTERVAL = 2
MOST = 4
PREFIXES = {1e12: "trillion", 1e9: "billion", 1e6: "million", 1e3: "thousand"}
QUARTERS = 4


@dataclass(frozen=True)
class Scale:
    """A number of the engine times `factor` is told in `unit` on an axis, and followed by `short` in a sentence."""

    factor: float
    unit: str
    short: str


def level_scale(kind: Kind, values: xarray.DataArray, currency: str, words: str = "") -> Scale:
    """For values of an indicator; `words` are said on the axis of a plain number, which has no unit."""
    unit = str(values.attrs.get("units", "1"))
    if kind == "percent":
        return Scale(100, percent_of(str(values.attrs.get("long_name", "")), unit), "%")
    return amount_scale(unit, _largest(values), currency) if kind == "amount" else Scale(1, words, "")


def effect_scale(kind: Kind, relative: bool, words: str = "") -> Scale:
    """For differences from a baseline: per cent of it, percentage points, or plain."""
    if relative:
        return Scale(100, "% of the baseline", "%")
    return Scale(100, "percentage points (pp)", "pp") if kind == "percent" else Scale(1, words, "")


def percent_of(meaning: str, unit: str) -> str:
    """`unemployed over labour force` is told in `% of labour force`; growth over a time is not a part of it."""
    whole = None if meaning.startswith("growth") else re.search(r"\b(?:share in|over) (.+)$", meaning)
    part = f"% of {whole.group(1)}" if whole else "%"
    return f"{part} a year" if unit == "1/year" else part


def amount_scale(unit: str, largest: float, currency: str) -> Scale:
    """Flows are told by the year, and thousands are words: `million currency/quarter` becomes `trillion yuan a year`."""
    factor, what = 1.0, unit
    if what.startswith("million "):
        factor, what = 1e6, what.removeprefix("million ")
    if what.endswith("/quarter"):
        factor, what = factor * QUARTERS, what.removesuffix("/quarter") + " a year"
    what = what.replace("/year", " a year")
    size = next((size for size in PREFIXES if abs(largest) * factor >= size), 1.0)
    words = unit_words(what, currency)
    words = f"{PREFIXES[size]} {words}" if size > 1 else words
    return Scale(factor / size, words, words)


def unit_words(unit: str, currency: str) -> str:
    """`currency/tCO2` becomes `yuan per tonne of CO₂`; a share has no word."""
    words = unit.replace("base-year currency", "currency").replace("currency", currency)
    words = words.replace("t CO2", "tCO2").replace("/tCO2", "/tonne of CO₂").replace("tCO2", "tonnes of CO₂")
    return "" if words == "1" else words.replace("/", " per ")


def decimals(*values: float) -> int:
    """That leave three significant digits of the largest of them."""
    largest = max((abs(value) for value in values if math.isfinite(value)), default=0.0)
    return _places(largest, SIGNIFICANT)


def interval_decimals(mean: float, low: float, high: float) -> int:
    """That leave two significant digits of half the interval: more would be noise."""
    half = (high - low) / 2
    return _places(half, OF_AN_INTERVAL) if math.isfinite(half) and half > 0 else decimals(mean)


def told(value: float, places: int | None = None, sign: bool = False) -> str:
    """`1,234`, `5.88`, `−0.012`; a dash for what is not known. `sign`: with a plus as well."""
    if not math.isfinite(value):
        return "–"
    text = f"{value:{'+' if sign else ''},.{decimals(value) if places is None else places}f}"
    bare = text.lstrip("+-")
    return bare if float(bare.replace(",", "")) == 0 else text.replace("-", "−")


def _places(size: float, significant: int) -> int:
    return 0 if size == 0 else max(0, min(MOST, significant - 1 - math.floor(math.log10(size))))


def _largest(values: xarray.DataArray) -> float:
    finite = values.values[numpy.isfinite(values.values)]
    return float(numpy.abs(finite).max()) if finite.size else 0.0


def with_unit(text: str, unit: str) -> str:
    """Joined so that no line breaks between them."""
    return f"{text}\u00a0{unit}" if unit else text
