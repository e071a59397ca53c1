"""Two editions of a published list: what the later one no longer says, or says otherwise.

A publisher adds what has happened since. That is news, and no doubt: it is counted. What
the later edition takes back, or moves, is a finding.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from attrs import Factory, define, evolve

from elzmodel.lists._unit_checks import known
from elzmodel.lists.official_list import LinkKind, ListedUnit, ListLink, OfficialList
from elzmodel.lists.succession import Arrow, Row, Succession, has_number
from elzmodel.values import Answer, Code, Codes, Finding, Ref, Severity
from elzmodel.values.findings import NOWHERE
from elzmodel.values.ids import grouped
from elzmodel.values.text import phrase, said, term

__all__ = ["compare_editions"]


Pair = tuple[tuple[str, str], tuple[str, str]]
"""Two codes, each with its level."""

Said = tuple[date | None, int | None, str]
"""The day of a link, which act of that day it is, and what its weight is a share of."""

VANISHED = Code(
    "ELZ-Q060",
    "its row {name!r}[ from {start}][, which ended on {end},] is gone",
    meaning="a row of the earlier edition is not in the later one",
    remedy="look why; what has ended stays in a list, with its last day",
)
MOVED = Code(
    "ELZ-Q061",
    {
        "start moved": "its first day was {before}, and is {after}",
        "start gone": "its first day was {before}, and is not said any more",
        "start new": "its first day is {after}, and was not said",
        "end moved": "its end was {before}, and is {after}",
        "end gone": "its end was {before}, and is not said any more",
        "end new": "its end is {after}, and the earlier edition, which knew later days, had none",
    },
    meaning="a day of a row is another one than in the earlier edition",
    remedy="look which of the two is right",
)
SWAPPED = Code(
    "ELZ-Q062",
    {
        "": "its first day {before} and its end {after} are swapped",
        "start": "its first day {before} and that of {other}[ ({at})], {after}, are swapped",
        "end": "its end {before} and that of {other}[ ({at})], {after}, are swapped",
    },
    meaning="two days are swapped that the earlier edition had the other way round",
    remedy="look which edition is right, and swap them back",
)
DROPPED = Code(
    "ELZ-Q063",
    "its link to {new}[ on {day}] is gone",
    meaning="a link of the earlier edition is not in the later one",
    remedy="add it again, unless it was wrong",
)
CHANGED = Code(
    "ELZ-Q064",
    "the {what} of its link to {new} was {before}, and is {after}",
    meaning="a link says something else than in the earlier edition",
    remedy="look which of the two is right",
)
GHOST = Code(
    "ELZ-Q065",
    {
        "": "still open, though {new} took it over on {day}[ ({link})]",
        "earlier": (
            "still open, though {new} took it over on {day}, as the earlier edition says[ ({link})]"
        ),
    },
    severity=Severity.ERROR,
    meaning="a unit is open in the later edition though a link of either says what took it over",
    remedy="end it on that day; where its link is gone, add it again",
)

CODES = Codes([VANISHED, MOVED, SWAPPED, DROPPED, CHANGED, GHOST])
"""Every finding code of the comparison, with meaning and remedy."""


def compare_editions(old: OfficialList, new: OfficialList) -> Answer[Finding]:
    """Return what a later edition of a list takes back or moves, by place and code.

    Named are rows that vanished, days that moved or changed places, links that were dropped
    or changed, and ghosts: units that are open though a link, which may be gone, says what
    took them over. Nothing else needs to be said; what end dates mean is found for each edition.
    What has happened since the earlier edition is news, which the notes count, and so is
    what was added to earlier days.

    Places of what is gone are those of the earlier edition.

    Example:
        >>> from elzmodel.lists import LinkKind, ListedUnit, ListLink, OfficialList
        >>> ended = ListedUnit(code="1", name="East", end=date(2019, 1, 1))
        >>> units = [ListedUnit(code="2", name="Both", start=date(2019, 1, 1))]
        >>> link = ListLink(from_code="1", to_code="2", kind=LinkKind.SUCCESSOR)
        >>> old = OfficialList(units=[ended, *units], links=[link])
        >>> new = OfficialList(units=[ListedUnit(code="1", name="East"), *units])
        >>> for finding in compare_editions(old, new):
        ...     print(finding.code, finding.subject, finding.message)
        ELZ-Q063 1 its link to 2 on 2019-01-01 is gone
        ELZ-Q065 1 still open, though 2 took it over on 2019-01-01, as the earlier edition says
    """
    found = _Comparison(Succession.of(old), Succession.of(new))
    rows = sorted({*found.findings()}, key=lambda f: (f.code, f.place, f.subject, f.message))
    title = said("What a later edition takes back")
    return Answer(title=title, rows=tuple(rows), notes=found.notes(), row_type=Finding)


_COUNTED: Final = {
    "row": "{n:number} {n:row|rows}",
    "end": "{n:number} {n:end|ends}",
    "link": "{n:number} {n:link|links}",
}


class _Move(NamedTuple):
    """A day of a row that is another one in the later edition."""

    row: Row
    side: str
    before: date | None
    after: date | None


@define(eq=False)
class _Comparison:
    """Two editions side by side; *news*, *added* and *relabelled* count what is no finding."""

    old: Succession
    new: Succession
    news: Counter[str] = Factory(Counter)
    added: Counter[str] = Factory(Counter)
    relabelled: int = 0
    gone: list[Row] = Factory(list)
    last: date = Factory(lambda self: _last_day(self.old), takes_self=True)
    has_levels: bool = Factory(
        lambda self: all(map(_says_levels, (self.old, self.new))), takes_self=True
    )

    def findings(self) -> Iterator[Finding]:
        ghosts = dict(sorted(self._ghosts(), key=lambda pair: pair[1].message))
        yield from ghosts.values()
        yield from self._links()
        moves = [move for pair in self._pairs() for move in self._moves(*pair)]
        yield from map(self._vanished, self.gone)
        swaps = [*_swaps(sorted(moves, key=_in_order))]
        swapped = {id(move) for pair in swaps for move in pair}
        yield from (_swapped(*pair) for pair in swaps)
        for move in moves:
            is_ghost = move.row.unit in ghosts and (move.side, move.after) == ("end", None)
            if id(move) not in swapped and not is_ghost:
                yield _moved(move)

    def notes(self) -> Iterator[str]:
        """Say what is news, and what was added to days that the earlier edition knew."""
        for head, counted in (
            ("News, and no finding: {counts:list all}.", self.news),
            ("Added to earlier days, and no finding: {counts:list all}.", self.added),
        ):
            if counted:
                counts = [phrase(_COUNTED[what], n=n) for what, n in sorted(counted.items())]
                yield said(head, counts=counts)
        if self.relabelled:
            yield said(
                "With another name, parent or status, and no finding: {n:number} {n:row|rows}.",
                n=self.relabelled,
            )

    def _count(self, what: str, day: date | None) -> None:
        counted = self.news if day and day > self.last else self.added
        counted[what] += 1

    # --- rows ---------------------------------------------------------------------------

    def _pairs(self) -> Iterator[tuple[Row, Row]]:
        """Yield the rows of the earlier edition with those of the later one."""
        before, after = (
            grouped(
                ((row.unit.code, row.unit.level if self.has_levels else ""), row)
                for row in _distinct(each.all_rows)
            )
            for each in (self.old, self.new)
        )
        for key in dict.fromkeys((*before, *after)):
            yield from self._matched(before.get(key, ()), after.get(key, ()))

    def _matched(
        self, before: tuple[Row, ...], after: tuple[Row, ...]
    ) -> Iterator[tuple[Row, Row]]:
        """Match the rows of one code, those first that have most in common; keep the rest."""
        olds, news = [*before], [*after]
        for likeness in (self._days, self._start, self._end, _name, _code):
            for old in [*olds]:
                new = next((each for each in news if likeness(each) == likeness(old)), None)
                if new is not None:
                    olds.remove(old)
                    news.remove(new)
                    yield old, new
        self.gone += olds
        for new in news:
            self._count("row", new.unit.start)

    def _days(self, row: Row) -> tuple[date | None, date | None, str]:
        return row.unit.start, self._end(row), row.unit.name

    def _start(self, row: Row) -> date | None:
        return row.unit.start

    def _end(self, row: Row) -> date | None:
        """Return the end of a row of either edition as the earlier one writes it."""
        return None if row.is_open else self.old.written_end(row.until)

    def _vanished(self, row: Row) -> Finding:
        unit, end = row.unit, self._end(row)
        about = Ref("code", unit.code)
        return VANISHED.finding(about, place=unit.place, name=unit.name, start=unit.start, end=end)

    def _moves(self, old: Row, new: Row) -> Iterator[_Move]:
        """Yield the days that are other ones; an end after all that was known is news."""
        ends = self._end(old), self._end(new)
        if old.unit.start != new.unit.start:
            yield _Move(new, "start", old.unit.start, new.unit.start)
        if ends[0] is None and ends[1] is not None and ends[1] > self.last:
            self.news["end"] += 1
        elif ends[0] != ends[1]:
            yield _Move(new, "end", *ends)
        if _labels(old) != _labels(new):
            self.relabelled += 1

    # --- links --------------------------------------------------------------------------

    def _links(self) -> Iterator[Finding]:
        olds, news = (
            _by_codes(each.arrows, levels=self.has_levels) for each in (self.old, self.new)
        )
        in_new, in_old = ({_text(a.link) for a in e.arrows} for e in (self.new, self.old))
        for codes in dict.fromkeys((*olds, *news)):
            before, after = dict(olds.get(codes, {})), dict(news.get(codes, {}))
            for key in [key for key in before if key in after]:
                yield from _changed(before.pop(key), after.pop(key))
            for key in [*before]:
                like = [other for other in after if other[1:] == key[1:]]
                like += [other for other in after if other[2] == key[2]]
                same = next(iter(like), None)
                if same is not None:
                    yield from _changed(before.pop(key), after.pop(same))
            yield from (
                _dropped(each) for each in before.values() if _text(each.link) not in in_new
            )
            for arrow in after.values():
                if _text(arrow.link) not in in_old:
                    self._count("link", arrow.day)

    def _ghosts(self) -> Iterator[tuple[ListedUnit, Finding]]:
        """Yield open units that were taken over, at each level that both editions have."""
        if not self.has_levels:
            yield from _ghosts(self.old, self.new)
            return
        for level, old in self.old.by_level.items():
            if level in self.new.by_level:
                yield from _ghosts(old, self.new.by_level[level])


def _ghosts(old: Succession, new: Succession) -> Iterator[tuple[ListedUnit, Finding]]:
    """Yield units that are open though a link of either edition says what took them over.

    One that was a ghost before is left to the linter, which finds it by its link.
    """
    before, after = ({(arrow.old, arrow.new) for arrow in each.arrows} for each in (old, new))
    found = [
        *(("earlier", old, arrow) for arrow in old.arrows),
        *(("", new, arrow) for arrow in new.arrows if (arrow.old, arrow.new) not in before),
    ]
    for variant, edition, arrow in found:
        row = _open_on(new, arrow)
        was_open = _open_on(old, arrow) and (arrow.old, arrow.new) in before & after
        is_odd = arrow.is_self or edition.runs_backwards(arrow)
        if row and not was_open and not is_odd and _was_taken_over(arrow, old, new):
            link, about = known(arrow.link.place), Ref("code", arrow.old)
            values: dict[str, Any] = {"new": arrow.new, "day": arrow.day, "link": link}
            yield row.unit, GHOST.finding(about, variant=variant, place=row.unit.place, **values)


def _was_taken_over(arrow: Arrow, old: Succession, new: Succession) -> bool:
    """Tell whether a unit was all taken over by an arrow, and nothing says that it goes on."""
    code, day = arrow.old, arrow.day
    is_over = day in {row.until for row in old.rows.get(code, ())}
    goes_on = any(each.is_said_to_go_on(code, day) for each in (old, new))
    kept = [each for each in new.out.get(code, ()) if each.new == arrow.new]
    is_share = any(not each.whole and has_number(each.link) for each in kept)
    return (arrow.whole or is_over) and not (goes_on or is_share)


def _open_on(succession: Succession, arrow: Arrow) -> Row | None:
    """Return the row of the old code that goes on through the day of an arrow, with no end."""
    row = None if arrow.day is None else succession.across(arrow.old, arrow.day)
    return row if row is not None and row.is_open else None


def _says_levels(succession: Succession) -> bool:
    return any(row.unit.level for row in succession.all_rows)


def _last_day(succession: Succession) -> date:
    """Return the last day that an edition speaks of, as it writes it."""
    rows = succession.all_rows
    days = [row.unit.start for row in rows if row.unit.start]
    days += [succession.written_end(row.until) for row in rows if not row.is_open]
    days += [arrow.link.day for arrow in succession.arrows if arrow.link.day]
    return max(days, default=date.min)


def _distinct(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return rows without those that say again what an earlier one says."""
    return tuple({evolve(row.unit, place=NOWHERE): row for row in [*rows][::-1]}.values())[::-1]


