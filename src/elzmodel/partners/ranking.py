"""Who carries most of the work, who is named once, who has no seat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from elzmodel.partners.incidence import VenueKind
from elzmodel.policy import InvolvementRole
from elzmodel.values import Cell, Column, Table, parse_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from elzmodel.partners.incidence import Incidence
    from elzmodel.partners.partner import Partner
    from elzmodel.values import Day

__all__ = ["rank"]


def rank(
    partners: Iterable[Partner], incidences: Iterable[Incidence], *, on: Day | None = None
) -> Table:
    """Return partners by the number of actions that they carry, most first.

    *actions* counts those that a partner takes part in, *named in* the actions,
    projects and gatherings that name it in any role, each once. *seats* counts
    the bodies in which it has a seat, and is unknown for all where no seat of
    any partner is known. With *on* only what holds on that day counts.

    Raises:
        InvalidValueError: If *on* is not a day.

    Example:
        >>> from elzmodel.partners import Incidence, Partner
        >>> found = [Incidence(partner="logo", venue="5.1/a3", kind=VenueKind.ACTION, role="lead")]
        >>> print(rank([Partner(id="caw", name="CAW"), Partner(id="logo", name="LOGO")], found))
        Partners by actions
        partner  name  kind          actions  named in  seats
        logo     LOGO  organisation        1         1
        caw      CAW   organisation        0         0
        Named once: logo.
        No seat of any partner is known.
    """
    day = None if on is None else parse_day(on)
    held = [each for each in incidences if day is None or day in each.period]
    rows = [_row(partner, held) for partner in partners]
    rows.sort(key=lambda row: (-_count(row[3]), -_count(row[4]), str(row[0])))
    columns = (
        Column("partner"),
        Column("name"),
        Column("kind"),
        *(Column(key, "number") for key in ("actions", "named_in", "seats")),
    )
    return Table("Partners by actions", columns, rows, _notes(rows))


def _row(partner: Partner, held: list[Incidence]) -> tuple[Cell, ...]:
    own = [each for each in held if each.partner == partner.id]
    seats = {each.venue for each in own if each.kind is VenueKind.SEAT}
    has_seats = any(each.kind is VenueKind.SEAT for each in held)
    return (
        partner.id,
        partner.name,
        partner.kind.value,
        len({e.venue for e in own if e.kind is VenueKind.ACTION and _takes_part(e)}),
        len({(e.kind, e.venue) for e in own if e.kind in _NAMED}),
        len(seats) if has_seats else None,
    )


_NAMED = {VenueKind.ACTION, VenueKind.PROJECT, VenueKind.GATHERING}


def _takes_part(incidence: Incidence) -> bool:
    return any(role.value == incidence.role and role.takes_part for role in InvolvementRole)


def _count(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0


def _notes(rows: list[tuple[Cell, ...]]) -> tuple[str, ...]:
    once = [str(row[0]) for row in rows if row[4] == 1]
    seatless = [str(row[0]) for row in rows if row[5] == 0]
    unknown = bool(rows) and all(row[5] is None for row in rows)
    notes = (
        f"Named once: {', '.join(once)}." if once else "",
        f"Without a seat: {', '.join(seatless)}." if seatless else "",
        "No seat of any partner is known." if unknown else "",
    )
    return tuple(note for note in notes if note)
