"""Values as JSON-LD: the document that they have anyway, with its words explained.

What stands in YAML stands here under the same keys. A context says what each key means,
what is named stands as its address, every mapping says of which class it is, and null says
whether that is *none* or *unknown*. Beside it, under ``published``, stands what follows from
the record in the words of others, such as who was a member of what, and when.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from itertools import islice
from typing import Any, Final, get_args

import attrs
from attrs import frozen

from elzmodel.dossiers import Dossier
from elzmodel.errors import DocumentError, FormatVersionError, InvalidValueError
from elzmodel.governance import CareCouncil
from elzmodel.io.classes import fields_of, form_of, member_of, options, stated_type
from elzmodel.io.codes import MOST, Step, Unreadable, failed, mistake
from elzmodel.io.converters import converter
from elzmodel.io.events_document import EventsDocument
from elzmodel.io.hooks import shown
from elzmodel.io.kind import FORMAT_VERSION, KINDS, Kind
from elzmodel.io.reading import mistakes, parse, read_tree
from elzmodel.io.tree import Tree, guarded
from elzmodel.landscape import Landscape
from elzmodel.linked.codes import ADDRESS, CONTEXT, NOT_SO
from elzmodel.linked.published import published
from elzmodel.linked.record import LandscapeRecord
from elzmodel.linked.vocabulary import (
    ALSO,
    NONE,
    NONE_IN,
    OWN,
    UNKNOWN,
    address,
    linked_context,
)
from elzmodel.policy import PolicyPlan
from elzmodel.scenarios import Scenario
from elzmodel.values import Finding
from elzmodel.values.references import IdPlace, References
from elzmodel.values.text import Phrase, phrase, said, slug, term
from elzmodel.zones import ZoneEvent

__all__ = ["from_jsonld", "to_jsonld"]

Path = tuple[Step, ...]
Plain = Any
Linkable = Landscape | EventsDocument | Dossier | CareCouncil | PolicyPlan | Scenario

LINKED: Final[Mapping[str, Kind]] = {
    **{name: KINDS[name] for name in ("events", "dossier", "scenario")},
    "landscape": Kind(name="landscape", home="elzmodel.linked.record:LandscapeRecord"),
    "council": Kind(name="council", home="elzmodel.governance.council:CareCouncil"),
    "plan": Kind(name="plan", home="elzmodel.policy.plan:PolicyPlan"),
}
"""What can be written as linked data, by what stands behind ``kind``."""

_WIDE: Final = frozenset({"unit", "part", "zone", "event", "source", "rule", "rule set"})
"""Kinds of which the ids mean the same everywhere."""

_PUBLISHED: Final = "published"
_ZONE_WORDS: Final = frozenset(each.word for each in get_args(ZoneEvent))

_NULLS: Final = frozenset({NONE, UNKNOWN})


def to_jsonld(value: Linkable, *, names: bool = False, shapes: bool = False) -> str:
    """Return a value as the text of JSON-LD, with its context in it.

    A landscape is written as its record, a council or a plan also by itself. Persons have
    their pseudonyms. Nothing that is unknown, undecided or open is left out without a word.

    Args:
        value: A landscape, events, a dossier, a council, a plan or a scenario.
        names: Whether persons have their names in it, as far as the zone published them.
        shapes: Whether municipalities of a landscape have their outlines, in GeoSPARQL.

    Raises:
        InvalidValueError: If it is of another class.
        DocumentError: If the value holds something that no document may hold.

    Example:
        >>> import json
        >>> import elzmodel as elz
        >>> plan = elz.Scenario("wave").rename("Heers", "Heer", day="2027-01-01")
        >>> found = json.loads(to_jsonld(plan))
        >>> found["id"], found["steps"][0]["@type"]
        ('urn:elzmodel:scenario:wave', ['RenameStep'])
        >>> from_jsonld(to_jsonld(plan)) == plan
        True
    """
    plain = linked_plain(value, names=names, shapes=shapes)
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def linked_plain(value: Linkable, *, names: bool = False, shapes: bool = False) -> dict[str, Plain]:
    """Return a value as JSON-LD before it is text."""
    if isinstance(value, Dossier) and not names:
        value = value.without_names()
    kind = _kind_of(value)
    held = LandscapeRecord.of(value) if isinstance(value, Landscape) else value
    content = converter().unstructure(held)
    wrong = mistakes(content, kind)
    if wrong:
        raise failed(f"<{type(value).__name__}>", wrong)
    linked = _Linking(content, kind.of).node()
    beside = published(value, linked, shapes=shapes)
    head = {"elzmodel": FORMAT_VERSION, "kind": kind.name, "id": _address_of(kind, content)}
    more = {_PUBLISHED: beside} if beside else {}
    return {"@context": linked_context(), **head, **linked, **more}


def _kind_of(value: object) -> Kind:
    of = LandscapeRecord if isinstance(value, Landscape) else type(value)
    for kind in LINKED.values():
        if kind.home in {f"{each.__module__}:{each.__name__}" for each in of.__mro__}:
            return kind
    raise InvalidValueError("linked data", value, said("{values:or all}", values=tuple(LINKED)))


def _address_of(kind: Kind, content: Mapping[str, Plain]) -> str:
    """Return the address of the whole; a council and a plan have the one of their id."""
    if kind.name in {"council", "plan"}:
        return address(kind.name, _owner(content), content["id"])
    label = content.get("zone_id") or slug(str(content.get("name", ""))) or "document"
    return address(kind.name, label)


def _owner(content: Mapping[str, Plain]) -> str:
    """Return the zone whose things these are, as far as that is said."""
    zone = content.get("zone_id", content.get("zone"))
    return zone if isinstance(zone, str) else ""


@frozen(eq=False, slots=False)
class _Linking:
    """Plain content of a class, on its way to addresses and types."""

    content: dict[str, Plain]
    of: type[Any]

    def node(self) -> dict[str, Plain]:
        """Return the content with types, addresses and words for null."""
        found: dict[str, Plain] = self._linked(self.content, self.of, ())
        return found

    def _linked(self, node: Plain, of: Any, path: Path) -> Plain:  # noqa: ANN401 - a type
        if node is None:
            return {"id": NONE if path[-1] in NONE_IN else UNKNOWN}
        kinds = options(stated_type(of)) if len(options(of)) > 1 else (of,)
        if isinstance(node, list):
            (item,) = {get_args(each)[0] for each in kinds if form_of(each) in {tuple, frozenset}}
            return [self._linked(each, item, (*path, at)) for at, each in enumerate(node)]
        if isinstance(node, dict):
            classes = [each for each in kinds if attrs.has(each)]
            told = member_of(classes, node) or classes[0]
            types = _types(told)
            inside = {
                key: self._linked(each, types.get(key, str), (*path, key))
                for key, each in node.items()
            }
            return {"@type": [told.__name__, *ALSO.get(told.__name__, ())], **inside}
        return self.addresses.get(path, node)

    @cached_property
    def addresses(self) -> dict[Path, str]:
        """The address at each place of an id."""
        return {place.path: self._address(place) for place in self._places}

    @cached_property
    def _places(self) -> tuple[IdPlace, ...]:
        return _places(self.content, self.of)

    @cached_property
    def _begun(self) -> dict[str, list[IdPlace]]:
        """Where things with an id begin, by their id."""
        found: dict[str, list[IdPlace]] = {}
        for place in self._places:
            if place.defines:
                found.setdefault(place.id, []).append(place)
        return found

    def _address(self, place: IdPlace) -> str:
        beginning = self._meant(place)
        kind = beginning.kind if beginning else (*place.kinds, "item")[0]
        if kind in _WIDE:
            return address(kind, _apart(place), place.id)
        owner = _owner(self.content)
        return address(kind, owner, *(self._holder(beginning) if beginning else ()), place.id)

    def _meant(self, place: IdPlace) -> IdPlace | None:
        """Return where that begins which a place names: in its own scope, or elsewhere."""
        if place.defines:
            return place
        begun = [
            each
            for each in self._begun.get(place.id, ())
            if not place.kinds or each.kind in place.kinds
        ]
        own = [each for each in begun if each.scope == place.scope]
        return next(iter([*own, *begun]), None)

    def _holder(self, place: IdPlace) -> tuple[str, ...]:
        """Return the id of the council or plan in which something has its id."""
        holder: Plain = self.content
        for step in place.scope[1] if place.scope[0] else ():
            holder = holder[step]
        return (str(holder["id"]),) if place.scope[0] else ()


def _apart(place: IdPlace) -> str:
    """Return what tells ids apart: those of zones, regions and municipalities may be the same."""
    if place.path[0] == "regions" and {"zone", "event"}.intersection(place.kinds):
        return "region"
    is_event = place.defines and place.kind == "event"
    return "zone" if is_event and place.inside.get("event") in _ZONE_WORDS else ""


def _places(content: Plain, of: type[Any]) -> tuple[IdPlace, ...]:
    """Return each place of an id once: what begins there by default has its own field elsewhere."""
    found = References(content, of, member_of).places
    return tuple(place for place in found if place.declared.default not in place.path[-1:])


@cache
def _types(of: type[Any]) -> Mapping[str, Any]:
    return {field.name: field.type for field in fields_of(of)}


# --- and back -------------------------------------------------------------------------


def from_jsonld(text: str, *, name: str = "<text>", within: Landscape | None = None) -> Linkable:
    """Read JSON-LD that this library wrote, without rdflib.

    Reading what `to_jsonld` wrote gives an equal value; of a landscape, one with an equal
    record. What follows from the record may be left out; where it stands there, it must agree.

    Args:
        text: The JSON-LD.
        name: What findings call it.
        within: A landscape in which ids must be known and events must fit.

    Raises:
        FormatVersionError: If it is of a newer format.
        DocumentError: If it cannot be read, with every finding and its place.
        ConflictError: If the events or figures of a landscape contradict each other.

    Example:
        >>> import elzmodel as elz
        >>> herkenrode = elz.dossier("herkenrode").without_names()
        >>> from_jsonld(to_jsonld(herkenrode)) == herkenrode
        True
    """
    try:
        tree = parse(guarded(text), name=name)
    except Unreadable as error:
        raise failed(name, [error.finding]) from None
    given = _copied(tree.root)
    _require_context(tree, name)
    found = _made_plain(tree)
    try:
        reading = read_tree(tree, name=name, within=within, kinds=LINKED)
        doubts = reading.doubts() if within is not None else []
    except Unreadable as error:
        raise failed(name, [*found, error.finding]) from None
    except DocumentError as error:
        if isinstance(error, FormatVersionError):
            raise
        raise failed(name, [*found, *error.findings]) from None
    if found or doubts:
        raise failed(name, [*found, *doubts])
    value: Linkable | LandscapeRecord = reading.value
    if isinstance(value, LandscapeRecord):
        value = value.to_landscape()
    unlike = [*islice(_unlike(given, linked_plain(value, names=True)), MOST)]
    if unlike:
        whole = parse(guarded(text), name=name)
        raise failed(name, [whole.placed(each, path) for path, each in unlike])
    return value


def _copied(node: Plain) -> Plain:
    if isinstance(node, dict):
        return {key: _copied(each) for key, each in node.items()}
    return [*map(_copied, node)] if isinstance(node, list) else node


def _require_context(tree: Tree, name: str) -> None:
    given = tree.root.get("@context")
    if given != linked_context():
        finding = mistake(CONTEXT, "other" if given else "")
        raise failed(name, [tree.placed(finding, ["@context"])])


def _made_plain(tree: Tree) -> list[Finding]:
    """Make a document of JSON-LD, place for place; return what is no address."""
    root = tree.root
    for key in ("@context", _PUBLISHED):
        root.pop(key, None)
    kind = LINKED.get(str(root.get("kind")))
    if kind is None or "id" not in attrs.fields_dict(kind.of):
        root.pop("id", None)
    _strip(root)
    return [*_bare(tree, kind)] if kind else []


def _strip(node: Plain) -> None:
    """Leave out types, and put null back where a word stands for it."""
    if isinstance(node, dict):
        node.pop("@type", None)
    for step, each in [*(node.items() if isinstance(node, dict) else enumerate(node))]:
        if isinstance(each, dict) and [*each] == ["id"] and each["id"] in _NULLS:
            node[step] = None
        elif isinstance(each, dict | list):
            _strip(each)


def _bare(tree: Tree, kind: Kind) -> Iterator[Finding]:
    """Put ids for addresses, and yield what is none."""
    for place in _places(tree.root, kind.of):
        holder: Any = tree.root
        for step in place.path[:-1]:
            holder = holder[step] if _has(holder, step) else None
        if not isinstance(place.given, str) or not _has(holder, place.path[-1]):
            continue  # The reader reports what is no id.
        kinds = place.kinds or ("item",)
        starts = tuple(f"{address(kind)}:" for kind in kinds)
        bare = place.id.rpartition(":")[2]
        if not place.id.startswith(starts if place.kinds else OWN):
            shown_kinds, example = [*map(term, kinds)], starts[0] + (slug(bare) or "…")
            found = mistake(ADDRESS, value=shown(place.id), kinds=shown_kinds, example=example)
            yield tree.placed(found, place.path)
        holder[place.path[-1]] = bare


def _has(holder: Plain, step: Step) -> bool:
    return step in holder if isinstance(holder, dict) else isinstance(holder, list)


def _unlike(given: Plain, made: Plain, path: Path = ()) -> Iterator[tuple[Path, Finding]]:
    """Yield where a text says other than what follows from its record."""
    if isinstance(given, dict) and isinstance(made, dict):
        for key, each in given.items():
            if key != "geometry" and (key in made or key.startswith("@") or _PUBLISHED in path):
                yield from _unlike(each, made.get(key), (*path, key))
    elif isinstance(given, list) and isinstance(made, list) and len(given) == len(made):
        if not _has_same(given, made):
            for at, (one, other) in enumerate(zip(given, made, strict=True)):
                yield from _unlike(one, other, (*path, at))
    elif given != made and _is_derived(path, given):
        value, expected = _in_short(given), _in_short(made)
        key = next(step for step in reversed(path) if isinstance(step, str))
        yield path, mistake(NOT_SO, key=key, value=value, expected=expected)


def _has_same(given: list[Plain], made: list[Plain]) -> bool:
    """Tell whether two lists of addresses are equal but for their order."""
    return all(isinstance(each, str) for each in given) and {*given} == {*made}


def _is_derived(path: Path, given: Plain) -> bool:
    is_own = isinstance(given, str) and given.startswith(OWN)
    return is_own or _PUBLISHED in path or any(str(step).startswith("@") for step in path)


def _in_short(node: Plain) -> str | Phrase:
    return phrase("nothing") if node is None else shown(node)
