"""What the keys of a table prove: which spans of time each fits, and what is wrong in one.

Different keys count once, however many rows they stand in.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any

from attrs import evolve, field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.landscape.key_doubts import Doubt, no_fit
from elzmodel.landscape.keys import KeyIndex, KeyReading
from elzmodel.landscape.names import spelling
from elzmodel.landscape.written import Asked, Written
from elzmodel.territory import Municipality, Register
from elzmodel.values import Finding, Period, Place, eve
from elzmodel.values.arguments import keep_door
from elzmodel.values.ids import grouped
from elzmodel.values.text import in_words, phrase, said

__all__ = ["KeyRows"]

# --- spans of time ---------------------------------------------------------------------

_BEFORE = 0
_NEVER = date.max.toordinal() + 1


@frozen
class Spans:
    """Maximal spans without a change of code, name or land, by their bounds as day numbers.

    At the bounds *renamed* nothing but names change.
    """

    bounds: tuple[int, ...]
    renamed: frozenset[int] = frozenset()

    def __len__(self) -> int:
        """Return the number of spans."""
        return len(self.bounds) - 1

    def period(self, position: int) -> Period:
        """Return one span as a period."""
        return Period(_day(self.bounds[position]), _day(self.bounds[position + 1]))

    def at(self, day: date) -> int:
        """Return the position of the span of a day; the first or the last for one outside."""
        found = bisect_right(self.bounds, day.toordinal()) - 1
        return min(max(found, 0), len(self) - 1)

    def of(self, municipality: Municipality) -> range:
        """Return the positions of the spans in which a version of a municipality lives."""
        return self.during(municipality.period)

    def during(self, period: Period) -> range:
        """Return the positions of the spans that share days with a period."""
        start, until = _numbers(period)
        low = max(bisect_right(self.bounds, start) - 1, 0)
        return range(low, min(bisect_left(self.bounds, until), len(self)))

    def of_any(self, versions: Iterable[Municipality]) -> frozenset[int]:
        """Return the positions of the spans in which any of *versions* lives."""
        return frozenset(chain.from_iterable(map(self.of, versions)))

    def told_apart_by(self, lives: Iterable[frozenset[int]]) -> Spans:
        """Return spans in which neighbours with the same codes and land are one.

        A key that lives in one of two neighbours alone keeps them apart.
        """
        differing = {
            self.bounds[position]
            for life in lives
            for position in {*life, *(each + 1 for each in life)}
            if (position in life) != (position - 1 in life)
        }
        return evolve(
            self, bounds=tuple(b for b in self.bounds if b not in self.renamed - differing)
        )

    def count(self, lives: Iterable[Iterable[int]]) -> tuple[int, ...]:
        """Count, for each span, in how many of *lives* it is."""
        times = Counter(chain.from_iterable(lives))
        return tuple(times[position] for position in range(len(self)))


def spans_of(register: Register, covers: Period) -> Spans:
    """Return the spans of a register within a period; a new province alone begins none."""
    low, high = _numbers(covers)
    changes = [
        day for day in _changes(register, lambda m: (m.nis, m.name, m.parts)) if low < day < high
    ]
    other = _changes(register, lambda m: (m.unit, m.nis, m.parts))
    return Spans((low, *changes, high), frozenset(changes).difference(other))


def _changes(register: Register, label: Callable[[Municipality], Hashable]) -> list[int]:
    """Return the days on which other labels begin than end."""
    labelled = [(_numbers(version.period), label(version)) for version in register.versions]
    begun = grouped((start, each) for (start, _), each in labelled)
    ended = grouped((until, each) for (_, until), each in labelled)
    days = sorted({*begun, *ended})
    return [day for day in days if {*begun.get(day, ())} != {*ended.get(day, ())}]


def _numbers(period: Period) -> tuple[int, int]:
    start = period.start.toordinal() if period.start else _BEFORE
    return start, period.until.toordinal() if period.until else _NEVER


def _day(number: int) -> date | None:
    return None if number in {_BEFORE, _NEVER} else date.fromordinal(number)


# --- the keys of a table ---------------------------------------------------------------


@frozen
class KeyRows:
    """In how many rows a key stands, and where the first and the last of them are.

    Example:
        >>> from elzmodel import flanders
        >>> rows = KeyRows(324, Place("days.csv", 2, 1), Place("days.csv", 325, 1))
        >>> print(rows)
        324 rows (lines 2 to 325)
        >>> flanders().vintage(["71072"], rows=[rows]).problems[0].message
        'stands in 324 rows (lines 2 to 325)'
    """

    n: int
    first: Place
    last: Place

    @classmethod
    def at(cls, place: Place) -> KeyRows:
        """Return where a key stands that stands once."""
        return cls(1, place, place)

    def with_also(self, other: KeyRows) -> KeyRows:
        """Return these rows together with others of the same key."""
        first, last = min(self.first, other.first), max(self.last, other.last)
        return KeyRows(self.n + other.n, first, last)

    def __str__(self) -> str:
        """Count the rows, and show the first and the last."""
        return in_words(self)


@in_words.register
def _(value: KeyRows, lang: str = "en", door: str = "python") -> str:
    if value.n == 1:
        return in_words(value.first, lang, door)
    first, last = value.first.line or value.first.row, value.last.line or value.last.row
    ends = phrase(
        "{first} and {last}" if value.n == 2 else "{first} to {last}", first=first, last=last
    )
    lines = phrase("{n:number} rows (lines {ends})", n=value.n, ends=ends)
    rows = phrase("{n:number} rows (rows {ends})", n=value.n, ends=ends)
    return in_words(lines if value.first.line else rows, lang, door)


class Texts:
    """The different keys of a table, where each stands and what it can mean.

    Raises:
        InvalidValueError: If it is a single text, or *rows* are not as many as the keys.
    """

    def __init__(
        self, keys: Iterable[object], index: KeyIndex, rows: Sequence[KeyRows] = ()
    ) -> None:
        if isinstance(keys, str | bytes) or not isinstance(keys, Iterable):
            expected = "several keys, such as ['71072', '11002']"
            raise InvalidValueError("list of keys", keys, expected)
        given = tuple(keys)
        if rows and len(rows) != len(given):
            expected = said("one for each of {n} keys", n=len(given))
            raise InvalidValueError("list of rows", len(rows), expected)
        written: dict[Asked, Written] = {}
        self.rows: dict[Asked, KeyRows] = {}
        for key, where in zip(given, rows, strict=True) if rows else _counted(given):
            each = Written.of(key)
            written.setdefault(each.asked, each)
            before = self.rows.get(each.asked)
            self.rows[each.asked] = before.with_also(where) if before else where
        read = index.reader(written.values())
        readings = {asked: read(each) for asked, each in written.items()}
        self.readings: Mapping[Asked, KeyReading] = index.in_context(readings)

    @property
    def n_rows(self) -> int:
        """How many rows the keys stand in."""
        return sum(rows.n for rows in self.rows.values())


def _counted(keys: Sequence[object]) -> Iterator[tuple[object, KeyRows]]:
    """Yield each different key with its rows, from 1, in order of the first."""
    marks: list[tuple[Any, Any]] = list(zip(map(type, keys), keys, strict=True))
    try:
        counts = Counter(marks)
    except TypeError:  # A key that cannot be hashed is compared by its text.
        marks = [(type(key), Written.of(key).asked) for key in keys]
        counts = Counter(marks)
    last = dict(zip(marks, range(len(keys)), strict=True))
    first = dict(zip(reversed(marks), reversed(range(len(keys))), strict=True))
    for mark, n in counts.items():
        start = first[mark]
        place = Place(row=start + 1)
        yield keys[start], KeyRows(n, place, place if n == 1 else Place(row=last[mark] + 1))


# --- what they prove -------------------------------------------------------------------


@frozen
class Doubted:
    """A key, what is wrong with it, and the rows in which it stands."""

    text: str
    doubt: Doubt
    rows: KeyRows

    @property
    def finding(self) -> Finding:
        """What is wrong, as a finding."""
        is_said = self.doubt.kind == "duplicate" or self.rows.n == 1
        rows = None if is_said else self.rows
        return self.doubt.finding(self.text, self.rows.first, rows=rows)


@frozen
class Evidence:
    """How many keys and municipalities each span has, and what is wrong with a key in one."""

    index: KeyIndex
    spans: Spans
    texts: Texts
    sizes: tuple[int, ...]
    spans_of_keys: dict[Asked, frozenset[int]] = field(init=False)
    fits: tuple[int, ...] = field(init=False)

    @spans_of_keys.default  # pyright: ignore[reportAttributeAccessIssue] - attrs' own
    def _spans_of_keys(self) -> dict[Asked, frozenset[int]]:
        """A postal code proves no year: that one table lacks it does not make it new."""
        found: dict[Asked, frozenset[int]] = {}
        for asked, reading in self.texts.readings.items():
            found[asked] = self.spans.of_any(reading.versions)
            if reading.postal_code and found[asked]:
                found[asked] |= self._postal
        return found

    @cached_property
    def _postal(self) -> frozenset[int]:
        """The spans with municipalities of which tables of postal codes speak."""
        periods = self.index.gazetteer.postal_periods
        spans = chain.from_iterable(map(self.spans.during, periods))
        return frozenset(span for span in spans if self.sizes[span])

    @fits.default  # pyright: ignore[reportAttributeAccessIssue] - attrs' own
    def _fits(self) -> tuple[int, ...]:
        return self.spans.count(self.spans_of_keys.values())

    @property
    def register(self) -> Register:
        """The municipalities through time."""
        return self.index.register

    @property
    def known(self) -> int:
        """How many keys were ever valid in the period that is covered."""
        return sum(map(bool, self.spans_of_keys.values()))

    def kept_by_villages(self, tied: Iterable[int]) -> tuple[str, ...]:
        """The names that are only those of villages in some of the spans, and more in others."""
        names = (
            r.read_as
            for r in self.texts.readings.values()
            if r.by_village and r.own and not self.spans.of_any(r.own).issuperset(tied)
        )
        return tuple(dict.fromkeys(names))

    def complete(self, tied: Iterable[int]) -> list[int]:
        """Return the spans of which the keys name every municipality."""
        return [i for i in tied if len({m.unit for _, m in self._living(i)}) == self.sizes[i]]

    def _living(self, span: int) -> Iterator[tuple[Asked, Municipality]]:
        """Yield each key with what it means in one span."""
        for asked, reading in self.texts.readings.items():
            if span in self.spans_of_keys[asked]:
                yield from ((asked, m) for m in reading.versions if span in self.spans.of(m))

    def only_in(self, span: int, other: int) -> Iterator[str]:
        """Yield the keys that exist in one span and not in the other, as they were read."""
        for asked, spans in self.spans_of_keys.items():
            if span in spans and other not in spans:
                yield self.texts.readings[asked].read_as

    def doubted(self, span: int, *, repeats_ok: bool) -> Iterator[Doubted]:
        """Yield what is wrong with the keys, measured against one span, in order of place."""
        repeated = {} if repeats_ok else grouped(self._repeats(span))
        for asked, reading in self.texts.readings.items():
            for doubt in (*self.doubts(reading, span), *repeated.get(asked, ())):
                yield Doubted(reading.text, doubt, self.texts.rows[asked])

    def doubts(self, reading: KeyReading, span: int) -> Iterator[Doubt]:
        """Yield what is wrong with a key in one span: what was mended, and why it fits not."""
        if reading.doubt:
            yield reading.doubt
        living = {m.unit: m for m in reading.versions if span in self.spans.of(m)}
        meanings = tuple(living.values())
        if reading.versions and not living:
            yield self._elsewhen(reading, span)
        elif len(living) > 1:
            yield no_fit("ambiguous", municipalities=meanings)
        elif meanings and meanings[0] in reading.by_village:
            yield reading.through_village(meanings[0])

    def _elsewhen(self, reading: KeyReading, span: int) -> Doubt:
        """Tell what an ended key became, or what one of later was before."""
        period = self.spans.period(span)
        if reading.postal_code:
            return no_fit("no table", period=period)
        start, last = period.start, eve(period.until) if period.until else None
        gone = [m for m in reading.versions if m.period.until and start and m.period.until <= start]
        if gone and start:
            found = self.became(gone[-1:], start)
            valid = gone[-1].period
            return no_fit("ended", period=valid, municipalities=found)
        first = reading.versions[0]
        found = self.became([first], last) if last else ()
        return no_fit("not yet", period=first.period, municipalities=found)

    def became(self, versions: Iterable[Municipality], day: date) -> tuple[Municipality, ...]:
        """Return what versions have become, or had been, on another day."""
        found = (m for version in versions for m in self.register.became(version, day))
        return tuple(sorted(set(found), key=lambda m: (m.nis or "", m.name)))

    def _repeats(self, span: int) -> Iterator[tuple[Asked, Doubt]]:
        """Report keys that stand twice, and different keys that mean the same."""
        for asked, rows in self.texts.rows.items():
            if rows.n > 1 and self.texts.readings[asked].text:
                yield asked, no_fit("duplicate", where=rows)
        first: dict[Hashable, Asked] = {}
        for asked, municipality in self._living(span):
            row = self.texts.readings[asked].row(municipality)
            earlier = first.setdefault(row, asked)
            if earlier != asked:
                other = self.texts.readings[earlier].text
                yield asked, no_fit("same municipality", other=other)

    @cached_property
    def shared_names(self) -> Mapping[str, tuple[tuple[str, tuple[Municipality, ...]], ...]]:
        """The villages elsewhere of each name that was read, with who ever held them."""
        readings = self.texts.readings.values()
        found = ((spelling(r.read_as), each) for r in readings for each in self.index.namesakes(r))
        return grouped(found)


keep_door(__name__)
