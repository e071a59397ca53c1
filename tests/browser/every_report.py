"""Reports in Chromium: of zones and of the wave of 2025, in both languages and every light."""

from __future__ import annotations

import re

import pytest

from elzmodel.values.text import in_words
from elzmodel.views import report
from tests.browser.conftest import LANGUAGES, ON, ZONES
from tests.browser.watched import DESK, PHONE, axe_source, tab

pytestmark = pytest.mark.browser

SUBJECTS = (*ZONES, "wave")


@pytest.fixture(params=LANGUAGES)
def lang(request):
    return request.param


@pytest.mark.parametrize(("width", "dark"), [(DESK, False), (PHONE, True)], ids=["desk", "phone"])
@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_report_is_calm_and_accessible(browser, reports, subject, lang, width, dark):
    """A report complains of nothing, asks for nothing, breaks no rule and is not too wide."""
    with tab(browser, reports, width=width, dark=dark) as watched:
        page = watched.open(f"{subject}-{lang}.html")
        assert lang == page.locator("html").get_attribute("lang")
        assert {} == watched.violations(axe_source())
        assert width >= page.evaluate("document.documentElement.scrollWidth")
        assert watched.is_calm, (watched.complaints, watched.asked)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_nothing_is_cut_on_paper(browser, reports, subject, lang):
    """On paper no table or picture is wider than the page, and a PDF has all of it."""
    with tab(browser, reports) as watched:
        page = watched.open(f"{subject}-{lang}.html")
        assert [] == watched.cut_on_paper()
        data = page.pdf(prefer_css_page_size=True)
        assert 3 <= len(re.findall(rb"/Type\s*/Page\b", data))


def test_a_table_is_filtered(browser, reports):
    """A filter hides the rows without its words, folds accents, and says how many are left."""
    with tab(browser, reports) as watched:
        page = watched.open("haspengouw-en.html")
        field = page.locator("main > section > .filter").first
        rows = field.locator("xpath=following-sibling::div[1]").locator("tbody tr")
        word = rows.nth(1).locator("th").text_content()
        field.locator("input").fill(f" {word.upper()} ")
        left = rows.locator("visible=true").count()
        assert 0 < left < rows.count()
        told = field.locator("output").text_content()
        assert f"{left} of {rows.count()} rows" == told


def test_a_report_is_read_without_scripts(browser, reports):
    """What a report says and shows stands in it without its script."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((reports / "haspengouw-nl.html").as_uri())
    assert page.locator("table").count() > 3
    assert "73.233" in page.locator(".facts").first.inner_text()
    context.close()


def test_the_keyboard_reaches_all_that_can_be_used(browser, reports):
    """Tab goes through every link, field and table to be scrolled, and comes back out."""
    with tab(browser, reports) as watched:
        page = watched.open("haspengouw-en.html")
        usable = "a[href], button, input, summary, select, [tabindex='0']"
        count = page.locator(usable).locator("visible=true").count()
        page.evaluate("window.reached = new Set()")
        for _ in range(count + 2):
            page.keyboard.press("Tab")
            page.evaluate("window.reached.add(document.activeElement)")
        reached = page.evaluate(
            "(usable) => [...document.querySelectorAll(usable)]"
            ".filter((each) => each.checkVisibility() && !window.reached.has(each)"
            " && !(each.type === 'radio')).map((each) => each.outerHTML.slice(0, 80))",
            usable,
        )
        assert [] == reached


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("on", ["2021-06-01", "2024-12-31", ON, "2026-01-01"])
def test_inhabitants_are_those_of_the_library(fl, zone, on, browser, tmp_path):
    """The inhabitants of a zone on a day, its municipalities too, are what the library says."""
    report(fl, zone, on=on).save(tmp_path / "page.html")
    day = fl.on(on)
    with tab(browser, tmp_path) as watched:
        page = watched.open("page.html")
        note = page.locator(".facts div", has_text="Inhabitants").first.inner_text()
        year = int(re.search(r"on (\d{4})-", note)[1])
        assert in_words(day.population(zone, year=year), "en") in note
        rows = page.locator("#municipalities tbody tr").all()
        shown = {row.locator("th").inner_text(): row.locator("td.n").inner_text() for row in rows}
        members = {each.nis for each in day.municipalities_of(zone)}
        assert members == shown.keys()
        whole = [each for each in day.municipalities_of(zone) if len(day.zones_of(each.nis)) == 1]
        for each in whole:
            assert in_words(day.population(each, year=year), "en") == shown[each.nis]


def test_a_slider_lays_after_over_before(browser, reports):
    """Dragging the slider to its end shows the picture of afterwards alone; paper has both."""
    with tab(browser, reports) as watched:
        page = watched.open("wave-en.html")
        figure = page.locator("figure.compared").first
        figure.locator("input").focus()
        page.keyboard.press("End")
        before = figure.locator(".before")
        clip = "(each) => getComputedStyle(each).clipPath"
        assert "inset(0px 100% 0px 0px)" == before.evaluate(clip)
        page.emulate_media(media="print")
        assert "none" == before.evaluate(clip)


def test_the_same_report_has_the_same_bytes(fl):
    """A report is the same each time."""
    first, second = (report(fl, "rits", on=ON, lang="nl").html for _ in range(2))
    assert first == second
