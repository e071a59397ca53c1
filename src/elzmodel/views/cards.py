"""Cards: a zone or a dossier on one day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from attrs import evolve

from elzmodel.landscape import Landscape, Snapshot
from elzmodel.landscape.snapshot import year_or_newest
from elzmodel.territory.figures import inhabitants_note
from elzmodel.values import Cell, Column, Day, Table, parse_day
from elzmodel.values.arguments import keep_door
from elzmodel.values.cards import not_complete
from elzmodel.values.text import Label, Said, phrase, said
from elzmodel.zones import Zone

if TYPE_CHECKING:  # A card of a zone does without the rooms of dossiers and plans.
    from elzmodel.dossiers import Dossier
    from elzmodel.policy import PolicyPlan

__all__ = ["dossier_card", "zone_card"]


def zone_card(snapshot: Snapshot, key: str | Zone, *, year: int | None = None) -> Table:
    """Return the members of a zone on a day, with inhabitants and notes.

    A member that lies only partly in the zone has its inhabitants there, as
    bounds where the parts are not known.

    Args:
        snapshot: The day.
        key: The zone, or its id, name or alias.
        year: The year of the inhabitants; by default the newest that is exact on the day.

    Raises:
        UnknownIdError: If there is no such zone.
        NotOnDayError: If it does not exist on that day.

    Example:
        >>> from elzmodel import flanders
        >>> card = zone_card(flanders().on("2025-01-01"), "haspengouw", year=2021)
        >>> print(card.notes[0])
        In all 70,797. Inhabitants on 2021-01-01.
    """
    zone = snapshot.zone(key)
    chosen = year_or_newest(snapshot.figures, year, snapshot)
    columns = (
        Column("nis", "code"),
        Column("municipality"),
        Column("inhabitants", "total"),
        Column("province"),
        Column("in_zone", label="in the zone"),
    )
    title = said("{name} ({zone}) on {day}", name=zone.name, zone=zone.id, day=snapshot.day)
    rows = tuple(_rows(snapshot, zone, chosen))
    return Table(title, columns, rows, tuple(_notes(snapshot, zone, chosen)))


def _rows(snapshot: Snapshot, zone: Zone, year: int | None) -> Iterator[tuple[Cell, ...]]:
    land = set(snapshot.zone_map.decided_parts(zone.id))
    for municipality in snapshot.municipalities_of(zone):
        inside = tuple(part for part in municipality.parts if part in land)
        where = said("whole") if inside == municipality.parts else ", ".join(inside)
        total = (
            None if year is None else snapshot.figures.total(inside, kind="population", year=year)
        )
        yield (municipality.nis, municipality.name, total, municipality.province, where)


def _notes(snapshot: Snapshot, zone: Zone, year: int | None) -> Iterator[str]:
    if year is not None:
        total = snapshot.population(zone, year=year)
        note = inhabitants_note(snapshot.figures, year)
        yield said("In all {total}. {note}", total=total, note=note)
        for rule in snapshot.size_rules:
            yield said("{rule}: {band}.", rule=rule, band=rule.band(total))
        if total.missing:
            yield said("Not known apart: {missing:list all}.", missing=total.missing)
    for point in snapshot.decisions:
        if zone.id in point.candidates:
            yield point.told


_Pair = tuple[str, Cell]


def dossier_card(dossier: Dossier, landscape: Landscape, *, on: Day) -> Table:
    """Return what a dossier holds on a day, as names and values.

    Counts are of what the documents state; lists that are not complete are
    named in a note. Of the council, findings are those of ``elzmodel.check`` but
    for rules, whose outcomes are counted. No person is named.

    Raises:
        NotOnDayError: If the day lies before the period that is covered.

    Example:
        >>> import elzmodel as elz
        >>> card = dossier_card(elz.dossier("haspengouw"), elz.flanders(), on="2025-01-01")
        >>> dict(card.rows)["actions"], dict(card.rows)["concern land that left"]
        (29, 'claim 4, partner 1, indicator 1')
    """
    from elzmodel.dossiers import concerned_by_departures  # noqa: PLC0415 - only dossiers need it

    day = parse_day(on)
    concerned = concerned_by_departures(dossier, landscape, landscape.on(day))
    pairs: list[_Pair] = [
        ("documents", tuple(document.title for document in dossier.documents)),
        ("statements", _counted(each.kind for each in dossier.statements)),
        *_council(dossier, landscape, on),
        *(pair for plan in dossier.plans for pair in _plan(plan)),
        ("partners", len(dossier.partners)),
        ("of them named", sum(partner.kind.is_named for partner in dossier.partners)),
        ("concern land that left", _counted(Label(each.kind) for each in concerned)),
    ]
    zone = landscape.on(day).zone_map.by_id.get(dossier.zone_id)
    name = dossier.zone_id if zone is None else zone.name
    notes = [*not_complete(dossier.open_lists)]
    notes += [said("An invented example.")] if dossier.is_invented else []
    known: list[_Pair] = [(what, value) for what, value in pairs if value not in {"", None, ()}]
    title = said("Dossier of {name} on {day}", name=name, day=day)
    return evolve(Table.of_pairs(title, known), notes=tuple(notes))


def _counted(things: Iterable[object]) -> str:
    """Return how often each thing comes, the commonest first."""
    counts = Counter(things).most_common()
    each = [phrase("{thing} {n}", thing=thing, n=number) for thing, number in counts]
    return said("{counts:list all}", counts=each) if each else ""


def _council(dossier: Dossier, landscape: Landscape, on: Day) -> Iterator[_Pair]:
    from elzmodel.dossiers.checks import council_on  # noqa: PLC0415 - only dossiers have councils
    from elzmodel.governance import judge  # noqa: PLC0415 - only dossiers have councils

    council = dossier.council(on=on)
    if council is None:
        yield "council", said("nothing is stated about this day")
        return
    day = parse_day(on)
    seats = [seat for seat in council.seats if day in seat.period]
    yield "bodies", len(council.bodies)
    yield "seats", len(seats) or said("not stated")
    yield "seats by cluster", _counted(seat.cluster for seat in seats)
    if seats:
        yield "vacant seats", council.vacancies(seats, on=day)
    for rules in landscape.rules_on(day):
        results = judge(council, rules, on=day, persons=dossier.persons)
        yield said("rules of {rules}", rules=rules.id), _counted(each.outcome for each in results)
    doubts = council_on(council, within=landscape, on=day, persons=dossier.persons)
    yield "findings", tuple(Said(str(each), each) for each in doubts)


def _plan(plan: PolicyPlan) -> Iterator[_Pair]:
    from elzmodel.policy import GapKind, coverage  # noqa: PLC0415 - only dossiers have plans

    found = coverage(plan)
    yield "plan", plan.title or str(plan.id)
    yield (
        "plan's period",
        said("not stated") if plan.period is None else said("{period}", period=plan.period),
    )
    yield "strategic goals", len(plan.strategic_goals)
    yield "operational goals", len(plan.operational_goals)
    yield "actions", len(plan.actions)
    yield "indicators", len(plan.indicators)
    if found.reaches:
        without = len(found.gaps.where(kind=GapKind.NOT_LINKED))
        told = said("{n}, without action {without}", n=len(found.reaches), without=without)
        yield "vulnerabilities", told


keep_door(__name__)
