"""A what-if as pure data: ordered steps, and choices where they open decisions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypedDict, Unpack

from attrs import evolve, field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.scenarios.steps import (
    STEP_NAMES,
    Choice,
    ChoicePolicy,
    CreateZoneStep,
    MergeStep,
    MergeZonesStep,
    MovePartsStep,
    Pieces,
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
from elzmodel.values import Cell, Column, Day, NisCode, SourceId, Table, UnitId
from elzmodel.zones import DecisionPoint, Zone

__all__ = [
    "ChoiceDetails",
    "MergeDetails",
    "Scenario",
    "StepDetails",
]


class StepDetails(TypedDict, total=False):
    """What every verb takes beside its own: why, and who says so.

    Example:
        >>> Scenario("x").undecide("Heers", day="2027-01-01", reason="a wish").steps[0].reason
        'a wish'
    """

    reason: str
    sources: Iterable[SourceId]


class MergeDetails(StepDetails, total=False):
    """What `Scenario.merge` takes beside a name: the other fields of `MergeStep`.

    Example:
        >>> s = Scenario("x").merge(["Genk", "As"], day="2027-01-01", continues="Genk")
        >>> s.steps[0].continues
        'Genk'
    """

    continues: str | None
    unit: UnitId | None
    nis: NisCode | Keep | None
    province: str | Keep | None
    arrondissement: str | Keep | None
    region: str | Keep | None


class ChoiceDetails(TypedDict, total=False):
    """What `Scenario.choose` takes beside the zone: how it was found.

    Example:
        >>> Scenario("x").choose("hasselt", "herkenrode", reason="a vote").choices[0].reason
        'a vote'
    """

    day: Day | None
    policy: str | ChoicePolicy
    figures: str
    reason: str


def _name(value: object) -> str:
    if isinstance(value, str) and value.strip():
        return value.strip()
    raise InvalidValueError("name of a scenario", value, "text")


def _steps(values: Iterable[Step]) -> tuple[Step, ...]:
    found = tuple(values)
    for each in found:
        if type(each) not in STEP_NAMES.values():
            expected = "a step, as the verbs of Scenario make them"
            raise InvalidValueError("step of a scenario", each, expected)
    return found


def _choices(values: Iterable[Choice]) -> tuple[Choice, ...]:
    return tuple(values)


@frozen
class Scenario:
    """What might happen (*scenario*): a name, ordered steps, choices.

    It does not hold its base: `adopt <elzmodel.scenarios.adoption.adopt>` and
    its neighbours take both. Every verb returns a new scenario with one step
    more; names are resolved only when the scenario meets a base.

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
    choices: tuple[Choice, ...] = field(default=(), converter=_choices)
    note: str = ""

    def __repr__(self) -> str:
        """Count what the scenario holds."""
        return f"<Scenario {self.name}: {len(self.steps)} steps, {len(self.choices)} choices>"

    def _repr_html_(self) -> str:
        return self.to_table().to_html()

    @property
    def label(self) -> str:
        """The name, with the choices that tell alternatives apart."""
        return f"{self.name}: {', '.join(map(str, self.choices))}" if self.choices else self.name

    def with_steps(self, steps: Iterable[Step]) -> Scenario:
        """Return a scenario with *steps* after its own.

        Example:
            >>> one = Scenario("one").undecide("Heers", day="2027-01-01")
            >>> len(one.with_steps(one.steps).steps)
            2
        """
        return evolve(self, steps=(*self.steps, *steps))

    def merge(
        self,
        municipalities: Places,
        *,
        day: Day,
        name: str | None = None,
        **labels: Unpack[MergeDetails],
    ) -> Scenario:
        """Merge municipalities; *labels* are the other fields of `MergeStep`.

        Args:
            municipalities: Two or more.
            day: The first day of the merged one.
            name: What it is called; the names of its members by default.
            **labels: ``continues``, ``unit``, ``nis``, ``province``,
                ``arrondissement``, ``region``, ``reason`` or ``sources``.

        Raises:
            InvalidValueError: If fewer than two are named.

        Example:
            >>> Scenario("x").merge(
            ...     ["Hasselt", "Diepenbeek"], continues="Hasselt", day="2027-01-01"
            ... )
            <Scenario x: 1 steps, 0 choices>
        """
        step = MergeStep(municipalities=municipalities, day=day, name=name, **labels)
        return self.with_steps([step])

    def split(
        self,
        municipality: str | Municipality,
        *,
        into: Pieces,
        day: Day,
        **head: Unpack[StepDetails],
    ) -> Scenario:
        """Let new municipalities split off, named with the parts that they get.

        Example:
            >>> Scenario("x").split("Hasselt", into={"Kortessem": "kortessem"}, day="2031-01-01")
            <Scenario x: 1 steps, 0 choices>
        """
        return self.with_steps([SplitStep(municipality=municipality, into=into, day=day, **head)])

    def move_parts(
        self,
        parts: str | Iterable[str],
        *,
        to: str | Municipality,
        day: Day,
        **head: Unpack[StepDetails],
    ) -> Scenario:
        """Move parts to another municipality.

        Example:
            >>> Scenario("x").move_parts("antwerpen-2030", to="Stabroek", day="2027-01-01")
            <Scenario x: 1 steps, 0 choices>
        """
        return self.with_steps([MovePartsStep(parts=parts, to=to, day=day, **head)])

    def transfer(
        self, places: Places, *, to: str | Zone, day: Day, **head: Unpack[StepDetails]
    ) -> Scenario:
        """Transfer municipalities or parts to another zone.

        Example:
            >>> Scenario("x").transfer(["Heers", "Wellen"], to="herkenrode", day="2027-01-01")
            <Scenario x: 1 steps, 0 choices>
        """
        return self.with_steps([TransferStep(places=places, to=to, day=day, **head)])

    def undecide(self, places: Places, *, day: Day, **head: Unpack[StepDetails]) -> Scenario:
        """Take municipalities or parts out of their zone.

        Example:
            >>> Scenario("x").undecide("Heers", day="2027-01-01")
            <Scenario x: 1 steps, 0 choices>
        """
        return self.with_steps([UndecideStep(places=places, day=day, **head)])

    def create_zone(
        self, name: str, places: Places, *, day: Day, **head: Unpack[StepDetails]
    ) -> Scenario:
        """Let a zone begin with some municipalities or parts.

        Example:
            >>> Scenario("x").create_zone("Droog Haspengouw", ["Heers"], day="2027-01-01")
            <Scenario x: 1 steps, 0 choices>
        """
        return self.with_steps([CreateZoneStep(name=name, places=places, day=day, **head)])

    def merge_zones(
        self,
        zones: Places,
        *,
        day: Day,
        name: str | None = None,
        continues: str | Zone | None = None,
        **head: Unpack[StepDetails],
    ) -> Scenario:
        """Merge zones into a new one, or into the one that continues.

        Raises:
            InvalidValueError: If fewer than two are named.

        Example:
            >>> Scenario("x").merge_zones(["haspengouw", "herkenrode"], day="2027-01-01")
            <Scenario x: 1 steps, 0 choices>
        """
        kept = None if continues is None else key_of(continues)
        step = MergeZonesStep(zones=zones, day=day, name=name, continues=kept, **head)
        return self.with_steps([step])

    def split_zone(
        self, zone: str | Zone, *, into: Pieces, day: Day, **head: Unpack[StepDetails]
    ) -> Scenario:
        """Let new zones split off, named with the municipalities or parts that they get.

        Example:
            >>> Scenario("x").split_zone("haspengouw", into={"Droog": "Heers"}, day="2027-01-01")
            <Scenario x: 1 steps, 0 choices>
        """
        return self.with_steps([SplitZoneStep(zone=zone, into=into, day=day, **head)])

    def rename(
        self, municipality: str | Municipality, name: str, *, day: Day, **head: Unpack[StepDetails]
    ) -> Scenario:
        """Give a municipality another name.

        Example:
            >>> Scenario("x").rename("Heers", "Groot-Heers", day="2027-01-01")
            <Scenario x: 1 steps, 0 choices>
        """
        return self.with_steps([RenameStep(municipality=municipality, name=name, day=day, **head)])

    def rename_zone(
        self, zone: str | Zone, name: str, *, day: Day, **head: Unpack[StepDetails]
    ) -> Scenario:
        """Give a zone another name.

        Example:
            >>> Scenario("x").rename_zone("oostkust", "Kust", day="2027-01-01")
            <Scenario x: 1 steps, 0 choices>
        """
        return self.with_steps([RenameZoneStep(zone=zone, name=name, day=day, **head)])

    def choose(
        self,
        decision: DecisionPoint | str | Municipality,
        zone: str | Zone,
        **how: Unpack[ChoiceDetails],
    ) -> Scenario:
        """Choose the zone to which the land of a decision goes.

        An earlier choice about the same decision is replaced. Whether there is
        such a decision, the base tells.

        Args:
            decision: The decision, or the municipality that it is about.
            zone: The zone, or its id, name or alias.
            **how: ``policy``, ``figures``, ``reason`` or ``day`` of `Choice`.

        Example:
            >>> Scenario("x").choose("hasselt", "herkenrode").choose(
            ...     "hasselt", "haspengouw"
            ... ).choices[0].zone
            'haspengouw'
        """
        return self.with_choice(Choice(zone=zone, **{**_about(decision), **how}))

    def keep_parts(
        self, decision: DecisionPoint | str | Municipality, **how: Unpack[ChoiceDetails]
    ) -> Scenario:
        """Leave the land of a decision in the zones where it is.

        Example:
            >>> Scenario("x").keep_parts("hasselt").choices[0].policy
            <ChoicePolicy.KEEP_PARTS: 'keep_parts'>
        """
        return self.with_choice(
            Choice(policy=ChoicePolicy.KEEP_PARTS, **{**_about(decision), **how})
        )

    def with_choice(self, choice: Choice) -> Scenario:
        """Return a scenario with a choice, in place of an earlier one about the same.

        Example:
            >>> len(Scenario("x").with_choice(Choice(decision="hasselt", zone="rits")).choices)
            1
        """
        about = (choice.decision, choice.day)
        others = [each for each in self.choices if (each.decision, each.day) != about]
        return evolve(self, choices=(*others, choice))

    def to_table(self) -> Table:
        """Return the steps and choices, one row each.

        Example:
            >>> Scenario("x").undecide("Heers", day="2027-01-01").to_table().rows[0][1]
            'take Heers out of every zone on 2027-01-01'
        """
        rows: list[tuple[Cell, ...]] = [
            (f"step {number}", str(step), step.reason) for number, step in enumerate(self.steps, 1)
        ]
        rows += [
            (f"choice {number}", f"{c} ({c.policy.value})", c.reason or c.figures)
            for number, c in enumerate(self.choices, 1)
        ]
        columns = (Column("number"), Column("what"), Column("reason"))
        return Table(f"Scenario {self.name}", columns, rows, (self.note,) if self.note else ())


def _about(decision: DecisionPoint | str | Municipality) -> dict[str, Any]:
    if isinstance(decision, DecisionPoint):
        return {"decision": decision.unit, "day": decision.day}
    return {"decision": decision}
