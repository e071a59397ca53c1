"""What events come to: land that flows or is cut, units that begin and end, new labels.

A kind of event says in `elzmodel.territory.events` what it comes to, by
asking a `Reading` for what it may name on the eve of its day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, Protocol

from elzmodel.territory.refinement import Weight
from elzmodel.values import Code, Codes, EventId, Finding, NisCode, PartId, Ref, Severity, UnitId
from elzmodel.values.text import Phrase, Suggestions, phrase

if TYPE_CHECKING:
    from elzmodel.territory.events import Event, TerritoryEvent  # they are read by what is here

__all__ = [
    "CODES",
    "KEEP",
    "Act",
    "CutPlan",
    "Flow",
    "Keep",
    "Labels",
    "Land",
    "Portion",
    "Reading",
    "State",
    "acts_of",
    "altered",
    "contradiction",
    "labels_of",
]

UNIT_ABSENT: Final = Code(
    "ELZ-T001",
    {
        "": "{unit!r} does not exist on the eve",
        "receiver": "{unit!r} does not exist to receive land",
    },
    severity=Severity.ERROR,
    meaning="a municipality does not exist",
    explanation="An event speaks of a unit that does not live on the eve of its day, or gives "
    "land to one that neither lives nor begins. Use the unit's id "
    '(`day.municipality("Alken").unit`), look at its period, and give an event that builds on '
    "another of the same day a higher *order*.",
    remedy="[did you mean {near:or}, or ]does an event that it builds on need a lower order?",
)
UNIT_PRESENT: Final = Code(
    "ELZ-T002",
    {"": "{unit!r} exists already", "twice": "{unit!r} begins twice"},
    severity=Severity.ERROR,
    meaning="a municipality exists already",
    explanation="An event begins a unit whose id is in use. Choose another id, or use the event "
    "that changes an existing unit.",
)
LAND_ELSEWHERE: Final = Code(
    "ELZ-T003",
    {
        "": "part {part!r} is held by {holder}, not by {wanted}",
        "twice": "part {part!r} is given away twice",
        "all twice": "two flows take all the land of {unit!r}",
        "piece": "piece {unit!r} needs parts, or a portion of the land",
        "nothing": "no parts are named; name them, or say which portion goes",
        "nobody": "land goes from no municipality to none; name the giver or the receiver",
    },
    severity=Severity.ERROR,
    meaning="land is elsewhere",
    explanation="An event moves or splits off parts that another municipality holds, or gives a "
    "part twice, or a piece without parts, or lets land go from no municipality to none. "
    "`day.municipality(...).parts` lists what a municipality holds.",
)
CLASH: Final = Code(
    "ELZ-T004",
    "it touches {what} {whose!r} on the same day as event {other}",
    severity=Severity.ERROR,
    meaning="two events of one day clash",
    explanation="They touch the same land or the same field, and nothing says which comes first.",
    remedy="give the later of the two a higher order",
)
NO_MERGER: Final = Code(
    "ELZ-T007",
    {
        "members": "a merger takes at least two municipalities, each named once",
        "name": "a new municipality needs a name",
    },
    severity=Severity.ERROR,
    meaning="not a merger",
    explanation="A `Merge` names fewer than two municipalities, names one twice, or begins a new "
    "one without a name.",
)
NO_CUT: Final = Code(
    "ELZ-T009",
    {
        "nothing left": "{unit!r} has no land left to cut",
        "twice": "two portions of {unit!r} go to one unit; add them up",
        "all": "one portion of all land of {unit!r} is no cut; let it go whole",
        "nobody": "a portion can only be cut from the land of a municipality",
    },
    severity=Severity.ERROR,
    meaning="nothing to cut",
    explanation="A portion is asked of land that cannot be cut: none is left, one portion would "
    "take all of it, two portions go to one municipality, or no municipality holds it. Name whole "
    "parts instead, or add the portions up.",
)
CODES: Final = Codes([UNIT_ABSENT, UNIT_PRESENT, LAND_ELSEWHERE, CLASH, NO_MERGER, NO_CUT])


def contradiction(code: Code, event: Event, variant: str = "", **values: Any) -> Finding:  # noqa: ANN401 - what a sentence speaks of
    """Return a contradiction found in *event*."""
    label = phrase("event {id} of {day}", id=event.id, day=event.day)
    about = Ref("event", event.id, label)
    return code.finding(about, variant=variant, sources=event.sources, **values)


# --- the normal form ------------------------------------------------------------

Land = frozenset[PartId]
"""A set of parts."""


class Keep(Enum):
    """The type of `KEEP`, the mark of a field that stays as it was."""

    KEEP = "keep"

    def __repr__(self) -> str:
        """Show the name under which it is used."""
        return "KEEP"


KEEP: Final[Literal[Keep.KEEP]] = Keep.KEEP
"""The value of a field that an event leaves as it was; ``None`` means unknown."""


class Labels(NamedTuple):
    """What a municipality is called and where it stands."""

    nis: NisCode | None
    name: str
    province: str | None
    arrondissement: str | None
    region: str | None


labels_of = attrgetter(*Labels._fields)
"""Read the labels, or the changes of labels, that something has."""


def altered(labels: Labels, changes: Iterable[Any]) -> Labels:
    """Return labels with the changed fields; `KEEP` leaves a field as it was."""
    kept = zip(labels, changes, strict=True)
    return Labels._make([old if new is KEEP else new for old, new in kept])


class Flow(NamedTuple):
    """Land that goes from one unit to another, or into or out of the record."""

    parts: Land
    origin: UnitId | None
    to: UnitId | None
    lineage: bool = True


class Portion(NamedTuple):
    """A portion of cut land that goes to a unit."""

    to: UnitId
    weights: tuple[Weight, ...]
    lineage: bool = True


class CutPlan(NamedTuple):
    """Land of one unit that is cut; what is not a portion remains with it."""

    origin: UnitId
    whole: Land
    portions: tuple[Portion, ...]
    has_rest: bool


class Act(NamedTuple):
    """The normal form of every event."""

    flows: tuple[Flow, ...] = ()
    starts: tuple[tuple[UnitId, Labels], ...] = ()
    ends: tuple[UnitId, ...] = ()
    alters: tuple[tuple[UnitId, tuple[Any, ...]], ...] = ()
    cuts: tuple[CutPlan, ...] = ()

    def receivers(self) -> list[UnitId]:
        """Return the units that land goes to."""
        units = [to for _, _, to, _ in self.flows if to is not None]
        for plan in self.cuts:
            units += [portion.to for portion in plan.portions]
        return units

    def remade(self) -> Iterator[UnitId]:
        """Yield the units that end or begin."""
        yield from self.ends
        for unit, _ in self.starts:
            yield unit

    def units(self) -> set[UnitId]:
        """Return every unit that is touched."""
        givers = [flow.origin for flow in self.flows if flow.origin is not None]
        givers += [plan.origin for plan in self.cuts]
        return {*self.receivers(), *self.remade(), *givers, *(unit for unit, _ in self.alters)}


# --- reading an event against the eve ---------------------------------------------


class State(Protocol):
    """What an event is read against."""

    labels: dict[UnitId, Labels]
    land: dict[UnitId, Land]
    holder: dict[PartId, UnitId]
    children: dict[PartId, tuple[PartId, ...]]

    def pieces_of(self, part: PartId) -> Iterable[PartId]:
        """Return the living pieces that lie in a part that was cut, for certain."""
        ...


class Reading:
    """One event held against the eve of its day, with what contradicts it."""

    __slots__ = ("event", "findings", "state")

    def __init__(self, event: Event, state: State, findings: list[Finding]) -> None:
        self.event = event
        self.state = state
        self.findings = findings

    def refuse(self, code: Code, variant: str = "", **values: Any) -> None:  # noqa: ANN401 - the same
        """Note that the event contradicts what is known, or itself."""
        self.findings.append(contradiction(code, self.event, variant, **values))

    def is_alive(self, unit: UnitId) -> bool:
        """Tell whether a unit lives on the eve; note it where it does not."""
        if unit in self.state.labels:
            return True
        near = Suggestions(unit, tuple(self.state.labels))
        self.refuse(UNIT_ABSENT, unit=unit, near=near)
        return False

    def check_is_new(self, unit: UnitId) -> None:
        """Note where a unit that begins lives already."""
        if unit in self.state.labels:
            self.refuse(UNIT_PRESENT, unit=unit)

    def land(self, parts: Iterable[PartId], holder: UnitId | None) -> Land:
        """Return the living parts that *parts* mean, and note those that *holder* does not hold.

        A part that was cut means those of its pieces that *holder* holds; pieces
        that may lie in other parts as well are not meant.
        """
        land = [piece for part in parts for piece in self._living(part, holder)]
        for piece in land:
            actual = self.state.holder.get(piece)
            if actual != holder:
                who, wanted = _unit_or_none(actual), _unit_or_none(holder)
                self.refuse(LAND_ELSEWHERE, part=piece, holder=who, wanted=wanted)
        return frozenset(land)

    def _living(self, part: PartId, holder: UnitId | None) -> Iterable[PartId]:
        if part not in self.state.children:
            return (part,)
        uncut = tuple(self.state.pieces_of(part))
        return [p for p in uncut if self.state.holder.get(p) == holder] or uncut or (part,)

    def land_left(self, unit: UnitId, flows: Iterable[Flow]) -> Land:
        """Return the land of a unit that no flow takes, refusing land that two take."""
        moved: set[PartId] = set()
        for flow in flows:
            if flow.origin == unit:
                if moved.intersection(flow.parts):
                    self.refuse(LAND_ELSEWHERE, "twice", part=min(moved & flow.parts))
                moved.update(flow.parts)
        return self.state.land[unit] - moved

    def cut(self, plan: CutPlan) -> tuple[CutPlan, ...]:
        """Return a plan, none where no portion is asked for; refuse what cannot be carried out."""
        if not plan.portions:
            return ()
        receivers = {portion.to for portion in plan.portions}
        if not plan.whole:
            self.refuse(NO_CUT, "nothing left", unit=plan.origin)
        elif len(receivers) < len(plan.portions):
            self.refuse(NO_CUT, "twice", unit=plan.origin)
        elif len(receivers) == 1 and not plan.has_rest:
            self.refuse(NO_CUT, "all", unit=plan.origin)
        return (plan,)


def _unit_or_none(unit: UnitId | None) -> Phrase:
    return phrase("no municipality") if unit is None else phrase("{unit!r}", unit=unit)


# --- a batch: the events of one day and order ----------------------------------------

Acts = Sequence[tuple["TerritoryEvent", Act]]
"""Events with what they come to."""


def acts_of(state: State, batch: Iterable[TerritoryEvent]) -> tuple[Acts, list[Finding]]:
    """Return the events of one day and order with what they come to, and what contradicts."""
    findings: list[Finding] = []
    acts = [
        (event, event._act(Reading(event, state, findings)))  # noqa: SLF001 - only the replay asks
        for event in batch
    ]
    findings += _lost_receivers(acts, state.labels)
    if len(acts) > 1:
        findings += _clashes(acts)
    return acts, findings


def _lost_receivers(acts: Acts, alive: dict[UnitId, Labels]) -> list[Finding]:
    """Find land that goes to a unit which neither lives nor begins in the batch."""
    absent = [(event, to) for event, act in acts for to in act.receivers() if to not in alive]
    if not absent:
        return []
    begun = {unit for _, act in acts for unit, _ in act.starts}
    near = tuple(alive)
    return [
        contradiction(UNIT_ABSENT, event, "receiver", unit=unit, near=Suggestions(unit, near))
        for event, unit in absent
        if unit not in begun
    ]


Claim = tuple[str, str]
"""What an event claims for itself: of what kind, and the part or the unit."""


def _clashes(acts: Acts) -> Iterable[Finding]:
    """Find events of one batch that touch the same land or the same field."""
    claims: dict[Claim, EventId] = {}
    for event, act in acts:
        own = event.id
        twice = [claim for claim in _claims(act) if claims.setdefault(claim, own) != own]
        if twice:
            yield from [_clash(event, claims[claim], claim) for claim in sorted(twice)]
    remade = {unit: event.id for event, act in acts for unit in act.remade()}
    ended = {unit for _, act in acts for unit in act.ends}
    for event, act in acts:
        touched = {unit for unit, _ in act.alters}
        if ended:
            touched |= ended.intersection(act.receivers())
        for unit in sorted(touched):
            if remade.get(unit, event.id) != event.id:
                yield _clash(event, remade[unit], ("unit", unit))


def _claims(act: Act) -> Iterator[Claim]:
    """Yield what an act claims for itself: land, units that begin or end, fields."""
    for flow in act.flows:
        for part in flow.parts:
            yield "part", part
    for plan in act.cuts:
        for part in plan.whole:
            yield "part", part
    for unit in act.remade():
        yield "unit", unit
    for unit, changes in act.alters:
        for name, value in zip(Labels._fields, changes, strict=True):
            if value is not KEEP:
                yield f"the {name} of", unit


def _clash(event: TerritoryEvent, other: EventId, claim: Claim) -> Finding:
    what, whose = claim
    return contradiction(CLASH, event, what=phrase(what), whose=whose, other=other)
