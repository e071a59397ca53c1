"""Registers with codes of another country: saved, loaded, and asked as any other."""

from __future__ import annotations

import gc
import json
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import elzmodel as elz
from elzmodel.errors import DocumentError, InvalidValueError
from elzmodel.io import EventsDocument, dump, dumps, loads, read_document
from elzmodel.io.converters import converter
from elzmodel.io.kept import (
    keep_events,
    kept_events,
    no_collection,
    packed,
    read_kept,
    unpacked,
)
from elzmodel.landscape import Landscape
from elzmodel.lists import LinkKind, ListedUnit, ListLink, OfficialList, events_from
from elzmodel.territory import Create, Figure, MoveParts, Register, TerritoryEvent, Weight
from elzmodel.testing.strategies import histories
from elzmodel.values import NIS, CodeSystem, Grade, Share, Source
from elzmodel.zones import CreateZone

START, DAY = date(1960, 1, 1), date(1995, 1, 1)
NUMBERS = CodeSystem("Zweiland number", "[0-9]{1,4}")
LETTERS = CodeSystem("gemeentesleutel", "GS[0-9]{4}[AB]?")


def unit(code: str, name: str, start: date = START, end: date | None = None) -> ListedUnit:
    """Return one row of a list."""
    return ListedUnit(code=code, name=name, start=start, end=end)


def became(old: str, new: str) -> ListLink:
    """Return a link by which all or some of a unit goes over."""
    return ListLink(from_code=old, to_code=new, kind=LinkKind.CHANGE, day=DAY)


def zweiland() -> EventsDocument:
    """Return a merger of two, a division into two, and one that stays."""
    units = [
        *(unit("4951", "Berg", end=DAY), unit("4954", "Tal", end=DAY), unit("12", "See")),
        *(unit("4952", "Bergtal", DAY), unit("7", "Berg", end=DAY)),
        *(unit("8", "Oberfeld", DAY), unit("9", "Unterfeld", DAY)),
    ]
    pairs = [("4951", "4952"), ("4954", "4952"), ("7", "8"), ("7", "9")]
    listing = OfficialList(units=units, links=[became(*pair) for pair in pairs])
    return EventsDocument(events_from(listing)[0], codes=NUMBERS)


@pytest.fixture(scope="module")
def land() -> Landscape:
    """Return the landscape of a saved document of another country."""
    return loads(dumps(zweiland()), of=EventsDocument).to_landscape("Zweiland")


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_what_was_imported_can_be_saved(form: Literal["yaml", "json"]) -> None:
    """An import of foreign codes in which a unit divides reads back the same."""
    document = zweiland()
    text = dumps(document, form=form)
    assert document == loads(text)
    assert text == dumps(loads(text), form=form)


def recoded(node: Any, write: str) -> Any:
    """Return plain events with their Belgian codes written as those of another country."""
    if isinstance(node, list):
        return [recoded(each, write) for each in node]
    if not isinstance(node, dict):
        return node
    plain = {key: recoded(value, write) for key, value in node.items()}
    if plain.get("nis"):
        plain["nis"] = write.format(int(plain["nis"]) - 10_000)
    return plain


@given(
    histories(),
    st.sampled_from([(NUMBERS, "{}"), (LETTERS, "GS{:04}A")]),
    st.sampled_from(["yaml", "json"]),
)
def test_drawn_registers_of_any_country_read_back_the_same(
    events: list[TerritoryEvent], how: tuple[CodeSystem, str], form: Literal["yaml", "json"]
) -> None:
    """Saved and loaded, a register of any country is an equal one with equal versions."""
    codes, write = how
    plain = recoded(converter().unstructure(EventsDocument(events)), write)
    plain["codes"] = {"name": codes.name, "pattern": codes.pattern}
    document = converter(codes=codes).structure(plain, EventsDocument)
    again = loads(dumps(document, form=form), of=EventsDocument)
    assert document == again
    assert Register(document.events).versions == Register(again.events).versions


def test_codes_of_another_country_are_refused_where_belgian_ones_are_asked() -> None:
    """Without a word on codes, they are Belgian ones; the message says the form."""
    document = evolve(zweiland(), codes=NIS)
    with pytest.raises(DocumentError, match="not a NIS code: '12', expected five digits"):
        dumps(document)
    with pytest.raises(DocumentError, match="not a gemeentesleutel code: '12', expected GS"):
        dumps(evolve(document, codes=LETTERS))


def test_a_pattern_that_could_match_for_ever_is_refused_alone() -> None:
    """Where the pattern is wrong, codes are not held against it as well."""
    text = dumps(zweiland()).replace("[0-9]{1,4}", "([0-9]+)+")
    with pytest.raises(DocumentError, match="cannot be a pattern of codes") as caught:
        loads(text)
    assert 1 == len(caught.value.findings)


