"""Each kind of event is declared once: its word, the units it names, how it is told."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from elzmodel.territory import (
    Abolish,
    Alter,
    Alteration,
    Create,
    LandFlow,
    Merge,
    MoveParts,
    NewUnit,
    Regroup,
    Split,
    TerritoryEvent,
)
from elzmodel.territory.acts import EventNames
from elzmodel.zones import AbolishZone, AlterZone, CreateZone, ZoneEvent

AT = {"id": "x", "day": date(2025, 1, 1)}
NAMES = EventNames(was=lambda key: f"old {key}", becomes=lambda key: f"new {key}", part=str.upper)
PIECE = NewUnit(unit="c", name="C", portion=())


def test_every_kind_has_a_word_of_its_own():
    """The word stands behind ``event:`` in a document."""
    kinds = (*get_args(TerritoryEvent), *get_args(ZoneEvent))
    assert len(kinds) == len({kind.word for kind in kinds} - {""})


@pytest.mark.parametrize(
    ("event", "units", "told"),
    [
        (Create(**AT, unit="a", name="A"), ("a",), "new a is in the register"),
        (Abolish(**AT, unit="a"), ("a",), "old a ends"),
        (
            Alter(**AT, unit="a", nis="10001", region=None),
            ("a",),
            "old a: code becomes 10001, region becomes unknown",
        ),
        (
            Merge(**AT, units=("a", "b", "c"), unit="d"),
            ("a", "b", "c", "d"),
            "old a, old b and old c merge into new d",
        ),
        (Split(**AT, unit="a", into=(PIECE,)), ("a", "c"), "old a splits off C"),
        (
            MoveParts(**AT, origin="a", to="b", parts=("p",)),
            ("a", "b"),
            "P goes from old a to new b",
        ),
        (
            MoveParts(**AT, origin=None, to="b", parts=("p", "q")),
            ("b",),
            "P and Q go from no municipality to new b",
        ),
        (
            MoveParts(**AT, origin="a", to="b", portion=()),
            ("a", "b"),
            "a portion of land goes from old a to new b",
        ),
        (
            MoveParts(**AT, origin="a", to="b", parts=("p",), portion=()),
            ("a", "b"),
            "a portion of P goes from old a to new b",
        ),
        (
            Regroup(
                **AT,
                flows=(LandFlow(origin="a", to="b"), LandFlow(origin="a", to="c", portion=())),
                ends=("a",),
                starts=(PIECE,),
                alters=(Alteration(unit="e"),),
            ),
            ("a", "b", "c", "e"),
            "land goes from old a to new b and new c",
        ),
        (
            Regroup(**AT, flows=(LandFlow(origin=None, to=None),)),
            (),
            "land goes from no municipality to none",
        ),
    ],
)
def test_an_event_names_units_and_is_told_in_words(event, units, told):
    """What was is called as on the eve, what becomes as on the day."""
    assert (units, told) == (event.named_units, str(event.told(NAMES)))


@pytest.mark.parametrize(
    ("event", "told"),
    [
        (CreateZone(**AT, zone="a", name="A"), "A begins"),
        (AlterZone(**AT, zone="a", name="B"), "old a is now called B"),
        (AbolishZone(**AT, zone="a"), "it ends"),
    ],
)
def test_a_zone_event_is_told_in_words(event, told):
    """By its names, without the zone that a history is about."""
    assert told == str(event.told(NAMES))


def test_days_may_be_text_and_lists_any_series():
    """An event is written by hand as well as read from a file."""
    event = Merge(id="x", day="2025-01-01", units=["a", "b"], unit="a", decided="2024-06-01")
    assert (date(2025, 1, 1), date(2024, 6, 1), ("a", "b")) == (
        event.day,
        event.decided,
        event.units,
    )
