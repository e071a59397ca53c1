"""What a column of a table is, which decides how it can be carried, if at all.

Counts add up. A rate needs what it is a rate of, a mean what it is a mean over; a category
needs a rule. Medians, codes and telephone numbers cannot be carried.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from shlex import quote
from typing import Final, Literal

from attrs import field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.grids.headers import CLASS
from elzmodel.territory import CategoryRule
from elzmodel.values import Number
from elzmodel.values.arguments import keep_door
from elzmodel.values.numbers import finite, whole_number
from elzmodel.values.text import either, flag_at, fold, in_words

__all__ = ["Category", "ColumnKind", "Count", "Mean", "Rate", "Rows", "Skip"]
__all__ += ["category", "count", "mean", "rate", "rows", "skip"]


@frozen
class Count:
    """Counts and amounts: what land has together is the sum of what its pieces have."""


@frozen
class Skip:
    """A column that is left alone."""


@frozen
class Rows:
    """No column at all: the rows of the table are counted, under a name.

    Attributes:
        name: What the rows are called, such as practices.
    """

    name: str = "rows"


@frozen
class Rate:
    """How many of something, for each *per* of what another column counts.

    Attributes:
        of: The column with the counts that it is a rate of, such as inhabitants.
        per: For how many of them it is stated: 1, or 100 for a percentage.

    Raises:
        InvalidValueError: If *per* is not positive, or no finite number.
    """

    of: str
    per: Number = field(default=1, converter=finite)

    def __attrs_post_init__(self) -> None:
        """Refuse a rate per nothing."""
        if not self.per > 0:
            raise InvalidValueError("rate", self.per, "a positive number, such as 100")


@frozen
class Mean:
    """A mean over what another column counts.

    Attributes:
        over: The column with the counts that it is a mean over, such as households.
    """

    over: str


_RULES: Final = ("unanimous", "largest")


@frozen
class Category:
    """Words that tell land apart, carried under a stated rule.

    Attributes:
        rule: unanimous needs all that give land to agree; largest takes that of the one
            with the most of *weights*.
        weights: The column of counts that says which is largest.

    Raises:
        InvalidValueError: If there is no such rule, or the largest has no weights.
    """

    rule: CategoryRule = field(default="unanimous")
    weights: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a rule that does not say enough."""
        if self.rule not in _RULES:
            raise InvalidValueError("rule", self.rule, either(map(repr, _RULES)))
        if (self.rule == "largest") != bool(self.weights):
            raise InvalidValueError("weights", self.weights, "a column of counts, for 'largest'")


ColumnKind = Count | Skip | Rows | Rate | Mean | Category
"""What a column is."""

Said = ColumnKind | Literal["count", "skip"]
"""How somebody says what a column is."""

count: Final = Count()
skip: Final = Skip()


def rows(name: str) -> Rows:
    """Say that the rows of a table are counted, as a column of this name.

    Example:
        >>> rows("practices")
        Rows(name='practices')
    """
    return Rows(name)


def rate(of: str, *, per: Number = 1) -> Rate:
    """Say that a column is a rate of what another one counts; a percentage is per 100.

    Example:
        >>> rate(of="inhabitants", per=100)
        Rate(of='inhabitants', per=100)
    """
    return Rate(of, per)


def mean(over: str) -> Mean:
    """Say that a column is a mean over what another one counts.

    Example:
        >>> mean(over="households")
        Mean(over='households')
    """
    return Mean(over)


def category(rule: CategoryRule = "unanimous", *, weights: str = "") -> Category:
    """Say that a column holds categories, and by which rule they are carried.

    Example:
        >>> category("largest", weights="inhabitants")
        Category(rule='largest', weights='inhabitants')
    """
    return Category(rule, weights)


# --- as it is said at each door ------------------------------------------------------------


def kind_of(said: object) -> ColumnKind:
    """Return the kind of a column, also from the text in which a command says it.

    Raises:
        InvalidValueError: If it is none.

    Example:
        >>> kind_of("skip"), kind_of("rate:inhabitants:100")
        (Skip(), Rate(of='inhabitants', per=100))
        >>> kind_of("mean:households"), kind_of("category:largest:inhabitants")
        (Mean(over='households'), Category(rule='largest', weights='inhabitants'))
    """
    if isinstance(said, str):
        return _from_text(said)
    if not isinstance(said, ColumnKind) or isinstance(said, Rows):
        raise InvalidValueError("kind of column", said, _EXPECTED)
    return said


_EXPECTED: Final = (
    "count, skip, rate:COLUMN:100, mean:COLUMN, category:unanimous or category:largest:COLUMN"
)


