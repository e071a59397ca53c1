"""Graphs of what a zone aims for, and of who links governing to doing."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import networkx as nx

from elzmodel.networks.affiliation import affiliation_graph, partners_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from elzmodel.landscape.dossier import Dossier
    from elzmodel.policy import Action, PolicyPlan
    from elzmodel.values import Day, PartnerId, Period

__all__ = ["board_action_graph", "plan_graph"]


def plan_graph(plan: PolicyPlan, dossier: Dossier | None = None) -> nx.DiGraph[Any]:
    """Return a plan as a graph: goals → actions → indicators, and partners → actions.

    A node has *mode* (``plan``, ``strategic goal``, ``operational goal``,
    ``action``, ``indicator`` or ``partner``), *name* and *number*, an indicator
    also *kind*. An edge has *relation*: ``holds``, ``seen by`` or ``involved``,
    the last with *roles*. Partners are keyed ``partner:id`` and have their
    names from *dossier*.

    Example:
        >>> from elzmodel.policy import PolicyPlan, StrategicGoal
        >>> plan = PolicyPlan(id="p", strategic_goals=[StrategicGoal(id="sd1", title="Voorbeeld")])
        >>> list(plan_graph(plan).edges)
        [('p', 'sd1')]
    """
    graph = nx.DiGraph(kind="plan", day=None, period=plan.period)
    names = {} if dossier is None else {p.id: p.name for p in dossier.partners}
    graph.add_node(plan.id, mode="plan", name=plan.title or plan.id, number="")
    for strategic in plan.strategic_goals:
        _add(graph, plan.id, strategic.id, "strategic goal", strategic.title, strategic.number)
        for goal in strategic.operational_goals:
            _add(graph, strategic.id, goal.id, "operational goal", goal.title, goal.number)
            _involve(graph, goal, names)
            for action in goal.actions:
                _add(graph, goal.id, action.id, "action", action.title, "")
                _involve(graph, action, names)
                _add_indicators(graph, action)
    return graph


def _add(graph: nx.DiGraph[Any], above: str, key: str, mode: str, name: str, number: str) -> None:
    graph.add_node(key, mode=mode, name=name, number=number)
    graph.add_edge(above, key, relation="holds")


def _add_indicators(graph: nx.DiGraph[Any], action: Action) -> None:
    for each in action.indicators:
        graph.add_node(each.id, mode="indicator", name=each.title, number="", kind=each.kind.value)
        graph.add_edge(action.id, each.id, relation="seen by")


def _involve(graph: nx.DiGraph[Any], item: Any, names: Mapping[PartnerId, str]) -> None:  # noqa: ANN401 - a goal or an action
    for each in item.involvements:
        key = f"partner:{each.partner}"
        graph.add_node(key, mode="partner", name=names.get(each.partner, each.partner), number="")
        roles = {each.role.value, *graph.get_edge_data(key, item.id, {}).get("roles", ())}
        graph.add_edge(key, item.id, relation="involved", roles=tuple(sorted(roles)))


def board_action_graph(
    source: Dossier | Iterable[Dossier],
    *,
    on: Day | None = None,
    during: Period | None = None,
    coordinator: bool = False,
) -> nx.Graph[Any]:
    """Return the graph of bodies and actions that share a partner.

    It answers who links governing to doing: an edge has *partners*, those in
    the body and in the action or project, *weight*, how many, and *distance*,
    1/weight. Nodes have the attributes of `affiliation_graph`; an action with
    nobody from a body stays in, alone.

    Raises:
        InvalidValueError: If both a day and a period are given, or dossiers clash.

    Example:
        >>> from elzmodel.landscape.dossier import Dossier
        >>> len(board_action_graph(Dossier(zone_id="haspengouw")))
        0
    """
    met = affiliation_graph(source, on=on, during=during, coordinator=coordinator)
    graph: Any = nx.Graph(**{**met.graph, "kind": "bodies and actions"})
    for node, what in sorted(met.nodes(data=True)):
        if what.get("kind") in {"body", "action", "project"} and what["mode"] == "venue":
            graph.add_node(node, **what)
    linked: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for partner in partners_in(met):
        kinds = {venue: met.nodes[venue]["kind"] for venue in sorted(met[partner])}
        bodies = [venue for venue, kind in kinds.items() if kind == "body"]
        doing = [venue for venue, kind in kinds.items() if kind in {"action", "project"}]
        for body in bodies:
            for venue in doing:
                linked[body, venue].append(partner)
    for (body, venue), partners in sorted(linked.items()):
        count = len(partners)
        graph.add_edge(body, venue, partners=tuple(partners), weight=count, distance=1 / count)
    return graph
