"""Who sits where on a day: bodies, rosters, persons in several bodies, balances, changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from operator import attrgetter
from typing import Final

from attrs import evolve, frozen

from elzmodel.errors import InvalidValueError, NotOnDayError, UnknownIdError
from elzmodel.governance.council import (
    Body,
    BodyKind,
    CareCouncil,
    Cluster,
    Gender,
    Mandate,
    MandateStatus,
    Office,
    Person,
    Seat,
    of_body,
)
from elzmodel.values import (
    Answer,
    BodyId,
    Day,
    PartnerId,
    PersonId,
    SeatId,
    Share,
    Total,
    columns,
    parse_day,
)
from elzmodel.values.ids import grouped, tupled
from elzmodel.values.text import Label, Suggestions, said, term, word

__all__ = [
    "Balance",
    "CouncilChange",
    "Interlock",
    "KindCount",
    "RosterEntry",
    "balance",
    "compare_councils",
    "interlocks",
    "roster",
]

ORDER: Mapping[Cluster | None, int] = {cluster: n for n, cluster in enumerate(Cluster)}
"""The clusters in the order in which people list them."""


@frozen
class Sitting:
    """What a council states about one of its bodies on one day."""

    council: CareCouncil
    body: Body
    day: date

    @cached_property
    def seats(self) -> tuple[Seat, ...]:
        """The seats of the day by cluster, vacant ones included."""
        seats = self.council.seats_of(self.body.id, on=self.day)
        return tuple(sorted(seats, key=lambda seat: ORDER[seat.cluster]))

    @cached_property
    def mandates_by_seat(self) -> Mapping[SeatId, tuple[Mandate, ...]]:
        """The mandates that hold on the day, for each seat that is not vacant."""
        return self.council.mandates_by_seat(on=self.day)

    @cached_property
    def offices(self) -> tuple[Office, ...]:
        """The offices of the day."""
        return of_body(self.council.offices, self.body.id, self.day)

    @cached_property
    def persons(self) -> tuple[PersonId, ...]:
        """Everybody who has a seat, an office or a membership, once each."""
        return self.council.persons_in(self.body.id, on=self.day)

    @cached_property
    def open_lists(self) -> tuple[str, ...]:
        """The lists that are not complete, so that more may be here than are listed.

        An open list of members is mostly about the assembly: it says something
        of a body with members, or of which nobody is stated at all.
        """
        members = [each for each in self.council.memberships if each.body == self.body.id]
        names = ["seats", "mandates", "offices"]
        if members or not (self.seats or self.offices):
            names.append("memberships")
        return tuple(name for name in names if self.is_open(name))

    @property
    def notes(self) -> tuple[str, ...]:
        """A note on each list that is not complete."""
        return tuple(
            said("The list of {name} is not complete.", name=Label(name))
            for name in self.open_lists
        )

    def is_open(self, *names: str) -> bool:
        """Tell whether one of these lists of the council is not complete."""
        return any(name in self.council.open_lists for name in names)

    def counted(self, number: int, *names: str) -> Total:
        """Return a number, at least that where one of these lists is not complete."""
        return Total(number, None if self.is_open(*names) else number)

    def seats_in(self, cluster: Cluster | None) -> tuple[Seat, ...]:
        """Return the seats of a cluster, or all of them."""
        return tuple(seat for seat in self.seats if cluster in {None, seat.cluster})

    def holders(self, seat: Seat) -> tuple[PersonId, ...]:
        """Return who speaks for a seat."""
        return tuple(mandate.person for mandate in self.mandates_by_seat.get(seat.id, ()))


def sitting_of(council: CareCouncil, body: str | BodyKind, *, on: Day) -> Sitting:
    """Return a body of the council on a day; a kind, or its word, means the council's own of it.

    Raises:
        UnknownIdError: If the council states no such body.
        NotOnDayError: If the body, or what is stated about the council, is not of that day.
    """
    day = parse_day(on)
    if day not in council.period:
        raise NotOnDayError("council", str(council.id), day, (council.period,))
    bodies = _bodies_called(council, body)
    if not bodies:
        raise _unknown(council, body)
    living = next((each for each in bodies if day in each.period), None)
    if living is None:
        key = body.value if isinstance(body, BodyKind) else body
        raise NotOnDayError("body", key, day, [each.period for each in bodies])
    return Sitting(council, living, day)


def board_on(council: CareCouncil, day: date) -> Sitting | None:
    """Return the board on a day, ``None`` where none is stated."""
    living = (each for each in _bodies_called(council, BodyKind.BOARD) if day in each.period)
    return next((Sitting(council, body, day) for body in living), None)


def _bodies_called(council: CareCouncil, body: str | BodyKind) -> list[Body]:
    """Return the body with an id, or else the council's own bodies of a kind."""
    return [each for each in council.bodies if each.id == body] or [*council.own_bodies(body)]


