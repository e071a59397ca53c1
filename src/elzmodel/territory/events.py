"""What can happen to municipalities: the closed union of territorial events.

An event is a dated fact. It says what changes on its day; what it does not
say stays as it was. Identity, code, name, land and place in the hierarchy
change independently of each other, and a unit goes on only where an event
says so.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Final, Literal

from attrs import field, frozen

from elzmodel.territory.refinement import Weight
from elzmodel.values import (
    Basis,
    Day,
    EventId,
    NisCode,
    PartId,
    SourceId,
    UnitId,
    parse_day,
    part_ids,
    source_ids,
    unit_ids,
)

__all__ = [
    "KEEP",
    "Abolish",
    "Alter",
    "Alteration",
    "Create",
    "Event",
    "Keep",
    "LandFlow",
    "Merge",
    "MoveParts",
    "NewUnit",
    "Regroup",
    "Split",
    "TerritoryEvent",
]


class Keep(Enum):
    """The type of `KEEP`, the mark of a field that stays as it was.

    Example:
        >>> KEEP is Keep.KEEP
        True
    """

    KEEP = "keep"

    def __repr__(self) -> str:
        """Show the name under which it is used."""
        return "KEEP"


KEEP: Final[Literal[Keep.KEEP]] = Keep.KEEP
"""The value of a field that an event leaves as it was; ``None`` means unknown."""


def _day_or_none(value: Day | None) -> date | None:
    return None if value is None else parse_day(value)


@frozen(kw_only=True)
class Event:
    """The head that all events share: when, why, and who says so.

    *day* is the first day on which the change holds; like the other days it may
    be given as ISO text. *order* puts events of one
    day in sequence where they build on each other. *decided* is the day of the
    decision and *recorded* the day from which the record knew of it, until
    *retracted*; a missing *recorded* counts as the day itself.

    Example:
        >>> Event(id="2025-hasselt", day=date(2025, 1, 1)).is_known_on(date(2024, 6, 1))
        False
    """

    id: EventId
    day: date = field(converter=parse_day)
    order: int = 0
    reason: str = ""
    sources: tuple[SourceId, ...] = field(default=(), converter=source_ids)
    basis: Basis = Basis.SOURCED
    decided: date | None = field(default=None, converter=_day_or_none)
    recorded: date | None = field(default=None, converter=_day_or_none)
    retracted: date | None = field(default=None, converter=_day_or_none)

    @property
    def known_from(self) -> date:
        """The day from which the record knows the event."""
        return self.day if self.recorded is None else self.recorded

    def is_known_on(self, day: date) -> bool:
        """Tell whether the event stood in the record on *day*."""
        return self.known_from <= day and (self.retracted is None or day < self.retracted)


@frozen(kw_only=True)
class NewUnit:
    """A municipality that begins within an event, with the land it gets.

    Of a split it gets whole *parts*, or a *portion* of the land that is split:
    a piece whose place is not known, with its weights as far as they are.

    Example:
        >>> NewUnit(unit="borgloon", name="Borgloon", parts=("borgloon",)).nis is None
        True
    """

    unit: UnitId
    name: str
    nis: NisCode | None = None
    province: str | None = None
    arrondissement: str | None = None
    region: str | None = None
    parts: tuple[PartId, ...] = field(default=(), converter=part_ids)
    portion: tuple[Weight, ...] | None = None


@frozen(kw_only=True)
class Create(Event):
    """A municipality comes into being on land that no other one holds.

    Without *parts* it gets one part of its own, named like the unit. Land that
    once left the record may come back this way.

    Example:
        >>> Create(id="e", day=date(1977, 1, 1), unit="hasselt", name="Hasselt").parts
        ()
    """

    unit: UnitId
    name: str
    nis: NisCode | None = None
    province: str | None = None
    arrondissement: str | None = None
    region: str | None = None
    parts: tuple[PartId, ...] = field(default=(), converter=part_ids)


@frozen(kw_only=True)
class Abolish(Event):
    """A municipality ends and its land leaves every municipality.

    Example:
        >>> Abolish(id="e", day=date(1977, 1, 1), unit="lillo").unit
        'lillo'
    """

    unit: UnitId


@frozen(kw_only=True)
class Alter(Event):
    """Code, name or place in the hierarchy change; the land does not.

    Example:
        >>> Alter(id="e", day=date(2019, 1, 1), unit="moeskroen", nis="57096").name
        KEEP
    """

    unit: UnitId
    nis: NisCode | Keep | None = KEEP
    name: str | Keep = KEEP
    province: str | Keep | None = KEEP
    arrondissement: str | Keep | None = KEEP
    region: str | Keep | None = KEEP


@frozen(kw_only=True)
class Merge(Event):
    """Municipalities become one (*fusie*).

    *units* give all their land to *unit*. Where *unit* is one of them, that
    body continues, with whatever new code and name the event gives it;
    otherwise a new body begins. For fields left at `KEEP`, a continuing unit
    keeps its own, and a new one takes what all members share, or ``None``.

    Example:
        >>> merger = Merge(
        ...     id="e",
        ...     day=date(2025, 1, 1),
        ...     units=("hasselt", "kortessem"),
        ...     unit="hasselt",
        ...     nis="71072",
        ... )
        >>> merger.unit in merger.units
        True
    """

    units: tuple[UnitId, ...] = field(converter=unit_ids)
    unit: UnitId
    nis: NisCode | Keep | None = KEEP
    name: str | Keep = KEEP
    province: str | Keep | None = KEEP
    arrondissement: str | Keep | None = KEEP
    region: str | Keep | None = KEEP


@frozen(kw_only=True)
class Split(Event):
    """A municipality gives land to new ones (*splitsing*, *defusie*).

    Where parts remain, *unit* continues with them; where none do, it ends.
    Portions are cut from the parts that no piece names; something remains of
    them with *unit*, unless *ends* says that the portions take everything.

    Example:
        >>> pieces = (NewUnit(unit="kortessem", name="Kortessem", parts=("kortessem",)),)
        >>> Split(id="e", day=date(2031, 1, 1), unit="hasselt", into=pieces).into[0].name
        'Kortessem'
    """

    unit: UnitId
    into: tuple[NewUnit, ...]
    ends: bool = False


@frozen(kw_only=True)
class MoveParts(Event):
    """Land goes from one municipality to another; both continue.

    Either whole *parts*, or a *portion* that is cut from them; without *parts*
    the portion is cut from all land of *origin*. *origin* is ``None`` for land
    that no municipality holds. A border exchange is not lineage: the receiver
    does not descend from the giver, unless *lineage* says so.

    Example:
        >>> MoveParts(id="e", day=date(2030, 1, 1), parts=("lillo",), origin="a", to="b").lineage
        False
    """

    origin: UnitId | None
    to: UnitId
    parts: tuple[PartId, ...] = field(default=(), converter=part_ids)
    portion: tuple[Weight, ...] | None = None
    lineage: bool = False


@frozen(kw_only=True)
class LandFlow:
    """Land that goes from one unit to another within a `Regroup`.

    Whole *parts*, or a *portion* of the land that no other flow takes whole;
    with neither, all of the land that is left. *to* is ``None`` for land that
    leaves every municipality.

    Example:
        >>> LandFlow(origin="a", to="b").lineage
        True
    """

    origin: UnitId | None
    to: UnitId | None
    parts: tuple[PartId, ...] = field(default=(), converter=part_ids)
    portion: tuple[Weight, ...] | None = None
    lineage: bool = True


@frozen(kw_only=True)
class Alteration:
    """New code, name or place in the hierarchy of a unit within a `Regroup`.

    Example:
        >>> Alteration(unit="a", nis="10001").name
        KEEP
    """

    unit: UnitId
    nis: NisCode | Keep | None = KEEP
    name: str | Keep = KEEP
    province: str | Keep | None = KEEP
    arrondissement: str | Keep | None = KEEP
    region: str | Keep | None = KEEP


@frozen(kw_only=True)
class Regroup(Event):
    """Land of several municipalities goes to several others in one act.

    The normal form of merging, splitting and moving: flows of land, units that
    end, units that begin, units that change their labels. What ends must have
    given all its land away.

    Example:
        >>> act = Regroup(
        ...     id="e",
        ...     day=date(2031, 1, 1),
        ...     flows=(LandFlow(origin="a", to="b"), LandFlow(origin="b", to="c", portion=())),
        ...     ends=("a",),
        ...     starts=(NewUnit(unit="c", name="C"),),
        ... )
        >>> len(act.flows)
        2
    """

    flows: tuple[LandFlow, ...] = ()
    ends: tuple[UnitId, ...] = ()
    starts: tuple[NewUnit, ...] = ()
    alters: tuple[Alteration, ...] = ()


TerritoryEvent = Create | Abolish | Alter | Merge | Split | MoveParts | Regroup
"""Every kind of territorial event."""
