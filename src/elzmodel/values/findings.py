"""Findings: the one shape of a problem, and the codes that say what each means.

A room declares its codes once, and makes findings of them. The English sentence stands
in the code, Dutch in ``nl.toml``. What templates can do stands in `elzmodel.values.text`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from functools import lru_cache, partial
from types import MappingProxyType
from typing import Any, Final, Self

from attrs import evolve, field, frozen

from elzmodel.values.answers import columns
from elzmodel.values.cards import Card, Held
from elzmodel.values.cells import Column
from elzmodel.values.errors import InvalidValueError
from elzmodel.values.ids import Ref, SourceId, tupled
from elzmodel.values.sources import Grade
from elzmodel.values.table import Table
from elzmodel.values.text import (
    Phrase,
    Said,
    check_values,
    dictionary,
    fill,
    in_words,
    listed,
    names_in,
    near,
    pairs_of,
    said,
    short,
    translated,
)

__all__ = ["CheckOutcome", "Code", "Codes", "Finding", "Place", "Severity", "findings_table"]


class Severity(Enum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


class CheckOutcome(Enum):
    """What a check found out; missing data give ``UNKNOWN``, never a pass or a fail."""

    PASS = "pass"  # noqa: S105 - an outcome, not a password
    FAIL = "fail"
    UNKNOWN = "unknown"


def path_text(path: Iterable[str | int]) -> str:
    """Return the way to a value in a document, ``$.events[0].nis``; empty for the whole."""
    steps = "".join(map(_step, path))
    return f"${steps}" if steps else ""


def _step(step: str | int) -> str:
    is_word = isinstance(step, str) and (step.replace("-", "").isidentifier() or step == "<<")
    return f".{step}" if is_word else f"[{step!r}]"


@frozen(order=True)
class Place:
    """Where something stands: in a text, in a document, in a table.

    What does not apply is 0 or empty. Places are in order of file, sheet, line, column,
    row, cell and path.

    Attributes:
        file: The name of the file.
        sheet: The sheet of a workbook, whose cells are shown as its editors show them.
        line: The line, from 1.
        column: The column, from 1: in characters, or in cells where the file is a table.
        row: The row of a table, from 1.
        cell: The name of a column of a table.
        path: The keys and indices that lead to a value of a document.

    Example:
        >>> print(Place("x.yaml", 7, 10), Place("links.csv", 7), sep=" | ")
        x.yaml:7:10 | links.csv:7
        >>> print(Place(row=4, cell="nis"), Place(line=7), sep=" | ")
        row 4, column nis | line 7
        >>> print(Place("figures.xlsx", 7, 28, sheet="Blad1"))
        figures.xlsx!Blad1:AB7
    """

    file: str = ""
    sheet: str = field(default="", kw_only=True)
    line: int = 0
    column: int = 0
    row: int = 0
    cell: str = ""
    path: tuple[str | int, ...] = field(
        default=(), converter=tuple[str | int, ...], order=path_text
    )

    def __str__(self) -> str:
        """Show the place as editors do."""
        return in_words(self)


NOWHERE: Final = Place()
"""The place of what was not read from anywhere."""


def _file_of(place: Place) -> str:
    return "!".join(filter(None, (place.file, place.sheet)))


def letters_of(column: int) -> str:
    """Return what a column of a sheet is called: ``A`` to ``Z``, then ``AA``."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@frozen
class Meaning:
    """What a code means, said in a sentence."""

    code: Code

    def __str__(self) -> str:
        """Show it in English."""
        return self.code.meaning


@in_words.register
def _(value: Meaning, lang: str = "en", door: str = "python") -> str:  # noqa: ARG001 - as all of them
    return value.code.text("meaning", lang)


@frozen
class Remark:
    """What a finding says, as a note has it: with a capital, but for names of columns."""

    finding: Finding

    def __str__(self) -> str:
        """Show it in English."""
        return in_words(self)


@in_words.register
def _(value: Remark, lang: str = "en", door: str = "python") -> str:
    text = value.finding.sentence(lang, door)
    return text if "column" in value.finding.values else f"{text[:1].upper()}{text[1:]}"


@in_words.register
def _(value: Place, lang: str = "en", door: str = "python") -> str:
    line, column = value.line or "", value.column or ""
    where = [f"{letters_of(value.column)}{line}"] if value.sheet else [line, column]
    spot = ":".join(str(each) for each in (_file_of(value), *where) if each)
    parts = (
        spot if _file_of(value) else spot and Phrase("line {spot}", {"spot": spot}),
        value.row and Phrase("row {row}", {"row": value.row}),
        value.cell and Phrase("column {cell}", {"cell": value.cell}),
    )
    return listed([each for each in parts if each], lang=lang, door=door)


