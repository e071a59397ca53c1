"""A scenario meets its base: events with reasons and sources, or what stands in the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from attrs import define, evolve, field

from elzmodel.errors import ChoiceError, ConflictError, ElzError, InvalidValueError, StepError
from elzmodel.landscape import Landscape, Snapshot
from elzmodel.scenarios._reading import Misfit, Read, Site, read, slug
from elzmodel.scenarios.scenario import Scenario
from elzmodel.scenarios.steps import Choice, MergeStep, Step, TransferStep
from elzmodel.territory import Borders, Municipality, TerritoryEvent
from elzmodel.values import (
    Basis,
    Day,
    EventId,
    Finding,
    Outcome,
    PartId,
    Period,
    Severity,
    ZoneId,
    eve,
    parse_day,
    plain_finding,
)
from elzmodel.values.text import listed
from elzmodel.zones import Assign, DecisionPoint, ZoneEvent

__all__ = [
    "Adoption",
    "adopt",
    "adopted",
    "as_of",
    "check_scenario",
    "covering",
    "decisions",
    "last_day",
    "last_event_day",
    "record_end",
    "touching",
]

AnyEvent = TerritoryEvent | ZoneEvent


def as_of(landscape: Landscape, day: Day) -> Landscape:
    """Return a landscape as it stood on a day: what happened later is left out.

    A base for scenarios about what was still open then. Figures, borders and
    reference regions stay as they are: they are measured, not decided.

    Raises:
        NotOnDayError: If *day* lies before the period that is covered.

    Example:
        >>> import elzmodel as elz
        >>> then = elz.as_of(elz.flanders(), "2024-12-31")
        >>> then.on("2025-01-01", beyond_ok=True).municipality("Kortessem").nis
        '73040'
    """
    last = parse_day(day)
    landscape.on(last, beyond_ok=True)
    return evolve(
        landscape,
        name=f"{landscape.name} as of {last}",
        covers=Period(landscape.covers.start, last + timedelta(days=1)),
        register=evolve(landscape.register, events=_until(landscape.register.events, last)),
        zoning=evolve(landscape.zoning, events=_until(landscape.zoning.events, last)),
    )


def _until(events: Iterable[Any], last: date) -> tuple[Any, ...]:
    return tuple(event for event in events if event.day <= last)


def last_day(base: Landscape, scenario: Scenario) -> date:
    """Return the day on which a scenario is done: that of its last step.

    Without steps it is the last day of the base's record.

    Example:
        >>> import elzmodel as elz
        >>> last_day(elz.flanders(), elz.Scenario("nothing"))
        datetime.date(2026, 3, 12)
    """
    days = [step.day for step in scenario.steps]
    return max(days) if days else record_end(base)


def record_end(base: Landscape) -> date:
    """Return the last day of a base's record, of its events where the record is open.

    Example:
        >>> from elzmodel import flanders
        >>> record_end(flanders())
        datetime.date(2026, 3, 12)
    """
    if base.covers.until is not None:
        return eve(base.covers.until)
    return last_event_day(base)


def last_event_day(base: Landscape) -> date:
    """Return the day of a base's last event; its first covered day where it has none.

    Example:
        >>> from elzmodel import flanders
        >>> last_event_day(flanders())
        datetime.date(2025, 1, 1)
    """
    days = (event.day for event in (*base.register.events, *base.zoning.events))
    return max(base.covers.start or date.min, *days, date.min)


def covering(landscape: Landscape, day: date) -> Landscape:
    """Return a landscape that speaks of *day* as well.

    Example:
        >>> from datetime import date
        >>> from elzmodel import flanders
        >>> covering(flanders(), date(2027, 1, 1)).on("2027-01-01").day
        datetime.date(2027, 1, 1)
    """
    until = landscape.covers.until
    if until is None or day < until:
        return landscape
    return evolve(landscape, covers=Period(landscape.covers.start, day + timedelta(days=1)))


def adopt(base: Landscape, scenario: Scenario) -> Landscape:
    """Return the landscape in which a scenario happened.

    Its events join those of the base; they carry the reasons and sources of
    their steps and count as recorded on their own days. A scenario without
    steps and choices gives the base itself. The result speaks of the
    scenario's days as well.

    Raises:
        StepError: If a step does not fit, with what would work.
        ChoiceError: If a choice settles nothing.
        InvalidValueError: If *base* is no landscape, or *scenario* none.

    Example:
        >>> import elzmodel as elz
        >>> s = elz.Scenario("two villages").merge(["Alken", "Wellen"], day="2027-01-01")
        >>> day = elz.adopt(elz.flanders(), s).on("2027-01-01")
        >>> day.municipality("Alken-Wellen").parts, len(day.decisions)
        (('alken', 'wellen'), 1)
    """
    adoption = adopted(base, scenario)
    for error in adoption.errors:
        raise error
    return adoption.landscape


def adopted(base: Landscape, scenario: Scenario, *, all_errors: bool = False) -> Adoption:
    """Return how far a scenario comes on a base, with the errors that it meets.

    Example:
        >>> import elzmodel as elz
        >>> s = elz.Scenario("x").undecide("Nowhere", day="2027-01-01")
        >>> [error.index for error in adopted(elz.flanders(), s).errors]
        [0]
    """
    if not isinstance(base, Landscape):
        raise InvalidValueError("landscape", base, "a landscape, such as flanders()")
    if not isinstance(scenario, Scenario):
        raise InvalidValueError("scenario", scenario, "a scenario, such as Scenario('name')")
    adoption = Adoption(base, scenario, all_errors=all_errors)
    adoption.run()
    return adoption


def decisions(base: Landscape, scenario: Scenario) -> tuple[DecisionPoint, ...]:
    """Return the decisions that are open once a scenario has happened.

    In order of day and municipality; settled ones are not among them.

    Raises:
        StepError: If a step does not fit.
        ChoiceError: If a choice settles nothing.

    Example:
        >>> import elzmodel as elz
        >>> s = elz.Scenario("two villages").merge(["Alken", "Wellen"], day="2027-01-01")
        >>> [point.candidates for point in elz.decisions(elz.flanders(), s)]
        [('haspengouw', 'herkenrode')]
    """
    landscape = adopt(base, scenario)
    return landscape.on(last_day(base, scenario), beyond_ok=True).decisions


@define(eq=False)
class Adoption:
    """The walk through a scenario: steps in order, choices at the end of each day.

    Steps of one day that touch nothing in common are read against one state
    and take effect together, which is the same and much faster.

    Example:
        >>> import elzmodel as elz
        >>> walk = Adoption(elz.flanders(), elz.Scenario("nothing"))
        >>> walk.run()
        >>> walk.landscape is walk.base
        True
    """

    base: Landscape
    scenario: Scenario
    all_errors: bool = False
    landscape: Landscape = field(init=False)
    errors: list[StepError | ChoiceError] = field(init=False, factory=list)
    taken: list[Any] = field(init=False, factory=list)
    _pending: list[tuple[int, Step, Site, Read]] = field(init=False, factory=list)
    _touched: set[str] = field(init=False, factory=set)
    _steps_of_day: dict[date, int] = field(init=False, factory=dict)
    _left: list[tuple[int, Choice]] = field(init=False)
    _prefix: str = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Begin at the base."""
        self.landscape = self.base
        self._left = list(enumerate(self.scenario.choices))
        self._prefix = _unused_prefix(self.base, self.scenario)

    def run(self) -> None:
        """Take every step and choice, up to the first error unless all are asked for."""
        day = None
        for index, step in enumerate(self.scenario.steps):
            if day is not None and step.day != day:
                self._close(day)
            day = step.day
            self._take(index, step)
            if self.errors and not self.all_errors:
                return
        self._close(last_day(self.base, self.scenario))
        if not self.errors:
            self.errors += [self._unsettled(index, choice) for index, choice in self._left]

    def _take(self, index: int, step: Step) -> None:
        """Read a step together with those before it, or after them where they have to do."""
        together = not self._pending or self._pending[0][1].day == step.day
        if together and self._try(index, step, alone=not self._pending):
            return
        self._flush()
        if not (self.errors and not self.all_errors):
            self._try(index, step, alone=True)

    def _try(self, index: int, step: Step, *, alone: bool) -> bool:
        """Read a step; where it stands alone, an error is its own."""
        try:
            site = self._site(index, step)
            found = read(step, site)
        except ElzError as error:
            if alone:
                self._fail(index, step, error)
            return alone
        if not alone and self._touched & found.touched:
            return False
        self._pending.append((index, step, site, found))
        self._touched |= found.touched
        self._steps_of_day[step.day] = self._steps_of_day.get(step.day, 0) + 1
        return True

    def _site(self, index: int, step: Step) -> Site:
        start = self.base.covers.start
        if start is not None and step.day < start:
            why = f"{step.day} lies before the record of {self.base.name}"
            raise Misfit(why, f"the record begins on {start}")
        snapshot = self.landscape.on(step.day, beyond_ok=True)
        prefix = f"{self._prefix}-{index + 1}"
        return Site(self.landscape, snapshot, prefix, self._order(step.day))

    def _order(self, day: date) -> int:
        """Return the order after what the base has on that day, and after earlier steps."""
        events = (*self.base.register.events, *self.base.zoning.events)
        orders = [event.order for event in events if event.day == day]
        return max(orders, default=-1) + 1 + self._steps_of_day.get(day, 0)

    def _flush(self) -> None:
        """Let what was read take effect; where it clashes, one step after the other."""
        pending, self._pending, self._touched = self._pending, [], set()
        try:
            self._happen(event for each in pending for event in each[3].events)
        except ConflictError:
            self._happen_in_turn(pending)
        else:
            self.taken += pending

    def _happen_in_turn(self, pending: list[tuple[int, Step, Site, Read]]) -> None:
        for index, step, site, found in pending:
            try:
                self._happen(found.events)
            except ConflictError as error:
                self._fail(index, step, error)
            else:
                self.taken.append((index, step, site, found))

    def _happen(self, events: Iterable[AnyEvent]) -> None:
        new = tuple(events)
        if new:
            days = (event.day for event in new)
            self.landscape = covering(self.landscape.with_events(new), max(days))

    def _fail(self, index: int, step: Step, error: ElzError) -> None:
        hint = error.hint if isinstance(error, Misfit) else ""
        why, theirs = _said(error), self._of_the_base(error)
        if theirs:
            why = f"it contradicts what the record has later, {theirs}"
            hint = "take the base as it stood on an earlier day, with as_of"
        failed = StepError(index, step, why, hint)
        failed.__cause__ = error
        self.errors.append(failed)

    def _of_the_base(self, error: ElzError) -> str:
        """Return what a step contradicts, where that is an event of the base."""
        findings = error.findings if isinstance(error, ConflictError) else ()
        about = (f"{finding.subject}: {finding.message}" for finding in findings)
        mine = f"event {self._prefix}-"
        return "; ".join(said for said in about if said.startswith("event ") and mine not in said)

    def _close(self, day: date) -> None:
        """End a day of the scenario: settle what choices say of decisions up to then."""
        self._flush()
        for each in list(self._left):
            point = self._point(each[1], day)
            if point is not None:
                self._left.remove(each)
                self._settle(*each, point)

    def _point(self, choice: Choice, day: date) -> DecisionPoint | None:
        """Return the open decision that a choice is about."""
        snapshot = self.landscape.on(day, beyond_ok=True)
        units = {m.unit for m in snapshot.names.living(choice.decision, day)}
        found = [p for p in snapshot.decisions if p.unit in units or p.unit == choice.decision]
        return next((p for p in found if choice.day in {None, p.day}), None)

    def _settle(self, index: int, choice: Choice, point: DecisionPoint) -> None:
        try:
            self._happen(self._assignments(index, choice, point))
        except ElzError as error:
            hint = error.hint if isinstance(error, Misfit) else ""
            failed = ChoiceError(index, choice, _said(error), hint)
            failed.__cause__ = error
            self.errors.append(failed)

    def _assignments(self, index: int, choice: Choice, point: DecisionPoint) -> Iterator[Assign]:
        """Yield an assignment a zone for the land of a decision."""
        snapshot = self.landscape.on(point.day, beyond_ok=True)
        land = tuple(sorted(self.landscape.register.refinement.leaves(point.parts)))
        for number, (zone, parts) in enumerate(_targets(choice, point, snapshot, land)):
            tail = f"-{number + 1}" if number else ""
            yield Assign(
                id=EventId(f"{self._prefix}-choice-{index + 1}{tail}"),
                day=point.day,
                order=self._order(point.day) + 1 + index,
                reason=_why(choice),
                basis=Basis.INFERRED,
                recorded=point.day,
                zone=zone,
                parts=parts,
            )

    def _unsettled(self, index: int, choice: Choice) -> ChoiceError:
        snapshot = self.landscape.on(last_day(self.base, self.scenario), beyond_ok=True)
        units = [str(point.unit) for point in snapshot.decisions]
        hint = f"open are {listed(units)}" if units else "none is open in this scenario"
        return ChoiceError(index, choice, f"no decision about {choice.decision} is open", hint)


