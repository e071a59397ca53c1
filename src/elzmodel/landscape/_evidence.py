"""What the keys of a table say about each span of days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from elzmodel.errors import InvalidValueError
from elzmodel.landscape._spans import Spans
from elzmodel.landscape.key_problem import KeyProblem, problem_of, said
from elzmodel.landscape.table_key import KeyIndex, KeyKind, KeyReading
from elzmodel.territory import Municipality, Register
from elzmodel.values import eve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

__all__ = ["Asked", "Evidence", "Texts", "holds"]

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
