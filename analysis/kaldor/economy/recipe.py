"""Recipes: which table, which companions, which assumptions. Their keys are described in docs/economies.md."""

from dataclasses import dataclass
from pathlib import Path

from kaldor.economy.economy import INTENSITIES, MACRO, SECTORS, TAGS
from kaldor.economy.economy_file import load_yaml
from kaldor.economy.errors import EconomyError

_HEAD = ("economy", "title", "base_year", "currency", "unit", "sources")
_KEYS = (
    *_HEAD,
    "include",
    "industries",
    "table",
    "adjust",
    "employment",
    "firms",
    "rd",
    "emissions",
    "fuels",
    "assumptions",
    "macro",
    "shift",
    "regions",
    "location_quotients",
    "minimum_region_share",
    "groups",
    "aggregate",
    "extend",
)
_EXTEND_KEYS = ("economy", "title", "sources", "extend", "latent_industries")
_AGGREGATE_KEYS = (*_HEAD, "aggregate", "groups")
_INDUSTRY_KEYS = (
    "id",
    "name",
    "assumptions",
    "sector",
    "intensity",
    "tags",
    "employment",
    "firms",
    "rd",
    "emissions",
    "region_share",
    "high_skill_share",
    "expenditure_elasticity",
    "frontier_growth",
    "frontier_gap",
)


@dataclass
class Recipe:
    """`content` is the recipe with everything included; `industries` the concordance, by code of the table."""

    path: Path
    content: dict
    industries: dict[str, dict]

    @property
    def codes(self) -> list[str]:
        return list(self.industries)

    @property
    def ids(self) -> list[str]:
        return [industry["id"] for industry in self.industries.values()]

    def folders(self, data: Path | None) -> list[Path]:
        return ([Path(data)] if data else []) + [self.path.parent]

    def figures(self, name: str):
        """The entry of every industry under `name`, or of its class of assumptions."""
        classes = self.content.get("assumptions", {})
        for industry in self.industries.values():
            if name in industry:
                yield industry[name]
                continue
            entry = classes.get(industry.get("assumptions"), {})
            if name not in entry:
                raise EconomyError(
                    f"{self.path}: {industry['id']}: no {name}, neither of its own nor in its class of assumptions"
                )
            yield entry[name]


def _merged(path: Path, depth: int = 0) -> dict:
    if depth > 8:
        raise EconomyError(f"{path}: include: recipes include each other")
    content = load_yaml(path)
    result: dict = {}
    for name in content.get("include", []):
        result = _over(result, _merged(path.parent / name, depth + 1))
    return _over(result, content)


def _over(below: dict, above: dict) -> dict:
    """Keys of `above` win; mappings are joined, except that an empty mapping clears."""
    result = dict(below)
    for key, value in above.items():
        join = isinstance(value, dict) and value and isinstance(result.get(key), dict)
        result[key] = _over(result[key], value) if join else value
    return result


def _check_industry(path: Path, code: str, industry: dict) -> None:
    where = f"{path}: {code}"
    unknown = [key for key in industry if key not in _INDUSTRY_KEYS]
    if unknown:
        raise EconomyError(f"{where}: unknown key {unknown[0]!r}; expected one of {', '.join(_INDUSTRY_KEYS)}")
    for key in ("id", "name", "intensity", "tags"):
        if key not in industry:
            raise EconomyError(f"{where}: missing key {key!r}")
    if industry["intensity"] not in INTENSITIES or any(tag not in TAGS for tag in industry["tags"]):
        raise EconomyError(f"{where}: expected an intensity of {INTENSITIES} and tags of {TAGS}")
    if industry.get("sector", SECTORS[0]) not in SECTORS:
        raise EconomyError(f"{where}.sector: expected one of {', '.join(SECTORS)}, got {industry['sector']!r}")


def load_recipe(path: Path) -> Recipe:
    """The recipe with its includes and its concordance. Raises EconomyError on unknown or missing keys."""
    path = Path(path)
    content = _merged(path)
    extended = "extend" in content
    aggregated = "aggregate" in content or extended
    allowed = _EXTEND_KEYS if extended else _AGGREGATE_KEYS if aggregated else _KEYS
    unknown = [key for key in content if key not in allowed]
    missing = [
        key
        for key in (_EXTEND_KEYS if extended else _HEAD if aggregated else (*_HEAD, "industries", "table", "macro", "regions"))
        if key not in content
    ]
    if unknown or missing:
        raise EconomyError(f"{path}: unknown key {unknown[0]!r}" if unknown else f"{path}: missing key {missing[0]!r}")
    if aggregated:
        return Recipe(path, content, {})
    industries = load_yaml(path.parent / content["industries"])
    for code, industry in industries.items():
        _check_industry(path.parent / content["industries"], code, industry)
    macro = content["macro"]
    wrong = [key for key in macro if key not in MACRO] + [key for key in MACRO if key not in macro]
    if wrong:
        raise EconomyError(f"{path}: macro: {wrong[0]!r} is unknown or missing; expected {', '.join(MACRO)}")
    return Recipe(path, content, industries)
