"""Transfers that become mergers: who moves merges with a neighbour in the new zone."""

from __future__ import annotations

from collections.abc import Mapping

from elzmodel.errors import InvalidValueError
from elzmodel.landscape import Landscape, Snapshot
from elzmodel.scenarios import MergeStep, Scenario, TransferStep, as_of, decisions
from elzmodel.territory import Municipality
from elzmodel.values import ZoneId, eve
from elzmodel.values.text import said

__all__ = ["as_mergers"]


def as_mergers(base: Landscape, scenario: Scenario) -> Scenario:
    """Return a scenario of transfers as one of mergers that does the same to the zones.

    Who moves merges with a neighbour that lies in its new zone, the first by id, and what
    that leaves to decide goes to the new zone. Those that come to one neighbour become one
    municipality with it.

    Args:
        base: The landscape, which may know more than the day before the transfers.
        scenario: Transfers of whole municipalities, all on one day, such as a change that
            `search` found.

    Raises:
        InvalidValueError: If a step is no transfer, or another day, or nobody in its new
            zone that stays touches who moves.

    Example:
        >>> import elzmodel as elz
        >>> fl = elz.flanders()
        >>> moves = elz.Scenario("x").transfer("Wellen", to="herkenrode", day="2027-01-01")
        >>> merger = as_mergers(fl, moves)
        >>> merger.steps[0].municipalities, merger.choices[0].zone
        (('alken', 'wellen'), 'herkenrode')
    """
    days = {step.day for step in scenario.steps}
    if len(days) != 1 or not all(isinstance(step, TransferStep) for step in scenario.steps):
        raise InvalidValueError("scenario", scenario.label, said("transfers on one day"))
    (day,) = days
    then = as_of(base, eve(day))
    snapshot = then.on(eve(day), beyond_ok=True)
    moves = {
        snapshot.municipality(place): snapshot.zone(step.to).id
        for step in scenario.steps
        if isinstance(step, TransferStep)
        for place in step.places
    }
    together: dict[Municipality, list[Municipality]] = {}
    for mover in moves:
        together.setdefault(_partner(snapshot, mover, moves), []).append(mover)
    merged = Scenario(scenario.name).with_steps(
        MergeStep(
            municipalities=(partner, *movers),
            name="-".join(each.name for each in (partner, *movers)),
            day=day,
        )
        for partner, movers in together.items()
    )
    target = {part: zone for mover, zone in moves.items() for part in mover.parts}
    for point in decisions(then, merged):
        zones = {target[part] for part in point.parts if part in target}
        for zone in zones:
            merged = merged.choose(point.unit, zone)
    return merged


def _partner(
    snapshot: Snapshot, mover: Municipality, moves: Mapping[Municipality, ZoneId]
) -> Municipality:
    """Return the first neighbour that stays, and lies in the new zone as a whole."""
    pairs = snapshot.borders.neighbours(snapshot.layout)
    near = [b if a == mover else a for a, b in pairs if mover in {a, b}]
    for each in sorted(near, key=lambda other: other.unit):
        if each not in moves and {*snapshot.zone_map.split(each.parts)} == {moves[mover]}:
            return each
    expected = said("one that touches a municipality of {zone}", zone=moves[mover])
    raise InvalidValueError("municipality to merge", mover.unit, expected)
