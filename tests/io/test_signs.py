"""Signs that a terminal obeys, and signs that turn a text around, in documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from elzmodel.errors import DocumentError
from elzmodel.io import dumps, load, loads, read_document
from elzmodel.io.codes import Wrong
from elzmodel.io.hooks import copied, id_hook, read_fraction, shown
from elzmodel.scenarios import Scenario


@pytest.mark.parametrize(
    "text",
    [
        'elzmodel: 1\nkind: scenario\nname: "\\e[2J"\n',
        'elzmodel: 1\nkind: scenario\nname: "a\\0"\n',
        '{"elzmodel": 1, "kind": "scenario", "name": "\\u009b2J"}',
        '{"elzmodel": 1, "kind": "scenario", "name": "\\u0000"}',
    ],
    ids=["escape", "zero", "json", "zero in json"],
)
def test_what_a_terminal_would_obey_is_refused_where_it_is_escaped(text: str) -> None:
    """A new line and a tab are text."""
    with pytest.raises(DocumentError, match="a control character stands in the text: U") as caught:
        loads(text)
    assert ["ELZ-D030"] == [each.code for each in caught.value.findings]


def test_a_long_value_is_shown_by_its_beginning() -> None:
    """Forty signs with its quotes are shown whole, more are cut to as many."""
    assert f"'{'a' * 38}'" == shown("a" * 38)
    assert f"'{'a' * 37}…'" == shown("a" * 39)


def test_signs_of_a_letter_are_told_and_others_are_not() -> None:
    """What is no text, or has nothing odd, has no advice."""
    assert ["", ""] == [copied(5), copied("west")]
    assert ["use straight", "replace the "] == [copied(s)[:12] for s in ("“west”", "a\u00a0b")]


def test_a_share_in_percent_is_told_as_a_share() -> None:
    """Up to a hundred; beyond, it is none in percent either."""
    remedies = []
    for value in (50, 100, 100.5):
        with pytest.raises(Wrong) as caught:
            read_fraction(value)
        remedies.append(caught.value.finding.remedy)
    assert ["write 0.5", "write 1", ""] == remedies


@pytest.mark.parametrize("kind", ["an event id", "a zone id"])
def test_an_id_that_is_no_text_is_told_with_its_article(kind: str) -> None:
    """As it is said."""
    with pytest.raises(Wrong) as caught:
        id_hook(kind.partition(" ")[2], "[a-z]+")([])
    assert f"expected {kind}" in str(caught.value.finding)


def test_new_lines_and_tabs_are_text() -> None:
    """They may be written by escape as well."""
    assert "a\n\tb" == loads('elzmodel: 1\nkind: scenario\nname: "a\\n\\tb"\n').name


def test_what_is_written_holds_nothing_that_a_terminal_would_obey() -> None:
    """A value may hold it, and no document does."""
    with pytest.raises(DocumentError, match=r"U\+001B"):
        dumps(Scenario("a\x1b[2J"))


def test_signs_that_turn_a_text_around_are_told(tmp_path: Path) -> None:
    """The document can be read; its checks say where the sign stands, and which it is."""
    path = tmp_path / "scenario.yaml"
    path.write_text('elzmodel: 1\nkind: scenario\nname: "a\\u202Eb"\n', "utf-8")
    assert "a\u202eb" == load(path).name
    [found] = read_document(path).findings
    assert ("ELZ-D044", 3, "U+202E") == (found.code, found.place.line, found.values["character"])
