"""What one cell of a table can mean as a code or a name of a municipality."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from difflib import get_close_matches
from enum import Enum
from functools import cached_property
from heapq import nsmallest
from numbers import Real

from attrs import field, frozen

from elzmodel.landscape.names import Alias, fold
from elzmodel.territory import Municipality, Register
from elzmodel.values import UnitId
from elzmodel.values.text import listed

__all__ = [
    "BELGIAN_AREAS",
    "KeyIndex",
    "KeyKind",
    "KeyProblem",
    "KeyReading",
]

_DIGITS = "0123456789"
_ALIKE = 0.75
_CLOSEST = 12
_RAREST = 6
_SHOWN = 3


def near_codes(code: str, known: Container[str]) -> tuple[str, ...]:
    """Return up to three known codes one slip away: two digits swapped, or one wrong."""
    tries = (*_swapped(code), *_replaced(code))
    return _first(candidate for candidate in tries if candidate != code and candidate in known)


def with_one_digit_more(code: str, known: Container[str]) -> tuple[str, ...]:
    """Return up to three known codes from which a digit fell out: the first, the last, another."""
    places = (0, len(code), *range(1, len(code)))
    grown = (code[:i] + d + code[i:] for i in places for d in _DIGITS)
    return _first(candidate for candidate in grown if candidate in known)


def _swapped(code: str) -> Iterator[str]:
    for i in range(len(code) - 1):
        yield code[:i] + code[i + 1] + code[i] + code[i + 2 :]


def _replaced(code: str) -> Iterator[str]:
    for i in reversed(range(len(code))):
        for digit in _DIGITS:
            yield code[:i] + digit + code[i + 1 :]


def _first(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))[:_SHOWN]


class NearNames:
    """Names by their pairs of letters, so that a large register stays quick to search."""

    def __init__(self, names: Iterable[str]) -> None:
        self._with: defaultdict[str, list[str]] = defaultdict(list)
        for name in names:
            for pair in _pairs(name):
                self._with[pair].append(name)

    def of(self, name: str) -> tuple[str, ...]:
        """Return up to three names that look like *name*, best first."""
        here = _pairs(name) & self._with.keys()
        rarest = sorted(here, key=lambda pair: (len(self._with[pair]), pair))
        shared = Counter(other for pair in rarest[:_RAREST] for other in self._with[pair])
        closest = nsmallest(_CLOSEST, shared, key=lambda other: (-shared[other], len(other), other))
        return tuple(get_close_matches(name, closest, n=_SHOWN, cutoff=_ALIKE))


def _pairs(name: str) -> set[str]:
    return {name[i : i + 2] for i in range(len(name) - 1)}


BELGIAN_AREAS = {
    "01000": "Belgium",
    "02000": "Vlaams Gewest",
    "03000": "Waals Gewest",
    "04000": "Brussels Hoofdstedelijk Gewest",
    "10000": "Antwerpen (province)",
    "20001": "Vlaams-Brabant",
    "20002": "Waals-Brabant",
    "30000": "West-Vlaanderen",
    "40000": "Oost-Vlaanderen",
    "50000": "Henegouwen",
    "60000": "Luik",
    "70000": "Limburg",
    "80000": "Luxemburg",
    "90000": "Namen",
}
"""Codes of the country, the regions and the provinces in the list of Statbel (REFNIS)."""


class KeyKind(Enum):
    """Why a key of a table does not fit, or not as it stands.

    Example:
        >>> KeyKind.NOT_YET.value
        'not yet'
    """

    UNKNOWN = "unknown"
    ENDED = "ended"
    NOT_YET = "not yet"
    AMBIGUOUS = "ambiguous"
    QUALIFIED = "with qualifier"
    NUMBER = "written as a number"
    PADDED = "too many zeros"
    SHORT = "digit lost"
    AREA = "larger area"
    TOTAL = "total"
    PLACEHOLDER = "placeholder"
    EMPTY = "empty"
    DUPLICATE = "duplicate"


@frozen
class KeyReading:
    """What one key was read as: the versions that it can mean, at any time.

    *text* is the key as it stands and *read_as* the code or name that was
    looked up, empty where nothing was found. *kind* is ``None`` for a key that
    needed no mending. *found* holds near misses where nothing was found, and
    the candidates of a key that contradicts itself.

    Example:
        >>> from elzmodel import flanders
        >>> fl = flanders()
        >>> reading = KeyIndex(fl.register, fl.aliases).read("Gemeente Gent")
        >>> reading.read_as, reading.kind.value, reading.detail
        ('Gent', 'with qualifier', "'Gemeente' is left out")
    """

    text: str
    read_as: str = ""
    kind: KeyKind | None = None
    detail: str = ""
    versions: tuple[Municipality, ...] = field(default=(), repr=False)
    found: tuple[Municipality, ...] = field(default=(), repr=False)


_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:[ .,'\u2019\u00a0\u202f][0-9]{3})+")
_ZERO_DECIMALS = re.compile(r"([0-9]+)[.,]0+")
_EXPONENT = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+?0*[1-9]")
_TABLE_KEY_DIGITS = re.compile(r"[0-9]+")
_QUOTED = re.compile(r"""=?["'\u2018\u2019\u201c\u201d`]+(.+?)["'\u2018\u2019\u201c\u201d`]*""")
_NOTHING = re.compile(r"0+|9{3,}|-1|[x?*#.\-]+")
_UNKNOWN_WORDS = frozenset(
    [
        "onbekend",
        "ongekend",
        "niet gekend",
        "inconnu",
        "unknown",
        "andere",
        "overige",
        "autres",
        "other",
        "buitenland",
        "nvt",
        "n v t",
        "na",
        "n a",
        "nan",
        "null",
        "none",
        "niet beschikbaar",
        "niet toegewezen",
        "geen gemeente",
    ]
)
_TOTAL = re.compile(r"(?:sub|eind)?tota(?:al|l|ux)\b|(?:som(?:me)?|sum|alle gemeenten)$")
_AREA = re.compile(
    r"(?:provincie|province|arrondissement|arr|gewest|regio|region|eerstelijnszone|elz)\s.+"
    r"|vlaanderen|flandre|flanders|belgie|belgique|belgium|wallonie|het rijk|vlaamse gemeenschap"
)
# How None, not-a-number and the gaps of data frames show themselves.
_GAPS = frozenset({"None", "nan", "<NA>", "NaT"})
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*")
_PREFIX = re.compile(
    r"^(?:gemeente|stad|city of|municipality of|commune d[e'\u2019]|ville d[e'\u2019])\s*(?=\S)",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"[\s,\-\u2013]+(?:stad|gemeente|city|ville|commune)$", re.IGNORECASE)
_LOOSE_NUMBER = re.compile(r"(?<!\S)[0-9]+(?!\S)")
_BETWEEN = re.compile(r"\s*/\s*|\s+[-\u2013]\s+|\s*,\s+")
_EDGES = " \t-\u2013\u2014:/()[],;|"


@frozen(eq=False)
class KeyIndex:
    """Every code and name that the municipalities of a register ever had.

    *areas* names the codes of larger areas, which a table of municipalities
    often holds as subtotals; those of Belgium by default.

    Example:
        >>> from elzmodel import flanders
        >>> index = KeyIndex(flanders().register)
        >>> index.read("71022.0").read_as, index.read("71000").kind.value
        ('71022', 'larger area')
    """

    register: Register = field(repr=False)
    aliases: tuple[Alias, ...] = field(default=(), repr=False)
    areas: Mapping[str, str] = field(factory=lambda: BELGIAN_AREAS, repr=False)

    def read(self, key: object) -> KeyReading:
        """Return what a key can mean; what had to be mended is said, never silent.

        Args:
            key: Text, or a number where a spreadsheet or data frame made one
                of a code; ``None`` and not-a-number count as empty.
        """
        text, is_number = _text_of(key)
        if not text:
            return KeyReading("", kind=KeyKind.EMPTY, detail="there is no key")
        versions = self._versions(text)
        if versions:
            kind = KeyKind.NUMBER if is_number else None
            detail = "a number where text was expected" if is_number else ""
            return KeyReading(text, text, kind, detail, versions)
        digits = _mended(text)
        readings = (
            self._as_digits(text, digits),
            self._as_outsider(text, digits),
            self._as_short(text, digits),
            self._with_code(text),
            self._without_qualifier(text),
        )
        return next((reading for reading in readings if reading), None) or self._unknown(
            text, digits
        )

    def _versions(self, text: str) -> tuple[Municipality, ...]:
        return self._by_code.get(text) or self._by_name.get(fold(text), ())

    def _as_digits(self, text: str, digits: str) -> KeyReading | None:
        if digits in self._by_code:
            detail = "not written as a code: a spreadsheet or a number format changed it"
            return KeyReading(text, digits, KeyKind.NUMBER, detail, self._by_code[digits])
        bare = digits.lstrip("0")
        if bare != digits and bare in self._by_code:
            return KeyReading(
                text, bare, KeyKind.PADDED, "zeros stand before it", self._by_code[bare]
            )
        if f"0{digits}" in self._by_code:
            code = f"0{digits}"
            return KeyReading(
                text, code, KeyKind.SHORT, "the leading zero is lost", self._by_code[code]
            )
        return None

    def _as_outsider(self, text: str, digits: str) -> KeyReading | None:
        """Recognise what a table holds beside municipalities: nothing, totals, larger areas."""
        folded = fold(text)
        if _NOTHING.fullmatch(digits or text) or folded in _UNKNOWN_WORDS:
            return KeyReading(
                text, kind=KeyKind.PLACEHOLDER, detail="it stands for no municipality"
            )
        if _TOTAL.match(folded):
            return KeyReading(text, kind=KeyKind.TOTAL, detail="a total, not a municipality")
        area = self._area_of(digits) if digits else self._areas_by_name.get(folded, "")
        if not area and _AREA.fullmatch(folded):
            area = text
        if area:
            return KeyReading(text, kind=KeyKind.AREA, detail=f"an area of several: {area}")
        return None

    def _area_of(self, digits: str) -> str:
        code = digits.lstrip("0").zfill(5) if len(digits) > 5 else digits.zfill(5)
        if code in self.areas:
            return f"{self.areas[code]} ({code})"
        is_arrondissement = digits in self._areas_by_name or (self.areas and digits.endswith("000"))
        return f"arrondissement {digits}" if is_arrondissement and len(digits) == 5 else ""

    def _as_short(self, text: str, digits: str) -> KeyReading | None:
        if not digits or len(digits) + 1 not in self._code_lengths:
            return None
        if len(digits) in self._code_lengths:
            return None
        near = with_one_digit_more(digits, self._by_code)
        detail = f"{len(digits)} digits where codes have {len(digits) + 1}"
        return KeyReading(
            text, kind=KeyKind.SHORT, detail=detail, found=self._newest(near, self._by_code)
        )

    def _with_code(self, text: str) -> KeyReading | None:
        """Read a code that stands beside a name, and compare the two."""
        for word in text.split():
            code = word.strip(_EDGES)
            if code in self._by_code:
                break
        else:
            return None
        rest = text.replace(code, " ", 1).strip(_EDGES)
        coded, named = self._by_code[code], self._versions(rest) or self._versions(_bare(rest))
        if named and not {m.unit for m in named} & {m.unit for m in coded}:
            detail = f"the code is that of {coded[-1].name}, the name that of {named[-1]}"
            found = (coded[-1], named[-1])
            return KeyReading(text, kind=KeyKind.AMBIGUOUS, detail=detail, found=found)
        return KeyReading(text, code, KeyKind.QUALIFIED, f"{rest!r} is left out", coded)

    def _without_qualifier(self, text: str) -> KeyReading | None:
        bare = _bare(text)
        if versions := self._versions(bare):
            return KeyReading(text, bare, KeyKind.QUALIFIED, _left_out(text, bare), versions)
        pieces = [piece for piece in _BETWEEN.split(text) if piece]
        found = [self._versions(piece) for piece in pieces]
        if pieces and len({frozenset(versions) for versions in found}) == 1 and found[0]:
            detail = f"{pieces[0]!r} and {', '.join(map(repr, pieces[1:]))} are names of one"
            return KeyReading(text, pieces[0], KeyKind.QUALIFIED, detail, found[0])
        return None

    def _unknown(self, text: str, digits: str) -> KeyReading:
        near = near_codes(digits or text, self._by_code)
        found = self._newest(near, self._by_code)
        if not digits:
            found = found or self._newest(self._near_names.of(fold(text)), self._by_name)
        return KeyReading(text, kind=KeyKind.UNKNOWN, detail="nothing ever had it", found=found)

    @staticmethod
    def _newest(
        keys: Iterable[str], index: Mapping[str, tuple[Municipality, ...]]
    ) -> tuple[Municipality, ...]:
        return tuple(dict.fromkeys(index[key][-1] for key in keys))

    @cached_property
    def _by_code(self) -> dict[str, tuple[Municipality, ...]]:
        return _index((m.nis, m) for m in self.register.versions if m.nis)

    @cached_property
    def _by_name(self) -> dict[str, tuple[Municipality, ...]]:
        named = [(fold(m.name), m) for m in self.register.versions]
        for alias in self.aliases:
            if alias.scope == "municipality":
                units = (self.register.versions_of(UnitId(unit)) for unit in alias.ids)
                named += [(fold(alias.text), m) for versions in units for m in versions]
        return _index(named)

    @cached_property
    def _near_names(self) -> NearNames:
        return NearNames(self._by_name)

    @cached_property
    def _code_lengths(self) -> frozenset[int]:
        return frozenset(map(len, self._by_code))

    @cached_property
    def _areas_by_name(self) -> dict[str, str]:
        areas = ((m.region, m.province, m.arrondissement) for m in self.register.versions)
        return {fold(name): name for names in areas for name in names if name}


def _index(pairs: Iterable[tuple[str, Municipality]]) -> dict[str, tuple[Municipality, ...]]:
    index: dict[str, dict[Municipality, None]] = {}
    for key, municipality in pairs:
        index.setdefault(key, {})[municipality] = None
    return {key: tuple(sorted(found, key=_first_day)) for key, found in index.items()}


def _first_day(municipality: Municipality) -> int:
    start = municipality.period.start
    return start.toordinal() if start else 0


def _text_of(key: object) -> tuple[str, bool]:
    """Return a key as text without spaces around it, and whether it was a number."""
    if not isinstance(key, str) and str(key) in _GAPS:
        return "", False
    is_number = isinstance(key, Real) and not isinstance(key, bool)
    return str(key).strip(" \t\r\n\u00a0\u200b\ufeff"), is_number


def _mended(text: str) -> str:
    """Return the digits that a code was before a number format changed it, or nothing."""
    quoted = _QUOTED.fullmatch(text)
    inner = quoted[1] if quoted else text
    if _TABLE_KEY_DIGITS.fullmatch(inner):
        return inner
    if _GROUPED.fullmatch(inner):
        return re.sub(r"[^0-9]", "", inner)
    if decimals := _ZERO_DECIMALS.fullmatch(inner):
        return decimals[1]
    if _EXPONENT.fullmatch(inner):
        number = Decimal(inner.replace(",", "."))
        return str(int(number)) if number == int(number) else ""
    return ""


def _bare(text: str) -> str:
    """Return a name without brackets, loose numbers, and words for what it is."""
    bare = _LOOSE_NUMBER.sub(" ", _BRACKETS.sub(" ", text)).strip(_EDGES)
    return _SUFFIX.sub("", _PREFIX.sub("", bare)).strip(_EDGES)


def _left_out(text: str, bare: str) -> str:
    before, _, after = text.partition(bare)
    rest = [repr(side.strip(_EDGES[:6])) for side in (before, after) if side.strip(_EDGES[:6])]
    return f"{' and '.join(rest)} {'are' if len(rest) > 1 else 'is'} left out"


@frozen
class KeyProblem:
    """One key that does not fit, or that had to be read as something else.

    *positions* say where it stands among the keys, from 0. *read_as* is what it
    was mended to, empty where it was not. *municipalities* are, by kind, what
    an ended one became, what one of later was before, what an ambiguous one can
    mean, or near misses.

    Example:
        >>> print(KeyProblem(KeyKind.EMPTY, "", (3,), "there is no key"))
        empty: '': there is no key
    """

    kind: KeyKind
    key: str
    positions: tuple[int, ...]
    message: str
    read_as: str = ""
    municipalities: tuple[Municipality, ...] = ()

    def __str__(self) -> str:
        """Show the kind, the key and what is wrong."""
        return f"{self.kind.value}: {self.key!r}: {self.message}"


def problem_of(reading: KeyReading, positions: tuple[int, ...]) -> KeyProblem | None:
    """Return what had to be mended in a key, ``None`` where nothing had."""
    if reading.kind is None:
        return None
    message = reading.detail
    if reading.read_as:
        message = f"{message}; read as {reading.read_as}"
    elif reading.found and reading.kind is not KeyKind.AMBIGUOUS:
        message += said("near misses:", reading.found)
    return KeyProblem(
        reading.kind, reading.text, positions, message, reading.read_as, reading.found
    )


def said(what: str, found: Sequence[Municipality]) -> str:
    """Return a clause about municipalities, or nothing where there are none."""
    return f"; {what} {listed(found)}" if found else ""
