"""Who sits where on a day: rosters, persons in several bodies, mandates that end, changes."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from functools import cached_property

from attrs import evolve, frozen

from elzmodel.errors import InvalidValueError, NotOnDayError, UnknownIdError
from elzmodel.governance.council import (
    Body,
    BodyKind,
    CareCouncil,
    Cluster,
    Mandate,
    MandateStatus,
    Office,
    Person,
    Seat,
)
from elzmodel.governance.rule import RuleKind, RuleSet
from elzmodel.values import (
    BodyId,
    Cell,
    Column,
    Day,
    PartnerId,
    PersonId,
    SeatId,
    Table,
    parse_day,
    tupled,
)

__all__ = [
    "CouncilChange",
    "CouncilDifference",
    "EndingMandate",
    "Expiring",
    "Interlocks",
    "Overlap",
    "Roster",
    "RosterEntry",
    "compare_councils",
    "expiring",
    "interlocks",
    "overlap",
    "roster",
]

ORDER: Mapping[Cluster | None, int] = {cluster: n for n, cluster in enumerate(Cluster)}
"""The clusters in the order in which people list them."""


@frozen(eq=False)
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
    def of_seat(self) -> Mapping[SeatId, tuple[Mandate, ...]]:
        """The mandates that hold on the day, for each seat that is not vacant."""
        return self.council.sitting(on=self.day)

    @cached_property
    def offices(self) -> tuple[Office, ...]:
        """The offices of the day."""
        return tuple(
            each
            for each in self.council.offices
            if each.body == self.body.id and self.day in each.period
        )

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

    def is_open(self, *names: str) -> bool:
        """Tell whether one of these lists of the council is not complete."""
        return any(name in self.council.open_lists for name in names)

    def seats_in(self, cluster: Cluster | None) -> tuple[Seat, ...]:
        """Return the seats of a cluster, or all of them."""
        return tuple(seat for seat in self.seats if cluster in {None, seat.cluster})

    def holders(self, seat: Seat) -> tuple[PersonId, ...]:
        """Return who speaks for a seat."""
        return tuple(mandate.person for mandate in self.of_seat.get(seat.id, ()))


def labels_of(seat: Seat) -> tuple[str, ...]:
    """Return those on whose behalf a seat speaks, as published."""
    return tuple(each.label for each in seat.represents)


def sitting_of(council: CareCouncil, body: str | BodyKind, *, on: Day) -> Sitting:
    """Return a body of the council on a day; a kind, or its word, means the council's own of it.

    Raises:
        UnknownIdError: If the council states no such body.
        NotOnDayError: If the body, or what is stated about the council, is not of that day.
    """
    day = parse_day(on)
    if day not in council.period:
        raise NotOnDayError("council", str(council.id), day, (council.period,))
    bodies = _meant(council, body)
    if not bodies:
        raise _unknown(council, body)
    living = next((each for each in bodies if day in each.period), None)
    if living is None:
        key = body.value if isinstance(body, BodyKind) else body
        raise NotOnDayError("body", key, day, [each.period for each in bodies])
    return Sitting(council, living, day)


def board_on(council: CareCouncil, day: date) -> Sitting | None:
    """Return the board on a day, ``None`` where none is stated."""
    living = (each for each in _meant(council, BodyKind.BOARD) if day in each.period)
    return next((Sitting(council, body, day) for body in living), None)


def _meant(council: CareCouncil, body: str | BodyKind) -> list[Body]:
    """Return the body with an id, or else the council's own bodies of a kind."""
    with_id = [each for each in council.bodies if each.id == body]
    of_kind = (each for each in council.bodies if body in {each.kind, each.kind.value})
    return with_id or [each for each in of_kind if each.organisation is None]


def _unknown(council: CareCouncil, body: str | BodyKind) -> UnknownIdError:
    if isinstance(body, BodyKind):
        return UnknownIdError("body", body.value, reason=f"{council.id} states none of that kind")
    known = [*map(str, council.of_body), *(kind.value for kind in BodyKind)]
    return UnknownIdError("body", body, get_close_matches(body, known))


