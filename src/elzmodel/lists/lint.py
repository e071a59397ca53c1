"""The linter: every check of a published list, in one go."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations

from attrs import evolve

from elzmodel.lists.codes import ListFinding, found
from elzmodel.lists.official_list import (
    NOWHERE,
    LinkKind,
    ListedUnit,
    ListLink,
    OfficialList,
    Place,
)
from elzmodel.lists.succession import Arrow, Row, Succession
from elzmodel.values import Column, Table, eve

__all__ = [
    "lint_list",
    "lint_table",
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


def check_missing_parents(succession: Succession) -> Iterator[ListFinding]:
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
            among = (
                f"{having[unit.level]} others of level {unit.level!r}" if unit.level else "others"
            )
            yield found("ELZ-Q020", unit.code, f"it has no parent; {among} have one", unit.place)


def check_unlisted_parents(succession: Succession) -> Iterator[ListFinding]:
    """Report parents that are not in the list, if any parent is (``ELZ-Q021``)."""
    units = succession.listing.units
    codes = {unit.code for unit in units}
    if any(unit.parent in codes for unit in units):
        for unit in units:
            if unit.parent and unit.parent not in codes:
                message = f"its parent {unit.parent} is not in the list"
                yield found("ELZ-Q021", unit.code, message, unit.place)


def check_parent_periods(succession: Succession) -> Iterator[ListFinding]:
    """Report parents that do not exist as long as their units do (``ELZ-Q022``)."""
    for rows in succession.rows.values():
        for row in rows:
            if row.unit.parent in succession.rows:
                day = _first_orphaned(row, succession.rows[row.unit.parent])
                if day is not None:
                    since = "the beginning" if day == date.min else day
                    message = f"its parent {row.unit.parent} does not exist from {since}"
                    yield found("ELZ-Q022", row.unit.code, message, row.unit.place)


def _first_orphaned(row: Row, parents: tuple[Row, ...]) -> date | None:
    """Return the first day of a row on which none of the parent's rows holds."""
    day = row.start
    for parent in parents:
        if parent.holds(day):
            day = parent.until
    return day if day < row.until else None


def check_unlisted_codes(succession: Succession) -> Iterator[ListFinding]:
    """Report links to codes that are not in the list (``ELZ-Q030``)."""
    codes = {unit.code for unit in succession.listing.units}
    for link in succession.listing.links if codes else ():
        for code, other in ((link.from_code, link.to_code), (link.to_code, link.from_code)):
            if code and code not in codes:
                message = f"linked with {other} ({link.kind.value}), and not in the list"
                yield found("ELZ-Q030", code, message, link.place)


def check_self_links(succession: Succession) -> Iterator[ListFinding]:
    """Report codes linked to themselves (``ELZ-Q031``).

    With a day on which the code goes on, such a link is a statement.
    """
    for arrow in succession.arrows:
        day = arrow.link.day
        if arrow.is_self and not (day and _goes_on(succession, arrow.old, day)):
            when = f" on {day}, when it does not go on" if day else ""
            yield found("ELZ-Q031", arrow.old, f"linked to itself{when}", arrow.link.place)


def _goes_on(succession: Succession, code: str, day: date) -> bool:
    return None not in {succession.on(code, eve(day)), succession.on(code, day)}


def check_direction(succession: Succession) -> Iterator[ListFinding]:
    """Report links that run against time (``ELZ-Q032``)."""
    for arrow in succession.arrows:
        if runs_backwards(succession, arrow):
            message = f"{arrow.new} is to follow it, and is the older of the two"
            yield found("ELZ-Q032", arrow.old, message, arrow.link.place)


def runs_backwards(succession: Succession, arrow: Arrow) -> bool:
    """Tell whether the old code of an arrow comes only when the new one is over."""
    old, new = succession.rows.get(arrow.old, ()), succession.rows.get(arrow.new, ())
    if arrow.is_self or not old or not new:
        return False
    is_over = max(row.until for row in new) <= old[0].start
    return is_over or (arrow.day is not None and arrow.day <= old[0].start)


