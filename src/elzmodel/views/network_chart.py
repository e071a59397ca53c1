"""Who works with whom, drawn on a circle with a sector for each cluster."""

from __future__ import annotations

from html import escape
from math import cos, degrees, pi, sin, sqrt
from typing import TYPE_CHECKING, Any, NamedTuple

from elzmodel.errors import InvalidValueError, listed
from elzmodel.values import show_number
from elzmodel.views.picture import Picture

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["network_chart"]

# A graph of networkx, which this room does not import.
Graph = Any

_SIZE, _RADIUS, _TOP = 820, 235, 40
_MOST = 150
_COLOURS = ("#3b7dc4", "#d1543f", "#2f9464", "#b9801c", "#8a63d2", "#1496a0")
_UNKNOWN = "unknown"
_QUIET = "#7b8794"
_SHOWN_TIES = 3


class _Spot(NamedTuple):
    """Where a partner stands."""

    node: str
    name: str
    group: str
    angle: float
    strength: float
    status: str

    def at(self, radius: float) -> tuple[float, float]:
        centre = _SIZE / 2
        return centre + radius * cos(self.angle), centre + _TOP / 2 + radius * sin(self.angle)


def network_chart(graph: Graph, *, title: str = "Who works with whom") -> Picture:
    """Return a picture of a collaboration graph, the same each time.

    Partners stand on a circle, a sector for each cluster, those with most
    strength first; a partner of several clusters is in a sector of its own
    kind. Lines are wider the more a tie weighs, circles larger the more a
    partner's ties weigh. An open circle is a partner without ties; a dashed one
    is unknown: nothing is recorded of it.

    Args:
        graph: A graph as `projection` of the room of networks makes.
        title: What is shown.

    Raises:
        InvalidValueError: If there are no partners, or more than 150; show a
            part of the graph then.

    Example:
        >>> from elzmodel import networks
        >>> met = networks.attendance_graph([("caw", "fair"), ("logo", "fair")])
        >>> network_chart(networks.projection(met)).description
        '2 partners, 1 tie. Clusters: unknown 2. Strongest: caw and logo (1).'
    """
    if not 0 < len(graph) <= _MOST:
        raise InvalidValueError("number of partners", len(graph), f"1 to {_MOST}")
    spots = {spot.node: spot for spot in _spots(graph)}
    elements = (
        f'<text x="24" y="28" font-size="15" font-weight="600">{escape(title)}</text>',
        *_ties(graph, spots),
        *_partners(spots),
        *_sectors(spots),
    )
    return Picture(title, _described(graph, spots), _SIZE, _SIZE + _TOP, elements)


def _spots(graph: Graph) -> Iterator[_Spot]:
    strength = {node: round(of, 9) for node, of in graph.degree(weight="weight")}
    groups: dict[str, list[str]] = {}
    for node, clusters in graph.nodes(data="clusters"):
        groups.setdefault("+".join(clusters or ()) or _UNKNOWN, []).append(node)
    names = sorted(groups, key=lambda group: (group == _UNKNOWN, group))
    step = 2 * pi / (len(graph) + len(names))
    place = 0
    for group in names:
        for node in sorted(groups[group], key=lambda n: (-strength[n], str(n))):
            what = graph.nodes[node]
            status = what.get("status", "tied" if graph.degree(node) else "alone")
            angle = place * step - pi / 2
            name = str(what.get("name") or node)
            yield _Spot(node, name, group, angle, float(strength[node]), status)
            place += 1
        place += 1


def _ties(graph: Graph, spots: dict[str, _Spot]) -> Iterator[str]:
    weights = sorted(
        (*sorted((a, b), key=str), float(weight or 1))
        for a, b, weight in graph.edges(data="weight")
        if a != b
    )
    heaviest = max((weight for *_, weight in weights), default=1.0)
    for a, b, weight in weights:
        (x1, y1), (x2, y2) = spots[a].at(_RADIUS), spots[b].at(_RADIUS)
        centre = _SIZE / 2, (_SIZE + _TOP) / 2
        width = 0.8 + 5.2 * weight / heaviest
        yield (
            f'<path d="M{x1:.1f},{y1:.1f} Q{(x1 + x2) / 4 + centre[0] / 2:.1f},'
            f'{(y1 + y2) / 4 + centre[1] / 2:.1f} {x2:.1f},{y2:.1f}" fill="none" '
            f'stroke="currentColor" stroke-opacity="0.35" stroke-width="{width:.1f}"/>'
        )


def _partners(spots: dict[str, _Spot]) -> Iterator[str]:
    colours = _colours(spots)
    strongest = max(spot.strength for spot in spots.values()) or 1.0
    for spot in spots.values():
        x, y = spot.at(_RADIUS)
        colour = colours[spot.group]
        radius = 4 + 8 * sqrt(spot.strength / strongest)
        fill = colour if spot.status == "tied" else "none"
        dash = ' stroke-dasharray="2 2"' if spot.status == "unknown" else ""
        yield (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{fill}" '
            f'stroke="{colour}" stroke-width="1.5"{dash}/>'
        )
        yield _label(spot)


def _label(spot: _Spot) -> str:
    x, y = spot.at(_RADIUS + 18)
    turn, anchor = degrees(spot.angle), "start"
    if cos(spot.angle) < 0:
        turn, anchor = turn + 180, "end"
    return (
        f'<text transform="translate({x:.1f},{y:.1f}) rotate({turn:.1f})" dy="4" '
        f'text-anchor="{anchor}">{escape(_short(spot.name))}</text>'
    )


def _short(name: str, most: int = 24) -> str:
    return name if len(name) <= most else f"{name[: most - 1]}…"


def _sectors(spots: dict[str, _Spot]) -> Iterator[str]:
    """List the clusters with their colours and counts, so that colour says nothing alone."""
    colours = _colours(spots)
    for row, (group, count) in enumerate(_counts(spots).items()):
        y = 50 + 17 * row
        yield f'<circle cx="30" cy="{y}" r="5" fill="{colours[group]}"/>'
        yield f'<text x="42" y="{y + 4}">{escape(group)} ({count})</text>'


def _colours(spots: dict[str, _Spot]) -> dict[str, str]:
    known = [group for group in _counts(spots) if group != _UNKNOWN]
    found = {group: _COLOURS[number % len(_COLOURS)] for number, group in enumerate(known)}
    return {**found, _UNKNOWN: _QUIET}


def _counts(spots: dict[str, _Spot]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for spot in spots.values():
        counts[spot.group] = counts.get(spot.group, 0) + 1
    return counts


def _described(graph: Graph, spots: dict[str, _Spot]) -> str:
    ties = sum(a != b for a, b in graph.edges())
    groups = ", ".join(f"{group} {count}" for group, count in _counts(spots).items())
    weights = [
        (-float(weight or 1), " and ".join(sorted((spots[a].name, spots[b].name))))
        for a, b, weight in graph.edges(data="weight")
        if a != b
    ]
    strongest = [f"{pair} ({show_number(-weight)})" for weight, pair in sorted(weights)]
    told = f" Strongest: {listed(strongest[:_SHOWN_TIES])}." if strongest else ""
    head = f"{len(spots)} partners, {ties} {'tie' if ties == 1 else 'ties'}"
    return f"{head}. Clusters: {groups}.{told}"
