"""What can happen to municipalities: the closed union of territorial events.

An event is a dated fact. It says what changes on its day; what it does not
say stays as it was. Identity, code, name, land and place in the hierarchy
change independently of each other, and a unit goes on only where an event
says so.

A kind of event is declared here once: its fields; its ``word`` in documents;
the units that it names (``named_units``); what it comes to (``_act``, for the
replay); how it is told (``told``). A new kind needs a class with those five, and
a place in the union at the end.
"""

from __future__ import annotations

from attrs import field, frozen

from elzmodel.territory.acts import (
    KEEP,
    LABELS,
    LAND_ELSEWHERE,
    NO_CUT,
    NO_MERGER,
    UNIT_PRESENT,
    Act,
    CutPlan,
    Event,
    EventNames,
    Flow,
    Keep,
    Labels,
    Portion,
    Reading,
    altered,
    labels_of,
)
from elzmodel.territory.refinement import Weight
from elzmodel.values import NisCode, PartId, UnitId, defines
from elzmodel.values.arguments import keep_door
from elzmodel.values.ids import tupled
from elzmodel.values.text import Phrase, phrase

__all__ = [
    "Abolish",
    "Alter",
    "Alteration",
    "Create",
    "LandFlow",
    "Merge",
    "MoveParts",
    "NewUnit",
    "Regroup",
    "Split",
    "TerritoryEvent",
]


@frozen(kw_only=True, field_transformer=tupled)
class NewUnit:
    """A municipality that begins within an event, with the land it gets.

    Of a split it gets whole *parts*, or a *portion* of the land that is split:
    a piece whose place is not known, with its weights as far as they are.
    """

    unit: UnitId = field(metadata=defines("unit"))
    name: str
    nis: NisCode | None = None
    province: str | None = None
    arrondissement: str | None = None
    region: str | None = None
    parts: tuple[PartId, ...] = ()
    portion: tuple[Weight, ...] | None = None


@frozen(kw_only=True, field_transformer=tupled)
class Create(Event):
    """A municipality comes into being on land that no other one holds.

    Without *parts* it gets one part of its own, named like the unit. Land that
    once left the record may come back this way.
    """

    word = "create"

    unit: UnitId = field(metadata=defines("unit"))
    name: str
    nis: NisCode | None = None
    province: str | None = None
    arrondissement: str | None = None
    region: str | None = None
    parts: tuple[PartId, ...] = field(default=(), metadata=defines("part", default="unit"))

    @property
    def named_units(self) -> tuple[UnitId, ...]:
        """The unit that begins."""
        return (self.unit,)

    def _act(self, reading: Reading) -> Act:
        parts = reading.land(self.parts or (PartId(self.unit),), None)
        reading.check_is_new(self.unit)
        return Act((Flow(parts, None, self.unit),), ((self.unit, labels_of(self)),))

    def told(self, names: EventNames) -> Phrase:
        """Return what happens in words."""
        return phrase("{unit} is in the register", unit=names.becomes(self.unit))


@frozen(kw_only=True)
class Abolish(Event):
    """A municipality ends and its land leaves every municipality."""

    word = "abolish"

    unit: UnitId

    @property
    def named_units(self) -> tuple[UnitId, ...]:
        """The unit that ends."""
        return (self.unit,)

    def _act(self, reading: Reading) -> Act:
        if not reading.is_alive(self.unit):
            return Act()
        return Act((Flow(reading.state.land[self.unit], self.unit, None),), ends=(self.unit,))

    def told(self, names: EventNames) -> Phrase:
        """Return what happens in words."""
        return phrase("{unit} ends", unit=names.was(self.unit))


@frozen(kw_only=True)
class Alter(Event):
    """Code, name or place in the hierarchy change; the land does not.

    Example:
        >>> Alter(id="e", day="2019-01-01", unit="moeskroen", nis="57096").name
        KEEP
    """

    word = "alter"

    unit: UnitId
    nis: NisCode | Keep | None = KEEP
    name: str | Keep = KEEP
    province: str | Keep | None = KEEP
    arrondissement: str | Keep | None = KEEP
    region: str | Keep | None = KEEP

    @property
    def named_units(self) -> tuple[UnitId, ...]:
        """The unit that changes."""
        return (self.unit,)

    def _act(self, reading: Reading) -> Act:
        reading.is_alive(self.unit)
        return Act(alters=((self.unit, labels_of(self)),))

    def told(self, names: EventNames) -> Phrase:
        """Return what happens in words."""
        pairs = zip(("code", *LABELS[1:]), labels_of(self), strict=True)
        changes = [
            phrase("{label} becomes {value}", label=phrase(label), value=value or phrase("unknown"))
            for label, value in pairs
            if value is not KEEP
        ]
        return phrase("{unit}: {changes:list all}", unit=names.was(self.unit), changes=changes)


