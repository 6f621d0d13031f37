"""The pages of a built guide: what they link to and what can be linked to."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


@dataclass
class Page(HTMLParser):
    """Places in a page that links may name, and its own links, images and scripts."""

    anchors: set[str] = field(default_factory=set)
    targets: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if name == "id" and value:
                self.anchors.add(value)
            if name in ("href", "src") and value:
                self.targets.append(value)


def read(path: Path) -> Page:
    page = Page()
    page.feed(path.read_text())
    return page


def dead_links(folder: Path) -> list[str]:
    """Links between the pages of a folder that lead to no file, or to no place in one."""
    pages = {path.resolve(): read(path) for path in folder.rglob("*.html")}
    found = []
    for path, page in pages.items():
        for target in page.targets:
            said = urlsplit(target)
            if said.scheme or said.netloc:
                continue
            file = (path.parent / unquote(said.path)).resolve() if said.path else path
            place = unquote(said.fragment)
            if not file.exists() or (place and file in pages and place not in pages[file].anchors):
                found.append(f"{path.relative_to(folder.resolve())}: {target}")
    return found
