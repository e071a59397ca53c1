"""What one cell of a table can mean as a code or a name of a municipality.

Each key is looked up as it stands, and then as what spreadsheets and people make
of codes and names. What had to be mended is a finding, never silent.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from numbers import Real
from typing import Any, Final

from attrs import field, frozen

from elzmodel.landscape.names import Alias, Names, qualified, traits
from elzmodel.territory import Municipality, Register
from elzmodel.values import Code, Codes, Finding, Ref
from elzmodel.values.text import Lookalikes, Suggestions, fold
from elzmodel.zones import Zoning

__all__ = []

_ALSO: Final = "[; also at {others:list}]"
_NEAR: Final = "[; near misses: {near:list}]"
_FITS_NOT: Final = {
    "unknown": f"nothing ever had it{_NEAR}",
    "ended": "valid {period}[; it became {municipalities:list}]",
    "not yet": "valid {period}[; before, it was {municipalities:list}]",
    "ambiguous": "can mean {municipalities:or all}",
    "code and name": "the code is that of {coded}, the name that of {named}",
    "name and bracket": "the name is that of {named}, the bracket says {bracket!r}",
    "digit lost": f"{{digits}} digits where codes have {{usual}}{_NEAR}",
    "larger area": "an area of several: {area}",
    "total": "a total, not a municipality",
    "placeholder": "it stands for no municipality",
    "empty": "there is no key",
    "duplicate": "stands in {n} rows",
    "same municipality": "the same municipality as {other!r}",
}
_MENDED: Final = {
    "number": "a number where text was expected",
    "number format": "not written as a code: a spreadsheet or a number format changed it",
    "too many zeros": "zeros stand before it",
    "zero lost": "the leading zero is lost",
    "with qualifier": "{rest!r:and} {rest:is|are} left out",
    "two names": "{names!r:and all} are names of one",
}
NO_FIT: Final = Code(
    "ELZ-L032",
    {variant: sentence + _ALSO for variant, sentence in _FITS_NOT.items()},
    meaning="a key that does not fit",
    explanation="A code or a name did not exist in the period of the table, means several "
    "municipalities, or was never heard of. The message says what it became, was before, or may "
    "have been meant to be.",
)
READ_AS: Final = Code(
    "ELZ-L033",
    {variant: f"{why}; read as {{read_as}}{_ALSO}" for variant, why in _MENDED.items()},
    meaning="a key that had to be read as something else",
    explanation="A code or a name was understood only after mending, such as a code that had "
    "become a number. Look whether the reading is right, and mend the table.",
)
CODES: Final = Codes((NO_FIT, READ_AS))


def no_fit(text: str, variant: str, **values: Any) -> Finding:  # noqa: ANN401 - as `Code.finding`
    """Return the finding about a key that fits no municipality of the period, or several."""
    values.setdefault("others", ())
    return NO_FIT.finding(Ref("key", text, label=text or "''"), variant=variant, **values)


_DIGITS: Final = "0123456789"
_SHOWN: Final = 3


def _near_codes(code: str, known: Container[str]) -> tuple[str, ...]:
    """Return up to three known codes one slip away: two digits swapped, or one wrong."""
    swapped = (code[:i] + code[i + 1] + code[i] + code[i + 2 :] for i in range(len(code) - 1))
    places = reversed(range(len(code)))
    replaced = (code[:i] + digit + code[i + 1 :] for i in places for digit in _DIGITS)
    return _first_known((each for each in (*swapped, *replaced) if each != code), known)


def _with_one_digit_more(code: str, known: Container[str]) -> tuple[str, ...]:
    """Return up to three known codes from which a digit fell out: the first, the last, another."""
    places = (0, len(code), *range(1, len(code)))
    return _first_known((code[:i] + d + code[i:] for i in places for d in _DIGITS), known)


def _first_known(tries: Iterable[str], known: Container[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for each in tries if each in known))[:_SHOWN]


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


@frozen
class KeyReading:
    """What one key was read as: the versions that it can mean, at any time.

    *text* is the key as it stands and *read_as* the code or name that was
    looked up, empty where nothing was found. *problem* says what had to be
    mended, or why nothing was found; ``None`` for a key that is clean.

    Example:
        >>> from elzmodel import flanders
        >>> fl = flanders()
        >>> reading = KeyIndex(fl.register, fl.aliases).read("Gemeente Gent")
        >>> reading.read_as, reading.problem.message
        ('Gent', "'Gemeente' is left out; read as Gent")
    """

    text: str
    read_as: str = ""
    problem: Finding | None = None
    versions: tuple[Municipality, ...] = field(default=(), repr=False)


def _refused(text: str, variant: str, **values: Any) -> KeyReading:  # noqa: ANN401 - as `Code.finding`
    return KeyReading(text, problem=no_fit(text, variant, **values))


def _mended(
    text: str,
    variant: str,
    read_as: str,
    versions: tuple[Municipality, ...],
    **values: Any,  # noqa: ANN401 - as `Code.finding`
) -> KeyReading:
    said = {"read_as": read_as, "others": (), **values}
    problem = READ_AS.finding(Ref("key", text), variant=variant, **said)
    return KeyReading(text, read_as, problem, versions)


_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:[ .,'\u2019\u00a0\u202f][0-9]{3})+")
_ZERO_DECIMALS = re.compile(r"([0-9]+)[.,]0+")
_EXPONENT = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+?0*[1-9]")
_TABLE_KEY_DIGITS = re.compile(r"[0-9]+")
_QUOTED = re.compile(r"""=?["'\u2018\u2019\u201c\u201d`]+(.+?)["'\u2018\u2019\u201c\u201d`]*""")
_NOTHING = re.compile(r"0+|9{3,}|-1|[x?*#.\-]+")
_UNKNOWN = re.compile(
    r"onbekend|ongekend|inconnu|unknown|niet (?:gekend|beschikbaar|toegewezen)|geen gemeente"
    r"|andere|overige|autres|other|buitenland|nvt|n v t|na|n a|nan|null|none"
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


@frozen
class KeyIndex:
    """Every code and name that the municipalities of a register ever had.

    *areas* names the codes of larger areas, which a table of municipalities
    often holds as subtotals; those of Belgium by default.

    Example:
        >>> from elzmodel import flanders
        >>> index = KeyIndex(flanders().register)
        >>> index.read("71022.0").read_as, index.read("71000").problem.variant
        ('71022', 'larger area')
    """

    register: Register = field(repr=False)
    aliases: tuple[Alias, ...] = field(default=(), repr=False)
    areas: Mapping[str, str] = field(factory=lambda: BELGIAN_AREAS, repr=False, hash=False)

    def read(self, key: object) -> KeyReading:
        """Return what a key can mean; what had to be mended is said, never silent.

        Args:
            key: Text, or a number where a spreadsheet or data frame made one
                of a code; ``None`` and not-a-number count as empty.
        """
        text, is_number = _text_of(key)
        if not text:
            return _refused("", "empty")
        versions = self._called(text)
        if versions:
            if elsewhere := self._names.elsewhere(text):
                meant = (str(versions[-1]), *elsewhere)
                return _refused(text, "ambiguous", municipalities=meant)
            if is_number:
                return _mended(text, "number", text, versions)
            return KeyReading(text, text, versions=versions)
        digits = _digits_of(text)
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

    def _called(self, text: str) -> tuple[Municipality, ...]:
        return self._by_code.get(text) or self._names.called(text)

    def _as_digits(self, text: str, digits: str) -> KeyReading | None:
        bare = digits.lstrip("0")
        for variant, code in (
            ("number format", digits),
            ("too many zeros", bare if bare != digits else ""),
            ("zero lost", f"0{digits}"),
        ):
            if code in self._by_code:
                return _mended(text, variant, code, self._by_code[code])
        return None

    def _as_outsider(self, text: str, digits: str) -> KeyReading | None:
        """Recognise what a table holds beside municipalities: nothing, totals, larger areas."""
        folded = fold(text)
        if _NOTHING.fullmatch(digits or text) or _UNKNOWN.fullmatch(folded):
            return _refused(text, "placeholder")
        if _TOTAL.match(folded):
            return _refused(text, "total")
        area = self._area_of(digits) if digits else self._areas_by_name.get(folded, "")
        if not area and _AREA.fullmatch(folded):
            area = text
        return _refused(text, "larger area", area=area) if area else None

    def _area_of(self, digits: str) -> str:
        code = digits.lstrip("0").zfill(5) if len(digits) > 5 else digits.zfill(5)
        if code in self.areas:
            return f"{self.areas[code]} ({code})"
        is_arrondissement = digits in self._areas_by_name or (self.areas and digits.endswith("000"))
        return f"arrondissement {digits}" if is_arrondissement and len(digits) == 5 else ""

    def _as_short(self, text: str, digits: str) -> KeyReading | None:
        lengths, usual = self._code_lengths, len(digits) + 1
        if not digits or usual not in lengths or len(digits) in lengths:
            return None
        near = self._newest(_with_one_digit_more(digits, self._by_code))
        return _refused(text, "digit lost", digits=len(digits), usual=usual, near=near)

    def _with_code(self, text: str) -> KeyReading | None:
        """Read a code that stands beside a name, and compare the two."""
        words = (word.strip(_EDGES) for word in text.split())
        code = next((word for word in words if word in self._by_code), None)
        if code is None:
            return None
        rest = text.replace(code, " ", 1).strip(_EDGES)
        coded, named = self._by_code[code], self._called(rest) or self._called(_bare(rest))
        if named and not {m.unit for m in named} & {m.unit for m in coded}:
            return _refused(text, "code and name", coded=coded[-1].name, named=named[-1])
        return _mended(text, "with qualifier", code, coded, rest=(rest,))

    def _without_qualifier(self, text: str) -> KeyReading | None:
        bare = _bare(text)
        if versions := self._called(bare):
            if other := self._contradicting(text, versions):
                return _refused(text, "name and bracket", named=versions[-1], bracket=other)
            return _mended(text, "with qualifier", bare, versions, rest=_left_out(text, bare))
        names = tuple(name for name in _BETWEEN.split(text) if name)
        found = [self._called(name) for name in names]
        if names and len({frozenset(versions) for versions in found}) == 1 and found[0]:
            return _mended(text, "two names", names[0], found[0], names=names)
        return None

    def _contradicting(self, text: str, versions: Iterable[Municipality]) -> str:
        """Return what stands between brackets, where it names another place than the name."""
        _, bracket = qualified(text)
        is_place = fold(bracket) in self._areas_by_name or self._called(bracket)
        is_true = any(fold(bracket) in traits(each) for each in versions)
        same = {m.unit for m in versions} & {m.unit for m in self._called(bracket)}
        return bracket if is_place and not (is_true or same) else ""

    def _unknown(self, text: str, digits: str) -> KeyReading:
        near: Iterable[object] = self._newest(_near_codes(digits or text, self._by_code))
        if not (digits or near):
            near = Suggestions(text, lambda: self._lookalikes.near(text), shown=self._shown)
        return _refused(text, "unknown", near=near)

    def _newest(self, codes: Iterable[str]) -> tuple[Municipality, ...]:
        return tuple(dict.fromkeys(self._by_code[code][-1] for code in codes))

    def _shown(self, name: str) -> str:
        return str(self._names.called(name)[-1])

    @cached_property
    def _names(self) -> Names:
        return Names(self.register, Zoning(), self.aliases)

    @cached_property
    def _by_code(self) -> Mapping[str, tuple[Municipality, ...]]:
        codes = {version.nis for version in self.register.versions if version.nis}
        return {code: self.register.with_code(code) for code in codes}

    @cached_property
    def _lookalikes(self) -> Lookalikes:
        return Lookalikes(self._names.names_of_municipalities)

    @cached_property
    def _code_lengths(self) -> frozenset[int]:
        return frozenset(map(len, self._by_code))

    @cached_property
    def _areas_by_name(self) -> Mapping[str, str]:
        areas = ((m.region, m.province, m.arrondissement) for m in self.register.versions)
        return {fold(name): name for names in areas for name in names if name}


def _text_of(key: object) -> tuple[str, bool]:
    """Return a key as text without spaces around it, and whether it was a number."""
    if not isinstance(key, str) and str(key) in _GAPS:
        return "", False
    is_number = isinstance(key, Real) and not isinstance(key, bool)
    return str(key).strip(" \t\r\n\u00a0\u200b\ufeff"), is_number


def _digits_of(text: str) -> str:
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


def _left_out(text: str, bare: str) -> tuple[str, ...]:
    before, _, after = text.partition(bare)
    sides = (side.strip(_EDGES[:6]) for side in (before, after))
    return tuple(filter(None, sides))
