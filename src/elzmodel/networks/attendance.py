"""Lists of who met where and when, from any table, as a graph of partners and gatherings.

Every row of the table is a row of the list and says what became of it. Nothing
is merged: `AttendanceList.match_names` proposes which names mean one partner.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Any, Final, Unpack

import networkx as nx
from attrs import evolve, field, frozen

from elzmodel.dossiers import Dossier
from elzmodel.errors import InvalidValueError, TableError
from elzmodel.grids.cells import is_gap, text_of
from elzmodel.grids.codes import BROKEN, NO_COLUMN, NO_FIGURE
from elzmodel.grids.columns import (
    Broken,
    Container,
    Content,
    Grid,
    GridColumn,
    of_container,
    plain_cell,
)
from elzmodel.grids.containers import grid_of
from elzmodel.grids.days import counted_day, day_of
from elzmodel.grids.frames import is_frame
from elzmodel.networks.affiliation import UNDESCRIBED_PARTNER, UNDESCRIBED_VENUE, Window, meet
from elzmodel.networks.name_matching import (
    NO,
    ListedName,
    NameMatches,
    accepted_names,
    kbo_number,
    matches_of,
)
from elzmodel.partners import Partner
from elzmodel.values import Answer, Day, Finding, Period, Place, Severity, columns
from elzmodel.values.ids import tupled
from elzmodel.values.periods import through
from elzmodel.values.text import fold, near, phrase, said

__all__ = [
    "AttendanceList",
    "AttendanceReading",
    "AttendanceRow",
    "RowFate",
    "attendance_graph",
    "read_attendance",
]


class RowFate(Enum):
    """What became of a row of a list of attendance."""

    COUNTED = "counted"
    AGAIN = "said again"
    """All its partners are at that gathering in rows above: more representatives."""
    NO_PARTNER = "without a partner"
    """The gathering is in the graph, with nobody of this row."""
    NO_GATHERING = "without a gathering"
    """The partner is in the graph, and where it was is not known."""
    NO_DAY = "without a day"
    """Gatherings of this name were held on several days, and the row does not say which."""
    EMPTY = "empty"


@columns("place", "names", "partners", "gathering", "day", "clusters", "number", "fate")
@frozen(kw_only=True, field_transformer=tupled)
class AttendanceRow:
    """One row: the names as they are written, the partners that they mean, where and when.

    *number* is the KBO number of the one partner of the row. Cells without a content
    are an empty text, an empty list or no day.
    """

    place: Place = field(factory=Place)
    names: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    gathering: str = ""
    day: date | None = None
    clusters: tuple[str, ...] = ()
    number: str = ""
    fate: RowFate = RowFate.COUNTED


@frozen(kw_only=True, repr=False)
class AttendanceList(Answer[AttendanceRow]):
    r"""Who met where and when: one row for each row of the table, in order.

    *findings* are cells that are doubtful, such as a KBO number that is none. The
    notes say how the table was read, and count what became of its rows.

    Example:
        >>> table = "organisatie;vergadering;datum\nCAW Oost;duo;5/3/2024\n;duo;5/3/2024\n"
        >>> met = read_attendance(table)
        >>> [(each.partners, str(each.day), each.fate.value) for each in met]
        [(('CAW Oost',), '2024-03-05', 'counted'), ((), '2024-03-05', 'without a partner')]
    """

    findings: tuple[Finding, ...] = ()
    _reading_notes: tuple[str, ...] = field(default=(), alias="reading_notes")

    @property
    def fates(self) -> dict[RowFate, int]:
        """How many rows there are of each fate; together they are all rows of the table."""
        counts = Counter(each.fate for each in self)
        return {fate: counts[fate] for fate in RowFate if counts[fate]}

    @property
    def problems(self) -> Answer[Finding]:
        """All that is doubtful in its cells, each with its place."""
        title = said("What is doubtful in {source}", source=self.title)
        return Answer(title=title, rows=self.findings, row_type=Finding)

    def match_names(self, partners: Dossier | Iterable[Partner | str] = ()) -> NameMatches:
        r"""Return every different name with the partner that it may be; nothing is merged.

        Grounds are, the surest first: the KBO number, the spelling, the words, usual
        abbreviations and initials, and a slip in one word. Names with different KBO
        numbers are never one. Where several partners fit equally, none is proposed.

        Args:
            partners: The partners that are known, by name: those of a dossier, or
                names. Without them names are held against each other, and the one
                in most rows is proposed for the others.

        Example:
            >>> met = read_attendance("partner;meeting\nOCMW Herstape;fair\nCAW Oost;fair\n")
            >>> found = met.match_names(["OCMW Herstappe"])
            >>> [(each.name, each.partner, each.ground.value) for each in found.proposed]
            [('OCMW Herstape', 'OCMW Herstappe', 'near name')]
        """
        said_of = ((p, row.place, row.number) for row in self for p in row.partners)
        title = said("Names in {source}", source=self.title)
        return matches_of(_listed(said_of), _known(partners), title=title)

    def match_gatherings(self) -> NameMatches:
        """Return every different name of a gathering with the one that it may be.

        It is done as for partners, and merges nothing either.

        Example:
            >>> rows = [("caw", "Fair"), ("logo", "Fair"), ("ocmw", "fair")]
            >>> met = read_attendance([{"partner": p, "meeting": m} for p, m in rows])
            >>> names = met.match_gatherings().accept(names=["fair"])
            >>> {row.gathering for row in met.with_gatherings(names)}
            {'Fair'}
        """
        said_of = ((row.gathering, row.place, "") for row in self if row.gathering)
        title = said("Gatherings in {source}", source=self.title)
        return matches_of(_listed(said_of), {}, title=title)

    def with_names(self, accepted: object, **reading: Unpack[Container]) -> AttendanceList:
        r"""Return the list with the names that were accepted as those of partners.

        Args:
            accepted: A mapping from name to partner; matches, of which those count that
                were accepted; or the saved table of them, in which somebody wrote *yes*
                in the column *accepted* and perhaps another partner.
            **reading: What is said of the container of the table.

        Raises:
            TableError: If a table has other columns or answers; all problems at once.
            InvalidValueError: If names mean each other in a circle.
            OSError: If a file cannot be opened.

        Example:
            >>> met = read_attendance("partner;meeting\ncaw;fair\nCAW Oost;fair\n")
            >>> met.with_names({"caw": "CAW Oost"}).fates[RowFate.AGAIN]
            1
        """
        partners = accepted_names(accepted, reading)
        seen = {each for row in self for each in row.partners}
        rows = [
            evolve(row, partners=tuple(dict.fromkeys(partners.get(p, p) for p in row.partners)))
            for row in self
        ]
        return self._renamed(rows, len(partners.keys() - seen))

    def with_gatherings(self, accepted: object, **reading: Unpack[Container]) -> AttendanceList:
        """Return the list with the names of gatherings that were accepted, as `with_names`.

        Raises:
            TableError: If a table has other columns or answers; all problems at once.
            InvalidValueError: If names mean each other in a circle.
            OSError: If a file cannot be opened.
        """
        names = accepted_names(accepted, reading)
        seen = {row.gathering for row in self}
        rows = [evolve(row, gathering=names.get(row.gathering, row.gathering)) for row in self]
        return self._renamed(rows, len(names.keys() - seen))

    def _renamed(self, rows: Iterable[AttendanceRow], unseen: int) -> AttendanceList:
        note = said("{n} accepted {n:name|names} not in this list", n=unseen)
        notes = (*self._reading_notes, *([note] if unseen else []))
        return _judged(evolve(self, rows=tuple(rows), reading_notes=notes))


def _listed(said_of: Iterable[tuple[str, Place, str]]) -> list[ListedName]:
    """Return each name once: in how many rows, where first, and with which KBO numbers."""
    rows, places = Counter[str](), dict[str, Place]()
    numbers: defaultdict[str, set[str]] = defaultdict(set)
    for name, place, number in said_of:
        rows[name] += 1
        places.setdefault(name, place)
        numbers[name] |= {number} if number else set()
    return [
        ListedName(name=name, rows=n, numbers=tuple(sorted(numbers[name])), place=places[name])
        for name, n in rows.items()
    ]


def _known(partners: Dossier | Iterable[Partner | str]) -> dict[str, tuple[str, ...]]:
    """Return the names of partners, each with its id as another name."""
    given = partners.partners if isinstance(partners, Dossier) else partners
    if isinstance(given, str):
        raise InvalidValueError("partners", given, "names, as a list")
    named = (each if isinstance(each, Partner) else (each, ()) for each in given)
    return dict((each.name, (each.id,)) if isinstance(each, Partner) else each for each in named)


def _judged(met: AttendanceList) -> AttendanceList:
    """Return a list of which each row says what became of it, and the notes count them."""
    days = _days_held(met)
    seen: set[tuple[str, str, date | None]] = set()
    rows = []
    for row in met:
        here = {(partner, row.gathering, row.day) for partner in row.partners}
        rows.append(evolve(row, fate=_fate(row, days[row.gathering], is_new=bool(here - seen))))
        seen |= here
    judged = evolve(met, rows=tuple(rows))
    tally = [phrase("{n} {fate}", n=n, fate=fate) for fate, n in judged.fates.items()]
    count = said("{n} {n:row|rows}: {tally:and all}", n=len(rows), tally=tuple(tally))
    alike = _alike(judged)
    return evolve(judged, notes=(count, *met._reading_notes, *alike))  # noqa: SLF001 - its own


def _alike(met: AttendanceList) -> Iterator[str]:
    """Say how many names are as others but for case and signs: nothing is merged by itself."""
    partners = {each for row in met for each in row.partners}
    n = _repeated(partners)
    if n:
        yield said(
            "{n} {n:name of a partner is|names of partners are} as another but for case and "
            "signs, and {n:counts|count} as {n:one of its own|ones of their own}",
            n=n,
        )
    n = _repeated({row.gathering for row in met})
    if n:
        yield said(
            "{n} {n:name of a gathering is|names of gatherings are} as another but for case and "
            "signs, and {n:counts|count} as {n:one of its own|ones of their own}",
            n=n,
        )


def _repeated(names: Collection[str]) -> int:
    """Count the names that are the same as others without case, signs and blanks."""
    plain = {fold(name).replace(" ", "") or name for name in names}
    return len(names) - len(plain)


def _fate(row: AttendanceRow, days: set[date], *, is_new: bool) -> RowFate:
    if not row.gathering:
        return RowFate.NO_GATHERING if row.partners else RowFate.EMPTY
    if not row.partners:
        return RowFate.NO_PARTNER
    if days and row.day is None:
        return RowFate.NO_DAY
    return RowFate.COUNTED if is_new else RowFate.AGAIN


# --- a table as a list --------------------------------------------------------------------


class AttendanceReading(Container, total=False):
    """How a list of attendance is read where its headings do not tell.

    A column is said by its name, or by its number from 1.

    Attributes:
        partner: The column with the partners, or several, each with one of the partners
            of the row.
        gathering: The column with what the gathering is called.
        day: The column with the day on which it was held.
        cluster: The column with the clusters of the partner.
        number: The column with the KBO number of the partner.
        split: The sign between several partners, or clusters, in one cell; a line end is
            one as well.
        cells: What some cells mean here, such as nothing for "zie verslag".
    """

    partner: str | int | Sequence[str | int]
    gathering: str | int
    day: str | int
    cluster: str | int
    number: str | int
    split: str
    cells: Mapping[str, str | None]


_HEADINGS: Final = {
    "partner": "partner partners organisatie organisaties organisation organisations "
    "organization instelling voorziening dienst vereniging aanwezig aanwezigen aanwezige "
    "deelnemer deelnemers participant participants",
    "gathering": "gathering vergadering overleg bijeenkomst activiteit evenement event meeting "
    "venue reunion werkgroep contactmoment",
    "day": "day date datum dag wanneer when",
    "cluster": "cluster clusters sector secteur",
    "number": "kbo ondernemingsnummer kbonummer kbonr bce",
}
_ROLES: Final = {word: role for role, words in _HEADINGS.items() for word in words.split()}
_LONGER: Final = {
    "naam organisatie": "partner",
    "naam van de organisatie": "partner",
    "naam partner": "partner",
    "kbo nummer": "number",
    "kbo nr": "number",
    "nummer kbo": "number",
    "datum vergadering": "day",
    "datum overleg": "day",
}


def read_attendance(source: object, **reading: Unpack[AttendanceReading]) -> AttendanceList:
    r"""Read a list of who met where and when, one row for each row of the table.

    Columns are told by their headings, Dutch, French or English; persons, addresses and
    whatever else stands there are left out, and noted. The first row names the columns,
    unless *header* says otherwise. Days are read as they are written in Belgium. An empty
    cell is a gap: neither a partner nor a gathering of its own. A row without a day is of
    the day of its gathering, where that has one alone.

    Without a column of gatherings, a row with several partners is a contact of its own,
    and in a list of one partner a row all those of a day met.

    Args:
        source: A path, bytes or text of a file; a data frame; records or rows.
        **reading: What is said of the columns, see `AttendanceReading`, and of the
            container.

    Raises:
        OSError: If a file cannot be opened.
        InvalidValueError: If something that is said cannot be meant.
        MissingDependencyError: If what reads a file is not installed.
        TableError: If it is no table, columns are missing or not clear, or cells cannot
            be read; all problems at once, each with its place.

    Example:
        >>> met = read_attendance([{"partner": "caw; logo", "datum": "5 maart 2024"}])
        >>> met[0].partners, met[0].gathering
        (('caw', 'logo'), 'records, row 1')
        >>> print(met.notes[0])
        1 row: 1 counted
    """
    known = AttendanceReading.__annotations__ | Container.__annotations__
    for name in reading:
        if name not in known:
            meant = near(name, known) or sorted(known)
            raise InvalidValueError("way to read a list", name, said("{names:or}", names=meant))
    container: Container = {"header": True, **of_container(reading)}
    is_held = is_frame(source) or isinstance(source, Mapping | list | tuple | Iterator)
    if is_held and "header" not in reading:
        del container["header"]
    grid = grid_of(source, **container)
    is_bare = isinstance(source, list | tuple) and "header" not in reading
    return _Reader(_headed(grid) if is_bare else grid, reading).read()


def _headed(grid: Grid) -> Grid:
    """Return rows of texts with their first one as headings, where it has one that is known."""
    first = [text_of(each.cell(0)) for each in grid.columns]
    if any(each.name for each in grid.columns) or not any(map(_role_of, first)):
        return grid
    columns = [
        GridColumn(name, each.number, each.contents, each.codes[1:])
        for name, each in zip(first, grid.columns, strict=True)
    ]
    return evolve(grid, columns=tuple(columns), lines=grid.lines[1:])


def _role_of(heading: str) -> str:
    """Return what a column holds by its heading, empty where that does not tell."""
    bare = _bare(heading)
    return _LONGER.get(bare) or _ROLES.get(bare, "")


def _between(sign: object) -> re.Pattern[str]:
    """Return what parts the partners of a cell: a sign, or lines."""
    if not isinstance(sign, str):
        raise InvalidValueError(said("value for {name}", name="split"), sign, "a sign, such as ';'")
    return re.compile(rf"{re.escape(sign)}|[\r\n]+")


class _Reader:
    """Reads a grid with the columns that were said, or that their headings tell."""

    def __init__(self, grid: Grid, reading: AttendanceReading) -> None:
        self._grid = grid
        self._said: dict[str, Any] = {**reading}
        self._split = _between(reading.get("split") or ";")
        self._problems: list[Finding] = []
        self._doubts: list[Finding] = []
        self._of_several = 0
        self._meant = _meanings(reading.get("cells") or {})
        self._columns = {role: self._of_role(role) for role in _HEADINGS}
        self._refuse_marks()

    def read(self) -> AttendanceList:
        self._refuse()
        rows = [self._row(row) for row in range(len(self._grid))]
        self._refuse()
        notes = [*self._grid.notes, *self._left_out(), *self._not_there(), *self._persons()]
        if self._of_several:
            notes.append(said(_OF_SEVERAL, n=self._of_several))
        if not self._columns["gathering"]:
            rows = self._of_their_own(rows, notes)
        rows = _on_the_one_day(rows, notes)
        return _judged(
            AttendanceList(
                title=self._grid.source,
                rows=tuple(rows),
                findings=tuple(self._doubts),
                reading_notes=tuple(notes),
            )
        )

    def _refuse(self) -> None:
        if self._problems:
            raise TableError(self._grid.source, self._problems, said("cannot be read as a list"))

    # --- columns ---

    def _of_role(self, role: str) -> tuple[GridColumn, ...]:
        if role in self._said:
            asked = self._said[role]
            every = asked if isinstance(asked, list | tuple) and role == "partner" else [asked]
            said_ones = [self._column(role, each) for each in every]
            return tuple(each for each in said_ones if each)
        found = [each for each in self._grid.columns if self._role(each) == role]
        alike = {_bare(each.name) for each in found}
        if len(found) > 1 and (role != "partner" or len(alike) > 1):
            self._no_column(role, [each.name for each in found])
        if not found and (role == "partner" or (role == "day" and not self._has("gathering"))):
            self._no_column(role, [each.name for each in self._grid.columns])
        return tuple(found)

    def _has(self, role: str) -> bool:
        return role in self._said or any(self._role(each) == role for each in self._grid.columns)

    def _role(self, column: GridColumn) -> str:
        """Return what a column holds by its heading, where it was not said to be another.

        One that only says yes or no of who was there names nobody.
        """
        taken = [each for role in _HEADINGS for each in _several(self._said.get(role))]
        if column.name in taken or column.number in taken:
            return ""
        role = _role_of(column.name)
        return "" if role == "partner" and not _marks(column) <= _CROSSES else role

    def _column(self, role: str, asked: object) -> GridColumn | None:
        if isinstance(asked, bool) or not isinstance(asked, str | int):
            kind = said("column in {name}=", name=role)
            raise InvalidValueError(kind, asked, "its name, or its number from 1")
        for column in self._grid.columns:
            if asked in {column.name, column.number} or (
                isinstance(asked, str) and fold(asked) == fold(column.name) != ""
            ):
                return column
        self._no_column(asked, [each.name for each in self._grid.columns])
        return None

    def _no_column(self, asked: object, names: Sequence[str]) -> None:
        place = Place(self._grid.source, self._grid.header_line, sheet=self._grid.sheet)
        remedy = phrase("say which columns hold what, as in {option:partner='organisatie'}")
        variant: dict[str, Any] = {"columns": names}
        if not any(names):
            variant = {"variant": "bare", "n": len(names)}
        self._problems.append(
            NO_COLUMN.finding(place=place, column=asked, remedy=remedy, **variant)
        )

    @cached_property
    def _others(self) -> tuple[GridColumn, ...]:
        """The columns that are left out."""
        used = {each.number for found in self._columns.values() for each in found}
        return tuple(each for each in self._grid.columns if each.number not in used)

    def _left_out(self) -> Iterator[str]:
        names = [each.name for each in self._others]
        if names:
            yield said("{n:column|columns} left out: {names:list all}", n=len(names), names=names)

    def _persons(self) -> Iterator[str]:
        """Say that a column of those who came, taken for that of partners, may name persons."""
        for column in self._columns["partner"] if "partner" not in self._said else ():
            if _bare(column.name) in _PERSONS:
                yield said(
                    "{column} holds the partners: if they are persons, their names are shown",
                    column=column.name,
                )

    def _not_there(self) -> Iterator[str]:
        """Say how many rows are of who was not there, as a column says that is left out."""
        for column in self._others:
            is_asked = any(word in fold(column.name) for word in _PRESENCE)
            words = _ABSENT | NO if is_asked else _ABSENT
            texts = [_folded(column.cell(row)) for row in range(len(self._grid))]
            found = Counter(text for text in texts if text in words)
            if found:
                yield said(
                    "{n} {n:row|rows} with {texts:or all} in {column}: "
                    "{n:it counts|they count} as having been there",
                    n=found.total(),
                    texts=sorted(found),
                    column=column.name,
                )

    def _refuse_marks(self) -> None:
        """Refuse columns that do not name who was where, but only cross it."""
        crosses = [_marks(each) for each in self._others]
        is_crossed = any(each and each <= _CROSSES for each in crosses)
        for role, kind in (("partner", said("partner")), ("gathering", said("gathering"))):
            for column in self._columns[role]:
                marks = _marks(column)
                if not marks or not marks.isdisjoint(self._meant):
                    continue
                if is_crossed or not marks <= _CROSSES:
                    row = next(r for r in range(len(self._grid)) if _folded(column.cell(r)))
                    self._problems.append(
                        NO_FIGURE.finding(
                            place=self._grid.place(row, column),
                            column=column.name or str(column.number),
                            kind=kind,
                            text=text_of(column.cell(row)),
                            remedy=phrase(_ROW_EACH),
                        )
                    )

    # --- cells ---

    def _row(self, row: int) -> AttendanceRow:
        names = [name for each in self._columns["partner"] for name in self._texts(row, each)]
        numbers = [n for each in self._columns["number"] for n in self._texts(row, each)]
        kbo = self._number(row, numbers[0]) if numbers and len({*names}) == 1 else ""
        named = tuple(dict.fromkeys(names))
        gathering = [self._text(row, each) for each in self._columns["gathering"]]
        clusters = [c for each in self._columns["cluster"] for c in self._texts(row, each)]
        self._of_several += len(named) > 1 and bool(clusters or numbers)
        return AttendanceRow(
            place=self._grid.place(row),
            names=named,
            partners=named,
            gathering="".join(gathering),
            day=next((self._day(row, each) for each in self._columns["day"]), None),
            clusters=tuple(clusters),
            number=kbo,
        )

    def _content(self, row: int, column: GridColumn) -> Content:
        content = column.cell(row)
        if isinstance(content, Broken):
            place = self._grid.place(row, column)
            self._problems.append(
                BROKEN.finding(place=place, column=column.name, text=content.text)
            )
            return None
        if not self._meant:
            return content
        text = fold(text_of(content)) or text_of(content)
        return self._meant.get(text, content)

    def _text(self, row: int, column: GridColumn) -> str:
        text = _one_form(text_of(self._content(row, column)))
        return "" if _is_gap(text) else text

    def _texts(self, row: int, column: GridColumn) -> list[str]:
        pieces = self._split.split(text_of(self._content(row, column)))
        texts = map(_one_form, pieces)
        return [text for text in texts if not _is_gap(text)]

    def _day(self, row: int, column: GridColumn) -> date | None:
        content = self._content(row, column)
        day, text = day_of(content), text_of(content)
        if day is None and not is_gap(text):
            doubt = self._wrong(row, column, said("day"), text, expected="12/03/2024")
            counted = counted_day(text)
            if counted is not None:
                meant = said(
                    "such as {example}; a spreadsheet counts {day} so",
                    example="12/03/2024",
                    day=f"{counted:%d/%m/%Y}",
                )
                doubt = evolve(doubt, values={**doubt.values, "expected": meant})
            self._problems.append(doubt)
        return day

    def _number(self, row: int, text: str) -> str:
        number = kbo_number(text)
        if not number:
            (column,) = self._columns["number"]
            doubt = self._wrong(row, column, said("KBO number"), text, expected="0207.437.468")
            self._doubts.append(evolve(doubt, severity=Severity.WARNING))
        return number

    def _wrong(
        self, row: int, column: GridColumn, kind: str, text: str, *, expected: str
    ) -> Finding:
        return NO_FIGURE.finding(
            place=self._grid.place(row, column),
            column=column.name or str(column.number),
            kind=kind,
            text=text,
            expected=said("such as {example}", example=expected),
        )

    # --- rows ---

    def _of_their_own(self, rows: list[AttendanceRow], notes: list[str]) -> list[AttendanceRow]:
        """Return rows of which each is a contact, or of which those of one day met."""
        if any(len(row.names) > 1 for row in rows):
            notes.append(said("no column of gatherings: each row is a contact of its own"))
            return [evolve(row, gathering=str(row.place)) for row in rows]
        notes.append(said("no column of gatherings: those of one day met"))
        return [evolve(row, gathering=str(row.day or "")) for row in rows]


def _folded(content: Content) -> str:
    """Return a content as it is compared; a sign that is no word is itself."""
    text = text_of(content)
    return fold(text) or text


def _marks(column: GridColumn) -> set[str]:
    """Return the different marks of a column that has no other contents, none of any other."""
    texts = {_folded(each) for each in column.contents} - {""}
    return texts if texts <= _CROSSES | _ABSENT | NO | _YES else set()


_CROSSES: Final = frozenset({"x", "v", "\u2713", "\u2714"})
_YES: Final = frozenset({"ja", "j", "yes", "y", "oui", "o", "aanwezig", "present"})
_ABSENT: Final = frozenset(
    {
        *("afwezig", "afgemeld", "afgezegd", "niet aanwezig", "verontschuldigd", "absent"),
        *("excused", "excuse", "excuses", "not present", "no show", "non present"),
    }
)
_PERSONS: Final = frozenset(
    {
        *("aanwezig", "aanwezige", "aanwezigen", "deelnemer", "deelnemers"),
        *("participant", "participants"),
    }
)
_PRESENCE: Final = ("aanwezig", "aanwezigheid", "presen", "attend", "was er", "kwam")
_OF_SEVERAL: Final = (
    "{n} {n:row|rows} of several partners with a cluster or a KBO number: "
    "of which of them is not said, so {n:it counts|they count} for none"
)
_ROW_EACH: Final = "write a row for each partner at each gathering, with the names of both"


def _bare(heading: str) -> str:
    """Return a heading as it is compared, without the number of several alike."""
    return re.sub(r" ?[0-9]+$", "", fold(heading))


def _several(asked: object) -> tuple[object, ...]:
    return tuple(asked) if isinstance(asked, list | tuple) else (asked,)


def _meanings(cells: object) -> dict[str, str | None]:
    if not isinstance(cells, Mapping):
        expected = said("what cells mean, such as {example}", example="{'31/2/2024': None}")
        raise InvalidValueError("cells=", cells, expected)
    return {fold(str(cell)) or str(cell): meant for cell, meant in cells.items()}


def _one_form(text: str) -> str:
    """Return a text with single blanks, and letters with their accents in one."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _is_gap(text: str) -> bool:
    """Tell whether a text says that there is nothing; one letter may be a name."""
    return not text or (is_gap(text) and not (len(text) == 1 and text.isalpha()))


