"""Checks of the links of a published list: who follows whom, when, and with how much."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from elzmodel.lists._numbers import is_share
from elzmodel.lists._unit_checks import Noticed, finds, has_circle, known
from elzmodel.lists._weights import act_of, differ, outflows_of
from elzmodel.lists.official_list import LinkKind, ListLink
from elzmodel.lists.succession import Arrow, Row, Succession, has_number
from elzmodel.territory.refinement import reached
from elzmodel.values import Place, Severity, eve
from elzmodel.values.ids import grouped
from elzmodel.values.text import term

_DAY = timedelta(days=1)


@finds(
    "ELZ-Q030",
    "linked with {other} ({kind}), and not in the list[ at level {level!r}]",
    severity=Severity.ERROR,
    meaning="a link names a code that is not in the list",
    remedy="add the unit, or correct the code",
    crosses_levels=True,
)
def unlisted_codes(succession: Succession) -> Iterator[Noticed]:
    units = succession.listing.units
    codes = {(level, unit.code) for unit in units for level in ("", unit.level)}
    for link in (arrow.link for arrow in succession.arrows if codes):
        ends = ((link.from_level, link.from_code), (link.to_level, link.to_code))
        for (level, code), (_, other) in (ends, ends[::-1]):
            if code and (level, code) not in codes:
                yield code, link.place, {"other": other, "kind": link.kind, "level": level}


@finds(
    "ELZ-Q031",
    "linked to itself[ on {day}, when it does not go on]",
    severity=Severity.ERROR,
    meaning="a code is linked to itself without a day on which it goes on",
    remedy="remove the link, or name the other code",
)
def self_links(succession: Succession) -> Iterator[Noticed]:
    """With a day on which the code goes on, such a link is a statement."""
    for arrow in succession.arrows:
        day = arrow.link.day
        if arrow.is_self and not (day and _goes_on(succession, arrow, arrow.old, day)):
            yield arrow.old, arrow.link.place, {"day": day}


def _goes_on(succession: Succession, arrow: Arrow, code: str, day: date) -> bool:
    """Tell whether a code of an arrow goes on: through its day, or through an act of it."""
    if arrow.link.order is None:
        return succession.goes_on(code, day)
    return any(row.start <= day <= row.until for row in succession.rows.get(code, ()))


@finds(
    "ELZ-Q032",
    "{new} is to follow it, and is the older of the two",
    severity=Severity.ERROR,
    meaning="a link runs against time",
    remedy="look whether the columns of old and new code are swapped",
)
def backwards(succession: Succession) -> Iterator[Noticed]:
    for arrow in succession.backward_arrows:
        values = {"new": arrow.new, "severity": _severity(arrow)}
        yield arrow.old, arrow.link.place, values


def _severity(arrow: Arrow) -> Severity:
    """Return how much an order of two codes matters: without a day it is only doubtful."""
    return Severity.WARNING if arrow.link.day is None else Severity.ERROR


@finds(
    "ELZ-Q033",
    "it leads back to itself through {codes:list all}",
    severity=Severity.ERROR,
    meaning="links lead round in a circle",
    remedy="remove or turn the link that closes it",
)
def circles(succession: Succession) -> Iterator[Noticed]:
    """Codes handed round on one day, all in use before and after, are no circle."""

    def is_handed_on(arrow: Arrow) -> bool:
        day = arrow.day
        return day is not None and all(
            _goes_on(succession, arrow, code, day) for code in (arrow.old, arrow.new)
        )

    whole = (arrow for arrow in succession.arrows if arrow.whole and not arrow.is_self)
    for arrows in grouped((act_of(a), a) for a in whole if not is_handed_on(a)).values():
        yield from _circles(arrows)


def _circles(arrows: Iterable[Arrow]) -> Iterator[Noticed]:
    follows = grouped((arrow.old, arrow.new) for arrow in arrows)
    seen: set[str] = set()
    for arrow in arrows if has_circle(follows) else ():
        ahead = reached([arrow.new], follows)
        if arrow.old in ahead and arrow.old not in seen:
            members = sorted(code for code in ahead if arrow.old in reached([code], follows))
            seen.update(members)
            yield arrow.old, arrow.link.place, {"codes": members}


_REVERSE = {
    LinkKind.SUCCESSOR: LinkKind.PREDECESSOR,
    LinkKind.PREDECESSOR: LinkKind.SUCCESSOR,
    LinkKind.BROADER: LinkKind.NARROWER,
    LinkKind.NARROWER: LinkKind.BROADER,
}


@finds(
    "ELZ-Q034",
    "{other} names it as {kind}, and it does not name {other} as {reverse}",
    meaning="a link is said from one side only where the list says links from both",
    remedy="add the link to the other code, or remove it here",
    crosses_levels=True,
)
def one_sided(succession: Succession) -> Iterator[Noticed]:
    """Ask it of kinds of which others are said from both sides; name the code that lacks one."""
    links = succession.listing.links
    kinds = {link.kind for link in links}
    two_sided = {kind for kind, reverse in _REVERSE.items() if {kind, reverse} <= kinds}
    by_sides = {(k.kind, k.from_code, k.to_code): k for k in links if k.kind in two_sided}
    turned = {(_REVERSE[kind], b, a) for kind, a, b in by_sides}
    both_ways = {kind for kind, *_ in turned & by_sides.keys()}
    for (kind, one, other), link in by_sides.items():
        if kind in both_ways and (kind, one, other) not in turned:
            yield other, link.place, {"other": one, "kind": kind, "reverse": _REVERSE[kind]}


def _dated(succession: Succession) -> Iterator[tuple[Arrow, date]]:
    """Yield the plain arrows whose day is known."""
    for arrow in succession.plain_arrows:
        if arrow.day is not None:
            yield arrow, arrow.day


def _taken_over(succession: Succession) -> Iterator[tuple[Arrow, date, Row]]:
    """Yield arrows by which a row is taken over whole while it goes on and does not say so."""
    for arrow, day in _dated(succession):
        row = succession.across(arrow.old, day)
        if row and arrow.whole and not succession.is_said_to_go_on(arrow.old, day):
            yield arrow, day, row


@finds(
    "ELZ-Q040",
    {
        "": "still open, though {new} takes it over from {day}[ ({link})]",
        "some day": "still open, though {new} takes it over some day[ ({link})]",
    },
    severity=Severity.ERROR,
    meaning="a unit is still open though another one has taken all of it over",
    remedy="end it on that day, or say which share went over",
)
def ghosts(succession: Succession) -> Iterator[Noticed]:
    for arrow, day, row in _taken_over(succession):
        if row.is_open:
            values = {"new": arrow.new, "day": day, "link": known(arrow.link.place)}
            yield arrow.old, row.unit.place, values
    for arrow in succession.plain_arrows:
        if arrow.day is None and arrow.whole:
            values = {"new": arrow.new, "link": known(arrow.link.place), "variant": "some day"}
            yield arrow.old, succession.rows[arrow.old][-1].unit.place, values


@finds(
    "ELZ-Q041",
    "no predecessor, though {others:list all} end when it begins",
    meaning="a new code has no predecessor on a day on which others end",
    remedy="add the predecessors, or give the row the status 'created'",
)
def no_predecessor(succession: Succession) -> Iterator[Noticed]:
    """Look only at levels and days of which the links speak."""
    ceased = (row for row in succession.ceases if not row.is_passing)
    ended = grouped(((r.unit.level, r.until), r.unit.code) for r in ceased)
    for row in _spoken_of(succession, succession.begins, lambda row: row.start):
        others = ended.get((row.unit.level, row.start))
        is_explained = row.unit.is_said_to_be("created") or _near(succession.into, row)
        if others and not is_explained:
            yield row.unit.code, row.unit.place, {"others": sorted(others)}


@finds(
    "ELZ-Q042",
    "no successor, though it ends before {until}[, when {others:list all} begin]",
    meaning="a code ends and nothing follows it",
    remedy="add the successor, or give the row the status 'abolished'",
)
def no_successor(succession: Succession) -> Iterator[Noticed]:
    """Look only at levels and days of which the links speak."""
    begun = grouped(((r.unit.level, r.start), r.unit.code) for r in succession.begins)
    for row in _spoken_of(succession, succession.ceases, lambda row: row.until):
        if not row.unit.is_said_to_be("abolished") and not _near(succession.out, row):
            others = sorted({*begun.get((row.unit.level, row.until), ())} - {row.unit.code})
            yield row.unit.code, row.unit.place, {"until": row.until, "others": others}


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
    turned = {code for arrow in succession.backward_arrows for code in (arrow.old, arrow.new)}
    return turned | {a.new for a, day in _dated(succession) if _is_over(succession, a, day)}


def _is_over(succession: Succession, arrow: Arrow, day: date) -> bool:
    """Tell whether the new code has ended before a day, or on it if that has but one act."""
    until = _last(succession, arrow).until
    return until < day or (until == day and arrow.link.order is None)


def _last(succession: Succession, arrow: Arrow) -> Row:
    return succession.rows[arrow.new][-1]


def _near(arrows: Mapping[str, tuple[Arrow, ...]], row: Row) -> bool:
    """Tell whether an arrow of the row's code belongs to its period, give or take a day."""
    days = [arrow.day for arrow in arrows.get(row.unit.code, ()) if not arrow.is_self]
    return any(day is None or (row.start - day <= _DAY and day - row.until <= _DAY) for day in days)


