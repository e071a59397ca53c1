"""Reports: one page that says what the library answers, and asks for nothing."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from itertools import pairwise

import pytest
from click.testing import CliRunner

import elzmodel as elz
from elzmodel.cli import main
from elzmodel.errors import InvalidValueError
from elzmodel.landscape import Landscape
from elzmodel.tables import read_table
from elzmodel.values.text import in_words
from elzmodel.views import Report, report, zone_card
from elzmodel.views.web.blocks import Section, Shown
from elzmodel.views.web.dossier_sections import DossierOnDay
from elzmodel.views.web.shell import as_json, render
from elzmodel.views.web.zone_sections import ZoneOnDay
from tests.views.gallery import land
from tests.views.web.page_read import Page

DAY = "2025-01-01"
NASTY = "</script><img src=x onerror=\"alert('1')\">'&amp;\u202e"


@pytest.fixture(scope="module")
def fl():
    return elz.flanders()


@pytest.fixture(scope="module")
def wood():
    """Return four villages in a row, of which the middle two merge, in two zones."""
    return land()


@pytest.fixture(scope="module")
def moved():
    """Return a scenario that moves a village and merges two across the border of zones."""
    day = "2013-01-01"
    return (
        elz.Scenario("Two villages")
        .merge(["Elm", "Grove"], day=day)
        .transfer("Fir", to="west", day=day)
    )


@pytest.fixture(scope="module")
def herkenrode(fl):
    """Return the report of a zone with a council and a plan, in Dutch."""
    return Page(report(fl, "herkenrode", on=DAY, lang="nl").html)


@pytest.fixture(scope="module")
def west(wood):
    """Return the report of a zone without a dossier."""
    return Page(report(wood, "west", on="2012-01-01").html)


@pytest.fixture(scope="module")
def outcome(wood, moved):
    """Return the report of a scenario."""
    return Page(report(wood, moved, dossiers=()).html)


@pytest.fixture(params=["herkenrode", "west", "outcome"])
def page(request):
    """Return each of these reports."""
    return request.getfixturevalue(request.param)


# --- as a page ------------------------------------------------------------------------------


def test_a_page_is_found_by_its_headings(page) -> None:
    """It has one title, no level is left out, and each section has a name of its own."""
    levels = [int(each.tag[1]) for each in page.all("h1", "h2", "h3")]
    assert 1 == levels[0]
    assert 1 == levels.count(1)
    assert all(after <= before + 1 for before, after in pairwise(levels))
    headings = [each.text for each in page.all("h2")]
    assert len(headings) == len(set(headings))


def test_a_page_has_landmarks_and_links_that_lead_somewhere(page) -> None:
    """Its parts are named, no id stands twice, and every link inside has its end."""
    ids = [each["id"] for each in page.elements if each["id"]]
    assert len(ids) == len(set(ids))
    for tag in ("header", "nav", "main", "footer"):
        assert 1 == len(page.all(tag)), tag
    links = {each["href"][1:] for each in page.all("a") if each["href"].startswith("#")}
    labels = {name for e in page.elements for name in e["aria-labelledby"].split()}
    assert "main" in links
    assert set() == (links | labels) - set(ids)


def test_a_table_has_a_caption_and_heads_and_is_reached_by_keyboard(page) -> None:
    """Every head says of what it is one, and what is scrolled can be reached."""
    assert len(page.all("table")) == len(page.all("caption"))
    heads = [each for each in page.all("th") if each["scope"] not in {"col", "row"}]
    assert [] == heads
    frames = [each for each in page.elements if "scroll" in each["class"].split()]
    assert {"0"} == {each["tabindex"] for each in frames}


def test_a_drawing_says_in_words_what_is_to_be_seen(page) -> None:
    """Each has a title and a description."""
    drawings = [each for each in page.all("svg") if each["role"] == "img"]
    assert len(drawings) > 1
    descriptions = [each.text for each in page.all("desc")]
    assert len(drawings) == len(descriptions)
    assert all(descriptions)


def test_a_page_asks_for_nothing(page) -> None:
    """All that it shows stands in it, and its policy refuses whatever else would be asked."""
    addresses = [e[name] for e in page.elements for name in ("src", "href", "srcset", "data")]
    assert [] == [each for each in addresses if each and not each.startswith(("#", "data:"))]
    policy = page.all("meta")[1]["content"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert [] == [each for each in page.elements if each["style"]]


def test_the_policy_lets_only_its_own_scripts_and_styles_run(page) -> None:
    """Each stands in it by its digest; data are no script."""
    policy = page.all("meta")[1]["content"]
    blocks = re.findall(r"<(style|script)>(.*?)</\1>", page.html, re.DOTALL)
    assert {"style", "script"} == {kind for kind, _ in blocks}
    for kind, text in blocks:
        digest = b64encode(sha256(text.encode()).digest()).decode()
        assert f"{kind}-src" in policy.partition(f"'sha256-{digest}'")[0]


def test_the_same_input_gives_the_same_bytes(wood, moved) -> None:
    """Of a zone and of a scenario."""
    for subject, on in (("west", "2012-01-01"), (moved, None)):
        first, again = (report(wood, subject, on=on, dossiers=()).html for _ in range(2))
        assert first == again


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_hostile_names_are_harmless(lang, moved) -> None:
    """Markup, quotes, the end of a script and marks of direction in names are only text."""
    nasty = land(lambda name: f"{name.title()}{NASTY}")
    tame = report(land(), "west", on="2012-01-01", lang=lang, dossiers=()).html
    wild = report(nasty, "west", on="2012-01-01", lang=lang, dossiers=()).html
    assert [e.tag for e in Page(tame).all("script", "img", "meta")] == [
        e.tag for e in Page(wild).all("script", "img", "meta")
    ]
    assert "\u202e" not in wild
    assert NASTY[:-1] in Page(wild).all("h1")[0].text
    named = elz.Scenario(NASTY, moved.steps)
    told = Page(report(land(), named, lang=lang, dossiers=()).html)
    assert [] == told.all("img")
    assert NASTY.rstrip("\u202e") == told.all("h1")[0].text


def test_data_for_scripts_cannot_leave_them() -> None:
    """What would end a script, or turn writing around, is written otherwise."""
    text = as_json(["</script>", "<!--", "&", "\u2028", "\u202e", "é"])
    assert set() == set("<>&\u2028\u202e") & set(text)
    assert "é" in text


def test_a_template_that_lacks_a_value_is_refused() -> None:
    """Nothing is left empty in silence."""
    from jinja2 import UndefinedError

    with pytest.raises(UndefinedError, match="'over' is undefined"):
        render("report.html", lang="en", title="x")


# --- what it says ---------------------------------------------------------------------------

PLACES = [
    *((zone, DAY) for zone in ("haspengouw", "antwerpen-oost", "gent", "brugge", "rits")),
    *((zone, "2024-12-31") for zone in ("haspengouw", "herkenrode", "zora", "oostkust", "dender")),
    *(
        (zone, "2021-05-05")
        for zone in ("leuven", "mechelen-katelijne", "baldemore", "noord-antwerpen")
    ),
    *((zone, "2020-07-01") for zone in ("panacea", "druivenstreek", "westhoek", "middenkust")),
    ("antwerpen-centrum", "2026-01-01"),
    ("zuid-oost-limburg", "2026-01-01"),
]


@pytest.fixture(params=PLACES, ids="-".join)
def place(request, fl):
    """Return a zone on a day, and the page of its figures in Dutch."""
    zone, day = request.param
    snapshot = fl.on(day)
    return ZoneOnDay(fl, snapshot, snapshot.zone(zone), 2021, "nl")


def test_figures_on_a_page_are_those_of_the_library(place) -> None:
    """Members, inhabitants of each year and those who are older, for twenty places and days."""
    day, zone = place.snapshot, place.zone
    sections = [place.members(), Section("years", "Years", [Shown.of(place.through_time)])]
    texts = {"title": "t", "over": "o", "foot": (), "opening": place.opening()}
    read = Page(render("report.html", lang="nl", sections=sections, **texts))
    card = zone_card(day, zone, year=2021)
    assert [list(row) for row in card.shown("nl")] == read.table(in_words(card.title, "nl"))[1:]
    years = read.table(in_words(place.through_time.title, "nl"))[1:]
    expected = [
        in_words(day.figure(zone, kind="population", year=year), "nl")
        for year in day.figures.years("population")
    ]
    assert expected == [row[1] for row in years]
    older = day.figure(zone, kind="population 65+", year=2026)
    assert in_words(older, "nl") == years[-1][2] == read.facts["65-plussers, 2026"]
    assert in_words(day.population(zone, year=2021), "nl") == read.facts["Inwoners"]
    assert str(len(day.municipalities_of(zone))) == read.facts["Gemeenten"]


def test_a_report_has_what_its_zone_publishes(herkenrode) -> None:
    """Its council by pseudonym, the rules, the plan and the partners, in the language asked."""
    headings = [each.text.removesuffix(" #") for each in herkenrode.all("h2")]
    assert headings == [
        *("Op deze pagina", "Kaart", "Gemeenten", "Inwoners door de tijd", "Grootte"),
        *("Geschiedenis", "Buren en andere gebieden", "Wat de zone publiceert", "Zorgraad"),
        *("Beleidsplan", "Partners en netwerk", "Bevindingen", "Bronnen"),
    ]
    seats = herkenrode.table("Samenstelling van bestuursorgaan op 2025-01-01")
    assert 22 == len(seats)
    assert {"p01", "p21"} <= {row[4] for row in seats}
    assert "R12" == herkenrode.table("Regels van bvr-2024 op 2025-01-01")[-1][0]


def test_persons_are_named_only_where_that_is_asked(herkenrode, fl) -> None:
    """By pseudonym otherwise."""
    dossier = elz.dossier("herkenrode")
    names = {word for each in dossier.persons for word in each.name.split() if len(word) > 4}
    names -= {"Cluster", "Lokale", "Besturen", "Welzijn", "Voorzitter"}
    assert set() == {name for name in names if name in herkenrode.text}
    told = DossierOnDay(dossier, fl, fl.on(DAY), fl.rules_on(DAY), names=True, lang="en")
    asked = [str(block.table) for block in told.council().blocks if isinstance(block, Shown)]
    assert {name for name in names if any(name in table for table in asked)}


def test_a_zone_without_a_dossier_says_so(west) -> None:
    """And tells all that is known of its land."""
    assert "There is no dossier of West" in west.text
    assert "50,000" == west.facts["Inhabitants"]
    assert "below" == west.facts["minimum size"]


def test_what_is_not_known_is_said(wood) -> None:
    """Land without outlines, and one without figures or rules, have a page as well."""
    bare = Landscape(name=wood.name, covers=wood.covers, register=wood.register, zoning=wood.zoning)
    read = Page(report(bare, "west", on="2012-01-01", dossiers=()).html)
    assert "Its outline is not known." in read.text
    assert {"Municipalities": "1"} == read.facts


def test_a_report_of_a_scenario_says_what_it_does(outcome, wood, moved) -> None:
    """Step by step, to each zone, and beside what else may be chosen."""
    found = elz.outcome(wood, moved)
    assert [str(step) for step in moved.steps] == [
        each.text for each in outcome.all("li") if "ol" in each.around
    ]
    zones = [list(row) for row in found.zones.to_table().shown("en")]
    assert zones == outcome.table("Zones")[1:]
    assert str(len(found.decisions)) == outcome.facts["Decisions left open"]
    ways = list(elz.alternatives(wood, moved))
    beside = outcome.table("Outcomes side by side")
    assert len(ways) == len(beside[0]) - 1 == 2
    assert 1 == len([each for each in outcome.elements if each["class"] == "compared"])


# --- what a reader brings -------------------------------------------------------------------


def test_a_table_and_a_scenario_of_ones_own_stand_in_the_report(wood, moved) -> None:
    """The table as it is carried to the day, and what the scenario does to the zone."""
    rows = [{"nis": "10000", "visits": 12}, {"nis": "10009", "visits": 5}]
    given = read_table(rows, wood)
    carried = elz.carry(wood, given, to="zone", on="2012-01-01")
    read = Page(report(wood, "west", on="2012-01-01", figures=[given], scenarios=[moved]).html)
    assert [["west", "West", str(carried["west"])]] == read.table(carried.title)[1:]
    assert "Two villages, on 2013-01-01:" in read.text
    assert "west" == read.table("Zones")[1][0]
    same = Page(report(wood, "west", on="2012-01-01", figures=[carried]).html)
    assert read.table(carried.title) == same.table(carried.title)


def test_a_scenario_elsewhere_does_not_touch_a_zone(fl) -> None:
    """It says so."""
    from elzmodel.views.web.report_pages import AskedOfZone

    far = elz.Scenario("Far").transfer("Heers", to="zuid-oost-limburg", day="2027-01-01")
    day = fl.on(DAY)
    asked = AskedOfZone(
        landscape=fl,
        snapshot=day,
        key="gent",
        year=None,
        dossiers=(),
        figures=(),
        scenarios=(far,),
        names=False,
        lang="en",
    )
    told = [text for block in asked._what_if() for text in block.texts]
    assert ["Far, on 2027-01-01:", "It does not touch the land of this zone."] == told


@pytest.mark.parametrize(
    ("subject", "options", "why"),
    [
        ("west", {}, "as on="),
        ("scenario", {"on": "2012-01-01"}, "not a subject of a report: 'Two villages'"),
        ("west", {"on": "2012-01-01", "lang": "fr"}, "not a language: 'fr'"),
        ("west", {"on": "2012-01-01", "figures": ["visits.csv"]}, "not a table of figures"),
        ("west", {"on": "2012-01-01", "dossiers": ["west"]}, "not a dossier: 'west'"),
    ],
    ids=["no day", "day of a scenario", "language", "figures", "dossier"],
)
def test_what_cannot_be_meant_is_refused(wood, moved, subject, options, why) -> None:
    """It is said what was expected."""
    about = moved if subject == "scenario" else subject
    with pytest.raises(InvalidValueError, match=re.escape(why)):
        report(wood, about, **options)


def test_a_report_is_saved_and_shown_in_a_notebook(tmp_path) -> None:
    """As a file of its own, and in a frame that nothing leaves."""
    page = Report("A & B", "<p>1 < 2</p>")
    page.save(tmp_path / "page.html")
    assert "<p>1 < 2</p>" == (tmp_path / "page.html").read_text("utf-8")
    frame = Page(page._repr_html_()).all("iframe")[0]
    assert ("A & B", "<p>1 < 2</p>") == (frame["title"], frame["srcdoc"])


# --- on the command line --------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory, wood, moved):
    """Return a folder with a record, a scenario, a table and a dossier."""
    root = tmp_path_factory.mktemp("own")
    events = wood.events
    record = elz.EventsDocument(events=events, figures=wood.figures.figures)
    elz.dump(record, root / "wood.yaml")
    elz.dump(moved, root / "moved.yaml")
    elz.dump(elz.rules("bvr-2024"), root / "rules.yaml")
    elz.dump(elz.Dossier(zone_id="west"), root / "west.yaml")
    (root / "visits.csv").write_text("nis;visits\n10000;12\n10009;5\n", "utf-8")
    return root


@pytest.fixture
def run(folder, monkeypatch):
    """Return what calls the command in the folder, on the record that is there."""
    monkeypatch.chdir(folder)

    def called(*arguments: str):
        return CliRunner().invoke(main, ["report", *arguments, "--record", "wood.yaml"])

    return called


def test_a_report_is_written_to_a_file_or_shown(run, folder) -> None:
    """In the language that is asked, with what is brought along; the last day by default."""
    said = ("west", "--lang", "nl", "--figures", "visits.csv", "--scenario", "moved.yaml")
    assert (0, "") == ((done := run(*said, "-o", "west.html")).exit_code, done.output)
    written = (folder / "west.html").read_text("utf-8")
    assert written == run(*said).stdout
    read = Page(written)
    assert "Eerstelijnszone, op 2010-01-01" in read.text
    assert ["west", "West", "12"] in read.table("visits.csv per zone op 2010-01-01")
    assert "Two villages, op 2013-01-01:" in read.text


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("moved.yaml",), "Scenario on wood, looked at on 2013-01-01"),
        (
            ("moved.yaml", "--as-of", "2005-01-01"),
            "no municipality 'Grove' is known",
        ),
        (("west.yaml",), "Dossier of West on 2010-01-01"),
    ],
    ids=["scenario", "scenario of a day", "dossier"],
)
def test_a_report_is_of_what_is_in_a_file(run, asked, told) -> None:
    """A scenario, also on the land of an earlier day, or a dossier of one's own."""
    result = run(*asked)
    assert told in (Page(result.stdout).text if result.exit_code == 0 else result.stderr)


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (("west", "--as-of", "2005-01-01"), "--as-of is about a scenario."),
        (("moved.yaml", "--on", "2005-01-01"), "are about a ZONE."),
        (("west", "--decimal", ","), "FILE is lacking."),
        (("rules.yaml",), "Expected a scenario or a dossier in the file"),
        (("wst",), "no zone 'wst' is known"),
    ],
    ids=["as of", "day of a scenario", "no table", "rules", "zone"],
)
def test_what_cannot_be_reported_is_told(run, asked, why) -> None:
    """With exit code 2, and no page."""
    result = run(*asked)
    assert (2, "") == (result.exit_code, result.stdout)
    assert why in result.stderr


def test_a_page_is_not_saved_as_something_else(tmp_path):
    """A file that says PDF and holds HTML would open nowhere; the message says the way."""
    page = Report(title="x", html="<p>x</p>")
    with pytest.raises(InvalidValueError, match=r"'\.pdf'. Expected \.html; a browser prints"):
        page.save(tmp_path / "x.pdf")
    for name in ("x.html", "x.HTM", "x"):
        page.save(tmp_path / name)
        assert "<p>x</p>" == (tmp_path / name).read_text("utf-8")
    called = CliRunner().invoke(main, ["report", "haspengouw", "-o", str(tmp_path / "x.docx")])
    assert 0 != called.exit_code
    assert ".docx" in called.output
    assert not (tmp_path / "x.docx").exists()


def test_a_page_that_names_the_bounds_of_a_network_has_them(fl):
    """Not everybody answered: what the figures may be stands below them."""
    page = report(fl, "haspengouw", on=DAY).html
    assert -1 < page.index("the bounds say what these may be") < page.index("Bounds, since not")