def check_circles(succession: Succession) -> Iterator[ListFinding]:
    """Report links that lead round in a circle (``ELZ-Q033``).

    Codes that are handed round on one day, all in use before and after, are
    no circle.
    """
    by_day: defaultdict[date | None, list[Arrow]] = defaultdict(list)
    for arrow in succession.arrows:
        day = arrow.day
        is_handed_on = day and all(_goes_on(succession, c, day) for c in (arrow.old, arrow.new))
        if arrow.whole and not arrow.is_self and not is_handed_on:
            by_day[day].append(arrow)
    for arrows in by_day.values():
        yield from _circles(arrows)


def _circles(arrows: list[Arrow]) -> Iterator[ListFinding]:
    left = _without_loose_ends(arrows)
    follows: defaultdict[str, list[str]] = defaultdict(list)
    for arrow in left:
        follows[arrow.old].append(arrow.new)
    seen: set[str] = set()
    for arrow in left:
        ahead = _reachable(arrow.new, follows)
        if arrow.old in ahead and arrow.old not in seen:
            members = sorted(code for code in ahead if arrow.old in _reachable(code, follows))
            seen.update(members)
            message = f"it leads back to itself through {', '.join(members)}"
            yield found("ELZ-Q033", arrow.old, message, arrow.link.place)


def _without_loose_ends(arrows: list[Arrow]) -> list[Arrow]:
    """Drop arrows that come from nowhere or lead nowhere, as often as there are any."""
    olds, news = {arrow.old for arrow in arrows}, {arrow.new for arrow in arrows}
    left = [arrow for arrow in arrows if arrow.old in news and arrow.new in olds]
    return left if len(left) == len(arrows) else _without_loose_ends(left)


def _reachable(start: str, follows: Mapping[str, list[str]]) -> set[str]:
    seen, queue = {start}, [start]
    while queue:
        for code in follows.get(queue.pop(), ()):
            if code not in seen:
                seen.add(code)
                queue.append(code)
    return seen


_FROM_OLD = {LinkKind.SUCCESSOR: "successor", LinkKind.BROADER: "broader"}
_FROM_NEW = {LinkKind.PREDECESSOR: "successor", LinkKind.NARROWER: "broader"}
_REVERSE = {
    LinkKind.SUCCESSOR: LinkKind.PREDECESSOR,
    LinkKind.PREDECESSOR: LinkKind.SUCCESSOR,
    LinkKind.BROADER: LinkKind.NARROWER,
    LinkKind.NARROWER: LinkKind.BROADER,
}


def check_one_sided(succession: Succession) -> Iterator[ListFinding]:
    """Report links said from one side, if others are said from both (``ELZ-Q034``).

    The subject is the code that lacks the link.
    """
    links = succession.listing.links
    from_old = {
        (_FROM_OLD[k.kind], k.from_code, k.to_code): k for k in links if k.kind in _FROM_OLD
    }
    from_new = {
        (_FROM_NEW[k.kind], k.to_code, k.from_code): k for k in links if k.kind in _FROM_NEW
    }
    said_twice = {family for family, *_ in from_old.keys() & from_new.keys()}
    for key in sorted(from_old.keys() ^ from_new.keys()):
        if key[0] in said_twice:
            yield _lacking(from_old.get(key) or from_new[key])


def _lacking(link: ListLink) -> ListFinding:
    message = (
        f"{link.from_code} names it as {link.kind.value}, "
        f"and it does not name {link.from_code} as {_REVERSE[link.kind].value}"
    )
    return found("ELZ-Q034", link.to_code, message, link.place)


_SUCCESSION_CHECKS_DAY = timedelta(days=1)


def _dated(succession: Succession) -> Iterator[tuple[Arrow, date]]:
    """Yield the arrows between listed codes whose day is known and not askew.

    Arrows that run backwards, or miss by one day, have findings of their own.
    """
    for arrow in succession.arrows:
        if arrow.day is not None and _is_plain(succession, arrow):
            yield arrow, arrow.day


def _is_plain(succession: Succession, arrow: Arrow) -> bool:
    is_listed = arrow.old in succession.rows and arrow.new in succession.rows
    is_askew = runs_backwards(succession, arrow) or adjoining(succession, arrow)
    return is_listed and not arrow.is_self and not is_askew