def _targets(
    choice: Choice, point: DecisionPoint, snapshot: Snapshot, land: tuple[PartId, ...]
) -> Iterable[tuple[ZoneId | None, tuple[PartId, ...]]]:
    if choice.zone is None:
        return snapshot.zone_map.split(land).items()
    zone = snapshot.zone(choice.zone).id
    if zone not in point.candidates:
        hint = f"choose {' or '.join(point.candidates)}, or transfer it afterwards"
        raise Misfit(f"{zone} is no zone of any of its members", hint)
    return [(zone, land)]


def _why(choice: Choice) -> str:
    by = f"by policy {choice.policy.value}" if choice.zone else "each part stays"
    used = f", {choice.figures}" if choice.figures else ""
    return choice.reason or f"a choice {by}{used}"


def _said(error: ElzError) -> str:
    if isinstance(error, ConflictError):
        return "; ".join(dict.fromkeys(finding.message for finding in error.findings))
    return error.why if isinstance(error, Misfit) else str(error)


def _unused_prefix(base: Landscape, scenario: Scenario) -> str:
    """Return a beginning for event ids that the base does not have yet."""
    used = [event.id for event in (*base.register.events, *base.zoning.events)]
    first = f"what-if-{slug(scenario.name)}"
    found, number = first, 2
    while any(each.startswith(f"{found}-") for each in used):
        found, number = f"{first}-{number}", number + 1
    return found


