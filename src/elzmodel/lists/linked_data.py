"""Official lists as linked data: Turtle, of which a layout says which predicate means what."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from typing import IO, Any, Final, cast

from attrs import define, field

from elzmodel.errors import TableError
from elzmodel.grids.codes import NO_SHAPE
from elzmodel.grids.columns import Grid, GridColumn
from elzmodel.grids.sources import opened
from elzmodel.grids.texts import decoded
from elzmodel.lists.layouts import ListLayout
from elzmodel.values import Place, extra
from elzmodel.values.text import Phrase, phrase, said

__all__: list[str] = []

_SCHEMA_DAYS: Final = "http://www.w3.org/2001/XMLSchema#date"
_MIDNIGHT: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T00:00(?::00(?:\.0+)?)?)?(?:Z|[+-][0-9]{2}:[0-9]{2})?"
)
"""A day, or the moment at which it begins by its own clock."""


def turtle_grid(source: object, layout: ListLayout, columns: Mapping[str, str], key: str) -> Grid:
    r"""Return what Turtle says as a grid, a row for each thing that has a *key*.

    The columns are the predicates of *columns* and, of units, those by which links are said.
    A thing that is named by its address is written by its code. Days are days, moments at
    midnight as well.

    Raises:
        OSError: If the file cannot be opened.
        InvalidValueError: If it is no file.
        MissingDependencyError: If rdflib is not installed.
        TableError: If it is no Turtle, or a thing has several values of one column.

    Example:
        >>> skos = "http://www.w3.org/2004/02/skos/core#"
        >>> layout = ListLayout(
        ...     name="mine", units={"code": "skos:notation"}, prefixes={"skos": skos}
        ... )
        >>> text = f'<http://example.org/1> <{skos}notation> "0001" .\n'
        >>> turtle_grid(text, layout, layout.units, "code").columns[0].contents
        ('0001',)
    """
    links = layout.said_by if key == "code" else {}
    return _Listed(Turtle.read(source), layout).grid(columns, [*links], key)


@define(slots=False)
class Turtle:
    """A file of Turtle: its graph, and the line on which each thing begins."""

    name: str
    text: str
    graph: Any

    @classmethod
    def read(cls, source: object) -> Turtle:
        """Return what stands in a file, or in a text.

        Raises:
            OSError: If the file cannot be opened.
            InvalidValueError: If it is no file.
            MissingDependencyError: If rdflib is not installed.
            TableError: If it is no Turtle.
        """
        file = opened(cast("IO[Any]", source))
        text, _, _ = decoded(file.data, file.name, "utf-8")
        return cls(file.name, text, _parsed(text, file.name))

    def place(self, thing: Any) -> Place:  # noqa: ANN401 - a term of rdflib
        """Return where a thing stands; on line 0 where no line begins with it."""
        words = [
            f"{prefix}:{str(thing).removeprefix(address)}"
            for prefix, address in self._prefixes
            if str(thing).startswith(address)
        ]
        line = next(filter(None, map(self._lines.get, [f"<{thing}>", f"_:{thing}", *words])), 0)
        return Place(self.name, line)

    @cached_property
    def _prefixes(self) -> list[tuple[str, str]]:
        with _quiet():
            return [(prefix, str(address)) for prefix, address in self.graph.namespaces()]

    @cached_property
    def _lines(self) -> dict[str, int]:
        """The first line that begins with each word."""
        found: dict[str, int] = {}
        for number, line in enumerate(self.text.splitlines(), start=1):
            if line[:1].strip():
                found.setdefault(line.split(maxsplit=1)[0], number)
        return found


def day_of(value: str) -> date | None:
    """Return the day that a literal stands for, ``None`` where it is no day nor its midnight.

    Example:
        >>> day_of("2025-01-01T00:00:00+01:00"), day_of("2025-02-30"), day_of("2025-01-01T12:00")
        (datetime.date(2025, 1, 1), None, None)
    """
    match = _MIDNIGHT.fullmatch(value)
    try:
        return date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None


def _parsed(text: str, name: str) -> Any:  # noqa: ANN401 - a graph of rdflib
    graph = extra("rdflib").Graph(bind_namespaces="none")
    try:
        with _quiet():
            graph.parse(data=text, format="turtle")
    except SyntaxError as problem:
        line = getattr(problem, "lines", -1) + 1
        why = re.sub(r"at line [0-9]+ of .*", "", str(problem).partition("\n")[0]).strip()
        raise _no_shape(name, phrase("it is no Turtle: {why}", why=why), line) from None
    except RecursionError:
        raise _no_shape(name, phrase("it is nested too deep")) from None
    except _LOST as problem:
        raise _no_shape(name, phrase("it is no Turtle: {why}", why=str(problem))) from None
    return graph


_LOST: Final = (AssertionError, AttributeError, LookupError, TypeError, ValueError)
"""What rdflib ends in where it loses its way in a text, and does not say where."""


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep values as they are written, and the screen free of what rdflib cannot read."""
    rdflib: Any = extra("rdflib")
    logger = logging.getLogger("rdflib.term")
    was = rdflib.NORMALIZE_LITERALS, logger.disabled
    rdflib.NORMALIZE_LITERALS, logger.disabled = False, True
    try:
        yield
    finally:
        rdflib.NORMALIZE_LITERALS, logger.disabled = was


