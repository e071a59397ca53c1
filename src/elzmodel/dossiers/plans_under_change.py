"""What becomes of plans, projects and partners when land leaves a zone or comes to it.

Everything that speaks of such land is held against the border: what follows from it is a
proposal, and what only people can say is a question. Proposals are data: nothing changes until
they are adopted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property

from attrs import evolve, frozen

from elzmodel.dossiers.claims import whereabouts
from elzmodel.dossiers.dossier import Dossier, merge_partners
from elzmodel.landscape.snapshot import Snapshot
from elzmodel.partners import Partner, PartnerKind
from elzmodel.policy import (
    Action,
    Advice,
    Claim,
    ClaimKind,
    Enrolment,
    Evaluation,
    MeasureKind,
    OperationalGoal,
    PolicyPlan,
    Project,
    Verdict,
)
from elzmodel.territory import Municipality
from elzmodel.values import (
    Answer,
    Day,
    ItemId,
    PartId,
    PartnerId,
    Period,
    ZoneId,
    columns,
    parse_day,
)
from elzmodel.values.ids import grouped, tupled
from elzmodel.values.text import BilingualEnum, said, term

__all__ = ["Proposal", "ProposalKind", "adopt_proposals", "plan_proposals"]


class ProposalKind(BilingualEnum):
    """What is proposed.

    ``ASK`` is what no document and no border can tell: it is never adopted by itself.
    """

    KEEP = "keep", "behouden"
    RESTATE = "restate", "herformuleren"
    END = "end", "beëindigen"
    HAND_OVER = "hand-over", "overdragen", "hand over"
    ASK = "ask", "navragen"


@columns("what", "kind", "id", "label", "becomes=new_labels", "to", "why")
@frozen(kw_only=True, field_transformer=tupled)
class Proposal:
    """What is proposed for one thing of a dossier.

    *plan* is the id of the plan in which it stands, if it does. *new_labels* and *new_parts* are
    what is said of whom it speaks from then on; *to* are the zones to which it is handed over.
    """

    what: ProposalKind
    kind: str
    id: str
    label: str
    why: str
    plan: ItemId | None = None
    new_labels: tuple[str, ...] = ()
    new_parts: tuple[PartId, ...] = ()
    to: tuple[ZoneId, ...] = ()


def plan_proposals(dossier: Dossier, before: Snapshot, after: Snapshot) -> Answer[Proposal]:
    """Return what is proposed when the land of a zone changes between two days (*voorstellen*).

    Looked at are enrolments in projects, partners with an area, advice, claims, indicators
    about all municipalities, figures of vulnerabilities, and the goals and actions in which
    partners take part that leave. What is not concerned has no row, and a plan that is over
    by the day is not looked at.

    Args:
        dossier: The dossier of the zone.
        before: The day before, or any earlier one, such as ``Outcome.before``.
        after: The day, such as ``Outcome.after``.

    Raises:
        NotOnDayError: If the zone does not exist on one of the days.

    Example:
        >>> import elzmodel as elz
        >>> fl = elz.flanders()
        >>> found = plan_proposals(
        ...     elz.dossier("haspengouw"), fl.on("2024-12-31"), fl.on("2025-01-01")
        ... )
        >>> [(row.kind, row.id, row.what.value) for row in found if row.kind == "claim"][:1]
        [('claim', '2019/members', 'restate')]
    """
    border = _Border(dossier.zone_id, before, after)
    found: list[Proposal] = []
    if border.is_moved:
        found += _of_projects(dossier, border)
        partners = [each for p in dossier.partners if (each := _of_partner(p, border)) is not None]
        found += partners
        found += (each for a in dossier.advice if (each := _of_advice(a, border)) is not None)
        found += (each for c in dossier.claims if (each := _of_claim(c, border)) is not None)
        leaving = {p.id for p in partners if p.what in {ProposalKind.HAND_OVER, ProposalKind.ASK}}
        for plan in dossier.plans:
            if not _is_over(plan, after.day):
                found += _of_plan(plan, border, leaving, dossier)
    over = [plan.id for plan in dossier.plans if _is_over(plan, after.day)]
    note = "Over by {day}, and not looked at: {plans:list}."
    return Answer(
        title=said("Proposals for {zone} on {day}", zone=dossier.zone_id, day=after.day),
        rows=tuple(found),
        notes=(*border.notes, said(note, day=after.day, plans=over) if over else ""),
        row_type=Proposal,
    )


# --- the border ------------------------------------------------------------------------


@frozen
class _Follow:
    """What becomes of land that something speaks of."""

    what: ProposalKind
    why: str
    holder: Municipality | None = None
    parts: tuple[PartId, ...] = ()
    more: frozenset[PartId] = frozenset()
    to: tuple[ZoneId, ...] = ()


@frozen
class _Border:
    """A zone on two days: the land that left it, and the land that came."""

    name: ZoneId
    before: Snapshot
    after: Snapshot

    @cached_property
    def zone(self) -> ZoneId:
        return self.after.zone(self.name).id

    @cached_property
    def old(self) -> frozenset[PartId]:
        """The land of the zone before, as it is cut afterwards."""
        return frozenset(self.after.layout.living(self.before_land))

    @cached_property
    def new(self) -> frozenset[PartId]:
        return frozenset(self.after.zone_map.decided_parts(self.zone))

    @cached_property
    def undecided(self) -> frozenset[PartId]:
        return frozenset(self.old.intersection(self.after.zone_map.undecided))

    @cached_property
    def gone(self) -> frozenset[PartId]:
        return self.old - self.new - self.undecided

    @cached_property
    def came(self) -> frozenset[PartId]:
        return self.new - self.old

    @cached_property
    def is_moved(self) -> bool:
        """Whether the zone has other land, may have, or its land is held otherwise."""
        units = [
            {m.unit: m.name for m in day.layout.holding(tuple(land))}
            for day, land in ((self.before, self.before_land), (self.after, self.new))
        ]
        return bool(self.gone or self.came or self.undecided or units[0] != units[1])

    @cached_property
    def before_land(self) -> frozenset[PartId]:
        """The land of the zone before, as it was cut then."""
        return frozenset(self.before.zone_map.decided_parts(self.before.zone(self.name).id))

    @property
    def notes(self) -> Iterator[str]:
        """What left the zone, came to it, and may do either."""
        if self.gone:
            yield said("Left: {names:and all}.", names=self.names(self.gone))
        if self.came:
            yield said("Came: {names:and all}.", names=self.names(self.came))
        if self.undecided:
            yield said("Undecided: {names:and all}.", names=self.names(self.undecided))

    def names(self, land: frozenset[PartId]) -> list[str]:
        """Return the municipalities that had some land before."""
        layout, held = self.after.layout, self.before.layout
        near = held.by_part.keys() & layout.refinement.relatives(land)
        return [m.name for m in held.holding(near) if not land.isdisjoint(layout.living(m.parts))]

    @cached_property
    def members(self) -> list[str]:
        """The municipalities of the zone afterwards."""
        return [m.name for m in self.after.layout.holding(tuple(sorted(self.new)))]

    def of(self, label: str, parts: Iterable[PartId]) -> _Follow | None:
        """Return what becomes of land that something speaks of, ``None`` where nothing does."""
        land = frozenset(self.after.layout.living(tuple(parts)))
        if land & self.undecided:
            return _Follow(ProposalKind.ASK, _undecided(self.names(land & self.undecided)))
        inside, left = land & self.new, land & self.gone
        if left:
            return self._left(left, inside)
        holders = self.after.layout.holding(tuple(inside))
        if len(holders) != 1:
            return self._divided(holders) if inside & self.old else None
        return self._held(label, holders[0], inside)

    def _left(self, left: frozenset[PartId], inside: frozenset[PartId]) -> _Follow:
        now = list(dict.fromkeys(whereabouts(self.after, part) for part in sorted(left)))
        to = tuple(zone.id for zone in self.after.zone_map.holding(left))
        if inside:
            return _Follow(ProposalKind.ASK, said("some of its land is in {now:and all}", now=now))
        why = said("its land is in {now:and all}", now=now)
        return _Follow(ProposalKind.HAND_OVER, why, to=to)

    def _divided(self, holders: Sequence[Municipality]) -> _Follow | None:
        names = [m.name for m in holders]
        why = said("its land was divided between {names:and all}", names=names)
        return _Follow(ProposalKind.ASK, why) if len(holders) > 1 else None

    def _held(self, label: str, holder: Municipality, inside: frozenset[PartId]) -> _Follow | None:
        parts = tuple(part for part in holder.parts if part in self.new)
        more = frozenset(parts) - inside
        if not more and holder.name == label:
            return None
        other = said("{names:and all} {names:has|have} other land", names=[holder.name])
        moved = said("its land is in {names:and all}", names=[holder.name])
        why = other if holder.name == label else moved
        return _Follow(ProposalKind.RESTATE, why, holder, parts, more)

    def served(self, area: Iterable[PartId]) -> _Follow | None:
        """Return what becomes of land that a partner serves; of the whole zone, all of it."""
        land = frozenset(self.after.layout.living(tuple(area)))
        if land & self.undecided:
            return _Follow(ProposalKind.ASK, _undecided(self.names(land & self.undecided)))
        came = self.came if self.old and land >= self.old else frozenset()
        inside = (land & self.new) | came
        if not (land & self.gone or came):
            return None
        if not inside:
            return self._left(land & self.gone, inside)
        why = said(
            "it serves other land[, without {gone:and all}][, with {came:and all}]",
            gone=self.names(land & self.gone),
            came=self.names(came),
        )
        return _Follow(ProposalKind.RESTATE, why, parts=tuple(sorted(inside)))


def _undecided(names: list[str]) -> str:
    return said("the zone of {land:and all} is undecided", land=names)


# --- what speaks of land ---------------------------------------------------------------


def _of_projects(dossier: Dossier, border: _Border) -> Iterator[Proposal]:
    for project in dossier.projects:
        living = [each for each in project.enrolments if border.after.day in each.period]
        enrolled = {p for each in living for p in border.after.layout.living(each.parts)}
        for each in living:
            follow = border.of(each.label, each.parts)
            if follow is not None:
                yield _proposal("enrolment", project.id, each.label, _if_all(follow, enrolled))
        silent = border.came - enrolled
        if living and silent:
            why = said("new to the zone: {names:and all}", names=border.names(silent))
            yield Proposal(
                what=ProposalKind.ASK,
                kind=term("project"),
                id=project.id,
                label=project.title,
                why=why,
            )


def _if_all(follow: _Follow, enrolled: Collection[PartId]) -> _Follow:
    """Return a question where the whole of the successor is not enrolled."""
    if follow.holder is None or not follow.more.difference(enrolled):
        return follow
    why = said("of {name} only a part was enrolled", name=follow.holder.name)
    return evolve(follow, what=ProposalKind.ASK, why=why)


def _proposal(kind: str, key: str, label: str, follow: _Follow) -> Proposal:
    is_restated = follow.what is ProposalKind.RESTATE
    name = follow.holder.name if follow.holder else label
    return Proposal(
        what=follow.what,
        kind=term(kind),
        id=key,
        label=label,
        why=follow.why,
        new_labels=(name,) if is_restated else (),
        new_parts=follow.parts if is_restated else (),
        to=follow.to,
    )


def _of_partner(partner: Partner, border: _Border) -> Proposal | None:
    """Propose for a partner that serves land; a municipality is its land."""
    if partner.kind is PartnerKind.MUNICIPALITY:
        follow = border.of(partner.name, partner.area) if partner.area else None
    else:
        follow = border.served(partner.area)
    return None if follow is None else _proposal("partner", partner.id, partner.name, follow)


def _of_advice(advice: Advice, border: _Border) -> Proposal | None:
    follow = border.of(advice.to, advice.parts) if advice.parts else None
    return None if follow is None else _proposal("advice", advice.id, advice.to, follow)


def _of_claim(claim: Claim, border: _Border) -> Proposal | None:
    """Propose for what a document says of the members, and of a merger that took place."""
    land = set(border.after.layout.living(claim.parts))
    label = ", ".join(claim.labels)
    if claim.kind is ClaimKind.MEMBERS and land != border.new and land & border.old:
        names = border.members
        why = said("the zone consists of {names:and all}", names=names)
        return Proposal(
            what=ProposalKind.RESTATE,
            kind=term("claim"),
            id=claim.id,
            label=label,
            why=why,
            new_labels=tuple(names),
            new_parts=tuple(sorted(border.new)),
        )
    merged = border.after.layout.holding(tuple(land))
    if claim.kind is ClaimKind.MERGER and land and len(merged) == 1:
        why = said("it took place: {name}", name=merged[0].name)
        return Proposal(
            what=ProposalKind.END, kind=term("claim"), id=claim.id, label=label, why=why
        )
    return None


# --- what stands in a plan -------------------------------------------------------------


def _of_plan(
    plan: PolicyPlan, border: _Border, leaving: Collection[str], dossier: Dossier
) -> Iterator[Proposal]:
    """Propose for what counts all of the zone, and for what partners that leave take part in."""
    other = bool(border.gone or border.came)
    for each in plan.indicators:
        is_of_all = each.measure is not None and each.measure.kind is MeasureKind.ENROLMENT
        if other and is_of_all:
            yield _in_plan(
                plan, ProposalKind.RESTATE, "indicator", each.id, each.title, _of_all(border)
            )
    for one in plan.vulnerabilities:
        if other and one.figures:
            why = said("its figures count other land")
            yield _in_plan(plan, ProposalKind.ASK, "vulnerability", one.id, one.title, why)
    names = {partner.id: partner.name for partner in dossier.partners}
    items: tuple[OperationalGoal | Action, ...] = (*plan.operational_goals, *plan.actions)
    for item in items:
        yield from _of_item(plan, item, leaving, names)


def _of_all(border: _Border) -> str:
    return said(
        "all of the zone are others now[, without {gone:and all}][, with {came:and all}]",
        gone=border.names(border.gone),
        came=border.names(border.came),
    )


def _of_item(
    plan: PolicyPlan,
    item: OperationalGoal | Action,
    leaving: Collection[str],
    names: dict[PartnerId, str],
) -> Iterator[Proposal]:
    """Propose for a goal or action in which partners take part that leave."""
    involved = [each for each in item.involvements if each.role.takes_part]
    left = [each for each in involved if each.partner in leaving]
    if not left:
        return
    who = sorted({names.get(each.partner, each.partner) for each in left})
    owns = [each for each in left if each.role.owns]
    kind = "action" if isinstance(item, Action) else "operational goal"
    if len(left) == len(involved) or owns:
        why = said("who is to do it, without {who:and all}", who=who)
        yield _in_plan(plan, ProposalKind.ASK, kind, item.id, item.title, why)
    else:
        why = said("it goes on without {who:and all}", who=who)
        yield _in_plan(plan, ProposalKind.KEEP, kind, item.id, item.title, why)


def _in_plan(
    plan: PolicyPlan, what: ProposalKind, kind: str, key: str, label: str, why: str
) -> Proposal:
    return Proposal(what=what, kind=term(kind), id=key, label=label, why=why, plan=plan.id)


# --- adopting them ---------------------------------------------------------------------


def adopt_proposals(dossier: Dossier, proposals: Iterable[Proposal], *, on: Day) -> Dossier:
    """Return a dossier in which proposals are adopted from a day on; questions are left alone.

    Enrolments end or go on under the new name, partners end or become their successors, and a
    claim about the members gets a newer one beside it: what a document said stays. A plan that
    is concerned is replaced by one from the day on, which names the one before it and tells
    in its evaluations what was kept or adjusted, and why. One that begins on the day or later
    is not replaced but gets these evaluations itself, and one that is over stays.

    Example:
        >>> import elzmodel as elz
        >>> fl, old = elz.flanders(), elz.dossier("haspengouw")
        >>> found = plan_proposals(old, fl.on("2024-12-31"), fl.on("2025-01-01"))
        >>> new = adopt_proposals(old, found, on="2025-01-01")
        >>> [each.id for each in new.claims][-2:]
        ['2019/members-2025-01-01', 'plan/members-2025-01-01']
    """
    day = parse_day(on)
    done = [each for each in proposals if each.what is not ProposalKind.ASK]
    new = evolve(
        dossier,
        projects=tuple(_adopted_project(each, done, day) for each in dossier.projects),
        claims=(*dossier.claims, *_new_claims(dossier.claims, done, day)),
        advice=tuple(_adopted_advice(each, done) for each in dossier.advice),
        plans=tuple(new for each in dossier.plans for new in _adopted_plan(each, done, day)),
    )
    return _adopted_partners(new, done, day)


def _named(proposals: Iterable[Proposal], kind: str, key: str) -> list[Proposal]:
    return [each for each in proposals if each.kind == kind and each.id == key]


def _is_over(plan: PolicyPlan, day: date) -> bool:
    until = None if plan.period is None else plan.period.until
    return until is not None and until <= day


def _ended(period: Period, day: date) -> Period:
    """Return a period that ends by the day; one that ended before it stays, or begins then."""
    is_running = day in period and period.start != day
    return Period(period.start, day) if is_running else period


def _adopted_project(project: Project, done: Iterable[Proposal], day: date) -> Project:
    by_label = {each.label: each for each in _named(done, "enrolment", project.id)}
    if not by_label:
        return project
    kept: dict[Enrolment, None] = {}
    for each in project.enrolments:
        found = by_label.get(each.label) if day in each.period else None
        if found is None:
            kept[each] = None
            continue
        if each.period.start is None or each.period.start < day:
            kept[evolve(each, period=_ended(each.period, day))] = None
        if found.what is ProposalKind.RESTATE:
            period = Period(day, each.period.until)
            new = Enrolment(label=found.new_labels[0], parts=found.new_parts, period=period)
            kept[new] = None
    return evolve(project, enrolments=tuple(kept))


def _new_claims(claims: Iterable[Claim], done: Iterable[Proposal], day: date) -> Iterator[Claim]:
    for claim in claims:
        for each in _named(done, "claim", claim.id):
            if each.what is ProposalKind.RESTATE:
                yield Claim(
                    id=ItemId(f"{claim.id}-{day.isoformat()}"),
                    kind=claim.kind,
                    labels=each.new_labels,
                    parts=each.new_parts,
                    day=day,
                )


def _adopted_advice(advice: Advice, done: Iterable[Proposal]) -> Advice:
    for each in _named(done, "advice", advice.id):
        if each.what is ProposalKind.RESTATE:
            return evolve(advice, to=each.new_labels[0], parts=each.new_parts)
    return advice


def _adopted_partners(dossier: Dossier, done: Iterable[Proposal], day: date) -> Dossier:
    """Return a dossier whose municipalities are their successors, each once."""
    partners, successors = {p.id: p for p in dossier.partners}, []
    for partner in dossier.partners:
        for each in _named(done, "partner", partner.id):
            if each.what is ProposalKind.HAND_OVER:
                partners[partner.id] = evolve(partner, period=_ended(partner.period, day))
            else:
                new = evolve(partner, name=each.new_labels[0], area=each.new_parts)
                partners[partner.id] = new
                successors.append(((new.kind, new.name, new.area), new))
    found = evolve(dossier, partners=tuple(partners.values()))
    for same in grouped(successors).values():
        found = merge_partners(found, [each.id for each in same], into=same[0])
    return found


def _adopted_plan(plan: PolicyPlan, done: Iterable[Proposal], day: date) -> tuple[PolicyPlan, ...]:
    """Return a plan with the one that replaces it from a day on, where it is concerned."""
    own = [each for each in done if each.plan == plan.id]
    if not own or _is_over(plan, day):
        return (plan,)
    evaluations = tuple(_evaluated(plan, each, day) for each in own)
    start = None if plan.period is None else plan.period.start
    if start is not None and day <= start:
        return (evolve(plan, evaluations=(*plan.evaluations, *evaluations)),)
    old = plan if plan.period is None else evolve(plan, period=_ended(plan.period, day))
    new = evolve(
        plan,
        id=ItemId(f"{plan.id}-{day.isoformat()}"),
        period=Period(day, None if plan.period is None else plan.period.until),
        replaces=plan.id,
        evaluations=evaluations,
        observations=(),
        action_plans=(),
    )
    return old, new


def _evaluated(plan: PolicyPlan, each: Proposal, day: date) -> Evaluation:
    """Return what was decided about a goal or action; that of an indicator is its action's."""
    owners = {i.id: action.id for action in plan.actions for i in action.indicators}
    verdict = Verdict.CONTINUE if each.what is ProposalKind.KEEP else Verdict.ADJUST
    subject = owners.get(ItemId(each.id), ItemId(each.id))
    return Evaluation(subject=subject, day=day, verdict=verdict, note=f"{each.label}: {each.why}")
