"""Figures that stand beside a table: employment, firms, R&D and emissions, carried to its industries."""

from pathlib import Path

import numpy as np
import pandas as pd

from kaldor.economy.errors import EconomyError
from kaldor.economy.report import Report
from kaldor.economy.table import find, read_csv


def leaves(codes: list[str]) -> dict[str, list[str]]:
    """The finest codes under each code: 'C' stands for 'C01', 'C02', ...; a code without parts for itself."""
    parts = {code: [c for c in codes if c.startswith(code) and c != code] for code in codes}
    finest = [code for code in codes if not parts[code]]
    return {code: [c for c in finest if c.startswith(code)] for code in codes}


def check_coverage(wanted: dict[str, list[str]], codes: list[str], split: list[str]) -> None:
    """Every finest code must be taken by one industry, or by several where `split` says so."""
    under = leaves(codes)
    taken: dict[str, list[str]] = {}
    for industry, names in wanted.items():
        for name in names:
            if name not in under:
                raise EconomyError(f"{industry}.employment: no code {name!r} in the employment data")
            for leaf in under[name]:
                taken.setdefault(leaf, []).append(industry)
    allowed = {leaf for name in split for leaf in under[name]}
    for leaf in sorted({leaf for group in under.values() for leaf in group}):
        users = taken.get(leaf, [])
        if not users or (len(users) > 1 and leaf not in allowed):
            raise EconomyError(f"employment code {leaf}: expected in one industry, got {', '.join(users) or 'none'}")


def employment(
    spec: dict, wanted: dict[str, list[str]], compensation: np.ndarray, folders: list[Path], report: Report
) -> np.ndarray:
    """Persons by industry (order of `wanted`); a shared code is split by compensation of employees."""
    frame = read_csv(find(spec["file"], folders)).set_index(spec["code_column"])
    total_row, split = spec["total_row"], list(spec.get("split", []))
    frame = frame.drop(index=spec.get("drop", []))
    codes = [code for code in frame.index if code != total_row]
    check_coverage(wanted, codes, split)
    persons = pd.to_numeric(frame[str(spec["year"])]) * float(spec["persons_per_unit"])
    names = list(wanted)
    result = np.zeros(len(names))
    for code in sorted({code for group in wanted.values() for code in group}):
        users = [i for i, name in enumerate(names) if code in wanted[name]]
        weight = compensation[users] if len(users) > 1 else np.ones(1)
        result[users] += persons[code] * weight / weight.sum()
    gap = result.sum() / persons[total_row] - 1
    report.note(
        f"employment {result.sum():.0f} persons; misses the published total by {gap:+.1e} (rounding of the source)"
    )
    if abs(gap) > 1e-3:
        raise EconomyError(
            f"employment: the codes add to {result.sum():.0f}, the published total is {persons[total_row]:.0f}"
        )
    return result


def firms(spec: dict, classes: list[str], persons: np.ndarray, folders: list[Path], report: Report) -> np.ndarray:
    """Real firms by industry: persons over the mean size of its size class.

    A class has `mean_size`, or a `count` of firms, or `naics` sectors of the US table whose mean size is a proxy.
    With `total` (firms outside farming) the proxies are scaled so that all classes but those of `mean_size` add to it.
    """
    frame = read_csv(find(spec["file"], folders))
    frame = frame[frame["size"] == "Total"].set_index("naics")[["firms", "employment"]].apply(pd.to_numeric)
    counts, proxies = {}, []
    for name in sorted(set(classes)):
        if name not in spec["classes"]:
            raise EconomyError(f"firms: unknown size class {name!r}; expected one of {', '.join(spec['classes'])}")
        rule = spec["classes"][name]
        staff = persons[[c == name for c in classes]].sum()
        if "mean_size" in rule:
            counts[name] = staff / rule["mean_size"]
        elif "count" in rule:
            counts[name] = float(rule["count"])
        else:
            chosen = frame.loc[[str(code) for code in rule["naics"]]]
            counts[name] = staff * chosen["firms"].sum() / chosen["employment"].sum()
            proxies.append(name)
    if "total" in spec:
        known = sum(counts[n] for n in counts if n not in proxies and "mean_size" not in spec["classes"][n])
        factor = (spec["total"] - known) / sum(counts[n] for n in proxies)
        counts |= {name: counts[name] * factor for name in proxies}
        report.note(f"firms: proxies scaled by {factor:.3f} so that firms outside farming add to {spec['total']:.0f}")
    size = {name: persons[[c == name for c in classes]].sum() / counts[name] for name in counts}
    report.note("mean firm size: " + ", ".join(f"{name} {size[name]:.1f}" for name in size))
    return np.array([p / size[c] for p, c in zip(persons, classes, strict=True)])


