"""A scenario meets its base: events with reasons and sources, or what stands in the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final, Self

from attrs import define, evolve, field, frozen

from elzmodel.errors import ChoiceError, ConflictError, ElzError, InvalidValueError, StepError
from elzmodel.landscape import Landscape, Snapshot
from elzmodel.scenarios.scenario import Choice, Scenario
from elzmodel.scenarios.sites import AnyEvent, Misfit, Site, id_of, numbered
from elzmodel.scenarios.steps import CODES as STEP_CODES
from elzmodel.scenarios.steps import Step
from elzmodel.territory import Municipality, Split, TerritoryEvent
from elzmodel.values import (
    NIS,
    Basis,
    Code,
    Codes,
    Day,
    EventId,
    Finding,
    PartId,
    Ref,
    Severity,
    ZoneId,
    eve,
    parse_day,
)
from elzmodel.values.arguments import keep_door
from elzmodel.values.periods import through
from elzmodel.values.text import Phrase, phrase, said, term
from elzmodel.zones import AbolishZone, Assign, DecisionPoint, Zone

__all__ = ["adopt", "as_of", "check_scenario", "decisions"]

WITHIN_RECORD: Final = Code(
    "ELZ-S003",
    "{day} lies within the record of {base}; what it has later still happens",
    severity=Severity.ADVICE,
    meaning="a step lies within the record",
    explanation="The scenario then changes the past; what the record has after that day still "
    "happens. Take the base as it stood with `as_of` where only what was open then is meant.",
)
SAME_NAME: Final = Code(
    "ELZ-S007",
    "{name!r} is the name of {others:and all} already",
    meaning="a name that another has",
    explanation="Municipalities and zones are known by their names as well: where two have the "
    "same one, a table of names does not say which is meant.",
    remedy="give it a name of its own",
)
MISFIT: Final = Code(
    "ELZ-S010",
    "{why}",
    severity=Severity.ERROR,
    meaning="a step or a choice does not fit",
    explanation="What `adopt` would raise as a `StepError` or a `ChoiceError`, with what would "
    "work.",
    remedy="[{hint}]",
    aliases=("ELZ-D043",),
)
CODES: Final = Codes((*STEP_CODES, WITHIN_RECORD, SAME_NAME, MISFIT))
"""What is doubtful about a scenario on a base."""


# --- the base on a day --------------------------------------------------------


def as_of(landscape: Landscape, day: Day) -> Landscape:
    """Return a landscape as it stood on a day: what happened later is left out.

    A base for scenarios about what was still open then. Figures, borders and
    reference regions stay as they are: they are measured, not decided.

    Raises:
        NotOnDayError: If *day* lies before the period that is covered.

    Example:
        >>> import elzmodel as elz
        >>> then = elz.scenarios.as_of(elz.flanders(), "2024-12-31")
        >>> then.on("2025-01-01", beyond_ok=True).municipality("Kortessem").nis
        '73040'
    """
    last = parse_day(day)
    landscape.on(last, beyond_ok=True)
    return evolve(
        landscape,
        name=said("{name} as of {day}", name=term(landscape.name), day=last),
        covers=through(landscape.covers.start, last),
        register=evolve(landscape.register, events=_until(landscape.register.events, last)),
        zoning=evolve(landscape.zoning, events=_until(landscape.zoning.events, last)),
    )


def _until(events: Iterable[Any], last: date) -> tuple[Any, ...]:
    return tuple(event for event in events if event.day <= last)


def last_day(base: Landscape, scenario: Scenario) -> date:
    """Return the day on which a scenario is done: that of its last step.

    Without steps it is the last day of the base's record.
    """
    return max((step.day for step in scenario.steps), default=record_end(base))


def record_end(base: Landscape) -> date:
    """Return the last day of a base's record, of its events where the record is open."""
    return last_event_day(base) if base.covers.until is None else eve(base.covers.until)


def last_event_day(base: Landscape) -> date:
    """Return the day of a base's last event; its first covered day where it has none."""
    ends = (events[-1].day for events in (base.register.events, base.zoning.events) if events)
    return max(base.covers.start or date.min, *ends, date.min)


def covering(landscape: Landscape, day: date) -> Landscape:
    """Return a landscape that speaks of *day* as well."""
    until = landscape.covers.until
    return landscape if until is None or day < until else landscape.lasting(day)


# --- adopting -----------------------------------------------------------------


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
    return Adoption(base, scenario).run().landscape