def _no_shape(name: str, why: Phrase, line: int = 0) -> TableError:
    return TableError(name, [NO_SHAPE.finding(place=Place(name, line), why=why)])


@define(slots=False)
class _Listed:
    """What a file of Turtle says, asked by the names of predicates in a layout."""

    turtle: Turtle
    layout: ListLayout
    strangers: dict[str, int] = field(factory=dict)

    def grid(self, columns: Mapping[str, str], links: Iterable[str], key: str) -> Grid:
        """Return the columns of single values, and those that say links, of each thing."""
        things = sorted(
            self._values(columns[key]), key=lambda thing: (self._line(thing), str(thing))
        )
        single = {name: self._single(name, things) for name in columns.values()}
        several = {name: self._several(name, things) for name in links}
        found = {name: cells for name, cells in (single | several).items() if any(cells)}
        return Grid(
            self.turtle.name,
            tuple(GridColumn.of(*each) for each in _numbered(found)),
            [self._line(thing) for thing in things],
            notes=[
                said("Turtle, {n:number} {n:statement|statements}", n=len(self.turtle.graph)),
                *self._notes(),
            ],
        )

    def _notes(self) -> Iterator[str]:
        for name, count in self.strangers.items():
            yield said(
                "{n:number} {n:value|values} of {name} left out, of which the file has no code",
                n=count,
                name=name,
            )
        named = (self.layout.units, self.layout.links, self.layout.said_by)
        used = {self._predicate(name)[0] for names in named[:2] for name in names.values()}
        used |= {self._predicate(name)[0] for name in named[2]}
        unused = sorted({str(each) for each in self.turtle.graph.predicates()} - used)
        if unused:
            yield said("not used: {columns:and}", columns=unused)

    def _predicate(self, name: str) -> tuple[str, str]:
        """Return the address of a predicate, and the language that is asked of its values."""
        called, _, language = name.partition("@")
        prefix, _, local = called.partition(":")
        return f"{self.layout.prefixes[prefix]}{local}", language

    def _values(self, name: str) -> dict[Any, list[Any]]:
        """Return the values of a predicate, by the thing that has them, in a fixed order."""
        address, language = self._predicate(name)
        found: dict[Any, list[Any]] = {}
        for thing, value in self.turtle.graph.subject_objects(extra("rdflib").URIRef(address)):
            if not language or getattr(value, "language", None) == language:
                found.setdefault(thing, []).append(value)
        return {thing: sorted(values) for thing, values in found.items()}

    def _single(self, name: str, things: list[Any]) -> list[str | date | None]:
        values = self._values(name)
        for thing in things:
            if len(values.get(thing, ())) > 1:
                why = phrase(
                    "{thing} has {count} values of {name}; name a predicate of one value, "
                    "or a language, as in skos:prefLabel@nl",
                    thing=str(thing),
                    count=len(values[thing]),
                    name=name,
                )
                raise _no_shape(self.turtle.name, why, self._line(thing))
        return [self._cell(*values.get(thing, (None,))) for thing in things]

    def _cell(self, value: Any) -> str | date | None:  # noqa: ANN401 - a term of rdflib
        if value is None:
            return None
        if value in self._codes:
            return self._codes[value]
        is_day = str(getattr(value, "datatype", "")).startswith(_SCHEMA_DAYS)
        return (day_of(value) if is_day else None) or str(value)

    def _several(self, name: str, things: list[Any]) -> list[str | None]:
        """Return the codes of all that a predicate names, joined; others are counted."""
        values, cells = self._values(name), list[str | None]()
        for thing in things:
            named = values.get(thing, [])
            codes = [str(self._cell(each)) for each in named if self._has_code(each)]
            cells.append(";".join(codes) or None)
            if len(codes) < len(named):
                self.strangers[name] = self.strangers.get(name, 0) + len(named) - len(codes)
        return cells

    def _has_code(self, value: Any) -> bool:  # noqa: ANN401 - a term of rdflib
        return value in self._codes or isinstance(value, extra("rdflib").Literal)

    @cached_property
    def _codes(self) -> dict[Any, str]:
        """The code of each thing that has one."""
        named = self.layout.units.get("code")
        values = self._values(named) if named else {}
        return {thing: str(each[0]) for thing, each in values.items()}

    def _line(self, thing: Any) -> int:  # noqa: ANN401 - a term of rdflib
        return self.turtle.place(thing).line


def _numbered(
    columns: Mapping[str, list[Any]],
) -> Iterator[tuple[str, int, list[Any]]]:
    for number, (name, cells) in enumerate(columns.items(), start=1):
        yield name, number, cells
