"""Strategies of single types that nobody draws for themselves: events, steps, answers, errors.

``from_type`` draws from them. Answers come of asking a small world, so that they hold what
a question can give.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, get_args

import attrs
from hypothesis import strategies as st

from elzmodel import dossiers as dossiers_room
from elzmodel import (
    errors,
    io,
    landscape,
    lists,
    policy,
    scenarios,
    tables,
    territory,
    values,
    zones,
)
from elzmodel.testing.strategies.files import broken_documents, given_tables, official_lists
from elzmodel.testing.strategies.governance import councils
from elzmodel.testing.strategies.policy import plans, titles
from elzmodel.testing.strategies.published import dossiers
from elzmodel.testing.strategies.territory import Moment
from elzmodel.testing.strategies.values import (
    days,
    made,
    nis_codes,
    pick,
    shares,
    slugs,
    totals,
)
from elzmodel.testing.strategies.what_if import landscapes_and_scenarios
from elzmodel.testing.worlds import small_world

__all__ = ["ANSWERS", "VILLAGES", "answers", "asked", "by_fields"]

_DAY: Final = date(2000, 1, 1)
_LATER: Final = date(2001, 1, 1)
# Ids as plain text, as people write them.
_EVENT: Final[Any] = landscape.events
_ROOM: Final[Any] = territory
VILLAGES: Final = small_world(
    *(
        _EVENT.Create(id=f"e{n}", day=_DAY, unit=f"u{n}", name=f"U{n}", nis=f"1000{n}", parts=parts)
        for n, parts in enumerate((("a", "b"), ("c", "d"), ("e",), ("f",)), 1)
    ),
    *(
        _EVENT.CreateZone(id=zone, day=_DAY, zone=zone, name=zone.upper())
        for zone in ("z1", "z2", "z3")
    ),
    _EVENT.Assign(id="z4", day=_DAY, zone="z1", parts=["a", "b", "c"]),
    _EVENT.Assign(id="z5", day=_DAY, zone="z2", parts=["d", "e"]),
    _EVENT.Assign(id="z6", day=_DAY, zone="z3", parts=["f"]),
    figures=[
        _ROOM.Figure(kind="population", day=_DAY, parts=[part], value=100) for part in "abcdef"
    ],
    name="Villages",
)
"""Four municipalities in three zones, one of them divided: here anything can happen."""


@st.composite
def _happenings(draw: st.DrawFn, happen: Callable[..., Sequence[Any]]) -> Any:  # noqa: ANN401 - an event of any kind
    """Draw what can happen to the villages."""
    return happen(Moment(VILLAGES.register, _LATER, 0), draw)[0]


def _inside(happen: Callable[..., Sequence[Any]], read: Callable[[Any], Any]) -> Any:  # noqa: ANN401 - a part of an event
    return made(read, _happenings(happen))


@st.composite
def _steps(draw: st.DrawFn, kind: type[scenarios.Step]) -> scenarios.Step:
    """Draw a step that can be taken among the villages."""
    snapshot = VILLAGES.on(_LATER)
    step = kind.sample(snapshot, lambda options: pick(draw, tuple(options)), name="Name")
    assert step is not None, "anything can happen among the villages"  # noqa: S101 - for the checker
    return step


def asked(drawn: Callable[[], st.SearchStrategy[Any]]) -> Callable[..., st.SearchStrategy[Any]]:
    """Return what hypothesis calls with the type that it draws."""
    return lambda _: drawn()


def by_fields(of: type[Any], **given: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Draw values of a class by the types of its fields, where its converters say less."""
    fields = [each for each in attrs.fields(attrs.resolve_types(of)) if each.init]
    drawn = {each.alias: given.get(each.name) or st.from_type(each.type) for each in fields}
    return st.builds(of, **drawn)


