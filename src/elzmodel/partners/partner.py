"""Partners: who works together in a zone, where they meet, and who carries most."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from enum import Enum
from itertools import chain
from typing import Final

from attrs import field, frozen

from elzmodel.governance import CareCouncil, Cluster
from elzmodel.policy import (
    Action,
    Gathering,
    InvolvementRole,
    OperationalGoal,
    PolicyPlan,
    Project,
)
from elzmodel.values import (
    Answer,
    BodyId,
    Day,
    ItemId,
    PartId,
    PartnerId,
    Period,
    SourceId,
    ZoneId,
    columns,
    parse_day,
)
from elzmodel.values.cards import Card, Held
from elzmodel.values.ids import grouped, tupled
from elzmodel.values.text import said, short

__all__ = [
    "Incidence",
    "Line",
    "Partner",
    "PartnerKind",
    "ProfessionCircles",
    "RankedPartner",
    "VenueKind",
    "professional_circles",
    "rank",
]


class PartnerKind(Enum):
    """What a partner is."""

    ORGANISATION = "organisation"
    AGENCY = "agency"
    NETWORK = "network"
    CIRCLE = "circle"
    """A professional circle (*kring*): an organisation with a profession and an area."""
    FUNCTION = "function"
    """Somebody known by what they do, such as an intermunicipal prevention worker."""
    MUNICIPALITY = "municipality"
    ZONE = "zone"
    ZONES = "zones"
    GROUP = "group"
    """Many who are not named one by one, such as the local authorities."""

    @property
    def is_named(self) -> bool:
        """Whether it is one partner with a name, neither a group nor an area."""
        return self in {
            PartnerKind.ORGANISATION,
            PartnerKind.AGENCY,
            PartnerKind.NETWORK,
            PartnerKind.CIRCLE,
            PartnerKind.FUNCTION,
        }


class Line(Enum):
    """Whether a partner is of the first or the second line (*eerste*, *tweede lijn*)."""

    FIRST = "first"
    SECOND = "second"


@frozen(kw_only=True, field_transformer=tupled)
class Partner(Held):
    """Who works together with others in a zone (*partner*).

    Attributes:
        id: The id: lower-case letters, digits and hyphens.
        name: The name.
        kind: What the partner is.
        profession: The profession of a professional circle.
        clusters: The clusters to which it belongs.
        line: The first or the second line.
        area: The land that it serves, as ids of parts.
        zones: The ids of the zones that it is, where it is one or several.
        serves_all: Whether it works all over Flanders; left out where it is not stated.
        is_coordinator: Whether it coordinates others.
    """

    id: PartnerId
    name: str
    kind: PartnerKind = PartnerKind.ORGANISATION
    gloss: str = ""
    profession: str = ""
    clusters: tuple[Cluster, ...] = ()
    line: Line | None = None
    area: tuple[PartId, ...] = ()
    zones: tuple[ZoneId, ...] = ()
    serves_all: bool | None = None
    is_coordinator: bool = False
    period: Period = field(factory=Period)
    note: str = ""
    sources: tuple[SourceId, ...] = ()

    def __repr__(self) -> str:
        """Say who it is."""
        return f"<Partner {short(self.id)}: {short(self.name)}, {self.kind.value}>"

    def to_card(self) -> Card:
        """Return what it is, and where it works."""
        counts = (
            ("kind", self.kind),
            ("profession", self.profession),
            ("clusters", self.clusters),
            ("line", self.line),
            ("zones", self.zones),
            ("parts served", len(self.area) or None),
            ("works all over Flanders", self.serves_all),
            ("period", self.period),
        )
        return Card(self.name, counts, notes=[self.note], sources=self.sources)


class VenueKind(Enum):
    """Where partners meet; each kind is a layer of networks, and can be left out of them."""

    SEAT = "seat"
    MEMBERSHIP = "membership"
    GATHERING = "gathering"
    PROJECT = "project"
    ACTION = "action"
    GOAL = "goal"

    @property
    def is_statutory(self) -> bool:
        """Whether the rules, rather than the partners, bring them together."""
        return self is VenueKind.SEAT

    @property
    def is_involved(self) -> bool:
        """Whether partners are involved in it in a role, rather than in a body."""
        return self not in {VenueKind.SEAT, VenueKind.MEMBERSHIP}


@frozen(kw_only=True)
class Incidence:
    """A partner at a venue or in an action, in a role, for a period.

    *venue* is the id of the body, gathering, project, action or operational goal. Ids of
    actions and goals may repeat from plan to plan: *plan* says of which it is, and is empty
    for the others. Who receives the people at a gathering is there in the role ``host``.
    """

    partner: PartnerId
    venue: str
    kind: VenueKind
    role: str = ""
    plan: ItemId | str = ""
    period: Period = field(factory=Period)


def incidences_of(
    *,
    councils: Iterable[CareCouncil] = (),
    plans: Iterable[PolicyPlan] = (),
    projects: Iterable[Project] = (),
    gatherings: Iterable[Gathering] = (),
) -> tuple[Incidence, ...]:
    """Return where partners meet, in the order given and each once.

    A seat counts for the partner of each of its constituencies, and a membership for its
    partner, while council, body and seat or membership last. A venue without partners has
    no incidence: that nobody is listed does not say that nobody took part.
    """
    found = [each for council in councils for each in _statutory(council)]
    gatherings = tuple(gatherings)
    of_plans = (venues for plan in plans for venues in _planned(plan))
    beside: tuple[_Venues, ...] = (
        (VenueKind.PROJECT, projects, ""),
        (VenueKind.GATHERING, gatherings, ""),
    )
    for kind, venues, plan_id in chain(of_plans, beside):
        found += [
            Incidence(
                partner=each.partner,
                venue=venue.id,
                kind=kind,
                role=each.role.value,
                plan=plan_id,
                period=each.period,
            )
            for venue in venues
            for each in venue.involvements
        ]
    found += [
        Incidence(partner=each.host, venue=each.id, kind=VenueKind.GATHERING, role="host")
        for each in gatherings
        if each.host is not None
    ]
    return tuple(dict.fromkeys(found))


_Venues = tuple[VenueKind, Iterable[OperationalGoal | Action | Project | Gathering], str]


def _planned(plan: PolicyPlan) -> Iterator[_Venues]:
    yield VenueKind.GOAL, plan.operational_goals, plan.id
    yield VenueKind.ACTION, plan.actions, plan.id


def _statutory(council: CareCouncil) -> Iterator[Incidence]:
    for seat in council.seats:
        period = _within(council, seat.body, seat.period)
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
        period = _within(council, member.body, member.period)
        if member.partner is not None and period is not None:
            yield Incidence(
                partner=member.partner,
                venue=member.body,
                kind=VenueKind.MEMBERSHIP,
                role=member.role.value,
                period=period,
            )


def _within(council: CareCouncil, body: BodyId, period: Period) -> Period | None:
    """Return the days of a seat or a membership on which its body and its council are stated."""
    stated = council.bodies_by_id.get(body)
    common = council.period.within(period)
    return common if stated is None or common is None else common.within(stated.period)


@columns("partner", "name", "kind", "actions", "named_in", "seats")
@frozen(kw_only=True)
class RankedPartner:
    """A partner with what it carries.

    *actions* counts those that it takes part in, *named_in* the goals, actions, projects
    and gatherings that name it in any role, each once. *seats* counts the bodies in
    which it has a seat, and is ``None`` where no seat of any partner is known.
    """

    partner: PartnerId
    name: str
    kind: PartnerKind
    actions: int
    named_in: int
    seats: int | None


def rank(
    partners: Iterable[Partner], incidences: Iterable[Incidence], *, on: Day | None = None
) -> Answer[RankedPartner]:
    """Return partners by the number of actions that they carry, most first.

    Equal partners stand by how often they are named, then by id. With *on* only
    what holds on that day counts.

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
    has_seats = any(each.kind is VenueKind.SEAT for each in held)
    by_partner = grouped((each.partner, each) for each in held)
    ranked = (_ranked(each, by_partner.get(each.id, ()), has_seats) for each in partners)
    rows = sorted(ranked, key=lambda row: (-row.actions, -row.named_in, row.partner))
    once = [row.partner for row in rows if row.named_in == 1]
    seatless = [row.partner for row in rows if row.seats == 0]
    return Answer(
        title=said("Partners by actions"),
        rows=tuple(rows),
        notes=(
            said("Named once: {partners:list all}.", partners=once) if once else "",
            said("Without a seat: {partners:list all}.", partners=seatless) if seatless else "",
            said("No seat of any partner is known.") if rows and not has_seats else "",
        ),
        row_type=RankedPartner,
    )


