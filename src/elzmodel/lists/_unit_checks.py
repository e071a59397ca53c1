"""Checks of rows, periods and parents of a published list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from graphlib import CycleError, TopologicalSorter
from itertools import chain, combinations
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from attrs import fields

from elzmodel.lists.official_list import EndDay, ListedUnit, ListLink, OfficialList
from elzmodel.lists.succession import Row, Succession
from elzmodel.territory.refinement import reached
from elzmodel.values import Code, Finding, Place, Ref, Severity
from elzmodel.values.findings import NOWHERE
from elzmodel.values.text import Phrase, near, phrase

L = TypeVar("L", ListedUnit, ListLink)
T = TypeVar("T", bound=Hashable)

Noticed = tuple[str, Place, dict[str, Any]]
"""The code that something is wrong with, where it stands, and the values of the sentence."""

Find = Callable[[Succession], Iterable[Noticed]]


class Check(NamedTuple):
    """One thing that can be wrong in a list, with what finds it."""

    code: Code
    find: Find
    crosses_levels: bool = False

    def findings(self, succession: Succession) -> Iterator[Finding]:
        """Yield the findings in one list, level by level if it is asked of one."""
        looked_at = [succession] if self.crosses_levels else succession.by_level.values()
        for subject, place, values in chain.from_iterable(map(self.find, looked_at)):
            yield self.code.finding(Ref("code", subject), place=place, **values)


def finds(
    code: str,
    sentence: str | Mapping[str, str],
    *,
    severity: Severity = Severity.WARNING,
    meaning: str,
    remedy: str,
    crosses_levels: bool = False,
) -> Callable[[Find], Check]:
    """Make a check of what notices a thing, by saying what its findings say."""
    kind = Code(code, sentence, severity=severity, meaning=meaning, remedy=remedy)
    return lambda find: Check(kind, find, crosses_levels)


_DAY = timedelta(days=1)
_DAMAGED = re.compile(r"[0-9]+[.,]0+|[0-9]+(?:[.,][0-9]+)?[eE]\+[0-9]+|.*[^ -~\u00a1-\uffff].*")


def known(place: Place) -> Place | None:
    """Return where something stands, ``None`` where that is not known."""
    return None if place == NOWHERE else place


def _row_at(place: Place) -> Place | Phrase:
    return known(place) or phrase("an earlier row")


@finds(
    "ELZ-Q002",
    {
        "": "{what} {code!r} is empty or damaged",
        "form": "{what} {code!r} is not of the form {pattern}",
    },
    severity=Severity.ERROR,
    meaning="a code is not of the list's form, or damaged",
    remedy="write codes as text; a spreadsheet adds blanks, decimals and exponents",
    crosses_levels=True,
)
def damaged_codes(succession: Succession) -> Iterator[Noticed]:
    """Leave the form of what is above open: codes of another level have one of their own."""
    listing = succession.listing
    above = _above(listing)

    def wrong(code: str) -> dict[str, str] | None:
        if not code or code != code.strip() or _DAMAGED.fullmatch(code):
            return {}
        if not listing.codes or code in above or listing.codes.has(code):
            return None
        return {"variant": "form", "pattern": listing.codes.form}

    units, links = listing.units, listing.links
    cells = chain(
        ((unit.place, "code", unit.code) for unit in units),
        ((unit.place, "parent", unit.parent) for unit in units if unit.parent),
        ((k.place, "code", code) for k in links for code in (k.from_code, k.to_code)),
    )
    damaged = {cell: why for cell in cells if (why := wrong(cell[2])) is not None}
    for (place, what, code), why in damaged.items():
        yield code, place, {"what": what, "code": code, **why}


def _above(listing: OfficialList) -> set[str]:
    """Return the codes of parents that are not of the level of the units below them."""
    levels = {(unit.code, unit.level) for unit in listing.units if unit.level}
    parents = {(unit.parent, unit.level) for unit in listing.units}
    return {code for code, _ in parents} - {code for code, _ in parents & levels}


@finds(
    "ELZ-Q003",
    "the same as {other}",
    meaning="a row says exactly what an earlier one says",
    remedy="remove one of the two",
    crosses_levels=True,
)
def repeated_rows(succession: Succession) -> Iterator[Noticed]:
    listing = succession.listing
    yield from _repeated(ListedUnit, listing.units, lambda unit: unit.code)
    yield from _repeated(ListLink, listing.links, lambda k: f"{k.from_code} to {k.to_code}")


def _repeated(of: type[L], items: Iterable[L], subject: Callable[[L], str]) -> Iterator[Noticed]:
    """Yield items that say what an earlier one says, elsewhere."""
    said_in = attrgetter(*(field.name for field in fields(of) if field.name != "place"))
    seen: dict[tuple[Any, ...], Place] = {}
    for item in items:
        content = said_in(item)
        if content in seen:
            yield subject(item), item.place, {"other": _row_at(seen[content])}
        seen.setdefault(content, item.place)


@finds(
    "ELZ-Q004",
    "its status says {word!r}, which looks like {meant!r} and means nothing",
    meaning="a word of a status is nearly one that counts",
    remedy="write it as it counts, in small letters, or take another word",
    crosses_levels=True,
)
def misspelt_statuses(succession: Succession) -> Iterator[Noticed]:
    """Lists have words of their own: only one that looks like ours is doubtful."""
    listing = succession.listing
    statuses = chain(
        ((u.code, u.place, u.status, ("created", "abolished", "new")) for u in listing.units),
        ((k.from_code, k.place, k.status, ("continues",)) for k in listing.links),
    )
    misspelt = cache(_misspelt)
    for code, place, status, words in statuses:
        for word, like in misspelt(status, words) if status else ():
            yield code, place, {"word": word, "meant": like}


def _misspelt(status: str, known: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return the words of a status that are nearly known ones, with these."""
    words = (word for word in status.split() if word not in known)
    return [(word, each) for word in words for each in near(word, known, most=1)]


