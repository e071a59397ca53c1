"""What the keys of a table mean in land, on the day whose municipalities they are.

A key is a municipality, or a piece of one: a postal code, a
village, a statistical sector. Of pieces it is known in which part of the land they lie, not
where in it. So a part is divided into the pieces that it has, and each may be given or not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import chain
from typing import Final, Literal

from attrs import evolve, field, frozen

from elzmodel.landscape import Landscape
from elzmodel.landscape.gazetteer import Gazetteer, PostalCode, Village
from elzmodel.landscape.key_doubts import WHOLES, no_fit
from elzmodel.landscape.keys import KeyReading
from elzmodel.territory import Figure, Layout, Municipality
from elzmodel.territory.spread import Weights
from elzmodel.values import Code, Codes, Finding, PartId, Ref, Severity
from elzmodel.values.ids import grouped
from elzmodel.values.text import fold, phrase, term

__all__: list[str] = []

NOT_THEN: Final = Code(
    "ELZ-F050",
    "in use {periods:list}, and not on {day}",
    severity=Severity.ERROR,
    meaning="a key of another day than that of the table",
    explanation="It was said, or follows from the other keys, whose municipalities a table has, "
    "and a key is not one of them.",
    remedy="say another day with {option:fits}, or correct the key",
)
TWO_DIVISIONS: Final = Code(
    "ELZ-F051",
    "{land:list} is given by {kind} ({key!r}) and by {other_kind} ({other!r})",
    severity=Severity.ERROR,
    meaning="land is divided in two ways",
    explanation="Postal codes, villages and sectors of the same land overlap in ways that are not "
    "known, so that they cannot be added up.",
    remedy="keep the rows of one of them",
)
WHOLE_OR_VILLAGE: Final = Code(
    "ELZ-F052",
    "it can be the municipality[ ({code})], with {pieces:list} in it, or the village ({village}) "
    "beside them",
    severity=Severity.ERROR,
    meaning="a name means a municipality or one of its villages",
    explanation="The table has other villages of the municipality as well. Its figure is then "
    "that of the whole, or has to be added to theirs.",
    remedy="write the code of the municipality, or that of the village",
)
_BY_CODE: Final = phrase("write the code of the municipality, or that of the village")
_BY_POSTAL_CODE: Final = phrase(
    "name the column of postal codes alone with {option:key}, or write the code of the "
    "municipality, or that of the village"
)
CUT_LAND: Final = Code(
    "ELZ-F053",
    "a piece of {land:list}, of which land went elsewhere",
    severity=Severity.ERROR,
    meaning="a piece of land that was cut",
    explanation="It is not known where in the land the piece lies, and so not where it went.",
    remedy="give the figure of the whole municipality",
)
CODES: Final = Codes((NOT_THEN, TWO_DIVISIONS, WHOLE_OR_VILLAGE, CUT_LAND))

SpotKind = Literal["municipality", "postal code", "village", "sector"]
PIECES: Final = ("postal code", "village", "sector")


@frozen
class Spot:
    """What a key means on a day: land with a name.

    *name* is equal for all keys that mean the same. *piece* is the code of a piece among
    those of its land, *twin* that of the village which bears the name of a municipality.
    *beside* is the postal code that stands beside a name, with the land *within* it.
    """

    key: str
    kind: SpotKind
    name: Hashable
    land: frozenset[PartId]
    piece: str = ""
    twin: str = ""
    beside: str = ""
    within: frozenset[PartId] = frozenset()


AsideKind = Literal["outside", "abroad", "no place", "larger area", "wrong"]
"""What a key is about that is no land of the record."""


@frozen
class Aside:
    """A key that lies outside the record, says no place, or is not understood."""

    key: str
    kind: AsideKind


Meaning = Spot | Aside | Finding
"""What a key means on a day: land, something that is left out, or nothing."""

_ASIDE: Final[Mapping[str, AsideKind]] = {
    "outside": "outside",
    "abroad": "abroad",
    "unknown place": "no place",
    "empty": "no place",
    **dict.fromkeys(WHOLES, "larger area"),
}
"""By what a key is, where it is left out with its kind."""
_OWN: Final = re.compile(
    r"\b(?:gemeente|stad|bestuur|municipality|city|commune|ville)", re.IGNORECASE
)
_POSTAL: Final = re.compile(r"(?<![0-9])[1-9][0-9]{3}(?![0-9])")


@frozen(eq=False)
class Places:
    """The places of one day, by what keys were read as."""

    landscape: Landscape = field(repr=False)
    day: date

    @cached_property
    def layout(self) -> Layout:
        """The municipalities of the day."""
        return self.landscape.register.on(self.day)

    @property
    def gazetteer(self) -> Gazetteer:
        """Villages and postal codes."""
        return self.landscape.gazetteer

    def meanings(self, readings: Iterable[KeyReading]) -> tuple[Meaning, ...]:
        """Return what keys mean on the day.

        Where a municipality stands with several postal codes, or with and without one, each
        is a piece of it; with one and the same it is the municipality.
        """
        found = [self.place(each) for each in readings]
        beside = grouped((each.name, each.beside) for each in found if isinstance(each, Spot))
        return tuple(
            Spot(each.key, "postal code", each.beside, each.within, each.beside)
            if isinstance(each, Spot) and each.beside and len({*beside[each.name]}) > 1
            else each
            for each in found
        )

    def place(self, reading: KeyReading) -> Meaning:
        """Return what a key means on the day, or why it means nothing."""
        if not reading.versions:
            return self._without_versions(reading)
        living = tuple({m.unit: m for m in reading.versions if self.day in m.period}.values())
        if not living:
            return self._not_then(reading)
        if reading.postal_code:
            return self._postal_code(reading, reading.postal_code)
        first, *others = living
        if others:
            doubt = no_fit("ambiguous", municipalities=living)
            return evolve(doubt.finding(reading.text), severity=Severity.ERROR)
        is_village = first in reading.by_village
        return self._village(reading, first) if is_village else self._own(reading, first)

    def _without_versions(self, reading: KeyReading) -> Meaning:
        """Return what a key means that is no municipality of any day."""
        if reading.kind in _ASIDE:
            kind = "larger area" if reading.area else _ASIDE[reading.kind]
            return Aside(reading.text, kind)
        doubt = reading.doubt or no_fit("unknown", near=())
        if doubt.kind == "sector":
            municipality = doubt.values["municipality"]
            parts = self.landscape.sectors.get(reading.text) or municipality.parts
            land = self.layout.living(parts)
            if land:
                return self._piece(reading, "sector", reading.text, land)
        return evolve(doubt.finding(reading.text), severity=Severity.ERROR)

    def _own(self, reading: KeyReading, municipality: Municipality) -> Spot:
        by_name = reading.read_as not in self.layout.by_nis and not _OWN.search(reading.text)
        twins = self._villages_in(reading.read_as, municipality) if by_name else ()
        land = frozenset(municipality.parts)
        found = Spot(
            reading.text,
            "municipality",
            municipality.unit,
            land,
            twin=next((each.code for each in twins), ""),
        )
        code = self._code_beside(reading) if reading.within else ""
        within = self.layout.living(reading.within) & land
        return evolve(found, beside=code, within=within) if code and within else found

    def _code_beside(self, reading: KeyReading) -> str:
        """Return the postal code beside a name, empty where there is none."""
        return next(filter(self._codes.__contains__, _POSTAL.findall(reading.text)), "")

    @cached_property
    def _codes(self) -> Mapping[str, tuple[PostalCode, ...]]:
        """The postal codes of the day, or of the first table where none speaks of it."""
        known = sorted(self.gazetteer.postal_codes, key=lambda each: each.period.start or date.min)
        there = [each for each in known if self.day in each.period]
        there = there or [each for each in known if each.period == known[0].period]
        return grouped((each.code, each) for each in there)

    def _village(self, reading: KeyReading, municipality: Municipality) -> Spot:
        village = next(self._villages_in(reading.read_as, municipality))
        land = self.layout.living(village.parts) & frozenset(municipality.parts)
        return self._piece(reading, "village", village.code, land)

    def _villages_in(self, name: str, municipality: Municipality) -> Iterator[Village]:
        """Yield the villages of a name in a municipality."""
        for each in self.gazetteer.villages_called(name):
            if self.layout.refinement.meets(each.parts, municipality.parts):
                yield each

    def _postal_code(self, reading: KeyReading, code: str) -> Spot:
        found = self._codes.get(code, ())
        land = self.layout.living(part for each in found for part in each.parts)
        return self._piece(reading, "postal code", code, land)

    def _piece(
        self, reading: KeyReading, kind: SpotKind, code: str, land: frozenset[PartId]
    ) -> Spot:
        return Spot(reading.text, kind, code, land, code)

    def _not_then(self, reading: KeyReading) -> Finding:
        periods = tuple(dict.fromkeys(m.period for m in reading.versions))
        about = Ref("key", reading.text)
        return NOT_THEN.finding(about, periods=periods, day=self.day)

    def holding(self, land: Iterable[PartId]) -> tuple[Municipality, ...]:
        """Return the municipalities of some land."""
        return self.layout.holding(land)

    def is_cut(self, spot: Spot) -> bool:
        """Tell whether it is one of several pieces of land that was cut on some day."""
        relatives = self.layout.refinement.relatives
        return any(
            len(self.siblings(spot.kind, part)) != 1 and relatives((part,)) != {part}
            for part in spot.land
        )

    # --- larger areas, and what pieces land has -----------------------------------------

    def area(self, text: str) -> frozenset[PartId] | None:
        """Return the land of a zone, a province, a region or an arrondissement, by code or name.

        It is empty for what lies outside the record, and ``None`` for the country.
        """
        reading = self.landscape.key_index.read(text)
        if reading.kind == "zone" and reading.doubt:
            return self._zone(str(reading.doubt.values["zone"]))
        area = reading.area
        if area is None or area.is_outside:
            return frozenset()
        held = (m for m in self.layout.municipalities if area.holds(m))
        return None if area.kind == "country" else frozenset(p for m in held for p in m.parts)

    def _zone(self, name: str) -> frozenset[PartId]:
        """Return the land of a zone that is called so on the day, if there is one."""
        zoning, called = self.landscape.zoning, fold(name)
        ids = {each.id for each in zoning.zones_on(self.day) if fold(each.name) == called}
        held = (part for part, zone in zoning.parts_on(self.day).items() if zone in ids)
        return self.layout.living(held)

    def siblings(self, kind: str, part: PartId) -> Mapping[str, str]:
        """Return the pieces of a kind that a part has, by their codes, with their names."""
        return self._pieces[kind]().get(part, {})

    @property
    def _pieces(self) -> Mapping[str, Callable[[], Mapping[PartId, Mapping[str, str]]]]:
        return {
            "postal code": lambda: self._postal_codes,
            "village": lambda: self._villages,
            "sector": lambda: self._sectors,
        }

    @cached_property
    def _postal_codes(self) -> Mapping[PartId, Mapping[str, str]]:
        codes = chain.from_iterable(self._codes.values())
        return self._by_part((each.code, each.code, each.parts) for each in codes)

    @cached_property
    def _villages(self) -> Mapping[PartId, Mapping[str, str]]:
        return self._by_part((each.code, each.name, each.parts) for each in self.gazetteer.villages)

    @cached_property
    def _sectors(self) -> Mapping[PartId, Mapping[str, str]]:
        return self._by_part((code, code, land) for code, land in self.landscape.sectors.items())

    def _by_part(
        self, pieces: Iterable[tuple[str, str, Iterable[PartId]]]
    ) -> Mapping[PartId, Mapping[str, str]]:
        placed = (
            (part, (code, name))
            for code, name, parts in pieces
            for part in self.layout.living(parts)
        )
        return {part: dict(sorted(codes)) for part, codes in grouped(placed).items()}


# --- land in pieces --------------------------------------------------------------------


@frozen(eq=False)
class Ground:
    """Land as a table speaks of it: parts, and the pieces of those that its keys divide.

    *lands* has the land of each of its spots, by number. *names* says what a piece is called.
    """

    lands: Mapping[int, frozenset[PartId]]
    names: Mapping[PartId, str] = field(factory=dict)
    pieces: Mapping[PartId, tuple[PartId, ...]] = field(factory=dict)

    def of(self, parts: Iterable[PartId]) -> frozenset[PartId]:
        """Return land in the pieces in which the table speaks of it."""
        if not self.pieces:
            return frozenset(parts)
        return frozenset(piece for part in parts for piece in self.pieces.get(part, (part,)))

    def called(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return what is missing by the names that people know."""
        return tuple(self.names.get(PartId(name), name) for name in names)

    def weighing(self, weights: Weights) -> Weights:
        """Return weights that also speak of pieces: each is taken to weigh as much as the others.

        That is only for estimates of what lies in several municipalities.
        """
        if not self.pieces:
            return weights
        kind, year = weights.kind, weights.year
        told = [each for each in weights.figures.figures if (each.kind, each.year) == (kind, year)]
        whole = [evolve(each, parts=self.of(each.parts)) for each in told]
        every = (*whole, *self._evenly(weights))
        return evolve(weights, figures=evolve(weights.figures, figures=every, replaced=()))

    def _evenly(self, weights: Weights) -> Iterator[Figure]:
        for part, pieces in self.pieces.items():
            of_year = {"kind": weights.kind, "year": weights.year or 0}
            total = weights.figures.total((part,), **of_year)  # type: ignore[arg-type]
            if total.value is not None:
                each = Fraction(total.value) / len(pieces)
                day = date(weights.year or 1, 1, 1)
                for piece in pieces:
                    yield Figure(kind=weights.kind, day=day, parts=(piece,), value=each)


