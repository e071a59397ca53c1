"""Checks of links by themselves: ``ELZ-Q030`` to ``ELZ-Q034``."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from elzmodel.territory.lists.codes import found
from elzmodel.territory.lists.official_list import LinkKind
from elzmodel.values import eve

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from elzmodel.territory.lists.codes import ListFinding
    from elzmodel.territory.lists.official_list import ListLink
    from elzmodel.territory.lists.succession import Arrow, Succession

__all__ = [
    "check_circles",
    "check_direction",
    "check_one_sided",
    "check_self_links",
    "check_unlisted_codes",
    "runs_backwards",
]


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