_DISTANT = "ELZ-S001"
_NOTHING = "ELZ-S002"
_PAST = "ELZ-S003"
_APART = "ELZ-S004"
_MISFIT = "ELZ-S010"


def check_scenario(base: Landscape, scenario: Scenario) -> tuple[Finding, ...]:
    """Return what is doubtful about a scenario on a base; it never raises for a doubt.

    Reported are mergers of municipalities that do not touch (``ELZ-S001``),
    transfers that change nothing (``ELZ-S002``), steps within the record
    (``ELZ-S003``), land that lies apart from its new zone (``ELZ-S004``), and
    every step and choice that does not fit (``ELZ-S010``); steps after one that
    does not fit are looked at as if it were left out.

    Example:
        >>> import elzmodel as elz
        >>> s = elz.Scenario("odd").merge(["Voeren", "Oostende"], day="2027-01-01")
        >>> [finding.code for finding in elz.check_scenario(elz.flanders(), s)]
        ['ELZ-S001']
    """
    walk = adopted(base, scenario, all_errors=True)
    found = [finding for error in walk.errors for finding in _misfit(error)]
    last = record_end(base)
    for index, step, site, events in sorted(walk.taken, key=lambda each: each[0]):
        subject = f"step {index + 1}, {step}"
        if step.day <= last:
            found.append(_past(subject, base, step))
        if isinstance(step, MergeStep):
            found += _distant(subject, step, site)
        elif isinstance(step, TransferStep):
            found += _transferred(subject, site, events)
    return tuple(found)