def _days_held(rows: Iterable[AttendanceRow]) -> Mapping[str, set[date]]:
    """Return on which days each gathering was held, as far as rows say it."""
    days: defaultdict[str, set[date]] = defaultdict(set)
    for row in rows:
        days[row.gathering] |= {row.day} if row.day else set()
    return days


def _on_the_one_day(rows: list[AttendanceRow], notes: list[str]) -> list[AttendanceRow]:
    """Return rows without a day on that of their gathering, where it was held on one alone."""
    days = _days_held(rows)
    one = {name: min(held) for name, held in days.items() if name and len(held) == 1}
    filled = [row.day is None and row.gathering in one for row in rows]
    if any(filled):
        notes.append(
            said("{n} {n:row|rows} without a day: on the one day of the gathering", n=sum(filled))
        )
    return [
        evolve(row, day=one[row.gathering]) if is_filled else row
        for row, is_filled in zip(rows, filled, strict=True)
    ]


# --- a list as a graph ----------------------------------------------------------------------


def attendance_graph(
    source: AttendanceList | Iterable[Sequence[object]],
    *,
    clusters: Mapping[str, Iterable[str] | str] | None = None,
    on: Day | None = None,
    during: Period | None = None,
) -> nx.Graph[Any]:
    """Return the two-mode graph of a list of attendance, of partners and gatherings.

    For lists that stand in a table rather than in a dossier. Nodes and edges have the
    attributes of `affiliation_graph`; what appears twice counts once. A gathering of a
    day has it as its spell, and so have its edges; one name on two days is two
    gatherings. The name of a gathering may be that of a partner.

    An empty cell is a gap: a gathering without a partner stays in, alone, and so does a
    partner of which nobody says where it was. The graph counts them as *gaps*, and as
    *outside* the rows of other days than those that are looked at.

    Args:
        source: A list from `read_attendance`, or pairs of partner and gathering, or
            these with a day.
        clusters: The clusters of partners, beside those of the list. There may be others
            beside, but one at least is in the list.
        on: The day that is looked at.
        during: The period that is looked at, instead; all of time by default.

    Raises:
        InvalidValueError: If a row is neither a pair nor has a day, or both a day and a
            period are given.

    Example:
        >>> graph = attendance_graph(
        ...     [("caw", "fair"), ("logo", "fair", "5/3/2024")], clusters={"caw": "welfare"}
        ... )
        >>> [each for each in graph if graph.nodes[each]["mode"] == "venue"]
        ['attendance:gathering:fair', 'attendance:gathering:fair:2024-03-05']
        >>> graph.nodes["caw"]["clusters"]
        ('welfare',)
    """
    rows = source if isinstance(source, AttendanceList) else [*map(_row_of, source)]
    window = Window.of(on, during)
    graph = nx.Graph(
        kind="affiliation", day=window.day, period=window.period, layers=("gathering",)
    )
    seen = [row for row in rows if row.day is None or window.holds(_spell(row.day))]
    gaps = sum(_is_a_gap(row) for row in seen)
    outside = len(rows) - len(seen)
    graph.graph.update(zones=(), is_invented=False, left_out=(), gaps=gaps, outside=outside)
    for row in seen:
        _add_row(graph, row)
    said_of: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        for partner in row.partners if len(row.partners) == 1 else ():
            said_of[partner].update(row.clusters)
    everybody = {partner for row in rows for partner in row.partners}
    if clusters and everybody and everybody.isdisjoint(clusters):
        expected = "partners as they are named in the list as keys"
        raise InvalidValueError("clusters", next(iter(clusters)), expected)
    for partner, given in (clusters or {}).items():
        said_of[partner].update((given,) if isinstance(given, str) else given)
    for partner, names in said_of.items():
        if partner in graph:
            graph.nodes[partner]["clusters"] = tuple(sorted({name for name in names if name}))
    return graph


