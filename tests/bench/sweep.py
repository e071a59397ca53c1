"""Measure sweeps beside GerryChain's flips, and beside adopting every scenario.

The same graph, the same three moves, the same verdicts: 300 units in 60 zones,
inhabitants of the touched zones and whether they hang together. Both sides are
timed in turns within one run. Then two tables about Flanders, in seconds: every
alternative for the mergers of 2025, and the atlas of all neighbours.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Callable, Iterator
from datetime import date
from random import Random
from typing import Any

from run import Measure, main, processor_seconds, seconds

from elzmodel.data import flanders
from elzmodel.landscape import Landscape
from elzmodel.scenarios import (
    Scenario,
    adopt,
    as_of,
    atlas,
    single_transfers,
    sweep,
    sweep_moves,
)
from elzmodel.scenarios import alternatives as elz_alternatives
from elzmodel.territory import Border, Borders, Contact, Create, Figure, Figures, Merge, Register
from elzmodel.values import Period
from elzmodel.zones import Assign, CreateZone, Zoning

WIDE, HIGH = 20, 15
ZONE_WIDE, ZONE_HIGH = 5, 1
COUNT = 10_000
PLAIN = 60
ROUNDS = 5
HOW = f"{COUNT:,} scenarios of three moves, {ROUNDS} rounds"
START, DAY = date(2000, 1, 1), date(2027, 1, 1)

Move = tuple[int, int]


def neighbours() -> list[tuple[int, int]]:
    """Return the borders of a grid, with a diagonal in each second square."""
    found = []
    for unit in range(WIDE * HIGH):
        x, y = unit % WIDE, unit // WIDE
        if x + 1 < WIDE:
            found.append((unit, unit + 1))
        if y + 1 < HIGH:
            found.append((unit, unit + WIDE))
        if x + 1 < WIDE and y + 1 < HIGH and (x + y) % 2:
            found.append((unit, unit + WIDE + 1))
    return found


def zone_of(unit: int) -> int:
    """Return the zone of a unit: a block of five in a row."""
    return (unit % WIDE) // ZONE_WIDE + WIDE // ZONE_WIDE * (unit // WIDE // ZONE_HIGH)


def people(unit: int) -> int:
    """Return the inhabitants of a unit."""
    return 5_000 + 37 * unit % 20_011


def landscape() -> Landscape:
    """Return the grid as a landscape."""
    units = range(WIDE * HIGH)
    zones = sorted({zone_of(unit) for unit in units})
    events: list[Any] = [
        CreateZone(id=f"z{zone}", day=START, zone=f"z{zone}", name=f"Z{zone}") for zone in zones
    ]
    for zone in zones:
        parts = tuple(f"u{unit}" for unit in units if zone_of(unit) == zone)
        events.append(Assign(id=f"a{zone}", day=START, zone=f"z{zone}", parts=parts))
    return Landscape(
        name="grid",
        covers=Period(START, date(2026, 1, 1)),
        register=Register(
            Create(id=f"c{unit}", day=START, unit=f"u{unit}", name=f"U{unit}") for unit in units
        ),
        zoning=Zoning(events),
        figures=Figures(
            Figure(kind="population", day=date(2021, 1, 1), parts=[f"u{unit}"], value=people(unit))
            for unit in units
        ),
        borders=Borders(
            Border(a=[f"u{a}"], b=[f"u{b}"], contact=Contact.BORDER, km=1.0)
            for a, b in neighbours()
        ),
    )


def drawn_moves(count: int, seed: int) -> list[tuple[Move, ...]]:
    """Draw three moves for each scenario: different units at a border go to the zone across."""
    random = Random(seed)
    crossing = [(a, b) for a, b in neighbours() if zone_of(a) != zone_of(b)]
    crossing += [(b, a) for a, b in crossing]
    found = []
    while len(found) < count:
        chosen = random.sample(crossing, 3)
        if len({unit for unit, _ in chosen}) == 3:
            found.append(tuple((unit, zone_of(other)) for unit, other in chosen))
    return found


def as_scenarios(moves: list[tuple[Move, ...]]) -> list[Scenario]:
    """Return the moves as scenarios of three transfers."""
    found = []
    for number, three in enumerate(moves):
        scenario = Scenario(f"s{number}")
        for unit, zone in three:
            scenario = scenario.transfer(f"u{unit}", to=f"z{zone}", day=DAY)
        found.append(scenario)
    return found


def swept(base: Landscape, scenarios: list[Scenario]) -> list[dict[str, tuple[Any, Any]]]:
    """Return inhabitants and contiguity of the touched zones of each scenario."""
    rows = sweep(base, scenarios, year=2021)
    return [
        {z.zone: (z.population and z.population.value, z.contiguous) for z in row.zones}
        for row in rows
    ]


def recomputed(base: Landscape, scenarios: list[Scenario]) -> list[dict[str, tuple[Any, Any]]]:
    """Return the same for all zones, by adopting each scenario and looking at its day."""
    found = []
    for scenario in scenarios:
        day = adopt(base, scenario).on(DAY)
        found.append(
            {z.id: (day.population(z, year=2021).value, day.is_contiguous(z)) for z in day.zones}
        )
    return found


def gerrychain_partition() -> Any:
    """Return the grid as GerryChain has it, with its tally of inhabitants."""
    import networkx as nx
    from gerrychain import Graph, Partition, updaters

    graph = nx.Graph()
    graph.add_nodes_from(range(WIDE * HIGH))  # in order: it numbers them anew
    graph.add_edges_from(neighbours())
    for unit in graph:
        graph.nodes[unit]["people"] = people(unit)
    return Partition(
        Graph.from_networkx(graph),
        assignment={unit: zone_of(unit) for unit in graph},
        updaters={"people": updaters.Tally("people", alias="people")},
    )


def flipped(first: Any, moves: list[tuple[Move, ...]]) -> list[tuple[dict[int, int], bool]]:
    """Return the tally and the contiguity of each scenario by GerryChain's flips."""
    from gerrychain.constraints import contiguous

    found = []
    for three in moves:
        partition = first.flip(dict(three))
        found.append((partition["people"], contiguous(partition)))
    return found