def check_ghosts(succession: Succession) -> Iterator[ListFinding]:
    """Report units still open though merged away (``ELZ-Q040``)."""
    for arrow, day in _dated(succession):
        row = succession.across(arrow.old, day)
        if row and row.is_open and arrow.whole and not _says_it_goes_on(succession, arrow):
            yield _ghost(row, arrow, f"from {day}")
    for arrow in succession.arrows:
        if arrow.day is None and arrow.whole and _is_plain(succession, arrow):
            yield _ghost(succession.rows[arrow.old][-1], arrow, "some day")


def _ghost(row: Row, arrow: Arrow, when: str) -> ListFinding:
    message = f"still open, though {arrow.new} takes it over {when} ({arrow.link.place})"
    return found("ELZ-Q040", arrow.old, message, row.unit.place)


def _says_it_goes_on(succession: Succession, arrow: Arrow) -> bool:
    return any(other.is_self and other.day == arrow.day for other in succession.out[arrow.old])


def check_no_predecessor(succession: Succession) -> Iterator[ListFinding]:
    """Report new codes from nowhere on a day on which others end (``ELZ-Q041``).

    Only levels and days of which the links speak are looked at.
    """
    ended = _codes_by_day(succession.ceases(), lambda row: row.until)
    for row in _spoken_of(succession, succession.begins(), lambda row: row.start):
        others = ended.get((row.unit.level, row.start))
        is_explained = row.unit.is_said_to_be("created") or _near(succession.into, row)
        if others and not is_explained:
            message = f"no predecessor, though {', '.join(sorted(others))} end when it begins"
            yield found("ELZ-Q041", row.unit.code, message, row.unit.place)


def check_no_successor(succession: Succession) -> Iterator[ListFinding]:
    """Report codes that end and nothing follows (``ELZ-Q042``).

    Only levels and days of which the links speak are looked at.
    """
    begun = _codes_by_day(succession.begins(), lambda row: row.start)
    for row in _spoken_of(succession, succession.ceases(), lambda row: row.until):
        if not row.unit.is_said_to_be("abolished") and not _near(succession.out, row):
            others = begun.get((row.unit.level, row.until), ())
            hint = f", when {', '.join(sorted(others))} begin" if others else ""
            message = f"no successor, though it ends before {row.until}{hint}"
            yield found("ELZ-Q042", row.unit.code, message, row.unit.place)


def _codes_by_day(
    rows: Iterable[Row], day_of: Callable[[Row], date]
) -> dict[tuple[str, date], list[str]]:
    found: dict[tuple[str, date], list[str]] = {}
    for row in rows:
        found.setdefault((row.unit.level, day_of(row)), []).append(row.unit.code)
    return found


def _spoken_of(
    succession: Succession, rows: Iterable[Row], day_of: Callable[[Row], date]
) -> Iterator[Row]:
    linked = {code for arrow in succession.arrows for code in (arrow.old, arrow.new)}
    levels = {r.unit.level for code in linked for r in succession.rows.get(code, ())}
    first = min((arrow.day for arrow in succession.arrows if arrow.day), default=date.max)
    askew = _askew(succession)
    for row in rows:
        is_spoken_of = row.unit.level in levels and first <= day_of(row)
        if is_spoken_of and row.unit.code not in askew:
            yield row


def _askew(succession: Succession) -> set[str]:
    """Return the codes whose links have findings because of the direction of time."""
    backwards = [arrow for arrow in succession.arrows if runs_backwards(succession, arrow)]
    turned = {code for arrow in backwards for code in (arrow.old, arrow.new)}
    return turned | {a.new for a, day in _dated(succession) if _last(succession, a).until <= day}


def _last(succession: Succession, arrow: Arrow) -> Row:
    return succession.rows[arrow.new][-1]


def _near(arrows: Mapping[str, tuple[Arrow, ...]], row: Row) -> bool:
    """Tell whether an arrow of the row's code belongs to its period, give or take a day."""
    days = [arrow.day for arrow in arrows.get(row.unit.code, ()) if not arrow.is_self]
    return any(
        day is None or (row.start <= day + _SUCCESSION_CHECKS_DAY and eve(day) <= row.until)
        for day in days
    )