def _is_a_gap(row: AttendanceRow) -> bool:
    return row.fate not in {RowFate.COUNTED, RowFate.AGAIN}


def _spell(day: date) -> Period:
    return through(day, day)


def _add_row(graph: nx.Graph[Any], row: AttendanceRow) -> None:
    spells = (_spell(row.day),) if row.day else ()
    key = f"attendance:gathering:{row.gathering}" + (f":{row.day}" if row.day else "")
    has_venue = row.gathering and row.fate is not RowFate.NO_DAY
    if has_venue:
        was_listed = graph.nodes[key]["listed"] if key in graph else False
        graph.add_node(key, **UNDESCRIBED_VENUE, name=row.gathering, kind="gathering", zone="")
        graph.nodes[key].update(listed=was_listed or bool(row.partners), spells=spells)
    for partner in row.partners:
        graph.add_node(partner, **UNDESCRIBED_PARTNER, name=partner, zones=())
        if has_venue:
            meet(graph, partner, key, ("gathering",), spells=spells)


def _row_of(row: object) -> AttendanceRow:
    """Return a pair of partner and gathering, perhaps with a day, as a row."""
    expected = "a partner and a gathering, perhaps with a day; read tables with read_attendance"
    if not isinstance(row, tuple | list) or len(row) not in {2, 3}:
        raise InvalidValueError("row of attendance", row, expected)
    texts = [_one_form(text_of(plain_cell(cell))) for cell in row[:2]]
    partner, gathering = ("" if _is_gap(text) else text for text in texts)
    day = plain_cell(row[2]) if len(row) > 2 else None
    if day_of(day) is None and text_of(day):
        raise InvalidValueError("day", day, "a day, such as 5/3/2024 or 2024-03-05")
    found = AttendanceRow(
        partners=(partner,) if partner else (), gathering=gathering, day=day_of(day)
    )
    return evolve(found, fate=_fate(found, set(), is_new=True))
