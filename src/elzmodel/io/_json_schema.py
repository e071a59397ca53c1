"""JSON Schema (draft-07) from the classes, for the YAML servers of editors.

It says what reading says, but for what a schema cannot say: that a day exists,
that bounds do not cross, that no key stands twice. Numbers count as they are
read without quotes.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any, Final, get_args

import attrs

from elzmodel.io._descriptions import class_words, field_words
from elzmodel.io._hooks import FRACTION, ID_PATTERNS, NIS
from elzmodel.io._types import (
    OPEN_LISTS,
    TypeForm,
    fields_of,
    form_of,
    is_optional,
    is_tagged,
    list_names,
    options,
    said,
    tag_of,
)
from elzmodel.io.kind import FORMAT_VERSION, Kind
from elzmodel.values import NisCode, Number, Share, Total

__all__ = [
    "schema_of",
]

_DRAFT: Final = "http://json-schema.org/draft-07/schema#"
_FRACTION: Final = {"type": "string", "pattern": f"^{FRACTION}$"}
_PLAIN: Final[dict[Any, dict[str, Any]]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    Fraction: {"anyOf": [{"type": "number", "minimum": 0, "maximum": 1}, _FRACTION]},
    Number: {"anyOf": [{"type": "number", "minimum": 0}, _FRACTION]},
    NisCode: {"type": "string", "pattern": f"^{NIS}$"},
    **{of: {"type": "string", "pattern": f"^{form}$"} for of, (_, form) in ID_PATTERNS.items()},
}
_Definitions = dict[str, Any]


def schema_of(kind: Kind) -> dict[str, Any]:
    """Return the schema of a kind of document."""
    definitions: _Definitions = {}
    content = _object(kind.of, definitions)
    envelope = {
        "elzmodel": {
            "const": FORMAT_VERSION,
            "description": _said(field_words("EventsDocument", "elzmodel")),
        },
        "kind": {"const": kind.name},
    }
    return {
        "$schema": _DRAFT,
        "title": f"elzmodel {kind.name}",
        **content,
        "properties": {**envelope, **content["properties"]},
        "required": ["elzmodel", "kind", *content["required"]],
        "definitions": definitions,
    }


def _said(words: tuple[str, str]) -> str:
    return "\n\n".join(words)


def _object(of: type[Any], definitions: _Definitions) -> dict[str, Any]:
    """Return the closed object of a class."""
    properties: dict[str, Any] = {}
    required = []
    tag = tag_of(of)
    if tag is not None:
        words = field_words(of.__name__, tag.key)
        properties[tag.key] = {"const": tag.name, "description": _said(words)}
        required.append(tag.key)
    for field in fields_of(of):
        inner = _schema(field.type, definitions)
        if field.name == OPEN_LISTS:
            inner["items"] = {"enum": list(list_names(of))}
        described = {"description": _said(field_words(of.__name__, field.name))}
        # Beside a $ref, draft-07 reads nothing.
        whole = {"allOf": [inner], **described} if "$ref" in inner else {**inner, **described}
        properties[field.name] = whole
        if field.default is attrs.NOTHING:
            required.append(field.name)
    return {
        "type": "object",
        "description": _said(class_words(of.__name__)),
        "additionalProperties": False,
        "properties": properties,
        "required": required,
        **_ALSO.get(of.__name__, {}),
    }


def _said_text(key: str) -> dict[str, Any]:
    return {"required": [key], "properties": {key: {"type": "string"}}}


_ALSO: Final[dict[str, dict[str, Any]]] = {
    "Constituency": {
        "if": {"required": ["kind"], "properties": {"kind": {"const": "municipality"}}},
        "then": {"required": ["parts"], "properties": {"parts": {"minItems": 1}}},
        "else": {"properties": {"parts": {"maxItems": 0}}},
    },
    "Membership": {"oneOf": [_said_text("partner"), _said_text("person")]},
    "Weight": {"oneOf": [{"required": ["share"]}, {"required": ["amount"]}]},
}
"""What a class asks of several of its keys together."""


def _schema(of: TypeForm, definitions: _Definitions) -> dict[str, Any]:
    """Return the schema of a type."""
    if of in _PLAIN:
        return dict(_PLAIN[of])
    if form_of(of) in {tuple, frozenset}:
        items = _schema(get_args(of)[0], definitions)
        least = {"minItems": 1} if form_of(of) is frozenset else {}
        return {"type": "array", "items": items, **least}
    if is_tagged(of):
        # One after the other, with the tag first: editors then show the best match.
        return {"anyOf": [_reference(member, definitions) for member in options(of)]}
    if is_optional(of):
        return _optional(of, definitions)
    if issubclass(of, Enum):
        return {"enum": [choice.value for choice in of]}
    reference = _reference(of, definitions)
    exact = {Share: _PLAIN[Fraction], Total: _PLAIN[Number]}.get(of)
    return {"anyOf": [*exact["anyOf"], reference]} if exact else reference


def _optional(of: TypeForm, definitions: _Definitions) -> dict[str, Any]:
    inner = _schema(said(of), definitions)
    if type(None) not in options(of):
        return inner
    if isinstance(inner.get("type"), str):
        return {**inner, "type": [inner["type"], "null"]}
    return {"anyOf": [*inner.get("anyOf", [inner]), {"type": "null"}]}


def _reference(of: type[Any], definitions: _Definitions) -> dict[str, Any]:
    """Return a reference to the definition of a class, which is made where it is not there."""
    tag = tag_of(of)
    name = of.__name__ if tag is None else tag.name
    if name not in definitions:
        definitions[name] = {}
        definitions[name] = _object(of, definitions)
    return {"$ref": f"#/definitions/{name}"}
