"""What the weights of an old unit come to: the whole, a part of it, or more than there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from elzmodel.lists.official_list import ListLink
from elzmodel.lists.succession import Arrow, Succession
from elzmodel.values import Share, eve
from elzmodel.values.ids import grouped

_NONE, _ALL = Fraction(0), Fraction(1)
_LEAST_SLACK, _MOST_SLACK = Fraction(1, 10**9), Fraction(1, 200)


class Outflow(NamedTuple):
    """The weights of one kind by which land of an old unit goes to others in one act.

    *links* has one link for each receiver, which may be the unit itself. The land
    is *followed* where each receiver has a weight, and the unit does not go on
    without saying what it keeps. An *abolished* unit may leave a rest to nobody.

    Example:
        >>> from elzmodel.lists import LinkKind
        >>> links = {
        ...     new: ListLink(
        ...         from_code="1",
        ...         to_code=new,
        ...         kind=LinkKind.CHANGE,
        ...         weight=Fraction(333, 1000),
        ...         rounding=Fraction(1, 2000),
        ...     )
        ...     for new in "234"
        ... }
        >>> outflow = Outflow(links, is_followed=True)
        >>> outflow.is_whole, str(outflow.share("2"))
        (True, '~33.3% (33.2%-33.4%)')
    """

    links: Mapping[str, ListLink]
    is_followed: bool = False
    is_abolished: bool = False

    @property
    def total(self) -> Fraction:
        """What the weights come to."""
        return sum(map(_weight, self.links.values()), start=_NONE)

    @property
    def is_too_much(self) -> bool:
        """Whether the weights are more than the whole, whatever was rounded."""
        least = (max(_NONE, _weight(link) - _slack([link])) for link in self.links.values())
        return sum(least, start=_NONE) > _ALL

    @property
    def is_whole(self) -> bool:
        """Whether all of the unit goes over: no more is missing than was rounded away."""
        return self.is_followed and gives_all(self.links.values()) and not self.is_too_much

    @property
    def rest(self) -> Fraction:
        """What is left, and nothing says where."""
        is_open = self.is_followed and not self.is_abolished and not gives_all(self.links.values())
        return _ALL - self.total if is_open else _NONE

    def share(self, receiver: str) -> Share:
        """Return which share a receiver gets.

        A rounded weight is as wide as its last place, and where weights are the
        whole, the estimates sum to 1. What is left may belong to any receiver.
        """
        link = self.links[receiver]
        weight = _weight(link)
        if self.is_whole and not any(link.rounding for link in self.links.values()):
            return Share.exactly(weight / self.total)
        low, high = _bounds(link)
        if self.rest:
            return Share(low, min(_ALL, high + self.rest))
        guess = self._guesses()[receiver] if self.is_whole else weight
        return Share(low, high, estimate=guess)

    def _guesses(self) -> Mapping[str, Fraction]:
        """Return the weights of a whole so that they sum to 1, each within its bounds.

        Where a common factor leads beyond them, what is amiss goes to each by how wide it is.
        """
        links, total = self.links, self.total
        scaled = {receiver: _weight(link) / total for receiver, link in links.items()}
        bounds = {receiver: _bounds(link) for receiver, link in links.items()}
        if all(low <= scaled[receiver] <= high for receiver, (low, high) in bounds.items()):
            return scaled
        side = 0 if total > _ALL else 1
        room = {new: abs(bounds[new][side] - _weight(link)) for new, link in links.items()}
        factor = (_ALL - total) / max(sum(room.values()), abs(_ALL - total))
        return {new: _weight(link) + room[new] * factor for new, link in links.items()}


def gives_all(links: Iterable[ListLink]) -> bool:
    """Tell whether weights come to 1, but for what was rounded."""
    links = tuple(links)
    return sum(map(_weight, links), start=_NONE) >= _ALL - _slack(links)


def differ(one: ListLink, other: ListLink) -> bool:
    """Tell whether two weights are different, whatever was rounded."""
    return abs(_weight(one) - _weight(other)) > _slack((one, other))


def outflows(arrows: Iterable[Arrow], otherwise: str = "") -> Mapping[str, Mapping[str, ListLink]]:
    """Return the link with a weight for each kind and receiver.

    Where several say it of one pair, that with the finest counts. *otherwise* is the kind
    where a link names none.
    """
    found: dict[str, dict[str, ListLink]] = {}
    for link, new in ((arrow.link, arrow.new) for arrow in arrows):
        if link.weight is not None:
            links = found.setdefault(link.of or otherwise, {})
            if new not in links or link.rounding < links[new].rounding:
                links[new] = link
    return found


def outflows_of(
    succession: Succession, old: str, otherwise: str = ""
) -> Iterator[tuple[date | None, str, Outflow]]:
    """Yield the outflows of a unit, each with its day and kind."""
    acts = grouped(((a.day, a.link.order), a) for a in succession.out.get(old, ()))
    for (day, _), arrows in acts.items():
        receivers = {arrow.new for arrow in arrows}
        row = None if day is None else succession.on(old, eve(day))
        is_abolished = row is not None and row.unit.is_said_to_be("abolished")
        goes_on = day is None or succession.across(old, day) is not None
        for kind, links in outflows(arrows, otherwise).items():
            keeps = goes_on and old not in links
            is_followed = receivers == links.keys() and not keeps
            yield day, kind, Outflow(links, is_followed, is_abolished)


def _weight(link: ListLink) -> Fraction:
    return link.weight or _NONE


def _bounds(link: ListLink) -> tuple[Fraction, Fraction]:
    weight = _weight(link)
    return max(_NONE, weight - link.rounding), min(_ALL, weight + link.rounding)


def _slack(links: Iterable[ListLink]) -> Fraction:
    """Return by how much a sum may be off: a rounding counts for no more than 0.005."""
    each = (min(max(link.rounding, _LEAST_SLACK), _MOST_SLACK) for link in links)
    return sum(each, start=_NONE)
