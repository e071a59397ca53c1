"""Which year's municipalities a table has: the period in which its codes or names fit."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import accumulate

from attrs import field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.landscape.keys import KeyIndex, KeyKind, KeyProblem, KeyReading, problem_of, said
from elzmodel.landscape.names import Alias
from elzmodel.territory import Municipality, Register
from elzmodel.values import (
    Column,
    Finding,
    NisCode,
    Outcome,
    PartId,
    Period,
    Severity,
    Table,
    eve,
    plain_finding,
)
from elzmodel.values.text import listed

__all__ = [
    "PeriodFit",
    "Vintage",
    "vintage",
]

_BEFORE = 0
_NEVER = date.max.toordinal() + 1

_Label = tuple[NisCode | None, str, tuple[PartId, ...]]


@frozen
class Spans:
    """Maximal spans without a change of code, name or land, by their bounds as day numbers."""

    bounds: tuple[int, ...]

    def __len__(self) -> int:
        """Return the number of spans."""
        return len(self.bounds) - 1

    def period(self, position: int) -> Period:
        """Return one span as a period."""
        return Period(_day(self.bounds[position]), _day(self.bounds[position + 1]))

    def ranges(self, versions: Iterable[Municipality]) -> list[tuple[int, int]]:
        """Return in which spans any of *versions* lives, as disjoint half-open ranges."""
        found = sorted(filter(None, map(self._range, versions)))
        ranges: list[tuple[int, int]] = []
        for low, high in found:
            if ranges and low <= ranges[-1][1]:
                ranges[-1] = (ranges[-1][0], max(high, ranges[-1][1]))
            else:
                ranges.append((low, high))
        return ranges

    def _range(self, version: Municipality) -> tuple[int, int] | None:
        start, until = _numbers(version.period)
        low = max(bisect_right(self.bounds, start) - 1, 0)
        high = min(bisect_left(self.bounds, until), len(self))
        return (low, high) if low < high else None

    def count(self, lives: Iterable[Iterable[tuple[int, int]]]) -> list[int]:
        """Count, for each span, in how many of *lives* it is."""
        steps = [0] * (len(self) + 1)
        for ranges in lives:
            for low, high in ranges:
                steps[low] += 1
                steps[high] -= 1
        return list(accumulate(steps[:-1]))


def spans_of(register: Register, covers: Period) -> Spans:
    """Return the spans of a register within a period; a new province alone begins none."""
    low, high = _numbers(covers)
    ended: defaultdict[int, set[_Label]] = defaultdict(set)
    begun: defaultdict[int, set[_Label]] = defaultdict(set)
    for version in register.versions:
        start, until = _numbers(version.period)
        label = (version.nis, version.name, version.parts)
        begun[start].add(label)
        ended[until].add(label)
    days = sorted(day for day in {*begun, *ended} if low < day < high)
    changes = (day for day in days if begun.get(day) != ended.get(day))
    return Spans((low, *changes, high))


def _numbers(period: Period) -> tuple[int, int]:
    start = period.start.toordinal() if period.start else _BEFORE
    return start, period.until.toordinal() if period.until else _NEVER


def _day(number: int) -> date | None:
    return None if number in {_BEFORE, _NEVER} else date.fromordinal(number)


Ranges = tuple[tuple[int, int], ...]
Asked = tuple[bool, str]
"""Whether a key was text, and how it reads without spaces around it."""


class Texts:
    """The different keys of a table, where each stands and what it can mean."""

    def __init__(self, keys: Iterable[object], index: KeyIndex) -> None:
        if isinstance(keys, str | bytes):
            raise InvalidValueError(
                "list of keys", keys, "several keys, such as ['71072', '11002']"
            )
        self.positions: dict[Asked, list[int]] = {}
        self.readings: dict[Asked, KeyReading] = {}
        self.rows = 0
        for key in keys:
            asked = (isinstance(key, str), str(key).strip())
            if asked not in self.readings:
                self.readings[asked] = index.read(key)
            self.positions.setdefault(asked, []).append(self.rows)
            self.rows += 1


@frozen
class Evidence:
    """How many keys and municipalities each span has, and what is wrong with a key in one."""

    spans: Spans
    texts: Texts
    register: Register
    repeats_ok: bool
    ranges: dict[Asked, Ranges]
    fits: list[int]
    sizes: list[int]

    @classmethod
    def of(cls, register: Register, spans: Spans, texts: Texts, *, repeats_ok: bool) -> Evidence:
        """Count the keys and the municipalities of each span."""
        readings = texts.readings.items()
        ranges = {asked: tuple(spans.ranges(reading.versions)) for asked, reading in readings}
        units = {version.unit for version in register.versions}
        sizes = spans.count(spans.ranges(register.versions_of(unit)) for unit in units)
        fits = spans.count(ranges.values())
        return cls(spans, texts, register, repeats_ok, ranges, fits, sizes)

    def complete(self, tied: Iterable[int]) -> list[int]:
        """Return the spans of which the keys name every municipality."""
        return [i for i in tied if len({m.unit for _, m in self._living(i)}) == self.sizes[i]]

    def _living(self, span: int) -> Iterator[tuple[Asked, Municipality]]:
        """Yield each key with what it means in one span."""
        for asked, reading in self.texts.readings.items():
            if holds(self.ranges[asked], span):
                yield from ((asked, m) for m in reading.versions if self._lives(m, span))

    def _lives(self, municipality: Municipality, span: int) -> bool:
        return holds(self.spans.ranges([municipality]), span)

    def only_in(self, span: int, other: int) -> Iterator[str]:
        """Yield the keys that exist in one span and not in the other, as they were read."""
        for asked, ranges in self.ranges.items():
            if holds(ranges, span) and not holds(ranges, other):
                yield self.texts.readings[asked].read_as

    def problems(self, span: int) -> Iterator[KeyProblem]:
        """Yield what is wrong with the keys, measured against one span."""
        for asked, reading in self.texts.readings.items():
            positions = tuple(self.texts.positions[asked])
            if mended := problem_of(reading, positions):
                yield mended
            if reading.versions:
                yield from self._misfit(asked, reading, positions, span)
        if not self.repeats_ok:
            yield from self._repeats(span)

    def _misfit(
        self, asked: Asked, reading: KeyReading, positions: tuple[int, ...], span: int
    ) -> Iterator[KeyProblem]:
        if not holds(self.ranges[asked], span):
            kind, message, found = self._elsewhen(reading, span)
            yield KeyProblem(kind, reading.text, positions, message, "", found)
            return
        living = {m.unit: m for m in reading.versions if self._lives(m, span)}
        if len(living) > 1:
            found = tuple(living.values())
            message = f"can mean {' or '.join(map(str, found))}"
            yield KeyProblem(KeyKind.AMBIGUOUS, reading.text, positions, message, "", found)

    def _elsewhen(
        self, reading: KeyReading, span: int
    ) -> tuple[KeyKind, str, tuple[Municipality, ...]]:
        """Tell what an ended key became, or what one of later was before."""
        period = self.spans.period(span)
        start, last = period.start, eve(period.until) if period.until else None
        gone = [m for m in reading.versions if m.period.until and start and m.period.until <= start]
        if gone and start:
            found = self._became(gone[-1:], start)
            message = f"valid {gone[-1].period}{said('it became', found)}"
            return KeyKind.ENDED, message, found
        first = reading.versions[0]
        found = self._became([first], last) if last else ()
        return KeyKind.NOT_YET, f"valid {first.period}{said('before, it was', found)}", found

    def _became(self, versions: Iterable[Municipality], day: date) -> tuple[Municipality, ...]:
        found = (m for version in versions for m in self.register.became(version, day))
        return tuple(sorted(set(found), key=lambda m: (m.nis or "", m.name)))

    def _repeats(self, span: int) -> Iterator[KeyProblem]:
        """Report keys that stand twice, and different keys that mean the same."""
        for asked, positions in self.texts.positions.items():
            text = self.texts.readings[asked].text
            if text and len(positions) > 1:
                message = f"stands in {len(positions)} rows"
                yield KeyProblem(KeyKind.DUPLICATE, text, tuple(positions), message)
        first: dict[str, Asked] = {}
        for asked, municipality in self._living(span):
            earlier = first.setdefault(municipality.unit, asked)
            if earlier != asked:
                reading, positions = self.texts.readings[asked], self.texts.positions[asked]
                message = f"the same municipality as {self.texts.readings[earlier].text!r}"
                yield KeyProblem(
                    KeyKind.DUPLICATE, reading.text, tuple(positions), message, "", (municipality,)
                )


def holds(ranges: Iterable[tuple[int, int]], span: int) -> bool:
    """Tell whether a span lies in any of the ranges."""
    return any(low <= span < high for low, high in ranges)


_UNSURE = "ELZ-L030"
_MIXED = "ELZ-L031"
_NO_FIT = "ELZ-L032"
_READ_AS = "ELZ-L033"
_ALIKE = "Each known key is in use in all of these periods, so that nothing tells them apart."
_OPPOSED = "As many keys exist in each of these periods, but not the same ones."


@frozen
class PeriodFit:
    """How many keys exist in one period, and how many municipalities it has.

    *fits* counts different keys, mended ones included.

    Example:
        >>> from elzmodel.values import Period
        >>> print(PeriodFit(Period(), fits=5, of=6, municipalities=300))
        the beginning to now: 5 of 6 keys
    """

    period: Period
    fits: int
    of: int
    municipalities: int

    def __str__(self) -> str:
        """Show the period and the count."""
        return f"{self.period}: {self.fits} of {_count(self.of, 'key')}"


@frozen
class Vintage:
    """Which year's municipalities a set of codes or names has (*welke indeling*).

    *rows* counts what was given, *keys* the different ones and *known* those
    that were ever valid in the period that is covered.
    *fits* has every period in which the municipalities stay the same, in order
    of time. *candidates* are the periods that most keys fit; *best* is the one
    of them, ``None`` where the evidence does not decide. *deciding* holds the
    keys that speak for *best* and against the next best. *is_mixed* tells that
    no period has all the keys that were ever valid. Problems are measured
    against *best*, or against the last candidate.

    Example:
        >>> from elzmodel import flanders
        >>> fl = flanders()
        >>> print(vintage(["71072", "11002"], register=fl.register, covers=fl.covers))
        2 keys, of which 2 are known.
        The municipalities are those of 2025-01-01 to 2026-03-12: 2 of 2 keys.
        Next best is 2019-01-01 to 2024-12-31, 1 of 2 keys; what decides is 71072.
    """

    rows: int
    keys: int
    known: int
    fits: tuple[PeriodFit, ...]
    candidates: tuple[Period, ...]
    best: Period | None
    is_mixed: bool
    deciding: tuple[str, ...] = field(repr=False)
    problems: tuple[KeyProblem, ...] = field(repr=False)
    reason: str = field(repr=False)

    def __repr__(self) -> str:
        """Count the keys, the candidates and the problems."""
        best = str(self.best) if self.best else f"{len(self.candidates)} candidates"
        return f"<Vintage {best}: {self.rows} keys, {len(self.problems)} problems>"

    def __str__(self) -> str:
        """Explain the answer, one sentence a line."""
        return "\n".join(self.explanation)

    def _repr_html_(self) -> str:
        return f"{self.to_table().to_html()}\n{self.problem_table().to_html()}"

    @property
    def is_ambiguous(self) -> bool:
        """Whether the evidence does not decide between periods."""
        return len(self.candidates) > 1

    @property
    def is_clean(self) -> bool:
        """Whether every key fits as it stands, in at least one and the same period."""
        return bool(self.candidates) and not self.problems

    @property
    def against(self) -> Period | None:
        """The period against which the problems are stated."""
        return self.best or (self.candidates[-1] if self.candidates else None)

    def problems_of(self, kind: KeyKind) -> tuple[KeyProblem, ...]:
        """Return the problems of one kind, in the order of the keys."""
        return tuple(problem for problem in self.problems if problem.kind is kind)

    @cached_property
    def explanation(self) -> tuple[str, ...]:
        """The answer in sentences: which period, why, what else is in the table."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[str]:
        rows = f" in {self.rows:,} rows" if self.rows != self.keys else ""
        verb = "is" if self.known == 1 else "are"
        yield f"{_count(self.keys, 'key')}{rows}, of which {self.known} {verb} known."
        fit = {fit.period: fit for fit in self.fits}
        if self.best:
            yield f"The municipalities are those of {fit[self.best]}."
        else:
            fits = "; ".join(str(fit[period]) for period in self.candidates) or "none"
            yield f"The period is not clear: {fits}."
        yield from filter(None, [self.reason])
        if self.is_mixed:
            yield "The table is mixed: no one period has all keys that were ever valid."
        if self.problems:
            kinds = Counter(problem.kind.value for problem in self.problems)
            against = f", against {self.against}" if self.against else ""
            yield f"Problems{against}: {', '.join(f'{n} {kind}' for kind, n in kinds.items())}."

    def to_table(self) -> Table:
        """Return one row a period: how many keys fit, and whether it is the one.

        Example:
            >>> from elzmodel import flanders
            >>> fl = flanders()
            >>> found = vintage(["71072", "11002"], register=fl.register, covers=fl.covers)
            >>> found.to_table().rows[-1][2:]
            (2, 2, 304, 'best')
        """
        columns = (
            Column("first_day"),
            Column("last_day"),
            Column("keys_that_fit", "number"),
            Column("keys", "number"),
            Column("municipalities", "number"),
            Column("verdict"),
        )
        rows = (
            (*_days(f.period), f.fits, f.of, f.municipalities, self._verdict(f)) for f in self.fits
        )
        return Table("Which year's municipalities", columns, rows, self.explanation)

    def _verdict(self, fit: PeriodFit) -> str:
        if fit.period == self.best:
            return "best"
        return "possible" if fit.period in self.candidates else ""

    def problem_table(self, *, where: Sequence[str] = ()) -> Table:
        """Return one row for each problem.

        Args:
            where: The place of each key in its file, in the order of the keys;
                their positions are shown otherwise, from 1.
        """
        columns = (
            Column("where"),
            Column("key", "code"),
            Column("kind"),
            Column("read_as", "code"),
            Column("problem"),
        )
        rows = (
            (_places(p, where), p.key, p.kind.value, p.read_as or None, p.message)
            for p in self.problems
        )
        return Table("Keys that do not fit as they stand", columns, rows)

    def findings(self) -> tuple[Finding, ...]:
        """Return the doubts: an unclear period, a mixture, and one for each problem."""
        found = []
        if self.best is None:
            period = "; ".join(map(str, self.candidates)) or "none"
            message = f"the period is not clear: {period}. {self.reason}".strip()
            found.append(plain_finding(code=_UNSURE, message=message, outcome=Outcome.UNKNOWN))
        if self.is_mixed:
            message = "no one period has all keys that were ever valid"
            found.append(plain_finding(code=_MIXED, message=message, severity=Severity.ERROR))
        found += [
            plain_finding(
                code=_READ_AS if p.read_as else _NO_FIT, subject=p.key or "''", message=p.message
            )
            for p in self.problems
        ]
        return tuple(found)


