"""Every public error: what was wrong, with its fields, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from attrs import frozen

from elzmodel.values import Column, Finding, Period, Table
from elzmodel.values.errors import ElzError, ElzWarning, InvalidValueError
from elzmodel.values.extras import MissingDependencyError
from elzmodel.values.text import all_at_once, listed

__all__ = [
    "AfterCoverageWarning",
    "AmbiguousNameError",
    "ChoiceError",
    "ConflictError",
    "DelimitedFileError",
    "DividedError",
    "DocumentError",
    "DocumentProblem",
    "ElzError",
    "ElzWarning",
    "FileProblem",
    "FormatVersionError",
    "InvalidValueError",
    "MissingDependencyError",
    "NotOnDayError",
    "OutsideLandscapeWarning",
    "StepError",
    "UndecidedError",
    "UnknownIdError",
    "problems_table",
]


class UnknownIdError(ElzError, LookupError):
    """An id, code or name was never heard of.

    *suggestions* holds near ones, best first; *reason* says more where there is
    more to say.

    Example:
        >>> print(UnknownIdError("municipality", "Hasel", ("Hasselt",)))
        no municipality 'Hasel' is known. Did you mean Hasselt?
    """

    def __init__(
        self, kind: str, key: object, suggestions: Sequence[str] = (), reason: str = ""
    ) -> None:
        super().__init__(kind, key, tuple(suggestions), reason)
        self.kind = kind
        self.key = key
        self.suggestions: tuple[str, ...] = tuple(suggestions)
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
        >>> from elzmodel.values import plain_finding
        >>> print(
        ...     ConflictError(
        ...         [plain_finding(code="ELZ-T005", message="code 71072 is in use twice")]
        ...     )
        ... )
        1 contradiction: ELZ-T005 code 71072 is in use twice
    """

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(tuple(findings))
        self.findings: tuple[Finding, ...] = tuple(findings)

    def __str__(self) -> str:
        """Show the first contradictions and count the rest."""
        noun = "contradiction" if len(self.findings) == 1 else "contradictions"
        shown = [
            f"{f.code} {f.subject}: {f.message}" if f.subject else f"{f.code} {f.message}"
            for f in self.findings
        ]
        return f"{len(self.findings)} {noun}: " + "; ".join([listed(shown)])


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


class StepError(ElzError, ValueError):
    """A step of a scenario cannot be taken on its base.

    *index* counts from 0 and *step* is the step; *why* says what stands in the
    way and *hint* what would work. What the base itself said is the cause.

    Example:
        >>> import elzmodel as elz
        >>> wrong = elz.Scenario("x").transfer("Gent", to="rits", day="1990-01-01")
        >>> try:
        ...     elz.adopt(elz.flanders(), wrong)
        ... except elz.StepError as error:
        ...     print(error.index, error.why)
        0 1990-01-01 lies before the record of Flanders and Brussels
    """

    def __init__(self, index: int, step: object, why: str, hint: str = "") -> None:
        super().__init__(index, step, why, hint)
        self.index = index
        self.step = step
        self.why = why
        self.hint = hint

    def __str__(self) -> str:
        """Say which step it is, why it cannot be taken, and what would work."""
        rest = f". {self.hint[:1].upper()}{self.hint[1:]}" if self.hint else ""
        return f"step {self.index + 1}, {self.step}: {self.why}{rest}"


class ChoiceError(ElzError, ValueError):
    """A choice of a scenario settles nothing on its base.

    *index* counts from 0 and *choice* is the choice; *why* says what stands in
    the way and *hint* what would work.

    Example:
        >>> import elzmodel as elz
        >>> try:
        ...     elz.adopt(elz.flanders(), elz.Scenario("x").choose("Gent", "rits"))
        ... except elz.ChoiceError as error:
        ...     print(error)
        choice 1, Gent to rits: no decision about Gent is open. None is open in this scenario
    """

    def __init__(self, index: int, choice: object, why: str, hint: str = "") -> None:
        super().__init__(index, choice, why, hint)
        self.index = index
        self.choice = choice
        self.why = why
        self.hint = hint

    def __str__(self) -> str:
        """Say which choice it is, why it settles nothing, and what would work."""
        rest = f". {self.hint[:1].upper()}{self.hint[1:]}" if self.hint else ""
        return f"choice {self.index + 1}, {self.choice}: {self.why}{rest}"