def as_data(moves: list[tuple[Move, ...]]) -> tuple[list[list[str]], list[list[str]]]:
    """Return the moves as rows of names: of places, and of zones."""
    units = [f"u{unit}" for unit in range(WIDE * HIGH)]
    zones = [f"z{zone}" for zone in range(WIDE * HIGH)]
    places, targets = [], []
    for (a, to_a), (b, to_b), (c, to_c) in moves:
        places.append([units[a], units[b], units[c]])
        targets.append([zones[to_a], zones[to_b], zones[to_c]])
    return places, targets


def measures() -> list[Measure]:
    """Compare sweeps of three moves, as objects and as data, with both peers; and of one move.

    Each call has moves of its own in each round. Both sides know the base by then: GerryChain
    has its partition, and this library what it worked out in rounds before.
    """
    base, first = landscape(), gerrychain_partition()
    moves = drawn_moves(COUNT, 2027)
    agree(base, as_scenarios(moves), first, moves)
    singles = [((unit, zone),) for unit in range(WIDE * HIGH) for zone in sorted(near(unit))]
    assert agree_on_singles(base, first, singles)
    times: dict[str, list[float]] = {}
    for number in range(ROUNDS):
        for name, (count, call) in calls_of_round(number, base, first, singles).items():
            times.setdefault(name, []).append(processor_seconds(call) / count)
    took = {name: statistics.median(found) for name, found in times.items()}
    pairs = (
        ("7", "one transfer as a scenario: GerryChain's flip", "flip", "single", 6),
        ("8", "three transfers: full recomputation", "plain", "objects", 8),
        ("9", "each transfer across a border once: GerryChain's flip", "flip", "screened", 80),
        ("10", "three transfers as data: GerryChain's flips", "flips", "data", 15),
        ("11", "three transfers as data: full recomputation", "plain", "data", 15),
        ("D", "three transfers as scenarios: GerryChain's flips", "flips", "objects", 10),
        ("D", "the same as data, making the data included", "flips", "built", 20),
    )
    return [
        Measure(what, took[peer] / took[ours], least, at_least=True, row=row)
        for row, what, peer, ours, least in pairs
    ]


