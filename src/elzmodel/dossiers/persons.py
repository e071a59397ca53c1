"""Who is in the councils of several zones, by ids that the asker gives to persons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from elzmodel.dossiers.dossier import Dossier
from elzmodel.errors import InvalidValueError, UnknownIdError
from elzmodel.governance.seating import bodies_by_person
from elzmodel.values import Answer, Day, PersonId, ZoneId, columns, parse_day
from elzmodel.values.ids import tupled
from elzmodel.values.text import Suggestions, said

__all__ = ["PersonAcross", "SamePersons", "interlocks_across"]

SamePersons = Mapping[str, Mapping[ZoneId, PersonId]]
"""For each id of one's own, the pseudonym of the person in the dossier of each zone."""


@columns("person", "zones", "bodies")
@frozen(kw_only=True, field_transformer=tupled)
class PersonAcross:
    """A person, by an id of the asker, in bodies of several zones.

    *bodies* are those of all zones, each as zone and body.
    """

    person: str
    zones: tuple[ZoneId, ...]
    bodies: tuple[str, ...]


def interlocks_across(
    dossiers: Iterable[Dossier], same: SamePersons, *, on: Day
) -> Answer[PersonAcross]:
    """Return who is in bodies of several dossiers on a day.

    Pseudonyms are those of one dossier, so that a person of two councils cannot be
    recognised by them; no names are compared either. Who is the same person, the asker
    says, with ids of their own, which are all that is shown.

    Args:
        dossiers: The dossiers.
        same: For each id of one's own, the pseudonym in the dossier of each zone.
        on: The day.

    Raises:
        InvalidValueError: If two dossiers are of one zone.
        UnknownIdError: If a dossier of such a zone is not given, or has no such person.

    Example:
        >>> import elzmodel as elz
        >>> from attrs import evolve
        >>> herkenrode = elz.dossier("herkenrode")
        >>> invented = evolve(herkenrode, zone_id="elders", is_invented=True)
        >>> same = {"jos": {"herkenrode": "p01", "elders": "p02"}}
        >>> for each in interlocks_across([herkenrode, invented], same, on="2023-06-01"):
        ...     print(each.person, each.zones)
        jos ('herkenrode', 'elders')
    """
    day, given = parse_day(on), tuple(dossiers)
    by_zone = {each.zone_id: each for each in given}
    if len(by_zone) != len(given):
        raise InvalidValueError("dossiers", [each.zone_id for each in given], "one of each zone")
    councils = {zone: each.council(on=day) for zone, each in by_zone.items()}
    places = {
        (zone, person): bodies
        for zone, council in councils.items()
        if council is not None
        for person, bodies in bodies_by_person(council, day).items()
    }
    rows = []
    for key, persons in same.items():
        for zone, person in persons.items():
            _require(by_zone, zone, person)
        held = {zone: places.get((zone, person), ()) for zone, person in persons.items()}
        bodies = tuple(f"{zone}/{body}" for zone, own in held.items() for body in own)
        zones = tuple(zone for zone, own in held.items() if own)
        if len(zones) > 1:
            rows.append(PersonAcross(person=key, zones=zones, bodies=bodies))
    silent = tuple(zone for zone, council in councils.items() if council is None)
    note = "Nothing is stated about the council of {zones:and} on {day}."
    return Answer(
        title=said("In several dossiers on {day}", day=day),
        rows=tuple(rows),
        notes=[said(note, zones=silent, day=day)] if silent else (),
        row_type=PersonAcross,
    )


def _require(by_zone: Mapping[ZoneId, Dossier], zone: ZoneId, person: PersonId) -> None:
    """Refuse a zone of which no dossier is given, and a person who is not in it."""
    if zone not in by_zone:
        raise UnknownIdError("dossier", zone, Suggestions(zone, by_zone))
    known = by_zone[zone].persons_by_id
    if person not in known:
        kind = said("person of {zone}", zone=zone)
        raise UnknownIdError(kind, person, Suggestions(person, known))
