"""References: what the ids in a field name, said once, on the field.

The type of an id says which kind of thing it names: a `PartnerId` a partner.
Where that is not enough, the field says it with `refers`, or with `defines`
that something begins there. One walker reads both in values and in the plain
mappings and lists of a document that is yet to become one, so that checks,
readers and renamings cannot differ in what they take for a reference.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cache, cached_property
from types import MappingProxyType, NoneType
from typing import (
    Any,
    Final,
    Literal,
    NamedTuple,
    NewType,
    TypeVar,
    get_args,
    get_origin,
)

import attrs
from attrs import evolve, field, frozen

from elzmodel.values.errors import InvalidValueError
from elzmodel.values.findings import CheckOutcome, Code, Codes, Finding, Place, Severity
from elzmodel.values.ids import ItemId, Ref, grouped
from elzmodel.values.text import Suggestions, said, term

__all__ = ["CODES", "References", "defines", "opens_scope", "refers", "renamed"]

T = TypeVar("T")
C = TypeVar("C", bound=type)
Path = tuple[str | int, ...]
Scope = Literal["own", "document", "landscape"]
Known = Mapping[str, Collection[str] | None]
Teller = Callable[[Sequence[type], Mapping[str, Any]], type | None]


# --- what is declared of a field ----------------------------------------------


@frozen(kw_only=True, eq=False)
class _Declared:
    """The kinds that a field names, or the kind of what begins there."""

    kinds: tuple[str, ...] = ()
    scope: Scope = "own"
    by: str = ""
    cases: Mapping[str, tuple[str, ...]] = field(factory=dict)
    defines: bool = False
    among: str = ""
    default: str = ""

    def kinds_in(self, holder: object) -> tuple[str, ...] | None:
        """Return the kinds in a value or mapping, ``None`` where the text is no id."""
        return self.cases.get(_word(_value(holder, self.by))) if self.by else self.kinds


_DECLARED: Final = "elzmodel.references"
_ANY_ITEM: Final = _Declared()


def refers(
    *kinds: str,
    scope: Scope = "own",
    by: str = "",
    cases: Mapping[Any, str] | None = None,
) -> dict[str, Any]:
    """Return metadata that says what a field names; without kinds, any item.

    It may also stand in ``Annotated``.

    Args:
        *kinds: What may be named, such as ``"target group"``.
        scope: Where that must be: ``"own"`` is the `opens_scope` around the field,
            or outside of all of its name; ``"document"`` anywhere in the document;
            ``"landscape"`` in the document, or in the landscape on any day.
        by: The field on whose value the kind depends.
        cases: The kind for each value; with any other the text is no id.

    Example:
        >>> from elzmodel.values import ItemId
        >>> @frozen
        ... class Song:
        ...     id: ItemId
        ...     answers: ItemId | None = field(default=None, metadata=refers("song"))
        >>> @frozen
        ... class Album:
        ...     songs: tuple[Song, ...]
        >>> album = Album((Song("one"), Song("two", answers="three")))
        >>> [(place.path, place.id) for place in References(album).dangling().places]
        [(('songs', 1, 'answers'), 'three')]
    """
    of_case = {_word(key): (kind,) for key, kind in (cases or {}).items()}
    return {_DECLARED: _Declared(kinds=kinds, scope=scope, by=by, cases=of_case)}


def defines(kind: str, *, among: str = "", default: str = "") -> dict[str, Any]:
    """Return metadata that says what begins in a field, for others to name.

    A field ``id`` needs it only where the kind is not that of its type or, for
    an `ItemId`, the name of its class in words.

    Args:
        kind: What begins.
        among: What it shares its ids with; by default, all of its kind.
        default: The field whose id it has where this one is empty.

    Example:
        >>> from elzmodel.values import UnitId
        >>> @frozen
        ... class Fusion:
        ...     units: tuple[UnitId, ...]
        ...     into: UnitId = field(metadata=defines("unit"))
        >>> found = References(Fusion(("alken", "wellen"), into="alwel"))
        >>> [place.id for place in found.dangling({"unit": ["alken"]}).places]
        ['wellen']
    """
    return {_DECLARED: _Declared(kinds=(kind,), defines=True, among=among, default=default)}


def opens_scope(name: str) -> Callable[[C], C]:
    """Let every value of a class hold things with ids that the next may use anew.

    Scopes do not lie within each other.

    Example:
        >>> @opens_scope("album")
        ... @frozen
        ... class Album:
        ...     title: str
        >>> References({"title": "x"}, Album).places
        ()
    """

    def opened(of: C) -> C:
        of.__elz_scope__ = name  # type: ignore[attr-defined]
        return of

    return opened


# --- what follows from the types of fields ------------------------------------

_IN_LANDSCAPE: Final = frozenset({"unit", "part", "zone", "event"})
_NO_IDS: Final = frozenset({str, int, float, bool, date, Fraction, NoneType, Ellipsis})


class _Field(NamedTuple):
    name: str
    declared: _Declared | None
    classes: tuple[type, ...]


@cache
def _fields(of: type) -> tuple[_Field, ...]:
    """Return the fields of a class in which an id may lie."""
    return tuple(
        _Field(each.name, declared, tuple(leaf for leaf in leaves if _is_class(leaf)))
        for each in sorted(_resolved(of), key=lambda each: each.name != "id")
        for leaves in [tuple(_leaves(each.type))]
        for declared in [_declared(of, each, leaves)]
        if declared or not all(map(_is_plain, leaves))
    )


def _resolved(of: type) -> "tuple[attrs.Attribute[Any], ...]":
    """Return the fields of a class with their types, none of what is no class of attrs."""
    try:
        return attrs.fields(attrs.resolve_types(of)) if attrs.has(of) else ()
    except (NameError, TypeError) as error:
        expected = said("names that {module} knows when it runs", module=of.__module__)
        name, kind = getattr(error, "name", str(error)), said("type in {name}", name=of.__name__)
        raise InvalidValueError(kind, name, expected) from error


def _home(of: type, name: str) -> type:
    """Return the class, *of* or one above it, that declares a field."""
    own = (
        base
        for base in of.__mro__
        for each in vars(base).get("__attrs_attrs__", ())
        if each.name == name and not each.inherited
    )
    return next(own)


def _declared(of: type, each: "attrs.Attribute[Any]", leaves: Iterable[Any]) -> _Declared | None:
    """Return what is declared of a field: by itself, in its type, or by a type of ids."""
    written = (
        each.metadata.get(_DECLARED),
        *(leaf for leaf in leaves if isinstance(leaf, _Declared)),
    )
    owner = _home(of, "id") if each.name == "id" else None
    by_type = (_by_type(owner, leaf) for leaf in leaves if _is_id(leaf))
    return next(filter(None, written), None) or next(by_type, None)


def _by_type(home: type | None, id_type: NewType) -> _Declared:
    """Return what a type of ids declares by its name; *home* is the class whose id it is."""
    if id_type is ItemId:
        return _Declared(kinds=(_words(home.__name__),), defines=True) if home else _ANY_ITEM
    kind = _words(id_type.__name__.removesuffix("Id"))
    scope: Scope = "landscape" if kind in _IN_LANDSCAPE else "own"
    return _Declared(kinds=(kind,), scope=scope, defines=home is not None)


def _leaves(hint: Any) -> Iterator[Any]:  # noqa: ANN401 - a type
    """Yield the types that a type is made of, and what is declared in ``Annotated``."""
    for each in getattr(hint, "__metadata__", ()):
        yield from filter(None, [each.get(_DECLARED)] if isinstance(each, dict) else [])
    if attrs.has(get_origin(hint) or hint):
        yield get_origin(hint) or hint
    elif inner := get_args(hint):
        for each in inner:
            yield from _leaves(each)
    else:
        yield hint


def _is_class(leaf: object) -> bool:
    return isinstance(leaf, type) and attrs.has(leaf)


def _is_id(leaf: object) -> bool:
    return isinstance(leaf, NewType) and leaf.__name__.endswith("Id")


def _is_plain(leaf: Any) -> bool:  # noqa: ANN401 - a type
    """Tell whether nothing lies in it, neither an id nor a thing that has one."""
    if isinstance(leaf, NewType):
        return not _is_id(leaf)
    if isinstance(leaf, list):  # The arguments of a function, which holds nothing.
        return True
    return leaf in _NO_IDS or (isinstance(leaf, type) and issubclass(leaf, Enum))


@cache
def _below(of: type) -> tuple[type, ...]:
    """Return the classes of what may lie in a value of a class."""
    found: dict[type, None] = {}
    waiting = [of]
    for each in waiting:
        new = {inner: None for it in _fields(each) for inner in it.classes if inner not in found}
        found |= new
        waiting += new
    return tuple(found)


def undeclared(of: type) -> tuple[str, ...]:
    """Return the fields below a class of which nobody said what they name.

    They may name any item of the document, and must name one.

    Example:
        >>> from elzmodel.values import ItemId
        >>> @frozen
        ... class Song:
        ...     answers: ItemId | None
        >>> Album = attrs.make_class("Album", {"songs": field(type=tuple[Song, ...])})
        >>> undeclared(Album)
        ('Song.answers',)
    """
    fields = ((each, it) for each in _below(of) for it in _fields(each))
    return tuple(f"{each.__name__}.{it.name}" for each, it in fields if it.declared is _ANY_ITEM)


def named_by(of: type) -> dict[str, tuple[str, ...]]:
    """Return the fields of a class that always name something, with the kinds of it.

    Example:
        >>> from elzmodel.values import ItemId
        >>> @frozen
        ... class Song:
        ...     id: ItemId
        ...     answers: ItemId | None = field(default=None, metadata=refers("song"))
        >>> named_by(Song)
        {'answers': ('song',)}
    """
    named = ((each.name, each.declared) for each in _fields(of) if each.declared)
    return {name: it.kinds for name, it in named if not it.defines and not it.by}


# --- findings -----------------------------------------------------------------

NOTHING_THERE = Code(
    "ELZ-R001",
    "no {kinds:or} {id!r} is here",
    severity=Severity.ERROR,
    meaning="something is named that is not there",
    explanation=(
        "A seat names a cluster, a goal a target group, a claim an event, an observation an "
        "indicator, and nothing of that kind has the id. There is one finding for each place. "
        "Correct the id, or add what it means. A kind of which no list is given is not looked "
        "for: see ELZ-R003."
    ),
    remedy="[did you mean {near:or}?]",
    aliases=(
        *("ELZ-C003", "ELZ-C020", "ELZ-G010", "ELZ-G011", "ELZ-G012"),
        *("ELZ-P001", "ELZ-P002", "ELZ-D040", "ELZ-D041"),
    ),
)
TWICE = Code(
    "ELZ-R002",
    "{kind} {id!r} is in use twice",
    severity=Severity.ERROR,
    meaning="one id stands for two things",
    explanation=("Two things of one kind have the same id, so that what names it may mean either."),
    remedy="give each an id of its own",
    aliases=("ELZ-D042",),
)
NOT_LOOKED_AT = Code(
    "ELZ-R003",
    "no {kinds:or} was looked for",
    severity=Severity.ADVICE,
    meaning="references could not be followed, for want of a landscape or of a dossier",
    explanation=(
        "What is checked names things that stand elsewhere: municipalities and zones in a "
        "landscape, partners and projects in a dossier. There is one finding for all of them. "
        "Give the landscape, or check the whole dossier."
    ),
)
CODES = Codes([NOTHING_THERE, TWICE, NOT_LOOKED_AT])
"""The codes of references, which any value may have."""


# --- the walker ---------------------------------------------------------------


class IdPlace(NamedTuple):
    """A place of an id: the way to it, what stands there, what it names or begins.

    *about* is the nearest thing around it that has an id, *inside* the value or
    mapping whose field it is in, *scope* the one around it, with the way to it.
    """

    path: Path
    given: str | float
    kinds: tuple[str, ...]
    declared: Any
    about: Ref | None
    inside: Any
    scope: tuple[str, Path]

    @property
    def id(self) -> str:
        """The id, also where its quotes were forgotten."""
        return str(self.given)

    @property
    def kind(self) -> str:
        """The kinds that it may be of, as in a sentence."""
        *first, last = self.kinds or ("item",)
        return f"{', '.join(first)} or {last}" if first else last

    @property
    def defines(self) -> bool:
        """Whether something begins here."""
        return bool(self.declared.defines)


_MAPPINGS: Final = (dict, MappingProxyType)
_SERIES: Final = (list, tuple, set, frozenset)


def _by_keys(classes: Sequence[type], node: Mapping[str, Any]) -> type:
    """Return the class with the most fields in common with a mapping."""
    return max(classes, key=lambda of: len(attrs.fields_dict(of).keys() & node.keys()))


class _At(NamedTuple):
    """How far the walker came."""

    tell: Teller
    path: Path = ()
    about: Ref | None = None
    inside: Any = None
    scope: tuple[str, Path] = ("", ())

    def inside_of(self, step: str | int) -> "_At":
        """Return one step further; `_replace` would take twice as long."""
        return _At(self.tell, (*self.path, step), self.about, self.inside, self.scope)


def _walk(node: Any, of: _Field, at: _At) -> Iterator[IdPlace]:  # noqa: ANN401 - anything
    """Yield every place of an id in a value, or in what would become one."""
    if isinstance(node, str | int | float):
        kinds = of.declared.kinds_in(at.inside) if of.declared else None
        if kinds is not None and not isinstance(node, bool | Enum):
            yield IdPlace(at.path, node, kinds, of.declared, at.about, at.inside, at.scope)
    elif isinstance(node, _MAPPINGS) and of.classes:
        told = at.tell(of.classes, node) or _by_keys(of.classes, node)
        yield from _walk_fields(node, told, at)
    elif isinstance(node, (*_SERIES, *_MAPPINGS)):
        for index, each in enumerate(node.items() if isinstance(node, _MAPPINGS) else node):
            yield from _walk(each, of, at.inside_of(index))
    elif attrs.has(type(node)):
        yield from _walk_fields(node, type(node), at)


def _walk_fields(node: Any, of: type, at: _At) -> Iterator[IdPlace]:  # noqa: ANN401 - the same
    """Yield every place of an id in a thing of a class; its own lies in the scope around it."""
    scope = getattr(of, "__elz_scope__", "")
    outer = at._replace(inside=node)
    at = outer._replace(scope=(scope, at.path)) if scope else outer
    for each in _fields(of):
        inner, name = _value(node, each.name), each.name
        if not inner and each.declared and each.declared.default:
            name = each.declared.default
            inner = _value(node, name)
        if inner is None or inner == "":
            continue
        around = outer if each.name == "id" else at
        for place in _walk(inner, each, around.inside_of(name)):
            if each.name == "id" and place.defines:
                at = at._replace(about=Ref(place.kind, place.id))
            yield place


def _value(holder: Any, name: str) -> Any:  # noqa: ANN401 - a value of attrs, or a mapping
    return holder.get(name) if isinstance(holder, _MAPPINGS) else getattr(holder, name, None)


# --- what is named, and whether it is there -----------------------------------


class Dangling(NamedTuple):
    """References that lead nowhere, and those of which it could not be told."""

    places: tuple[IdPlace, ...]
    not_looked_at: tuple[IdPlace, ...]


@frozen(eq=False, slots=False)
class References:
    """The ids in a value, or in what may become one.

    *value* is of a class of attrs; or it is made of mappings, lists and text in
    which anything may be wrong, to be read into the class *of*. *tell* may say
    which class a mapping is read into, where there are several or one below.

    Example:
        >>> from elzmodel.values import PersonId, Source, SourceId
        >>> @frozen
        ... class Book:
        ...     authors: tuple[PersonId, ...]
        ...     cites: tuple[SourceId, ...]
        ...     sources: tuple[Source, ...]
        >>> tree = {"authors": ["p1"], "cites": ["S1", "S2"], "sources": [{"id": "S1"}]}
        >>> places, not_looked_at = References(tree, Book).dangling()
        >>> [place.path for place in places], [place.kind for place in not_looked_at]
        ([('cites', 1)], ['person'])
        >>> print(References(tree, Book).check({"person": ["p1"]})[0])
        ELZ-R001 error: $.cites[1]: no source 'S2' is here
    """

    value: Any
    of: type | None = None
    tell: Teller = _by_keys

    @cached_property
    def places(self) -> tuple[IdPlace, ...]:
        """Every place of an id, in order."""
        classes = () if self.of is None else (self.of,)
        return tuple(_walk(self.value, _Field("", None, classes), _At(self.tell)))

    @cached_property
    def _begun(self) -> Mapping[tuple[str, str, str], set[Path]]:
        """For a kind, or for all, an id and a scope: the ways to where it begins."""
        found: dict[tuple[str, str, str], set[Path]] = {}
        for place in self.places:
            for kind in (place.kind, "") if place.defines else ():
                found.setdefault((kind, place.id, place.scope[0]), set()).add(place.scope[1])
        return found

    @cached_property
    def _scopes(self) -> set[str]:
        return {scope for _, _, scope in self._begun}

    @cached_property
    def _own_kinds(self) -> set[str]:
        """The kinds for which there is room in the value, itself left out."""
        classes = _below(self.of or type(self.value))
        fields = (each.declared for of in classes for each in _fields(of))
        begun = {place.kind for place in self.places if place.defines and place.path[1:]}
        return begun.union(*(each.kinds for each in fields if each and each.defines))

    def dangling(self, known: Known | None = None) -> Dangling:
        """Return the references to what is not there.

        Args:
            known: The ids of each kind around the value, ``None`` for what cannot
                be looked at. They count for what may be in the landscape, and for
                kinds that have no room in the value.
        """
        nowhere: list[IdPlace] = []
        unknown: list[IdPlace] = []
        for place in self.places:
            if place.defines or self._is_here(place):
                continue
            around = self._around(place, known or {})
            if not any(place.id in given for given in around if given is not None):
                (unknown if None in around else nowhere).append(place)
        return Dangling(tuple(nowhere), tuple(unknown))

    def candidates(self, place: IdPlace, known: Known | None = None) -> dict[str, IdPlace | None]:
        """Return the ids that could stand at a place, with where they begin if here."""
        around = (given for given in self._around(place, known or {}) if given is not None)
        visible = (each for each in self.places if each.defines and _sees(place, each))
        return {key: None for given in around for key in given} | {
            each.id: each for each in visible
        }

    def twice(self) -> tuple[IdPlace, ...]:
        """Return the places of an ``id`` that something else in its scope has already."""
        seen: set[object] = set()
        found = []
        for place in self.places:
            if place.defines and place.path[-1] == "id":
                key = place.scope, place.declared.among or place.kind, place.id
                found += [place] if key in seen else []
                seen.add(key)
        return tuple(found)

    def check(self, known: Known | None = None) -> tuple[Finding, ...]:
        """Return what is doubtful about the references; it never raises for a doubt.

        Reported are the ``CODES`` of references; *known* is as `dangling` takes it.
        """
        return tuple(self.findings(known))

    def findings(self, known: Known | None = None) -> Iterator[Finding]:
        """Yield what `check` returns, one by one: in a hostile document there are many."""
        nowhere, not_looked_at = self.dangling(known)
        yield from (self._nothing_there(place, known) for place in nowhere)
        for each in self.twice():
            place = Place(path=each.path)
            yield TWICE.finding(each.about, place=place, kind=term(each.kind), id=each.id)
        kinds = sorted({kind for place in not_looked_at for kind in place.kinds or ("item",)})
        if kinds:
            yield NOT_LOOKED_AT.finding(kinds=[*map(term, kinds)], outcome=CheckOutcome.UNKNOWN)

    def _nothing_there(self, place: IdPlace, known: Known | None) -> Finding:
        return NOTHING_THERE.finding(
            place.about,
            place=Place(path=place.path),
            kinds=tuple(map(term, place.kinds or ("item",))),
            id=place.id,
            near=Suggestions(place.id, lambda: self.candidates(place, known)),
        )

    def _is_here(self, place: IdPlace) -> bool:
        for kind in place.kinds or ("",):
            for scope in self._scopes:
                begun = self._begun.get((kind, place.id, scope), ())
                if begun and (_is_open(place, scope) or place.scope[1] in begun):
                    return True
        # A piece of land is named after its part and the events that cut it.
        cut = place.id.split("~")[1:] if "part" in place.kinds else ()
        return any(("event", each, "") in self._begun for each in cut)

    def _around(self, place: IdPlace, known: Known) -> list[Collection[str] | None]:
        is_wide = place.declared.scope == "landscape"
        return [known.get(kind) for kind in place.kinds if is_wide or kind not in self._own_kinds]


def _is_open(place: IdPlace, scope: str) -> bool:
    """Tell whether all scopes of that name can be seen from a place."""
    return scope != place.scope[0] or place.declared.scope != "own"


def _sees(place: IdPlace, other: IdPlace) -> bool:
    is_meant = not place.kinds or other.kind in place.kinds
    return is_meant and (_is_open(place, other.scope[0]) or place.scope == other.scope)


def renamed(value: T, kind: str, new: Mapping[Any, str]) -> T:
    """Return a value in which references to things of a kind have other ids.

    The things keep theirs. What becomes the same in a series is kept once.

    Example:
        >>> from elzmodel.values import PartnerId
        >>> @frozen
        ... class Circle:
        ...     partners: tuple[PartnerId, ...]
        >>> renamed(Circle(("gbo", "caw", "gbo-2")), "partner", {"gbo-2": "gbo"})
        Circle(partners=('gbo', 'caw'))
    """
    changes = [
        (place.path, new[place.id])
        for place in References(value).places
        if not place.defines and kind in place.kinds and place.id in new
    ]
    found: T = _replaced(value, changes)
    return found


_Change = tuple[Path, str]


def _replaced(node: Any, changes: Sequence[_Change]) -> Any:  # noqa: ANN401 - any value
    """Return *node* with other ids at the ends of the ways into it."""
    if not changes or not changes[0][0]:
        return changes[0][1] if changes else node
    if isinstance(node, _MAPPINGS):
        sides = _by_steps(changes, 2)
        pairs = (
            [_replaced(side, sides.get((index, n), ())) for n, side in enumerate(pair)]
            for index, pair in enumerate(node.items())
        )
        return dict(pairs)
    steps = {path[0]: inner for path, inner in _by_steps(changes, 1).items()}
    if attrs.has(type(node)):
        alias = {each.name: each.alias for each in attrs.fields(type(node)) if each.name in steps}
        new = {alias[name]: _replaced(getattr(node, name), steps[name]) for name in alias}
        return evolve(node, **new)
    return type(node)(_kept(node, steps))


def _kept(series: Iterable[Any], steps: Mapping[Any, Sequence[_Change]]) -> Iterator[Any]:
    """Yield what a series holds after changes, leaving out what became what stands before."""
    every: list[Any] = []
    changed: list[Any] = []
    for index, each in enumerate(series):
        new = _replaced(each, steps.get(index, ()))
        if new not in (every if index in steps else changed):
            yield new
        every.append(new)
        changed += [new] if index in steps else []


def _by_steps(changes: Sequence[_Change], number: int) -> dict[Path, tuple[_Change, ...]]:
    return grouped((path[:number], (path[number:], key)) for path, key in changes)


def _words(name: str) -> str:
    """Return the name of a class in words: ``TargetGroup`` is a target group."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def _word(value: object) -> str:
    """Return what a choice is called in documents."""
    return str(value.value if isinstance(value, Enum) else value)
