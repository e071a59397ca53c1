"""Checks of cells, rows, periods and parents of a published list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from attrs import evolve

from elzmodel.lists.official_list import UNREAD, ListedUnit, ListLink
from elzmodel.lists.succession import Arrow, Row, Succession
from elzmodel.values import Code, Codes, Finding, Place, Ref, Severity
from elzmodel.values.findings import NOWHERE
from elzmodel.values.text import Phrase, phrase

BAD_CODE = Code(
    "ELZ-Q002",
    {
        "": "{what} {code!r} is empty or damaged",
        "form": "{what} {code!r} is not of the form {pattern}",
    },
    severity=Severity.ERROR,
    meaning="a code is not of the list's form, or damaged",
    remedy="write codes as text; a spreadsheet adds blanks, decimals and exponents",
)

REPEATED = Code(
    "ELZ-Q003",
    "the same as {other}",
    meaning="a row says exactly what an earlier one says",
    remedy="remove one of the two",
)

NO_DAY = Code(
    "ELZ-Q010",
    "it begins on {start} and ends on {end}",
    severity=Severity.ERROR,
    meaning="a period holds no day",
    remedy="look whether first and last day are swapped",
)

OVERLAP = Code(
    "ELZ-Q011",
    "it begins on {start}, before {other} ends",
    severity=Severity.ERROR,
    meaning="two periods of one code overlap",
    remedy="end the earlier one where the later begins, or join the two rows",
)

RESTART = Code(
    "ELZ-Q012",
    "it starts again on {start}, and {other} has no end",
    severity=Severity.ERROR,
    meaning="a code starts again though nothing says that it ended",
    remedy="end the earlier row, or remove the later one if the unit never stopped",
)

IN_USE = Code(
    "ELZ-Q013",
    "{name!r} uses it from {start}, when it is still that of {owner!r} ({other})",
    severity=Severity.ERROR,
    meaning="a code is in use for two units at once",
    remedy="end the first use before the second, or correct one of the codes",
)

OFF_BY_ONE = Code(
    "ELZ-Q014",
    {
        "end": "its last day is {day}, and what follows begins on {right}",
        "start": "it begins on {day}, and what it follows ends before {right}",
    },
    severity=Severity.ERROR,
    meaning="a first or last day is off by one",
    remedy="an inclusive last day is 31 December where the next first day is 1 January",
)

NO_PARENT = Code(
    "ELZ-Q020",
    "it has no parent; {n} others[ of level {level!r}] have one",
    meaning="a unit has no parent where those of its level have one",
    remedy="fill in the parent",
)

UNLISTED_PARENT = Code(
    "ELZ-Q021",
    "its parent {parent} is not in the list",
    meaning="a parent is not in the list",
    remedy="add the parent, or correct its code",
)

PARENT_PERIOD = Code(
    "ELZ-Q022",
    "its parent {parent} does not exist from {since}",
    meaning="a parent does not exist during the whole of the unit's period",
    remedy="split the row where the parent changes, or correct the parent's period",
)

UNIT_CODES = Codes(
    [
        UNREAD,
        BAD_CODE,
        REPEATED,
        NO_DAY,
        OVERLAP,
        RESTART,
        IN_USE,
        OFF_BY_ONE,
        NO_PARENT,
        UNLISTED_PARENT,
        PARENT_PERIOD,
    ]
)

_DAY = timedelta(days=1)
_DAMAGED = re.compile(r"[0-9]+[.,]0+|[0-9]+(?:[.,][0-9]+)?[eE]\+[0-9]+|.*[^ -~\u00a1-\uffff].*")


def _row_at(place: Place) -> Place | Phrase:
    return phrase("an earlier row") if place == NOWHERE else place


def _code(code: str) -> Ref:
    return Ref("code", code)


def check_cells(succession: Succession) -> Iterator[Finding]:
    """Report cells that could not be read (``ELZ-Q001``)."""
    yield from succession.listing.unread


def check_codes(succession: Succession) -> Iterator[Finding]:
    """Report codes that are empty, damaged or not of the list's form (``ELZ-Q002``)."""
    listing = succession.listing
    cells = [(unit.place, "code", unit.code) for unit in listing.units]
    cells += [(unit.place, "parent", unit.parent) for unit in listing.units if unit.parent]
    cells += [(k.place, "code", code) for k in listing.links for code in (k.from_code, k.to_code)]
    for place, what, code in dict.fromkeys(cells):
        if not code or code != code.strip() or _DAMAGED.fullmatch(code):
            yield BAD_CODE.finding(_code(code), place=place, what=what, code=code)
        elif listing.code_pattern and not re.fullmatch(listing.code_pattern, code):
            yield BAD_CODE.finding(
                _code(code),
                variant="form",
                place=place,
                what=what,
                code=code,
                pattern=listing.code_pattern,
            )


def check_duplicates(succession: Succession) -> Iterator[Finding]:
    """Report rows that repeat an earlier one (``ELZ-Q003``)."""
    seen: dict[ListedUnit | ListLink, Place] = {}
    items: list[tuple[str, ListedUnit | ListLink]] = [
        *((unit.code, unit) for unit in succession.listing.units),
        *((f"{k.from_code} to {k.to_code}", k) for k in succession.listing.links),
    ]
    for subject, item in items:
        row = evolve(item, place=NOWHERE)
        if row in seen:
            yield REPEATED.finding(_code(subject), place=item.place, other=_row_at(seen[row]))
        seen.setdefault(row, item.place)