def decisions(base: Landscape, scenario: Scenario) -> tuple[DecisionPoint, ...]:
    """Return the decisions that are open once a scenario has happened.

    In order of day and municipality; settled ones are not among them. What `adopt`
    raises, this does too.

    Example:
        >>> import elzmodel as elz
        >>> s = elz.Scenario("two villages").merge(["Alken", "Wellen"], day="2027-01-01")
        >>> [point.candidates for point in elz.decisions(elz.flanders(), s)]
        [('haspengouw', 'herkenrode')]
    """
    return adopt(base, scenario).on(last_day(base, scenario), beyond_ok=True).decisions


def as_base(value: object) -> Landscape:
    """Return a landscape; refuse anything else."""
    if not isinstance(value, Landscape):
        raise InvalidValueError("landscape", value, "a landscape, such as flanders()")
    return value


def has_other_codes(base: Landscape, scenario: Scenario) -> bool:
    """Tell whether a scenario says that its codes are of another country than the base."""
    return scenario.codes.name not in {NIS.name, base.codes.name}


def as_scenario(value: object) -> Scenario:
    if not isinstance(value, Scenario):
        raise InvalidValueError("scenario", value, "a scenario, such as Scenario('name')")
    return value


@frozen(eq=False)
class TakenStep:
    """A step where it is taken, with the events that it becomes; *number* counts from 1."""

    number: int
    step: Step
    site: Site
    events: Sequence[AnyEvent]