@frozen(kw_only=True, field_transformer=tupled)
class Merge(Event):
    """Municipalities become one (*fusie*).

    All their land goes to *unit*. Where that is one of them, that body
    continues, with whatever new code and name the event gives it;
    otherwise a new body begins. For fields left at ``KEEP``, a continuing unit
    keeps its own, and a new one takes what all members share, or ``None``.

    Attributes:
        units: The ids of the municipalities that merge.

    Example:
        >>> merger = Merge(
        ...     id="e",
        ...     day="2025-01-01",
        ...     units=("hasselt", "kortessem"),
        ...     unit="hasselt",
        ...     nis="71072",
        ... )
        >>> merger.unit in merger.units
        True
    """

    word = "merge"

    units: tuple[UnitId, ...]
    unit: UnitId = field(metadata=defines("unit"))
    nis: NisCode | Keep | None = KEEP
    name: str | Keep = KEEP
    province: str | Keep | None = KEEP
    arrondissement: str | Keep | None = KEEP
    region: str | Keep | None = KEEP

    @property
    def named_units(self) -> tuple[UnitId, ...]:
        """The members, and what they become."""
        return (*self.units, self.unit)

    def _act(self, reading: Reading) -> Act:
        members = tuple(dict.fromkeys(self.units))
        if len(members) < 2 or len(members) != len(self.units):
            reading.refuse(NO_MERGER, "members")
        absent = [unit for unit in members if not reading.is_alive(unit)]
        if absent:
            return Act()
        # A continuing unit flows to itself: that claims its land for this event.
        flows = tuple([Flow(reading.state.land[unit], unit, self.unit) for unit in members])
        ends = tuple([unit for unit in members if unit != self.unit])
        if self.unit in members:
            return Act(flows, ends=ends, alters=((self.unit, labels_of(self)),))
        return Act(flows, ((self.unit, self._new_labels(members, reading)),), ends)

    def _new_labels(self, members: tuple[UnitId, ...], reading: Reading) -> Labels:
        """Return the labels of a new body: its own, or else what all members share."""
        reading.check_is_new(self.unit)
        if isinstance(self.name, Keep):
            reading.refuse(NO_MERGER, "name")
        by_field = zip(*[reading.state.labels[unit] for unit in members], strict=True)
        shared = [each[0] if len(set(each)) == 1 else None for each in by_field]
        return altered((None, self.unit, shared[2], shared[3], shared[4]), labels_of(self))

    def told(self, names: EventNames) -> Phrase:
        """Return what happens in words."""
        members = [names.was(unit) for unit in self.units]
        return phrase(
            "{members:and all} merge into {unit}", members=members, unit=names.becomes(self.unit)
        )


@frozen(kw_only=True, field_transformer=tupled)
class Split(Event):
    """A municipality gives land to new ones (*splitsing*, *defusie*).

    Where parts remain, *unit* continues with them; where none do, it ends.
    Portions are cut from the parts that no piece names; something remains of
    them with *unit*, unless *ends* says that the portions take everything.

    Attributes:
        into: The municipalities that begin.
        ends: What ends in this act.

    Example:
        >>> pieces = (NewUnit(unit="kortessem", name="Kortessem", parts=("kortessem",)),)
        >>> Split(id="e", day="2031-01-01", unit="hasselt", into=pieces).into[0].name
        'Kortessem'
    """

    word = "split"

    unit: UnitId
    into: tuple[NewUnit, ...]
    ends: bool = False

    @property
    def named_units(self) -> tuple[UnitId, ...]:
        """The unit that gives land, and those that begin."""
        return (self.unit, *(piece.unit for piece in self.into))

    def _act(self, reading: Reading) -> Act:
        if not reading.is_alive(self.unit):
            return Act()
        self._check_pieces(reading)
        whole = [piece for piece in self.into if piece.portion is None]
        flows = tuple(
            [Flow(reading.land(piece.parts, self.unit), self.unit, piece.unit) for piece in whole]
        )
        left = reading.land_left(self.unit, flows)
        portions = tuple(
            [Portion(piece.unit, p) for piece in self.into if (p := piece.portion) is not None]
        )
        cuts = reading.cut(CutPlan(self.unit, left, portions, has_rest=not self.ends))
        is_over = not left or (bool(cuts) and self.ends)
        continues = not is_over or any(piece.unit == self.unit for piece in self.into)
        starts = tuple([(piece.unit, labels_of(piece)) for piece in self.into])
        return Act(flows, starts, () if continues else (self.unit,), cuts=cuts)

    def _check_pieces(self, reading: Reading) -> None:
        begun: set[UnitId] = set()
        for piece in self.into:
            if piece.unit in begun:
                reading.refuse(UNIT_PRESENT, "twice", unit=piece.unit)
            elif piece.unit != self.unit:
                reading.check_is_new(piece.unit)
            begun.add(piece.unit)
            if not piece.parts and piece.portion is None:
                reading.refuse(LAND_ELSEWHERE, "piece", unit=piece.unit)

    def told(self, names: EventNames) -> Phrase:
        """Return what happens in words."""
        pieces = [piece.name for piece in self.into]
        return phrase(
            "{unit} splits off {pieces:and all}", unit=names.was(self.unit), pieces=pieces
        )


