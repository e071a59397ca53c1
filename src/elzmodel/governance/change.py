"""What changed in a council between two days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from elzmodel.governance._sitting import labels_of
from elzmodel.values import Column, Table, parse_day, tupled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from elzmodel.governance.council import CareCouncil
    from elzmodel.values import Day

__all__ = ["CouncilChange", "CouncilDifference", "compare_councils"]


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