def ground_of_figures(places: Places, spots: Mapping[int, Spot]) -> Ground:
    """Return land as figures speak of it: a part has all pieces of the kind that is given."""
    known: dict[PartId, dict[str, str]] = {}
    for spot in spots.values():
        for part in spot.land if spot.kind in PIECES else ():
            siblings = known.setdefault(part, dict(places.siblings(spot.kind, part)))
            if spot.piece not in siblings:
                siblings |= {spot.piece: spot.key, "": f"the rest of {part}"}
    divided = {part: codes for part, codes in known.items() if len(codes) > 1}
    pieces = {part: tuple(_piece(part, code) for code in codes) for part, codes in divided.items()}
    names = {_piece(part, code): name for part, of in divided.items() for code, name in of.items()}
    ground = Ground({}, names, pieces)
    return evolve(ground, lands={n: _land(ground, spot) for n, spot in spots.items()})


def _land(ground: Ground, spot: Spot) -> frozenset[PartId]:
    if spot.kind not in PIECES:
        return ground.of(spot.land)
    return frozenset(_piece(p, spot.piece) if p in ground.pieces else p for p in spot.land)


def _piece(part: PartId, code: object) -> PartId:
    return PartId(f"{part}/{code}")


def ground_of_rows(spots: Mapping[int, Spot]) -> Ground:
    """Return land as rows speak of it that are counted: each key has a piece of its own.

    A list says of a city, or of a postal code in it, that something lies there, and nothing
    of the rest.
    """
    lands = {number: spot.within or spot.land for number, spot in spots.items()}
    of_part = grouped((part, number) for number, land in lands.items() for part in land)
    pieces = {
        part: tuple(_piece(part, number) for number in numbers)
        for part, numbers in of_part.items()
        if len(numbers) > 1
    }
    divided = {
        number: frozenset(_piece(part, number) if part in pieces else part for part in land)
        for number, land in lands.items()
    }
    return Ground(divided, {}, pieces)


