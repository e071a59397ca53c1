"""The one shape of answers: a sequence of typed rows with a title and notes.

The columns under which rows are shown follow from their type, see `columns`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cache, partial
from inspect import getattr_static
from types import NoneType, UnionType
from typing import Any, Final, Self, TypeVar, Union, get_args, get_origin, get_type_hints, overload

import attrs
from attrs import Factory, evolve, field, frozen

from elzmodel.values.cells import Column, Kind, Plain, label_of
from elzmodel.values.errors import InvalidValueError
from elzmodel.values.filters import having, near_miss
from elzmodel.values.ids import NisCode, SourceId, tupled
from elzmodel.values.table import NO_SOURCES, Table, TableForm
from elzmodel.values.text import said, short
from elzmodel.values.totals import Share, Total

__all__ = ["Answer", "columns"]

Row_co = TypeVar("Row_co", covariant=True)
_Class = TypeVar("_Class", bound=type)


def _notes(notes: Iterable[str]) -> tuple[str, ...]:
    return tuple(note for note in notes if note)


def _type_of_rows(answer: Answer[Row_co]) -> type[Row_co]:
    """Return the type that the class of an answer names, else that of its first row."""
    for base in type(answer).__mro__:
        for named in getattr(base, "__orig_bases__", ()):
            if isinstance(get_origin(named), type) and issubclass(get_origin(named), Answer):
                found: type[Row_co] = get_args(named)[0]
                if isinstance(found, type):
                    return found
    if answer.rows:
        return type(answer.rows[0])
    raise InvalidValueError(
        "answer without rows", answer.title, "the type of the rows, as row_type="
    )


@frozen(kw_only=True, repr=False, field_transformer=tupled)
class Answer(Sequence[Row_co]):
    """Rows of one type, in order, with what they are about and what to know about them.

    *row_type* is the type of the rows; it follows from the class, as in ``class
    Roster(Answer[RosterEntry])``, or from the first row. Notes that are empty
    are left out. An answer is true if it has rows, equal by value, and a slice
    of it an answer with the same title and notes.

    Raises:
        InvalidValueError: If nothing tells the type of the rows.

    Example:
        >>> @frozen
        ... class Size:
        ...     zone: str
        ...     people: Total
        >>> rows = Size("gent", Total(5, None)), Size("rits", Total.exactly(3))
        >>> sizes = Answer(title="Sizes", rows=rows, notes=["Inhabitants on 2025-01-01."])
        >>> [size.zone for size in sizes if size.people.is_exact]
        ['rits']
        >>> print(sizes)
        Sizes
        zone  people
        gent     >=5
        rits       3
        Inhabitants on 2025-01-01.
    """

    title: str
    rows: tuple[Row_co, ...] = ()
    notes: tuple[str, ...] = field(default=(), converter=_notes)
    row_type: type[Row_co] = field(default=Factory(_type_of_rows, takes_self=True))

    @overload
    def __getitem__(self, key: int) -> Row_co: ...

    @overload
    def __getitem__(self, key: slice) -> Self: ...

    def __getitem__(self, key: int | slice) -> Row_co | Self:
        """Return one row, or an answer with some of them."""
        return evolve(self, rows=self.rows[key]) if isinstance(key, slice) else self.rows[key]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def __repr__(self) -> str:
        """Say what it is about, and count the rows."""
        return f"<{type(self).__name__} {short(self.title)!r}: {len(self):,} rows>"

    def __str__(self) -> str:
        """Show the table as text."""
        return str(self.to_table())

    def _repr_html_(self) -> str:
        return self.to_table()._repr_html_()

    def where(self, **values: object) -> Self:
        """Return an answer with only the rows that have all these values.

        A value may be said as people say it: a municipality or a zone by its code, id or
        name, a choice by its word, a day as ISO text, a total that is exact by its number;
        and where a row has several of something, it is enough that one of them is it. Where
        no row has a text to the letter, case, accents and signs do not count. Where no row
        has it at all, a note names what is near.

        Raises:
            InvalidValueError: If the rows have no such attribute, or what is asked can never
                stand there.

        Example:
            >>> from elzmodel.values import Code, Severity
            >>> found = Answer(title="", rows=[Code("ELZ-Z010", "two pieces").finding()])
            >>> len(found.where(severity=Severity.WARNING)), len(found.where(code="ELZ-Z001"))
            (1, 0)
            >>> from elzmodel import compare, flanders
            >>> fl = flanders()
            >>> changed = compare(fl.on("2024-12-31"), fl.on("2025-01-01")).transfers
            >>> print(changed.where(before="Ranst")[0].inhabitants)
            19,776
        """
        kept, notes = [True] * len(self), [*self.notes]
        for name, asked in values.items():
            hint = _annotation(self.row_type, name)
            cells = [getattr(row, name) for row in self]
            has_it = having(cells, hint, name, asked)
            if not any(has_it):
                notes.append(near_miss(cells, name, asked))
            kept = [each and it for each, it in zip(kept, has_it, strict=True)]
        rows = tuple(row for row, is_kept in zip(self, kept, strict=True) if is_kept)
        return evolve(self, rows=rows, notes=notes)

    def with_source(self, source: object) -> Self:
        """Return an answer with a line of where it comes from, the last of its notes.

        Args:
            source: What it is: a text, or the citation of a landscape.

        Example:
            >>> import elzmodel as elz
            >>> fl = elz.flanders()
            >>> found = fl.history("Wellen").with_source(fl.citation("S01", "S04"))
            >>> found.notes[-1].startswith("Source: elzmodel ")
            True
        """
        return evolve(self, notes=(*self.notes, said("Source: {source}", source=source)))

    def to_table(self) -> Table:
        """Return one row for each row, under the columns of their type."""
        of: type = self.row_type
        shown = _columns(of)
        rows = [tuple(read(row) for _, read in shown) for row in self]
        return Table(self.title, [column for column, _ in shown], rows, self.notes)

    def records(self) -> list[dict[str, Plain]]:
        """Return one plain dictionary a row; a total or share becomes ``…_low`` and ``…_high``."""
        return self.to_table().records()

    def to_pandas(self) -> Any:  # noqa: ANN401 - a frame of a package that may not be there
        """Return a ``pandas.DataFrame``, see `Table.to_pandas`."""
        return self.to_table().to_pandas()

    def to_polars(self) -> Any:  # noqa: ANN401 - a frame of a package that may not be there
        """Return a ``polars.DataFrame``, see `Table.to_polars`."""
        return self.to_table().to_polars()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Give the table to any library that reads Arrow, see `Table`."""
        return self.to_table().__arrow_c_stream__(requested_schema)

    def save(
        self,
        path: str | os.PathLike[str],
        *,
        form: TableForm | None = None,
        sources: Mapping[SourceId, object] = NO_SOURCES,
    ) -> None:
        """Write the table to a file, see `Table.save`.

        Raises:
            OSError: If the file cannot be written.
        """
        self.to_table().save(path, form=form, sources=sources)


