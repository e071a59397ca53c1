"""Laws 2, 8 and 12 for landscapes, on ones that are not Flanders.

2. Conservation: figures over parts, municipalities and zones agree within bounds.
8. Comparing a day with itself is empty; comparing with another tells every difference.
12. Undecided land widens the totals of candidates and of no other zone.
"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from elzmodel import compare
from elzmodel.errors import DividedError, NotOnDayError, UndecidedError
from elzmodel.testing.strategies import landscapes
from elzmodel.values import eve, sum_totals
from elzmodel.zones import decision_points
from tests.laws.eventful import eventful_landscapes, looked_at


@st.composite
def snapshots(draw, count=1):
    """Draw a landscape and look at it on some days around its events."""
    landscape, days = draw(looked_at(times=count))
    return tuple(landscape.on(day) for day in days)


def within(inner, outer):
    """Tell whether the bounds of *outer* hold those of *inner*."""
    is_below = outer.high is None or (inner.high is not None and inner.high <= outer.high)
    return outer.low <= inner.low and is_below


@given(snapshots())
def test_figures_over_zones_and_the_rest_hold_those_of_all_land(days):
    """The total of all land lies within the sum over zones, undecided and unzoned land."""
    (day,) = days
    land = set(day.layout.by_part)
    zoned = [day.population(zone, year=2021) for zone in day.zones]
    decided = {p for zone in day.zones for p in day.zone_map.decided_parts(zone.id)}
    rest = day.figures.total(land - decided, kind="population", year=2021)
    everything = day.figures.total(land, kind="population", year=2021)
    low = sum(total.low for total in zoned)
    assert low <= everything.low
    summed = sum_totals([*zoned, rest])
    assert summed.high is None or (everything.high is not None and everything.high <= summed.high)


@given(snapshots())
def test_figures_over_municipalities_hold_those_of_all_land(days):
    """The bounds of the sum are never tighter than the bounds of the whole."""
    (day,) = days
    whole = day.figures.total(day.layout.by_part, kind="population", year=2021)
    summed = sum_totals(day.population(m, year=2021) for m in day.municipalities)
    assert within(whole, summed)
    assert day.population(day.municipalities, year=2021) == whole


@given(snapshots())
def test_shares_of_a_municipality_can_sum_to_one_or_less(days):
    """Lower bounds never pass 1; they reach 1 together with the upper ones where all is zoned."""
    (day,) = days
    for municipality in day.municipalities:
        shares = day.zones_of(municipality)
        assert sum(share.low for share in shares.values()) <= 1
        groups = day.zone_map.split(municipality.parts)
        undecided = set(municipality.parts) & set(day.zone_map.undecided)
        if shares and None not in groups and not undecided:
            assert sum(share.high for share in shares.values()) >= 1


def answer(day, municipality):
    """Return the zones that zone_of names, in its answer or in its error."""
    try:
        return {day.zone_of(municipality).id}
    except UndecidedError as error:
        return {*error.candidates, *filter(None, error.settled)}
    except DividedError as error:
        return set(filter(None, error.zones))
    except NotOnDayError:
        return set()


@given(snapshots())
def test_one_zone_or_a_reason_why_not(days):
    """zone_of and its errors name exactly the zones of zones_of."""
    (day,) = days
    for municipality in day.municipalities:
        assert set(day.zones_of(municipality)) == answer(day, municipality)


@given(snapshots())
def test_the_zone_table_holds_each_part_once(days):
    """It never raises, whatever is divided, undecided or without a zone."""
    (day,) = days
    parts = [part for row in day.zone_table() for part in row.parts]
    assert sorted(day.layout.by_part) == sorted(parts)


@given(looked_at())
def test_open_decisions_of_a_day_are_decision_points(drawn):
    """What is open on a day is a point of the whole time, without what settled or settles it."""
    landscape, (day,) = drawn
    points = decision_points(landscape.register, landscape.zoning)
    leaves = landscape.register.refinement.leaves
    asked = {(p.day, p.unit, p.candidates): leaves(p.parts) for p in points if p.is_open_on(day)}
    for point in landscape.on(day).decisions:
        assert point.parts
        assert leaves(point.parts) <= asked[point.day, point.unit, point.candidates]


@given(snapshots())
def test_comparing_a_day_with_itself_is_empty(days):
    """Nothing differs from itself."""
    (day,) = days
    difference = compare(day, day)
    assert not difference
    assert [0, 0, 0, 0] == [len(table) for table in difference.tables()]


@given(snapshots(count=2))
def test_a_comparison_is_empty_only_where_the_days_are_alike(days):
    """Land, labels, zones and decisions: a change of any of them is a difference."""
    one, other = days

    def looks(day):
        units = {(m.unit, m.nis, m.name, m.province, m.region, m.parts) for m in day.municipalities}
        places = {(m.unit, m.arrondissement) for m in day.municipalities}
        zones = {(z.id, z.name) for z in day.zones}
        return units, places, zones, dict(day.zone_map.by_part), day.decisions

    assert (looks(one) != looks(other)) == bool(compare(one, other))


@given(eventful_landscapes())
def test_every_transfer_is_land_whose_zone_differs(landscape):
    """Transfers name the zone of before and after, and no undecided land."""
    for day in sorted({event.day for event in landscape.zoning.events}):
        one, other = landscape.on(eve(day)), landscape.on(day)
        for transfer in compare(one, other).transfers:
            for part in transfer.parts:
                assert transfer.origin.id == one.zone_map.by_part[part]
                assert transfer.to.id == other.zone_map.by_part[part]
                assert part not in other.zone_map.undecided
                assert transfer.event == other.assignment(part).id


@given(landscapes())
def test_history_and_explanation_answer_for_everything_that_ever_was(landscape):
    """Each municipality and zone has a history that begins with its first event."""
    for version in landscape.register.versions:
        entries = landscape.history(version.unit)
        assert sorted(e.day for e in entries) == [e.day for e in entries]
        assert landscape.explain(version.unit, on=version.period.start).answer
    for zone in landscape.zoning.zones:
        assert landscape.history(f"elz-{zone.id}")[0].what.endswith("begins")