def _from_text(text: str) -> ColumnKind:
    word, sign, column = text.strip().partition(":")
    if word in _ALONE and not sign:
        return _ALONE[word]
    if word == "rate" and column:
        of, _, per = column.rpartition(":")
        number = whole_number(per)
        return rate(of, per=number) if of and number is not None else rate(column)
    if word == "mean" and column:
        return mean(column)
    if column == "unanimous" and word == "category":
        return category()
    if column.startswith("largest:") and word == "category":
        return category("largest", weights=column.removeprefix("largest:"))
    raise InvalidValueError("kind of column", text, _EXPECTED)


_ALONE: Final[Mapping[str, ColumnKind]] = {"count": count, "skip": skip, "category": category()}


@frozen
class SaidOf:
    """What somebody can say of a column, as each door takes it.

    Example:
        >>> from elzmodel.values.text import in_words
        >>> skipped = SaidOf("pct 65", skip)
        >>> in_words(skipped), in_words(skipped, door="cli")
        ('columns={"pct 65": tables.skip}', "--kind 'pct 65=skip'")
    """

    column: str
    kind: ColumnKind

    def __str__(self) -> str:
        """Show it as Python takes it."""
        return in_words(self)


@in_words.register
def _(value: SaidOf, lang: str = "en", door: str = "python") -> str:  # noqa: ARG001 - as all of them
    python, command = _said(value.kind)
    if isinstance(value.kind, Rows):
        return f"columns={python}" if door == "python" else f"{flag_at(door, 'rows')} {command}"
    if door == "python":
        return f"columns={{{_quoted(value.column)}: {python}}}"
    return f"{flag_at(door, 'kind')} {quote(f'{value.column}={command}')}"


def _said(kind: ColumnKind) -> tuple[str, str]:
    """Return a kind as Python and as a command say it."""
    said: tuple[str, str]
    match kind:
        case Rate(of, per):
            said = f"tables.rate(of={_quoted(of)}, per={per})", f"rate:{of}:{per}"
        case Mean(over):
            said = f"tables.mean(over={_quoted(over)})", f"mean:{over}"
        case Category(rule, weights):
            beside = f", weights={_quoted(weights)}" if weights else ""
            words = ":".join(filter(None, ("category", rule, weights)))
            said = f"tables.category({_quoted(rule)}{beside})", words
        case Rows(name):
            said = f"tables.rows({_quoted(name)})", quote(name)
        case Skip():
            said = "tables.skip", "skip"
        case _:
            said = "tables.count", "count"
    return said


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


# --- columns that may hold no counts -------------------------------------------------------


@frozen
class Doubt:
    """Why a column may hold no counts: what its name or its cells say.

    A *label*, such as a postal code, tells things apart and is no figure at all.
    """

    what: str
    is_label: bool = False
    by_name: bool = True

    def remedies(self, column: str, text: str = "") -> tuple[SaidOf, ...]:
        """Return what can be said of a column instead, where it or another text says why."""
        kinds: tuple[ColumnKind, ...] = (skip, count)
        if self.what == RATE:
            kinds = (rate("...", per=_per_of(text or column)), *kinds)
        elif self.what == MEAN:
            kinds = (mean("..."), *kinds)
        return tuple(SaidOf(column, kind) for kind in kinds)


RATE: Final = "a rate or a share"
MEAN: Final = "a mean"
INDEX: Final = "an index"

_COUNTED: Final = re.compile(
    r"^(?:aantal|aant|totaal|total|som|sum|number of|nr of|num|count|counts|nombre|nbre|nb|anzahl"
    r"|n|freq\w*|inwoners|bevolking|population|inhabitants|habitants|pop|ms \w+)\b"
)
_LABELS: Final = {
    "coordinates": (
        r"\blat\b|latitude|\blon\b|\blng\b|longitude|lambert|\bcoord|breedtegraad|lengtegraad",
        r"^[xy] (?:coord\w*|wgs|lb|lambert)",
    ),
    "postal codes": (
        r"post(?:al)? ?co?de?|post ?num|post ?nr|\bpostal\b|\bzip|\bplz\b|\bcp$|postleitzahl",
    ),
    "telephone numbers": (
        r"\btel\b|telefoon|telephone|\bphone|\bgsm\b|\bfax\b|\bmobile\b|telefon",
    ),
    "numbers of enterprises or persons": (
        r"\bkbo|\bbce\b|onderneming\w*n(?:umme)?r|\bvat\b|\bbtw\b|\btva\b|\biban\b",
        r"(?:company|enterprise) number|numero d entreprise|\briziv|\binami\b|rijksregister",
        r"\binsz\b|\bniss\b",
    ),
    "codes": (r"\bcodes?\b|\w{2}code\b|^cd\b",),
    "ids or numbers in a list": (
        r"\bids?\b|objectid|\bfid\b|\bgid\b|\buuid\b|identif|\bvolgn|\bnumero\b|\w number$",
        r"^nr$|^no$|^index$|^row$|^rij$|^lfd\b|\w{2}nr\b|\w{2}nummer\b",
    ),
}
"""What tells rows apart and is no figure: words in Dutch, French, English and German."""

