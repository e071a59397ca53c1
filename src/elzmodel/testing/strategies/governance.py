"""Strategies for councils, the persons on them, and rules of composition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from elzmodel.governance import (
    Body,
    BodyKind,
    CareCouncil,
    Cluster,
    Constituency,
    ConstituencyKind,
    Gender,
    Mandate,
    Membership,
    MembershipRole,
    Office,
    OfficeTitle,
    Person,
    Rule,
    RuleKind,
    RuleSet,
    Seat,
)
from elzmodel.testing.strategies.values import periods, require
from elzmodel.values import (
    BodyId,
    Grade,
    ItemId,
    PartId,
    PartnerId,
    Period,
    PersonId,
    SeatId,
    Severity,
    ZoneId,
)

__all__ = [
    "councils",
    "persons",
    "rule_sets",
]

_SEATS = 6
_RULES = 4
_REFS = ("huisarts", "tandarts", "ocmw")
_TRAITS = ("gender", "self-employed", "profile")
_BOARD, _DAILY, _ASSEMBLY = BodyId("board"), BodyId("daily-board"), BodyId("assembly")


def persons(ids: Sequence[str] = ("p1", "p2", "p3")) -> st.SearchStrategy[Person]:
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
    return st.builds(
        Person,
        id=st.sampled_from([PersonId(each) for each in ids]),
        name=st.sampled_from(["", "An Voorbeeld"]),
        title=st.sampled_from(["", "Dr."]),
        gender=st.none() | st.sampled_from(Gender),
        self_employed=st.none() | st.booleans(),
        profiles=st.lists(st.sampled_from(["jurist", "econoom"]), unique=True).map(tuple),
    )


def _constituencies(parts: Sequence[PartId]) -> st.SearchStrategy[Constituency]:
    refs = st.sampled_from(_REFS)
    kinds = st.sampled_from(
        [ConstituencyKind.DISCIPLINE, ConstituencyKind.SERVICE, ConstituencyKind.POPULATION]
    )
    named = st.builds(lambda kind, ref: Constituency(kind=kind, label=ref, ref=ref), kinds, refs)
    vague = kinds.map(lambda kind: Constituency(kind=kind, label="ander"))
    partner = Constituency(
        kind=ConstituencyKind.ORGANISATION, label="CAW", partner=PartnerId("caw")
    )
    land = st.sampled_from(parts).map(
        lambda part: Constituency(
            kind=ConstituencyKind.MUNICIPALITY, label=part.title(), parts=(part,)
        )
    )
    return st.one_of(named, vague, st.just(partner), *([land] if parts else []))


_PERIODS = st.just(Period()) | periods()
_OPEN = st.lists(
    st.sampled_from(["seats", "mandates", "platforms", "offices"]), max_size=2, unique=True
)
_PLATFORMS = st.lists(st.sampled_from(["rzp-1", "rzp-2"]), unique=True)
_FORMS = st.sampled_from(["", "vzw", "nv"])
_CLUSTERS = st.sampled_from(Cluster)
_SOME_CLUSTER = st.none() | _CLUSTERS
_STATED = st.none() | st.booleans()
_TERMS = st.none() | st.integers(1, 4)
_OFFICES = st.lists(
    st.builds(
        lambda body, person, title, cluster, period: Office(
            body=body, person=person, title=title, for_cluster=cluster, period=period
        ),
        st.sampled_from([_DAILY, _BOARD]),
        st.sampled_from([PersonId("p1"), PersonId("p2"), PersonId("p3")]),
        st.sampled_from(OfficeTitle),
        _SOME_CLUSTER,
        _PERIODS,
    ),
    max_size=3,
)
_MEMBERSHIPS = st.lists(
    st.builds(
        lambda role, period: Membership(
            body=_ASSEMBLY, partner=PartnerId("caw"), role=role, period=period
        ),
        st.sampled_from(MembershipRole),
        _PERIODS,
    ),
    max_size=2,
)
_NOTHING = st.just(())


@st.composite
def _councils(
    draw: st.DrawFn, *, max_seats: int, represents: st.SearchStrategy[list[Constituency]]
) -> CareCouncil:
    # A number and then as many draws of their own: the shrinker leaves out any of them.
    numbers = range(1, draw(st.integers(0, max_seats)) + 1)
    held = [draw(_held_seats(n, represents)) for n in numbers]
    has_more = draw(st.booleans())
    return CareCouncil(
        id=ItemId("raad"),
        zone=ZoneId("z1"),
        legal_form=draw(_FORMS),
        platforms=tuple(draw(_PLATFORMS)),
        bodies=_MORE if has_more else _MORE[:1],
        seats=tuple(seat for seat, _ in held),
        mandates=tuple(mandate for _, mandates in held for mandate in mandates),
        offices=tuple(draw(_OFFICES if has_more else _NOTHING)),
        memberships=tuple(draw(_MEMBERSHIPS if has_more else _NOTHING)),
        open_lists=tuple(draw(_OPEN)),
    )


_MORE = (
    Body(id=_BOARD, kind=BodyKind.BOARD),
    Body(id=_DAILY, kind=BodyKind.DAILY_BOARD, parent=_BOARD),
    Body(id=_ASSEMBLY, kind=BodyKind.GENERAL_ASSEMBLY),
)


@st.composite
def _held_seats(
    draw: st.DrawFn, number: int, represents: st.SearchStrategy[list[Constituency]]
) -> tuple[Seat, list[Mandate]]:
    seat = draw(_seats(SeatId(f"s{number}"), represents))
    return seat, draw(_mandates(seat, f"p{number}"))


@st.composite
def _seats(
    draw: st.DrawFn, seat: SeatId, represents: st.SearchStrategy[list[Constituency]]
) -> Seat:
    return Seat(
        id=seat,
        body=_BOARD,
        cluster=draw(_CLUSTERS),
        represents=tuple(draw(represents)),
        voting=draw(_STATED),
        period=draw(_PERIODS),
    )


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


def councils(
    *, max_seats: int = _SEATS, parts: Sequence[PartId] = (PartId("elm"), PartId("oak"))
) -> st.SearchStrategy[CareCouncil]:
    """Draw councils of zone ``z1`` in which every reference is kept.

    They have a board with up to *max_seats* seats, some vacant, some for
    nobody that is stated, with mandates of persons ``p1``, ``p2`` and so on
    (``p1b`` comes after ``p1``) that follow each other. Some have a daily board with
    offices and an assembly with members. Periods, terms and lists may be
    unstated or open. On any day `check_council` has no doubt about them.

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
    represents = st.lists(_constituencies(parts), max_size=2)
    return _councils(max_seats=max_seats, represents=represents)