@finds(
    "ELZ-Q043",
    {
        "link": "{new} takes it over on {start}, and it ends on {end}",
        "row": "{new} begins on {start}, and it ends on {end}",
    },
    severity=Severity.ERROR,
    meaning="a successor takes over before its predecessor ends",
    remedy="correct one of the days; for a later take-over say the day of the link",
)
def early_successors(succession: Succession) -> Iterator[Noticed]:
    """Without a day a unit that was there before takes over; doubt it only beside stated days."""
    for arrow, day, row in _taken_over(succession):
        if not row.is_open:
            yield _takes_over("link", arrow, row.unit.place, end=row.until, start=day)
    days_said = {link.column for link in succession.listing.links if link.day}
    for arrow, day in _dated(succession):
        if arrow.link.day is None and arrow.link.column in days_said:
            old, new = succession.on(arrow.old, eve(day)), succession.on(arrow.new, day)
            if old and new and old.start < new.start < old.until == day:
                yield _takes_over("row", arrow, old.unit.place, end=day, start=new.start)


def _takes_over(variant: str, arrow: Arrow, place: Place, *, end: date, start: date) -> Noticed:
    """Say on which days the one ends and the other takes over."""
    values = {"variant": variant, "new": arrow.new, "end": end, "start": start}
    return arrow.old, place, {**values, "severity": _severity(arrow)}


