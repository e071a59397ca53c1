"""How the land of keys lies in areas: whole in one of them, in several, or in each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from typing import Final

from attrs import field, frozen

from elzmodel.landscape.lands import AreaLand
from elzmodel.tables.placing import Ground
from elzmodel.territory.refinement import Refinement, reached
from elzmodel.values import PartId
from elzmodel.values.ids import grouped

__all__: list[str] = []

Land = frozenset[PartId]
_NOWHERE: Final[Land] = frozenset()


@frozen(eq=False)
class Plan:
    """How the keys of one era lie in the areas, by the numbers of both.

    *home* has the area of each key that lies whole in it, or ``None`` where that is none;
    *shared* are keys that lie in several areas. Where keys hold each other, or their land was
    cut, their areas are *nested*, with all others that share a key with them. In a list,
    where rows are counted, land without any has none.
    """

    ground: Ground
    areas: tuple[AreaLand, ...] = field(repr=False)
    refinement: Refinement = field(factory=Refinement, repr=False)
    is_list: bool = False

    def decided(self, area: int) -> Land:
        """Return the land that is certainly in an area, as the table speaks of it."""
        return self.ground.of(self.areas[area].land.decided)

    def possible(self, area: int) -> Land:
        """Return the land of which it is undecided whether it is in an area."""
        return self.ground.of(self.areas[area].land.undecided)

    # --- which keys lie where ---------------------------------------------------------------

    @cached_property
    def areas_with(self) -> Mapping[int, frozenset[int]]:
        """The areas in which each key has land, or may have."""
        return {key: self._areas_at(atoms) for key, atoms in self._atoms.items()}

    @cached_property
    def keys_in(self) -> Mapping[int, tuple[tuple[int, bool], ...]]:
        """The keys that have land in each area, each with whether all of it lies there."""
        return grouped(
            (area, (key, self._atoms[key] <= self._leaves(self.decided(area))))
            for key, areas in self.areas_with.items()
            for area in sorted(areas)
        )

    @cached_property
    def nested(self) -> frozenset[int]:
        """The areas of keys that hold each other or whose land was cut, and those beside them."""
        areas_of = {a: self._areas_beside(a) for a in self.keys_in}
        entangled = (self.areas_with[key] for key in self._atoms if self._is_entangled(key))
        return frozenset(reached(chain.from_iterable(entangled), areas_of))

    @cached_property
    def spread(self) -> tuple[int, ...]:
        """The keys in nested areas, and those that hold each other outside of all."""
        return tuple(
            key
            for key, areas in self.areas_with.items()
            if areas & self.nested or (not areas and self._is_entangled(key))
        )

    @cached_property
    def spread_by_land(self) -> tuple[tuple[int, ...], ...]:
        """The keys that are spread, together where they are the same land."""
        same = grouped((self.refinement.finest(self.ground.lands[key]), key) for key in self.spread)
        return tuple(same.values())

    @cached_property
    def holds_others(self) -> bool:
        """Whether keys hold each other, so that a figure may be given twice."""
        return any(len(keys) > 1 for keys in self._keys_of.values())

    @cached_property
    def home(self) -> Mapping[int, int | None]:
        """The area of each key that lies whole in it; ``None`` outside all of them."""
        spread = frozenset(self.spread)
        found: dict[int, int | None] = {}
        for key, areas in self.areas_with.items():
            area = next(iter(areas), None)
            if key not in spread and (area is None or self.is_whole(key, frozenset((area,)))):
                found[key] = area
        return found

    @cached_property
    def shared(self) -> Mapping[int, tuple[int, ...]]:
        """The keys of each area that lie in others as well, and are not spread."""
        there = {*self.home, *self.spread}
        others = ((k, areas) for k, areas in self.areas_with.items() if k not in there)
        return grouped((area, key) for key, areas in others for area in sorted(areas))

    @cached_property
    def keys_shared(self) -> tuple[int, ...]:
        """The keys that lie in several areas, and are not spread."""
        return tuple(dict.fromkeys(chain.from_iterable(self.shared.values())))

    @property
    def everywhere(self) -> frozenset[int]:
        """All areas."""
        return frozenset(range(len(self.areas)))

    @cached_property
    def members(self) -> Mapping[int | None, tuple[int, ...]]:
        """The keys that are at home in each area."""
        return grouped((area, key) for key, area in self.home.items())

    def is_whole(self, key: int, areas: frozenset[int]) -> bool:
        """Tell whether all land of a key lies in some areas, whatever is decided."""
        return all(self._is_in(atom, areas) for atom in self._atoms[key])

    def part_in(self, key: int, areas: frozenset[int]) -> Land | None:
        """Return the land of a key that lies in some areas, ``None`` where it is undecided."""
        inside = frozenset(atom for atom in self._atoms[key] if self._is_in(atom, areas))
        touched = (atom for atom in self._atoms[key] if areas & self._areas_at((atom,)))
        return inside if inside.issuperset(touched) else None

    # --- land ---------------------------------------------------------------------------------

    @cached_property
    def unspoken(self) -> tuple[Land, ...]:
        """The land of each area of which no key speaks."""
        if self.is_list:
            return (_NOWHERE,) * len(self.areas)
        spoken = self._keys_of.keys()
        return tuple(
            frozenset(p for p in self._all_of(area) if not self._leaves((p,)) <= spoken)
            for area in range(len(self.areas))
        )

    def land(self, areas: Iterable[int]) -> tuple[Land, Land]:
        """Return the land of some areas together, and that which may come to one of them.

        Land that can come to no other is theirs, whichever it comes to.
        """
        asked = frozenset(areas)
        decided = _NOWHERE.union(*map(self.decided, asked))
        possible = _NOWHERE.union(*map(self.possible, asked)) - decided
        theirs = {p for p in possible if self._areas_at(self._leaves((p,))) <= asked}
        finest = self.refinement.finest
        return finest(decided | theirs), finest(possible)

    def spoken(self, land: Land, of: Land) -> Land:
        """Return the parts of some land that may share land with another."""
        leaves = self._leaves(of)
        return frozenset(part for part in land if not leaves.isdisjoint(self._leaves((part,))))

    def inside(self, keys: Iterable[int]) -> tuple[Land, Land]:
        """Return the land of some keys that is in any area, and that which is in none."""
        atoms = frozenset(chain.from_iterable(self._atoms[key] for key in keys))
        inside = frozenset(atom for atom in atoms if atom in self._areas_of)
        return inside, atoms - inside

    def weighed(self) -> Iterator[tuple[Land, Land]]:
        """Yield each piece of land that has to be weighed, with the land of its key."""
        for key in (*self.spread, *self.keys_shared):
            land = self.ground.lands[key]
            for area in sorted(self.areas_with[key]):
                piece = self.refinement.common(self.decided(area), land).certain
                if piece and not self.refinement.covers(piece, land):
                    yield piece, land

    def _is_entangled(self, key: int) -> bool:
        land = self.ground.lands[key]
        is_cut = bool(self.refinement.cuts) and self.refinement.relatives(land) != land
        return is_cut or any(len(self._keys_of[atom]) > 1 for atom in self._atoms[key])

    def _areas_beside(self, area: int) -> frozenset[int]:
        return frozenset[int]().union(*(self.areas_with[key] for key, _ in self.keys_in[area]))

    def _is_in(self, atom: PartId, areas: frozenset[int]) -> bool:
        there = self._areas_at((atom,))
        return bool(there) and there <= areas

    def _areas_at(self, atoms: Iterable[PartId]) -> frozenset[int]:
        return frozenset(chain.from_iterable(self._areas_of.get(atom, ()) for atom in atoms))

    def _all_of(self, area: int) -> Land:
        return self.decided(area) | self.possible(area)

    def _leaves(self, parts: Iterable[PartId]) -> Land:
        return self.refinement.leaves(parts)

    @cached_property
    def _atoms(self) -> Mapping[int, Land]:
        """The land of each key in uncut pieces."""
        return {key: self._leaves(land) for key, land in self.ground.lands.items()}

    @cached_property
    def _keys_of(self) -> Mapping[PartId, tuple[int, ...]]:
        return grouped((atom, key) for key, atoms in self._atoms.items() for atom in atoms)

    @cached_property
    def _areas_of(self) -> Mapping[PartId, tuple[int, ...]]:
        """The areas in which land lies, or may lie."""
        return grouped(
            (atom, area)
            for area in range(len(self.areas))
            for atom in self._leaves(self._all_of(area))
        )
