"""Tables as plain text and numbers as JSON, for the commands."""

from collections.abc import Mapping, Sequence

import pandas


def aligned(lines: Sequence[Sequence[str]]) -> str:
    """Columns side by side, the first line above a rule."""
    widths = [max(len(line[k]) for line in lines) for k in range(len(lines[0]))]
    text = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    text.insert(1, "-" * max(len(line) for line in text))
    return "\n".join(text)


def records(table: pandas.DataFrame) -> list[Mapping[str, object]]:
    """Rows as JSON takes them: nothing in place of what is not a number."""
    plain = table.astype(object)
    found: list[Mapping[str, object]] = plain.where(table.notna(), None).to_dict("records")
    return found
