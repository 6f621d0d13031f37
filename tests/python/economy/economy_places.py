"""Where the shipped files and the recipes are."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
RECIPES = ROOT / "analysis" / "kaldor" / "economy" / "recipes"
ECONOMIES = ROOT / "scenarios" / "economies"
SHIPPED = ["mini", "china-1997", "china-2007", "china-2017", "china-2017-small", "china-2017-horizon"]
