"""The Dutch of sentences, held against the English; whatever room declares them."""

from __future__ import annotations

import ast
import errno
import inspect
import os
import pkgutil
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import Enum
from functools import cache
from importlib import import_module
from inspect import cleandoc
from pathlib import Path
from typing import Any, get_args

import attrs
import click
import pytest
from click import core, decorators, exceptions, parser, types
from jinja2 import Environment, nodes

import elzmodel
from elzmodel.cli import main
from elzmodel.data import flanders
from elzmodel.linked.vocabulary import packaged
from elzmodel.values.answers import _DECLARED, Answer, columns_of
from elzmodel.values.cells import label_of
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


def lacks(codes: Codes, dutch: Mapping[str, Any]) -> Iterator[str]:
    """Yield what codes say in English alone; sentences that several share may be phrases."""
    for code in codes:
        said = dutch["findings"].get(code.id, {})
        sentences = {"": said.get("sentence"), **said.get("sentences", {})}
        for variant, text in code.sentences.items():
            if not sentences.get(variant) and text not in dutch["phrases"]:
                yield f"{code.id}: {text}"
        for name in ("remedy", *sorted(_TEXTS)):
            if getattr(code, name) and not said.get(name):
                yield f"{code.id}: its {name}"


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


def test_what_lacks_its_translation_is_seen() -> None:
    """A sentence, a variant or another text; what several codes say is a phrase."""
    codes = Codes(
        [
            Code("A", {"": "{n}", "one": "one", "two": "shared"}, remedy="r", explanation="e"),
            Code("B", "b", meaning="m"),
        ]
    )
    dutch = {
        "findings": {"A": {"sentence": "{n}", "remedy": "r"}},
        "phrases": {"shared": "gedeeld"},
    }
    expected = ["A: one", "A: its explanation", "B: b", "B: its meaning"]
    assert expected == list(lacks(codes, dutch))


def test_every_code_has_its_dutch(codes) -> None:
    """Each sentence, remedy, meaning and explanation of every room."""
    assert len(codes) > 170
    assert [] == list(lacks(codes, dictionary("nl")))


def test_every_translated_code_of_a_room_is_declared_there(codes) -> None:
    """A code that goes takes its Dutch along."""
    rooms = {code.id[:5] for code in codes}
    translated = {code for code in dictionary("nl")["findings"] if code[:5] in rooms}
    assert set() == translated - {code.id for code in codes}


def test_every_translation_stands_in_a_section_that_is_read() -> None:
    """What stands above the first section, or in another one, would be said by nobody."""
    sections = {"signs", "help", "phrases", "findings", "classes", "fields", "synonyms", "columns"}
    assert set() == dictionary("nl").keys() - sections


def test_every_dutch_phrase_names_the_values_of_the_english() -> None:
    """A value that is lacking would be lost, and one more could not be filled in."""
    phrases = dictionary("nl")["phrases"]
    assert [] == [one for one, other in phrases.items() if names_in(one) != names_in(other)]


def test_every_dutch_phrase_is_said_somewhere(codes) -> None:
    """Its English stands in the source, is a packaged kind of areas, or the system says it.

    Those of councils do once that room declares its codes.
    """
    texts = {node.value for tree in trees() for node in tree if isinstance(node, ast.Constant)}
    is_there = any(code.id.startswith("ELZ-G") for code in codes)
    expected = set(dictionary("nl")["phrases"]) if is_there else {"and", "or", "{n} more"}
    texts |= {*said_in_templates(), *said_in_shapes()}
    texts |= {os.strerror(number) for number in errno.errorcode}  # What the system says.
    texts |= {last for text in texts for last in re.findall(r"\{[^{}]+:(and|or)\b", str(text))}
    assert set() == expected - texts - {*flanders().on("2025-01-01").kinds}


def test_every_packaged_kind_of_areas_has_its_dutch() -> None:
    """Pictures and tables name them."""
    kinds = {*flanders().on("2025-01-01").kinds} - {"zone"}
    assert kinds <= dictionary("nl")["phrases"].keys()


# --- what lacks its Dutch ----------------------------------------------------------------


