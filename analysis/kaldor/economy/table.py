"""Input-output tables as published, in any of the layouts that a recipe can describe."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from kaldor.economy.economy import VALUE_ADDED
from kaldor.economy.errors import EconomyError, number

LAYOUTS = ("separate-imports", "competitive")
_FINAL = (
    "household_consumption",
    "government_consumption",
    "consumption",
    "capital_formation",
    "inventories",
    "exports",
    "imports",
)


@dataclass
class Table:
    """Flows in millions. `imported` and the second column of each use are zero until imports are told apart.

    `final` maps a use to an array [industry, (domestic, imported)]; a `consumption` that merges households and
    government stays there until it is split. `imports` is given by competitive tables only.
    """

    codes: list[str]
    sectors: list[str]
    domestic: np.ndarray
    imported: np.ndarray
    final: dict[str, np.ndarray]
    exports: np.ndarray
    value_added: dict[str, np.ndarray]
    output: np.ndarray
    imports: np.ndarray | None = None
    published: dict[str, float] = field(default_factory=dict)

    def gdp(self) -> float:
        return float(sum(self.value_added.values()).sum())


def find(name: str, folders: list[Path]) -> Path:
    """The first folder's file of this name; EconomyError names the folders searched."""
    for folder in folders:
        if (folder / name).is_file():
            return folder / name
    raise EconomyError(
        f"{name}: not found in {', '.join(str(folder) for folder in folders)}; give its folder with --data"
    )


def read_csv(path: Path) -> pd.DataFrame:
    try:
        return pd.read_csv(path, dtype=str, keep_default_na=False)
    except (OSError, UnicodeDecodeError, pd.errors.ParserError) as error:
        raise EconomyError(f"{path}: cannot be read: {error}") from error


class _Cells:
    """Numbers of a published table by labels of row and column."""

    def __init__(self, frame: pd.DataFrame, spec: dict, path: Path):
        self.path, self.spec = path, spec
        needed = [spec["label_column"], *([spec["origin_column"]] if "origin_column" in spec else [])]
        absent = [column for column in needed if column not in frame.columns]
        if absent:
            raise EconomyError(f"{path}: expected a column {absent[0]!r}, found {', '.join(map(str, frame.columns[:10]))}")
        self.frame = frame.set_index(spec["label_column"])
        self.scale = 1.0 / number("table.units_per_million", spec["units_per_million"])

    def block(self, origin: str | None, rows: list[str], columns: list[str]) -> np.ndarray:
        frame = self.frame
        if origin is not None:
            frame = frame[frame[self.spec["origin_column"]] == origin]
        missing = [r for r in rows if r not in frame.index] + [c for c in columns if c not in frame.columns]
        if missing:
            raise EconomyError(
                f"{self.path}: expected rows and columns {', '.join(missing[:5])}, found none of that name"
            )
        values = frame.loc[rows, columns].apply(pd.to_numeric, errors="coerce").to_numpy(dtype=float)
        if values.shape != (len(rows), len(columns)) or not np.isfinite(values).all():
            raise EconomyError(
                f"{self.path}: expected one finite number in every cell of {rows[0]}.. by {columns[0]}.."
            )
        return values * self.scale


def _final_uses(cells: _Cells, origin, codes: list[str], spec: dict) -> dict[str, np.ndarray]:
    unknown = [use for use in spec["final"] if use not in _FINAL]
    if unknown:
        raise EconomyError(f"table.final: unknown use {unknown[0]!r}; expected one of {', '.join(_FINAL)}")
    return {use: cells.block(origin, codes, list(columns)).sum(axis=1) for use, columns in spec["final"].items()}


def read_table(spec: dict, codes: list[str], folders: list[Path]) -> Table:
    """The table that `spec` (the `table:` block of a recipe) describes, industries in the order of `codes`."""
    path = find(spec["file"], folders)
    frame = read_csv(path)
    cells = _Cells(frame, spec, path)
    origins = {"separate-imports": ("domestic", "imported"), "competitive": (None, None)}.get(spec["layout"])
    if origins is None:
        raise EconomyError(f"table.layout: expected one of {', '.join(LAYOUTS)}, got {spec['layout']!r}")
    home, abroad = (spec["origins"][o] if o else None for o in origins)
    total = spec["origins"]["total"] if origins[0] else None
    domestic = cells.block(home, codes, codes)
    imported = cells.block(abroad, codes, codes) if abroad else np.zeros_like(domestic)
    final = _final_uses(cells, home, codes, spec)
    from_abroad = _final_uses(cells, abroad, codes, spec) if abroad else {}
    exports, imports = final.pop("exports"), final.pop("imports", None)
    uses = {use: np.stack([flow, from_abroad.get(use, np.zeros_like(flow))], axis=1) for use, flow in final.items()}
    reexports = from_abroad.get("exports", np.zeros_like(exports))
    absent = [part for part in VALUE_ADDED if part not in spec["value_added"]]
    if absent:
        raise EconomyError(f"table.value_added: expected {', '.join(VALUE_ADDED)}, found no {absent[0]}")
    parts = {part: cells.block(total, [spec["value_added"][part]], codes)[0] for part in VALUE_ADDED}
    table = Table(
        codes=codes,
        sectors=_sectors(cells, home, codes),
        domestic=domestic,
        imported=imported,
        final=uses,
        exports=exports,
        value_added=parts,
        output=cells.block(total, [spec["output_row"]], codes)[0],
        imports=imports,
    )
    table.published = {
        "gdp": table.gdp(),
        "output": float(table.output.sum()),
        "exports": float((exports + reexports).sum()),
    }
    table.published |= {use: float(flow.sum()) for use, flow in uses.items()}
    table.published["re-exports"] = float(reexports.sum())
    return table


def _sectors(cells: _Cells, origin: str | None, codes: list[str]) -> list[str]:
    column = cells.spec.get("sector_column")
    if column is None:
        return [""] * len(codes)
    frame = cells.frame if origin is None else cells.frame[cells.frame[cells.spec["origin_column"]] == origin]
    names = {"1": "primary", "2": "secondary", "3": "tertiary"}
    return [names.get(str(frame.loc[code, column]).split(".")[0], "") for code in codes]
