"""A what-if as pure data: ordered steps, and choices where they open decisions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import Final, NoReturn, Self, TypedDict, Unpack

from attrs import converters, evolve, field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.scenarios.steps import (
    CreateZoneStep,
    Division,
    MergeStep,
    MergeZonesStep,
    MovePartsStep,
    Places,
    RenameStep,
    RenameZoneStep,
    SplitStep,
    SplitZoneStep,
    Step,
    TransferStep,
    UndecideStep,
    key_of,
)
from elzmodel.territory import Keep, Municipality
from elzmodel.values import (
    NIS,
    Cell,
    CodeSystem,
    Column,
    Day,
    NisCode,
    SourceId,
    Table,
    UnitId,
)
from elzmodel.values.arguments import keep_door
from elzmodel.values.cards import Card, Held
from elzmodel.values.ids import tupled
from elzmodel.values.periods import day_or_none
from elzmodel.values.text import Said, either, in_words, phrase, said, short
from elzmodel.zones import DecisionPoint, Zone

__all__ = ["Choice", "ChoicePolicy", "Scenario"]


class ChoicePolicy(Enum):
    """How a decision is settled.

    ``ASK`` leaves it to a person. ``LARGEST`` follows the largest member by
    inhabitants. ``KEEP_PARTS`` leaves each part where it is, so that the
    municipality becomes divided.
    """

    ASK = "ask"
    LARGEST = "largest"
    KEEP_PARTS = "keep_parts"

    @classmethod
    def _missing_(cls, value: object) -> NoReturn:
        raise InvalidValueError("policy", value, either(policy.value for policy in cls))


@frozen(kw_only=True)
class Choice:
    """To which zone the land of an open decision goes, and by which policy.

    Attributes:
        decision: The merged municipality that the decision is about, by id, name or code.
        zone: The zone; left out where every part stays where it is.
        day: The day of the merger that opened it, where several are open.
        policy: How the choice was made: ask, largest or keep_parts.
        figures: The figures that the policy used.
        reason: Why this zone.

    Raises:
        InvalidValueError: If there is no zone and the policy is not to keep
            the parts, or the other way round.
    """

    decision: str = field(converter=key_of)
    zone: str | None = field(default=None, converter=converters.optional(key_of))
    day: date | None = field(default=None, converter=day_or_none)
    policy: ChoicePolicy = field(default=ChoicePolicy.ASK, converter=ChoicePolicy)
    figures: str = ""
    reason: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a choice without a zone, but for keeping the parts."""
        if (self.zone is None) != (self.policy is ChoicePolicy.KEEP_PARTS):
            expected = "a zone, or no zone and the policy keep_parts"
            raise InvalidValueError("choice", (self.zone, self.policy.value), expected)

    def __str__(self) -> str:
        """Say what is chosen."""
        return in_words(self)


@in_words.register
def _(value: Choice, lang: str = "en", door: str = "python") -> str:
    if value.zone is None:
        return in_words(phrase("{decision} as it is", decision=value.decision), lang, door)
    chosen = phrase("{decision} to {zone}", decision=value.decision, zone=value.zone)
    return in_words(chosen, lang, door)


class Head(TypedDict, total=False):
    """What every verb takes beside its own: why, and who says so."""

    reason: str
    sources: Iterable[SourceId]


class MergeHead(Head, total=False):
    """What `Scenario.merge` takes: the other fields of `MergeStep`."""

    name: str | None
    continues: str | None
    unit: UnitId | None
    nis: NisCode | Keep | None
    province: str | Keep | None
    arrondissement: str | Keep | None
    region: str | Keep | None


def _name(value: object) -> str:
    if isinstance(value, str) and value.strip():
        return value.strip()
    raise InvalidValueError("name of a scenario", value, "text")


_SHOWN: Final = 8
"""Steps on a card; the others stand in its table."""


