"""Small worlds for searches, and every answer to them found by trying everything."""

from __future__ import annotations

from itertools import combinations, product
from operator import le

from attrs import frozen

import elzmodel as elz
from elzmodel.testing import small_world
from elzmodel.values import Period

DAY = "2020-01-01"


@frozen
class World:
    """Villages by number: their zones, inhabitants, areas, and which touch, or may touch."""

    homes: tuple[int, ...]
    people: tuple[int | None, ...]
    areas: tuple[int, ...]
    links: frozenset[tuple[int, int]]
    zones: int
    short: frozenset[tuple[int, int]] = frozenset()

    @property
    def landscape(self):
        """Return the same as a landscape; villages and zones are called by number."""
        villages = range(len(self.homes))
        units = [
            elz.events.Create(id=f"v{n}", day=DAY, unit=f"v{n}", name=f"Village {n}")
            for n in villages
        ]
        zones = [
            elz.events.CreateZone(id=f"z{n}", day=DAY, zone=f"z{n}", name=f"Zone {n}")
            for n in range(self.zones)
        ]
        land = [
            elz.events.Assign(
                id=f"a{n}", day=DAY, zone=f"z{n}", parts=[f"v{v}" for v in self.members(n)]
            )
            for n in range(self.zones)
            if self.members(n)
        ]
        figures = [
            elz.Figure(kind="population", day=DAY, parts=[f"v{n}"], value=value)
            for n, value in enumerate(self.people)
            if value is not None
        ]
        borders = [
            elz.territory.Border(a=[f"v{a}"], b=[f"v{b}"], contact=contact)
            for pairs, contact in (
                (self.links, elz.territory.Contact.BORDER),
                (self.short - self.links, elz.territory.Contact.SHORT),
            )
            for a, b in sorted(pairs)
        ]
        return small_world(*units, *zones, *land, figures=figures, borders=borders)

    @property
    def partition(self):
        """Return the areas as a map of a day."""
        return elz.zones.ZoneMap(
            day=self.landscape.on(DAY).day,
            kind="area",
            zones=tuple(
                elz.zones.Zone(id=f"area-{n}", name=f"Area {n}", period=Period())
                for n in sorted(set(self.areas))
            ),
            by_part={f"v{n}": f"area-{area}" for n, area in enumerate(self.areas)},
        )

    def members(self, zone):
        """Return the villages of a zone."""
        return {n for n, home in enumerate(self.homes) if home == zone}

    def pieces(self, villages):
        """Count the pieces of some villages, the fewest and the most that there may be."""
        possible = self.links | self.short
        return self._pieces(villages, possible), self._pieces(villages, self.links)

    def _pieces(self, villages, links):
        left, count = set(villages), 0
        while left:
            count += 1
            edge = {left.pop()}
            while edge:
                one = edge.pop()
                near = {b if a == one else a for a, b in links if one in (a, b)} & left
                left -= near
                edge |= near
        return count

    def touches(self, one, others):
        """Tell whether a village touches one of others."""
        return any((min(one, n), max(one, n)) in self.links for n in others)


def goals(world, *, low, high):
    """Return the goals that there are, each with the same asked of sets of villages."""

    def total(after):
        known = [world.people[n] for n in after]
        return sum(p or 0 for p in known), None in known

    def at_least(_, after):
        people, has_unknown = total(after)
        return True if people >= low else None if has_unknown else False

    def at_most(_, after):
        people, has_unknown = total(after)
        return False if people > high else None if has_unknown else True

    def in_one_piece(_, after):
        fewest, most = world.pieces(after)
        return True if most <= 1 else None if fewest <= 1 else False

    def no_more_pieces(before, after):
        then = world.pieces(before) if before else (1, 1)
        return all(map(le, world.pieces(after), then))

    return (
        (elz.AtLeast(low), at_least),
        (elz.AtMost(high), at_most),
        (elz.WithinOneArea(world.partition), lambda _, a: len({world.areas[n] for n in a}) <= 1),
        (elz.InOnePiece(), in_one_piece),
        (elz.NoMorePieces(), no_more_pieces),
        (
            elz.ToNeighbours(),
            lambda b, a: len(a) == 1 > len(b) or all(world.touches(n, a - {n}) for n in a - b),
        ),
    )


def is_right(world, zone, after, met, frozen):
    """Tell whether a zone may have these villages; one without any misses nothing."""
    before = world.members(zone)
    if zone in frozen:
        return after == before
    if not after:
        return True
    for one in met:
        now = one(before, after)
        if now is None and (not before or one(before, before) is not None):
            return False
        if now is False:
            return False
    return True


def every_way(
    world,
    met,
    *,
    frozen=frozenset(),
    may_take=frozenset(),
    misses=0,
    created=0,
    may_empty=False,
):
    """Return every assignment that does, as the zones of all villages."""
    every = range(world.zones + created)
    free = [
        [z for z in every if z not in frozen] if home not in frozen | may_take else [home]
        for home in world.homes
    ]
    for zones in product(*free):
        land = [{n for n, z in enumerate(zones) if z == zone} for zone in every]
        emptied = [z for z in every if world.members(z) and not land[z] & world.members(z)]
        if emptied and not may_empty:
            continue
        wrong = [z for z in every if not is_right(world, z, land[z], met, frozen)]
        if len(wrong) == misses and not frozen.union(every[world.zones :]).intersection(wrong):
            yield zones


def smallest_sets(world, ways):
    """Return the smallest sets of villages that move, each with its ways."""
    moved = [(frozenset(n for n, z in enumerate(w) if z != world.homes[n]), w) for w in ways]
    least = min((len(movers) for movers, _ in moved), default=None)
    found = {}
    for movers, way in moved:
        if len(movers) == least:
            found.setdefault(movers, set()).add(way)
    return found


def smallest_clash(world, both, **asked):
    """Return the first smallest set of goals that no assignment meets."""
    for size in range(1, len(both) + 1):
        for some in combinations(both, size):
            if not any(True for _ in every_way(world, [met for _, met in some], **asked)):
                return tuple(goal for goal, _ in some)
    return None
