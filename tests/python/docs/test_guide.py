"""The user guide is built without a warning, has an entry for every public name and leads nowhere that is not."""

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import kaldor
import pytest
from guide_pages import dead_links, read

ROOT = Path(__file__).resolve().parents[3]
EXTERNAL = re.compile(r'<(?:script|link|img)[^>]+(?:src|href)="https?:')


@pytest.fixture(scope="session")
def guide(tmp_path_factory):
    for needed in ("sphinx", "myst_nb", "furo"):
        if importlib.util.find_spec(needed) is None:
            pytest.skip(f"{needed} is not installed (requirements.txt)")
    if importlib.util.find_spec("kaldor._engine") is None:
        pytest.skip("the compiled module is not there (scripts/build python)")
    folder = tmp_path_factory.mktemp("guide")
    build = [sys.executable, "-m", "sphinx", "--quiet", "--fail-on-warning", "--keep-going", "-b", "html", "-d", folder / "trees", ROOT / "docs", folder / "html"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    done = subprocess.run(build, capture_output=True, text=True, env=environment, timeout=300)
    assert done.returncode == 0, done.stderr
    return folder / "html"


def test_every_public_name_has_an_entry(guide):
    pages = [read(path) for path in (guide / "api").glob("*.html")]
    anchors = {anchor for page in pages for anchor in page.anchors}
    missing = [name for name in kaldor.__all__ if f"kaldor.{name}" not in anchors]
    assert not missing, f"name in docs/api and docs/api.md: {', '.join(missing)}"


def test_the_overview_names_what_the_pages_have(guide):
    listed = {target.partition("#")[2] for target in read(guide / "api.html").targets}
    assert {f"kaldor.{name}" for name in kaldor.__all__} <= listed


def test_no_link_inside_the_guide_is_dead(guide):
    assert dead_links(guide) == []


def test_dead_links_are_found(tmp_path):
    (tmp_path / "a.html").write_text('<h1 id="top"></h1><a href="b.html#here">b</a> <a href="#top">up</a> <a href="https://x.org/y">web</a>')
    (tmp_path / "b.html").write_text('<p id="here"></p><a href="a.html#gone">a</a> <img src="none.svg">')
    assert dead_links(tmp_path) == ["b.html: a.html#gone", "b.html: none.svg"]


def test_all_pages_of_the_documentation_are_in_it(guide):
    sources = [path.relative_to(ROOT / "docs") for ending in ("md", "ipynb") for path in (ROOT / "docs").rglob(f"*.{ending}")]
    assert len(sources) > 30
    assert [str(path) for path in sources if not (guide / path).with_suffix(".html").exists()] == []


def test_types_of_the_package_are_links(guide):
    assert 'href="#kaldor.Scenario"' in (guide / "api/drive.html").read_text()
    assert 'href="drive.html#kaldor.Scenario"' in (guide / "api/designs.html").read_text()


def test_pages_load_nothing_from_a_network(guide):
    pages = list(guide.rglob("*.html"))
    assert [str(path.relative_to(guide)) for path in pages if EXTERNAL.search(path.read_text())] == []


def test_the_search_knows_names_and_words(guide):
    index = (guide / "searchindex.js").read_text()
    assert "kaldor.sensitivity" in index and "unemploy" in index
