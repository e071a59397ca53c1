"""What pages are built of: sections, and in them figures, tables, pictures and texts.

Each kind of block is a value; the macro of its *kind* in ``blocks.html`` writes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Final
from urllib.parse import quote

from attrs import field, frozen

from elzmodel.values import Answer, Cell, Column, Share, Table, Total
from elzmodel.values.cells import as_plain
from elzmodel.values.text import in_words, said, slug
from elzmodel.views.picture import Picture

__all__: list[str] = []

WIDE: Final = 860
NARROW: Final = 358
"""How wide pictures are: beside the contents of a page, and on a phone."""
_LONG: Final = 28
"""Letters after which the text of a cell is a sentence, which needs room."""
_FEW: Final = 14
"""Rows that stay together on paper."""
_MANY, _BROAD = 8, 11
"""How many columns fit on paper in the usual letter, and upright at all."""
_SHORT: Final = 12
"""Letters of a word, a code or a day that stands on one line."""


@frozen
class Texts:
    """Paragraphs; *look* is a class of the style sheet, such as ``lead`` or ``note``."""

    kind: ClassVar[str] = "texts"

    texts: tuple[str, ...] = field(converter=tuple[str, ...])
    look: str = ""


@frozen
class Fact:
    """A figure that is seen first, with its name and what is to know about it."""

    name: str
    value: Cell
    note: str = ""
    look: str = ""


@frozen
class Facts:
    """Figures that are seen first, side by side."""

    kind: ClassVar[str] = "facts"

    facts: tuple[Fact, ...] = field(converter=tuple[Fact, ...])


@frozen
class Shown:
    """A table, which a reader can sort, scroll and take along.

    Example:
        >>> table = Table("Zones", [Column("zone"), Column("n", "count")], [("Gent", 1200)])
        >>> [[cell.text for cell in row] for row in Shown(table).rows("nl")]
        [['Gent', '1.200']]
    """

    kind: ClassVar[str] = "table"

    table: Table
    fold: str = ""
    """What is read where it opens only when it is asked for."""
    links: Mapping[str, Sequence[str]] = field(factory=dict)
    """Where the cells of a column lead, by its key: a page for each row, or nothing."""

    @classmethod
    def of(cls, answer: Table | Answer[Any], *, fold: str = "") -> Shown:
        """Return the block of a table, or of an answer as one."""
        table = answer if isinstance(answer, Table) else answer.to_table()
        return cls(table.as_read, fold)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns; one of figures stands to the right."""
        return self.table.columns

    def rows(self, lang: str) -> Iterator[tuple[ShownCell, ...]]:
        """Yield the cells of each row, as people read them and as they are sorted."""
        shown = zip(self.table.rows, self.table.shown(lang), strict=True)
        for place, (row, texts) in enumerate(shown):
            cells = zip(row, texts, self.columns, strict=True)
            yield tuple(
                ShownCell(text, _sorted_by(cell, column), column, self._link(column, place))
                for cell, text, column in cells
            )

    def _link(self, column: Column, place: int) -> str:
        return self.links[column.key][place] if column.key in self.links else ""

    def title(self, lang: str) -> str:
        """Return what stands above it."""
        return in_words(self.table.title, lang)

    @property
    def look(self) -> str:
        """The classes of the style sheet: what a table needs on paper follows from its size."""
        few = " few" if len(self.table) <= _FEW else ""
        return f"sortable{few}{' many' if len(self.columns) > _MANY else ''}"

    @property
    def frame(self) -> str:
        """The classes of what it is scrolled in: a broad one lies across a page of paper."""
        return "scroll broad" if len(self.columns) > _BROAD else "scroll"

    @property
    def file(self) -> str:
        """What its file is called when it is taken along."""
        return f"{slug(self.table.title)[:60] or 'table'}.csv"

    @property
    def csv(self) -> str:
        """Its address as a CSV file that stands in the page, with the mark Excel needs."""
        return f"data:text/csv;charset=utf-8,{quote(chr(0xFEFF) + self.table.to_csv())}"


@frozen
class ShownCell:
    """A cell as it is read, and by what it is sorted where that is not its text."""

    text: str
    order: float | None
    column: Column
    link: str = ""

    @property
    def look(self) -> str:
        """The classes of the style sheet."""
        if self.column.is_numeric:
            return "n"
        if len(self.text) > _LONG:
            return "long"
        return "short" if len(self.text) <= _SHORT and " " not in self.text else ""


def _sorted_by(cell: Cell, column: Column) -> float | None:
    """Return the figure by which a row is sorted: of bounds, the lower one."""
    if not column.is_numeric:
        return None
    plain = as_plain(cell.low if isinstance(cell, Total | Share) else cell)
    return plain if isinstance(plain, int | float) else None


@frozen
class Drawing:
    """A picture, in a second size for a phone, and as a table for those who cannot see it."""

    kind: ClassVar[str] = "drawing"

    wide: Picture
    narrow: Picture | None = None
    has_table: bool = True
    """Whether a table stands below it: not where the page has the same one."""

    @classmethod
    def of(
        cls,
        make: Callable[..., Picture],
        *about: object,
        lang: str,
        has_table: bool = True,
        **how: object,
    ) -> Drawing:
        """Return what a function draws, in both sizes and in a language."""
        wide, narrow = (make(*about, width=each, lang=lang, **how) for each in (WIDE, NARROW))
        return cls(wide, narrow, has_table)

    @property
    def table(self) -> Shown | None:
        """What it shows, as a table that opens when it is asked for."""
        found = self.wide.table if self.has_table else None
        return None if found is None else Shown(found, fold=said("As a table"))


@frozen
class Compared:
    """Two pictures of one size, before and after, that a slider lays over each other."""

    kind: ClassVar[str] = "compared"

    before: Drawing
    after: Drawing
    labels: tuple[str, str]


@frozen
class Listed:
    """What is told in words: each a paragraph of its own, the gravest marked.

    *look* is a class of the style sheet: ``steps`` are numbered, ``works`` is a list of
    sources.
    """

    kind: ClassVar[str] = "listed"

    items: tuple[Item, ...] = field(converter=tuple["Item", ...])
    look: str = ""


@frozen
class Item:
    """A thing that is told, with what it is about and how grave it is."""

    text: str
    about: str = ""
    look: str = ""


@frozen
class Links:
    """Pages to go on to, each with a word beside it."""

    kind: ClassVar[str] = "links"

    links: tuple[Link, ...] = field(converter=tuple["Link", ...])


@frozen
class Link:
    """A page to go on to."""

    text: str
    page: str
    note: str = ""


Block = Links | Texts | Facts | Shown | Drawing | Compared | Listed


@frozen
class Section:
    """A part of a page under a heading; *id* is what links to it end in."""

    id: str
    heading: str
    blocks: tuple[Block, ...] = field(converter=tuple[Block, ...])


def filled(sections: Iterable[Section]) -> Sequence[Section]:
    """Return the sections that have something to show."""
    return [section for section in sections if section.blocks]
