"""`kaldor economy build RECIPE.yaml --data DIR -o OUT.yaml` and `kaldor economy check FILE...`."""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from kaldor.economy.build import build
from kaldor.economy.check import problems
from kaldor.economy.economy import Economy, balance, totals
from kaldor.economy.economy_file import read, write
from kaldor.economy.engine import refusals
from kaldor.economy.errors import EconomyError

_LABELS = {
    "household_consumption": "household consumption",
    "government_consumption": "government consumption",
    "capital_formation": "capital formation",
    "inventories": "inventories",
    "exports": "exports",
    "imports": "imports",
    "compensation": "compensation of employees",
    "production_taxes": "production taxes, net",
    "depreciation": "depreciation",
    "operating_surplus": "operating surplus",
    "rd": "R&D",
}


def summary(economy: Economy) -> str:
    """Totals of an economy as a short table."""
    t = totals(economy)
    lines = [
        f"{economy.name}: {len(economy.industries)} industries, {len(economy.regions)} regions, {economy.base_year}"
    ]
    lines.append(f"  {'GDP':<28}{t['gdp']:>18,.0f} {economy.unit}")
    lines += [f"  {label:<28}{100 * t[key] / t['gdp']:>18.2f} % of GDP" for key, label in _LABELS.items()]
    lines.append(f"  {'employment':<28}{t['employment']:>18,.0f} persons")
    lines.append(f"  {'firms':<28}{t['firms']:>18,.0f}")
    lines.append(f"  {'emissions':<28}{t['emissions'] / 1e6:>18,.3f} million t CO2")
    rows, columns = balance(economy)
    lines.append(f"  balance: rows {rows:.1e}, columns {columns:.1e} of output")
    return "\n".join(lines)


def _verdict(economy: Economy, path: Path, where: str) -> int:
    """Of the economy and of the file that holds it, whose ranges the engine knows."""
    found = problems(economy) or refusals(path)
    for problem in found:
        print(f"{where}: {problem}", file=sys.stderr)
    return 1 if found else 0


def _build(arguments: argparse.Namespace) -> int:
    economy, report = build(arguments.recipe, arguments.data)
    print("adjustments:", report.text(), summary(economy), sep="\n")
    with tempfile.TemporaryDirectory(prefix="kaldor-") as folder:
        draft = Path(folder) / "economy.yaml"
        write(economy, draft)
        status = _verdict(read(draft), draft, str(arguments.recipe))
        if status == 0 and arguments.output:
            shutil.copyfile(draft, arguments.output)
            print(f"written: {arguments.output}")
    return status


def _check(arguments: argparse.Namespace) -> int:
    status = 0
    for path in arguments.files:
        economy = read(path)
        print(summary(economy))
        status = max(status, _verdict(economy, path, str(path)))
    return status


def main(argv: list[str] | None = None) -> int:
    """Exit status: 0 the economy is good, 1 a condition does not hold, 2 recipe, data or file cannot be used."""
    parser = argparse.ArgumentParser(prog="kaldor economy", description=__doc__)
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("build", help="make an economy file from a recipe and its data")
    one.add_argument("recipe", type=Path)
    one.add_argument("--data", type=Path, help="folder of the source data; the recipe's own folder is searched as well")
    one.add_argument("-o", "--output", type=Path, help="economy file to write; nothing is written unless every condition holds")
    one.set_defaults(run=_build)
    two = commands.add_parser("check", help="totals, balance and every condition of economy files")
    two.add_argument("files", type=Path, nargs="+")
    two.set_defaults(run=_check)
    arguments = parser.parse_args(argv)
    try:
        return arguments.run(arguments)
    except EconomyError as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(error, file=sys.stderr)
        return 4


if __name__ == "__main__":
    sys.exit(main())