_NO_WHOLE: Final = (
    r"(?:$|[0-9]{1,2} (?:[0-9]{1,2} (?:19|20)|jan|feb|maa?r|apr|mei|may|jun|jul|aug|sep|okt|oct|nov"
    r"|dec)|(?:19|20)[0-9]{2}\b|jaar|maand|dag|week|kwartaal|year|month|day|quarter|uur|hour"
    r"|gemeente|municipalit|commune|stad|zone|elz|eerstelijns|zorgraad|zorgregio|provinc|gewest"
    r"|arrond|regio|wijk|kern|sector|plaats|post|adres|lokaal|leeftijd|age|geslacht|sex|gender"
    r"|nationalit|herkomst|type|soort|categorie|klasse|groep|statuut|vorm|dom?ein|thema|cluster"
    r"|mail|e mail|email|telefoon|tel\b|sms|brief|video|fax|ongeluk|saldo)"
)
"""What follows ``per`` where a name says of which day, by what or how, and not for each of what."""

_NO_SUMS: Final = {
    "a median": (r"medi[ae]a?n",),
    MEAN: (
        r"gemiddeld|^gem .|\w gem$|\bmean\b|moyen|average|\bavg\b|durchschnitt|mittelwert",
        r"doorsnee|levensverwachting|life expectancy|\besperance\b|lebenserwartung",
        r"^(?:wacht|reis|rij|aanrij|doorloop)tijd|^afstand|^ligduur|^(?:verblijfs|behandel)duur",
        r"^bmi$|^(?:waiting|travel) time|^distance\b|^length of stay|^temps d attente",
        r"prijs\b|prijzen\b|\bprice\b|\bprix\b|temperatu|^snelheid|^concentratie\b",
        r"(?:gezins|huishoud(?:ens)?)grootte$|household size$|^taille des menages$",
    ),
    INDEX: (r"\bind(?:ex|ices|ice)\b|\w{3}index\b|indexcijfer|\bgini\b",),
    RATE: (
        r"procent|percent|pourcent|prozent|\bpct\b|\bperc\b|aandeel|\bshare\b|anteil|quote\b",
        r"\w*ratio\b|\brates?\b|\btaux\b|\w{3}graad\b|\w{3}cijfer\b|\w{3}voet\b|promille",
        r"dichtheid|densit|\bdichte\b|permille|prevalen|incidenti|incidence",
        r"quotient|^\w*risico$|opcentiemen|\bproc\b|^part (?:de|des|du|d)\b",
        r"\bop (?:de )?(?:10{2,}|10{0,2} 000)\b",
        r"^(?:smr|tfr|gtfr)$|proporti[eo]|\bfracti[eo]n?\b|verhouding|coefficient|^kans\b|\bodds\b",
        r"(?:groene|grijze|demografische|sociale|familiale) druk|^ver(?:grijzing|zilvering)\b",
        r"^ontgroening\b|\b(?:par|pro) (?:inwoner|capita|hoofd|km|huishoud|hab|inhabitant|perso)",
        rf"\b(?:par|pro) (?:[0-9]|duizend|honderd|thousand|mille|einwohner)|\bper (?!{_NO_WHOLE})",
        r"\bpar (?:patient|enfant|femme|menage|medecin|lit|logement)",
    ),
    "a measure of spread": (
        r"\bmin(?:imum)?\b|\bmax(?:imum)?\b|standaard ?(?:afwijking|fout)|\bst ?d?dev\b",
        r"varian[ct]i?e|^s[de]$|\bstd\b|standard (?:deviation|error)|ecart type|\bci\b",
        r"betrouwbaarheids ?interval|confidence|\bbi (?:onder|boven|laag|hoog|low|high|[0-9])",
        r"\b(?:onder|boven)grens\b|\b(?:lower|upper) (?:bound|limit)\b|\bborne (?:inf|sup)",
        r"^p (?:5|10|25|50|75|90|95)$|percentiel|percentile|quantile",
    ),
    "a rank or a score": (
        r"\brang\b|rangorde|\brank(?:ing)?\b|\bscore\b|\w{3}score\b|de[cz]i(?:el|le)|kwartiel",
        r"quartile|[kq]u?[wu]?intiel|quintile",
    ),
}
"""What does not add up, in the same languages."""