@finds(
    "ELZ-Q010",
    "it begins on {start} and ends on {end}",
    severity=Severity.ERROR,
    meaning="a period holds no day",
    remedy="look whether first and last day are swapped",
)
def empty_periods(succession: Succession) -> Iterator[Noticed]:
    for row in succession.all_rows:
        if not row.is_sound:
            unit = row.unit
            yield unit.code, unit.place, {"start": unit.start, "end": unit.end}


def _clashes(succession: Succession, *, same_name: bool) -> Iterator[tuple[Row, Row]]:
    """Yield the rows of one code of which the later begins before the earlier ends."""
    for rows in succession.rows.values():
        for earlier, later in combinations(rows, 2):
            is_same = earlier.unit.name == later.unit.name
            if later.start < earlier.until and is_same is same_name:
                yield earlier, later


def _too_early(earlier: Row, later: Row, **names: str) -> Noticed:
    values = {"start": later.start, "other": _row_at(earlier.unit.place), **names}
    return later.unit.code, later.unit.place, values


def _restarts(earlier: Row, later: Row) -> bool:
    return earlier.is_open and earlier.start < later.start


@finds(
    "ELZ-Q011",
    "it begins on {start}, before {other} ends",
    severity=Severity.ERROR,
    meaning="two periods of one code overlap",
    remedy="end the earlier one where the later begins, or join the two rows",
)
def overlaps(succession: Succession) -> Iterator[Noticed]:
    for earlier, later in _clashes(succession, same_name=True):
        if not _restarts(earlier, later):
            yield _too_early(earlier, later)


@finds(
    "ELZ-Q012",
    "it starts again on {start}, and {other} has no end",
    severity=Severity.ERROR,
    meaning="a code starts again though nothing says that it ended",
    remedy="end the earlier row, or remove the later one if the unit never stopped",
)
def restarts(succession: Succession) -> Iterator[Noticed]:
    for earlier, later in _clashes(succession, same_name=True):
        if _restarts(earlier, later):
            yield _too_early(earlier, later)


@finds(
    "ELZ-Q013",
    "{name!r} uses it from {start}, when it is still that of {owner!r} ({other})",
    severity=Severity.ERROR,
    meaning="a code is in use for two units at once",
    remedy="end the first use before the second, or correct one of the codes",
)
def double_use(succession: Succession) -> Iterator[Noticed]:
    for earlier, later in _clashes(succession, same_name=False):
        yield _too_early(earlier, later, name=later.unit.name, owner=earlier.unit.name)