@frozen
class _Declared:
    """What a type of rows declares about its columns."""

    shown: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    kinds: Mapping[str, Kind] = field(factory=dict)
    labels: Mapping[str, str] = field(factory=dict)


def columns(
    *shown: str,
    without: Iterable[str] = (),
    kinds: Mapping[str, Kind] | None = None,
    labels: Mapping[str, str] | None = None,
) -> Callable[[_Class], _Class]:
    """Say under which columns the rows of a class are shown, where the fields alone do not.

    A class without it has one column for each field, by its name: whole numbers,
    totals, shares, days, codes and lists are told apart by their annotations,
    and any other value is shown as its text. It stands above ``@frozen``.

    Args:
        *shown: Attributes in the order of the columns, properties too, and
            ``key=path`` for a column with another key: ``nis_before=before.nis``
            is the code of the value under *before*. Of a list, the attribute of
            each member. All fields by default.
        without: Fields that are left out.
        kinds: The kind of a column, by key, that its annotation does not tell.
        labels: What people read above a column, by key, if not its key.

    Example:
        >>> @columns("name", "growth", kinds={"growth": "change"}, labels={"name": "zone"})
        ... @frozen
        ... class Size:
        ...     growth: int
        ...     name: str
        >>> print(Answer(title="Sizes", rows=[Size(1199, "Gent")]))
        Sizes
        zone  growth
        Gent  +1,199
    """
    declared = _Declared(shown, tuple(without), kinds or {}, labels or {})

    def declare(row: _Class) -> _Class:
        setattr(row, _DECLARED, declared)
        return row

    return declare


