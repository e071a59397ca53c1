"""Every public error: what was wrong, with its fields, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from attrs import define, field

from elzmodel.values import Finding, Period
from elzmodel.values.arguments import keep_door
from elzmodel.values.errors import ElzError, ElzWarning, InvalidValueError, shown
from elzmodel.values.extras import MissingDependencyError
from elzmodel.values.findings import Told
from elzmodel.values.text import (
    Phrase,
    Said,
    Suggestions,
    fill,
    in_words,
    names_in,
    phrase,
    strung,
    term,
    translated,
)

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


class _SentenceError(ElzError):
    """An error that says one sentence, filled with what it carries."""

    sentence: ClassVar[str] = ""

    def said(self, lang: str, door: str) -> str:
        """Return the sentence in a language; what there is nothing to say about is left out."""
        _, names = names_in(self.sentence)
        values = {name: getattr(self, name) for name in names}
        return fill(translated(self.sentence, lang), values, lang, door)

    def __str__(self) -> str:
        """Show the sentence in English."""
        return in_words(self)


@in_words.register
def _(value: _SentenceError, lang: str = "en", door: str = "python") -> str:
    return value.said(lang, door)


@define(slots=False, repr=False)
class _KeyedError(_SentenceError, LookupError):
    """A key of some kind does not lead to one thing."""

    kind: str
    key: object

    @property
    def _kind(self) -> str:
        return term(self.kind)

    @property
    def _key(self) -> str | Phrase:
        """The key as it was given: a number is not its digits."""
        return phrase("{key!r}", key=self.key) if isinstance(self.key, Said) else shown(self.key)


def _kept(suggestions: Sequence[str]) -> Sequence[str]:
    """Return suggestions that do not change; those that are not looked up yet, as they are."""
    return suggestions if isinstance(suggestions, Suggestions) else tuple(suggestions)


@define(slots=False, repr=False)
class UnknownIdError(_KeyedError):
    """An id, code or name was never heard of.

    *suggestions* holds near ones, best first; given as `Suggestions`, they are
    looked up when they are first shown. *reason* says more where there is more to say.

    Example:
        >>> print(UnknownIdError("municipality", "Hasel", ("Hasselt",)))
        no municipality 'Hasel' is known. Did you mean Hasselt?
    """

    suggestions: Sequence[str] = field(default=(), converter=_kept)
    reason: str = ""

    sentence = "no {_kind} {_key} is known[. {reason}][. Did you mean {_meant}?]"

    @property
    def _meant(self) -> Sequence[str]:
        return () if self.reason else self.suggestions


@define(slots=False, repr=False)
class NotOnDayError(_KeyedError):
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

    day: date
    valid: tuple[Period, ...] = field(default=(), converter=tuple[Period, ...])
    successors: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    predecessors: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    reason: str = ""

    sentence = (
        "{_kind} {_key} does not exist on {day}[ (it does from {valid})]"
        "[; it became {successors}][; before, it was {predecessors}][. {reason}]"
    )


@define(slots=False, repr=False)
class _FindingsError(_SentenceError, ValueError):
    """What was asked cannot be done, for several reasons at once."""

    findings: tuple[Finding, ...] = field(converter=tuple[Finding, ...])

    @property
    def _count(self) -> int:
        return len(self.findings)


class ConflictError(_FindingsError):
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

    sentence = "{_count:number} {findings:contradiction|contradictions}: {findings:list}"


class RollUpError(_FindingsError):
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

    sentence = "{_count:number} {findings:problem|problems}: {_shown}[; and {_more} more]"

    @property
    def _shown(self) -> str:
        return strung(Told(finding, "message") for finding in self.findings[:_FIRST])

    @property
    def _more(self) -> int | None:
        return self._count - _FIRST if self._count > _FIRST else None


def _land(zones: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return {zone: tuple(parts) for zone, parts in zones.items()}


@define(slots=False, repr=False)
class DividedError(_SentenceError, ValueError):
    """A municipality lies in several zones, so it has no single one.

    *zones* maps each zone to the parts of the municipality that lie in it, and
    the empty text to those that lie in none.

    Example:
        >>> from datetime import date
        >>> error = DividedError("Antwerpen (11002)", date(2025, 1, 1), {"zora": ["borsbeek"]})
        >>> error.zones
        {'zora': ('borsbeek',)}
    """

    key: object
    day: date
    zones: dict[str, tuple[str, ...]] = field(converter=_land)

    sentence = (
        "{key} is divided over {_count} {_named:zone|zones}[ and {_rest}] on {day}: "
        "{_named:list all}. Ask zones_of for the shares, or zone_table for every part"
    )

    @property
    def _named(self) -> tuple[str, ...]:
        return tuple(zone for zone in self.zones if zone)

    @property
    def _count(self) -> int:
        return len(self._named)

    @property
    def _rest(self) -> Phrase | None:
        return phrase("land in no zone") if "" in self.zones else None


@define(slots=False, repr=False)
class UndecidedError(_SentenceError, ValueError):
    """The zone of a municipality is not decided yet.

    *candidates* holds the zones among which is to be chosen, *parts* the land
    that the choice is about, and *settled* the zones of the rest of the land;
    there, the empty text stands for no zone.

    Example:
        >>> from datetime import date
        >>> print(UndecidedError("Hasselt (71072)", date(2025, 1, 1), ("haspengouw", "herkenrode")))
        the zone of Hasselt (71072) is undecided on 2025-01-01: haspengouw or herkenrode
    """

    key: object
    day: date
    candidates: tuple[str, ...] = field(converter=tuple[str, ...])
    parts: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    settled: dict[str, tuple[str, ...]] = field(factory=dict, converter=_land)

    sentence = (
        "the zone of {key} is undecided on {day}: {candidates:or all}"
        "[ for {parts:list all}][; settled: {_settled:list all}]"
    )

    @property
    def _settled(self) -> list[Phrase]:
        return [
            phrase("{parts:list all} in {zone}", parts=parts, zone=zone or phrase("no zone"))
            for zone, parts in self.settled.items()
        ]


@define(slots=False, repr=False)
class NotCarriableError(_SentenceError, ValueError):
    """Figures of this kind cannot be carried from one layout to another.

    Example:
        >>> print(NotCarriableError("median", "it is not a sum"))
        a median cannot be carried over: it is not a sum
    """

    kind: str
    reason: str

    sentence = "a {_kind} cannot be carried over: {reason}"

    @property
    def _kind(self) -> str:
        return term(self.kind)


@define(slots=False, repr=False)
class AmbiguousNameError(_KeyedError):
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

    candidates: tuple[str, ...] = field(converter=tuple[str, ...])

    sentence = "{_kind} {_key} can mean {candidates:or all}. Say which"


@in_words.register
def _(value: MissingDependencyError, lang: str = "en", door: str = "python") -> str:
    values = {"name": value.name, "install": value.install}
    return fill(translated(value.sentence, lang), values, lang, door)


@in_words.register
def _(value: ElzWarning, lang: str = "en", door: str = "python") -> str:
    return in_words(value.args[0], lang, door)


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


@define(slots=False, repr=False)
class _ScenarioError(_SentenceError, ValueError):
    """Something in a scenario does not fit its base.

    What stands in the way and what would work are put into words when they are
    shown.
    """

    index: int
    value: Any
    _why: object
    _hint: object = ""

    @property
    def _number(self) -> int:
        return self.index + 1

    @property
    def why(self) -> str:
        """What stands in the way."""
        return Said(in_words(self._why), self._why)

    @property
    def hint(self) -> str:
        """What would work."""
        return Said(in_words(self._hint), self._hint)

    def said(self, lang: str, door: str) -> str:
        """Say which one it is, why it does not fit, and what would work."""
        hint = in_words(self._hint, lang, door)
        rest = f". {hint[:1].upper()}{hint[1:]}" if hint else ""
        return super().said(lang, door) + rest


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

    sentence = "step {_number}, {value}: {_why}"

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

    sentence = "choice {_number}, {value}: {_why}"

    @property
    def choice(self) -> Any:  # noqa: ANN401 - a choice, of a room above
        """The choice."""
        return self.value


def _in_place(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda each: (each.place, each.code)))


@define(slots=False, repr=False)
class _FileError(_SentenceError, ValueError):
    """A file cannot be read; all that is wrong, in order of place."""

    file: str
    findings: tuple[Finding, ...] = field(converter=_in_place)

    trouble: ClassVar[str] = "cannot be read"
    most: ClassVar[int] = 20

    sentence = "{file} {_trouble}, {_count:number} {findings:problem|problems}:"

    @property
    def _trouble(self) -> Phrase:
        return phrase(self.trouble)

    @property
    def _count(self) -> int:
        return len(self.findings)

    def said(self, lang: str, door: str) -> str:
        """Show the first findings, a line each, and count the rest."""
        first, rest = self.findings[: self.most], len(self.findings) - self.most
        lines = [super().said(lang, door), *(finding.line(lang, door) for finding in first)]
        if rest > 0:
            lines.append(fill(translated("and {n} more", lang), {"n": rest}, lang))
        return "\n  ".join(lines)


@define(slots=False, repr=False)
class TableError(_FileError):
    r"""A file of rows cannot be read as a table or a list; all findings at once, by place.

    *trouble* says in words what cannot be done: it may have been read, and contradict itself.

    Example:
        >>> from elzmodel import read_table
        >>> try:
        ...     read_table("street;house\nKerkstraat;5\n")
        ... except TableError as error:
        ...     print(error.findings[0].code, error.findings[0].message)
        ELZ-F033 no column has codes or names of municipalities; there is street, house
    """

    # Positional: an exception with keyword-only fields cannot be copied.
    trouble: str = "cannot be read as a table"  # type: ignore[misc] # a field here

    most = _FIRST


class DocumentError(_FileError):
    r"""A document cannot be read into the model; all that is wrong, in order of place.

    Example:
        >>> from elzmodel.io import loads
        >>> try:
        ...     loads("elzmodel: 1\nkind: events\nevent: []\n", name="x.yaml")
        ... except DocumentError as error:
        ...     print(error)
        x.yaml cannot be read, 1 problem:
          x.yaml:3:1: ELZ-D021 error: $.event: unknown key 'event', expected codes, events, figures or sources; did you mean events?
    """  # noqa: E501 - a finding stands on one line

    @property
    def problems(self) -> tuple[Finding, ...]:
        """The findings, under their name of earlier versions."""
        return self.findings


@define(slots=False, repr=False)
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

    found: int
    supported: int


keep_door(__name__)