@cache
def trees() -> tuple[tuple[ast.AST, ...], ...]:
    """Return what stands in the modules of the source, node by node."""
    paths = sorted(Path(elzmodel.__file__).parent.rglob("*.py"))
    return tuple(tuple(ast.walk(ast.parse(path.read_text("utf-8")))) for path in paths)


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Yield every call in the source, with the name of what is called."""
    for tree in trees():
        for node in tree:
            if isinstance(node, ast.Call):
                yield name_of(node), node


def name_of(call: ast.Call) -> str:
    """Return the name of what is called."""
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def said_in_templates() -> Iterator[str]:
    """Yield what templates of pages say."""
    for path in sorted(Path(elzmodel.__file__).parent.rglob("templates/*.html")):
        for call in Environment().parse(path.read_text("utf-8")).find_all(nodes.Call):
            if getattr(call.node, "name", "") == "say":
                yield call.args[0].as_const()


def said_texts() -> Iterator[str]:
    """Yield what is written out, or named, where it can be said in languages."""
    yield from said_in_templates()
    of = {"phrase", "Phrase", "said", "say", "term", "misused", "busy"}
    for tree in trees():
        named = defaultdict[str, list[str]](list)
        for node in tree:
            if isinstance(node, ast.Assign | ast.AnnAssign) and (texts := texts_of(node.value)):
                for target in getattr(node, "targets", None) or [node.target]:
                    named[ast.unparse(target)] += texts
        for node in tree:
            if isinstance(node, ast.Call) and node.args:
                name = name_of(node)
                first = node.args[0]
                if name in of:
                    yield from named.get(ast.unparse(first)) or texts_of(first)
                if name == "TableError" and len(node.args) > 2:
                    trouble = node.args[2]
                    yield from named.get(ast.unparse(trouble)) or texts_of(trouble)
    yield from said_of_measures()
    yield from said_in_shapes()


LOOKED_UP: dict[str, dict[str, int]] = {
    "InvalidValueError": {"kind": 0, "expected": 2},
    "UnknownIdError": {"kind": 0, "reason": 3},
    "NotOnDayError": {"kind": 0, "reason": 6},
    "AmbiguousNameError": {"kind": 0},
    "NotCarriableError": {"kind": 0, "reason": 1},
    "as_text": {"kind": 0},
    "parse_slug": {"kind": 1},
    "refuse_twice": {"kind": 0},
    "_no_less_than_nothing": {"kind": 0},
}
"""Arguments of errors, and of what raises them, that are words of a sentence; by their place."""

BENEATH = {"f'a finite number{whose}'", "f'one within {self._bounds()}'"}
"""What numbers and totals say: sentences show these, so that these know of no sentences."""


def english_of_errors(tree: Iterable[ast.AST], known: Collection[str]) -> Iterator[str]:
    """Yield what errors say in English alone: a text without Dutch, or one put together."""
    nodes = tuple(tree)
    named = defaultdict[str, list[ast.expr]](list)
    for node in nodes:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            for target in getattr(node, "targets", None) or [node.target]:
                named[ast.unparse(target)].append(node.value)
    for call in (node for node in nodes if isinstance(node, ast.Call)):
        places = LOOKED_UP.get(name_of(call), {})
        given = [call.args[place] for place in places.values() if place < len(call.args)]
        given += [each.value for each in call.keywords if each.arg in places]
        for each in (meant for node in given for meant in meant_by(node, named)):
            is_joined = isinstance(each, ast.Call) and name_of(each) in {"join", "listed"}
            text = text_of(each)
            if isinstance(each, ast.JoinedStr | ast.BinOp) or is_joined:
                yield ast.unparse(each)
            elif text and text not in known:
                yield text


def meant_by(node: ast.expr, named: Mapping[str, list[ast.expr]]) -> Iterator[ast.expr]:
    """Yield what an expression may be: either arm, or what its name was given."""
    if isinstance(node, ast.IfExp):
        arms = [node.body, node.orelse]
    elif isinstance(node, ast.BoolOp):
        arms = node.values
    else:
        arms = named.get(ast.unparse(node), [])
    others = {name: values for name, values in named.items() if name != ast.unparse(node)}
    for each in arms:
        yield from meant_by(each, others)
    if not arms:
        yield node


def said_in_shapes() -> Iterator[str]:
    """Yield what the packaged shapes of linked data say."""
    yield from re.findall(r'sh:message "([^"]+)"', packaged("shapes.ttl"))


def said_of_measures() -> Iterator[str]:
    """Yield how measures are called and reached; signs alone are the same in all languages."""
    for name, call in calls():
        if name in {"Measurement", "Scores"}:
            of = [each for each in call.keywords if each.arg in {"name", "formula", "convention"}]
            texts = [text for each in of for text in texts_of(each.value)]
            headings = dictionary("nl")["columns"]  # A word that stands above a column is known.
            yield from (
                each for each in texts if re.search("[a-z]{4}", each) and each not in headings
            )


def texts_of(node: ast.expr | None) -> list[str]:
    """Return the texts that an expression may be, of those that are written out."""
    if isinstance(node, ast.IfExp):
        return [*texts_of(node.body), *texts_of(node.orelse)]
    text = text_of(node)
    return [text] if text else []


@cache
def classes() -> frozenset[type]:
    """Return every class that the package names."""
    modules = pkgutil.walk_packages(elzmodel.__path__, "elzmodel.")
    names = [each.name for each in modules if not each.name.endswith("__main__")]
    held = (each for name in names for each in vars(import_module(name)).values())
    return frozenset(each for each in held if inspect.isclass(each))


def text_of(node: ast.expr | None) -> str | None:
    """Return the text of an argument that is written out."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def written_headings() -> Iterator[str]:
    """Yield what stands above columns that are written one by one."""
    for name, call in calls():
        if name == "Column":
            given = dict(enumerate(call.args)) | {each.arg: each.value for each in call.keywords}
            label = given.get("label", given.get(2))
            key = text_of(given.get(0, given.get("key")))
            yield from [text_of(label) or ""] if label else [label_of(key)] if key else []


