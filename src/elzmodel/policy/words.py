"""How a word that is looked for is found: as it is, inflected, abbreviated, or in a longer word.

Dutch inflection is a small rule here, of nouns and adjectives. A stemmer would not do: those
that are in use take a derivation for an inflection (*vrijwilliger* for *vrijwillig*), or keep
*kwetsbaar* and *kwetsbare* apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from attrs import frozen

from elzmodel.errors import InvalidValueError
from elzmodel.values.text import BilingualEnum, fold, said

__all__ = ["ABBREVIATIONS", "Match", "Wanted", "base_forms"]


class Match(BilingualEnum):
    """How a word was found, the surest first."""

    WORD = "word", "woord"
    """As it was asked."""

    INFLECTED = "inflected", "verbogen"
    """In the plural, or with the ending of an adjective."""

    ABBREVIATION = "abbreviation", "afkorting"
    """Abbreviated, or written out."""

    PART_OF_WORD = "part-of-word", "deel van een woord"
    """Only in a longer word: a compound or a derivation, which may mean something else."""


ABBREVIATIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "caw": ("centrum algemeen welzijnswerk", "centrum voor algemeen welzijnswerk"),
    "dmw": ("dienst maatschappelijk werk",),
    "elp": (),
    "elz": ("eerstelijnszone",),
    "gbo": ("geïntegreerd breed onthaal",),
    "kp": ("kruispunt",),
    "ldc": ("lokaal dienstencentrum", "lokale diensten centra"),
    "ocmw": ("openbaar centrum voor maatschappelijk welzijn",),
    "pzon": (
        "persoon met een zorg- en ondersteuningsnood",
        "persoon met een zorg- of ondersteuningsnood",
        "persoon met een zorg- en/of ondersteuningsnood",
        "persoon met zorg- en ondersteuningsnood",
    ),
    "rzp": ("regionaal zorgplatform",),
    "vaph": ("vlaams agentschap voor personen met een handicap",),
    "vivel": ("vlaams instituut voor de eerste lijn",),
}
"""What abbreviations of the field stand for; no document spells ELP out."""

# --- inflection ---------------------------------------------------------------

_IRREGULAR: Final = {
    "centra": "centrum",
    "dagen": "dag",
    "daken": "dak",
    "dragen": "drag",
    "eaus": "eau",
    "goederen": "goed",
    "heden": "heid",
    "ioren": "ior",
    "kinderen": "kind",
    "leden": "lid",
    "paden": "pad",
    "slagen": "slag",
    "steden": "stad",
    "toren": "tor",
    "wegen": "weg",
}
"""How plurals end that no rule gives, and what they are of."""

_TWO_WORDS: Final = frozenset(
    [
        *("actief", "collectief", "definitief", "directief", "motief"),
        *("positief", "proactief", "relatief", "sportief"),
    ]
)
"""Adjectives that are not those of the noun in *-tie* that they look like."""

_ELDERLY: Final = ("oudere", "ouderen")  # They are not parents (*ouder*, *ouders*).
_DIGRAPHS: Final = frozenset(
    ["aa", "ee", "oo", "uu", "ie", "oe", "eu", "ui", "ij", "ei", "ou", "au"]
)
_HARD: Final = {"v": "f", "z": "s"}
_SHORTEST: Final = 4
"""Words that are no longer have no endings."""
_LEAST: Final = 3
"""Shorter words are in too many others."""

_FUNCTION_WORDS: Final = frozenset(
    [
        *("de", "het", "een", "der", "den", "des", "en", "of", "maar", "want", "dus", "noch"),
        *("aan", "bij", "door", "in", "met", "naar", "om", "op", "over", "per", "rond", "te"),
        *("ten", "ter", "tot", "tussen", "uit", "van", "vanuit", "via", "voor", "zonder"),
        *("als", "dan", "dat", "die", "dit", "deze", "er", "hier", "daar", "waar", "wat", "wie"),
        *("hoe", "is", "zijn", "was", "wordt", "worden", "niet", "geen", "ook", "nog", "zo"),
        *("ik", "je", "u", "hij", "ze", "zij", "we", "wij", "ons", "onze", "hun", "zich"),
        *("ervoor", "erop", "waarin", "waarbij", "waardoor", "zodat", "omdat"),
    ]
)
"""Words that tell nothing of what a text is about, and are in all of them."""


@lru_cache(maxsize=65536)
def base_forms(word: str) -> frozenset[str]:
    """Return what a folded word may be an inflected form of, itself included.

    Words that share one are taken for forms of one word. The rule knows plurals in
    *-en*, *-s* and some irregular ones, adjectives in *-e*, and takes an adjective in
    *-tief* with its noun in *-tie*. It may offer forms that do not exist.

    Example:
        >>> sorted(base_forms("kwetsbare")), sorted(base_forms("preventieve"))
        (['kwetsbaar', 'kwetsbare'], ['preventie', 'preventief', 'preventieve'])
        >>> "zorgraad" in base_forms("zorgraden"), "zorg" in base_forms("zorgraad")
        (True, False)
    """
    found = {word, *_singular(word)}
    nouns = (each[:-1] for each in found if each.endswith("tief") and each not in _TWO_WORDS)
    return frozenset(found.union(nouns))


def _singular(word: str) -> Iterator[str]:
    for plural, single in _IRREGULAR.items():
        if word.endswith(plural):
            yield word.removesuffix(plural) + single
    if len(word) <= _SHORTEST:
        return
    if word in _ELDERLY:
        yield _ELDERLY[0]
        return
    if word.endswith("s") and word[-2] not in "aiousxz":
        yield word[:-1]
    elif word.endswith("en"):
        yield word[:-1]
        yield from _spelled(word[:-2])
    elif word.endswith("e") and not word.endswith("ie"):
        yield from _spelled(word[:-1])


def _spelled(stem: str) -> Iterator[str]:
    """Yield how a stem may be written without its ending: *huiz* huis, *rad* raad, *mann* man."""
    last, before = stem[-1], stem[-2]
    if last == before and last not in "aeou":
        yield stem[:-1]
        return
    hard = stem[:-1] + _HARD.get(last, last)
    is_open = before in "aeou" and last not in "aeiouwjx" and stem[-3:-1] not in _DIGRAPHS
    if is_open:
        yield hard[:-1] + before + hard[-1]
    if not is_open or before == "e":  # The e of *middelen* is not that of *problemen*.
        yield hard


# --- what is looked for -------------------------------------------------------


class _Token(NamedTuple):
    """A word of a text: as it stands there, and as it is compared."""

    written: str
    folded: str


class Hit(NamedTuple):
    """How something was found, and in which words."""

    match: Match
    words: str


@lru_cache(maxsize=8192)
def _tokens(text: str) -> tuple[_Token, ...]:
    plain = unicodedata.normalize("NFC", text).replace("\u00ad", "")
    found = (_Token(each, fold(each)) for each in re.findall(r"[^\W_]+", plain))
    return tuple(each for each in found if each.folded)


def _words(term: str) -> tuple[str, ...]:
    return tuple(each.folded for each in _tokens(term))


@frozen
class Wanted:
    """A word or an expression that is looked for in texts.

    Every word of an expression must be found, one after the other. Case, accents and
    punctuation do not matter. An abbreviation of the field is found where it is written
    out too and the other way round, and never in a longer word.

    Raises:
        InvalidValueError: If it has no letter or digit.

    Example:
        >>> Wanted("preventieve acties").in_texts(["een preventieve actie"]).match
        <Match.INFLECTED: 'inflected'>
        >>> Wanted("GBO").in_texts(["geïntegreerd breed onthaal"]).words
        'geïntegreerd breed onthaal'
        >>> Wanted("mantelzorg").in_texts(["Mantelzorgers"])
        Hit(match=<Match.PART_OF_WORD: 'part-of-word'>, words='Mantelzorgers')
    """

    term: str

    def __attrs_post_init__(self) -> None:
        """Refuse a term without a letter or digit, and one that every text has."""
        if not self._own:
            raise InvalidValueError("word", self.term, said("a word or the beginning of one"))
        if _FUNCTION_WORDS.issuperset(self._own):
            raise InvalidValueError("word", self.term, said("a word that not every text has"))

    @cached_property
    def _own(self) -> tuple[str, ...]:
        """The words of the term, as they are compared."""
        return _words(self.term)

    @cached_property
    def _also(self) -> tuple[tuple[str, ...], ...]:
        own = self._own
        for short, forms in ABBREVIATIONS.items():
            written = tuple(_words(form) for form in forms)
            if own == (short,):
                return written
            if any(_level(own, form) is not None for form in written):
                return ((short,), *(form for form in written if form != own))
        return ()

    @property
    def is_abbreviation(self) -> bool:
        """Whether it is one of the field."""
        return self._own[0] in ABBREVIATIONS and len(self._own) == 1

    def in_texts(self, texts: Iterable[str]) -> Hit | None:
        """Return the surest way in which it is in one of the texts, ``None`` where it is not."""
        hits = (hit for text in texts for hit in self._hits(_tokens(text)))
        return min(hits, key=lambda hit: _ORDER[hit.match], default=None)

    def _hits(self, tokens: Sequence[_Token]) -> Iterator[Hit]:
        yield from self._asked(self._own, tokens)
        if len(self._own) > 1:
            yield from self._asked(("".join(self._own),), tokens)
        else:
            yield from self._parted(tokens)
        for form in self._also:
            for window in _windows(tokens, len(form)):
                if _level(form, [each.folded for each in window]) is not None:
                    yield Hit(Match.ABBREVIATION, _as_written(window))

    def _asked(self, asked: Sequence[str], tokens: Sequence[_Token]) -> Iterator[Hit]:
        """Yield where words stand as they are asked, inflected, or in longer ones."""
        for window in _windows(tokens, len(asked)):
            if _FUNCTION_WORDS.issuperset(each.folded for each in window):
                continue
            match = _level(asked, [each.folded for each in window])
            if match is None and not self.is_abbreviation and _lies_in(asked, window):
                match = Match.PART_OF_WORD
            if match is not None:
                yield Hit(match, _as_written(window))

    def _parted(self, tokens: Sequence[_Token]) -> Iterator[Hit]:
        """Yield where the one word that is asked is written as two; *aan bod* is no *aanbod*."""
        for window in _windows(tokens, 2):
            folded = [each.folded for each in window]
            match = _level(self._own, ["".join(folded)])
            if match is not None and _FUNCTION_WORDS.isdisjoint(folded):
                yield Hit(match, _as_written(window))


_ORDER: Final = {match: number for number, match in enumerate(Match)}


def _windows(tokens: Sequence[_Token], size: int) -> Iterator[Sequence[_Token]]:
    return (tokens[start : start + size] for start in range(len(tokens) - size + 1))


def _as_written(window: Sequence[_Token]) -> str:
    return " ".join(each.written for each in window)


def _level(asked: Sequence[str], given: Sequence[str]) -> Match | None:
    """Tell whether words are those that are asked, or forms of them one by one."""
    if tuple(asked) == tuple(given):
        return Match.WORD
    if len(asked) != len(given):
        return None
    pairs = zip(asked, given, strict=True)
    alike = all(not base_forms(one).isdisjoint(base_forms(other)) for one, other in pairs)
    return Match.INFLECTED if alike else None


def _lies_in(asked: Sequence[str], window: Sequence[_Token]) -> bool:
    """Tell whether each word that is asked, or a form of it, lies in a word of the text."""
    return all(
        any(form in token.folded for form in _parts(word))
        for word, token in zip(asked, window, strict=True)
    )


@lru_cache(maxsize=1024)
def _parts(word: str) -> tuple[str, ...]:
    """Return the forms of a word that are looked for in longer words."""
    forms = (form for form in base_forms(word) if len(form) > _SHORTEST and form != word)
    return (*((word,) if len(word) >= _LEAST else ()), *forms)