def _name(row: Row) -> str:
    return row.unit.name


def _code(row: Row) -> str:
    return row.unit.code


def _labels(row: Row) -> tuple[str, str, str]:
    return row.unit.name, row.unit.parent, row.unit.status


def _in_order(move: _Move) -> tuple[str, date, str]:
    return move.row.unit.code, move.row.start, move.side


def _swaps(moves: Iterable[_Move]) -> Iterator[tuple[_Move, _Move]]:
    """Yield the moves of which the one went to where the other came from.

    Both are of one row, or else of one level, and both are first days, or both ends.
    """
    waiting = defaultdict[tuple[str, date, date], list[_Move]](list)
    for move in moves:
        if move.before is None or move.after is None:
            continue
        level = move.row.unit.level
        others = waiting[level, move.after, move.before]
        other = next((each for each in others if each.row is move.row), None)
        other = other or next((each for each in others if each.side == move.side), None)
        if other is None:
            waiting[level, move.before, move.after].append(move)
        else:
            others.remove(other)
            yield other, move


def _swapped(one: _Move, other: _Move) -> Finding:
    unit = one.row.unit
    values: dict[str, Any] = {"before": one.before, "after": one.after}
    if one.row is other.row:
        start, end = (one, other) if one.side == "start" else (other, one)
        values = {"before": start.before, "after": end.before}
    else:
        more = {"other": other.row.unit.code, "at": known(other.row.unit.place)}
        values |= {"variant": one.side, **more}
    return SWAPPED.finding(Ref("code", unit.code), place=unit.place, **values)


