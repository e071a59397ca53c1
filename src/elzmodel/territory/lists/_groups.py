"""Which codes of an eve and of its day belong together."""

from __future__ import annotations

from collections import Counter, defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from attrs import frozen

from elzmodel.territory.lists.succession import Arrow, Row
from elzmodel.values import eve

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from elzmodel.territory.lists.succession import Succession

__all__ = ["Group", "groups_of"]


@frozen
class Group:
    """Codes of the eve and codes of the day that turn into each other.

    Never several of both. *torn* says that land went in or out in unknown ways.
    """

    olds: tuple[str, ...]
    news: tuple[str, ...]
    arrows: tuple[Arrow, ...] = ()
    same_code: tuple[Row, ...] = ()
    torn: bool = False


class _Edge(NamedTuple):
    old: str
    new: str
    arrow: Arrow | None


def groups_of(
    succession: Succession, day: date, codes: Collection[str], alive: Collection[str]
) -> tuple[list[Group], list[Arrow]]:
    """Return the groups of one day, and the arrows that no whole part can follow."""
    olds = [code for code in sorted(codes) if code in alive]
    news = [code for code in sorted(codes) if succession.on(code, day)]
    given = {
        _Edge(a.old, a.new, None): a
        for code in olds
        for a in succession.out.get(code, ())
        if a.day == day and not a.is_self and a.new in news
    }
    edges = [edge._replace(arrow=arrow) for edge, arrow in given.items()]
    same = [code for code in olds if code in news and _stays(succession, code, day, edges)]
    edges += [_Edge(code, code, None) for code in same]
    kept, left_out = _without_tangles(edges)
    torn = {arrow.old for arrow in left_out} | {arrow.new for arrow in left_out}
    groups = list(_components(olds, news, kept, torn))
    restarted = {c: r for c in same if (r := succession.on(c, day)) and r.start == day}
    stated = {code for code in same if _says_so(succession, code, day)}
    return [_with_rows(group, restarted, stated) for group in groups], left_out


def _with_rows(group: Group, restarted: dict[str, Row], stated: set[str]) -> Group:
    rows = tuple(restarted[c] for c in group.news if c in restarted and c not in stated)
    return Group(group.olds, group.news, group.arrows, rows, group.torn)


def _says_so(succession: Succession, code: str, day: date) -> bool:
    return any(a.is_self and a.day == day for a in succession.out.get(code, ()))


def _stays(succession: Succession, code: str, day: date, edges: list[_Edge]) -> bool:
    """Tell whether a code that is in use on both days stands for one body."""
    if succession.across(code, day):
        return True
    if _says_so(succession, code, day):
        return True
    before, after = succession.on(code, eve(day)), succession.on(code, day)
    is_cut = (before and before.unit.is_said_to_be("abolished")) or (
        after and after.unit.is_said_to_be("created")
    )
    gone = [edge.arrow for edge in edges if edge.old == code and edge.arrow]
    is_gone = any(arrow.whole for arrow in gone)
    shares = sum((a.link.weight or Fraction(0) for a in gone), start=Fraction(0))
    return not is_cut and not is_gone and shares < 1


def _without_tangles(edges: list[_Edge]) -> tuple[list[_Edge], list[Arrow]]:
    """Drop the edges of divided units whose land would join that of others.

    A unit that ends and loses one such edge loses all of them: what remained
    would look like the whole.
    """
    out, into = Counter(e.old for e in edges), Counter(e.new for e in edges)
    joined = {e for e in edges if out[e.old] > 1 and into[e.new] > 1 and e.arrow}
    stays = {edge.old for edge in edges if edge.arrow is None}
    crossed = {edge.old for edge in joined if edge.old not in stays}
    crossed |= {code for code in stays if out[code] > 1 and into[code] > 1}
    alone = {edge for edge in edges if out[edge.old] == 1 and _is_less(edge.arrow)}
    dropped = alone | joined | {e for e in edges if e.arrow and e.old in crossed and out[e.old] > 1}
    arrows = [edge.arrow for edge in edges if edge in dropped and edge.arrow]
    return [edge for edge in edges if edge not in dropped], arrows


def _is_less(arrow: Arrow | None) -> bool:
    """Tell whether a list says that only some of the old unit went over."""
    weight = arrow.link.weight if arrow else None
    return arrow is not None and weight is not None and weight + arrow.link.rounding < 1


def _components(
    olds: list[str], news: list[str], edges: list[_Edge], torn: set[str]
) -> Iterator[Group]:
    ahead: defaultdict[str, list[_Edge]] = defaultdict(list)
    behind: defaultdict[str, list[_Edge]] = defaultdict(list)
    for edge in edges:
        ahead[edge.old].append(edge)
        behind[edge.new].append(edge)
    for old in olds:
        mine = ahead[old]
        if not mine:
            yield Group((old,), (), torn=old in torn)
        elif len(mine) > 1:
            yield _group(mine)
    for new in news:
        mine = behind[new]
        if not mine:
            yield Group((), (new,), torn=new in torn)
        elif len(mine) > 1 or len(ahead[mine[0].old]) == 1:
            yield _group(mine)


def _group(edges: list[_Edge]) -> Group:
    olds = tuple(sorted({edge.old for edge in edges}))
    news = tuple(sorted({edge.new for edge in edges}))
    return Group(olds, news, tuple(edge.arrow for edge in edges if edge.arrow))
