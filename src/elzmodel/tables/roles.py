"""Which column of a table is what: keys, dimensions, figures, and what tells no rows apart.

The words of a header propose, in Dutch, French, English and German; the cells decide, by
what the landscape knows of them. What the caller says stands above both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice
from typing import Any, Final

from attrs import frozen

from elzmodel.errors import TableError
from elzmodel.grids.cells import text_of
from elzmodel.grids.codes import NO_COLUMN
from elzmodel.grids.columns import Broken, Content, Grid
from elzmodel.landscape.keys import KeyIndex, KeyReading
from elzmodel.tables.codes import NO_KEY, WIDE
from elzmodel.tables.kinds import (
    Category,
    ColumnKind,
    Count,
    Mean,
    Rate,
    Skip,
    doubt_by_name,
    is_named_as_counts,
)
from elzmodel.tables.options import Asked
from elzmodel.tables.sights import TIMES, Sight, any_of, has_year, share_of, years_in
from elzmodel.values import Finding, Place
from elzmodel.values.numbers import whole_number
from elzmodel.values.text import fold, phrase, said, term

__all__: list[str] = []

NOT_AS_SAID: Final = said("cannot be read as was said")

# --- columns that the caller names -----------------------------------------------------------


class Columns:
    """The columns of a grid, to be found by name or by number; what is not there is told."""

    def __init__(self, grid: Grid, sights: Sequence[Sight]) -> None:
        self.grid = grid
        self.sights = sights
        self.missing: list[Finding] = []

    def find(self, said: str | int) -> Sight | None:
        """Return a column; without one, a finding."""
        found = self._find(said)
        if found is None:
            self.missing.append(self._no_column(said))
        return found

    def _find(self, said: str | int) -> Sight | None:
        if isinstance(said, str):
            exact = [each for each in self.sights if each.column.name.strip() == said.strip()]
            alike = [each for each in self.sights if fold(each.column.name) == fold(said)]
            if len(exact or alike) == 1:
                return (exact or alike)[0]
            if exact or alike:
                return None
        number = whole_number(said.strip()) if isinstance(said, str) else said
        return next((each for each in self.sights if each.column.number == number), None)

    def several(self, said: Iterable[str | int]) -> tuple[Sight, ...]:
        """Return the columns that were said, those aside that are not there."""
        found = (self.find(each) for each in said)
        return tuple(dict.fromkeys(each for each in found if each))

    def _no_column(self, said: str | int) -> Finding:
        place = Place(self.grid.source, self.grid.header_line, sheet=self.grid.sheet)
        if any(each.column.name for each in self.sights):
            names = [each.name for each in self.sights]
            return NO_COLUMN.finding(place=place, column=said, columns=names)
        n = len(self.sights)
        return NO_COLUMN.finding(variant="bare", place=place, column=said, n=n)

    def refuse_missing(self) -> None:
        """Raise an error for all columns that were not found."""
        if self.missing:
            raise TableError(self.grid.source, self.missing, NOT_AS_SAID)


# --- the key ---------------------------------------------------------------------------------

_SAYS_CODE: Final = any_of(
    r"\b(?:ref)?nis\w*|\bins\b|\binscode\b|\blau\b|^cd (?:munty|muni|refnis)|^code$",
    r"(?:gemeente|commune|municipality|gemeinde) ?(?:code|nr|nummer|id)\b",
    r"\bcode (?:gemeente|commune|municipality|gemeinde)",
)
_SAYS_AREA: Final = any_of(
    r"provinc|\bprov\b|arrondis|\barr\b|\bdstr\b|gewest|\bregio\w*\b|\brgn\b|\bzones?\b|\belz\b",
    r"\bland\b|country|\bpays\b|sector|secteur|kanton|canton|\bsub\b|\badm\b",
)
_SAYS_NO_MUNICIPALITY: Final = any_of(
    r"provinc|\bprov\b|arrondis|\barr\b|\bdstr\b|kanton|canton|\w{3}regio|politiezone|\bpz\b",
    r"\bland\b|country|\bpays\b|gewest",
)
"""Areas of which many are called after a town in them."""
_SAYS_MUNICIPALITY: Final = any_of(
    r"(?<!deel)gemeenten?(?:naam)?\b|municipalit|\bcommunes?\b|\bgemeinde|\bmunty\b|bestuur\b",
    r"^tx descr",
)
_SAYS_NAME: Final = any_of(
    r"\bnaam\b|\bname\b|\bnom\b|\bstad\b|\bcity\b|\bville\b|\btown\b|plaats(?:naam)?\b|\bort\b",
    r"\blocalit",
)
_SAYS_VILLAGE: Final = any_of(r"deelgemeente|\bdorp|\bkern\b|\bwijk\b|\bvillage\b|\bdistrict\b")
_SAYS_POSTAL: Final = "postal codes"


@frozen
class Key:
    """The columns that say which municipality a row is about, and what each has.

    *forms* are ``"code"``, ``"name"``, ``"postal code"`` or ``"sector"``.
    """

    columns: tuple[Sight, ...]
    forms: tuple[str, ...]


_MOSTLY: Final = 0.5
_LAST: Final = 9  # A region may be a municipality, where nothing else is.
_SOME: Final = 0.3
_PAIRS: Final = 200


def form_of(sight: Sight) -> str:
    """Return what a column that was said to be a key has."""
    shares = {form: sight.share(form) for form in ("code", "name", "sector")}
    shares["postal code"] = sight.postal
    best = max(shares, key=shares.__getitem__)
    if shares[best] or not _says_postal(sight):
        return best
    return "postal code"


def _says_postal(sight: Sight) -> bool:
    doubt = doubt_by_name(sight.column.name)
    return doubt is not None and doubt.what == _SAYS_POSTAL


def find_key(grid: Grid, sights: Sequence[Sight]) -> Key:
    """Return the columns that are the key, by their words and by what is known of their cells.

    Raises:
        TableError: If there is none, or several that contradict each other.
    """
    codes = _chosen(grid, sights, _code_rank, "codes")
    others = [each for each in sights if each is not codes]
    names = _chosen(grid, others, _name_rank, "names", beside=codes)
    if codes:
        return Key((codes, names), ("code", "name")) if names else Key((codes,), ("code",))
    postal = next((each for each in sights if _says_postal(each) and _may_be_postal(each)), None)
    if names:
        return Key((names, postal), ("name", "postal code")) if postal else Key((names,), ("name",))
    sector = next((each for each in sights if each.share("sector") >= _MOSTLY), None)
    if sector:
        return Key((sector,), ("sector",))
    postal = postal or next((each for each in sights if _looks_postal(each)), None)
    if postal:
        return Key((postal,), ("postal code",))
    mixed = next((each for each in sights if _looks_mixed(each)), None)
    if mixed:
        return Key((mixed,), ("code",))
    raise _no_key(grid, sights)


def _no_key(grid: Grid, sights: Sequence[Sight], what: str = "") -> TableError:
    place = Place(grid.source, grid.header_line, sheet=grid.sheet)
    names = [each.name for each in sights]
    areas = next(filter(_has_areas, sights), None)
    if not what and areas:
        remedy = phrase(
            "carry figures of municipalities, as those of larger areas cannot be divided; say "
            "which column has codes or names of municipalities with {option:key}"
        )
        first = text_of(areas.first("area"))
        found = NO_KEY.finding(
            variant="areas",
            place=place,
            remedy=remedy,
            area=areas.name,
            first=first,
            columns=names,
        )
    elif not what and len(across := [e.name for e in sights if _is_of_municipality(e)]) > 1:
        remedy = phrase("turn the table, so that each municipality has a row")
        found = NO_KEY.finding(variant="across", place=place, columns=across, remedy=remedy)
    elif not what and not any(each.index for each in sights):
        remedy = phrase(
            "say which column has codes with {option:key}; where there are names alone, "
            "`elzmodel match FILE --mended MENDED --on DAY` writes codes beside them"
        )
        found = NO_KEY.finding(variant="codes", place=place, columns=names, remedy=remedy)
    elif not what:
        found = NO_KEY.finding(place=place, columns=names)
    else:
        found = NO_KEY.finding(variant="unclear", place=place, what=term(what), columns=names)
    trouble = said("cannot be read as a table of municipalities")
    return TableError(grid.source, [found], trouble)


def _has_areas(sight: Sight) -> bool:
    """Tell whether a column has larger areas, such as provinces or zones."""
    is_said = _SAYS_NO_MUNICIPALITY.search(sight.words) and sight.share("name")
    return bool(is_said or sight.share("area") >= _MOSTLY)


def _is_of_municipality(sight: Sight) -> bool:
    """Tell whether the name of a column is that of a municipality."""
    return bool(sight.index and sight.index.read(sight.column.name).own)


def _may_be_postal(sight: Sight) -> bool:
    return sight.index is None or sight.postal > 0


def _looks_postal(sight: Sight) -> bool:
    return sight.postal == 1 and not is_named_as_counts(sight.name)


def _looks_mixed(sight: Sight) -> bool:
    """Tell whether a column has codes of municipalities, and postal codes for the others."""
    share = sight.share("code")
    return 0 < share < 1 <= share + sight.postal and not is_named_as_counts(sight.name)


def _code_rank(sight: Sight) -> int | None:
    """Return how well a column serves as one of codes, best first; ``None`` if it is none."""
    share, is_area = sight.share("code"), bool(_SAYS_AREA.search(sight.words))
    if _SAYS_CODE.search(sight.words) and not is_area and share >= _SOME:
        return 0
    is_other = is_area or is_named_as_counts(sight.name)
    return 1 if share >= _MOSTLY and not is_other else None


def _name_rank(sight: Sight) -> int | None:
    """Return how well a column serves as one of names; the same."""
    share = sight.share("name")
    if _SAYS_NO_MUNICIPALITY.search(sight.words) and not _SAYS_MUNICIPALITY.search(sight.words):
        return None
    if _SAYS_AREA.search(sight.words):
        is_other = share < _MOSTLY or sight.share("area")
        return None if is_other else _LAST
    if share < _SOME:
        return None
    says = (_SAYS_MUNICIPALITY, _SAYS_NAME, _SAYS_VILLAGE)
    rank = next((i for i, each in enumerate(says) if each.search(sight.words)), len(says))
    return rank if rank < len(says) or share >= _MOSTLY else None


def _chosen(
    grid: Grid,
    sights: Sequence[Sight],
    rank: Callable[[Sight], int | None],
    what: str,
    beside: Sight | None = None,
) -> Sight | None:
    """Return the best column of one form; several that contradict each other are refused."""
    ranks = {each: found for each in sights if (found := rank(each)) is not None}
    best = [each for each, found in ranks.items() if found == min(ranks.values())]
    if not best:
        return None
    if beside:
        agreeing = [each for each in best if _agreement(beside, each) > _MOSTLY]
        is_said = ranks[best[0]] == 0  # A name that contradicts its code is told, row by row.
        return (agreeing or best)[0] if agreeing or is_said else None
    if any(_agreement(one, other) < 1 for one, other in combinations(best, 2)):
        raise _no_key(grid, best, what)
    return best[0]


def _agreement(one: Sight, other: Sight) -> float:
    """Return which share of the pairs of keys in two columns may mean the same municipality."""
    index = one.index
    if index is None:
        return 1.0
    pairs = dict.fromkeys(zip(one.column.codes, other.column.codes, strict=True))
    agreed = [
        _may_be_same(index, one.column.contents[a], other.column.contents[b])
        for a, b in islice(pairs, _PAIRS)
    ]
    return sum(agreed) / len(agreed) if agreed else 1.0


def _may_be_same(index: KeyIndex, one: Content, other: Content) -> bool:
    readings = (_reading(index, one), _reading(index, other))
    units = [{m.unit for m in reading.versions} for reading in readings]
    if not all(units) or units[0] & units[1]:
        return True
    both = index.read(f"{text_of(one)} {text_of(other)}").problem
    return both is not None and both.variant == "with qualifier"


def _reading(index: KeyIndex, content: Content) -> KeyReading:
    return index.read(content.text if isinstance(content, Broken) else content)


# --- wide years ------------------------------------------------------------------------------

_PART_OF_YEAR: Final = any_of(
    r"(?:[qkt] ?)?[0-9]{1,2}|w ?[0-9]+",
    r"jan(?:uari|uary|vier|uar)?|feb(?:ruari|ruary|ruar)?|fevrier|fev|maart|mrt|mars|march|marz|mar",
    r"apr(?:il)?|avril|avr|mei|mai|may|jun[ie]?|juin|jul[iy]?|juillet|aug(?:ustus|ust)?|aout",
    r"sept?(?:ember|embre)?|o[ck]t(?:ober|obre)?|nov(?:ember|embre)?|de[czk](?:ember|embre)?",
)
_PROVISIONAL: Final = re.compile(
    r"(?<=[0-9])\s*(?:\*+|[(\[](?:voorlopig|raming|schatting|provisoire|provisional|v|p)[)\]])",
    re.IGNORECASE,
)
"""Marks of years of which the figures may still change."""
_EDGES: Final = " \t_-:./,()[]|"


@frozen
class Wide:
    """Columns of figures, one for each year: by the name without the year, in order of years."""

    years: tuple[int, ...]
    by_stem: Mapping[str, tuple[Sight, ...]]

    @property
    def columns(self) -> tuple[Sight, ...]:
        """All its columns."""
        return tuple(each for columns in self.by_stem.values() for each in columns)

    def stem(self, sight: Sight) -> str | None:
        """Return the name without a year of one of its columns; ``None`` of others."""
        return next((stem for stem, columns in self.by_stem.items() if sight in columns), None)

    def of_years(self, stem: str, years: Sequence[int]) -> tuple[Sight, ...]:
        """Return the columns of one name in some of its years."""
        columns = zip(self.years, self.by_stem[stem], strict=True)
        return tuple(column for year, column in columns if year in years)


UNNAMED: Final = "value"
"""What the figures in columns of years are called that have no other name."""


def stem_of(name: str) -> tuple[str, int] | None:
    """Return the name of a column without its year, and that year, if it has one.

    Example:
        >>> stem_of("inwoners 2019"), stem_of("2019_m"), stem_of("2020"), stem_of("groei 2019-2020")
        (('inwoners', 2019), ('m', 2019), ('', 2020), None)
        >>> stem_of("inwoners 2025*"), stem_of("2025 (voorlopig)")
        (('inwoners', 2025), ('', 2025))
    """
    years = years_in(name)
    if len(years) != 1:
        return None
    before, _, after = _PROVISIONAL.sub("", name).partition(str(years[0]))
    stem = " ".join(filter(None, (before.strip(_EDGES), after.strip(_EDGES))))
    return None if _PART_OF_YEAR.fullmatch(fold(stem)) else (stem, years[0])


def wide_years(
    grid: Grid, figures: Sequence[Sight], years: Sequence[Sight]
) -> tuple[Wide | None, list[Finding]]:
    """Return the columns of years that become rows, and why others do not.

    They do if all columns of figures are there for the same years, and no other column
    holds years.
    """
    by_stem: dict[str, dict[int, Sight]] = {}
    without, twice = [], []
    for each in figures:
        parted = stem_of(each.name)
        if parted is None:
            without.append(each)
        elif by_stem.setdefault(parted[0], {}).setdefault(parted[1], each) is not each:
            twice.append(each)
    most = max(by_stem.values(), key=len, default={})
    if len(most) < len(("2020", "2021")):
        return None, []
    clear = {stem: found for stem, found in by_stem.items() if found.keys() == most.keys()}
    wide = Wide(
        tuple(most),
        {stem: tuple(found[year] for year in most) for stem, found in clear.items()},
    )
    apart = [each for each in figures if each not in {*wide.columns, *without}]
    first = wide.columns[0].name
    return wide, [
        *_not_wide(grid, "", without, wide=first),
        *_not_wide(grid, "apart", apart),
        *_not_wide(grid, "twice", years, wide=first),
    ]


def _not_wide(
    grid: Grid,
    variant: str,
    columns: Sequence[Sight],
    **values: Any,  # noqa: ANN401 - as `Code.finding`
) -> Iterator[Finding]:
    if columns:
        number = columns[0].column.number
        place = Place(grid.source, grid.header_line, number, sheet=grid.sheet)
        names = [each.name for each in columns]
        yield WIDE.finding(variant=variant, place=place, columns=names, **values)


# --- all of them together ----------------------------------------------------------------------


@frozen
class Figure:
    """A column of figures: what it is, and whether that was said."""

    sight: Sight
    kind: ColumnKind
    is_said: bool


@frozen
class Roles:
    """What each column of a table is.

    *left* are the columns that tell no rows apart, each with the reason where it is not that
    it holds words.
    """

    key: Key
    dimensions: tuple[tuple[Sight, str], ...]
    year: Sight | None
    figures: tuple[Figure, ...]
    wide: Wide | None
    left: tuple[tuple[Sight, str], ...]
    findings: tuple[Finding, ...]


def roles_of(grid: Grid, index: KeyIndex | None, asked: Asked) -> Roles:
    """Return what each column of a grid is, as said or else by its words and its cells.

    Args:
        grid: The table.
        index: What the landscape knows of codes and names; without it, words alone decide.
        asked: What the caller says.

    Raises:
        TableError: If a column that was said is not there, or the key is not clear.
    """
    names = Counter(each.name.strip() for each in grid.columns)
    sights = [Sight(each, index, is_twice=names[each.name.strip()] > 1) for each in grid.columns]
    return _Deciding(grid, sights, asked).roles()


class _Deciding:
    """Gives each column its role, one after the other; each has one at most."""

    def __init__(self, grid: Grid, sights: list[Sight], asked: Asked) -> None:
        self.grid = grid
        self.sights = sights
        self.asked = asked
        self.columns = Columns(grid, sights)
        self.said: dict[Sight, ColumnKind] = {}
        self.why: dict[Sight, str] = {}

    def roles(self) -> Roles:
        self._hear_kinds()
        by = self.columns.several(self.asked.by or ())
        said = self.columns.several(self.asked.key or ())
        self.columns.refuse_missing()
        key = self._key(said, by)
        free = [each for each in self.sights if each not in {*key.columns, *self.said, *by}]
        dimensions = self._dimensions(key, free, by)
        used = {*key.columns, *(each for each, _ in dimensions)}
        years = [each for each in free if each.dimension == "year"]
        figures = self._figures([each for each in self.sights if each not in {*used, *years}])
        counted = [each.sight for each in figures if not isinstance(each.kind, Category)]
        wide, findings = wide_years(self.grid, counted, years)
        if wide and findings:
            kept = [e for e in figures if e.sight in wide.columns or isinstance(e.kind, Category)]
            beside = (each.sight for each in figures if each not in kept)
            self.why |= dict.fromkeys(beside, "stands beside columns of years")
            figures = tuple(kept)
        used |= {each.sight for each in figures}
        left = tuple((e, self.why.get(e, "")) for e in self.sights if e not in used)
        return Roles(
            key=key,
            dimensions=dimensions,
            year=self._year(dimensions, years),
            figures=figures,
            wide=wide,
            left=left,
            findings=tuple(findings),
        )

    def _hear_kinds(self) -> None:
        """Take down what was said of columns; a name without its year is all years of it."""
        for name, kind in (self.asked.kinds or {}).items():
            for sight in self._named(name):
                self.said[sight] = self._resolved(kind)
        for sight in [s for each in self.asked.only or () for s in self._named(each)]:
            self.said[sight] = Count()

    def _named(self, said: str | int) -> list[Sight]:
        stems = [
            each
            for each in self.sights
            if (found := stem_of(each.name)) and (found[0] or UNNAMED) == said
        ]
        if stems and not any(each.column.name.strip() == said for each in self.sights):
            return stems
        one = self.columns.find(said)
        return [one] if one else []

    def _resolved(self, kind: ColumnKind) -> ColumnKind:
        """Return a kind with the column that it needs as that is called; it is a count too."""
        match kind:
            case Rate(of, per):
                return Rate(self._counted(of), per)
            case Mean(over):
                return Mean(self._counted(over))
            case Category(rule, weights) if weights:
                return Category(rule, self._counted(weights))
        return kind

    def _counted(self, said: str) -> str:
        named = self._named(said)
        for sight in named:
            self.said.setdefault(sight, Count())
        stem = stem_of(named[0].name) if named else None
        return said if stem and (stem[0] or UNNAMED) == said else named[0].name if named else said

    def _key(self, said: tuple[Sight, ...], by: Sequence[Sight]) -> Key:
        if said:
            return Key(said, tuple(map(form_of, said)))
        others = {*self.said, *by}
        return find_key(self.grid, [each for each in self.sights if each not in others])

    def _dimensions(
        self, key: Key, free: Sequence[Sight], by: Sequence[Sight]
    ) -> tuple[tuple[Sight, str], ...]:
        if self.asked.by is not None:
            return tuple((each, each.dimension) for each in by)
        found = [(each, each.dimension) for each in free if each.dimension]
        numbers = [each for each in free if each.figures >= _MOSTLY and not each.dimension]
        years = [each for each in numbers if each.are_years and self._tells_apart(key, each)]
        if len(numbers) > len(years) or self.asked.rows or self.said:
            found += [(each, "year") for each in years]
        return tuple(self._without_words(found))

    def _tells_apart(self, key: Key, sight: Sight) -> bool:
        """Tell whether a column tells rows of one key apart."""
        codes = key.columns[0].column.codes
        pairs = set(zip(codes, sight.column.codes, strict=True))
        return len(pairs) > len(set(codes))

    def _without_words(self, found: Sequence[tuple[Sight, str]]) -> Iterator[tuple[Sight, str]]:
        """Leave out a column that only says another of its kind in words."""
        first: dict[str, Sight] = {}
        for each, kind in found:
            shown = first.setdefault(kind, each)
            if shown is each or not _follows(each, shown):
                yield each, kind
            else:
                self.why[each] = f"says {shown.name} again"

    def _year(
        self, dimensions: Sequence[tuple[Sight, str]], years: Sequence[Sight]
    ) -> Sight | None:
        """Return the column that says the year of a row: of years, else of days or months."""
        dated = [
            each
            for each, kind in dimensions
            if kind in TIMES and share_of(each.sample, has_year) == 1
        ]
        named = [each for each, kind in dimensions if kind == "year"]
        return next(iter([*named, *years, *dated]), None)

    def _figures(self, free: Sequence[Sight]) -> tuple[Figure, ...]:
        """Return the columns of figures in order, and why others with numbers are none."""
        found: list[Figure] = []
        for each in free:
            if each in self.said:
                kind = self.said[each]
                if isinstance(kind, Skip):
                    self.why[each] = "as said"
                else:
                    found.append(Figure(each, kind, is_said=True))
            elif each.figures >= _MOSTLY:
                if each.label:
                    self.why[each] = each.label.what
                elif each.dimension:
                    self.why.setdefault(each, "a dimension that was not asked for")
                elif self.asked.only is not None or self.asked.rows:
                    self.why[each] = "not asked for"
                else:
                    found.append(Figure(each, Count(), is_said=False))
        return tuple(found)


def _follows(one: Sight, other: Sight) -> bool:
    """Tell whether each content of a column has one content of another beside it."""
    pairs = set(zip(other.column.codes, one.column.codes, strict=True))
    return len(pairs) == len({code for code, _ in pairs})
