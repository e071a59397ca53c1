"""What a search is to reach: one class for each goal, asked of every zone.

A goal looks at a zone as it would be, and says whether it is met. It may say more about
itself, so that a search need not look at all land: whether more land can mend it, whether
less can, whether none ever will, and whether a municipality may come at all.
"""

from __future__ import annotations

from typing import ClassVar

from attrs import field, frozen

from elzmodel.errors import InvalidValueError
from elzmodel.searches.ground import Ground
from elzmodel.values import ZoneId
from elzmodel.values.numbers import Number, finite
from elzmodel.values.text import said, term
from elzmodel.zones import ZoneMap

__all__ = [
    "AtLeast",
    "AtMost",
    "Goal",
    "InOnePiece",
    "NoMorePieces",
    "ToNeighbours",
    "WithinOneArea",
    "ZoneLand",
]


@frozen(eq=False)
class ZoneLand:
    """A zone before and after the moves that are looked at, its land as bits of *ground*.

    *ground* counts what a goal asks of some land: ``inhabitants``, ``pieces`` and ``parts_of``.

    Example:
        >>> import elzmodel as elz
        >>> from elzmodel.testing.villages import six_villages
        >>> class Villages(elz.searches.Goal):
        ...     text = "at least four villages"
        ...
        ...     def met(self, land):
        ...         return land.after.bit_count() >= 4
        >>> [change.movers for change in elz.search(six_villages(), goals=[Villages()])]
        [()]
    """

    ground: Ground
    zone: ZoneId
    before: int
    after: int

    @property
    def arrived(self) -> tuple[int, ...]:
        """The land of each municipality that came to it."""
        came = self.after & ~self.before
        return tuple(land for land in self.ground.lands if land & came)


@frozen
class Goal:
    """What every zone is asked; a goal of one's own is a subclass with `met` and `text`.

    *mended_by_more* says whether more land may mend what misses the goal, *mended_by_less*
    whether less may. Where that is not known, both are true, and a search takes longer.
    *joins* says whether a zone that meets it is one piece of land.

    Example:
        >>> AtMost(125_000).mended_by_more, AtMost(125_000).mended_by_less
        (False, True)
    """

    mended_by_more: ClassVar[bool] = True
    mended_by_less: ClassVar[bool] = True
    joins: ClassVar[bool] = False

    @property
    def text(self) -> str:
        """The goal in words."""
        raise NotImplementedError

    def met(self, land: ZoneLand) -> bool | None:
        """Tell whether a zone meets it; ``None`` where that is not known."""
        raise NotImplementedError

    def is_lost(self, land: ZoneLand) -> bool:
        """Tell whether a zone misses it for certain, whatever else comes to it."""
        return not self.mended_by_more and self.met(land) is False

    def may_come(self, ground: Ground, land: int, widest: int) -> bool:  # noqa: ARG002 - for those that say more
        """Tell whether a municipality may come to a zone that has *widest* at most.

        Where it may have the zone alone, that is asked of `met` instead.
        """
        return True


@frozen
class AtLeast(Goal):
    """Each zone has at least so many inhabitants.

    Raises:
        InvalidValueError: If *inhabitants* is no number.

    Example:
        >>> AtLeast(75_000).text
        'at least 75,000 inhabitants'
    """

    mended_by_less: ClassVar[bool] = False
    inhabitants: Number = field(converter=finite)

    @property
    def text(self) -> str:
        """The goal in words."""
        return said("at least {inhabitants:number} inhabitants", inhabitants=self.inhabitants)

    def met(self, land: ZoneLand) -> bool | None:
        """Compare both bounds."""
        total = land.ground.inhabitants(land.after)
        if total.low >= self.inhabitants:
            return True
        return None if total.high is None or total.high >= self.inhabitants else False


@frozen
class AtMost(Goal):
    """Each zone has at most so many inhabitants.

    Raises:
        InvalidValueError: If *inhabitants* is no number.

    Example:
        >>> AtMost(125_000).text
        'at most 125,000 inhabitants'
    """

    mended_by_more: ClassVar[bool] = False
    inhabitants: Number = field(converter=finite)

    @property
    def text(self) -> str:
        """The goal in words."""
        return said("at most {inhabitants:number} inhabitants", inhabitants=self.inhabitants)

    def met(self, land: ZoneLand) -> bool | None:
        """Compare both bounds."""
        total = land.ground.inhabitants(land.after)
        if total.low > self.inhabitants:
            return False
        return True if total.high is not None and total.high <= self.inhabitants else None


