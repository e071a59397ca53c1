"""What a document says, as plain lists and mappings, with the place of each value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from attrs import Factory, define

from elzmodel.io._flaws import (
    ALIAS,
    DUPLICATE,
    LONG_KEY,
    MOST,
    TOO_DEEP,
    TOO_LARGE,
    Flaw,
    Placed,
    Unreadable,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from elzmodel.io._flaws import Step

__all__ = ["Builder", "Frame", "Mark", "Node", "Scalar", "Spot", "Tree", "shown_path"]

Scalar = None | bool | int | float | str
Node = Any
"""A scalar, a list of nodes or a mapping from text to nodes."""

MAX_DEPTH: Final = 32
MAX_VALUES: Final = 500_000
MAX_ALIASED: Final = 10_000
MAX_TEXT: Final = 100_000
MAX_KEY: Final = 200

AWAITED: Final = object()
_DROPPED: Final = object()


class Mark(Protocol):
    """A place in a text, line and column counted from 0."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


class Spot(NamedTuple):
    """A mark of our own."""

    line: int
    column: int


def shown_path(path: Sequence[Step]) -> str:
    """Return a path as people read it.

    Example:
        >>> shown_path(["events", 0, "nis"])
        '$.events[0].nis'
    """
    return "$" + "".join(map(_shown_step, path))


def _shown_step(step: Step) -> str:
    is_word = isinstance(step, str) and (step.replace("-", "").isidentifier() or step == "<<")
    return f".{step}" if is_word else f"[{step!r}]"


@define(eq=False)
class Tree:
    """A document as plain values; `place` says where each stands.

    *places* holds, for each list, the marks of its items and, for each
    mapping, key, mark of the key and mark of the value in turn.
    """

    root: Node
    mark: Mark
    places: dict[int, list[Any]]
    flaws: list[Placed]
    indices: dict[int, dict[str, tuple[Mark, Mark]]] = Factory(dict)

    def place(self, path: Sequence[Step], *, of_key: bool = False) -> tuple[int, int]:
        """Return line and column of a value, counted from 1; of its parent where it is missing."""
        node, mark = self.root, self.mark
        for number, step in enumerate(path, 1):
            marks = self._marks(node, step)
            if marks is None:
                break
            mark = marks[0] if of_key and number == len(path) else marks[1]
            if number < len(path):
                node = node[step]
        return mark.line + 1, mark.column + 1

    def _marks(self, node: Node, step: Step) -> tuple[Mark, Mark] | None:
        places = self.places.get(id(node))
        if places is None:
            return None
        if isinstance(step, int):
            return (places[step], places[step]) if step < len(places) else None
        return self._index(node, places).get(step)

    def _index(self, node: Node, places: list[Any]) -> dict[str, tuple[Mark, Mark]]:
        """Return the marks of a mapping by key; of a key that stood twice, the first."""
        if id(node) not in self.indices:
            triples = zip(places[::3], places[1::3], places[2::3], strict=True)
            self.indices[id(node)] = {key: (at, value) for key, at, value in triples}
        return self.indices[id(node)]


class Frame:
    """A list or mapping that is being filled; one is made for each, so it is kept plain."""

    __slots__ = ("anchor", "container", "key", "last", "places", "since")

    def __init__(
        self, container: Node, places: list[Any], key: object, anchor: str | None, since: int
    ) -> None:
        self.container = container
        self.places = places
        self.key = key
        self.last = ""
        self.anchor = anchor
        self.since = since


