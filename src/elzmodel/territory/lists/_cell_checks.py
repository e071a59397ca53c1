"""Checks of cells, rows and the periods of one code: ``ELZ-Q001`` to ``ELZ-Q014``."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from itertools import combinations
from typing import TYPE_CHECKING

from attrs import evolve

from elzmodel.territory.lists.codes import found
from elzmodel.territory.lists.official_list import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from elzmodel.territory.lists.codes import ListFinding
    from elzmodel.territory.lists.official_list import ListedUnit, ListLink, Place
    from elzmodel.territory.lists.succession import Arrow, Row, Succession

__all__ = [
    "check_cells",
    "check_codes",
    "check_duplicates",
    "check_off_by_one",
    "check_overlaps",
    "check_periods",
    "check_restarts",
    "check_reuse",
]

_DAY = timedelta(days=1)
_DAMAGED = re.compile(r"[0-9]+[.,]0+|[0-9]+(?:[.,][0-9]+)?[eE]\+[0-9]+|.*[^ -~\u00a1-\uffff].*")


def check_cells(succession: Succession) -> Iterator[ListFinding]:
    """Report cells that could not be read (``ELZ-Q001``)."""
    for cell in succession.listing.unread:
        message = f"{cell.column} is {cell.text!r}, not {cell.expected}"
        yield found("ELZ-Q001", cell.subject, message, cell.place)


def check_codes(succession: Succession) -> Iterator[ListFinding]:
    """Report codes that are empty, damaged or not of the list's form (``ELZ-Q002``)."""
    listing = succession.listing
    cells = [(unit.place, "code", unit.code) for unit in listing.units]
    cells += [(unit.place, "parent", unit.parent) for unit in listing.units if unit.parent]
    cells += [(k.place, "code", code) for k in listing.links for code in (k.from_code, k.to_code)]
    for place, what, code in dict.fromkeys(cells):
        if not code or code != code.strip() or _DAMAGED.fullmatch(code):
            yield found("ELZ-Q002", code, f"{what} {code!r} is empty or damaged", place)
        elif listing.code_pattern and not re.fullmatch(listing.code_pattern, code):
            message = f"{what} {code!r} is not of the form {listing.code_pattern}"
            yield found("ELZ-Q002", code, message, place)


def check_duplicates(succession: Succession) -> Iterator[ListFinding]:
    """Report rows that repeat an earlier one (``ELZ-Q003``)."""
    seen: dict[ListedUnit | ListLink, Place] = {}
    said: list[tuple[str, ListedUnit | ListLink]] = [
        *((unit.code, unit) for unit in succession.listing.units),
        *((f"{k.from_code} to {k.to_code}", k) for k in succession.listing.links),
    ]
    for subject, item in said:
        row = evolve(item, place=NOWHERE)
        if row in seen:
            yield found("ELZ-Q003", subject, f"the same as {seen[row]}", item.place)
        seen.setdefault(row, item.place)


def check_periods(succession: Succession) -> Iterator[ListFinding]:
    """Report periods that hold no day (``ELZ-Q010``)."""
    for row in succession.all_rows:
        if not row.is_sound:
            message = f"it begins on {row.unit.start} and ends on {row.unit.end}"
            yield found("ELZ-Q010", row.unit.code, message, row.unit.place)


def _clashes(succession: Succession) -> Iterator[tuple[Row, Row]]:
    for rows in succession.rows.values():
        for earlier, later in combinations(rows, 2):
            if later.start < earlier.until:
                yield earlier, later


def check_overlaps(succession: Succession) -> Iterator[ListFinding]:
    """Report periods of one code and one name that overlap (``ELZ-Q011``)."""
    for earlier, later in _clashes(succession):
        if earlier.unit.name == later.unit.name and not _restarts(earlier, later):
            message = f"it begins on {later.start}, before {earlier.unit.place} ends"
            yield found("ELZ-Q011", later.unit.code, message, later.unit.place)


def check_restarts(succession: Succession) -> Iterator[ListFinding]:
    """Report codes that start again though nothing ended them (``ELZ-Q012``)."""
    for earlier, later in _clashes(succession):
        if earlier.unit.name == later.unit.name and _restarts(earlier, later):
            message = f"it starts again on {later.start}, and {earlier.unit.place} has no end"
            yield found("ELZ-Q012", later.unit.code, message, later.unit.place)


def _restarts(earlier: Row, later: Row) -> bool:
    return earlier.is_open and earlier.start < later.start


def check_reuse(succession: Succession) -> Iterator[ListFinding]:
    """Report codes that two differently named units use at once (``ELZ-Q013``)."""
    for earlier, later in _clashes(succession):
        if earlier.unit.name != later.unit.name:
            message = (
                f"{later.unit.name!r} uses it from {later.start}, "
                f"when it is still that of {earlier.unit.name!r} ({earlier.unit.place})"
            )
            yield found("ELZ-Q013", later.unit.code, message, later.unit.place)


def check_off_by_one(succession: Succession) -> Iterator[ListFinding]:
    """Report first and last days that are off by one (``ELZ-Q014``).

    Where an end and the beginning that follows it differ by a day, the row is
    named whose day fewer other rows share.
    """
    days = _turning_days(succession)
    for row, right in dict.fromkeys(
        (*_linked_ends(succession, days), *_lone_ends(succession, days))
    ):
        if row.until in {right - _DAY, right + _DAY}:
            message = f"its last day is {row.until - _DAY}, and what follows begins on {right}"
        else:
            message = f"it begins on {row.start}, and what it follows ends before {right}"
        yield found("ELZ-Q014", row.unit.code, message, row.unit.place)


def _turning_days(succession: Succession) -> Counter[date]:
    rows = [row for rows in succession.rows.values() for row in rows]
    return Counter([*(row.start for row in rows), *(row.until for row in rows)])


def _linked_ends(succession: Succession, days: Counter[date]) -> Iterator[tuple[Row, date]]:
    for arrow in succession.arrows:
        if arrow.whole and not arrow.is_self:
            for old, new in adjoining(succession, arrow):
                is_end_wrong = days[old.until] <= days[new.start]
                yield (old, new.start) if is_end_wrong else (new, old.until)


def adjoining(succession: Succession, arrow: Arrow) -> Iterable[tuple[Row, Row]]:
    """Return the rows of an arrow that miss each other by exactly one day.

    A stated day must be one of the two. Where the one ends on the day and the
    other lives on it, nothing is amiss.
    """
    day, olds = arrow.day, succession.rows.get(arrow.old, ())
    now = succession.on(arrow.new, day) if day else None
    if now and day in {old.until for old in olds} and (arrow.link.day or now.start + _DAY != day):
        return []
    return [
        (old, new)
        for old in olds
        for new in succession.rows.get(arrow.new, ())
        if old.start < new.start
        and date.min < old.until < date.max
        and new.start in {old.until - _DAY, old.until + _DAY}
        and arrow.day in {old.until, new.start}
    ]


def _lone_ends(succession: Succession, days: Counter[date]) -> Iterator[tuple[Row, date]]:
    starts = {row.start for rows in succession.rows.values() for row in rows}
    for row in succession.ceases():
        is_explained = row.unit.is_said_to_be("abolished") or row.unit.code in succession.out
        if row.until not in starts and not is_explained:
            for near in (row.until + _DAY, row.until - _DAY):
                if near in starts - {row.start} and days[near] >= days[row.until]:
                    yield row, near
