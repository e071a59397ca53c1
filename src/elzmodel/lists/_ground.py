"""Units and land of a list while its events are made: ground, groups, labels, weights."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from attrs import Factory, define, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.lists._weights import Outflow, takes_all
from elzmodel.lists.succession import Arrow, Row, Succession, has_number
from elzmodel.lists.written import PLACES
from elzmodel.territory.refinement import Weight, reached
from elzmodel.values import EventId, NisCode, PartId, Total, UnitId, eve
from elzmodel.values.ids import grouped
from elzmodel.values.text import phrase, said, slug

Land = tuple[PartId, ...]

REST = "rest"
"""What stays of a part that is divided is called so; no unit is."""


class Ids:
    """Ids made of codes: small letters, digits and hyphens, each in use once.

    Example:
        >>> ids = Ids(["GM 0363", "gm-0363", "7"])
        >>> ids.next("gm-0363"), ids.next("GM 0363"), ids.next("7"), ids.next("7")
        ('gm-0363', 'gm-0363-2', '7', '7-2')
    """

    def __init__(self, codes: Iterable[str]) -> None:
        self._taken, self._numbers = {REST}, Counter[str]()
        found = sorted(((slug(code) or "unit", code) for code in codes), key=_plain_first)
        self._ids = {code: self._fresh(name) for name, code in found}
        self._begun: set[str] = set()

    def event(self, day: date, kind: str, *codes: str) -> EventId:
        """Return the id of the next event of a kind on a day that is about some codes."""
        about = "-".join(self._ids[code] for code in codes)
        return EventId(self._fresh(f"{day}-{kind}-{about}"))

    def next(self, code: str) -> UnitId:
        """Return the id of the next unit that begins with a code."""
        name = self._ids[code]
        if code in self._begun:
            return UnitId(self._fresh(name))
        self._begun.add(code)
        return UnitId(name)

    def _fresh(self, name: str) -> str:
        found = name
        while found in self._taken:
            self._numbers[name] += 1
            found = f"{name}-{self._numbers[name] + 1}"
        self._taken.add(found)
        return found


def _plain_first(pair: tuple[str, str]) -> tuple[bool, str]:
    name, code = pair
    return name != code, code


@define
class Ground:
    """Land by unit, with what was divided from the beginning and what was cut.

    *divided* has the parts into which a part is divided since it began, *inside*
    the pieces that lie in a part that was cut, for certain.
    """

    held: dict[UnitId, Land] = Factory(dict)
    former: dict[tuple[str, str], Land] = Factory(dict)
    divided: dict[PartId, Land] = Factory(dict)
    inside: dict[PartId, Land] = Factory(dict)
    pieces: set[PartId] = Factory(set)

    def of(self, unit: UnitId) -> Land:
        """Return the land that a unit holds now."""
        return self.named(self.held[unit])

    def named(self, parts: Iterable[PartId]) -> Land:
        """Return parts under the names that they have from the beginning."""
        return _below(parts, self.divided)

    def end(self, unit: UnitId, code: str, name: str) -> None:
        """Let a unit end, and remember what land its code and its name had."""
        land = self.held.pop(unit)
        self.former["code", code] = self.former["name", name] = land

    def divide(
        self, unit: UnitId, receivers: Iterable[UnitId], *, keeps: bool
    ) -> list[Land] | None:
        """Divide a single part into one for each receiver, and one that stays.

        ``None`` where the land has several parts, or was cut before.
        """
        whole, *more = self.of(unit)
        if more or whole in self.pieces:
            return None
        given = [PartId(f"{whole}~{receiver}") for receiver in receivers]
        self.divided[whole] = (*given, *([PartId(f"{whole}~{REST}")] if keeps else ()))
        return [(part,) for part in given]

    def cut(
        self, event: EventId, unit: UnitId, receivers: Sequence[UnitId], *, keeps: bool
    ) -> list[Land]:
        """Cut a piece for each receiver from all land of a unit; it keeps what remains."""
        whole = sorted(self.of(unit))
        name = whole[0] if len(whole) == 1 else unit
        given = [PartId(f"{name}~{event}~{receiver}") for receiver in receivers]
        rests = {part: PartId(f"{part}~{event}") for part in whole if keeps}
        for part in whole:
            sole = given if len(whole) == 1 else []
            self.inside[part] = (*sole, *([rests[part]] if keeps else ()))
        self.pieces.update(given, rests.values())
        if keeps:
            self.held[unit] = tuple(rests.values())
        return [(part,) for part in given]

    def back(
        self, unit: UnitId, names: Mapping[str, str], takers: Sequence[str], *, keeps: bool
    ) -> tuple[dict[str, Land], list[str]]:
        """Return the land that each taker gets where it had such land before, and who had.

        *names* has the name of each taker that begins. One that had none of the
        land gets what is left, unless the unit keeps that. Nothing is returned
        where that is not clear.
        """
        land = self.of(unit)
        given = {code: self._had(code, name, land) for code, name in names.items()}
        known = {code: parts for code, parts in given.items() if parts}
        others = [code for code in takers if code not in known]
        taken = [part for parts in known.values() for part in parts]
        left = tuple(part for part in land if part not in taken)
        is_clear = len(taken) == len(set(taken)) and len(others) + keeps == bool(left)
        if not known or not is_clear:
            return {}, []
        return {**known, **dict.fromkeys(others, left)}, list(known)

    def _had(self, code: str, name: str, land: Land) -> Land:
        former = self.former.get(("code", code)) or self.former.get(("name", name), ())
        living = set(_below(self.named(former), self.inside))
        return tuple(part for part in land if part in living)


def _below(parts: Iterable[PartId], steps: Mapping[PartId, Land]) -> Land:
    found: list[PartId] = []
    for part in parts:
        found += _below(steps[part], steps) if part in steps else [part]
    return tuple(found)


class Edge(NamedTuple):
    """An old code and a new one that share land, with the links that say so."""

    old: str
    new: str
    arrows: tuple[Arrow, ...] = ()


class Claim(NamedTuple):
    """A reason to say that the body of an old code goes on under a new one.

    The *rank* is that of the evidence, of which the first outweighs the others.
    """

    rank: int
    old: str
    new: str

    @property
    def reason(self) -> str:
        """What the claim rests on."""
        return _REASONS[self.rank]

    @property
    def is_by_name(self) -> bool:
        """Whether it rests on the name."""
        return self.rank == _NAME

    @property
    def is_stated(self) -> bool:
        """Whether the list says so itself."""
        return self.rank < _NAME


_REASONS = ("the list says", "its link says", "its name says", "its code says")
_ROW, _LINK, _NAME, _CODE = range(4)


@frozen
class Group:
    """Codes of the eve and codes of the day that turn into each other.

    *goes_on* has the old codes of bodies that go on, with their new ones, *same_code*
    the new rows of those for which only their code says so, and *claims* what else
    speaks for one body or another.
    """

    olds: tuple[str, ...]
    news: tuple[str, ...]
    edges: tuple[Edge, ...] = ()
    goes_on: Mapping[str, str] = Factory(dict)
    claims: tuple[Claim, ...] = ()
    same_code: tuple[Row, ...] = ()

    def out_of(self, old: str) -> tuple[Edge, ...]:
        """Return the edges by which an old code gives land to other bodies."""
        heir = self.goes_on.get(old)
        return tuple(edge for edge in self.edges if edge.old == old and edge.new != heir)

    def into(self, new: str) -> tuple[Edge, ...]:
        """Return the edges by which a new code gets or keeps land."""
        return tuple(edge for edge in self.edges if edge.new == new)


def groups_of(
    succession: Succession, day: date, codes: Collection[str], alive: Collection[str]
) -> Iterator[Group]:
    """Return the groups of one day."""
    olds = [code for code in sorted(codes) if code in alive]
    news = {code: None for code in sorted(codes) if succession.on(code, day)}
    given = grouped(
        ((old, arrow.new), arrow)
        for old in olds
        for arrow in succession.out.get(old, ())
        if arrow.day == day and not arrow.is_self and arrow.new in news
    )
    edges = [Edge(old, new, arrows) for (old, new), arrows in given.items()]
    gone = grouped((edge.old, edge) for edge in edges)
    same = [c for c in olds if c in news and _stays(succession, c, day, gone.get(c, ()))]
    edges += [Edge(code, code) for code in same]
    for some_olds, some_news, some_edges in _components(olds, news, edges):
        claims = sorted(_claims(succession, some_edges, day))
        winning = _winning(claims)
        rows = tuple(
            row
            for (rank, old, new) in winning
            if old == new and rank >= _NAME
            if (row := succession.on(new, day)) and row.start == day
        )
        goes_on = {claim.old: claim.new for claim in winning}
        yield Group(some_olds, some_news, some_edges, goes_on, tuple(claims), rows)


def _winning(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims that hold: none of which the old or the new code has a better one."""
    found: list[Claim] = []
    olds, news = set[str](), set[str]()
    for claim in claims:
        if claim.old not in olds and claim.new not in news:
            found.append(claim)
            olds.add(claim.old)
            news.add(claim.new)
    return found


