"""What the economy file says of industries and regions: sectors, what is food, areas."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy
import xarray
import yaml

PRIMARY, SECONDARY, TERTIARY = "primary", "secondary", "tertiary"
FOOD = "food"  # the industry that makes food, besides farming
_PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Classification:
    """Of the industries and regions of a result, in their order; None where it is not known."""

    sectors: numpy.ndarray | None = None
    """primary, secondary or tertiary"""
    food: numpy.ndarray | None = None
    """Whether an industry grows or makes food."""
    land: numpy.ndarray | None = None
    """Area of each region, square kilometres."""


def classified(data: xarray.Dataset) -> Classification:
    """From coordinates `sector` (along `industry`) and `land` (along `region`), and where they lack, the file of the economy that
    the result names, if that is a shipped one or still where the scenario had it."""
    industries, regions = (data[name].to_numpy().astype(str) if name in data.coords else numpy.array([]) for name in ("industry", "region"))
    document = _document(data)
    listed = [*document.get("industries", []), *document.get("latent_industries", [])]
    sector_of = {str(industry["id"]): str(industry["sector"]) for industry in listed}
    land_of = {str(region["id"]): float(region["land"]) for region in document.get("regions", [])}
    sectors = data["sector"].to_numpy().astype(str) if "sector" in data.coords else _looked_up(sector_of, industries)
    land = data["land"].to_numpy().astype(float) if "land" in data.coords else _looked_up(land_of, regions)
    food = None if sectors is None else (sectors == PRIMARY) | (industries == FOOD)
    return Classification(sectors, food, land)


def _looked_up(of: dict[str, Any], names: numpy.ndarray) -> numpy.ndarray | None:
    return numpy.array([of[name] for name in names]) if names.size and of.keys() >= set(names) else None


def _document(data: xarray.Dataset) -> dict[str, list[dict[str, Any]]]:
    said = yaml.safe_load(_text(data, "scenario_resolved") or "{}").get("economy", "")
    name = f"economies/{_text(data, 'economy')}.yaml"
    folders = (os.environ.get("KALDOR_SCENARIOS"), _PACKAGE / "scenarios", _PACKAGE.parents[1] / "scenarios")
    places = [Path(str(said)), *(Path(folder) / name for folder in folders if folder)]
    file = next((place for place in places if place.is_file()), None)
    if file is None:
        return {}
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: dict[str, list[dict[str, Any]]] = yaml.load(file.read_text(encoding="utf-8"), loader)
    return found


def _text(data: xarray.Dataset, name: str) -> str:
    """An attribute of one result, which lies beside the arms where there are several."""
    return str(data.coords[name].item()) if name in data.coords else str(data.attrs.get(name, ""))
