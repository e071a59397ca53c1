"""Checks of the links of a published list: who follows whom, when, and with how much."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction

from elzmodel.lists._unit_checks import adjoining
from elzmodel.lists.official_list import LinkKind, ListLink
from elzmodel.lists.succession import Arrow, Row, Succession
from elzmodel.values import Code, Codes, Finding, Place, Ref, Severity, eve
from elzmodel.values.text import Phrase, phrase

UNLISTED_CODE = Code(
    "ELZ-Q030",
    "linked with {other} ({kind}), and not in the list",
    severity=Severity.ERROR,
    meaning="a link names a code that is not in the list",
    remedy="add the unit, or correct the code",
)

SELF_LINK = Code(
    "ELZ-Q031",
    "linked to itself[ on {day}, when it does not go on]",
    severity=Severity.ERROR,
    meaning="a code is linked to itself without a day on which it goes on",
    remedy="remove the link, or name the other code",
)

BACKWARDS = Code(
    "ELZ-Q032",
    "{new} is to follow it, and is the older of the two",
    severity=Severity.ERROR,
    meaning="a link runs against time",
    remedy="look whether the columns of old and new code are swapped",
)

CIRCLE = Code(
    "ELZ-Q033",
    "it leads back to itself through {codes:list all}",
    severity=Severity.ERROR,
    meaning="links lead round in a circle",
    remedy="remove or turn the link that closes it",
)

ONE_SIDED = Code(
    "ELZ-Q034",
    "{other} names it as {kind}, and it does not name {other} as {reverse}",
    meaning="a link is said from one side only where the list says links from both",
    remedy="add the link to the other code, or remove it here",
)

GHOST = Code(
    "ELZ-Q040",
    "still open, though {new} takes it over {when}[ ({link})]",
    severity=Severity.ERROR,
    meaning="a unit is still open though another one has taken all of it over",
    remedy="end it on that day, or say which share went over",
)

NO_PREDECESSOR = Code(
    "ELZ-Q041",
    "no predecessor, though {others:list all} end when it begins",
    meaning="a new code has no predecessor on a day on which others end",
    remedy="add the predecessors, or give the row the status 'created'",
)

NO_SUCCESSOR = Code(
    "ELZ-Q042",
    "no successor, though it ends before {until}[, when {others:list all} begin]",
    meaning="a code ends and nothing follows it",
    remedy="add the successor, or give the row the status 'abolished'",
)

TOO_EARLY = Code(
    "ELZ-Q043",
    {
        "link": "{new} takes it over on {start}, and it ends on {end}",
        "row": "{new} begins on {start}, and it ends on {end}",
    },
    severity=Severity.ERROR,
    meaning="a successor takes over before its predecessor ends",
    remedy="correct one of the days; for a later take-over say the day of the link",
)

GAP = Code(
    "ELZ-Q044",
    {
        "ended": "it ended on {end}, and {new} takes over on {start}",
        "begins": "it ends on {end}, and {new} begins on {start}",
    },
    severity=Severity.ERROR,
    meaning="there is a gap between a predecessor and its successor",
    remedy="let the one begin on the day on which the other ends",
)

PAST = Code(
    "ELZ-Q045",
    "it is to take over {old} on {day}, and has ended on {end}",
    severity=Severity.ERROR,
    meaning="a successor has ended already when it takes over",
    remedy="look whether its dates are those of its predecessor",
)

UNEQUAL = Code(
    "ELZ-Q046",
    "called equal to {old}, though {others:list all} took part as well",
    meaning="two units are called equal though the territory grew or was divided",
    remedy="call the old one a predecessor, or narrower",
)

BAD_WEIGHT = Code(
    "ELZ-Q050",
    "the {what} to {new} is {number}",
    severity=Severity.ERROR,
    meaning="a weight lies outside 0 to 1, or an amount is negative",
    remedy="write shares as fractions of the old unit; divide per cent by a hundred",
)

BAD_SUM = Code(
    "ELZ-Q051",
    "the weights to {receivers:list all} sum to {total}",
    severity=Severity.ERROR,
    meaning="the weights of an old unit do not sum to 1",
    remedy="add the missing receiver, or correct a weight",
)

NO_AMOUNT = Code(
    "ELZ-Q052",
    "land goes over to {new}, and nothing says how much",
    meaning="land goes over from a unit that goes on, and nothing says how much",
    remedy="add a weight or an amount, or say that the whole went over",
)

LINK_CODES = Codes(
    [
        UNLISTED_CODE,
        SELF_LINK,
        BACKWARDS,
        CIRCLE,
        ONE_SIDED,
        GHOST,
        NO_PREDECESSOR,
        NO_SUCCESSOR,
        TOO_EARLY,
        GAP,
        PAST,
        UNEQUAL,
        BAD_WEIGHT,
        BAD_SUM,
        NO_AMOUNT,
    ]
)

_DAY = timedelta(days=1)


def _code(code: str) -> Ref:
    return Ref("code", code)


def check_unlisted_codes(succession: Succession) -> Iterator[Finding]:
    """Report links to codes that are not in the list (``ELZ-Q030``)."""
    codes = {unit.code for unit in succession.listing.units}
    for link in succession.listing.links if codes else ():
        for code, other in ((link.from_code, link.to_code), (link.to_code, link.from_code)):
            if code and code not in codes:
                yield UNLISTED_CODE.finding(
                    _code(code), place=link.place, other=other, kind=link.kind
                )


def check_self_links(succession: Succession) -> Iterator[Finding]:
    """Report codes linked to themselves (``ELZ-Q031``).

    With a day on which the code goes on, such a link is a statement.
    """
    for arrow in succession.arrows:
        day = arrow.link.day
        if arrow.is_self and not (day and _goes_on(succession, arrow.old, day)):
            yield SELF_LINK.finding(_code(arrow.old), place=arrow.link.place, day=day)


def _goes_on(succession: Succession, code: str, day: date) -> bool:
    return None not in {succession.on(code, eve(day)), succession.on(code, day)}


def check_direction(succession: Succession) -> Iterator[Finding]:
    """Report links that run against time (``ELZ-Q032``)."""
    for arrow in succession.arrows:
        if runs_backwards(succession, arrow):
            yield BACKWARDS.finding(_code(arrow.old), place=arrow.link.place, new=arrow.new)


def runs_backwards(succession: Succession, arrow: Arrow) -> bool:
    """Tell whether the old code of an arrow comes only when the new one is over."""
    old, new = succession.rows.get(arrow.old, ()), succession.rows.get(arrow.new, ())
    if arrow.is_self or not old or not new:
        return False
    is_over = max(row.until for row in new) <= old[0].start
    return is_over or (arrow.day is not None and arrow.day <= old[0].start)


def check_circles(succession: Succession) -> Iterator[Finding]:
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


def _circles(arrows: list[Arrow]) -> Iterator[Finding]:
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
            yield CIRCLE.finding(_code(arrow.old), place=arrow.link.place, codes=members)


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


def check_one_sided(succession: Succession) -> Iterator[Finding]:
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
    both_ways = {family for family, *_ in from_old.keys() & from_new.keys()}
    for key in sorted(from_old.keys() ^ from_new.keys()):
        if key[0] in both_ways:
            yield _lacking(from_old.get(key) or from_new[key])


def _lacking(link: ListLink) -> Finding:
    return ONE_SIDED.finding(
        _code(link.to_code),
        place=link.place,
        other=link.from_code,
        kind=link.kind,
        reverse=_REVERSE[link.kind],
    )


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


def check_ghosts(succession: Succession) -> Iterator[Finding]:
    """Report units still open though merged away (``ELZ-Q040``)."""
    for arrow, day in _dated(succession):
        row = succession.across(arrow.old, day)
        if row and row.is_open and arrow.whole and not _says_it_goes_on(succession, arrow):
            yield _ghost(row, arrow, phrase("from {day}", day=day))
    for arrow in succession.arrows:
        if arrow.day is None and arrow.whole and _is_plain(succession, arrow):
            yield _ghost(succession.rows[arrow.old][-1], arrow, phrase("some day"))


def _ghost(row: Row, arrow: Arrow, when: Phrase) -> Finding:
    return GHOST.finding(
        _code(arrow.old), place=row.unit.place, new=arrow.new, when=when, link=arrow.link.place
    )


def _says_it_goes_on(succession: Succession, arrow: Arrow) -> bool:
    return any(other.is_self and other.day == arrow.day for other in succession.out[arrow.old])


def check_no_predecessor(succession: Succession) -> Iterator[Finding]:
    """Report new codes from nowhere on a day on which others end (``ELZ-Q041``).

    Only levels and days of which the links speak are looked at.
    """
    ended = _codes_by_day(succession.ceases(), lambda row: row.until)
    for row in _spoken_of(succession, succession.begins(), lambda row: row.start):
        others = ended.get((row.unit.level, row.start))
        is_explained = row.unit.is_said_to_be("created") or _near(succession.into, row)
        if others and not is_explained:
            yield NO_PREDECESSOR.finding(
                _code(row.unit.code), place=row.unit.place, others=sorted(others)
            )


def check_no_successor(succession: Succession) -> Iterator[Finding]:
    """Report codes that end and nothing follows (``ELZ-Q042``).

    Only levels and days of which the links speak are looked at.
    """
    begun = _codes_by_day(succession.begins(), lambda row: row.start)
    for row in _spoken_of(succession, succession.ceases(), lambda row: row.until):
        if not row.unit.is_said_to_be("abolished") and not _near(succession.out, row):
            others = begun.get((row.unit.level, row.until), ())
            yield NO_SUCCESSOR.finding(
                _code(row.unit.code),
                place=row.unit.place,
                until=row.until,
                others=sorted(others),
            )


def _codes_by_day(
    rows: Iterable[Row], day_of: Callable[[Row], date]
) -> dict[tuple[str, date], list[str]]:
    codes: dict[tuple[str, date], list[str]] = {}
    for row in rows:
        codes.setdefault((row.unit.level, day_of(row)), []).append(row.unit.code)
    return codes


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


def check_early_successors(succession: Succession) -> Iterator[Finding]:
    """Report successors that take over before their predecessor ends (``ELZ-Q043``)."""
    for arrow, day in _dated(succession):
        row = succession.across(arrow.old, day)
        if row and arrow.whole and not row.is_open and not _says_it_goes_on(succession, arrow):
            yield _takes_over(TOO_EARLY, "link", arrow, row.unit.place, end=row.until, start=day)
        new = succession.on(arrow.new, day)
        old = succession.on(arrow.old, eve(day))
        if arrow.link.day is None and old and new and old.start < new.start < old.until == day:
            yield _takes_over(TOO_EARLY, "row", arrow, old.unit.place, end=day, start=new.start)


def _takes_over(
    code: Code, variant: str, arrow: Arrow, place: Place, *, end: date, start: date
) -> Finding:
    """Return a finding about the days on which one ends and the other takes over."""
    return code.finding(
        _code(arrow.old), variant=variant, place=place, new=arrow.new, end=end, start=start
    )


def check_gaps(succession: Succession) -> Iterator[Finding]:
    """Report gaps between predecessor and successor (``ELZ-Q044``)."""
    for arrow, day in _dated(succession):
        old = [row for row in succession.rows[arrow.old] if row.start < day]
        later = [row for row in succession.rows[arrow.new] if row.start > day]
        if succession.on(arrow.old, eve(day)) is None:
            end = max(row.until for row in old)
            yield _takes_over(GAP, "ended", arrow, arrow.link.place, end=end, start=day)
        elif succession.on(arrow.new, day) is None and later:
            start = later[0].start
            yield _takes_over(GAP, "begins", arrow, arrow.link.place, end=day, start=start)


def check_past_successors(succession: Succession) -> Iterator[Finding]:
    """Report successors that are over when they take over (``ELZ-Q045``)."""
    for arrow, day in _dated(succession):
        last = _last(succession, arrow)
        if last.until <= day:
            place = last.unit.place
            yield PAST.finding(
                _code(arrow.new), place=place, old=arrow.old, day=day, end=last.until
            )


def check_equals(succession: Succession) -> Iterator[Finding]:
    """Report units called equal though the territory changed (``ELZ-Q046``)."""
    for arrow in succession.arrows:
        if arrow.link.kind is LinkKind.EQUAL:
            olds = {a.old for a in succession.into[arrow.new] if _together(a, arrow)}
            news = {a.new for a in succession.out[arrow.old] if _together(a, arrow)}
            others = sorted((olds | news) - {arrow.old, arrow.new})
            if others:
                yield UNEQUAL.finding(
                    _code(arrow.new), place=arrow.link.place, old=arrow.old, others=others
                )


def _together(one: Arrow, other: Arrow) -> bool:
    return one.day == other.day or None in {one.day, other.day}


def check_weights(succession: Succession) -> Iterator[Finding]:
    """Report weights outside 0 to 1 and negative amounts (``ELZ-Q050``)."""
    for arrow in succession.arrows:
        link = arrow.link
        if link.weight is not None and not 0 <= link.weight <= 1:
            yield _out_of_bounds(arrow, "weight", link.weight)
        if link.amount is not None and link.amount < 0:
            yield _out_of_bounds(arrow, "amount", link.amount)


def _out_of_bounds(arrow: Arrow, what: str, number: Fraction) -> Finding:
    return BAD_WEIGHT.finding(
        _code(arrow.old),
        place=arrow.link.place,
        what=phrase(what),
        new=arrow.new,
        number=_shown(number),
    )


def check_sums(succession: Succession) -> Iterator[Finding]:
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
            receiving = sorted(arrows)
            yield BAD_SUM.finding(_code(old), place=first, receivers=receiving, total=_shown(total))


def _keeps_rest(
    succession: Succession, old: str, day: date | None, arrows: dict[str, Arrow]
) -> bool:
    if day is None:
        return old not in arrows
    row = succession.on(old, eve(day))
    is_abolished = row is not None and row.unit.is_said_to_be("abolished")
    return is_abolished or (succession.across(old, day) is not None and old not in arrows)


def check_amounts(succession: Succession) -> Iterator[Finding]:
    """Report land from a unit that goes on, without weight or amount (``ELZ-Q052``)."""
    for arrow in succession.arrows:
        says_how_much = (
            arrow.whole or arrow.link.weight is not None or arrow.link.amount is not None
        )
        if says_how_much or arrow.is_self or runs_backwards(succession, arrow):
            continue
        if arrow.day is None or _goes_on(succession, arrow.old, arrow.day):
            yield NO_AMOUNT.finding(_code(arrow.old), place=arrow.link.place, new=arrow.new)


def _shown(number: Fraction) -> str:
    return str(number) if number.denominator == 1 else f"{float(number):.6g}"


LINK_CHECKS = (
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