@frozen
class FileProblem:
    """One thing that is wrong in a file, where, and how to mend it.

    *line* and *column* count from 1, and a column is a cell; 0 where the
    problem is about the whole file or the whole line.

    Example:
        >>> print(FileProblem("x.csv", 3, 2, "not a figure: 'abc'", "write digits"))
        x.csv:3:2: not a figure: 'abc'. Write digits
    """

    file: str
    line: int
    column: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """Show the place, the problem and the remedy on one line."""
        places = (str(place) for place in (self.line, self.column) if place)
        where = ":".join([self.file, *places])
        hint = f". {self.hint[0].upper()}{self.hint[1:]}" if self.hint else ""
        return f"{where}: {self.message}{hint}"


class DelimitedFileError(ElzError, ValueError):
    """A file cannot be read as a table; all problems at once, in order of place.

    Example:
        >>> print(DelimitedFileError("x.csv", [FileProblem("x.csv", 0, 0, "the file is empty")]))
        x.csv cannot be read as a table, 1 problem:
          x.csv: the file is empty
    """

    def __init__(self, file: str, problems: Iterable[FileProblem]) -> None:
        self.file = file
        self.problems: tuple[FileProblem, ...] = tuple(
            sorted(problems, key=lambda p: (p.line, p.column))
        )
        super().__init__(file, self.problems)

    def __str__(self) -> str:
        """Show the first problems and count the rest."""
        return all_at_once(f"{self.file} cannot be read as a table", self.problems)


_SHOWN = 20


@frozen(kw_only=True)
class DocumentProblem:
    """One thing that is wrong in a document, where, and how to mend it.

    *line* and *column* count from 1, in characters; both are 0 where the
    problem is about the file as a whole. *path* starts with ``$``, the document.
    Codes are stable; the page on the file format explains each.

    Example:
        >>> print(
        ...     DocumentProblem(
        ...         code="ELZ-D033",
        ...         file="x.yaml",
        ...         line=7,
        ...         column=10,
        ...         path="$.events[0].nis",
        ...         message="not a NIS code: '7107'",
        ...         expected="five digits in quotes",
        ...     )
        ... )
        x.yaml:7:10: $.events[0].nis: not a NIS code: '7107', expected five digits in quotes [ELZ-D033]
    """  # noqa: E501 - a problem stands on one line

    code: str
    message: str
    file: str = ""
    line: int = 0
    column: int = 0
    path: str = "$"
    expected: str = ""
    hint: str = ""

    def __str__(self) -> str:
        """Show place, path, what is wrong, what was expected and the remedy on one line."""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        expected = f", expected {self.expected}" if self.expected else ""
        hint = f"; {self.hint}" if self.hint else ""
        return f"{place}: {self.path}: {self.message}{expected}{hint} [{self.code}]"

    @property
    def is_unreadable(self) -> bool:
        """Whether the document as a whole could not be read, so that nothing else was checked."""
        return self.code < "ELZ-D020"


class DocumentError(ElzError, ValueError):
    r"""A document cannot be read into the model; all problems, in order of place.

    Example:
        >>> from elzmodel.io import loads
        >>> try:
        ...     loads("elzmodel: 1\nkind: events\nevent: []\n", name="x.yaml")
        ... except DocumentError as error:
        ...     print(error)
        x.yaml cannot be read, 1 problem:
          x.yaml:3:1: $.event: unknown key 'event', expected events, figures or sources; did you mean events? [ELZ-D021]
    """  # noqa: E501 - a problem stands on one line

    def __init__(self, file: str, problems: Iterable[DocumentProblem]) -> None:
        self.file = file
        in_order = sorted(problems, key=lambda p: (p.line, p.column, p.path, p.code))
        self.problems: tuple[DocumentProblem, ...] = tuple(in_order)
        super().__init__(file, self.problems)

    def __str__(self) -> str:
        """Show the first problems and count the rest."""
        return all_at_once(f"{self.file} cannot be read", self.problems, most=_SHOWN)


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

    def __init__(
        self, file: str, problems: Iterable[DocumentProblem], found: int, supported: int
    ) -> None:
        super().__init__(file, problems)
        self.found = found
        self.supported = supported
        self.args: tuple[object, ...] = (file, self.problems, found, supported)


def problems_table(problems: Iterable[DocumentProblem], *, title: str = "Problems") -> Table:
    """Return problems as a `Table`, one row each, in the order given.

    Example:
        >>> problem = DocumentProblem(code="ELZ-D007", message="it is empty", file="x.yaml")
        >>> problems_table([problem]).records()[0]["file"]
        'x.yaml'
    """
    names = ("file", "line", "column", "path", "code", "message", "expected", "hint")
    places = {"line", "column"}
    columns = [Column(name, "code" if name in places else "text") for name in names]
    return Table(title, columns, [[getattr(p, name) for name in names] for p in problems])
