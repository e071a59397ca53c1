"""Which strategy draws which type, for ``from_type`` and what asks it.

Classes that only hold what is stated, and rows of answers, need no entry: hypothesis
builds them from the types of their fields.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from importlib import import_module
from typing import Any, Final, get_args

import attrs
from hypothesis import strategies as st

from elzmodel.dossiers import Dossier
from elzmodel.governance import CareCouncil, Person, RuleSet
from elzmodel.landscape import Landscape
from elzmodel.partners import Partner
from elzmodel.policy import Gathering, PolicyPlan, Project, Statement
from elzmodel.scenarios import Scenario
from elzmodel.territory import Borders, Figures, Layout, Register
from elzmodel.testing.strategies._asked import ANSWERS, answers, named
from elzmodel.testing.strategies.governance import councils, persons, rule_sets
from elzmodel.testing.strategies.policy import (
    gatherings,
    items,
    partners,
    plans,
    projects,
    statements,
)
from elzmodel.testing.strategies.published import dossiers
from elzmodel.testing.strategies.territory import borders, figures, layouts, registers
from elzmodel.testing.strategies.values import (
    nis_codes,
    periods,
    shares,
    slugs,
    tables,
    timelines,
    totals,
)
from elzmodel.testing.strategies.what_if import scenarios
from elzmodel.testing.strategies.zones import landscapes, zonings
from elzmodel.values import (
    Answer,
    BodyId,
    EventId,
    ItemId,
    NisCode,
    PartId,
    PartnerId,
    Period,
    PersonId,
    SeatId,
    Share,
    SourceId,
    Table,
    Timeline,
    Total,
    UnitId,
    ZoneId,
)
from elzmodel.zones import Zoning

__all__ = ["IDS", "STRATEGIES", "register_room", "register_types"]

STRATEGIES: Final[Mapping[Any, Callable[[], st.SearchStrategy[Any]]]] = {
    Borders: borders,
    CareCouncil: councils,
    Dossier: dossiers,
    Figures: figures,
    Landscape: landscapes,
    Layout: layouts,
    NisCode: nis_codes,
    **dict.fromkeys(
        (BodyId, EventId, ItemId, PartId, PartnerId, PersonId, SeatId, SourceId, UnitId, ZoneId),
        slugs,
    ),
    Period: periods,
    Gathering: gatherings,
    Partner: partners,
    Person: persons,
    PolicyPlan: plans,
    Project: projects,
    Statement: statements,
    Register: registers,
    RuleSet: rule_sets,
    Scenario: scenarios,
    Share: shares,
    Table: tables,
    Total: totals,
    Zoning: zonings,
}
"""Types, and what draws them without further options."""

_KINDS: Final = (
    *("action", "advice", "body", "claim", "council", "gathering", "indicator"),
    *("operational goal", "part", "partner", "person", "plan", "project", "request", "rule"),
    *("seat", "source", "statement", "strategic goal", "target group", "vulnerability", "zone"),
)
IDS: Final = {kind: tuple(f"{kind.replace(' ', '-')}-{n}" for n in (1, 2)) for kind in _KINDS}
"""What an item may refer to that is drawn by itself."""


def register_types() -> None:
    """Let ``from_type`` know the types, and every class of which a dossier holds items."""
    for each in _held_by(Dossier, set()) - STRATEGIES.keys():
        st.register_type_strategy(each, named(each, partial(items, IDS, each)))
    for each, drawn in {**ANSWERS, **STRATEGIES}.items():
        st.register_type_strategy(each, named(each, drawn))
    for each, draw in ((Timeline, _timelines), (Answer, answers)):
        st.register_type_strategy(each, _of_brackets(draw))


@cache
def register_room(room: str) -> None:
    """Let ``from_type`` know types of a room that only a few tests ask for."""
    if room == "networks":
        # It loads networkx, which takes longer than all else together.
        import_module("elzmodel.testing.strategies._networks").register_networks()
    if room in {"linked", "searches"}:
        import_module("elzmodel.testing.strategies._seldom").register_seldom()


def _held_by(of: type[Any], found: set[type[Any]]) -> set[type[Any]]:
    """Return the classes of what a value holds, however deep."""
    for each in attrs.fields(attrs.resolve_types(of)):
        for inside in _inside(each.type):
            if attrs.has(inside) and inside not in found:
                found.add(inside)
                _held_by(inside, found)
    return found


def _inside(of: Any) -> list[Any]:  # noqa: ANN401 - a form of type
    return [each for arg in get_args(of) for each in _inside(arg)] if get_args(of) else [of]


def _of_brackets(
    draw: Callable[[Any], st.SearchStrategy[Any]],
) -> Callable[..., st.SearchStrategy[Any]]:
    return lambda asked: named(asked, partial(draw, asked))


def _timelines(asked: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 - a type form
    """Draw timelines of the type in the brackets, of text where none is given."""
    (of,) = get_args(asked) or (str,)
    return timelines(st.from_type(of))
