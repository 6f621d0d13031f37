"""Tables as plain text, numbers as JSON, and words of the command line, for the commands."""

import argparse
import math
import re
from collections.abc import Mapping, Sequence

import pandas

from kaldor._years import Years


def aligned(lines: Sequence[Sequence[str]]) -> str:
    """Columns side by side, the first line above a rule."""
    widths = [max(len(line[k]) for line in lines) for k in range(len(lines[0]))]
    text = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    text.insert(1, "-" * max(len(line) for line in text))
    return "\n".join(text)


def change(value: float, relative: bool) -> str:
    """A difference: in per cent if it is relative, otherwise in its unit; nothing for what is not a number."""
    return "" if math.isnan(value) else f"{100 * value:+.3f} %" if relative else f"{value:+.4g}"


def p_value(value: float) -> str:
    return "" if math.isnan(value) else "< 0.001" if value < 0.001 else f"{value:.3f}"


def records(table: pandas.DataFrame) -> list[Mapping[str, object]]:
    """Rows as JSON takes them: nothing in place of what is not a number."""
    plain = table.astype(object)
    found: list[Mapping[str, object]] = plain.where(table.notna(), None).to_dict("records")
    return found


def number(text: str) -> float:
    """An option's number."""
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"expected a number, got {text!r}") from None


def whole(text: str) -> int:
    """An option's whole number."""
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"expected a whole number, got {text!r}") from None


def years(text: str) -> Years:
    """`2030`, or `2030-2034`, both of which belong to it."""
    found = re.fullmatch(r"(\d+)(?:-(\d+))?", text)
    if not found:
        raise argparse.ArgumentTypeError(f"expected a year or two, as in 2030 or 2030-2034, got {text!r}")
    first = int(found[1])
    return (first, int(found[2])) if found[2] else first
