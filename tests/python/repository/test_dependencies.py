"""What the package imports is what pyproject.toml asks for."""

import ast
import re
import sys
from collections.abc import Iterator
from importlib.metadata import distributions, requires
from pathlib import Path

ROOT = Path(__file__).parents[3]


def imported(path: Path) -> Iterator[str]:
    """Top-level names of modules that a file imports, wherever in the file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.split(".")[0]


def canonical(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


def distributions_by_module() -> dict[str, str]:
    """As `importlib.metadata.packages_distributions`, which in Python 3.10 knows few of them."""
    return {file.parts[0].split(".")[0]: each.metadata["Name"] for each in distributions() for file in each.files or []}


def test_every_import_is_a_dependency_and_every_dependency_is_imported():
    modules = {name for path in (ROOT / "analysis").rglob("*.py") for name in imported(path)}
    foreign = modules - set(sys.stdlib_module_names) - {"kaldor"}
    of = distributions_by_module()
    used = {canonical(of[name]) if name in of else f"nothing installed has {name}" for name in foreign}
    assert used == {canonical(re.match(r"[\w.-]+", dependency)[0]) for dependency in requires("kaldor")}
