"""Adds up JUnit reports and closes with `N passed, N failed`.

Exit status 1 when a test failed, a suite broke or no test ran.

usage: count_tests.py FOLDER [--broken N]
"""

import argparse
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path


def has_failed(case: ElementTree.Element) -> bool:
    """A test that ctest could not start says `notrun` without being skipped by its own wish."""
    if case.find("failure") is not None or case.find("error") is not None or case.get("status") == "fail":
        return True
    skipped = case.find("skipped")
    return case.get("status") == "notrun" and not (skipped is not None and skipped.get("message", "").startswith("SKIP_"))


def count(report: Path) -> tuple[int, int, int]:
    """Passed, failed and left-out (skipped, disabled) tests of one report."""
    cases = list(ElementTree.parse(report).iter("testcase"))
    failed = sum(has_failed(case) for case in cases)
    left_out = sum(
        not has_failed(case) and (case.find("skipped") is not None or case.get("status") == "disabled") for case in cases
    )
    return len(cases) - failed - left_out, failed, left_out


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--broken", type=int, default=0, help="suites without a report; each counts as one failure")
    arguments = parser.parse_args()

    passed, failed = 0, arguments.broken
    for report in sorted(arguments.folder.glob("*.xml")):
        here_passed, here_failed, left_out = count(report)
        print(f"{report.stem}: {here_passed} passed, {here_failed} failed" + (f", {left_out} skipped" if left_out else ""))
        passed, failed = passed + here_passed, failed + here_failed
    print(f"{passed} passed, {failed} failed")
    return 0 if passed and not failed else 1


if __name__ == "__main__":
    sys.exit(main())
