"""Who works with whom: partners on a circle, or of many a matrix of their clusters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from html import escape
from itertools import combinations_with_replacement, cycle
from math import ceil, cos, degrees, fsum, pi, sin, sqrt
from typing import Any, Final, NamedTuple, Unpack

from attrs import frozen

from elzmodel.errors import InvalidValueError
from elzmodel.governance import Cluster
from elzmodel.partners import VenueKind
from elzmodel.values import Column, Table
from elzmodel.values.arguments import keep_door
from elzmodel.values.numbers import finite, items_of
from elzmodel.values.text import in_words, said
from elzmodel.views.colours import is_dark, ramp
from elzmodel.views.lines import LINES, REST, step_of
from elzmodel.views.page import MARGIN, SMALL, Look, Page, page_for
from elzmodel.views.picture import Picture
from elzmodel.views.writing import clean, fitted, wide, written

__all__ = ["cluster_matrix", "network_chart"]

# A graph of networkx, which this room does not import.
Graph = Any

_MOST: Final = 300
"""How many partners stand on a circle; of more, the ties between clusters are drawn."""
_UNKNOWN: Final = "unknown"
_SHOWN_TIES: Final = 3
_LONGEST: Final = 24
_LARGEST: Final = 300.0
_SMALLEST: Final = 110.0
"""How large the circle is at most, and how small at least where names stand around it."""
_BESIDE: Final = 18.0
_APART: Final = 10.0
"""How far a name is from the circle, and how far apart names have to be."""
_ALIKE: Final = 0.25
"""How wide ties are, of the widest, where all weigh the same."""
_MOST_TIES: Final = 2_000
"""How many ties are drawn, the weightiest of them: more are a blot."""
_CROWDED: Final = 200
"""From how many ties on lines become fainter, so that those below are seen."""
_DASHES: Final[Mapping[str, str]] = {
    VenueKind.ACTION.value: "",
    VenueKind.PROJECT.value: "10 3",
    VenueKind.GATHERING.value: "5 3",
    VenueKind.MEMBERSHIP.value: "2 2",
    VenueKind.SEAT.value: "1 4",
}
_SEVERAL: Final = "12 3 2 3"
"""How the ties of each layer are drawn where there are several, and those of more than one."""
_MOST_ROWS: Final = 12
"""How many clusters a matrix has at most; the smallest others are one together."""
_OTHER: Final = "+"
"""The smallest clusters together; no cluster is called so."""
_CELL: Final = 64.0


def network_chart(graph: Graph, **look: Unpack[Look]) -> Picture:
    """Return a picture of a collaboration graph, the same each time.

    Partners stand on a circle, a sector for each cluster, those with most
    strength first; a partner of several clusters is in a sector of its own
    kind. Lines are wider the more a tie weighs, circles larger the more a
    partner's ties weigh. An open circle is a partner without ties; a dashed one
    is unknown: nothing is recorded of it. Where ties are of several layers,
    each has its kind of line; of more than 2,000 the weightiest are drawn.

    Those with most strength are named; where names have no room, numbers lead
    to a key. Whoever has neither stands in the table. Of more than 300 partners
    it is `cluster_matrix`.

    Args:
        graph: A graph as `projection` of the room of networks makes.
        **look: Its title, width, theme, language and more, see `Look`.

    Raises:
        InvalidValueError: If there are no partners, there are venues as well, or it
            is too narrow.

    Example:
        >>> from elzmodel import networks
        >>> met = networks.attendance_graph([("caw", "fair"), ("logo", "fair")])
        >>> network_chart(networks.projection(met)).description
        '2 partners, 1 tie. Clusters: unknown 2. Strongest: caw and logo (1).'
    """
    page, shown = page_for(look, width=820), _Shown.of(graph)
    drawing = _Circle if len(shown.spots) <= _MOST else _Matrix
    return drawing(page, shown).picture()


def cluster_matrix(graph: Graph, **look: Unpack[Look]) -> Picture:
    """Return a picture of the ties within and between clusters, of however many partners.

    A cell has the number of ties, and is darker the more of the pairs that
    could be tied are. Of more than twelve clusters the smallest are one
    together.

    Args:
        graph: A graph as `projection` of the room of networks makes.
        **look: Its title, width, theme, language and more, see `Look`.

    Raises:
        InvalidValueError: If there are no partners, there are venues as well, or it
            is too narrow.

    Example:
        >>> from elzmodel import networks
        >>> met = networks.attendance_graph([("caw", "fair"), ("logo", "fair")])
        >>> cluster_matrix(networks.projection(met)).title
        'Ties within and between clusters'
    """
    return _Matrix(page_for(look, width=820), _Shown.of(graph)).picture()


# --- what there is ------------------------------------------------------------------------


class _Spot(NamedTuple):
    """A partner, and at which angle it stands on a circle."""

    node: str
    name: str
    group: str
    angle: float
    strength: float
    status: str


class _Tie(NamedTuple):
    """Two partners, what their tie weighs, and in which layers it is."""

    one: str
    other: str
    weight: float
    layers: tuple[str, ...]


@frozen(eq=False)
class _Shown:
    """The partners and the ties of a graph, in one order."""

    spots: Sequence[_Spot]
    ties: Sequence[_Tie]
    without: str = ""
    """What of what zones publish is left out, in words."""

    @classmethod
    def of(cls, graph: Graph) -> _Shown:
        """Read a graph of whatever origin: ties both ways, or parallel ones, are one together."""
        if not (hasattr(graph, "nodes") and hasattr(graph, "edges")):
            raise InvalidValueError("graph", graph, "a graph of networkx")
        if not len(graph):
            raise InvalidValueError("number of partners", 0, "one or more")
        if any(mode == "venue" for _, mode in graph.nodes(data="mode")):
            expected = "partners alone, such as projection(graph) of the room of networks"
            raise InvalidValueError("graph", "partners and venues", expected)
        ties = tuple(_ties(graph))
        return cls(tuple(_spots(graph, ties)), ties, _without(graph.graph))

    @cached_property
    def by_node(self) -> Mapping[str, _Spot]:
        """Each partner by its node."""
        return {spot.node: spot for spot in self.spots}

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many partners each cluster has."""
        return Counter(spot.group for spot in self.spots)

    @cached_property
    def weightiest(self) -> Sequence[_Spot]:
        """The partners whose ties weigh most, first; the unknown last."""
        return sorted(
            self.spots,
            key=lambda spot: (-spot.strength, spot.status == _UNKNOWN, str(spot.node)),
        )

    def described(self, page: Page) -> str:
        """Return in words what is to be seen."""
        names = {spot.node: spot.name for spot in self.spots}
        groups = ", ".join(f"{_in_words(group, page)} {n}" for group, n in self.counts.items())
        ends = ((tie.weight, names[tie.one], names[tie.other]) for tie in self.ties)
        pairs = sorted((-weight, min(pair), max(pair)) for weight, *pair in ends)
        strongest = tuple(
            page.say("{one} and {other} ({n:number})", one=one, other=other, n=-weight)
            for weight, one, other in pairs[:_SHOWN_TIES]
        )
        return page.say(
            "{partners} {partners:partner|partners}, {ties} {ties:tie|ties}. Clusters: "
            "{groups}.[ Strongest: {strongest:list}.]",
            partners=len(self.spots),
            ties=len(self.ties),
            groups=groups,
            strongest=strongest,
        )

    def to_table(self, title: str) -> Table:
        """Return one row a partner; of whom nothing is recorded there is no number of ties."""
        heads = [Column("partner"), Column("cluster"), Column("ties", "number")]
        counted = Counter(node for tie in self.ties for node in (tie.one, tie.other))
        known = {s.node: counted[s.node] for s in self.spots if s.status != _UNKNOWN}
        return Table(title, heads, [(s.name, s.group, known.get(s.node)) for s in self.spots])