@finds(
    "ELZ-Q014",
    {
        "end": "it ends before {day}, and what follows begins on {right}",
        "last day": "its last day is {day}, and what follows begins on {right}",
        "start": "it begins on {day}, and what it follows ends before {right}",
    },
    severity=Severity.ERROR,
    meaning="a first or last day is off by one",
    remedy="an inclusive last day is 31 December where the next first day is 1 January",
)
def off_by_one(succession: Succession) -> Iterator[Noticed]:
    """Of an end and the beginning that follows it, name the row whose day is the odd one.

    What is *expected* is the day as the list would write it.
    """
    rows = [row for rows in succession.rows.values() for row in rows]
    days = Counter([*(row.start for row in rows), *(row.until for row in rows)])
    del days[date.min]  # A first day that is not said is near to none.
    found = (
        *_linked_ends(succession, days),
        *_absorbed_ends(succession, days),
        *_lone_ends(succession, days),
    )
    for row, right in dict.fromkeys(found):
        variant, day, expected = "start", row.start, right
        if abs(row.until - right) == _DAY:
            variant = "last day" if succession.ends is EndDay.LAST_DAY else "end"
            day, expected = map(succession.written_end, (row.until, right))
        values = {"variant": variant, "day": day, "right": right, "expected": expected}
        yield row.unit.code, row.unit.place, values


def _is_odd(day: date, other: date, days: Counter[date]) -> bool:
    """Tell whether of two days it is not the first of a month, or else whether fewer share it."""
    if (day.day == 1) is not (other.day == 1):
        return other.day == 1
    return days[day] <= days[other]


def _linked_ends(succession: Succession, days: Counter[date]) -> Iterator[tuple[Row, date]]:
    for arrow in succession.arrows:
        for old, new in () if arrow.is_self else succession.adjoining(arrow):
            if arrow.whole or succession.is_handed_over(old, new):
                is_end_wrong = _is_odd(old.until, new.start, days)
                yield (old, new.start) if is_end_wrong else (new, old.until)


def _absorbed_ends(succession: Succession, days: Counter[date]) -> Iterator[tuple[Row, date]]:
    """Yield ends by which a unit went over to one that goes on, beside a first of a month."""
    for arrow in succession.arrows:
        day = arrow.day
        if day and arrow.whole and not arrow.link.day and succession.across(arrow.new, day):
            beside = (day - _DAY, day + _DAY)
            firsts = [each for each in beside if each.day == 1 and days[each]]
            rows = [row for row in succession.rows.get(arrow.old, ()) if row.until == day]
            yield from ((row, first) for row in rows for first in firsts if day.day != 1)


def _lone_ends(succession: Succession, days: Counter[date]) -> Iterator[tuple[Row, date]]:
    starts = {row.start for rows in succession.rows.values() for row in rows} - {date.min}
    for row in succession.ceases:
        is_explained = row.unit.is_said_to_be("abolished") or row.unit.code in succession.out
        if row.until not in starts and not is_explained:
            for beside in (row.until + _DAY, row.until - _DAY):
                is_odd = days[row.until] <= days[beside] or _is_odd(row.until, beside, days)
                if beside in starts and beside != row.start and is_odd:
                    yield row, beside


@finds(
    "ELZ-Q015",
    {
        "day after": "it ends on {day}, a last day of a month like all {n} ends, which the "
        "layout takes for the day after",
        "last day": "it ends on {day}, a first day of a month like all {n} ends, which the "
        "layout takes for the last day",
    },
    meaning="ends look like what the layout says that they are not",
    remedy="say in the layout what ends are, or write them as it says",
    crosses_levels=True,
)
def odd_ends(succession: Succession) -> Iterator[Noticed]:
    """Look at it only where no row begins beside an end, which then tells by itself."""
    ends = [row for row in succession.all_rows if not row.is_open and row.is_sound]
    starts = {row.start for row in succession.all_rows}
    is_last = succession.ends is EndDay.LAST_DAY
    shifted = [row.until - _DAY if is_last else row.until + _DAY for row in ends]
    is_told = starts.intersection(shifted) or starts & {row.until for row in ends}
    is_odd = len(ends) > 1 and all(day.day == 1 for day in shifted)
    if succession.listing.ends and is_odd and not is_told:
        first = min(ends, key=lambda row: (row.unit.place, row.unit.code)).unit
        values = {"variant": succession.ends.value, "day": first.end, "n": len(ends)}
        yield first.code, first.place, values


