"""What one border that moved does, and with which zones a municipality works."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from elzmodel.landscape.names import near_names
from elzmodel.networks.continuity import ActionContinuity
from elzmodel.networks.measurement import Measurement
from elzmodel.territory import UnknownIdError
from elzmodel.values import Column, PartId, SeatId, Table, ZoneId

__all__ = ["Affinity", "BorderImpact"]


@frozen(kw_only=True)
class Affinity:
    """With which zones those who serve a municipality work.

    *shares* is ``None`` where no ties of theirs are recorded: no data.

    Example:
        >>> Affinity(municipality="Kortessem", shares=None).has_data
        False
    """

    municipality: str
    shares: Mapping[str, float] | None
    is_undecided: bool = False

    @property
    def has_data(self) -> bool:
        """Whether any tie is recorded."""
        return self.shares is not None


@frozen(kw_only=True, eq=False)
class BorderImpact:
    """What the land that went from one zone to another does.

    *measures* leave out partners that serve all, *with_serving_all* do not.
    *movers* are the partners that go along. *seats* are those of the losing
    zone's board before. *seats_after* are those of the gaining zone's board
    that speak for the land afterwards, and *without_seat* the municipalities
    for which none of its earlier seats speaks; ``None`` where nothing is stated.

    Example:
        >>> from elzmodel import flanders
        >>> from elzmodel.landscape.dossier import Dossier
        >>> fl = flanders()
        >>> from elzmodel.networks import impact
        >>> found = impact(fl.on("2024-12-31"), fl.on("2025-01-01"), Dossier(zone_id="haspengouw"))
        >>> found.border("haspengouw", "herkenrode").has_data
        False
    """

    origin: ZoneId
    to: ZoneId
    parts: tuple[PartId, ...]
    municipalities: tuple[str, ...]
    movers: tuple[str, ...]
    measures: tuple[Measurement, ...]
    with_serving_all: tuple[Measurement, ...]
    has_data: bool
    actions: tuple[ActionContinuity, ...]
    seats: Table
    seats_after: tuple[SeatId, ...] | None
    without_seat: tuple[str, ...] | None

    def __getitem__(self, name: str) -> Measurement:
        """Return one measure by its name, without partners that serve all.

        Raises:
            UnknownIdError: If there is no such measure.
        """
        found = {each.name: each for each in self.measures}
        if name not in found:
            raise UnknownIdError("measure", name, near_names(name, found))
        return found[name]

    def to_table(self) -> Table:
        """Return one row a measure, without and with partners that serve all."""
        columns = (
            Column("measure"),
            Column("value", "number"),
            Column("with_serving_all", "number", label="with those that serve all"),
            Column("how"),
        )
        rows = [
            (one.name, one.value, other.value, one.reason or one.formula)
            for one, other in zip(self.measures, self.with_serving_all, strict=True)
        ]
        title = f"{self.origin} → {self.to}: {', '.join(self.municipalities)}"
        movers = ", ".join(self.movers) or "nobody of whom the area is known"
        return Table(title, columns, rows, (f"Go along: {movers}.",))

    def action_table(self) -> Table:
        """Return one row an action or project of the losing zone."""
        columns = (
            Column("action"),
            Column("partners", "number"),
            Column("left", "number"),
            Column("enrolled", "number"),
            Column("enrolled_left", "number"),
            Column("reach", "total"),
            Column("reach_left", "total"),
            Column("orphaned"),
        )
        rows = [
            (
                *(each.name, each.partners, each.left),
                *(each.enrolled, each.enrolled_left, each.reach, each.reach_left),
                each.is_orphaned,
            )
            for each in self.actions
        ]
        none = () if rows else ("No data: no action of which a partner's area is known.",)
        notes = ("Orphaned: fewer than two partners left, or nobody left to reach.", *none)
        return Table(f"Actions of {self.origin}", columns, rows, notes)
