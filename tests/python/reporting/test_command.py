"""`kaldor report`."""

import re
import struct
import xml.etree.ElementTree as ElementTree

import pytest
from kaldor.__main__ import main


@pytest.fixture
def paths(experiment):
    return [str(experiment.paths["policy"]), "--baseline", str(experiment.paths["base"])]


def test_a_page_and_its_charts_are_written(paths, tmp_path, capsys):
    page, charts = tmp_path / "a.html", tmp_path / "charts"
    assert main(["report", *paths, "-o", str(page), "--charts", str(charts)]) == 0
    assert capsys.readouterr().out == f"{page}\n"
    names = set(re.findall(r'<figure id="([^"]+)"', page.read_text()))
    assert {path.name for path in charts.iterdir()} == {f"{name}.{kind}" for name in names for kind in ("svg", "png")}
    for name in names:
        root = ElementTree.parse(charts / f"{name}.svg").getroot()
        assert root.tag.endswith("svg") and root.findall(".//{*}path[@d]")
        assert root.find("{*}title").text and root.find("{*}desc").text
        head = (charts / f"{name}.png").read_bytes()[:24]
        assert head[:8] == b"\x89PNG\r\n\x1a\n" and struct.unpack(">I", head[16:20])[0] >= 1280


def test_charts_that_cannot_be_written_give_status_4(short, tmp_path, capsys):
    (tmp_path / "file").write_text("in the way")
    assert main(["report", str(short), "-o", str(tmp_path / "a.html"), "--charts", str(tmp_path / "file")]) == 4
    assert "file" in capsys.readouterr().err


def test_an_existing_page_gives_status_2_and_is_replaced_by_force(short, tmp_path, capsys):
    page = tmp_path / "a.html"
    page.write_text("mine")
    assert main(["report", str(short), "-o", str(page)]) == 2
    assert "a.html" in capsys.readouterr().err
    assert page.read_text() == "mine"
    assert main(["report", str(short), "-o", str(page), "--force"]) == 0
    assert page.read_text() != "mine"


def test_a_missing_result_gives_status_2(tmp_path, capsys):
    assert main(["report", str(tmp_path / "none.h5")]) == 2
    assert "none.h5" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_gives_status_4(paths, tmp_path, capsys):
    assert main(["report", *paths, "-o", str(tmp_path / "no" / "a.html")]) == 4
    assert "a.html" in capsys.readouterr().err


def test_wrong_usage_gives_status_2(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["report", "--no-such-option"])
    assert ended.value.code == 2
