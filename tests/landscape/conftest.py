"""A small world: four villages, two zones, one merger across them that nobody has settled."""

from __future__ import annotations

from datetime import date

import pytest

from elzmodel import Figure, Period
from elzmodel.landscape import Alias, Landscape
from elzmodel.territory import Border, Borders, Contact, Create, Figures, Merge, Register
from elzmodel.zones import Assign, CreateZone, SizeRule, Zoning

START, ZONED, MERGED = date(2000, 1, 1), date(2010, 1, 1), date(2020, 1, 1)
POPULATION = {"elm": 100, "oak": 40, "ash": 25, "fir": 10}


def village(unit: str, nis: str) -> Create:
    return Create(
        id=f"create-{unit}", day=START, unit=unit, name=unit.title(), nis=nis, province="Wood"
    )


@pytest.fixture
def wood():
    """Return the landscape; elm and ash touch along a diagonal path.

    ::

        elm | oak        elm | oak
        ----+----   →    ----+ |        west: elm ash    east: oak    no zone: fir
        fir | ash        fir | ash      from 2020 oak and ash are Grove, whose zone is open
    """
    villages = [village(u, f"1000{i}") for i, u in enumerate(("elm", "oak", "ash", "fir"), 1)]
    grove = Merge(id="m", day=MERGED, units=("oak", "ash"), unit="grove", name="Grove", nis="10009")
    why = "a decree of 2009"
    zoning = Zoning(
        [
            CreateZone(id="west", day=ZONED, zone="west", name="West", reason=why),
            CreateZone(id="east", day=ZONED, zone="east", name="Oak", reason=why),
            Assign(id="in-west", day=ZONED, zone="west", parts=("elm", "ash")),
            Assign(id="in-east", day=ZONED, zone="east", parts=("oak",)),
        ]
    )
    figures = [
        Figure(kind="population", day=date(2015, 1, 1), parts=[part], value=value)
        for part, value in POPULATION.items()
    ]
    pairs = [("elm", "oak"), ("oak", "ash"), ("ash", "fir"), ("fir", "elm"), ("elm", "ash")]
    return Landscape(
        name="the wood",
        covers=Period(START, date(2030, 1, 1)),
        register=Register([*villages, grove]),
        zoning=zoning,
        figures=Figures(figures),
        size_rules=[SizeRule(name="minimum size", low=60_000)],
        borders=Borders([Border(a=[a], b=[b], contact=Contact.BORDER) for a, b in pairs]),
        aliases=(
            Alias(scope="municipality", text="Quercus", ids=("oak",)),
            Alias(scope="municipality", text="Tree", ids=("elm", "fir")),
            Alias(scope="zone", text="All", ids=("east", "west")),
        ),
    )
