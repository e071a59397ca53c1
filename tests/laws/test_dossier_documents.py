"""Law 13 for dossiers, rules and layouts: what is written reads back the same, in every form."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import attrs
import jsonschema
from hypothesis import given
from hypothesis import strategies as st

from elzmodel.checks import check
from elzmodel.dossiers import Dossier, check_dossier
from elzmodel.governance import RuleSet
from elzmodel.io import dump, dumps, loads, schema
from elzmodel.io._readers import LOADERS, read_yaml
from elzmodel.io.reading import parse, read
from elzmodel.lists import ListLayout
from elzmodel.testing.strategies import dossiers, rule_sets
from elzmodel.values import Finding
from elzmodel.values.references import NOTHING_THERE
from tests.laws.changed_documents import BEYOND_SCHEMA, changed, codes
from tests.laws.typed_values import values_of

VALUES = values_of(RuleSet) | values_of(Dossier) | values_of(ListLayout) | rule_sets() | dossiers()


@given(VALUES)
def test_what_is_written_reads_back_the_same(value: Dossier | RuleSet | ListLayout) -> None:
    """Reading a text gives the value that was written, and writing it again the same text."""
    for form in ("yaml", "json"):
        text = dumps(value, form=form)  # type: ignore[arg-type]
        found = loads(text, of=type(value))
        assert value == found
        assert text == dumps(found, form=form)  # type: ignore[arg-type]


@given(VALUES)
def test_both_forms_and_both_parsers_agree(value: Dossier | RuleSet | ListLayout) -> None:
    """YAML with and without libyaml, and JSON, give one plain value."""
    text = dumps(value)
    trees = [read_yaml(text, loader=loader) for loader in LOADERS]
    trees.append(parse(dumps(value, form="json")))
    one, *others = [tree and tree.root for tree in trees]
    assert [one, one] == others


LISTS = ["partners", "persons", "documents", "target_groups", "projects", "gatherings", "councils"]


@given(dossiers())
def test_what_refers_to_itself_only_has_no_problems(dossier: Dossier) -> None:
    """Of a dossier in which all ids are there, reading finds none that is not."""
    assert [] == read(dumps(dossier), name="x.yaml").doubts()


@given(dossiers(), st.sets(st.sampled_from(LISTS)))
def test_reading_and_checking_miss_the_same(dossier: Dossier, dropped: set[str]) -> None:
    """What is left out is missed by the check of the document and by that of the value."""
    less = attrs.evolve(dossier, **dict.fromkeys(dropped, ()))
    found = read(dumps(less), name="x.yaml").doubts()
    in_document = {each.place.path: each.about for each in found}
    dangling = [each for each in check_dossier(less) if each.code == NOTHING_THERE.id]
    assert {each.place.path: each.about for each in dangling} == in_document


@given(dossiers(), st.sets(st.sampled_from(LISTS)))
def test_a_file_has_the_findings_of_its_value(dossier: Dossier, dropped: set[str]) -> None:
    """Each as often, and with a line; how a day is written is a matter of the file alone."""
    less = attrs.evolve(dossier, **dict.fromkeys(dropped, ()))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.yaml"
        dump(less, path)
        in_file = check(path, on="2024-01-01")
    in_value = check(less, on="2024-01-01")
    of_both = [each for each in in_file if not each.code.startswith("ELZ-D")]
    assert Counter(map(_told, in_value)) == Counter(map(_told, of_both))
    assert all(each.place.line for each in in_file)


def _told(finding: Finding) -> tuple[str, str]:
    return finding.code, finding.message


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
