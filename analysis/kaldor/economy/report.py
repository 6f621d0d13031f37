"""What a build did to its sources, one line a change, so that no figure moves silently."""

from dataclasses import dataclass, field


@dataclass
class Report:
    """Ordered notes; `amounts` keeps the size of each adjustment (million currency units) for tests and documents."""

    lines: list[str] = field(default_factory=list)
    amounts: dict[str, float] = field(default_factory=dict)

    def note(self, text: str) -> None:
        self.lines.append(text)

    def adjust(self, key: str, amount: float, text: str) -> None:
        self.amounts[key] = self.amounts.get(key, 0.0) + float(amount)
        self.lines.append(text)

    def text(self) -> str:
        return "\n".join(f"  - {line}" for line in self.lines)
