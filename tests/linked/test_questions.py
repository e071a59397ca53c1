"""Questions in SPARQL on the packaged data give the answers of the library."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

import elzmodel as elz
from elzmodel.linked import graph_of, to_turtle
from tests.linked.questions import CHANGED, SUCCESSORS, VACANT, ZONE, ask

EVE, DAY = "2024-12-31", "2025-01-01"


@pytest.fixture(scope="module")
def councils() -> list[elz.governance.CareCouncil]:
    return [each for dossier in elz.packaged_dossiers() for each in dossier.councils]


@pytest.fixture(scope="module")
def graph(limburg, councils):
    return graph_of(limburg, *councils)


def test_in_which_zone_a_municipality_lay(graph, limburg) -> None:
    """Borgloon lay in Haspengouw until 2024-12-31, as every municipality where the library says."""
    assert [("Haspengouw",)] == ask(graph, ZONE, name="Borgloon", day=EVE)
    assert [] == ask(graph, ZONE, name="Borgloon", day=DAY)
    assert [("Zuid-Oost Limburg",)] == ask(graph, ZONE, name="Tongeren-Borgloon", day=DAY)
    there = limburg.on(EVE)
    expected = {(each.name, there.zone_of(each.nis).name) for each in there.municipalities}
    assert sorted(expected) == ask(graph, ZONE.replace("?label", "?name ?label", 1), day=EVE)


def test_who_succeeded_a_municipality(graph, limburg) -> None:
    """Borgloon went into Tongeren-Borgloon, and Kortessem into Hasselt."""
    assert [("Tongeren-Borgloon", DAY)] == ask(graph, SUCCESSORS, name="Borgloon")
    (before,) = limburg.register.versions_of("kortessem")
    expected = [(each.name, str(each.period.start)) for each in limburg.register.successors(before)]
    assert expected == ask(graph, SUCCESSORS, name="Kortessem")


def test_which_councils_lost_a_member(graph, limburg, councils) -> None:
    """On the day of the mergers, of the packaged councils that of Haspengouw alone lost members."""
    by_zone = {council.zone: council.name for council in councils}
    before = limburg.on(EVE)
    moved = elz.compare(before, limburg.on(DAY)).transfers
    expected = {(by_zone[each.origin.id], each.before.name) for each in moved}
    assert sorted(expected) == ask(graph, CHANGED, day=DAY)
    assert [] == ask(graph, CHANGED, day=EVE)


def test_which_seats_are_vacant(councils) -> None:
    """A seat is vacant where no mandate that speaks for it holds on the day."""
    (council,) = [each for each in councils if each.seats]
    first, second, third, *rest = council.mandates
    prevented = elz.governance.MandateStatus.PREVENTED
    ended = elz.Period(date(2023, 1, 1), date(2024, 1, 1))
    changed = evolve(
        council,
        mandates=(
            evolve(first, period=ended),
            evolve(second, status=prevented),
            *rest,
        ),
    )
    graph = graph_of(changed)
    for day in ("2023-12-31", "2024-01-01"):
        held = changed.mandates_by_seat(on=day)
        expected = sorted(seat.id for seat in changed.seats if seat.id not in held)
        found = [seat.rpartition(":")[2] for (seat,) in ask(graph, VACANT, day=day)]
        assert expected == found
        assert first.seat in found or day < "2024"
    assert third.seat in found


def test_turtle_says_what_the_graph_says(councils) -> None:
    """A council as Turtle is read by rdflib as the graph of its JSON-LD."""
    import rdflib
    from rdflib.compare import isomorphic

    one = councils[0]
    assert isomorphic(graph_of(one), rdflib.Graph().parse(data=to_turtle(one), format="turtle"))


def test_a_graph_of_nothing_is_refused() -> None:
    """Without a value there is nothing to make a graph of."""
    with pytest.raises(elz.InvalidValueError, match="at least one value"):
        graph_of()
