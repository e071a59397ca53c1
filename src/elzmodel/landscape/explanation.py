"""Why a municipality is in a zone on a day: the events, their sources, what is unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve, frozen

from elzmodel.landscape.history import Entry, history_table
from elzmodel.values import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from elzmodel.landscape.snapshot import Snapshot
    from elzmodel.territory import Municipality
    from elzmodel.values import PartId

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
            count = len(self.unknown_days)
            notes.append(
                f"The days of record of {count} entries are not known; each counts as its own day."
            )
        table = history_table((*self.entries, *self.not_yet_known), title=self.question)
        if not self.not_yet_known:
            return evolve(table, notes=tuple(notes))
        counts = [True] * len(self.entries) + [False] * len(self.not_yet_known)
        columns = (*table.columns, Column("counts"))
        rows = [(*row, known) for row, known in zip(table.rows, counts, strict=True)]
        return Table(table.title, columns, rows, tuple(notes))

    def __str__(self) -> str:
        """Show question, answer and events."""
        return self.to_table().to_text()

    def _repr_html_(self) -> str:
        return self.to_table().to_html()


def explanation(
    snapshot: Snapshot,
    versions: Sequence[Municipality],
    living: Sequence[Municipality],
    entries: Iterable[Entry],
) -> Explanation:
    """Return why the land of a municipality lies where it does on the snapshot's day.

    Args:
        snapshot: The day that is asked about.
        versions: Every version that is meant, in order of time; at least one.
        living: The municipalities of that day that are meant, if it still lives.
        entries: The history of their land.

    Example:
        >>> from elzmodel import flanders
        >>> flanders().explain("Kortessem", on="2025-01-01").answer
        'Kortessem (73040) is part of Hasselt (71072), in zone Herkenrode'
    """
    by_then = [entry for entry in entries if entry.day <= snapshot.day]
    known = [entry for entry in by_then if _is_known(entry, snapshot.known)]
    return Explanation(
        question=f"Where {(living or versions)[-1].name} was on {snapshot.day}",
        answer=_answer(snapshot, versions, living),
        entries=tuple(known),
        not_yet_known=tuple(entry for entry in by_then if entry not in known),
    )


def _is_known(entry: Entry, known: date | None) -> bool:
    return known is None or entry.known_from <= known


def _answer(
    snapshot: Snapshot, versions: Sequence[Municipality], living: Sequence[Municipality]
) -> str:
    begun = [m for m in versions if m.period.start is None or m.period.start <= snapshot.day]
    asked = living or (begun or versions)[-1:]
    land = sorted({part for municipality in asked for part in municipality.parts})
    holders = " and ".join(str(m) for m in snapshot.layout.holding(land))
    if not holders:
        return f"no municipality holds the land of {asked[0]}"
    if living:
        subject = f"{holders} is"
    elif begun:
        subject = f"{asked[0]} is part of {holders},"
    else:
        subject = f"the land of {asked[0]} is that of {holders},"
    undecided = snapshot.zone_map.undecided
    candidates = {z for part in land if part in undecided for z in undecided[part].candidates}
    if candidates:
        return f"the zone of {holders} is undecided: {' or '.join(sorted(candidates))}"
    return f"{subject} {_zones(snapshot, land)}"


def _zones(snapshot: Snapshot, land: Sequence[PartId]) -> str:
    groups = snapshot.zone_map.split(land)
    names = [snapshot.zone_map.of_id[zone].name for zone in groups if zone is not None]
    if not names:
        why = snapshot.zone_map.before_the_first()
        return "in no zone" + (f". {why}" if why else "")
    rest = " and land in no zone" if None in groups else ""
    if len(names) == 1:
        return f"in zone {names[0]}{', with' if rest else ''}{rest.removeprefix(' and')}"
    return f"divided over zones {' and '.join(names)}{rest}"
