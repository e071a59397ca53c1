"""A landscape as plain tables, and plain tables as a landscape.

What is recorded stands in tables from which the landscape is made again; what follows from
that, such as who was in which zone when, stands beside it for those who ask, and is never
read. A set of parts is a *land* with a number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version
from typing import Any, Final

from attrs import define, evolve, field

from elzmodel.bundles.cells import (
    LACKING,
    NEWER,
    NO_BUNDLE,
    BadCell,
    BundleTable,
    Lands,
    Row,
)
from elzmodel.bundles.derived import derived_tables, zonings_of
from elzmodel.bundles.shelves import (
    HEAD,
    LANDS,
    SHELVES,
    Arc,
    Head,
    Joined,
    Partition,
    Rules,
    Sector,
    Shelf,
    record_tables,
)
from elzmodel.errors import DocumentError, ElzError, FormatVersionError, InvalidValueError
from elzmodel.governance import RuleSet
from elzmodel.io import dumps, loads
from elzmodel.io.converters import converter
from elzmodel.io.reading import findings_of
from elzmodel.landscape import Gazetteer, Landscape
from elzmodel.territory import Borders, Figures, Register, Shapes
from elzmodel.values import NIS, CodeSystem, Finding, Place
from elzmodel.values.text import said
from elzmodel.zones import Zoning

__all__: list[str] = []

FORMAT: Final = 1
"""The newest version of the tables; it only ever grows."""


def tables_of(landscape: Landscape) -> tuple[BundleTable, ...]:
    """Return a landscape as tables: those of the record, then those that follow from it.

    Raises:
        InvalidValueError: If it holds what its tables could not give back.

    Example:
        >>> from elzmodel.testing.worlds import small_world
        >>> [table.name for table in tables_of(small_world())][:3]
        ['landscape', 'edition', 'sources']
    """
    lands, held = Lands(), _held(landscape)
    head = Head(
        format=FORMAT,
        written_by=f"elzmodel {version('elzmodel')}",
        name=landscape.name,
        covers=landscape.covers,
        code_system=landscape.codes.name,
        code_pattern=landscape.codes.pattern,
        attribution=landscape.shapes.attribution,
    )
    record = [HEAD.table([head], lands)]
    record += [shelf.table(held[name], lands) for name, shelf in SHELVES.items()]
    derived = derived_tables(landscape, lands)
    rows = tuple((n, part) for parts, n in lands.numbers.items() for part in sorted(parts))
    found = (*record, evolve(LANDS, rows=rows), *derived)
    if not _gives_back(found, landscape):
        expected = said("one whose ids and codes are written as documents have them")
        raise InvalidValueError("landscape to save", landscape.name, expected)
    return found


def _gives_back(tables: Iterable[BundleTable], landscape: Landscape) -> bool:
    rows = {table.name: rows_of(table) for table in tables}
    try:
        back = landscape_of(rows, landscape.name)
    except DocumentError:
        return False
    return back == landscape and back.edition == landscape.edition


def rows_of(table: BundleTable) -> list[Row]:
    """Return the rows of a table as a file gives them.

    Example:
        >>> rows_of(evolve(LANDS, rows=((1, "alken"),)))
        [{'land': 1, 'part': 'alken'}]
    """
    names = [each.name for each in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows]


def _held(landscape: Landscape) -> dict[str, Iterable[Any]]:
    """Return the values of each table of the record."""
    gazetteer, shapes, zonings = landscape.gazetteer, landscape.shapes, zonings_of(landscape)
    happened = [("", landscape.register.events)]
    happened += [(key, zoning.events) for key, zoning in zonings.items()]  # type: ignore[misc] # any event
    return {
        "edition": [landscape.edition] if landscape.edition else [],
        "sources": landscape.sources.values(),
        "parts": landscape.parts.values(),
        "partitions": [_partition(key, each, landscape) for key, each in zonings.items()],
        "events": [(key, event) for key, events in happened for event in events],
        "figures": landscape.figures.figures,
        "replaced_figures": landscape.figures.replaced,
        "borders": landscape.borders.borders,
        "joined": map(Joined, landscape.borders.joined),
        "aliases": landscape.aliases,
        "locations": landscape.locations,
        "sectors": [Sector(code=code, parts=land) for code, land in landscape.sectors.items()],
        "disagreements": landscape.disagreements,
        "size_rules": landscape.size_rules,
        "villages": gazetteer.villages,
        "postal_codes": gazetteer.postal_codes,
        "outside": gazetteer.outside,
        "facilities": gazetteer.facilities,
        "arcs": map(Arc, shapes.arcs),
        "drawn": shapes.drawn,
        "rules": [Rules(each.id, dumps(each, form="json")) for each in landscape.rule_sets],
    }


def _partition(key: str, zoning: Zoning, landscape: Landscape) -> Partition:
    cuts = zoning.refinement
    follows = bool(cuts.cuts) and cuts == landscape.register.refinement
    return Partition(key=key, kind=zoning.kind, follows_cuts=follows)


# --- reading ----------------------------------------------------------------------------


def landscape_of(rows: Mapping[str, Sequence[Row]], source: str) -> Landscape:
    """Return the landscape that tables of the record hold; other tables are not looked at.

    Raises:
        DocumentError: If a table or a column is missing, or rows cannot be read; all
            problems at once, each with its table and row.

    Example:
        >>> from elzmodel.testing.worlds import small_world
        >>> rows = {table.name: rows_of(table) for table in tables_of(small_world())}
        >>> landscape_of(rows, "x") == small_world()
        True
    """
    refuse_newer(rows, source)
    lacking = [*_lacking(rows, source)]
    if lacking:
        raise DocumentError(source, lacking)
    reader = _Reader(source, rows)
    heads = reader.values(HEAD)
    for head in heads:
        reader.codes = reader.made(CodeSystem, head.code_system, head.code_pattern)
    held = {name: reader.values(shelf) for name, shelf in SHELVES.items()}
    if reader.found:
        raise DocumentError(source, reader.found)
    found: Landscape = reader.made(_assembled, heads[0], held, reader.codes)
    return found


def refuse_newer(rows: Mapping[str, Sequence[Row]], source: str) -> None:
    """Refuse a format that this version of the library does not know yet.

    Raises:
        FormatVersionError: If it is newer.

    Example:
        >>> refuse_newer({"landscape": [{"format": 1}]}, "x")
    """
    for row in rows.get(HEAD.name, ()):
        found = row.get("format")
        if isinstance(found, int) and found > FORMAT:
            told = NEWER.finding(found=found, supported=FORMAT, place=Place(source))
            raise FormatVersionError(source, [told], found, FORMAT)


def _lacking(rows: Mapping[str, Sequence[Row]], source: str) -> Iterator[Finding]:
    place = Place(source)
    for table in record_tables():
        found_rows = rows.get(table.name)
        if found_rows is None:
            yield LACKING.finding(place=place, table=table.name)
        for column in table.columns if found_rows else ():
            if column.name not in found_rows[0]:  # type: ignore[index] # it is there
                yield LACKING.finding(
                    variant="column", place=place, table=table.name, column=column.name
                )
    count = len(rows.get(HEAD.name, [{}]))
    if count != 1:
        yield LACKING.finding(variant="rows", place=place, table=HEAD.name, n=count)
    keys = {row.get("key") for row in rows.get("partitions", ())}
    for key in ("zones", "regions"):
        if "partitions" in rows and key not in keys:
            yield LACKING.finding(variant="partition", place=place, key=key)


@define
class _Reader:
    """Reads tables, and gathers what cannot be read."""

    source: str
    rows: Mapping[str, Sequence[Row]]
    codes: CodeSystem = NIS
    lands: Lands = field(init=False)
    found: list[Finding] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        self.lands = Lands()
        for row in self.rows["lands"]:
            self.lands.parts.setdefault(row["land"], []).append(row["part"])

    def values(self, shelf: Shelf) -> list[Any]:
        """Return the values of a table; those of events with their partitions."""
        read, found = converter(codes=self.codes), list[Any]()
        for number, row in enumerate(self.rows[shelf.name], start=1):
            try:
                value = read.structure(shelf.plain(row, self.lands), shelf.read_as)
            except Exception as error:  # noqa: BLE001 - what is ours to mend is raised again below
                self.found += self._findings(error, shelf, row, number)
            else:
                found.append((row["partition"], value) if shelf.name == "events" else value)
        return found

    def _findings(self, error: Exception, shelf: Shelf, row: Row, number: int) -> list[Finding]:
        """Return everything that is wrong with a row."""
        if isinstance(error, BadCell):
            told = [error.finding]
        else:
            detailed = converter(detailed=True, codes=self.codes)
            try:
                detailed.structure(shelf.plain(row, self.lands), shelf.read_as)
            except Exception as every:  # noqa: BLE001 - the same
                error = every
            told = findings_of(error, None)
        places = (each.place.cell or next(map(str, each.place.path), "") for each in told)
        return [
            evolve(each, place=Place(self.source, sheet=shelf.name, row=number, cell=cell))
            for each, cell in zip(told, places, strict=True)
        ]

    def made(self, make: Callable[..., Any], *given: Any) -> Any:  # noqa: ANN401 - of any type
        """Make a value of what was read; where that is refused, it is the file that is wrong."""
        try:
            return make(*given)
        except ElzError as error:
            told = getattr(error, "findings", None) or [NO_BUNDLE.finding(why=error)]
            place = Place(self.source)
            raise DocumentError(self.source, [evolve(each, place=place) for each in told]) from None


def _assembled(head: Head, held: Mapping[str, list[Any]], codes: CodeSystem) -> Landscape:
    """Put a landscape together from the values of its tables."""
    events: dict[str, list[Any]] = {"": []}
    for key, event in held["events"]:
        events.setdefault(key, []).append(event)
    register = Register(events[""])
    zonings = {each.key: _zoning(each, events, register) for each in held["partitions"]}
    drawn = Shapes(
        tuple(arc.points for arc in held["arcs"]), tuple(held["drawn"]), head.attribution
    )
    gazetteer = Gazetteer(
        villages=tuple(held["villages"]),
        postal_codes=tuple(held["postal_codes"]),
        outside=tuple(held["outside"]),
        facilities=tuple(held["facilities"]),
    )
    rules = tuple(loads(each.document, of=RuleSet, name=each.id) for each in held["rules"])
    return Landscape(
        name=head.name,
        covers=head.covers,
        register=register,
        zoning=zonings.pop("zones"),
        regions=zonings.pop("regions"),
        figures=Figures(held["figures"], replaced=tuple(held["replaced_figures"])),
        borders=Borders(held["borders"], tuple(each.parts for each in held["joined"])),
        aliases=tuple(held["aliases"]),
        codes=codes,
        parts={each.id: each for each in held["parts"]},
        sources={each.id: each for each in held["sources"]},
        locations=tuple(held["locations"]),
        sectors={each.code: each.parts for each in held["sectors"]},
        disagreements=tuple(held["disagreements"]),
        size_rules=held["size_rules"],
        gazetteer=gazetteer,
        shapes=drawn,
        partitions=zonings,
        rule_reader=rules,
        edition=next(iter(held["edition"]), None),
    )


def _zoning(of: Partition, events: Mapping[str, list[Any]], register: Register) -> Zoning:
    zoning = Zoning(events.get(of.key, ()), of.kind)
    return zoning.refined(register.refinement) if of.follows_cuts else zoning
