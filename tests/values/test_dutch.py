"""The Dutch of sentences, held against the English; whatever room declares them."""

from __future__ import annotations

import ast
import pkgutil
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import elzmodel
from elzmodel.values.findings import Code, Codes
from elzmodel.values.text import dictionary, names_in


def slips(codes: Codes, dutch: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Yield what is wrong in the Dutch of codes."""
    for code in codes:
        said = dict(dutch.get(code.id, {}))
        sentences = {**said.pop("sentences", {})}
        if "sentence" in said:
            sentences[""] = said.pop("sentence")
        for variant, text in sentences.items():
            if variant not in code.sentences:
                yield f"{code.id}: no variant {variant!r}"
            elif names_in(text) != names_in(code.sentences[variant]):
                yield f"{code.id}: other values in {text!r}"
        if names_in(said.pop("remedy", code.remedy)) != names_in(code.remedy):
            yield f"{code.id}: other values in its remedy"
        yield from (f"{code.id}: unknown key {key!r}" for key in said.keys() - _TEXTS)


_TEXTS = {"meaning", "explanation"}


@pytest.fixture(scope="module")
def codes() -> Codes:
    """Return the codes of all rooms, wherever they are declared."""
    found: dict[str, Code] = {}
    for module in pkgutil.walk_packages(elzmodel.__path__, "elzmodel."):
        if not module.name.endswith("__main__"):
            names = vars(import_module(module.name)).values()
            declared = [each for each in names if isinstance(each, Codes)]
            found |= {code.id: code for each in declared for code in each}
    return Codes(found.values())


def test_slips_in_a_translation_are_seen() -> None:
    """A value less, a variant or a key that does not exist; what is right is not told."""
    codes = Codes(
        [
            Code("A", "{a} and {b}[ on {c}]", remedy="write {a}"),
            Code("B", {"one": "{n}", "two": "x"}),
            Code("C", "{untranslated}"),
        ]
    )
    right = {
        "A": {"sentence": "{b!r} en {a}[ op {c}]", "remedy": "schrijf {a}", "meaning": "m"},
        "B": {"sentences": {"one": "{n:een|meer}"}},
    }
    wrong = {
        "A": {"sentence": "{a} en {b} op {c}", "remedy": "schrijf"},
        "B": {"sentence": "{n}", "sentences": {"two": "{x}"}, "titel": "t"},
    }
    assert [] == list(slips(codes, right))
    assert [
        "A: other values in '{a} en {b} op {c}'",
        "A: other values in its remedy",
        "B: other values in '{x}'",
        "B: no variant ''",
        "B: unknown key 'titel'",
    ] == list(slips(codes, wrong))


def test_every_dutch_sentence_names_the_values_of_the_english(codes) -> None:
    """In every variant and remedy of every room."""
    assert [] == list(slips(codes, dictionary("nl")["findings"]))


def test_every_translated_code_of_a_room_is_declared_there(codes) -> None:
    """A code that goes takes its Dutch along."""
    rooms = {code.id[:5] for code in codes}
    translated = {code for code in dictionary("nl")["findings"] if code[:5] in rooms}
    assert set() == translated - {code.id for code in codes}


def test_every_translation_stands_in_a_section_that_is_read() -> None:
    """What stands above the first section, or in another one, would be said by nobody."""
    sections = {"signs", "phrases", "findings", "classes", "fields", "synonyms", "columns"}
    assert set() == dictionary("nl").keys() - sections


def test_every_dutch_phrase_names_the_values_of_the_english() -> None:
    """A value that is lacking would be lost, and one more could not be filled in."""
    phrases = dictionary("nl")["phrases"]
    assert [] == [one for one, other in phrases.items() if names_in(one) != names_in(other)]


def test_every_dutch_phrase_is_said_somewhere(codes) -> None:
    """Its English stands in the source; those of councils do once that room declares its codes."""
    root = Path(elzmodel.__file__).parent
    trees = (ast.parse(path.read_text("utf-8")) for path in root.rglob("*.py"))
    texts = {
        node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)
    }
    is_there = any(code.id.startswith("ELZ-G") for code in codes)
    expected = set(dictionary("nl")["phrases"]) if is_there else {"and", "or", "{n} more"}
    assert set() == expected - texts
