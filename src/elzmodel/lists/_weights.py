"""What the weights of an old unit come to: the whole, a part of it, or more than there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from elzmodel.lists._numbers import slack_of
from elzmodel.lists.official_list import ListLink
from elzmodel.lists.succession import Arrow, Succession
from elzmodel.values import Share, eve
from elzmodel.values.ids import grouped

_NONE, _ALL = Fraction(0), Fraction(1)

Act = tuple[date | None, int | None]
"""The day of an act, with its order on that day."""


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
        weight, half = _weight(link), link.rounding
        if self.rest:
            return Share(max(_NONE, weight - half), min(_ALL, weight + half + self.rest))
        guess = weight * self._factor(is_exact=not half) if self.is_whole else weight
        low, high = min(weight, guess) - half, max(weight, guess) + half
        if not half:
            return Share.exactly(guess)
        return Share(max(_NONE, low), min(_ALL, high), estimate=guess)

    def _factor(self, *, is_exact: bool) -> Fraction:
        """Return by what weights are multiplied so that they sum to 1.

        Where some are exact and some rounded, the exact ones stay as they are.
        """
        rounded = sum((_weight(link) for link in self.links.values() if link.rounding), _NONE)
        exact = self.total - rounded
        if is_exact:
            return 1 / exact if not any(link.rounding for link in self.links.values()) else _ALL
        return max(_NONE, _ALL - exact) / rounded if rounded else _ALL


def as_written(share: Share) -> tuple[Fraction, Fraction] | None:
    """Return the weight and the rounding that a share was made of; ``None`` without estimate.

    Example:
        >>> share = Share(Fraction(1, 4), Fraction(1, 2), estimate=Fraction(3, 8))
        >>> print(*as_written(share))
        3/8 1/8
    """
    guess, (low, high) = share.best, (share.low, share.high)
    if guess is None:
        return None
    if low == _NONE or high == _ALL:  # The bounds may have been cut off there.
        return guess, max(guess - low, high - guess)
    return low + high - guess, min(guess - low, high - guess)


def gives_all(links: Iterable[ListLink]) -> bool:
    """Tell whether weights come to 1, but for what was rounded."""
    links = tuple(links)
    return sum(map(_weight, links), start=_NONE) >= _ALL - _slack(links)


def takes_all(arrows: Iterable[Arrow]) -> bool:
    """Tell whether all of an old unit goes over, by a link or by weights of one kind.

    A rest that is larger than what was rounded away is no sign of that.
    """
    arrows = tuple(arrows)
    given = outflows(arrows).values()
    return any(arrow.whole for arrow in arrows) or any(gives_all(of.values()) for of in given)


def differ(one: ListLink, other: ListLink) -> bool:
    """Tell whether two weights are different, whatever was rounded."""
    return abs(_weight(one) - _weight(other)) > one.rounding + other.rounding + slack_of(_NONE)


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


def act_of(arrow: Arrow) -> Act:
    """Return the act of which an arrow speaks."""
    return arrow.day, arrow.link.order


def outflows_of(
    succession: Succession, old: str, otherwise: str = ""
) -> Iterator[tuple[Act, str, Outflow]]:
    """Yield the outflows of a unit, each with its act and kind."""
    for act, arrows in grouped((act_of(a), a) for a in succession.out.get(old, ())).items():
        day, receivers = act[0], {arrow.new for arrow in arrows}
        row = None if day is None else succession.on(old, eve(day))
        is_abolished = row is not None and row.unit.is_said_to_be("abolished")
        begins = day is not None and row is None and succession.on(old, day) is not None
        goes_on = day is None or begins or succession.across(old, day) is not None
        for kind, links in outflows(arrows, otherwise).items():
            keeps = goes_on and old not in links
            is_followed = receivers == links.keys() and not keeps
            yield act, kind, Outflow(links, is_followed, is_abolished)


def _weight(link: ListLink) -> Fraction:
    return max(_NONE, min(_ALL, link.weight or _NONE))


def _slack(links: Iterable[ListLink]) -> Fraction:
    return sum((slack_of(link.rounding) for link in links), start=_NONE)
