"""Events made of a published list, with everything that had to be assumed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any

from attrs import Factory, define, evolve, frozen

from elzmodel.errors import ConflictError
from elzmodel.lists._acts import Act, one_act_a_day
from elzmodel.lists._ground import (
    Edge,
    Ground,
    Group,
    Ids,
    Labels,
    Land,
    chosen_level,
    follows_all,
    groups_of,
    has_numbers,
    known_weights,
)
from elzmodel.lists._weights import Outflow, act_of, outflows_of
from elzmodel.lists.lint import findings_in
from elzmodel.lists.official_list import OfficialList
from elzmodel.lists.succession import Arrow, Succession
from elzmodel.territory.events import (
    Abolish,
    Alter,
    Alteration,
    Create,
    LandFlow,
    Merge,
    MoveParts,
    NewUnit,
    Regroup,
    Split,
    TerritoryEvent,
)
from elzmodel.territory.refinement import Weight
from elzmodel.values import Answer, EventId, PartId, Place, Severity, UnitId, columns, eve
from elzmodel.values.findings import NOWHERE
from elzmodel.values.ids import grouped
from elzmodel.values.text import Label, Phrase, phrase, said, term

__all__ = ["AssumedKind", "Assumption", "AssumptionKind", "Assumptions", "events_from"]


class AssumptionKind(Enum):
    """What an assumption is about."""

    DAY = "day read from the periods"
    CONTINUES = "body continues"
    SAME_CODE = "same code goes on"
    RETURNS = "land comes back"
    DIVIDED = "land is divided"
    NEW_LAND = "begins on land of its own"
    LAND_ENDS = "land leaves the record"
    OPEN = "share is open"
    LEFT_OUT = "left out"


@columns("place", "day", "code", "kind", "text")
@frozen(kw_only=True)
class Assumption:
    """Something that a list does not say and that its events need.

    *day* is ``None`` where nothing tells it; *place* is the row or the link that it rests on.
    """

    kind: AssumptionKind
    code: str
    day: date | None
    text: str
    place: Place = NOWHERE

    def __str__(self) -> str:
        """Show the assumption on one line."""
        return (
            f"{self.place}: {self.day or 'some day'}: {self.code}: {self.kind.value}: {self.text}"
        )


@columns("kind", "count", "place", "day", "code", "text")
@frozen(kw_only=True)
class AssumedKind:
    """How often something of one kind had to be assumed, and the first of its assumptions."""

    kind: AssumptionKind
    count: int
    first: Assumption

    @property
    def place(self) -> Place:
        """The row or the link that the first one rests on."""
        return self.first.place

    @property
    def day(self) -> date | None:
        """The day of the first one."""
        return self.first.day

    @property
    def code(self) -> str:
        """The code that the first one is about."""
        return self.first.code

    @property
    def text(self) -> str:
        """What the first one says."""
        return self.first.text


class Assumptions(Answer[Assumption]):
    """Everything that a list does not say and that its events need, in order of days.

    Example:
        >>> from datetime import date
        >>> from elzmodel.lists import EndDay, ListedUnit
        >>> day = date(2019, 1, 1)
        >>> units = [ListedUnit(code="1", name="Old", end=day), ListedUnit(code="1", start=day)]
        >>> listing = OfficialList(units=units, ends=EndDay.DAY_AFTER)
        >>> _, assumptions = events_from(listing)
        >>> for kind in assumptions.by_kind():
        ...     print(kind.count, kind.kind.value, kind.code)
        1 same code goes on 1
    """

    def by_kind(self) -> Answer[AssumedKind]:
        """Return how often each kind was assumed, with the first of each; most often first."""
        by_kind = grouped((each.kind, each) for each in self)
        rows = [
            AssumedKind(kind=kind, count=len(found), first=found[0])
            for kind, found in by_kind.items()
        ]
        rows.sort(key=lambda row: -row.count)
        title = said("{title} by kind", title=self.title)
        return Answer(title=title, rows=tuple(rows), notes=self.notes, row_type=AssumedKind)


def events_from(
    listing: OfficialList, *, level: str | None = None, weights_of: str = ""
) -> tuple[tuple[TerritoryEvent, ...], Assumptions]:
    """Turn a published list into territorial events, and say what was assumed.

    Replaying the events gives back the list's codes, names and places on every
    day. Units and parts are named after codes. Land that goes from one unit
    that goes on to another is a border exchange: the receiver does not descend
    from the giver. A share is as wide as the rounding of its last place.

    Args:
        listing: A list without errors; doubts are allowed.
        level: The level whose units become municipalities. It must be said where the list
            has several of which none stands above the other; rows of the others, and links
            from one level to another, are left out, and that is said.
        weights_of: What weights are shares or amounts of, such as
            ``population``, where a link does not say. Without it they are not used.

    Raises:
        ConflictError: If the linter finds errors; it holds them.
        InvalidValueError: If *level* is needed and not given.

    Example:
        >>> import elzmodel as elz
        >>> from elzmodel.lists import listing_of
        >>> events, assumptions = events_from(listing_of(elz.flanders().register))
        >>> len(events), len(assumptions)
        (347, 0)
    """
    succession = Succession.of(listing)
    errors = [f for f in findings_in(succession) if f.severity is Severity.ERROR]
    if errors:
        raise ConflictError(errors)
    succession, acts = one_act_a_day(succession)
    level = chosen_level(succession, level)
    of_level = succession.by_level.get(level, succession)
    labels = Labels(of_level, succession, level)
    return _Import(of_level, labels, weights_of, acts).run()


@define
class _Import:
    """One pass over the days of a list; some may stand for acts of another day."""

    succession: Succession
    labels: Labels
    weights_of: str
    acts: Mapping[date, Act]
    events: list[TerritoryEvent] = Factory(list)
    assumptions: list[Assumption] = Factory(list)
    bodies: dict[str, UnitId] = Factory(dict)
    eve_bodies: dict[str, UnitId] = Factory(dict)
    ground: Ground = Factory(Ground)
    ids: Ids = Factory(lambda self: Ids(self.labels.codes), takes_self=True)

    def run(self) -> tuple[tuple[TerritoryEvent, ...], Assumptions]:
        for day, codes in sorted(self.labels.turns().items()):
            self.eve_bodies = {code: self.bodies[code] for code in codes if code in self.bodies}
            for group in groups_of(self.succession, day, codes, self.eve_bodies):
                self._apply(group, day)
        self._say_what_is_left_out()
        events = tuple(map(self._refined, self.events))
        return events, Assumptions(title=said("Assumptions"), rows=tuple(self.assumptions))

    def _say_what_is_left_out(self) -> None:
        level, every = self.labels.level, self.labels.every
        for row in every.all_rows:
            if row.unit.level not in {level, *every.above[level]}:
                text = said("it is of the level {level!r}", level=row.unit.level)
                self._leave_out(row.unit.code, text, row.unit.place, row.unit.start)
        for arrow in every.arrows:
            pairs = zip(arrow.levels, (arrow.old, arrow.new), strict=True)
            known = [at == level and code in self.labels.codes for at, code in pairs]
            if all(known) and arrow.day is None:
                text = said("land goes to {new}, and nothing says when", new=arrow.new)
            elif all(known) and (why := self._why_not(arrow)):
                text = said("land goes to {new}, {why}", new=arrow.new, why=why)
            elif any(known) and not all(known):
                text = said("the link to {new} leads from one level to another", new=arrow.new)
            else:
                continue
            day = arrow.day and self._act(arrow.day)[0]
            self._leave_out(arrow.old, text, arrow.link.place, day)

    def _why_not(self, arrow: Arrow) -> Phrase | None:
        """Return why land cannot go over in the act of an arrow; ``None`` where it can."""
        if arrow.day is None or arrow.is_self:
            return None
        if not self.succession.on(arrow.old, eve(arrow.day)):
            return phrase("and {old} is not there before", old=arrow.old)
        is_there = self.succession.on(arrow.new, arrow.day)
        return None if is_there else phrase("which is not there then")

    def _leave_out(self, code: str, text: str, place: Place, day: date | None) -> None:
        kind = AssumptionKind.LEFT_OUT
        self.assumptions.append(Assumption(kind=kind, code=code, day=day, text=text, place=place))

    def _apply(self, group: Group, day: date) -> None:
        self._say_what_is_read(group, day)
        if not group.olds:
            self._create(group.news[0], day)
        elif not group.news:
            self._abolish(group.olds[0], day)
        elif self._leaking(group, day):
            self._regroup(group, day)
        elif len(group.olds) == 1 and len(group.news) == 1 and group.goes_on:
            self._carry_on(group, day)
        elif len(group.olds) > 1 and len(group.news) == 1:
            self._merge(group, day)
        elif len(group.olds) == 1 and len(group.news) > 1:
            self._split(group, day)
        elif self._is_exchange(group):
            self._exchange(group, day)
        else:
            self._regroup(group, day)

    def _say_what_is_read(self, group: Group, day: date) -> None:
        for arrow in (arrow for edge in group.edges for arrow in edge.arrows):
            if arrow.link.day is None:
                text = said("{old} turns into {new} on this day", old=arrow.old, new=arrow.new)
                self._assume(AssumptionKind.DAY, arrow.new, day, text, arrow.link.place)
        for row in group.same_code:
            unit = row.unit
            text = said("{name} is the same body as the row before", name=unit.name or unit.code)
            self._assume(AssumptionKind.SAME_CODE, unit.code, day, text, unit.place)
        for old, new in group.goes_on.items():
            self._say_who_goes_on(group, old, new, day)
            edges = [edge for edge in group.edges if edge.old == old]
            if old != new and self._loses(old, edges, day):
                keeps = "some of its land leaves the record; {new} keeps all of it here"
                place = self.labels.row(old, eve(day)).unit.place
                self._leave_out(old, said(keeps, new=new), place, self._act(day)[0])

    def _loses(self, old: str, edges: list[Edge], day: date) -> bool:
        """Tell whether a code that ends gives less than the whole, by the weights of its links."""
        is_abolished = self.labels.row(old, eve(day)).unit.is_said_to_be("abolished")
        return is_abolished and any(map(has_numbers, edges)) and not follows_all(edges)

    def _say_who_goes_on(self, group: Group, old: str, new: str, day: date) -> None:
        """Say that a body goes on under another code, where nothing says so, and what differs."""
        concerned = [claim for claim in group.claims if old == claim.old or new == claim.new]
        best = next(claim for claim in concerned if claim[1:] == (old, new))
        denied = [claim for claim in concerned if claim[1:] != (old, new)]
        if denied or (old != new and not best.is_stated):
            others = "{reason} that {old} goes on as {new}"
            text = said(
                "{old}[ of the same {name}] goes on under this code"
                "[, as {reason}, though {others:and all}]",
                old=old,
                name=Label("name") if best.is_by_name else None,
                reason=term(best.reason),
                others=[
                    phrase(others, reason=term(each.reason), old=each.old, new=each.new)
                    for each in denied
                ],
            )
            self._assume(AssumptionKind.CONTINUES, new, day, text)

    def _leaking(self, group: Group, day: date) -> list[str]:
        """Return the codes that end though the list follows only some of their land."""
        return [
            old for old in group.olds if old not in group.goes_on and self._leaks(group, old, day)
        ]

    def _leaks(self, group: Group, old: str, day: date) -> bool:
        edges = group.out_of(old)
        is_abolished = self.labels.row(old, eve(day)).unit.is_said_to_be("abolished")
        return is_abolished and not follows_all(edges)

    def _create(self, code: str, day: date) -> None:
        row = self.labels.row(code, day)
        unit = self._begin(code)
        self.ground.held[unit] = (PartId(unit),)
        self.events.append(
            Create(**self._head("create", code, day=day), unit=unit, **self.labels.on(code, day))
        )
        if day != self.labels.first and not row.unit.is_said_to_be("created"):
            text = said("it comes from no unit of the list")
            self._assume(AssumptionKind.NEW_LAND, code, day, text)

    def _abolish(self, code: str, day: date, *, order: int = 0) -> None:
        row = self.labels.row(code, eve(day))
        unit = self.eve_bodies[code]
        self._end(code, day)
        head = self._head("abolish", code, day=day)
        head["order"] += order
        self.events.append(Abolish(**head, unit=unit))
        if not row.unit.is_said_to_be("abolished"):
            text = said("nothing follows it")
            self._assume(AssumptionKind.LAND_ENDS, code, day, text, row.unit.place)

    def _carry_on(self, group: Group, day: date) -> None:
        ((old, new),) = group.goes_on.items()
        self._leave(old)
        self.bodies[new] = self.eve_bodies[old]
        self._alter(old, new, day)

    def _alter(self, old: str, new: str, day: date) -> None:
        """Change the labels of a unit that goes on, where they do."""
        if changed := self._changed(old, new, day):
            unit = self.eve_bodies[old]
            self.events.append(Alter(**self._head("alter", new, day=day), unit=unit, **changed))

    def _changed(self, old: str, new: str, day: date) -> dict[str, Any]:
        """Return the labels of a unit that goes on which are other ones from *day*."""
        before = self.labels.on(old, eve(day))
        return {k: each for k, each in self.labels.on(new, day).items() if each != before[k]}

    def _merge(self, group: Group, day: date) -> None:
        (new,) = group.news
        unit = next((self.eve_bodies[old] for old in group.goes_on), None)
        units = tuple(self.eve_bodies[old] for old in group.olds)
        land = tuple(part for each in units for part in self.ground.held[each])
        for old in group.olds:
            self._end(old, day)
        unit = unit or self._begin(new)
        self.bodies[new], self.ground.held[unit] = unit, land
        head = self._head("merge", new, day=day)
        self.events.append(Merge(**head, units=units, unit=unit, **self.labels.on(new, day)))

    def _split(self, group: Group, day: date) -> None:
        (old,) = group.olds
        unit, goes_on = self.eve_bodies[old], old in group.goes_on
        head = self._head("split", old, day=day)
        edges = group.out_of(old)
        codes = [edge.new for edge in edges]
        begun = dict(zip(codes, map(self._begin, codes), strict=True))
        given = self._given_whole(unit, edges, begun, day, keeps=goes_on)
        portions: list[tuple[Weight, ...] | None] = [None] * len(codes)
        if not given:
            portions = [self._weights(edge, day) for edge in edges]
            given = self.ground.cut(head["id"], unit, [*begun.values()], keeps=goes_on)
        if goes_on:
            taken = {part for parts in given for part in parts}
            self.ground.held[unit] = tuple(p for p in self.ground.of(unit) if p not in taken)
        else:
            self._end(old, day)
        self.ground.held.update(zip(begun.values(), given, strict=True))
        into = tuple(
            NewUnit(
                unit=begun[code],
                parts=parts if portion is None else (),
                portion=portion,
                **self.labels.on(code, day),
            )
            for code, parts, portion in zip(codes, given, portions, strict=True)
        )
        ends = not goes_on and None not in portions
        self.events.append(Split(**head, unit=unit, into=into, ends=ends))
        if goes_on:
            heir = group.goes_on[old]
            self._leave(old)
            self.bodies[heir] = unit
            self._alter(old, heir, day)

    def _given_whole(
        self,
        unit: UnitId,
        edges: tuple[Edge, ...],
        begun: Mapping[str, UnitId],
        day: date,
        *,
        keeps: bool,
    ) -> list[Land]:
        """Return whole parts for the pieces of a split; none where the land has to be cut."""
        codes = list(begun)
        back = self._land_back(unit, codes, codes, day, keeps=keeps)
        if back:
            return [back[code] for code in codes]
        if any(self._known_weights(edge) for edge in edges):
            return []
        divided = self.ground.divide(unit, begun.values(), keeps=keeps)
        if divided:
            text = said(
                "{unit} is divided from the beginning into {n} parts",
                unit=unit,
                n=len(divided) + keeps,
            )
            self._assume(AssumptionKind.DIVIDED, codes[0], day, text)
        return divided or []

    def _land_back(
        self, unit: UnitId, begins: list[str], takers: list[str], day: date, *, keeps: bool
    ) -> dict[str, Land]:
        """Return the land of pieces that had it before, under the same code or name."""
        names = {code: self.labels.row(code, day).unit.name for code in begins}
        back, known = self.ground.back(unit, names, takers, keeps=keeps)
        for code in known:
            text = said("it gets back the land that it had before")
            self._assume(AssumptionKind.RETURNS, code, day, text)
        return back

    @staticmethod
    def _is_exchange(group: Group) -> bool:
        """Tell whether all units go on, and each gives land to one other at the most."""
        all_stay = all(group.goes_on.get(code) == code for code in (*group.olds, *group.news))
        return all_stay and all(len(group.out_of(old)) <= 1 for old in group.olds)

    def _exchange(self, group: Group, day: date) -> None:
        moved: list[tuple[UnitId, Land]] = []
        for edge in (edge for old in group.olds for edge in group.out_of(old)):
            origin, to = self.eve_bodies[edge.old], self.eve_bodies[edge.new]
            head = self._head("move", edge.old, edge.new, day=day)
            portion = self._weights(edge, day)
            self.events.append(MoveParts(**head, origin=origin, to=to, portion=portion))
            moved += [(to, land) for land in self.ground.cut(head["id"], origin, [to], keeps=True)]
        for to, land in moved:
            self.ground.held[to] = (*self.ground.held[to], *land)
        for code in group.olds:
            self._alter(code, code, day)

    def _regroup(self, group: Group, day: date) -> None:
        """Let land of several units go to several others in one act."""
        leaking = self._leaking(group, day)
        going_on = group.goes_on
        head = self._head("regroup", group.olds[0], day=day)
        begins = [new for new in group.news if new not in going_on.values()]
        ended = [old for old in group.olds if old not in going_on and old not in leaking]
        bodies = {new: self.eve_bodies[old] for old, new in going_on.items()}
        bodies |= {new: self._begin(new) for new in begins}
        flows: list[LandFlow] = []
        gained: defaultdict[UnitId, Land] = defaultdict(tuple)
        for old in group.olds:
            edges = [*group.out_of(old)]
            lands = self._flows(edges, head["id"], bodies, begins, day, keeps=old not in ended)
            for edge, flow, land in lands:
                line = old not in going_on or self._is_new_line(group, edge.new, begins, ended)
                flows.append(evolve(flow, lineage=line))
                gained[bodies[edge.new]] += land
        for old in ended:
            self._end(old, day)
        for old in going_on:
            self._leave(old)
        self.bodies |= {new: bodies[new] for new in going_on.values()}
        for unit, land in gained.items():
            self.ground.held[unit] = (*self.ground.held.get(unit, ()), *land)
        self.events.append(
            Regroup(
                **head,
                flows=tuple(flows),
                ends=tuple(self.eve_bodies[old] for old in ended),
                starts=tuple(
                    NewUnit(unit=bodies[new], **self.labels.on(new, day)) for new in begins
                ),
                alters=tuple(
                    Alteration(unit=bodies[new], **changed)
                    for old, new in going_on.items()
                    if (changed := self._changed(old, new, day))
                ),
            )
        )
        for old in leaking:
            self._abolish(old, day, order=1)

    @staticmethod
    def _is_new_line(group: Group, new: str, begins: list[str], ended: list[str]) -> bool:
        """Tell whether a unit begins with land of others that go on, and of no whole one."""
        whole = any(
            edge.old in ended and len(group.out_of(edge.old)) == 1 for edge in group.into(new)
        )
        return new in begins and not whole

    def _flows(
        self,
        edges: list[Edge],
        event: EventId,
        bodies: dict[str, UnitId],
        begins: list[str],
        day: date,
        *,
        keeps: bool,
    ) -> Iterator[tuple[Edge, LandFlow, Land]]:
        """Return what one unit gives: all, the land that others had before, or portions."""
        if not edges:
            return
        unit = self.eve_bodies[edges[0].old]
        takers = [edge.new for edge in edges]
        if len(edges) == 1 and not keeps:
            yield edges[0], LandFlow(origin=unit, to=bodies[takers[0]]), self.ground.of(unit)
            return
        new = [code for code in takers if code in begins]
        back = self._land_back(unit, new, takers, day, keeps=keeps)
        if back:
            given = {part for parts in back.values() for part in parts}
            if keeps:
                left = tuple(part for part in self.ground.of(unit) if part not in given)
                self.ground.held[unit] = left
            for edge in edges:
                land = back[edge.new]
                yield edge, LandFlow(origin=unit, to=bodies[edge.new], parts=land), land
            return
        receivers = [bodies[code] for code in takers]
        cut = self.ground.cut(event, unit, receivers, keeps=keeps)
        for edge, to, land in zip(edges, receivers, cut, strict=True):
            portion = self._weights(edge, day)
            yield edge, LandFlow(origin=unit, to=to, portion=portion), land

    def _weights(self, edge: Edge, day: date) -> tuple[Weight, ...]:
        """Return the weights of a portion; say where there are none, or where some is left."""
        weights, why = self._known_weights(edge), None
        if not weights:
            why = phrase("how much is not known")
            if has_numbers(edge):
                why = phrase("what its weight is of is not said")
        elif any(outflow.rest for outflow in self._outflows(edge).values()):
            why = phrase("how much is not sure, since some is said to go nowhere")
        if why:
            text = said("some of its land goes to {new}; {why}", new=edge.new, why=why)
            place = edge.arrows[0].link.place if edge.arrows else None
            self._assume(AssumptionKind.OPEN, edge.old, day, text, place)
        return weights

    def _known_weights(self, edge: Edge) -> tuple[Weight, ...]:
        return known_weights(edge, self._outflows(edge), self.weights_of)

    def _outflows(self, edge: Edge) -> Mapping[str, Outflow]:
        """Return what the old unit gives in the act of an edge, by kind."""
        own_act = act_of(edge.arrows[0]) if edge.arrows else None
        found = outflows_of(self.succession, edge.old, self.weights_of)
        return {kind: outflow for act, kind, outflow in found if act == own_act}

    def _begin(self, code: str) -> UnitId:
        unit = self.ids.next(code)
        self.bodies[code] = unit
        return unit

    def _end(self, code: str, day: date) -> None:
        self._leave(code)
        self.ground.end(self.eve_bodies[code], code, self.labels.row(code, eve(day)).unit.name)

    def _leave(self, code: str) -> None:
        """Free a code, unless another unit has taken it over on this day already."""
        if self.bodies.get(code) == self.eve_bodies[code]:
            del self.bodies[code]

    def _refined(self, event: TerritoryEvent) -> TerritoryEvent:
        """Name the parts into which later events divide the land of an earlier one."""
        named = self.ground.named
        if isinstance(event, Create):
            parts = named((PartId(event.unit),))
            return evolve(event, parts=parts) if len(parts) > 1 else event
        if isinstance(event, Split):
            return evolve(event, into=tuple(evolve(p, parts=named(p.parts)) for p in event.into))
        if isinstance(event, Regroup):
            return evolve(event, flows=tuple(evolve(f, parts=named(f.parts)) for f in event.flows))
        return event

    def _head(self, kind: str, *codes: str, day: date) -> dict[str, Any]:
        day, order = self._act(day)
        return {"id": self.ids.event(day, kind, *codes), "day": day, "order": order}

    def _act(self, day: date) -> Act:
        """Return the act for which a day stands."""
        return self.acts.get(day, (day, 0))

    def _assume(
        self, kind: AssumptionKind, code: str, day: date, text: str, place: Place | None = None
    ) -> None:
        """Note an assumption; if nothing else is said, it rests on the row of the code."""
        place = place or self.labels.row(code, day).unit.place
        day, _ = self._act(day)
        self.assumptions.append(Assumption(kind=kind, code=code, day=day, text=text, place=place))