@cache
def _by_name() -> tuple[tuple[Doubt, re.Pattern[str]], ...]:
    """Return each doubt with the words that raise it; there are many, for whom needs them."""
    return tuple(
        (Doubt(what, is_label), re.compile("|".join(words)))
        for is_label, named in ((True, _LABELS), (False, _NO_SUMS))
        for what, words in named.items()
    )


_OF_COUNTS: Final = frozenset({"a rank or a score", INDEX})


_PER: Final = re.compile(r"[%\u2030]|(?<![0-9])\s*/\s*1[ .]?0+\b(?!\s*/)")
_PER_HOW_MANY: Final = re.compile(
    r"(?:\b(?:per|par|pro|op(?: de)?)|/)\s*(?P<number>1[0-9]*(?:[ .,\u00a0\u202f]?0{3})*)"
    r"(?P<thousands>k\b)?"
    r"|(?P<mille>\u2030|pro ?mille|per ?mille|(?:per|par|pro) (?:duizend|thousand|mille))"
    r"|(?P<hundred>%|procent|percent|pourcent|prozent|\bpct|\bperc)"
    rf"|(?P<one>\b(?:per|par|pro)\s+(?!{_NO_WHOLE})[^\W\d])",
    re.IGNORECASE,
)


def _per_of(name: str) -> int:
    """Return for how many of something the name of a rate says that it is; a share is per 100.

    Example:
        >>> [
        ...     _per_of(name)
        ...     for name in ("per 10.000 inw.", "rate_per_100k", "\u2030", "per bed", "pct")
        ... ]
        [10000, 100000, 1000, 1, 100]
    """
    found = _PER_HOW_MANY.search(name.replace("_", " "))
    if found is None or found["hundred"]:
        return 100
    if found["number"]:
        number = whole_number(re.sub(r"[^0-9]", "", found["number"])) or 1
        return number * (1000 if found["thousands"] else 1)
    return 1000 if found["mille"] else 1


_COUNTABLE: Final = tuple(
    re.compile(rf"\b(?:{words})\b")
    for words in (
        r"inw(?:oners?)?|bevolking|inhabitants?|hab(?:itants?)?|population|einwohner",
        r"pers(?:on(?:en|nes?|s)?|oon|onen)?|cap(?:ita)?|people",
        r"huish(?:oudens?)?|gezin(?:nen)?|households?|menages?|haushalte?",
        r"km ?2?|ha|hectare[ns]?|oppervlakte|superficie|area",
    )
)
"""What rates are stated for, each in several languages."""


def words_of(name: str) -> str:
    """Return the words of a column's name as they are compared, numbers apart.

    Example:
        >>> words_of("POSTAL_CODE"), words_of("pct65+"), words_of("postalCode")
        ('postal code', 'pct 65', 'postal code')
    """
    parted = _HUMPS.sub(" ", name)
    return " ".join(_PIECES.findall(fold(parted)))


_HUMPS: Final = re.compile(r"(?<=[a-z\u00e0-\u00ff])(?=[A-Z])")
_PIECES: Final = re.compile(r"[0-9]+|[^\W\d]+")


def names_of(name: str) -> tuple[str, ...]:
    """Return the words of each name that a column has: one in each language, between slashes.

    Example:
        >>> names_of("Geslacht / Sexe"), names_of("CD_SEX"), names_of("n/a")
        (('geslacht', 'sexe'), ('cd sex',), ('n', 'a'))
    """
    return tuple(filter(None, map(words_of, _SLASH.split(name)))) or ("",)


_SLASH: Final = re.compile(r"[/|]")


def _is_per(name: str) -> bool:
    """Tell whether a name says for how many of something: after a sign, or beside it a slash.

    What stands before a slash may be the same in another language; then it is no rate.
    """
    names = names_of(name)
    return bool(_PER.search(name)) or any(
        countable.match(below) and not countable.search(above)
        for above, below in pairwise(names)
        for countable in _COUNTABLE
    )


def is_named_as_counts(name: str) -> bool:
    """Tell whether the name of a column says that it counts something."""
    return bool(_COUNTED.search(words_of(name)))