def _unknown(council: CareCouncil, body: str | BodyKind) -> UnknownIdError:
    kind = next((each for each in BodyKind if body in {each, each.value}), None)
    if kind is not None:
        reason = said("{council} states none of that kind", council=council.id)
        return UnknownIdError("body", kind.value, reason=reason)
    known = (*council.bodies_by_id, *(kind.value for kind in BodyKind))
    return UnknownIdError("body", str(body), Suggestions(str(body), known))


# --- rosters ---------------------------------------------------------------------------


@columns("cluster", "seat", "represents=on_behalf_of", "office=offices", "who", "status")
@frozen(kw_only=True, field_transformer=tupled)
class RosterEntry:
    """One line of a roster: a seat with who holds it, or somebody without a seat.

    *status* is that of the mandate, ``"vacant"`` for a seat without one
    (``"unknown"`` where the list of mandates is not complete), and otherwise
    ``"office"`` or the role of a membership. *shown* is the
    pseudonym, or the name where names were asked for.
    """

    cluster: Cluster | None
    status: str
    seat: SeatId | None = None
    represents: tuple[str, ...] = ()
    capacity: str = ""
    offices: tuple[str, ...] = ()
    person: PersonId | None = None
    partner: PartnerId | None = None
    shown: str = ""

    @property
    def is_vacant(self) -> bool | None:
        """Whether it is a seat on which nobody sits; ``None`` where that is not known."""
        return None if self.status == _UNKNOWN else self.status == _VACANT

    @property
    def on_behalf_of(self) -> tuple[str, ...]:
        """Those on whose behalf the seat speaks, and in which capacity."""
        return (*self.represents, *filter(None, [self.capacity]))

    @property
    def who(self) -> str | None:
        """The person as shown, or the partner that is a member."""
        return self.shown or self.partner


_VACANT = said("vacant")
_UNKNOWN = term("unknown")


def roster(
    council: CareCouncil,
    *,
    on: Day,
    body: str | BodyKind = BodyKind.BOARD,
    persons: Iterable[Person] = (),
    names: bool = False,
) -> Answer[RosterEntry]:
    """Return who sits in a body on a day, by cluster; vacant seats are shown as vacant.

    Where the list of mandates is not complete, who sits there is unknown. After
    the seats stand those who have an office or a membership only. Names of
    persons are shown only where *names* asks for them and *persons* holds them;
    otherwise their pseudonyms are. The notes name the lists that are said not to
    be complete. *body* is an id or a kind.

    Raises:
        UnknownIdError: If the council states no such body.
        NotOnDayError: If the body, or what is stated about the council, is not of that day.

    Example:
        >>> import elzmodel as elz
        >>> council = elz.dossier("herkenrode").council(on="2023-06-01")
        >>> lines = roster(council, on="2023-06-01").where(cluster=Cluster.PZON)
        >>> [(line.seat, line.who) for line in lines]
        [('pzon-1', 'p17'), ('pzon-2', 'p18'), ('pzon-3', 'p19')]
    """
    sitting = sitting_of(council, body, on=on)
    name_by_id = {person.id: person.full_name for person in persons} if names else {}
    seated = [entry for seat in sitting.seats for entry in _seat_lines(sitting, seat)]
    others = [*_office_lines(sitting, {entry.person for entry in seated}), *_member_lines(sitting)]
    rows = [
        evolve(line, shown=name_by_id.get(line.person, line.person)) if line.person else line
        for line in (*seated, *others)
    ]
    return Answer(
        title=said("Roster of {body} on {day}", body=sitting.body.id, day=sitting.day),
        rows=tuple(rows),
        notes=sitting.notes,
        row_type=RosterEntry,
    )


