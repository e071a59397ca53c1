"""Strategies for councils, the persons on them, and rules of composition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import chain
from operator import attrgetter
from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from elzmodel.governance import (
    Body,
    BodyKind,
    CareCouncil,
    Cluster,
    ClusterVotes,
    Decision,
    Mandate,
    Membership,
    Office,
    Person,
    Rule,
    RuleKind,
    RuleSet,
    Seat,
    SeatAgreement,
)
from elzmodel.governance.seating import sitting_of
from elzmodel.governance.votes import beyond_seats
from elzmodel.testing.strategies.policy import item, items, made_once, some_of
from elzmodel.testing.strategies.values import periods, require
from elzmodel.values import (
    BodyId,
    Grade,
    ItemId,
    PartId,
    Period,
    PersonId,
    SeatId,
    Severity,
    ZoneId,
)

__all__ = ["councils", "persons", "rule_sets"]

_SEATS = 6
_RULES = 4
_REFS = ("huisarts", "tandarts", "ocmw")
_BOARD, _DAILY, _ASSEMBLY = BodyId("board"), BodyId("daily-board"), BodyId("assembly")
_BODIES = (
    Body(id=_BOARD, kind=BodyKind.BOARD),
    Body(id=_DAILY, kind=BodyKind.DAILY_BOARD, parent=_BOARD),
    Body(id=_ASSEMBLY, kind=BodyKind.GENERAL_ASSEMBLY),
)


def persons(*, ids: Sequence[str] = ("p1", "p2", "p3")) -> st.SearchStrategy[Person]:
    """Draw persons with invented names; of some nothing more is stated.

    Shrinks towards the first of *ids*, of whom nothing is stated.

    Raises:
        InvalidArgument: If *ids* is empty.

    Example:
        >>> from hypothesis import find
        >>> find(persons(), lambda person: person.gender is not None)
        Person(id='p1', gender=<Gender.FEMALE: 'f'>, self_employed=None, profiles=(), sources=())
    """
    require(holds=bool(ids), message="no id for a person")
    drawn = st.sampled_from([PersonId(each) for each in ids])
    return st.builds(lambda key, person: evolve(person, id=key), drawn, items({}, Person))


# Strategies that take nothing are made once: making one costs more than drawing from it.
_PERIODS = st.just(Period()) | periods()
_CLUSTERS = st.sampled_from(Cluster)
_SOME_CLUSTER = st.none() | _CLUSTERS
_TERMS = st.none() | st.integers(1, 4)
_OPEN_LISTS = some_of(("seats", "mandates", "platforms", "offices"))
_IN_OFFICE = {"body": (_DAILY, _BOARD), "person": ("p1", "p2", "p3")}
_OFFICES = st.lists(items(_IN_OFFICE, Office), max_size=3).map(tuple)
_MEMBERS = {"body": (_ASSEMBLY,), "partner": ("caw",)}
_DECISIONS = st.lists(
    items({"body": (_BOARD,)}, Decision), max_size=2, unique_by=attrgetter("id")
).map(tuple)
_MEMBERSHIPS = st.lists(items(_MEMBERS, Membership), max_size=2).map(tuple)


@st.composite
def _mandates(draw: st.DrawFn, seat: Seat, person: str) -> list[Mandate]:
    """Draw no mandate, one, or one after another, all within the period of the seat."""
    number = draw(st.integers(0, 2))
    if not number:
        return []
    inside = seat.period.within(draw(_PERIODS)) or seat.period
    first = Mandate(seat=seat.id, person=PersonId(person), period=inside, terms=draw(_TERMS))
    if number == 1 or inside.until == seat.period.until or inside.until is None:
        return [first]
    after = Period(inside.until, seat.period.until)
    next_one = PersonId(f"{person}b")
    return [first, Mandate(seat=seat.id, person=next_one, period=after, terms=draw(_TERMS))]


@made_once
def _agreements(
    seats: Sequence[SeatId], parts: Sequence[PartId]
) -> st.SearchStrategy[tuple[SeatAgreement, ...]]:
    """Draw at most one agreement on whom some seats speak for."""
    drawn = items({"seat": seats, "part": parts}, SeatAgreement)
    return st.lists(drawn, max_size=1).map(tuple)


def councils(
    *, max_seats: int = _SEATS, parts: Sequence[PartId] = (PartId("elm"), PartId("oak"))
) -> st.SearchStrategy[CareCouncil]:
    """Draw councils of zone ``z1`` in which every reference is kept.

    They have a board with up to *max_seats* seats, some vacant, some for
    nobody that is stated, with mandates of persons ``p1``, ``p2`` and so on
    (``p1b`` comes after ``p1``) that follow each other. Some have a daily board with
    offices and an assembly with members. Periods, terms and lists may be
    unstated or open. On any day `check_council` has no doubt about them but that
    it could not look for what a council does not hold.

    Args:
        max_seats: The most seats of a board.
        parts: The land for which local seats may speak.

    Shrinks towards a board without seats.

    Raises:
        InvalidArgument: If *max_seats* is negative.

    Example:
        >>> from hypothesis import find
        >>> find(councils(), lambda council: council.mandates)
        <CareCouncil raad of z1: 1 body, 1 seat>
    """
    require(holds=max_seats >= 0, message=f"{max_seats=} is negative")

    @st.composite
    def drawn(draw: st.DrawFn) -> CareCouncil:
        # A number and then as many draws of their own: the shrinker leaves out any of them.
        numbers = range(1, draw(st.integers(0, max_seats)) + 1)
        known = {"body": (_BOARD,), "part": parts, "partner": ("caw",)}
        seats = [item(draw, known, Seat, id=SeatId(f"s{n}")) for n in numbers]
        mandates = [draw(_mandates(seat, f"p{n}")) for n, seat in enumerate(seats, 1)]
        has_more = draw(st.booleans())
        found = item(
            draw,
            {},
            CareCouncil,
            id=ItemId("raad"),
            zone=ZoneId("z1"),
            period=Period(),
            bodies=_BODIES if has_more else _BODIES[:1],
            seats=tuple(seats),
            mandates=tuple(chain.from_iterable(mandates)),
            offices=draw(_OFFICES) if has_more else (),
            memberships=draw(_MEMBERSHIPS) if has_more else (),
            decisions=draw(_DECISIONS) if has_more else (),
            agreements=draw(_agreements(tuple(seat.id for seat in seats), tuple(parts))),
            open_lists=draw(_OPEN_LISTS),
        )
        return evolve(found, decisions=tuple(_castable(each, found) for each in found.decisions))

    return drawn()


def _castable(decision: Decision, council: CareCouncil) -> Decision:
    """Return a decision in which no cluster casts more votes than it has seats."""
    sitting = sitting_of(council, BodyKind.BOARD, on=decision.day)
    most = {votes.cluster: seats.high for votes, seats in beyond_seats(sitting, decision)}
    votes = (
        ClusterVotes(cluster=each.cluster, in_favour=int(most[each.cluster] or 0))
        if each.cluster in most
        else each
        for each in decision.votes
    )
    return evolve(decision, votes=tuple(votes))


@st.composite
def _bounds(draw: st.DrawFn, most: int = _SEATS) -> dict[str, Any]:
    """Draw the least and the most, in order where there are both."""
    bound = st.none() | st.integers(0, most)
    least, top = draw(bound), draw(bound)
    if least is not None and top is not None:
        least, top = min(least, top), max(least, top)
    return {"at_least": least, "at_most": top}


_KINDS = st.sampled_from(RuleKind)
_GRADES = st.sampled_from([Grade.U, Grade.A, Grade.B, Grade.C, Grade.P])
_SEVERITIES = st.sampled_from(Severity)
_SHARES = st.none() | st.sampled_from([Fraction(1, 2), Fraction(2, 3)])
_ASKED: Mapping[RuleKind, st.SearchStrategy[dict[str, Any]]] = {
    RuleKind.SEATS: st.builds(
        lambda bounds, cluster: {**bounds, "cluster": cluster}, _bounds(), _SOME_CLUSTER
    ),
    RuleKind.LEGAL_FORM: st.fixed_dictionaries({"values": some_of(["vzw", "stichting"], least=1)}),
    RuleKind.ADMITTED: st.fixed_dictionaries(
        {"values": some_of(_REFS, least=1), "cluster": _SOME_CLUSTER},
        optional={"open_lists": st.just(("values",))},
    ),
    RuleKind.BELONGS: st.fixed_dictionaries(
        {"values": some_of(_REFS, least=1), "cluster": _CLUSTERS}
    ),
    RuleKind.BALANCE: st.fixed_dictionaries(
        {
            "values": some_of(("gender", "self-employed", "profile"), least=1),
            "at_most_share": _SHARES,
        }
    ),
    RuleKind.TERM: st.fixed_dictionaries(
        {"cluster": _SOME_CLUSTER},
        optional={"at_most": st.integers(1, 6), "at_most_terms": st.integers(1, 3)},
    ),
    RuleKind.PLATFORM: st.fixed_dictionaries({"at_least": st.integers(1, 2)}),
    RuleKind.REPRESENTED: st.builds(
        lambda bounds, values: {**bounds, "values": values},
        _bounds(),
        some_of([*_REFS, "municipality"], least=1),
    ),
}
"""What a rule of each kind asks; of a kind that is not here, nothing."""
_NOTHING: st.SearchStrategy[dict[str, Any]] = st.just({})


@st.composite
def _rules(draw: st.DrawFn, rule: ItemId) -> Rule:
    kind = draw(_KINDS)
    return Rule(
        id=rule,
        title=kind.value,
        kind=kind,
        is_read=not draw(st.booleans()),
        grade=draw(_GRADES),
        severity=draw(_SEVERITIES),
        period=draw(_PERIODS),
        **draw(_ASKED.get(kind, _NOTHING)),
    )


def rule_sets(*, max_rules: int = _RULES) -> st.SearchStrategy[RuleSet]:
    """Draw sets of rules of every kind, some with figures that were not read.

    Shrinks towards a set without rules.

    Raises:
        InvalidArgument: If *max_rules* is negative.

    Example:
        >>> from hypothesis import find
        >>> [rule.kind.value for rule in find(rule_sets(), lambda found: found.rules).rules]
        ['seats']
    """
    require(holds=max_rules >= 0, message=f"{max_rules=} is negative")

    @st.composite
    def drawn(draw: st.DrawFn) -> RuleSet:
        number = draw(st.integers(0, max_rules))
        rules = tuple(draw(_rules(ItemId(f"R{n}"))) for n in range(1, number + 1))
        return RuleSet(id=ItemId("drawn"), title="Voorbeeld", period=draw(_PERIODS), rules=rules)

    return drawn()
