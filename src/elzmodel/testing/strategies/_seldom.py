"""Strategies of the types of linked data and of searches, known once one is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from hypothesis import strategies as st

from elzmodel.linked import LandscapeRecord, PortalRecord
from elzmodel.searches import MoversTogether, SmallestChange, WithinOneArea
from elzmodel.testing.strategies._asked import VILLAGES, happenings, named
from elzmodel.testing.strategies.governance import councils
from elzmodel.testing.strategies.policy import titles
from elzmodel.testing.strategies.territory import Moment
from elzmodel.testing.strategies.values import days, made
from elzmodel.testing.strategies.zones import landscapes
from elzmodel.testing.villages import six_villages

__all__ = ["SELDOM_TYPES", "register_seldom"]

_DAY: Final = date(2001, 1, 1)


def _events() -> st.SearchStrategy[Any]:
    return st.lists(happenings(Moment.merge), max_size=1)


SELDOM_TYPES: Final[Mapping[Any, Callable[[], st.SearchStrategy[Any]]]] = {
    LandscapeRecord: lambda: made(LandscapeRecord.of, landscapes()),
    PortalRecord: lambda: st.builds(
        PortalRecord, events=_events(), known=_events(), councils=st.lists(councils(), max_size=1)
    ),
    SmallestChange: lambda: st.builds(
        SmallestChange,
        name=titles(empty=False),
        day=days(),
        groups=st.lists(st.from_type(MoversTogether), max_size=1).map(tuple),
    ),
    WithinOneArea: lambda: made(
        lambda land: WithinOneArea(land.on(_DAY).zone_map),
        st.sampled_from([VILLAGES, six_villages()]),
    ),
}


def register_seldom() -> None:
    """Let ``from_type`` know the types."""
    for each, drawn in SELDOM_TYPES.items():
        st.register_type_strategy(each, named(each, drawn))
