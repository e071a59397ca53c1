from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from elzmodel.data import flanders
from elzmodel.errors import InvalidValueError
from elzmodel.views import Picture, zone_card

SVG = "{http://www.w3.org/2000/svg}"


def drawn(picture):
    return ET.fromstring(picture.to_svg())


def test_a_picture_escapes_its_words():
    """Title and description cannot break the document."""
    picture = Picture("a < b", "x & y", 10, 10, ())
    assert ["a < b", "x & y"] == [drawn(picture)[0].text, drawn(picture)[1].text]


def test_pictures_on_one_page_do_not_meddle_with_each_other():
    """What one defines has another name in the next, and the same picture always the same."""
    marks = ('<g id="elz-own-a"/>', '<use href="#elz-own-a"/>')
    one, other = (Picture(title, "d", 9, 9, marks).to_svg() for title in ("one", "other"))
    ids = [{e.get("id") for e in ET.fromstring(svg).iter() if e.get("id")} for svg in (one, other)]
    assert set() == ids[0] & ids[1]
    assert one == Picture("one", "d", 9, 9, marks).to_svg()
    assert "elz-own" not in one


@pytest.mark.parametrize("theme", ["auto", "light", "dark", "print"])
def test_a_picture_is_dressed_for_a_page(theme):
    """Each theme has a class of its own, so that one page can show all of them.

    What follows the page is dark on a dark screen, and never on paper.
    """
    svg = Picture("t", "d", 9, 9, ("<g/>",)).for_theme(theme).to_svg()
    assert f'class="elz-{theme}"' in svg
    assert ("@media screen and (prefers-color-scheme: dark)" in svg) == (theme == "auto")
    assert svg.count("prefers-color-scheme") == (theme == "auto")
    assert "{" + "ink}" not in svg


def test_a_theme_that_there_is_not_is_refused():
    """The message names those that there are."""
    with pytest.raises(InvalidValueError, match="auto or light or dark or print"):
        Picture("t", "d", 9, 9, (), theme="sepia")


@pytest.mark.parametrize(
    ("name", "begins"), [("x.svg", b"<svg"), ("x.PNG", b"\x89PNG"), ("x.pdf", b"%PDF")]
)
def test_a_picture_is_saved_as_what_its_name_ends_in(tmp_path, name, begins):
    """Real files: what draws them is asked."""
    picture = Picture("t", "d", 40, 20, ('<rect class="ink" width="9" height="9"/>',))
    picture.save(tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_a_picture_is_not_saved_as_anything_else(tmp_path):
    """Nothing is written."""
    with pytest.raises(InvalidValueError, match=r"\.svg, \.png or \.pdf"):
        Picture("t", "d", 9, 9, ()).save(tmp_path / "x.gif")
    assert [] == [*tmp_path.iterdir()]


def test_a_picture_says_itself_on_one_line():
    """Its elements would fill a screen."""
    assert "<Picture 't': 9 x 9>" == repr(Picture("t", "d", 9, 9, ("<g/>",) * 99))


def test_a_notebook_gets_the_same_svg():
    """It shrinks where there is less room, as on a phone; nothing else differs."""
    picture = Picture("t", "d", 10, 10, ("<g/>",))
    shown = picture._repr_svg_()
    assert picture.to_svg() == shown.replace(' style="max-width:100%;height:auto"', "", 1)
    assert picture.to_svg() != shown


def test_a_card_lists_whole_and_partial_members():
    """A member of which only parts lie in the zone names those parts and their bounds."""
    card = zone_card(flanders().on("2025-01-01"), "antwerpen-oost", year=2021)
    assert [("11002", "11,077-540,494"), ("11052", "12,991")] == [
        (row[0], str(row[2])) for row in card.rows
    ]
    assert "whole" == card.rows[1][4]
    assert "Not known apart: antwerpen-2100, antwerpen-2140." in card.notes


def test_a_card_says_what_is_undecided():
    """Land that may come to the zone is named with its candidates."""
    day = flanders().on("2025-01-01", known="2024-06-01")
    notes = zone_card(day, "haspengouw").notes
    assert "Undecided: hasselt, kortessem (haspengouw or herkenrode)." in notes


def test_a_card_without_figures_has_no_totals(zoned):
    """Where no inhabitants are known the card lists members only."""
    from attrs import evolve

    from elzmodel.territory import Figures

    card = zone_card(evolve(zoned, figures=Figures()).on("2005-01-01"), "east")
    assert ([None, None], ()) == ([row[2] for row in card.rows], card.notes)
