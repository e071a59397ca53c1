"""Charts of zones, councils, plans and municipalities: what is known, and what is not."""

from __future__ import annotations

import pytest
from attrs import evolve

import elzmodel as elz
from elzmodel.errors import InvalidValueError, UnknownIdError
from elzmodel.landscape import compare
from elzmodel.values import Total
from elzmodel.views import bar_chart, flow_chart, lineage_chart, plan_chart, seat_chart
from elzmodel.views.bars import _Bars
from elzmodel.views.page import Page
from tests.views.layout import SVG, covering, drawn, running_off, words

FL = elz.flanders()
WAVE = compare(FL.on("2024-12-31"), FL.on("2025-01-01"), year=2021)
SAME = compare(FL.on("2025-01-01"), FL.on("2025-01-01"))
COUNCIL = elz.dossier("herkenrode").council(on="2023-06-01")
PLAN = elz.dossier("haspengouw").plans[0]


CHARTS = {
    "bars": lambda **said: bar_chart(WAVE, **said),
    "flows": lambda **said: flow_chart(WAVE, **said),
    "seats": lambda **said: seat_chart(COUNCIL, on="2023-06-01", **said),
    "plan": lambda **said: plan_chart(PLAN, on="2024-01-01", actions=True, **said),
    "lineage": lambda **said: lineage_chart(FL, "Tongeren", **said),
}


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("lang", ["en", "nl"])
@pytest.mark.parametrize("chart", CHARTS)
def test_nothing_that_is_written_runs_off(chart, lang, width):
    """Every line ends before the edge of the picture and above its foot, and covers no other."""
    picture = CHARTS[chart](width=width, lang=lang)
    assert [] == running_off(picture)
    assert [] == covering(picture)
    assert picture.table is not None


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_is_the_same_each_time(chart):
    """Drawing twice gives the same text."""
    assert CHARTS[chart]().to_svg() == CHARTS[chart]().to_svg()


def test_bars_show_sizes_and_bounds():
    """The city is not divided: its zone has bounds. The rules of the day stand in the legend."""
    said = words(bar_chart(WAVE))
    assert {"between bounds", "minimum size: 60,000 or more"} <= {*said}
    assert "Haspengouw: 90,363, then 70,797" in bar_chart(WAVE).description


def test_a_bar_without_an_upper_bound_has_an_open_end():
    """It ends in an arrow; one of which nothing is known says so."""
    row = evolve(WAVE.changed_zones[0], before=Total(5000, None), after=None)
    picture = _Bars(Page(800), WAVE, (row,)).picture("Open")
    assert "Antwerpen Oost: 5,000 or more, then unknown" in picture.description
    assert 1 == sum(
        path.get("d").endswith("z") for path in drawn(picture).iter(f"{SVG}path") if path.get("d")
    )


def test_where_nothing_changed_charts_say_so():
    """No bar and no band, and a sentence."""
    assert "No zone changed." in words(bar_chart(SAME))
    assert "No land changed zone." in words(flow_chart(SAME))


def test_flows_say_who_went_where():
    """Six pieces of land moved, each in a band."""
    picture = flow_chart(WAVE)
    bands = [p for p in drawn(picture).iter(f"{SVG}path") if p.find(f"{SVG}title") is not None]
    assert 6 == len(bands)
    assert "Kortessem goes from Haspengouw to Herkenrode (8,443 inhabitants)" in words(picture)


def test_seats_are_drawn_by_cluster_and_nobody_is_named():
    """Twenty-one seats; titles say cluster and role, and no pseudonym."""
    picture = seat_chart(COUNCIL, on="2023-06-01")
    assert 21 == len(list(drawn(picture).iter(f"{SVG}circle")))
    told = "care 6; welfare 4; local authorities 6; persons with care and support needs 3; "
    assert f"{told}optional partners 2." in picture.description
    assert all(person not in picture.to_svg() for person in (">p17<", ", p17", "p18"))


def test_a_vacant_seat_is_hollow():
    """Without mandates every seat is vacant, and the legend counts them."""
    picture = seat_chart(evolve(COUNCIL, mandates=()), on="2023-06-01")
    circles = [*drawn(picture).iter(f"{SVG}circle")]
    assert {"paper"} == {circle.get("class") for circle in circles}
    assert "care 6 (6 vacant)" in words(picture)
    assert not any(circle.get("stroke-dasharray") for circle in circles)


def test_a_seat_of_which_nobody_knows_is_dashed():
    """Where the list of mandates is not complete, a seat without one is not called vacant."""
    picture = seat_chart(evolve(COUNCIL, mandates=(), open_lists=["mandates"]), on="2023-06-01")
    circles = [*drawn(picture).iter(f"{SVG}circle")]
    assert all(circle.get("stroke-dasharray") for circle in circles)
    assert "care 6 (6 unknown)" in words(picture)
    assert "unknown" in picture.table.to_csv()
    assert "vacant seat" not in words(picture)


def test_seats_are_listed_in_the_language_of_the_reader():
    """Keys in files, words in tables."""
    table = seat_chart(COUNCIL, on="2023-06-01").table
    assert "pzon" in table.to_csv()
    assert "bezet" in table.to_text(lang="nl")


def test_a_body_without_seats_is_refused():
    """There is nothing to draw."""
    with pytest.raises(InvalidValueError):
        seat_chart(evolve(COUNCIL, seats=(), mandates=()), on="2023-06-01")


def test_a_plan_shows_goals_and_what_is_not_decided():
    """Nothing was observed: everything may still be met."""
    picture = plan_chart(PLAN, on="2024-01-01")
    assert "0 to 59 of 59" in words(picture)
    assert len(plan_chart(PLAN, on="2024-01-01", actions=True).elements) > len(picture.elements)


def test_the_lineage_says_who_became_what():
    """Two municipalities became one, with their codes and the day."""
    picture = lineage_chart(FL, "Borgloon")
    line = "2025-01-01: Borgloon (73009) and Tongeren (73083) became Tongeren-Borgloon (73111)."
    assert line in words(picture)
    assert 3 == len(picture.table.rows)


def test_the_lineage_is_told_in_dutch():
    """One became, several became: Dutch has two words."""
    said = lineage_chart(FL, "Tongeren", lang="nl").description
    assert "Borgloon (73009) en Tongeren (73083) werden Tongeren-Borgloon" in said


def test_a_municipality_that_stayed_has_a_line_of_its_own():
    """Nothing happened to it: its name and code stand in the description."""
    assert "Genk (71016)" in lineage_chart(FL, "Genk").description


def test_what_never_was_has_no_lineage():
    """An unknown name is refused."""
    with pytest.raises(UnknownIdError):
        lineage_chart(FL, "Nergenshuizen")