def _claims(succession: Succession, edges: Collection[Edge], day: date) -> Iterator[Claim]:
    """Yield what speaks for bodies that go on, in one group.

    A single unit that turns into a single other is the same body, if nothing else is said.
    """
    into = grouped((edge.new, edge) for edge in edges)
    out = grouped((edge.old, edge) for edge in edges)
    for new, some in into.items():
        after = _on(succession, new, day).unit
        begins = _on(succession, new, day).start == day
        if begins and after.is_said_to_be("new"):
            continue
        stated = {edge.old: _stated(succession, edge, day) for edge in some}
        yield from (Claim(rank, old, new) for old, rank in stated.items() if rank is not None)
        going = [edge.old for edge in some if not _leaks(succession, out[edge.old], day)]
        if len(edges) == 1:
            yield from (Claim(_CODE, old, new) for old in going)
            continue
        named = [old for old in going if _on(succession, old, eve(day)).unit.name == after.name]
        if new in named:
            yield Claim(_NAME, new, new)
        elif len(named) == 1 and after.name and succession.listing.names_go_on:
            yield Claim(_NAME, named[0], new)
        if new in going:
            yield Claim(_CODE, new, new)


def _stated(succession: Succession, edge: Edge, day: date) -> int | None:
    """Return the rank of a statement that the one code goes on as the other, if there is one."""
    row = _on(succession, edge.new, day)
    if row.start == day and row.unit.continues == edge.old:
        return _ROW
    is_self = edge.old == edge.new and succession.is_said_to_go_on(edge.old, day)
    if is_self or any(arrow.link.is_said_to_be("continues") for arrow in edge.arrows):
        return _LINK
    return None