def check_periods(succession: Succession) -> Iterator[Finding]:
    """Report periods that hold no day (``ELZ-Q010``)."""
    for row in succession.all_rows:
        if not row.is_sound:
            yield NO_DAY.finding(
                _code(row.unit.code), place=row.unit.place, start=row.unit.start, end=row.unit.end
            )


def _clashes(succession: Succession) -> Iterator[tuple[Row, Row]]:
    for rows in succession.rows.values():
        for earlier, later in combinations(rows, 2):
            if later.start < earlier.until:
                yield earlier, later


def check_overlaps(succession: Succession) -> Iterator[Finding]:
    """Report periods of one code and one name that overlap (``ELZ-Q011``)."""
    for earlier, later in _clashes(succession):
        if earlier.unit.name == later.unit.name and not _restarts(earlier, later):
            yield _after(OVERLAP, earlier, later)


def check_restarts(succession: Succession) -> Iterator[Finding]:
    """Report codes that start again though nothing ended them (``ELZ-Q012``)."""
    for earlier, later in _clashes(succession):
        if earlier.unit.name == later.unit.name and _restarts(earlier, later):
            yield _after(RESTART, earlier, later)


def _restarts(earlier: Row, later: Row) -> bool:
    return earlier.is_open and earlier.start < later.start


def check_reuse(succession: Succession) -> Iterator[Finding]:
    """Report codes that two differently named units use at once (``ELZ-Q013``)."""
    for earlier, later in _clashes(succession):
        if earlier.unit.name != later.unit.name:
            yield _after(IN_USE, earlier, later, name=later.unit.name, owner=earlier.unit.name)


def _after(code: Code, earlier: Row, later: Row, **names: Any) -> Finding:  # noqa: ANN401 - values of a sentence
    """Return a finding about a row that begins too early after another."""
    unit = later.unit
    start, other = later.start, _row_at(earlier.unit.place)
    return code.finding(_code(unit.code), place=unit.place, start=start, other=other, **names)


def check_off_by_one(succession: Succession) -> Iterator[Finding]:
    """Report first and last days that are off by one (``ELZ-Q014``).

    Where an end and the beginning that follows it differ by a day, the row is
    named whose day fewer other rows share.
    """
    days = _turning_days(succession)
    for row, right in dict.fromkeys(
        (*_linked_ends(succession, days), *_lone_ends(succession, days))
    ):
        if row.until in {right - _DAY, right + _DAY}:
            variant, day = "end", row.until - _DAY
        else:
            variant, day = "start", row.start
        about = _code(row.unit.code)
        yield OFF_BY_ONE.finding(about, variant=variant, place=row.unit.place, day=day, right=right)


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


def check_missing_parents(succession: Succession) -> Iterator[Finding]:
    """Report units without parent where most of their level have one (``ELZ-Q020``).

    Without levels in the list, units that are themselves parents are left alone.
    """
    units = succession.listing.units
    parents = {unit.parent for unit in units}
    counted = [u for u in units if u.level or u.code not in parents]
    having = Counter(unit.level for unit in counted if unit.parent)
    lacking = Counter(unit.level for unit in counted if not unit.parent)
    for unit in counted:
        if not unit.parent and having[unit.level] > lacking[unit.level]:
            others = having[unit.level]
            yield NO_PARENT.finding(_code(unit.code), place=unit.place, n=others, level=unit.level)


def check_unlisted_parents(succession: Succession) -> Iterator[Finding]:
    """Report parents that are not in the list, if any parent is (``ELZ-Q021``)."""
    units = succession.listing.units
    codes = {unit.code for unit in units}
    if any(unit.parent in codes for unit in units):
        for unit in units:
            if unit.parent and unit.parent not in codes:
                yield UNLISTED_PARENT.finding(
                    _code(unit.code), place=unit.place, parent=unit.parent
                )


def check_parent_periods(succession: Succession) -> Iterator[Finding]:
    """Report parents that do not exist as long as their units do (``ELZ-Q022``)."""
    for rows in succession.rows.values():
        for row in rows:
            if row.unit.parent in succession.rows:
                day = _first_orphaned(row, succession.rows[row.unit.parent])
                if day is not None:
                    since = phrase("the beginning") if day == date.min else day
                    yield PARENT_PERIOD.finding(
                        _code(row.unit.code),
                        place=row.unit.place,
                        parent=row.unit.parent,
                        since=since,
                    )


def _first_orphaned(row: Row, parents: tuple[Row, ...]) -> date | None:
    """Return the first day of a row on which none of the parent's rows holds."""
    day = row.start
    for parent in parents:
        if parent.holds(day):
            day = parent.until
    return day if day < row.until else None


UNIT_CHECKS = (
    check_cells,
    check_codes,
    check_duplicates,
    check_periods,
    check_overlaps,
    check_restarts,
    check_reuse,
    check_off_by_one,
    check_missing_parents,
    check_unlisted_parents,
    check_parent_periods,
)
