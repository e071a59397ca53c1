"""Text: how words are compared, how near ones are found, and how sentences are filled.

A template is a sentence with values to fill in, in one of several languages:

- ``{name}`` is the value as people write it, ``{name!r}`` the same in quotes;
- ``{n:seat|seats}`` is the word for one or for several;
- ``{zones:list}``, ``{zones:and}`` and ``{zones:or}`` are the first five and a count of
  the rest, ``{zones:or 9}`` the first nine, ``{zones:or all}`` all of them;
- ``{n:number}`` sets thousands apart, ``{low:limit}`` has all the decimals that a limit needs;
- ``[; see {place}]`` is left out where one of its values is empty or not given;
- ``{option:decimal}`` is an option as it is called at this door: ``decimal=`` in
  Python, ``--decimal`` on the command line; so is ``{option:decimal=','}``. A door is
  ``python``, ``cli``, or how options of a second table begin, such as ``--population-``.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from difflib import get_close_matches
from enum import Enum
from functools import cache, cached_property, singledispatch
from heapq import nsmallest
from string import Formatter
from types import MappingProxyType
from typing import Any, Final, NamedTuple, Self
from unicodedata import category

from attrs import field, frozen

from elzmodel.values.errors import InvalidValueError, shown
from elzmodel.values.periods import Period, eve
from elzmodel.values.totals import Share, Total, show_limit, show_number

__all__ = ["Phrase", "Said", "Suggestions", "fold", "listed", "near", "phrase", "said", "slug"]

LANGUAGES: Final = ("en", "nl")
"""The languages of findings and documents."""
LANGUAGE_VARIABLE: Final = "ELZMODEL_LANG"
"""The environment variable that says in which language things show themselves."""
DOORS: Final = ("python", "cli")

_SHOWN: Final = 5
_LONGEST: Final = 80  # Longer text is no name, and comparing it would take long.
_ALIKE: Final = 0.6
_CODES_ALIKE: Final = 0.75  # Of five digits, one may differ; with two it is another code.
_MANY: Final = 200
_RAREST: Final = 8
_CLOSEST: Final = 24
_WORDS: Final = re.compile(r"[^\W_]+")
_LETTERS: Final = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})


# --- words that are compared -----------------------------------------------------------


def fold(text: str) -> str:
    """Return the words of a text as they are compared: no case, accents or punctuation.

    Hyphens and apostrophes of every kind part words, signs that are not seen do not.

    Example:
        >>> fold(" Sint\u2011Genesius_Rode "), fold("L\u2019Écluse (Bev.)")
        ('sint genesius rode', 'l ecluse bev')
    """
    if not text.isascii():
        text = text.casefold()  # Before marks go: one of them is a letter in capitals.
        text = "".join(map(_plain, unicodedata.normalize("NFKD", text)))
        text = text.casefold().translate(_LETTERS)
    return " ".join(_WORDS.findall(text.casefold()))


def _plain(letter: str) -> str:
    kind = category(letter)
    if kind[0] == "M" or kind == "Cf":
        return ""
    return " " if kind == "Lm" else letter  # A modifier letter may be an apostrophe.


def slug(text: str) -> str:
    """Return the id that a name would have; empty where it has no letters or digits.

    Example:
        >>> slug("Sint-Martens-Lat\u00e9m"), slug("?")
        ('sint-martens-latem', '')
    """
    plain = "".join(letter if letter.isascii() else " " for letter in fold(text))
    return "-".join(plain.split())


class Lookalikes:
    """Known words, to be asked many times which of them looks like another; see `near`.

    Example:
        >>> zones = Lookalikes(["haspengouw", "herkenrode"])
        >>> zones.near("ELZ Haspengouw"), zones.near("Herkenrade")
        (('haspengouw',), ('herkenrode',))
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._by_fold: dict[str, list[str]] = {}
        for word in known:
            self._by_fold.setdefault(fold(word), []).append(word)

    def near(self, word: str, *, most: int = 3) -> tuple[str, ...]:
        """Return the known words that look like *word*, best first.

        Raises:
            InvalidValueError: If less than one is asked for.
        """
        if most < 1:
            raise InvalidValueError("number of words", most, "1 or more")
        asked = fold(word[:_LONGEST])
        alike = _CODES_ALIKE if asked.isdecimal() else _ALIKE
        found = [asked] if asked in self._by_fold else []
        found = found or get_close_matches(asked, self._worth_it(asked), most, alike)
        return tuple(word for each in found for word in sorted(self._by_fold[each]))[:most]

    def _worth_it(self, asked: str) -> Iterable[str]:
        """Of many words, return those that share most pairs of letters: comparing is slow."""
        if len(self._by_fold) <= _MANY:
            return self._by_fold
        known_pairs = _pairs(asked) & self._by_pair.keys()
        pairs = sorted(known_pairs, key=lambda pair: (len(self._by_pair[pair]), pair))
        shared = Counter(word for pair in pairs[:_RAREST] for word in self._by_pair[pair])
        return nsmallest(_CLOSEST, shared, key=lambda word: (-shared[word], len(word), word))

    @cached_property
    def _by_pair(self) -> Mapping[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for word in self._by_fold:
            for pair in _pairs(word):
                found[pair].append(word)
        return found


def _pairs(word: str) -> set[str]:
    return {word[i : i + 2] for i in range(len(word) - 1)}


_NONE: Final[Mapping[str, str]] = MappingProxyType({})


def near(
    word: str, known: Iterable[str], *, most: int = 3, synonyms: Mapping[str, str] = _NONE
) -> tuple[str, ...]:
    """Return the known words that *word* may have been meant to be, best first.

    Names, ids and codes alike: case, accents and hyphens are not looked at. A word that is
    the same but for these is the only answer, and so is what *synonyms* says a (folded)
    word stands for: known words, with blanks between them where there are several.

    Raises:
        InvalidValueError: If less than one is asked for.

    Example:
        >>> near("Haspengauw", ["haspengouw", "herkenrode"]), near("17072", ["71072"])
        (('haspengouw',), ('71072',))
        >>> near("Gemeente", ["zone", "unit"], synonyms={"gemeente": "municipality unit"})
        ('unit',)
    """
    names = tuple(known)
    asked = fold(word[:_LONGEST])
    translations = [name for name in synonyms.get(asked, "").split() if name in names]
    is_known = translations and any(fold(name) == asked for name in names)
    return (
        (translations[0],)
        if translations and not is_known
        else Lookalikes(names).near(word, most=most)
    )


class Suggestions(Sequence[str]):
    """What may have been meant, looked up when it is first shown; see `near`.

    Errors and findings hold these instead of words: most are never shown. Copies and
    pickles hold the words. *known* may be a function that returns the words, and *shown*
    one that returns what is suggested for a word, where that is not the word itself.

    Example:
        >>> meant = Suggestions("Hasel", lambda: ["Hasselt", "Gent"])
        >>> f"did you mean {listed(meant, last='or')}?"
        'did you mean Hasselt?'
    """

    def __init__(
        self,
        word: str,
        known: Iterable[str] | Callable[[], Iterable[str]],
        *,
        shown: Callable[[str], str] = str,
        **options: Any,  # noqa: ANN401 - as `near` takes them
    ) -> None:
        self._asked = (word, known, shown, options)

    @cached_property
    def _found(self) -> tuple[str, ...]:
        word, known, shown, options = self._asked
        try:
            found = near(word, known() if callable(known) else known, **options)
        except InvalidValueError:  # Nothing looks like what is no text.
            return ()
        return tuple(dict.fromkeys(map(shown, found)))

    def __getitem__(self, index: Any) -> Any:  # noqa: ANN401 - as a tuple does
        """Return one suggestion, or some."""
        return self._found[index]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._found)

    def __eq__(self, other: object) -> bool:
        """Compare as the tuple of suggestions does."""
        return self._found == (other._found if isinstance(other, Suggestions) else other)

    def __hash__(self) -> int:
        """Hash as the tuple of suggestions does."""
        return hash(self._found)

    def __reduce__(self) -> tuple[Any, ...]:
        """Keep the suggestions, not what they were looked for in."""
        return tuple, (self._found,)