def doubt_by_name(name: str) -> Doubt | None:
    """Return why the name of a column says that it holds no counts, if it does.

    Example:
        >>> [doubt_by_name(name).what for name in ("pct65", "code_postal", "mediaaninkomen")]
        ['a rate or a share', 'postal codes', 'a median']
        >>> [doubt_by_name(n) for n in ("aantal telefoongesprekken", "Inwoners / Habitants")]
        [None, None]
    """
    words, is_count = words_of(name), is_named_as_counts(name)
    if _is_per(name):
        return Doubt(RATE)
    for doubt, said in _by_name():
        is_counted = is_count and (doubt.is_label or doubt.what in _OF_COUNTS)
        if said.search(words) and not is_counted:
            return doubt
    return None


_AGE: Final = re.compile(r"leeftijd|age|alter")
_GROWTH: Final = re.compile(r"groei\b|evolutie\b|growth|croissance|wachstum")
_ENTERPRISE: Final = re.compile(r"(?:BE ?)?[01][0-9]{3}[. ]?[0-9]{3}[. ]?[0-9]{3}")
_TELEPHONE: Final = re.compile(r"(?:\+|00?)[0-9][0-9 ./()-]{7,}")
_LEADING_ZERO: Final = re.compile(r"0[0-9]+")
_FEW: Final = 3
_YEARS: Final = range(1900, 2100)
_OUR_YEARS: Final = range(1990, 2040)
_UNNAMED: Final = re.compile(
    r"(?:waarden?|values?|valeurs?|wert|obs value|ms value|column [0-9]+|(?:19|20)[0-9]{2}|)"
)
"""Names that do not say what is counted: figures with decimals up to 100 are often percentages,
and those around 100 an index."""


def doubt_by_cells(
    name: str,
    texts: Sequence[str],
    numbers: Sequence[Number],
    is_postal: Callable[[str], bool],
    *,
    repeats: bool = False,
) -> Doubt | None:
    """Return why the cells of a column look like no counts, if they do.

    Args:
        name: What the column is called.
        texts: Its different cells that are not empty.
        numbers: The figures that stand in them.
        is_postal: Tells whether a text is a postal code.
        repeats: Whether a cell stands in several rows, beside other columns of figures.

    Example:
        >>> doubt_by_cells("x", ["0470 12 34 56"], [], lambda text: False).what
        'telephone numbers'
    """
    if is_named_as_counts(name) or not texts:
        return None
    decimals = [each for each in numbers if not isinstance(each, int)]
    if decimals and _AGE.fullmatch(words_of(name)):
        return Doubt(MEAN, by_name=False)
    if decimals and _GROWTH.search(words_of(name)):
        return Doubt(RATE, by_name=False)
    found = _label_in(texts) or _label_among(texts, numbers, is_postal)
    if found:
        return Doubt(found, is_label=True, by_name=False)
    if repeats and len(numbers) == len(texts) and all(number in _OUR_YEARS for number in numbers):
        return Doubt("years", is_label=True, by_name=False)
    return _share_or_index(name, numbers, decimals)


def _share_or_index(
    name: str, numbers: Sequence[Number], decimals: Sequence[Number]
) -> Doubt | None:
    """Return why figures with decimals may be shares of something, or measured against 100."""
    is_unnamed = bool(_UNNAMED.fullmatch(words_of(name))) and 2 * len(decimals) > len(numbers)
    if is_unnamed and 100 in numbers and all(50 <= number <= 200 for number in numbers):
        return Doubt(INDEX, by_name=False)
    most = 100 if is_unnamed else 1
    is_share = all(0 <= number <= most for number in numbers) and len(numbers) >= _FEW
    return Doubt(RATE, by_name=False) if is_share and decimals else None


def _label_in(texts: Sequence[str]) -> str:
    """Return what the form of texts says that they are."""
    if all(_ENTERPRISE.fullmatch(text) for text in texts):
        return "numbers of enterprises or persons"
    if all(_TELEPHONE.fullmatch(text) for text in texts):
        return "telephone numbers"
    if len(texts) > 1 and all(CLASS.fullmatch(text) for text in texts):
        return "classes, such as of age"
    return "codes" if any(_LEADING_ZERO.fullmatch(text) for text in texts) else ""


def _label_among(
    texts: Sequence[str], numbers: Sequence[Number], is_postal: Callable[[str], bool]
) -> str:
    """Return what several cells together say that they are."""
    if len(texts) < _FEW or len(numbers) < len(texts):
        return ""
    if all(number in _YEARS for number in numbers):
        return "years"
    if all(map(is_postal, texts)):
        return "postal codes"
    is_in_order = [*numbers] == [*range(int(numbers[0]), int(numbers[0]) + len(numbers))]
    return "ids or numbers in a list" if is_in_order and numbers[0] in {0, 1} else ""


keep_door(__name__)
