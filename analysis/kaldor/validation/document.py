"""Puts measured tables into a page between the marks of their check, and leaves the rest of the page alone."""

from pathlib import Path

from kaldor.validation.table import Table


def _marks(name: str) -> tuple[str, str]:
    return f"<!-- measured: {name} -->", f"<!-- end: {name} -->"


def replace_section(text: str, name: str, body: str) -> str:
    """The page with `body` between the marks of `name`; a page without them gets them at its end."""
    begin, end = _marks(name)
    section = f"{begin}\n{body}\n{end}"
    if begin not in text or end not in text:
        return f"{text.rstrip()}\n\n{section}\n".lstrip()
    head, rest = text.split(begin, 1)
    return head + section + rest.split(end, 1)[1]


def section(command: str, tables: list[Table]) -> str:
    return "\n\n".join(["```bash\n" + command + "\n```", *(table.markdown() for table in tables)])


def outside(text: str) -> str:
    """The rows of all tables of a page that lie outside their band, as a list."""
    lines, title = [], ""
    for line in text.splitlines():
        if line.startswith("**") and line.endswith("**"):
            title = line.strip("*").split(":")[0].split(",")[0]
        elif line.startswith("|") and line.rstrip().endswith("| OUTSIDE |"):
            cells = [cell.strip() for cell in line.strip().strip("|").split(" | ")][:-1]
            lines.append(f"- {title}: " + "; ".join(cell for cell in cells if cell))
    return "\n".join(lines) or "Nothing: every measured row holds."


def update(file: Path, name: str, command: str, tables: list[Table]) -> None:
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    text = replace_section(text, name, section(command, tables))
    begin, end = _marks("outside")
    listed = text.split(begin)[0] + text.split(end)[-1] if begin in text and end in text else text
    file.write_text(replace_section(text, "outside", outside(listed)), encoding="utf-8")
