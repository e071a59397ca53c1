"""Who works with whom: partners on a circle, their clusters and their ties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from html import escape
from itertools import cycle
from math import ceil, cos, degrees, pi, sin, sqrt
from typing import Any, Final, NamedTuple, Unpack

from attrs import frozen

from elzmodel.errors import InvalidValueError
from elzmodel.governance import Cluster
from elzmodel.values import Column, Table
from elzmodel.values.text import in_words
from elzmodel.views.lines import LINES, REST
from elzmodel.views.page import MARGIN, SMALL, Look, Page, page_for
from elzmodel.views.picture import Picture
from elzmodel.views.writing import clean, wide

__all__ = ["network_chart"]

# A graph of networkx, which this room does not import.
Graph = Any

_MOST: Final = 150
_UNKNOWN: Final = "unknown"
_SHOWN_TIES: Final = 3
_LONGEST: Final = 24
_LARGEST: Final = 300.0
_SMALLEST: Final = 110.0
"""How large the circle is at most, and how small at least where names stand around it."""
_BESIDE: Final = 18.0
_APART: Final = 10.0
"""How far a name is from the circle, and how far apart names have to be."""


class _Spot(NamedTuple):
    """Where a partner stands."""

    node: str
    name: str
    group: str
    angle: float
    strength: float
    status: str


def network_chart(graph: Graph, **look: Unpack[Look]) -> Picture:
    """Return a picture of a collaboration graph, the same each time.

    Partners stand on a circle, a sector for each cluster, those with most
    strength first; a partner of several clusters is in a sector of its own
    kind. Lines are wider the more a tie weighs, circles larger the more a
    partner's ties weigh. An open circle is a partner without ties; a dashed one
    is unknown: nothing is recorded of it. Where there is no room for names,
    numbers lead to a key.

    Args:
        graph: A graph as `projection` of the room of networks makes.
        **look: Its title, width, theme, language and more, see `Look`.

    Raises:
        InvalidValueError: If there are no partners, or more than 150 (show a
            part of the graph then), or it is too narrow.

    Example:
        >>> from elzmodel import networks
        >>> met = networks.attendance_graph([("caw", "fair"), ("logo", "fair")])
        >>> network_chart(networks.projection(met)).description
        '2 partners, 1 tie. Clusters: unknown 2. Strongest: caw and logo (1).'
    """
    if not 0 < len(graph) <= _MOST:
        raise InvalidValueError("number of partners", len(graph), f"1 to {_MOST}")
    page = page_for(look, width=820)
    drawing = _Circle(page, graph, tuple(_spots(graph)))
    return drawing.picture(page.say("Who works with whom"))


@frozen(eq=False)
class _Circle:
    page: Page
    graph: Graph
    spots: Sequence[_Spot]

    def picture(self, usual: str) -> Picture:
        """Return the circle with its clusters and, where names have no room, a key."""
        page = self.page
        page.head(usual)
        page.legend(
            ((self._colours[group],), f"{self._group(group)} ({count})")
            for group, count in self._counts.items()
        )
        half = self._radius + (self._room if self._is_named else _BESIDE + 14)
        middle = f"translate({page.width / 2:.1f} {page.y + half - 8:.1f})"
        page.elements.append(f'<g transform="{middle}">')
        page.elements += self._lines()
        page.elements += self._partners()
        page.elements.append("</g>")
        page.y += 2 * half + 8
        if not self._is_named:
            page.key([f"{n} {spot.name}" for n, spot in enumerate(self.spots, start=1)])
        for note in self._notes():
            page.note(note)
        return page.picture(self._described(), table=self._table())

    def _group(self, group: str) -> str:
        """Return a cluster, or several, in words."""
        if group == _UNKNOWN:
            return self.page.say(group)
        return " + ".join(_cluster(each, self.page.lang) for each in group.split("+"))

    # --- what there is ---

    @cached_property
    def _by_node(self) -> Mapping[str, _Spot]:
        return {spot.node: spot for spot in self.spots}

    @cached_property
    def _ties(self) -> Sequence[tuple[str, str, float]]:
        """The ties between two of them with their weights."""
        edges = self.graph.edges(data="weight")
        ties = ((sorted((a, b), key=str), weight) for a, b, weight in edges)
        return sorted((a, b, float(weight or 1)) for (a, b), weight in ties if a != b)

    @cached_property
    def _counts(self) -> Mapping[str, int]:
        return Counter(spot.group for spot in self.spots)

    @cached_property
    def _colours(self) -> Mapping[str, str]:
        known = [group for group in self._counts if group != _UNKNOWN]
        return {**dict(zip(known, cycle(LINES), strict=False)), _UNKNOWN: REST}

    # --- where it stands ---

    @cached_property
    def _room(self) -> float:
        """How much a name takes outside the circle."""
        return _BESIDE + max(wide(_short(spot.name), SMALL) for spot in self.spots) + 4

    @cached_property
    def _is_named(self) -> bool:
        return self._radius_beside_names >= max(_SMALLEST, self._needed)

    @property
    def _needed(self) -> float:
        """The radius of a circle around which all names stand apart."""
        return _APART * (len(self.spots) + len(self._counts)) / (2 * pi) - _BESIDE

    @property
    def _radius_beside_names(self) -> float:
        return min(_LARGEST, self.page.width / 2 - MARGIN - self._room)

    @cached_property
    def _radius(self) -> float:
        if self._is_named:
            return self._radius_beside_names
        return min(_LARGEST, self.page.width / 2 - MARGIN - _BESIDE - 14)

    @cached_property
    def _every(self) -> int:
        """The how manieth numbers are written, so that they stand apart."""
        return ceil((self._needed + _BESIDE) / (self._radius + _BESIDE))

    def _at(self, spot: _Spot, beyond: float = 0) -> tuple[float, float]:
        radius = self._radius + beyond
        return radius * cos(spot.angle), radius * sin(spot.angle)

    # --- what is drawn ---

    def _lines(self) -> Iterator[str]:
        heaviest = max((weight for *_, weight in self._ties), default=1.0)
        for a, b, weight in self._ties:
            (x1, y1), (x2, y2) = (self._at(self._by_node[each]) for each in (a, b))
            width = 0.8 + 5.2 * weight / heaviest
            yield (
                f'<path d="M{x1:.1f},{y1:.1f} Q{(x1 + x2) / 4:.1f},{(y1 + y2) / 4:.1f} '
                f'{x2:.1f},{y2:.1f}" fill="none" stroke="{REST}" stroke-opacity="0.6" '
                f'stroke-width="{width:.1f}"/>'
            )

    def _partners(self) -> Iterator[str]:
        strongest = max(spot.strength for spot in self.spots) or 1.0
        most = min(12.0, pi * self._radius / (len(self.spots) + len(self._counts)))
        for number, spot in enumerate(self.spots, start=1):
            x, y = self._at(spot)
            colour = self._colours[spot.group]
            radius = 0.33 * most + 0.67 * most * sqrt(spot.strength / strongest)
            fill = f'fill="{colour}"' if spot.status == "tied" else 'class="paper"'
            dash = ' stroke-dasharray="2 2"' if spot.status == _UNKNOWN else ""
            yield (
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" {fill} '
                f'stroke="{colour}" stroke-width="1.5"{dash}><title>{escape(spot.name)}</title>'
                "</circle>"
            )
            if self._is_named:
                yield self._label(spot, _short(spot.name))
            elif number % self._every == 1 % self._every:
                yield self._label(spot, str(number))

    def _label(self, spot: _Spot, text: str) -> str:
        x, y = self._at(spot, _BESIDE)
        turn, anchor = degrees(spot.angle), "start"
        if cos(spot.angle) < 0:
            turn, anchor = turn + 180, "end"
        return (
            f'<text class="small" transform="translate({x:.1f},{y:.1f}) rotate({turn:.1f})" '
            f'dy="4" text-anchor="{anchor}">{escape(text)}</text>'
        )

    # --- in words ---

    def _notes(self) -> Iterator[str]:
        statuses = {spot.status for spot in self.spots}
        if "alone" in statuses:
            yield self.page.say("An open circle has no ties.")
        if _UNKNOWN in statuses:
            yield self.page.say("A dashed circle is unknown: nothing is recorded of it.")

    def _described(self) -> str:
        say = self.page.say
        names = {spot.node: spot.name for spot in self.spots}
        groups = ", ".join(f"{self._group(group)} {n}" for group, n in self._counts.items())
        named = ((w, min(names[a], names[b]), max(names[a], names[b])) for a, b, w in self._ties)
        pairs = sorted(named, key=lambda pair: (-pair[0], pair[1], pair[2]))
        strongest = tuple(
            say("{one} and {other} ({n:number})", one=one, other=other, n=weight)
            for weight, one, other in pairs[:_SHOWN_TIES]
        )
        return say(
            "{partners} {partners:partner|partners}, {ties} {ties:tie|ties}. Clusters: "
            "{groups}.[ Strongest: {strongest:list}.]",
            partners=len(self.spots),
            ties=len(pairs),
            groups=groups,
            strongest=strongest,
        )

    def _table(self) -> Table:
        heads = [Column("partner"), Column("cluster"), Column("ties", "number")]
        counted = Counter(node for a, b, _ in self._ties for node in (a, b))
        rows = [(spot.name, spot.group, counted[spot.node]) for spot in self.spots]
        return Table(self.page.title, heads, rows)


def _cluster(name: str, lang: str) -> str:
    """Return a cluster in words; one of the reader's own keeps its name."""
    known = {each.value: each for each in Cluster}
    return in_words(known[name], lang) if name in known else clean(name)


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"


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
            name = clean(str(what.get("name") or node))
            yield _Spot(node, name, group, angle, float(strength[node]), status)
            place += 1
        place += 1
