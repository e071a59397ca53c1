"""Which year's municipalities a table has: the period in which its codes or names fit."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Final

from attrs import evolve, field, frozen

from elzmodel.errors import InvalidValueError, UnknownIdError
from elzmodel.landscape.gazetteer import Gazetteer
from elzmodel.landscape.keys import KeyIndex, KeyReading, no_fit
from elzmodel.landscape.names import Alias, spelling
from elzmodel.landscape.places import ALSO_A_VILLAGE, doubts
from elzmodel.territory import Municipality, Register
from elzmodel.values import (
    Answer,
    CheckOutcome,
    Code,
    Codes,
    Disagreement,
    Finding,
    PartId,
    Period,
    Place,
    Severity,
    columns,
    eve,
)
from elzmodel.values.ids import grouped
from elzmodel.values.text import Phrase, phrase, plural

__all__ = ["PeriodFit", "Vintage", "vintage"]

UNSURE: Final = Code(
    "ELZ-L030",
    "the period is not clear: {periods:list}[. {reason}]",
    meaning="it is not clear which year's municipalities a table has",
    explanation="The codes or names fit several periods equally well. The message names them. "
    "More rows, or the day of the table, decide.",
)
MIXED: Final = Code(
    "ELZ-L031",
    "no one period has all keys that were ever valid",
    severity=Severity.ERROR,
    meaning="a table mixes municipalities of different days",
    explanation="No one period has all the codes or names that were ever valid. Find out which "
    "rows come from elsewhere, and carry those over first.",
)
POSTAL_CODES: Final = Code(
    "ELZ-L034",
    "the keys are read as postal codes: {n} of {keys}",
    severity=Severity.ADVICE,
    meaning="keys are taken for postal codes",
    explanation="All numbers of the column have four digits, and tables of postal codes have "
    "them. Each means the municipality in which it lies; one that lies in two is ambiguous.",
    remedy="where municipalities are meant, write their codes in full",
)
CODES: Final = Codes((UNSURE, MIXED, POSTAL_CODES))

_BEFORE = 0
_NEVER = date.max.toordinal() + 1


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

    def of(self, municipality: Municipality) -> range:
        """Return the positions of the spans in which a version of a municipality lives."""
        start, until = _numbers(municipality.period)
        low = max(bisect_right(self.bounds, start) - 1, 0)
        return range(low, min(bisect_left(self.bounds, until), len(self)))

    def of_any(self, versions: Iterable[Municipality]) -> frozenset[int]:
        """Return the positions of the spans in which any of *versions* lives."""
        return frozenset(chain.from_iterable(map(self.of, versions)))

    def count(self, lives: Iterable[Iterable[int]]) -> list[int]:
        """Count, for each span, in how many of *lives* it is."""
        times = Counter(chain.from_iterable(lives))
        return [times[position] for position in range(len(self))]


def spans_of(register: Register, covers: Period) -> Spans:
    """Return the spans of a register within a period; a new province alone begins none."""
    low, high = _numbers(covers)
    labelled = [(_numbers(v.period), (v.nis, v.name, v.parts)) for v in register.versions]
    begun = grouped((start, label) for (start, _), label in labelled)
    ended = grouped((until, label) for (_, until), label in labelled)
    days = sorted(day for day in {*begun, *ended} if low < day < high)
    changes = (day for day in days if {*begun.get(day, ())} != {*ended.get(day, ())})
    return Spans((low, *changes, high))


def _numbers(period: Period) -> tuple[int, int]:
    start = period.start.toordinal() if period.start else _BEFORE
    return start, period.until.toordinal() if period.until else _NEVER


def _day(number: int) -> date | None:
    return None if number in {_BEFORE, _NEVER} else date.fromordinal(number)


Asked = tuple[bool, str]
"""Whether a key was text, and how it reads without spaces around it."""


def _asked(key: object) -> Asked:
    return isinstance(key, str), str(key).strip()


class Texts:
    """The different keys of a table, where each stands and what it can mean."""

    def __init__(
        self, keys: Iterable[object], index: KeyIndex, places: Sequence[Place] = ()
    ) -> None:
        if isinstance(keys, str | bytes):
            raise InvalidValueError(
                "list of keys", keys, "several keys, such as ['71072', '11002']"
            )
        self.positions: dict[Asked, list[int]] = {}
        self.readings: dict[Asked, KeyReading] = {}
        self._places: Sequence[Place] = places
        given = tuple(keys)
        self.rows: int = len(given)
        read = index.reader(given)
        for position, key in enumerate(given):
            asked = _asked(key)
            if asked not in self.readings:
                self.readings[asked] = read(key)
            self.positions.setdefault(asked, []).append(position)
        self.readings = index.in_context(self.readings)

    def place(self, position: int) -> Place:
        """Return where a key stands: as it was said, or else its row."""
        return self._places[position] if self._places else Place(row=position + 1)


@frozen
class Evidence:
    """How many keys and municipalities each span has, and what is wrong with a key in one."""

    spans: Spans
    texts: Texts
    register: Register
    repeats_ok: bool
    spans_of_keys: dict[Asked, frozenset[int]]
    fits: list[int]
    sizes: list[int]

    @classmethod
    def of(cls, register: Register, spans: Spans, texts: Texts, *, repeats_ok: bool) -> Evidence:
        """Count the keys and the municipalities of each span."""
        readings = texts.readings.items()
        of_keys = {asked: spans.of_any(reading.versions) for asked, reading in readings}
        units = {version.unit for version in register.versions}
        sizes = spans.count(spans.of_any(register.versions_of(unit)) for unit in units)
        fits = spans.count(of_keys.values())
        return cls(spans, texts, register, repeats_ok, of_keys, fits, sizes)

    @property
    def known(self) -> int:
        """How many keys were ever valid in the period that is covered."""
        return sum(map(bool, self.spans_of_keys.values()))

    def doubted(self, tied: Iterable[int]) -> tuple[str, ...]:
        """The names that are only those of villages in some of the spans, and more in others."""
        return tuple(
            r.read_as
            for r in self.texts.readings.values()
            if r.by_village and r.own and not self.spans.of_any(r.own).issuperset(tied)
        )

    def complete(self, tied: Iterable[int]) -> list[int]:
        """Return the spans of which the keys name every municipality."""
        return [i for i in tied if len({m.unit for _, m in self._living(i)}) == self.sizes[i]]

    def _living(self, span: int) -> Iterator[tuple[Asked, Municipality]]:
        """Yield each key with what it means in one span."""
        for asked, reading in self.texts.readings.items():
            yield from ((asked, m) for m in reading.versions if span in self.spans.of(m))

    def only_in(self, span: int, other: int) -> Iterator[str]:
        """Yield the keys that exist in one span and not in the other, as they were read."""
        for asked, spans in self.spans_of_keys.items():
            if span in spans and other not in spans:
                yield self.texts.readings[asked].read_as

    def problems(self, span: int) -> list[Finding]:
        """Return what is wrong with the keys, measured against one span, in order of place."""
        found = [*self._misfits(span), *(() if self.repeats_ok else self._repeats(span))]
        found.sort(key=lambda each: self.texts.positions[each[0]][0])
        return [self._placed(asked, problem) for asked, problem in found]

    def _placed(self, asked: Asked, problem: Finding) -> Finding:
        first, *others = (self.texts.place(position) for position in self.texts.positions[asked])
        values = {**problem.values, "others": tuple(others)}
        return evolve(problem, place=first, values=values)

    def _misfits(self, span: int) -> Iterator[tuple[Asked, Finding]]:
        for asked, reading in self.texts.readings.items():
            if reading.problem:
                yield asked, reading.problem
            living = {m.unit: m for m in reading.versions if span in self.spans.of(m)}
            meanings = tuple(living.values())
            if reading.versions and not living:
                yield asked, self._elsewhen(reading, span)
            elif len(living) > 1:
                yield asked, no_fit(reading.text, "ambiguous", municipalities=meanings)
            elif meanings and meanings[0] in reading.by_village:
                yield asked, reading.through_village(meanings[0])

    def _elsewhen(self, reading: KeyReading, span: int) -> Finding:
        """Tell what an ended key became, or what one of later was before."""
        period = self.spans.period(span)
        if reading.postal_code:
            return no_fit(reading.text, "no table", period=period)
        start, last = period.start, eve(period.until) if period.until else None
        gone = [m for m in reading.versions if m.period.until and start and m.period.until <= start]
        if gone and start:
            found = self._became(gone[-1:], start)
            valid = gone[-1].period
            return no_fit(reading.text, "ended", period=valid, municipalities=found)
        first = reading.versions[0]
        found = self._became([first], last) if last else ()
        return no_fit(reading.text, "not yet", period=first.period, municipalities=found)

    def _became(self, versions: Iterable[Municipality], day: date) -> tuple[Municipality, ...]:
        found = (m for version in versions for m in self.register.became(version, day))
        return tuple(sorted(set(found), key=lambda m: (m.nis or "", m.name)))

    def notes(
        self, span: int, index: KeyIndex, disagreements: Iterable[Disagreement]
    ) -> Iterator[Finding]:
        """Say once what holds of the keys as a whole, against one span."""
        readings = self.texts.readings.values()
        codes = [reading.postal_code for reading in readings if reading.postal_code]
        if codes:
            yield POSTAL_CODES.finding(n=len(codes), keys=len(readings))
        yield from chain.from_iterable(doubts(code, disagreements) for code in codes)
        found = [(spelling(r.read_as), *each) for r in readings for each in index.namesakes(r)]
        villages = (
            f"{village} in {m}"
            for _, village, held in found
            for m in held
            if span in self.spans.of(m)
        )
        if n := len({name for name, *_ in found}):
            yield ALSO_A_VILLAGE.finding(
                variant="several", n=n, villages=tuple(dict.fromkeys(villages))
            )

    def _repeats(self, span: int) -> Iterator[tuple[Asked, Finding]]:
        """Report keys that stand twice, and different keys that mean the same."""
        for asked, positions in self.texts.positions.items():
            text = self.texts.readings[asked].text
            if text and len(positions) > 1:
                yield asked, no_fit(text, "duplicate", n=len(positions))
        first: dict[Hashable, Asked] = {}
        for asked, municipality in self._living(span):
            row = self.texts.readings[asked].row(municipality)
            earlier = first.setdefault(row, asked)
            if earlier != asked:
                text, other = (self.texts.readings[each].text for each in (asked, earlier))
                yield asked, no_fit(text, "same municipality", other=other)


_ALIKE: Final = (
    "Each known key is in use in all of these periods, so that nothing tells them apart."
)
_VILLAGES: Final = (
    "In a list of villages, names of municipalities that ended do not prove a year, "
    "since villages keep them: {names:list}."
)
_OPPOSED: Final = "As many keys exist in each of these periods, but not the same ones."


@columns(
    "first_day=period.start",
    "last_day",
    "keys_that_fit=fits",
    "keys=of",
    "municipalities",
    "verdict",
)
@frozen
class PeriodFit:
    """How many keys exist in one period, and how many municipalities it has.

    *fits* counts different keys, mended ones included; *verdict* is ``"best"``,
    ``"possible"`` or empty.
    """

    period: Period
    fits: int
    of: int
    municipalities: int
    verdict: str = ""

    @property
    def last_day(self) -> date | None:
        """The last day of the period, ``None`` where it is open."""
        return eve(self.period.until) if self.period.until else None

    def __str__(self) -> str:
        """Show the period and the count."""
        return f"{self.period}: {self.fits} of {plural(self.of, 'key')}"


@frozen(cache_hash=True)
class Vintage:
    """Which year's municipalities a set of codes or names has (*welke indeling*).

    *rows* counts what was given, *keys* the different ones and *known* those
    that were ever valid in the period that is covered.
    *fits* has every period in which the municipalities stay the same, in order
    of time. *candidates* are the periods that most keys fit; *best* is the one
    of them, ``None`` where the evidence does not decide. *deciding* holds the
    keys that speak for *best* and against the next best. *is_mixed* tells that
    no period has all the keys that were ever valid. Problems are measured
    against *best*, or against the last candidate; their variant is their kind.
    *notes* say what holds of many keys and is no problem: that they are read as postal
    codes, or that villages elsewhere have names of municipalities.

    Example:
        >>> from elzmodel import flanders
        >>> fl = flanders()
        >>> print(vintage(["71072", "11002"], register=fl.register, covers=fl.covers))
        2 keys, of which 2 are known.
        The municipalities are those of 2025-01-01 to 2026-03-12: 2 of 2 keys.
        Next best is 2019-01-01 to 2024-12-31, 1 of 2 keys; what decides is 71072.
        >>> fl.vintage(["71072", "Hasel"]).problems[0].message
        'nothing ever had it; near misses: Hasselt (71072), Hoeselt (73032), Herselt (13013)'
    """

    rows: int
    keys: int
    known: int
    fits: Answer[PeriodFit]
    candidates: tuple[Period, ...]
    best: Period | None
    is_mixed: bool
    deciding: tuple[str, ...] = field(repr=False)
    problems: Answer[Finding] = field(repr=False)
    notes: tuple[Finding, ...] = field(repr=False)
    reason: Phrase | None = field(repr=False)
    _readings: Mapping[Asked, KeyReading] = field(repr=False, hash=False)

    def __repr__(self) -> str:
        """Count the keys, the candidates and the problems."""
        best = str(self.best) if self.best else f"{len(self.candidates)} candidates"
        return f"<Vintage {best}: {self.rows} keys, {len(self.problems)} problems>"

    def __str__(self) -> str:
        """Explain the answer, one sentence a line."""
        return "\n".join(self.explanation)

    def _repr_html_(self) -> str:
        return "\n".join(each.to_table().to_html() for each in (self.fits, self.problems))

    @property
    def explanation(self) -> tuple[str, ...]:
        """The answer in sentences: which period, why, what else is in the table."""
        return self.fits.notes

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

    @property
    def readings(self) -> tuple[KeyReading, ...]:
        """What each different key was read as, in the order in which they stand."""
        return tuple(self._readings.values())

    def reading(self, key: object) -> KeyReading:
        """Return what one of the keys was read as.

        Raises:
            UnknownIdError: If it is none of them.
        """
        found = self._readings.get(_asked(key))
        if found is None:
            raise UnknownIdError("key", str(key))
        return found

    def municipality(self, reading: KeyReading, period: Period) -> Municipality | None:
        """Return the one municipality that a key means all through a period, if it does.

        There is none where it means nothing, several, or another one in the course of it.
        """
        lives = [m for m in reading.versions if m.period.within(period) == period]
        return lives[0] if len({m.unit for m in lives}) == 1 else None

    def differing(self) -> tuple[KeyReading, ...]:
        """Return the keys that mean other land in one candidate than in another.

        Where there are none, it does not matter which of the candidates is right.
        """
        return tuple(
            reading
            for reading in self.readings
            if len({_land(self.municipality(reading, each)) for each in self.candidates}) > 1
        )

    def findings(self) -> Answer[Finding]:
        """Return the doubts: an unclear period, a mixture, the notes, and each problem."""
        found = []
        if self.best is None:
            periods = self.candidates or ("none",)
            found.append(
                UNSURE.finding(outcome=CheckOutcome.UNKNOWN, periods=periods, reason=self.reason)
            )
        if self.is_mixed:
            found.append(MIXED.finding())
        rows = (*found, *self.notes, *self.problems)
        return evolve(self.problems, title="Doubts", rows=rows)


def vintage(  # noqa: PLR0913 - what it searches in, and how
    keys: Iterable[object],
    *,
    register: Register,
    covers: Period,
    aliases: tuple[Alias, ...] = (),
    gazetteer: Gazetteer | Callable[[], Gazetteer] = Gazetteer,
    disagreements: Iterable[Disagreement] = (),
    repeats_ok: bool = False,
    places: Sequence[Place] = (),
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
        gazetteer: Villages, postal codes and what lies outside, or what reads them.
        disagreements: What sources say differently of postal codes.
        repeats_ok: Say that a municipality may stand in several rows.
        places: Where each key stands in its file; by default, its row from 1.

    Raises:
        InvalidValueError: If *keys* is a single text.

    Example:
        >>> from elzmodel import flanders
        >>> fl = flanders()
        >>> found = vintage(["71022", "73040", "Gent"], register=fl.register, covers=fl.covers)
        >>> [str(period) for period in found.candidates]
        ['2018-01-01 to 2018-12-31', '2019-01-01 to 2024-12-31']
    """
    index = KeyIndex(register, aliases, gazetteer=gazetteer)
    texts = Texts(keys, index, places)
    spans = spans_of(register, covers)
    evidence = Evidence.of(register, spans, texts, repeats_ok=repeats_ok)
    return _weighed(evidence, lambda span: evidence.notes(span, index, disagreements))


