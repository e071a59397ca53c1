"""Places that are no municipalities: villages, postal codes, and what lies outside the record.

A village or a postal code is placed in land, in parts, so that it is found on any day on
which that land is in a municipality. Postal codes are placed for the days of a layout: a
table of one layout says nothing about another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from attrs import field, frozen

from elzmodel.landscape.names import spelling
from elzmodel.territory.municipality import set_of_parts
from elzmodel.values import Grade, NisCode, PartId, Period, SourceId
from elzmodel.values.arguments import keep_door
from elzmodel.values.ids import grouped

__all__ = ["Elsewhere", "Gazetteer", "PostalCode", "Village"]


@frozen(kw_only=True)
class Village:
    """A sub-municipality (*deelgemeente*) or a district, with the parts that it lies in.

    It lies in one municipality where one holds all its *parts*. *code* is that of its
    source; the first five digits are those of a municipality.
    """

    code: str
    name: str
    parts: frozenset[PartId] = field(converter=set_of_parts)
    sources: tuple[SourceId, ...] = ()


@frozen(kw_only=True)
class PostalCode:
    """A postal code (*postcode*) during one period, with the parts that it lies in."""

    code: str
    parts: frozenset[PartId] = field(converter=set_of_parts)
    period: Period
    sources: tuple[SourceId, ...] = ()


@frozen(kw_only=True)
class Elsewhere:
    """A municipality outside the record, so that national tables can be read.

    *names* are those in the languages of its source, the local one first.
    """

    nis: NisCode
    names: tuple[str, ...]
    sources: tuple[SourceId, ...] = ()

    def __str__(self) -> str:
        """Show name and code."""
        return f"{self.names[0]} ({self.nis})"


@frozen(kw_only=True)
class Facilities:
    """Language facilities (*taalfaciliteiten*) of a municipality, on the land that it had.

    *kind* says where it lies: in the periphery of Brussels, or along the language border.
    """

    parts: frozenset[PartId] = field(converter=set_of_parts)
    kind: str
    grade: Grade
    sources: tuple[SourceId, ...] = ()


@frozen(cache_hash=True)
class Gazetteer:
    """Villages, postal codes, municipalities with facilities, and those of the neighbours.

    Example:
        >>> from elzmodel import flanders
        >>> gazetteer = flanders().gazetteer
        >>> [village.code for village in gazetteer.villages_called("Deurne")]
        ['11002R', '24020F']
        >>> gazetteer.elsewhere("Liège").nis
        '62063'
    """

    villages: tuple[Village, ...] = field(default=(), repr=False)
    postal_codes: tuple[PostalCode, ...] = field(default=(), repr=False)
    outside: tuple[Elsewhere, ...] = field(default=(), repr=False)
    facilities: tuple[Facilities, ...] = field(default=(), repr=False)

    def __repr__(self) -> str:
        """Count what it holds."""
        codes = {each.code for each in self.postal_codes}
        return f"<Gazetteer: {len(self.villages)} villages, {len(codes)} postal codes>"

    def villages_called(self, name: str) -> tuple[Village, ...]:
        """Return the villages of a name, however it is spelt, or of a code, in order of code."""
        return self._villages_by_name.get(spelling(name), ())

    def postal_code(self, code: str) -> tuple[PostalCode, ...]:
        """Return a postal code in the periods for which it is known, in order of time."""
        return self._by_postal_code.get(code, ())

    def has_postal_codes_on(self, day: date) -> bool:
        """Tell whether there is a table of postal codes that speaks of a day."""
        return any(day in period for period in self.postal_periods)

    def elsewhere(self, key: str) -> Elsewhere | None:
        """Return the one municipality outside the record that has a code or a name."""
        found = self._outside_by_key.get(spelling(key), ())
        return found[0] if len(set(found)) == 1 else None

    def facilities_in(self, parts: Iterable[PartId]) -> tuple[Facilities, ...]:
        """Return the language facilities of municipalities whose land is among some parts."""
        land = frozenset(parts)
        return tuple(each for each in self.facilities if each.parts <= land)

    @cached_property
    def _villages_by_name(self) -> Mapping[str, tuple[Village, ...]]:
        ordered = sorted(self.villages, key=lambda each: each.code)
        named = ((spelling(key), each) for each in ordered for key in (each.name, each.code))
        return grouped(named)

    @cached_property
    def _by_postal_code(self) -> Mapping[str, tuple[PostalCode, ...]]:
        ordered = sorted(self.postal_codes, key=lambda each: each.period.start or date.min)
        return grouped((each.code, each) for each in ordered)

    @cached_property
    def postal_periods(self) -> frozenset[Period]:
        """The periods of which tables of postal codes speak."""
        return frozenset(each.period for each in self.postal_codes)

    @cached_property
    def _outside_by_key(self) -> Mapping[str, tuple[Elsewhere, ...]]:
        keys = ((each, key) for each in self.outside for key in (each.nis, *each.names))
        return grouped((spelling(key), each) for each, key in keys)


keep_door(__name__)
