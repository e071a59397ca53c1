"""Which of the first rows are titles, which name the columns, and where the table begins.

A row names the columns where it has words above figures, a run of years or ages above
them, or words that are known to name columns. What can be read both ways is refused:
the row would be lost, or read as one of the table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise, takewhile
from typing import Final

from attrs import evolve, frozen

from elzmodel.grids.columns import Broken, Content
from elzmodel.values.text import fold, said

__all__: list[str] = []

Row = Sequence[Content]
Lined = tuple[int, Row]
"""A row, and the line on which it begins."""

_KNOWN: Final = """
    nis niscode nis5 nis6 nis9 niscodes ins inscode refnis refniscode code codes lau lau1 lau2
    nuts gemeentecode gemeentenr gemeentenummer gemeenteid gemeente gemeenten gemeentenaam
    gemeentenamen gemeinde gemeinden municipality municipalities munty commune communes bestuur
    naam namen name names nom noms stad steden city ville town plaats plaatsnaam ort kern dorp
    wijk district deelgemeente village localite locality woonplaats
    postcode postnummer zip zipcode postal sector statistische provincie province gewest
    arrondissement region zone eerstelijnszone elz jaar year annee maand month mois dag day
    datum date periode period kwartaal quarter week geslacht sex sexe gender leeftijd age
    leeftijdsgroep leeftijdsklasse nationaliteit aantal inwoners bevolking inhabitants
    population value waarde nombre straat adres address adresse indicator onderwerp
"""
_WORDS: Final = frozenset(_KNOWN.split())
_OFFICIAL: Final = re.compile(r"(?:cd|tx|ms|dt)[ _]\w+", re.IGNORECASE)
"""The names of columns in files of Statbel, such as ``CD_REFNIS`` and ``MS_POPULATION``."""
_MARKS: Final = frozenset(
    ["", "x", "c", "na", "n a", "nan", "null", "none", "nvt", "n v t", "nb", "n b", "onbekend"]
)
"""What stands for a missing figure, and says nothing of the row; signs alone do not either."""
_EXPONENT: Final = re.compile(r"(?<=[0-9])[eE](?=[-+]?[0-9])")
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}(?:\.0)?")
_TIME: Final = re.compile(
    r"(?:(?:[0-3]?[0-9][-/.])?[01]?[0-9][-/.])?(?:19|20)[0-9]{2}"
    r"|(?:19|20)[0-9]{2}(?:-[01][0-9](?:-[0-3][0-9](?: 00:00:00)?)?|[-/](?:19|20)?[0-9]{2})"
)
"""A year, a month or a day of one, or a school year."""
_DIGITS: Final = re.compile(r"[0-9]+")
CLASS: Final = re.compile(r"[0-9]+ ?[-\u2013] ?[0-9]+|[0-9]+ ?\+")
"""How classes are written, such as those of ages."""
_MOST: Final = 0.5
_SHOWN: Final = 60
_TITLES: Final = 10
_RUN: Final = 3


# --- cells -----------------------------------------------------------------------------


def words(cell: Content) -> str:
    """Return a cell as one line of text; a whole number has no decimals."""
    if cell is None:
        return ""
    if isinstance(cell, Broken):
        return cell.text
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())


def is_blank(cell: Content) -> bool:
    """Tell whether there is nothing in a cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def filled(row: Row) -> int:
    """Return how many cells of a row have something in them."""
    return sum(not is_blank(cell) for cell in row)


def is_figure(cell: Content) -> bool:
    """Tell whether a cell holds a figure, a code or a day, under whatever convention."""
    if not isinstance(cell, str):
        return isinstance(cell, int | float | date) or hasattr(cell, "numerator")
    bare = _EXPONENT.sub("", cell)
    return any(map(str.isdigit, bare)) and not any(map(str.isalpha, bare))


def excerpt(row: Row) -> str:
    """Return the beginning of what stands in a row, for a note."""
    text = "; ".join(filter(None, map(words, row)))
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def is_words(cell: Content) -> bool:
    """Tell whether a cell holds words, other than those for a missing figure."""
    return isinstance(cell, str) and not is_figure(cell) and fold(cell) not in _MARKS


