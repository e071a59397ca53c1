"""How many seats each cluster must still fill, and may still add."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from elzmodel.governance._sitting import ORDER, Sitting, sitting_of
from elzmodel.governance.council import BodyKind
from elzmodel.governance.rule import Rule, RuleKind, RuleSet
from elzmodel.governance.seat import Cluster
from elzmodel.values import Column, ItemId, Table, Total, tupled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from elzmodel.governance.council import CareCouncil
    from elzmodel.values import Cell, Day

__all__ = ["ClusterRoom", "Headroom", "headroom"]


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