def _weighed(evidence: Evidence, notes: Callable[[int], Iterable[Finding]]) -> Vintage:
    """Choose the spans that most keys fit, and state the rest against them."""
    spans, texts = evidence.spans, evidence.texts
    known, most = evidence.known, max(evidence.fits)
    tied = [i for i, fits in enumerate(evidence.fits) if fits == most > 0]
    chosen = tied if len(tied) == 1 else evidence.complete(tied)
    if len(chosen) != 1:
        chosen = tied
    best = chosen[0] if len(chosen) == 1 else None
    deciding, reason = _reason(evidence, tied, best)
    against = (chosen or [len(spans) - 1])[-1]
    found = Vintage(
        rows=texts.rows,
        keys=len(texts.readings),
        known=known,
        fits=Answer(
            title="Which year's municipalities", rows=_fits(evidence, chosen), row_type=PeriodFit
        ),
        candidates=tuple(map(spans.period, chosen)),
        best=None if best is None else spans.period(best),
        is_mixed=known > most,
        deciding=deciding,
        problems=Answer(
            title="Keys that do not fit as they stand",
            rows=tuple(evidence.problems(against)),
            row_type=Finding,
        ),
        notes=tuple(notes(against)),
        reason=reason,
        readings=texts.readings,
    )
    return evolve(found, fits=evolve(found.fits, notes=tuple(_explained(found))))