def _is_year(cell: Content) -> bool:
    return bool(_YEAR.fullmatch(words(cell)))


def _is_time(cell: Content) -> bool:
    return isinstance(cell, date) or bool(_TIME.fullmatch(words(cell)))


def _names_a_column(cell: Content) -> bool:
    text = words(cell)
    return _WORDS.issuperset(fold(text).split() or [""]) or bool(_OFFICIAL.fullmatch(text))


def _is_run(cells: Sequence[Content]) -> bool:
    """Tell whether three figures or more go up throughout, as years, months and ages do."""
    return len(cells) >= _RUN and _goes_up(cells)


def _goes_up(cells: Sequence[Content]) -> bool:
    return all(a < b for a, b in pairwise(map(_numbers_in, cells)))


def _numbers_in(cell: Content) -> tuple[int, ...]:
    """Return the numbers of a cell; what is below one comes before it."""
    text = words(cell)
    return (*map(int, _DIGITS.findall(text)), -1 if text.startswith("<") else 0)


def _is_class(cell: Content) -> bool:
    return bool(CLASS.fullmatch(words(cell)))


def _are_years(cells: Sequence[Content]) -> bool:
    """Tell whether cells are years in a row, up or down."""
    if not all(map(_is_year, cells)):
        return False
    steps = {int(words(a)) - int(words(b)) for a, b in pairwise(cells)}
    return len(steps) == 1 and (steps <= {1, -1} or (len(cells) >= _RUN and steps != {0}))


# --- rows ------------------------------------------------------------------------------


def usual_width(lengths: Sequence[int]) -> tuple[int, float]:
    """Return how many cells a row of the table has, and for which share of its rows.

    Titles and notes above and below do not count, however many they are.

    Example:
        >>> usual_width([1, 1, 1, 3, 3, 2, 3, 1])
        (3, 0.75)
    """
    several = Counter(length for length in lengths if length > 1)
    width = max(several, key=lambda length: (several[length], length), default=1)
    if width == 1:
        return 1, 1.0
    first, last = lengths.index(width), len(lengths) - lengths[::-1].index(width)
    inside = [length for length in lengths[first:last] if length]
    share = several[width] / len(inside)
    return (width, share) if share >= _MOST else (1, inside.count(1) / len(inside))


def figure_columns(rows: Sequence[Row], width: int) -> tuple[int, ...]:
    """Return which columns hold figures, from 0, whatever stands at their top.

    Example:
        >>> figure_columns([["nis", "name"], ["71072", "Hasselt"], ["11002", "Antwerpen"]], 2)
        (0,)
    """
    return tuple(i for i in range(width) if _mostly(is_figure, _lower(rows), i))