def _moved(move: _Move) -> Finding:
    how = "gone" if move.after is None else "new" if move.before is None else "moved"
    days = (("before", move.before), ("after", move.after))
    values: dict[str, Any] = {name: day for name, day in days if day is not None}
    return MOVED.finding(
        Ref("code", move.row.unit.code),
        place=move.row.unit.place,
        variant=f"{move.side} {how}",
        **values,
    )


def _by_codes(arrows: Iterable[Arrow], *, levels: bool) -> Mapping[Pair, Mapping[Said, Arrow]]:
    """Return by old and new code, as the kind has it, what each day, act and kind of weight says.

    Codes that are used at several *levels* are told apart.
    """
    found = defaultdict[Pair, dict[Said, Arrow]](dict)
    for arrow in arrows:
        link = arrow.link
        one, other = link.from_code, link.to_code
        is_turned = link.kind in {LinkKind.PREDECESSOR, LinkKind.NARROWER}
        if is_turned or (link.kind is LinkKind.EQUAL and other < one):
            one, other = other, one
        at = arrow.levels if levels else ("", "")
        old, new = at if one == arrow.old else at[::-1]
        found[(one, old), (other, new)].setdefault((link.day, link.order, link.of), arrow)
    return found


def _text(link: ListLink) -> ListLink:
    """Return a link as it is said, wherever that is."""
    return evolve(link, place=NOWHERE)


def _dropped(arrow: Arrow) -> Finding:
    about = Ref("code", arrow.old)
    return DROPPED.finding(about, place=arrow.link.place, new=arrow.new, day=arrow.day)


def _changed(old: Arrow, new: Arrow) -> Iterator[Finding]:
    """Yield what a link says otherwise; a number that was added or left out as well."""
    one, other = old.link, new.link
    pairs: list[tuple[str, object, object]] = [("day", one.day, other.day)]
    pairs += [("weight", one.weight, other.weight), ("amount", one.amount, other.amount)]
    is_of_row = one.column == other.column == "continues"  # Its kind follows from other links.
    if old.whole is not new.whole and not (is_of_row or has_number(one) or has_number(other)):
        pairs.append(("kind", one.kind, other.kind))
    for what, before, after in pairs:
        if before != after:
            yield CHANGED.finding(
                Ref("code", old.old),
                place=other.place,
                what=term(what),
                new=old.new,
                before=_said(before),
                after=_said(after),
            )


def _said(value: object) -> object:
    return phrase("not said") if value is None else value
