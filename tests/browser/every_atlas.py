"""The atlas in Chromium: search, map, days and figures, in both languages and every light."""

from __future__ import annotations

import re

import pytest

from elzmodel.values.text import in_words
from elzmodel.views import site
from tests.browser.conftest import LANGUAGES, ON
from tests.browser.watched import DESK, PHONE, axe_source, tab
from tests.views.gallery import land

pytestmark = pytest.mark.browser

PAGES = (
    "index.html",
    "zones/haspengouw.html",
    "zones/antwerpen-oost.html",
    "municipalities/hasselt.html",
    "municipalities/kortessem.html",
    "days/2019-01-01.html",
    "days/2025-01-01.html",
    "sources.html",
)
NASTY = "</script><img src=x onerror=\"console.error('harm')\">'&amp;\u202e"
DAYS = ("2018-01-01", "2019-01-01", "2020-07-01", ON)


@pytest.fixture(scope="module")
def watched(browser, atlases):
    """Return a tab with the map, on a desk, in English."""
    with tab(browser, atlases / "en") as opened:
        opened.open("index.html")
        yield opened


@pytest.fixture
def page(watched):
    """Return the map as it is opened."""
    watched.page.goto("about:blank")
    return watched.open("index.html")


@pytest.mark.parametrize(("width", "dark"), [(DESK, False), (PHONE, True)], ids=["desk", "phone"])
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_calm_and_accessible(browser, atlases, name, lang, width, dark):
    """A page complains of nothing, asks for nothing outside, breaks no rule, is not too wide."""
    with tab(browser, atlases / lang, width=width, dark=dark) as opened:
        page = opened.open(name)
        assert lang == page.locator("html").get_attribute("lang")
        assert {} == opened.violations(axe_source())
        assert width >= page.evaluate("document.documentElement.scrollWidth")
        assert opened.is_calm, (opened.complaints, opened.asked)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut_on_paper(browser, atlases, name):
    """On paper no table or picture is wider than the page."""
    with tab(browser, atlases / "nl") as opened:
        opened.open(name)
        assert [] == opened.cut_on_paper()


def test_all_links_lead_to_a_page(atlases):
    """Whatever a page links to lies in the folder."""
    root = atlases / "en"
    dead = {
        (page.name, link)
        for page in root.rglob("*.html")
        for link in re.findall(r'href="([^"#:]+)(?:#[^"]*)?"', page.read_text("utf-8"))
        if not (page.parent / link).exists()
    }
    assert set() == dead


# --- search ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("haspeng", "Haspengouw"),
        ("LIÈGE hasselt", None),
        ("hàsselt", "Hasselt"),
        ("71072", "Hasselt"),
        ("3500", "Hasselt"),
        ("kermt", "Hasselt"),
        ("kortessem", "Kortessem"),
        ("sint genesius", "Sint-Genesius-Rode"),
    ],
    ids=["zone", "nothing", "accents", "code", "postal", "village", "former", "hyphens"],
)
def test_search_finds_a_place_by_any_of_its_names(page, typed, title):
    """Names, codes, postal codes and villages lead to a page, by keyboard alone."""
    field = page.get_by_role("combobox", name="Search")
    field.click()
    page.keyboard.type(typed)
    if title is None:
        assert "Nothing found" == page.locator("[data-search] output").text_content()
        return
    assert "true" == field.get_attribute("aria-expanded")
    page.keyboard.press("ArrowDown")
    option = page.locator("#" + field.get_attribute("aria-activedescendant"))
    assert "true" == option.get_attribute("aria-selected")
    page.keyboard.press("Enter")
    page.wait_for_url("**/*s/*.html")
    assert title == page.locator("h1").inner_text()


def test_the_script_folds_as_the_library_does(page):
    """Every key of the search is what the script makes of the name that it stands for."""
    rows = "window.elzData.search.rows"
    assert [] == page.evaluate(f"{rows}.filter(([key, name]) => elz.fold(name) !== key)")
    assert 1000 < page.evaluate(f"{rows}.length")


def test_a_list_of_what_is_found_closes(page):
    """Escape closes the list, and once more empties the field."""
    field = page.get_by_role("combobox", name="Search")
    field.fill("gent")
    assert page.get_by_role("listbox").is_visible()
    field.press("Escape")
    assert page.get_by_role("listbox").is_hidden()
    field.press("Escape")
    assert "" == field.input_value()


# --- the map ---------------------------------------------------------------------------------