def _seat_lines(sitting: Sitting, seat: Seat) -> Iterator[RosterEntry]:
    """Yield a line for each who speaks for a seat, else for each prevented, else a vacant one."""
    stated = [m for m in sitting.council.mandates if m.seat == seat.id and sitting.day in m.period]
    prevented = [m for m in stated if m.status is MandateStatus.PREVENTED]
    line = RosterEntry(
        cluster=seat.cluster,
        status=_UNKNOWN if sitting.is_open("mandates") else _VACANT,
        seat=seat.id,
        represents=seat.labels,
        capacity=seat.capacity,
    )
    mandates = sitting.mandates_by_seat.get(seat.id, ()) or prevented
    if not mandates:
        yield line
    for mandate in mandates:
        person, status = mandate.person, word(mandate.status)
        titles = tuple(word(each.title) for each in sitting.offices if each.person == person)
        yield evolve(line, status=status, offices=titles, person=person)


def _office_lines(sitting: Sitting, seated: Container[PersonId | None]) -> Iterator[RosterEntry]:
    offices = [office for office in sitting.offices if office.person not in seated]
    for office in sorted(offices, key=lambda each: ORDER.get(each.for_cluster, -1)):
        yield RosterEntry(
            cluster=office.for_cluster,
            status=said("office"),
            offices=(word(office.title),),
            person=office.person,
        )


def _member_lines(sitting: Sitting) -> Iterator[RosterEntry]:
    for each in of_body(sitting.council.memberships, sitting.body.id, sitting.day):
        status = word(each.role)
        yield RosterEntry(cluster=None, status=status, person=each.person, partner=each.partner)


# --- persons in several bodies ---------------------------------------------------------


@frozen
class Interlock:
    """A person who is in several bodies on a day, and in which."""

    person: PersonId
    bodies: tuple[BodyId, ...]


def interlocks(council: CareCouncil, *bodies: str | BodyKind, on: Day) -> Answer[Interlock]:
    """Return who is in several bodies on a day, on a seat, in office or as a member.

    A body of another organisation counts as well: a delegation to it counts for
    the person it names, or for who sits on its seat. Pseudonyms are those of one
    dossier: persons of two councils cannot be recognised by them. With *bodies*, ids
    or kinds, only who is in all of these is returned; they raise as `roster` does.

    Example:
        >>> import elzmodel as elz
        >>> council = elz.dossier("herkenrode").council(on="2023-06-01")
        >>> found = interlocks(council, "board", "daily-board", on="2023-06-01")
        >>> [each.person for each in found]
        ['p01', 'p03', 'p08', 'p16', 'p18']
    """
    day = parse_day(on)
    asked = [sitting_of(council, body, on=day) for body in bodies]
    names = [sitting.body.id for sitting in asked]
    rows = (Interlock(*each) for each in bodies_by_person(council, day).items())
    is_open = (
        any(sitting.open_lists for sitting in asked)
        if asked
        else not _LISTS.isdisjoint(council.open_lists)
    )
    return Answer(
        title=said("In {bodies:and} on {day}", bodies=names, day=day)
        if names
        else said("In several bodies on {day}", day=day),
        rows=tuple(r for r in rows if len(r.bodies) > 1 and set(names).issubset(r.bodies)),
        notes=(said("A list is not complete: there may be more.") if is_open else "",),
        row_type=Interlock,
    )


_LISTS = frozenset({"seats", "mandates", "offices", "memberships", "delegations"})


def bodies_by_person(council: CareCouncil, day: date) -> Mapping[PersonId, tuple[BodyId, ...]]:
    """Return in which bodies each person is on a day, once each."""
    return grouped(dict.fromkeys(_places(council, day)))


def _places(council: CareCouncil, day: date) -> Iterator[tuple[PersonId, BodyId]]:
    """Yield who is in which body on a day, more than once where for several reasons."""
    stated = [each.id for each in council.bodies if day in each.period]
    seated = [seat.body for seat in council.seats]
    held = [*(o.body for o in council.offices), *(m.body for m in council.memberships)]
    for body in dict.fromkeys((*stated, *seated, *held)):
        for person in council.persons_in(body, on=day):
            yield person, body
    sitting = council.mandates_by_seat(on=day)
    for each in council.delegations:
        if day in each.period:
            on_seat = sitting.get(each.seat, ()) if each.seat is not None else ()
            sent = [each.person] if each.person is not None else [m.person for m in on_seat]
            yield from ((person, each.to) for person in sent)


