"""Law 13: what is written reads back the same, in every form; schema and reader agree."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import jsonschema
from hypothesis import given
from hypothesis import strategies as st

from elzmodel.io import DocumentError, EventsDocument, dumps, loads, schema
from elzmodel.io._reading import parse
from elzmodel.io._yaml_reader import LOADERS, read_yaml
from elzmodel.territory import (
    KEEP,
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

TEXTS = st.text(max_size=40) | st.sampled_from(
    [
        "no",
        "1.10",
        "~",
        "12:30",
        "\u2019s-Gravenvoeren",
        "a\u00a0b",
        "x\ny\n",
        "lang " * 40,
        "#",
        ": ",
    ]
)
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
NUMBERS = (
    st.integers(0, 10**20)
    | st.floats(0, allow_nan=False, allow_infinity=False)
    | st.fractions(0, 9, max_denominator=99)
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


SCHEMA = jsonschema.Draft7Validator(schema("events"), format_checker=jsonschema.FormatChecker())
# A schema cannot say that bounds do not cross.
BEYOND_SCHEMA = {"ELZ-D038"}
ODD = st.sampled_from(
    [None, True, 0, -1, 7, 0.25, 2.5, "", "x", "X y", "2025-01-01", "2025-02-30", "71072", "1/3",
     "3/2", "sourced", "merge", [], ["x"], {}, {"low": 0, "high": 1}, [{"kind": "k", "share": 0.5}]]
)  # fmt: skip


@st.composite
def changed(draw: st.DrawFn) -> dict[str, Any]:
    """Draw the plain values of a document in which something was changed, left out or added."""
    plain = json.loads(dumps(draw(documents()), form="json"))
    for _ in range(draw(st.integers(0, 2))):
        node = plain
        while True:
            keys = list(node) if isinstance(node, dict) else list(range(len(node)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            if isinstance(node[key], dict | list) and node[key] and draw(st.integers(0, 5)):
                node = node[key]
                continue
            _change(draw, node, key)
            break
    return plain


def _change(draw: st.DrawFn, node: Any, key: Any) -> None:
    match draw(st.sampled_from(["set", "drop", "add"])):
        case "set":
            node[key] = draw(ODD)
        case "drop":
            del node[key]
        case _ if isinstance(node, dict):
            names = ["extra", "nis", "portion", "order", "ends", "zone", "share", "sources"]
            node[draw(st.sampled_from(names))] = draw(ODD)
        case _:
            node.append(draw(ODD))


def codes(text: str) -> set[str]:
    """Return the codes of the problems that a text has, none where it is read."""
    try:
        loads(text)
    except DocumentError as error:
        return {problem.code for problem in error.problems}
    return set()


@given(changed())
def test_schema_and_reader_agree(plain: dict[str, Any]) -> None:
    """What the one takes the other takes, but for what no schema can say."""
    found = codes(json.dumps(plain))
    assert SCHEMA.is_valid(plain) == (found <= BEYOND_SCHEMA)
