"""`kaldor panel OUT.h5... -o PANEL.parquet`: firms by year, with who was treated since when, for econometric programs."""

import argparse
import sys
from pathlib import Path

from kaldor._files import check_free
from kaldor.econometrics.panel import OUTCOMES, econometric_panel
from kaldor.errors import InputError, ResultError

WRITERS = {".parquet": "to_parquet", ".csv": "to_csv"}


def _table(text: str) -> Path:
    path = Path(text)
    if path.suffix not in WRITERS:
        raise argparse.ArgumentTypeError(f"expected a name that ends in {' or '.join(WRITERS)}, got {text}")
    return path


def main(arguments: list[str]) -> int:
    """Exit status: 0 done, 2 the request or a file is wrong, 4 the table could not be written."""
    parser = argparse.ArgumentParser(prog="kaldor panel", description=__doc__)
    parser.add_argument("files", type=Path, nargs="+", metavar="OUT.h5", help="result files with a panel of firms; several are arms")
    parser.add_argument("-o", "--output", type=_table, required=True, metavar="FILE", help="PANEL.parquet or PANEL.csv")
    parser.add_argument("--policy", metavar="LEVER", help="whose treatment is told; the scenarios' only policy if not given")
    parser.add_argument("--outcome", action="append", metavar="COLUMN", help=f"may be repeated; {', '.join(OUTCOMES)} if not given")
    parser.add_argument("--force", action="store_true", help="replace a file that is there")
    asked = parser.parse_args(arguments)
    paths = asked.files[0] if len(asked.files) == 1 else asked.files
    try:
        check_free(asked.output, asked.force)
        panel = econometric_panel(paths, asked.policy, outcomes=asked.outcome or OUTCOMES)
    except (InputError, ResultError) as error:
        print(f"kaldor panel: error: {error}", file=sys.stderr)
        return 2
    try:
        getattr(panel, WRITERS[asked.output.suffix])(asked.output, index=False)
    except OSError as error:
        print(f"kaldor panel: error: {error}", file=sys.stderr)
        return 4
    treated = panel.loc[panel["treated"] == 1, "unit"].nunique()
    print(f"{asked.output}: {len(panel)} rows, {panel['unit'].nunique()} firms, {treated} of them treated")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