def check_early_successors(succession: Succession) -> Iterator[ListFinding]:
    """Report successors that take over before their predecessor ends (``ELZ-Q043``)."""
    for arrow, day in _dated(succession):
        row = succession.across(arrow.old, day)
        if row and arrow.whole and not row.is_open and not _says_it_goes_on(succession, arrow):
            message = f"{arrow.new} takes it over on {day}, and it ends on {row.until}"
            yield found("ELZ-Q043", arrow.old, message, row.unit.place)
        new = succession.on(arrow.new, day)
        old = succession.on(arrow.old, eve(day))
        if arrow.link.day is None and old and new and old.start < new.start < old.until == day:
            message = f"{arrow.new} begins on {new.start}, and it ends on {day}"
            yield found("ELZ-Q043", arrow.old, message, old.unit.place)


def check_gaps(succession: Succession) -> Iterator[ListFinding]:
    """Report gaps between predecessor and successor (``ELZ-Q044``)."""
    for arrow, day in _dated(succession):
        old = [row for row in succession.rows[arrow.old] if row.start < day]
        later = [row for row in succession.rows[arrow.new] if row.start > day]
        if succession.on(arrow.old, eve(day)) is None:
            message = (
                f"it ended on {max(row.until for row in old)}, and {arrow.new} takes over on {day}"
            )
            yield found("ELZ-Q044", arrow.old, message, arrow.link.place)
        elif succession.on(arrow.new, day) is None and later:
            message = f"it ends on {day}, and {arrow.new} begins on {later[0].start}"
            yield found("ELZ-Q044", arrow.old, message, arrow.link.place)


def check_past_successors(succession: Succession) -> Iterator[ListFinding]:
    """Report successors that are over when they take over (``ELZ-Q045``)."""
    for arrow, day in _dated(succession):
        last = _last(succession, arrow)
        if last.until <= day:
            message = f"it is to take over {arrow.old} on {day}, and has ended on {last.until}"
            yield found("ELZ-Q045", arrow.new, message, last.unit.place)


def check_equals(succession: Succession) -> Iterator[ListFinding]:
    """Report units called equal though the territory changed (``ELZ-Q046``)."""
    for arrow in succession.arrows:
        if arrow.link.kind is LinkKind.EQUAL:
            olds = {a.old for a in succession.into[arrow.new] if _together(a, arrow)}
            news = {a.new for a in succession.out[arrow.old] if _together(a, arrow)}
            others = sorted((olds | news) - {arrow.old, arrow.new})
            if others:
                message = (
                    f"called equal to {arrow.old}, though {', '.join(others)} took part as well"
                )
                yield found("ELZ-Q046", arrow.new, message, arrow.link.place)


def _together(one: Arrow, other: Arrow) -> bool:
    return one.day == other.day or None in {one.day, other.day}


def check_weights(succession: Succession) -> Iterator[ListFinding]:
    """Report weights outside 0 to 1 and negative amounts (``ELZ-Q050``)."""
    for arrow in succession.arrows:
        link = arrow.link
        if link.weight is not None and not 0 <= link.weight <= 1:
            message = f"the weight to {arrow.new} is {_shown(link.weight)}"
            yield found("ELZ-Q050", arrow.old, message, link.place)
        if link.amount is not None and link.amount < 0:
            message = f"the amount to {arrow.new} is {_shown(link.amount)}"
            yield found("ELZ-Q050", arrow.old, message, link.place)