def columns_of(row: type) -> tuple[Column, ...]:
    """Return the columns under which rows of a type are shown.

    Raises:
        InvalidValueError: If it is no attrs class, or says something of a column it has not.

    Example:
        >>> from elzmodel.values import Finding
        >>> columns_of(Finding)[0]
        Column(key='code', kind='text', label='code')
    """
    return tuple(column for column, _ in _columns(row))


_DECLARED: Final = "__elz_columns__"
_KINDS: Final[tuple[tuple[Kind, frozenset[object]], ...]] = (
    ("flag", frozenset({bool})),
    ("day", frozenset({date})),
    ("code", frozenset({NisCode})),
    ("count", frozenset({int})),
    ("share", frozenset({Share})),
    ("number", frozenset({int, float, Fraction})),
    ("total", frozenset({Total, int, float, Fraction})),
)
_LISTS: Final = (tuple, frozenset)


@cache
def _columns(row: type) -> tuple[tuple[Column, Callable[[object], object]], ...]:
    """Return each column of a type of rows with what reads its values."""
    declared: _Declared = getattr(row, _DECLARED, _Declared())
    paths = dict(map(_path, declared.shown)) or {
        name: (name,)
        for name in _names(row)
        if not name.startswith("_") and name not in declared.without
    }
    for key in (*declared.kinds, *declared.labels):
        if key not in paths:
            kind = said("column of {name}", name=row.__name__)
            raise InvalidValueError(kind, key, said("{names:list}", names=[*paths]))
    return tuple(
        (
            Column(
                key,
                declared.kinds.get(key) or _kind(row, path),
                declared.labels.get(key, label_of(key)),
            ),
            partial(_read, path),
        )
        for key, path in paths.items()
    )


def _path(shown: str) -> tuple[str, tuple[str, ...]]:
    key, _, path = shown.partition("=")
    return key, tuple((path or key).split("."))


def _names(row: type) -> tuple[str, ...]:
    if not attrs.has(row):
        raise InvalidValueError("type of rows", row, "a class of attrs")
    return tuple(each.name for each in attrs.fields(row))


def _kind(row: type, path: Sequence[str]) -> Kind:
    """Return what the annotations along a path say of the values at its end."""
    hint: object = row
    is_list = False
    for name in path:
        is_list |= _is_list(hint)
        hint = _annotation(_owner(hint), name)
    if is_list or _is_list(hint):
        return "list"
    options = _options(hint)
    fitting: list[Kind] = [kind for kind, of in _KINDS if options and of.issuperset(options)]
    return fitting[0] if fitting else "text"


def _options(hint: object) -> tuple[Any, ...]:
    """Return the types that an annotation allows, but for ``None``."""
    found = get_args(hint) if get_origin(hint) in {Union, UnionType} else (hint,)
    return tuple(each for each in found if each is not NoneType)


def _is_list(hint: object) -> bool:
    options = _options(hint)
    return bool(options) and all(get_origin(each) in _LISTS for each in options)


def _owner(hint: object) -> type:
    """Return the class whose attribute is read: of a list, that of its members."""
    first = _options(hint)[0]
    return _owner(get_args(first)[0]) if _is_list(first) else first


def _annotation(owner: type, name: str) -> object:
    found = getattr_static(owner, name, None)
    if isinstance(found, property):
        return _hints(found.fget)["return"]
    hints = _hints(owner)
    if name not in hints:
        kind = said("attribute of {name}", name=owner.__name__)
        raise InvalidValueError(kind, name, said("{names:list}", names=[*hints]))
    return hints[name]


_hints: Final = cache(get_type_hints)


def _read(path: Sequence[str], value: object) -> object:
    """Return the value at the end of a path; of a list, what stands there for each member."""
    for name in path:
        if isinstance(value, _LISTS):
            value = tuple(getattr(each, name) for each in value)
        elif value is not None:
            value = getattr(value, name)
    return value