def _lower(rows: Sequence[Row]) -> Sequence[Row]:
    """Return the lower half of some rows, where there are no titles and headers."""
    return rows[len(rows) // 2 :]


def _mostly(is_so: Callable[[Content], bool], rows: Sequence[Row], column: int) -> bool:
    cells = [row[column] for row in rows if not is_blank(row[column])]
    return sum(map(is_so, cells)) > _MOST * len(cells)


@frozen
class _Columns:
    """Which columns hold figures, from 0, and which of those hold years, or any times."""

    figures: tuple[int, ...]
    years: frozenset[int]
    times: frozenset[int]

    @classmethod
    def of(cls, rows: Sequence[Row], width: int) -> _Columns:
        """Look at the rows of a table."""
        figures = figure_columns(rows, width)
        years = (i for i in figures if _mostly(_is_year, _lower(rows), i))
        times = (i for i in figures if _mostly(_is_time, _lower(rows), i))
        return cls(figures, frozenset(years), frozenset(times))

    def named_by(self, row: Row) -> bool | None:
        """Tell whether a row names these columns; ``None`` where that is not clear."""
        figures = [i for i in self.figures if is_figure(row[i])]
        other = [cell for cell in row if is_words(cell)]
        named = sum(map(_names_a_column, other))
        has_words = any(is_words(row[i]) for i in self.figures)
        if not figures:
            return has_words or named > 0
        cells = [row[i] for i in figures]
        only_years = all(map(_is_year, cells)) and not self.years.issuperset(figures)
        if has_words:
            return True if named or only_years or _is_run(cells) else None
        if 2 * named > len(other):
            are_times = all(map(_is_time, cells)) and self.times.isdisjoint(figures)
            return only_years or are_times or _is_run(cells)
        if only_years:
            return True if _are_years(cells) else None
        return False

    def surely_named_by(self, row: Row) -> bool:
        """Tell whether a row has words above all figures, and known ones among them."""
        above = [row[i] for i in self.figures]
        known = map(_names_a_column, row)
        return all(map(is_words, above)) and (any(known) if above else all(known))

    def may_stand_above(self, row: Row) -> bool:
        """Tell whether a row need not be one of the table: words above figures, or no key."""
        return is_blank(row[0]) or any(is_words(row[i]) for i in self.figures)

    def named_further_by(self, row: Row, above: Row) -> bool:
        """Tell whether a row below one that names columns does so as well."""
        whole = _tell_apart([words(cell) for cell in above[1:]])
        figures = [row[i] for i in self.figures if is_figure(row[i])]
        if figures:
            return not whole and (_are_years(figures) or self._divides(row, above))
        if whole and not is_blank(row[0]) and not any(map(_names_a_column, row)):
            return False
        cells = [row[i] for i in self.figures if i]
        return bool(cells) and 2 * sum(map(is_words, cells)) >= len(cells)

    def _divides(self, row: Row, above: Row) -> bool:
        """Tell whether years or classes stand below names that several columns share."""
        if not is_blank(row[0]):
            return _names_a_column(row[0])
        upper, groups, last = _texts(above, len(row)), list[list[Content]](), ""
        for i in self.figures:
            if is_figure(row[i]):
                if not groups or (upper[i] and upper[i] != last):
                    groups.append([])
                groups[-1].append(row[i])
            last = upper[i] or last
        cells = [cell for group in groups for cell in group]
        if max(map(len, groups)) == 1 or not all(map(_goes_up, groups)):
            return False
        is_repeated = len(groups) > 1 and all(group == groups[0] for group in groups)
        return is_repeated or all(map(_is_year, cells)) or any(map(_is_class, cells))


@frozen(kw_only=True)
class Top:
    """What stands above the rows of a table, and where they begin.

    *names* are the names of the columns, ``None`` where no row names them. *headers* are
    the rows that do; *titles* and *comments* are left out. *first* is the first row of the
    table, counted from 0. An *unclear* row may name the columns, or be one of the table.
    """

    names: tuple[str, ...] | None = None
    headers: tuple[Lined, ...] = ()
    titles: tuple[Lined, ...] = ()
    comments: tuple[Lined, ...] = ()
    first: int = 0
    unclear: Lined | None = None
    notes: tuple[str, ...] = ()


def top_of(rows: Sequence[Lined], width: int, *, header: bool | None) -> Top:
    """Return what stands above a table.

    Args:
        rows: The first rows that have something in them.
        width: How many cells the rows of the table have.
        header: Whether a row names the columns, where that is said.
    """
    marked = len(list(takewhile(is_comment, (row for _, row in rows))))
    comments, rest = tuple(rows[:marked]), rows[marked:]
    top = _top(rest, width, header=header)
    if marked and header is not False and width > 1:
        line, (first, *others) = rows[marked - 1]
        bare = (line, [words(first).lstrip("#").strip(), *others])
        headed = _top([bare, *rest], width, header=None)
        if headed.headers[:1] == (bare,) and filled(bare[1]) == width and not top.headers:
            comments, marked, top = comments[:-1], marked - 1, headed
    return evolve(top, comments=comments, first=top.first + marked)


def top_above(rows: Sequence[Lined], width: int, line: int) -> Top | None:
    """Return what stands above a table whose header is said, if there is such a row."""
    found = [i for i, (each, _) in enumerate(rows) if each == line]
    return _headed(rows, found[0], found[0] + 1, width) if found else None


def is_comment(row: Row, sign: str = "#") -> bool:
    """Tell whether a row begins with a sign for comments."""
    return isinstance(row[0], str) and row[0].lstrip().startswith(sign)


def _top(rows: Sequence[Lined], width: int, *, header: bool | None) -> Top:
    if not rows:
        return Top()
    full = [i for i, (_, row) in enumerate(rows) if _is_full(row, width)]
    columns = _Columns.of([rows[i][1] for i in full], width)
    start = _start(rows, full[0] if full else 0, width, columns)
    if header is False:
        return _unheaded(rows, full[0] if full else 0, width)
    sure = _surely_named(rows, full, columns)
    stop = start + 1 if sure is None else sure + 1
    if header is None and sure is None:
        named = columns.named_by(_padded(rows[start][1], width))
        if named is None:
            return Top(unclear=rows[start], first=start)
        if not named:
            return _unheaded(rows, full[0] if full else 0, width)
    while stop < len(rows) and len(rows[stop][1]) == width:
        if not columns.named_further_by(rows[stop][1], rows[stop - 1][1]):
            break
        stop += 1
    return _headed(rows, start, stop, width)


def _surely_named(rows: Sequence[Lined], full: Sequence[int], columns: _Columns) -> int | None:
    """Return the last of the rows above a table that names its columns without doubt."""
    last, seen = None, list[list[str]]()
    for i in takewhile(lambda i: columns.may_stand_above(rows[i][1]), full[:_TITLES]):
        if columns.surely_named_by(rows[i][1]):
            texts = list(map(words, rows[i][1]))
            if texts in seen:
                break
            last = i
            seen.append(texts)
    return last


def _is_full(row: Row, width: int) -> bool:
    """Tell whether a row can be one of the table, or names its columns: no title."""
    return len(row) == width and (width == 1 or filled(row) > 1)


def _padded(row: Row, width: int) -> Row:
    return [*row[:width], *[""] * (width - len(row))]


def _start(rows: Sequence[Lined], first: int, width: int, columns: _Columns) -> int:
    """Return which row names the columns, if one does."""
    if width == 1:
        words_first = takewhile(lambda each: not is_figure(each[1][0]), rows[:_TITLES])
        named = (i for i, (_, row) in enumerate(words_first) if _names_a_column(row[0]))
        return next(named, 0)
    above = rows[first - 1][1] if first else []
    if filled(above) > 1 and len(above) < width and not columns.named_by(rows[first][1]):
        return first - 1 if columns.named_by(_padded(above, width)) else first
    return first


def _unheaded(rows: Sequence[Lined], first: int, width: int) -> Top:
    """Return the titles above a table whose columns have no names."""
    is_title = (len(row) != width and any(map(is_words, row)) for _, row in rows[:first])
    titles = tuple(rows[: len(list(takewhile(bool, is_title)))])
    return Top(titles=titles, first=len(titles), notes=(said("no row names the columns"),))


def _headed(rows: Sequence[Lined], start: int, stop: int, width: int) -> Top:
    """Return the names of the columns, joined where they stand in several rows."""
    *above, (line, row) = rows[start:stop]
    names, used, notes = _texts(row, width), [line], list[str]()
    while above:
        upper_line, upper = above.pop()
        higher = _texts(upper, width)
        if _tell_apart(higher) and all(names) and all(map(_names_a_column, upper)):
            notes.append(said("line {n} names the columns again, left out", n=used[0]))
            names = higher
        elif _tell_apart(names) and sum(map(bool, higher[1:])) <= 1:
            break
        else:
            names = _joined(higher, names)
        used.insert(0, upper_line)
    told = said(
        "{lines:line|lines} {lines:and} {lines:names|name} the columns[: {names}]",
        lines=used,
        names=excerpt(names) if len(used) > 1 else "",
    )
    return Top(
        names=tuple(names),
        headers=tuple(rows[stop - len(used) : stop]),
        titles=tuple(rows[: stop - len(used)]),
        first=stop,
        notes=(told, *notes),
    )


def _texts(row: Row, width: int) -> list[str]:
    return [words(cell) for cell in _padded(row, width)]


def _tell_apart(names: Sequence[str]) -> bool:
    """Tell whether every column has a name of its own."""
    return all(names) and len(set(names)) == len(names)


def _joined(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Join names that stand above each other; an upper one goes for the empty ones after it."""
    names, last = [], ""
    for above, below in zip(upper, lower, strict=True):
        last = above or last
        both = dict.fromkeys([last if below else above, below])
        names.append(" ".join(filter(None, both)))
    return names
