"""Which codes of an eve and of its day belong together."""

from __future__ import annotations

from collections import Counter, defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from attrs import frozen

from elzmodel.territory.lists.succession import Arrow, Row
from elzmodel.values import eve

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date

    from elzmodel.territory.lists.succession import Succession

__all__ = ["Edge", "Group", "groups_of"]


class Edge(NamedTuple):
    """An old code and a new one that share land, with the links that say so."""

    old: str
    new: str
    arrows: tuple[Arrow, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether a link says that all of the old unit went over."""
        return any(arrow.whole for arrow in self.arrows)


@frozen
class Group:
    """Codes of the eve and codes of the day that turn into each other.

    *stays* has the codes that stand for the same body on both days, *same_code*
    the new rows of those for which the list does not say so.
    """

    olds: tuple[str, ...]
    news: tuple[str, ...]
    edges: tuple[Edge, ...] = ()
    stays: frozenset[str] = frozenset()
    same_code: tuple[Row, ...] = ()

    def out_of(self, old: str) -> tuple[Edge, ...]:
        """Return the edges by which an old code gives land to other bodies."""
        return tuple(edge for edge in self.edges if edge.old == old and edge.arrows)

    def into(self, new: str) -> tuple[Edge, ...]:
        """Return the edges by which a new code gets or keeps land."""
        return tuple(edge for edge in self.edges if edge.new == new)


def groups_of(
    succession: Succession, day: date, codes: Collection[str], alive: Collection[str]
) -> Iterator[Group]:
    """Return the groups of one day."""
    olds = [code for code in sorted(codes) if code in alive]
    news = {code: None for code in sorted(codes) if succession.on(code, day)}
    given: defaultdict[tuple[str, str], list[Arrow]] = defaultdict(list)
    for old in olds:
        for arrow in succession.out.get(old, ()):
            if arrow.day == day and not arrow.is_self and arrow.new in news:
                given[old, arrow.new].append(arrow)
    edges = [Edge(old, new, tuple(arrows)) for (old, new), arrows in given.items()]
    gone: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        gone[edge.old].append(edge)
    same = [code for code in olds if code in news and _stays(succession, code, day, gone[code])]
    edges += [Edge(code, code) for code in same]
    restarted = {c: r for c in same if (r := succession.on(c, day)) and r.start == day}
    stated = {code for code in same if _says_so(succession, code, day)}
    for some_olds, some_news, some_edges in _components(olds, news, edges):
        rows = tuple(restarted[c] for c in some_news if c in restarted and c not in stated)
        stays = frozenset(same).intersection(some_olds)
        yield Group(some_olds, some_news, some_edges, stays, rows)


def _says_so(succession: Succession, code: str, day: date) -> bool:
    return any(a.is_self and a.day == day for a in succession.out.get(code, ()))


def _stays(succession: Succession, code: str, day: date, gone: list[Edge]) -> bool:
    """Tell whether a code that is in use on both days stands for one body."""
    if succession.across(code, day) or _says_so(succession, code, day):
        return True
    before, after = succession.on(code, eve(day)), succession.on(code, day)
    is_cut = (before and before.unit.is_said_to_be("abolished")) or (
        after and after.unit.is_said_to_be("created")
    )
    is_gone = any(edge.is_whole for edge in gone)
    shares: Counter[str] = Counter()
    for edge in gone:
        weights = {a.link.of: a.link.weight or Fraction(0) for a in edge.arrows}
        shares.update(weights)
    return not is_cut and not is_gone and all(share < 1 for share in shares.values())


def _components(
    olds: Iterable[str], news: Iterable[str], edges: list[Edge]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], tuple[Edge, ...]]]:
    """Return what hangs together, in order of the first code."""
    touching: defaultdict[tuple[str, bool], list[Edge]] = defaultdict(list)
    for edge in edges:
        touching[edge.old, False].append(edge)
        touching[edge.new, True].append(edge)
    seen: set[tuple[str, bool]] = set()
    for start in (*((code, False) for code in olds), *((code, True) for code in news)):
        if start in seen:
            continue
        queue, mine = [start], {start}
        found: dict[Edge, None] = {}
        while queue:
            for edge in touching[queue.pop()]:
                found[edge] = None
                ahead = {(edge.old, False), (edge.new, True)} - mine
                mine |= ahead
                queue.extend(ahead)
        seen |= mine
        sides = (tuple(sorted(c for c, is_new in mine if is_new is side)) for side in (False, True))
        some_olds, some_news = sides
        yield some_olds, some_news, tuple(sorted(found, key=lambda edge: edge[:2]))