def declared_headings() -> Iterator[str]:
    """Yield what stands above columns that follow from a type of rows."""
    given = (each for _, call in calls() for each in call.keywords if each.arg == "row_type")
    of_calls = {each.value.id for each in given if isinstance(each.value, ast.Name)}
    for one in classes():
        bases = getattr(one, "__orig_bases__", ()) if issubclass(one, Answer) else ()
        named = [row for base in bases for row in get_args(base) if inspect.isclass(row)]
        is_row = _DECLARED in vars(one) or (attrs.has(one) and one.__name__ in of_calls)
        rows = [one] if is_row else named
        for row in rows:
            yield from (column.label for column in columns_of(row))


def test_every_heading_of_a_table_has_its_dutch() -> None:
    """Of columns that are written one by one, and of those that follow from rows."""
    headings = {*written_headings(), *declared_headings()} - {""}
    assert len(headings) > 150
    assert set() == headings - dictionary("nl")["columns"].keys()


def test_every_phrase_and_every_sentence_of_a_table_has_its_dutch() -> None:
    """Whatever is written where it can be said in other languages is said in Dutch."""
    texts = {*said_texts()}
    assert len(texts) > 200
    assert set() == texts - dictionary("nl")["phrases"].keys()


def test_what_an_error_says_in_english_alone_is_seen() -> None:
    """As it stands, through a variable, in either arm, by its name, and put together."""
    source = """
        raise InvalidValueError("known", value, "as it stands")
        expected = said("looked up elsewhere") if a else "an arm" or b
        raise InvalidValueError(f"column of {name}", value, expected)
        raise UnknownIdError("known", key, near, reason="by name")
        raise NotCarriableError(kind, listed(names, last="or"))
        of = of
        refuse_twice(of, ids)
    """
    expected = ["as it stands", "f'column of {name}'", "an arm", "by name"]
    joined = ["listed(names, last='or')"]
    tree = ast.walk(ast.parse(cleandoc(source)))
    assert [*expected, *joined] == list(english_of_errors(tree, {"known"}))


def test_whatever_an_error_says_has_its_dutch() -> None:
    """What a value was meant to be, what was expected, and why something cannot be."""
    known = {*dictionary("nl")["phrases"], *dictionary("nl")["columns"]}
    english = {text for tree in trees() for text in english_of_errors(tree, known)}
    assert english == BENEATH


def test_no_sentence_is_put_together_by_hand() -> None:
    """An f-string is English in every language; of constants alone are citations and the help."""
    written = (node for tree in trees() for node in tree if isinstance(node, ast.JoinedStr))
    sentences = [text for text in map(ast.unparse, written) if re.search(r"[a-z]{2} .*\.'$", text)]
    assert [] == [text for text in sentences if "{_" not in text]


def test_every_sentence_that_a_class_says_has_its_dutch() -> None:
    """Of steps, and of errors."""
    sentences = {text for each in classes() if (text := vars(each).get("sentence"))}
    told = {text for text in sentences if isinstance(text, str)}
    assert len(told) > 10
    assert set() == told - dictionary("nl")["phrases"].keys()


def helped(command: click.Command) -> Iterator[str]:
    """Yield what the help of a command says, and of those under it, by paragraph."""
    yield from (" ".join(part.split()) for part in cleandoc(command.help or "").split("\n\n"))
    for option in command.params:
        about, _, default = (getattr(option, "help", None) or "").partition("  [")
        yield from (about, default.removesuffix("]").partition(": ")[2])
    for each in vars(command).get("commands", {}).values():
        yield from helped(each)


TYPED = {"", "refuse", "note", "check"}
"""Defaults that are typed as they stand."""


def test_every_command_and_option_has_its_help_in_dutch() -> None:
    """Paragraph by paragraph; a default in words apart from what the option is about."""
    texts = set(helped(main)) - TYPED
    assert len(texts) > 100
    assert set() == texts - dictionary("nl")["help"].keys()


def test_every_text_of_the_help_is_said_by_a_command_or_by_click() -> None:
    """What no command says any more goes, and so does what click says otherwise."""
    of_click = (inspect.getsource(one) for one in (core, decorators, exceptions, parser, types))
    nodes = (node for source in of_click for node in ast.walk(ast.parse(source)))
    texts = {node.value for node in nodes if isinstance(node, ast.Constant)}
    own = {*helped(main), "Usage:", "Example:", "How a table is read", "default"}
    assert set() == dictionary("nl")["help"].keys() - own - texts


def test_every_word_of_a_choice_has_its_dutch() -> None:
    """Beside the word or in the dictionary; letters of grades are the same everywhere."""
    members = [one for each in classes() if issubclass(each, Enum) for one in each]
    words = {
        str(one.value)
        for one in members
        if one.__module__.startswith("elzmodel") and not getattr(one, "dutch", "")
    }
    grades = {word for word in words if len(word) == 1 and word.isupper()}
    inside = {"keep", "some"}
    assert set() == words - grades - inside - dictionary("nl")["phrases"].keys()