def vintage(
    keys: Iterable[object],
    *,
    register: Register,
    covers: Period,
    aliases: tuple[Alias, ...] = (),
    repeats_ok: bool = False,
) -> Vintage:
    """Find the period in which codes or names are valid, and what does not fit.

    A key is evidence for each period in which something had that code or name;
    keys that had to be mended are evidence as well, and are listed. The period
    with most different keys is best. Where several have as many, the one whose
    municipalities are all in the table is; otherwise the answer says that it is
    ambiguous.

    Args:
        keys: Codes or names as a table has them, also mixed.
        register: The municipalities through time.
        covers: The period to search.
        aliases: Other names under which municipalities are met.
        repeats_ok: Say that a municipality may stand in several rows.

    Raises:
        InvalidValueError: If *keys* is a single text.

    Example:
        >>> from elzmodel import flanders
        >>> fl = flanders()
        >>> found = vintage(["71022", "73040", "Gent"], register=fl.register, covers=fl.covers)
        >>> [str(period) for period in found.candidates]
        ['2018-01-01 to 2018-12-31', '2019-01-01 to 2024-12-31']
    """
    texts = Texts(keys, KeyIndex(register, aliases))
    spans = spans_of(register, covers)
    return _weighed(Evidence.of(register, spans, texts, repeats_ok=repeats_ok))


