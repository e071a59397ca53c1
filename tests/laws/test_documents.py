"""Law 13: what is written reads back the same, in every form; schema and reader agree."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import jsonschema
from hypothesis import given
from hypothesis import strategies as st

from elzmodel.io import EventsDocument, dumps, loads, schema
from elzmodel.io._lines import read_lines
from elzmodel.io._readers import LOADERS, read_yaml
from elzmodel.io.reading import parse
from elzmodel.territory import (
    Alter,
    Alteration,
    Figure,
    LandFlow,
    MoveParts,
    NewUnit,
    Regroup,
    Split,
    TerritoryEvent,
    Weight,
)
from elzmodel.territory.acts import KEEP
from elzmodel.testing.strategies import (
    days,
    figures,
    histories,
    nis_codes,
    shares,
    slugs,
    totals,
    zone_histories,
)
from elzmodel.values import Basis, Grade, Source
from elzmodel.zones import AlterZone, Assign
from tests.laws.changed_documents import BEYOND_SCHEMA, changed, codes
from tests.laws.typed_values import NUMBERS, TEXTS

PARTS = st.lists(slugs(max_words=2), max_size=3)
PLACES = st.none() | st.just(KEEP) | TEXTS
SOURCE_ID = st.from_regex(r"S[0-9]{2}(-[a-z]{2})?", fullmatch=True)
SOURCE_IDS = st.lists(SOURCE_ID, max_size=2)
WEIGHTS = st.lists(
    st.builds(lambda kind, share: Weight(kind=kind, share=share), TEXTS, shares())
    | st.builds(lambda kind, amount: Weight(kind=kind, amount=amount), TEXTS, totals()),
    max_size=2,
).map(tuple)
HEADS: dict[str, st.SearchStrategy[Any]] = {
    "id": slugs(),
    "day": days(min_value=date(1, 1, 1), max_value=date(9999, 12, 31)),
    "order": st.integers(-3, 3),
    "reason": TEXTS,
    "sources": SOURCE_IDS,
    "basis": st.sampled_from(Basis),
    "decided": st.none() | days(),
    "recorded": st.none() | days(),
    "retracted": st.none() | days(),
}
LABELS: dict[str, st.SearchStrategy[Any]] = {
    "nis": st.none() | st.just(KEEP) | nis_codes(),
    "name": st.just(KEEP) | TEXTS,
    "province": PLACES,
    "arrondissement": PLACES,
    "region": PLACES,
}
PORTIONS = st.none() | WEIGHTS
NEW_UNITS = st.builds(NewUnit, unit=slugs(), name=TEXTS, parts=PARTS, portion=PORTIONS)
FLOWS = st.builds(
    LandFlow, origin=st.none() | slugs(), to=st.none() | slugs(), portion=PORTIONS, parts=PARTS
)


def several(of: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Draw tuples of a few."""
    return st.lists(of, max_size=2).map(tuple)


EVENTS = st.one_of(
    st.builds(Alter, unit=slugs(), **HEADS, **LABELS),
    st.builds(Split, unit=slugs(), into=several(NEW_UNITS), ends=st.booleans(), **HEADS),
    st.builds(MoveParts, origin=st.none() | slugs(), to=slugs(), portion=PORTIONS, **HEADS),
    st.builds(
        Regroup,
        flows=several(FLOWS),
        ends=several(slugs()),
        starts=several(NEW_UNITS),
        alters=several(st.builds(Alteration, unit=slugs(), **LABELS)),
        **HEADS,
    ),
    st.builds(AlterZone, zone=slugs(), name=TEXTS, **HEADS),
    st.builds(Assign, zone=st.none() | slugs(), parts=PARTS, **HEADS),
)
FIGURES = st.builds(
    Figure,
    kind=TEXTS,
    day=days(),
    parts=st.lists(slugs(), min_size=1, max_size=3),
    value=NUMBERS,
    sources=SOURCE_IDS.map(tuple),
)
SOURCES = st.builds(
    Source, id=SOURCE_ID, title=TEXTS, note=TEXTS,
    grade=st.sampled_from(Grade),
)  # fmt: skip


@st.composite
def documents(draw: st.DrawFn) -> EventsDocument:
    """Draw documents of what can happen, and of events that need not fit together."""
    likely: list[TerritoryEvent | Any] = [*draw(histories(recorded=True)), *draw(zone_histories())]
    events = draw(st.permutations([*likely, *draw(several(EVENTS))]))
    numbers = [*draw(figures()).figures, *draw(several(FIGURES))]
    return EventsDocument(events, numbers, draw(several(SOURCES)))


@given(documents())
def test_what_is_written_reads_back_the_same(document: EventsDocument) -> None:
    """Reading a text gives the value that was written, and writing it again the same text."""
    for form in ("yaml", "json"):
        text = dumps(document, form=form)  # type: ignore[arg-type]
        found = loads(text)
        assert document == found
        assert text == dumps(found, form=form)  # type: ignore[arg-type]


@given(documents())
def test_both_forms_and_both_parsers_agree(document: EventsDocument) -> None:
    """YAML with and without libyaml, and JSON, give one plain value."""
    text = dumps(document)
    trees = [read_yaml(text, loader=loader) for loader in LOADERS]
    trees.append(parse(dumps(document, form="json")))
    one, *others = [tree and tree.root for tree in trees]
    assert [one, one] == others


USUAL = """\
a: b
c:
  - d: e
    f: >-
      g
      h
  - i
j:
  k: [l, "m"]
  n:
    o: 1
""".splitlines()
FORMS = st.sampled_from(
    ["p: q", "r:", "- s", "- t: 1", "u: >-", "v: |", "w: [x]", 'y: {z: "1"}', "# 2", "", "3",
     "'4': 5", "6: 7 # 8", "9: a: b", "-", "a: b"]
)  # fmt: skip
CHANGES = st.tuples(st.integers(0, len(USUAL)), st.integers(0, 1), st.integers(0, 6), FORMS)


@given(st.lists(CHANGES, max_size=3))
def test_lines_read_the_same_as_yaml(changes: list[tuple[int, int, int, str]]) -> None:
    """What is read line by line holds what YAML reads, in the same order."""
    lines = list(USUAL)
    for at, replaced, column, form in changes:
        lines[at : at + replaced] = [" " * column + form]
    text = "\n".join(lines)
    root = read_lines(text)
    tree = None if root is None else read_yaml(text)
    assert repr(root) == repr(tree and tree.root)


SCHEMA = jsonschema.Draft7Validator(schema("events"), format_checker=jsonschema.FormatChecker())
KEYS = ["extra", "nis", "portion", "order", "ends", "zone", "share", "sources"]


@given(changed(documents(), KEYS))
def test_schema_and_reader_agree(plain: dict[str, Any]) -> None:
    """What the one takes the other takes, but for what no schema can say."""
    found = codes(json.dumps(plain))
    assert SCHEMA.is_valid(plain) == (found <= BEYOND_SCHEMA)
