"""The doors of the room: what they take, what they raise, what they promise."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import attrs
import pytest

import elzmodel as elz
from elzmodel.errors import (
    DocumentError,
    ElzError,
    FormatVersionError,
    InvalidValueError,
)
from elzmodel.io import KINDS, EventsDocument, dumps, load, loads, read_document, reading, schema
from elzmodel.io import kind as kinds
from elzmodel.io.reading import findings_of
from elzmodel.values import Finding, Source
from elzmodel.values.findings import path_text
from tests.io.corpus import FOLDER

HEAD = "elzmodel: 1\nkind: events\n"
GOOD = FOLDER / "version_1" / "events.yaml"


def findings(text: str, **options: Any) -> list[Finding]:
    """Return what is wrong with a text that cannot be read."""
    with pytest.raises(DocumentError) as caught:
        loads(text, **options)
    assert caught.value.findings == caught.value.problems
    return list(caught.value.findings)


def test_events_of_a_document_join_a_landscape() -> None:
    """Events and figures of a document are those that a landscape takes."""
    text = """\
elzmodel: 1
kind: events
events:
  - {event: merge, id: x, day: 2027-01-01, units: [alken, wellen], unit: alken}
  - {event: assign, id: y, day: 2027-01-01, zone: herkenrode, parts: [alken, wellen]}
figures:
  - {kind: jobs, day: 2021-01-01, parts: [alken], value: 12}
"""
    fl = elz.flanders()
    document = loads(text, within=fl)
    day = fl.with_events(document.events).on("2027-01-01", beyond_ok=True)
    assert "herkenrode" == day.zone_of("Alken").id
    assert (2021,) == fl.with_figures(document.figures).figures.years("jobs")


def test_pieces_of_land_that_a_document_cuts_are_known() -> None:
    """A document may name what its own events create: units, zones, parts, pieces, sources."""
    text = """\
elzmodel: 1
kind: events
events:
  - {event: create-zone, id: a, day: 2027-01-01, zone: kust, name: Kust, sources: [S999]}
  - {event: create, id: b, day: 2027-01-01, unit: nieuw, name: Nieuw}
  - {event: create, id: c, day: 2027-01-01, unit: oud, name: Oud, parts: [oud-a]}
  - {event: move-parts, id: d, day: 2027-02-01, origin: genk, to: as, parts: [genk],
     portion: [{kind: area, share: 0.1}]}
  - {event: assign, id: e, day: 2027-03-01, zone: kust, parts: [nieuw, oud-a, genk~d~as]}
  - {event: split, id: f, day: 2027-04-01, unit: oud, into: [{unit: jong, name: Jong,
     portion: []}]}
  - {event: abolish, id: g, day: 2027-05-01, unit: jong}
sources:
  - {id: S999, title: Een brief}
"""
    assert 7 == len(loads(text, within=elz.flanders()).events)


def test_an_unreadable_document_is_not_searched_for_ids() -> None:
    """References in a document with other mistakes are reported beside them."""
    text = HEAD + "events:\n  - {event: abolish-zone, id: x, day: morgen, zone: haspengow}\n"
    codes = [each.code for each in findings(text, within=elz.flanders())]
    assert ["ELZ-D034", "ELZ-R001"] == codes
    assert ["ELZ-D034"] == [each.code for each in findings(text)]


def test_odd_shapes_are_searched_for_ids_without_harm() -> None:
    """Whatever stands where a list or a mapping is meant, there are problems and no crash."""
    shapes = ("events: 3", "events: {a: b}", "events: [1, {event: [], unit: {}, parts: {a: b}}]",
              "sources: [{id: []}, {id: 3}]", "events: [{event: create, parts: 3, into: [1]}]",
              "figures: [{parts: [[a]]}]")  # fmt: skip
    for shape in shapes:
        assert findings(f"{HEAD}{shape}\n", within=elz.flanders())


def test_what_cannot_be_read_has_its_file_for_a_place(tmp_path: Path) -> None:
    """There is nothing in it to point at, whatever a finding is about."""
    path = tmp_path / "empty.yaml"
    path.write_text("", "utf-8")
    document = read_document(path)
    place = document.place_of(document.findings[0])
    assert (str(path), 0, 0, ()) == (place.file, place.line, place.column, place.path)


def test_a_document_without_mistakes_has_no_problems(tmp_path: Path) -> None:
    """Checking a good document finds nothing, within a landscape or not."""
    assert () == read_document(GOOD).findings
    path = tmp_path / "x.yaml"
    path.write_text(HEAD, "utf-8")
    assert () == read_document(path, within=elz.flanders()).findings


def test_many_mistakes_are_shown_in_part() -> None:
    """The text of an error shows the first problems and counts the rest."""
    text = HEAD + "".join(f"k{n}: 1\n" for n in range(30))
    with pytest.raises(DocumentError) as caught:
        loads(text)
    assert 30 == len(caught.value.findings)
    assert "  and 10 more" == str(caught.value).splitlines()[-1]


def test_errors_pickle_and_copy_with_their_fields() -> None:
    """Errors travel between processes with all that they say."""
    for text in ("elzmodel: 1", "elzmodel: 7\nkind: events"):
        with pytest.raises(DocumentError) as caught:
            loads(text)
        error = caught.value
        for other in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
            assert (type(error), str(error)) == (type(other), str(other))
            assert vars(error) == vars(other)
        assert isinstance(error, ElzError)
        assert isinstance(error, ValueError)


def test_a_newer_format_is_told_apart() -> None:
    """A newer format version has an error of its own, which names both versions."""
    with pytest.raises(FormatVersionError) as caught:
        loads("elzmodel: 7\nkind: events\nevents: 3\n")
    assert (7, 1) == (caught.value.found, caught.value.supported)


def test_older_formats_become_the_newest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Migrations run one after the other, and problems keep their places."""

    def renamed(plain: dict[str, Any]) -> dict[str, Any]:
        return {{"happenings": "events"}.get(key, key): value for key, value in plain.items()}

    older = attrs.evolve(KINDS["events"], migrations={1: renamed})
    monkeypatch.setitem(KINDS, "events", older)
    for module in (kinds, reading):
        monkeypatch.setattr(module, "FORMAT_VERSION", 3)
    assert EventsDocument() == loads(HEAD + "happenings: []\n")
    (finding,) = findings(HEAD + "happenings:\n  - {event: abolish, id: x, day: 2027-01-01}\n")
    assert ("$.events[0].unit", "ELZ-D022") == (path_text(finding.place.path), finding.code)