def _misfit(error: StepError | ChoiceError) -> Iterator[Finding]:
    is_step = isinstance(error, StepError)
    head = f"step {error.index + 1}" if is_step else f"choice {error.index + 1}"
    about = error.step if isinstance(error, StepError) else error.choice
    hint = f". {error.hint[:1].upper()}{error.hint[1:]}" if error.hint else ""
    yield plain_finding(
        code=_MISFIT, severity=Severity.ERROR, subject=f"{head}, {about}", message=error.why + hint
    )


def _past(subject: str, base: Landscape, step: Step) -> Finding:
    message = f"{step.day} lies within the record of {base.name}; what it has later still happens"
    return plain_finding(code=_PAST, severity=Severity.ADVICE, subject=subject, message=message)


def _distant(subject: str, step: MergeStep, site: Site) -> Iterator[Finding]:
    members = [site.municipality(key) for key in step.municipalities]
    touch = touching(members, site.snapshot.borders)
    if touch is not True:
        unsure = touch is None
        yield plain_finding(
            code=_DISTANT,
            outcome=Outcome.UNKNOWN if unsure else Outcome.FAIL,
            subject=subject,
            message="the borders do not tell whether they touch" if unsure else "they do not touch",
        )


def touching(members: Sequence[Municipality], borders: Borders) -> bool | None:
    """Tell whether municipalities form one piece of land; ``None`` where it is not known.

    Each counts as one piece by itself.

    Example:
        >>> import elzmodel as elz
        >>> day = elz.flanders().on("2025-01-01")
        >>> three = [day.municipality(name) for name in ("Antwerpen", "Mortsel", "Voeren")]
        >>> touching(three[:2], day.borders), touching(three, day.borders)
        (True, False)
    """
    lands = [frozenset(member.parts) for member in members]
    links = [(b.a, b.b) for b in borders.borders if b.contact.makes_neighbours]
    reached, left = lands[0], lands[1:]
    while left:
        near = [land for land in left if _meet(reached, land, links)]
        if not near:
            everything = (part for land in lands for part in land)
            return False if borders.hang_together(everything) is False else None
        left = [land for land in left if land not in near]
        reached = reached.union(*near)
    return True