@frozen(kw_only=True, field_transformer=tupled)
class RosterEntry:
    """One line of a roster: a seat with who holds it, or somebody without a seat.

    *status* is that of the mandate, ``"vacant"`` for a seat without one, and
    otherwise ``"office"`` or the role of a membership. *shown* is the
    pseudonym, or the name where names were asked for.

    Example:
        >>> RosterEntry(cluster=Cluster.CARE, seat="zorg-1", status="vacant").is_vacant
        True
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
    def is_vacant(self) -> bool:
        """Whether it is a seat on which nobody sits."""
        return self.status == _VACANT


@frozen(kw_only=True, field_transformer=tupled)
class Roster:
    """Who sits in a body on a day (*samenstelling*), by cluster.

    *notes* name the lists that are said not to be complete.

    Example:
        >>> len(Roster(body="board", day=date(2023, 1, 1)))
        0
    """

    body: BodyId
    day: date
    entries: tuple[RosterEntry, ...] = ()
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        """Return the number of lines."""
        return len(self.entries)

    def of_cluster(self, cluster: Cluster | None) -> tuple[RosterEntry, ...]:
        """Return the lines of one cluster, or those without a stated one."""
        return tuple(entry for entry in self.entries if entry.cluster is cluster)

    def to_table(self) -> Table:
        """Return one row a line; a vacant seat says so."""
        columns = (
            Column("cluster"),
            Column("seat"),
            Column("represents"),
            Column("office"),
            Column("who"),
            Column("status"),
        )
        title = f"Roster of {self.body} on {self.day}"
        return Table(title, columns, map(_row, self.entries), self.notes)

    def _repr_html_(self) -> str:
        return self.to_table().to_html()


_VACANT = "vacant"


def _row(entry: RosterEntry) -> tuple[Cell, ...]:
    capacity = (entry.capacity,) if entry.capacity else ()
    return (
        entry.cluster.value if entry.cluster else None,
        entry.seat,
        (*entry.represents, *capacity),
        entry.offices,
        entry.shown or entry.partner,
        entry.status,
    )


def roster(
    council: CareCouncil,
    *,
    on: Day,
    body: str | BodyKind = BodyKind.BOARD,
    persons: Iterable[Person] = (),
    names: bool = False,
) -> Roster:
    """Return who sits in a body on a day, by cluster; vacant seats are shown as vacant.

    After the seats stand those who have an office or a membership only. Names
    of persons are shown only where *names* asks for them and *persons* holds
    them; otherwise their pseudonyms are.

    Args:
        council: The council that states it.
        on: The day.
        body: The id of a body, or a kind; the board by default.
        persons: The persons of the dossier, for their names.
        names: Whether to show names.

    Raises:
        UnknownIdError: If the council states no such body.
        NotOnDayError: If the body, or what is stated about the council, is not of that day.

    Example:
        >>> from elzmodel.governance import Body, BodyKind, CareCouncil, Mandate, Seat
        >>> council = CareCouncil(
        ...     id="raad",
        ...     zone="herkenrode",
        ...     bodies=[Body(id="board", kind=BodyKind.BOARD)],
        ...     seats=[Seat(id=f"zorg-{n}", body="board", cluster=Cluster.CARE) for n in (1, 2)],
        ...     mandates=[Mandate(seat="zorg-1", person="p01")],
        ... )
        >>> [(entry.seat, entry.shown) for entry in roster(council, on="2023-01-01").entries]
        [('zorg-1', 'p01'), ('zorg-2', '')]
    """
    sitting = sitting_of(council, body, on=on)
    known = {person.id: person.full_name for person in persons} if names else {}

    def show(person: PersonId) -> str:
        return known.get(person, str(person))

    seated = [entry for seat in sitting.seats for entry in _seat_lines(sitting, seat, show)]
    holding = {entry.person for entry in seated}
    others = [*_office_lines(sitting, show, holding), *_member_lines(sitting, show)]
    return Roster(
        body=sitting.body.id,
        day=sitting.day,
        entries=(*seated, *others),
        notes=tuple(f"The list of {name} is not complete." for name in sitting.open_lists),
    )


def _seat_lines(
    sitting: Sitting, seat: Seat, show: Callable[[PersonId], str]
) -> Iterator[RosterEntry]:
    """Yield a line for each who speaks for a seat, else for who is kept from it, else one."""
    there = [m for m in sitting.council.mandates if m.seat == seat.id and sitting.day in m.period]
    prevented = [m for m in there if m.status is MandateStatus.PREVENTED]
    line = RosterEntry(
        cluster=seat.cluster,
        status=_VACANT,
        seat=seat.id,
        represents=labels_of(seat),
        capacity=seat.capacity,
    )
    mandates = sitting.of_seat.get(seat.id, ()) or prevented
    if not mandates:
        yield line
    for mandate in mandates:
        person = mandate.person
        yield evolve(
            line,
            status=mandate.status.value,
            offices=_titles(sitting, person),
            person=person,
            shown=show(person),
        )


def _titles(sitting: Sitting, person: PersonId) -> tuple[str, ...]:
    return tuple(each.title.value for each in sitting.offices if each.person == person)


def _office_lines(
    sitting: Sitting, show: Callable[[PersonId], str], seated: Container[PersonId | None]
) -> Iterator[RosterEntry]:
    offices = [office for office in sitting.offices if office.person not in seated]
    for office in sorted(offices, key=lambda each: ORDER.get(each.for_cluster, -1)):
        yield RosterEntry(
            cluster=office.for_cluster,
            status="office",
            offices=(office.title.value,),
            person=office.person,
            shown=show(office.person),
        )


def _member_lines(sitting: Sitting, show: Callable[[PersonId], str]) -> Iterator[RosterEntry]:
    for each in sitting.council.memberships:
        if each.body == sitting.body.id and sitting.day in each.period:
            yield RosterEntry(
                cluster=None,
                status=each.role.value,
                person=each.person,
                partner=each.partner,
                shown=show(each.person) if each.person is not None else "",
            )


@frozen(kw_only=True, field_transformer=tupled)
class Overlap:
    """The persons who are in both of two bodies on a day.

    *is_open* says that a list is not complete, so that there may be more.

    Example:
        >>> len(Overlap(body="board", other="daily", day=date(2023, 1, 1), persons=["p1"]))
        1
    """

    body: BodyId
    other: BodyId
    day: date
    persons: tuple[PersonId, ...] = ()
    is_open: bool = False

    def __len__(self) -> int:
        """Return how many persons are in both."""
        return len(self.persons)

    def to_table(self) -> Table:
        """Return one row a person, by pseudonym."""
        notes = ("A list is not complete: there may be more.",) if self.is_open else ()
        title = f"In both {self.body} and {self.other} on {self.day}"
        return Table(title, (Column("person"),), [(person,) for person in self.persons], notes)

    def _repr_html_(self) -> str:
        return self.to_table().to_html()


def overlap(
    council: CareCouncil, body: str | BodyKind, other: str | BodyKind, *, on: Day
) -> Overlap:
    """Return who is in both of two bodies on a day, on a seat, in office or as a member.

    Raises:
        UnknownIdError: If the council states no such body.
        NotOnDayError: If a body, or what is stated about the council, is not of that day.

    Example:
        >>> from elzmodel.governance import Body, BodyKind, CareCouncil, Office
        >>> council = CareCouncil(
        ...     id="raad",
        ...     zone="herkenrode",
        ...     bodies=[Body(id=kind.value, kind=kind) for kind in BodyKind],
        ...     offices=[Office(body=body, person="p1") for body in ("board", "daily-board")],
        ... )
        >>> overlap(council, BodyKind.BOARD, "daily-board", on="2023-01-01").persons
        ('p1',)
    """
    one, two = sitting_of(council, body, on=on), sitting_of(council, other, on=on)
    both = tuple(person for person in one.persons if person in two.persons)
    return Overlap(
        body=one.body.id,
        other=two.body.id,
        day=one.day,
        persons=both,
        is_open=bool(one.open_lists or two.open_lists),
    )


@frozen(kw_only=True, field_transformer=tupled)
class Interlocks:
    """The persons who link bodies on a day, each with the bodies in which they are.

    Example:
        >>> Interlocks(day=date(2023, 1, 1), links=[("p1", ("board", "daily"))]).persons
        ('p1',)
    """

    day: date
    links: tuple[tuple[PersonId, tuple[BodyId, ...]], ...] = ()

    @property
    def persons(self) -> tuple[PersonId, ...]:
        """Who they are, by pseudonym."""
        return tuple(person for person, _ in self.links)

    def to_table(self) -> Table:
        """Return one row a person, by pseudonym."""
        columns = (Column("person"), Column("bodies"))
        return Table(f"Persons in several bodies on {self.day}", columns, self.links)

    def _repr_html_(self) -> str:
        return self.to_table().to_html()


def interlocks(council: CareCouncil, *, on: Day) -> Interlocks:
    """Return who links bodies of a council, or one of them and another organisation's.

    A delegation counts for the person it names, or for who sits on its seat.
    Pseudonyms are those of one dossier: persons of two councils cannot be
    recognised by them.

    Example:
        >>> from elzmodel.governance import CareCouncil, Office
        >>> offices = [Office(body=body, person="p1") for body in ("board", "daily-board")]
        >>> council = CareCouncil(id="raad", zone="herkenrode", offices=offices)
        >>> interlocks(council, on="2023-01-01").links
        (('p1', ('board', 'daily-board')),)
    """
    day = parse_day(on)
    found: dict[PersonId, dict[BodyId, None]] = {}
    for body, person in _places(council, day):
        found.setdefault(person, {})[body] = None
    links = tuple((each, tuple(bodies)) for each, bodies in found.items() if len(bodies) > 1)
    return Interlocks(day=day, links=links)


def _places(council: CareCouncil, day: date) -> Iterator[tuple[BodyId, PersonId]]:
    stated = [each.id for each in council.bodies if day in each.period]
    seated = [seat.body for seat in council.seats]
    held = [*(o.body for o in council.offices), *(m.body for m in council.memberships)]
    for body in dict.fromkeys((*stated, *seated, *held)):
        for person in council.persons_in(body, on=day):
            yield body, person
    sitting = council.sitting(on=day)
    for each in council.delegations:
        if day in each.period:
            mandates = sitting.get(each.seat, ()) if each.seat is not None else ()
            named = (each.person,) if each.person is not None else ()
            for person in named or tuple(mandate.person for mandate in mandates):
                yield each.to, person


@frozen(kw_only=True)
class EndingMandate:
    """A mandate with the first day on which it no longer holds, ``None`` where not stated.

    *is_last_term* is ``None`` where the terms served or the most that are
    allowed are not known.

    Example:
        >>> EndingMandate(seat="lb-1", person="p1", until=None).is_last_term
    """

    seat: SeatId
    person: PersonId
    until: date | None
    terms: int | None = None
    is_last_term: bool | None = None


@frozen(kw_only=True, field_transformer=tupled)
class Expiring:
    """The mandates that end within some days, and those without a stated end.

    *ending* stands in order of their ends; *unknown* are no safer than those.

    Example:
        >>> Expiring(day=date(2023, 1, 1), days=180).ending
        ()
    """

    day: date
    days: int
    ending: tuple[EndingMandate, ...] = ()
    unknown: tuple[EndingMandate, ...] = ()
    is_open: bool = False

    def to_table(self) -> Table:
        """Return one row a mandate; an end that is not stated says so."""
        columns = (
            Column("seat"),
            Column("person"),
            Column("until"),
            Column("terms", "number"),
            Column("last_term"),
        )
        rows = [
            (e.seat, e.person, e.until or "unknown", e.terms, e.is_last_term)
            for e in (*self.ending, *self.unknown)
        ]
        notes = ("The list of mandates is not complete.",) if self.is_open else ()
        title = f"Mandates that end within {self.days} days of {self.day}"
        return Table(title, columns, rows, notes)

    def _repr_html_(self) -> str:
        return self.to_table().to_html()


def expiring(
    council: CareCouncil, *, on: Day, days: int = 180, rules: RuleSet | None = None
) -> Expiring:
    """Return the mandates that end within *days* of a day, and those without a stated end.

    A mandate ends with its seat at the latest. One counts that ended neither
    before the day nor by its status, prevented ones included.

    Args:
        council: The council that states them.
        on: The day from which to look ahead.
        days: How many days to look ahead.
        rules: Rules of which one says how many terms in a row are allowed.

    Raises:
        InvalidValueError: If *days* is negative.

    Example:
        >>> from datetime import date
        >>> from elzmodel.governance import CareCouncil, Mandate
        >>> from elzmodel.values import Period
        >>> terms = [Mandate(seat=f"s{n}", person=f"p{n}", terms=n) for n in (1, 2)]
        >>> ends = Mandate(seat="s3", person="p3", period=Period(None, date(2023, 3, 1)))
        >>> council = CareCouncil(id="raad", zone="herkenrode", mandates=[*terms, ends])
        >>> found = expiring(council, on="2023-01-01")
        >>> [m.seat for m in found.ending], [m.seat for m in found.unknown]
        (['s3'], ['s1', 's2'])
    """
    if days < 0:
        raise InvalidValueError("number of days", days, "none or some")
    day = parse_day(on)
    most, seats = _most_terms(rules, day), {seat.id: seat for seat in council.seats}
    held = [_ending(each, seats, most) for each in council.mandates if _is_held(each, seats, day)]
    ending = [each for each in held if each.until is not None and (each.until - day).days <= days]
    return Expiring(
        day=day,
        days=days,
        ending=tuple(sorted(ending, key=lambda e: (e.until or date.max, e.seat, e.person))),
        unknown=tuple(each for each in held if each.until is None),
        is_open="mandates" in council.open_lists,
    )


def _is_held(mandate: Mandate, seats: Mapping[SeatId, Seat], day: date) -> bool:
    if mandate.status is MandateStatus.ENDED or day not in mandate.period:
        return False
    return mandate.seat not in seats or day in seats[mandate.seat].period


def _ending(mandate: Mandate, seats: Mapping[SeatId, Seat], most: int | None) -> EndingMandate:
    ends = [mandate.period.until]
    if mandate.seat in seats:
        ends.append(seats[mandate.seat].period.until)
    is_known = most is not None and mandate.terms is not None
    return EndingMandate(
        seat=mandate.seat,
        person=mandate.person,
        until=min((end for end in ends if end is not None), default=None),
        terms=mandate.terms,
        is_last_term=(mandate.terms or 0) >= (most or 0) if is_known else None,
    )


def _most_terms(rules: RuleSet | None, day: date) -> int | None:
    """Return the fewest terms in a row that a rule of the day allows at most."""
    found = [
        rule.at_most_terms
        for rule in (rules.rules if rules else ())
        if rule.kind is RuleKind.TERM and rule.is_read and day in rule.period
    ]
    return min((most for most in found if most is not None), default=None)


@frozen(kw_only=True, field_transformer=tupled)
class CouncilChange:
    """One thing that is not the same: empty *before* is new, empty *after* is gone.

    *what* is ``"body"``, ``"seat"``, ``"holder"`` or ``"office"``.

    Example:
        >>> CouncilChange(what="holder", subject="lb-1", before=["p1"], after=["p2"]).after
        ('p2',)
    """

    what: str
    subject: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@frozen(kw_only=True, field_transformer=tupled)
class CouncilDifference:
    """What differs between a council on two days; empty when nothing does.

    Example:
        >>> bool(CouncilDifference(before=date(2023, 1, 1), after=date(2024, 1, 1)))
        False
    """

    before: date
    after: date
    changes: tuple[CouncilChange, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything differs."""
        return bool(self.changes)

    def to_table(self) -> Table:
        """Return one row a change; persons by pseudonym."""
        columns = (Column("what"), Column("subject"), Column("before"), Column("after"))
        rows = [(each.what, each.subject, each.before, each.after) for each in self.changes]
        return Table(f"What changed from {self.before} to {self.after}", columns, rows)

    def _repr_html_(self) -> str:
        return self.to_table().to_html()