# --- pieces of messages ----------------------------------------------------------------


def listed(
    items: Collection[object],
    *,
    most: int | None = _SHOWN,
    last: str = "",
    lang: str = "en",
    door: str = "python",
) -> str:
    """Join the first items, with a count of the rest; *last* stands before the last one.

    Where items are series themselves, semicolons part them.

    Example:
        >>> listed("abcdefg"), listed("abc", last="or")
        ('a, b, c, d, e and 2 more', 'a, b or c')
    """
    inner: dict[str, Any] = {"most": most, "lang": lang, "door": door}
    texts = [
        listed(item, **inner) if isinstance(item, _SERIES) else in_words(item, lang, door)
        for item in items
    ]
    sign = "; " if any(isinstance(item, _SERIES) for item in items) else ", "
    rest = 0 if most is None else len(texts) - most
    if rest > 0:
        texts[most:] = [fill(translated("{n} more", lang), {"n": rest}, lang)]
        last = last or "and"
    if not last or len(texts) < 2:
        return sign.join(texts)
    return f"{sign.join(texts[:-1])} {translated(last, lang)} {texts[-1]}"


def plural(number: int, one: str, several: str = "") -> str:
    """Return a number with its noun.

    Example:
        >>> plural(1, "seat"), plural(1200, "seat"), plural(2, "body", "bodies")
        ('1 seat', '1,200 seats', '2 bodies')
    """
    return f"{number:,} {one if number == 1 else several or f'{one}s'}"