def _without(what: Mapping[str, Any]) -> str:
    """Return what a graph of what zones publish leaves out."""
    if not items_of(what.get("zones")):
        return ""
    is_led = not items_of(what.get("left_out"))
    is_seated = VenueKind.SEAT.value in items_of(what.get("layers"))
    return _WITHOUT[is_seated, is_led]


_WITHOUT: Final = {
    (False, False): said("Without statutory seats and without the zone's own coordinator."),
    (False, True): said("Without statutory seats."),
    (True, False): said("Without the zone's own coordinator."),
    (True, True): "",
}


def _ties(graph: Graph) -> Iterator[_Tie]:
    """Yield each tie once, with what it weighs in all; loops are no ties."""
    found: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for one, other, what in graph.edges(data=True):
        if one != other:
            pair = min(one, other, key=str), max(one, other, key=str)
            found.setdefault(pair, []).append(what)
    for (one, other), each in sorted(found.items(), key=lambda tie: [*map(str, tie[0])]):
        layers = sorted({layer for what in each for layer in items_of(what.get("layers"))})
        weight = fsum(_weight(one, other, what) for what in each)
        yield _Tie(one, other, weight, tuple(layers))


def _weight(one: str, other: str, tie: Mapping[str, Any]) -> float:
    """Return what a tie weighs, as measures take it: a finite number from 0 on."""
    weight = float(finite(tie.get("weight", 1), about=f"the tie of {one} and {other}"))
    if weight < 0:
        told = "0 or more for the tie of {one} and {other}"
        raise InvalidValueError("weight", weight, said(told, one=str(one), other=str(other)))
    return weight


