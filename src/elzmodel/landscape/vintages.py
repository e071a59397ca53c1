"""Which year's municipalities a table has: the period in which its codes or names fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Final

from attrs import evolve, field, frozen

from elzmodel.errors import UnknownIdError
from elzmodel.landscape.evidence import Doubted, Evidence, KeyRows, Spans, Texts, spans_of
from elzmodel.landscape.gazetteer import Gazetteer
from elzmodel.landscape.key_doubts import OUTSIDE, WHOLES
from elzmodel.landscape.keys import KeyIndex, KeyReading
from elzmodel.landscape.names import Alias
from elzmodel.landscape.places import ALSO_A_VILLAGE, doubts
from elzmodel.landscape.written import Asked, Written
from elzmodel.territory import Municipality, Register
from elzmodel.values import (
    Answer,
    CheckOutcome,
    Code,
    Codes,
    Day,
    Disagreement,
    Finding,
    PartId,
    Period,
    Ref,
    Severity,
    columns,
    eve,
    parse_day,
)
from elzmodel.values.arguments import keep_door
from elzmodel.values.cards import Card, Held
from elzmodel.values.findings import Remark, Told
from elzmodel.values.ids import grouped
from elzmodel.values.text import Phrase, Said, phrase, plural, said, strung, term

__all__ = ["MendedKey", "PeriodFit", "ProblemKind", "Vintage", "vintage"]

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
    explanation="Numbers of four digits are no codes of municipalities, and tables of postal "
    "codes have them. Each means the municipality in which it lies; one that lies in two is "
    "ambiguous, and so is 2000 in a column that has codes of municipalities as well.",
    remedy="where municipalities are meant, write their codes in full",
)
OTHER_LAND: Final = Code(
    "ELZ-L060",
    "means {meanings:and all}",
    meaning="a key means other land in one possible period than in another",
    explanation="The table fits several periods, and the code or name is that of a municipality "
    "with other land in one of them, such as 11002: Antwerpen, since 2025 with Borsbeek.",
    remedy="say the day of the table with {option:fits}",
)
CODES: Final = Codes((UNSURE, MIXED, POSTAL_CODES, OTHER_LAND))

_PROBLEMS: Final = "Keys that do not fit as they stand[, against {period}]"
_SAME_LAND: Final = (
    "Each known key is in use in all of these periods, so that nothing tells them apart; it "
    "means the same land in all of them."
)
_OTHER_LAND: Final = (
    "Each known key is in use in all of these periods, so that nothing tells them apart; yet "
    "{keys:list} {keys:means|mean} other land in some of them."
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
    ``"possible"``, ``"said"`` or empty.
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
        return str(self.told)

    @property
    def told(self) -> Phrase:
        """The period and the count in words."""
        template = "{period}: {fits} of {of:number} {of:key|keys}"
        return phrase(template, period=self.period, fits=self.fits, of=self.of)


@columns("kind", "keys", "rows", "such_as", "what_to_do")
@frozen
class ProblemKind:
    """Keys with one kind of problem: how many, in how many rows, the first, and what to do.

    *kind* is the variant of their findings.
    """

    kind: str
    keys: int
    rows: int
    such_as: str
    what_to_do: str | Phrase


@frozen
class MendedKey:
    """A key as it stands, and the code and the name of its municipality on a day.

    They are empty where it has none, and *why* says so; it says too what was mended.
    """

    key: str
    code: str
    name: str
    why: str | Phrase = ""


@frozen(cache_hash=True)
class Vintage(Held):
    """Which year's municipalities a set of codes or names has (*welke indeling*).

    Problems are measured against *best*, or against the last candidate; their variant is
    their kind.

    Attributes:
        rows: How many keys were given, repeated ones included.
        keys: How many different ones.
        known: How many of those were ever valid in the period that is covered.
        fits: Every period in which the municipalities stay the same, in order of time;
            periods that differ in names alone are one, unless a key differs.
        candidates: The periods that most keys fit.
        best: The one candidate, ``None`` where the evidence does not decide.
        is_mixed: Whether no period has all the keys that were ever valid.
        deciding: The keys that speak for *best* and against the next best.
        notes: What holds of many keys and is no problem: that they are read as postal
            codes, or that villages elsewhere have names of municipalities.
        reason: Why the evidence decides, or does not.
        readings: What each different key was read as, in the order in which they stand.

    Example:
        >>> from elzmodel import flanders
        >>> fl = flanders()
        >>> print(fl.vintage(["71072", "11002"]))
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
    notes: tuple[Finding, ...] = field(repr=False)
    reason: Phrase | None = field(repr=False)
    readings: tuple[KeyReading, ...] = field(repr=False)
    _doubted: tuple[Doubted, ...] = field(repr=False, hash=False, alias="doubted")
    _evidence: Evidence = field(repr=False, eq=False, alias="evidence")

    def __repr__(self) -> str:
        """Count the keys, the candidates and the problems."""
        best = str(self.best) if self.best else f"{len(self.candidates)} candidates"
        keys, problems = plural(self.keys, "key"), plural(len(self._doubted), "problem")
        return f"<Vintage {best}: {keys}, {problems}>"

    def __str__(self) -> str:
        """Explain the answer, one sentence a line."""
        return "\n".join(self.explanation)

    def to_card(self) -> Card:
        """Return which year's municipalities they are, counted, and what does not fit."""
        counts = (
            ("rows", self.rows),
            ("keys", self.keys),
            ("known", self.known),
            ("municipalities of", self.best or self.candidates),
            ("problems", len(self._doubted)),
        )
        tables = [evolve(self.fits.to_table(), notes=()), self.kinds.to_table()]
        title = said("Which year's municipalities it has")
        return Card(title, counts, tables=tables, notes=self.explanation)

    @property
    def explanation(self) -> tuple[str, ...]:
        """The answer in at most ten sentences: which period, why, what else is in the table."""
        return self.fits.notes

    @property
    def is_ambiguous(self) -> bool:
        """Whether the evidence does not decide between periods."""
        return len(self.candidates) > 1

    @property
    def is_clean(self) -> bool:
        """Whether every key fits as it stands, in at least one and the same period."""
        return bool(self.candidates) and not self._doubted

    @property
    def against(self) -> Period | None:
        """The period against which the problems are stated."""
        return self.best or (self.candidates[-1] if self.candidates else None)

    @cached_property
    def problems(self) -> Answer[Finding]:
        """What is wrong with the keys, in the order in which they stand."""
        rows = tuple(each.finding for each in self._doubted)
        return Answer(title=said(_PROBLEMS, period=""), rows=rows, row_type=Finding)

    @cached_property
    def kinds(self) -> Answer[ProblemKind]:
        """The problems by kind, in the order in which they first stand.

        Example:
            >>> from elzmodel import flanders
            >>> national = flanders().vintage(["71072", "11002", "62063", "92094", "99999"])
            >>> [(each.kind, each.keys, each.such_as) for each in national.kinds]
            [('outside', 2, '62063: Liège (62063) lies outside the record; then 92094'),
             ('unknown place', 1, '99999: it stands for no place that is known')]
        """
        rows = tuple(_kind(kind, keys) for kind, keys in _by_kind(self._doubted).items())
        return Answer(
            title=said(_PROBLEMS, period=self.against or ""), rows=rows, row_type=ProblemKind
        )

    # --- what keys mean ---------------------------------------------------------------

    def reading(self, key: object) -> KeyReading:
        """Return what one of the keys was read as.

        Raises:
            UnknownIdError: If it is none of them.
        """
        found = self._readings.get(Written.of(key).asked)
        if found is None:
            raise UnknownIdError("key", Written.of(key).text)
        return found

    @property
    def _readings(self) -> Mapping[Asked, KeyReading]:
        return self._evidence.texts.readings

    def municipality(self, reading: KeyReading, period: Period) -> Municipality | None:
        """Return the one municipality that a key means all through a period, if it does.

        There is none where it means nothing, several, or another one in the course of it.
        Of one that gets another name in the course of it, it is the version with the last.
        """
        lives = grouped(
            ((m.unit, m.nis, m.parts), m)
            for m in sorted(reading.versions, key=lambda m: m.period.start or date.min)
            if m.period.overlaps(period)
        )
        lasting = [
            versions[-1]
            for versions in lives.values()
            if any(_lasts(long, period) for long in joined(m.period for m in versions))
        ]
        return lasting[0] if len(lasting) == 1 else None

    def land(self, reading: KeyReading, period: Period) -> frozenset[PartId]:
        """Return the smallest known land in which a key lies all through a period.

        That is the land of its municipality; of a village or a postal code it may be a part
        of that, and several may share it. It is empty where there is no one municipality.
        """
        found = self.municipality(reading, period)
        return reading.land_in(found) if found else frozenset()

    def differing(self) -> tuple[KeyReading, ...]:
        """Return the keys that mean other land in one candidate than in another.

        Where there are none, it does not matter which of the candidates is right.

        Example:
            >>> from elzmodel import flanders
            >>> [reading.text for reading in flanders().vintage(["11002", "44021"]).differing()]
            ['11002']
        """
        candidates = self.candidates
        if len(candidates) < 2:
            return ()
        return tuple(
            reading
            for reading in self.readings
            if len({self.land(reading, each) for each in candidates}) > 1
        )

    def other_land(self) -> Answer[Finding]:
        """Return, for each key that differs between the candidates, what it means in each.

        Example:
            >>> from elzmodel import flanders
            >>> found = flanders().vintage(["11002", "44021"]).other_land()
            >>> [str(meaning) for meaning in found[0].values["meanings"]][0]
            'Antwerpen (11002) without Borsbeek (11007) in 2018-01-01 to 2024-12-31'
        """
        differing = set(self.differing())
        rows = tuple(
            OTHER_LAND.finding(
                Ref("key", reading.text),
                place=self._evidence.texts.rows[asked].first,
                meanings=tuple(self._meanings(reading)),
            )
            for asked, reading in self._readings.items()
            if reading in differing
        )
        return Answer(title=said("Keys that mean other land"), rows=rows, row_type=Finding)

    def _meanings(self, reading: KeyReading) -> Iterator[Phrase]:
        """Yield what a key means in the candidates: land that others add to it is named."""
        lands = [(period, self.land(reading, period)) for period in self.candidates]
        most = frozenset[PartId]().union(*(land for _, land in lands))
        for land, periods in grouped((land, period) for period, land in lands).items():
            lacking = self._evidence.index.holding(most - land)
            yield phrase(
                "{municipality}[ without {lacking:list}] in {periods:list}",
                municipality=self.municipality(reading, periods[-1]) or phrase("nothing"),
                lacking=tuple(m for m in lacking if m.period.within(periods[-1]) and land),
                periods=joined(periods),
            )

    # --- codes beside those that stand there --------------------------------------------

    def mend(self, key: object, *, on: Day | None = None) -> MendedKey:
        """Return the code and the name of the municipality of one of the keys on a day.

        What ended before the day is what it became, if that is one municipality, and what
        began later what it was before. Without a day, the periods that fit are meant; where
        they have different codes, there is none.

        Raises:
            UnknownIdError: If it is none of the keys.
            InvalidValueError: If *on* is no day.

        Example:
            >>> from elzmodel import flanders
            >>> found = flanders().vintage(["71022.0", "Kortessem", "44021"])
            >>> found.mend("Kortessem").code, found.mend("Kortessem", on="2025-01-01").code
            ('73040', '71072')
        """
        return self._mended(self.reading(key), None if on is None else parse_day(on))

    def mended(self, *, on: Day | None = None) -> Answer[MendedKey]:
        """Return each different key with its code and name on a day; see `mend`.

        Raises:
            InvalidValueError: If *on* is no day.

        Example:
            >>> from elzmodel import flanders
            >>> print(flanders().vintage(["71022.0", "Kortessem", "x"]).mended())
            Keys with their codes
            key        code   name       why
            71022.0    71022  Hasselt    not written as a code: a spreadsheet or a number
                                         format changed it; read as 71022
            Kortessem  73040  Kortessem
            x                            it stands for no place that is known
        """
        day = None if on is None else parse_day(on)
        rows = tuple(self._mended(reading, day) for reading in self.readings)
        return Answer(title=said("Keys with their codes"), rows=rows, row_type=MendedKey)

    def _mended(self, reading: KeyReading, day: date | None) -> MendedKey:
        if day is not None:
            return self._as_on(reading, self._on(reading, day), self._evidence.spans.at(day))
        found = [self.municipality(reading, period) for period in self.candidates]
        codes = tuple(dict.fromkeys(m.nis for m in found if m))
        if len(codes) > 1:
            why = phrase("its code is {codes:or all}, by the day; say {option:on}", codes=codes)
            return MendedKey(reading.text, "", "", why)
        start = self.against.start if self.against else None
        span = self._evidence.spans.at(start or date.min)
        return self._as_on(reading, found[-1] if found else None, span)

    def _on(self, reading: KeyReading, day: date) -> Municipality | None:
        """Return the one municipality that a key means on a day, or that it is then."""
        if any(day in m.period for m in reading.versions):
            return reading.on(day)
        became = self._evidence.became(reading.versions, day)
        return became[0] if len(became) == 1 else None

    def _as_on(self, reading: KeyReading, found: Municipality | None, span: int) -> MendedKey:
        doubts = self._evidence.doubts(reading, span)
        why = "; ".join(each.finding(reading.text).message for each in doubts)
        code, name = (found.nis or "", found.name) if found else ("", "")
        return MendedKey(reading.text, code, name, why)

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
        return evolve(self.problems, title=said("Doubts"), rows=rows)