# --- sentences in several languages ----------------------------------------------------


@cache
def dictionary(lang: str) -> Mapping[str, Any]:
    """Return what is said in another language than English, by section; read once.

    Raises:
        InvalidValueError: If *lang* is none of `LANGUAGES`.

    Example:
        >>> dictionary("nl")["phrases"]["or"], dictionary("en")
        ('of', {})
    """
    if lang not in LANGUAGES:
        raise InvalidValueError("language", lang, either(LANGUAGES))
    if lang == "en":
        return {}
    import tomllib  # noqa: PLC0415 - few need another language
    from importlib.resources import files  # noqa: PLC0415 - the same

    return tomllib.loads(files("elzmodel.values").joinpath(f"{lang}.toml").read_text("utf-8"))


def pairs_of(
    values: Mapping[str, object] | Iterable[tuple[str, object]],
) -> tuple[tuple[str, object], ...]:
    """Return values by name as sorted pairs that do not change and can be compared.

    Raises:
        InvalidValueError: If a value holds itself.
    """
    given = dict(values)
    try:
        return tuple(sorted([(name, _fixed(value)) for name, value in given.items()]))
    except RecursionError:
        expected = "values that do not hold themselves"
        raise InvalidValueError("set of values", given, expected) from None


def _fixed(value: object) -> object:
    if isinstance(value, _SETS):
        value = sorted(value)
    return tuple(map(_fixed, value)) if isinstance(value, _LISTS) else value


_SETS: Final = (set, frozenset)
_LISTS: Final = (list, tuple)


@frozen
class Phrase:
    """Words within a sentence, with values of their own; `phrase` makes one."""

    template: str
    values: tuple[tuple[str, object], ...] = field(default=(), converter=pairs_of)

    def __str__(self) -> str:
        """Show the phrase in English."""
        return fill(self.template, dict(self.values))


def phrase(template: str, /, **values: object) -> Phrase:
    """Return a phrase: English here, other languages by that English in their dictionary.

    Raises:
        InvalidValueError: If the template names a value that is not given, or does not
            name one that is.

    Example:
        >>> said = phrase("{n} {n:seat|seats}[ of {body}]", n=2, body="")
        >>> str(said)
        '2 seats'
    """
    check_values(repr(template), values.keys(), *names_in(template))
    return Phrase(template, values)


class Said(str):
    """English text that other languages can say: titles and notes of tables, words in cells.

    It is a text like any other. *of* is the value that it says; where the two are put
    together with other text, only the English is left.

    Example:
        >>> title = said("{kind} of {year}", kind=phrase("population"), year=2026)
        >>> title, in_words(title, "nl")
        ('population of 2026', 'inwoners van 2026')
    """

    __slots__ = ("of",)

    of: object

    def __new__(cls, text: str, of: object) -> Self:
        """Keep the value beside its English."""
        self = super().__new__(cls, text)
        self.of = of
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """Copy both."""
        return type(self), (str(self), self.of)