@define(eq=False)
class Adoption:
    """A scenario on its way through a base: day by day its steps in order, then choices.

    Steps of one day that touch nothing in common are read against one state and
    take effect at once: the result is the same, much faster. With *all_errors* it goes
    on after an error, as if what does not fit were left out.
    """

    base: Landscape = field(converter=as_base)
    scenario: Scenario = field(converter=as_scenario)
    all_errors: bool = field(default=False, kw_only=True)
    landscape: Landscape = field(init=False)
    errors: list[StepError | ChoiceError] = field(init=False, factory=list)
    taken: list[TakenStep] = field(init=False, factory=list)
    _pending: list[TakenStep] = field(init=False, factory=list)
    _touched: set[str] = field(init=False, factory=set)
    _steps_of_day: Counter[date] = field(init=False, factory=Counter)
    _choices_left: list[tuple[int, Choice]] = field(init=False)
    _prefix: str = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Begin at the base."""
        self.landscape = self.base
        self._choices_left = list(enumerate(self.scenario.choices))
        self._prefix = _unused_prefix(self.base, self.scenario)

    def run(self) -> Self:
        """Take every step and choice.

        Raises:
            StepError: If a step does not fit, unless all errors are asked for.
            ChoiceError: If a choice settles nothing, likewise.
        """
        day = None
        numbered_steps = enumerate(self.scenario.steps, 1)
        for number, step in sorted(numbered_steps, key=lambda each: each[1].day):
            if day is not None and step.day != day:
                self._close(day)
            day = step.day
            self._take(number, step)
        self._close(last_day(self.base, self.scenario))
        if not self.errors:
            self.errors += [self._unsettled(*left) for left in self._choices_left]
        self._raise_first()
        return self

    def _raise_first(self) -> None:
        if self.errors and not self.all_errors:
            raise self.errors[0]

    def _take(self, number: int, step: Step) -> None:
        """Read a step with those before it on its day, or after them where it touches the same."""
        try:
            site = self._site(number, step)
            site.touch(step.names())
            taken = TakenStep(number, step, site, step.events(site))
        except ElzError as error:
            if not self._pending:
                self._fail(number, step, error)
                return
        else:
            if self._touched.isdisjoint(site.touched):
                self._pending.append(taken)
                self._touched |= site.touched
                self._steps_of_day[step.day] += 1
                return
        self._flush()
        self._raise_first()
        self._take(number, step)

    def _site(self, number: int, step: Step) -> Site:
        if has_other_codes(self.base, self.scenario):
            raise Misfit(
                phrase("the scenario is about {codes} codes", codes=self.scenario.codes.name),
                phrase(
                    "{base} has {codes} codes",
                    base=term(self.base.name),
                    codes=self.base.codes.name,
                ),
            )
        start = self.base.covers.start
        if start is not None and step.day < start:
            raise Misfit(
                phrase(
                    "{day} lies before the record of {base}",
                    day=step.day,
                    base=term(self.base.name),
                ),
                phrase("the record begins on {start}", start=start),
            )
        snapshot = self.landscape.on(step.day, beyond_ok=True)
        return Site(self.landscape, snapshot, f"{self._prefix}-{number}", self._order(step.day))

    def _order(self, day: date) -> int:
        """Return the order after what the base has on that day, and after earlier steps."""
        is_ahead = day > last_event_day(self.base)
        events = () if is_ahead else self.base.events
        orders = (event.order for event in events if event.day == day)
        return max(orders, default=-1) + 1 + self._steps_of_day[day]

    def _flush(self) -> None:
        """Let what was read take effect."""
        pending, self._pending, self._touched = self._pending, [], set()
        self._let_happen(pending)

    def _let_happen(self, steps: Sequence[TakenStep]) -> None:
        """Take steps together; where they clash, one after the other."""
        try:
            self._happen(event for each in steps for event in each.events)
        except ConflictError as error:
            if len(steps) == 1:
                self._fail(steps[0].number, steps[0].step, error)
            else:
                for each in steps:
                    self._let_happen([each])
        else:
            self.taken += steps

    def _happen(self, events: Iterable[AnyEvent]) -> None:
        if new := tuple(events):
            last = max(event.day for event in new)
            self.landscape = covering(self.landscape.with_events(new), last)

    def _fail(self, number: int, step: Step, error: ElzError) -> None:
        why, hint = _why_and_hint(error)
        record = self._contradicted_record(error)
        if record:
            why = phrase("it contradicts what the record has later, {record:list}", record=record)
            hint = phrase("take the base as it stood on an earlier day, with as_of")
        failed = StepError(number - 1, step, why, hint)
        failed.__cause__ = error
        self.errors.append(failed)

    def _contradicted_record(self, error: ElzError) -> tuple[str, ...]:
        """Return what a step contradicts, where that is an event of the base."""
        findings = error.findings if isinstance(error, ConflictError) else ()
        own = f"{self._prefix}-"
        return tuple(
            f"{each.about}: {each.message}"
            for each in findings
            if each.about
            and each.about.kind == "event"
            and not each.about.id.startswith(own)
            and own not in each.message
        )

    def _close(self, day: date) -> None:
        """End a day of the scenario: settle what choices say of decisions up to then."""
        self._flush()
        start = self.base.covers.start
        if start is not None and day < start:
            return  # Whatever was to happen then did not fit.
        for left in list(self._choices_left):
            point = self._point(left[1], day)
            if point is not None:
                self._choices_left.remove(left)
                self._settle(*left, point)

    def _point(self, choice: Choice, day: date) -> DecisionPoint | None:
        """Return the open decision that a choice is about."""
        snapshot = self.landscape.on(day, beyond_ok=True)
        units = {m.unit for m in snapshot.names.find_municipality(choice.decision, day).on_day}
        points = (p for p in snapshot.decisions if p.unit in {*units, choice.decision})
        return next((p for p in points if choice.day in {None, p.day}), None)

    def _settle(self, index: int, choice: Choice, point: DecisionPoint) -> None:
        try:
            self._happen(self._assignments(index, choice, point))
        except ElzError as error:
            failed = ChoiceError(index, choice, *_why_and_hint(error))
            failed.__cause__ = error
            self.errors.append(failed)

    def _assignments(self, index: int, choice: Choice, point: DecisionPoint) -> Iterator[Assign]:
        """Yield an assignment a zone for the land of a decision."""
        snapshot = self.landscape.on(point.day, beyond_ok=True)
        land = tuple(sorted(self.landscape.register.refinement.leaves(point.parts)))
        ids = numbered(f"{self._prefix}-choice-{index + 1}")
        for zone, parts in _targets(choice, point, snapshot, land):
            yield Assign(
                id=EventId(next(ids)),
                day=point.day,
                order=self._order(point.day) + 1 + index,
                reason=_reason(choice),
                basis=Basis.INFERRED,
                recorded=point.day,
                zone=zone,
                parts=parts,
            )

    def _unsettled(self, index: int, choice: Choice) -> ChoiceError:
        snapshot = self.landscape.on(last_day(self.base, self.scenario), beyond_ok=True)
        units = [point.unit for point in snapshot.decisions]
        return ChoiceError(
            index,
            choice,
            phrase("no decision about {decision} is open", decision=choice.decision),
            phrase("open are {units:list}", units=units)
            if units
            else phrase("none is open in this scenario"),
        )


def _targets(
    choice: Choice, point: DecisionPoint, snapshot: Snapshot, land: tuple[PartId, ...]
) -> Iterable[tuple[ZoneId | None, tuple[PartId, ...]]]:
    if choice.zone is None:
        return snapshot.zone_map.split(land).items()
    zone = snapshot.zone(choice.zone).id
    if zone not in point.candidates:
        raise Misfit(
            phrase("{zone} is no zone of any of its members", zone=zone),
            phrase("choose {zones:or all}, or transfer it afterwards", zones=point.candidates),
        )
    return [(zone, land)]


def _reason(choice: Choice) -> str:
    by = f"by policy {choice.policy.value}" if choice.zone else "each part stays"
    used = f", {choice.figures}" if choice.figures else ""
    return choice.reason or f"a choice {by}{used}"


def _why_and_hint(error: ElzError) -> tuple[object, Phrase | str]:
    """Return what stands in the way and what would work; errors say it when they are shown."""
    if isinstance(error, Misfit):
        return error.why, error.hint
    if isinstance(error, ConflictError):
        return tuple((each,) for each in dict.fromkeys(f.message for f in error.findings)), ""
    return error, ""


_WHAT_IF: Final = "what-if-"


def _unused_prefix(base: Landscape, scenario: Scenario) -> str:
    """Return a beginning for event ids that the base does not have yet."""
    used = [event.id for event in base.events if event.id.startswith(_WHAT_IF)]
    prefixes = numbered(f"{_WHAT_IF}{id_of(scenario.name)}")
    return next(p for p in prefixes if not any(each.startswith(f"{p}-") for each in used))


# --- checking -----------------------------------------------------------------


def check_scenario(base: Landscape, scenario: Scenario) -> tuple[Finding, ...]:
    """Return what is doubtful about a scenario on a base; it never raises for a doubt.

    Reported are the ``CODES`` of scenarios; steps after one that does not fit are looked
    at as if it were left out.

    Example:
        >>> import elzmodel as elz
        >>> s = elz.Scenario("odd").merge(["Voeren", "Oostende"], day="2027-01-01")
        >>> [finding.code for finding in elz.scenarios.check_scenario(elz.flanders(), s)]
        ['ELZ-S001', 'ELZ-S005']
    """
    adoption = Adoption(base, scenario, all_errors=True).run()
    errors = sorted(adoption.errors, key=lambda each: (isinstance(each, ChoiceError), each.index))
    return (*map(misfit, errors), *doubts_of(adoption))


def doubts_of(adoption: Adoption) -> Iterator[Finding]:
    """Yield what is doubtful about the steps that were taken, in their order."""
    base = adoption.base
    last = record_end(base)
    for taken in sorted(adoption.taken, key=lambda each: each.number):
        about = _about("step", taken.number, taken.step)
        if taken.step.day <= last:
            yield WITHIN_RECORD.finding(about, day=taken.step.day, base=term(base.name))
        yield from taken.step.doubts(taken.site, taken.events, about)
        for name, others in _same_names(taken):
            yield SAME_NAME.finding(about, name=name, others=others)


def _same_names(taken: TakenStep) -> Iterator[tuple[str, list[str]]]:
    """Yield each name that a step gives and others have then, with those others."""
    ended = {event.zone for event in taken.events if isinstance(event, AbolishZone)}
    for event in taken.events:
        for name in _names_given(event):
            beside = _beside(event, taken.site.snapshot, ended)
            others = [str(each) for each in beside if each.name.casefold() == name.casefold()]
            if others:
                yield name, others


def _names_given(event: AnyEvent) -> Iterator[str]:
    """Yield the names that an event gives."""
    begun = event.into if isinstance(event, Split) else (event,)
    names = (getattr(each, "name", None) for each in begun)
    return (name for name in names if isinstance(name, str))


def _beside(
    event: AnyEvent, day: Snapshot, ended: Container[ZoneId]
) -> Iterator[Municipality | Zone]:
    """Yield the municipalities, or the zones that do not end, beside those of an event."""
    if isinstance(event, TerritoryEvent):
        own = event.named_units
        return (each for each in day.municipalities if each.unit not in own)
    return (each for each in day.zones if each.id != event.zone and each.id not in ended)


def _about(kind: str, number: int, value: Step | Choice) -> Ref:
    label = phrase("{kind} {n}, {it}", kind=term(kind), n=number, it=value)
    return Ref(kind, str(number), label=label)


def misfit(error: StepError | ChoiceError) -> Finding:
    """Return the finding (``ELZ-S010``) that a step or a choice does not fit."""
    is_step = isinstance(error, StepError)
    about = _about("step" if is_step else "choice", error.index + 1, error.value)
    return MISFIT.finding(about, why=error.why, hint=error.hint)


keep_door(__name__)