def check_sums(succession: Succession) -> Iterator[ListFinding]:
    """Report old units whose weights do not sum to 1 (``ELZ-Q051``).

    Each weight may be off by the rounding of its last place, at most 0.005. A
    unit that goes on and does not say what it keeps may give less than 1, and
    so may one that is said to be abolished. Receivers without a weight of the
    kind may have what is left.
    """
    receivers: defaultdict[tuple[str, date | None], set[str]] = defaultdict(set)
    groups: defaultdict[tuple[str, date | None, str], dict[str, Arrow]] = defaultdict(dict)
    for arrow in succession.arrows:
        groups[arrow.old, arrow.day, arrow.link.of].setdefault(arrow.new, arrow)
        receivers[arrow.old, arrow.day].add(arrow.new)
    for (old, day, _), arrows in groups.items():
        weights = [a.link.weight for a in arrows.values() if a.link.weight is not None]
        if not weights or any(not 0 <= weight <= 1 for weight in weights):
            continue
        slack = sum((arrow.link.rounding for arrow in arrows.values()), start=Fraction(0))
        is_complete = len(weights) == len(receivers[old, day]) and not _keeps_rest(
            succession, old, day, arrows
        )
        total = sum(weights, start=Fraction(0))
        if total > 1 + slack or (is_complete and total < 1 - slack):
            first = min(arrow.link.place for arrow in arrows.values())
            named = ", ".join(sorted(arrows))
            message = f"the weights to {named} sum to {_shown(total)}"
            yield found("ELZ-Q051", old, message, first)


def _keeps_rest(
    succession: Succession, old: str, day: date | None, arrows: dict[str, Arrow]
) -> bool:
    if day is None:
        return old not in arrows
    row = succession.on(old, eve(day))
    is_abolished = row is not None and row.unit.is_said_to_be("abolished")
    return is_abolished or (succession.across(old, day) is not None and old not in arrows)


def check_amounts(succession: Succession) -> Iterator[ListFinding]:
    """Report land from a unit that goes on, without weight or amount (``ELZ-Q052``)."""
    for arrow in succession.arrows:
        says_how_much = (
            arrow.whole or arrow.link.weight is not None or arrow.link.amount is not None
        )
        if says_how_much or arrow.is_self or runs_backwards(succession, arrow):
            continue
        if arrow.day is None or _weight_checks_goes_on(succession, arrow.old, arrow.day):
            message = f"land goes over to {arrow.new}, and nothing says how much"
            yield found("ELZ-Q052", arrow.old, message, arrow.link.place)


def _weight_checks_goes_on(succession: Succession, code: str, day: date) -> bool:
    return None not in {succession.on(code, eve(day)), succession.on(code, day)}


def _shown(number: Fraction) -> str:
    return str(number) if number.denominator == 1 else f"{float(number):.6g}"


_CHECKS = (
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
    check_unlisted_codes,
    check_self_links,
    check_direction,
    check_circles,
    check_one_sided,
    check_ghosts,
    check_no_predecessor,
    check_no_successor,
    check_early_successors,
    check_gaps,
    check_past_successors,
    check_equals,
    check_weights,
    check_sums,
    check_amounts,
)


def lint_list(listing: OfficialList) -> tuple[ListFinding, ...]:
    """Return what is wrong or doubtful in a published list, by place and code.

    Nothing is repaired, and a clean list gives nothing. The codes stand in
    `LIST_CODES`.

    Example:
        >>> from datetime import date
        >>> from elzmodel.lists import LinkKind, ListedUnit, ListLink, OfficialList
        >>> old = ListedUnit(code="12034", name="Sint-Amands")
        >>> new = ListedUnit(code="12041", name="Puurs-Sint-Amands", start=date(2019, 1, 1))
        >>> link = ListLink(from_code="12034", to_code="12041", kind=LinkKind.SUCCESSOR)
        >>> [(f.code, f.subject) for f in lint_list(OfficialList(units=[old, new], links=[link]))]
        [('ELZ-Q040', '12034')]
    """
    succession = Succession.of(listing)
    findings = {finding for check in _CHECKS for finding in check(succession)}
    return tuple(sorted(findings, key=lambda f: (f.place, f.code, f.subject, f.message)))


def lint_table(findings: Iterable[ListFinding], *, title: str = "Findings") -> Table:
    """Return findings about a list as a table, one row each, in the order given.

    Example:
        >>> lint_table([]).columns[0].key
        'place'
    """
    names = ("place", "code", "severity", "subject", "message", "remedy")
    rows = [
        (str(f.place), f.code, f.severity.value, f.subject, f.message, f.remedy) for f in findings
    ]
    return Table(title, tuple(map(Column, names)), rows)