def test_a_saved_register_is_a_landscape(land: Landscape) -> None:
    """It has a day, a code of its own, and a crosswalk between two days."""
    assert NUMBERS == land.codes
    rows = land.crosswalk("1990-01-01", "2000-01-01").rows
    assert [("12", "12"), ("4951", "4952"), ("4954", "4952"), ("7", "8"), ("7", "9")] == [
        (row.before.nis, row.after.nis) for row in rows
    ]


def test_a_document_in_which_nothing_begins_is_no_landscape() -> None:
    """A record has a first day; events about zones alone have none."""
    zone = CreateZone(id="z", day=DAY, zone="west", name="West")
    with pytest.raises(InvalidValueError, match="events in which municipalities begin"):
        EventsDocument([zone]).to_landscape("West")


@pytest.mark.parametrize(
    ("key", "read_as", "kind"),
    [
        pytest.param("12", "12", "municipality", id="its own code"),
        pytest.param("0012", "12", "municipality", id="zeros before it"),
        pytest.param("4952.0", "4952", "municipality", id="a number format"),
        pytest.param("02000", "", "unknown", id="a Belgian region"),
        pytest.param("Limburg", "", "unknown", id="a Belgian province"),
    ],
)
def test_keys_are_those_of_the_register(land: Landscape, key: str, read_as: str, kind: str) -> None:
    """Keys are held against the codes of the country, with nothing Belgian beside them."""
    reading = land.key_index.read(key)
    assert (read_as, kind) == (reading.read_as, reading.kind)


def test_a_table_with_foreign_codes_is_carried(land: Landscape) -> None:
    """Codes of one to four digits are found and carried, and counts beside them are not codes."""
    rows = [{"key": code, "n": n} for code, n in {"4951": 12, "4954": 9, "12": 3, "7": 8}.items()]
    carried = elz.carry(land, rows, to="municipality", on="2000-01-01")
    table = carried.to_table().to_csv()
    assert "\n4952,Bergtal,21,21," in table
    assert "\n8,Oberfeld,0,8," in table


def test_codes_without_a_pattern_are_those_that_are_there() -> None:
    """Any text may be a code, so that only those of the register are taken for one."""
    create = Create(id="a", day=START, unit="a", name="A\u00e4", nis="Z\u00fcri 1")
    document = EventsDocument([create], codes=CodeSystem("free"))
    index = loads(dumps(document), of=EventsDocument).to_landscape("Free").key_index
    assert [True, False, False] == [*map(index.is_code, ("Z\u00fcri 1", "A\u00e4", "x"))]


def test_events_of_another_country_do_not_fit_a_landscape(land: Landscape, tmp_path: Path) -> None:
    """Held against Belgium, they are told apart by the name of their codes alone."""
    create = Create(id="a", day=START, unit="gs1", name="Aa", nis="GS0001")
    path = tmp_path / "gs.yaml"
    dump(EventsDocument([create], codes=LETTERS), path)
    (found,) = read_document(path, within=land).findings
    assert ("ELZ-D025", 4) == (found.code, found.place.line)
    assert str(found).endswith("ask them alone: to_landscape in Python, --record in a terminal")


def test_kept_events_are_made_once(tmp_path: Path) -> None:
    """What was kept is equal to what was made, portions, sets and enumerations included."""
    source = tmp_path / "units.csv"
    source.write_text("code\n1\n", "utf-8")
    document = evolve(
        zweiland(),
        figures=[Figure(kind="population", day=DAY, parts=["12"], value=Fraction(1, 3))],
        sources=[Source(id="S1", title="A letter", grade=Grade.C)],
    )
    piece = MoveParts(
        id="m", day=DAY, origin="12", to="8", portion=[Weight(kind="area", share=Share(0, 1))]
    )
    document = evolve(document, events=(*document.events, piece))
    path = tmp_path / "zweiland.kept"
    assert document == kept_events(path, lambda: document, sources=[source])
    again = kept_events(path, EventsDocument, sources=[source])
    assert (document, hash(document.events)) == (again, hash(again.events))


@pytest.mark.parametrize("what", ["source", "settings", "damage", "cut"])
def test_kept_events_are_made_again_where_anything_differs(tmp_path: Path, what: str) -> None:
    """A changed source, another setting or a damaged file gives no old events."""
    source, path = tmp_path / "units.csv", tmp_path / "units.kept"
    source.write_text("code\n1\n", "utf-8")
    kept_events(path, zweiland, sources=[source])
    content, settings = path.read_bytes(), "level town" if what == "settings" else ""
    if what == "source":
        source.write_text("code\n2\n", "utf-8")
    elif what == "damage":
        path.write_bytes(content.replace(b"Berg", b"Burg", 1))
    elif what == "cut":
        path.write_bytes(content[:-5])
    other = EventsDocument(codes=LETTERS)
    assert other == kept_events(path, lambda: other, sources=[source], settings=settings)


