"""Where ids stand in a document, by the types of the fields of its class."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple, get_args

import attrs

from elzmodel.io._flaws import Step
from elzmodel.io._hooks import ID_PATTERNS
from elzmodel.io._tree import Node
from elzmodel.io._types import TypeForm, fields_of, form_of, is_optional, said
from elzmodel.values import BodyId, ItemId, PartnerId

__all__ = [
    "IdPlace",
    "id_places",
]

_Path = tuple[Step, ...]


class IdPlace(NamedTuple):
    """A place of an id: the way to it, what stands there, its type, the mapping around it."""

    path: _Path
    value: str | int | float
    of: TypeForm
    inside: dict[str, Any]

    @property
    def text(self) -> str:
        """The id, also where its quotes were forgotten."""
        return str(self.value)

    @property
    def field(self) -> Step:
        """The key behind which it stands, alone or in a list."""
        return self.path[-1] if isinstance(self.path[-1], str) else self.path[-2]

    @property
    def list_name(self) -> Step:
        """The key of the list in which the mapping stands, empty for the document itself."""
        return self.path[-3] if len(self.path) > _OWN else ""

    @property
    def is_well_formed(self) -> bool:
        """Whether nothing else is wrong with it."""
        pattern = ID_PATTERNS[self.of][1]
        return isinstance(self.value, str) and bool(re.fullmatch(pattern, self.value, re.ASCII))


_OWN: Final = 2


def id_places(node: Node, of: TypeForm, path: _Path = (), inside: Node = None) -> Iterator[IdPlace]:
    """Yield the place of every id in a tree that is read into *of*."""
    if is_optional(of):
        of = said(of)
    if of in ID_PATTERNS:
        if isinstance(node, str | int | float) and not isinstance(node, bool):
            yield IdPlace(path, node, of, inside)
    elif isinstance(node, list) and form_of(of) is tuple:
        for index, each in enumerate(node):
            yield from id_places(each, get_args(of)[0], (*path, index), inside)
    elif isinstance(node, dict) and attrs.has(of):
        for name, form in _forms(of, node).items():
            if name in node:
                yield from id_places(node[name], form, (*path, name), node)


def _forms(of: type[Any], node: dict[str, Any]) -> dict[str, TypeForm]:
    """Return the types of the fields of a class; a measure has ids in fields of text."""
    forms = {field.name: field.type for field in fields_of(of)}
    if of.__name__ == "Measure":
        forms |= _MEASURED.get(str(node.get("kind")), {})
    return forms


_MEASURED: Final[dict[str, dict[str, TypeForm]]] = {
    "enrolment": {"subject": ItemId, "others": tuple[ItemId, ...]},
    "held": {"subject": ItemId, "others": tuple[ItemId, ...]},
    "represented": {"subject": PartnerId, "others": tuple[PartnerId, ...], "body": BodyId},
}
