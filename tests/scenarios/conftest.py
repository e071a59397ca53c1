"""A small world for what-ifs: six villages in a row, three zones, one island."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from elzmodel import Figure, Period
from elzmodel.landscape import Landscape
from elzmodel.territory import Border, Borders, Contact, Create, Figures, Register
from elzmodel.zones import Assign, CreateZone, SizeRule, Zoning

START = date(2000, 1, 1)
PEOPLE = {"ash": 40_000, "birch": 30_000, "cedar": 20_000, "dogwood": 90_000, "elm": 5_000}
NAMES = ("ash", "birch", "cedar", "dogwood", "elm", "fir")


@pytest.fixture
def row():
    """Return the landscape; fir is an island without known inhabitants, elm has two parts.

    ::

        ash - birch | cedar - dogwood | elm-a - elm-b     fir
        one   one   | two     two     | three   three     three
    """
    villages = [
        Create(
            id=f"create-{unit}",
            day=START,
            unit=unit,
            name=unit.title(),
            nis=f"1000{number}",
            province="East" if number > 4 else "West",
            region="Wood",
            parts=("elm-a", "elm-b") if unit == "elm" else (),
        )
        for number, unit in enumerate(NAMES, 1)
    ]
    zones = {
        "one": ("ash", "birch"),
        "two": ("cedar", "dogwood"),
        "three": ("elm-a", "elm-b", "fir"),
    }
    events = [CreateZone(id=f"z-{z}", day=START, zone=z, name=z.title()) for z in zones]
    events += [Assign(id=f"a-{z}", day=START, zone=z, parts=p) for z, p in zones.items()]
    parts = ("ash", "birch", "cedar", "dogwood", "elm-a", "elm-b")
    figures = [
        Figure(
            kind="population",
            day=date(2021, 1, 1),
            parts=["elm-a", "elm-b"] if unit == "elm" else [unit],
            value=value,
        )
        for unit, value in PEOPLE.items()
    ]
    return Landscape(
        name="Row",
        covers=Period(START, date(2026, 1, 1)),
        register=Register(villages),
        zoning=Zoning(events),
        figures=Figures(figures),
        size_rules=[
            SizeRule(name="minimum size", low=60_000),
            SizeRule(name="target size", low=75_000, high=125_000),
        ],
        borders=Borders(
            Border(a=[one], b=[other], contact=Contact.BORDER, km=1.0)
            for one, other in pairwise(parts)
        ),
    )