# --- balances --------------------------------------------------------------------------


_EMPLOYED: Final = ("self-employed", "not self-employed")
TRAITS: Final[Mapping[str, tuple[Callable[[Person], tuple[str, ...]], tuple[str, ...]]]] = {
    "gender": (
        lambda person: (person.gender.value,) if person.gender else (),
        tuple(gender.value for gender in Gender),
    ),
    "self-employed": (
        lambda person: (
            () if person.self_employed is None else (_EMPLOYED[not person.self_employed],)
        ),
        _EMPLOYED,
    ),
    "profile": (attrgetter("profiles"), ()),
}
"""By what persons are told apart, as stated about them: of which kinds one is, and all kinds."""


@columns("kind=of_kind", "at_least=low", "at_most=high", "share")
@frozen
class KindCount:
    """How many persons are of one kind: at least *low*, at most *high*.

    *high* is ``None`` where nobody knows how many persons there are, *share*
    where there is nobody.
    """

    kind: str
    low: int
    high: int | None
    share: Share | None

    @property
    def of_kind(self) -> str:
        """The kind, which tables say in the language of the reader."""
        return term(self.kind)


@frozen(kw_only=True, repr=False, field_transformer=tupled)
class Balance(Answer[KindCount]):
    """How the persons of a body are divided on a day (*evenwicht*), one row a kind.

    *persons* is how many there are, *unknown* of how many the trait is not
    stated. With *is_open* there are more persons than are listed.

    Example:
        >>> rows = [KindCount("f", 2, 2, None), KindCount("m", 1, 1, None)]
        >>> Balance(title="b by gender", rows=rows, persons=3).exceeds(Fraction(2, 3))
        False
    """

    persons: int
    unknown: int = 0
    is_open: bool = False

    def share(self, kind: str) -> Share | None:
        """Return which share of the persons is of a kind, ``None`` where there is nobody.

        A kind that nobody is known to be of may still be that of the unknown.
        """
        rows = self.where(kind=kind)
        if rows:
            return rows[0].share
        return _share(0, self.unknown, self.persons, is_open=self.is_open)

    def exceeds(self, most: Fraction) -> bool | None:
        """Tell whether one kind has more than a share of the persons, ``None`` if unknown.

        Whole numbers are compared: at most two thirds is 3 n <= 2 total.
        """
        if self.is_open or not self.persons:
            return None
        limit = most.numerator * self.persons
        if any(each.low * most.denominator > limit for each in self):
            return True
        # A kind that nobody is known to be of could be that of all the unknown.
        highs = [self.unknown, *(each.high or 0 for each in self)]
        return None if any(high * most.denominator > limit for high in highs) else False


def _share(low: int, high: int, persons: int, *, is_open: bool) -> Share | None:
    if is_open:
        return Share(0, 1, of="persons")
    if not persons:
        return None
    return Share(Fraction(low, persons), Fraction(high, persons), of="persons")


def balance(
    council: CareCouncil,
    persons: Iterable[Person],
    *,
    of: str,
    on: Day,
    body: str | BodyKind = BodyKind.BOARD,
) -> Balance:
    """Return how the persons of a body are divided, with those not stated as bounds.

    Each person counts once, whatever seats they have; vacant seats count for
    nobody. Nothing is inferred: who is not among *persons*, or of whom the
    trait is not stated, is unknown. A person can have several profiles, so
    that the shares of profiles need not add up to one. *body* is as in `roster`.

    Raises:
        InvalidValueError: If *of* is not ``"gender"``, ``"self-employed"`` or ``"profile"``.

    Example:
        >>> import elzmodel as elz
        >>> council = elz.dossier("herkenrode").council(on="2023-06-01")
        >>> women = [Person(id=f"p{n:02}", gender=Gender.FEMALE) for n in range(1, 15)]
        >>> found = balance(council, women, of="gender", on="2023-06-01")
        >>> print(found.share("f"), found.share("m"))
        66.6%-100% 0%-33.4%
    """
    if of not in TRAITS:
        expected = said("{names!r:or}", names=[*TRAITS])
        raise InvalidValueError("trait of persons", of, expected)
    return balance_of(sitting_of(council, body, on=on), persons, of)