def _steps(values: Iterable[object]) -> tuple[Step, ...]:
    steps = tuple(values)
    for each in steps:
        if type(each) not in Step.kinds.values():
            expected = "a step, as the verbs of Scenario make them"
            raise InvalidValueError("step of a scenario", each, expected)
    return steps  # type: ignore[return-value]


@frozen(field_transformer=tupled)
class Scenario(Held):
    """What might happen (*scenario*): a name, ordered steps, choices.

    It does not hold its base: `adopt <elzmodel.scenarios.adoption.adopt>` and
    its neighbours take both. Every verb returns a new scenario with one step
    more; names are resolved only when the scenario meets a base.

    Attributes:
        name: What the scenario is called.
        steps: What happens, day by day; what happens on one day, in order.
        choices: How decisions are settled.
        note: What else there is to say of it.
        codes: How codes of municipalities are written; those of Belgium by default.

    Raises:
        InvalidValueError: If the name is empty, or a step is none.

    Example:
        >>> import elzmodel as elz
        >>> s = elz.Scenario("wave").merge(["Wellen", "Alken"], day="2027-01-01")
        >>> s = s.transfer("Heers", to="zuid-oost-limburg", day="2027-01-01")
        >>> [str(step) for step in s.steps][1]
        'transfer Heers to zuid-oost-limburg on 2027-01-01'
        >>> elz.adopt(elz.flanders(), s).on("2027-01-01").zone_of("Heers").name
        'Zuid-Oost Limburg'
    """

    name: str = field(converter=_name)
    steps: tuple[Step, ...] = field(default=(), converter=_steps)
    choices: tuple[Choice, ...] = ()
    note: str = ""
    codes: CodeSystem = field(default=NIS, kw_only=True)

    def __repr__(self) -> str:
        """Count what the scenario holds."""
        return (
            f"<Scenario {short(self.name)}: {len(self.steps)} steps, {len(self.choices)} choices>"
        )

    def to_card(self) -> Card:
        """Return what would happen, counted and step by step."""
        counts = (("steps", len(self.steps)), ("choices", len(self.choices)))
        steps = [
            said("{number}. {step}", number=number, step=step)
            for number, step in enumerate(self.steps[:_SHOWN], 1)
        ]
        is_more = len(self.steps) > _SHOWN or self.choices
        tables = [evolve(self.to_table(), notes=())] if is_more else []
        title = said("Scenario {name}", name=self.name)
        return Card(title, counts, tables=tables, notes=[*steps, self.note])

    @property
    def label(self) -> str:
        """The name, with the choices that tell alternatives apart."""
        return f"{self.name}: {', '.join(map(str, self.choices))}" if self.choices else self.name

    def with_steps(self, steps: Iterable[Step]) -> Self:
        """Return a scenario with *steps* after its own."""
        return evolve(self, steps=(*self.steps, *steps))

    def merge(self, municipalities: Places, *, day: Day, **labels: Unpack[MergeHead]) -> Self:
        """Merge municipalities; *labels* are the other fields of `MergeStep`."""
        return self.with_steps([MergeStep(municipalities=municipalities, day=day, **labels)])

    def split(
        self, municipality: str | Municipality, *, into: Division, day: Day, **head: Unpack[Head]
    ) -> Self:
        """Let new municipalities split off, named with the parts that they get."""
        return self.with_steps([SplitStep(municipality=municipality, into=into, day=day, **head)])

    def move_parts(
        self, parts: str | Iterable[str], *, to: str | Municipality, day: Day, **head: Unpack[Head]
    ) -> Self:
        """Move parts to another municipality."""
        return self.with_steps([MovePartsStep(parts=parts, to=to, day=day, **head)])

    def transfer(self, places: Places, *, to: str | Zone, day: Day, **head: Unpack[Head]) -> Self:
        """Transfer municipalities or parts to another zone."""
        return self.with_steps([TransferStep(places=places, to=to, day=day, **head)])

    def undecide(self, places: Places, *, day: Day, **head: Unpack[Head]) -> Self:
        """Take municipalities or parts out of their zone."""
        return self.with_steps([UndecideStep(places=places, day=day, **head)])

    def create_zone(self, name: str, places: Places, *, day: Day, **head: Unpack[Head]) -> Self:
        """Let a zone begin with some municipalities or parts."""
        return self.with_steps([CreateZoneStep(name=name, places=places, day=day, **head)])

    def merge_zones(
        self,
        zones: Places,
        *,
        day: Day,
        name: str | None = None,
        continues: str | Zone | None = None,
        **head: Unpack[Head],
    ) -> Self:
        """Merge zones into a new one, or into the one that continues."""
        step = MergeZonesStep(zones=zones, day=day, name=name, continues=continues, **head)
        return self.with_steps([step])

    def split_zone(
        self, zone: str | Zone, *, into: Division, day: Day, **head: Unpack[Head]
    ) -> Self:
        """Let new zones split off, named with the municipalities or parts that they get."""
        return self.with_steps([SplitZoneStep(zone=zone, into=into, day=day, **head)])

    def rename(
        self, municipality: str | Municipality, name: str, *, day: Day, **head: Unpack[Head]
    ) -> Self:
        """Give a municipality another name."""
        return self.with_steps([RenameStep(municipality=municipality, name=name, day=day, **head)])

    def rename_zone(self, zone: str | Zone, name: str, *, day: Day, **head: Unpack[Head]) -> Self:
        """Give a zone another name."""
        return self.with_steps([RenameZoneStep(zone=zone, name=name, day=day, **head)])

    def choose(
        self,
        decision: DecisionPoint | str | Municipality,
        zone: str | Zone | None,
        *,
        day: Day | None = None,
        policy: str | ChoicePolicy = ChoicePolicy.ASK,
        figures: str = "",
        reason: str = "",
    ) -> Self:
        """Choose the zone to which the land of a decision goes.

        An earlier choice about the same decision is replaced. Whether there is
        such a decision, the base tells. The rest is as in `Choice`.

        Example:
            >>> Scenario("x").choose("hasselt", "herkenrode").choose(
            ...     "hasselt", "haspengouw"
            ... ).choices[0].zone
            'haspengouw'
        """
        unit = decision
        if isinstance(decision, DecisionPoint):
            unit, day = decision.unit, day or decision.day
        choice = Choice(
            decision=unit, zone=zone, day=day, policy=policy, figures=figures, reason=reason
        )
        return self.with_choice(choice)

    def keep_parts(
        self,
        decision: DecisionPoint | str | Municipality,
        *,
        day: Day | None = None,
        figures: str = "",
        reason: str = "",
    ) -> Self:
        """Leave the land of a decision in the zones where it is."""
        policy = ChoicePolicy.KEEP_PARTS
        return self.choose(decision, None, day=day, policy=policy, figures=figures, reason=reason)

    def with_choice(self, choice: Choice) -> Self:
        """Return a scenario with a choice, in place of an earlier one about the same."""
        about = (choice.decision, choice.day)
        others = [each for each in self.choices if (each.decision, each.day) != about]
        return evolve(self, choices=(*others, choice))

    def to_table(self) -> Table:
        """Return the steps and choices, one row each."""
        rows: list[tuple[Cell, ...]] = [
            (said("step {n}", n=number), Said(str(step), step), step.reason)
            for number, step in enumerate(self.steps, 1)
        ]
        rows += [
            (
                said("choice {n}", n=number),
                said("{choice} ({policy})", choice=c, policy=c.policy),
                c.reason or c.figures,
            )
            for number, c in enumerate(self.choices, 1)
        ]
        columns = (Column("number"), Column("what"), Column("reason"))
        return Table(
            said("Scenario {name}", name=self.name),
            columns,
            rows,
            (self.note,) if self.note else (),
        )


keep_door(__name__)