def _meet(
    one: frozenset[PartId],
    other: frozenset[PartId],
    links: Iterable[tuple[frozenset[PartId], frozenset[PartId]]],
) -> bool:
    """Tell whether a contact leads from one land to the other for certain."""
    return any((a <= one and b <= other) or (a <= other and b <= one) for a, b in links)


def _transferred(subject: str, site: Site, read: Read) -> Iterator[Finding]:
    """Look at a transfer: does it change anything, and does the land touch its new zone?"""
    zones = site.snapshot.zone_map
    (event,) = (event for event in read.events if isinstance(event, Assign))
    moved = [part for part in event.parts if zones.of_part.get(part) != event.zone]
    if not moved and not any(part in zones.undecided for part in event.parts):
        message = f"it is in {event.zone} already; the step changes nothing"
        yield plain_finding(code=_NOTHING, subject=subject, message=message)
    there = frozenset(zones.parts_of[event.zone]) if event.zone else frozenset[PartId]()
    links = site.snapshot.borders.possible_links
    near = frozenset[PartId]().union(*(links.get(part, ()) for part in moved))
    if moved and there and near.isdisjoint(there):
        message = f"{listed(moved)} does not touch {event.zone}"
        yield plain_finding(code=_APART, severity=Severity.ADVICE, subject=subject, message=message)
