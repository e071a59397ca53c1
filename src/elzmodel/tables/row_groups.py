"""What each row of a table is about: a key with its land, and a combination of dimensions.

Both are numbers, so that a million rows are gone through at the speed of plain numbers.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import compress, count, repeat
from math import prod
from numbers import Real
from operator import add, itemgetter, mul
from typing import Final

from attrs import evolve, field, frozen

from elzmodel.grids.columns import Content
from elzmodel.grids.quick_codes import renumbered, those_there
from elzmodel.tables.dating import Dated
from elzmodel.tables.placing import Aside, Spot
from elzmodel.tables.reading import Dimension, FigureTable
from elzmodel.values import Finding

__all__: list[str] = []

ADMINISTRATION: Final = "administration"
OWN: Final = "municipality"
"""Whose a row is that is not of the OCMW, where others are."""

Combination = tuple[Content, ...]
"""A content of each dimension."""


@frozen(eq=False)
class Subject:
    """What rows are about in one era, however their keys are spelled."""

    meaning: Spot | Aside
    era: int
    keys: tuple[str, ...]


@frozen(eq=False)
class RowGroups:
    """The rows of a table by what they are about, each known by its number.

    *subject_codes* say which subject each row has, and *combination_codes* which combination
    of *dimensions*; *combinations* are those that there are, in order, with their *eras*.
    *subject_of* has the subject of each key in the eras in which it has rows.
    """

    dimensions: tuple[str, ...]
    subjects: tuple[Subject, ...] = field(repr=False)
    subject_codes: Sequence[int] = field(repr=False)
    combinations: tuple[Combination, ...] = field(repr=False)
    eras: tuple[int, ...] = field(repr=False)
    combination_codes: Sequence[int] = field(repr=False)
    subject_of: Mapping[tuple[int, int], int] = field(repr=False)

    def bucketed(self, buckets: Sequence[int]) -> Sequence[int]:
        """Return a number for each row: the bucket of its subject, with its combination."""
        if len(self.combinations) == 1:
            return renumbered(self.subject_codes, buckets)
        first = [bucket * len(self.combinations) for bucket in buckets]
        return array(
            "Q", map(add, map(first.__getitem__, self.subject_codes), self.combination_codes)
        )

    @cached_property
    def groups(self) -> Sequence[int]:
        """The group of each row: its subject, with its combination."""
        if len(self.combinations) == 1:
            return self.subject_codes
        return self.bucketed(range(len(self.subjects)))

    @cached_property
    def seen(self) -> Numbers:
        """The groups that there are."""
        return Numbers(self.groups, len(self.subjects) * len(self.combinations))

    def group(self, subject: int, combination: int) -> int:
        """Return the number of a group."""
        return subject * len(self.combinations) + combination

    def has(self, subject: int, combination: int) -> bool:
        """Tell whether there is a row about a subject with a combination."""
        return bool(self.seen.has(self.group(subject, combination)))

    def spots(self, era: int) -> dict[int, Spot]:
        """Return the land that the subjects of an era are, by their numbers."""
        return {
            number: subject.meaning
            for number, subject in enumerate(self.subjects)
            if subject.era == era and isinstance(subject.meaning, Spot)
        }


class Numbers:
    """Some of the numbers below a size, as a flag for each where they lie close together.

    *has* tells whether a number is one of them.
    """

    def __init__(self, numbers: Sequence[int], size: int) -> None:
        self.has: Callable[[int], object]
        self.n: int
        self._all: Callable[[], Iterable[int]]
        if size > _CLOSE * len(numbers):
            few = frozenset(numbers)
            self.has, self.n = few.__contains__, len(few)
            self._all = lambda: few
            return
        flags = bytearray(size)
        for start in range(0, len(numbers), _SOME):
            for number in set(numbers[start : start + _SOME]):
                flags[number] = 1
        self.has, self.n = flags.__getitem__, flags.count(1)
        self._all = lambda: compress(count(), flags)

    def __iter__(self) -> Iterator[int]:
        """Yield each of them once."""
        return iter(self._all())


_CLOSE: Final = 64  # Bytes a row, as many as a set of numbers needs.
_SOME: Final = 100_000  # So many numbers are told apart at once: few, as a rule.


def row_groups(table: FigureTable, dated: Dated) -> RowGroups:
    """Return what each row is about, where keys have the meanings that *dated* gives them."""
    dimensions = (*table.dimensions, *_administrations(table, dated))
    raw, sizes = _raw_codes(dimensions, len(table.lines))
    decoded = {code: _decoded(code, sizes) for code in (set(raw) if dimensions else {0})}
    ordered = sorted(decoded, key=lambda code: _order(_contents(dimensions, decoded[code])))
    numbers = {code: number for number, code in enumerate(ordered)}
    eras = tuple(_era(table, dated, decoded[code]) for code in ordered)
    combination_codes = array("I", map(numbers.__getitem__, raw)) if dimensions else raw
    if len(dated.places) == 1:
        subjects, number_of = _subjects(
            table, dated, {(key, 0) for key in those_there(table.key_codes, len(table.keys))}
        )
        of_key = [number_of.get((key, 0), 0) for key in range(len(table.keys))]
        subject_codes = renumbered(table.key_codes, of_key)
    else:
        era_of_row = [*map(eras.__getitem__, combination_codes)]
        pairs = zip(table.key_codes, era_of_row, strict=True)
        subjects, number_of = _subjects(table, dated, set(pairs))
        pairs = zip(table.key_codes, era_of_row, strict=True)
        subject_codes = array("I", map(number_of.__getitem__, pairs))
    return RowGroups(
        tuple(each.name for each in dimensions),
        subjects,
        subject_codes,
        tuple(_contents(dimensions, decoded[code]) for code in ordered),
        eras,
        combination_codes,
        number_of,
    )


def _administrations(table: FigureTable, dated: Dated) -> tuple[Dimension, ...]:
    """Return whose rows are, as a dimension, where they are of several and stay apart."""
    if table.is_added_up:
        return ()
    whose = [
        reading.administration or OWN
        if any(isinstance(meanings[key], Spot) for meanings in dated.meanings)
        else ""
        for key, reading in enumerate(table.keys)
    ]
    contents = tuple(sorted({*whose} - {""}))
    if len(contents) < 2:
        return ()
    of_key = [contents.index(each or (OWN if OWN in contents else contents[0])) for each in whose]
    return (
        Dimension(ADMINISTRATION, contents, array("I", map(of_key.__getitem__, table.key_codes))),
    )


def _raw_codes(dimensions: Sequence[Dimension], rows: int) -> tuple[Sequence[int], list[int]]:
    """Return the contents of all dimensions of each row as one number."""
    sizes = [len(each.contents) for each in dimensions]
    if not dimensions:
        return bytes(rows), sizes
    raw: Iterable[int] = dimensions[0].codes
    for size, each in zip(sizes[1:], dimensions[1:], strict=True):
        raw = map(add, map(mul, raw, repeat(size)), each.codes)
    return (array("Q", raw) if prod(sizes) < _MOST else list(raw)), sizes


_MOST: Final = 2**64  # What a number of an array can be at most.


def _decoded(code: int, sizes: Sequence[int]) -> tuple[int, ...]:
    """Return the content of each dimension that a number stands for."""
    found = []
    for size in reversed(sizes):
        code, content = divmod(code, size)
        found.append(content)
    return tuple(reversed(found))


def _contents(dimensions: Sequence[Dimension], codes: Sequence[int]) -> Combination:
    return tuple(each.contents[code] for each, code in zip(dimensions, codes, strict=True))


def _era(table: FigureTable, dated: Dated, codes: Sequence[int]) -> int:
    if dated.years is None:
        return 0
    return dated.era_of_year[codes[table.dimensions.index(dated.years)]]


_DIGITS = re.compile(r"(\d+)")


def _order(combination: Combination) -> tuple[Hashable, ...]:
    """Return by what combinations are sorted: numbers in texts count as numbers."""
    return tuple(map(_rank, combination))


def _rank(content: Content) -> tuple[object, ...]:
    if content is None:
        return (0,)
    if isinstance(content, Real):
        return (1, content)
    if isinstance(content, date):
        return (2, content.isoformat())
    pieces = _DIGITS.split(str(content))
    return (3, [(n % 2, _of_digits(each) if n % 2 else each) for n, each in enumerate(pieces)])


def _of_digits(text: str) -> tuple[int, str]:
    """Return by what digits are sorted as the number that they are, however long."""
    digits = text.lstrip("0")
    return len(digits), digits


def _subjects(
    table: FigureTable, dated: Dated, used: Iterable[tuple[int, int]]
) -> tuple[tuple[Subject, ...], dict[tuple[int, int], int]]:
    """Return what keys mean in the eras in which they are used, once for all spellings."""
    spelled: dict[tuple[int, Hashable], list[tuple[str, int, Spot | Aside]]] = {}
    for key, era in sorted(used):
        text, found = table.keys[key].text, dated.meanings[era][key]
        meaning = Aside(text, "wrong") if isinstance(found, Finding) else found
        spelled.setdefault((era, _sameness(meaning)), []).append((text, key, meaning))
    subjects: list[Subject] = []
    number_of: dict[tuple[int, int], int] = {}
    named = [(era, tuple(sorted(t for t, _, _ in m)), m) for (era, _), m in spelled.items()]
    for era, texts, members in sorted(named, key=itemgetter(0, 1)):
        number_of.update({(key, era): len(subjects) for _, key, _ in members})
        subjects.append(Subject(evolve(members[0][2], key=texts[0]), era, texts))
    return tuple(subjects), number_of


def _sameness(meaning: Spot | Aside) -> Hashable:
    """Return what is equal for all keys that mean the same."""
    return (meaning.kind, meaning.name) if isinstance(meaning, Spot) else meaning.kind