@frozen(kw_only=True, field_transformer=tupled)
class MoveParts(Event):
    """Land goes from one municipality to another; both continue.

    Either whole *parts*, or a *portion* that is cut from them; without *parts*
    the portion is cut from all land of *origin*. A border exchange is not
    lineage, unless *lineage* says so.

    Attributes:
        origin: The municipality that gives; null for land that none holds.
        to: The municipality that receives.
        lineage: Whether the receiver descends from the giver.
    """

    word = "move-parts"

    origin: UnitId | None
    to: UnitId
    parts: tuple[PartId, ...] = ()
    portion: tuple[Weight, ...] | None = None
    lineage: bool = False

    @property
    def named_units(self) -> tuple[UnitId, ...]:
        """The giver, if there is one, and the receiver."""
        return (self.to,) if self.origin is None else (self.origin, self.to)

    def _act(self, reading: Reading) -> Act:
        reading.expect((self.to,))
        is_alive = self.origin is None or reading.is_alive(self.origin)
        parts = reading.land(self.parts, self.origin)
        if self.portion is None:
            if not parts:
                reading.refuse(LAND_ELSEWHERE, "nothing")
            return Act((Flow(parts, self.origin, self.to, self.lineage),))
        if self.origin is None:
            reading.refuse(NO_CUT, "nobody")
        if self.origin is None or not is_alive:
            return Act()
        whole = parts if self.parts else reading.state.land[self.origin]
        portion = Portion(self.to, self.portion, self.lineage)
        return Act(cuts=reading.cut(CutPlan(self.origin, whole, (portion,), has_rest=True)))

    def told(self, names: EventNames) -> Phrase:
        """Return what happens in words."""
        origin = names.was(self.origin) if self.origin else phrase("no municipality")
        ends = {"origin": origin, "to": names.becomes(self.to)}
        land: list[str | Phrase] = [names.part(part) for part in self.parts]
        if self.portion is None:
            moves = "{land:and all} {land:goes|go} from {origin} to {to}"
            return phrase(moves, land=land, **ends)
        of = land or [phrase("land")]
        return phrase("a portion of {of:and all} goes from {origin} to {to}", of=of, **ends)


@frozen(kw_only=True, field_transformer=tupled)
class LandFlow:
    """Land that goes from one unit to another within a `Regroup`.

    Whole *parts*, or a *portion* of the land that no other flow takes whole;
    with neither, all of the land that is left.

    Attributes:
        origin: The municipality that gives; null for land that none holds.
        to: The municipality that receives; null for land that leaves every one.
        lineage: Whether the receiver descends from the giver.
    """

    origin: UnitId | None
    to: UnitId | None
    parts: tuple[PartId, ...] = ()
    portion: tuple[Weight, ...] | None = None
    lineage: bool = True

    @property
    def takes_all(self) -> bool:
        """Whether it takes all of the land that is left."""
        return self.portion is None and not self.parts


@frozen(kw_only=True)
class Alteration:
    """New code, name or place in the hierarchy of a unit within a `Regroup`."""

    unit: UnitId
    nis: NisCode | Keep | None = KEEP
    name: str | Keep = KEEP
    province: str | Keep | None = KEEP
    arrondissement: str | Keep | None = KEEP
    region: str | Keep | None = KEEP


