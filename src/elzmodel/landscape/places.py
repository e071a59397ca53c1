"""Where a place lies on a day: a municipality, a village or a postal code, by what people write.

`Snapshot.locate` and its neighbours ask here. What a name alone does not settle is refused
with everything that it may mean; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple

from attrs import field, frozen

from elzmodel.errors import (
    AmbiguousNameError,
    InvalidValueError,
    NotOnDayError,
    UnknownIdError,
)
from elzmodel.landscape.gazetteer import Gazetteer, PostalCode, Village
from elzmodel.landscape.names import Names, as_text, qualified, traits
from elzmodel.landscape.written import bare_name
from elzmodel.territory import Layout, Municipality
from elzmodel.values import Code, Codes, Disagreement, Finding, PartId, Ref, Severity, ZoneId
from elzmodel.values.arguments import keep_door
from elzmodel.values.text import Said, Suggestions, fold, said
from elzmodel.zones import DecisionPoint, Zone, ZoneMap

__all__ = ["Located"]

ALSO_A_VILLAGE: Final = Code(
    "ELZ-L040",
    {
        "": "{name!r} is read as the municipality; villages of that name lie in {others:list all}",
        "several": "{n} {n:name is|names are} taken for {n:a municipality|municipalities}; "
        "villages elsewhere have {n:it|them} as well: {villages:list}",
    },
    severity=Severity.ADVICE,
    meaning="a name of a municipality that villages elsewhere have as well",
    explanation="The municipality is meant unless something says otherwise. A postal code, or "
    "the municipality in brackets, tells them apart: `Halle (Zoersel)`.",
    remedy="where a village is meant, write its municipality in brackets, or its postal code",
)
SOURCES_DIFFER: Final = Code(
    "ELZ-L041",
    "sources place postal code {code} differently: {said} ({by:list}), {other} ({by_other:list})"
    "[; followed is {followed:list}]",
    meaning="sources disagree about a postal code",
    explanation="Two tables of postal codes do not agree, of the same layout: nothing has moved. "
    "The one that is followed is named; look whether that is right for your data.",
)
OPEN: Final = Code(
    "ELZ-L010",
    "its zone is undecided: {candidates:or all}",
    meaning="the zone of a municipality is undecided",
    explanation="A merger joined municipalities of different zones and no assignment is recorded. "
    "Add an `Assign` where you know the answer, or work with the bounds.",
)
CODES: Final = Codes([OPEN, ALSO_A_VILLAGE, SOURCES_DIFFER])


def open_ones(points: Iterable[DecisionPoint], layout: Layout) -> Iterator[Finding]:
    """Yield what is said of each open decision, about the municipality that asks for it."""
    for point in points:
        municipality = layout.by_unit.get(point.unit)
        about = Ref("municipality", point.unit, label=str(municipality or point.unit))
        yield OPEN.finding(about, candidates=point.candidates)


def asked_about(point: DecisionPoint, layout: Layout, zones: ZoneMap) -> tuple[Municipality, ...]:
    """Return who holds the land of an open decision: the merged one, or what came of it."""
    asked = {part for part, each in zones.undecided.items() if each == point}
    return tuple(m for m in layout.municipalities if not asked.isdisjoint(m.parts))


@frozen(kw_only=True)
class Located:
    """Where a place lies on a day (*plaats*).

    *village* is ``None`` where the municipality itself is meant. *parts* is the smallest land
    that is known to hold the place, and *zones* has the zones of that land, each that it may
    come to where that is undecided. *notes* says so, and what is doubtful about the postal code.

    Example:
        >>> from elzmodel import flanders
        >>> found = flanders().on("2025-01-01").locate("Kruishoutem")
        >>> print(found.municipality, found.village.name, [zone.name for zone in found.zones])
        Kruisem (45068) Kruishoutem ['Vlaamse Ardennen']
    """

    municipality: Municipality
    village: Village | None
    parts: frozenset[PartId] = field(repr=False)
    zones: tuple[Zone, ...]
    notes: tuple[Finding, ...] = field(default=(), repr=False)

    def __str__(self) -> str:
        """Show the place with its municipality, so that it is told from others."""
        return _shown(self.municipality, self.village)


class _Candidate(NamedTuple):
    municipality: Municipality
    village: Village | None
    parts: frozenset[PartId]


@frozen
class Places:
    """What names of villages and postal codes mean on one day."""

    day: date
    names: Names
    layout: Layout
    zones: ZoneMap
    gazetteer: Gazetteer
    disagreements: tuple[Disagreement, ...] = ()

    def locate(self, name: str, *, postal_code: str | None = None) -> Located:
        """Return the one place that is meant; see `Snapshot.locate`."""
        text = as_text("place", name)
        plain, bracket = qualified(text)
        candidates = self._called(text) or [
            here for each in self._called(plain) if bracket for here in self._within(bracket, each)
        ]
        if not candidates:
            raise self._no_place(text, plain)
        if postal_code is not None:
            candidates = self._in_postal_code(candidates, postal_code)
        elsewhere = () if postal_code else self.names.elsewhere(text)
        if len(candidates) > 1 or elsewhere:
            shown = [*(_shown(m, v) for m, v, _ in candidates), *elsewhere]
            raise AmbiguousNameError("place", text, shown)
        ((municipality, village, parts),) = candidates
        return Located(
            municipality=municipality,
            village=village,
            parts=parts,
            zones=tuple(self.zones.by_id[zone] for zone in self._zones_of(parts)),
            notes=(*self._open(parts), *doubts(postal_code or "", self.disagreements)),
        )

    def note(self, name: str, municipality: Municipality) -> Finding | None:
        """Return the note that villages elsewhere have the name of a municipality."""
        others = [str(m) for m, v, _ in self._villages(name) if v and m is not municipality]
        if not others:
            return None
        return ALSO_A_VILLAGE.finding(
            Ref("municipality", municipality.unit), name=name, others=others
        )

    def what_else(self, key: str) -> str:
        """Say what a key that names no municipality is: a village, a zone, or outside."""
        plain, bracket = qualified(key)
        called = self._called(plain) if bracket else []
        within = [here for each in called for here in self._within(bracket, each)]
        villages = [each for each in within or self._villages(plain) if each.village]
        if called and (not within or len(villages) < len(within)):
            return said("{name} is {places:or all}", name=plain, places=_meant(within or called))
        found = [said("in {place}", place=self._said_zones(m, land)) for m, _, land in villages]
        if found:
            return said("It is a village or district {places:and all}", places=found)
        codes = self.gazetteer.postal_code(key)
        if codes:
            land = frozenset(
                part for each in codes if self.day in each.period for part in each.parts
            )
            holders = self.layout.holding(land)
            names = said("{names:list}", names=[*map(str, holders)])
            known = self._said_zones(names, land) if holders else ""
            return said("It is a postal code[, of {place}]", place=known)
        larger = {area for m in self.layout.municipalities for area in (m.province, m.region)}
        if fold(key) in map(fold, filter(None, larger)):
            return said("It is a province or a region; `municipalities_in` has its municipalities")
        if self.names.find_zone(key, self.day).on_day:
            return said(
                "It is a zone: municipalities_of has what lies in it, `elzmodel zone` in a terminal"
            )
        elsewhere = self.gazetteer.elsewhere(key)
        return said("{place} lies outside the record", place=elsewhere) if elsewhere else ""

    def postal_code(self, code: str) -> PostalCode:
        """Return what a postal code is on the day.

        Raises:
            UnknownIdError: If no table has it.
            NotOnDayError: If no table of postal codes speaks of the day, or none has it then.
        """
        asked = as_text("postal code", code)
        found = self.gazetteer.postal_code(asked)
        on_day = [each for each in found if self.day in each.period]
        if on_day:
            return on_day[0]
        if not self.gazetteer.has_postal_codes_on(self.day):
            reason = said("No table of postal codes speaks of that day")
            raise NotOnDayError("postal code", asked, self.day, reason=reason)
        if found:
            raise NotOnDayError("postal code", asked, self.day, [each.period for each in found])
        known = (each.code for each in self.gazetteer.postal_codes)
        raise UnknownIdError("postal code", asked, Suggestions(asked, lambda: known))

    @cached_property
    def postal_land(self) -> Mapping[str, frozenset[PartId]]:
        """The land of each postal code of the day, joined where codes share a municipality.

        A municipality has several postal codes, and it is not known which land of it has
        which: counts of all of them make the count of that land.
        """
        codes = [each for each in self.gazetteer.postal_codes if self.day in each.period]
        land: dict[PartId, frozenset[PartId]] = {}
        for each in codes:
            parts = self.layout.living(each.parts)
            joined = parts.union(*(land.get(part, parts) for part in parts))
            land.update(dict.fromkeys(joined, joined))
        return {
            each.code: land[min(parts)]
            for each in codes
            if (parts := self.layout.living(each.parts))
        }

    def _called(self, name: str) -> list[_Candidate]:
        municipalities = self.names.find_municipality(name, self.day).on_day
        own = {m.unit for m in municipalities}
        candidates = [_Candidate(m, None, frozenset(m.parts)) for m in municipalities]
        return candidates + [
            each for each in self._villages(name) if each.municipality.unit not in own
        ]

    def _villages(self, name: str) -> Iterator[_Candidate]:
        for village in self.gazetteer.villages_called(name):
            living = self.layout.living(village.parts)
            for municipality in self.layout.holding(living):
                yield _Candidate(municipality, village, living & frozenset(municipality.parts))

    def _zones_of(self, parts: Iterable[PartId]) -> list[ZoneId]:
        """Return the zones of some land, each candidate where that is undecided."""
        found: set[ZoneId | None] = set()
        for part in parts:
            point = self.zones.undecided.get(part)
            found.update(point.candidates if point else [self.zones.by_part.get(part)])
        return sorted(zone for zone in found if zone is not None)

    def _said_zones(self, place: object, parts: Collection[PartId]) -> str:
        zones = self._zones_of(parts)
        name = place if isinstance(place, Said) else str(place)
        if self.zones.undecided.keys().isdisjoint(parts):
            return said("{place}[ (zone {zones:and})]", place=name, zones=zones)
        return said("{place}[ (zone {zones:or})]", place=name, zones=zones)

    def _open(self, parts: Iterable[PartId]) -> Iterator[Finding]:
        undecided = self.zones.undecided
        points = dict.fromkeys(undecided[part] for part in parts if part in undecided)
        return open_ones(points, self.layout)

    def _within(self, bracket: str, candidate: _Candidate) -> list[_Candidate]:
        """Return a candidate if it is in what the brackets say, and a village of it if they do."""
        municipality, village, parts = candidate
        on_day = self.names.find_municipality(bracket, self.day).on_day
        if fold(bracket) in traits(municipality) or municipality in on_day:
            return [candidate]
        if village is None and municipality.unit not in {m.unit for m in on_day}:
            inside = [v for v in self._villages(bracket) if v.municipality is municipality]
            if inside:
                return inside
        codes = (each for each in self.gazetteer.postal_code(bracket) if self.day in each.period)
        lands = (self.layout.living(each.parts) & parts for each in codes)
        return [candidate._replace(parts=land) for land in lands if land]

    def _in_postal_code(self, candidates: Iterable[_Candidate], code: str) -> list[_Candidate]:
        """Return the candidates that may have a postal code; refuse where none does."""
        land = self.layout.living(self.postal_code(code).parts)
        found = [
            each._replace(parts=each.parts & land)
            for each in candidates
            if not land.isdisjoint(each.parts)
        ]
        if found:
            return found
        expected = said(
            "that of {places:or all}; {code} is {there:list}[. Yet {doubts:list}]",
            places=_meant(candidates),
            code=code,
            there=tuple(map(str, self.layout.holding(land))),
            doubts=tuple(each.message for each in doubts(code, self.disagreements)),
        )
        raise InvalidValueError("postal code of that place", code, expected)

    def _no_place(self, text: str, plain: str) -> Exception:
        known = self._called(plain)
        if known and plain != text:
            told = "a place of that name there; {name} is {places:or all}"
            expected = said(told, name=plain, places=_meant(known))
            return InvalidValueError("place", text, expected)
        match = self.names.find_municipality(text, self.day)
        if match.ever:
            return self.names.error(match)
        villages = (village.name for village in self.gazetteer.villages)
        municipalities = (m.name for m in self.layout.municipalities)
        near = Suggestions(
            bare_name(plain)[0] or plain, lambda: dict.fromkeys((*municipalities, *villages))
        )
        return UnknownIdError("place", text, near, self.what_else(text))


def doubts(postal_code: str, disagreements: Iterable[Disagreement]) -> Iterator[Finding]:
    """Yield where sources disagree about a postal code."""
    for each in disagreements:
        if each.subject == postal_code:
            yield SOURCES_DIFFER.finding(
                Ref("postal code", postal_code),
                sources=each.by + each.by_other,
                code=postal_code,
                said=each.said,
                by=each.by,
                other=each.other,
                by_other=each.by_other,
                followed=each.followed,
            )


def _meant(candidates: Iterable[_Candidate]) -> tuple[str, ...]:
    return tuple(_shown(m, v) for m, v, _ in candidates)


def _shown(municipality: Municipality, village: Village | None) -> str:
    return f"{village.name} in {municipality}" if village else str(municipality)


keep_door(__name__)
