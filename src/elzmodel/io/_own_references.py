"""Whether what a dossier or a set of rules names is there, in itself and in a landscape.

The classes say which texts are ids and of what; a document in which other
things are wrong is looked through as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Final

from attrs import evolve, field, frozen

from elzmodel.io._flaws import BAD_ID, ID_TWICE, UNKNOWN_ID, UNKNOWN_SOURCE, Flaw, Placed, Step
from elzmodel.io._id_places import IdPlace, id_places
from elzmodel.io._landscape_ids import LandscapeIds
from elzmodel.io._near import remedy, slugged
from elzmodel.io._tree import Tree
from elzmodel.landscape import Landscape
from elzmodel.values import (
    BodyId,
    EventId,
    ItemId,
    PartId,
    PartnerId,
    PersonId,
    SeatId,
    SourceId,
    ZoneId,
)

__all__ = [
    "OwnReferences",
]

_Path = tuple[Step, ...]

_IN_LANDSCAPE: Final[dict[Any, str]] = {PartId: "part", ZoneId: "zone", EventId: "event"}
_OF_TYPE: Final[dict[Any, str]] = {
    BodyId: "body",
    PartnerId: "partner",
    PersonId: "person",
    SeatId: "seat",
    SourceId: "source",
}
_GOALS: Final = ("strategic_goals", "operational_goals")
_OF_FIELD: Final[dict[str, str]] = {
    "action": "action",
    "broader": "target group",
    "follow_up": "action",
    "gatherings": "gathering",
    "indicator": "indicator",
    "kept_from": "statement",
    "merged_into": "action",
    "part_of": "statement",
    "projects": "project",
    "replaces": "plan",
    "subject": "goal or action",
    "superseded_by": "action",
    "target_groups": "target group",
    "vulnerabilities": "vulnerability",
}
"""What a field of type `ItemId` names; a rule that a waiver names stands in another document."""

_LISTS: Final[dict[str, tuple[str, ...]]] = {
    "action": ("actions",),
    "body": ("bodies",),
    "gathering": ("gatherings",),
    "goal or action": (*_GOALS, "actions"),
    "indicator": ("indicators",),
    "partner": ("partners",),
    "person": ("persons",),
    "plan": ("plans",),
    "project": ("projects",),
    "seat": ("seats",),
    "source": ("documents",),
    "statement": ("statements",),
    "target group": ("target_groups",),
    "vulnerability": ("vulnerabilities",),
}
"""For what is named, the lists that have it."""

_MEASURED: Final = {"enrolment": "project", "held": "gathering"}
"""What the subjects of a measure are, by its kind."""

_ITEMS_OF_A_PLAN: Final = frozenset({*_GOALS, "actions", "indicators"})
_SCOPED: Final = frozenset({"action", "body", "goal or action", "indicator", "seat"})
"""What a council or a plan has for itself: another one may use the ids anew."""

_ACROSS: Final = frozenset({"continues", "follow_up", "merged_into", "superseded_by"})
"""Fields that may name what another council or another plan has."""

_COMPARISONS: Final = 200_000
"""How many ids are looked at for near ones, which takes seconds; then problems have no remedy."""


@frozen(eq=False, slots=False)
class OwnReferences:
    """The ids that a document of class *of* names, beside those that it and a landscape have.

    *comparisons* counts down, so that no document can ask for endless advice.
    """

    tree: Tree
    of: type[Any]
    within: Landscape | None = None
    comparisons: list[int] = field(factory=lambda: [_COMPARISONS])

    def flaws(self) -> Iterator[Placed]:
        """Yield ids in use twice and ids that nothing has."""
        yield from self._twice()
        for place in self._places.values():
            kind, known = _kind(place), self._known(place)
            if known is not None and place.text not in known and place.is_well_formed:
                code = UNKNOWN_SOURCE if kind == "source" else UNKNOWN_ID
                message = f"no {kind} {place.text!r} is known"
                flaw = Flaw(code=code, message=message, hint=self._remedy(place))
                yield self._placed(flaw, place.path)

    def advised(self, placed: Placed) -> Placed:
        """Return a malformed id with the id of what was probably meant."""
        place = self._places.get(placed.path)
        if placed.flaw.code != BAD_ID or place is None:
            return placed
        hint = self._remedy(place) or placed.flaw.hint
        return evolve(placed, flaw=evolve(placed.flaw, hint=hint))

    def _placed(self, flaw: Flaw, path: _Path) -> Placed:
        line, column = self.tree.place(path)
        return Placed(flaw=flaw, path=path, line=line, column=column)

    @cached_property
    def _places(self) -> dict[_Path, IdPlace]:
        return {place.path: place for place in id_places(self.tree.root, self.of)}

    @cached_property
    def _items(self) -> list[IdPlace]:
        """The ids by which something is known."""
        return [place for place in self._places.values() if place.field == "id"]

    def _twice(self) -> Iterator[Placed]:
        seen: set[tuple[_Path, str]] = set()
        for item in self._items:
            in_plan = item.list_name in _ITEMS_OF_A_PLAN
            key = item.path[:2] if in_plan else item.path[:-2], item.text
            if key in seen:
                message, hint = f"id {item.text!r} is in use twice", "give each an id of its own"
                yield self._placed(Flaw(code=ID_TWICE, message=message, hint=hint), item.path)
            seen.add(key)

    def _known(self, place: IdPlace) -> Mapping[str, str] | None:
        """Return what may be named, with names; ``None`` where nothing here could tell."""
        kind = _kind(place)
        if kind in _IN_LANDSCAPE.values():
            return self._in_landscape(kind) if self.within else None
        if kind not in _LISTS:
            return None
        is_scoped = kind in _SCOPED and place.field not in _ACROSS
        return self._of_kind(kind, place.path[:2] if is_scoped else ())

    @cached_property
    def _found(self) -> dict[tuple[str, _Path], Mapping[str, str]]:
        return {}

    def _of_kind(self, kind: str, scope: _Path) -> Mapping[str, str]:
        """Return what the document has of a kind, of one council or plan where *scope* is one."""
        if (kind, scope) not in self._found:
            self._found[kind, scope] = {
                item.text: _name_of(item.inside)
                for item in self._items
                if item.list_name in _LISTS[kind]
                and (item.path[:1] != scope[:1] or item.path[:2] == scope)
            }
        return self._found[kind, scope]

    @cached_property
    def _landscape(self) -> LandscapeIds:
        if self.within is None:  # pragma: no cover - asked for within a landscape only
            raise AssertionError
        return LandscapeIds(self.within)

    def _in_landscape(self, kind: str) -> Mapping[str, str]:
        if (kind, ()) not in self._found:
            self._found[kind, ()] = dict.fromkeys(self._landscape.known(kind), "")
        return self._found[kind, ()]

    def _remedy(self, place: IdPlace) -> str:
        """Return the remedy: an id that a name or code stands for, or one that looks alike."""
        known = self._known(place)
        if known is None or self.comparisons[0] < 0:
            return ""
        self.comparisons[0] -= len(known)
        if (kind := _kind(place)) in _IN_LANDSCAPE.values():
            meant = self._landscape.meant(kind, place.text)
        else:
            slug = slugged(place.text)
            meant = [each for each, name in known.items() if name and slugged(name) == slug]
        hint = remedy(place.text, frozenset(known), meant)
        return hint or ("list it under documents" if kind == "source" else "")


def _kind(place: IdPlace) -> str:
    """Return what an id names, empty where it is that of the item itself."""
    if place.field == "id":
        return ""
    if place.of is not ItemId:
        return _IN_LANDSCAPE.get(place.of) or _OF_TYPE[place.of]
    if (
        place.field in {"subject", "others"}
        and (kind := str(place.inside.get("kind"))) in _MEASURED
    ):
        return _MEASURED[kind]
    return _OF_FIELD.get(str(place.field), "")


def _name_of(item: dict[str, Any]) -> str:
    """Return the name or the title of an item, as far as it is text."""
    name = item.get("name") or item.get("title")
    return name if isinstance(name, str) else ""
