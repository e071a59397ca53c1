"""Whether what a document names is there: ids of a landscape and of the document itself.

Names are looked for in the plain values, so that a document in which other
things are wrong is looked through as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any, Final

from attrs import evolve, frozen

from elzmodel.errors import ConflictError
from elzmodel.io._flaws import BAD_ID, ID_TWICE, UNKNOWN_ID, UNKNOWN_SOURCE, Flaw, Placed, Step
from elzmodel.io._landscape_ids import LandscapeIds
from elzmodel.io._near import remedy
from elzmodel.io._tree import Node, Tree
from elzmodel.io.events_document import EventsDocument
from elzmodel.landscape import Landscape

__all__ = [
    "References",
    "contradictions",
]

_Path = tuple[Step, ...]
_KINDS: Final = {
    "unit": "unit",
    "units": "unit",
    "origin": "unit",
    "to": "unit",
    "ends": "unit",
    "parts": "part",
    "zone": "zone",
    "sources": "source",
}
_LIKE_AN_ID: Final = re.compile(r"[A-Za-z0-9]+(?:[-._~][A-Za-z0-9]+)*", re.ASCII)
_EVENT: Final = re.compile(r"event (\S+) of ")


@frozen(eq=False, slots=False)
class References:
    """The ids that a document names, beside those that a landscape and it itself have."""

    tree: Tree
    within: Landscape | None = None

    def flaws(self) -> Iterator[Placed]:
        """Yield ids in use twice and, within a landscape, ids that nothing has."""
        yield from self._twice("events")
        yield from self._twice("sources")
        if self.within is None:
            return
        for path, kind, text in _named(self.tree.root):
            if text not in self._known(kind) and _is_well_formed(kind, text):
                code = UNKNOWN_SOURCE if kind == "source" else UNKNOWN_ID
                message = f"no {kind} {text!r} is known"
                yield self._placed(
                    Flaw(code=code, message=message, hint=self._near(kind, text)), path
                )

    def advised(self, placed: Placed) -> Placed:
        """Return a malformed id with the id of what was probably meant."""
        kind = _kind(placed.path) if placed.path else ""
        if self.within is None or placed.flaw.code != BAD_ID or not kind:
            return placed
        hint = self._near(kind, placed.flaw.value) or placed.flaw.hint
        return evolve(placed, flaw=evolve(placed.flaw, hint=hint))

    def _placed(self, flaw: Flaw, path: _Path) -> Placed:
        line, column = self.tree.place(path)
        return Placed(flaw=flaw, path=path, line=line, column=column)

    def _twice(self, key: str) -> Iterator[Placed]:
        seen: set[str] = set()
        for index, item in enumerate(_items(self.tree.root, key)):
            given = item.get("id")
            if isinstance(given, str) and given in seen:
                message, hint = f"id {given!r} is in use twice", "give each an id of its own"
                flaw = Flaw(code=ID_TWICE, message=message, hint=hint)
                yield self._placed(flaw, (key, index, "id"))
            seen.add(str(given))

    @cached_property
    def _events(self) -> list[dict[str, Any]]:
        return _items(self.tree.root, "events")

    @cached_property
    def _ids(self) -> LandscapeIds:
        if self.within is None:  # pragma: no cover - ids are asked for within a landscape only
            raise AssertionError
        return LandscapeIds(self.within)

    def _known(self, kind: str) -> frozenset[str]:
        """Return the ids of the landscape, and those that the document begins."""
        begun: frozenset[str] = getattr(self, f"_{kind}s")
        return begun | self._ids.known(kind)

    @cached_property
    def _units(self) -> frozenset[str]:
        begun = [event.get("unit") for event in self._events if _is(event, "create", "merge")]
        for event in self._events:
            begun += [piece.get("unit") for key in _PIECES for piece in _items(event, key)]
        return _texts(begun)

    @cached_property
    def _parts(self) -> frozenset[str]:
        """What the document creates, and pieces of land."""
        begun: list[Any] = []
        for event in self._events:
            if _is(event, "create"):
                parts = event.get("parts")
                begun += parts if isinstance(parts, list) and parts else [event.get("unit")]
        return _texts(begun) | self._pieces

    @cached_property
    def _pieces(self) -> frozenset[str]:
        """The names in the document for land that an event of it cuts: ``part~event…``."""
        cutting = {str(event.get("id")) for event in self._events}
        named = (text for _, kind, text in _named(self.tree.root) if kind == "part")
        return frozenset(text for text in named if not cutting.isdisjoint(text.split("~")[1:]))

    @cached_property
    def _zones(self) -> frozenset[str]:
        return _texts([event.get("zone") for event in self._events if _is(event, "create-zone")])

    @cached_property
    def _sources(self) -> frozenset[str]:
        return _texts([source.get("id") for source in _items(self.tree.root, "sources")])

    def _near(self, kind: str, text: str) -> str:
        """Return the remedy: an id that a name or code stands for, or one that looks alike."""
        return remedy(text, self._known(kind), self._ids.meant(kind, text))


_PIECES: Final = ("into", "starts")


def _items(node: Node, key: str) -> list[dict[str, Any]]:
    """Return the mappings in a list of *node*, none where there is no such list."""
    found = node.get(key) if isinstance(node, dict) else None
    return [x if isinstance(x, dict) else {} for x in found] if isinstance(found, list) else []


def _is(event: dict[str, Any], *names: str) -> bool:
    return event.get("event") in names


def _texts(values: list[Any]) -> frozenset[str]:
    return frozenset(value for value in values if isinstance(value, str))


def _is_well_formed(kind: str, text: str) -> bool:
    """Tell whether nothing else was said about an id already."""
    is_lower = kind == "source" or text == text.lower()
    return is_lower and len(text) <= _LONGEST and _LIKE_AN_ID.fullmatch(text) is not None


_LONGEST: Final = 100


def _named(node: Node, path: _Path = ()) -> Iterator[tuple[_Path, str, str]]:
    """Yield every id in a tree, with the way to it and its kind."""
    pairs = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in pairs:
        here = (*path, key)
        if isinstance(value, dict | list):
            yield from _named(value, here)
        elif isinstance(value, str) and (kind := _kind(here)):
            yield here, kind, value


def _kind(path: _Path) -> str:
    """Return what the text at *path* is the id of, empty where it is of nothing."""
    if path[0] not in {"events", "figures"}:
        return ""
    key = path[-2] if isinstance(path[-1], int) else path[-1]
    return _KINDS.get(str(key), "")


def contradictions(document: EventsDocument, tree: Tree, within: Landscape) -> Iterator[Placed]:
    """Yield what contradicts the record, each at the event that it is about."""
    try:
        within.with_events(document.events).with_figures(document.figures)
    except ConflictError as error:
        indices = {str(event.id): index for index, event in enumerate(document.events)}
        for finding in error.findings:
            about = _EVENT.match(finding.subject)
            index = indices.get(about[1]) if about else None
            path: _Path = () if index is None else ("events", index)
            subject = "" if index is not None or not finding.subject else f"{finding.subject}: "
            line, column = tree.place(path)
            flaw = Flaw(code=finding.code, message=subject + finding.message)
            yield Placed(flaw=flaw, path=path, line=line, column=column)