def _land(municipality: Municipality | None) -> frozenset[PartId]:
    return frozenset(municipality.parts if municipality else ())


def _fits(evidence: Evidence, chosen: Sequence[int]) -> tuple[PeriodFit, ...]:
    keys, verdict = len(evidence.texts.readings), "best" if len(chosen) == 1 else "possible"
    counts = enumerate(zip(evidence.fits, evidence.sizes, strict=True))
    return tuple(
        PeriodFit(evidence.spans.period(i), fits, keys, size, verdict if i in chosen else "")
        for i, (fits, size) in counts
        if size
    )


def _explained(found: Vintage) -> Iterator[str]:
    """Yield the answer in sentences."""
    rows = f" in {found.rows:,} rows" if found.rows != found.keys else ""
    verb = "is" if found.known == 1 else "are"
    yield f"{plural(found.keys, 'key')}{rows}, of which {found.known} {verb} known."
    fit = {fit.period: fit for fit in found.fits}
    if found.best:
        yield f"The municipalities are those of {fit[found.best]}."
    else:
        fits = "; ".join(str(fit[period]) for period in found.candidates) or "none"
        yield f"The period is not clear: {fits}."
    if found.reason:
        yield str(found.reason)
    if found.is_mixed:
        yield "The table is mixed: no one period has all keys that were ever valid."
    yield from (f"{each.message[:1].upper()}{each.message[1:]}." for each in found.notes)
    if found.problems:
        kinds = Counter(problem.variant for problem in found.problems)
        against = f", against {found.against}" if found.against else ""
        yield f"Problems{against}: {', '.join(f'{n} {kind}' for kind, n in kinds.items())}."


def _reason(
    evidence: Evidence, tied: Sequence[int], best: int | None
) -> tuple[tuple[str, ...], Phrase | None]:
    """Say which keys decide, or why nothing does."""
    if not tied:
        return (), phrase("No key was valid in the period that is covered.")
    if best is None and (doubted := evidence.doubted(tied)):
        return (), phrase(_VILLAGES, names=doubted)
    if best is None:
        return (), phrase(_ALIKE if evidence.fits[tied[0]] == evidence.known else _OPPOSED)
    others = [i for i, size in enumerate(evidence.sizes) if size and i != best]
    if not others:
        return (), None
    second = max(others, key=lambda i: (evidence.fits[i], i))
    period, fits = evidence.spans.period(second), evidence.fits[second]
    if second in tied:
        return (), phrase(
            "As many keys exist in {period}, but of that period municipalities are missing.",
            period=period,
        )
    deciding = tuple(evidence.only_in(best, second))
    return deciding, phrase(
        "Next best is {period}, {fits} of {n} {n:key|keys}; what decides is {deciding:list}.",
        period=period,
        fits=fits,
        n=len(evidence.spans_of_keys),
        deciding=deciding,
    )
