"""The sector of each industry: primary, secondary or tertiary."""

import os
from pathlib import Path

import numpy
import xarray
import yaml

_PACKAGE = Path(__file__).resolve().parents[1]


def sectors(data: xarray.Dataset) -> numpy.ndarray | None:
    """Of the industries of a result, in their order; nothing where it is not known.

    A coordinate `sector` along `industry` tells it; otherwise the file of the economy that the result names, if that is a
    shipped one or still where the scenario had it.
    """
    if "industry" not in data.coords:
        return None
    if "sector" in data.coords:
        return data["sector"].to_numpy().astype(str)
    file = _economy_file(data)
    if file is None:
        return None
    of = {str(industry["id"]): str(industry["sector"]) for industry in _document(file)["industries"]}
    names = [str(name) for name in data["industry"].to_numpy()]
    return numpy.array([of[name] for name in names]) if of.keys() >= set(names) else None


def _economy_file(data: xarray.Dataset) -> Path | None:
    said = yaml.safe_load(_text(data, "scenario_resolved") or "{}").get("economy", "")
    name = f"economies/{_text(data, 'economy')}.yaml"
    folders = (os.environ.get("KALDOR_SCENARIOS"), _PACKAGE / "scenarios", _PACKAGE.parents[1] / "scenarios")
    places = [Path(str(said)), *(Path(folder) / name for folder in folders if folder)]
    return next((place for place in places if place.is_file()), None)


def _text(data: xarray.Dataset, name: str) -> str:
    """An attribute of one result, which lies beside the arms where there are several."""
    return str(data.coords[name].item()) if name in data.coords else str(data.attrs.get(name, ""))


def _document(file: Path) -> dict[str, list[dict[str, object]]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: dict[str, list[dict[str, object]]] = yaml.load(file.read_text(encoding="utf-8"), loader)
    return found
