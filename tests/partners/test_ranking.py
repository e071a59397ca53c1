"""Who carries most of the work."""

from __future__ import annotations

from datetime import date

from elzmodel.partners import Incidence, Partner, VenueKind, rank
from elzmodel.values import Period

CAW, LOGO, HUIS = (Partner(id=key, name=key.upper()) for key in ("caw", "logo", "huis"))


def action(partner, venue, role="collaborator", **more):
    return Incidence(partner=partner, venue=venue, kind=VenueKind.ACTION, role=role, **more)


SEAT = Incidence(partner="huis", venue="board", kind=VenueKind.SEAT, role="care")


def test_partners_stand_in_order_of_the_actions_that_they_take_part_in():
    """An audience is named but carries nothing; roles in one action count once."""
    found = [
        action("caw", "a1", "lead"),
        action("caw", "a1", "financer"),
        action("logo", "a1"),
        action("logo", "a2"),
        action("huis", "a1", "audience"),
        action("huis", "a2", "mentioned"),
    ]
    rows = [(row.partner, row.actions, row.named_in) for row in rank([HUIS, CAW, LOGO], found)]
    assert [("logo", 2, 2), ("caw", 1, 1), ("huis", 0, 2)] == rows


def test_equal_partners_stand_by_mentions_and_then_by_id():
    """The order of the list given does not matter."""
    found = [action("logo", "a1", "mentioned")]
    for given in ([HUIS, CAW, LOGO], [LOGO, HUIS, CAW]):
        assert ["logo", "caw", "huis"] == [row.partner for row in rank(given, found)]


def test_projects_and_gatherings_name_a_partner_and_memberships_do_not():
    """The same id of a project and of an action are two places."""
    found = [
        action("caw", "x"),
        Incidence(partner="caw", venue="x", kind=VenueKind.PROJECT),
        Incidence(partner="caw", venue="x", kind=VenueKind.GATHERING),
        Incidence(partner="caw", venue="assembly", kind=VenueKind.MEMBERSHIP),
    ]
    (row,) = rank([CAW], found)
    assert (1, 3) == (row.actions, row.named_in)


def test_who_is_named_once_and_who_has_no_seat_stands_in_the_notes():
    """A seat counts once for each body."""
    found = [action("caw", "a1"), SEAT, SEAT]
    ranked = rank([CAW, HUIS], found)
    assert [0, 1] == [row.seats for row in ranked]
    assert ("Named once: caw.", "Without a seat: caw.") == ranked.notes


def test_seats_are_unknown_where_no_seat_is_known():
    """Nobody is said to be without one."""
    ranked = rank([CAW], [action("caw", "a1"), action("caw", "a2")])
    assert (None, ("No seat of any partner is known.",)) == (ranked[0].seats, ranked.notes)


def test_only_what_holds_on_the_day_counts():
    """Without a day everything does."""
    past = action("caw", "a1", period=Period(None, date(2025, 1, 1)))
    assert 1 == rank([CAW], [past])[0].actions
    assert 1 == rank([CAW], [past], on="2024-12-31")[0].actions
    assert 0 == rank([CAW], [past], on="2025-01-01")[0].actions


def test_no_partners_make_an_empty_table():
    """It has no notes."""
    assert ((), ()) == (rank([], []).rows, rank([], []).notes)


def test_actions_of_one_id_in_two_plans_are_counted_apart():
    """They are two actions."""
    (row,) = rank([CAW], [action("caw", "a1", plan=key) for key in "pq"])
    assert (2, 2) == (row.actions, row.named_in)
