"""The page in a real browser: every chart is drawn, nothing is fetched, nothing complains, and a phone can show it."""

import json
import time

import pytest

WIDTHS = [1280, 360]
EMPTY = """
return [...document.querySelectorAll("[data-chart]")].filter(place => {
  const marks = place.querySelectorAll("svg .mark-line path, svg .mark-symbol path, svg .mark-rect path");
  return ![...marks].some(mark => mark.getAttribute("d") && mark.getBoundingClientRect().width > 0);
}).map(place => place.dataset.chart);
"""


CUT = """
return [...document.querySelectorAll(".chart svg")].flatMap(chart => {
  const edge = chart.getBoundingClientRect();
  return [...chart.querySelectorAll("text")].filter(word => {
    const box = word.getBoundingClientRect();
    return box.width > 0 && (box.left < edge.left - 1 || box.right > edge.right + 1);
  }).map(word => word.textContent);
});
"""


def show(browser, path, width):
    """The page at a width, with every chart asked for; what the console says, and what was requested."""
    browser.get_log("browser"), browser.get_log("performance")
    size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.get(path.as_uri())
    end = time.monotonic() + 30
    while browser.execute_script("return document.querySelectorAll('[data-chart]:not([data-drawn])').length"):
        assert time.monotonic() < end, browser.get_log("browser")
        time.sleep(0.05)
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]
    return browser.get_log("browser"), asked


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("which", ["page", "single"])
def test_every_chart_is_drawn_without_a_complaint_or_a_request(browser, request, which, width):
    path = request.getfixturevalue(which)
    said, asked = show(browser, path, width)
    assert browser.execute_script("return document.querySelectorAll('[data-chart]').length") >= 20
    assert browser.execute_script(EMPTY) == []
    assert said == []
    assert [url for url in asked if not url.startswith(("data:", "blob:"))] == [path.as_uri()]


@pytest.mark.parametrize("which", ["page", "single"])
def test_a_phone_scrolls_in_one_direction_only(browser, request, which):
    show(browser, request.getfixturevalue(which), 360)
    assert browser.execute_script("return document.documentElement.scrollWidth") == 360
    widest = "return Math.max(...[...document.querySelectorAll('.chart svg')].map(svg => svg.getBoundingClientRect().right))"
    assert browser.execute_script(widest) <= 360


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("which", ["page", "single"])
def test_no_word_of_a_chart_is_cut_by_its_edge(browser, request, which, width):
    show(browser, request.getfixturevalue(which), width)
    assert browser.execute_script(CUT) == []


def test_a_phone_shows_no_name_of_a_column_without_its_value(browser, page):
    show(browser, page, 360)
    empty = "return [...document.querySelectorAll('.stack td[data-head]')].filter(cell => !cell.textContent)"
    browser.execute_script("document.querySelector('.stack td[data-head]').textContent = ''")  # as a fact without a band has
    assert browser.execute_script(f"{empty}.length") > 0
    assert browser.execute_script(f"{empty}.filter(cell => getComputedStyle(cell).display !== 'none').length") == 0


def test_every_chart_says_in_words_what_it_shows(browser, page):
    show(browser, page, 1280)
    labels = browser.execute_script("return [...document.querySelectorAll('[data-chart]')].map(place => place.getAttribute('aria-label'))")
    captions = browser.execute_script("return [...document.querySelectorAll('figcaption')].map(each => each.textContent)")
    assert len(labels) == len(captions) >= 20
    for label, caption in zip(labels, captions, strict=True):
        assert label.endswith(caption) and len(label) > len(caption) > 20


def test_a_chart_can_be_kept_as_image_and_as_table(browser, page):
    show(browser, page, 1280)
    image = "const done = arguments[1]; drawn[arguments[0]].toImageURL('png', 2).then(done)"
    assert browser.execute_async_script(image, "gdp_real").startswith("data:image/png;base64,")
    rows = browser.execute_script("return decodeURIComponent(table(specifications['gdp_real']))").split("\n")
    assert rows[0] == "data:text/csv;charset=utf-8,time,arm,mean,low,high,quarter"
    assert len(rows) == 1 + 2 * 12 and sum('"policy"' in row for row in rows) == 12


def test_a_pointer_over_a_line_is_told_its_numbers(browser, page):
    from selenium.webdriver import ActionChains

    show(browser, page, 1280)
    point = browser.find_elements("css selector", "[data-chart=unemployment] .mark-symbol path")[5]
    ActionChains(browser).scroll_to_element(point).move_to_element(point).perform()
    end = time.monotonic() + 10
    while not (text := browser.execute_script("return document.querySelector('.vg-tooltip.visible')?.textContent ?? ''")):
        assert time.monotonic() < end
        time.sleep(0.05)
    assert "2021 Q2" in text


def test_on_paper_charts_are_as_wide_as_a_column(browser, page):
    show(browser, page, 1280)
    widths = "return [...document.querySelectorAll('.chart svg')].map(svg => svg.viewBox.baseVal.width)"
    before = browser.execute_script(widths)
    browser.execute_script("dispatchEvent(new Event('beforeprint'))")
    assert set(browser.execute_script(widths)) == {390}
    browser.execute_script("dispatchEvent(new Event('afterprint'))")
    assert browser.execute_script(widths) == before and min(before) > 400
