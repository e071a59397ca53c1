from __future__ import annotations

import xml.etree.ElementTree as ET

from elzmodel.data import flanders
from elzmodel.landscape import compare
from elzmodel.views import Picture, transfer_map, zone_card

SVG = "{http://www.w3.org/2000/svg}"


def drawn(picture):
    return ET.fromstring(picture.to_svg())


def boxes_meet(one, other):
    return not (
        one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    )


def label_boxes(root):
    for text in root.iter(f"{SVG}text"):
        if text.get("class") == "halo":
            wide = 6.2 * len(text.text)
            x, y = float(text.get("x")), float(text.get("y"))
            left = x - {"start": 0, "middle": wide / 2, "end": wide}[text.get("text-anchor")]
            yield (left, y - 10, left + wide, y + 2)


def test_a_picture_escapes_its_words():
    """Title and description cannot break the document."""
    picture = Picture("a < b", "x & y", 10, 10, ())
    assert ["a < b", "x & y"] == [drawn(picture)[0].text, drawn(picture)[1].text]


def test_a_notebook_gets_the_same_svg():
    """What a notebook shows is what is written to a file."""
    picture = Picture("t", "d", 10, 10, ("<g/>",))
    assert picture.to_svg() == picture._repr_svg_()


def test_the_map_has_a_circle_for_each_municipality_and_an_arrow_for_each_transfer(mergers_of_2025):
    """Nothing is left out of the map: 319 municipalities, 6 transfers, 3 legend marks."""
    root = drawn(transfer_map(*mergers_of_2025))
    arrows = [p for p in root.iter(f"{SVG}path") if p.get("marker-end")]
    assert (319 + 3, 6) == (len(list(root.iter(f"{SVG}circle"))), len(arrows))


def test_the_map_is_the_same_each_time(mergers_of_2025):
    """Drawing twice gives the same text, byte for byte."""
    assert transfer_map(*mergers_of_2025) == transfer_map(*mergers_of_2025)


def test_circles_grow_with_the_square_root_of_inhabitants(zoned):
    """Area, not radius, is in proportion to inhabitants."""
    difference = compare(zoned.on("2009-12-31"), zoned.on("2012-01-01"))
    circles = list(drawn(transfer_map(zoned, difference)).iter(f"{SVG}circle"))
    a, b, c = (float(circle.get("r")) for circle in circles[:3])
    assert (0.6, 0.8) == (round((b / a) ** 2, 2), round((c / a) ** 2, 2))


def test_labels_do_not_cover_each_other(mergers_of_2025):
    """Names of transferred municipalities stand apart."""
    boxes = list(label_boxes(drawn(transfer_map(*mergers_of_2025))))
    pairs = [(a, b) for i, a in enumerate(boxes) for b in boxes[i + 1 :]]
    assert 6 == len(boxes)
    assert not any(boxes_meet(a, b) for a, b in pairs)


def test_a_map_without_transfers_or_points_still_draws(bare):
    """A landscape that has neither points nor figures gives a legend and a sentence."""
    picture = transfer_map(bare, compare(bare.on("2009-12-31"), bare.on("2010-01-01")))
    assert "No land changed zone between 2009-12-31 and 2010-01-01." == picture.description
    assert 3 == len(list(drawn(picture).iter(f"{SVG}circle")))


def test_the_description_says_what_the_arrows_show(mergers_of_2025):
    """Whoever cannot see the map reads each transfer."""
    said = transfer_map(*mergers_of_2025).description
    assert "Ranst goes from Pallieterland to Voorkempen" in said
    assert said.endswith(". Inhabitants on 2021-01-01.")


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
