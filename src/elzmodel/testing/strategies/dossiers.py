"""Strategies for dossiers: items that refer to each other and to nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import evolve, frozen
from hypothesis import strategies as st

from elzmodel.dossiers.dossier import Dossier
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
    References,
    few,
    flags,
    gatherings,
    maybe_days,
    one_of_or_none,
    open_lists,
    paragraphs,
    partners,
    plans_within,
    projects,
    some_of,
    spans,
    statements,
    titles,
)
from elzmodel.testing.strategies.values import require
from elzmodel.values import BodyId, Grade, ItemId, PersonId, SeatId, Source, SourceId, ZoneId

__all__ = [
    "dossiers",
]

_COUNTS = st.integers(0, 2)
_GRADES = st.sampled_from(Grade)
_NAMES = st.sampled_from(["", "An Voorbeeld", "Bo Voorbeeld"])
_TITLES = st.sampled_from(["", "dr. Voorbeeldtitel"])
_OTHER_KINDS = tuple(kind for kind in ConstituencyKind if kind is not ConstituencyKind.MUNICIPALITY)

Ids = tuple[Any, ...]


@st.composite
def _dossiers(draw: st.DrawFn, parts: Ids, zones: Ids) -> Dossier:
    def numbered(letter: str, most: int = 2) -> Ids:
        return tuple(f"{letter}{n + 1}" for n in range(draw(st.integers(0, most))))

    councils = numbered("council", 1)
    known = References(
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
    zone = draw(st.sampled_from(zones))
    return Dossier(
        zone_id=zone,
        title=draw(titles()),
        is_invented=True,
        councils=tuple(_Council(draw, known).council(each, zone) for each in councils),
        plans=tuple(
            evolve(draw(plans_within(known, most=1)), id=each) for each in numbered("plan", 1)
        ),
        statements=_statements(draw, known, numbered("statement")),
        claims=tuple(_claim(draw, known, each) for each in numbered("claim")),
        requests=tuple(_request(draw, known, each) for each in numbered("request")),
        advice=tuple(_advice(draw, known, each) for each in numbered("advice")),
        open_lists=draw(open_lists(Dossier)),
        note=draw(titles()),
        **_referred(draw, known),
    )


def _referred(draw: st.DrawFn, known: References) -> dict[str, Any]:
    """Draw what other items refer to."""
    given: dict[str, Ids] = {"partners": known.partners, "sources": known.sources}
    drawn_partners = partners(parts=known.parts, zones=known.zones, sources=known.sources)
    drawn_projects = projects(parts=known.parts, **given)
    drawn_gatherings = gatherings(**given)
    return {
        "documents": [_document(draw, each) for each in known.sources],
        "target_groups": [_group(draw, known, each) for each in known.target_groups],
        "partners": [evolve(draw(drawn_partners), id=each) for each in known.partners],
        "persons": [_person(draw, known, each) for each in known.persons],
        "projects": [evolve(draw(drawn_projects), id=each) for each in known.projects],
        "gatherings": [evolve(draw(drawn_gatherings), id=each) for each in known.gatherings],
    }


def _statements(draw: st.DrawFn, known: References, ids: Ids) -> tuple[Statement, ...]:
    """Draw statements that are parts of earlier ones."""
    return tuple(
        evolve(draw(statements(others=ids[:n], sources=known.sources)), id=each)
        for n, each in enumerate(ids)
    )


def _document(draw: st.DrawFn, key: SourceId) -> Source:
    return Source(
        id=key,
        title=draw(titles(empty=False)),
        date=draw(st.sampled_from(["", "2024-05-01"])),
        grade=draw(_GRADES),
        note=draw(titles()),
    )


def _group(draw: st.DrawFn, known: References, key: ItemId) -> TargetGroup:
    broader = tuple(each for each in known.target_groups if each < key)
    return TargetGroup(
        id=key,
        title=draw(titles(empty=False)),
        gloss=draw(titles()),
        broader=draw(one_of_or_none(broader)),
        sources=draw(known.where()),
    )


def _person(draw: st.DrawFn, known: References, key: PersonId) -> Person:
    return Person(
        id=key,
        name=draw(_NAMES),
        title=draw(_TITLES),
        as_written=draw(few(_NAMES, most=1)),
        gender=draw(one_of_or_none(tuple(Gender))),
        self_employed=draw(flags()),
        profiles=draw(few(titles(empty=False))),
        sources=draw(known.where()),
    )


def _claim(draw: st.DrawFn, known: References, key: ItemId) -> Claim:
    return Claim(
        id=key,
        kind=draw(st.sampled_from(ClaimKind)),
        title=draw(titles()),
        gloss=draw(titles()),
        labels=draw(few(titles(empty=False))),
        parts=draw(some_of(known.parts)),
        day=draw(maybe_days()),
        text=draw(paragraphs()),
        note=draw(titles()),
        sources=draw(known.where()),
    )


def _request(draw: st.DrawFn, known: References, key: ItemId) -> Request:
    return Request(
        id=key,
        title=draw(titles(empty=False)),
        gloss=draw(titles()),
        partner=draw(one_of_or_none(known.partners)),
        day=draw(maybe_days()),
        is_granted=draw(flags()),
        follow_up=draw(titles()),
        sources=draw(known.where()),
    )


def _advice(draw: st.DrawFn, known: References, key: ItemId) -> Advice:
    return Advice(
        id=key,
        title=draw(titles(empty=False)),
        gloss=draw(titles()),
        to=draw(titles()),
        parts=draw(some_of(known.parts)),
        day=draw(maybe_days()),
        is_followed=draw(flags()),
        note=draw(titles()),
        sources=draw(known.where()),
    )


@frozen
class _Council:
    """A council while it is drawn."""

    draw: st.DrawFn
    known: References

    def council(self, key: ItemId, zone: ZoneId) -> CareCouncil:
        """Draw the whole."""
        draw, known = self.draw, self.known
        count = draw(st.integers(0, 3)) if known.bodies else 0
        seats = tuple(self.seat(SeatId(f"s{n + 1}")) for n in range(count))
        return CareCouncil(
            id=key,
            zone=zone,
            name=draw(titles()),
            legal_form=draw(st.sampled_from(["", "vzw"])),
            recognised=draw(maybe_days()),
            platforms=draw(few(titles(empty=False), most=1)),
            bodies=tuple(self.body(each) for each in known.bodies),
            seats=seats,
            mandates=self.mandates(tuple(seat.id for seat in seats)),
            offices=self.offices(),
            memberships=self.memberships(),
            delegations=self.delegations(tuple(seat.id for seat in seats)),
            waivers=self.waivers(),
            open_lists=draw(open_lists(CareCouncil)),
            note=draw(titles()),
            **self.dated(),
        )

    def dated(self) -> dict[str, Any]:
        """Draw when something holds, and where that stands."""
        return {"period": self.draw(spans()), "sources": self.draw(self.known.where())}

    def body(self, key: BodyId) -> Body:
        """Draw a body that goes on from an earlier one."""
        others = one_of_or_none(tuple(each for each in self.known.bodies if each < key))
        return Body(
            id=key,
            kind=self.draw(st.sampled_from(BodyKind)),
            name=self.draw(titles()),
            also_called=self.draw(few(titles(empty=False))),
            organisation=self.draw(one_of_or_none(self.known.partners)),
            parent=self.draw(others),
            continues=self.draw(others),
            note=self.draw(titles()),
            **self.dated(),
        )

    def seat(self, key: SeatId) -> Seat:
        """Draw a seat of one of the bodies."""
        return Seat(
            id=key,
            body=self.draw(st.sampled_from(self.known.bodies)),
            cluster=self.draw(st.sampled_from(Cluster)),
            represents=tuple(self.constituency() for _ in range(self.draw(_COUNTS))),
            capacity=self.draw(titles()),
            voting=self.draw(flags()),
            **self.dated(),
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
            Mandate(
                seat=seat,
                person=self.draw(st.sampled_from(self.known.persons)),
                status=self.draw(st.sampled_from(MandateStatus)),
                terms=self.draw(st.none() | st.integers(1, 4)),
                replaces=self.draw(one_of_or_none(self.known.persons)),
                end_reason=self.draw(titles()),
                **self.dated(),
            )
            for seat in self.draw(few(st.sampled_from(seats), most=3))
        )

    def offices(self) -> tuple[Office, ...]:
        """Draw who holds which office."""
        if not self.known.bodies:
            return ()
        return tuple(
            Office(
                body=self.draw(st.sampled_from(self.known.bodies)),
                person=person,
                title=self.draw(st.sampled_from(OfficeTitle)),
                for_cluster=self.draw(one_of_or_none(tuple(Cluster))),
                **self.dated(),
            )
            for person in self.draw(some_of(self.known.persons))
        )

    def memberships(self) -> tuple[Membership, ...]:
        """Draw partners and persons that are members without a seat."""
        role = st.sampled_from(MembershipRole)
        found: list[Membership] = []
        for body in self.known.bodies:
            for each in self.draw(some_of(self.known.partners, most=1)):
                of = {"partner": each, "role": self.draw(role), **self.dated()}
                found.append(Membership(body=body, **of))
            for each in self.draw(some_of(self.known.persons, most=1)):
                of = {"person": each, "role": self.draw(role), **self.dated()}
                found.append(Membership(body=body, **of))
        return tuple(found)

    def delegations(self, seats: Ids) -> tuple[Delegation, ...]:
        """Draw who is sent to a body."""
        return tuple(
            Delegation(
                to=body,
                person=self.draw(one_of_or_none(self.known.persons)),
                seat=self.draw(one_of_or_none(seats)),
                reports_back=self.draw(flags()),
                **self.dated(),
            )
            for body in self.draw(some_of(self.known.bodies, most=1))
        )

    def waivers(self) -> tuple[Waiver, ...]:
        """Draw leave not to keep a rule."""
        return tuple(
            Waiver(
                rule=rule,
                reason=self.draw(titles()),
                until=self.draw(maybe_days()),
                sources=self.draw(self.known.where()),
            )
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
