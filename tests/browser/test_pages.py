"""Pages in Chromium, where there is one: the short run; all of it has a session of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

import elzmodel as elz
from elzmodel.views import report, site
from tests.browser.watched import DESK, PHONE, axe_source, tab
from tests.views.gallery import land

pytestmark = pytest.mark.browser

NASTY = "</script><img src=x onerror=\"console.error('harm')\">'&amp;\u202e"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return a folder with a report of a zone in Dutch, and of a scenario with nasty names."""
    root = tmp_path_factory.mktemp("pages")
    report(land(), "east", on="2011-01-01", lang="nl").save(root / "zone.html")
    wood = land(lambda name: f"{name} {NASTY}")
    wave = elz.Scenario(f"wave {NASTY}").merge(["elm", "fir"], name=f"x{NASTY}", day="2012-01-01")
    report(wood, wave).save(root / "scenario.html")
    return root


@pytest.fixture(scope="module")
def zone(browser, folder):
    """Open the report of a zone on a phone, in the dark."""
    with tab(browser, folder, width=PHONE, dark=True) as watched:
        watched.open("zone.html")
        yield watched


@pytest.fixture(scope="module")
def scenario(browser, folder):
    """Open the report of a scenario whose names want harm."""
    with tab(browser, folder, width=DESK) as watched:
        watched.open("scenario.html")
        yield watched


def test_a_report_is_calm_and_accessible(zone):
    """A report complains of nothing, asks for nothing, breaks no rule and fits on a phone."""
    assert {} == zone.violations(axe_source())
    assert zone.is_calm, (zone.complaints, zone.asked)
    assert PHONE >= zone.page.evaluate("document.documentElement.scrollWidth")


def test_a_table_is_sorted_by_keyboard(zone):
    """The head of a column sorts by figures, up and down, and gives the rows back as they were."""
    table = zone.page.locator("#municipalities table")
    head = table.locator("th", has_text="inwoners")
    figures = table.locator("td.n")
    given = figures.all_text_contents()
    head.locator("button").focus()
    seen = []
    for _ in range(3):
        zone.page.keyboard.press("Enter")
        seen.append((head.get_attribute("aria-sort"), figures.all_text_contents()))
    up = ["20.000", "70.000"]
    assert [("ascending", up), ("descending", up[::-1]), (None, given)] == seen


def test_a_table_is_downloaded(zone):
    """What is downloaded is the CSV of the table."""
    with zone.page.expect_download() as begun:
        zone.page.locator("#municipalities a[download]").click()
    lines = Path(begun.value.path()).read_text("utf-8-sig").splitlines()
    assert "10009,Grove,70000,70000,,whole" == lines[2]


def test_nasty_names_do_nothing(scenario):
    """Names with markup, quotes, the end of a script and marks of direction are only read."""
    assert scenario.is_calm, (scenario.complaints, scenario.asked)
    assert 0 == scenario.page.locator("img").count()
    text = scenario.page.locator("body").inner_text()
    assert "onerror=" in text
    assert "\u202e" not in text


def test_a_slider_lays_after_over_before(scenario):
    """The slider says how much of the picture of afterwards is seen."""
    slider = scenario.page.locator(".compared input[type=range]").first
    slider.focus()
    scenario.page.keyboard.press("End")
    figure = scenario.page.locator(".compared").first
    assert "100%" == figure.evaluate("(each) => each.style.getPropertyValue('--seen')")
    assert "100 %" == slider.get_attribute("aria-valuetext")


@pytest.fixture(scope="module")
def atlas(browser, tmp_path_factory):
    """Open the map of an atlas of a small land, whose names want harm, in Dutch."""
    root = tmp_path_factory.mktemp("atlas") / "wood"
    site(land(lambda name: f"{name} {NASTY}"), root, lang="nl")
    with tab(browser, root) as watched:
        yield watched


def test_an_atlas_is_calm_and_accessible(atlas):
    """The map of an atlas complains of nothing, asks for nothing outside and breaks no rule."""
    page = atlas.open("index.html")
    assert {} == atlas.violations(axe_source())
    assert 0 == page.locator("img").count()
    assert atlas.is_calm, (atlas.complaints, atlas.asked)


def test_a_slider_brings_another_day_and_an_address_keeps_it(atlas):
    """What the slider shows stands behind the address; back leads to the day before."""
    page = atlas.open("index.html#day=2005-01-01&zone=west")
    slider, about = page.locator("#day"), page.locator(".about")
    assert "oak" in about.inner_text()
    slider.focus()
    page.keyboard.press("End")
    assert "day=2010-01-01" in page.url
    assert "1 januari 2010" in page.locator("#map-live").text_content()
    assert "oak" not in about.inner_text()
    page.go_back()
    page.wait_for_function("!location.hash.includes('2010')")
    assert "1 januari 2000" == slider.get_attribute("aria-valuetext")


def test_a_search_by_keyboard_leads_to_a_page(atlas):
    """What is typed is folded, and Enter opens the page of what was chosen."""
    page = atlas.open("index.html")
    page.locator("#search").focus()
    page.keyboard.type("GRÓVE")
    page.keyboard.press("ArrowDown")
    assert "true" == page.get_by_role("option").first.get_attribute("aria-selected")
    page.keyboard.press("Enter")
    page.wait_for_url("**/municipalities/*.html")
    assert page.locator("h1").inner_text().startswith("grove")