def test_a_slider_goes_through_the_days(page):
    """The slider says each day, and a live region what it brought."""
    slider = page.locator("#day")
    slider.focus()
    told = []
    for key in ("Home", "ArrowRight", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
        told.append(slider.get_attribute("aria-valuetext"))
    assert ["1 January 2018", "1 January 2019", "1 July 2020", "1 January 2025"] == told
    live = page.locator("#map-live").text_content()
    assert re.fullmatch(r"1 January 2025: \d+ changes", live)
    assert "Hasselt and Kortessem become Hasselt" in page.locator(".news").inner_text()
    assert page.locator(".atlas .changed").get_attribute("d")


def test_borders_are_those_of_the_day(page, fl):
    """Between two lands runs a border of zones on a day where their zones differ on it."""
    drawn = """
    () => [...document.querySelectorAll(".atlas .borders path")].map((each, arc) => {
      const { sides, lands, municipalities } = window.elzData.map;
      return [sides[2 * arc], sides[2 * arc + 1], each.getAttribute("class")];
    })
    """
    where = "(day) => window.elzData.map.days.find((each) => each.day === day).municipality"
    names = page.evaluate("window.elzData.map.municipalities.map((each) => each.id)")
    for day in DAYS[2:]:
        page.goto(page.url.partition("#")[0] + f"#day={day}")
        page.wait_for_function(f"location.hash.includes('{day}')")
        units = [names[each] if each >= 0 else None for each in page.evaluate(where, day)]
        snapshot = fl.on(day)
        checked = 0
        for left, right, look in page.evaluate(drawn):
            one, other = (units[side] if side >= 0 else None for side in (left, right))
            if one is None or other is None or one == other:
                continue
            zones = [{*snapshot.zones_of(unit)} for unit in (one, other)]
            if all(len(each) == 1 for each in zones):
                checked += 1
                assert ("zonal" if zones[0] != zones[1] else "municipal") == look
        assert checked > 400


def test_an_address_brings_its_state_back(page):
    """Day, zone and layer stand behind the address; back and forward follow it."""
    start = page.url
    page.goto(f"{start}#day=2020-07-01&zone=haspengouw&layer=inhabitants-zone")
    about = page.locator(".about")
    assert "Haspengouw" == about.locator("h3").inner_text()
    assert "1 July 2020" == page.locator("#day").get_attribute("aria-valuetext")
    assert "inhabitants-zone" == page.locator("#layer").input_value()
    assert "Kortessem" in about.inner_text()
    page.get_by_role("button", name="Later").click()
    assert "day=2025-01-01" in page.url
    assert "zone=haspengouw" in page.url
    assert "Kortessem" not in about.inner_text()
    page.go_back()
    page.wait_for_function(
        "document.querySelector('#day').getAttribute('aria-valuetext') === '1 July 2020'"
    )
    page.go_forward()
    page.wait_for_function(
        "document.querySelector('#day').getAttribute('aria-valuetext') === '1 January 2025'"
    )


def test_an_address_of_nowhere_does_no_harm(watched):
    """An address that nobody understands shows the map as it is opened."""
    page = watched.open("index.html#day=%3Cimg%3E&zone=__proto__&layer=constructor&scenario=1")
    assert "1 January 2025" == page.locator("#day").get_attribute("aria-valuetext")
    assert watched.is_calm, watched.complaints


def test_a_click_chooses_a_zone_and_a_link_leads_to_its_page(page):
    """A click on the map outlines the zone and tells of it; from there a link leads on."""
    page.locator(".atlas .lands path").nth(40).dispatch_event("click")
    name = page.locator(".about h3").inner_text()
    assert page.locator(".atlas .picked").get_attribute("d")
    page.locator(".about a").first.click()
    page.wait_for_url("**/zones/*.html")
    assert name == page.locator("h1").inner_text()


def test_the_keyboard_goes_from_zone_to_zone(page):
    """Arrows choose what lies next, say it, and Enter opens its page; keys zoom as well."""
    page.locator("svg.atlas").focus()
    page.keyboard.press("ArrowRight")
    first = page.locator("#map-live").text_content()
    page.keyboard.press("ArrowLeft")
    second = page.locator("#map-live").text_content()
    assert first
    assert second
    assert first != second
    whole = page.locator("svg.atlas").get_attribute("viewBox")
    page.keyboard.press("+")
    assert whole != page.locator("svg.atlas").get_attribute("viewBox")
    page.keyboard.press("0")
    assert whole == page.locator("svg.atlas").get_attribute("viewBox")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zones/*.html")


def test_the_map_is_zoomed_by_buttons_wheel_and_drag(page):
    """Buttons and the wheel zoom, dragging moves; a page that is scrolled is not held up."""
    svg = page.locator("svg.atlas")
    svg.scroll_into_view_if_needed()
    box = svg.bounding_box()
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    views = [svg.get_attribute("viewBox")]
    page.mouse.move(*middle)
    page.mouse.wheel(0, 40)
    assert views[0] == svg.get_attribute("viewBox")
    page.get_by_role("button", name="Zoom in").click()
    views.append(svg.get_attribute("viewBox"))
    svg.focus()
    box = svg.bounding_box()
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.move(*middle)
    page.mouse.wheel(0, -200)
    page.wait_for_function(
        "(before) => document.querySelector('svg.atlas').getAttribute('viewBox') !== before",
        arg=views[-1],
    )
    views.append(svg.get_attribute("viewBox"))
    page.mouse.down()
    page.mouse.move(middle[0] + 80, middle[1] + 30, steps=4)
    page.mouse.up()
    views.append(svg.get_attribute("viewBox"))
    page.get_by_role("button", name="Show everything").click()
    views.append(svg.get_attribute("viewBox"))
    assert views[0] == views[-1]
    assert 4 == len({*views})


def test_the_map_is_used_by_touch(browser, atlases):
    """On a phone a tap chooses, and two fingers zoom."""
    with tab(browser, atlases / "nl", width=PHONE, touch=True) as opened:
        page = opened.open("index.html")
        svg = page.locator("svg.atlas")
        svg.scroll_into_view_if_needed()
        box = svg.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        before = svg.get_attribute("viewBox")
        touch = page.context.new_cdp_session(page)

        def send(kind, *at):
            fingers = [{"x": each, "y": y, "id": n} for n, each in enumerate(at)]
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})

        send("touchStart", x - 20, x + 20)
        for far in (30, 45, 60):
            send("touchMove", x - far, x + far)
        send("touchEnd")
        nearer = svg.get_attribute("viewBox")
        assert float(nearer.split()[2]) < 0.6 * float(before.split()[2])
        page.touchscreen.tap(x, y)
        assert page.locator(".about h3").is_visible()
        assert opened.is_calm, opened.complaints


def test_nothing_moves_for_those_who_ask_for_that(browser, atlases):
    """Where motion is to be reduced, nothing on the map is animated."""
    with tab(browser, atlases / "en") as opened:
        animated = "getComputedStyle(document.querySelector('.atlas .changed')).animationName"
        page = opened.open("index.html")
        assert "seen" == page.evaluate(animated)
        page.emulate_media(reduced_motion="reduce")
        assert "none" == page.evaluate(animated)


def test_a_scenario_and_a_table_are_layers(page):
    """A scenario of the user follows the recorded days, and the user's table is a layer."""
    page.locator("#scenario").select_option(index=1)
    assert "1 January 2027" == page.locator("#day").get_attribute("aria-valuetext")
    assert "scenario=" in page.url
    layer = page.locator("#layer option", has_text="visits").first
    page.locator("#layer").select_option(layer.get_attribute("value"))
    assert page.locator(".legend li").count() > 2
    page.locator("#scenario").select_option(index=0)
    assert "1 January 2025" == page.locator("#day").get_attribute("aria-valuetext")


# --- figures ----------------------------------------------------------------------------------


ZONES = ("haspengouw", "herkenrode", "rits", "gent", "antwerpen-oost")
MUNICIPALITIES = ("Hasselt", "Gent", "Aalter", "Genk", "Antwerpen")
PLACES = [
    *(("zone", key, day) for key in ZONES for day in DAYS[2:]),
    *(("municipality", key, day) for key in MUNICIPALITIES for day in DAYS),
]


@pytest.mark.parametrize(("kind", "key", "day"), PLACES)
def test_figures_on_the_map_are_those_of_the_library(page, fl, kind, key, day):
    """What the map tells of a place on a day is what the library answers."""
    snapshot = fl.on(day)
    place = key if kind == "zone" else snapshot.municipality(key).unit
    page.goto(f"{page.url}#day={day}&{kind}={place}&layer=inhabitants-{kind}")
    figure = page.locator(".about .figure").inner_text()
    shown, year = re.fullmatch(r"(.*) \((\d{4})\)", figure).groups()
    assert in_words(snapshot.population(key, year=int(year)), "en") == shown


@pytest.mark.parametrize("zone", ZONES)
def test_figures_on_the_page_of_a_zone_are_those_of_the_library(watched, fl, zone):
    """The first figure on the page of a zone is its inhabitants in the year that it names."""
    page = watched.open(f"zones/{zone}.html")
    fact = page.locator(".facts div").first.inner_text()
    year = int(re.search(r"(\d{4})-01-01", fact)[1])
    assert in_words(fl.on(ON).population(zone, year=year), "en") in fact


# --- names that want harm --------------------------------------------------------------------


@pytest.fixture(scope="module")
def nasty(tmp_path_factory):
    """Return an atlas of land whose names hold markup, quotes and marks of direction."""
    root = tmp_path_factory.mktemp("nasty")
    site(land(lambda name: f"{name} {NASTY}"), root / "atlas", lang="nl")
    return root / "atlas"


def test_nasty_names_do_nothing(browser, nasty):
    """On no page a name is more than text, and the map and the search show it as text."""
    with tab(browser, nasty) as opened:
        for path in sorted(nasty.rglob("*.html")):
            page = opened.open(path.relative_to(nasty).as_posix())
            assert 0 == page.locator("img").count()
            assert "\u202e" not in page.content()
            assert {} == opened.violations(axe_source())
        page = opened.open("index.html")
        page.locator("#search").fill("elm")
        assert "onerror=" in page.get_by_role("listbox").inner_text()
        page.locator(".atlas .lands path").first.dispatch_event("click")
        page.locator("svg.atlas").focus()
        page.keyboard.press("ArrowRight")
        assert "onerror=" in page.locator(".about").inner_text()
        assert opened.is_calm, opened.complaints