def doubts_of(places: Places, spots: Iterable[Spot]) -> Iterator[Finding]:
    """Find land divided in two ways, pieces of land that was cut, names of two things."""
    by_kind = grouped((spot.kind in PIECES, spot) for spot in spots)
    pieces, wholes = by_kind.get(True, ()), by_kind.get(False, ())
    first: dict[PartId, Spot] = {}
    for spot in pieces:
        others = [other for p in sorted(spot.land) if (other := first.setdefault(p, spot)) != spot]
        crossing = next((other for other in others if other.kind != spot.kind), None)
        if crossing:
            yield TWO_DIVISIONS.finding(
                Ref("key", spot.key),
                land=places.holding(spot.land),
                key=crossing.key,
                kind=term(crossing.kind),
                other=spot.key,
                other_kind=term(spot.kind),
            )
        if places.is_cut(spot):
            about = Ref("key", spot.key)
            yield CUT_LAND.finding(about, land=places.holding(spot.land))
    villages = grouped((p, spot) for spot in pieces if spot.kind == "village" for p in spot.land)
    for spot in (each for each in wholes if each.twin):
        beside = dict.fromkeys(v.key for part in sorted(spot.land) for v in villages.get(part, ()))
        if beside:
            about = Ref("key", spot.key)
            code = next((m.nis for m in places.holding(spot.land)), None)
            remedy = _BY_POSTAL_CODE if spot.beside else _BY_CODE
            yield WHOLE_OR_VILLAGE.finding(
                about, code=code, village=spot.twin, pieces=tuple(beside), remedy=remedy
            )
