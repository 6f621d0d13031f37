"""Economy files: YAML in, YAML out. The format is described in docs/formats/economy.md."""

import math
from pathlib import Path

import numpy as np
import yaml

from kaldor import _yaml
from kaldor.economy.economy import (
    FIGURES,
    LATENT_FIGURES,
    MACRO,
    ROUTES,
    USES,
    VALUE_ADDED,
    Economy,
    Industry,
    Latent,
    Region,
)
from kaldor.economy.errors import EconomyError
from kaldor.errors import InputError

FORMAT = 1
TOP_KEYS = (
    "kaldor",
    "economy",
    "title",
    "base_year",
    "currency",
    "unit",
    "sources",
    *MACRO,
    "regions",
    "groups",
    "industries",
)
REGION_KEYS = ("id", "name", "population_share", "land", "trade_cost")
INDUSTRY_KEYS = (
    "id",
    "code",
    "name",
    "sector",
    "intensity",
    "tags",
    "output",
    "value_added",
    "final_use",
    *FIGURES,
    "region_share",
    "inputs",
)

_LATENT_TEXT = ("id", "code", "name", "sector", "intensity")
LATENT_KEYS = (*_LATENT_TEXT, "tags", "parents", "routes", *LATENT_FIGURES)


class _Flow(list):
    pass


class _FlowMap(dict):
    pass


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow=False, indentless=False):
        return super().increase_indent(flow, False)


_Dumper.add_representer(_Flow, lambda d, v: d.represent_sequence("tag:yaml.org,2002:seq", v, flow_style=True))
_Dumper.add_representer(_FlowMap, lambda d, v: d.represent_mapping("tag:yaml.org,2002:map", v, flow_style=True))


def load_yaml(path: Path) -> dict:
    """The mapping in a YAML file; EconomyError where it cannot be read, has duplicate keys or is no mapping."""
    try:
        document = _yaml.read(Path(path))
    except InputError as error:
        raise EconomyError(str(error)) from None
    for fault in document.faults:
        raise EconomyError(f"{fault.file}:{fault.line}:{fault.column}: {fault.path}: expected {fault.expected}, got {fault.got}")
    content = document.content
    if not isinstance(content, dict):
        raise EconomyError(f"{path}: expected a mapping, got {_yaml.kind(content)}")
    return content


def _plain(value: float, digits: int = 6) -> int | float:
    value = round(float(value), digits)
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def _vector(values) -> _Flow:
    return _Flow(_plain(v) for v in values)


def _industry_node(economy: Economy, j: int) -> dict:
    item = economy.industries[j]
    node = {key: getattr(item, key) for key in ("id", "code", "name", "sector", "intensity")}
    node["tags"] = _Flow(item.tags)
    node["output"] = _plain(item.output)
    node["value_added"] = _FlowMap({part: _plain(item.value_added[part]) for part in VALUE_ADDED})
    node["final_use"] = {
        use: _FlowMap(domestic=_plain(item.final_use[use][0]), imported=_plain(item.final_use[use][1])) for use in USES
    }
    node["final_use"]["exports"] = _plain(item.exports)
    node |= {figure: _plain(getattr(item, figure), 9) for figure in FIGURES}
    node["region_share"] = _vector(item.region_share)
    node["inputs"] = {"domestic": _vector(economy.domestic[:, j]), "imported": _vector(economy.imported[:, j])}
    return node


def _latent_node(item: Latent) -> dict:
    node = {key: getattr(item, key) for key in _LATENT_TEXT}
    node |= {"tags": _Flow(item.tags), "parents": _FlowMap(item.parents)}
    node["routes"] = _FlowMap({route: _plain(item.routes[route]) for route in ROUTES})
    return node | {figure: _plain(item.figures[figure]) for figure in LATENT_FIGURES}


def write(economy: Economy, path: Path) -> None:
    """Writes the file; flows carry six decimals (of a million), the resolution at which a built economy balances."""
    head = {"kaldor": FORMAT, "economy": economy.name, "title": economy.title, "base_year": economy.base_year}
    head |= {"currency": economy.currency, "unit": economy.unit, "sources": dict(economy.sources)}
    head |= {key: _plain(economy.macro[key]) for key in MACRO}
    head["regions"] = [
        _FlowMap({"id": r.id, "name": r.name} | {k: _plain(getattr(r, k)) for k in REGION_KEYS[2:]})
        for r in economy.regions
    ]
    head["groups"] = {group: _Flow(members) for group, members in economy.groups.items()}
    head["industries"] = [_industry_node(economy, j) for j in range(len(economy.industries))]
    if economy.latent:
        head["latent_industries"] = [_latent_node(item) for item in economy.latent]
    text = yaml.dump(head, Dumper=_Dumper, sort_keys=False, width=118, allow_unicode=True)
    Path(path).write_text(
        f"# Written by `python -m kaldor.economy build`; see docs/economies.md.\n{text}", encoding="utf-8"
    )


