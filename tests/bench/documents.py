"""Measure the promises about documents beside peers, in one run and in turns.

``python tests/bench/documents.py --check`` fails where a promise is not kept.
The peers are what a project would write with PyYAML and cattrs as they come,
and dictionaries written by hand.
"""

from __future__ import annotations

import sys
from datetime import date
from typing import Any, get_args, get_type_hints

import yaml
from cattrs import Converter
from run import Measure, main, ratio

import elzmodel as elz
from elzmodel.io import EventsDocument, dumps, loads
from elzmodel.io.converters import converter
from elzmodel.territory import Alter, Merge
from elzmodel.territory.acts import KEEP, Keep
from elzmodel.values import Basis, Grade, Number
from elzmodel.zones import AlterZone, Assign, CreateZone

LINES = 600
TIMES = 60
BATCH = range(10)
EVENT = get_args(get_type_hints(EventsDocument)["events"])[0]
KINDS = {of.word: of for of in get_args(EVENT)}
TAGS = {of: of.word for of in get_args(EVENT)}


def ordinary_document() -> EventsDocument:
    """Return a document of some 600 lines: mergers, assignments, figures and sources."""
    fl = elz.flanders()
    mergers = [event for event in fl.register.events if isinstance(event, Merge)][:14]
    events = [*mergers, *fl.zoning.events[-26:]]
    return EventsDocument(events, fl.figures.figures[:20], list(fl.sources.values())[:10])


def stock_converter() -> Converter:
    """Return cattrs as it comes, with the few hooks without which it cannot read events."""
    made = Converter()
    made.register_structure_hook(
        date, lambda value, _: value if isinstance(value, date) else date.fromisoformat(value)
    )

    def event(value: dict[str, Any], _: Any) -> Any:
        rest = {key: each for key, each in value.items() if key != "event"}
        return made.structure(rest, KINDS[value["event"]])

    def kept(of: Any) -> Any:
        (rest, *_) = [each for each in get_args(of) if each not in {Keep, type(None)}]
        return lambda value, _: None if value is None else made.structure(value, rest)

    made.register_structure_hook(EVENT, event)
    made.register_structure_hook_factory(lambda of: Keep in get_args(of), kept)
    made.register_structure_hook_func(lambda of: of == Number, lambda value, _: value)
    return made


def peer(text: str, loader: Any, made: Converter) -> EventsDocument:
    """Read a document as a project without this library would."""
    plain = yaml.load(text, Loader=loader)
    content = {key: value for key, value in plain.items() if key not in {"elzmodel", "kind"}}
    return made.structure(content, EventsDocument)


def event_by_hand(event: Any) -> dict[str, Any]:
    """Return one event as a dictionary written by hand."""
    plain: dict[str, Any] = {"event": TAGS[type(event)], "id": event.id}
    plain["day"] = event.day.isoformat()
    if event.order:
        plain["order"] = event.order
    if event.reason:
        plain["reason"] = event.reason
    if event.sources:
        plain["sources"] = list(event.sources)
    if event.basis is not Basis.SOURCED:
        plain["basis"] = event.basis.value
    for name in ("decided", "recorded", "retracted"):
        day = getattr(event, name)
        if day is not None:
            plain[name] = day.isoformat()
    return own_fields_by_hand(event, plain)


def own_fields_by_hand(event: Any, plain: dict[str, Any]) -> dict[str, Any]:
    """Add what only some events have."""
    if isinstance(event, Merge):
        plain["units"], plain["unit"] = list(event.units), event.unit
    if isinstance(event, Merge | Alter):
        for name in ("nis", "name", "province", "arrondissement", "region"):
            value = getattr(event, name)
            if value is not KEEP:
                plain[name] = value
    if isinstance(event, Assign):
        plain["zone"], plain["parts"] = event.zone, list(event.parts)
    if isinstance(event, CreateZone | AlterZone):
        plain["zone"], plain["name"] = event.zone, event.name
    return plain


def by_hand(document: EventsDocument) -> dict[str, Any]:
    """Return a document as dictionaries written by hand."""
    figures = []
    for figure in document.figures:
        plain = {"kind": figure.kind, "day": figure.day.isoformat(), "parts": sorted(figure.parts)}
        figures.append({**plain, "value": figure.value, "sources": list(figure.sources)})
    sources = []
    for source in document.sources:
        card = {"id": source.id, "title": source.title}
        for name in ("place", "licence", "date"):
            if getattr(source, name):
                card[name] = getattr(source, name)
        if source.grade is not Grade.U:
            card["grade"] = source.grade.value
        if source.note:
            card["note"] = source.note
        sources.append(card)
    events = [event_by_hand(event) for event in document.events]
    return {"events": events, "figures": figures, "sources": sources}


def measures() -> list[Measure]:
    """Return what is promised about documents, measured."""
    document, made = ordinary_document(), stock_converter()
    text = dumps(document)
    json_text = dumps(document, form="json")
    large = EventsDocument(
        document.events * TIMES, document.figures * TIMES, document.sources * TIMES
    )
    large_text = dumps(large)
    write = converter().unstructure
    assert LINES <= len(text.splitlines()) <= LINES * 1.3
    assert peer(text, yaml.SafeLoader, made) == document == loads(text)
    assert by_hand(document) == write(document)

    def c_peer() -> object:
        return [peer(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader), made) for _ in BATCH]

    def slow_peer() -> object:
        return peer(text, yaml.SafeLoader, made)

    def ours(of: str) -> object:
        return [loads(of) for _ in BATCH]

    sixty = ratio(lambda: loads(large_text), lambda: [loads(text) for _ in range(TIMES)])
    return [
        Measure(
            "loads / CSafeLoader + cattrs", ratio(lambda: ours(text), c_peer), 0.42, row="1, C"
        ),
        Measure(
            "safe_load + cattrs / loads",
            ratio(slow_peer, lambda: loads(text)),
            10,
            at_least=True,
            row="2",
        ),
        Measure("loads of JSON / CSafeLoader + cattrs", ratio(lambda: ours(json_text), c_peer), 1),
        Measure(f"one document of {TIMES} / {TIMES} documents", sixty, 1.2, row="3"),
        Measure(
            "unstructure / dictionaries by hand",
            ratio(
                lambda: [write(document) for _ in range(20)],
                lambda: [by_hand(document) for _ in range(20)],
            ),
            3,
            row="5",
        ),
    ]


if __name__ == "__main__":
    sys.exit(main(__doc__, measures))
