"""A small world: four municipalities on a square, in two zones."""

from __future__ import annotations

from datetime import date

import pytest

from elzmodel.territory import Create, Merge, Register
from elzmodel.zones import Assign, CreateZone, Zoning

BEGIN = date(2000, 1, 1)
ZONED = date(2010, 1, 1)
MERGED = date(2020, 1, 1)


@pytest.fixture
def register():
    """Return four municipalities, of which b and c merge in 2020 into bc.

    ::

        a | b        a | b
        --+--   →    --+ |
        d | c        d | c
    """
    created = [
        Create(id=f"create-{u}", day=BEGIN, unit=u, name=u.upper(), nis=f"1000{i}")
        for i, u in enumerate("abcd", 1)
    ]
    merger = Merge(id="m", day=MERGED, units=("b", "c"), unit="bc", name="BC", nis="10009")
    return Register([*created, merger])


@pytest.fixture
def founding():
    """Return the events that make west (a, d) and east (b), and leave c without a zone.

    ::

        west: a d      east: b      no zone: c
    """
    return [
        CreateZone(id="west", day=ZONED, zone="west", name="West", reason="recognition"),
        CreateZone(id="east", day=ZONED, zone="east", name="East"),
        Assign(id="in-west", day=ZONED, zone="west", parts=("a", "d")),
        Assign(id="in-east", day=ZONED, zone="east", parts=("b",)),
    ]


@pytest.fixture
def zoning(founding):
    """Return the zoning of the founding alone."""
    return Zoning(founding)