@finds(
    "ELZ-Q044",
    {
        "ended": "it ended on {end}, and {new} takes over on {start}",
        "begins": "it ends on {end}, and {new} begins on {start}",
    },
    severity=Severity.ERROR,
    meaning="there is a gap between a predecessor and its successor",
    remedy="let the one begin on the day on which the other ends",
)
def gaps(succession: Succession) -> Iterator[Noticed]:
    for arrow, day in _dated(succession):
        old = [row for row in succession.rows[arrow.old] if row.start < day]
        later = [row for row in succession.rows[arrow.new] if row.start > day]
        if succession.on(arrow.old, eve(day)) is None:
            end = max(row.until for row in old)
            yield _takes_over("ended", arrow, arrow.link.place, end=end, start=day)
        elif succession.on(arrow.new, day) is None and later:
            start = later[0].start
            yield _takes_over("begins", arrow, arrow.link.place, end=day, start=start)


@finds(
    "ELZ-Q045",
    "it is to take over {old} on {day}, and has ended on {end}",
    severity=Severity.ERROR,
    meaning="a successor has ended already when it takes over",
    remedy="look whether its dates are those of its predecessor",
)
def past_successors(succession: Succession) -> Iterator[Noticed]:
    for arrow, day in _dated(succession):
        last = _last(succession, arrow)
        if _is_over(succession, arrow, day):
            values = {"old": arrow.old, "day": day, "end": last.until}
            yield arrow.new, last.unit.place, {**values, "severity": _severity(arrow)}


@finds(
    "ELZ-Q046",
    "called equal to {old}, though {others:list all} took part as well",
    meaning="two units are called equal though the territory grew or was divided",
    remedy="call the old one a predecessor, or narrower",
)
def unequals(succession: Succession) -> Iterator[Noticed]:
    for arrow in succession.arrows:
        if arrow.link.kind is LinkKind.EQUAL:
            olds = {a.old for a in succession.into[arrow.new] if _together(a, arrow)}
            news = {a.new for a in succession.out[arrow.old] if _together(a, arrow)}
            others = sorted((olds | news) - {arrow.old, arrow.new})
            if others:
                yield arrow.new, arrow.link.place, {"old": arrow.old, "others": others}


def _together(one: Arrow, other: Arrow) -> bool:
    return one.day == other.day or None in {one.day, other.day}