def calls_of_round(
    number: int, base: Landscape, first: Any, singles: list[tuple[Move]]
) -> dict[str, tuple[int, Callable[[], object]]]:
    """Return what is timed in a round, each with how many scenarios it has."""
    moves, other, third = (drawn_moves(COUNT, 3 * number + each) for each in range(3))
    scenarios, data = as_scenarios(moves), as_data(other)
    ones = as_scenarios(Random(number).choices(singles, k=COUNT))
    return {
        "objects": (COUNT, lambda: sweep(base, scenarios, year=2021)),
        "data": (COUNT, lambda: sweep_moves(base, *data, day=DAY, year=2021)),
        "built": (COUNT, lambda: sweep_moves(base, *as_data(third), day=DAY, year=2021)),
        "flips": (COUNT, lambda: flipped(first, moves)),
        "plain": (PLAIN, lambda: recomputed(base, scenarios[:PLAIN])),
        "single": (COUNT, lambda: sweep(base, ones, year=2021)),
        "screened": (len(singles), lambda: screened(base)),
        "flip": (len(singles), lambda: flips_of_one(first, singles)),
    }


def screened(base: Landscape) -> list[Any]:
    """Return the inhabitants of each zone that a transfer across a border leaves in one piece."""
    return [
        zone.contiguous and zone.population
        for each in single_transfers(base, year=2021)
        for zone in each.row.zones
    ]


def agree_on_singles(base: Landscape, first: Any, moves: list[tuple[Move]]) -> bool:
    """Tell whether both sides know the same single transfers, and what each does."""
    mine = {
        (each.municipality.unit, each.to): all(zone.contiguous for zone in each.row.zones)
        for each in single_transfers(base, year=2021)
    }
    keys = [(f"u{unit}", f"z{zone}") for ((unit, zone),) in moves]
    return mine == dict(zip(keys, flips_of_one(first, moves), strict=True))


def near(unit: int) -> set[int]:
    """Return the other zones that touch a unit."""
    beside = {b for a, b in neighbours() if a == unit} | {a for a, b in neighbours() if b == unit}
    return {zone_of(each) for each in beside} - {zone_of(unit)}


def flips_of_one(first: Any, moves: list[tuple[Move, ...]]) -> list[bool]:
    """Return the contiguity of each single flip, with the tally worked out, by GerryChain."""
    from gerrychain.constraints import contiguous

    found = []
    for move in moves:
        partition = first.flip(dict(move))
        assert partition["people"]
        found.append(contiguous(partition))
    return found


def all_measures() -> Iterator[Measure]:
    """Yield what is measured beside peers, and then how long two tables take."""
    yield from measures()
    yield from tables_of_flanders()


def tables_of_flanders() -> list[Measure]:
    """Time the two tables."""
    eve = as_of(flanders(), "2024-12-31")
    merged = mergers_of_2025()
    alternatives = min(
        seconds(lambda: sweep(eve, elz_alternatives(eve, merged), year=2021).to_table().to_text())
        for _ in range(ROUNDS)
    )
    pairs = min(
        seconds(lambda: atlas(flanders(), on="2025-01-01", area="Vlaams Gewest", year=2021))
        for _ in range(ROUNDS)
    )
    return [
        Measure("table of the 20 alternatives for 2025", alternatives, 1, "s"),
        Measure("atlas of 754 pairs of neighbours", pairs, 3, "s"),
    ]


def mergers_of_2025() -> Scenario:
    """Return the 13 mergers as steps."""
    scenario = Scenario("2025")
    for event in flanders().register.events:
        if isinstance(event, Merge) and event.day == date(2025, 1, 1):
            goes_on = event.unit if event.unit in event.units else None
            scenario = scenario.merge(
                event.units, day=event.day, name=event.name, continues=goes_on, unit=event.unit
            )
    return scenario


def agree(
    base: Landscape, scenarios: list[Scenario], first: Any, moves: list[tuple[Move, ...]]
) -> None:
    """Assert that all three sides give the same answers."""
    mine, theirs = swept(base, scenarios), flipped(first, moves)
    whole = {f"z{zone}": total for zone, total in first["people"].items()}
    for row, (tally, together) in zip(mine, theirs, strict=True):
        totals = {zone: total for zone, (total, _) in row.items()}
        assert {**whole, **totals} == {f"z{zone}": total for zone, total in tally.items()}
        assert together == all(one for _, one in row.values())
    for row, full in zip(mine, recomputed(base, scenarios[:PLAIN]), strict=False):
        assert row == {zone: full[zone] for zone in row}


if __name__ == "__main__":
    sys.exit(main(__doc__, all_measures, how=HOW))
