"""Landscapes at whose end happens what drawn ones seldom hold: a transfer and a merger."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st

from elzmodel.scenarios.adoption import last_event_day
from elzmodel.territory import Create, Merge
from elzmodel.testing.strategies import days_around, landscapes
from elzmodel.values import eve
from elzmodel.zones import Assign, CreateZone

ZONES = ("west", "east")


@st.composite
def eventful_landscapes(draw):
    """Draw a landscape in which two new municipalities merge after a month.

    Each lies in one of two zones or in none. The first may move halfway, and
    the merged one may be settled a week later. Shrinks towards both in one
    zone and neither.

    ::

        begin     +14      +28     +35
        a, b      a moves  merge   settled
    """
    base = draw(landscapes(max_steps=2))
    begin = last_event_day(base) + timedelta(days=1)
    halfway, merged, settled = (begin + timedelta(days=days) for days in (14, 28, 35))
    events = [Create(id=f"new-{key}", day=begin, unit=key, name=key.upper()) for key in "ab"]
    events += [CreateZone(id=f"in-{zone}", day=begin, zone=zone, name=zone) for zone in ZONES]
    for key in "ab":
        zone = draw(st.sampled_from([*ZONES, None]))
        if zone is not None:
            events.append(Assign(id=f"first-{key}", day=begin, zone=zone, parts=[key]))
    if draw(st.booleans()):
        zone = draw(st.sampled_from(ZONES))
        events.append(Assign(id="move", day=halfway, zone=zone, parts=["a"]))
    events.append(Merge(id="ab", day=merged, units=["a", "b"], unit="ab", name="AB"))
    if draw(st.booleans()):
        zone = draw(st.sampled_from(ZONES))
        events.append(Assign(id="settle", day=settled, zone=zone, parts=["a", "b"]))
    return base.with_events(events)


@st.composite
def looked_at(draw, *, times=1):
    """Draw a landscape and some days: any one around its events, or its eventful last month."""
    if not draw(st.booleans()):
        landscape = draw(landscapes())
        return landscape, draw(st.tuples(*[days_around(landscape.register)] * times))
    landscape = draw(eventful_landscapes())
    last = last_event_day(landscape) - timedelta(days=36)
    days = {event.day for event in landscape.events}
    late = sorted({each for day in days if day >= last for each in (eve(day), day)})
    return landscape, draw(st.tuples(*[st.sampled_from(late)] * times))
