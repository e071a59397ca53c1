"""Law 13 for dossiers and rules: what is written reads back the same, in every form."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
from hypothesis import given

from elzmodel.governance import RuleSet
from elzmodel.io import dumps, loads, schema
from elzmodel.io._reading import parse
from elzmodel.io._yaml_reader import LOADERS, read_yaml
from elzmodel.landscape.dossier import Dossier
from tests.laws.changed_documents import BEYOND_SCHEMA, changed, codes
from tests.laws.typed_values import values_of

VALUES = values_of(RuleSet) | values_of(Dossier)


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
