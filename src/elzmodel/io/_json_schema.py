"""JSON Schema (draft-07) from the classes, for the YAML servers of editors.

It says what reading says, but for what a schema cannot say: that a day exists,
that bounds do not cross, that no key stands twice, how the document's codes are
written. Numbers count as they are read without quotes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any, Final, Literal, get_args

import attrs

from elzmodel.io.classes import (
    KEYS,
    OPEN_LISTS,
    REQUIRED,
    TypeForm,
    class_words,
    classes_in,
    family_of,
    field_words,
    fields_of,
    form_of,
    is_optional,
    options,
    stated_type,
    tag_of,
)
from elzmodel.io.hooks import FRACTION, ID_PATTERNS
from elzmodel.io.kind import FORMAT_VERSION, Kind
from elzmodel.values import NisCode, Number, Share, Total
from elzmodel.values.ids import lists_of

_DRAFT: Final = "http://json-schema.org/draft-07/schema#"
_FRACTION: Final = {"type": "string", "pattern": f"^{FRACTION}$"}
_PLAIN: Final[dict[Any, dict[str, Any]]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    Fraction: {"anyOf": [{"type": "number", "minimum": 0, "maximum": 1}, _FRACTION]},
    Number: {"anyOf": [{"type": "number", "minimum": 0}, _FRACTION]},
    NisCode: {"type": "string", "minLength": 1},
    **{of: {"type": "string", "pattern": f"^{form}$"} for of, (_, form) in ID_PATTERNS.items()},
}


def schema_of(kind: Kind) -> dict[str, Any]:
    """Return the schema of a kind of document."""
    content = _object(kind.of)
    envelope = {
        "elzmodel": {
            "const": FORMAT_VERSION,
            "description": _said(field_words(kind.of, "elzmodel")),
        },
        "kind": {"const": kind.name},
    }
    return {
        "$schema": _DRAFT,
        "title": f"elzmodel {kind.name}",
        **content,
        "properties": {**envelope, **content["properties"]},
        "required": ["elzmodel", "kind", *content["required"]],
        "definitions": {_name(each): _object(each) for each in classes_in(kind.of)[1:]},
    }


def _said(words: tuple[str, str]) -> str:
    return "\n\n".join(words)


def _object(of: type[Any]) -> dict[str, Any]:
    """Return the closed object of a class."""
    properties: dict[str, Any] = {}
    required = []
    tag = tag_of(of)
    if tag is not None:
        words = field_words(of, tag.key)
        properties[tag.key] = {"const": tag.word, "description": _said(words)}
        required.append(tag.key)
    for field in fields_of(of):
        inner = _schema(field.type)
        if field.name == OPEN_LISTS:
            inner["items"] = {"enum": list(lists_of(of))}
        if KEYS in field.metadata:
            inner["propertyNames"] = {"enum": list(field.metadata[KEYS])}
            inner["required"] = list(field.metadata[REQUIRED])
        described = {"description": _said(field_words(of, field.name))}
        # Beside a $ref, draft-07 reads nothing.
        whole = {"allOf": [inner], **described} if "$ref" in inner else {**inner, **described}
        properties[field.name] = whole
        if field.default is attrs.NOTHING:
            required.append(field.name)
    return {
        "type": "object",
        "description": _said(class_words(of)),
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


def _schema(of: TypeForm) -> dict[str, Any]:
    """Return the schema of a type."""
    if of in _PLAIN:
        return dict(_PLAIN[of])
    if form_of(of) in _OF_FORM:
        return _OF_FORM[form_of(of)](of)
    family = family_of(of)
    if family is not None:
        # One after the other, with the tag first: editors then show the best match.
        return {"anyOf": [_reference(each) for each in family.kinds.values()]}
    if is_optional(of):
        return _optional(of)
    if issubclass(of, Enum):
        return {"enum": [choice.value for choice in of]}
    reference = _reference(of)
    exact = {Share: _PLAIN[Fraction], Total: _PLAIN[Number]}.get(of)
    return {"anyOf": [*exact["anyOf"], reference]} if exact else reference


def _series(of: TypeForm) -> dict[str, Any]:
    least = {"minItems": 1} if form_of(of) is frozenset else {}
    return {"type": "array", "items": _schema(get_args(of)[0]), **least}


_OF_FORM: Final[dict[Any, Callable[[TypeForm], dict[str, Any]]]] = {
    tuple: _series,
    frozenset: _series,
    Mapping: lambda of: {"type": "object", "additionalProperties": _schema(get_args(of)[1])},
    Literal: lambda of: {"enum": list(get_args(of))},
}
"""What stands before the brackets of a type, and the schema of such types."""


def _optional(of: TypeForm) -> dict[str, Any]:
    inner = _schema(stated_type(of))
    if type(None) not in options(of):
        return inner
    if isinstance(inner.get("type"), str):
        return {**inner, "type": [inner["type"], "null"]}
    return {"anyOf": [*inner.get("anyOf", [inner]), {"type": "null"}]}


def _name(of: type[Any]) -> str:
    tag = tag_of(of)
    return of.__name__ if tag is None else tag.word


def _reference(of: type[Any]) -> dict[str, Any]:
    return {"$ref": f"#/definitions/{_name(of)}"}