def _leaks(succession: Succession, edges: Iterable[Edge], day: date) -> bool:
    """Tell whether an old code ends though the list follows only some of its land."""
    (old, *_) = {edge.old for edge in edges}
    gone = [edge for edge in edges if edge.old != edge.new]
    if len(gone) < len(tuple(edges)):
        return False
    is_abolished = _on(succession, old, eve(day)).unit.is_said_to_be("abolished")
    return is_abolished and not follows_all(gone)


def _on(succession: Succession, code: str, day: date) -> Row:
    return next(row for row in succession.rows[code] if row.holds(day))


def _stays(succession: Succession, code: str, day: date, gone: Iterable[Edge]) -> bool:
    """Tell whether a code that is in use on both days stands for one body."""
    if succession.across(code, day) or succession.is_said_to_go_on(code, day):
        return True
    before, after = succession.on(code, eve(day)), succession.on(code, day)
    if after and after.unit.continues == code:
        return True
    is_cut = (before and before.unit.is_said_to_be("abolished")) or (
        after and after.unit.is_said_to_be("created")
    )
    return not (is_cut or follows_all(gone))


def _components(
    olds: Iterable[str], news: Iterable[str], edges: Collection[Edge]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], tuple[Edge, ...]]]:
    """Return what hangs together, in order of the first code."""
    ends = [((edge.old, False), (edge.new, True)) for edge in edges]
    touching = grouped(pair for one, other in ends for pair in ((one, other), (other, one)))
    given = grouped((edge.old, edge) for edge in edges)
    seen: set[tuple[str, bool]] = set()
    for start in (*((code, False) for code in olds), *((code, True) for code in news)):
        if start not in seen:
            component = reached([start], touching)
            seen |= component
            some_olds, some_news = (
                tuple(sorted(code for code, is_new in component if is_new is side))
                for side in (False, True)
            )
            found = (edge for old in some_olds for edge in given.get(old, ()))
            yield some_olds, some_news, tuple(sorted(found, key=lambda edge: edge[:2]))


