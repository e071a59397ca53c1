"""Strategies of single types that nobody draws for themselves: events, steps, answers, errors.

``from_type`` draws from them. Answers come of asking a small world, so that they hold what
a question can give.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, get_args

import attrs
from hypothesis import strategies as st

from elzmodel.dossiers import Reseating, reseat
from elzmodel.errors import (
    AmbiguousNameError,
    ChoiceError,
    ConflictError,
    DividedError,
    DocumentError,
    FormatVersionError,
    InvalidValueError,
    NotOnDayError,
    RollUpError,
    StepError,
    TableError,
    UndecidedError,
    UnknownIdError,
)
from elzmodel.governance import Rule, RuleResult
from elzmodel.io import CODES as IO_CODES
from elzmodel.io import KINDS, Document, Kind, read_document
from elzmodel.landscape import CODES as LANDSCAPE_CODES
from elzmodel.landscape import CodedFigures, Difference, Snapshot, Vintage, events
from elzmodel.lists import CODES as LISTS_CODES
from elzmodel.lists import (
    Assumptions,
    EndDay,
    LinkKind,
    ListLayout,
    OfficialList,
    events_from,
)
from elzmodel.policy import Coverage, Wanted, coverage
from elzmodel.scenarios import (
    Alternatives,
    Atlas,
    Choice,
    DrawnWaves,
    Outcome,
    PlausibleWaveSpec,
    RenameStep,
    SplitOff,
    Step,
    Sweep,
    SweptFile,
    WaveSpec,
    Wish,
    ZoneShares,
    alternatives,
    atlas,
    outcome,
    sweep,
    zone_shares,
)
from elzmodel.tables import (
    CarriedTable,
    Category,
    FigureTable,
    Rate,
    carry,
    read_table,
)
from elzmodel.territory import (
    Abolish,
    Alter,
    CarriedTotals,
    Create,
    Crosswalk,
    Figure,
    Given,
    LandFlow,
    Merge,
    MoveParts,
    NewUnit,
    Refinement,
    Regroup,
    Split,
    Spread,
    Weight,
)
from elzmodel.testing.strategies.files import broken_documents, given_tables, official_lists
from elzmodel.testing.strategies.governance import councils, rule_sets
from elzmodel.testing.strategies.policy import plans, titles
from elzmodel.testing.strategies.published import dossiers
from elzmodel.testing.strategies.territory import Moment, registers
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
from elzmodel.testing.strategies.zones import landscapes, size_rules
from elzmodel.testing.villages import six_villages
from elzmodel.testing.worlds import small_world
from elzmodel.values import (
    NIS,
    Answer,
    ByKey,
    Card,
    Codes,
    CodeSystem,
    Finding,
    PartId,
    Period,
    Phrase,
    Ref,
    References,
    Said,
    phrase,
    said,
)
from elzmodel.zones import AbolishZone, AlterZone, Assign, CreateZone, SizeRule, ZoneMap

__all__ = ["ANSWERS", "VILLAGES", "answers", "by_fields", "happenings", "named"]

_DAY: Final = date(2000, 1, 1)
_LATER: Final = date(2001, 1, 1)
# Ids as plain text, as people write them.
_EVENT: Final[Any] = events
_FIGURE: Final[Any] = Figure
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
    figures=[_FIGURE(kind="population", day=_DAY, parts=[part], value=100) for part in "abcdef"],
    name="Villages",
)
"""Four municipalities in three zones, one of them divided: here anything can happen."""


@st.composite
def happenings(draw: st.DrawFn, happen: Callable[..., Sequence[Any]]) -> Any:  # noqa: ANN401 - an event of any kind
    """Draw what can happen to the villages."""
    return happen(Moment(VILLAGES.register, _LATER, 0), draw)[0]


def _inside(happen: Callable[..., Sequence[Any]], read: Callable[[Any], Any]) -> Any:  # noqa: ANN401 - a part of an event
    return made(read, happenings(happen))


@st.composite
def _steps(draw: st.DrawFn, kind: type[Step]) -> Step:
    """Draw a step that can be taken among the villages."""
    snapshot = VILLAGES.on(_LATER)
    step = kind.sample(snapshot, lambda options: pick(draw, tuple(options)), name="Name")
    assert step is not None, "anything can happen among the villages"  # noqa: S101 - for the checker
    return step


def named(of: Any, drawn: Callable[[], st.SearchStrategy[Any]]) -> st.SearchStrategy[Any]:  # noqa: ANN401 - a type form
    """Return what draws a type, called ``from_type`` of it.

    So hypothesis writes it in the tests that its ghostwriter makes, and these run.
    """
    once = cache(drawn)

    @st.composite
    def from_type(draw: st.DrawFn, of: Any) -> Any:  # noqa: ANN401, ARG001 - for its name alone
        return draw(once())

    return from_type(of)


def by_fields(of: type[Any], **given: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Draw values of a class by the types of its fields, where its converters say less."""
    fields = [each for each in attrs.fields(attrs.resolve_types(of)) if each.init]
    drawn = {
        each.alias: given[each.name] if each.name in given else st.from_type(each.type)
        for each in fields
    }
    return st.builds(of, **drawn)


