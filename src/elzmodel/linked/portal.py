"""What the Flemish organisation portal writes: changes of municipalities, and care councils.

It says mergers in three shapes, and each a second time for the public centre for social
welfare; it types days as moments; and an area keeps its address while its code changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any, Final

from attrs import define, field, frozen

from elzmodel.errors import TableError
from elzmodel.governance import (
    Body,
    BodyKind,
    CareCouncil,
    Cluster,
    Mandate,
    Membership,
    Seat,
)
from elzmodel.landscape import Landscape
from elzmodel.linked.codes import NO_CLUSTER, NO_DAY, NO_SHAPE, NOT_FOUND
from elzmodel.linked.vocabulary import CARE_COUNCIL, MUNICIPALITY
from elzmodel.lists import EndDay
from elzmodel.lists.linked_data import Turtle, day_of
from elzmodel.territory import Alter, Merge, Municipality, TerritoryEvent
from elzmodel.values import (
    BodyId,
    EventId,
    Finding,
    ItemId,
    NisCode,
    PartnerId,
    Period,
    PersonId,
    SeatId,
    UnitId,
    ZoneId,
    eve,
    extra,
)
from elzmodel.values.ids import tupled
from elzmodel.values.periods import day_after
from elzmodel.values.text import fold, said, slug

__all__ = ["PortalRecord", "read_portal"]

Term = Any
"""A term of rdflib, which is not installed with the library."""

_PREFIXES: Final = {
    "besluit": "http://data.vlaanderen.be/ns/besluit#",
    "ch": "http://data.lblod.info/vocabularies/contacthub/",
    "code": "http://lblod.data.gift/vocabularies/organisatie/",
    "dct": "http://purl.org/dc/terms/",
    "euro": "http://data.europa.eu/m8g/",
    "ext": "http://mu.semte.ch/vocabularies/ext/",
    "org": "http://www.w3.org/ns/org#",
    "organisatie": "https://data.vlaanderen.be/ns/organisatie#",
    "person": "http://www.w3.org/ns/person#",
    "regorg": "http://www.w3.org/ns/regorg#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
}
_NO_LAND: Final = frozenset(
    f"http://lblod.data.gift/concepts/{each}"
    for each in ("7fec2e93-b585-43dc-88d3-04de5e055215", "9f19f14910245f9b14737f1f1a2067f2")
)
"""Kinds of change that move land, of which the portal does not say which."""

_ALIKE: Final = {
    "https://data.vlaanderen.be/ns/besluit#": "besluit",
    "https://data.vlaanderen.be/ns/mandaat#": "mandaat",
    "http://data.vlaanderen.be/ns/organisatie#": "organisatie",
    "https://data.lblod.info/vocabularies/organisatie/": "code",
    "https://data.lblod.info/vocabularies/contacthub/": "ch",
}
"""Names that look like those of the portal and are others, by whose they are taken for."""

_BOARD: Final = BodyId("zorgraad")
_OPEN: Final = ("bodies", "mandates", "offices", "memberships")


@frozen(kw_only=True, field_transformer=tupled)
class PortalRecord:
    """What was read from the portal's form, with what was left out and why.

    Attributes:
        events: Mergers and new names that the landscape does not have yet.
        known: Mergers that it has already.
        councils: Care councils, with pseudonyms for who holds a seat.
        notes: What was left out, or read in a way that should be known.
    """

    events: tuple[TerritoryEvent, ...] = ()
    known: tuple[TerritoryEvent, ...] = ()
    councils: tuple[CareCouncil, ...] = ()
    notes: tuple[str, ...] = ()


def read_portal(
    source: object,
    *,
    within: Landscape,
    units: Mapping[str, str] | None = None,
    ends: EndDay = EndDay.DAY_AFTER,
) -> PortalRecord:
    """Read Turtle as the Flemish organisation portal writes it.

    Of each merger stands there what it was and what it is; it becomes an event whichever of
    the portal's three shapes it has. Changes of other organisations than municipalities are
    left out, among them the same mergers of the public centres for social welfare.

    Args:
        source: A file, or its text.
        within: The landscape in which municipalities and zones are looked for.
        units: Which municipality an address is, where neither its code nor its name tells.
        ends: Whether an end of a membership is its last day, or the day after.

    Raises:
        OSError: If the file cannot be opened.
        InvalidValueError: If it is no file.
        MissingDependencyError: If rdflib is not installed.
        TableError: If it is no Turtle, or something in it cannot be understood; all findings
            at once, with their lines.

    Example:
        >>> from elzmodel import flanders
        >>> text = '''
        ... @prefix org: <http://www.w3.org/ns/org#> .
        ... <http://data.lblod.info/id/veranderingsgebeurtenissen/1> a org:ChangeEvent .
        ... '''
        >>> read_portal(text, within=flanders()).notes[0]
        '1 change of other organisations left out'
    """
    reading = _Portal(Turtle.read(source), within, units or {}, EndDay(ends))
    events = [*reading.events()]
    councils = [*reading.councils()]
    if reading.findings:
        found = sorted(reading.findings, key=lambda each: (each.place, each.code))
        raise TableError(reading.turtle.name, found, said("cannot be read as linked data"))
    mergers = {
        (new.period.start, new.unit, *sorted(old.unit for old in olds))
        for new, olds in within.register.mergers()
    }
    known = [each for each in events if _key(each) in mergers]
    notes = reading.told()
    if not events and not councils:
        notes = (*notes, said("no change of a municipality and no care council stands in it"))
    return PortalRecord(
        events=tuple(each for each in events if each not in known),
        known=tuple(known),
        councils=tuple(councils),
        notes=notes,
    )


def _key(event: TerritoryEvent) -> tuple[Any, ...]:
    members = sorted(event.units) if isinstance(event, Merge) else ()
    return event.day, event.named_units[-1], *members


@define(slots=False)
class _Portal:
    """A graph of the portal, and what was found and left out while it was read."""

    turtle: Turtle
    within: Landscape
    units: Mapping[str, str]
    ends: EndDay
    findings: list[Finding] = field(factory=list)
    counts: dict[str, int] = field(factory=dict)

    # --- terms ------------------------------------------------------------------------

    def _named(self, name: str) -> Term:
        prefix, _, local = name.partition(":")
        return extra("rdflib").URIRef(f"{_PREFIXES[prefix]}{local}")

    def _values(self, thing: Term, *names: str) -> list[Term]:
        """Return what stands behind predicates, in a fixed order, each once."""
        graph = self.turtle.graph
        found = {each for name in names for each in graph.objects(thing, self._named(name))}
        return sorted(found)

    def _one(self, thing: Term, *names: str) -> Term | None:
        return next(iter(self._values(thing, *names)), None)

    def _behind(self, name: str, thing: Term) -> list[Term]:
        return sorted(self.turtle.graph.subjects(self._named(name), thing))

    def _of_class(self, name: str) -> list[Term]:
        """Return the things of a class, in the order of the file."""
        things = self._behind("rdf:type", self._named(name))
        return sorted(things, key=lambda each: (self.turtle.place(each), str(each)))

    def _label(self, thing: Term) -> str:
        """Return what a thing is called, in Dutch where there are several languages."""
        labels = self._values(thing, "skos:prefLabel") or self._values(thing, "rdfs:label")
        in_dutch = [each for each in labels if getattr(each, "language", None) in {"nl", None}]
        return str(next(iter([*in_dutch, *labels]), ""))

    def _is(self, thing: Term, classification: str) -> bool:
        return classification in map(str, self._values(thing, "org:classification"))

    def _count(self, what: str) -> None:
        self.counts[what] = self.counts.get(what, 0) + 1

    def told(self) -> tuple[str, ...]:
        """Return what was counted, and what was not read because it only looks alike."""
        used = {str(term) for triple in self.turtle.graph for term in triple}
        alike = (
            said("{address} is not read: it only looks like {prefix}:", address=each, prefix=prefix)
            for each, prefix in _ALIKE.items()
            if any(term.startswith(each) for term in used)
        )
        return (*(said(what, n=n) for what, n in self.counts.items()), *alike)

    # --- changes ----------------------------------------------------------------------

    def events(self) -> Iterator[TerritoryEvent]:
        """Yield the mergers and new names of municipalities, each once."""
        seen: set[tuple[Any, ...]] = set()
        for change in self._of_class("org:ChangeEvent"):
            event = self._event(change)
            if event is None:
                continue
            if _key(event) in seen:
                self._count("{n:number} {n:change|changes} said a second time")
            else:
                seen.add(_key(event))
                yield event

    def _event(self, change: Term) -> TerritoryEvent | None:
        before = self._sides(change, "org:originalOrganization", "org:changedBy")
        after = self._sides(change, "org:resultingOrganization", "org:resultedFrom")
        after = [*dict.fromkeys([*after, *self._results(change)])]
        old, new = (self._municipalities(side) for side in (before, after))
        if not old and not new:
            self._count("{n:number} {n:change|changes} of other organisations left out")
            return None
        if len(new) < len(after):
            self._count("{n:number} {n:result|results} left out that {n:is|are} no municipality")
        if _NO_LAND.intersection(map(str, self._values(change, "ch:typeWijziging"))):
            self._count("{n:number} {n:change|changes} left out, of which no land is said")
            return None
        day = self._day(change, *self._values(change, "dct:date"))
        is_merger = len(old) > 1 and len(new) == 1
        if not (is_merger or (old == new and len(old) == 1)):
            self._find(NO_SHAPE, change, before=len(old), after=len(new))
            return None
        members = [self._municipality(each, day) for each in old] if day else []
        if day is None or None in members:
            return None
        found = [each for each in members if each]
        return self._made(change, day, dict(zip(old, found, strict=True)), new[0])

    def _sides(self, change: Term, name: str, inverse: str) -> list[Term]:
        return sorted({*self._values(change, name), *self._behind(inverse, change)})

    def _results(self, change: Term) -> Iterator[Term]:
        for result in self._values(change, "code:veranderingsgebeurtenisResultaat"):
            yield from self._values(result, "ext:resultingOrganization")

    def _municipalities(self, things: Iterable[Term]) -> list[Term]:
        return [each for each in things if self._is(each, MUNICIPALITY)]

    def _made(
        self, change: Term, day: date, members: Mapping[Term, Municipality], result: Term
    ) -> TerritoryEvent | None:
        """Return the event; of a body that goes on, only what becomes another is said."""
        head: dict[str, Any] = {
            "id": EventId(f"portal-{slug(_tail(change))}"),
            "day": day,
            "reason": str(self._one(change, "dct:description") or ""),
        }
        name, codes = self._label(result), self._codes(result)
        now = members.get(result)
        labels: dict[str, Any] = {}
        if name and (now is None or name != now.name):
            labels["name"] = name
        if codes and (now is None or codes[-1] != now.nis):
            labels["nis"] = NisCode(codes[-1])
        if not name and now is None:
            self._find(NOT_FOUND, result, "name")
            return None
        if len(members) == 1 and now:
            if not labels:
                self._count("{n:number} {n:change|changes} left out, of which nothing is new")
                return None
            return Alter(unit=now.unit, **labels, **head)
        unit = now.unit if now else UnitId(slug(name))
        units = tuple(sorted(each.unit for each in members.values()))
        return Merge(units=units, unit=unit, **labels, **head)

    def _codes(self, thing: Term) -> list[str]:
        """Return the codes that the area of a thing matches, of the oldest edition first."""
        area = self._one(thing, "besluit:werkingsgebied")
        matches = map(str, self._values(area, "skos:exactMatch") if area else ())
        editions = sorted(each for each in matches if "/auth/refnis" in each)
        return [_tail(each) for each in editions]

    def _municipality(self, thing: Term, day: date) -> Municipality | None:
        """Return which municipality of the eve a thing is: as told, by its codes, by its name."""
        register, before = self.within.register, eve(day)
        alive = {each.unit: each for each in register.on(before).municipalities}
        told = self.units.get(str(thing))
        if told is not None:
            by_code, by_name = {UnitId(told)}.intersection(alive), set[UnitId]()
        else:
            by_code = {
                each.unit
                for code in self._codes(thing)
                for each in register.with_code(NisCode(code))
                if each.unit in alive
            }
            named = self.within.names.find_municipality(self._label(thing), before).on_day
            by_name = {each.unit for each in named}
        both = (by_code & by_name) or by_code or by_name
        facts: dict[str, Any] = {"name": self._label(thing), "day": before}
        if by_code and by_name and not by_code & by_name:
            other = alive[min(by_code)].name
            self._find(NOT_FOUND, thing, "two", other=other, **facts)
        elif len(both) != 1:
            self._find(NOT_FOUND, thing, **facts)
        else:
            return alive[both.pop()]
        return None

    # --- days -------------------------------------------------------------------------

    def _day(self, thing: Term, *literals: Term) -> date | None:
        days = {day_of(each) for each in literals}
        if len(days) > 1 or None in days:
            written = [repr(str(each)) for each in literals]
            self._find(NO_DAY, thing, "other", values=written)
        elif not days:
            self._find(NO_DAY, thing)
        if any("T" not in each and _is_moment(each) for each in literals):
            self._count("{n:number} {n:day|days} typed as {n:a moment|moments}")
        return days.pop() if len(days) == 1 else None

    def _period(self, thing: Term) -> Period:
        start, end = (self._end(thing, name) for name in ("time:hasBeginning", "time:hasEnd"))
        if end == date.max:  # Official registers write an open end so.
            end = None
        elif end is not None and self.ends is EndDay.LAST_DAY:
            end = day_after(end)
        if start and end and end <= start:
            self._find(NO_DAY, thing, "other", values=[repr(f"{start}/{end}")])
            return Period()
        return Period(start, end)

    def _end(self, thing: Term, name: str) -> date | None:
        """Return an end of a membership: a literal, as the portal has it, or an instant."""
        during = self._values(thing, "euro:memberDuring")
        found = [each for period in during for each in self._values(period, name)]
        days = [self._one(each, "time:inXSDDate", "time:inXSDDateTime") or each for each in found]
        return self._day(thing, *days) if days else None

    # --- councils ---------------------------------------------------------------------

    def councils(self) -> Iterator[CareCouncil]:
        """Yield the care councils, with their seats and who sits there under a pseudonym."""
        for thing in self._of_class("regorg:RegisteredOrganization"):
            zone = self._zone(thing) if self._is(thing, CARE_COUNCIL) else None
            if zone is not None:
                yield self._council(thing, zone)

    def _council(self, thing: Term, zone: ZoneId) -> CareCouncil:
        posts = sorted({*self._values(thing, "org:hasPost"), *self._behind("org:postIn", thing)})
        seats = [seat for post in posts if (seat := self._seat(post))]
        mandates = [
            Mandate(seat=SeatId(slug(_tail(post))), person=self._persons[person])
            for post in posts
            for person in self._values(post, "org:heldBy")
        ]
        form = self._one(thing, "organisatie:rechtsvorm")
        return CareCouncil(
            id=ItemId(f"zorgraad-{zone}"),
            zone=zone,
            name=self._label(thing),
            legal_form=(self._label(form) or _tail(form)) if form is not None else "",
            bodies=(Body(id=_BOARD, kind=BodyKind.COUNCIL, name="zorgraad"),),
            seats=tuple(seats),
            mandates=tuple(mandates),
            memberships=tuple(self._memberships(thing)),
            open_lists=_OPEN,
        )

    def _zone(self, council: Term) -> ZoneId | None:
        area = self._one(council, "dct:spatial")
        name = self._label(area) if area is not None else ""
        found = {each.id for each in self.within.names.zones_ever(name)} if name else set()
        if len(found) == 1:
            return found.pop()
        self._find(NOT_FOUND, council, "zone", name=name or self._label(council))
        return None

    def _seat(self, post: Term) -> Seat | None:
        role = self._one(post, "org:role")
        label = self._label(role) if role is not None else ""
        cluster = _CLUSTERS.get(fold(label))
        if cluster is None:
            clusters = [each.dutch for each in Cluster]
            self._find(NO_CLUSTER, post, role=repr(label), clusters=clusters)
            return None
        return Seat(id=SeatId(slug(_tail(post))), body=_BOARD, cluster=cluster)

    def _memberships(self, council: Term) -> Iterator[Membership]:
        for each in self._of_class("org:Membership"):
            if council not in self._values(each, "org:organization"):
                continue
            period = self._period(each)
            for member in self._values(each, "org:member"):
                if member in self._persons:
                    yield Membership(body=_BOARD, person=self._persons[member], period=period)
                else:
                    partner = PartnerId(slug(self._label(member) or _tail(member)))
                    yield Membership(body=_BOARD, partner=partner, period=period)

    @cached_property
    def _persons(self) -> Mapping[Term, PersonId]:
        """A pseudonym for each person: names are never read."""
        graph = self.turtle.graph
        held = {*graph.objects(None, self._named("org:heldBy"))}
        persons = sorted(held.union(self._behind("rdf:type", self._named("person:Person"))))
        return {each: PersonId(f"p{number:02d}") for number, each in enumerate(persons, 1)}

    def _find(self, code: Any, thing: Term, variant: str = "", **values: object) -> None:  # noqa: ANN401 - a code
        place = self.turtle.place(thing)
        self.findings.append(
            code.finding(variant=variant, place=place, thing=_tail(thing), **values)
        )


_CLUSTERS: Final[Mapping[str, Cluster]] = {
    fold(word): each for each in Cluster for word in (each.value, each.dutch)
}


def _is_moment(literal: Term) -> bool:
    return str(getattr(literal, "datatype", "")).endswith("dateTime")


def _tail(address: object) -> str:
    """Return the last piece of an address, which tells a reader most."""
    return str(address).rstrip("/").rpartition("/")[2]