def _lasts(long: Period, short: Period) -> bool:
    """Tell whether a period lasts all through another."""
    has_begun = long.start is None or (short.start is not None and long.start <= short.start)
    is_over = long.until is not None and (short.until is None or long.until < short.until)
    return has_begun and not is_over


def joined(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Return periods in order of time, those that follow each other as one.

    Example:
        >>> from datetime import date
        >>> first, then = Period(None, date(2020, 1, 1)), Period(date(2020, 1, 1))
        >>> [str(period) for period in joined([first, then])]
        ['the beginning to now']
    """
    found: list[Period] = []
    for period in periods:
        if found and found[-1].until == period.start:
            found[-1] = Period(found[-1].start, period.until)
        else:
            found.append(period)
    return tuple(found)


def _kind(kind: str, doubted: Sequence[Doubted]) -> ProblemKind:
    """Return keys with one kind of problem: the first in words, and those of the next."""
    first, *others = doubted
    found = first.finding
    place = None if first.rows.n > 1 else evolve(found.place, file="", column=0)
    told = said(
        "{subject}[ ({place})]: {what}[; then {others:list 2}]",
        subject=found.subject,
        place=place if place and str(place) else "",
        what=Told(found, "message"),
        others=[each.text for each in others],
    )
    return ProblemKind(term(kind), len(doubted), _n_rows(doubted), told, found.values["remedy"])


def _by_kind(doubted: Iterable[Doubted]) -> dict[str, tuple[Doubted, ...]]:
    return grouped((each.doubt.kind, each) for each in doubted)


def _n_rows(doubted: Iterable[Doubted]) -> int:
    return sum(each.rows.n for each in doubted)


# --- the verdict -----------------------------------------------------------------------


@frozen
class Dating:
    """What dates the tables of a landscape: its keys, and the spans of time in which they hold.

    It is made once for a landscape; a table only pays for the keys that it has.
    """

    index: KeyIndex
    covers: Period
    disagreements: tuple[Disagreement, ...] = ()

    @cached_property
    def spans(self) -> Spans:
        """The spans without a change."""
        return spans_of(self.index.register, self.covers)

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """How many municipalities there are in each span."""
        register, spans = self.index.register, self.spans
        units = {version.unit for version in register.versions}
        return spans.count(spans.of_any(register.versions_of(unit)) for unit in units)

    def _evidence(self, texts: Texts) -> Evidence:
        """Return what keys prove, where neighbouring spans that differ in other names are one."""
        evidence = Evidence(self.index, self.spans, texts, self.sizes)
        spans = self.spans.told_apart_by(evidence.spans_of_keys.values())
        if spans == self.spans:
            return evidence
        starts = dict(zip(self.spans.bounds, self.sizes, strict=False))
        return Evidence(self.index, spans, texts, tuple(map(starts.__getitem__, spans.bounds[:-1])))

    def vintage(
        self,
        keys: Iterable[object],
        *,
        fits: date | None = None,
        repeats_ok: bool = False,
        rows: Sequence[KeyRows] = (),
    ) -> Vintage:
        """Return the period in which keys are valid; see `Landscape.vintage`."""
        evidence = self._evidence(Texts(keys, self.index, rows))
        verdict = _Verdict(evidence, None if fits is None else evidence.spans.at(fits))
        doubted = tuple(evidence.doubted(verdict.against, repeats_ok=repeats_ok))
        found = Vintage(
            rows=evidence.texts.n_rows,
            keys=len(evidence.texts.readings),
            known=evidence.known,
            fits=Answer(
                title=said("Which year's municipalities"), rows=verdict.fits(), row_type=PeriodFit
            ),
            candidates=tuple(map(evidence.spans.period, verdict.chosen)),
            best=None if verdict.best is None else evidence.spans.period(verdict.best),
            is_mixed=evidence.known > max(evidence.fits),
            deciding=verdict.deciding,
            notes=tuple(_notes(evidence, verdict.against, self.disagreements)),
            reason=None,
            readings=tuple(evidence.texts.readings.values()),
            doubted=doubted,
            evidence=evidence,
        )
        found = evolve(found, reason=verdict.reason(found.differing()))
        notes = tuple(_explained(found, _by_kind(doubted)))
        return evolve(found, fits=evolve(found.fits, notes=notes))


def vintage(  # noqa: PLR0913 - what it searches in, and how
    keys: Iterable[object],
    *,
    register: Register,
    covers: Period,
    aliases: tuple[Alias, ...] = (),
    gazetteer: Gazetteer | Callable[[], Gazetteer] = Gazetteer,
    disagreements: Iterable[Disagreement] = (),
    fits: Day | None = None,
    repeats_ok: bool = False,
    rows: Sequence[KeyRows] = (),
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
        fits: The day whose municipalities they are said to be.
        repeats_ok: Say that a municipality may stand in several rows.
        rows: In how many rows each key stands, and where; by default each is a row, from 1.

    Raises:
        InvalidValueError: If *keys* is a single text, *rows* are not as many, or *fits* is
            no day.

    Example:
        >>> from elzmodel import flanders
        >>> fl = flanders()
        >>> found = vintage(["71022", "73040", "Gent"], register=fl.register, covers=fl.covers)
        >>> [str(period) for period in found.candidates]
        ['2018-01-01 to 2018-12-31', '2019-01-01 to 2024-12-31']
    """
    index = KeyIndex(register, aliases, gazetteer=gazetteer)
    day = None if fits is None else parse_day(fits)
    dating = Dating(index, covers, tuple(disagreements))
    return dating.vintage(keys, fits=day, repeats_ok=repeats_ok, rows=rows)


class _Verdict:
    """The spans that most keys fit, or the one that is asked."""

    def __init__(self, evidence: Evidence, asked: int | None) -> None:
        self._evidence, self._asked = evidence, asked
        most = max(evidence.fits)
        self._tied = [i for i, fits in enumerate(evidence.fits) if fits == most > 0]
        whole = self._tied if len(self._tied) == 1 else evidence.complete(self._tied)
        likely = whole if len(whole) == 1 else self._tied
        self.chosen: list[int] = likely if asked is None else [asked]
        self.best: int | None = self.chosen[0] if len(self.chosen) == 1 else None
        self.against: int = (self.chosen or [len(evidence.spans) - 1])[-1]

    def fits(self) -> tuple[PeriodFit, ...]:
        """Return how many keys fit each span with municipalities, and the one that is asked."""
        evidence, keys = self._evidence, len(self._evidence.texts.readings)
        verdict = "possible" if self.best is None else "best" if self._asked is None else "said"
        counts = enumerate(zip(evidence.fits, evidence.sizes, strict=True))
        return tuple(
            PeriodFit(
                evidence.spans.period(i),
                fits,
                keys,
                size,
                term(verdict) if i in self.chosen else "",
            )
            for i, (fits, size) in counts
            if size or i in self.chosen
        )

    @cached_property
    def _second(self) -> int | None:
        """The next best span, where one is best."""
        evidence = self._evidence
        others = [i for i, size in enumerate(evidence.sizes) if size and i != self.best]
        if self.best is None or self._asked is not None:
            return None
        return max(others, key=lambda i: (evidence.fits[i], i), default=None)

    @property
    def deciding(self) -> tuple[str, ...]:
        """The keys that speak for the best span and against the next best."""
        if self.best is None or self._second is None or self._second in self._tied:
            return ()
        return tuple(self._evidence.only_in(self.best, self._second))

    def reason(self, differing: Sequence[KeyReading]) -> Phrase | None:
        """Say which keys decide, or why nothing does, and whether it matters."""
        evidence = self._evidence
        if self._asked is None and not self._tied:
            return phrase("No key was valid in the period that is covered.")
        if self.best is None:
            return self._undecided(differing)
        if self._second is None:
            return None
        period, fits = evidence.spans.period(self._second), evidence.fits[self._second]
        if self._second in self._tied:
            return phrase(
                "As many keys exist in {period}, but of that period municipalities are missing.",
                period=period,
            )
        return phrase(
            "Next best is {period}, {fits} of {n} {n:key|keys}; what decides is {deciding:list}.",
            period=period,
            fits=fits,
            n=len(evidence.texts.readings),
            deciding=self.deciding,
        )

    def _undecided(self, differing: Sequence[KeyReading]) -> Phrase:
        evidence = self._evidence
        if doubted := evidence.kept_by_villages(self._tied):
            return phrase(_VILLAGES, names=doubted)
        if evidence.fits[self._tied[0]] != evidence.known:
            return phrase(_OPPOSED)
        if differing:
            return phrase(_OTHER_LAND, keys=tuple(reading.text for reading in differing))
        return phrase(_SAME_LAND)


def _notes(
    evidence: Evidence, span: int, disagreements: Iterable[Disagreement]
) -> Iterator[Finding]:
    """Say once what holds of the keys as a whole, against one span."""
    readings = evidence.texts.readings.values()
    codes = [reading.postal_code for reading in readings if reading.postal_code]
    if codes:
        yield POSTAL_CODES.finding(n=len(codes), keys=len(readings))
    yield from chain.from_iterable(doubts(code, disagreements) for code in codes)
    shared = evidence.shared_names
    if shared:
        villages = (
            f"{village} in {m}"
            for found in shared.values()
            for village, held in found
            for m in held
            if span in evidence.spans.of(m)
        )
        yield ALSO_A_VILLAGE.finding(
            variant="several", n=len(shared), villages=tuple(dict.fromkeys(villages))
        )


# --- the answer in sentences -----------------------------------------------------------


def _explained(found: Vintage, by_kind: Mapping[str, Sequence[Doubted]]) -> Iterator[str]:
    """Yield the answer in at most ten sentences."""
    yield said(
        "{keys:number} {keys:key|keys}[ in {rows:number} rows], "
        "of which {known:number} {known:is|are} known.",
        keys=found.keys,
        rows=found.rows if found.rows != found.keys else None,
        known=found.known,
    )
    fit = {fit.period: fit for fit in found.fits}
    if found.best:
        best = fit[found.best]
        is_said = best.verdict == "said"
        yield said(
            "The municipalities are those of {fit}, as said."
            if is_said
            else "The municipalities are those of {fit}.",
            fit=best.told,
        )
    else:
        fits = strung(fit[period].told for period in found.candidates) or phrase("none")
        yield said("The period is not clear: {fits}.", fits=fits)
    if found.reason:
        yield Said(str(found.reason), found.reason)
    if found.is_mixed:
        yield said("The table is mixed: no one period has all keys that were ever valid.")
    for first, *rest in grouped((note.code, note) for note in found.notes).values():
        yield said("{what}[ (and {n} more)].", what=Remark(first), n=len(rest) or None)
    heads = ("Outside the record: {counts}.", "Larger than municipalities: {counts}.")
    for kinds, head in zip((OUTSIDE, WHOLES), heads, strict=True):
        lines = [_counted(kind, by_kind[kind]) for kind in by_kind if kind in kinds]
        if lines:
            yield said(head, counts=strung(lines))
    others = {kind: keys for kind, keys in by_kind.items() if kind not in OUTSIDE | WHOLES}
    if others:
        yield said(
            "Problems[, against {period}]: {counts:list all}.",
            period=found.against or "",
            counts=[
                phrase("{n:number} {kind}", n=len(keys), kind=term(kind))
                for kind, keys in others.items()
            ],
        )


def _counted(kind: str, doubted: Sequence[Doubted]) -> Phrase:
    """Count the keys of a kind that are beside municipalities, and show the first."""
    rows = _n_rows(doubted)
    return phrase(
        "{n:number} {kind}[ in {rows:number} rows] ({first:list 3})",
        n=len(doubted),
        kind=term(kind),
        rows=rows if rows != len(doubted) else None,
        first=[*map(_shown, doubted)],
    )


def _shown(doubted: Doubted) -> object:
    """Return what a key beside municipalities is, by its name where that is known."""
    values = doubted.doubt.values
    return values.get("elsewhere") or values.get("area") or doubted.text or term("empty")


keep_door(__name__)
