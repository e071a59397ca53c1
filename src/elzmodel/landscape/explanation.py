"""Why a municipality is in a zone on a day: the events, their sources, what is unknown."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from elzmodel.landscape.history import Entry, history_table
from elzmodel.values import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from elzmodel.landscape.snapshot import Snapshot
    from elzmodel.territory import Municipality

__all__ = ["Explanation", "explanation"]


@frozen(kw_only=True)
class Explanation:
    """What the answer is, and the events that make it.

    *entries* are the events that count; *not_yet_known* took effect by that
    day but were not in the record that was asked; *unknown_days* are those of
    both whose day of record is not known, so that they count as recorded on
    their own day.

    Example:
        >>> from elzmodel import flanders
        >>> why = flanders().explain("Hasselt", on="2025-01-01", known="2024-06-01")
        >>> why.answer
        'the zone of Hasselt (71072) is undecided: haspengouw or herkenrode'
        >>> [entry.event for entry in why.not_yet_known]
        ['2025-hasselt-herkenrode', '2025-hasselt-herkenrode']
    """

    question: str
    answer: str
    entries: tuple[Entry, ...]
    not_yet_known: tuple[Entry, ...] = ()

    @property
    def unknown_days(self) -> tuple[Entry, ...]:
        """The events whose day of record is not known."""
        both = (*self.entries, *self.not_yet_known)
        return tuple(entry for entry in both if entry.recorded is None)

    def to_table(self) -> Table:
        """Return the events as a table, those not yet known last, with notes."""
        notes = [f"{self.question}: {self.answer}."]
        if self.not_yet_known:
            count = len(self.not_yet_known)
            notes.append(f"The last {count} were not in the record that was asked.")
        if self.unknown_days:
            days = "the days of record of {} events are not known; each counts as its own day"
            notes.append(f"{days.format(len(self.unknown_days)).capitalize()}.")
        table = history_table((*self.entries, *self.not_yet_known), title=self.question)
        return Table(table.title, table.columns, table.rows, tuple(notes))

    def __str__(self) -> str:
        """Show question, answer and events."""
        return self.to_table().to_text()

    def _repr_html_(self) -> str:
        return self.to_table().to_html()


def explanation(
    snapshot: Snapshot, versions: Iterable[Municipality], entries: Iterable[Entry], name: str
) -> Explanation:
    """Return why the land of *versions* lies where it does on the snapshot's day.

    Example:
        >>> from elzmodel import flanders
        >>> flanders().explain("Kortessem", on="2025-01-01").answer
        'Kortessem (73040) is part of Hasselt (71072), in zone Herkenrode'
    """
    by_then = [entry for entry in entries if entry.day <= snapshot.day]
    known = [entry for entry in by_then if _is_known(entry, snapshot.known)]
    return Explanation(
        question=f"Where {name} was on {snapshot.day}",
        answer=_answer(snapshot, list(versions)),
        entries=tuple(known),
        not_yet_known=tuple(entry for entry in by_then if entry not in known),
    )


def _is_known(entry: Entry, known: date | None) -> bool:
    return known is None or entry.known_from <= known


def _answer(snapshot: Snapshot, versions: list[Municipality]) -> str:
    living = [m for m in versions if m in snapshot.municipalities]
    land = {part for m in living or versions[-1:] for part in m.parts}
    undecided = snapshot.zone_map.undecided
    holders = snapshot.layout.holding(land)
    open_here = [undecided[part] for part in sorted(land) if part in undecided]
    who = " and ".join(str(m) for m in holders) or "its land, which no municipality holds,"
    if open_here:
        return f"the zone of {who} is undecided: {' or '.join(open_here[0].candidates)}"
    lost = "" if living else f"{versions[-1]} is part of "
    zones = [zone for zone in snapshot.zone_map.split(sorted(land)) if zone is not None]
    if not zones:
        why = snapshot.zone_map.before_the_first()
        return f"{lost}{who}, in no zone" + (f". {why}" if why else "")
    names = " and ".join(snapshot.zone_map.of_id[zone].name for zone in zones)
    where = f"in zone {names}" if len(zones) == 1 else f"divided over zones {names}"
    return f"{lost}{who}, {where}" if lost else f"{who} is {where}"

