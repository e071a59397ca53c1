"""Who takes over the ties of a local government that merged.

Without this the ties of a merged municipality look dead, where in truth its
successor has them.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from attrs import evolve

from elzmodel.networks._meetings import partners_of, sources_of
from elzmodel.partners import PartnerKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import networkx as nx

    from elzmodel.landscape import Snapshot
    from elzmodel.landscape.dossier import Dossier
    from elzmodel.partners import Partner
    from elzmodel.territory import Municipality

__all__ = ["heirs_of", "inherited"]


def heirs_of(
    before: Snapshot, after: Snapshot, source: Dossier | Iterable[Dossier]
) -> dict[str, Partner]:
    """Return the partner that each local government is on the later day.

    A local government is a partner of kind municipality whose area is the land
    of one municipality. It becomes the partner whose body continues; where
    none does, the first by id stands for the new one. The partner returned
    serves all land of what the municipality became. Where a town had several
    such partners it is not known who takes over from whom, so that each goes
    on as itself. A municipality that fell apart stays as it was.

    Example:
        >>> from elzmodel import flanders
        >>> from elzmodel.landscape.dossier import Dossier
        >>> from elzmodel.partners import Partner, PartnerKind
        >>> local = PartnerKind.MUNICIPALITY
        >>> partners = [
        ...     Partner(id=name, name=f"Voorbeeld {name}", kind=local, area=[name])
        ...     for name in ("hasselt", "kortessem")
        ... ]
        >>> dossier = Dossier(zone_id="herkenrode", is_invented=True, partners=partners)
        >>> fl = flanders()
        >>> heirs = heirs_of(fl.on("2024-12-31"), fl.on("2025-01-01"), dossier)
        >>> heirs["kortessem"].id, heirs["kortessem"].area
        ('hasselt', ('hasselt', 'kortessem'))
    """
    groups: defaultdict[Municipality, list[tuple[Municipality, Partner]]] = defaultdict(list)
    partners = partners_of(sources_of(source))
    for partner in partners.values():
        was, now = _whole(before, partner), _became(after, partner)
        if was is not None and now is not None:
            groups[now].append((was, partner))
    found: dict[str, Partner] = {}
    for result, members in groups.items():
        towns = {was.unit for was, _ in members}
        ordered = sorted(members, key=lambda pair: pair[1].id)
        continuing = [partner for was, partner in ordered if was.unit == result.unit]
        heir = (continuing or [ordered[0][1]])[0]
        for _, partner in members:
            follows = heir if len(towns) == len(members) else partner
            found[partner.id] = evolve(follows, area=result.parts)
    return found


def _whole(snapshot: Snapshot, partner: Partner) -> Municipality | None:
    """Return the municipality whose government a partner is."""
    if partner.kind is not PartnerKind.MUNICIPALITY or not partner.area:
        return None
    holding = snapshot.layout.holding(partner.area)
    if len(holding) != 1 or not snapshot.layout.covers(holding[0], partner.area):
        return None
    land = snapshot.layout.living(partner.area)
    return holding[0] if land == set(holding[0].parts) else None


def _became(snapshot: Snapshot, partner: Partner) -> Municipality | None:
    holding = snapshot.layout.holding(partner.area)
    return holding[0] if len(holding) == 1 else None


def inherited(graph: nx.Graph[Any], heirs: Mapping[str, str]) -> nx.Graph[Any]:
    """Return a two-mode graph in which heirs have the venues of whom they follow.

    Example:
        >>> from elzmodel.networks import attendance_graph
        >>> graph = attendance_graph([("kortessem", "fair"), ("caw", "fair")])
        >>> sorted(inherited(graph, {"kortessem": "hasselt"}))
        ['attendance:gathering:fair', 'caw', 'hasselt']
    """
    found: Any = graph.copy()
    for partner, heir in sorted(heirs.items()):
        if partner != heir and partner in found:
            if heir not in found:
                found.add_node(heir, **graph.nodes[partner])
            for venue in graph[partner]:
                _join(found, partner, heir, venue)
            found.remove_node(partner)
    return found


def _join(graph: nx.Graph[Any], partner: str, heir: str, venue: str) -> None:
    old, new = graph.edges[partner, venue], graph.get_edge_data(heir, venue, {})
    joined = {name: tuple(sorted({*old[name], *new.get(name, ())})) for name in ("roles", "kinds")}
    spells = tuple(dict.fromkeys((*new.get("spells", ()), *old["spells"])))
    statutory = old["statutory"] and new.get("statutory", True)
    graph.add_edge(heir, venue, **joined, statutory=statutory, spells=spells)
