"""What a scenario does, one step after the other, and the choices that settle decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Final

from attrs import field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.landscape.names import as_text
from elzmodel.territory import KEEP, Keep, Municipality
from elzmodel.values import Day, NisCode, SourceId, UnitId, parse_day, source_ids
from elzmodel.values.text import listed
from elzmodel.zones import Zone

__all__ = [
    "STEP_NAMES",
    "Choice",
    "ChoicePolicy",
    "CreateZoneStep",
    "MergeStep",
    "MergeZonesStep",
    "MovePartsStep",
    "Piece",
    "Pieces",
    "Places",
    "RenameStep",
    "RenameZoneStep",
    "SplitStep",
    "SplitZoneStep",
    "Step",
    "StepHead",
    "TransferStep",
    "UndecideStep",
    "key_of",
    "keys_of",
    "parse_policy",
]

Places = str | Municipality | Zone | Iterable[str | Municipality | Zone]
"""One place or several: municipalities, zones or parts, as values or by name."""

Pieces = Mapping[str, str | Iterable[str]]
"""What splits off: a name for each, with the places that it gets."""


def key_of(value: object) -> str:
    """Return the text by which a place is named in a step.

    Raises:
        InvalidValueError: If it is neither text nor a municipality or a zone.

    Example:
        >>> from elzmodel import flanders
        >>> key_of(flanders().on("2025-01-01").municipality("71072")), key_of(" Gent ")
        ('hasselt', 'Gent')
    """
    if isinstance(value, Municipality):
        return value.unit
    return value.id if isinstance(value, Zone) else as_text("place", value)


def keys_of(values: object) -> tuple[str, ...]:
    """Return the texts by which several places are named; one place may stand alone.

    Raises:
        InvalidValueError: If there is none, or one is no place.

    Example:
        >>> keys_of("Heers"), keys_of(["Alken", "Wellen"])
        (('Heers',), ('Alken', 'Wellen'))
    """
    if isinstance(values, str | Municipality | Zone) or not isinstance(values, Iterable):
        return (key_of(values),)
    found = tuple(key_of(value) for value in values)
    if not found:
        raise InvalidValueError("list of places", found, "at least one place")
    return found


def _two_or_more(values: object) -> tuple[str, ...]:
    found = keys_of(values)
    if len(found) < 2:
        raise InvalidValueError("list of what merges", found, "two names or more")
    return found


def _keys_or_none(values: object) -> tuple[str, ...]:
    return keys_of(values) if values else ()


@frozen(kw_only=True)
class StepHead:
    """What all steps share: the first day on which it holds, why, and who says so.

    Example:
        >>> StepHead(day="2027-01-01", reason="an example").day
        datetime.date(2027, 1, 1)
    """

    day: date = field(converter=parse_day)
    reason: str = ""
    sources: tuple[SourceId, ...] = field(default=(), converter=source_ids)


@frozen(kw_only=True)
class MergeStep(StepHead):
    """Municipalities become one (*fusie*).

    Where *continues* names one of them, that body goes on; otherwise a new one
    begins, called *name*, or by the names of its members where none is given.
    *unit* is the id of a new body; it follows from the name by default. The
    labels are those of `Merge <elzmodel.territory.events.Merge>`.

    Raises:
        InvalidValueError: If fewer than two municipalities are named.

    Example:
        >>> print(MergeStep(municipalities=["Wellen", "Alken"], day="2027-01-01"))
        merge Wellen, Alken on 2027-01-01
    """

    municipalities: tuple[str, ...] = field(converter=_two_or_more)
    name: str | None = None
    continues: str | None = None
    unit: UnitId | None = None
    nis: NisCode | Keep | None = KEEP
    province: str | Keep | None = KEEP
    arrondissement: str | Keep | None = KEEP
    region: str | Keep | None = KEEP

    def __str__(self) -> str:
        """Say what the step does."""
        return f"merge {listed(self.municipalities)} on {self.day}"


@frozen(kw_only=True)
class Piece:
    """What splits off: its name, and the land that it gets.

    Of a municipality that splits, *places* are parts; without any, the piece
    gets land whose place is not known. Of a zone, they are municipalities or
    parts.

    Example:
        >>> Piece(name="Kortessem", places=["kortessem"]).places
        ('kortessem',)
    """

    name: str
    places: tuple[str, ...] = field(default=(), converter=_keys_or_none)


def _pieces(value: object) -> tuple[Piece, ...]:
    if isinstance(value, Mapping):
        value = [Piece(name=name, places=places) for name, places in value.items()]
    found = tuple(value) if isinstance(value, Iterable) else ()
    if not found or not all(isinstance(each, Piece) for each in found):
        expected = "names with their land, such as {'Kortessem': ['kortessem']}"
        raise InvalidValueError("division", value, expected)
    return found


@frozen(kw_only=True)
class SplitStep(StepHead):
    """A municipality gives land to new ones (*splitsing*, *defusie*).

    Where land remains the municipality goes on with it; otherwise it ends.

    Raises:
        InvalidValueError: If nothing is split off.

    Example:
        >>> print(
        ...     SplitStep(municipality="Hasselt", into={"Kortessem": "kortessem"}, day="2031-01-01")
        ... )
        split Kortessem off Hasselt on 2031-01-01
    """

    municipality: str = field(converter=key_of)
    into: tuple[Piece, ...] = field(converter=_pieces)

    def __str__(self) -> str:
        """Say what the step does."""
        names = listed([piece.name for piece in self.into])
        return f"split {names} off {self.municipality} on {self.day}"


@frozen(kw_only=True)
class MovePartsStep(StepHead):
    """Parts go from the municipalities that hold them to another (*grenscorrectie*).

    Example:
        >>> print(MovePartsStep(parts=["antwerpen-2030"], to="Stabroek", day="2027-01-01"))
        move antwerpen-2030 to Stabroek on 2027-01-01
    """

    parts: tuple[str, ...] = field(converter=keys_of)
    to: str = field(converter=key_of)

    def __str__(self) -> str:
        """Say what the step does."""
        return f"move {listed(self.parts)} to {self.to} on {self.day}"


@frozen(kw_only=True)
class TransferStep(StepHead):
    """Municipalities, or parts of them, go to another zone (*overgang*).

    Of a municipality whose zone is undecided it is the undecided land that
    goes; the rest stays where it is.

    Example:
        >>> print(TransferStep(places="Heers", to="zuid-oost-limburg", day="2027-01-01"))
        transfer Heers to zuid-oost-limburg on 2027-01-01
    """

    places: tuple[str, ...] = field(converter=keys_of)
    to: str = field(converter=key_of)

    def __str__(self) -> str:
        """Say what the step does."""
        return f"transfer {listed(self.places)} to {self.to} on {self.day}"


@frozen(kw_only=True)
class UndecideStep(StepHead):
    """Municipalities, or parts of them, leave their zone and are in none.

    Example:
        >>> print(UndecideStep(places=["Heers"], day="2027-01-01"))
        take Heers out of every zone on 2027-01-01
    """

    places: tuple[str, ...] = field(converter=keys_of)

    def __str__(self) -> str:
        """Say what the step does."""
        return f"take {listed(self.places)} out of every zone on {self.day}"


@frozen(kw_only=True)
class CreateZoneStep(StepHead):
    """A zone begins, with the municipalities or parts that it gets.

    Example:
        >>> print(CreateZoneStep(name="Droog Haspengouw", places=["Heers"], day="2027-01-01"))
        create zone Droog Haspengouw of Heers on 2027-01-01
    """

    name: str
    places: tuple[str, ...] = field(converter=keys_of)

    def __str__(self) -> str:
        """Say what the step does."""
        return f"create zone {self.name} of {listed(self.places)} on {self.day}"


@frozen(kw_only=True)
class MergeZonesStep(StepHead):
    """Zones become one.

    Where *continues* names one of them, that zone goes on and the others end in
    it; otherwise a new zone begins, called *name*, or by their names.

    Raises:
        InvalidValueError: If fewer than two zones are named.

    Example:
        >>> print(MergeZonesStep(zones=["haspengouw", "herkenrode"], day="2027-01-01"))
        merge zones haspengouw, herkenrode on 2027-01-01
    """

    zones: tuple[str, ...] = field(converter=_two_or_more)
    name: str | None = None
    continues: str | None = None

    def __str__(self) -> str:
        """Say what the step does."""
        return f"merge zones {listed(self.zones)} on {self.day}"


@frozen(kw_only=True)
class SplitZoneStep(StepHead):
    """A zone gives land to new ones; where none remains, it ends.

    Raises:
        InvalidValueError: If nothing is split off.

    Example:
        >>> print(SplitZoneStep(zone="haspengouw", into={"Droog": ["Heers"]}, day="2027-01-01"))
        split zone Droog off haspengouw on 2027-01-01
    """

    zone: str = field(converter=key_of)
    into: tuple[Piece, ...] = field(converter=_pieces)

    def __str__(self) -> str:
        """Say what the step does."""
        names = listed([piece.name for piece in self.into])
        return f"split zone {names} off {self.zone} on {self.day}"


@frozen(kw_only=True)
class RenameStep(StepHead):
    """A municipality gets another name; its land does not change.

    Example:
        >>> print(RenameStep(municipality="Heers", name="Groot-Heers", day="2027-01-01"))
        rename Heers to Groot-Heers on 2027-01-01
    """

    municipality: str = field(converter=key_of)
    name: str

    def __str__(self) -> str:
        """Say what the step does."""
        return f"rename {self.municipality} to {self.name} on {self.day}"


@frozen(kw_only=True)
class RenameZoneStep(StepHead):
    """A zone gets another name; its land does not change.

    Example:
        >>> print(RenameZoneStep(zone="oostkust", name="Kust", day="2027-01-01"))
        rename zone oostkust to Kust on 2027-01-01
    """

    zone: str = field(converter=key_of)
    name: str

    def __str__(self) -> str:
        """Say what the step does."""
        return f"rename zone {self.zone} to {self.name} on {self.day}"


Step = (
    MergeStep
    | SplitStep
    | MovePartsStep
    | TransferStep
    | UndecideStep
    | CreateZoneStep
    | MergeZonesStep
    | SplitZoneStep
    | RenameStep
    | RenameZoneStep
)
"""Every kind of step."""

STEP_NAMES: Final[dict[str, type[Step]]] = {
    "merge": MergeStep,
    "split": SplitStep,
    "move-parts": MovePartsStep,
    "transfer": TransferStep,
    "undecide": UndecideStep,
    "create-zone": CreateZoneStep,
    "merge-zones": MergeZonesStep,
    "split-zone": SplitZoneStep,
    "rename": RenameStep,
    "rename-zone": RenameZoneStep,
}
"""What stands behind ``step:`` in a document, and the class that it names."""


class ChoicePolicy(Enum):
    """How a decision is settled.

    ``ASK`` leaves it to a person. ``LARGEST`` follows the largest member by
    inhabitants. ``KEEP_PARTS`` leaves each part where it is, so that the
    municipality becomes divided.

    Example:
        >>> ChoicePolicy("largest").value
        'largest'
    """

    ASK = "ask"
    LARGEST = "largest"
    KEEP_PARTS = "keep_parts"


def parse_policy(value: object) -> ChoicePolicy:
    """Return the policy that a word names.

    Raises:
        InvalidValueError: If no policy has that name.

    Example:
        >>> parse_policy("largest")
        <ChoicePolicy.LARGEST: 'largest'>
    """
    try:
        return ChoicePolicy(value)
    except ValueError:
        expected = " or ".join(policy.value for policy in ChoicePolicy)
        raise InvalidValueError("policy", value, expected) from None


def _key_or_none(value: object) -> str | None:
    return None if value is None else key_of(value)


def _day_or_none(value: Day | None) -> date | None:
    return None if value is None else parse_day(value)


@frozen(kw_only=True)
class Choice:
    """To which zone the land of an open decision goes, and by which policy.

    *decision* is the municipality that the merger made, by id, name or code;
    *day* is the day of the merger, needed only where several decisions are open
    about one municipality. *zone* is ``None`` where every part stays where it
    is. *figures* says which figures a policy used.

    Raises:
        InvalidValueError: If there is no zone and the policy is not to keep
            the parts, or the other way round.

    Example:
        >>> print(Choice(decision="hasselt", zone="herkenrode"))
        hasselt to herkenrode
    """

    decision: str = field(converter=key_of)
    zone: str | None = field(default=None, converter=_key_or_none)
    day: date | None = field(default=None, converter=_day_or_none)
    policy: ChoicePolicy = field(default=ChoicePolicy.ASK, converter=parse_policy)
    figures: str = ""
    reason: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a choice without a zone, but for keeping the parts."""
        if (self.zone is None) != (self.policy is ChoicePolicy.KEEP_PARTS):
            expected = "a zone, or no zone and the policy keep_parts"
            raise InvalidValueError("choice", (self.zone, self.policy.value), expected)

    def __str__(self) -> str:
        """Say what is chosen."""
        return f"{self.decision} to {self.zone}" if self.zone else f"{self.decision} as it is"
