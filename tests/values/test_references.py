"""References: declared on a field, found in values and in what may become one.

The classes are invented, as somebody else might add them::

    Festival ── bands: Band ── songs: Song
             ── stages: Stage
             ── acts: Merger | Opening | Renaming
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from types import MappingProxyType
from typing import Annotated, Any

import pytest
from attrs import field, frozen, make_class

from elzmodel.errors import InvalidValueError
from elzmodel.values import (
    EventId,
    ItemId,
    NisCode,
    PartId,
    PartnerId,
    Period,
    PersonId,
    Ref,
    SourceId,
    UnitId,
    ZoneId,
)
from elzmodel.values.references import (
    References,
    defines,
    opens_scope,
    refers,
    renamed,
    undeclared,
)


class Kind(Enum):
    """What an award is for."""

    SONG = "song"
    PARTNER = "partner"
    NOTHING = "nothing"


CASES: dict[Kind, str] = {Kind.SONG: "song", Kind.PARTNER: "partner"}


@frozen(kw_only=True)
class Award:
    """Whose subject is of another kind each time."""

    kind: Kind = Kind.NOTHING
    subject: str = field(default="", metadata=refers(by="kind", cases=CASES))


@frozen(kw_only=True)
class Song:
    """An item that may answer another one of its band, or cover one of any band."""

    period: Period = field(factory=Period)
    nis: NisCode | None = None
    answers: ItemId | None = field(default=None, metadata=refers("song"))
    covers: ItemId | None = field(default=None, metadata=refers("song", scope="document"))
    id: ItemId


@frozen(kw_only=True)
class Encore(Song):
    """A song by another class: its id is declared above."""


@opens_scope("band")
@frozen(kw_only=True)
class Band:
    """It has songs for itself; another band may use their ids."""

    id: ItemId
    songs: tuple[Song, ...] = ()
    players: tuple[PersonId, ...] = ()
    supports: tuple[ItemId, ...] = ()
    opens_for: ItemId | None = field(default=None, metadata=refers("band"))


@frozen(kw_only=True)
class Stage:
    """Somewhere on land, paid by partners."""

    id: ItemId = field(metadata=defines("place", among="map"))
    parts: frozenset[PartId] = frozenset()
    paid_by: tuple[PartnerId, ...] = ()
    hosts: Annotated[tuple[ItemId, ...], "in order", refers("band")] = ()
    shares: Mapping[PartnerId, PartnerId] = field(factory=dict)


@frozen(kw_only=True)
class Entrance:
    """It shares its ids with stages, and has things of any class."""

    id: ItemId = field(metadata=defines("entrance", among="map"))
    near: ItemId | None = field(default=None, metadata=refers("place", "entrance"))
    signs: Any = None


@frozen(kw_only=True)
class Partner:
    """Who pays."""

    id: PartnerId


@frozen(kw_only=True)
class Merger:
    """A unit begins."""

    id: EventId
    units: tuple[UnitId, ...]
    unit: UnitId = field(metadata=defines("unit"))
    sources: tuple[SourceId, ...] = field(default=(), metadata=refers("source", scope="landscape"))


@frozen(kw_only=True)
class Opening:
    """Land begins, called like its unit where it has no parts."""

    id: EventId
    unit: UnitId = field(metadata=defines("unit"))
    parts: tuple[PartId, ...] = field(default=(), metadata=defines("part", default="unit"))


@frozen(kw_only=True)
class Renaming:
    """It has the fields of an opening, and another meaning."""

    id: EventId
    unit: UnitId
    parts: tuple[PartId, ...] = ()


@frozen(kw_only=True)
class Festival:
    """The whole document."""

    zone_id: ZoneId | None = None
    awards: tuple[Award, ...] = ()
    bands: tuple[Band, ...] = ()
    stages: tuple[Stage, ...] = ()
    entrances: tuple[Entrance, ...] = ()
    partners: tuple[Partner, ...] = ()
    acts: tuple[Merger | Opening | Renaming, ...] = ()


def nowhere(value, of=None, **known):
    """Return the ways to what leads nowhere."""
    return [place.path for place in References(value, of).dangling(known).places]


def unknown(value, of=None, **known):
    """Return the kinds of which it could not be told."""
    return [place.kind for place in References(value, of).dangling(known).not_looked_at]


def festival(*songs, **more):
    """Return a festival with one band."""
    return Festival(bands=(Band(id="b", songs=songs),), **more)


def test_a_field_of_ones_own_is_found_dangling_in_a_value_and_in_a_tree_with_its_place():
    """Nobody declared what `supports` names: it must be the id of some item in the document."""
    way = ("bands", 1, "supports", 1)
    bands = (Band(id="a"), Band(id="b", supports=("a", "nope")))
    tree = {"bands": [{"id": "a"}, {"id": "b", "supports": ["a", "nope"]}]}
    for found in (References(Festival(bands=bands)), References(tree, Festival)):
        (place,) = found.dangling().places
        assert (way, "nope", "item", Ref("band", "b")) == (
            place.path,
            place.id,
            place.kind,
            place.about,
        )


def test_fields_of_which_nothing_was_said_are_listed():
    """So that a test can ask for declarations."""
    assert ("Band.supports",) == undeclared(Festival)


def test_the_type_of_an_id_says_what_it_names():
    """And where: a zone in the landscape, a partner in the document."""
    value = Festival(zone_id="heers", stages=(Stage(id="s", paid_by=("caw",)),))
    assert [("zone_id",), ("stages", 0, "paid_by", 0)] == nowhere(value, zone=["gent"])
    there = Festival(zone_id="heers", partners=(Partner(id="caw"),), stages=value.stages)
    assert [] == nowhere(there, zone=["heers"])


def test_codes_and_periods_name_nothing():
    """A NIS code is a label, and what has no ids is not walked through."""
    (place,) = References(Song(id="one", nis="71072")).places
    assert ("id",) == place.path


def test_what_is_not_known_around_a_value_is_told():
    """Without a landscape zones are not looked at, without a dossier persons are not."""
    value = Festival(zone_id="heers", bands=(Band(id="b", players=("p",)),))
    assert ["zone", "person"] == unknown(value)
    assert ["person"] == unknown(value, zone=["heers"], person=None)
    assert [] == unknown(value, zone=["heers"], person=["p"])
    assert [("bands", 0, "players", 0)] == nowhere(value, person=[])


def test_what_has_room_in_a_value_must_be_in_it():
    """Partners that are known elsewhere do not count in a document that lists its own."""
    value = Festival(stages=(Stage(id="s", paid_by=("caw",)),))
    assert [("stages", 0, "paid_by", 0)] == nowhere(value, partner=["caw"])


def test_the_value_itself_leaves_no_room_for_its_kind():
    """Of a band alone it cannot be told whether another band is there."""
    band = Band(id="b", opens_for="other")
    assert ["band"] == unknown(band)
    assert [] == unknown(band, band=["other"])
    assert [("bands", 0, "opens_for")] == nowhere(Festival(bands=(band,)))


def test_a_scope_has_its_items_for_itself():
    """Two bands may each have a song `one`; a third cannot name it but as a cover."""
    two = [Band(id=key, songs=(Song(id="one"), Song(id="two", answers="one"))) for key in "ab"]
    third = Band(id="c", songs=(Song(id="x", answers="one"), Song(id="y", covers="one")))
    value = Festival(bands=(*two, third))
    assert [("bands", 2, "songs", 0, "answers")] == nowhere(value)
    assert () == References(value).twice()


def test_from_outside_of_scopes_all_of_them_are_seen():
    """An award may go to a song of any band."""
    value = festival(Song(id="one"), awards=(Award(kind=Kind.SONG, subject="one"),))
    assert [] == nowhere(value)


def test_the_kind_may_depend_on_another_field():
    """In values it is a choice and in a tree its word; with another choice the text is no id."""
    awards = tuple(Award(kind=kind, subject="x") for kind in Kind)
    assert [("awards", 0, "subject"), ("awards", 1, "subject")] == nowhere(Festival(awards=awards))
    tree = {"awards": [{"kind": kind, "subject": "x"} for kind in ("partner", "nothing", [])]}
    assert [("awards", 0, "subject")] == nowhere(tree, Festival)
    assert () == References(Award(kind=Kind.SONG)).places


def test_several_kinds_may_be_named():
    """One of them suffices."""
    near = (Entrance(id="e1", near="s"), Entrance(id="e2", near="e1"), Entrance(id="e3", near="x"))
    value = Festival(stages=(Stage(id="s"),), entrances=near)
    (place,) = References(value).dangling().places
    assert ("place or entrance", "x") == (place.kind, place.id)


def test_what_is_said_in_annotated_counts():
    """A stage names bands, beside other things that are said of the type."""
    assert [("hosts", 0)] == nowhere(Stage(id="s", hosts=("b",)), band=[])


def test_the_kind_of_an_inherited_id_is_that_of_the_class_that_declares_it():
    """An encore is a song, and may be answered like one."""
    value = festival(Encore(id="last"), Song(id="x", answers="last"))
    assert [] == nowhere(value)


def test_about_is_the_nearest_thing_with_an_id_wherever_that_field_stands():
    """The id of a song is declared last; a festival has none."""
    value = festival(Song(id="x", answers="y"), zone_id="heers")
    about = {place.path: place.about for place in References(value).places}
    assert Ref("song", "x") == about["bands", 0, "songs", 0, "answers"]
    assert about["zone_id",] is None


def test_a_merger_defines_its_unit():
    """What begins with it may be named, also before; what does not is found."""
    acts = (
        Merger(id="e1", units=("a", "ab"), unit="abc"),
        Merger(id="e2", units=("a", "b"), unit="ab"),
    )
    assert [("acts", 1, "units", 1)] == nowhere(Festival(acts=acts), unit=["a"])
    assert ["unit", "unit", "unit"] == unknown(Festival(acts=acts))


def test_what_a_landscape_may_hold_is_there_or_here():
    """A source of an act, though the document has no room for sources."""
    acts = (Merger(id="e", units=(), unit="a", sources=("S1", "S2")),)
    assert [("acts", 0, "sources", 1)] == nowhere(Festival(acts=acts), source=["S1"])


def test_an_empty_field_may_take_its_id_from_another():
    """A unit that opens without parts has one part of its name."""
    stages = (Stage(id="s", parts={"a"}), Stage(id="t", parts={"c"}), Stage(id="u", parts={"b"}))
    acts = (Opening(id="e1", unit="a"), Opening(id="e2", unit="b", parts=("c",)))
    assert [("stages", 2, "parts", 0)] == nowhere(Festival(stages=stages, acts=acts), part=[])


def test_land_that_an_event_of_the_document_cuts_is_there():
    """Its id is made of the part's and the event's."""
    stages = (Stage(id="s", parts=frozenset({"a~e1"})), Stage(id="t", parts=frozenset({"a~e2"})))
    value = Festival(stages=stages, acts=(Renaming(id="e1", unit="a"),))
    assert [("stages", 1, "parts", 0)] == nowhere(value, part=["a"], unit=["a"])


def test_a_tree_may_hold_anything_wrong():
    """Missing keys, wrong types and unquoted ids neither fail nor hide the rest."""
    tree = {
        "zone_id": True,
        "stages": {"id": "s"},
        "partners": [7, {"id": 12}, None, {"name": "x"}],
        "bands": [{"id": 5, "songs": [{"answers": 6}], "players": "p1", "unheard": ["x"]}],
        "entrances": [{"near": 1.5}],
    }
    places = References(tree, Festival).places
    assert [
        ("bands", 0, "id"),
        ("bands", 0, "songs", 0, "answers"),
        ("bands", 0, "players"),
        ("stages", "id"),
        ("entrances", 0, "near"),
        ("partners", 1, "id"),
    ] == [place.path for place in places]
    assert ["5", "6", "p1", "s", "1.5", "12"] == [place.id for place in places]


def test_a_tag_tells_the_class_of_a_mapping():
    """Where it does not, the class with the most of its keys is taken, or the only one."""
    classes = {"opening": Opening, "renaming": Renaming}

    def tell(members, node):
        assert tuple(members) in {(Festival,), (Merger, Opening, Renaming)}
        return classes.get(node.get("act"))

    acts = [{"act": name, "id": "e", "unit": "a"} for name in ("renaming", "opening", "what")]
    acts.append({"act": "what", "units": [], "unit": "b"})
    places = References({"acts": acts}, Festival, tell).places
    begins = [place.path[:2] for place in places if place.defines and place.kind == "unit"]
    assert [("acts", 1), ("acts", 2), ("acts", 3)] == begins
    untold = References({"acts": acts[3:]}, Festival).places
    assert ["unit b"] == [f"{place.kind} {place.id}" for place in untold if place.defines]


def test_things_of_any_class_are_walked_through_in_a_value():
    """Where a field does not say what it holds, what is there says it."""
    value = Festival(entrances=(Entrance(id="e", signs=[Song(id="x"), "y", 1]),))
    assert ("entrances", 0, "signs", 0, "id") in [place.path for place in References(value).places]


def test_ids_in_use_twice_are_told_with_the_second_place():
    """Stages and entrances share theirs; a unit may be said to begin twice."""
    value = Festival(
        stages=(Stage(id="s"), Stage(id="t"), Stage(id="t")),
        entrances=(Entrance(id="s"),),
        partners=(Partner(id="s"),),
        acts=(Opening(id="e", unit="a"), Opening(id="f", unit="a")),
    )
    twice = [place.path for place in References(value).twice()]
    assert [("stages", 2, "id"), ("entrances", 0, "id")] == twice


def test_candidates_are_what_could_stand_at_a_place():
    """With where each begins here, and without for what is known around."""
    value = Festival(
        bands=(
            Band(id="a", songs=(Song(id="one"),)),
            Band(id="b", songs=(Song(id="two", answers="x"), Song(id="three", covers="y"))),
        ),
        zone_id="heers",
    )
    found = References(value)
    at = {place.path: place for place in found.places}
    songs = ("bands", 1, "songs")
    assert ["two", "three"] == [*found.candidates(at[*songs, 0, "answers"])]
    assert ["one", "two", "three"] == [*found.candidates(at[*songs, 1, "covers"])]
    assert {"gent": None} == found.candidates(at["zone_id",], {"zone": ["gent"], "song": None})
    assert {} == found.candidates(at["zone_id",])
    place = found.candidates(at[*songs, 0, "answers"])["two"]
    assert (*songs, 0, "id") == place.path
    assert value.bands[1].songs[0] is place.inside


def test_candidates_for_any_item_are_all_that_begins():
    """Beside what is within other scopes."""
    value = Festival(bands=(Band(id="a", songs=(Song(id="one"),)), Band(id="b", supports=("x",))))
    (place,) = References(value).dangling().places
    assert ["a", "b"] == [*References(value).candidates(place)]


def test_renaming_follows_every_reference_of_a_kind_and_no_definition():
    """What becomes the same is kept once; what did not change is the same object."""
    value = Festival(
        partners=(Partner(id="old"),),
        stages=(
            Stage(id="s", paid_by=("caw", "old", "new"), shares={"old": "old"}),
            Stage(id="t", parts=frozenset({"old"}), shares=MappingProxyType({"caw": "old"})),
        ),
        awards=(Award(kind=Kind.PARTNER, subject="old"), Award(kind=Kind.SONG, subject="old")),
        bands=(Band(id="old"),),
    )
    new = renamed(value, "partner", {"old": "new"})
    assert (Partner(id="old"),) == new.partners
    assert ("caw", "new") == new.stages[0].paid_by
    assert {"new": "new"} == new.stages[0].shares
    assert {"caw": "new"} == new.stages[1].shares
    assert frozenset({"old"}) == new.stages[1].parts
    assert ["new", "old"] == [award.subject for award in new.awards]
    assert value.bands is new.bands
    assert value is renamed(value, "partner", {})


def test_things_that_become_the_same_are_kept_once():
    """Two awards for what is one partner are one award."""
    awards = [Award(kind=Kind.PARTNER, subject=key) for key in ("a", "b", "a2")]
    new = renamed(Festival(awards=tuple(awards)), "partner", {"a2": "a"})
    assert (awards[0], awards[1]) == new.awards


def test_what_was_the_same_before_a_renaming_stays():
    """It is not for a renaming to say that once would do."""
    new = renamed(Stage(id="s", paid_by=("caw", "caw", "old")), "partner", {"old": "new"})
    assert ("caw", "caw", "new") == new.paid_by


def test_a_type_that_only_a_checker_knows_is_refused():
    """What lies in such a field cannot be known, and is not passed over."""
    odd = make_class("Odd", {"one": field(type="tuple[Unheard, ...]")})
    with pytest.raises(InvalidValueError, match="type in Odd: 'Unheard'"):
        _ = References(odd(())).places
    wrong = make_class("Wrong", {"one": field(type="int[str]")})
    with pytest.raises(InvalidValueError, match="not subscriptable"):
        _ = References(wrong(())).places


def test_a_field_without_a_type_is_walked_through():
    """It may hold anything."""
    untyped = make_class("Untyped", ["one"])
    assert [("one", "id")] == [place.path for place in References(untyped(Partner(id="a"))).places]


def test_values_may_be_looked_at_together():
    """What one of several names may begin in another."""
    several = (Stage(id="s", paid_by=("caw", "ocmw")), Partner(id="caw"))
    assert [(0, "paid_by", 1)] == nowhere(several)


def test_what_is_doubtful_about_references_is_said_as_findings():
    """What is not there, what stands twice and what was not looked for are findings."""
    song, own = Song(id="ode-1", answers="ode-2"), "give each an id of its own"
    value = Festival(zone_id="z", bands=(Band(id="b", songs=(song, song)), Band(id="b")))
    assert [
        "ELZ-R001 error: $.bands[0].songs[0].answers: no song 'ode-2' is here; did you mean ode-1?",
        "ELZ-R001 error: $.bands[0].songs[1].answers: no song 'ode-2' is here; did you mean ode-1?",
        f"ELZ-R002 error: $.bands[0].songs[1].id: song 'ode-1' is in use twice; {own}",
        f"ELZ-R002 error: $.bands[1].id: band 'b' is in use twice; {own}",
        "ELZ-R003 advice (unknown): no zone was looked for",
    ] == [str(finding) for finding in References(value).check()]


def test_a_function_in_a_field_holds_nothing():
    """Whatever it takes."""
    calls = make_class("Calls", {"one": field(type=Callable[[int], str])})
    assert () == References(calls(str)).places
