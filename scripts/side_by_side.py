"""Prints the main indicators of several result files side by side.

usage: side_by_side.py BASE.h5 OTHER.h5...

Each number is a mean over the replications of a file. `end` is the mean of the last four quarters, `mean` that of the
whole run; growth is per year. The last columns are the differences of the last file from the first.
"""

import sys
from pathlib import Path

import numpy
import xarray

PERCENT, PLAIN = "percent", "plain"

# Row label, variable of the result file, how it is shown.
INDICATORS = [
    ("unemployment, %", "unemployment", PERCENT),
    ("inflation, % a year", "inflation", PERCENT),
    ("labour share, %", "labour_share", PERCENT),
    ("investment share, %", "investment_share", PERCENT),
    ("capacity utilisation, %", "capacity_utilisation", PERCENT),
    ("government debt, % of a year's GDP", "government_debt_ratio", PERCENT),
    ("structure advancement, Y3/Y2", "structure_advancement", PLAIN),
    ("structure rationalisation, Theil", "structure_rationalisation", PLAIN),
    ("emissions per real GDP, start = 1", "emission_intensity", PLAIN),
]


def series(result: xarray.Dataset, name: str) -> numpy.ndarray | None:
    """The variable by period, mean over replications; nothing if the file does not hold it."""
    if name not in result:
        return None
    return result[name].mean("replication").to_numpy()


def end_and_mean(values: numpy.ndarray | None, scale: float) -> tuple[float, float]:
    if values is None:
        return numpy.nan, numpy.nan
    return scale * float(numpy.mean(values[-4:])), scale * float(numpy.nanmean(values))


def growth(values: numpy.ndarray | None) -> tuple[float, float]:
    """Growth in per cent a year over the last year and over the whole run."""
    if values is None or len(values) < 5:
        return numpy.nan, numpy.nan
    last_year = values[-1] / values[-5] - 1
    whole_run = (values[-1] / values[0]) ** (4 / (len(values) - 1)) - 1
    return 100 * float(last_year), 100 * float(whole_run)


def emissions_by_year(result: xarray.Dataset) -> tuple[float, float]:
    """Million tonnes of CO2 a year."""
    return end_and_mean(series(result, "carbon_emissions"), 4 / 1e6)


def rows(result: xarray.Dataset) -> dict[str, tuple[float, float]]:
    table = {"GDP growth, % a year": growth(series(result, "gdp_real"))}
    for label, name, shown_as in INDICATORS:
        table[label] = end_and_mean(series(result, name), 100 if shown_as == PERCENT else 1)
    table["emissions, million t CO2 a year"] = emissions_by_year(result)
    return table


def number(value: float) -> str:
    if numpy.isnan(value):
        return f"{'-':>12}"
    return f"{value:>z12,.3f}" if abs(value) < 1000 else f"{value:>12,.0f}"


def print_table(paths: list[Path]) -> None:
    tables = []
    for path in paths:
        with xarray.open_dataset(path, engine="h5netcdf") as result:
            tables.append(rows(result))
    headings = [path.stem.removeprefix("demo-") for path in paths] + ["difference"]
    print(" " * 36 + "".join(f"{heading:>24}" for heading in headings))
    print(" " * 36 + f"{'end':>12}{'mean':>12}" * len(headings))
    for label, first in tables[0].items():
        columns = [table[label] for table in tables]
        columns.append(tuple(last - base for last, base in zip(columns[-1], first)))
        print(f"{label:<36}" + "".join(number(end) + number(mean) for end, mean in columns))


def main() -> int:
    if len(sys.argv) < 3 or any(argument.startswith("-") for argument in sys.argv[1:]):
        print(__doc__)
        return 0 if "--help" in sys.argv else 2
    try:
        print_table([Path(argument) for argument in sys.argv[1:]])
    except (OSError, KeyError, ValueError) as error:
        print(f"side_by_side: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