@finds(
    "ELZ-Q050",
    "the {what} to {new} is {number}",
    severity=Severity.ERROR,
    meaning="a weight lies outside 0 to 1, or an amount is negative",
    remedy="write shares as fractions of the old unit, or with the sign %",
    crosses_levels=True,
)
def bad_weights(succession: Succession) -> Iterator[Noticed]:
    for arrow in succession.arrows:
        weight = arrow.link.weight
        numbers = (
            ("weight", weight, weight is None or is_share(weight)),
            ("amount", arrow.link.amount, (arrow.link.amount or 0) >= 0),
        )
        for what, number, is_sound in numbers:
            if number is not None and not is_sound:
                values = {
                    "what": term(what),
                    "new": arrow.new,
                    "number": _shown(number),
                }
                yield arrow.old, arrow.link.place, values


@finds(
    "ELZ-Q051",
    {
        "": "the weights to {receivers:list all} sum to {total}",
        "rest": "the weights to {receivers:list all} sum to {total}, and {rest} goes nowhere",
    },
    severity=Severity.ERROR,
    meaning="the weights of an old unit do not sum to 1",
    remedy="add the missing receiver, say by a link to itself what it keeps, or correct a weight",
)
def bad_sums(succession: Succession) -> Iterator[Noticed]:
    """Allow for what a list need not say.

    Each weight may be off by the rounding of its last place, at most 0.005. A
    unit that goes on and does not say what it keeps may give less than 1, and
    so may one that is said to be abolished. Receivers without a weight of the
    kind may have what is left. Else what is left is a doubt: its land stays open.
    """
    for old in succession.out:
        for _, _, outflow in outflows_of(succession, old):
            links, rest = outflow.links, outflow.rest
            if _are_sound(links.values()) and (rest or outflow.is_too_much):
                values: dict[str, Any] = {
                    "receivers": sorted(links),
                    "total": _shown(outflow.total),
                }
                if rest:
                    values |= {
                        "rest": _shown(rest),
                        "variant": "rest",
                        "severity": Severity.WARNING,
                    }
                yield old, min(link.place for link in links.values()), values


def _are_sound(links: Iterable[ListLink]) -> bool:
    return all(link.weight is not None and is_share(link.weight) for link in links)


@finds(
    "ELZ-Q053",
    "the weight to {new} is {number}, and {other} in another link[ ({link})]",
    severity=Severity.ERROR,
    meaning="two links give different weights of one kind for the same two units and day",
    remedy="remove one of them, or write both as one if it was two pieces of land",
)
def two_weights(succession: Succession) -> Iterator[Noticed]:
    by_pair = grouped(
        ((arrow.old, arrow.new, act_of(arrow), arrow.link.of), arrow.link)
        for arrow in succession.arrows
        if arrow.link.weight is not None
    )
    for (old, new, *_), (first, *others) in by_pair.items():
        for link in others:
            if differ(first, link):
                numbers = _shown(link.weight or 0), _shown(first.weight or 0)
                values = {"new": new, "number": numbers[0], "other": numbers[1]}
                yield old, link.place, {**values, "link": known(first.place)}


@finds(
    "ELZ-Q052",
    "land goes over to {new}, and nothing says how much",
    meaning="land goes over from a unit that goes on, and nothing says how much",
    remedy="add a weight or an amount, or say that the whole went over",
)
def no_amounts(succession: Succession) -> Iterator[Noticed]:
    with_numbers = {
        (a.old, a.new, act_of(a)) for a in succession.arrows if a.whole or has_number(a.link)
    }
    for arrow in succession.arrows:
        link, day = arrow.link, arrow.day
        says_how_much = (arrow.old, arrow.new, act_of(arrow)) in with_numbers
        if says_how_much or arrow.is_self or succession.runs_backwards(arrow):
            continue
        if day is None or succession.goes_on(arrow.old, day):
            yield arrow.old, link.place, {"new": arrow.new}


def _shown(number: Fraction | int) -> str:
    return str(number) if number.denominator == 1 else f"{float(number):.12g}"


LINK_CHECKS = (
    unlisted_codes,
    self_links,
    backwards,
    circles,
    one_sided,
    ghosts,
    no_predecessor,
    no_successor,
    early_successors,
    gaps,
    past_successors,
    unequals,
    bad_weights,
    bad_sums,
    no_amounts,
    two_weights,
)
