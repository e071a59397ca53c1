"""The tables of the record: for each class of values one, with a column for each field."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from attrs import frozen

from elzmodel.bundles.cells import (
    BadCell,
    BundleColumn,
    BundleTable,
    Lands,
    Plain,
    Row,
    as_json,
    from_json,
    ways_of,
)
from elzmodel.io.classes import field_words
from elzmodel.io.converters import converter
from elzmodel.landscape import Alias, Elsewhere, Location, PostalCode, Village
from elzmodel.landscape.citations import Edition
from elzmodel.landscape.gazetteer import Facilities
from elzmodel.territory import Border, Event, Figure, Part, TerritoryEvent
from elzmodel.territory.shapes import DrawnLand
from elzmodel.values import Disagreement, PartId, Period, Source
from elzmodel.zones import SizeRule, ZoneEvent

__all__: list[str] = []


@frozen
class Shelf:
    """A table of the record: its name, the class of its values, and what they are."""

    name: str
    of: type[Any]
    about: str

    @property
    def read_as(self) -> Any:  # noqa: ANN401 - a class, or a union of classes
        """What a row is read into."""
        return self.of

    @property
    def columns(self) -> tuple[BundleColumn, ...]:
        """The columns: for each field one or several."""
        return tuple(
            BundleColumn(column, of, self._about(column, name))
            for name, way in ways_of(self.of)
            for column, of in way.columns
        )

    def _about(self, column: str, name: str) -> str:
        stated = _ABOUT.get(f"{self.name}.{column}") or _ABOUT.get(column)
        return stated or field_words(self.of, name)[0]

    def cells(self, value: Any, lands: Lands) -> tuple[Plain, ...]:  # noqa: ANN401 - of the class
        """Return a value as a row."""
        ways = ways_of(self.of)
        return tuple(cell for name, way in ways for cell in way.write(getattr(value, name), lands))

    def plain(self, row: Row, lands: Lands) -> dict[str, Any]:
        """Return a row as a document would have it; what is null is not said."""
        found = {
            name: way.read([row[column] for column, _ in way.columns], lands)
            for name, way in ways_of(self.of)
        }
        return {name: value for name, value in found.items() if value is not None}

    def table(self, values: Iterable[Any], lands: Lands) -> BundleTable:
        """Return values as a table."""
        rows = tuple(self.cells(value, lands) for value in values)
        return BundleTable(self.name, self.about, self.columns, rows)


class EventShelf(Shelf):
    """The table of events of every kind: what all of them have, and the rest in one column.

    Its values are pairs of the partition, empty for municipalities, and the event.
    """

    @property
    def read_as(self) -> Any:  # noqa: ANN401 - see above
        """What a row is read into: any event."""
        return TerritoryEvent | ZoneEvent

    @property
    def columns(self) -> tuple[BundleColumn, ...]:
        """The columns of what every event has, between the partition and the rest."""
        partition = BundleColumn("partition", "TEXT", "Of which partition; empty: municipalities.")
        word = BundleColumn("event", "TEXT", "Which event it is, as in documents.")
        rest = BundleColumn("details", "TEXT", "What else it says, as documents have it, in JSON.")
        return (partition, word, *super().columns, rest)

    def cells(self, value: Any, lands: Lands) -> tuple[Plain, ...]:  # noqa: ANN401 - see above
        """Return a partition and an event as a row."""
        partition, event = value
        plain = converter().unstructure(event)
        word = plain.pop("event")
        for name, _ in ways_of(self.of):
            plain.pop(name, None)
        return (partition, word, *super().cells(event, lands), as_json(plain))

    def plain(self, row: Row, lands: Lands) -> dict[str, Any]:
        """Return a row as a document would have the event."""
        rest = from_json(row["details"], "details")
        if not isinstance(rest, dict):
            raise BadCell("", row["details"], "details")
        return {**rest, **super().plain(row, lands), "event": row["event"]}


# Rows of what has no class of its own.


@frozen(kw_only=True)
class Head:
    """What the landscape is, in which version of the format, and who wrote it."""

    format: int
    written_by: str
    name: str
    covers: Period
    code_system: str
    code_pattern: str = ""
    attribution: str = ""


@frozen(kw_only=True)
class Partition:
    key: str
    kind: str
    follows_cuts: bool = False


@frozen(kw_only=True)
class Sector:
    code: str
    parts: frozenset[PartId]


@frozen
class Joined:
    parts: frozenset[PartId]


@frozen
class Arc:
    points: tuple[tuple[float, float], ...]


@frozen
class Rules:
    id: str
    document: str


HEAD: Final = Shelf("landscape", Head, "What the landscape is: one row.")
SHELVES: Final = {
    each.name: each
    for each in (
        Shelf("edition", Edition, "Which state of the facts it has: one row, or none."),
        Shelf("sources", Source, "Where facts come from; other tables name their ids."),
        Shelf("parts", Part, "The smallest stable pieces of land."),
        Shelf("partitions", Partition, "Which partitions of the land there are."),
        EventShelf("events", Event, "What happened to municipalities and to zones."),
        Shelf("figures", Figure, "Numbers about land on a day."),
        Shelf("replaced_figures", Figure, "Figures that others replaced."),
        Shelf("borders", Border, "Which lands touch."),
        Shelf("joined", Joined, "Land that is in one piece where all of it is there."),
        Shelf("aliases", Alias, "Other names of municipalities and zones."),
        Shelf("locations", Location, "A point for a land, in WGS84."),
        Shelf("sectors", Sector, "Statistical sectors that lie in some of the parts."),
        Shelf("disagreements", Disagreement, "Where sources contradict each other."),
        Shelf("size_rules", SizeRule, "How many inhabitants a zone should have."),
        Shelf("villages", Village, "Sub-municipalities and districts."),
        Shelf("postal_codes", PostalCode, "Postal codes during a period."),
        Shelf("outside", Elsewhere, "Municipalities outside the record."),
        Shelf("facilities", Facilities, "Municipalities with language facilities."),
        Shelf("arcs", Arc, "Stretches of border, from 0 in order of the rows."),
        Shelf("drawn", DrawnLand, "Land with the rings of arcs around it."),
        Shelf("rules", Rules, "Rules of composition, each as a document in JSON."),
    )
}
"""The tables of the record beside the first, each with the values of a class."""
_LAND_COLUMNS: Final = (
    BundleColumn("land", "INTEGER", "The number of a set of parts."),
    BundleColumn("part", "TEXT", "One of its parts."),
)
LANDS: Final = BundleTable("lands", "Which parts a land consists of.", _LAND_COLUMNS, ())


_EXACTLY: Final = "As it is written, where that is no whole number of the usual size; else null."
_ABOUT: Final = {
    "start": "The first day on which it holds; null where it always did.",
    "until": "The first day on which it no longer holds; null where it still does.",
    "land": "The number of its land, see the table lands.",
    "sources": "The ids of sources, in JSON.",
    "basis": "How it follows from its sources.",
    "grade": "How well it is established, from A to U.",
    "value_exact": _EXACTLY,
    "low_exact": _EXACTLY,
    "high_exact": _EXACTLY,
    "edition.start": "The first day that its tables speak of.",
    "edition.until": "The first day that they no longer speak of.",
    "landscape.format": "The version of these tables.",
    "landscape.written_by": "What wrote them.",
    "landscape.name": "What the landscape is called.",
    "landscape.code_system": "What the codes of its municipalities are called.",
    "landscape.code_pattern": "The regular expression of such a code.",
    "landscape.attribution": "Whom to name beside every picture of the outlines.",
    "parts.id": "The id that other tables name.",
    "parts.postal_code": "The postal code, where the part has one of its own.",
    "partitions.key": "What other tables call it: zones, regions, or another.",
    "partitions.kind": "What its areas are.",
    "partitions.follows_cuts": "Whether pieces lie where the land lay that they were cut from.",
    "borders.land_a": "The number of one land.",
    "borders.land_b": "The number of the other; which of several parts touch is not said.",
    "borders.contact": "How they touch: border, short or point.",
    "borders.km": "How long the border is, in kilometres.",
    "aliases.scope": "Of what it is a name: municipality or zone.",
    "aliases.text": "The name or code.",
    "aliases.ids": "The ids of what is meant, in JSON.",
    "aliases.elsewhere": "What has the same name outside the record, in JSON.",
    "aliases.kind": "What kind of name it is.",
    "locations.lon": "The longitude of the centroid.",
    "locations.lat": "Its latitude.",
    "locations.inner": "A point inside: longitude and latitude, in JSON.",
    "sectors.code": "The code of the sector.",
    "disagreements.subject": "What it is about.",
    "disagreements.topic": "What kind of doubt it is.",
    "disagreements.said": "What is said.",
    "disagreements.by": "By which sources, in JSON.",
    "disagreements.other": "What is said otherwise.",
    "disagreements.by_other": "By which sources, in JSON.",
    "disagreements.followed": "Which sources the record follows, in JSON.",
    "size_rules.name": "What the rule is called.",
    "size_rules.low": "The least number of inhabitants.",
    "size_rules.high": "The most; null where there is none.",
    "size_rules.citation": "Where it is written.",
    "villages.code": "The code that its source has.",
    "villages.name": "The name.",
    "postal_codes.code": "The postal code.",
    "outside.nis": "The NIS code.",
    "outside.names": "The names, the local one first, in JSON.",
    "facilities.kind": "Where it lies: in the periphery of Brussels, or along the border.",
    "arcs.points": "Longitudes and latitudes, in JSON.",
    "drawn.rings": "For each ring the numbers of its arcs, in JSON; -n-1 is arc n backwards.",
    "rules.document": "The whole set of rules, as `elzmodel schema rules` describes it.",
}
"""What columns hold, where documents say it otherwise or not at all."""


def record_tables() -> tuple[BundleTable, ...]:
    """Return the tables that a landscape is read from, without rows."""
    return (*(shelf.table((), Lands()) for shelf in (HEAD, *SHELVES.values())), LANDS)
