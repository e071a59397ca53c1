"""Who has no voice: disciplines and services without a seat, clusters that are absent."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from elzmodel.governance._sitting import ORDER, Sitting, board_on, sitting_of
from elzmodel.governance.council import BodyKind
from elzmodel.governance.rule import RuleKind
from elzmodel.governance.seat import Cluster, ConstituencyKind
from elzmodel.values import BodyId, Column, ItemId, PersonId, SeatId, Table, tupled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from elzmodel.governance.council import CareCouncil
    from elzmodel.governance.rule import Rule, RuleSet
    from elzmodel.governance.seat import Constituency, Seat
    from elzmodel.values import Day

__all__ = [
    "AbsentClusters",
    "AdmittedList",
    "UnrepresentedDisciplines",
    "missing_clusters",
    "unrepresented_disciplines",
]


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
