"""Which pieces of land touch, and whether a set of them is contiguous."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from functools import cached_property, lru_cache

from attrs import evolve, field, frozen

from elzmodel.territory.municipality import Layout, Municipality, set_of_parts
from elzmodel.values import PartId, SourceId
from elzmodel.values.arguments import keep_door
from elzmodel.values.ids import grouped

__all__ = ["Border", "Borders", "Contact"]

Parts = frozenset[PartId]
_REMEMBERED = 4096


class Contact(Enum):
    """How two pieces of land touch.

    ``BORDER`` is 100 metres or more; ``SHORT`` is less, and uncertain because
    the shapes it was measured on are simplified; ``POINT`` is a corner.
    """

    BORDER = "border"
    SHORT = "short"
    POINT = "point"

    @property
    def makes_neighbours(self) -> bool:
        """Whether two pieces that touch this way are neighbours."""
        return self is not Contact.POINT


@frozen(kw_only=True)
class Border:
    """A contact between two sets of parts, with its length in kilometres.

    Where a set holds more than one part, some part of it has the contact and
    the source does not say which.

    Example:
        >>> border = Border(a=["borsbeek"], b=["mortsel"], contact=Contact.BORDER, km=1.2)
        >>> border.is_between_parts
        True
    """

    a: Parts = field(converter=set_of_parts)
    b: Parts = field(converter=set_of_parts)
    contact: Contact
    km: float | None = None
    sources: tuple[SourceId, ...] = ()

    @property
    def is_between_parts(self) -> bool:
        """Whether both sides are a single part, so that the contact is located."""
        return len(self.a) == 1 and len(self.b) == 1


@frozen(cache_hash=True)
class Borders:
    """All contacts of one layout; those of other layouts follow from them.

    *joined* land counts as one piece wherever all of it is there, as a municipality does,
    though its parts are not drawn one by one.

    Example:
        >>> from elzmodel import flanders
        >>> fl = flanders()
        >>> pairs = fl.borders.neighbours(fl.on("2025-01-01").layout)
        >>> len([p for p in pairs if all(m.region == "Vlaams Gewest" for m in p)])
        754
    """

    borders: tuple[Border, ...] = field(default=(), converter=tuple[Border, ...])
    joined: tuple[Parts, ...] = ()

    def __repr__(self) -> str:
        """Count the contacts."""
        return f"<Borders: {len(self.borders)} contacts>"

    def neighbours(self, layout: Layout) -> tuple[tuple[Municipality, Municipality], ...]:
        """Return each pair of neighbouring municipalities of a layout once.

        They are those of `between`.
        """
        order = {m.unit: position for position, m in enumerate(layout.municipalities)}
        touching = ((order[one.unit], order[other.unit]) for _, one, other in self.between(layout))
        found = sorted({(min(pair), max(pair)) for pair in touching})
        return tuple((layout.municipalities[one], layout.municipalities[two]) for one, two in found)

    def between(self, layout: Layout) -> Iterator[tuple[Border, Municipality, Municipality]]:
        """Yield each contact of two municipalities of a layout, with the two that touch.

        Borders and short borders count, corners do not. A side is left out whose
        parts lie in several municipalities, or some of them in none, because the
        source does not say which of them has the contact.
        """
        for border in self.borders:
            if border.contact.makes_neighbours:
                one, other = layout.holder_of(border.a), layout.holder_of(border.b)
                if one and other and one is not other:
                    yield border, one, other

    def in_layout(self, layout: Layout) -> Borders:
        """Return the contacts in terms of the parts that live in a layout.

        Where a part was cut, its contacts are those of its pieces together:
        which piece has them is not known. Land that no municipality holds stays as
        it is, for a contact may be its own.
        """
        if not layout.refinement.cuts:
            return self

        def living(parts: Parts) -> Parts:
            return frozenset(each for part in parts for each in layout.living((part,)) or (part,))

        return Borders(
            (evolve(border, a=living(border.a), b=living(border.b)) for border in self.borders),
            tuple(living(land) for land in self.joined),
        )

    def is_contiguous(self, parts: Iterable[PartId]) -> bool | None:
        """Tell whether *parts* form one piece of land; ``None`` where it is not known.

        Certain where located borders join them all; impossible where even
        short and unlocated contacts cannot; otherwise unknown. Parts that
        always appear together in a set might touch each other or not, unless
        all land that is *joined* with them is there.
        """
        return self._remembered(frozenset(parts))

    def _is_contiguous(self, land: Parts) -> bool | None:
        if not _pieces(land, self._certain(land)) > 1:
            return True
        return None if _pieces(land, self._possible(land)) == 1 else False

    @cached_property
    def _remembered(self) -> Callable[[Parts], bool | None]:
        """What was asked before is known: most zones are as they were."""
        return lru_cache(_REMEMBERED)(self._is_contiguous)

    def pieces(
        self, parts: Iterable[PartId], *, certain: bool = False
    ) -> tuple[frozenset[PartId], ...]:
        """Return the pieces that cannot be joined by any recorded contact.

        Largest first, then by name. More than one means that *parts* certainly
        are not contiguous. With *certain* only contacts count that join land for
        certain: one piece then means that *parts* certainly are contiguous.
        """
        land = frozenset(parts)
        found = _components(land, self._certain(land) if certain else self._possible(land))
        return tuple(sorted(found, key=lambda piece: (-len(piece), sorted(piece))))

    @cached_property
    def certain_links(self) -> Mapping[PartId, frozenset[PartId]]:
        """The parts that each part touches along a located border."""
        located = (b for b in self.borders if b.is_between_parts and b.contact is Contact.BORDER)
        return _linked((b.a, b.b) for b in located)

    @cached_property
    def sides(self) -> Mapping[PartId, tuple[tuple[Parts, Parts], ...]]:
        """The contacts but corners of each part, with the side that it is on first."""
        contacts = [(b.a, b.b) for b in self.borders if b.contact.makes_neighbours]
        contacts += [(b, a) for a, b in contacts]
        return grouped((part, each) for each in contacts for part in each[0])

    def _certain(self, land: Parts) -> Mapping[PartId, Parts]:
        """Return which parts of some land touch for certain, as far as it takes to join them."""
        whole = [joined for joined in self.joined if joined <= land]
        if not whole:
            return self.certain_links
        located = (b for b in self.borders if b.contact is Contact.BORDER)
        sides = ((b.a, b.b) for b in located if b.a | b.b <= land)
        known = (
            (a, b) for a, b in sides if all(len(side) == 1 or side in whole for side in (a, b))
        )
        return _linked((*known, *((joined, joined) for joined in whole)))

    @cached_property
    def _groups(self) -> Mapping[PartId, Parts]:
        """For each part that is spoken of in a set, or joined with others, that set."""
        sides = (side for b in self.borders for side in (b.a, b.b))
        sets = {side for side in (*sides, *self.joined) if len(side) > 1}
        return {part: side for side in sorted(sets, key=len) for part in side}

    @cached_property
    def possible_links(self) -> Mapping[PartId, frozenset[PartId]]:
        """The parts that each part may touch, by any contact but a corner."""
        links = _linked((b.a, b.b) for b in self.borders if b.contact.makes_neighbours)
        return {
            part: links.get(part, frozenset()) | self._groups.get(part, frozenset())
            for part in links.keys() | self._groups.keys()
        }

    def _possible(self, land: Parts) -> Mapping[PartId, Parts]:
        return {part: self.possible_links.get(part, frozenset()) & land for part in land}


def _linked(pairs: Iterable[tuple[Parts, Parts]]) -> dict[PartId, Parts]:
    links: dict[PartId, set[PartId]] = {}
    for a, b in pairs:
        for one, other in ((a, b), (b, a)):
            for part in one:
                links.setdefault(part, set()).update(other)
    return {part: frozenset(others) for part, others in links.items()}


def _components(land: Parts, links: Mapping[PartId, Parts]) -> list[Parts]:
    found, left = [], land
    while left:
        piece, edge = frozenset[PartId](), frozenset({min(left)})
        while edge:
            piece |= edge
            ahead = frozenset[PartId]().union(*(links.get(part, frozenset()) for part in edge))
            edge = (ahead & land) - piece
        found.append(piece)
        left -= piece
    return found


def _pieces(land: Parts, links: Mapping[PartId, Parts]) -> int:
    return len(_components(land, links))


keep_door(__name__)
