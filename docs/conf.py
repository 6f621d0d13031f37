"""How Sphinx makes the guide of these pages, the tutorials and the docstrings (scripts/guide)."""

from __future__ import annotations

import re
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

ROOT = Path(__file__).resolve().parents[1]

project = "Kaldor"
copyright = "the Kaldor contributors"
with suppress(metadata.PackageNotFoundError):  # in the source tree
    release = metadata.version("kaldor")

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.autosummary", "sphinx.ext.napoleon"]

# Links of the pages are those that work on a forge.
myst_heading_anchors = 4
myst_enable_extensions = ["dollarmath"]
# Notebooks are committed with their outputs (scripts/tutorials).
nb_execution_mode = "off"

autosummary_generate = False
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented_params"
autodoc_member_order = "bysource"
autodoc_default_options = {"members": True, "undoc-members": True}
default_role = "code"  # of docstrings
python_use_unqualified_type_names = True
napoleon_google_docstring = False
napoleon_use_rtype = False
nitpicky = True
# Other packages' pages are on a network, which a build must not need.
nitpick_ignore_regex = [("py:.*", r"(?!kaldor\.).*")]
nitpick_ignore = [  # what users meet in signatures only
    ("py:class", "kaldor._engine.LoadedScenario"), ("py:class", "kaldor.results.source.SimulatedResult"), ("py:class", "kaldor.rules.Steering"),
]  # fmt: skip

html_theme = "furo"
html_title = "Kaldor"
html_extra_path = ["../LICENSE", "../CITATION.cff"]
html_static_path = ["_static"]
html_css_files = ["guide.css"]
html_show_search_summary = False  # would be fetched, which browsers refuse to pages that are files
html_copy_source = False
html_show_sourcelink = False


def lead_to_public_name(app: Sphinx, env: BuildEnvironment, node: pending_xref, content: nodes.Element) -> nodes.Element | None:
    """Leads `kaldor.runs.Result`, where a class is written, to `kaldor.Result`, where it is documented."""
    target = str(node["reftarget"])
    name = target.rpartition(".")[2]
    if node.get("refdomain") != "py" or target == f"kaldor.{name}":
        return None
    domain: Any = env.domains["py"]
    return domain.resolve_xref(env, node["refdoc"], app.builder, "obj", f"kaldor.{name}", node, content)


def lead_to_files_beside_docs(app: Sphinx, doctree: nodes.document) -> None:
    """Links of README.md and CONTRIBUTING.md, which stand in the start page and in contributing.md."""
    for node in list(doctree.findall(pending_xref)):
        target = str(node["reftarget"])
        if node["reftype"] == "myst" and "/" not in target and (ROOT / target).is_file():
            place = target.replace("CONTRIBUTING.md", "contributing.html")
            node.replace_self(nodes.reference("", "", *node.children, refuri=place, internal=True))


def link_names(app: Sphinx, what: str, name: str, of: object, options: object, lines: list[str]) -> None:
    """Makes links of names like `kaldor.open()` in docstrings, and keeps `from_` from being read as a link."""
    for i, line in enumerate(lines):
        lines[i] = re.sub(r"`(kaldor\.\w+)(\(\))?`", r":py:obj:`\1`", line).replace(":param from_:", r":param from\_:")


def setup(app: Sphinx) -> None:
    app.connect("missing-reference", lead_to_public_name)
    app.connect("doctree-read", lead_to_files_beside_docs)
    app.connect("autodoc-process-docstring", link_names, priority=600)
