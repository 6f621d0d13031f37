"""`kaldor report OUT.h5 [--baseline BASE.h5] [-o REPORT.html] [--charts FOLDER] [--force]`."""

import argparse
import sys
from pathlib import Path

from kaldor.errors import InputError, OutputError, ResultError
from kaldor.reporting.report import report


def main(arguments: list[str]) -> int:
    """Exit status: 0 done, 2 the request is wrong, 4 the page could not be written."""
    parser = argparse.ArgumentParser(prog="kaldor report", description="A page with charts of a result file, to be read in any browser.")
    parser.add_argument("result", type=Path, metavar="OUT.h5", help="result file of `kaldor run`")
    parser.add_argument("--baseline", type=Path, metavar="BASE.h5", help="result file that it is compared with")
    parser.add_argument("-o", "--output", type=Path, metavar="REPORT.html", help="beside the result file if not given")
    parser.add_argument("--charts", type=Path, metavar="FOLDER", help="writes every chart as SVG and PNG, too")
    parser.add_argument("--force", action="store_true", help="replace an existing page")
    asked = parser.parse_args(arguments)
    try:
        print(report(asked.result, asked.baseline, asked.output, charts=asked.charts, overwrite=asked.force))
    except (InputError, ResultError) as error:
        print(f"kaldor report: error: {error}", file=sys.stderr)
        return 2
    except OutputError as error:
        print(f"kaldor report: error: {error}", file=sys.stderr)
        return 4
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
