"""How a council is composed: balances, room for seats, and who has no voice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from fractions import Fraction

from attrs import frozen

from elzmodel.errors import InvalidValueError
from elzmodel.governance.council import (
    BodyKind,
    CareCouncil,
    Cluster,
    Constituency,
    ConstituencyKind,
    Gender,
    Person,
    Seat,
)
from elzmodel.governance.rule import Rule, RuleKind, RuleSet
from elzmodel.governance.seating import ORDER, Sitting, board_on, sitting_of
from elzmodel.values import (
    BodyId,
    Cell,
    Column,
    Day,
    ItemId,
    PersonId,
    SeatId,
    Share,
    Table,
    Total,
    tupled,
)

__all__ = [
    "AbsentClusters",
    "AdmittedList",
    "Balance",
    "ClusterRoom",
    "Headroom",
    "KindCount",
    "Trait",
    "UnrepresentedDisciplines",
    "balance",
    "headroom",
    "missing_clusters",
    "unrepresented_disciplines",
]


class Trait(Enum):
    """By what persons are told apart; stated about them, never inferred.

    Example:
        >>> Trait("self-employed").name
        'SELF_EMPLOYED'
    """

    GENDER = "gender"
    SELF_EMPLOYED = "self-employed"
    PROFILE = "profile"

    def of(self, person: Person) -> tuple[str, ...]:
        """Return the kinds that a person is of; none where it is not stated."""
        if self is Trait.GENDER:
            return () if person.gender is None else (person.gender.value,)
        if self is Trait.SELF_EMPLOYED:
            stated = person.self_employed
            return () if stated is None else (_WORDS[stated],)
        return person.profiles


_WORDS = {True: "self-employed", False: "not self-employed"}
_KINDS: Mapping[Trait, tuple[str, ...]] = {
    Trait.GENDER: tuple(gender.value for gender in Gender),
    Trait.SELF_EMPLOYED: tuple(_WORDS.values()),
    Trait.PROFILE: (),
}


@frozen
class KindCount:
    """How many persons are of one kind: at least *low*, at most *high*.

    *high* is ``None`` where nobody knows how many persons there are.

    Example:
        >>> KindCount("f", 3, 5).high
        5
    """

    kind: str
    low: int
    high: int | None


@frozen(kw_only=True, field_transformer=tupled)
class Balance:
    """How the persons of a body are divided on a day (*evenwicht*).

    *persons* is how many there are, *unknown* of how many the trait is not
    stated. With *is_open* there are more persons than are listed.

    Example:
        >>> found = Balance(
        ...     of=Trait.GENDER,
        ...     body="board",
        ...     day=date(2023, 1, 1),
        ...     persons=4,
        ...     unknown=1,
        ...     counts=[KindCount("f", 2, 3)],
        ... )
        >>> print(found.share("f"))
        50%-75%
    """

    of: Trait
    body: BodyId
    day: date
    persons: int
    unknown: int = 0
    counts: tuple[KindCount, ...] = ()
    is_open: bool = False

    def share(self, kind: str) -> Share | None:
        """Return which share of the persons is of a kind, ``None`` where there is nobody.

        A kind that nobody is known to be of may still be that of the unknown.
        """
        if self.is_open:
            return Share(0, 1, of="persons")
        if not self.persons:
            return None
        low, high = next(
            ((each.low, each.high or 0) for each in self.counts if each.kind == kind),
            (0, self.unknown),
        )
        return Share(Fraction(low, self.persons), Fraction(high, self.persons), of="persons")

    def exceeds(self, most: Fraction) -> bool | None:
        """Tell whether one kind has more than a share of the persons, ``None`` if unknown.

        Whole numbers are compared: at most two thirds is 3 n <= 2 total.

        Example:
            >>> counts = [KindCount("f", 2, 2), KindCount("m", 1, 1)]
            >>> day = date(2023, 1, 1)
            >>> found = Balance(of=Trait.GENDER, body="b", day=day, persons=3, counts=counts)
            >>> found.exceeds(Fraction(2, 3))
            False
        """
        if self.is_open or not self.persons:
            return None
        limit = most.numerator * self.persons
        if any(each.low * most.denominator > limit for each in self.counts):
            return True
        # A kind that nobody is known to be of could be that of all the unknown.
        highs = [self.unknown, *(each.high or 0 for each in self.counts)]
        return None if any(high * most.denominator > limit for high in highs) else False

    def to_table(self) -> Table:
        """Return one row a kind with its share as bounds."""
        rows = [(each.kind, each.low, each.high, self.share(each.kind)) for each in self.counts]
        columns = (
            Column("kind"),
            Column("at_least", "number"),
            Column("at_most", "number"),
            Column("share", "share"),
        )
        notes = [f"Of {self.persons} persons, {self.unknown} unknown."]
        notes += ["The lists of who sits there are not complete."] if self.is_open else []
        title = f"{self.body} by {self.of.value} on {self.day}"
        return Table(title, columns, rows, tuple(notes))

    def _repr_html_(self) -> str:
        return self.to_table().to_html()


def balance(
    council: CareCouncil,
    persons: Iterable[Person],
    *,
    of: str | Trait,
    on: Day,
    body: str | BodyKind = BodyKind.BOARD,
) -> Balance:
    """Return how the persons of a body are divided, with those not stated as bounds.

    Each person counts once, whatever seats they have; vacant seats count for
    nobody. Nothing is inferred: who is not among *persons*, or of whom the
    trait is not stated, is unknown. A person can have several profiles, so
    that the shares of profiles need not add up to one.

    Args:
        council: The council that states who sits there.
        persons: The persons of the dossier.
        of: ``"gender"``, ``"self-employed"`` or ``"profile"``.
        on: The day.
        body: The id of a body, or a kind; the board by default.

    Raises:
        InvalidValueError: If *of* is something else.
        UnknownIdError: If the council states no such body.
        NotOnDayError: If the body, or what is stated about the council, is not of that day.

    Example:
        >>> from elzmodel.governance import Body, BodyKind, CareCouncil, Office
        >>> council = CareCouncil(
        ...     id="raad",
        ...     zone="herkenrode",
        ...     bodies=[Body(id="board", kind=BodyKind.BOARD)],
        ...     offices=[Office(body="board", person=f"p{n}") for n in range(4)],
        ... )
        >>> persons = [Person(id=f"p{n}", gender=Gender.FEMALE) for n in range(2)]
        >>> found = balance(council, persons, of="gender", on="2023-01-01")
        >>> print(found.share("f"), found.share("m"))
        50%-100% 0%-50%
    """
    return balance_of(sitting_of(council, body, on=on), persons, parse_trait(of))


def parse_trait(of: str | Trait) -> Trait:
    """Read a trait."""
    try:
        return Trait(of)
    except ValueError:
        expected = " or ".join(repr(trait.value) for trait in Trait)
        raise InvalidValueError("trait of persons", of, expected) from None


def balance_of(sitting: Sitting, persons: Iterable[Person], of: Trait) -> Balance:
    """Return how the persons of a body on a day are divided."""
    known = {person.id: person for person in persons}
    kinds = [_kinds_of(person, known, of) for person in sitting.persons]
    number, unknown = len(kinds), sum(1 for each in kinds if not each)
    found = Counter(kind for each in kinds for kind in set(each))
    is_open = bool(sitting.open_lists)
    names = dict.fromkeys((*_KINDS[of], *sorted(found)))
    counts = (KindCount(n, found[n], None if is_open else found[n] + unknown) for n in names)
    return Balance(
        of=of,
        body=sitting.body.id,
        day=sitting.day,
        persons=number,
        unknown=unknown,
        counts=tuple(counts),
        is_open=is_open,
    )


def _kinds_of(person: PersonId, known: Mapping[PersonId, Person], of: Trait) -> tuple[str, ...]:
    return of.of(known[person]) if person in known else ()


@frozen(kw_only=True)
class ClusterRoom:
    """The room that one rule leaves a cluster; without a cluster, the whole board.

    *seats* exist, *filled* are those that somebody speaks for. *must_add* seats
    are lacking, *must_fill* seats, those that lack included, have to be filled
    to reach the least, *may_add* seats may still come. What cannot be told is
    ``None``, and *reason* says why.

    Example:
        >>> ClusterRoom(cluster=Cluster.CARE, seats=Total.exactly(4), filled=Total.exactly(3)).rule
    """

    cluster: Cluster | None
    seats: Total
    filled: Total
    rule: ItemId | None = None
    must_add: Total | None = None
    must_fill: Total | None = None
    may_add: Total | None = None
    reason: str = ""


@frozen(kw_only=True, field_transformer=tupled)
class Headroom:
    """The room that a rule set leaves the board of a council on a day (*marge*).

    Example:
        >>> len(Headroom(day=date(2023, 1, 1), rule_set="bvr-2019").to_table())
        0
    """

    day: date
    rule_set: ItemId
    rooms: tuple[ClusterRoom, ...] = ()

    def of_cluster(self, cluster: Cluster | None) -> ClusterRoom | None:
        """Return the room of a cluster, ``None`` where it has neither seats nor a rule."""
        return next((room for room in self.rooms if room.cluster is cluster), None)

    def to_table(self) -> Table:
        """Return one row a cluster and rule."""
        columns = (
            Column("cluster"),
            Column("rule"),
            Column("seats", "total"),
            Column("filled", "total"),
            Column("must_add", "total"),
            Column("must_fill", "total"),
            Column("may_add", "total"),
            Column("reason"),
        )
        title = f"Seats to fill and to add on {self.day} by {self.rule_set}"
        return Table(title, columns, map(_row, self.rooms))

    def _repr_html_(self) -> str:
        return self.to_table().to_html()


def _row(room: ClusterRoom) -> tuple[Cell, ...]:
    return (
        room.cluster.value if room.cluster else "whole board",
        room.rule,
        room.seats,
        room.filled,
        room.must_add,
        room.must_fill,
        room.may_add,
        room.reason,
    )


def headroom(council: CareCouncil, rules: RuleSet, *, on: Day) -> Headroom:
    """Return how many board seats each cluster must still fill and may still add.

    Rules about seats whose period does not hold the day are left out; a
    cluster without a rule says so. Where the list of seats is not complete,
    the figures are bounds.

    Raises:
        UnknownIdError: If the council states no board.
        NotOnDayError: If the board, or what is stated about the council, is not of that day.

    Example:
        >>> from elzmodel.governance import Body, BodyKind, CareCouncil, Seat
        >>> council = CareCouncil(
        ...     id="raad",
        ...     zone="herkenrode",
        ...     bodies=[Body(id="board", kind=BodyKind.BOARD)],
        ...     seats=[Seat(id="zorg-1", body="board", cluster=Cluster.CARE)],
        ... )
        >>> care = Rule(
        ...     id="R1",
        ...     title="seats for care",
        ...     kind=RuleKind.SEATS,
        ...     cluster=Cluster.CARE,
        ...     at_least=4,
        ...     at_most=6,
        ... )
        >>> room = headroom(council, RuleSet(id="x", title="x", rules=[care]), on="2023-01-01")
        >>> room.rooms[0].must_add.value, room.rooms[0].must_fill.value, room.rooms[0].may_add.value
        (3, 4, 5)
    """
    board = sitting_of(council, BodyKind.BOARD, on=on)
    rooms = sorted(_rooms(board, rules), key=lambda room: ORDER.get(room.cluster, len(ORDER)))
    return Headroom(day=board.day, rule_set=rules.id, rooms=tuple(rooms))


def _rooms(board: Sitting, rules: RuleSet) -> Iterator[ClusterRoom]:
    about_seats = [rule for rule in rules.rules if rule.kind is RuleKind.SEATS]
    in_force = [rule for rule in about_seats if board.day in rule.period]
    for rule in in_force:
        yield _room(board, rule.cluster, rule)
    ruled = {rule.cluster for rule in in_force}
    for cluster in sorted({seat.cluster for seat in board.seats} - ruled, key=ORDER.__getitem__):
        yield _room(board, cluster, None)


def _room(board: Sitting, cluster: Cluster | None, rule: Rule | None) -> ClusterRoom:
    mine = board.seats_in(cluster)
    held = sum(1 for seat in mine if board.holders(seat))
    seats = Total(len(mine), None if board.is_open("seats") else len(mine))
    filled = Total(held, None if board.is_open("seats", "mandates") else held)
    if rule is None or not rule.is_read:
        reason = "no rule" if rule is None else "the figures were not read"
        rule_id = rule.id if rule else None
        return ClusterRoom(cluster=cluster, seats=seats, filled=filled, rule=rule_id, reason=reason)
    return ClusterRoom(
        cluster=cluster,
        seats=seats,
        filled=filled,
        rule=rule.id,
        must_add=_short_of(rule.at_least, seats),
        must_fill=_short_of(rule.at_least, filled),
        may_add=_short_of(rule.at_most, seats),
        reason="" if rule.at_most is not None else "no maximum is set",
    )


def _short_of(bound: int | None, number: Total) -> Total | None:
    """Return how far a number lies below a bound, ``None`` where none is set."""
    if bound is None:
        return None
    low = 0 if number.high is None else max(0, bound - int(number.high))
    return Total(low, max(0, bound - int(number.low)))


@frozen(kw_only=True, field_transformer=tupled)
class AdmittedList:
    """One list of disciplines or services, held against the seats of the board.

    *unstated* are seats that may speak for one of *missing*, because nothing
    says for whom they do. *is_open* says that the rule's own list is not
    complete: then the answer is about those named.

    Example:
        >>> found = AdmittedList(rule="R11", cluster=Cluster.CARE, missing=["tandarts"])
        >>> found.is_certain
        True
    """

    rule: ItemId
    cluster: Cluster | None
    represented: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unstated: tuple[SeatId, ...] = ()
    is_open: bool = False
    seats_are_open: bool = False

    @property
    def is_certain(self) -> bool:
        """Whether those that are missing have no seat for certain."""
        return not self.unstated and not self.seats_are_open


@frozen(kw_only=True, field_transformer=tupled)
class UnrepresentedDisciplines:
    """The disciplines and services without a board seat on a day.

    Example:
        >>> UnrepresentedDisciplines(day=date(2023, 1, 1)).missing
        ()
    """

    day: date
    lists: tuple[AdmittedList, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """All of them, each once."""
        return tuple(dict.fromkeys(name for each in self.lists for name in each.missing))

    def to_table(self) -> Table:
        """Return one row for each of them."""
        columns = (Column("cluster"), Column("rule"), Column("without_a_seat"), Column("seat"))
        rows = [
            (
                each.cluster.value if each.cluster else None,
                each.rule,
                name,
                "none" if each.is_certain else "unknown",
            )
            for each in self.lists
            for name in each.missing
        ]
        notes = tuple(note for each in self.lists for note in _notes(each))
        return Table(f"Disciplines without a seat on {self.day}", columns, rows, notes)

    def _repr_html_(self) -> str:
        return self.to_table().to_html()


def _notes(each: AdmittedList) -> tuple[str, ...]:
    notes = [f"Of those named: the list of {each.rule} is not complete."] if each.is_open else []
    if each.unstated:
        seats = ", ".join(each.unstated)
        notes.append(f"Unknown for {each.rule}: nothing says for whom {seats} speaks.")
    if each.seats_are_open:
        notes.append(f"Unknown for {each.rule}: the list of seats is not complete.")
    return tuple(notes)


def unrepresented_disciplines(
    council: CareCouncil, rules: RuleSet, *, on: Day
) -> UnrepresentedDisciplines:
    """Return which disciplines and services that a cluster admits have no board seat.

    Each rule of kind ``admitted`` that holds on the day is looked at. A seat
    counts while it is vacant, and in whichever cluster it stands.

    Raises:
        UnknownIdError: If the council states no board.
        NotOnDayError: If the board, or what is stated about the council, is not of that day.

    Example:
        >>> from elzmodel.governance import Body, CareCouncil, Rule, RuleSet
        >>> council = CareCouncil(
        ...     id="raad", zone="herkenrode", bodies=[Body(id="board", kind=BodyKind.BOARD)]
        ... )
        >>> admitted = Rule(
        ...     id="R11",
        ...     title="care actors",
        ...     kind=RuleKind.ADMITTED,
        ...     cluster=Cluster.CARE,
        ...     values=["huisarts", "tandarts"],
        ... )
        >>> rules = RuleSet(id="x", title="x", rules=[admitted])
        >>> unrepresented_disciplines(council, rules, on="2023-01-01").missing
        ('huisarts', 'tandarts')
    """
    board = sitting_of(council, BodyKind.BOARD, on=on)
    lists = tuple(
        _held_against(rule, board)
        for rule in rules.rules
        if rule.kind is RuleKind.ADMITTED and rule.is_read and board.day in rule.period
    )
    return UnrepresentedDisciplines(day=board.day, lists=lists)


def _held_against(rule: Rule, board: Sitting) -> AdmittedList:
    refs = {each.ref for seat in board.seats for each in seat.represents}
    missing = tuple(value for value in rule.values if value not in refs)
    unstated = (seat.id for seat in board.seats if missing and _may_speak_for(seat, rule))
    return AdmittedList(
        rule=rule.id,
        cluster=rule.cluster,
        represented=tuple(value for value in rule.values if value in refs),
        missing=missing,
        unstated=tuple(unstated),
        is_open="values" in rule.open_lists,
        seats_are_open=board.is_open("seats"),
    )


def _may_speak_for(seat: Seat, rule: Rule) -> bool:
    """Tell whether a seat of the cluster leaves open for which discipline it speaks."""
    if rule.cluster not in {None, seat.cluster}:
        return False
    return not seat.represents or any(map(_is_unnamed, seat.represents))


def _is_unnamed(each: Constituency) -> bool:
    return not each.ref and each.kind is not ConstituencyKind.MUNICIPALITY


@frozen(kw_only=True, field_transformer=tupled)
class AbsentClusters:
    """Which of the four clusters have no voice in a body on a day.

    *doubtful* are persons there whose cluster is not stated: where there are
    any, or where *is_open*, a missing cluster may have a voice after all.

    Example:
        >>> AbsentClusters(body="db", day=date(2023, 1, 1), missing=[Cluster.PZON]).is_certain
        True
    """

    body: BodyId
    day: date
    present: tuple[Cluster, ...] = ()
    missing: tuple[Cluster, ...] = ()
    doubtful: tuple[PersonId, ...] = ()
    is_open: bool = False

    @property
    def is_certain(self) -> bool:
        """Whether the missing clusters have no voice for certain."""
        return not self.missing or not (self.doubtful or self.is_open)

    def to_table(self) -> Table:
        """Return one row a cluster."""
        absent = "no" if self.is_certain else "unknown"
        rows = [
            (cluster.value, "yes" if cluster in self.present else absent) for cluster in _STATUTORY
        ]
        columns = (Column("cluster"), Column("has_a_voice"))
        return Table(f"Clusters in {self.body} on {self.day}", columns, rows)

    def _repr_html_(self) -> str:
        return self.to_table().to_html()


_STATUTORY = tuple(cluster for cluster in Cluster if cluster is not Cluster.OPTIONAL)


def missing_clusters(
    council: CareCouncil, *, on: Day, body: str | BodyKind = BodyKind.DAILY_BOARD
) -> AbsentClusters:
    """Return which of the four clusters nobody speaks for in a body, the daily board by default.

    A person speaks for the cluster that an office or a seat in that body
    states, otherwise for that of their seat in the board.

    Raises:
        UnknownIdError: If the council states no such body.
        NotOnDayError: If the body, or what is stated about the council, is not of that day.

    Example:
        >>> from elzmodel.governance import Body, CareCouncil, Office
        >>> council = CareCouncil(
        ...     id="raad",
        ...     zone="herkenrode",
        ...     bodies=[Body(id="db", kind=BodyKind.DAILY_BOARD)],
        ...     offices=[Office(body="db", person="p1", for_cluster=Cluster.CARE)],
        ... )
        >>> [cluster.value for cluster in missing_clusters(council, on="2023-01-01").missing]
        ['welfare', 'local-authority', 'pzon']
    """
    sitting = sitting_of(council, body, on=on)
    voices = _voices(sitting)
    found = {cluster for clusters in voices.values() for cluster in clusters}
    return AbsentClusters(
        body=sitting.body.id,
        day=sitting.day,
        present=tuple(sorted(found, key=ORDER.__getitem__)),
        missing=tuple(cluster for cluster in _STATUTORY if cluster not in found),
        doubtful=tuple(person for person, clusters in voices.items() if not clusters),
        is_open=bool(sitting.open_lists),
    )


def _voices(sitting: Sitting) -> Mapping[PersonId, set[Cluster]]:
    """Return the clusters for which each person of a body speaks there."""
    board = board_on(sitting.council, sitting.day)
    by_seat = _by_seat(board) if board else {}
    here = _by_seat(sitting)
    for office in sitting.offices:
        if office.for_cluster is not None:
            here.setdefault(office.person, set()).add(office.for_cluster)
    return {person: here.get(person) or by_seat.get(person, set()) for person in sitting.persons}


def _by_seat(sitting: Sitting) -> dict[PersonId, set[Cluster]]:
    found: dict[PersonId, set[Cluster]] = {}
    for seat in sitting.seats:
        for person in sitting.holders(seat):
            found.setdefault(person, set()).add(seat.cluster)
    return found
