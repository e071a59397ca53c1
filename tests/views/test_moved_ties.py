"""A picture of a moved border shows who leaves and which ties are cut, on both days."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date
from itertools import pairwise

import pytest
from attrs import evolve

import elzmodel as elz
from elzmodel.errors import UnknownIdError
from elzmodel.networks import Impact, impact
from elzmodel.partners import Partner
from elzmodel.policy import Involvement, Project
from elzmodel.territory import Shapes
from elzmodel.views import Picture, border_chart, border_map
from elzmodel.zones import Assign
from tests.views.gallery import land, moved_ties
from tests.views.layout import covering, drawn, running_off, words

SVG = "{http://www.w3.org/2000/svg}"
RED = "#c3423f"
BOTH = pytest.mark.parametrize("draw", [border_chart, border_map], ids=lambda draw: draw.__name__)


@pytest.fixture(scope="module")
def found() -> Impact:
    """Oak goes from west to east, and is cut from elm, who stays."""
    return moved_ties(land())


@pytest.fixture(scope="module")
def crowd() -> Impact:
    """Ninety partners, half of whom leave, each tied with the next."""
    names = [f"p{number:02}" for number in range(90)]
    partners = [
        Partner(id=name, name=name, area=["oak" if number % 2 else "elm"])
        for number, name in enumerate(names)
    ]
    projects = [
        Project(id=f"{a}-{b}", title=a, involvements=[Involvement(partner=p) for p in (a, b)])
        for a, b in pairwise(names)
    ]
    fl = land()
    days = fl.on("2009-12-31"), fl.on("2010-01-01")
    return impact(*days, elz.Dossier(zone_id="west", partners=partners, projects=projects))


def red(picture: Picture) -> list[ET.Element]:
    """Return the ties that are drawn as cut."""
    paths = drawn(picture).iter(f"{SVG}path")
    return [path for path in paths if path.get("stroke") == RED and path.get("stroke-opacity")]


@BOTH
def test_the_ties_that_are_cut_are_those_of_the_measure(found: Impact, draw) -> None:
    """In words, in red on each day that is drawn, and by partner in the table."""
    picture = draw(found, "west", "east")
    cut = found.border("west", "east")["ties cut"].value
    assert cut == len(red(picture)) / (2 if draw is border_chart else 1)
    assert "1 of 4 partners leaves: Oak. 1 tie is cut: Elm and Oak." in picture.description
    rows = {row[0]: row[1:] for row in picture.table.rows}
    assert (("west",), ("east",), True, 2, 1) == rows["Oak"]
    assert (("west", "east"), False) == (tuple(reversed(rows["Both"][0])), rows["Both"][2])


@BOTH
def test_what_is_invented_or_not_known_is_said(found: Impact, draw) -> None:
    """Below the picture, in its description and its table."""
    assert "An invented example." in words(draw(found, "west", "east"))
    fl = land()
    somebody = [Partner(id=id_, name=id_, area=["oak"]) for id_ in ("a", "b")]
    bare = elz.Dossier(zone_id="west", partners=somebody)
    nothing = impact(fl.on("2009-12-31"), fl.on("2010-01-01"), bare)
    picture = draw(nothing, "west", "east")
    told = "No data: no ties are recorded of those who serve this land."
    assert told in picture.description
    assert told in picture.table.notes


def test_ties_of_whom_it_is_not_known_where_they_work_are_counted() -> None:
    """They are not drawn, and may be cut."""
    fl = land()
    partners = [
        Partner(id="oak", name="Oak", area=["oak"]),
        Partner(id="elm", name="Elm", area=["elm"]),
        Partner(id="who", name="Who"),
    ]
    involved = [Involvement(partner=p.id) for p in partners]
    project = Project(id="x", title="x", involvements=involved)
    given = elz.Dossier(zone_id="west", partners=partners, projects=[project])
    picture = border_chart(
        impact(fl.on("2009-12-31"), fl.on("2010-01-01"), given), "west", "east", lang="nl"
    )
    assert "Van nog 2 banden is niet bekend waar beide partners werken." in words(picture)


def test_days_stand_beside_each_other_or_below(found: Impact) -> None:
    """On a telephone one below the other."""
    wide, narrow = (border_chart(found, "west", "east", width=width) for width in (900, 390))
    assert wide.height < narrow.height


def test_who_leaves_and_who_stays_both_have_room(crowd: Impact) -> None:
    """Of many the first of either are drawn, and the others counted."""
    picture = border_chart(crowd, "west", "east")
    assert "60 partners with the fewest ties are not drawn: see the table." in words(picture)
    colours = {dot.get("fill") for dot in drawn(picture).iter(f"{SVG}circle")}
    assert {RED, "#3b7dc4"} == colours
    assert 90 == len(picture.table)


def test_on_a_map_names_stand_where_there_is_room(crowd: Impact) -> None:
    """Partners of one place stand around it; a dot without a name is counted."""
    picture = border_map(crowd, "west", "east")
    assert 90 == len({(c.get("cx"), c.get("cy")) for c in drawn(picture).iter(f"{SVG}circle")})
    assert any("no name here: see the table" in text for text in words(picture))
    assert ([], []) == (running_off(picture), covering(picture))


@BOTH
def test_land_that_lies_in_no_zone_afterwards_is_drawn(draw) -> None:
    """Those who work there leave; nobody gains."""
    loose = Assign(id="loose", day=date(2012, 1, 1), zone=None, parts=("elm",))
    fl = land().with_events([loose])
    somebody = [Partner(id=id_, name=id_, area=[id_]) for id_ in ("elm", "oak")]
    given = elz.Dossier(zone_id="west", partners=somebody)
    found = impact(fl.on("2011-12-31"), fl.on("2012-01-01"), given)
    picture = draw(found, "west", None)
    assert "no zone" in picture.title


def test_without_borders_nobody_has_a_place_on_the_map() -> None:
    """A landscape whose borders nobody drew: all stand in the table, and are counted."""
    fl = evolve(land(), shapes=Shapes())
    picture = border_map(moved_ties(fl), "west", "east")
    assert "4 partners without land on this map are not drawn." in words(picture)
    assert 4 == len(picture.table)


@BOTH
def test_a_border_that_did_not_move_is_refused(found: Impact, draw) -> None:
    """With the borders that did."""
    with pytest.raises(UnknownIdError, match="west to east"):
        draw(found, "east", "west")
