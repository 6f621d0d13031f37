"""What must hold of an economy before a simulation may start from it."""

import re
from collections.abc import Iterator

import numpy as np

from kaldor.economy.economy import INTENSITIES, ROUTES, SECTORS, TAGS, USES, Economy, balance

TOLERANCE = 1e-9
REGION_MARGIN = 0.015  # share of employment may differ from the share of population by this much
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def _names(economy: Economy) -> Iterator[str]:
    for kind, ids in (
        ("industry", economy.ids),
        ("region", [r.id for r in economy.regions]),
        ("group", list(economy.groups)),
    ):
        for name in ids:
            if not _ID.fullmatch(name):
                yield f"{kind} {name!r}: expected a short id of lower-case letters, digits and hyphens"
            if ids.count(name) > 1:
                yield f"{kind} {name!r}: expected once"
    for group, members in economy.groups.items():
        if group in economy.ids and list(members) != [group]:
            yield f"group {group!r}: an industry has this id"
        yield from (f"group {group!r}: no industry {m!r}" for m in members if m not in economy.ids)


def _industries(economy: Economy) -> Iterator[str]:
    for item in economy.industries:
        for field, allowed in (("sector", SECTORS), ("intensity", INTENSITIES)):
            if getattr(item, field) not in allowed:
                yield f"{item.id}.{field}: expected one of {', '.join(allowed)}, got {getattr(item, field)!r}"
        yield from (f"{item.id}.tags: unknown tag {tag!r}" for tag in item.tags if tag not in TAGS)
        if len({"energy", "material", "recycler"} & set(item.tags)) > 1:
            yield f"{item.id}.tags: expected at most one of energy, material and recycler"
        for field in ("output", "employment", "firms", "gross_value_added"):
            if not getattr(item, field) > 0:
                yield f"{item.id}.{field}: expected more than 0, got {getattr(item, field)}"
        if item.employment < item.firms:
            yield f"{item.id}.firms: expected at most one a person employed, got {item.firms} for {item.employment}"
        for field in ("rd_intensity", "high_skill_share"):
            if not 0 <= getattr(item, field) < 1:
                yield f"{item.id}.{field}: expected a share, got {getattr(item, field)}"
        for field in ("exports", "emissions", "expenditure_elasticity"):
            if getattr(item, field) < 0:
                yield f"{item.id}.{field}: expected 0 or more, got {getattr(item, field)}"
        if item.value_added["compensation"] <= 0:
            yield f"{item.id}.value_added.compensation: expected more than 0, got {item.value_added['compensation']}"
        if item.value_added["depreciation"] + item.value_added["operating_surplus"] <= 0:
            yield f"{item.id}.value_added: expected depreciation and surplus together above 0"
        for use in USES[:3]:
            if min(item.final_use[use]) < 0:
                yield f"{item.id}.final_use.{use}: expected 0 or more, got {min(item.final_use[use])}"
    for kind, matrix in (("domestic", economy.domestic), ("imported", economy.imported)):
        for i, j in zip(*np.where(matrix < 0), strict=True):
            yield f"{economy.ids[j]}.inputs.{kind}: expected 0 or more of {economy.ids[i]}, got {matrix[i, j]}"


def _materials(economy: Economy) -> Iterator[str]:
    recyclers = [item.id for item in economy.industries if "recycler" in item.tags]
    material = any("material" in item.tags for item in [*economy.industries, *economy.latent])
    if len(recyclers) > 1 or (material and not recyclers):
        yield f"tags: expected one recycler where any industry is a material, and never more, got {recyclers}"


def _regions(economy: Economy) -> Iterator[str]:
    population = np.array([region.population_share for region in economy.regions])
    if abs(population.sum() - 1) > TOLERANCE:
        yield f"regions: expected population shares that sum to 1, got {population.sum()}"
    shares = np.array([item.region_share for item in economy.industries])
    for item, row in zip(economy.industries, shares, strict=True):
        if abs(row.sum() - 1) > TOLERANCE or row.min() < 0:
            yield f"{item.id}.region_share: expected shares of 0 or more that sum to 1, got {row.tolist()}"
    employment = economy.column("employment")
    gap = employment @ shares / employment.sum() - population
    for region, difference in zip(economy.regions, gap, strict=True):
        if abs(difference) > REGION_MARGIN:
            yield f"region {region.id}: share of employment misses that of population by {100 * difference:.2f} points"


def _latent(economy: Economy) -> Iterator[str]:
    energy = {item.id for item in economy.industries if "energy" in item.tags}
    reach = dict.fromkeys(economy.ids, 0.0)
    for item in economy.latent:
        if not _ID.fullmatch(item.id) or [*economy.ids, *economy.groups, *(i.id for i in economy.latent)].count(item.id) > 1:
            yield f"latent industry {item.id!r}: expected a short id of its own"
        if "tradable" not in item.tags or {"energy", "budget_funded", "recycler"} & set(item.tags):
            yield f"{item.id}.tags: expected tradable, and none of energy, budget_funded and recycler"
        for parent, weight in item.parents.items():
            if parent not in economy.ids or parent in energy:
                yield f"{item.id}.parents: expected industries of the table that are not energy, got {parent!r}"
            else:
                reach[parent] += weight * item.figures["reach"]
        if abs(sum(item.parents.values()) - 1) > TOLERANCE or min(item.parents.values()) <= 0:
            yield f"{item.id}.parents: expected weights above 0 that sum to 1"
        if min(item.routes.values()) < 0 or not any(item.routes[route] > 0 for route in ROUTES):
            yield f"{item.id}.routes: expected 0 or more, one of them above 0"
        if item.figures["expenditure_elasticity"] <= 1:
            yield f"{item.id}.expenditure_elasticity: expected more than 1"
    yield from (f"latent industries: together they reach {r:.2f} of {p}, more than 0.9" for p, r in reach.items() if r > 0.9)


def problems(economy: Economy) -> list[str]:
    """Every condition that does not hold, in words; empty for a good economy."""
    found = [*_names(economy), *_industries(economy), *_materials(economy), *_regions(economy), *_latent(economy)]
    rows, columns = balance(economy)
    if not rows <= TOLERANCE:
        found.append(f"rows do not balance: output misses its domestic uses by {rows:.3g} of output")
    if not columns <= TOLERANCE:
        found.append(f"columns do not balance: output misses inputs and value added by {columns:.3g} of output")
    return found
