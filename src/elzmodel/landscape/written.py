"""A key of a table as it is written: what its text says before anything is looked up.

Spreadsheets make numbers of codes, people write words beside names, and lists add postal
codes, brackets and whose a row is. Here a text is taken apart; what its pieces mean is
settled in `elzmodel.landscape.keys`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cached_property
from typing import Final

from attrs import field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.values import plain_number
from elzmodel.values.text import fold

__all__: list[str] = []

LONGEST: Final = 200
"""Longer text is no key, and looking into it would take long."""

_BLANKS: Final = " \t\r\n\u00a0\u200b\ufeff"
_MARKS: Final = "*#\u2020\u2021\u00a7\u00b0\u00b9\u00b2\u00b3"  # As footnotes have them.
_EDGES: Final = " \t-\u2013\u2014:/()[],;|" + _MARKS
_GAPS: Final = frozenset({"None", "nan", "<NA>", "NaT"})
"""How nothing, not-a-number and the gaps of data frames show themselves."""

# --- numbers ---------------------------------------------------------------------------

_QUOTES: Final = "\"'\u2018\u2019\u201c\u201d`\u00b4"
_QUOTED: Final = re.compile(rf"=?[{_QUOTES}]+(.+?)[{_QUOTES}]*|=(.+)")
_DIGIT: Final = re.compile(r"[0-9]")
_NUMBERLIKE: Final = re.compile(rf"[={_QUOTES}]*[0-9][0-9 .,'eE+\u2019\u00a0\u202f]*[{_QUOTES}]*")
_PLAIN: Final = re.compile(r"[0-9]+")
_GROUPED: Final = re.compile(r"[1-9][0-9]{0,2}(?:[ .,'\u2019\u00a0\u202f][0-9]{3})+")
_ZERO_DECIMALS: Final = re.compile(r"([0-9]+)[.,]0+")
_EXPONENT: Final = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+?0*[1-9]")


def digits_of(text: str) -> str:
    """Return the digits that a code was before a number format changed it, or nothing.

    Example:
        >>> digits_of("71072.0"), digits_of("'71.072"), digits_of("7,1072E4"), digits_of("x1")
        ('71072', '71072', '71072', '')
    """
    if not _NUMBERLIKE.fullmatch(text):
        return ""
    quoted = _QUOTED.fullmatch(text)
    inner = (quoted[1] or quoted[2]).strip(_BLANKS) if quoted else text
    if _PLAIN.fullmatch(inner):
        return inner
    if _GROUPED.fullmatch(inner):
        return re.sub(r"[^0-9]", "", inner)
    if decimals := _ZERO_DECIMALS.fullmatch(inner):
        return decimals[1]
    if _EXPONENT.fullmatch(inner):
        number = Decimal(inner.replace(",", "."))
        return str(int(number)) if number == int(number) else ""
    return ""


# --- words -----------------------------------------------------------------------------

BRACKETS: Final = re.compile(r"\s*[(\[]([^)\]]*)[)\]]\s*")
_BRACKET_SIGNS: Final = re.compile(r"[(\[\])]")
_LOOSE_NUMBER: Final = re.compile(r"(?<![^\s,;:/-])(?:BE?-)?([0-9]+)(?![^\s,;:/-])", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\s*[/|\r\n]\s*|\s+[-\u2013\u2014]\s+|\s*,\s+")
_PARTING: Final = re.compile(r"[-/|,\r\n\u2010\u2011\u2013\u2014]")
_HYPHEN: Final = re.compile(r"(?<=\w)[-\u2010\u2011](?=\w)")
_BESIDE_CODE: Final = re.compile(rf"[\s_:;,/|()\[\]\u2013\u2014{_MARKS}{_QUOTES}-]+")
_FOUR: Final = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_FOUR_OR_MORE: Final = re.compile(r"[0-9]{4}")
_YEARS: Final = frozenset(map(str, range(1990, 2040)))

# Whose a row is, by the words for it.
_OF = r"d(?:e\b|['\u2019])"
_OCMW = (
    rf"(?:(?:ocmw|o\.c\.m\.w\.)(?:-?bestuur)?|cpas(?:\s+{_OF})?"
    r"|openbaar centrum voor maatschappelijk welzijn)"
)
_OWN = r"(?:gemeente|stad)s?(?:-?bestuur)?|gem\.?|lokaal bestuur|city|ville|commune"
_ADMINISTRATION = (
    rf"(?P<both>(?:{_OWN})-?\s*(?:en|et|&|/|\+)\s*(?:het\s+)?{_OCMW})|(?P<ocmw>{_OCMW})"
    r"|(?P<agb>agb|autonoom gemeentebedrijf)"
)
BOTH: Final = "municipality and OCMW"
"""Whose a row is that is of a municipality with its OCMW."""
_ADMINISTRATIONS: Final = {"both": BOTH, "ocmw": "OCMW", "agb": "AGB"}
_PREFIX = re.compile(
    rf"^(?:{_ADMINISTRATION}|(?:city|municipality) of"
    rf"|(?:administration communale|commune|ville) {_OF}|{_OWN})"
    r"(?:(?<=['\u2019])\s*|[\s:]+|\s*[\-\u2013]\s+|(?<=ocmw)-)(?:van\s+)?(?=\S)",
    re.IGNORECASE,
)
_SUFFIX = re.compile(rf"(?<!-[ld][ae])[\s,\-\u2013]+(?:{_ADMINISTRATION}|{_OWN})$", re.IGNORECASE)
_IN_BRACKETS = re.compile(
    rf"{_ADMINISTRATION}|{_OWN}|municipality|town|cent(?:rum|er|re)", re.IGNORECASE
)
_VILLAGE = r"(?:deelgemeente|district|dorp|section de commune)"
_VILLAGE_WORD = re.compile(rf"^{_VILLAGE}\s+(?:van\s+|in\s+)?", re.IGNORECASE)
_VILLAGE_BRACKET = re.compile(rf"\s*[(\[]\s*{_VILLAGE}\s*[)\]]\s*", re.IGNORECASE)


def is_kind_of_place(bracket: str) -> bool:
    """Tell whether a bracket says nothing but what kind of place it is, or whose a row is.

    Example:
        >>> is_kind_of_place("stad"), is_kind_of_place("1"), is_kind_of_place("Zoersel")
        (True, True, False)
    """
    return not re.search(r"[^\W\d]", bracket) or bool(_IN_BRACKETS.fullmatch(bracket.strip()))


def without_village_word(name: str) -> str:
    """Return a name without a word before it that says that it is a village.

    Example:
        >>> (
        ...     without_village_word("district Antwerpen"),
        ...     without_village_word("deelgemeente van Hasselt"),
        ... )
        ('Antwerpen', 'Hasselt')
    """
    return _VILLAGE_WORD.sub("", name)


def bare_name(text: str) -> tuple[str, str]:
    """Return a name without brackets, loose numbers and words for what it is; and whose it is.

    Example:
        >>> bare_name("OCMW van Gent (Oost-Vlaanderen)"), bare_name("9000 Gent")
        (('Gent', 'OCMW'), ('Gent', ''))
    """
    words = [_IN_BRACKETS.fullmatch(each.strip()) for each in BRACKETS.findall(text)]
    bare = BRACKETS.sub(" ", text) if words else text
    if _DIGIT.search(bare):
        bare = _LOOSE_NUMBER.sub(" ", bare)
    bare = bare.strip(_EDGES)
    before, after = _PREFIX.match(bare), _SUFFIX.search(bare)
    words += [before, after]
    administrations = (_ADMINISTRATIONS.get(each.lastgroup or "", "") for each in words if each)
    bare = _SUFFIX.sub("", bare[before.end() :] if before else bare) if before or after else bare
    return bare.strip(_EDGES), next(filter(None, administrations), "")


def left_out(text: str, bare: str) -> tuple[str, ...]:
    """Return what stands before and after a piece of a text."""
    before, _, after = text.partition(bare)
    sides = (side.strip(_EDGES[:6]) for side in (before, after))
    return tuple(filter(None, sides))


# --- codes -----------------------------------------------------------------------------

_CODE_FORM: Final = re.compile(
    r"(?:((?:BEL?|(?:REF)?NIS|INS|LAU)(?:[ -]?code)?)[\s_:.\-]*|(https?://\S*/))"
    r"([0-9]{5})(?:[/?#.]\S*)?",
    re.IGNORECASE,
)
_SECTOR: Final = re.compile(
    r"([0-9]{5})(?:[0-9]{2}[A-Z]{2}|(?:(?=[A-Z]*[0-9\-]|ZZZZ)[A-Z_]|[\s_][A-Z](?=[0-9]))"
    r"[0-9A-Z][0-9A-Z_\-]{1,2}-?)",
    re.IGNORECASE,
)
_POSTAL: Final = re.compile(r"(?:BE?[\s-]?)?([1-9][0-9]{3})", re.IGNORECASE)
_FOREIGN: Final = re.compile(
    r"(?:NL|FR?|DE?|LU?|GB|UK)[\s-]\s*[0-9]{4,5}(?:\s*[A-Z]{2})?|(?:NL[\s-]?)?[1-9][0-9]{3}\s?[A-Z]{2}",
    re.IGNORECASE,
)
_NOTHING: Final = re.compile(r"0+|9{3,}|-1|[x?*#.\-\u2013\u2014]+")

Asked = tuple[bool, str]
"""Whether a key was text, and how it reads without spaces around it."""


@frozen(slots=False)  # Cached properties need a dict; it costs less than a slot for each.
class Written:
    """A key as text, and the pieces of that text.

    Example:
        >>> key = Written.of("B-9000 Gent (stad)")
        >>> key.bare, key.brackets, key.postal_codes
        ('Gent', ('stad',), ('9000',))
    """

    text: str
    is_number: bool = field(default=False, kw_only=True)
    cells: tuple[Written, ...] = field(default=(), kw_only=True)

    @classmethod
    def of(cls, key: object) -> Written:
        """Return a key as it is written; of several cells, what stands in them together.

        Cells with codes come first, as people write postal codes before names.

        Example:
            >>> Written.of(("Halle", None, 2980.0)).text
            '2980 Halle'
        """
        if isinstance(key, str):
            return cls(key.strip(_BLANKS))
        if isinstance(key, tuple):
            cells = _cells(key)
            if len(cells) == 1:
                return cells[0]
            return cls(" ".join(each.digits or each.text for each in cells), cells=cells)
        text, is_number = _text_of(key)
        return cls(text.strip(_BLANKS), is_number=is_number)

    def __bool__(self) -> bool:
        """Tell whether anything is written."""
        return bool(self.text)

    @property
    def asked(self) -> Asked:
        """What makes two keys one."""
        return not self.is_number, self.text

    @cached_property
    def digits(self) -> str:
        """The digits that a code was before a number format changed it, or nothing."""
        return digits_of(self.text) if self.has_digits else ""

    @property
    def has_digits(self) -> bool:
        """Whether there are any digits."""
        return bool(_DIGIT.search(self.text))

    @property
    def has_code(self) -> bool:
        """Whether there are as many digits as a code has."""
        return bool(_FOUR_OR_MORE.search(self.text))

    @cached_property
    def folded(self) -> str:
        """The words as they are compared."""
        return fold(self.text)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The pieces between which a code may stand."""
        return tuple(_BESIDE_CODE.split(self.text))

    @cached_property
    def _bare(self) -> tuple[str, str]:
        return bare_name(self.text)

    @property
    def bare(self) -> str:
        """The name, without what stands beside it."""
        return self._bare[0]

    @property
    def administration(self) -> str:
        """Whose it says that it is, beside the municipality's own."""
        return self._bare[1]

    @property
    def village(self) -> str:
        """The name, without a word that says that it is a village."""
        return without_village_word(self.bare)

    @property
    def as_village(self) -> str:
        """The text with a word in brackets that says that it is a village before it, if it does.

        Example:
            >>> Written("Antwerpen (district)").as_village, Written("Antwerpen (stad)").as_village
            ('district Antwerpen', '')
        """
        name, n = _VILLAGE_BRACKET.subn(" ", self.text)
        return f"district {name.strip()}" if n and name.strip() else ""

    @cached_property
    def names(self) -> tuple[tuple[str, ...], ...]:
        """The ways in which it may be several names: between signs, or at a hyphen.

        Example:
            >>> Written("Ronse / Renaix").names, Written("Ronse-Renaix").names
            ((('Ronse', 'Renaix'),), (('Ronse', 'Renaix'),))
        """
        text = self.text
        if not _PARTING.search(text):
            return ()
        names = tuple(filter(None, _BETWEEN.split(text)))
        if len(names) > 1:
            return (names,)
        hyphens = _HYPHEN.finditer(text)
        return tuple((text[: each.start()], text[each.end() :]) for each in hyphens)

    @cached_property
    def brackets(self) -> tuple[str, ...]:
        """What stands between brackets."""
        return tuple(BRACKETS.findall(self.text))

    @cached_property
    def postal_codes(self) -> tuple[str, ...]:
        """Numbers of four digits beside a name; after a name, one may be a year."""
        if not _FOUR.search(self.text):
            return ()
        numbers = _LOOSE_NUMBER.finditer(_BRACKET_SIGNS.sub(" ", self.text))
        return tuple(
            code
            for code, before in ((each[1], self.text[: each.start()]) for each in numbers)
            if len(code) == 4 and not (before.strip(_EDGES) and code in _YEARS)
        )

    @property
    def postal_code(self) -> str | None:
        """The postal code that it may be; empty for another number, ``None`` for no number."""
        if _NOTHING.fullmatch(self.digits):
            return None
        found = _POSTAL.fullmatch(self.digits or self.text)
        return found[1] if found else "" if self.digits else None

    @property
    def is_foreign_postal(self) -> bool:
        """Whether it is a postal code as neighbours of Belgium write theirs, with their letters.

        Example:
            >>> [Written(code).is_foreign_postal for code in ("NL-5611", "5611 AB", "BE-3500")]
            [True, True, False]
        """
        return bool(_FOREIGN.fullmatch(self.text))

    @property
    def is_nothing(self) -> bool:
        """Whether its signs or digits stand for nothing, such as ``-`` or ``99999``."""
        return bool(_NOTHING.fullmatch(self.digits or self.text))

    @property
    def form(self) -> tuple[str, str] | None:
        """A code as registers and linked data write it, and what stands before it."""
        found = _CODE_FORM.fullmatch(self.text)
        return (found[3], found[1] or found[2]) if found else None

    @property
    def sector(self) -> str:
        """The code of the municipality in that of a statistical sector; empty where it is none."""
        found = _SECTOR.fullmatch(self.text)
        return found[1] if found else ""

    def beside(self, code: str) -> str:
        """Return what stands beside a code, without the signs between them."""
        return self.text.replace(code, " ", 1).strip(_EDGES)


def _cells(key: tuple[object, ...]) -> tuple[Written, ...]:
    """Return the cells of a key in which something stands, those with codes first."""
    cells = (Written.of(str(each) if isinstance(each, tuple) else each) for each in key)
    return tuple(sorted(filter(None, cells), key=lambda each: not each.digits))


def _text_of(key: object) -> tuple[str, bool]:
    """Return what is no text as one, empty where nothing is there; and whether it is a number."""
    try:
        number = plain_number(key)
    except InvalidValueError:
        return _shown(key), False
    return ("", False) if number is None else (str(number), True)


def _shown(key: object) -> str:
    try:
        text = str(key)
    except Exception:  # noqa: BLE001 - whatever an object raises where it should say what it is
        return f"<{type(key).__name__}>"
    return "" if text in _GAPS else text