def _bounds(most: int) -> st.SearchStrategy[dict[str, Any]]:
    def ordered(pair: tuple[int | None, int | None]) -> dict[str, Any]:
        least, top = pair
        if least is not None and top is not None:
            least, top = min(least, top), max(least, top)
        return {"at_least": least, "at_most": top}

    bound = st.none() | st.integers(0, most)
    return st.tuples(bound, bound).map(ordered)


def _values(of: Sequence[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(of), unique=True, min_size=1).map(tuple)


_HALVES = st.sampled_from([Fraction(1, 2), Fraction(2, 3)])
_KINDS = st.sampled_from(RuleKind)
_GRADES = st.sampled_from([Grade.U, Grade.A, Grade.B, Grade.C, Grade.P])
_SEVERITIES = st.sampled_from(Severity)
# What a rule of each kind says beside its head.
_SAYS: Mapping[RuleKind, st.SearchStrategy[dict[str, Any]]] = {
    RuleKind.SEATS: st.builds(
        lambda bounds, cluster: {**bounds, "cluster": cluster}, _bounds(_SEATS), _SOME_CLUSTER
    ),
    RuleKind.LEGAL_FORM: st.fixed_dictionaries({"values": _values(["vzw", "stichting"])}),
    RuleKind.ADMITTED: st.fixed_dictionaries(
        {"values": _values(_REFS), "cluster": _SOME_CLUSTER},
        optional={"open_lists": st.just(("values",))},
    ),
    RuleKind.BELONGS: st.fixed_dictionaries({"values": _values(_REFS), "cluster": _CLUSTERS}),
    RuleKind.BALANCE: st.fixed_dictionaries(
        {"values": _values(_TRAITS), "at_most_share": st.none() | _HALVES}
    ),
    RuleKind.TERM: st.fixed_dictionaries(
        {"cluster": _SOME_CLUSTER},
        optional={"at_most": st.integers(1, 6), "at_most_terms": st.integers(1, 3)},
    ),
    RuleKind.PLATFORM: st.fixed_dictionaries({"at_least": st.integers(1, 2)}),
    RuleKind.REPRESENTED: st.builds(
        lambda bounds, values: {**bounds, "values": values},
        _bounds(_SEATS),
        _values([*_REFS, "municipality"]),
    ),
}


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
        **draw(_SAYS[kind]),
    )


@st.composite
def _rule_sets(draw: st.DrawFn, *, max_rules: int) -> RuleSet:
    number = draw(st.integers(0, max_rules))
    rules = tuple(draw(_rules(ItemId(f"R{n}"))) for n in range(1, number + 1))
    return RuleSet(id=ItemId("drawn"), title="Voorbeeld", period=draw(_PERIODS), rules=rules)


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
    return _rule_sets(max_rules=max_rules)
