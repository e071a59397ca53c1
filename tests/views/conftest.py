from __future__ import annotations

from datetime import date

import pytest

from elzmodel.data import flanders
from elzmodel.landscape import Landscape, Location, compare
from elzmodel.territory import Create, Figure, Figures, Merge, Register
from elzmodel.values import Period
from elzmodel.zones import Assign, CreateZone, SizeRule, Zoning

START, MERGER, LATER = date(2000, 1, 1), date(2010, 1, 1), date(2012, 1, 1)


def village(name, nis):
    return Create(id=name, day=START, unit=name, name=name.title(), nis=nis, region="Plain")


@pytest.fixture
def bare():
    """Three villages, of which two merge; no zones, figures or points.

    a | b | c   becomes   ab | c
    """
    merger = Merge(
        id="m", day=MERGER, units=("a", "b"), unit="ab", name="Ab", nis="10004", region="Plain"
    )
    register = Register(
        [village("a", "10001"), village("b", "10002"), village("c", "10003"), merger]
    )
    return Landscape(name="Plain", covers=Period(START), register=register, zoning=Zoning())


@pytest.fixture
def zoned(bare):
    """The three villages in two zones, with inhabitants and points; the merger crosses them.

    a : west, b c : east; the merger is settled two years later, in the west.
    """
    zones = [
        CreateZone(id="zw", day=START, zone="west", name="West"),
        CreateZone(id="ze", day=START, zone="east", name="East"),
        Assign(id="aw", day=START, zone="west", parts=("a",)),
        Assign(id="ae", day=START, zone="east", parts=("b", "c")),
        Assign(id="settled", day=LATER, zone="west", parts=("a", "b"), decided=date(2011, 5, 5)),
    ]
    figures = [
        Figure(kind="population", day=START, parts=[part], value=value, sources=("S",))
        for part, value in (("a", 50_000), ("b", 30_000), ("c", 40_000))
    ]
    points = [
        Location(parts=[part], lon=4.0 + x, lat=51.0, inner=(4.0 + x, 51.0))
        for x, part in enumerate("abc")
    ]
    return Landscape(
        name="Plain",
        covers=Period(START),
        register=bare.register,
        zoning=Zoning(zones),
        figures=Figures(figures),
        locations=tuple(points),
        size_rules=[SizeRule(name="minimum size", low=60_000)],
    )


@pytest.fixture(scope="session")
def mergers_of_2025():
    """The real difference of the first of January 2025, with its landscape."""
    fl = flanders()
    return fl, compare(fl.on("2024-12-31"), fl.on("2025-01-01"), year=2021)