def _by_variant(sentence: str | Mapping[str, str]) -> Mapping[str, str]:
    return {"": sentence} if isinstance(sentence, str) else dict(sentence)


_SAID_TOO: Final = frozenset({"observed", "expected", "remedy"})


@lru_cache(maxsize=4096)
def _values_of(sentence: str, remedy: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the values that a finding needs, and all that it may have."""
    (needed, known), (more, others) = names_in(sentence), names_in(remedy)
    return needed | more, known | others | _SAID_TOO


@frozen
class Code:
    """A kind of finding: its stable code, how it is said, what it means, how it is mended.

    Args:
        id: The code. Codes are equal where their ids are.
        sentence: The template of the sentence, or one for each variant. It starts in
            lower case and ends without a full stop.
        severity: How much it matters, where a finding does not say otherwise.
        meaning: What it means, in one clause: the heading on the page of codes.
        explanation: More about it for that page.
        remedy: What to do; a template too, shown after each sentence where it is not empty.
        aliases: Older codes that this one took over.

    Example:
        >>> apart = Code(
        ...     "ELZ-S001",
        ...     {"": "they do not touch", "unsure": "the borders do not tell whether they touch"},
        ... )
        >>> print(apart.finding(Ref("step", "0"), variant="unsure", outcome=CheckOutcome.UNKNOWN))
        ELZ-S001 warning (unknown): 0: the borders do not tell whether they touch
    """

    id: str
    sentences: Mapping[str, str] = field(alias="sentence", converter=_by_variant, eq=False)
    severity: Severity = field(default=Severity.WARNING, kw_only=True, eq=False)
    meaning: str = field(default="", kw_only=True, eq=False)
    explanation: str = field(default="", kw_only=True, eq=False)
    remedy: str = field(default="", kw_only=True, eq=False)
    aliases: tuple[str, ...] = field(default=(), kw_only=True, eq=False)

    def finding(  # noqa: PLR0913 - one argument a field
        self,
        about: Ref | None = None,
        *,
        variant: str = "",
        place: Place = NOWHERE,
        severity: Severity | None = None,
        outcome: CheckOutcome = CheckOutcome.FAIL,
        sources: tuple[SourceId, ...] = (),
        article: str = "",
        grade: Grade | None = None,
        **values: object,
    ) -> Finding:
        """Return a finding of this kind.

        *values* are those that the sentence and the remedy name, and where they are
        known *observed* and *expected*; *remedy* stands instead of that of the code.

        Raises:
            InvalidValueError: If a value is not given that a template names, if one is
                given that none names, or if there is no such variant.
        """
        if variant not in self.sentences:
            kind, known = said("variant of {code}", code=self.id), [*self.sentences]
            raise InvalidValueError(kind, variant, said("{names:list}", names=known))
        remedy = "" if "remedy" in values else self.remedy
        check_values(self.id, values.keys(), *_values_of(self.sentences[variant], remedy))
        return Finding(
            kind=self,
            variant=variant,
            about=about,
            place=place,
            values=values,
            severity=severity or self.severity,
            outcome=outcome,
            sources=sources,
            article=article,
            grade=grade,
        )

    def template(self, variant: str = "", lang: str = "en") -> str:
        """Return a sentence with its values to be filled in; English where there is no other.

        Raises:
            InvalidValueError: If the code has no such variant, or there is no such language.
        """
        if variant not in self.sentences:
            known = said("{names:list}", names=[*self.sentences])
            raise InvalidValueError("variant of a finding code", variant, known)
        dutch = dictionary(lang).get("findings", {}).get(self.id, {})
        sentences = {"": dutch.get("sentence"), **dutch.get("sentences", {})}
        return sentences.get(variant) or translated(self.sentences[variant], lang)

    def text(self, name: str, lang: str = "en") -> str:
        """Return *meaning*, *explanation* or *remedy* in a language.

        Raises:
            InvalidValueError: If it is asked for anything else, or in no such language.
        """
        if name not in _TEXTS:
            known = said("{names:or}", names=_TEXTS)
            raise InvalidValueError("text of a finding code", name, known)
        dutch = dictionary(lang).get("findings", {}).get(self.id, {})
        return str(dutch.get(name) or getattr(self, name))


def error_code(id_: str, sentence: str | Mapping[str, str], meaning: str, remedy: str = "") -> Code:
    """Return the code of an error, for rooms that declare many of them."""
    return Code(id_, sentence, severity=Severity.ERROR, meaning=meaning, remedy=remedy)


_TEXTS: Final = ("meaning", "explanation", "remedy")
_CODES_TITLE: Final = said("Finding codes")


class Codes(tuple[Code, ...]):
    """The codes of a room in order, or of several rooms together.

    Raises:
        InvalidValueError: If a code, or an older one that it took over, is there twice.

    Example:
        >>> codes = Codes([Code("ELZ-Z010", "{n} pieces", aliases=("ELZ-Z001",))])
        >>> codes.find("ELZ-Z001").id, [code.id for code in codes.select("ELZ-Z")]
        ('ELZ-Z010', ['ELZ-Z010'])
    """

    __slots__ = ()

    def __new__(cls, codes: Iterable[Code] = ()) -> Self:
        """Refuse codes that are there twice."""
        self = super().__new__(cls, codes)
        used = Counter(name for code in self for name in _ids(code))
        twice = [name for name, times in used.items() if times > 1]
        if twice:
            given = said("{names:list}", names=twice)
            raise InvalidValueError("new finding code", given, "one that is not in use")
        return self

    def find(self, code: str) -> Code:
        """Return the code with an id, or the one that took it over.

        Raises:
            InvalidValueError: If there is none.
        """
        known = {name: each for each in self for name in _ids(each)}
        if code not in known:
            near_codes = near(code, known)
            expected = (
                said("{names:or}", names=near_codes) if near_codes else "one such as ELZ-G013"
            )
            raise InvalidValueError("finding code", code, expected)
        return known[code]

    def select(self, *prefixes: str) -> tuple[Code, ...]:
        """Return the codes that begin with one of *prefixes*; older codes select too.

        Raises:
            InvalidValueError: If no code begins with one of them.
        """
        for prefix in prefixes:
            if not any(name.startswith(prefix) for code in self for name in _ids(code)):
                raise InvalidValueError("beginning of a finding code", prefix, "such as ELZ-G")
        chosen = (code for code in self if any(n.startswith(prefixes) for n in _ids(code)))
        return tuple(chosen)

    def to_table(self, *, title: str = _CODES_TITLE, lang: str = "en") -> Table:
        """Return the codes with severity, meaning and remedy, one row each."""
        columns = [Column(name) for name in ("code", "severity", "meaning", "remedy")]
        rows = [
            (each.id, each.severity, each.text("meaning", lang), each.text("remedy", lang))
            for each in self
        ]
        return Table(title, columns, rows)


def _ids(code: Code) -> tuple[str, ...]:
    return (code.id, *code.aliases)


@columns("code", "severity", "outcome", "subject", "message", "sources")
@frozen(kw_only=True, field_transformer=tupled)
class Finding(Held):
    """One thing a check noticed: what, about whom, where, and why it matters.

    Findings are made by their `Code`. They hold the values that they speak of, and say
    their sentence when it is asked for, in a language and with the names that options
    have at a door. A finding of a rule says what was *observed* and what *expected*, by
    which *article*, and with its *grade* how well that rule is established.

    Example:
        >>> pieces = Code("ELZ-Z010", "{n} {n:piece|pieces} of land", remedy="look at {zone}")
        >>> found = pieces.finding(Ref("zone", "oostkust"), n=2, zone="its borders")
        >>> print(found)
        ELZ-Z010 warning: oostkust: 2 pieces of land; look at its borders
        >>> found.code, found.about.kind, found.values["n"], found.message
        ('ELZ-Z010', 'zone', 2, '2 pieces of land')
    """

    kind: Code
    variant: str = ""
    about: Ref | None = None
    place: Place = NOWHERE
    severity: Severity = Severity.WARNING
    outcome: CheckOutcome = CheckOutcome.FAIL
    sources: tuple[SourceId, ...] = ()
    article: str = ""
    grade: Grade | None = None
    _values: tuple[tuple[str, Any], ...] = field(default=(), converter=pairs_of, alias="values")

    @property
    def code(self) -> str:
        """The stable code."""
        return self.kind.id

    @property
    def values(self) -> Mapping[str, Any]:
        """What the finding speaks of, by name."""
        return MappingProxyType(dict(self._values))

    @property
    def message(self) -> str:
        """The sentence in English; a table says it in other languages."""
        return self._told("message")

    @property
    def subject(self) -> str:
        """What the finding is about, in words."""
        return Said(str(self.about), self.about) if self.about else ""

    @property
    def observed(self) -> str:
        """What was seen, in English."""
        return self._told("observed")

    @property
    def expected(self) -> str:
        """What should have been seen, in English."""
        return self._told("expected")

    @property
    def remedy(self) -> str:
        """What to do, in English."""
        return self._told("remedy")

    def _told(self, name: str) -> str:
        return Said(self.text(name), Told(self, name))

    def sentence(self, lang: str = "en", door: str = "python") -> str:
        """Return the sentence in a language, with options as a door calls them.

        Raises:
            InvalidValueError: If there is no such language or door.
        """
        return fill(self.kind.template(self.variant, lang), dict(self._values), lang, door)

    def text(self, name: str, lang: str = "en", door: str = "python") -> str:
        """Return *observed*, *expected* or *remedy* in a language, empty where there is none."""
        if name == "message":
            return self.sentence(lang, door)
        values = dict(self._values)
        if name == "remedy" and name not in values:
            return fill(self.kind.text("remedy", lang), values, lang, door)
        return in_words(values.get(name, ""), lang, door)

    def line(self, lang: str = "en", door: str = "python") -> str:
        """Return the finding on one line: place, code, weight, subject, sentence, remedy.

        Of a document, the way to the value stands for the subject.
        """
        about = path_text(self.place.path) or in_words(self.about or "", lang, door)
        head = (in_words(self.place, lang), self._weight(lang), about)
        return ": ".join([*filter(None, head), self.told(lang, door)])

    def told(self, lang: str = "en", door: str = "python") -> str:
        """Return what is wrong, what was expected where that is not said yet, and the remedy.

        Example:
            >>> print(Code("ELZ-Z010", "two pieces", remedy="look at the map").finding().told())
            two pieces; look at the map
        """
        line = self.sentence(lang, door)
        is_told = "expected" in names_in(self.kind.sentences[self.variant])[1]
        expected = "" if is_told else self.text("expected", lang, door)
        if expected:
            line += in_words(Phrase(", expected {expected}", {"expected": expected}), lang)
        remedy = self.text("remedy", lang, door)
        return f"{line}; {remedy}" if remedy else line

    def __str__(self) -> str:
        """Show the finding on one line."""
        return self.line()

    def __repr__(self) -> str:
        """Say it on a short line."""
        return f"<Finding {short(str(self), 160)}>"

    def to_card(self) -> Card:
        """Return what is doubtful, about whom and where, and what to do."""
        counts = (
            ("severity", self.severity),
            ("outcome", self.outcome),
            ("subject", self.subject),
            ("place", self.place if self.place != NOWHERE else None),
            ("observed", self.observed),
            ("expected", self.expected),
            ("what to do", self.remedy),
            ("article", self.article),
        )
        return Card(self.code, counts, warnings=[self.message], sources=self.sources)

    def _weight(self, lang: str) -> str:
        weight = "pass" if self.outcome is CheckOutcome.PASS else self.severity.value
        doubt = f" ({in_words(Phrase('unknown'), lang)})" * (self.outcome is CheckOutcome.UNKNOWN)
        return f"{self.code} {in_words(Phrase(weight), lang)}{doubt}"


def findings_within(findings: Iterable[Finding], of: Ref) -> Iterator[Finding]:
    """Yield findings about the things of a council or a plan, which say that they are."""
    for each in findings:
        about = each.about
        if about is None or about.within is not None:
            yield each
        else:
            yield evolve(each, about=evolve(about, within=of))


@frozen
class Told:
    """What a finding tells: its sentence or another text of it."""

    finding: Finding
    name: str


@in_words.register
def _(value: Finding, lang: str = "en", door: str = "python") -> str:
    return value.line(lang, door)


@in_words.register
def _(value: Told, lang: str = "en", door: str = "python") -> str:
    return value.finding.text(value.name, lang, door)


_FINDINGS: Final = said("Findings")


def findings_table(
    findings: Iterable[Finding], *, title: str = _FINDINGS, lang: str = "en", placed: bool = False
) -> Table:
    """Return findings as a `Table`, one row each, in the order given.

    Where they are about a file or a table, *placed*, each row says where, what was
    expected and what to do as well.

    Example:
        >>> pieces = Code("ELZ-Z010", "{n} pieces of land")
        >>> findings_table([pieces.finding(n=2)]).records()[0]["message"]
        '2 pieces of land'
    """
    first = ("file", "line", "column", "path") if placed else ()
    last = ("expected", "remedy") if placed else ()
    names = (*first, "code", "severity", "outcome", "subject", "message", "sources", *last)
    columns = [Column(name, "code" if name in {"line", "column"} else "text") for name in names]
    cells = [_cells(finding, lang) for finding in findings]
    return Table(title, columns, [[row[name] for name in names] for row in cells])


def _cells(finding: Finding, lang: str) -> dict[str, Any]:
    place = finding.place
    told = partial(finding.text, lang=lang) if lang != "en" else finding._told  # noqa: SLF001 - one thought
    return {
        "file": _file_of(place),
        "line": place.line or place.row or None,
        "column": (letters_of(place.column) if place.sheet else place.column) or place.cell or None,
        "path": path_text(place.path),
        "code": finding.code,
        "severity": finding.severity,
        "outcome": finding.outcome,
        "subject": finding.subject,
        "sources": finding.sources,
        **{name: told(name) for name in ("message", "expected", "remedy")},
    }
