"""Every public error: what was wrong, with its fields, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from elzmodel.values import Finding, Period
from elzmodel.values.errors import ElzError, ElzWarning, InvalidValueError
from elzmodel.values.extras import MissingDependencyError
from elzmodel.values.text import Suggestions, all_at_once, in_words, listed, plural

__all__ = [
    "AfterCoverageWarning",
    "AmbiguousNameError",
    "ChoiceError",
    "ConflictError",
    "DividedError",
    "DocumentError",
    "ElzError",
    "ElzWarning",
    "FormatVersionError",
    "InvalidValueError",
    "MissingDependencyError",
    "NotCarriableError",
    "NotOnDayError",
    "OutsideLandscapeWarning",
    "RollUpError",
    "StepError",
    "TableError",
    "UndecidedError",
    "UnknownIdError",
]

_FIRST = 5


class UnknownIdError(ElzError, LookupError):
    """An id, code or name was never heard of.

    *suggestions* holds near ones, best first; given as `Suggestions`, they are
    looked up when they are first shown. *reason* says more where there is more to say.

    Example:
        >>> print(UnknownIdError("municipality", "Hasel", ("Hasselt",)))
        no municipality 'Hasel' is known. Did you mean Hasselt?
    """

    def __init__(
        self, kind: str, key: object, suggestions: Sequence[str] = (), reason: str = ""
    ) -> None:
        is_lazy = isinstance(suggestions, Suggestions)
        kept: Sequence[str] = suggestions if is_lazy else tuple(suggestions)
        super().__init__(kind, key, kept, reason)
        self.kind = kind
        self.key = key
        self.suggestions = kept
        self.reason = reason

    def __str__(self) -> str:
        """Name the key, and what it is or was perhaps meant."""
        hint = f"Did you mean {listed(self.suggestions)}?" if self.suggestions else ""
        more = self.reason or hint
        return f"no {self.kind} {self.key!r} is known{'. ' if more else ''}{more}"


class NotOnDayError(ElzError, LookupError):
    """Something exists, but not on the day that was asked for.

    *valid* holds the periods in which it does exist, *successors* what it
    became afterwards, or *predecessors* what it came from; *reason* says more
    where there is more to say.

    Example:
        >>> from datetime import date
        >>> print(
        ...     NotOnDayError(
        ...         "municipality", "73040", date(2025, 1, 1), successors=("Hasselt (71072)",)
        ...     )
        ... )
        municipality '73040' does not exist on 2025-01-01; it became Hasselt (71072)
    """

    def __init__(  # noqa: PLR0913, PLR0917 - one argument a field, positional so that it pickles
        self,
        kind: str,
        key: object,
        day: date,
        valid: Sequence[Period] = (),
        successors: Sequence[str] = (),
        predecessors: Sequence[str] = (),
        reason: str = "",
    ) -> None:
        super().__init__(
            kind, key, day, tuple(valid), tuple(successors), tuple(predecessors), reason
        )
        self.kind = kind
        self.key = key
        self.day = day
        self.valid: tuple[Period, ...] = tuple(valid)
        self.successors: tuple[str, ...] = tuple(successors)
        self.predecessors: tuple[str, ...] = tuple(predecessors)
        self.reason = reason

    def __str__(self) -> str:
        """Say when it exists and what it became or was."""
        text = f"{self.kind} {self.key!r} does not exist on {self.day}"
        if self.valid:
            text += f" (it does from {listed(self.valid)})"
        if self.successors:
            text += f"; it became {listed(self.successors)}"
        if self.predecessors:
            text += f"; before, it was {listed(self.predecessors)}"
        return f"{text}. {self.reason}" if self.reason else text


class ConflictError(ElzError, ValueError):
    """A change contradicts what is known; all contradictions of a day at once.

    *findings* holds one `Finding` a contradiction.

    Example:
        >>> from elzmodel import flanders
        >>> from elzmodel.territory import Alter
        >>> code = Alter(id="what-if", day="2025-01-01", unit="genk", nis="71072")
        >>> try:
        ...     flanders().with_events([code])
        ... except ConflictError as error:
        ...     print(error.findings[0].message)
        code 71072 is in use for 'genk' and for 'hasselt'
    """

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(tuple(findings))
        self.findings: tuple[Finding, ...] = tuple(findings)

    def __str__(self) -> str:
        """Show the first contradictions and count the rest."""
        shown = listed([finding.line() for finding in self.findings])
        return f"{plural(len(self.findings), 'contradiction')}: {shown}"


class RollUpError(ElzError, ValueError):
    """Counts cannot be added up to areas; all problems at once.

    *findings* holds one `Finding` a problem, about the key that it is about.

    Example:
        >>> from elzmodel import flanders
        >>> try:
        ...     flanders().on("2025-01-01").aggregate({"99999": 1})
        ... except RollUpError as error:
        ...     print(error)
        1 problem: '99999' is no municipality, part, postal code or sector here
    """

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(tuple(findings))
        self.findings: tuple[Finding, ...] = tuple(findings)

    def __str__(self) -> str:
        """Show the first problems and count the rest."""
        count = len(self.findings)
        rest = f"; and {count - _FIRST} more" if count > _FIRST else ""
        shown = "; ".join(finding.message for finding in self.findings[:_FIRST])
        return f"{plural(count, 'problem')}: {shown}{rest}"


class DividedError(ElzError, ValueError):
    """A municipality lies in several zones, so it has no single one.

    *zones* maps each zone to the parts of the municipality that lie in it, and
    the empty text to those that lie in none.

    Example:
        >>> from datetime import date
        >>> error = DividedError("Antwerpen (11002)", date(2025, 1, 1), {"zora": ["borsbeek"]})
        >>> error.zones
        {'zora': ('borsbeek',)}
    """

    def __init__(self, key: object, day: date, zones: Mapping[str, Sequence[str]]) -> None:
        super().__init__(key, day, {zone: tuple(parts) for zone, parts in zones.items()})
        self.key = key
        self.day = day
        self.zones: dict[str, tuple[str, ...]] = {
            zone: tuple(parts) for zone, parts in zones.items()
        }

    def __str__(self) -> str:
        """Name the zones and the calls that answer for each part."""
        named = [zone for zone in self.zones if zone]
        noun = "zone" if len(named) == 1 else "zones"
        rest = " and land in no zone" if "" in self.zones else ""
        return (
            f"{self.key} is divided over {len(named)} {noun}{rest} on {self.day}: "
            f"{', '.join(named)}. Ask zones_of for the shares, or zone_table for every part"
        )


class UndecidedError(ElzError, ValueError):
    """The zone of a municipality is not decided yet.

    *candidates* holds the zones among which is to be chosen, *parts* the land
    that the choice is about, and *settled* the zones of the rest of the land;
    there, the empty text stands for no zone.

    Example:
        >>> from datetime import date
        >>> print(UndecidedError("Hasselt (71072)", date(2025, 1, 1), ("haspengouw", "herkenrode")))
        the zone of Hasselt (71072) is undecided on 2025-01-01: haspengouw or herkenrode
    """

    def __init__(
        self,
        key: object,
        day: date,
        candidates: Sequence[str],
        parts: Sequence[str] = (),
        settled: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        rest = {zone: tuple(land) for zone, land in (settled or {}).items()}
        super().__init__(key, day, tuple(candidates), tuple(parts), rest)
        self.key = key
        self.day = day
        self.candidates: tuple[str, ...] = tuple(candidates)
        self.parts: tuple[str, ...] = tuple(parts)
        self.settled = rest

    def __str__(self) -> str:
        """Name the candidates and what is settled."""
        text = f"the zone of {self.key} is undecided on {self.day}: {' or '.join(self.candidates)}"
        if self.parts:
            text += f" for {', '.join(self.parts)}"
        if self.settled:
            text += "; settled: " + ", ".join(
                f"{', '.join(parts)} in {zone or 'no zone'}" for zone, parts in self.settled.items()
            )
        return text


class NotCarriableError(ElzError, ValueError):
    """Figures of this kind cannot be carried from one layout to another.

    Example:
        >>> print(NotCarriableError("median", "it is not a sum"))
        a median cannot be carried over: it is not a sum
    """

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(kind, reason)
        self.kind = kind
        self.reason = reason

    def __str__(self) -> str:
        """Say what cannot be carried and why."""
        return f"a {self.kind} cannot be carried over: {self.reason}"


class AmbiguousNameError(ElzError, LookupError):
    """A name fits several things.

    *candidates* says which, each in a form that is not ambiguous.

    Example:
        >>> from elzmodel import flanders
        >>> try:
        ...     flanders().on("2025-01-01").zone("elz2")
        ... except AmbiguousNameError as error:
        ...     print(len(error.candidates))
        4
    """

    def __init__(self, kind: str, key: object, candidates: Sequence[str]) -> None:
        super().__init__(kind, key, tuple(candidates))
        self.kind = kind
        self.key = key
        self.candidates: tuple[str, ...] = tuple(candidates)

    def __str__(self) -> str:
        """Name the candidates."""
        return f"{self.kind} {self.key!r} can mean {' or '.join(self.candidates)}. Say which"


class AfterCoverageWarning(ElzWarning):
    """A day was asked for on which the record no longer speaks.

    When it occurs: ``landscape.on(day)`` with a day after ``landscape.covers``;
    the answer is the last known state, carried on. How to fix it: ask an
    earlier day, add events of your own, or say ``beyond_ok=True``.

    Example:
        >>> import warnings
        >>> from elzmodel import flanders
        >>> with warnings.catch_warnings(record=True) as caught:
        ...     warnings.simplefilter("always")
        ...     _ = flanders().on("2031-01-01")
        >>> caught[0].category.__name__
        'AfterCoverageWarning'
    """


class OutsideLandscapeWarning(ElzWarning):
    """Figures were given for codes that the landscape does not know.

    When it occurs: a file for the whole of Belgium joins a landscape of Flanders
    and Brussels; the other codes are left out. How to fix it: leave them out
    beforehand, or say ``outside_ok=True``.

    Example:
        >>> issubclass(OutsideLandscapeWarning, ElzWarning)
        True
    """


class _ScenarioError(ElzError, ValueError):
    """Something in a scenario does not fit its base.

    What stands in the way and what would work are put into words when they are
    shown.
    """

    _kind = ""

    def __init__(self, index: int, value: object, why: object, hint: object = "") -> None:
        super().__init__(index, value, why, hint)
        self.index = index
        self.value: Any = value

    @property
    def why(self) -> str:
        """What stands in the way."""
        return in_words(self.args[2])

    @property
    def hint(self) -> str:
        """What would work."""
        return in_words(self.args[3])

    def __str__(self) -> str:
        """Say which one it is, why it does not fit, and what would work."""
        rest = f". {self.hint[:1].upper()}{self.hint[1:]}" if self.hint else ""
        return f"{self._kind} {self.index + 1}, {self.value}: {self.why}{rest}"


class StepError(_ScenarioError):
    """A step of a scenario cannot be taken on its base.

    *index* counts from 0 and *step* is the step; *why* says what stands in the
    way and *hint* what would work. What the base itself said is the cause.

    Example:
        >>> import elzmodel as elz
        >>> wrong = elz.Scenario("x").transfer("Gent", to="rits", day="1990-01-01")
        >>> try:
        ...     elz.adopt(elz.flanders(), wrong)
        ... except elz.errors.StepError as error:
        ...     print(error.index, error.why)
        0 1990-01-01 lies before the record of Flanders and Brussels
    """

    _kind = "step"

    @property
    def step(self) -> Any:  # noqa: ANN401 - a step, of a room above
        """The step."""
        return self.value


class ChoiceError(_ScenarioError):
    """A choice of a scenario settles nothing on its base.

    *index* counts from 0 and *choice* is the choice; *why* says what stands in
    the way and *hint* what would work.

    Example:
        >>> import elzmodel as elz
        >>> try:
        ...     elz.adopt(elz.flanders(), elz.Scenario("x").choose("Gent", "rits"))
        ... except elz.errors.ChoiceError as error:
        ...     print(error)
        choice 1, Gent to rits: no decision about Gent is open. None is open in this scenario
    """

    _kind = "choice"

    @property
    def choice(self) -> Any:  # noqa: ANN401 - a choice, of a room above
        """The choice."""
        return self.value


class TableError(ElzError, ValueError):
    """A file of rows cannot be read as a table or a list; all findings at once, by place.

    Example:
        >>> from elzmodel.tables import read_delimited
        >>> from tempfile import TemporaryDirectory
        >>> from pathlib import Path
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder) / "x.csv"
        ...     _ = path.write_text("")
        ...     try:
        ...         read_delimited(path)
        ...     except TableError as error:
        ...         print(error.findings[0].code, error.findings[0].place)
        ELZ-F005 x.csv
    """

    def __init__(self, file: str, findings: Iterable[Finding]) -> None:
        self.file = file
        self.findings: tuple[Finding, ...] = tuple(sorted(findings, key=lambda f: f.place))
        super().__init__(file, self.findings)

    def __str__(self) -> str:
        """Show the first findings and count the rest."""
        return all_at_once(f"{self.file} cannot be read as a table", self.findings)


_SHOWN = 20


class DocumentError(ElzError, ValueError):
    r"""A document cannot be read into the model; all that is wrong, in order of place.

    Example:
        >>> from elzmodel.io import loads
        >>> try:
        ...     loads("elzmodel: 1\nkind: events\nevent: []\n", name="x.yaml")
        ... except DocumentError as error:
        ...     print(error)
        x.yaml cannot be read, 1 problem:
          x.yaml:3:1: ELZ-D021 error: $.event: unknown key 'event', expected events, figures or sources; did you mean events?
    """  # noqa: E501 - a finding stands on one line

    def __init__(self, file: str, findings: Iterable[Finding]) -> None:
        self.file = file
        in_order = sorted(findings, key=lambda each: (each.place, each.code))
        self.findings: tuple[Finding, ...] = tuple(in_order)
        super().__init__(file, self.findings)

    @property
    def problems(self) -> tuple[Finding, ...]:
        """The findings, under their name of earlier versions."""
        return self.findings

    def __str__(self) -> str:
        """Show the first findings and count the rest."""
        return all_at_once(f"{self.file} cannot be read", self.findings, most=_SHOWN)


class FormatVersionError(DocumentError):
    r"""A document is of a newer format than this version of the library reads.

    *found* is the format version of the document, *supported* the newest one
    that is read.

    Example:
        >>> from elzmodel.io import loads
        >>> try:
        ...     loads("elzmodel: 99\nkind: events\n")
        ... except FormatVersionError as error:
        ...     print(error.found, error.supported)
        99 1
    """

    def __init__(self, file: str, findings: Iterable[Finding], found: int, supported: int) -> None:
        super().__init__(file, findings)
        self.found = found
        self.supported = supported
        self.args: tuple[object, ...] = (file, self.findings, found, supported)