def _in_words(group: str, page: Page) -> str:
    """Return a cluster, or several, in words; one of the reader's own keeps its name."""
    if group == _UNKNOWN:
        return page.say(group)
    known = {each.value: each for each in Cluster}
    return " + ".join(
        in_words(known[name], page.lang) if name in known else clean(name)
        for name in group.split("+")
    )


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"


def _spots(graph: Graph, ties: Sequence[_Tie]) -> Iterator[_Spot]:
    weighing: dict[str, list[float]] = {node: [] for node in graph}
    for tie in ties:
        weighing[tie.one].append(tie.weight)
        weighing[tie.other].append(tie.weight)
    strength = {node: round(fsum(of), 9) for node, of in weighing.items()}
    groups: dict[str, list[str]] = {}
    for node, clusters in graph.nodes(data="clusters"):
        groups.setdefault("+".join(items_of(clusters)) or _UNKNOWN, []).append(node)
    names = sorted(groups, key=lambda group: (group == _UNKNOWN, group))
    step = 2 * pi / (len(graph) + len(names))
    place = 0
    for group in names:
        for node in sorted(groups[group], key=lambda n: (-strength[n], str(n))):
            what = graph.nodes[node]
            status = what.get("status", "tied" if weighing[node] else "alone")
            angle = place * step - pi / 2
            name = clean(str(what.get("name") or node))
            yield _Spot(node, name, group, angle, float(strength[node]), status)
            place += 1
        place += 1


# --- on a circle --------------------------------------------------------------------------


