"""Figures about sets of parts, and totals that are bounds where parts are unknown.

A figure of 2021 for Antwerpen is about the parts that Antwerpen had in 2021.
It never speaks of a code. Where figures of one kind and year nest (a city and
one of its districts), both are used; figures that cross are refused.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import Factory, define, field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.territory.errors import ConflictError
from elzmodel.values import Finding, Number, PartId, Severity, SourceId, Total

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Figure", "Figures"]

_CROSSING = "ELZ-T020"
_DISAGREE = "ELZ-T021"
_TOO_SMALL = "ELZ-T022"


def _set_of(parts: Iterable[PartId]) -> frozenset[PartId]:
    return frozenset(parts)


def _as_given(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    return tuple(figures)


@frozen(kw_only=True)
class Figure:
    """One number about one set of parts on one day.

    *kind* names what was counted or measured, such as ``"population"``
    (inhabitants) or ``"area"`` (square kilometres). It is never negative.

    Raises:
        InvalidValueError: If *value* is negative or *parts* is empty.

    Example:
        >>> Figure(kind="population", day=date(2021, 1, 1), parts=["borsbeek"], value=11077).year
        2021
    """

    kind: str
    day: date
    parts: frozenset[PartId] = field(converter=_set_of)
    value: Number
    sources: tuple[SourceId, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse negative values and figures about no land."""
        if not self.parts:
            raise InvalidValueError("figure", self.value, "at least one part that it is about")
        if not self.value >= 0:
            raise InvalidValueError("figure", self.value, "a number that is not negative")

    @property
    def year(self) -> int:
        """The year of the figure's day."""
        return self.day.year


@define(eq=False)
class _Node:
    """A set of parts with its figures and, below it, the smaller sets it holds."""

    parts: frozenset[PartId]
    low: Number
    high: Number
    children: list[_Node] = Factory(list)

    @property
    def rest(self) -> tuple[frozenset[PartId], Number, Number]:
        """Return the parts no child speaks of, with the bounds that are left for them."""
        parts = self.parts.difference(*(child.parts for child in self.children))
        low = self.low - sum(child.high for child in self.children)
        high = self.high - sum(child.low for child in self.children)
        return parts, max(low, 0), max(high, 0)

    def bounds(self, asked: frozenset[PartId]) -> tuple[Number, Number]:
        """Return the least and the most that *asked* can have inside this set."""
        if self.parts <= asked:
            return self.low, self.high
        parts, rest_low, rest_high = self.rest
        low = rest_low if parts and parts <= asked else 0
        high = rest_high if parts & asked else 0
        for child in self.children:
            if child.parts & asked:
                below, above = child.bounds(asked)
                low, high = low + below, high + above
        return low, min(high, self.high)

    def unresolved(self, asked: frozenset[PartId]) -> frozenset[PartId]:
        """Return the parts of *asked* for which no figure of their own is known."""
        if self.parts <= asked:
            return frozenset() if self.low == self.high else self.parts
        parts, low, high = self.rest
        mine = parts & asked
        known = high == 0 or (parts <= asked and low == high)
        found = frozenset() if known else mine
        return found.union(*(child.unresolved(asked) for child in self.children))


