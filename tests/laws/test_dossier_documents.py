"""Law 13 for dossiers and rules: what is written reads back the same, in every form."""

from __future__ import annotations

import json
import re
from typing import Any

import attrs
import jsonschema
from hypothesis import given
from hypothesis import strategies as st

from elzmodel.dossiers.checks import check_references
from elzmodel.dossiers.dossier import Dossier
from elzmodel.governance import RuleSet
from elzmodel.io import dumps, loads, schema
from elzmodel.io._readers import LOADERS, read_yaml
from elzmodel.io._reading import doubts, parse, read
from elzmodel.testing.strategies import dossiers, rule_sets
from tests.laws.changed_documents import BEYOND_SCHEMA, changed, codes
from tests.laws.typed_values import values_of

VALUES = values_of(RuleSet) | values_of(Dossier) | rule_sets() | dossiers()


@given(VALUES)
def test_what_is_written_reads_back_the_same(value: Dossier | RuleSet) -> None:
    """Reading a text gives the value that was written, and writing it again the same text."""
    for form in ("yaml", "json"):
        text = dumps(value, form=form)  # type: ignore[arg-type]
        found = loads(text, of=type(value))
        assert value == found
        assert text == dumps(found, form=form)  # type: ignore[arg-type]


@given(VALUES)
def test_both_forms_and_both_parsers_agree(value: Dossier | RuleSet) -> None:
    """YAML with and without libyaml, and JSON, give one plain value."""
    text = dumps(value)
    trees = [read_yaml(text, loader=loader) for loader in LOADERS]
    trees.append(parse(dumps(value, form="json")))
    one, *others = [tree and tree.root for tree in trees]
    assert [one, one] == others


LISTS = ["partners", "persons", "documents", "target_groups", "projects", "gatherings", "councils"]


def missing(dossier: Dossier) -> set[tuple[str, str]]:
    """Return what reading finds to be named and not there, but for what measures name."""
    found = doubts(read(dumps(dossier), name="x.yaml"), None)
    own = (problem for problem in found if ".measure." not in problem.path)
    words = (MISSING.match(problem.message) for problem in own)
    return {(SAME.get(each[1], each[1]), each[2]) for each in words if each}


MISSING = re.compile("no (.+) '(.+)' is (?:known|in the dossier)")
SAME = {"source": "document"}


@given(dossiers())
def test_what_refers_to_itself_only_has_no_problems(dossier: Dossier) -> None:
    """Of a dossier in which all ids are there, reading finds none that is not."""
    assert [] == doubts(read(dumps(dossier), name="x.yaml"), None)


@given(dossiers(), st.sets(st.sampled_from(LISTS)))
def test_reading_and_checking_miss_the_same(dossier: Dossier, dropped: set[str]) -> None:
    """What is left out is missed by the check of the document and by that of the value."""
    less = attrs.evolve(dossier, **dict.fromkeys(dropped, ()))
    words = (MISSING.match(finding.message) for finding in check_references(less))
    assert {(each[1], each[2]) for each in words if each} == missing(less)


SCHEMAS = {
    kind: jsonschema.Draft7Validator(schema(kind), format_checker=jsonschema.FormatChecker())
    for kind in ("dossier", "rules")
}
KEYS = [
    "extra", "id", "kind", "open_lists", "parts", "partner", "person", "period", "plans", "rules",
    "seats", "sources", "start", "target", "title", "until", "value", "values", "year",
]  # fmt: skip


@given(changed(VALUES, KEYS))
def test_schema_and_reader_agree(plain: dict[str, Any]) -> None:
    """What the one takes the other takes, but for what no schema can say."""
    kind = str(plain.get("kind"))
    if kind not in SCHEMAS:  # then no schema is the one to ask
        return
    found = codes(json.dumps(plain))
    assert SCHEMAS[kind].is_valid(plain) == (found <= BEYOND_SCHEMA)