def balance_of(sitting: Sitting, persons: Iterable[Person], of: str) -> Balance:
    """Return how the persons of a body on a day are divided."""
    kinds_of, every_kind = TRAITS[of]
    kinds_by_id = {person.id: kinds_of(person) for person in persons}
    kinds = [kinds_by_id.get(person, ()) for person in sitting.persons]
    number, unknown = len(kinds), sum(1 for each in kinds if not each)
    counts = Counter(kind for each in kinds for kind in set(each))
    is_open = bool(sitting.open_lists)
    names = dict.fromkeys((*every_kind, *sorted(counts)))

    def row(kind: str) -> KindCount:
        low, high = counts[kind], counts[kind] + unknown
        share = _share(low, high, number, is_open=is_open)
        return KindCount(kind, low, None if is_open else high, share)

    return Balance(
        title=said("{body} by {of} on {day}", body=sitting.body.id, of=term(of), day=sitting.day),
        rows=tuple(map(row, names)),
        notes=(
            said("Of {number} persons, {unknown} unknown.", number=number, unknown=unknown),
            said("The lists of who sits there are not complete.") if is_open else "",
        ),
        persons=number,
        unknown=unknown,
        is_open=is_open,
    )


# --- changes ---------------------------------------------------------------------------


@frozen(kw_only=True, field_transformer=tupled)
class CouncilChange:
    """One thing that is not the same: empty *before* is new, empty *after* is gone.

    *what* is ``"body"``, ``"seat"``, ``"holder"`` or ``"office"``.
    """

    what: str
    subject: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


def compare_councils(
    before: CareCouncil, after: CareCouncil, *, days: tuple[Day, Day]
) -> Answer[CouncilChange]:
    """Return what differs: bodies, seats, whom they represent, who holds them, offices.

    The two may be one value, looked at on two days, or two statements about a
    council of one dossier, whose ids mean the same. Persons are shown by pseudonym. What
    stands in a list that is not complete on one of the days may seem new or gone: the
    notes name such lists.

    Raises:
        NotOnDayError: If what is stated about a council is not of its day.

    Example:
        >>> one = CareCouncil(id="raad", zone="herkenrode")
        >>> two = CareCouncil(id="raad", zone="herkenrode", offices=[Office(body="b", person="p")])
        >>> changes = compare_councils(one, two, days=("2023-01-01", "2024-01-01"))
        >>> [change.subject for change in changes]
        ['member of b']
    """
    first, second = map(parse_day, days)
    for council, day in ((before, first), (after, second)):
        if day not in council.period:
            raise NotOnDayError("council", str(council.id), day, (council.period,))
    one, two = dict(_facts(before, first)), dict(_facts(after, second))
    changes = (
        CouncilChange(what=key[0], subject=key[1], before=one.get(key, ()), after=two.get(key, ()))
        for key in dict.fromkeys((*one, *two))
        if one.get(key, ()) != two.get(key, ())
    )
    return Answer(
        title=said("What changed from {first} to {second}", first=first, second=second),
        rows=tuple(changes),
        notes=tuple(dict.fromkeys((*_open_lists(before), *_open_lists(after)))),
        row_type=CouncilChange,
    )


def _open_lists(council: CareCouncil) -> Iterator[str]:
    for name in ("bodies", "seats", "mandates", "offices"):
        if name in council.open_lists:
            note = "The list of {name} of {council} is not complete."
            yield said(note, name=Label(name), council=council.id)


def _facts(council: CareCouncil, day: date) -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    """Yield each thing of a day, by what and which it is, with what is stated about it."""
    for body in council.bodies:
        if day in body.period:
            yield (term("body"), body.id), (body.name or word(body.kind),)
    sitting = council.mandates_by_seat(on=day)
    for seat in council.seats:
        if day in seat.period:
            yield (term("seat"), seat.id), (word(seat.cluster), *seat.labels)
            yield (
                (term("holder"), seat.id),
                tuple(sorted(m.person for m in sitting.get(seat.id, ()))),
            )
    offices = (each for each in council.offices if day in each.period)
    title = "{title} of {body}"
    holders = grouped(
        (said(title, title=word(each.title), body=each.body), each.person) for each in offices
    )
    yield from (((term("office"), office), tuple(sorted(who))) for office, who in holders.items())
