"""What events are made of: the head they share, and the normal form that they come to.

Land flows or is cut, units begin and end, labels change. What a kind of event comes
to is said in `elzmodel.territory.events`, which asks a `Reading` for what it may name
on the eve of its day.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date
from enum import Enum
from operator import attrgetter
from typing import Any, ClassVar, Final, Literal, NamedTuple, Protocol

from attrs import field, frozen

from elzmodel.territory.refinement import Weight
from elzmodel.values import (
    Basis,
    Code,
    Codes,
    EventId,
    Finding,
    NisCode,
    PartId,
    Ref,
    Severity,
    SourceId,
    UnitId,
    parse_day,
    refers,
)
from elzmodel.values.ids import tupled
from elzmodel.values.periods import day_or_none
from elzmodel.values.text import Phrase, Suggestions, phrase

__all__ = ["KEEP", "Event", "EventNames", "Keep"]

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
CODES: Final = Codes([UNIT_ABSENT, UNIT_PRESENT, LAND_ELSEWHERE, NO_MERGER, NO_CUT])


@frozen
class EventNames:
    """What things are called where an event is told: on its eve, on its day, and land.

    Example:
        >>> names = EventNames(was=str.upper, becomes=str.title, part=str)
        >>> from elzmodel.territory import Merge
        >>> merger = Merge(id="e", day="2025-01-01", units=("hasselt", "kortessem"), unit="hasselt")
        >>> print(merger.told(names))
        HASSELT and KORTESSEM merge into Hasselt
    """

    was: Callable[[str], str]
    becomes: Callable[[str], str]
    part: Callable[[PartId], str]


@frozen(kw_only=True, field_transformer=tupled)
class Event:
    """The head that all events share: when, why, and who says so.

    Days may be given as ISO text; a missing *recorded* counts as the day itself.

    Attributes:
        id: The id: lower-case letters, digits and hyphens.
        day: The first day on which it holds.
        order: Puts events of one day in sequence where they build on each other.
        reason: Why it happens.
        sources: The ids of sources.
        basis: How the fact follows from its sources.
        decided: The day of the decision.
        recorded: The day from which the record knows of it.
        retracted: The day on which the record was withdrawn.

    Example:
        >>> Event(id="2025-hasselt", day=date(2025, 1, 1)).is_known_on(date(2024, 6, 1))
        False
    """

    tag: ClassVar[str] = "event"
    word: ClassVar[str] = ""
    """The word for this kind of event, as it stands behind ``event:`` in a document."""

    id: EventId
    day: date = field(converter=parse_day)
    order: int = 0
    reason: str = ""
    sources: tuple[SourceId, ...] = field(default=(), metadata=refers("source", scope="landscape"))
    basis: Basis = Basis.SOURCED
    decided: date | None = field(default=None, converter=day_or_none)
    recorded: date | None = field(default=None, converter=day_or_none)
    retracted: date | None = field(default=None, converter=day_or_none)

    @property
    def known_from(self) -> date:
        """The day from which the record knows the event."""
        return self.day if self.recorded is None else self.recorded

    def is_known_on(self, day: date) -> bool:
        """Tell whether the event stood in the record on *day*."""
        return self.known_from <= day and (self.retracted is None or day < self.retracted)


def contradiction(code: Code, event: Event, variant: str = "", **values: Any) -> Finding:  # noqa: ANN401 - what a sentence speaks of
    """Return a contradiction found in *event*."""
    label = phrase("event {id} of {day}", id=event.id, day=event.day)
    about = Ref("event", event.id, label)
    return code.finding(about, variant=variant, sources=event.sources, **values)


# --- the normal form ------------------------------------------------------------

Land = tuple[PartId, ...]
"""Parts in order, each once."""


def land_of(parts: Collection[PartId]) -> Land:
    """Return parts as land."""
    return tuple(sorted({*parts})) if len(parts) > 1 else tuple(parts)


def joined(one: Land, other: Land) -> Land:
    """Return two pieces of land as one."""
    return land_of(one + other) if one and other else one or other


def without(land: Land, parts: Collection[PartId]) -> Land:
    """Return land that has lost some parts."""
    if land == parts:
        return ()
    lost = {*parts}
    return tuple([part for part in land if part not in lost])


class Keep(Enum):
    """The type of `KEEP`, the mark of a field that stays as it was."""

    KEEP = "keep"

    def __repr__(self) -> str:
        """Show the name under which it is used."""
        return "KEEP"


KEEP: Final[Literal[Keep.KEEP]] = Keep.KEEP
"""The value of a field that an event leaves as it was; ``None`` means unknown."""


Labels = tuple[NisCode | None, str, str | None, str | None, str | None]
"""What a municipality is called and where it stands: the values of `LABELS`, in that order.