def answers(asked: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 - a type form
    """Draw answers with rows of the type in the brackets, of periods where none is given."""
    (of,) = get_args(asked) or (Period,)
    rows = st.lists(st.from_type(of), max_size=2)
    return made(lambda drawn: Answer(title="Drawn", rows=tuple(drawn), row_type=of), rows)


def _findings() -> st.SearchStrategy[Finding]:
    return made(lambda broken: _read(broken.text).findings[0], broken_documents(kind="events"))


def _read(text: str) -> Document:
    with TemporaryDirectory() as folder:
        path = Path(folder, "drawn.json")
        path.write_text(text, "utf-8")
        return read_document(path)


def _outcomes() -> st.SearchStrategy[Outcome]:
    return made(lambda both: outcome(*both), landscapes_and_scenarios(max_steps=1))


def _carried(drawn: Any) -> Any:  # noqa: ANN401 - a table that is given
    rows = list(drawn.rows)
    return carry(VILLAGES, rows, to="zone", fits=drawn.day, on=_LATER)


def _carried_totals(drawn: Any) -> CarriedTotals:  # noqa: ANN401 - a table that is given
    walk = VILLAGES.crosswalk(_DAY, _LATER)
    return walk.apply(drawn.truth, kind="count").values


def _built(
    of: type[Any], /, **drawn: st.SearchStrategy[Any]
) -> Callable[[], st.SearchStrategy[Any]]:
    return lambda: st.builds(of, **drawn)


def _of_findings(of: type[Any]) -> Callable[[], st.SearchStrategy[Any]]:
    return lambda: st.builds(of, st.lists(_findings(), min_size=1, max_size=2))


def _of_file(of: type[Any], *more: st.SearchStrategy[Any]) -> Callable[[], st.SearchStrategy[Any]]:
    found = st.lists(_findings(), min_size=1, max_size=2)
    return lambda: st.builds(of, st.just("drawn.csv"), found, *more)


def _of_step(of: type[Any]) -> Callable[[], st.SearchStrategy[Any]]:
    steps = _steps(RenameStep)
    return lambda: st.builds(of, st.integers(0, 3), steps, titles(empty=False))


_HEAD: Final = {"id": slugs(), "day": days()}
_ZONE: Final = {**_HEAD, "zone": slugs()}
_LAND: Final = st.sets(slugs(), min_size=1, max_size=2)
_SLUGS: Final = st.lists(slugs(), min_size=1, max_size=2).map(tuple)
_RESEATED: Final = st.sampled_from(("stay", "first", "inhabitants"))

_WAVES: Final = {
    "seed": st.integers(1, 9),
    "count": st.integers(0, 3),
    "size": st.integers(1, 3),
    "on": st.none() | st.just(_DAY),
    "area": st.none(),
}


def _waves(least: int = 0) -> st.SearchStrategy[WaveSpec]:
    """Draw specifications of waves that the six villages have, of so many waves or more."""
    return st.builds(WaveSpec, **{**_WAVES, "count": st.integers(least, 3)})


def _rules() -> st.SearchStrategy[Rule]:
    return made(lambda drawn: drawn.rules[0], rule_sets(max_rules=1).filter(lambda s: s.rules))


_EVENTS: Final[Mapping[Any, Any]] = {
    Abolish: lambda: happenings(Moment.abolish),
    Alter: lambda: happenings(Moment.alter),
    Create: lambda: happenings(Moment.begin),
    Merge: lambda: happenings(Moment.merge),
    MoveParts: lambda: happenings(Moment.move),
    Regroup: lambda: happenings(Moment.regroup),
    Split: lambda: happenings(Moment.split),
    LandFlow: lambda: _inside(Moment.regroup, lambda event: event.flows[0]),
    NewUnit: lambda: _inside(Moment.split, lambda event: event.into[0]),
    AbolishZone: _built(AbolishZone, **_ZONE),
    AlterZone: _built(AlterZone, **_ZONE, name=titles(empty=False)),
    Assign: _built(Assign, **_ZONE, parts=_LAND),
    CreateZone: _built(CreateZone, **_ZONE, name=titles(empty=False)),
}

_KEYED: Final = {"kind": titles(empty=False), "key": slugs()}
_ERRORS: Final[Mapping[Any, Any]] = {
    AmbiguousNameError: _built(AmbiguousNameError, **_KEYED, candidates=_SLUGS),
    NotOnDayError: _built(NotOnDayError, **_KEYED, day=days(), successors=_SLUGS),
    UnknownIdError: _built(UnknownIdError, **_KEYED, suggestions=_SLUGS),
    ChoiceError: _of_step(ChoiceError),
    ConflictError: _of_findings(ConflictError),
    DividedError: lambda: st.builds(
        DividedError, slugs(), days(), st.dictionaries(slugs(), _LAND, max_size=2)
    ),
    DocumentError: _of_file(DocumentError),
    FormatVersionError: _of_file(FormatVersionError, st.integers(2, 9), st.just(1)),
    InvalidValueError: lambda: st.builds(InvalidValueError, titles(), titles(), titles()),
    RollUpError: _of_findings(RollUpError),
    StepError: _of_step(StepError),
    TableError: _of_file(TableError),
    UndecidedError: lambda: st.builds(UndecidedError, slugs(), days(), _SLUGS, _SLUGS, st.just({})),
}

_GIVEN: Final = _built(Given, key=slugs(), land=_LAND, total=totals())

ANSWERS: Final[Mapping[Any, Callable[..., st.SearchStrategy[Any]]]] = {
    **_EVENTS,
    **_ERRORS,
    **{kind: lambda kind=kind: _steps(kind) for kind in Step.kinds.values()},
    Rule: _rules,
    RuleResult: lambda: st.builds(RuleResult, _rules(), _findings()),
    Reseating: lambda: made(
        lambda both: reseat(both[0], VILLAGES.on(_LATER), policy=both[1]),
        st.tuples(councils(parts=(PartId("a"), PartId("c"))), _RESEATED),
    ),
    Document: lambda: made(lambda broken: _read(broken.text), broken_documents()),
    Kind: lambda: st.sampled_from(tuple(KINDS.values())),
    CodedFigures: _built(
        CodedFigures,
        kind=st.just("population"),
        day=days(),
        values=st.dictionaries(nis_codes(), st.integers(0, 10**6), max_size=3),
    ),
    Difference: lambda: made(lambda found: found.difference, _outcomes()),
    Snapshot: lambda: made(lambda found: found.before, _outcomes()),
    Crosswalk: lambda: made(lambda found: found.difference.crosswalk, _outcomes()),
    Vintage: lambda: made(lambda given: VILLAGES.vintage([*given.truth]), given_tables(VILLAGES)),
    Assumptions: lambda: made(lambda of: events_from(of)[1], official_lists()),
    ListLayout: _built(
        ListLayout,
        name=titles(empty=False),
        link_kind=st.sampled_from(LinkKind),
        ignored=st.frozensets(titles(empty=False), max_size=2),
        ends=st.none() | st.sampled_from(EndDay),
        names_go_on=st.booleans(),
    ),
    OfficialList: official_lists,
    Coverage: lambda: made(coverage, plans()),
    Wanted: _built(Wanted, term=titles(empty=False)),
    Alternatives: lambda: made(
        lambda both: alternatives(*both), landscapes_and_scenarios(max_steps=1)
    ),
    Atlas: lambda: made(lambda day: atlas(six_villages(), on=day), days(min_value=_DAY)),
    DrawnWaves: lambda: made(lambda spec: spec.waves(six_villages()), _waves()),
    PlausibleWaveSpec: lambda: st.builds(
        PlausibleWaveSpec,
        **_WAVES,
        halving=st.integers(1, 10**6),
        across_provinces=st.floats(0, 1),
        triples=st.floats(0, 0.5),
    ),
    Sweep: lambda: made(
        lambda spec: sweep(six_villages(), [*spec.waves(six_villages())]), _waves()
    ),
    WaveSpec: _waves,
    ZoneShares: lambda: made(lambda spec: zone_shares(six_villages(), spec), _waves(1)),
    SweptFile: lambda: by_fields(SweptFile, path=st.just(Path("waves.csv"))),
    Wish: _built(
        Wish,
        municipalities=st.lists(slugs(), min_size=2, max_size=3, unique=True).map(tuple),
        chance=st.floats(0, 1),
    ),
    Choice: _built(Choice, decision=slugs(), zone=slugs()),
    Outcome: _outcomes,
    SplitOff: _built(SplitOff, name=titles(empty=False), places=_SLUGS),
    Category: lambda: (
        st.just(Category()) | st.builds(Category, st.just("largest"), titles(empty=False))
    ),
    Rate: _built(Rate, of=titles(empty=False), per=st.integers(1, 10**5)),
    SizeRule: size_rules,
    ZoneMap: lambda: made(lambda land: land.on(_LATER).zone_map, landscapes()),
    Refinement: lambda: made(lambda register: register.refinement, registers()),
    CarriedTable: lambda: made(_carried, given_tables(VILLAGES, on=_DAY)),
    FigureTable: lambda: made(
        lambda given: read_table(list(given.rows), VILLAGES),
        given_tables(VILLAGES, on=_DAY),
    ),
    CarriedTotals: lambda: made(_carried_totals, given_tables(VILLAGES)),
    Figure: _built(
        Figure,
        kind=st.just("population"),
        day=days(),
        parts=_LAND,
        value=st.integers(0, 10**6),
    ),
    Given: _GIVEN,
    Spread: lambda: st.builds(Spread, st.lists(_GIVEN(), max_size=2)),
    Weight: _built(Weight, kind=st.just("population"), share=shares()),
    ByKey: lambda: st.dictionaries(nis_codes(), st.integers(0, 10**6), max_size=3),
    Card: lambda: made(lambda dossier: dossier.to_card(), dossiers()),
    CodeSystem: lambda: st.sampled_from((NIS, CodeSystem("FSO number", "[0-9]{1,4}"))),
    Codes: lambda: st.sampled_from((LANDSCAPE_CODES, IO_CODES, LISTS_CODES)),
    Finding: _findings,
    Phrase: lambda: made(lambda n: phrase("at least {n}", n=n), st.integers(0, 9)),
    Ref: _built(Ref, kind=slugs(), id=slugs()),
    References: lambda: made(References, dossiers()),
    Said: lambda: made(lambda text: said("Source: {source}", source=text), titles()),
}
"""What draws values that follow from others, and errors."""
