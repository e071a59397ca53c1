"""The schema for editors says what the reader says."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from elzmodel.governance import Rule, Seat
from elzmodel.io import KINDS, schema
from elzmodel.io.classes import classes_in, family_of, field_words, fields_of, tag_of
from elzmodel.io.codes import UNREADABLE
from elzmodel.io.reading import parse
from elzmodel.policy import Action, Project
from elzmodel.territory import Merge, MoveParts
from elzmodel.values.text import dictionary
from tests.io.corpus import broken, good

SCHEMAS = {kind: schema(kind) for kind in KINDS}
CHECKERS = {
    kind: jsonschema.Draft7Validator(each, format_checker=jsonschema.FormatChecker())
    for kind, each in SCHEMAS.items()
}
# What a schema cannot say, or what is no matter of the plain values.
BEYOND = {
    *("ELZ-D039", "ELZ-D044"),
    *("ELZ-D020", "ELZ-D023", "ELZ-D024", "ELZ-D025", "ELZ-D033", "ELZ-D038"),
    *("ELZ-R001", "ELZ-R002", "ELZ-S010"),
}


OBJECT = {"type", "properties"}


def objects(node: Any) -> list[dict[str, Any]]:
    """Return every object inside a schema that has properties."""
    inside = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    found = [each for value in inside for each in objects(value)]
    return [*found, node] if isinstance(node, dict) and node.keys() >= OBJECT else found


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_is_one(kind: str) -> None:
    """It is valid draft-07 and plain JSON."""
    jsonschema.Draft7Validator.check_schema(SCHEMAS[kind])
    assert SCHEMAS[kind] == json.loads(json.dumps(SCHEMAS[kind]))


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_that_is_asked_again_is_the_same(kind: str) -> None:
    """What is done to one, or to what it was made from, does nothing to the next."""
    assert SCHEMAS[kind] == schema(kind)


def test_a_class_with_a_word_outside_a_family_has_no_tag() -> None:
    """What tells the classes of a family apart is said by the family."""
    assert tag_of(type("Odd", (), {"word": "odd"})) is None
    assert family_of(MoveParts | Seat) is None
    assert {"merge", "move-parts"} == family_of(MoveParts | Merge).kinds.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_every_object_is_closed_and_every_key_described_in_both_languages(kind: str) -> None:
    """No key is admitted unsaid; each has a sentence in English and one in Dutch."""
    for each in objects(SCHEMAS[kind]):
        assert each["additionalProperties"] is False
        assert 2 == len(each["description"].split("\n\n"))
        for name, field in each["properties"].items():
            assert name == "kind" or 2 == len(field["description"].split("\n\n"))


CLASSES = {each for kind in KINDS.values() for each in classes_in(kind.of)}


def test_no_dutch_word_is_left_over() -> None:
    """Every class and every field in the dictionary is there."""
    above = {base.__name__: base for of in CLASSES for base in of.__mro__}
    dutch = dictionary("nl")
    keys = {"elzmodel", *(field.name for of in CLASSES for field in fields_of(of))}
    keys |= {tag.key for tag in map(tag_of, CLASSES) if tag}
    assert set() == dutch["classes"].keys() - {of.__name__ for of in CLASSES}
    for name, said in dutch["fields"].items():
        if isinstance(said, str):
            assert name in keys
        else:
            assert set() == said.keys() - {field.name for field in fields_of(above[name])}


def test_a_key_may_mean_something_of_its_own_in_a_class() -> None:
    """What a class says of its key goes before what is said of the key in any class."""
    assert field_words(Seat, "cluster") != field_words(Rule, "cluster")
    assert field_words(Action, "title") == field_words(Project, "title")


@pytest.mark.parametrize("path", good(), ids=lambda path: path.name)
def test_good_documents_fit_the_schema(path: Any) -> None:
    """What is read, fits; of scalars without quotes, numbers count as such."""
    tree = parse(path.read_text("utf-8"))
    if tree.root["kind"] == "events":
        figures = tree.root["figures"]
        figures[1]["value"] = float(figures[1]["value"])
    assert [] == [error.message for error in CHECKERS[tree.root["kind"]].iter_errors(tree.root)]


@pytest.mark.parametrize("case", broken(), ids=lambda case: case.name)
def test_broken_documents_do_not_fit_the_schema(case: Any) -> None:
    """What is refused for its content does not fit, but for what no schema can say."""
    is_unreadable = any(code.id in case.codes for code in UNREADABLE)
    if is_unreadable or "T" in "".join(case.codes) or case.codes <= BEYOND:
        return
    root = parse(case.text).root
    assert list(CHECKERS[root["kind"]].iter_errors(root))


def test_the_schema_names_each_class_once() -> None:
    """Every event is a definition, named as it is in a document."""
    events = SCHEMAS["events"]["properties"]["events"]["items"]["anyOf"]
    assert "#/definitions/create" == events[0]["$ref"]


def test_open_lists_are_those_of_their_class() -> None:
    """The schema offers the lists that may be said not to be complete."""
    lists = SCHEMAS["dossier"]["definitions"]["ActionPlan"]["properties"]["open_lists"]
    assert ["entries", "sources"] == lists["items"]["enum"]
