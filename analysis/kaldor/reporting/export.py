"""Charts as files, without a browser."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import vl_convert

from kaldor.reporting.drawing import Drawing

WIDTH = 640
PIXELS = 2  # in each direction for one of the screen, enough for print at half a page


def export(drawings: Sequence[Drawing], folder: Path) -> list[Path]:
    """Writes NAME.svg and NAME.png of each into the folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for drawing in drawings:
        specification = drawing.chart.properties(width=WIDTH).to_dict()
        svg, png = folder / f"{drawing.name}.svg", folder / f"{drawing.name}.png"
        text = _described(vl_convert.vegalite_to_svg(specification), drawing)
        svg.write_text(text, encoding="utf-8")
        png.write_bytes(vl_convert.svg_to_png(text, scale=PIXELS))
        written += [svg, png]
    return written


def _described(svg: str, drawing: Drawing) -> str:
    """With title and description for those who do not see it."""
    opening, rest = svg.split(">", 1)
    return f'{opening} role="img"><title>{escape(drawing.title)}</title><desc>{escape(drawing.caption)}</desc>{rest}'
