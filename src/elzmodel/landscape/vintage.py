"""Which year's municipalities a table has: the period in which its codes or names are valid."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import field, frozen

from elzmodel.errors import listed
from elzmodel.landscape._evidence import Evidence, Texts
from elzmodel.landscape._spans import spans_of
from elzmodel.landscape.key_problem import KeyProblem
from elzmodel.landscape.table_key import KeyIndex, KeyKind
from elzmodel.values import Column, Finding, Outcome, Period, Severity, Table, eve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from elzmodel.landscape.names import Alias
    from elzmodel.territory import Register

__all__ = ["PeriodFit", "Vintage", "vintage"]

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
            found.append(Finding(code=_UNSURE, message=message, outcome=Outcome.UNKNOWN))
        if self.is_mixed:
            message = "no one period has all keys that were ever valid"
            found.append(Finding(code=_MIXED, message=message, severity=Severity.ERROR))
        found += [
            Finding(
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
