"""Which land the units of a list hold while its events are made.

Parts are named as the replay of the events will name them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import Factory, define

from elzmodel.values import PartId, UnitId

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from elzmodel.values import EventId

__all__ = ["Ground", "Land"]

Land = tuple[PartId, ...]


@define
class Ground:
    """Land by unit, with what was divided from the beginning and what was cut.

    *divided* has the parts into which a part is divided since it began, *inside*
    the pieces that lie in a part that was cut, for certain.
    """

    held: dict[UnitId, Land] = Factory(dict)
    former: dict[tuple[str, str], Land] = Factory(dict)
    divided: dict[PartId, Land] = Factory(dict)
    inside: dict[PartId, Land] = Factory(dict)
    pieces: set[PartId] = Factory(set)

    def of(self, unit: UnitId) -> Land:
        """Return the land that a unit holds now."""
        return self.named(self.held[unit])

    def named(self, parts: Iterable[PartId]) -> Land:
        """Return parts under the names that they have from the beginning."""
        return _below(parts, self.divided)

    def end(self, unit: UnitId, code: str, name: str) -> None:
        """Let a unit end, and remember what land its code and its name had."""
        land = self.held.pop(unit)
        self.former["code", code] = self.former["name", name] = land

    def divide(self, unit: UnitId, codes: Sequence[str], *, keeps: bool) -> list[Land] | None:
        """Divide a single part into one for each code, and one that stays.

        ``None`` where the land has several parts, or was cut before.
        """
        whole, *more = self.of(unit)
        if more or whole in self.pieces:
            return None
        given = [PartId(f"{whole}/{code}") for code in codes]
        self.divided[whole] = (*given, *([PartId(f"{whole}/rest")] if keeps else ()))
        return [(part,) for part in given]

    def cut(
        self, event: EventId, unit: UnitId, receivers: Sequence[UnitId], *, keeps: bool
    ) -> list[Land]:
        """Cut a piece for each receiver from all land of a unit; it keeps what remains."""
        whole = sorted(self.of(unit))
        name = whole[0] if len(whole) == 1 else unit
        given = [PartId(f"{name}~{event}~{receiver}") for receiver in receivers]
        rests = {part: PartId(f"{part}~{event}") for part in whole if keeps}
        for part in whole:
            sole = given if len(whole) == 1 else []
            self.inside[part] = (*sole, *([rests[part]] if keeps else ()))
        self.pieces.update(given, rests.values())
        if keeps:
            self.held[unit] = tuple(rests.values())
        return [(part,) for part in given]

    def back(
        self, unit: UnitId, names: Mapping[str, str], takers: Sequence[str], *, keeps: bool
    ) -> tuple[dict[str, Land], list[str]]:
        """Return the land that each taker gets where it had such land before, and who had.

        *names* has the name of each taker that begins. One that had none of the
        land gets what is left, unless the unit keeps that. Nothing is returned
        where that is not clear.
        """
        land = self.of(unit)
        given = {code: self._had(code, name, land) for code, name in names.items()}
        known = {code: parts for code, parts in given.items() if parts}
        others = [code for code in takers if code not in known]
        taken = [part for parts in known.values() for part in parts]
        left = tuple(part for part in land if part not in taken)
        is_clear = len(taken) == len(set(taken)) and len(others) + keeps == bool(left)
        if not known or not is_clear:
            return {}, []
        return {**known, **dict.fromkeys(others, left)}, list(known)

    def _had(self, code: str, name: str, land: Land) -> Land:
        former = self.former.get(("code", code)) or self.former.get(("name", name), ())
        living = set(_below(self.named(former), self.inside))
        return tuple(part for part in land if part in living)


def _below(parts: Iterable[PartId], steps: Mapping[PartId, Land]) -> Land:
    found: list[PartId] = []
    for part in parts:
        found += _below(steps[part], steps) if part in steps else [part]
    return tuple(found)
