"""Strategies of the types of networks, known once one is asked for: they load networkx."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from hypothesis import strategies as st

from elzmodel.dossiers import Dossier
from elzmodel.networks import (
    AttendanceRow,
    Brokerage,
    Communities,
    Estimates,
    Impact,
    NameMatch,
    NetworkReport,
    Scores,
    TieChange,
    betweenness,
    brokerage,
    communities,
    impact,
    network_report,
    projection,
    tie_change,
)
from elzmodel.scenarios import outcome
from elzmodel.testing.attendance import invented_attendance
from elzmodel.testing.strategies._asked import VILLAGES, by_fields, named
from elzmodel.testing.strategies.published import dossiers
from elzmodel.testing.strategies.values import made
from elzmodel.testing.strategies.what_if import scenarios

__all__ = ["NETWORK_TYPES", "register_networks"]


def _meetings() -> st.SearchStrategy[Any]:
    """Draw who was where in a small list of attendance."""
    lists = st.builds(invented_attendance, st.integers(3, 6), seed=st.integers(0, 9))
    return made(lambda invented: invented.to_graph(), lists)


def _graphs() -> st.SearchStrategy[Any]:
    return made(projection, _meetings())


def _impacts() -> st.SearchStrategy[Impact]:
    both = st.tuples(scenarios(VILLAGES, max_steps=1, settled=True), dossiers(zones=("z1",)))
    return made(lambda drawn: _impact(*drawn), both)


def _impact(scenario: Any, dossier: Dossier) -> Impact:  # noqa: ANN401 - a scenario of the villages
    return impact(outcome(VILLAGES, scenario), dossiers=dossier)


def _ties() -> st.SearchStrategy[TieChange]:
    return made(lambda graphs: tie_change(*graphs), st.tuples(_graphs(), _graphs()))


NETWORK_TYPES: Final[Mapping[Any, Callable[[], st.SearchStrategy[Any]]]] = {
    AttendanceRow: lambda: by_fields(AttendanceRow),
    Brokerage: lambda: made(brokerage, _graphs()),
    Communities: lambda: made(communities, _graphs()),
    # Where there are no more nodes than pivots, nothing is estimated.
    Estimates: lambda: made(
        lambda of: betweenness(of, pivots=2), _graphs().filter(lambda of: len(of) > 2)
    ),
    Impact: _impacts,
    NameMatch: lambda: by_fields(NameMatch),
    NetworkReport: lambda: made(network_report, _meetings()),
    Scores: lambda: made(betweenness, _graphs()),
    TieChange: _ties,
}


def register_networks() -> None:
    """Let ``from_type`` know the types."""
    for each, drawn in NETWORK_TYPES.items():
        st.register_type_strategy(each, named(each, drawn))