def test_a_missing_file_is_an_error_of_the_system(tmp_path: Path) -> None:
    """What cannot be opened is no document."""
    for verb in (load, read_document):
        with pytest.raises(FileNotFoundError):
            verb(tmp_path / "nowhere.yaml")  # type: ignore[operator]


def test_text_beyond_the_limits_is_refused() -> None:
    """Text from a caller has the same limits as a file."""
    assert ["ELZ-D003"] == [each.code for each in findings("a\n\0")]
    assert ["ELZ-D002"] == [each.code for each in findings("#" * 9_000_000)]


def test_only_known_kinds_have_a_schema() -> None:
    """A kind that does not exist is refused."""
    with pytest.raises(InvalidValueError):
        schema("dossiers")


def test_the_room_is_cheap_to_import() -> None:
    """The libraries behind it are loaded with the first document, not before."""
    code = "import sys, elzmodel.io; print({'cattrs', 'yaml'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "set()" == done.stdout.strip()


@pytest.mark.parametrize("hint", ["write 2026-01-01", "write 0.25", "use straight quotes"])
def test_dutch_habits_have_their_remedy(hint: str) -> None:
    """Days and figures as Dutch writes them, and quotes of letters, are understood."""
    texts = {
        "write 2026-01-01": "events: [{event: abolish, id: x, unit: a, day: 1/1/2026}]",
        "write 0.25": "events: [{event: move-parts, id: x, day: 2026-01-01, origin: a, to: b,"
        " portion: [{kind: k, share: 25}]}]",
        "use straight quotes": "figures: [{kind: k, day: \u201c2026-01-01\u201d, parts: [a],"
        " value: 1}]",
    }
    assert hint in findings(f"{HEAD}{texts[hint]}\n")[0].remedy


def test_a_sign_is_taken_for_no_choice() -> None:
    """A word without letters has no near ones, also where choices have no Dutch terms."""
    (finding,) = findings(f"{HEAD}sources: [{{id: S1, title: x, grade: '?'}}]\n")
    assert ("ELZ-D035", "") == (finding.code, finding.remedy)


def test_contradictions_of_the_record_are_problems() -> None:
    """Within a landscape a document that reads well must fit as well."""
    event = "{event: abolish, id: x, day: 2027-01-01, unit: kortessem}"
    (finding,) = findings(f"{HEAD}events: [{event}]\n", within=elz.flanders())
    assert ("ELZ-T001", ("events", 0)) == (finding.code, finding.place.path)


def test_an_error_that_is_not_the_documents_is_raised() -> None:
    """A mistake of the library is not told as one of the document."""
    with pytest.raises(RuntimeError):
        findings_of(RuntimeError("ours"), None)


def test_half_a_character_is_not_written() -> None:
    """A text that no file can hold is refused when it is to be written."""
    source = Source(id="S1", title="a\ud800b")
    with pytest.raises(DocumentError, match="half a character"):
        dumps(EventsDocument(sources=[source]))


def test_a_workbook_is_told_as_one(tmp_path: Path) -> None:
    """It is no text with a wrong byte in it."""
    path = tmp_path / "dossier.yaml"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "\xff")
    with pytest.raises(DocumentError) as caught:
        load(path)
    (finding,) = caught.value.findings
    assert ("ELZ-D001", "it is an Excel workbook (.xlsx), no document") == (
        finding.code,
        finding.message,
    )
    assert "documents are YAML or JSON" == finding.remedy


def test_a_mapping_where_a_list_of_ids_is_meant_is_told() -> None:
    """What stands in a mapping has no place in a list, and the mapping has one."""
    text = (
        "elzmodel: 1\nkind: dossier\nzone_id: herkenrode\nstatements:\n"
        "  - {id: a, kind: vision, title: x, sources: {a: b}}\n"
    )
    with pytest.raises(DocumentError, match=r":5:46: ELZ-D030 error: .*expected a list"):
        loads(text)