@frozen(eq=False)
class _Circle:
    page: Page
    shown: _Shown

    def picture(self) -> Picture:
        """Return the circle with its clusters and, where names have no room, a key."""
        page = self.page
        page.head(page.say("Who works with whom"))
        page.legend(
            ((self._colours[group],), f"{_in_words(group, page)} ({count})")
            for group, count in self.shown.counts.items()
        )
        page.strokes(self._kinds_of_lines())
        half = self._radius + (self._room if self._is_named else _BESIDE + 14)
        middle = f"translate({page.width / 2:.1f} {page.y + half - 8:.1f})"
        page.elements.append(f'<g transform="{middle}">')
        page.elements += self._lines()
        page.elements += self._partners()
        page.elements.append("</g>")
        page.y += 2 * half + 8
        if not self._is_named:
            page.key([f"{n} {spot.name}" for n, spot in enumerate(self._labelled, start=1)])
        for note in self._notes():
            page.note(note)
        table = self.shown.to_table(page.title)
        return page.picture(self.shown.described(page), table=table)

    @cached_property
    def _colours(self) -> Mapping[str, str]:
        known = [group for group in self.shown.counts if group != _UNKNOWN]
        return {**dict(zip(known, cycle(LINES), strict=False)), _UNKNOWN: REST}

    @cached_property
    def _layers(self) -> Sequence[str]:
        """The layers of the ties, where there are several of them."""
        found = {layer for tie in self.shown.ties for layer in tie.layers}
        layers = [layer for layer in _DASHES if layer in found]
        return layers if len(layers) > 1 else []

    def _kinds_of_lines(self) -> Iterator[tuple[str, str, str]]:
        """Yield how the ties of each layer are drawn, and what it is."""
        for layer in self._layers:
            yield REST, _DASHES[layer], in_words(VenueKind(layer), self.page.lang)
        if self._layers and any(len(tie.layers) > 1 for tie in self.shown.ties):
            yield REST, _SEVERAL, self.page.say("several")

    # --- where it stands ---

    @cached_property
    def _room(self) -> float:
        """How much a name takes outside the circle."""
        return _BESIDE + max(wide(_short(spot.name), SMALL) for spot in self.shown.spots) + 4

    @cached_property
    def _is_named(self) -> bool:
        """Whether the circle stays large enough with names around it, and not numbers."""
        return self._beside_names >= _SMALLEST

    @property
    def _beside_names(self) -> float:
        return min(self._wished, self.page.width / 2 - MARGIN - self._room)

    @property
    def _wished(self) -> float:
        """The radius of a circle around which all names stand apart, if that is not small."""
        places = len(self.shown.spots) + len(self.shown.counts)
        return max(_LARGEST, _APART * places / (2 * pi) - _BESIDE)

    @cached_property
    def _radius(self) -> float:
        if self._is_named:
            return self._beside_names
        return min(_LARGEST, self.page.width / 2 - MARGIN - _BESIDE - 14)

    @cached_property
    def _labelled(self) -> Sequence[_Spot]:
        """Who has a name or a number: the weightiest for whom there is room, in their order."""
        apart = _APART / (self._radius + _BESIDE)
        angles: list[float] = []
        for spot in self.shown.weightiest:
            steps = (abs(spot.angle - other) for other in angles)
            if all(min(step, 2 * pi - step) > apart - 1e-9 for step in steps):
                angles.append(spot.angle)
        kept = {*angles}
        return [spot for spot in self.shown.spots if spot.angle in kept]

    def _at(self, spot: _Spot, beyond: float = 0) -> tuple[float, float]:
        radius = self._radius + beyond
        return radius * cos(spot.angle), radius * sin(spot.angle)

    # --- what is drawn ---

    def _lines(self) -> Iterator[str]:
        """Draw the ties, the weightiest over the others."""
        weights = {round(tie.weight, 9) for tie in self.shown.ties}
        heaviest = max(weights, default=0.0) or 1.0
        alike = _ALIKE if len(weights) == 1 else 1.0
        room = min(1.0, sqrt(_CROWDED / max(1, len(self.shown.ties))))
        faintest = 0.6 * room
        for tie in sorted(self.shown.ties, key=lambda tie: tie.weight)[-_MOST_TIES:]:
            (x1, y1), (x2, y2) = (
                self._at(self.shown.by_node[each]) for each in (tie.one, tie.other)
            )
            share = alike * tie.weight / heaviest
            opacity = faintest + (0.75 - faintest) * share
            width = (0.8 + 5.2 * share) * (0.4 + 0.6 * room)
            yield (
                f'<path d="M{x1:.1f},{y1:.1f} Q{(x1 + x2) / 4:.1f},{(y1 + y2) / 4:.1f} '
                f'{x2:.1f},{y2:.1f}" fill="none" stroke="{REST}" '
                f'stroke-opacity="{opacity:.2f}" stroke-width="{width:.1f}"'
                f"{self._dashed(tie)}/>"
            )

    def _dashed(self, tie: _Tie) -> str:
        dash = ""
        if self._layers and tie.layers:
            first, *more = tie.layers
            dash = _SEVERAL if more else _DASHES.get(first, "")
        return f' stroke-dasharray="{dash}"' if dash else ""

    def _partners(self) -> Iterator[str]:
        strongest = max(spot.strength for spot in self.shown.spots) or 1.0
        places = len(self.shown.spots) + len(self.shown.counts)
        most = min(12.0, pi * self._radius / places)
        numbers = {spot.node: n for n, spot in enumerate(self._labelled, start=1)}
        for spot in self.shown.spots:
            x, y = self._at(spot)
            colour = self._colours[spot.group]
            radius = max(1.2, 0.33 * most + 0.67 * most * sqrt(spot.strength / strongest))
            fill = f'fill="{colour}"' if spot.status == "tied" else 'class="paper"'
            dash = ' stroke-dasharray="2 2"' if spot.status == _UNKNOWN else ""
            yield (
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" {fill} '
                f'stroke="{colour}" stroke-width="1.5"{dash}><title>{escape(spot.name)}</title>'
                "</circle>"
            )
            if number := numbers.get(spot.node):
                yield self._label(spot, _short(spot.name) if self._is_named else str(number))

    def _label(self, spot: _Spot, text: str) -> str:
        x, y = self._at(spot, _BESIDE)
        turn, anchor = degrees(spot.angle), "start"
        if cos(spot.angle) < 0:
            turn, anchor = turn + 180, "end"
        return (
            f'<text class="small" transform="translate({x:.1f},{y:.1f}) rotate({turn:.1f})" '
            f'dy="4" text-anchor="{anchor}">{escape(text)}</text>'
        )

    def _notes(self) -> Iterator[str]:
        say, statuses = self.page.say, {spot.status for spot in self.shown.spots}
        if self.shown.without:
            yield in_words(self.shown.without, self.page.lang)
        if self.shown.ties:
            yield say(
                "A line is wider the more a tie weighs, a circle larger the more its ties weigh."
            )
        if len(self.shown.ties) > _MOST_TIES:
            yield say(
                "Of {ties:number} ties the {n:number} that weigh most are drawn.",
                ties=len(self.shown.ties),
                n=_MOST_TIES,
            )
        if "alone" in statuses:
            yield say("An open circle has no ties.")
        if _UNKNOWN in statuses:
            yield say("A dashed circle is unknown: nothing is recorded of it.")
        left = len(self.shown.spots) - len(self._labelled)
        if left:
            yield say(
                "{n} {n:partner whose ties weigh least has|partners whose ties weigh least have} "
                "no name here: see the table.",
                n=left,
            )


