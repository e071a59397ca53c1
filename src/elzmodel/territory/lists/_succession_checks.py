"""Checks of who follows whom, and when: ``ELZ-Q040`` to ``ELZ-Q046``."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from elzmodel.territory.lists._cell_checks import adjoining
from elzmodel.territory.lists._link_checks import runs_backwards
from elzmodel.territory.lists.codes import found
from elzmodel.territory.lists.official_list import LinkKind
from elzmodel.values import eve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from elzmodel.territory.lists.codes import ListFinding
    from elzmodel.territory.lists.succession import Arrow, Row, Succession

__all__ = [
    "check_early_successors",
    "check_equals",
    "check_gaps",
    "check_ghosts",
    "check_no_predecessor",
    "check_no_successor",
    "check_past_successors",
]

_DAY = timedelta(days=1)


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
    return any(day is None or (row.start <= day + _DAY and eve(day) <= row.until) for day in days)


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