def rd_intensity(
    spec: dict, weights: list[dict], output: np.ndarray, added: np.ndarray, folders: list[Path], report: Report
) -> np.ndarray:
    """R&D over output: OECD intensities (per cent of value added) scaled to a total share of GDP, with a floor."""
    frame = read_csv(find(spec["file"], folders)).set_index("isic4")
    percent = pd.to_numeric(frame["rd_intensity_pct_va"])
    unknown = [code for group in weights for code in group if code not in percent.index]
    if unknown:
        raise EconomyError(f"rd: no industry {unknown[0]!r} in {spec['file']}")
    raw = np.array([sum(percent[c] * w for c, w in g.items()) / sum(g.values()) if g else 0.0 for g in weights])
    raw = raw / 100 * added / output
    target, floor = spec["share_of_gdp"] * added.sum(), spec["floor"]
    at_floor = np.zeros(len(raw), dtype=bool)
    while True:
        scale = (target - floor * output[at_floor].sum()) / (raw * output)[~at_floor].sum()
        below = ~at_floor & (raw * scale < floor)
        if not below.any():
            break
        at_floor |= below
    report.note(
        f"R&D: OECD intensities x {scale:.3f} give {spec['share_of_gdp']:.2%} of GDP; {at_floor.sum()} at the floor"
    )
    return np.where(at_floor, floor, raw * scale)


def emissions(spec: dict, named: list[list[str]], fuel: np.ndarray, folders: list[Path], report: Report) -> np.ndarray:
    """Tonnes CO2: a national total x shares by industry; inside a named group of the source by purchases of fuel."""
    total = _national_co2(spec["total"], folders, report)
    spec = spec["shares"]
    frame = read_csv(find(spec["file"], folders)).set_index("Entity")
    share = pd.to_numeric(frame[spec["column"]])
    unused = [
        f"{name} {share[name]:.1f} %" for name in share.index if share[name] > 0 and not any(name in n for n in named)
    ]
    result = np.zeros(len(named))
    for name in share.index:
        users = [i for i, names in enumerate(named) if name in names]
        if users:
            weight = fuel[users] if fuel[users].sum() > 0 else np.ones(len(users))
            result[users] += share[name] * weight / weight.sum()
    unknown = [n for names in named for n in names if n not in share.index]
    if unknown:
        raise EconomyError(f"emissions: no industry {unknown[0]!r} in {spec['file']}")
    if unused:
        raise EconomyError(f"emissions: nobody takes {', '.join(unused)}")
    report.note(f"emissions: shares of the source add to {result.sum():.1f} %, scaled to 100")
    return result / result.sum() * total


def _national_co2(spec: dict, folders: list[Path], report: Report) -> float:
    frame = read_csv(find(spec["file"], folders)).set_index(["iso3", "year"])
    row = pd.to_numeric(frame.loc[(spec["country"], str(spec["year"]))], errors="coerce")
    total = sum(row[name] for name in spec["add"]) - sum(row[name] for name in spec["subtract"])
    years, growth = spec.get("extend_years", 0), spec.get("extend_growth", 0.0)
    total *= (1 + growth) ** years
    if years:
        report.note(f"CO2: the source ends in {spec['year']}; extended {years} years at an assumed {growth:.1%} a year")
    report.note(f"CO2: {total:.0f} million tonnes")
    return total * 1e6