# --- as a matrix --------------------------------------------------------------------------


class _Cell(NamedTuple):
    """Two clusters, the ties between them, and how many pairs could be tied."""

    one: str
    other: str
    ties: int
    pairs: int

    @property
    def density(self) -> float | None:
        """The share of the pairs that are tied; none where there are no pairs."""
        return self.ties / self.pairs if self.pairs else None


@frozen(eq=False)
class _Matrix:
    page: Page
    shown: _Shown

    def picture(self) -> Picture:
        """Return the matrix with what its shades mean, and who is tied most."""
        page = self.page
        page.head(page.say("Ties within and between clusters"))
        page.legend(self._entries())
        page.y += 10
        page.elements += self._cells()
        page.y += len(self._groups) * self._size + 30
        if self.shown.without:
            page.note(in_words(self.shown.without, page.lang))
        page.note(page.say("A cell has the number of ties; its shade is the share of pairs tied."))
        if len(self._groups) < len(self.shown.counts):
            n = len(self.shown.counts) - len(self._groups) + 1
            page.note(page.say("Other: {n} smaller clusters together.", n=n))
        return page.picture(self.shown.described(page), table=self._table())

    # --- what there is ---

    @cached_property
    def _group_of(self) -> Mapping[str, str]:
        """The row of each partner: its cluster, or what the smallest are together."""
        counts = self.shown.counts
        kept = {*counts}
        if len(counts) > _MOST_ROWS:
            kept = {*sorted(counts, key=lambda group: (-counts[group], group))[: _MOST_ROWS - 1]}
        return {s.node: s.group if s.group in kept else _OTHER for s in self.shown.spots}

    @cached_property
    def _sizes(self) -> Mapping[str, int]:
        return Counter(self._group_of.values())

    @cached_property
    def _groups(self) -> Sequence[str]:
        """The rows, as clusters stand elsewhere; what is not known of clusters last."""
        return sorted(self._sizes, key=lambda group: (group == _UNKNOWN, group == _OTHER, group))

    def _word(self, group: str) -> str:
        return self.page.say("other") if group == _OTHER else _in_words(group, self.page)

    @cached_property
    def _found(self) -> Mapping[tuple[str, str], _Cell]:
        place = {group: n for n, group in enumerate(self._groups)}
        ends = (
            sorted((self._group_of[tie.one], self._group_of[tie.other]), key=place.__getitem__)
            for tie in self.shown.ties
        )
        ties = Counter((one, other) for one, other in ends)
        return {
            (one, other): _Cell(one, other, ties[one, other], self._pairs(one, other))
            for one, other in combinations_with_replacement(self._groups, 2)
        }

    def _pairs(self, one: str, other: str) -> int:
        size = self._sizes[one]
        return size * (size - 1) // 2 if one == other else size * self._sizes[other]

    @cached_property
    def _highest(self) -> float:
        return max((cell.density or 0.0 for cell in self._found.values()), default=0.0)

    # --- what is drawn ---

    @cached_property
    def _beside(self) -> float:
        """How much the names of rows take."""
        widest = max(wide(self._named(n, group)) for n, group in enumerate(self._groups, start=1))
        return min(widest + 8, self.page.inner * 0.45)

    def _named(self, number: int, group: str) -> str:
        return f"{number} {self._word(group)} ({self._sizes[group]})"

    @property
    def _size(self) -> float:
        """How large a cell is."""
        return min(_CELL, (self.page.inner - self._beside) / len(self._groups))

    def _shade(self, cell: _Cell) -> str | None:
        if not cell.ties or cell.density is None:
            return None
        return self._shades[min(len(self._shades) - 1, int(cell.density / self._step))]

    @property
    def _step(self) -> float:
        """How much of the pairs a shade covers."""
        return step_of(self._highest)

    @cached_property
    def _shades(self) -> Sequence[str]:
        return ramp("blue", ceil(self._highest / self._step - 1e-9)) if self._highest else ()

    def _entries(self) -> Iterator[tuple[tuple[str, ...], str]]:
        for n, colour in enumerate(self._shades):
            low, high = (round(100 * self._step * each, 9) for each in (n, n + 1))
            yield (colour,), self.page.say("{low:number} to {high:number} %", low=low, high=high)

    def _cells(self) -> Iterator[str]:
        """Draw a row for each cluster, with its name at the left, down to itself."""
        size, left, top = self._size, MARGIN + self._beside, self.page.y + 8
        for number, group in enumerate(self._groups, start=1):
            y, x = top + (number - 0.5) * size, left + (number - 0.5) * size
            name = fitted(self._named(number, group), self._beside - 8)
            yield from written(name, left - 8, y + 4, anchor="end")
            yield from written(str(number), x, top - 6, look="soft", anchor="middle")
        for row, one in enumerate(self._groups):
            for column, other in enumerate(self._groups):
                key = (one, other) if row <= column else (other, one)
                yield from self._cell(self._found[key], left + column * size, top + row * size)

    def _cell(self, cell: _Cell, x: float, y: float) -> Iterator[str]:
        size, shade = self._size, self._shade(cell)
        fill = f'fill="{shade}"' if shade else 'class="paper"'
        said = f"{self._word(cell.one)}, {self._word(cell.other)}: {cell.ties}"
        yield (
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{size - 1:.1f}" height="{size - 1:.1f}" {fill} '
            f'stroke="#7b8794" stroke-width=".5"><title>{escape(said)}</title></rect>'
        )
        text = self.page.say("{n:number}", n=cell.ties)
        if wide(text) <= size - 4:
            look = "" if shade is None else "light" if is_dark(shade) else "dark"
            yield from written(
                text, x + size / 2 - 0.5, y + size / 2 + 4, look=look, anchor="middle"
            )

    def _table(self) -> Table:
        """Return a row for each two clusters."""
        heads = (
            Column("cluster"),
            Column("with"),
            Column("ties", "number"),
            Column("density", "number"),
        )
        rows = [
            (*self._keys(cell), cell.ties, None if (d := cell.density) is None else round(d, 4))
            for cell in self._found.values()
        ]
        return Table(self.page.title, heads, rows)

    def _keys(self, cell: _Cell) -> Iterator[str]:
        return ("other" if group == _OTHER else group for group in (cell.one, cell.other))


keep_door(__name__)