def answers(asked: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 - a type form
    """Draw answers with rows of the type in the brackets, of periods where none is given."""
    (of,) = get_args(asked) or (values.Period,)
    rows = st.lists(st.from_type(of), max_size=2)
    return made(lambda drawn: values.Answer(title="Drawn", rows=tuple(drawn), row_type=of), rows)


def _findings() -> st.SearchStrategy[values.Finding]:
    return made(lambda broken: _read(broken.text).findings[0], broken_documents(kind="events"))


def _read(text: str) -> io.Document:
    with TemporaryDirectory() as folder:
        path = Path(folder, "drawn.json")
        path.write_text(text, "utf-8")
        return io.read_document(path)


def _outcomes() -> st.SearchStrategy[scenarios.Outcome]:
    return made(lambda both: scenarios.outcome(*both), landscapes_and_scenarios(max_steps=1))


def _carried(drawn: Any) -> Any:  # noqa: ANN401 - a table that is given
    rows = list(drawn.rows)
    return tables.carry(VILLAGES, rows, to="zone", fits=drawn.day, on=_LATER)


def _carried_totals(drawn: Any) -> territory.CarriedTotals:  # noqa: ANN401 - a table that is given
    walk = VILLAGES.crosswalk(_DAY, _LATER)
    return walk.apply(drawn.truth, kind="count").values


def _built(of: type[Any], **drawn: st.SearchStrategy[Any]) -> Callable[[], st.SearchStrategy[Any]]:
    return lambda: st.builds(of, **drawn)


def _of_findings(of: type[Any]) -> Callable[[], st.SearchStrategy[Any]]:
    return lambda: st.builds(of, st.lists(_findings(), min_size=1, max_size=2))


def _of_file(of: type[Any], *more: st.SearchStrategy[Any]) -> Callable[[], st.SearchStrategy[Any]]:
    found = st.lists(_findings(), min_size=1, max_size=2)
    return lambda: st.builds(of, st.just("drawn.csv"), found, *more)


def _of_step(of: type[Any]) -> Callable[[], st.SearchStrategy[Any]]:
    steps = _steps(scenarios.RenameStep)
    return lambda: st.builds(of, st.integers(0, 3), steps, titles(empty=False))


_HEAD: Final = {"id": slugs(), "day": days()}
_ZONE: Final = {**_HEAD, "zone": slugs()}
_LAND: Final = st.sets(slugs(), min_size=1, max_size=2)
_SLUGS: Final = st.lists(slugs(), min_size=1, max_size=2).map(tuple)
_RESEATED: Final = st.sampled_from(("stay", "first", "inhabitants"))

_EVENTS: Final[Mapping[Any, Any]] = {
    territory.Abolish: lambda: _happenings(Moment.abolish),
    territory.Alter: lambda: _happenings(Moment.alter),
    territory.Create: lambda: _happenings(Moment.begin),
    territory.Merge: lambda: _happenings(Moment.merge),
    territory.MoveParts: lambda: _happenings(Moment.move),
    territory.Regroup: lambda: _happenings(Moment.regroup),
    territory.Split: lambda: _happenings(Moment.split),
    territory.LandFlow: lambda: _inside(Moment.regroup, lambda event: event.flows[0]),
    territory.NewUnit: lambda: _inside(Moment.split, lambda event: event.into[0]),
    zones.AbolishZone: _built(zones.AbolishZone, **_ZONE),
    zones.AlterZone: _built(zones.AlterZone, **_ZONE, name=titles(empty=False)),
    zones.Assign: _built(zones.Assign, **_ZONE, parts=_LAND),
    zones.CreateZone: _built(zones.CreateZone, **_ZONE, name=titles(empty=False)),
}

_ERRORS: Final[Mapping[Any, Any]] = {
    errors.ChoiceError: _of_step(errors.ChoiceError),
    errors.ConflictError: _of_findings(errors.ConflictError),
    errors.DividedError: lambda: st.builds(
        errors.DividedError, slugs(), days(), st.dictionaries(slugs(), _LAND, max_size=2)
    ),
    errors.DocumentError: _of_file(errors.DocumentError),
    errors.FormatVersionError: _of_file(errors.FormatVersionError, st.integers(2, 9), st.just(1)),
    errors.InvalidValueError: lambda: st.builds(
        errors.InvalidValueError, titles(), titles(), titles()
    ),
    errors.RollUpError: _of_findings(errors.RollUpError),
    errors.StepError: _of_step(errors.StepError),
    errors.TableError: _of_file(errors.TableError),
    errors.UndecidedError: lambda: st.builds(
        errors.UndecidedError, slugs(), days(), _SLUGS, _SLUGS, st.just({})
    ),
}

ANSWERS: Final[Mapping[Any, Callable[..., st.SearchStrategy[Any]]]] = {
    **_EVENTS,
    **_ERRORS,
    **{kind: lambda kind=kind: _steps(kind) for kind in scenarios.Step.kinds.values()},
    dossiers_room.Reseating: lambda: made(
        lambda both: dossiers_room.reseat(both[0], VILLAGES.on(_LATER), policy=both[1]),
        st.tuples(councils(parts=(values.PartId("a"), values.PartId("c"))), _RESEATED),
    ),
    io.Document: lambda: made(lambda broken: _read(broken.text), broken_documents()),
    io.Kind: lambda: st.sampled_from(tuple(io.KINDS.values())),
    landscape.CodedFigures: _built(
        landscape.CodedFigures,
        kind=st.just("population"),
        day=days(),
        values=st.dictionaries(nis_codes(), st.integers(0, 10**6), max_size=3),
    ),
    landscape.Difference: lambda: made(lambda found: found.difference, _outcomes()),
    landscape.Vintage: lambda: made(
        lambda given: VILLAGES.vintage([*given.truth]), given_tables(VILLAGES)
    ),
    lists.Assumptions: lambda: made(lambda of: lists.events_from(of)[1], official_lists()),
    lists.OfficialList: official_lists,
    policy.Coverage: lambda: made(policy.coverage, plans()),
    policy.Wanted: _built(policy.Wanted, term=titles(empty=False)),
    scenarios.Choice: _built(scenarios.Choice, decision=slugs(), zone=slugs()),
    scenarios.Outcome: _outcomes,
    scenarios.SplitOff: _built(scenarios.SplitOff, name=titles(empty=False), places=_SLUGS),
    tables.CarriedTable: lambda: made(_carried, given_tables(VILLAGES, on=_DAY)),
    tables.FigureTable: lambda: made(
        lambda given: tables.read_table(list(given.rows), VILLAGES),
        given_tables(VILLAGES, on=_DAY),
    ),
    territory.CarriedTotals: lambda: made(_carried_totals, given_tables(VILLAGES)),
    territory.Figure: _built(
        territory.Figure,
        kind=st.just("population"),
        day=days(),
        parts=_LAND,
        value=st.integers(0, 10**6),
    ),
    territory.Given: _built(territory.Given, key=slugs(), land=_LAND, total=totals()),
    territory.Weight: _built(territory.Weight, kind=st.just("population"), share=shares()),
    values.ByKey: lambda: st.dictionaries(nis_codes(), st.integers(0, 10**6), max_size=3),
    values.Card: lambda: made(lambda dossier: dossier.to_card(), dossiers()),
    values.CodeSystem: lambda: st.sampled_from(
        (values.NIS, values.CodeSystem("FSO number", "[0-9]{1,4}"), values.CodeSystem("AGS"))
    ),
    values.Codes: lambda: st.sampled_from((landscape.CODES, io.CODES, lists.CODES)),
    values.Finding: _findings,
    values.Phrase: lambda: made(lambda n: values.phrase("{n} rows", n=n), st.integers(0, 9)),
    values.Ref: _built(values.Ref, kind=slugs(), id=slugs()),
    values.References: lambda: made(values.References, dossiers()),
    values.Said: lambda: made(lambda text: values.said("{text}", text=text), titles()),
}
"""What draws values that follow from others, and errors."""