@frozen(cache_hash=True)
class Figures:
    """A collection of figures of any kinds and days.

    Two figures about the same parts that differ are a disagreement: totals
    then span both, and `check` reports it.

    Raises:
        ConflictError: If figures of one kind and day are about sets that
            cross without one holding the other (``ELZ-T020``).

    Example:
        >>> city = Figure(kind="population", day=date(2021, 1, 1), parts=["a", "b"], value=100)
        >>> village = Figure(kind="population", day=date(2021, 1, 1), parts=["c"], value=7)
        >>> figures = Figures([city, village])
        >>> print(figures.total(["a", "c"], kind="population", year=2021))
        >=7
        >>> figures.total(["a", "b", "c"], kind="population", year=2021).value
        107
    """

    figures: tuple[Figure, ...] = field(default=(), converter=_as_given)

    def __attrs_post_init__(self) -> None:
        """Refuse figures that cross."""
        found = [finding for key in self._by_key for finding in self._crossings(key)]
        if found:
            raise ConflictError(found)

    def __repr__(self) -> str:
        """Count the figures and name their kinds."""
        kinds = ", ".join(sorted({figure.kind for figure in self.figures}))
        return f"<Figures: {len(self.figures)} of {kinds or 'nothing'}>"

    def with_figures(self, figures: Iterable[Figure]) -> Figures:
        """Return a collection that holds *figures* as well.

        Raises:
            ConflictError: If they cross the ones already there.
        """
        return Figures((*self.figures, *figures))

    def years(self, kind: str) -> tuple[int, ...]:
        """Return the years for which there are figures of a kind, in order.

        Example:
            >>> from elzmodel import flanders
            >>> flanders().figures.years("population")
            (2018, 2019, 2020, 2021)
        """
        return tuple(sorted({year for of, year in self._by_key if of == kind}))

    def total(self, parts: Iterable[PartId], *, kind: str, year: int) -> Total:
        """Return what *parts* have together, as bounds where figures do not say.

        Parts without any figure leave the total without an upper bound.
        """
        asked = frozenset(parts)
        low: Number = 0
        high: Number = 0
        missing = set(asked)
        for node in self._touched(asked, kind, year):
            below, above = node.bounds(asked)
            low, high = low + below, high + above
            missing -= node.parts
            missing |= node.unresolved(asked)
        if not asked <= self._spoken_of(kind, year):
            return Total(low, None, missing)
        return Total(low, high, missing)

    def check(self) -> tuple[Finding, ...]:
        """Return what figures contradict: equal sets with unequal values, sums that cannot be."""
        return tuple(finding for key in self._by_key for finding in self._disagreements(key))

    def _touched(self, asked: frozenset[PartId], kind: str, year: int) -> list[_Node]:
        roots = self._root_of.get((kind, year), {})
        found = {id(roots[part]): roots[part] for part in sorted(asked) if part in roots}
        return list(found.values())

    def _spoken_of(self, kind: str, year: int) -> frozenset[PartId]:
        return frozenset(self._root_of.get((kind, year), {}))

    @cached_property
    def _by_key(self) -> dict[tuple[str, int], dict[frozenset[PartId], list[Figure]]]:
        keyed: dict[tuple[str, int], dict[frozenset[PartId], list[Figure]]] = {}
        for figure in self.figures:
            sets = keyed.setdefault((figure.kind, figure.day.year), {})
            sets.setdefault(figure.parts, []).append(figure)
        return keyed

    @cached_property
    def _root_of(self) -> dict[tuple[str, int], dict[PartId, _Node]]:
        """For each kind and year, the largest set that each part lies in."""
        return {key: _forest(sets) for key, sets in self._by_key.items()}

    def _crossings(self, key: tuple[str, int]) -> list[Finding]:
        sets = self._by_key[key]
        if sum(map(len, sets)) == len(frozenset().union(*sets)):
            return []
        smallest: dict[PartId, frozenset[PartId]] = {}
        found = []
        for parts in sorted(sets, key=lambda parts: (-len(parts), sorted(parts))):
            around = {smallest.get(part) for part in parts}
            if len(around) > 1:
                named = ", ".join(sorted(parts)[:3])
                message = f"the figure about {named} crosses another of {key[0]} {key[1]}"
                found.append(_finding(_CROSSING, Severity.ERROR, named, message))
            smallest.update(dict.fromkeys(parts, parts))
        return found

    def _disagreements(self, key: tuple[str, int]) -> list[Finding]:
        found = []
        for parts, figures in self._by_key[key].items():
            values = sorted({figure.value for figure in figures})
            if len(values) > 1:
                message = f"{key[0]} of {key[1]} is given as {values[0]} and as {values[-1]}"
                found.append(_finding(_DISAGREE, Severity.WARNING, _name(parts), message))
        for node in _nodes(self._root_of[key].values()):
            below = sum(child.low for child in node.children)
            covered = not node.rest[0] and bool(node.children)
            if below > node.high or (covered and sum(c.high for c in node.children) < node.low):
                message = f"{key[0]} of {key[1]} is {node.high}, but its pieces add up to {below}"
                found.append(_finding(_TOO_SMALL, Severity.WARNING, _name(node.parts), message))
        return found


def _name(parts: frozenset[PartId]) -> str:
    return ", ".join(sorted(parts)[:3]) + (" …" if len(parts) > 3 else "")


def _finding(code: str, severity: Severity, subject: str, message: str) -> Finding:
    return Finding(code=code, severity=severity, subject=subject, message=message)


def _nodes(roots: Iterable[_Node]) -> list[_Node]:
    found: dict[int, _Node] = {}
    queue = list(roots)
    while queue:
        node = queue.pop()
        if id(node) not in found:
            found[id(node)] = node
            queue.extend(node.children)
    return sorted(found.values(), key=lambda node: sorted(node.parts))


def _forest(sets: dict[frozenset[PartId], list[Figure]]) -> dict[PartId, _Node]:
    """Nest the sets, largest first: each hangs under the smallest that holds it."""
    roots: dict[PartId, _Node] = {}
    smallest: dict[PartId, _Node] = {}
    for parts in sorted(sets, key=lambda parts: (-len(parts), sorted(parts))):
        values = [figure.value for figure in sets[parts]]
        node = _Node(parts, min(values), max(values))
        above = smallest.get(next(iter(parts)))
        if above is not None:
            above.children.append(node)
        for part in parts:
            roots.setdefault(part, node)
            smallest[part] = node
    return roots
