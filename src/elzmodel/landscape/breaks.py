"""What a change of municipalities breaks in other people's tables."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, assert_never

from attrs import frozen

from elzmodel.territory import Municipality
from elzmodel.values import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from elzmodel.landscape.comparison import Difference
    from elzmodel.territory import CrosswalkRow

__all__ = ["Break", "BreakKind", "breaks", "breaks_table"]


class BreakKind(Enum):
    """In which way a join or a comparison goes wrong.

    Example:
        >>> BreakKind.MORE_LAND.value
        'same code, other land'
    """

    NEW_CODE = "same name, new code"
    MORE_LAND = "same code, other land"
    OTHER_PROVINCE = "other province"
    OTHER_ARRONDISSEMENT = "other arrondissement"


@frozen
class Break:
    """One municipality of before whose row in a table no longer means what it did.

    Example:
        >>> import elzmodel as elz
        >>> fl = elz.flanders()
        >>> found = breaks(elz.compare(fl.on("2024-12-31"), fl.on("2025-01-01")))
        >>> [str(b) for b in found if b.kind is BreakKind.OTHER_PROVINCE]
        ['Zwijndrecht: Antwerpen > Oost-Vlaanderen']
    """

    kind: BreakKind
    before: Municipality
    after: Municipality

    def __str__(self) -> str:
        """Show what changed, in the terms of its kind."""
        one, other = self.before, self.after
        match self.kind:
            case BreakKind.NEW_CODE:
                return f"{one.name} {one.nis} > {other.nis}"
            case BreakKind.MORE_LAND:
                return f"{one.name} {one.nis}"
            case BreakKind.OTHER_PROVINCE:
                return f"{one.name}: {one.province or 'none'} > {other.province or 'none'}"
            case BreakKind.OTHER_ARRONDISSEMENT:
                return f"{one.name}: {one.arrondissement} > {other.arrondissement}"
            case _:
                assert_never(self.kind)


def breaks(difference: Difference) -> tuple[Break, ...]:
    """Return what a join on codes or names, or a sum by province, will not notice.

    By kind, then by code. A municipality may appear under several kinds.

    Example:
        >>> import elzmodel as elz
        >>> fl = elz.flanders()
        >>> found = breaks(elz.compare(fl.on("2024-12-31"), fl.on("2025-01-01")))
        >>> [b.before.name for b in found if b.kind is BreakKind.MORE_LAND]
        ['Antwerpen']
    """
    found = [broken for row in difference.crosswalk.rows for broken in _of_row(row)]
    kinds = list(BreakKind)
    return tuple(sorted(found, key=lambda b: (kinds.index(b.kind), b.before.nis or "")))


def _of_row(row: CrosswalkRow) -> Iterator[Break]:
    one, other = row.before, row.after
    if one.name == other.name and one.nis != other.nis:
        yield Break(BreakKind.NEW_CODE, one, other)
    if one.nis == other.nis and one.parts != other.parts:
        yield Break(BreakKind.MORE_LAND, one, other)
    if one.province != other.province:
        yield Break(BreakKind.OTHER_PROVINCE, one, other)
    if one.arrondissement != other.arrondissement:
        yield Break(BreakKind.OTHER_ARRONDISSEMENT, one, other)


def breaks_table(difference: Difference) -> Table:
    """Return what breaks as a `Table`, one row a municipality and kind.

    Example:
        >>> import elzmodel as elz
        >>> fl = elz.flanders()
        >>> len(breaks_table(elz.compare(fl.on("2024-12-31"), fl.on("2025-01-01"))))
        10
    """
    columns = (
        Column("kind"),
        Column("nis_before", "code"),
        Column("name_before"),
        Column("nis_after", "code"),
        Column("name_after"),
        Column("what"),
    )
    rows = (
        (b.kind.value, b.before.nis, b.before.name, b.after.nis, b.after.name, str(b))
        for b in breaks(difference)
    )
    return Table("What breaks in your tables", columns, rows)