def _weighed(evidence: Evidence) -> Vintage:
    """Choose the spans that most keys fit, and state the rest against them."""
    spans, texts = evidence.spans, evidence.texts
    known, most = sum(map(bool, evidence.ranges.values())), max(evidence.fits)
    tied = [i for i, fits in enumerate(evidence.fits) if fits == most > 0]
    chosen = tied if len(tied) == 1 else evidence.complete(tied)
    if len(chosen) != 1:
        chosen = tied
    best = chosen[0] if len(chosen) == 1 else None
    deciding, reason = _reason(evidence, tied, best)
    problems = evidence.problems((chosen or [len(spans) - 1])[-1])
    counts = enumerate(zip(evidence.fits, evidence.sizes, strict=True))
    keys = len(texts.readings)
    return Vintage(
        rows=texts.rows,
        keys=keys,
        known=known,
        fits=tuple(PeriodFit(spans.period(i), n, keys, size) for i, (n, size) in counts if size),
        candidates=tuple(map(spans.period, chosen)),
        best=None if best is None else spans.period(best),
        is_mixed=known > most,
        deciding=deciding,
        problems=tuple(sorted(problems, key=lambda p: p.positions[0])),
        reason=reason,
    )


def _reason(
    evidence: Evidence, tied: Sequence[int], best: int | None
) -> tuple[tuple[str, ...], str]:
    """Say which keys decide, or why nothing does."""
    if not tied:
        return (), "No key was valid in the period that is covered."
    if best is None:
        known = sum(map(bool, evidence.ranges.values()))
        return (), _ALIKE if evidence.fits[tied[0]] == known else _OPPOSED
    others = [i for i, size in enumerate(evidence.sizes) if size and i != best]
    if not others:
        return (), ""
    second = max(others, key=lambda i: (evidence.fits[i], i))
    period = evidence.spans.period(second)
    if second in tied:
        return (), f"As many keys exist in {period}, but of that period municipalities are missing."
    deciding = tuple(evidence.only_in(best, second))
    fits = f"{evidence.fits[second]} of {_count(len(evidence.ranges), 'key')}"
    return deciding, f"Next best is {period}, {fits}; what decides is {listed(deciding)}."


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _days(period: Period) -> tuple[date | None, date | None]:
    return period.start, eve(period.until) if period.until else None


def _places(problem: KeyProblem, where: Sequence[str]) -> tuple[str, ...]:
    return tuple(where[i] if where else f"key {i + 1}" for i in problem.positions)
