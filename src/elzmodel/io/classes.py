"""What classes say: the types of fields, families that a word tells apart, help."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from inspect import cleandoc
from types import UnionType
from typing import Any, Final, NamedTuple, Union, get_args, get_origin

import attrs

from elzmodel.territory import Keep
from elzmodel.values.text import dictionary

__all__: list[str] = []

TypeForm = Any
"""A class, or a form such as ``tuple[str, ...]``."""

KEYS: Final = "keys"
"""Under this, a field of mappings says in its metadata which keys they may have."""

REQUIRED: Final = "required"
"""Under this, which of them a mapping that is not empty must have."""

OPEN_LISTS: Final = "open_lists"
"""The key that says which lists of a mapping are not complete."""

UNTIL: Final = "until"
"""The key of the first day on which something no longer holds."""

_UNSTATED = frozenset({type(None), Keep})


def fields_of(of: type[Any]) -> tuple[attrs.Attribute[Any], ...]:
    """Return the fields of a class, their types resolved."""
    found: tuple[attrs.Attribute[Any], ...] = attrs.fields(attrs.resolve_types(of))
    return found


def form_of(of: TypeForm) -> Any:  # noqa: ANN401 - a class, or a special form
    """Return what stands before the brackets of a type, ``None`` where there are none."""
    return get_origin(of)


def options(of: TypeForm) -> tuple[Any, ...]:
    """Return the members of a union, of any other type the type alone."""
    return get_args(of) if form_of(of) in {Union, UnionType} else (of,)


def is_optional(of: TypeForm) -> bool:
    """Tell whether *of* is a type that may also be unknown, or kept as it was."""
    return not _UNSTATED.isdisjoint(options(of))


def stated_type(of: TypeForm) -> TypeForm:
    """Return the type of what is stated, without unknown and without kept as it was."""
    return Union[tuple(member for member in options(of) if member not in _UNSTATED)]  # noqa: UP007 - of a tuple


class Family(NamedTuple):
    """Classes that a word tells apart: the key before the word, the classes by word, their head."""

    key: str
    kinds: Mapping[str, type[Any]]
    head: type[Any]


class Tag(NamedTuple):
    """The key that tells a class of a family apart, and the word that stands behind it."""

    key: str
    word: str


def tag_of(of: TypeForm) -> Tag | None:
    """Return the tag of a class of a family, ``None`` of any other class.

    Example:
        >>> from elzmodel.territory import MoveParts
        >>> tag_of(MoveParts)
        Tag(key='event', word='move-parts')
    """
    word = vars(of).get("word") if isinstance(of, type) and _head_of(of) else None
    return Tag(of.tag, word) if word else None


def _head_of(of: type[Any]) -> type[Any] | None:
    """Return the class that says by which key the classes below it are told apart."""
    return next((each for each in of.__mro__ if isinstance(vars(each).get("tag"), str)), None)


def family_of(of: TypeForm) -> Family | None:
    """Return the family that a type stands for: by its head, or by a union of its classes."""
    if isinstance(of, type):
        own: Any = of if _head_of(of) is of else None
        kinds = getattr(own, "kinds", None)
        return Family(own.tag, kinds, own) if isinstance(kinds, dict) else None
    members = {tag.word: each for each in options(of) for tag in [tag_of(each)] if tag}
    heads: set[Any] = {_head_of(each) for each in members.values()}
    if len(heads) != 1 or len(members) != len(options(of)):
        return None
    (head,) = heads
    return Family(head.tag, members, head)


def member_of(classes: Sequence[type], node: Mapping[str, Any]) -> type | None:
    """Return the class that a mapping is read into by its word, ``None`` where it has none."""
    family = _family_of_all(tuple(classes))
    word = node.get(family.key) if family else None
    return family.kinds.get(word) if family and isinstance(word, str) else None


@cache
def _family_of_all(classes: tuple[Any, ...]) -> Family | None:
    return family_of(Union[classes])  # noqa: UP007 - of a tuple


# --- what classes and fields are called ------------------------------------------------


def classes_in(of: TypeForm, found: dict[type[Any], None] | None = None) -> tuple[type[Any], ...]:
    """Return every class of which values stand in one of class *of*, itself first.

    Example:
        >>> from elzmodel.territory import MoveParts
        >>> [each.__name__ for each in classes_in(MoveParts)]
        ['MoveParts', 'Weight', 'Share', 'Total']
    """
    found = {} if found is None else found
    family = family_of(of)
    inside = (
        family.kinds.values() if family else options(stated_type(of) if is_optional(of) else of)
    )
    for each in inside:
        if attrs.has(each) and each not in found:
            found[each] = None
            for field in fields_of(each):
                classes_in(field.type, found)
        elif form_of(each) in {tuple, frozenset}:
            classes_in(get_args(each)[0], found)
    return tuple(found)


_SHARED: Final = {
    "arrondissement": "The code of the arrondissement; null where unknown.",
    "body": "The id of a body of the council.",
    "cadence": "How often, as written.",
    "elzmodel": "The version of the file format.",
    "event": "Which event it is.",
    "gloss": "The title in English.",
    "id": "The id: letters and digits, with single hyphens, dots or slashes.",
    "involvements": "Who is involved, and how.",
    "name": "The official name.",
    "nis": "The code in quotes, in Belgium the NIS code of five digits; null where unknown.",
    "note": "What else there is to say.",
    "number": "The number in the document, in quotes.",
    "open_lists": "Which of these lists are not complete.",
    "partner": "The id of a partner.",
    "parts": "The ids of parts of land.",
    "period": "The days in which it holds; left out where it is always.",
    "person": "The id of a person, a pseudonym.",
    "places": "Municipalities by code, id or name, or parts by id.",
    "portion": "A piece of land whose place is not known, with its weights.",
    "province": "The province; null where unknown.",
    "region": "The region; null where unknown.",
    "sources": "The ids of the documents that say so.",
    "step": "Which step it is.",
    "text": "The paragraphs in full.",
    "title": "A short title in Dutch.",
    "unit": "The id of a municipality.",
    "year": "The year.",
    "zone": "The id of a zone, such as haspengouw.",
}
"""What keys hold that mean the same in many classes, where their docstring does not say it."""


def class_words(of: type[Any]) -> tuple[str, str]:
    """Return what a class describes, in English and in Dutch.

    English is the first paragraph of the docstring, Dutch stands in ``nl.toml``.

    Example:
        >>> from elzmodel.values import Total
        >>> class_words(Total)[1]
        'Een hoeveelheid tussen twee grenzen.'
    """
    first = cleandoc(of.__doc__ or "").partition("\n\n")[0]
    return _plain(first), str(dictionary("nl")["classes"].get(of.__name__, ""))


def field_words(of: type[Any], key: str) -> tuple[str, str]:
    """Return what a key of a class holds, in English and in Dutch.

    English stands under ``Attributes`` in the docstring of the class, or of one that
    it inherits, Dutch in ``nl.toml``.

    Example:
        >>> from elzmodel.values import Source
        >>> field_words(Source, "licence")[0]
        'Under which terms it may be used.'
    """
    english = next((words[key] for words in _attributes(of) if key in words), _SHARED.get(key, ""))
    dutch = dictionary("nl")["fields"]
    own = (dutch.get(each.__name__, {}).get(key) for each in of.__mro__)
    return english, str(next(filter(None, own), dutch.get(key, "")))


def _attributes(of: type[Any]) -> Iterator[dict[str, str]]:
    """Yield what the docstrings of a class and of those above it say of attributes."""
    for each in of.__mro__:
        doc = cleandoc(vars(each).get("__doc__") or "")
        section = re.search(r"^Attributes:\n((?: .*\n?|\n)*)", doc, re.MULTILINE)
        entries = re.findall(
            r"^    (\w+): (.*(?:\n {5,}.*)*)", section[1] if section else "", re.MULTILINE
        )
        yield {name: _plain(text) for name, text in entries}


def _plain(text: str) -> str:
    """Return text without the marks of a docstring, on one line."""
    return " ".join(re.sub(r"[*`]", "", text).split())
