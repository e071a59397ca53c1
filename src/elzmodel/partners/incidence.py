"""Who takes part in what: dated incidences, rankings and professional circles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum

from attrs import field, frozen

from elzmodel.governance import CareCouncil
from elzmodel.partners.partner import Partner, PartnerKind
from elzmodel.policy import Action, Gathering, Involvement, InvolvementRole, Project
from elzmodel.values import Cell, Column, Day, PartnerId, Period, Table, parse_day

__all__ = [
    "Incidence",
    "VenueKind",
    "circles_table",
    "incidences_of",
    "professions_without_circle",
    "rank",
]


class VenueKind(Enum):
    """Where partners meet; each is a layer that can be left out.

    Example:
        >>> VenueKind.SEAT.is_statutory
        True
    """

    SEAT = "seat"
    MEMBERSHIP = "membership"
    GATHERING = "gathering"
    PROJECT = "project"
    ACTION = "action"

    @property
    def is_statutory(self) -> bool:
        """Whether the rules, rather than the partners, bring them together."""
        return self is VenueKind.SEAT


@frozen(kw_only=True)
class Incidence:
    """A partner at a venue or in an action, in a role, for a period.

    *venue* is the id of the body, gathering, project or action.

    Example:
        >>> Incidence(partner="pallion", venue="1.2/a3", kind=VenueKind.ACTION).role
        ''
    """

    partner: PartnerId
    venue: str
    kind: VenueKind
    role: str = ""
    period: Period = field(factory=Period)


def incidences_of(
    *,
    councils: Iterable[CareCouncil] = (),
    actions: Iterable[Action] = (),
    projects: Iterable[Project] = (),
    gatherings: Iterable[Gathering] = (),
) -> tuple[Incidence, ...]:
    """Return where partners meet, in the order given and each once.

    A seat counts for the partner of each of its constituencies, while both the
    council and the seat last. A venue without partners has no incidence: that
    nobody is listed does not say that nobody took part.

    Example:
        >>> from elzmodel.policy import Involvement, Project
        >>> project = Project(id="bov", title="x", involvements=[Involvement(partner="logo")])
        >>> incidences_of(projects=[project])[0].role
        'collaborator'
    """
    found = [each for council in councils for each in _statutory(council)]
    for kind, venues in (
        (VenueKind.ACTION, actions),
        (VenueKind.PROJECT, projects),
        (VenueKind.GATHERING, gatherings),
    ):
        found += [
            _involved(kind, str(venue.id), each) for venue in venues for each in venue.involvements
        ]
    return tuple(dict.fromkeys(found))


def _involved(kind: VenueKind, venue: str, each: Involvement) -> Incidence:
    return Incidence(
        partner=each.partner, venue=venue, kind=kind, role=each.role.value, period=each.period
    )


def _statutory(council: CareCouncil) -> Iterator[Incidence]:
    for seat in council.seats:
        period = council.period.within(seat.period)
        for each in seat.represents:
            if each.partner is not None and period is not None:
                yield Incidence(
                    partner=each.partner,
                    venue=seat.body,
                    kind=VenueKind.SEAT,
                    role=seat.cluster.value,
                    period=period,
                )
    for member in council.memberships:
        if member.partner is not None:
            yield Incidence(
                partner=member.partner,
                venue=member.body,
                kind=VenueKind.MEMBERSHIP,
                role=member.role.value,
                period=member.period,
            )


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


def professions_without_circle(
    partners: Iterable[Partner], disciplines: Iterable[str], *, on: Day | None = None
) -> tuple[str, ...]:
    """Return the disciplines for which no partner is a professional circle (*kring*).

    A circle counts for the profession that it states, in any case of letters;
    one that states none counts for no profession, and `circles_table` says so.
    With *on* only the partners of that day count. The care disciplines are the
    *values* of the rule that follows art. 1, 4°/1 of the decision of 17-05-2019.

    Raises:
        InvalidValueError: If *on* is not a day.

    Example:
        >>> circle = Partner(id="k", name="kring", kind=PartnerKind.CIRCLE, profession="huisarts")
        >>> professions_without_circle([circle], ["huisarts", "apotheker"])
        ('apotheker',)
    """
    found = _of_profession(partners, on)
    return tuple(each for each in dict.fromkeys(disciplines) if each.casefold() not in found)


def circles_table(
    partners: Iterable[Partner], disciplines: Iterable[str], *, on: Day | None = None
) -> Table:
    """Return one row a discipline, with its professional circles.

    Raises:
        InvalidValueError: If *on* is not a day.

    Example:
        >>> circle = Partner(id="k", name="kring", kind=PartnerKind.CIRCLE)
        >>> print(circles_table([circle], ["huisarts"]))
        Professional circles
        profession  circles
        huisarts
        Of k the profession is not stated.
    """
    found = _of_profession(partners, on)
    rows = [(each, tuple(found.get(each.casefold(), ()))) for each in dict.fromkeys(disciplines)]
    unstated = found.get("", ())
    notes = (f"Of {', '.join(unstated)} the profession is not stated.",) if unstated else ()
    return Table("Professional circles", (Column("profession"), Column("circles")), rows, notes)


def _of_profession(partners: Iterable[Partner], on: Day | None) -> dict[str, list[PartnerId]]:
    day = None if on is None else parse_day(on)
    found: dict[str, list[PartnerId]] = {}
    for each in partners:
        if each.kind is PartnerKind.CIRCLE and (day is None or day in each.period):
            found.setdefault(each.profession.casefold(), []).append(each.id)
    return found