class _Reader:
    """Collects faults with their path, so that they can be reported together."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def keys(self, node, expected, path: str) -> dict:
        if not isinstance(node, dict):
            self.faults.append(f"{path}: expected a mapping, got {_yaml.kind(node)}")
            return {}
        self.faults += [f"{path}: unknown key {key!r}" for key in node if key not in expected]
        self.faults += [f"{path}: missing key {key!r}" for key in expected if key not in node]
        return node

    def number(self, node, path: str) -> float:
        good = isinstance(node, (int, float)) and not isinstance(node, bool) and math.isfinite(node)
        if not good:
            self.faults.append(f"{path}: expected a finite number, got {str(node)[:80]!r}")
        return float(node) if good else math.nan

    def vector(self, node, length: int, path: str) -> list[float]:
        if not isinstance(node, list) or len(node) != length:
            self.faults.append(
                f"{path}: expected {length} numbers, got {len(node) if isinstance(node, list) else str(node)[:80]}"
            )
            return [math.nan] * length
        return [self.number(value, f"{path}[{i}]") for i, value in enumerate(node)]


def _read_industry(reader: _Reader, node, path: str, n: int, regions: int):
    node = reader.keys(node, INDUSTRY_KEYS, path)
    parts = reader.keys(node.get("value_added"), VALUE_ADDED, f"{path}.value_added")
    final = reader.keys(node.get("final_use"), (*USES, "exports"), f"{path}.final_use")
    uses = {}
    for use in USES:
        pair = reader.keys(final.get(use), ("domestic", "imported"), f"{path}.final_use.{use}")
        uses[use] = tuple(reader.number(pair.get(k), f"{path}.final_use.{use}.{k}") for k in ("domestic", "imported"))
    inputs = reader.keys(node.get("inputs"), ("domestic", "imported"), f"{path}.inputs")
    tags = node.get("tags")
    if not isinstance(tags, list):
        reader.faults.append(f"{path}.tags: expected a list, got {str(tags)[:80]!r}")
        tags = []
    item = Industry(
        **{key: str(node.get(key)) for key in ("id", "code", "name", "sector", "intensity")},
        tags=tags,
        output=reader.number(node.get("output"), f"{path}.output"),
        value_added={part: reader.number(parts.get(part), f"{path}.value_added.{part}") for part in VALUE_ADDED},
        final_use=uses,
        exports=reader.number(final.get("exports"), f"{path}.final_use.exports"),
        **{figure: reader.number(node.get(figure), f"{path}.{figure}") for figure in FIGURES},
        region_share=reader.vector(node.get("region_share"), regions, f"{path}.region_share"),
    )
    return item, *(reader.vector(inputs.get(k), n, f"{path}.inputs.{k}") for k in ("domestic", "imported"))


def _read_latent(reader: _Reader, node, path: str) -> Latent:
    node = reader.keys(node, LATENT_KEYS, path)
    routes = reader.keys(node.get("routes"), ROUTES, f"{path}.routes")
    parents = node.get("parents") if isinstance(node.get("parents"), dict) else {}
    if len(parents) != 2:
        reader.faults.append(f"{path}.parents: expected two industries with weights, got {str(parents)[:80]!r}")
    return Latent(
        **{key: str(node.get(key)) for key in _LATENT_TEXT},
        tags=node.get("tags") if isinstance(node.get("tags"), list) else [],
        parents={name: reader.number(weight, f"{path}.parents.{name}") for name, weight in parents.items()},
        routes={route: reader.number(routes.get(route), f"{path}.routes.{route}") for route in ROUTES},
        figures={figure: reader.number(node.get(figure), f"{path}.{figure}") for figure in LATENT_FIGURES},
    )


def latent_industries(nodes, where: str) -> list[Latent]:
    """Entries of `latent_industries` of an economy file or a recipe. Raises EconomyError with every fault of form."""
    reader = _Reader()
    items = [_read_latent(reader, node, f"latent_industries[{i}]") for i, node in enumerate(nodes)]
    if reader.faults:
        raise EconomyError("\n".join(f"{where}: {fault}" for fault in reader.faults[:100]))
    return items


def read(path: Path) -> Economy:
    """The economy in a file. Raises EconomyError with every fault of form; `check.problems` judges the content."""
    reader = _Reader()
    content = load_yaml(path)
    latent = content.pop("latent_industries", None) or []
    top = reader.keys(content, TOP_KEYS, "file")
    if top.get("kaldor") != FORMAT:
        raise EconomyError(f"{path}: kaldor: expected format {FORMAT}, got {top.get('kaldor')!r}")
    rows = top.get("industries") or []
    regions = []
    for i, node in enumerate(top.get("regions") or []):
        node = reader.keys(node, REGION_KEYS, f"regions[{i}]")
        figures = {key: reader.number(node.get(key), f"regions[{i}].{key}") for key in REGION_KEYS[2:]}
        regions.append(Region(id=str(node.get("id")), name=str(node.get("name")), **figures))
    read_rows = [
        _read_industry(reader, node, f"industries[{i}]", len(rows), len(regions)) for i, node in enumerate(rows)
    ]
    macro = {key: reader.number(top.get(key), key) for key in MACRO}
    for key, kind in (("groups", dict), ("sources", dict), ("base_year", int)):
        if not isinstance(top.get(key), kind):
            reader.faults.append(f"{key}: expected a {kind.__name__}, got {str(top.get(key))[:80]!r}")
    if reader.faults:
        shown = "\n".join(f"{path}: {fault}" for fault in reader.faults[:100])
        raise EconomyError(f"{shown}\n{len(reader.faults)} faults")
    text = {key: str(top[key]) for key in ("title", "currency", "unit")}
    return Economy(
        name=str(top["economy"]),
        base_year=int(top["base_year"]),
        **text,
        sources=top["sources"],
        macro=macro,
        regions=regions,
        groups=top["groups"],
        industries=[row[0] for row in read_rows],
        domestic=np.array([row[1] for row in read_rows]).T,
        imported=np.array([row[2] for row in read_rows]).T,
        latent=latent_industries(latent, str(path)),
    )
