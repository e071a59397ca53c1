"""Strategies for dossiers: items that refer to each other and to nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from attrs import evolve, frozen
from hypothesis import strategies as st

from elzmodel.dossiers import Dossier
from elzmodel.governance import (
    Body,
    BodyKind,
    CareCouncil,
    Cluster,
    Constituency,
    ConstituencyKind,
    Delegation,
    Gender,
    Mandate,
    MandateStatus,
    Membership,
    MembershipRole,
    Office,
    OfficeTitle,
    Person,
    Seat,
    Waiver,
)
from elzmodel.policy import Advice, Claim, ClaimKind, Request, Statement, TargetGroup
from elzmodel.testing.strategies.policy import (
    KnownIds,
    few,
    flags,
    gatherings,
    maybe_days,
    one_of_or_none,
    open_lists,
    partners,
    plans_within,
    projects,
    some_of,
    statements,
    titles,
)
from elzmodel.testing.strategies.values import require
from elzmodel.values import BodyId, Grade, ItemId, SeatId, Source, ZoneId

__all__ = ["dossiers"]

_COUNTS = st.integers(0, 2)
_GRADES = st.sampled_from(Grade)
_NAMES = st.sampled_from(["", "An Voorbeeld", "Bo Voorbeeld"])
_TITLES = st.sampled_from(["", "dr. Voorbeeldtitel"])
_DATES = st.sampled_from(["", "2024-05-01"])
_OTHER_KINDS = tuple(kind for kind in ConstituencyKind if kind is not ConstituencyKind.MUNICIPALITY)

Ids = tuple[Any, ...]
T = TypeVar("T")


@st.composite
def _dossiers(draw: st.DrawFn, parts: Ids, zones: Ids) -> Dossier:
    def numbered(letter: str, most: int = 2) -> Ids:
        return tuple(f"{letter}{n + 1}" for n in range(draw(st.integers(0, most))))

    councils = numbered("council", 1)
    known = KnownIds(
        parts=parts,
        zones=zones,
        sources=numbered("d"),
        partners=numbered("p", 3),
        target_groups=numbered("t"),
        projects=numbered("j"),
        gatherings=numbered("g"),
        persons=numbered("x"),
        bodies=numbered("b") if councils else (),
    )
    zone, fields = draw(st.sampled_from(zones)), _items(known)

    def items(of: type[T], ids: Ids) -> tuple[T, ...]:
        return tuple(known.item(draw, of, id=each, **fields[of]) for each in ids)

    return Dossier(
        zone_id=zone,
        title=draw(titles()),
        is_invented=True,
        councils=tuple(_Council(draw, known).council(each, zone) for each in councils),
        plans=tuple(
            evolve(draw(plans_within(known, most=1)), id=each) for each in numbered("plan", 1)
        ),
        statements=_statements(draw, known, numbered("statement")),
        claims=items(Claim, numbered("claim")),
        requests=items(Request, numbered("request")),
        advice=items(Advice, numbered("advice")),
        documents=items(Source, known.sources),
        persons=items(Person, known.persons),
        open_lists=draw(open_lists(Dossier)),
        note=draw(titles()),
        **_referred(draw, known),
    )


def _referred(draw: st.DrawFn, known: KnownIds) -> dict[str, Any]:
    """Draw what other items refer to."""
    given: dict[str, Ids] = {"partners": known.partners, "sources": known.sources}
    drawn_partners = partners(parts=known.parts, zones=known.zones, sources=known.sources)
    drawn_projects = projects(parts=known.parts, **given)
    drawn_gatherings = gatherings(**given)
    return {
        "target_groups": [
            known.item(draw, TargetGroup, id=each, broader=one_of_or_none(known.target_groups[:n]))
            for n, each in enumerate(known.target_groups)
        ],
        "partners": [evolve(draw(drawn_partners), id=each) for each in known.partners],
        "projects": [evolve(draw(drawn_projects), id=each) for each in known.projects],
        "gatherings": [evolve(draw(drawn_gatherings), id=each) for each in known.gatherings],
    }


def _statements(draw: st.DrawFn, known: KnownIds, ids: Ids) -> tuple[Statement, ...]:
    """Draw statements that are parts of earlier ones."""
    return tuple(
        evolve(draw(statements(others=ids[:n], sources=known.sources)), id=each)
        for n, each in enumerate(ids)
    )


def _items(known: KnownIds) -> dict[type[Any], dict[str, Any]]:
    """Return how to draw what items of some classes do not have in common with others."""
    return {
        Source: {"date": _DATES, "grade": _GRADES},
        Person: {
            "name": _NAMES,
            "title": _TITLES,
            "as_written": few(_NAMES, most=1),
            "gender": one_of_or_none(tuple(Gender)),
            "self_employed": flags(),
            "profiles": few(titles(empty=False)),
        },
        Claim: {
            "kind": st.sampled_from(ClaimKind),
            "title": titles(),
            "labels": few(titles(empty=False)),
            "parts": some_of(known.parts),
            "day": maybe_days(),
        },
        Request: {
            "partner": one_of_or_none(known.partners),
            "day": maybe_days(),
            "is_granted": flags(),
            "follow_up": titles(),
        },
        Advice: {
            "to": titles(),
            "parts": some_of(known.parts),
            "day": maybe_days(),
            "is_followed": flags(),
        },
    }


@frozen
class _Council:
    """A council while it is drawn."""

    draw: st.DrawFn
    known: KnownIds

    def council(self, key: ItemId, zone: ZoneId) -> CareCouncil:
        """Draw the whole."""
        known = self.known
        count = self.draw(st.integers(0, 3)) if known.bodies else 0
        seats = tuple(self.seat(SeatId(f"s{n + 1}")) for n in range(count))
        return self.item(
            CareCouncil,
            id=key,
            zone=zone,
            name=titles(),
            legal_form=st.sampled_from(["", "vzw"]),
            recognised=maybe_days(),
            platforms=few(titles(empty=False), most=1),
            bodies=tuple(self.body(each) for each in known.bodies),
            seats=seats,
            mandates=self.mandates(tuple(seat.id for seat in seats)),
            offices=self.offices(),
            memberships=self.memberships(),
            delegations=self.delegations(tuple(seat.id for seat in seats)),
            waivers=self.waivers(),
        )

    def item(self, of: type[T], **given: Any) -> T:  # noqa: ANN401 - a field
        """Draw an item of the council."""
        return self.known.item(self.draw, of, **given)

    def body(self, key: BodyId) -> Body:
        """Draw a body that goes on from an earlier one."""
        others = one_of_or_none(tuple(each for each in self.known.bodies if each < key))
        return self.item(
            Body,
            id=key,
            kind=st.sampled_from(BodyKind),
            name=titles(),
            also_called=few(titles(empty=False)),
            organisation=one_of_or_none(self.known.partners),
            parent=others,
            continues=others,
        )

    def seat(self, key: SeatId) -> Seat:
        """Draw a seat of one of the bodies."""
        return self.item(
            Seat,
            id=key,
            body=st.sampled_from(self.known.bodies),
            cluster=st.sampled_from(Cluster),
            represents=tuple(self.constituency() for _ in range(self.draw(_COUNTS))),
            capacity=titles(),
            voting=flags(),
        )

    def constituency(self) -> Constituency:
        """Draw a constituency; only a municipality has land."""
        label = self.draw(titles(empty=False))
        partner = self.draw(one_of_or_none(self.known.partners))
        kind = self.draw(st.sampled_from((*_OTHER_KINDS, ConstituencyKind.MUNICIPALITY)))
        if kind is ConstituencyKind.MUNICIPALITY:
            part = self.draw(st.sampled_from(self.known.parts))
            return Constituency(kind=kind, label=label, partner=partner, parts=(part,))
        ref = self.draw(st.sampled_from(["", "huisarts"]))
        return Constituency(kind=kind, label=label, partner=partner, ref=ref)

    def mandates(self, seats: Ids) -> tuple[Mandate, ...]:
        """Draw who sits on the seats."""
        if not (seats and self.known.persons):
            return ()
        return tuple(
            self.item(
                Mandate,
                seat=seat,
                person=st.sampled_from(self.known.persons),
                status=st.sampled_from(MandateStatus),
                terms=st.none() | st.integers(1, 4),
                replaces=one_of_or_none(self.known.persons),
                end_reason=titles(),
            )
            for seat in self.draw(few(st.sampled_from(seats), most=3))
        )

    def offices(self) -> tuple[Office, ...]:
        """Draw who holds which office."""
        if not self.known.bodies:
            return ()
        return tuple(
            self.item(
                Office,
                body=st.sampled_from(self.known.bodies),
                person=person,
                title=st.sampled_from(OfficeTitle),
                for_cluster=one_of_or_none(tuple(Cluster)),
            )
            for person in self.draw(some_of(self.known.persons))
        )

    def memberships(self) -> tuple[Membership, ...]:
        """Draw partners and persons that are members without a seat."""
        role = st.sampled_from(MembershipRole)
        found: list[Membership] = []
        for body in self.known.bodies:
            for kind in ("partner", "person"):
                ids: Ids = getattr(self.known, f"{kind}s")
                members = self.draw(some_of(ids, most=1))
                found += [
                    self.item(Membership, body=body, role=role, **{kind: each}) for each in members
                ]
        return tuple(found)

    def delegations(self, seats: Ids) -> tuple[Delegation, ...]:
        """Draw who is sent to a body."""
        return tuple(
            self.item(
                Delegation,
                to=body,
                person=one_of_or_none(self.known.persons),
                seat=one_of_or_none(seats),
                reports_back=flags(),
            )
            for body in self.draw(some_of(self.known.bodies, most=1))
        )

    def waivers(self) -> tuple[Waiver, ...]:
        """Draw leave not to keep a rule."""
        return tuple(
            self.item(Waiver, rule=rule, reason=titles(), until=maybe_days())
            for rule in self.draw(some_of((ItemId("R4"), ItemId("R5"))))
        )


def dossiers(
    *, parts: Sequence[str] = ("a", "b"), zones: Sequence[str] = ("z1", "z2")
) -> st.SearchStrategy[Dossier]:
    """Draw invented dossiers in which every reference leads to something.

    They hold at most one council and one plan, with partners, persons (called
    *Voorbeeld*), statements, claims, projects, gatherings, requests and advice,
    and the documents in which these stand.

    Shrinks towards the dossier of the first zone, in which nothing stands.

    Args:
        parts: Ids of the land that it may speak of.
        zones: Ids of the zones of which one publishes it.

    Raises:
        InvalidArgument: If there is no land or no zone.

    Example:
        >>> from hypothesis import find
        >>> find(dossiers(), lambda dossier: dossier.councils)
        <Dossier of z1: 0 statements, 1 councils, 0 plans, 0 partners>
    """
    require(holds=bool(parts and zones), message=f"{parts=} and {zones=} leave nothing to choose")
    return _dossiers(tuple(parts), tuple(zones))