def compare_councils(
    before: CareCouncil, after: CareCouncil, *, days: tuple[Day, Day]
) -> CouncilDifference:
    """Return what differs: bodies, seats, whom they represent, who holds them, offices.

    The two may be one value, looked at on two days, or two statements about a
    council of one dossier, whose ids mean the same.

    Example:
        >>> from elzmodel.governance import CareCouncil, Office
        >>> one = CareCouncil(id="raad", zone="herkenrode")
        >>> two = CareCouncil(id="raad", zone="herkenrode", offices=[Office(body="b", person="p")])
        >>> found = compare_councils(one, two, days=("2023-01-01", "2024-01-01"))
        >>> [change.subject for change in found.changes]
        ['member of b']
    """
    first, second = map(parse_day, days)
    one, two = dict(_facts(before, first)), dict(_facts(after, second))
    return CouncilDifference(before=first, after=second, changes=_changes(one, two))


_Facts = dict[tuple[str, str], tuple[str, ...]]


def _changes(one: _Facts, two: _Facts) -> tuple[CouncilChange, ...]:
    return tuple(
        CouncilChange(what=key[0], subject=key[1], before=one.get(key, ()), after=two.get(key, ()))
        for key in dict.fromkeys((*one, *two))
        if one.get(key, ()) != two.get(key, ())
    )


def _facts(council: CareCouncil, day: date) -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    for body in council.bodies:
        if day in body.period:
            yield ("body", body.id), (body.name or body.kind.dutch,)
    sitting = council.sitting(on=day)
    for seat in council.seats:
        if day in seat.period:
            yield ("seat", seat.id), (seat.cluster.value, *labels_of(seat))
            yield ("holder", seat.id), tuple(sorted(m.person for m in sitting.get(seat.id, ())))
    offices: _Facts = {}
    for office in council.offices:
        if day in office.period:
            key = ("office", f"{office.title.value} of {office.body}")
            offices[key] = tuple(sorted((*offices.get(key, ()), office.person)))
    yield from offices.items()
