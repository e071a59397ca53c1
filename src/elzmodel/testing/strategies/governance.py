"""Strategies for councils, the persons on them, and rules of composition."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["councils", "persons", "rule_sets"]

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


@st.composite
def _councils(draw: st.DrawFn, *, max_seats: int, parts: Sequence[PartId]) -> CareCouncil:
    # A number and then as many draws of their own: the shrinker leaves out any of them.
    number = draw(st.integers(0, max_seats))
    seats = [draw(_seats(SeatId(f"s{n}"), parts)) for n in range(1, number + 1)]
    mandates = [m for n, seat in enumerate(seats, 1) for m in draw(_mandates(seat, f"p{n}"))]
    has_more = draw(st.booleans())
    return CareCouncil(
        id=ItemId("raad"),
        zone=ZoneId("z1"),
        legal_form=draw(st.sampled_from(["", "vzw", "nv"])),
        platforms=tuple(draw(st.lists(st.sampled_from(["rzp-1", "rzp-2"]), unique=True))),
        bodies=_bodies(has_more=has_more),
        seats=tuple(seats),
        mandates=tuple(mandates),
        offices=tuple(draw(st.lists(_offices(), max_size=3)) if has_more else ()),
        memberships=tuple(draw(st.lists(_memberships(), max_size=2)) if has_more else ()),
        open_lists=tuple(draw(st.lists(_OPEN, max_size=2, unique=True))),
    )


_OPEN = st.sampled_from(["seats", "mandates", "platforms", "offices"])


def _bodies(*, has_more: bool) -> tuple[Body, ...]:
    board = Body(id=_BOARD, kind=BodyKind.BOARD)
    if not has_more:
        return (board,)
    daily = Body(id=_DAILY, kind=BodyKind.DAILY_BOARD, parent=_BOARD)
    return (board, daily, Body(id=_ASSEMBLY, kind=BodyKind.GENERAL_ASSEMBLY))


def _seats(seat: SeatId, parts: Sequence[PartId]) -> st.SearchStrategy[Seat]:
    represents = st.lists(_constituencies(parts), max_size=2).map(tuple)
    return st.builds(
        Seat,
        id=st.just(seat),
        body=st.just(_BOARD),
        cluster=st.sampled_from(Cluster),
        represents=represents,
        voting=st.none() | st.booleans(),
        period=st.just(Period()) | periods(),
    )


@st.composite
def _mandates(draw: st.DrawFn, seat: Seat, person: str) -> list[Mandate]:
    """Draw no mandate, one, or one after another, all within the period of the seat."""
    number = draw(st.integers(0, 2))
    if not number:
        return []
    inside = seat.period.within(draw(st.just(Period()) | periods()))
    first = _mandate(draw, seat, person, inside or seat.period)
    after = first.period.until
    is_over = after is None or after == seat.period.until
    if number == 1 or is_over:
        return [first]
    return [first, _mandate(draw, seat, f"{person}b", Period(after, seat.period.until))]


def _mandate(draw: st.DrawFn, seat: Seat, person: str, period: Period) -> Mandate:
    terms = draw(st.none() | st.integers(1, 4))
    return Mandate(seat=seat.id, person=PersonId(person), period=period, terms=terms)


def _offices() -> st.SearchStrategy[Office]:
    return st.builds(
        Office,
        body=st.sampled_from([_DAILY, _BOARD]),
        person=st.sampled_from([PersonId("p1"), PersonId("p2"), PersonId("p3")]),
        title=st.sampled_from(OfficeTitle),
        for_cluster=st.none() | st.sampled_from(Cluster),
        period=st.just(Period()) | periods(),
    )


def _memberships() -> st.SearchStrategy[Membership]:
    return st.builds(
        lambda role, period, **who: Membership(body=_ASSEMBLY, role=role, period=period, **who),
        role=st.sampled_from(MembershipRole),
        period=st.just(Period()) | periods(),
        partner=st.just(PartnerId("caw")),
    )


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
    return _councils(max_seats=max_seats, parts=tuple(parts))


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


_CLUSTERS = st.sampled_from(Cluster)
_SOME_CLUSTER = st.none() | _CLUSTERS
_HALVES = st.sampled_from([Fraction(1, 2), Fraction(2, 3)])
_MOST = st.integers(0, 4)
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
    kind = draw(st.sampled_from(RuleKind))
    return Rule(
        id=rule,
        title=kind.value,
        kind=kind,
        is_read=not draw(st.booleans()),
        grade=draw(st.sampled_from([Grade.U, Grade.A, Grade.B, Grade.C, Grade.P])),
        severity=draw(st.sampled_from(Severity)),
        period=draw(st.just(Period()) | periods()),
        **draw(_SAYS[kind]),
    )


@st.composite
def _rule_sets(draw: st.DrawFn, *, max_rules: int) -> RuleSet:
    number = draw(st.integers(0, max_rules))
    rules = tuple(draw(_rules(ItemId(f"R{n}"))) for n in range(1, number + 1))
    period = draw(st.just(Period()) | periods())
    return RuleSet(id=ItemId("drawn"), title="Voorbeeld", period=period, rules=rules)


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