_NAMING: Final = {kind for kind in VenueKind if kind.is_involved}
_ACTIVE_ROLES: Final = {role.value for role in InvolvementRole if role.takes_part}


def _ranked(partner: Partner, own: Collection[Incidence], has_seats: bool) -> RankedPartner:  # noqa: FBT001 - of one caller
    venues = {(each.kind, each.plan, each.venue) for each in own}
    acting = (each for each in own if each.kind is VenueKind.ACTION)
    carried = {(each.plan, each.venue) for each in acting if each.role in _ACTIVE_ROLES}
    return RankedPartner(
        partner=partner.id,
        name=partner.name,
        kind=partner.kind,
        actions=len(carried),
        named_in=sum(kind in _NAMING for kind, _, _ in venues),
        seats=sum(kind is VenueKind.SEAT for kind, _, _ in venues) if has_seats else None,
    )


@frozen(kw_only=True, field_transformer=tupled)
class ProfessionCircles:
    """A profession with its professional circles; perhaps none."""

    profession: str
    circles: tuple[PartnerId, ...] = ()


def professional_circles(
    partners: Iterable[Partner], disciplines: Iterable[str], *, on: Day | None = None
) -> Answer[ProfessionCircles]:
    """Return for each discipline the partners that are a professional circle of it (*kring*).

    Those that have none are ``where(circles=())``. A circle counts for the
    profession that it states, in any case of letters; one that states none counts
    for no profession, and a note says so. With *on* only the partners of that day
    count. The care disciplines are the *values* of the rule that follows art. 1,
    4°/1 of the decision of 17-05-2019.

    Example:
        >>> circle = Partner(id="k", name="kring", kind=PartnerKind.CIRCLE, profession="huisarts")
        >>> found = professional_circles([circle], ["huisarts", "apotheker"])
        >>> [row.profession for row in found.where(circles=())]
        ['apotheker']
    """
    day = None if on is None else parse_day(on)
    circles = (each for each in partners if each.kind is PartnerKind.CIRCLE)
    living = (each for each in circles if day is None or day in each.period)
    by_profession = grouped((each.profession.casefold(), each.id) for each in living)
    unstated = by_profession.get("", ())
    return Answer(
        title=said("Professional circles"),
        rows=tuple(
            ProfessionCircles(profession=each, circles=by_profession.get(each.casefold(), ()))
            for each in dict.fromkeys(disciplines)
        ),
        notes=[said("Of {circles:list all} the profession is not stated.", circles=unstated)]
        if unstated
        else (),
        row_type=ProfessionCircles,
    )