def test_nothing_is_kept_of_what_cannot_be_made(tmp_path: Path) -> None:
    """Where the making fails, no file is left."""
    source, path = tmp_path / "units.csv", tmp_path / "units.kept"
    source.write_text("code\n1\n", "utf-8")

    def fail() -> EventsDocument:
        raise InvalidValueError("list", "x", "one without errors")

    with pytest.raises(InvalidValueError):
        kept_events(path, fail, sources=[source])
    assert not path.exists()


def test_events_of_every_shape_are_kept_as_they_are() -> None:
    """Columns of texts, of days, of parts and of values of several kinds come back equal."""
    half = Weight(kind="area", share=Share(Fraction(1, 3), 1, estimate=Fraction(1, 2)))
    events = [
        Create(id="1", day=START, unit="a", name="A", parts=["a1", "a2"]),
        Create(id="2", day=DAY, unit="b", name="B", parts=["b"]),
        MoveParts(id="3", day=DAY, order=1, origin="a", to="b", parts=["a1"]),
        MoveParts(id="4", day=DAY, order=2, origin="a", to="b", portion=[half]),
    ]
    document = EventsDocument(events, codes=NUMBERS)
    assert document == unpacked(json.loads(json.dumps(packed(document))))


@pytest.mark.parametrize("is_enabled", [True, False], ids=["on", "off"])
def test_the_collector_is_left_as_it_was(*, is_enabled: bool) -> None:
    """Who had switched it off finds it off."""
    (gc.enable if is_enabled else gc.disable)()
    try:
        with no_collection():
            assert not gc.isenabled()
        assert is_enabled is gc.isenabled()
    finally:
        gc.enable()


@given(histories(), st.booleans())
def test_drawn_events_are_kept_as_they_are(
    events: list[TerritoryEvent],
    is_enabled: bool,  # noqa: FBT001 - drawn
) -> None:
    """Whatever events there are come back equal, and the collector as it was."""
    document = EventsDocument(events, codes=NUMBERS)
    (gc.enable if is_enabled else gc.disable)()
    try:
        with no_collection():
            assert document == unpacked(json.loads(json.dumps(packed(document))))
        assert is_enabled is gc.isenabled()
    finally:
        gc.enable()


def test_what_is_too_large_to_be_read_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """A document that could not be loaded again is refused, with what to do instead."""
    monkeypatch.setattr("elzmodel.io.documents.MAX_VALUES", 5)
    assert zweiland() == loads(dumps(zweiland()))
    for reader in ("_lines", "_readers"):
        monkeypatch.setattr(f"elzmodel.io.{reader}.MAX_VALUES", 5)
    with pytest.raises(DocumentError, match=r"more than 500,000 values.* in a \.kept file"):
        dumps(zweiland())


@pytest.mark.parametrize("content", [b"", b"{}\n", b"elzmodel: 1\n"])
def test_only_kept_events_are_read_as_such(tmp_path: Path, content: bytes) -> None:
    """Any other file is refused with what to do."""
    path = tmp_path / "x.kept"
    path.write_bytes(content)
    with pytest.raises(InvalidValueError, match="import the list again"):
        read_kept(path)


def test_kept_events_can_be_read_without_what_they_were_made_of(tmp_path: Path) -> None:
    """A file that was handed on is read as it is; the document shows what its codes are."""
    keep_events(zweiland(), tmp_path / "x.kept")
    again = read_kept(tmp_path / "x.kept")
    assert zweiland() == again
    assert repr(again).startswith("EventsDocument(codes='Zweiland number', events=(Create(")


def test_belgian_codes_are_told_by_five_digits() -> None:
    """Whatever became of them, and whether or not the register has them."""
    index = elz.flanders().key_index
    keys = ("71072", "71072.0", "BE 99999", "7107", "Gent")
    assert [True, True, True, False, False] == [*map(index.is_code, keys)]


def test_half_a_character_is_not_kept(tmp_path: Path) -> None:
    """In an event, or in what it was made of; no file is left."""
    named = Create(id="c", day=date(2020, 1, 1), unit="a", name="\ud800", nis="10001", parts=["a"])
    for document, made_of in ((EventsDocument(events=[named]), ""), (EventsDocument(), "\ud800")):
        with pytest.raises(InvalidValueError, match="whole characters"):
            keep_events(document, tmp_path / "x.kept", made_of=made_of)
    assert [] == [*tmp_path.iterdir()]


def test_what_no_document_of_events_holds_is_not_kept(tmp_path: Path) -> None:
    """It could not be read again; classes do not check what they are made of."""
    for odd in ([[None]], {"a": 1}, object()):
        with pytest.raises(InvalidValueError, match="value to keep"):
            keep_events(evolve(EventsDocument(), figures=(odd,)), tmp_path / "x.kept")
    assert [] == [*tmp_path.iterdir()]