A plain tuple, since a large register has one for each version, and the collector
need not look into plain tuples of text again.
"""

LABELS: Final = ("nis", "name", "province", "arrondissement", "region")

Changes = tuple[
    NisCode | Keep | None, str | Keep, str | Keep | None, str | Keep | None, str | Keep | None
]
"""New labels of a municipality, `KEEP` where one stays as it was."""

labels_of: Callable[[object], Any] = attrgetter(*LABELS)
"""Read the labels, or the changes of labels, that something has."""


def altered(labels: Labels, changes: Changes) -> Labels:
    """Return labels with the changed fields; `KEEP` leaves a field as it was."""
    nis, name, province, arrondissement, region = changes
    return (
        labels[0] if nis is KEEP else nis,
        labels[1] if name is KEEP else name,
        labels[2] if province is KEEP else province,
        labels[3] if arrondissement is KEEP else arrondissement,
        labels[4] if region is KEEP else region,
    )


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
    alters: tuple[tuple[UnitId, Changes], ...] = ()
    cuts: tuple[CutPlan, ...] = ()

    def receivers(self) -> list[UnitId]:
        """Return the units that land goes to."""
        units = [to for _, _, to, _ in self.flows if to is not None]
        for plan in self.cuts:
            units += [portion.to for portion in plan.portions]
        return units

    def remade(self) -> list[UnitId]:
        """Return the units that end or begin."""
        return [*self.ends, *[unit for unit, _ in self.starts]]


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
    """Events held against the eve of their day, one after another, with what contradicts them."""

    __slots__ = ("event", "findings", "receivers", "state")

    event: Event

    def __init__(self, state: State) -> None:
        self.state: State = state
        self.findings: list[Finding] = []
        self.receivers: list[tuple[Event, UnitId]] = []

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

    def expect(self, units: Iterable[UnitId | None]) -> None:
        """Note units that get land; each of them has to live or to begin in the same batch."""
        self.receivers += [(self.event, unit) for unit in units if unit is not None]

    def check_is_new(self, unit: UnitId) -> None:
        """Note where a unit that begins lives already."""
        if unit in self.state.labels:
            self.refuse(UNIT_PRESENT, unit=unit)

    def land(self, parts: Collection[PartId], holder: UnitId | None) -> Land:
        """Return the living parts that *parts* mean, and note those that *holder* does not hold.

        A part that was cut means those of its pieces that *holder* holds; pieces
        that may lie in other parts as well are not meant.
        """
        if not self.state.children.keys().isdisjoint(parts):
            parts = [piece for part in parts for piece in self._living(part, holder)]
        land = land_of(parts)
        for piece in land:
            actual = self.state.holder.get(piece)
            if actual != holder:
                who, wanted = _unit_or_none(actual), _unit_or_none(holder)
                self.refuse(LAND_ELSEWHERE, part=piece, holder=who, wanted=wanted)
        return land

    def _living(self, part: PartId, holder: UnitId | None) -> Iterable[PartId]:
        if part not in self.state.children:
            return (part,)
        uncut = tuple(self.state.pieces_of(part))
        return [p for p in uncut if self.state.holder.get(p) == holder] or uncut or (part,)

    def land_left(self, unit: UnitId, flows: Iterable[Flow]) -> Land:
        """Return the land of a unit that no flow takes, refusing land that two take."""
        return without(self.state.land[unit], self.land_taken(unit, flows))

    def land_taken(self, unit: UnitId | None, flows: Iterable[Flow]) -> set[PartId]:
        """Return the land of a unit, or of none, that flows take; refuse what two of them take."""
        taken: set[PartId] = set()
        for flow in flows:
            if flow.origin == unit:
                if taken.intersection(flow.parts):
                    self.refuse(LAND_ELSEWHERE, "twice", part=min(taken.intersection(flow.parts)))
                taken.update(flow.parts)
        return taken

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