def chosen_level(succession: Succession, level: str | None) -> str:
    """Return the level whose units become municipalities.

    A level whose units are the parents of those of another is not meant, unless it is said.

    Raises:
        InvalidValueError: If the list has several levels and it is not clear.
    """
    levels = sorted({row.unit.level for row in succession.all_rows})
    if level in levels:
        return level
    lowest = [one for one in levels if not any(one in succession.above[o] for o in levels)]
    if level is None and (len(lowest) == 1 or not levels):
        return "".join(lowest)
    expected = said(
        "one of {levels:list all}[, said by {how}]",
        levels=[*map(repr, levels)],
        how=phrase("level= or --level") if level is None else None,
    )
    raise InvalidValueError("level", level, expected)


@frozen
class Labels:
    """The labels of the units of one level, day by day.

    *succession* is that of the level, *every* has all rows, for what stands above.
    """

    succession: Succession
    every: Succession
    level: str

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of the level; without levels, of units that are no parents."""
        rows = self.succession.all_rows
        parents = {row.unit.parent for row in rows} if not self.level else set()
        return frozenset({row.unit.code for row in rows} - parents)

    @cached_property
    def first(self) -> date:
        """The first day of the list, but for what stands above."""
        above = self.every.above.get(self.level, frozenset())
        starts = (
            rows[0].start
            for level, succession in self.every.by_level.items()
            for code, rows in succession.rows.items()
            if (code in self.codes if level == self.level else level not in above)
        )
        return min(starts, default=date.min)

    def turns(self) -> dict[date, set[str]]:
        """Return the days on which something may change, with the codes concerned."""
        found: defaultdict[date, set[str]] = defaultdict(set)
        for code in sorted(self.codes):
            for row in self.succession.rows.get(code, ()):
                for day in (row.start, row.until, *self._days_above(row)):
                    found[day].add(code)
        for arrow in self.succession.arrows:
            if arrow.day is not None and {arrow.old, arrow.new} <= self.codes:
                found[arrow.day] |= {arrow.old, arrow.new}
        found.pop(date.max, None)
        return found

    def _days_above(self, row: Row) -> Iterator[date]:
        for parent in self.every.parents_of(row):
            for day in (parent.start, parent.until):
                if row.start < day < row.until:
                    yield day
            yield from (d for d in self._days_above(parent) if row.start < d < row.until)

    def row(self, code: str, day: date) -> Row:
        """Return the row of a code that holds on *day*."""
        return next(row for row in self.succession.rows[code] if row.holds(day))

    def on(self, code: str, day: date) -> dict[str, Any]:
        """Return code, name, arrondissement, province and region on *day*, by field of events."""
        row_below = self.row(code, day)
        unit, places = row_below.unit, dict[str, str]()
        above, left = unit.parent, list(PLACES)
        while above and left:
            row = next((r for r in self.every.parents_of(row_below) if r.holds(day)), None)
            field = row.unit.level if row and row.unit.level in left else left[0]
            places[field] = (row.unit.name or above) if row else above
            del left[: left.index(field) + 1]
            above, row_below = (row.unit.parent, row) if row else ("", row_below)
        labels = {"nis": NisCode(code), "name": unit.name}
        return {**labels, **{place: places.get(place) for place in PLACES}}


def known_weights(
    edge: Edge, outflows: Mapping[str, Outflow], otherwise: str
) -> tuple[Weight, ...]:
    """Return the weight of each kind, by the outflows of the old unit of each kind.

    *otherwise* is the kind where a link names none.
    """
    found: dict[str, Weight] = {}
    for link in (arrow.link for arrow in edge.arrows):
        kind = link.of or otherwise
        if kind and link.weight is not None:
            found.setdefault(kind, Weight(kind=kind, share=outflows[kind].share(edge.new)))
        elif kind and link.amount is not None:
            found.setdefault(kind, Weight(kind=kind, amount=Total.exactly(link.amount)))
    return tuple(found.values())


def has_numbers(edge: Edge) -> bool:
    """Tell whether a link of an edge has a weight or an amount."""
    return any(has_number(arrow.link) for arrow in edge.arrows)


def follows_all(edges: Iterable[Edge]) -> bool:
    """Tell whether all of the old unit goes over, by a link or by weights of one kind."""
    return takes_all(arrow for edge in edges for arrow in edge.arrows)