def _areas(value: object) -> ZoneMap:
    if isinstance(value, ZoneMap) and value.zones:
        return value
    expected = "the areas of a day that has them, such as day.partition('reference region')"
    raise InvalidValueError("partition", value, expected)


@frozen
class WithinOneArea(Goal):
    """Each zone lies within one area of a partition, such as a reference region.

    *areas* are those of any day: they are compared part by part. A zone with land that
    lies in no area is not known to meet it.

    Raises:
        InvalidValueError: If *areas* are not those of a day.

    Example:
        >>> import elzmodel as elz
        >>> regions = elz.flanders().on("2025-01-01").partition("reference region")
        >>> WithinOneArea(regions).text
        'within one reference region'
    """

    mended_by_more: ClassVar[bool] = False
    areas: ZoneMap = field(converter=_areas, repr=False)

    @property
    def text(self) -> str:
        """The goal in words."""
        return said("within one {kind}", kind=term(self.areas.kind))

    def met(self, land: ZoneLand) -> bool | None:
        """Look in which areas its parts lie."""
        found = {self.areas.by_part.get(part) for part in land.ground.parts_of(land.after)}
        if len(found - {None}) > 1:
            return False
        return None if None in found else True


@frozen
class InOnePiece(Goal):
    """Each zone is one piece of land; not known where the recorded borders do not tell.

    Example:
        >>> InOnePiece().text
        'in one piece'
    """

    joins: ClassVar[bool] = True

    @property
    def text(self) -> str:
        """The goal in words."""
        return said("in one piece")

    def met(self, land: ZoneLand) -> bool | None:
        """Count the pieces both ways."""
        fewest, most = land.ground.pieces(land.after)
        if most <= 1:
            return True
        return None if fewest <= 1 else False

    def is_lost(self, land: ZoneLand) -> bool:
        """Tell whether it lies on islands that no land joins."""
        return land.ground.islands(land.after) > 1

    def may_come(self, ground: Ground, land: int, widest: int) -> bool:
        """Tell whether it may touch the most that the zone can have."""
        return bool(ground.around(land, certain=False) & widest & ~land)


@frozen
class NoMorePieces(Goal):
    """No zone has more pieces of land than before; one that begins has one piece.

    Pieces are counted with the contacts that are certain, and with all possible ones as
    well: neither number may rise.

    Example:
        >>> NoMorePieces().text
        'in no more pieces than before'
    """

    @property
    def text(self) -> str:
        """The goal in words."""
        return said("in no more pieces than before")

    def met(self, land: ZoneLand) -> bool:
        """Compare both counts with those of before."""
        most = self.most(land.ground, land.before)
        return all(
            now <= then for now, then in zip(land.ground.pieces(land.after), most, strict=True)
        )

    def is_lost(self, land: ZoneLand) -> bool:
        """Tell whether it lies on more islands than the zone may have pieces."""
        return land.ground.islands(land.after) > self.most(land.ground, land.before)[0]

    def most(self, ground: Ground, before: int) -> tuple[int, int]:
        """Return how many pieces a zone may have, by all possible contacts and by certain ones."""
        return ground.pieces(before) if before else (1, 1)


@frozen
class ToNeighbours(Goal):
    """Each municipality that moves touches its new zone, as that is then.

    Along a border that is certain: corners and short contacts do not count. With one
    municipality alone a zone may begin.

    Example:
        >>> ToNeighbours().text
        'who moves touches the new zone'
    """

    @property
    def text(self) -> str:
        """The goal in words."""
        return said("who moves touches the new zone")

    def met(self, land: ZoneLand) -> bool:
        """Look whether each that came touches the rest."""
        if not land.before and len(land.arrived) == 1:
            return True
        return all(land.ground.touch(one, land.after & ~one) for one in land.arrived)

    def may_come(self, ground: Ground, land: int, widest: int) -> bool:
        """Tell whether it touches the most that the zone can have."""
        return ground.touch(land, widest & ~land)
