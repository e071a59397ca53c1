"""Where partners meet: one list of dated incidences, from which all graphs come."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from attrs import field, frozen

from elzmodel.values import PartnerId, Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from elzmodel.governance import CareCouncil
    from elzmodel.policy import Action, Gathering, Involvement, Project

__all__ = ["Incidence", "VenueKind", "incidences_of"]


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