def said(template: str, /, **values: object) -> Said:
    """Return a sentence that can be said in other languages; see `phrase`.

    Raises:
        InvalidValueError: If the template names a value that is not given, or does not
            name one that is.

    Example:
        >>> in_words(said("Zones on {day}", day="2025-01-01"), "nl")
        'Zones op 2025-01-01'
    """
    of = phrase(template, **values)
    return Said(str(of), of)


def strung(texts: Iterable[object]) -> Said:
    """Return texts one after the other, parted by semicolons.

    Example:
        >>> strung(["a", said("{n} more", n=2)])
        'a; 2 more'
    """
    return said("{texts:list all}", texts=[(text,) for text in texts])


def either(names: Iterable[str]) -> Said:
    """Return names of which one is to be chosen.

    Example:
        >>> either("abc"), in_words(either("abc"), "nl")
        ('a or b or c', 'a, b of c')
    """
    every = tuple(names)
    return Said(" or ".join(every), phrase("{names:or all}", names=every))


def word(choice: Enum) -> Said:
    """Return the word of a choice, which tables say in other languages.

    Example:
        >>> from elzmodel.values import Severity
        >>> word(Severity.ERROR), in_words(word(Severity.ERROR), "nl")
        ('error', 'fout')
    """
    return Said(str(choice.value), choice)


@frozen
class Label:
    """What stands above a column or beside a value, said in a sentence or a cell.

    Where no heading has it, it is said as the phrase that it is, if it is one.
    """

    english: str

    def __str__(self) -> str:
        """Show the label in English."""
        return self.english


def term(text: str) -> Said:
    """Return words of the library, or of others, which other languages say where they know them.

    Unlike what `said` takes, it is no template: whatever signs it holds stay, and what is
    said already stays as it is.

    Example:
        >>> in_words(term("zone id"), "nl"), in_words(term("{jobs}"), "nl")
        ('id van een zone', '{jobs}')
    """
    return text if isinstance(text, Said) else Said(text, Label(text))


def legible(text: str) -> str:
    r"""Return a text as it may be shown: no control characters, nothing that turns it around.

    Example:
        >>> legible("Ge\u202ent\x1b[31m"), legible("Liège")
        ('Ge nt [31m', 'Liège')
    """
    if text.isprintable():
        return text
    return "".join(" " if category(letter) in _UNSEEN else letter for letter in text)


_UNSEEN: Final = frozenset({"Cc", "Cf", "Zl", "Zp"})


def short(text: str, most: int = 60) -> str:
    """Return a name as a line about something has it: legible, and cut where it is long.

    Example:
        >>> short("x" * 99, 5)
        'xxxx…'
    """
    plain = legible(text)
    return plain if len(plain) <= most else f"{plain[: most - 1]}…"


def shown_language() -> str:
    """Return the language in which things show themselves: by ``ELZMODEL_LANG``, or English."""
    asked = os.environ.get(LANGUAGE_VARIABLE, "")[:2].lower()
    return asked if asked in LANGUAGES else "en"


def check_values(
    what: str, given: AbstractSet[str], needed: frozenset[str], known: frozenset[str]
) -> None:
    """Refuse values that are lacking, and values that nothing names."""
    if not needed <= given <= known:
        names, also = sorted(needed), sorted(known - needed)
        told = "{names:list all}[, or also {also:list all}]"
        expected = said(told, names=names or [term("none")], also=also)
        kind = said("set of values for {what}", what=what)
        raise InvalidValueError(kind, sorted(given), expected)


class _Piece(NamedTuple):
    """A stretch of a template: texts, each with the field that follows it; perhaps left out."""

    is_optional: bool
    names: frozenset[str]
    fields: tuple[tuple[str, str | None, str, str | None], ...]


@cache
def _pieces(template: str) -> tuple[_Piece, ...]:
    """Split a template into pieces, once for each."""
    found = []
    for number, text in enumerate(re.split(r"\[([^\[\]]*)\]", template)):
        fields = _fields_in(text)
        forms = {name: form for _, name, form, _ in fields if name is not None and name != "option"}
        for form in forms.values():
            if not re.fullmatch(_FORM, form):
                expected = "number, limit, list, and, or, or one|several"
                raise InvalidValueError("form", form, expected)
        found.append(_Piece(number % 2 == 1, frozenset(forms), fields))
    return tuple(found)


