"""From a recipe and its data to an economy, in the order in which a reader would do it by hand."""

from pathlib import Path

import numpy as np

from kaldor.economy import adjust, companions
from kaldor.economy.aggregate import aggregate
from kaldor.economy.economy import USES, Economy, Industry, Region
from kaldor.economy.economy_file import latent_industries, read
from kaldor.economy.errors import EconomyError, number
from kaldor.economy.recipe import Recipe, load_recipe
from kaldor.economy.regions import region_shares
from kaldor.economy.report import Report
from kaldor.economy.table import Table, read_table

_ASSUMED = ("high_skill_share", "expenditure_elasticity", "frontier_growth", "frontier_gap")
_REGION_FIGURES = ("population_share", "land", "trade_cost")


def build(path: Path, data: Path | None = None) -> tuple[Economy, Report]:
    """The economy of a recipe and the report of every adjustment; `check.problems` judges the result.

    `data` is the folder of the source files. Raises EconomyError when recipe or data cannot be used.
    """
    recipe, report = load_recipe(path), Report()
    if "extend" in recipe.content:
        return _extended(recipe, data, report), report
    if "aggregate" in recipe.content:
        return _aggregated(recipe, data, report), report
    table = read_table(recipe.content["table"], recipe.codes, recipe.folders(data))
    _adjust(recipe, table, data, report)
    figures = _figures(recipe, table, data, report)
    return _assemble(recipe, table, figures, report), report


def _adjust(recipe: Recipe, table: Table, data: Path | None, report: Report) -> None:
    rules, ids = recipe.content.get("adjust", {}), recipe.ids
    report.note(f"table: {len(ids)} industries, GDP {table.gdp():.0f} million, output {table.output.sum():.0f} million")
    adjust.drop_reexports(table, report)
    if table.imports is not None:
        adjust.split_imports(table, ids, report)
    if "consumption" in table.final:
        rule = rules.get("government_split")
        if rule is None:
            raise EconomyError(f"{recipe.path}: adjust: consumption is merged in the table; government_split is needed")
        adjust.split_government(table, ids, _proxy_share(recipe, rule, data), rule["minimum"], report)
    adjust.report_negative_value_added(table, ids, report)
    if "mixed_income" in rules:
        exempt = ["budget_funded" in industry["tags"] for industry in recipe.industries.values()]
        adjust.mixed_income(table, ids, rules["mixed_income"], exempt, report)
    adjust.least_compensation(table, ids, rules.get("least_compensation", {}), report)
    adjust.close(table, report)


def _proxy_share(recipe: Recipe, rule: dict, data: Path | None) -> np.ndarray:
    """Government's share in the consumption of another year's matching industries (same id, or listed in `matches`)."""
    other = load_recipe(recipe.path.parent / rule["recipe"])
    table = read_table(other.content["table"], other.codes, other.folders(data))
    government = table.final["government_consumption"].sum(axis=1)
    total = government + table.final["household_consumption"].sum(axis=1)
    matches, result = rule.get("matches", {}), []
    for name in recipe.ids:
        rows = [other.ids.index(match) for match in matches.get(name, [name]) if match in other.ids]
        consumed = total[rows].sum()
        result.append(government[rows].sum() / consumed if consumed > 0 else 0.0)
    return np.array(result)


def _figures(recipe: Recipe, table: Table, data: Path | None, report: Report) -> dict[str, np.ndarray]:
    content, folders = recipe.content, recipe.folders(data)
    added = sum(table.value_added.values())
    given = lambda name: list(recipe.figures(name))  # noqa: E731
    direct = lambda name: np.array([number(f"{recipe.path}: {of}: {name}", x) for of, x in zip(recipe.ids, given(name), strict=True)])  # noqa: E731
    result = {name: direct(name) for name in _ASSUMED}
    for name, change in content.get("shift", {}).items():
        result[name] = np.round(result[name] * change.get("times", 1.0) + change.get("plus", 0.0), 6)
        report.note(f"{name} of the class x {change.get('times', 1.0)} + {change.get('plus', 0.0)} (assumption)")
    if "employment" in content:
        wanted = dict(zip(recipe.ids, given("employment"), strict=True))
        persons = companions.employment(
            content["employment"], wanted, table.value_added["compensation"], folders, report
        )
    else:
        persons = direct("employment")
    result["employment"] = persons
    firms = (
        companions.firms(content["firms"], given("firms"), persons, folders, report)
        if "firms" in content
        else direct("firms")
    )
    result["firms"] = np.round(firms)
    if "rd" in content:
        weights = [w if isinstance(w, dict) else {code: 1.0 for code in w} for w in given("rd")]
        result["rd_intensity"] = companions.rd_intensity(content["rd"], weights, table.output, added, folders, report)
    else:
        result["rd_intensity"] = direct("rd")
    if "emissions" in content:
        sellers = [recipe.ids.index(name) for name in content["fuels"]]
        fuel = (table.domestic + table.imported)[sellers].sum(axis=0)
        result["emissions"] = np.round(
            companions.emissions(content["emissions"], given("emissions"), fuel, folders, report)
        )
    else:
        result["emissions"] = direct("emissions")
    return result


