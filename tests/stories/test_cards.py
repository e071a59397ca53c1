"""Whatever a person holds shows itself: a card in a notebook, and a short line."""

from __future__ import annotations

import inspect
import os
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from typing import Any

import attrs
import pytest
from attrs import evolve

import elzmodel as elz
from elzmodel.values import Answer, Card, Code, Column, Held, Table, Total, ZoneId
from elzmodel.values.text import Label, Said, dictionary, in_words, said
from tests.stories.held import digests, everything

HOSTILE = "</td><script>alert('x\"')</script>&\x1b[31m\n\u202eevil\u2066" + "x" * 500
"""A name with markup, quotes, control characters, marks of direction, and hundreds of letters."""
WIDEST = 240
"""Letters of a line about something: two lines of a wide terminal."""


class _Tags(HTMLParser):
    """Collects the tags and attributes of HTML, and what does not close."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag and its attributes."""
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag != "wbr":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Note that the innermost tag closes."""
        assert tag == self.open.pop()


@pytest.fixture(scope="module")
def held() -> Mapping[type, Any]:
    """Give one of everything."""
    return everything()


def _classes() -> Iterator[type]:
    for module in pkgutil.walk_packages(elz.__path__, "elzmodel."):
        if not module.name.endswith("__main__"):
            for one in vars(import_module(module.name)).values():
                if inspect.isclass(one) and one.__module__ == module.name:
                    yield one


def test_everything_that_has_a_card_is_looked_at_here(held) -> None:
    """A class that declares a card of its own is among the things below."""
    declared = {one for one in _classes() if issubclass(one, Held) and one is not Held}
    assert set() == declared - held.keys()


def test_every_class_of_answers_shows_its_rows_in_a_notebook() -> None:
    """None of them loses the card that answers have, and a table that they are made of."""
    answers = {one for one in _classes() if issubclass(one, Answer | Table)}
    assert [] == [one for one in answers if not callable(getattr(one, "_repr_html_", None))]
    assert len(answers) > 10


def test_each_thing_has_a_card(held) -> None:
    """Well-formed, without scripts, links or pictures, in a frame that fits a phone."""
    for thing in held.values():
        html = thing._repr_html_()
        read = _Tags(html)
        assert [] == read.open
        assert set() == set(read.tags) - _TAGS
        assert (
            {"style", "lang"}
            <= read.attributes
            <= {"style", "lang", "scope", "colspan", "cellpadding"}
        )
        assert html.startswith('<div lang="en" style="overflow-x:auto;')


_TAGS = {
    *("div", "p", "b", "table", "caption", "thead", "tbody", "tr", "th", "td", "wbr"),
    *("details", "summary"),
}


def test_each_card_is_short_and_the_same_every_time(held) -> None:
    """Its bytes do not depend on when it is asked for."""
    for thing in held.values():
        html = thing._repr_html_()
        assert html == thing._repr_html_()
        assert len(html) < 60_000


def test_cards_have_the_same_bytes_in_another_process(held) -> None:
    """Nothing in them leans on the order of a set, which another hash seed changes."""
    told = "from tests.stories.held import digests, everything; print(digests(everything()))"
    seed = "7" if os.environ.get("PYTHONHASHSEED") != "7" else "8"
    other = subprocess.run(
        [sys.executable, "-c", told],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"{digests(held)}\n" == other.stdout


def test_each_card_says_it_in_dutch_where_that_is_asked_for(held, monkeypatch) -> None:
    """The environment says so for all that shows itself."""
    monkeypatch.setenv("ELZMODEL_LANG", "nl")
    for thing in held.values():
        html = thing._repr_html_()
        assert html.startswith('<div lang="nl"')
        assert not re.search(r">(municipalities|inhabitants|seats|sources)<", html)


def test_each_name_beside_a_value_has_its_dutch(held) -> None:
    """On every card, and in the cards of a zone and a dossier on a day."""
    fl, dossier = elz.flanders(), held[elz.Dossier]
    named = {name for thing in held.values() if isinstance(thing, Held) for name in names(thing)}
    card = elz.views.dossier_card(dossier, fl, on="2025-01-01")
    named |= {str(name) for name, _ in card.rows if not str(name).startswith("rules of")}
    assert len(named) > 60
    assert set() == named - dictionary("nl")["columns"].keys()


def names(thing: Held) -> Iterator[str]:
    """Yield the names beside values on a card."""
    yield from (name for name, _ in thing.to_card().counts)


def test_each_thing_says_itself_in_two_lines(held) -> None:
    """No repr fills the screen."""
    for thing in held.values():
        assert len(repr(thing)) <= WIDEST
        assert repr(thing).isprintable()


def test_hostile_names_are_harmless_and_legible(held) -> None:
    """In cards, in lines of text and in reprs; what they say can still be read."""
    zone, municipality = held[elz.Zone], held[elz.Municipality]
    hostile = [
        evolve(zone, id=ZoneId(HOSTILE), name=HOSTILE),
        evolve(municipality, name=HOSTILE, province=HOSTILE),
        evolve(held[elz.Dossier], title=HOSTILE, note=HOSTILE, zone_id=ZoneId(HOSTILE)),
        evolve(held[elz.Dossier].plan(), title=HOSTILE, note=HOSTILE),
        evolve(held[elz.Dossier].partners[0], name=HOSTILE, profession=HOSTILE),
        evolve(held[elz.Landscape], name=HOSTILE),
        evolve(held[elz.Scenario], name=HOSTILE, note=HOSTILE),
        evolve(held[elz.RuleSet], title=HOSTILE),
        evolve(held[elz.Table], title=HOSTILE, notes=(HOSTILE,)),
        elz.read_table([{"nis": HOSTILE, "n": 5}, {"nis": "71072", "n": 1}]),
        Card(HOSTILE, [(HOSTILE, HOSTILE)], warnings=[HOSTILE], sources=[HOSTILE]),
    ]
    for thing in hostile:
        html = thing._repr_html_()
        read = _Tags(html)
        assert ([], set()) == (read.open, set(read.tags) - _TAGS)
        assert "evil" in html
        text = str(thing) if isinstance(thing, Card | Table) else thing.to_card().to_text()
        assert set() == {*html, *text} & {"\x1b", "\u202e", "\u2066"}


def test_hostile_names_and_ids_are_harmless_in_everything(held) -> None:
    """Each text of each thing, names and ids alike: its card is whole, its repr one short line."""
    for thing in held.values():
        fields = [each.name for each in attrs.fields(type(thing)) if each.init]
        texts = [name for name in fields if isinstance(getattr(thing, name, None), str)]
        for name in set(texts) - _CHOICES:
            hostile = evolve(thing, **{name: HOSTILE})
            read = _Tags(hostile._repr_html_())
            assert ([], set()) == (read.open, set(read.tags) - _TAGS)
            assert len(repr(hostile)) <= WIDEST
            assert repr(hostile).isprintable()


_CHOICES = {"variant", "weight", "level", "key"}
"""Texts that say one of a few things, or a column that is there."""


def test_words_and_figures_stay_whole_and_sentences_have_room() -> None:
    """On a phone, where columns are narrow; the table is scrolled within its frame."""
    columns = Column("day"), Column("told"), Column("bounds", "total")
    row = ("2025-01-01", "It came to another zone when it merged", Total(63_384, 82_482))
    html = Table("", columns, [row]).to_html()
    assert re.search(r'nowrap">2025-01-01<', html)
    assert re.search(r'min-width:14em">It came', html)
    assert re.search(r'nowrap">63,384-82,482<', html)


def test_a_card_leaves_out_what_is_unknown_and_says_what_is_doubtful() -> None:
    """Counts first, then warnings, tables with rows, notes and sources."""
    empty = Table("empty", [], [])
    card = Card(
        said("Zones on {day}", day=date(2025, 1, 1)),
        [("zones", 1200), ("period", None), ("note", "")],
        warnings=["It is not complete."],
        tables=[empty],
        notes=["A note.", ""],
        sources=["S01"],
    )
    assert "Zones on 2025-01-01\nzones: 1,200\n! It is not complete.\nA note.\nSources: S01" == str(
        card
    )
    assert card.to_text(lang="nl").startswith("Zones op 2025-01-01\nzones: 1.200\n")
    assert "<details>" not in card.to_html()
    assert re.search(r'<td style="text-align:right[^"]*">1.200</td>', card.to_html(lang="nl"))
    assert isinstance(card.title, Said)


def test_a_dossier_whose_lists_are_complete_says_nothing_of_that() -> None:
    """Only what is open is a warning."""
    whole = elz.Dossier(zone_id=ZoneId("gent"))
    open_one = evolve(whole, open_lists=("claims",))
    assert "! Not complete: claims." not in whole.to_card().to_text()
    assert "! Not complete: claims." in open_one.to_card().to_text()


def test_a_finding_stands_in_a_sentence_in_its_own_language() -> None:
    """Where its sentence is not translated, that is said in English; a label says itself."""
    code = Code("ELZ-X001", "{n} here")
    assert "ELZ-X001 waarschuwing: 2 here" == in_words(code.finding(n=2), "nl")
    assert "inhabitants" == str(Label("inhabitants"))