def _fields_in(text: str) -> tuple[tuple[str, str | None, str, str | None], ...]:
    """Return each text with the name in braces after it, its form, and whether it is quoted."""
    try:
        parsed = [*Formatter().parse(text)]
    except ValueError as error:
        raise InvalidValueError("template", text, "names in braces, each closed") from error
    return tuple((before, name, form or "", quotes) for before, name, form, quotes in parsed)


_FIGURES: Final = {"number": show_number, "limit": show_limit}
_FORM: Final = r"|number|limit|[^|]*\|[^|]*|(list|and|or)( all| [0-9]+)?"


@cache
def names_in(template: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the values that a template needs, and all that it names."""
    pieces = _pieces(template)
    needed = (piece.names for piece in pieces if not piece.is_optional)
    every = (piece.names for piece in pieces)
    return frozenset[str]().union(*needed), frozenset[str]().union(*every)


def fill(
    template: str, values: Mapping[str, object], lang: str = "en", door: str = "python"
) -> str:
    """Return a template that is written in *lang*, with its values filled in.

    Raises:
        InvalidValueError: If *lang* is none of `LANGUAGES`, or there is no such *door*.

    Example:
        >>> fill("{zones:and}[ op {day}]", {"zones": ("a", "b"), "day": None}, "nl")
        'a en b'
        >>> fill("zeg {option:beyond_ok=True}", {}, "nl", "cli")
        'zeg --beyond-ok'
    """
    return _sentence(lang, door).filled(template, values)


@cache
def _sentence(lang: str, door: str) -> _Sentence:
    dictionary(lang)
    if door not in DOORS and not door.startswith("--"):
        raise InvalidValueError("door", door, either(DOORS))
    return _Sentence(lang, door)


@frozen
class _Sentence:
    """Fills templates in one language, for one door."""

    lang: str
    door: str

    def filled(self, template: str, values: Mapping[str, object]) -> str:
        """Fill the pieces that always stand, and those that have something to say."""
        told: list[str] = []
        for is_optional, names, fields in _pieces(template):
            if is_optional and any(values.get(name) in _EMPTY for name in names):
                continue
            for text, name, form, quotes in fields:
                told.append(text)
                if name == "option":
                    told.append(_option(form, self.door))
                elif name is not None:
                    value = self._quoted(values[name]) if quotes else values[name]
                    told.append(self._formed(value, form))
        return "".join(told)

    def _quoted(self, value: object) -> object:
        """Put a value, or each of several, in quotes."""
        if isinstance(value, _SERIES):
            return tuple(map(self._quoted, value))
        return repr(in_words(value, self.lang, self.door))

    def _formed(self, value: Any, form: str) -> str:  # noqa: ANN401 - any value
        """Return a value in the form that is asked."""
        if not form:
            return value if type(value) is str else in_words(value, self.lang, self.door)
        if form in _FIGURES:
            return localised(_FIGURES[form](value), self.lang)
        if "|" in form:
            number = len(value) if isinstance(value, _SERIES) else value
            return form.split("|")[number != 1]
        last, _, most = form.partition(" ")
        return listed(
            value,
            most=None if most == "all" else int(most or _SHOWN),
            last="" if last == "list" else last,
            lang=self.lang,
            door=self.door,
        )


_EMPTY: Final[tuple[object, ...]] = (None, "", (), [])
_SERIES: Final = (tuple, list, Suggestions)


_FLAGS: Final = {"columns": "value", "cells": "cell", "repeats_ok": "repeats"}
"""What options are called that commands have by another name: that of one of several, or of all."""


def _option(spec: str, door: str) -> str:
    name, _, value = spec.partition("=")
    if door == "python":
        return f"{name}={value}"
    flag = flag_at(door, name)
    return flag if value in {"", "True"} else f"{flag} {value.replace(' ', '-')}"


def flag_at(door: str, name: str) -> str:
    """Return what an option is called at a door of the command line.

    Example:
        >>> flag_at("cli", "columns"), flag_at("--population-", "decimal")
        ('--value', '--population-decimal')
        >>> flag_at("cli", "repeats_ok")
        '--repeats'
    """
    begin = "--" if door == "cli" else door
    return begin + _FLAGS.get(name, name).replace("_", "-")


def heading(label: str, lang: str) -> str:
    """Return what people read above a column or beside a value in a language.

    Example:
        >>> heading("inhabitants", "nl"), heading("inhabitants", "en")
        ('inwoners', 'inhabitants')
    """
    found = dictionary(lang).get("columns", {}).get(label)
    return in_words(label, lang) if found is None else str(found)


def localised(figures: str, lang: str) -> str:
    """Write figures with the signs of a language."""
    return figures.translate(str.maketrans(dictionary(lang).get("signs", {})))


def translated(text: str, lang: str) -> str:
    """Return a phrase in a language; in English where there is no other."""
    return str(dictionary(lang).get("phrases", {}).get(text, text))


# --- values as sentences show them ------------------------------------------------------


class BilingualEnum(Enum):
    """An enumeration whose members have a Dutch term beside the word that stands for them.

    Where that word is no English that people read, an English term follows.

    Example:
        >>> class Line(BilingualEnum):
        ...     FIRST = "first", "eerste lijn"
        >>> Line("first").dutch, Line.FIRST.value
        ('eerste lijn', 'first')
    """

    _value_: str
    dutch: str
    """The Dutch term."""
    english: str
    """The English term."""

    def __new__(  # The word alone finds a member.
        cls, value: str, dutch: str = "", english: str = ""
    ) -> Self:
        """Keep the word as the value, and the terms beside it."""
        member = object.__new__(cls)
        member._value_ = value
        member.dutch = dutch
        member.english = english or value
        return member


@singledispatch
def in_words(value: object, lang: str = "en", door: str = "python") -> str:  # noqa: ARG001 - for those that need it
    """Return a value as a sentence in a language shows it.

    A class that says itself otherwise than by `str` registers how.

    Example:
        >>> from datetime import date
        >>> in_words(Period(None, date(2025, 1, 1)), "nl"), in_words(Total(1200, None), "nl")
        ('het begin tot 2024-12-31', '>=1.200')
    """
    return str(value)


@in_words.register
def _(value: int, lang: str = "en", door: str = "python") -> str:  # noqa: ARG001 - as all of them
    return shown(value)


@in_words.register
def _(value: Enum, lang: str = "en", door: str = "python") -> str:  # noqa: ARG001 - as all of them
    dictionary(lang)
    term = getattr(value, {"nl": "dutch", "en": "english"}[lang], "")
    return str(term or translated(str(value.value), lang))


@in_words.register
def _(value: Phrase, lang: str = "en", door: str = "python") -> str:
    return fill(translated(value.template, lang), dict(value.values), lang, door)


@in_words.register
def _(value: Said, lang: str = "en", door: str = "python") -> str:
    return str(value) if lang == "en" else in_words(value.of, lang, door)


@in_words.register
def _(value: Label, lang: str = "en", door: str = "python") -> str:  # noqa: ARG001 - as all of them
    text = heading(value.english, lang)
    return translated(text, lang) if text == value.english else text


@in_words.register(tuple)
@in_words.register(list)
@in_words.register(Suggestions)
def _(value: Sequence[object], lang: str = "en", door: str = "python") -> str:
    return listed(value, lang=lang, door=door)


@in_words.register(Total)
@in_words.register(Share)
def _(value: Total | Share, lang: str = "en", door: str = "python") -> str:  # noqa: ARG001 - as all of them
    bounds = f" {translated('to', lang)} ".join(str(value).split(" to "))
    return localised(translated(bounds, lang), lang)


@in_words.register
def _(value: InvalidValueError, lang: str = "en", door: str = "python") -> str:
    if lang == "en":
        return str(value)
    given = value.value
    shown = repr(in_words(given, lang, door)) if isinstance(given, Said) else value.shown
    values = {"kind": term(value.kind), "value": shown, "expected": term(value.expected)}
    template = translated("not a {kind}: {value}. Expected {expected}", lang)
    return fill(template, values, lang, door)


@in_words.register
def _(value: Period, lang: str = "en", door: str = "python") -> str:
    start = translated("the beginning", lang) if value.start is None else value.start
    last = translated("now", lang) if value.until is None else eve(value.until)
    return fill(translated("{start} to {last}", lang), {"start": start, "last": last}, lang, door)