def _region(where: str, name: str, spec: object) -> Region:
    if not isinstance(spec, dict) or set(spec) != {"name", *_REGION_FIGURES}:
        raise EconomyError(f"{where}: expected name, {', '.join(_REGION_FIGURES)}, got {spec!r}")
    return Region(id=name, name=spec["name"], **{key: number(f"{where}.{key}", spec[key]) for key in _REGION_FIGURES})


def _shares(recipe: Recipe, industry: str, row: object, regions: int) -> list[float]:
    where = f"{recipe.path}: {industry}: region_share"
    if not isinstance(row, list) or len(row) != regions:
        raise EconomyError(f"{where}: expected {regions} shares, one a region, got {row!r}")
    return [number(where, share) for share in row]


def _regions(recipe: Recipe, employment: np.ndarray) -> tuple[list[Region], np.ndarray]:
    content = recipe.content
    regions = [_region(f"{recipe.path}: regions.{name}", name, spec) for name, spec in content["regions"].items()]
    if "location_quotients" not in content:
        return regions, np.array([_shares(recipe, of, row, len(regions)) for of, row in zip(recipe.ids, recipe.figures("region_share"), strict=True)])
    quotients = np.array(
        [content["location_quotients"][i["assumptions"]] for i in recipe.industries.values()], dtype=float
    )
    population = np.array([region.population_share for region in regions])
    return regions, region_shares(employment, population, quotients, content["minimum_region_share"])


def _sector(industry: dict, of_table: str, report: Report) -> str:
    chosen = industry.get("sector", of_table)
    if not chosen:
        raise EconomyError(f"{industry['id']}: no sector, neither in the table nor in the concordance")
    if of_table and chosen != of_table:
        report.note(f"sector of {industry['id']}: {chosen}, where the data file says {of_table}")
    return chosen


def _ordered(sources: dict[str, str]) -> dict[str, str]:
    return dict(sorted(sources.items(), key=lambda entry: entry[0] != "input_output"))


def _assemble(recipe: Recipe, table: Table, figures: dict[str, np.ndarray], report: Report) -> Economy:
    content = recipe.content
    regions, shares = _regions(recipe, figures["employment"])
    industries = []
    for i, (code, spec) in enumerate(recipe.industries.items()):
        industries.append(
            Industry(
                id=spec["id"],
                code=code,
                name=spec["name"],
                sector=_sector(spec, table.sectors[i], report),
                intensity=spec["intensity"],
                tags=list(spec["tags"]),
                output=float(table.output[i]),
                value_added={part: float(row[i]) for part, row in table.value_added.items()},
                final_use={use: (float(table.final[use][i, 0]), float(table.final[use][i, 1])) for use in USES},
                exports=float(table.exports[i]),
                region_share=[float(s) for s in shares[i]],
                **{name: float(values[i]) for name, values in figures.items()},
            )
        )
    return Economy(
        **{key: content[key] for key in ("title", "base_year", "currency", "unit")},
        name=content["economy"],
        sources=_ordered(content["sources"]),
        macro={k: number(f"{recipe.path}: macro.{k}", v) for k, v in content["macro"].items()},
        regions=regions,
        groups=content.get("groups", {}),
        industries=industries,
        domestic=table.domestic,
        imported=table.imported,
    )


def _extended(recipe: Recipe, data: Path | None, report: Report) -> Economy:
    """An economy, from a file of --data or a recipe beside this one, with latent industries beside its own."""
    content = recipe.content
    given = Path(data) / content["extend"] if data else None
    beside = recipe.path.parent / content["extend"]
    if given and given.is_file():
        economy = read(given)
    elif beside.is_file():
        economy, base = build(beside, data)
        report.lines += base.lines
        report.amounts |= base.amounts
    else:
        raise EconomyError(f"{recipe.path}: extend: no file {content['extend']!r} in --data or beside the recipe")
    economy.latent = latent_industries(content["latent_industries"], str(recipe.path))
    economy.name, economy.title = content["economy"], content["title"]
    economy.sources = economy.sources | content["sources"]
    report.note(f"{len(economy.latent)} latent industries beside the {len(economy.industries)} of {content['extend']}")
    return economy


def _aggregated(recipe: Recipe, data: Path | None, report: Report) -> Economy:
    content = recipe.content
    rule = content["aggregate"]
    fine, fine_report = build(recipe.path.parent / rule["recipe"], data)
    report.lines += fine_report.lines
    report.amounts |= fine_report.amounts
    coarse = aggregate(fine, rule["industries"])
    report.note(f"aggregated from {len(fine.industries)} to {len(coarse.industries)} industries")
    coarse.name, coarse.groups = content["economy"], content.get("groups", {})
    for key in ("title", "base_year", "currency", "unit"):
        setattr(coarse, key, content[key])
    coarse.sources = fine.sources | content["sources"]
    return coarse
