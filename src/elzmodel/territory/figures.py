"""Figures about sets of parts, and totals that are bounds where parts are unknown.

A figure of 2021 for Antwerpen is about the parts that Antwerpen had in 2021.
It never speaks of a code. Where figures of one kind and year nest (a city and
one of its districts), both are used; figures that cross are refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Any, Final

from attrs import evolve, field, frozen

from elzmodel.errors import ConflictError, InvalidValueError
from elzmodel.territory._nest import Amounts, Nest, Span
from elzmodel.territory.municipality import Layout, set_of_parts
from elzmodel.territory.refinement import Refinement
from elzmodel.values import (
    Code,
    Codes,
    Finding,
    Number,
    PartId,
    Ref,
    Severity,
    SourceId,
    Total,
    parse_day,
    refers,
)
from elzmodel.values.arguments import keep_door
from elzmodel.values.findings import Told
from elzmodel.values.ids import tupled
from elzmodel.values.numbers import finite, plain_year
from elzmodel.values.text import Phrase, phrase, said, term

__all__ = ["Figure", "Figures"]

CROSSING: Final = Code(
    "ELZ-T020",
    "the figure about {parts:list 3} crosses another of {kind} {year}",
    severity=Severity.ERROR,
    meaning="figures cross",
    explanation="Two figures of one kind and year are about sets of parts that overlap without "
    "one holding the other, so that nothing can be added up. Leave one out, or give figures for "
    "the pieces.",
)
DISAGREE: Final = Code(
    "ELZ-T021",
    "{kind} of {year} is given as {low:number} and as {high:number}",
    severity=Severity.WARNING,
    meaning="figures disagree",
    explanation="Two figures about the same land differ. Totals span both. Leave out the one that "
    "you do not trust.",
)
PIECES_DIFFER: Final = Code(
    "ELZ-T022",
    "{kind} of {year} is {whole:number}, but its pieces add up to {pieces:number}",
    severity=Severity.WARNING,
    meaning="pieces do not add up",
    explanation="The figures of the pieces are more than that of the whole, or cover it and are "
    "less. Look whether both are of one day and count the same.",
)
REPLACED: Final = Code(
    "ELZ-T023",
    "{n} {n:figure|figures} of {kind} of {year} {n:is|are} from {origin:and}, not the "
    "{n:one that was|ones that were} there: {changes:list}",
    severity=Severity.WARNING,
    meaning="own figures in place of others",
    explanation="Figures that were added differ from figures of the same land, kind and year that "
    "were there before. The added ones count. Each change says both numbers, the largest first.",
)
CODES: Final = Codes([CROSSING, DISAGREE, PIECES_DIFFER, REPLACED])
_SAID: Final = 3


@frozen(kw_only=True, field_transformer=tupled)
class Figure:
    """One number about one set of parts on one day.

    *kind* names what was counted or measured, such as ``"population"``
    (inhabitants) or ``"area"`` (square kilometres). It is never negative.

    Attributes:
        kind: What was counted or measured, such as population.
        day: The first day on which it holds.
        value: The number.
        sources: The ids of sources.

    Raises:
        InvalidValueError: If *value* is negative or no finite number, or *parts* is empty.

    Example:
        >>> Figure(kind="population", day=date(2021, 1, 1), parts=["borsbeek"], value=11077).year
        2021
    """

    kind: str
    day: date = field(converter=parse_day)
    parts: frozenset[PartId] = field(converter=set_of_parts)
    value: Number = field(converter=finite)
    sources: tuple[SourceId, ...] = field(default=(), metadata=refers("source", scope="landscape"))

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


@frozen(cache_hash=True)
class Figures:
    """A collection of figures of any kinds and days.

    Two figures about the same parts that differ are a disagreement: totals
    then span both, and `check` reports it. *replaced* holds the figures that others, added
    with `with_figures`, took the place of. With a *refinement* they also speak
    of land that was cut, before or after their day; the weights of a cut are
    taken to hold in every year.

    Raises:
        ConflictError: If figures of one kind and day are about sets that
            cross without one holding the other (``ELZ-T020``).

    Example:
        >>> city = Figure(kind="population", day=date(2021, 1, 1), parts=["a", "b"], value=100)
        >>> village = Figure(kind="population", day=date(2021, 1, 1), parts=["c"], value=7)
        >>> figures = Figures([city, village])
        >>> print(figures.total(["a", "c"], kind="population", year=2021))
        7-107
        >>> figures.total(["a", "b", "c"], kind="population", year=2021).value
        107
    """

    figures: tuple[Figure, ...] = field(default=(), converter=tuple[Figure, ...])
    refinement: Refinement = field(factory=Refinement, repr=False)
    replaced: tuple[Figure, ...] = field(default=(), repr=False)

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

        They take the place of figures of the same land, kind and year; `check` says where
        that changes anything.

        Raises:
            ConflictError: If they cross the ones already there.

        Example:
            >>> counted = Figure(kind="population", day="2021-01-01", parts=["a"], value=100)
            >>> own = Figure(
            ...     kind="population", day="2021-01-01", parts=["a"], value=90, sources=["own.csv"]
            ... )
            >>> print(Figures([counted]).with_figures([own]).check()[0].message)
            1 figure of population of 2021 is from own.csv, not the one that was there: a 90 (100)
        """
        added = tuple(figures)
        lands = {self._place(figure) for figure in added}
        kept = [figure for figure in self.figures if self._place(figure) not in lands]
        gone = [figure for figure in self.figures if self._place(figure) in lands]
        replaced = (*self.replaced, *(figure for figure in gone if figure not in added))
        return evolve(self, figures=(*kept, *added), replaced=replaced)

    def _place(self, figure: Figure) -> tuple[str, int, frozenset[PartId]]:
        return figure.kind, figure.year, self.refinement.finest(figure.parts)

    def refined(self, refinement: Refinement) -> Figures:
        """Return the same figures for land that was cut."""
        return self if refinement == self.refinement else evolve(self, refinement=refinement)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of figures that there are."""
        return tuple(sorted({kind for kind, _ in self._by_key}))

    def years(self, kind: str) -> tuple[int, ...]:
        """Return the years for which there are figures of a kind, in order.

        Example:
            >>> from elzmodel import flanders
            >>> flanders().figures.years("population")
            (2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026)
        """
        return tuple(sorted({year for of, year in self._by_key if of == kind}))

    def newest(self, kind: str, *layouts: Layout) -> int | None:
        """Return the newest year whose figures are exact for every municipality of *layouts*.

        The newest that there is where none is; ``None`` where there are no figures.

        Example:
            >>> from elzmodel import flanders
            >>> fl = flanders()
            >>> before, after = fl.on("2024-12-31").layout, fl.on("2025-01-01").layout
            >>> (
            ...     fl.figures.newest("population", before, after),
            ...     fl.figures.newest("population", after),
            ... )
            (2024, 2026)
        """
        years = self.years(kind)
        lands = {m.parts for layout in layouts for m in layout.municipalities}
        exact = (year for year in reversed(years) if self._is_exact_for(lands, kind, year))
        return next(exact, years[-1] if years else None)

    def _is_exact_for(self, lands: Iterable[tuple[PartId, ...]], kind: str, year: int) -> bool:
        """Tell whether figures are exact for each land; most is asked again of other days."""
        known = self._exactness.setdefault((kind, year), {})
        for parts in lands:
            if parts not in known:
                known[parts] = (
                    self._is_counted(parts, kind, year)
                    or self.total(parts, kind=kind, year=year).is_exact
                )
            if not known[parts]:
                return False
        return True

    def _is_counted(self, parts: Iterable[PartId], kind: str, year: int) -> bool:
        """Tell whether a land has one figure of its own, which its total is then."""
        own = self._by_key[kind, year].get(self.refinement.finest(frozenset(parts)), ())
        return len({figure.value for figure in own}) == 1

    @cached_property
    def _exactness(self) -> dict[tuple[str, int], dict[tuple[PartId, ...], bool]]:
        return {}

    def total(
        self, parts: Iterable[PartId], undecided: Iterable[PartId] = (), *, kind: str, year: int
    ) -> Total:
        """Return what *parts* have together, as bounds where figures do not say.

        Parts without any figure leave the total without an upper bound; parts of which it is
        *undecided* whether they count make it wider.
        """
        amounts = self._amounts_of(kind, plain_year(year))
        return amounts.total(frozenset(parts), frozenset(undecided))

    def check(self, *, kind: str | None = None, year: int | None = None) -> tuple[Finding, ...]:
        """Return what figures contradict, all or those of a kind and year.

        Equal sets with unequal values, sums that cannot be, and figures that took the place of
        others.
        """
        keys = [key for key in self._by_key if kind in {None, key[0]} and year in {None, key[1]}]
        for key in keys:
            if key not in self._found:
                self._found[key] = (tuple(self._disagreements(key)), tuple(self._replacements(key)))
        return tuple(each for which in (0, 1) for key in keys for each in self._found[key][which])

    @cached_property
    def _found(self) -> dict[tuple[str, int], tuple[tuple[Finding, ...], tuple[Finding, ...]]]:
        """What was found about a kind and year: disagreements, and replacements."""
        return {}

    def doubts(self, year: int, kind: str = "population") -> list[str]:
        """Say what `check` finds of a year: three sentences, and a count of the rest."""
        found = self.check(kind=kind, year=year)
        own = f"{kind} {year}"
        told: list[str] = [
            said(
                "[{subject}: ]{what}.",
                subject=None if each.subject == own else each.subject,
                what=Told(each, "message"),
            )
            for each in found[-_SAID:]
        ]
        rest = len(found) - _SAID
        return [*told, said("And {n} more findings.", n=rest)] if rest > 0 else told

    def _replacements(self, key: tuple[str, int]) -> Iterator[Finding]:
        """Find the figures that took the place of others, as one."""
        sets = self._by_key[key]
        pairs = [
            (sets.get(self.refinement.finest(old.parts), [old])[-1], old)
            for old in self.replaced
            if (old.kind, old.year) == key
        ]
        found = [(new, old) for new, old in pairs if new.value != old.value]
        if found:
            found.sort(key=_by_size)
            origin = tuple(sorted({source for new, _ in found for source in new.sources}))
            of: dict[str, Any] = {"kind": term(key[0]), "year": key[1]}
            yield REPLACED.finding(
                Ref("figures", " ".join(map(str, key))),
                n=len(found),
                origin=origin or [phrase("your own figures")],
                sources=origin,
                changes=[_change(new, old) for new, old in found],
                **of,
            )

    @cached_property
    def _by_key(self) -> dict[tuple[str, int], dict[frozenset[PartId], list[Figure]]]:
        keyed: dict[tuple[str, int], dict[frozenset[PartId], list[Figure]]] = {}
        for figure in self.figures:
            sets = keyed.setdefault((figure.kind, figure.day.year), {})
            sets.setdefault(self.refinement.finest(figure.parts), []).append(figure)
        return keyed

    def _amounts_of(self, kind: str, year: int) -> Amounts:
        """Return what the figures of a kind and year say, by the land they are about."""
        known, sets = self._amounts.get((kind, year)), self._by_key.get((kind, year), {})
        if known is None:
            nest = Nest(tuple(sets), self.refinement)
            known = Amounts(nest, [*map(_span, sets.values())], kind)
            if sets:
                self._amounts[kind, year] = known
        return known

    @cached_property
    def _amounts(self) -> dict[tuple[str, int], Amounts]:
        return {}

    def _crossings(self, key: tuple[str, int]) -> list[Finding]:
        nest = Nest(tuple(self._by_key[key]), self.refinement)
        lands = [nest.lands[number] for number in nest.crossings()]
        kind, year = key
        return [CROSSING.finding(_about(p), parts=p, kind=term(kind), year=year) for p in lands]

    def _disagreements(self, key: tuple[str, int]) -> list[Finding]:
        found = []
        of: dict[str, Any] = {"kind": term(key[0]), "year": key[1]}
        for parts, figures in self._by_key[key].items():
            values = sorted({figure.value for figure in figures})
            if len(values) > 1:
                span: dict[str, Any] = {"low": values[0], "high": values[-1]}
                found.append(DISAGREE.finding(_about(parts), **of, **span))
        amounts = self._amounts_of(*key)
        for node in amounts.nest.nodes:
            if amounts.contradicts(node):
                high = amounts.spans[node.number].high
                below = sum(amounts.span(child).low for child in node.children)
                sides: dict[str, Any] = {"whole": high, "pieces": below}
                found.append(PIECES_DIFFER.finding(_about(node.parts), **of, **sides))
        return found


def _span(figures: list[Figure]) -> Span:
    values = [figure.value for figure in figures]
    return Span(min(values), max(values))


def _about(parts: frozenset[PartId]) -> Ref:
    """Return what a figure is about: the first of its parts, shown with the next."""
    return Ref("part", min(parts), _label(parts))


def _label(parts: frozenset[PartId]) -> Phrase:
    return phrase("{parts:list 3}", parts=sorted(parts))


def _by_size(change: tuple[Figure, Figure]) -> tuple[float, list[PartId]]:
    new, old = change
    return -abs(float(new.value) - float(old.value)), sorted(new.parts)


def _change(new: Figure, old: Figure) -> Phrase:
    numbers: dict[str, Any] = {"new": new.value, "old": old.value}
    return phrase("{of} {new:number} ({old:number})", of=_label(new.parts), **numbers)


def inhabitants_note(figures: Figures, year: int | None) -> str:
    """Return what answers say of the figures that they use; empty where there are none.

    Where own figures took the place of others, or contradict them, both numbers are said.

    Example:
        >>> from elzmodel import flanders
        >>> inhabitants_note(flanders().figures, 2026)
        'Inhabitants on 2026-01-01.'
        >>> inhabitants_note(flanders().figures, 2030)
        'No inhabitants on 2030-01-01 are known: figures go from 2018 to 2026.'
    """
    if year is None:
        return ""
    known = figures.years("population")
    if year not in known:
        first, last = (str(known[0]), str(known[-1])) if known else ("", "")
        return said(
            "No inhabitants on {year}-01-01 are known[: figures go from {first}][ to {last}].",
            year=str(year),
            first=first,
            last=last,
        )
    doubts = " ".join(figures.doubts(year))
    return said("Inhabitants on {year}-01-01.[ {doubts}]", year=year, doubts=doubts)


keep_door(__name__)