@finds(
    "ELZ-Q020",
    "it has no parent; {n} others[ of level {level!r}] have one",
    meaning="a unit has no parent where those of its level have one",
    remedy="fill in the parent",
    crosses_levels=True,
)
def missing_parents(succession: Succession) -> Iterator[Noticed]:
    """Leave units that are themselves parents alone, where the list has no levels."""
    units = succession.listing.units
    parents = {unit.parent for unit in units}
    counted = [u for u in units if u.level or u.code not in parents]
    having = Counter(unit.level for unit in counted if unit.parent)
    lacking = Counter(unit.level for unit in counted if not unit.parent)
    for unit in counted:
        if not unit.parent and having[unit.level] > lacking[unit.level]:
            yield unit.code, unit.place, {"n": having[unit.level], "level": unit.level}


@finds(
    "ELZ-Q021",
    "its parent {parent} is not in the list",
    meaning="a parent is not in the list",
    remedy="add the parent, or correct its code",
    crosses_levels=True,
)
def unlisted_parents(succession: Succession) -> Iterator[Noticed]:
    """Ask only of a list in which some parent is."""
    units = succession.listing.units
    codes = {unit.code for unit in units}
    if any(unit.parent in codes for unit in units):
        for unit in units:
            if unit.parent and unit.parent not in codes:
                yield unit.code, unit.place, {"parent": unit.parent}


@finds(
    "ELZ-Q022",
    "its parent {parent} does not exist from {since}",
    meaning="a parent does not exist during the whole of the unit's period",
    remedy="split the row where the parent changes, or correct the parent's period",
    crosses_levels=True,
)
def parent_periods(succession: Succession) -> Iterator[Noticed]:
    for row in _below_others(succession):
        parents = succession.parents_of(row)
        day = _first_orphaned(row, parents) if parents else None
        if day is not None:
            since = phrase("the beginning") if day == date.min else day
            yield row.unit.code, row.unit.place, {"parent": row.unit.parent, "since": since}


def _below_others(succession: Succession) -> Iterator[Row]:
    return (row for rows in succession.rows.values() for row in rows if row.unit.parent)


def _first_orphaned(row: Row, parents: tuple[Row, ...]) -> date | None:
    """Return the first day of a row on which none of the parent's rows holds."""
    day = row.start
    for parent in parents:
        if parent.holds(day):
            day = parent.until
    return day if day < row.until else None


@finds(
    "ELZ-Q024",
    {
        "": "it is its own parent",
        "round": "its parents lead back to it: {codes:list all}",
    },
    severity=Severity.ERROR,
    meaning="a unit lies within itself",
    remedy="name the unit in which it lies, or leave its parent out",
    crosses_levels=True,
)
def circles_of_parents(succession: Succession) -> Iterator[Noticed]:
    """A code of another level may be the same: what counts is which rows stand above which."""
    rows = sorted(_below_others(succession), key=lambda row: (row.unit.place, row.unit.code))
    above = {id(row): [id(each) for each in succession.parents_of(row)] for row in rows}
    by_id = {id(row): row for row in rows}
    seen = set[int]()
    for row in rows if has_circle(above) else ():
        ahead = reached(above[id(row)], above)
        if id(row) in ahead and id(row) not in seen:
            members = {each for each in ahead if id(row) in reached(above.get(each, ()), above)}
            seen |= members
            codes = sorted({by_id[each].unit.code for each in members})
            values = {"variant": "round", "codes": codes} if len(codes) > 1 else {}
            yield row.unit.code, row.unit.place, values


def has_circle(steps: Mapping[T, Iterable[T]]) -> bool:
    """Tell whether steps lead from somewhere back to it."""
    try:
        TopologicalSorter(steps).prepare()
    except CycleError:
        return True
    return False


@finds(
    "ELZ-Q023",
    "its parent {parent} is of level {level!r} as well",
    meaning="a unit lies within another one of its own level",
    remedy="give units that lie within others a level of their own, so that one can be chosen",
    crosses_levels=True,
)
def nested_units(succession: Succession) -> Iterator[Noticed]:
    for row in _below_others(succession):
        level, parent = row.unit.level, row.unit.parent
        if level and level in {above.unit.level for above in succession.parents_of(row)}:
            yield row.unit.code, row.unit.place, {"parent": parent, "level": level}


UNIT_CHECKS = (
    damaged_codes,
    repeated_rows,
    misspelt_statuses,
    empty_periods,
    overlaps,
    restarts,
    double_use,
    off_by_one,
    odd_ends,
    missing_parents,
    unlisted_parents,
    parent_periods,
    nested_units,
    circles_of_parents,
)
