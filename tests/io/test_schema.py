"""The schema for editors says what the reader says."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from elzmodel.io import KINDS, schema
from elzmodel.io._descriptions import CLASSES, FIELDS
from elzmodel.io._reading import parse
from tests.io.corpus import broken, good

SCHEMA = schema("events")
CHECKER = jsonschema.Draft7Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
# What a schema cannot say, or what is no matter of the plain values.
BEYOND = {"ELZ-D020", "ELZ-D023", "ELZ-D024", "ELZ-D038", "ELZ-D040", "ELZ-D041", "ELZ-D042"}


def objects(node: Any) -> list[dict[str, Any]]:
    """Return every object inside a schema that has properties."""
    inside = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    found = [each for value in inside for each in objects(value)]
    return [*found, node] if isinstance(node, dict) and "additionalProperties" in node else found


def test_the_schema_is_one() -> None:
    """It is valid draft-07 and plain JSON."""
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    assert SCHEMA == json.loads(json.dumps(SCHEMA))


def test_every_object_is_closed_and_every_key_described_in_both_languages() -> None:
    """No key is admitted unsaid; each has a sentence in English and one in Dutch."""
    for each in objects(SCHEMA):
        assert each["additionalProperties"] is False
        for name, field in each["properties"].items():
            assert name == "kind" or 2 == len(field["description"].split("\n\n"))


def test_no_description_is_left_over() -> None:
    """Every sentence describes something that there is."""
    named = {name for each in objects(SCHEMA) for name in each["properties"]}
    assert set(FIELDS) - {"sources of a document"} <= named
    assert set(CLASSES) >= {kind.of.__name__ for kind in KINDS.values()}
    assert len(CLASSES) == len(objects(SCHEMA))


@pytest.mark.parametrize("path", good(), ids=lambda path: path.name)
def test_good_documents_fit_the_schema(path: Any) -> None:
    """What is read, fits; of scalars without quotes, numbers count as such."""
    tree = parse(path.read_text("utf-8"))
    figures = tree.root["figures"]
    figures[1]["value"] = float(figures[1]["value"])
    assert [] == [error.message for error in CHECKER.iter_errors(tree.root)]


@pytest.mark.parametrize("case", broken(), ids=lambda case: case.name)
def test_broken_documents_do_not_fit_the_schema(case: Any) -> None:
    """What is refused for its content does not fit, but for what no schema can say."""
    codes = {line.rpartition("[")[2].rstrip("]") for line in case.expected}
    if min(codes) < "ELZ-D020" or "T" in "".join(codes) or codes <= BEYOND:
        return
    assert list(CHECKER.iter_errors(parse(case.text).root))


def test_the_schema_names_each_class_once() -> None:
    """Every event is a definition, named as it is in a document."""
    events = SCHEMA["properties"]["events"]["items"]["anyOf"]
    assert "#/definitions/create" == events[0]["$ref"]
