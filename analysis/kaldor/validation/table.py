"""Tables of measured values and verdicts, as plain text and as Markdown."""

from dataclasses import dataclass, field

from kaldor._text import aligned

_WORDS = {True: "holds", False: "OUTSIDE", None: ""}


@dataclass(frozen=True)
class Row:
    """One measured line. `holds` is nothing where no verdict is due; a row that is not `required` never fails a check."""

    cells: tuple[str, ...]
    holds: bool | None = None
    required: bool = True

    @property
    def verdict(self) -> str:
        return _WORDS[None if self.holds is None else bool(self.holds)]

    @property
    def fails(self) -> bool:
        return self.required and self.holds is not None and not self.holds


@dataclass
class Table:
    """Rows under one title. The column `verdict` is added to `header`."""

    title: str
    header: tuple[str, ...]
    rows: list[Row] = field(default_factory=list)
    note: str = ""

    def add(self, *cells: object, holds: bool | None = None, required: bool = True) -> None:
        self.rows.append(Row(tuple(str(cell) for cell in cells), holds, required))

    @property
    def failures(self) -> int:
        return sum(row.fails for row in self.rows)

    def _lines(self) -> list[tuple[str, ...]]:
        return [(*self.header, "verdict"), *((*row.cells, row.verdict) for row in self.rows)]

    def plain(self) -> str:
        return "\n".join([self.title, aligned(self._lines()), *([self.note] if self.note else [])])

    def markdown(self) -> str:
        head, *body = ([cell.replace("|", "\\|") for cell in line] for line in self._lines())
        lines = [head, ["---"] * len(head), *body]
        text = ["| " + " | ".join(line) + " |" for line in lines]
        return "\n".join([f"**{self.title}**", "", *text, *(["", self.note] if self.note else [])])


def percent(value: float, digits: int = 2) -> str:
    return f"{100 * value:.{digits}f} %"


def points(value: float, digits: int = 3) -> str:
    """A difference of shares in percentage points."""
    return f"{100 * value:+.{digits}f} pp"
