"""What one cell of a table can mean as a code or a name of a municipality.

Each key is looked up as it stands, and then as what spreadsheets and people make
of codes and names. What had to be mended is a finding, never silent. Villages, postal
codes and what lies outside are looked up last: few tables need them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from numbers import Real
from typing import Any, Final, TypeVar

from attrs import evolve, field, frozen

from elzmodel.landscape.gazetteer import Gazetteer
from elzmodel.landscape.names import Alias, Names, in_time, spelling, traits
from elzmodel.territory import Municipality, Register
from elzmodel.values import Code, Codes, Finding, PartId, Ref
from elzmodel.values.extras import when_asked
from elzmodel.values.ids import grouped
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
    "name and postal code": "the name is that of {named}, postal code {code} that of {there:list}",
    "sector": "a statistical sector of {municipality}[, which became {municipalities:list}]",
    "outside": "{elsewhere} lies outside the record",
    "outside by code": "its first two digits are those of Wallonia, outside the record",
    "no postal code": "no postal code of the tables, which have Flanders and Brussels",
    "no table": "no table says where this postal code lay: {period}",
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
    "village": "{village} is a village or district of {municipality}",
}
NO_FIT: Final = Code(
    "ELZ-L032",
    {variant: sentence + _ALSO for variant, sentence in _FITS_NOT.items()},
    meaning="a key that does not fit",
    explanation="A code or a name did not exist in the period of the table, means several "
    "municipalities, lies outside, or was never heard of. The message says what it became, was "
    "before, or may have been meant to be.",
)
READ_AS: Final = Code(
    "ELZ-L033",
    {variant: f"{why}; read as {{read_as}}{_ALSO}" for variant, why in _MENDED.items()},
    meaning="a key that had to be read as something else",
    explanation="A code or a name was understood only after mending, such as a code that had "
    "become a number, or is that of a village: its municipality is meant. Look whether the "
    "reading is right, and mend the table.",
)
CODES: Final = Codes((NO_FIT, READ_AS))


def no_fit(text: str, variant: str, **values: Any) -> Finding:  # noqa: ANN401 - as `Code.finding`
    """Return the finding about a key that fits no municipality of the period, or several."""
    values.setdefault("others", ())
    return NO_FIT.finding(Ref("key", text, label=text or "''"), variant=variant, **values)


_DIGITS: Final = "0123456789"
_SHOWN: Final = 3
_LONGEST: Final = 200  # Longer text is no key, and looking into it would take long.


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

ARRONDISSEMENTS: Final = {
    "11000": "Antwerpen",
    "12000": "Mechelen",
    "13000": "Turnhout",
    "21000": "Brussel",
    "23000": "Halle-Vilvoorde",
    "24000": "Leuven",
    "31000": "Brugge",
    "32000": "Diksmuide",
    "33000": "Ieper",
    "34000": "Kortrijk",
    "35000": "Oostende",
    "36000": "Roeselare",
    "37000": "Tielt",
    "38000": "Veurne",
    "41000": "Aalst",
    "42000": "Dendermonde",
    "43000": "Eeklo",
    "44000": "Gent",
    "45000": "Oudenaarde",
    "46000": "Sint-Niklaas",
    "71000": "Hasselt",
    "72000": "Maaseik",
    "73000": "Tongeren",
}
"""Arrondissements in the same list: a bracket after a name may say where it lies."""


@frozen
class KeyReading:
    """What one key was read as: the versions that it can mean, at any time.

    *text* is the key as it stands and *read_as* the code or name that was
    looked up, empty where nothing was found. *problem* says what had to be
    mended, or why nothing was found; ``None`` for a key that is clean.
    *administration* is what the key says of whose it is beside the municipality's own,
    such as ``OCMW``. *postal_code* is that of a key which is one: its *versions* live in
    the days of which a table of postal codes speaks. Those *by_village* hold a village
    of that name.

    Example:
        >>> from elzmodel import flanders
        >>> fl = flanders()
        >>> reading = KeyIndex(fl.register, fl.aliases).read("OCMW Gent")
        >>> reading.read_as, reading.administration, reading.problem.message
        ('Gent', 'OCMW', "'OCMW' is left out; read as Gent")
    """

    text: str
    read_as: str = ""
    problem: Finding | None = None
    versions: tuple[Municipality, ...] = field(default=(), repr=False)
    administration: str = ""
    postal_code: str = ""
    by_village: tuple[Municipality, ...] = field(default=(), repr=False)

    @property
    def own(self) -> tuple[Municipality, ...]:
        """The versions that have the code or the name themselves."""
        return tuple(m for m in self.versions if m not in self.by_village)

    def on(self, day: date) -> Municipality | None:
        """Return the one municipality that the key means on a day; nothing where several do."""
        living = {m.unit: m for m in self.versions if day in m.period}
        return next(iter(living.values())) if len(living) == 1 else None

    def row(self, municipality: Municipality) -> Hashable:
        """Return what tells rows of one municipality apart: a village, an administration."""
        is_village = municipality in self.by_village
        village = spelling(self.read_as) if is_village else ""
        return (municipality.unit, self.administration, self.postal_code, village)

    def through_village(self, municipality: Municipality) -> Finding:
        """Return the finding that a village is read as its municipality."""
        return READ_AS.finding(
            Ref("key", self.text),
            variant="village",
            village=self.read_as,
            municipality=municipality,
            read_as=municipality.name,
            others=(),
        )


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
_BRACKETS = re.compile(r"\s*[(\[]([^)\]]*)[)\]]\s*")
# Whose a row is, by the words for it.
_OF = r"d(?:e\b|['\u2019])"
_OCMW = (
    rf"(?:(?:ocmw|o\.c\.m\.w\.)(?:-?bestuur)?|cpas(?:\s+{_OF})?"
    r"|openbaar centrum voor maatschappelijk welzijn)"
)
_OWN = r"(?:gemeente|stad)s?(?:-?bestuur)?|lokaal bestuur|city|ville|commune"
_ADMINISTRATION = (
    rf"(?P<both>(?:{_OWN})-?\s*(?:en|et|&|/|\+)\s*(?:het\s+)?{_OCMW})|(?P<ocmw>{_OCMW})"
    r"|(?P<agb>agb|autonoom gemeentebedrijf)"
)
_ADMINISTRATIONS: Final = {"both": "municipality and OCMW", "ocmw": "OCMW", "agb": "AGB"}
_PREFIX = re.compile(
    rf"^(?:{_ADMINISTRATION}|(?:city|municipality) of"
    rf"|(?:administration communale|commune|ville) {_OF}|{_OWN})"
    r"(?:(?<=['\u2019])\s*|[\s:]+|\s*[\-\u2013]\s+)(?:van\s+)?(?=\S)",
    re.IGNORECASE,
)
_SUFFIX = re.compile(rf"[\s,\-\u2013]+(?:{_ADMINISTRATION}|{_OWN})$", re.IGNORECASE)
_IN_BRACKETS = re.compile(
    rf"{_ADMINISTRATION}|{_OWN}|municipality|town|cent(?:rum|er|re)", re.IGNORECASE
)
_AREA_WORDS = re.compile(r"(?:provincie|province|prov|arrondissement|arr|gewest|region) (?=.)")
_IN_SHORT: Final = {  # How people write provinces beside a name.
    "Antwerpen": ("antw", "ant"),
    "Limburg": ("limb", "lim"),
    "Oost-Vlaanderen": ("o vl", "ovl", "oost vl"),
    "Vlaams-Brabant": ("brabant", "vl brabant", "vl br", "vl b", "vlb", "vb"),
    "West-Vlaanderen": ("w vl", "wvl", "west vl"),
}
_ANYWHERE = frozenset({"be", "belgie", "belgique", "belgium"})
_VILLAGE_WORD = re.compile(r"^(?:deelgemeente|district|dorp)\s+", re.IGNORECASE)
_LOOSE_NUMBER = re.compile(r"(?<![^\s,;:/-])(?:BE?-)?([0-9]+)(?![^\s,;:/-])", re.IGNORECASE)
_BRACKET_SIGNS = re.compile(r"[(\[\])]")
_BETWEEN = re.compile(r"\s*/\s*|\s+[-\u2013]\s+|\s*,\s+")
_BESIDE_CODE = re.compile(r"[\s_:;/|()\[\]\u2013\u2014-]+")
_CODE_FORM = re.compile(
    r"(?:((?:BEL?|(?:REF)?NIS|INS|LAU)(?:[ -]?code)?)[\s_:.\-]*|(https?://\S*/))"
    r"([0-9]{5})(?:[/?#.]\S*)?",
    re.IGNORECASE,
)
_SECTOR = re.compile(
    r"([0-9]{5})(?:(?=[A-Z]*[0-9\-]|ZZZZ)[A-Z_]|[\s_][A-Z](?=[0-9]))[0-9A-Z][0-9A-Z_\-]{1,2}-?",
    re.IGNORECASE,
)
_POSTAL = re.compile(r"(?:BE?[\s-]?)?([1-9][0-9]{3})", re.IGNORECASE)
_CODE = re.compile(r"[0-9]{5}")
_SPRINKLED: Final = 10  # Fewer villages than one in so many doubtful names are strays.
_YEARS: Final = frozenset(map(str, range(1990, 2040)))
_EDGES = " \t-\u2013\u2014:/()[],;|"


_K = TypeVar("_K", bound=Hashable)


@frozen
class KeyIndex:
    """Every code and name that the municipalities of a register ever had.

    *areas* names the codes of larger areas, which a table of municipalities
    often holds as subtotals; those of Belgium by default. *gazetteer*, or a function that
    reads it when it is needed, has the villages, the postal codes and what lies outside.

    Example:
        >>> from elzmodel import flanders
        >>> index = KeyIndex(flanders().register)
        >>> index.read("71022.0").read_as, index.read("71000").problem.variant
        ('71022', 'larger area')
    """

    register: Register = field(repr=False)
    aliases: tuple[Alias, ...] = field(default=(), repr=False)
    areas: Mapping[str, str] = field(factory=lambda: BELGIAN_AREAS, repr=False, hash=False)
    _gazetteer: Callable[[], Gazetteer] = field(
        default=Gazetteer, converter=when_asked, alias="gazetteer", repr=False
    )

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
        if len(text) > _LONGEST:
            return _refused(text, "unknown", near=())
        digits = _digits_of(text)
        return (
            self._as_digits(text, digits)
            or self._as_outsider(text, digits)
            or self._as_short(text, digits)
            or self._as_form(text)
            or self._with_code(text)
            or self._without_qualifier(text)
            or self._as_outside(text, digits)
            or self._unknown(text, digits)
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
        words = _BESIDE_CODE.split(text)
        code = next((word for word in words if word in self._by_code), None)
        if code is None:
            return None
        rest = text.replace(code, " ", 1).strip(_EDGES)
        bare, administration = bare_name(rest)
        coded, named = self._by_code[code], self._called(rest) or self._called(bare)
        is_same = bool({m.unit for m in named} & {m.unit for m in coded})
        if named and not (is_same or self._has_village(bare, coded)):
            return _refused(text, "code and name", coded=coded[-1].name, named=named[-1])
        found = _mended(text, "with qualifier", code, coded, rest=(rest,))
        return evolve(found, administration=administration)

    def _as_form(self, text: str) -> KeyReading | None:
        """Read a code as registers and linked data write it; tell what a sector lies in."""
        if form := _CODE_FORM.fullmatch(text):
            word, address, code = form.groups()
            inner = self.read(code)
            if not inner.problem:
                return _mended(
                    text, "with qualifier", code, inner.versions, rest=(word or address,)
                )
            return evolve(inner, text=text, problem=evolve(inner.problem, about=Ref("key", text)))
        sector = _SECTOR.fullmatch(text)
        versions = self._by_code.get(sector[1]) if sector else None
        if not versions:
            return None
        newest = versions[-1]
        became = () if newest.period.until is None else self.register.became(newest, date.max)
        return _refused(text, "sector", municipality=newest, municipalities=became)

    def _without_qualifier(self, text: str) -> KeyReading | None:
        """Read a name with more beside it, all of which must be true of what is meant."""
        bare, administration = bare_name(text)
        brackets, codes = tuple(_BRACKETS.findall(text)), self._postal_codes(text)
        named = self._called(bare)
        if named and all(self._is_true(each, named) for each in brackets):
            land = {part for m in named for part in m.parts}
            if all(self._meets(self._land_of(code), land) for code in codes):
                found = _mended(text, "with qualifier", bare, named, rest=_left_out(text, bare))
                return evolve(found, administration=administration)
        villages = self.gazetteer.villages_called(_VILLAGE_WORD.sub("", bare))
        holding = dict.fromkeys(
            m
            for village in villages
            if all(self._meets(self._land_of(code), village.parts) for code in codes)
            for m in self._holding(village.parts)
            if m not in named and all(self._is_true(each, (m,)) for each in brackets)
        )
        if holding:
            held = in_time(holding)
            return KeyReading(
                text,
                villages[0].name,
                versions=held,
                administration=administration,
                by_village=held,
            )
        if named:
            return self._contradicted(text, brackets, codes, named[-1], named)
        if villages and (brackets or codes):
            held = tuple(m for village in villages for m in self._holding(village.parts))
            return self._contradicted(text, brackets, codes, villages[0].name, held)
        return self._as_two_names(text)

    def _contradicted(
        self,
        text: str,
        brackets: tuple[str, ...],
        codes: tuple[str, ...],
        named: object,
        versions: tuple[Municipality, ...],
    ) -> KeyReading:
        """Say what beside a name is true of nothing that has it: a bracket or a postal code."""
        untrue = [each for each in brackets if not self._is_true(each, versions)]
        if untrue or not codes:
            return _refused(text, "name and bracket", named=named, bracket=(untrue or brackets)[0])
        there = self._holding(self._land_of(codes[0]))[-1:]
        return _refused(text, "name and postal code", named=named, code=codes[0], there=there)

    def _as_two_names(self, text: str) -> KeyReading | None:
        names = tuple(name for name in _BETWEEN.split(text) if name)
        found = [self._called(name) for name in names]
        if names and len({frozenset(versions) for versions in found}) == 1 and found[0]:
            return _mended(text, "two names", names[0], found[0], names=names)
        return None

    def _is_true(self, bracket: str, versions: tuple[Municipality, ...]) -> bool:
        """Tell whether what stands between brackets is true of any of some municipalities.

        It is a code, a larger area, another name, a village there or a word for its kind.
        """
        said = spelling(bracket)
        area = _AREA_WORDS.sub("", said)
        if not re.search(r"[^\W\d]", said) or _IN_BRACKETS.fullmatch(bracket.strip()):
            return True
        if said in _ANYWHERE or any({said, area} & self._places_of(m) for m in versions):
            return True
        named = {m.unit for m in self._called(bracket)}
        if named.intersection(m.unit for m in versions):
            return True
        return self._has_village(bracket, versions)

    def _has_village(self, name: str, versions: tuple[Municipality, ...]) -> bool:
        villages = self.gazetteer.villages_called(name)
        return any(self._meets(v.parts, m.parts) for v in villages for m in versions)

    def _places_of(self, municipality: Municipality) -> frozenset[str]:
        code, province = municipality.arrondissement or "", municipality.province or ""
        arrondissement = spelling(ARRONDISSEMENTS.get(code, code))
        return traits(municipality).union({arrondissement}, _IN_SHORT.get(province, ()))

    # --- villages, postal codes and what lies outside ---------------------------------

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Villages, postal codes and the neighbours, read when a key needs them."""
        return self._gazetteer()

    def _postal_codes(self, text: str) -> tuple[str, ...]:
        """Return the postal codes beside a name; a number after it may be a year."""
        numbers = _LOOSE_NUMBER.finditer(_BRACKET_SIGNS.sub(" ", text))
        return tuple(
            code
            for code, before in ((each[1], text[: each.start()]) for each in numbers)
            if len(code) == 4 and not (before.strip(_EDGES) and code in _YEARS)
            if self._land_of(code)
        )

    def _land_of(self, code: str) -> frozenset[PartId]:
        """Return the land that a postal code has on any day; nothing where no table has it."""
        return frozenset(part for each in self.gazetteer.postal_code(code) for part in each.parts)

    def _meets(self, parts: Iterable[PartId], others: Iterable[PartId]) -> bool:
        return self.register.refinement.meets(parts, others)

    def _holding(self, parts: Iterable[PartId]) -> tuple[Municipality, ...]:
        """Return every version that may hold land of some parts, in order of time."""
        kin = self.register.refinement.relatives(parts)
        return in_time(m for part in sorted(kin) for m in self._by_part.get(part, ()))

    def _as_outside(self, text: str, digits: str) -> KeyReading | None:
        """Recognise what lies in the rest of the country."""
        words = (word for word in _BESIDE_CODE.split(text) if _CODE.fullmatch(word))
        sector = _SECTOR.fullmatch(text)
        keys = (text, digits, sector and sector[1], *words, bare_name(text)[0])
        places = (self.gazetteer.elsewhere(key) for key in keys if key)
        if place := next(filter(None, places), None):
            return _refused(text, "outside", elsewhere=place)
        if len(digits) == 5 and digits[:2] in self._walloon:
            return _refused(text, "outside by code")
        return None

    @cached_property
    def _walloon(self) -> frozenset[str]:
        """The first digits of codes outside the record, which tell the arrondissement."""
        outside = {each.nis[:2] for each in self.gazetteer.outside}
        return frozenset(outside - {code[:2] for code in self._by_code})

    def reader(self, keys: Iterable[object]) -> Callable[[object], KeyReading]:
        """Return what reads the keys of one column: as postal codes, where they are that.

        They are where all numbers have four digits, and tables of postal codes have them, or
        so many that the rest may lie outside: nearly half of the country's do not.
        """
        numbers = {found for key in keys if (found := _postal_of(_text_of(key)[0])) is not None}
        if not numbers or not all(numbers):
            return self.read
        known = {code for code in numbers if self.gazetteer.postal_code(code)}
        areas = {code for code in numbers if code.zfill(5) in self.areas}
        is_postal = known == numbers or (3 * len(known) > len(numbers) and areas != numbers)
        return self._read_postal if is_postal else self.read

    def _read_postal(self, key: object) -> KeyReading:
        text, _ = _text_of(key)
        code = _postal_of(text)
        if not code:
            return self.read(key)
        found = self.gazetteer.postal_code(code)
        if not found:
            return _refused(text, "no postal code")
        versions = tuple(
            evolve(m, period=days)
            for each in found
            for m in self._holding(each.parts)
            if (days := m.period.within(each.period))
        )
        reading = KeyReading(text, code, versions=versions)
        if text != code:
            reading = _mended(text, "number format", code, versions)
        return evolve(reading, postal_code=code)

    def in_context(self, readings: Mapping[_K, KeyReading]) -> dict[_K, KeyReading]:
        """Return readings with what a list of villages makes of them.

        There the name of an ended municipality may be that of a village of today, and in
        a list with many of them any name of a village may mean one.
        """
        names = {asked: r for asked, r in readings.items() if self._is_name(r)}
        villages = sum(bool(r.by_village) for r in readings.values())
        if not villages:
            return dict(readings)
        are_many = 2 * villages >= len(names)
        also = {asked: self._also_village(r, anywhere=are_many) for asked, r in names.items()}
        doubtful = sum(bool(r.by_village) for r in also.values())
        is_list = villages * _SPRINKLED >= doubtful
        return {**readings, **also} if is_list else dict(readings)

    def _is_name(self, reading: KeyReading) -> bool:
        is_plain = reading.problem is None or bool(reading.administration)
        is_other = reading.by_village or reading.postal_code or reading.read_as in self._by_code
        return bool(reading.versions and is_plain and not is_other)

    def _also_village(self, reading: KeyReading, *, anywhere: bool) -> KeyReading:
        """Return a reading that allows for the villages of its name: its own, or all."""
        own = {part for m in reading.versions for part in m.parts}
        land = {
            part
            for village in self.gazetteer.villages_called(reading.read_as)
            if anywhere or self._meets(village.parts, own)
            for part in village.parts
        }
        more = tuple(m for m in self._holding(land) if m not in reading.versions)
        return evolve(reading, versions=in_time((*reading.versions, *more)), by_village=more)

    def namesakes(self, reading: KeyReading) -> Iterator[tuple[str, tuple[Municipality, ...]]]:
        """Yield the villages elsewhere that have the name which was read, with who held them."""
        if not self._is_name(reading):
            return
        own = {part for m in reading.versions for part in m.parts}
        for village in self.gazetteer.villages_called(reading.read_as):
            if not self._meets(village.parts, own):
                yield village.name, self._holding(village.parts)

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
    def _by_part(self) -> Mapping[PartId, tuple[Municipality, ...]]:
        return grouped((part, m) for m in self.register.versions for part in m.parts)

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


def _postal_of(text: str) -> str | None:
    """Return the postal code that a key may be; empty for another number, None for no number."""
    digits = _digits_of(text)
    if _NOTHING.fullmatch(digits):
        return None
    found = _POSTAL.fullmatch(digits or text)
    return found[1] if found else "" if digits else None


def bare_name(text: str) -> tuple[str, str]:
    """Return a name without brackets, loose numbers and words for what it is; and whose it is."""
    bare = _LOOSE_NUMBER.sub(" ", _BRACKETS.sub(" ", text)).strip(_EDGES)
    words = [_IN_BRACKETS.fullmatch(each.strip()) for each in _BRACKETS.findall(text)]
    words += [_PREFIX.match(bare), _SUFFIX.search(bare)]
    whose = (_ADMINISTRATIONS.get(each.lastgroup or "", "") for each in words if each)
    bare = _SUFFIX.sub("", _PREFIX.sub("", bare, count=1)).strip(_EDGES)
    return bare, next(filter(None, whose), "")


def _left_out(text: str, bare: str) -> tuple[str, ...]:
    before, _, after = text.partition(bare)
    sides = (side.strip(_EDGES[:6]) for side in (before, after))
    return tuple(filter(None, sides))
