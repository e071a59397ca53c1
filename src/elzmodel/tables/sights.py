"""What can be seen of one column: what its name says, and what is known of its cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Final

from attrs import define, field

from elzmodel.grids.cells import is_gap, looks_like_figure, text_of
from elzmodel.grids.columns import Broken, Content, GridColumn
from elzmodel.landscape.beside import beside
from elzmodel.landscape.keys import KeyIndex
from elzmodel.tables.kinds import Doubt, doubt_by_name, is_named_as_counts, names_of, words_of
from elzmodel.territory import Register
from elzmodel.values.text import fold

__all__: list[str] = []

# --- words of dimensions -------------------------------------------------------------------


def any_of(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives))


_AGE: Final = r"leeftijds?|age|ages|alter|alters"
_CLASS: Final = r"(?: ?(?:groep|klasse|categorie|group|class|cat|gruppe|klassen|groepen))?"
_DIMENSIONS: Final = {
    "year": any_of(
        r"(?:cd )?(?:jaar|year|annee|jahr|yr)|(?:referentie|verslag|boek|dienst|kalender|peil"
        r"|aanslag|school|academie|werk|inkomsten) ?jaar|jaartal|ref ?jaar",
        r"(?:reference|school) year",
    ),
    "month": any_of(
        r"(?:cd )?(?:maand|month|mois|monat)|jaar ?maand|year ?month|(?:maand|month) nr"
    ),
    "quarter": any_of(r"(?:cd )?(?:kwartaal|quarter|trimestre|quartal|qtr)"),
    "week": any_of(r"(?:cd )?(?:week|semaine|woche)|week ?(?:nr|nummer|number)|jaar ?week"),
    "day": any_of(r"(?:cd )?(?:dag|day|jour|tag|weekdag|weekday)"),
    "date": any_of(r"(?:cd |dt )?(?:datum|date)|peildatum"),
    "period": any_of(r"(?:cd )?(?:period|periode|tijdvak|tijd|time)|meetmoment|peilmoment"),
    "sex": any_of(r"(?:cd |tx )?(?:geslacht|sex|sexe|gender|genre|geschlecht)"),
    "age": any_of(
        rf"(?:cd |tx )?(?:{_AGE}){_CLASS}|(?:tranche|classe|groupe) d age|age (?:group|class)"
    ),
    "nationality": any_of(r"(?:cd )?(?:nationaliteit|nationality|nationalite|natlty|herkomst)"),
    "civil status": any_of(r"(?:cd )?(?:burgerlijke staat|civil status|civ sts|etat civil)"),
}
_MEN: Final = frozenset({"m", "man", "mannen", "male", "males", "h", "homme", "hommes", "jongens"})
_WOMEN: Final = frozenset(
    {"v", "f", "vrouw", "vrouwen", "female", "females", "femme", "femmes", "meisjes"}
)
TOTALS: Final = frozenset(
    {
        *("t", "tot", "totaal", "total", "totale", "totaux", "all", "alle", "allen", "alles"),
        *("both", "both sexes", "beide", "beide geslachten", "ensemble", "insgesamt", "gesamt"),
        *("m v", "mannen en vrouwen", "alle leeftijden", "all ages", "tous", "som", "sum"),
        *(
            "jaartotaal",
            "totaal jaar",
            "algemeen totaal",
            "eindtotaal",
            "grand total",
            "totaal generaal",
            "total general",
        ),
    }
)
"""Words that stand for all of a dimension together, or for all rows."""
OF_ALL: Final = ("alle ", "all ", "tous les ", "toutes les ")
"""How words begin that stand for all of a dimension, whatever it is of."""
TIMES: Final = frozenset({"year", "month", "quarter", "week", "day", "date", "period"})

_MONTH: Final = re.compile(
    r"(?:19|20)[0-9]{2}[-/. ]?(?:0[1-9]|1[0-2])|(?:0?[1-9]|1[0-2])[-/](?:19|20)[0-9]{2}"
)
_DATE: Final = re.compile(
    r"(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}(?:[T ][0-9:.+Z]*)?"
    r"|[0-3]?[0-9][-/.][01]?[0-9][-/.](?:19|20)[0-9]{2}"
)
_QUARTER: Final = re.compile(r"(?:19|20)[0-9]{2}[- ]?[QKT][1-4]|[QKT][1-4][- ](?:19|20)[0-9]{2}")
_WEEK: Final = re.compile(r"(?:19|20)[0-9]{2}[- ]?W[0-9]{1,2}")
_TIMES_BY_CELLS: Final = (("date", _DATE), ("quarter", _QUARTER), ("week", _WEEK))
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
_BESIDE_YEAR: Final = re.compile(r"(?<=[0-9]{4})(?:[.,]0+|\s*(?:\*+|\([^()0-9]*\)))$")
"""What stands behind a year: what a spreadsheet makes of it, or a mark."""
_YEAR_IN: Final = re.compile(rf"(?<![0-9]){_YEAR.pattern}(?![0-9])")
_COUNTRY: Final = re.compile(
    r"(?:woon ?)?land(?: ?code)?|land van (?:verblijf|de woonplaats|woonplaats)|country(?: code)?"
    r"|(?:code )?pays(?: de residence)?|wohnsitzland"
)
"""What a column is called that says in which country somebody lives; many were born elsewhere."""
_BELGIUM: Final = frozenset({"b", "be", "bel", "belgie", "belgium", "belgique", "belgien"})


def years_in(text: str) -> list[int]:
    """Return the years that a text names, such as the name of a file or of a column.

    Example:
        >>> years_in("inwoners-2019-2020.csv"), years_in("nr. 120190")
        ([2019, 2020], [])
    """
    return [int(year) for year in _YEAR_IN.findall(text)]


def year_of(content: Content) -> int | None:
    """Return the year that a content says: a year, a month or a day of one.

    Example:
        >>> year_of("2021"), year_of("2021-03"), year_of("05/03/2021"), year_of("x")
        (2021, 2021, 2021, None)
        >>> year_of("2021.0"), year_of("2021 (voorlopig)")
        (2021, 2021)
    """
    if isinstance(content, date):
        return content.year
    text = _BESIDE_YEAR.sub("", text_of(content))
    years = _YEAR.findall(text[:10])
    is_one = any(each.fullmatch(text) for each in (_YEAR, _MONTH, _DATE, _QUARTER, _WEEK))
    return int(years[0]) if is_one and years else None


# --- one column ----------------------------------------------------------------------------

_SEEN: Final = 60
_MOSTLY: Final = 0.5
_UNKNOWN: Final = frozenset(
    {"unknown", "digit lost", "unknown place", "abroad", "empty", "total", "no postal code"}
)
_NEUTRAL: Final = frozenset({"unknown place", "abroad", "empty", "total"})
_ANY_CODES: Final = KeyIndex(Register())
_POSTAL: Final = re.compile(r"(?:BE?[ -]?)?([1-9][0-9]{3})(?:\.0)?")


@define(eq=False, slots=False)
class Sight:
    """A column, with what its name and some of its different cells say."""

    column: GridColumn
    index: KeyIndex | None = field(repr=False)
    is_twice: bool = False

    @cached_property
    def name(self) -> str:
        """What the column is called, by its number where it has no name of its own."""
        name = self.column.name.strip()
        if name and not self.is_twice:
            return name
        return f"{name} (column {self.column.number})" if name else f"column {self.column.number}"

    @cached_property
    def words(self) -> str:
        """The words of its name."""
        return words_of(self.column.name)

    @cached_property
    def sample(self) -> tuple[Content, ...]:
        """Some of its different contents that are not empty, evenly taken."""
        contents = self.column.contents
        step = max(1, len(contents) // (4 * _SEEN))
        return tuple(each for each in contents[::step] if text_of(each))

    @cached_property
    def figures(self) -> float:
        """Return which share of its cells are figures, those aside that mark a gap.

        Where its name says that it counts, cells that are none are wrong.
        """
        cells = [each for each in self.sample if not (isinstance(each, str) and is_gap(each))]
        is_meant = not cells or re.search(r"[0-9#]", text_of(cells[0]))
        if self.sample and is_meant and is_named_as_counts(self.name):
            return 1.0
        return share_of(cells, _is_figure)

    @cached_property
    def _kinds(self) -> Counter[str]:
        return Counter(map(self._kind, islice(self.sample, _SEEN)))

    def _kind(self, content: Content) -> str:
        """Return whether a content is the code or the name of a place, of a sector or an area."""
        text = text_of(content)
        is_code = (self.index or _ANY_CODES).is_code(text)
        if not is_code and (_is_figure(content) or not re.search(r"[^\W\d_]", text)):
            return "neutral" if is_gap(text) else "other"
        if self.index is None:
            return "code" if is_code else "other"
        reading = self.index.read(content)
        if reading.kind in _UNKNOWN:
            return "neutral" if reading.kind in _NEUTRAL else "other"
        if reading.is_whole or reading.kind == "sector":
            return "area" if reading.is_whole else "sector"
        return "code" if is_code else "name"

    def first(self, kind: str) -> Content:
        """Return the first of its cells that is of a kind; the first of all where none is."""
        return next((each for each in self.sample if self._kind(each) == kind), self.sample[0])

    def share(self, kind: str) -> float:
        """Return which share of its cells are codes, names or sectors."""
        seen = self._kinds.total() - self._kinds["neutral"]
        return self._kinds[kind] / seen if seen else 0.0

    @cached_property
    def postal(self) -> float:
        """Which share of its cells are postal codes."""
        return share_of([*islice(self.sample, _SEEN)], self.is_postal)

    def is_postal(self, content: Content) -> bool:
        """Tell whether a content is a postal code that tables have."""
        found = _POSTAL.fullmatch(text_of(content))
        return bool(found and self.index and self.index.gazetteer.postal_code(found[1]))

    @cached_property
    def label(self) -> Doubt | None:
        """Why its name says that it holds no figures: codes, telephone numbers and the like."""
        doubt = doubt_by_name(self.column.name)
        if doubt and doubt.is_label:
            return doubt
        if (
            re.search(r"(?:jaar|year|annee|jahr)$", self.words)
            and share_of(self.sample, _is_year) == 1
        ):
            return Doubt("years", is_label=True)
        if self.index and self.share("code") >= _MOSTLY and not is_named_as_counts(self.name):
            return Doubt("codes of municipalities", is_label=True)
        is_numbered = self.words in {"", "unnamed 0", "index", "rownames"}
        return Doubt("row numbers", is_label=True) if is_numbered and self._is_count_up else None

    @cached_property
    def _is_count_up(self) -> bool:
        numbers = [text_of(each) for each in self.column.contents]
        return len(numbers) == len(self.column) > 1 and any(
            numbers == [*map(str, range(first, first + len(numbers)))] for first in (0, 1)
        )

    @cached_property
    def dimension(self) -> str:
        """What kind of dimension its name says, or its cells show; empty for none."""
        names = (self.words, *names_of(self.column.name))
        for kind, said in _DIMENSIONS.items():
            if any(map(said.fullmatch, names)):
                is_mean = kind == "age" and not all(map(_may_be_age, self.sample))
                return "" if is_mean else kind
        return self._dimension_by_cells

    @cached_property
    def _dimension_by_cells(self) -> str:
        if not self.sample:
            return ""
        if all(isinstance(each, date) for each in self.sample):
            return "date"
        texts = [each for each in self.sample if isinstance(each, str)]
        if len(texts) < len(self.sample):
            return ""
        for kind, form in _TIMES_BY_CELLS:
            if all(form.fullmatch(text.strip()) for text in texts):
                return kind
        if all(_MONTH.fullmatch(text.strip()) and not text.strip().isdigit() for text in texts):
            return "month"
        said = {fold(text) for text in texts}
        is_sex = said & _MEN and said & _WOMEN and len(said) <= len({*_MEN, *_WOMEN})
        return "sex" if is_sex and said <= _MEN | _WOMEN | TOTALS | {"x"} else ""

    @cached_property
    def abroad(self) -> Mapping[int, str]:
        """Its cells that name another country, by number, where it says where a row lives.

        It does by its name, and where it names Belgium, or a country that is known.
        """
        if not _COUNTRY.fullmatch(self.words):
            return {}
        texts = {code: text_of(content) for code, content in enumerate(self.column.contents)}
        said = {code: (fold(text), text) for code, text in texts.items() if not is_gap(text)}
        kinds = {code: beside(words)[0] for code, (words, _) in said.items()}
        at_home = {code for code, (words, _) in said.items() if self._is_home(words)}
        if not at_home and "abroad" not in kinds.values():
            return {}
        unknown = {code for code, kind in kinds.items() if kind == "unknown place"}
        return {code: text for code, (_, text) in said.items() if code not in at_home | unknown}

    def _is_home(self, words: str) -> bool:
        area = self.index.read(words).area if self.index and words not in _BELGIUM else None
        return words in _BELGIUM or bool(area and not area.is_outside)

    @cached_property
    def are_years(self) -> bool:
        """Whether all its cells are years of these days, and its name says nothing else."""
        return not is_named_as_counts(self.name) and share_of(self.sample, _is_year) == 1


def share_of(cells: Sequence[Content], is_so: Callable[[Content], bool]) -> float:
    return sum(map(is_so, cells)) / len(cells) if cells else 0.0


def _is_figure(content: Content) -> bool:
    if isinstance(content, str):
        return looks_like_figure(content)
    return not isinstance(content, bool | date | Broken) and content is not None


def _is_year(content: Content) -> bool:
    return bool(_YEAR.fullmatch(_BESIDE_YEAR.sub("", text_of(content))))


def has_year(content: Content) -> bool:
    return year_of(content) is not None


def _may_be_age(content: Content) -> bool:
    return not re.fullmatch(r"[0-9]+[.,][0-9]+", text_of(content))