@frozen(kw_only=True, field_transformer=tupled)
class Regroup(Event):
    """Land of several municipalities goes to several others in one act.

    The normal form of merging, splitting and moving: flows of land, units that
    end, units that begin, units that change their labels. What ends must have
    given all its land away.

    Attributes:
        flows: Land that goes elsewhere.
        ends: What ends in this act.
        starts: Municipalities that begin.
        alters: Municipalities that change their labels.

    Example:
        >>> act = Regroup(
        ...     id="e",
        ...     day="2031-01-01",
        ...     flows=(LandFlow(origin="a", to="b"), LandFlow(origin="b", to="c", portion=())),
        ...     ends=("a",),
        ...     starts=(NewUnit(unit="c", name="C"),),
        ... )
        >>> act.named_units
        ('a', 'b', 'c')
    """

    word = "regroup"

    flows: tuple[LandFlow, ...] = ()
    ends: tuple[UnitId, ...] = ()
    starts: tuple[NewUnit, ...] = ()
    alters: tuple[Alteration, ...] = ()

    @property
    def named_units(self) -> tuple[UnitId, ...]:
        """The units that give or get land, begin, end or change, each once."""
        sides = (unit for flow in self.flows for unit in (flow.origin, flow.to))
        begun = (start.unit for start in self.starts)
        altered = (each.unit for each in self.alters)
        named = (*(unit for unit in sides if unit is not None), *begun, *altered, *self.ends)
        return tuple(dict.fromkeys(named))

    def _act(self, reading: Reading) -> Act:
        if any(flow.origin is None and flow.to is None for flow in self.flows):
            reading.refuse(LAND_ELSEWHERE, "nobody")
        for start in self.starts:
            if start.unit not in self.ends:
                reading.check_is_new(start.unit)
        givers = [unit for unit in self._givers if unit is not None]
        begun = {start.unit for start in self.starts}
        changed = [each.unit for each in self.alters if each.unit not in begun]
        named = dict.fromkeys((*self.ends, *givers, *changed))
        absent = [unit for unit in named if not reading.is_alive(unit)]
        if absent:
            return Act()
        reading.expect(flow.to for flow in self.flows)
        flows = [
            Flow(reading.land(flow.parts, flow.origin), flow.origin, flow.to, flow.lineage)
            for flow in self.flows
            if flow.portion is None and flow.parts
        ]
        reading.land_taken(None, flows)
        cuts: list[CutPlan] = []
        for origin in givers:
            rest, plans = self._given(origin, flows, reading)
            flows += rest
            cuts += plans
        starts = tuple([(start.unit, labels_of(start)) for start in self.starts])
        alters = tuple([(each.unit, labels_of(each)) for each in self.alters])
        ends = set(self.ends).difference(unit for unit, _ in starts)
        return Act(tuple(flows), starts, tuple(sorted(ends)), alters, tuple(cuts))

    @property
    def _givers(self) -> tuple[UnitId | None, ...]:
        return tuple(dict.fromkeys(flow.origin for flow in self.flows))

    def _given(
        self, origin: UnitId, flows: list[Flow], reading: Reading
    ) -> tuple[list[Flow], tuple[CutPlan, ...]]:
        """Return what happens to the land of a unit that no flow takes by its parts."""
        left = reading.land_left(origin, flows)
        own = [flow for flow in self.flows if flow.origin == origin]
        rest = [Flow(left, origin, flow.to, flow.lineage) for flow in own if flow.takes_all]
        if len(rest) > 1:
            reading.refuse(LAND_ELSEWHERE, "all twice", unit=origin)
        portions = tuple(
            [
                Portion(flow.to, flow.portion, flow.lineage)
                for flow in own
                if flow.portion is not None and flow.to is not None
            ]
        )
        plan = CutPlan(origin, left, portions, has_rest=origin not in self.ends)
        return rest[:1], reading.cut(plan)

    def told(self, names: EventNames) -> Phrase:
        """Return what happens in words."""
        givers = [names.was(unit) for unit in self._givers if unit is not None]
        receivers = dict.fromkeys(flow.to for flow in self.flows if flow.to is not None)
        return phrase(
            "land goes from {givers:and all} to {receivers:and all}",
            givers=givers or [phrase("no municipality")],
            receivers=[names.becomes(unit) for unit in receivers] or [phrase("none")],
        )


TerritoryEvent = Create | Abolish | Alter | Merge | Split | MoveParts | Regroup
"""Every kind of territorial event; ``typing.get_args`` lists them."""


keep_door(__name__)