@define(eq=False)
class Builder:
    """Builds a `Tree` value by value, within limits on depth, number and length.

    What can be left out is noted as a flaw, and building goes on; what cannot
    raises `Unreadable`.
    """

    documents: list[Any] = Factory(list)
    marks: list[Any] = Factory(list)
    places: dict[int, list[Any]] = Factory(dict)
    flaws: list[Placed] = Factory(list)
    frames: list[Frame] = Factory(list)
    anchors: dict[str, tuple[Node, int] | None] = Factory(dict)
    values: int = 0
    aliased: int = 0
    frame: Frame = Factory(
        lambda self: Frame(self.documents, self.marks, None, None, 0), takes_self=True
    )

    @property
    def awaits_key(self) -> bool:
        """Whether the next scalar is a key."""
        return self.frame.key is AWAITED

    def path(self) -> Iterator[Step]:
        """Yield the way to the value that is being read."""
        for frame in self.frames[1:]:
            is_list = isinstance(frame.container, list)
            yield len(frame.container) - 1 if is_list else frame.last
        if self.frames and isinstance(self.frame.container, list):
            yield len(self.frame.container)
        elif isinstance(self.frame.key, str):
            yield self.frame.key

    def note(self, flaw: Flaw, mark: Mark) -> None:
        """Note a flaw where the reader stands."""
        if len(self.flaws) < MOST:
            self.flaws.append(self._placed(flaw, mark))

    def _placed(self, flaw: Flaw, mark: Mark) -> Placed:
        path = (*self.path(), *flaw.steps)
        return Placed(flaw=flaw, path=path, line=mark.line + 1, column=mark.column + 1)

    def refuse(self, flaw: Flaw, mark: Mark) -> Unreadable:
        """Return the error that ends reading."""
        return Unreadable(self._placed(flaw, mark))

    def put(self, value: Node, mark: Mark) -> None:
        """Add a value to the list or mapping that is open."""
        frame = self.frame
        frame.places.append(mark)
        key = frame.key
        if key is None:
            frame.container.append(value)
        else:
            if key is not _DROPPED:
                frame.container[key] = value
            frame.key = AWAITED

    def too_many(self, mark: Mark) -> Unreadable:
        message = f"more than {MAX_VALUES:,} values"
        hint = "split the document into several files"
        return self.refuse(Flaw(code=TOO_LARGE, message=message, hint=hint), mark)

    def too_long(self, text: str, mark: Mark) -> Unreadable:
        """Return the error of a text that is longer than any that people write."""
        message = f"a text of {len(text):,} characters"
        flaw = Flaw(code=TOO_LARGE, message=message, expected=f"{MAX_TEXT:,} at most")
        return self.refuse(flaw, mark)

    def put_key(self, text: str, mark: Mark) -> None:
        """Take the key of the next value; of a key that is there already, the first counts."""
        frame = self.frame
        if text in frame.container:
            if len(self.flaws) < MOST:
                self._note_twice(text, mark)
            self.drop(text, mark)
            return
        if len(text) > MAX_KEY:
            message = f"a key of {len(text):,} characters"
            raise self.refuse(Flaw(code=LONG_KEY, message=message, expected=_KEYS), mark)
        frame.places += (text, mark)
        frame.key = frame.last = text

    def drop(self, text: str, mark: Mark) -> None:
        """Leave out the value that comes next, of key *text*."""
        self.frame.places += [None, mark]
        self.frame.key, self.frame.last = _DROPPED, text

    def _note_twice(self, text: str, mark: Mark) -> None:
        places = self.frame.places
        first = places[3 * places[::3].index(text) + 1]
        hint = f"it stands on line {first.line + 1} already; leave one out"
        message = f"key {text!r} stands twice"
        self.note(Flaw(code=DUPLICATE, message=message, hint=hint, steps=(text,)), mark)

    def open(self, container: Node, mark: Mark, anchor: str | None = None) -> None:
        """Begin a list or a mapping inside the one that is open."""
        if self.frame.key is AWAITED:
            message = "a list or a mapping stands as a key"
            raise self.refuse(Flaw(code=LONG_KEY, message=message, expected=_KEYS), mark)
        if len(self.frames) >= MAX_DEPTH:
            message = f"more than {MAX_DEPTH} lists and mappings inside each other"
            hint = "no kind of document is that deep; look for a bracket that does not close"
            raise self.refuse(Flaw(code=TOO_DEEP, message=message, hint=hint), mark)
        self.put(container, mark)
        places: list[Any] = []
        self.places[id(container)] = places
        key = AWAITED if isinstance(container, dict) else None
        if anchor is not None:
            self.anchors[anchor] = None
        self.frames.append(self.frame)
        self.frame = Frame(container, places, key, anchor, self.values)

    def close(self) -> None:
        """End the list or mapping that is open."""
        frame = self.frame
        self.values += len(frame.container)
        if frame.anchor is not None:
            self.anchors[frame.anchor] = frame.container, self.values - frame.since + 1
        self.frame = self.frames.pop()

    def repeat(self, anchor: str, mark: Mark) -> None:
        """Put the value of an anchor once more."""
        if self.awaits_key:
            message = f"alias *{anchor} stands as a key"
            raise self.refuse(Flaw(code=LONG_KEY, message=message, expected=_KEYS), mark)
        known = self.anchors.get(anchor)
        if known is None:
            inside = anchor in self.anchors
            what = "stands inside the value that it repeats" if inside else "has no anchor before"
            hint = "write the value out"
            message = f"alias *{anchor} {what}"
            raise self.refuse(Flaw(code=ALIAS, message=message, hint=hint), mark)
        value, size = known
        self.aliased += size
        if self.aliased > MAX_ALIASED:
            message = f"the aliases stand for more than {MAX_ALIASED:,} values"
            raise self.refuse(Flaw(code=ALIAS, message=message, hint="write the values out"), mark)
        self.values += size - 1
        self.put(value, mark)

    def tree(self) -> Tree:
        """Return what was built; there is at least one document."""
        return Tree(self.documents[0], self.marks[0], self.places, self.flaws)


_KEYS = f"a word of at most {MAX_KEY} characters"
