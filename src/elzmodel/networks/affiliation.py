"""Where partners meet, and who works with whom: the two-mode graph and its projection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from math import fsum
from typing import Any

import networkx as nx
from attrs import evolve, frozen

from elzmodel.dossiers import Dossier
from elzmodel.errors import InvalidValueError
from elzmodel.networks.graph_kinds import Mode, check_mode
from elzmodel.partners import Incidence, Partner, PartnerKind, VenueKind
from elzmodel.policy import InvolvementRole
from elzmodel.values import Day, PartnerId, Period, ZoneId, parse_day
from elzmodel.values.numbers import is_several, items_of
from elzmodel.values.periods import through
from elzmodel.values.text import said, term

__all__ = [
    "VOLUNTARY",
    "affiliation_graph",
    "collaboration_graph",
    "layer_graphs",
    "partners_in",
    "projection",
    "venues_in",
    "without_coordinator",
    "without_statutory",
]

_APART = {role.value for role in InvolvementRole if not role.takes_part}


@frozen
class Window:
    """The day or period that is looked at; all of time where neither is given."""

    day: Any = None
    period: Period | None = None

    @classmethod
    def of(cls, on: Day | None, during: Period | None) -> Window:
        """Read the two ways of saying when."""
        if on is not None and during is not None:
            raise InvalidValueError("time", (on, during), "either a day or a period")
        return cls(None if on is None else parse_day(on), during)

    def holds(self, period: Period | None) -> bool:
        """Tell whether a fact of *period* is seen; a fact without days always is."""
        if period is None:
            return True
        if self.day is not None:
            return self.day in period
        return self.period is None or period.overlaps(self.period)


class Source:
    """A dossier with the ids that its partners have among those of other dossiers."""

    def __init__(self, dossier: Dossier, ids: Mapping[str, str]) -> None:
        self.dossier: Dossier = dossier
        self.zone: ZoneId = dossier.zone_id
        self._ids = ids
        renamed = (evolve(p, id=PartnerId(ids[p.id])) for p in dossier.partners)
        self.partners: Mapping[str, Partner] = {partner.id: partner for partner in renamed}

    @cached_property
    def incidences(self) -> tuple[Incidence, ...]:
        """Where its partners meet."""
        return tuple(
            evolve(each, partner=PartnerId(self._ids.get(each.partner, each.partner)))
            for each in self.dossier.incidences
        )

    @property
    def own(self) -> frozenset[str]:
        """The partners that are the zone itself."""
        return frozenset(
            each.id
            for each in self.partners.values()
            if each.kind is PartnerKind.ZONE and each.zones == (self.zone,)
        )

    @cached_property
    def in_own_plan(self) -> tuple[Incidence, ...]:
        """The zone itself in what its plans name, unless the dossier says in which actions it is.

        Whose plan it is acts in it, though the text need not say so each time.
        """
        planned = {VenueKind.GOAL, VenueKind.ACTION}
        stated = {each.partner for each in self.incidences if each.kind in planned}
        return tuple(
            Incidence(
                partner=PartnerId(partner), venue=item.id, kind=kind, role=OWN_PLAN, plan=plan
            )
            for partner in sorted(self.own - stated)
            for kind, item, _, plan in _items(self.dossier)
            if kind in planned
        )

    @cached_property
    def _in_several_plans(self) -> set[tuple[VenueKind, str]]:
        ids = Counter((kind, item.id) for kind, item, _, plan in _items(self.dossier) if plan)
        return {each for each, uses in ids.items() if uses > 1}

    def node(self, kind: VenueKind, venue: str, plan: str) -> str:
        """Return the node of a venue; with its plan, where several plans have one of that id."""
        is_shared = (kind, venue) in self._in_several_plans
        return venue_key(self.zone, kind, f"{plan}/{venue}" if is_shared else venue)


def sources_of(given: Dossier | Iterable[Dossier]) -> tuple[Source, ...]:
    """Return the dossiers, with ids that mean one partner in all of them.

    An id that several dossiers use means one partner, unless it is a group or
    a function: "the local authorities" of two zones are not the same.
    """
    dossiers = (given,) if isinstance(given, Dossier) else tuple(given)
    twice = [zone for zone, n in Counter(d.zone_id for d in dossiers).items() if n > 1]
    if twice:
        raise InvalidValueError("dossiers", min(twice), "one dossier for each zone")
    uses = Counter(partner.id for dossier in dossiers for partner in dossier.partners)

    def id_of(partner: Partner, zone: ZoneId) -> str:
        is_local = uses[partner.id] > 1 and partner.kind in _OF_ONE_ZONE
        return f"{zone}:{partner.id}" if is_local else partner.id

    return tuple(Source(d, {p.id: id_of(p, d.zone_id) for p in d.partners}) for d in dossiers)


_OF_ONE_ZONE = {PartnerKind.GROUP, PartnerKind.FUNCTION}

OWN_PLAN = "own plan"
"""The role of a zone in what its own plan names, where the plan does not say it."""


def partners_of(sources: Iterable[Source]) -> dict[str, Partner]:
    """Return the partners of all dossiers; what several say of one is put together.

    It is the same in whatever order they are.

    Raises:
        InvalidValueError: If they say different things of one.
    """
    found: dict[str, Partner] = {}
    for partner in (each for source in sources for each in source.partners.values()):
        known = found.setdefault(partner.id, partner)
        found[partner.id] = evolve(
            known,
            name=_the_one(known, partner, "name"),
            kind=_the_one(known, partner, "kind", PartnerKind.ORGANISATION),
            line=_the_one(known, partner, "line"),
            area=tuple(dict.fromkeys((*known.area, *partner.area))),
            zones=tuple(dict.fromkeys((*known.zones, *partner.zones))),
            clusters=tuple(dict.fromkeys((*known.clusters, *partner.clusters))),
            serves_all=_the_one(known, partner, "serves_all"),
            is_coordinator=known.is_coordinator or partner.is_coordinator,
        )
    return found


def _the_one(known: Partner, partner: Partner, name: str, unsaid: object = None) -> Any:  # noqa: ANN401 - of any field
    """Return what two dossiers say of a partner, of which one may not say it."""
    one, other = getattr(known, name), getattr(partner, name)
    if other in (one, unsaid):
        return one
    if one == unsaid:
        return other
    values = sorted(str(getattr(each, "value", each)) for each in (one, other))
    raise InvalidValueError("partner", partner.id, said(_CLASH, name=term(name), values=values))


_CLASH = "an id that means one partner in all dossiers; its {name} differs: {values:and}"


def venue_key(zone: str, kind: VenueKind, venue: str) -> str:
    """Return the node of a venue; ids repeat between dossiers and kinds."""
    return f"{zone}:{'body' if kind in _BODIES else kind.value}:{venue}"


_BODIES = {VenueKind.SEAT, VenueKind.MEMBERSHIP}


def _venues(source: Source) -> Iterator[tuple[str, VenueKind, Period | None, dict[str, Any]]]:
    """Yield each venue that a dossier names: node, kind, days and attributes.

    Also those where no partner is listed.
    """
    listed = {source.node(each.kind, each.venue, each.plan) for each in source.incidences}
    for kind, item, period, plan in _items(source.dossier):
        key, is_body = source.node(kind, item.id, plan), kind is VenueKind.SEAT
        described = {
            "mode": "venue",
            "name": (item.name if is_body else item.title) or item.id,
            "kind": "body" if is_body else kind.value,
            "body": item.kind.value if is_body else "",
            "zone": source.zone,
            "listed": key in listed,
            "open": "involvements" in getattr(item, "open_lists", ()),
        }
        yield key, kind, period, described


def _items(dossier: Dossier) -> Iterator[tuple[VenueKind, Any, Period | None, str]]:
    """Yield bodies, goals, actions, projects and gatherings, with when they were and their plan.

    A goal is a venue only where it names partners: goals need not.
    """
    for council in dossier.councils:
        for body in council.bodies:
            yield VenueKind.SEAT, body, council.period.within(body.period), ""
    for plan in dossier.plans:
        for goal in plan.operational_goals:
            if goal.involvements:
                yield VenueKind.GOAL, goal, plan.period, plan.id
        for action in plan.actions:
            days = plan.period if action.period is None else action.period
            yield VenueKind.ACTION, action, days, plan.id
    for project in dossier.projects:
        yield VenueKind.PROJECT, project, None, ""
    for gathering in dossier.gatherings:
        day = gathering.day
        held = None if day is None else through(day, day)
        yield VenueKind.GATHERING, gathering, held, ""


def meetings(
    source: Source, window: Window, layers: frozenset[VenueKind], *, mentioned: bool
) -> Iterator[tuple[str, Incidence]]:
    """Yield who met at which venue within the window, in the layers asked for.

    The days of a venue are those of the meeting, as far as its own allow.
    """
    periods = {key: period for key, _, period, _ in _venues(source)}
    for each in (*source.incidences, *source.in_own_plan):
        key = source.node(each.kind, each.venue, each.plan)
        seen = window.holds(each.period) and window.holds(periods.get(key))
        is_apart = each.kind.is_involved and each.role in _APART
        if seen and each.kind in layers and (mentioned or not is_apart):
            held = periods.get(key)
            both = each.period if held is None else held.within(each.period)
            yield key, evolve(each, period=both or each.period)


VOLUNTARY = tuple(kind for kind in VenueKind if not kind.is_statutory)
"""The layers in which partners, rather than the rules, bring themselves together."""

STATUTORY = frozenset(kind.value for kind in VenueKind if kind.is_statutory)
"""The layers in which the rules do, as graphs name them."""


def affiliation_graph(
    source: Dossier | Iterable[Dossier],
    *,
    on: Day | None = None,
    during: Period | None = None,
    layers: Iterable[VenueKind] | None = None,
    coordinator: bool = False,
    mentioned: bool = False,
) -> nx.Graph[Any]:
    """Return the graph of partners and the venues where they meet.

    A partner has ``mode="partner"``, *name*, *kind*, *clusters*, *line*,
    *serves_all*, *coordinator*, *placed* (whether it is stated where it works) and
    *zones*, the dossiers that name it. A venue
    has ``mode="venue"``, *name*, *kind*, *body* (the kind of body), *zone*,
    *listed* (whether any partner is listed there), *open* (whether the list is
    said not to be complete) and *spells*, the periods in which it was held. An edge
    has *roles*, *kinds*, *statutory* (no other kind) and *spells*, its periods. The
    graph records *day*, *period*, *layers* and *left_out*, the coordinators that
    are not in it.

    A venue where nobody is listed stays in, alone: that nobody is listed does
    not say that nobody took part. Facts without days count on every day. Whoever
    is host of a gathering is there. The zone itself, where it is a partner, is
    in all that its own plans name, in the role ``own plan``, unless the dossier
    says in which of it; leave it out or ask for it with *coordinator*.

    Args:
        source: One dossier or several. One id means one partner in all of them,
            unless it is a group or a function: those are of one zone each.
        on: The day that is looked at.
        during: The period that is looked at, instead; all of time by default.
        layers: The kinds of venue; all by default.
        coordinator: Whether the zone's own coordinator is in it.
        mentioned: Whether those who are only named, served or listening count.

    Raises:
        InvalidValueError: If both a day and a period are given, dossiers clash, or a layer
            is no kind of venue.

    Example:
        >>> import elzmodel as elz
        >>> graph = affiliation_graph(elz.dossier("haspengouw"))
        >>> graph.edges["vivel", "haspengouw:action:2.2/a1"]["roles"]
        ('initiator',)
    """
    sources = sources_of(source)
    partners = partners_of(sources)
    window = Window.of(on, during)
    chosen = frozenset(VenueKind if layers is None else _asked(layers))
    graph = nx.Graph(
        kind="affiliation",
        day=window.day,
        period=window.period,
        layers=tuple(kind.value for kind in VenueKind if kind in chosen),
        zones=tuple(sorted(each.zone for each in sources)),
        is_invented=any(each.dossier.is_invented for each in sources),
    )
    for each in sources:
        alive = [partners[p] for p, what in each.partners.items() if window.holds(what.period)]
        for partner in alive:
            _add_partner(graph, partner, each)
        _add_venues(graph, each, window, chosen)
        for venue, incidence in meetings(each, window, chosen, mentioned=mentioned):
            if incidence.partner in graph or incidence.partner not in each.partners:
                _add_meeting(graph, venue, incidence, each.zone)
    return graph if coordinator else without_coordinator(graph)


def _asked(layers: object) -> Iterator[VenueKind]:
    """Yield the kinds of venue that are asked for, also by their names.

    Raises:
        InvalidValueError: If one is none, which would leave its venues out in silence.
    """
    by_name = {kind.value: kind for kind in VenueKind}
    for each in layers if is_several(layers) else [layers]:
        kind = by_name.get(each, each) if isinstance(each, str) else each
        if not isinstance(kind, VenueKind):
            raise InvalidValueError("layer", each, said("{names:or all}", names=[*by_name]))
        yield kind


def _add_partner(graph: nx.Graph[Any], partner: Partner, source: Source) -> None:
    zone = source.zone
    known = graph.nodes.get(partner.id, {})
    graph.add_node(
        partner.id,
        mode="partner",
        name=partner.name,
        kind=partner.kind.value,
        clusters=tuple(sorted(cluster.value for cluster in partner.clusters)),
        line=partner.line.value if partner.line else None,
        serves_all=partner.serves_all,
        coordinator=partner.is_coordinator
        or partner.id in source.own
        or known.get("coordinator", False),
        placed=bool(partner.area or partner.zones or partner.serves_all),
        zones=tuple(sorted({zone, *known.get("zones", ())})),
    )


def _add_venues(
    graph: nx.Graph[Any], source: Source, window: Window, layers: frozenset[VenueKind]
) -> None:
    for key, kind, period, described in _venues(source):
        wanted = bool(layers & _BODIES) if kind in _BODIES else kind in layers
        if wanted and window.holds(period):
            graph.add_node(
                key, **described, spells=(period,) if period not in {None, Period()} else ()
            )


def _add_meeting(graph: nx.Graph[Any], venue: str, incidence: Incidence, zone: str) -> None:
    partner = incidence.partner
    if partner not in graph:
        graph.add_node(partner, **UNDESCRIBED_PARTNER, name=partner, zones=(zone,))
    if venue not in graph:
        _, kind, name = venue.split(":", 2)
        graph.add_node(venue, **UNDESCRIBED_VENUE, name=name, kind=kind, zone=zone)
    meet(graph, partner, venue, (incidence.kind.value,), (incidence.role,), (incidence.period,))


def meet(
    graph: nx.Graph[Any],
    partner: str,
    venue: str,
    kinds: tuple[str, ...],
    roles: tuple[str, ...] = (),
    spells: tuple[Period | None, ...] = (),
) -> None:
    """Add to a two-mode graph that a partner is at a venue; what is known of it stays."""
    known = graph.get_edge_data(partner, venue, {})
    every = {*kinds, *known.get("kinds", ())}
    graph.add_edge(
        partner,
        venue,
        roles=tuple(sorted({*roles, *known.get("roles", ())})),
        kinds=tuple(sorted(every)),
        statutory=every <= STATUTORY,
        spells=tuple(dict.fromkeys((*known.get("spells", ()), *spells))),
    )


UNDESCRIBED_PARTNER: dict[str, Any] = {
    "mode": "partner",
    "kind": "",
    "clusters": (),
    "line": None,
    "serves_all": None,
    "coordinator": False,
    "placed": False,
}
"""What is known of a partner to which a source refers without describing it."""

UNDESCRIBED_VENUE: dict[str, Any] = {
    "mode": "venue",
    "body": "",
    "listed": True,
    "open": False,
    "spells": (),
}
"""What is known of a venue of which a source says only who was there."""


def partners_in(graph: nx.Graph[Any]) -> tuple[str, ...]:
    """Return the partners of a two-mode graph, sorted.

    Example:
        >>> from elzmodel.networks import attendance_graph
        >>> partners_in(attendance_graph([("caw", "fair")]))
        ('caw',)
    """
    return _of_mode(graph, "partner")


def venues_in(graph: nx.Graph[Any]) -> tuple[str, ...]:
    """Return the venues of a two-mode graph, sorted.

    Example:
        >>> from elzmodel.networks import attendance_graph
        >>> venues_in(attendance_graph([("caw", "fair")]))
        ('attendance:gathering:fair',)
    """
    return _of_mode(graph, "venue")


def _of_mode(graph: nx.Graph[Any], mode: str) -> tuple[str, ...]:
    found = (node for node, what in graph.nodes(data="mode") if what == mode)
    return tuple(sorted(found, key=str))


def listed_at(graph: nx.Graph[Any], venue: str) -> int:
    """Count the partners listed at a venue: a zone does not list itself in its own plan."""
    return sum(data["roles"] != (OWN_PLAN,) for data in graph[venue].values())


def without_coordinator(graph: nx.Graph[Any]) -> nx.Graph[Any]:
    """Return a copy without the zone's own coordinators; *left_out* names them.

    Example:
        >>> from elzmodel.networks import attendance_graph
        >>> without_coordinator(attendance_graph([("caw", "fair")])).graph["left_out"]
        ()
    """
    led = graph.nodes(data="coordinator")
    found = tuple(node for node in partners_in(graph) if led[node])
    kept: Any = graph.copy()
    kept.remove_nodes_from(found)
    kept.graph["left_out"] = tuple(sorted({*found, *items_of(graph.graph.get("left_out"))}))
    return kept


def without_statutory(graph: nx.Graph[Any]) -> nx.Graph[Any]:
    """Return a copy without ties that the rules alone make, and without their venues.

    Example:
        >>> from elzmodel.networks import attendance_graph
        >>> len(without_statutory(attendance_graph([("caw", "fair")])).edges)
        1
    """
    kept: Any = graph.copy()
    kept.remove_edges_from([(a, b) for a, b, alone in graph.edges(data="statutory") if alone])
    emptied = [v for v in venues_in(graph) if graph.degree[v] and not kept.degree[v]]
    kept.remove_nodes_from(emptied)
    layers = items_of(graph.graph.get("layers"))
    kept.graph["layers"] = tuple(layer for layer in layers if layer not in STATUTORY)
    return kept


def collaboration_graph(
    source: Dossier | Iterable[Dossier],
    *,
    on: Day | None = None,
    during: Period | None = None,
    layers: Iterable[VenueKind] | None = None,
    coordinator: bool = False,
    mentioned: bool = False,
) -> nx.Graph[Any]:
    """Return the graph of partners that met at one venue at least.

    It is `projection` of `affiliation_graph`, whose arguments it takes. Leave
    out the statutory seats with ``layers=VOLUNTARY``: one council makes all its
    members a clique.

    Raises:
        InvalidValueError: If both a day and a period are given, or dossiers clash.

    Example:
        >>> import elzmodel as elz
        >>> collaboration_graph(elz.dossier("haspengouw"))["elp"]["gbo"]["weight"]
        0.5
    """
    return projection(
        affiliation_graph(
            source,
            on=on,
            during=during,
            layers=layers,
            coordinator=coordinator,
            mentioned=mentioned,
        )
    )


def projection(graph: nx.Graph[Any]) -> nx.Graph[Any]:
    """Return the partners of a two-mode graph, tied where they share a venue.

    A tie has *weight*, the sum over shared venues of 1/(partners there - 1),
    so that a duo counts more than a fair (Newman 2001); *distance*, 1/weight,
    for measures that take a length; *count* of shared venues; *overlap*,
    shared over the smaller number of venues; *jaccard*; *venues*, *layers*
    (their kinds) and *statutory* (only the rules tie them). A partner keeps its
    attributes and has *venues*, how many, and *status*: ``tied``, ``alone``
    (met nobody else who is listed) or ``unknown`` (nothing is recorded).

    Raises:
        InvalidValueError: If the graph has no venues.

    Example:
        >>> from elzmodel.networks import attendance_graph
        >>> fair = [("caw", "fair"), ("logo", "fair"), ("ocmw", "fair")]
        >>> ties = projection(attendance_graph([*fair, ("caw", "duo"), ("logo", "duo")]))
        >>> ties["caw"]["logo"]["weight"], ties["caw"]["ocmw"]["weight"]
        (1.5, 0.5)
    """
    check_mode(graph, Mode.TWO, "projection")
    found: Any = nx.Graph(**{**graph.graph, "kind": "collaboration"})
    at, described = dict(graph.adjacency()), dict(graph.nodes(data=True))
    for partner in partners_in(graph):
        met = len(at[partner])
        status = "alone" if met else "unknown"
        found.add_node(partner, **{**described[partner], "venues": met, "status": status})
    _tie(found, at, venues_in(graph))
    for partner, near in found.adjacency():
        if near:
            found.nodes[partner]["status"] = "tied"
    return found


def _tie(found: nx.Graph[Any], at: _Near, venues: Iterable[str]) -> None:
    """Tie those who share venues in a graph of partners, pair by pair in their order.

    The neighbours are written as networkx holds them: one dictionary for both
    directions. Adding ties through its door takes longer than finding them.
    """
    near = dict(found.adjacency())
    partners, met = list(near), [len(at[partner]) for partner in near]
    for (one, mine), here in zip(near.items(), _meets(at, partners, venues), strict=True):
        shared: dict[int, tuple[_Tie, ...]] = {}
        for others, tie in here:
            others.pop()
            for other in others:
                shared[other] = shared[other] + tie if other in shared else tie
        mets = len(at[one])
        for number in sorted(shared):
            ties, other, theirs = shared[number], partners[number], met[number]
            count = len(ties)
            tied = ties[0].copy() if count == 1 else _at_several(ties)
            if tied["layers"] is None:
                both = [(at[one][venue], at[other][venue]) for venue in tied["venues"]]
                tied["layers"], tied["statutory"] = _of_tie(both)
            tied["overlap"] = count / (min(theirs, mets))
            tied["jaccard"] = count / (mets + theirs - count)
            mine[other] = near[other][one] = tied


_Tie = dict[str, Any]
_Near = Mapping[str, Mapping[str, _Tie]]


def _meets(
    at: _Near, partners: list[str], venues: Iterable[str]
) -> list[list[tuple[list[int], tuple[_Tie]]]]:
    """Return for each partner where it meets others: who is there, by number, and the tie it makes.

    Who is there is one list for all of them, the first at the end, so that each
    takes itself off when its turn comes and finds those whose turn is to come.
    """
    place = {partner: number for number, partner in enumerate(partners)}
    found: list[list[tuple[list[int], tuple[_Tie]]]] = [[] for _ in partners]
    for venue in venues:
        if len(at[venue]) > 1:
            there = sorted(map(place.__getitem__, at[venue]), reverse=True)
            here = there, (_only_at(venue, at[venue]),)
            for number in there:
                found[number].append(here)
    return found


def _only_at(venue: str, there: Mapping[str, dict[str, Any]]) -> _Tie:
    """Return what a tie has of two that meet at one venue only; how, where all meet alike."""
    how = {(_kinds_of(data), data.get("statutory", False)) for data in there.values()}
    layers, statutory = next(iter(how)) if len(how) == 1 else (None, False)
    return {
        "weight": 1 / (len(there) - 1),
        "distance": float(len(there) - 1),
        "count": 1,
        "overlap": 1.0,
        "jaccard": 1.0,
        "venues": (venue,),
        "layers": layers,
        "statutory": statutory,
    }


def _at_several(ties: tuple[_Tie, ...]) -> _Tie:
    """Return what a tie has of two that meet at several venues; how they meet is to be seen."""
    weight = fsum([tie["weight"] for tie in ties])
    return {
        **ties[0],
        "weight": weight,
        "distance": 1 / weight,
        "count": len(ties),
        "venues": tuple(tie["venues"][0] for tie in ties),
        "layers": None,
    }


def _of_tie(both: list[tuple[dict[str, Any], dict[str, Any]]]) -> tuple[tuple[str, ...], bool]:
    """Return how two partners meet, and whether only the rules tie them."""
    # Where one of the two is there by statute only, the rules tie them.
    statutory = all(first.get("statutory") or second.get("statutory") for first, second in both)
    kinds = [(_kinds_of(first), _kinds_of(second)) for first, second in both]
    return tuple(sorted({kind for pair in kinds for kind in _kinds(*pair)})), statutory


def _kinds_of(tie: _Tie) -> tuple[str, ...]:
    """Return how a partner is at a venue, also of a graph that a file held."""
    kinds = tie.get("kinds", ())
    return kinds if type(kinds) is tuple else items_of(kinds)


def _kinds(first: tuple[str, ...], second: tuple[str, ...]) -> Iterable[str]:
    """Return how two partners meet: what they have in common, or else either."""
    return first if first == second else set(first) & set(second) or {*first, *second}


def layer_graphs(graph: nx.Graph[Any]) -> dict[str, nx.Graph[Any]]:
    """Return the collaboration graph of each layer of a two-mode graph.

    All have the same partners, so that they can be compared. A body in which
    some sit by statute and others as members is in the layer of each.

    Raises:
        InvalidValueError: If its ties do not say of which kinds they are.

    Example:
        >>> from elzmodel.networks import attendance_graph
        >>> list(layer_graphs(attendance_graph([("caw", "fair"), ("logo", "fair")])))
        ['gathering']
    """
    if any(kinds is None for *_, kinds in graph.edges(data="kinds")):
        expected = said("a graph of partners and venues whose ties have kinds")
        raise InvalidValueError("graph", str(graph), expected)
    kinds_of = {(a, b): _kinds_of(data) for a, b, data in graph.edges(data=True)}
    found = {}
    for layer in sorted({kind for kinds in kinds_of.values() for kind in kinds}):
        kept: Any = graph.copy()
        kept.remove_edges_from([tie for tie, kinds in kinds_of.items() if layer not in kinds])
        kept.graph["layers"] = (layer,)
        found[layer] = projection(kept)
    return found
