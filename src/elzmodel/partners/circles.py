"""Which professions have a professional circle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from elzmodel.partners.partner import Partner, PartnerKind
from elzmodel.values import Column, Table, parse_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from elzmodel.values import Day, PartnerId

__all__ = ["circles_table", "professions_without_circle"]


def professions_without_circle(
    partners: Iterable[Partner], disciplines: Iterable[str], *, on: Day | None = None
) -> tuple[str, ...]:
    """Return the disciplines for which no partner is a professional circle (*kring*).

    A circle counts for the profession that it states, in any case of letters;
    one that states none counts for no profession, and `circles_table` says so.
    With *on* only the partners of that day count. The care disciplines are the
    *values* of the rule that follows art. 1, 4°/1 of the decision of 17-05-2019.

    Raises:
        InvalidValueError: If *on* is not a day.

    Example:
        >>> circle = Partner(id="k", name="kring", kind=PartnerKind.CIRCLE, profession="huisarts")
        >>> professions_without_circle([circle], ["huisarts", "apotheker"])
        ('apotheker',)
    """
    found = _of_profession(partners, on)
    return tuple(each for each in dict.fromkeys(disciplines) if each.casefold() not in found)


def circles_table(
    partners: Iterable[Partner], disciplines: Iterable[str], *, on: Day | None = None
) -> Table:
    """Return one row a discipline, with its professional circles.

    Raises:
        InvalidValueError: If *on* is not a day.

    Example:
        >>> circle = Partner(id="k", name="kring", kind=PartnerKind.CIRCLE)
        >>> print(circles_table([circle], ["huisarts"]))
        Professional circles
        profession  circles
        huisarts
        Of k the profession is not stated.
    """
    found = _of_profession(partners, on)
    rows = [(each, tuple(found.get(each.casefold(), ()))) for each in dict.fromkeys(disciplines)]
    unstated = found.get("", ())
    notes = (f"Of {', '.join(unstated)} the profession is not stated.",) if unstated else ()
    return Table("Professional circles", (Column("profession"), Column("circles")), rows, notes)


def _of_profession(partners: Iterable[Partner], on: Day | None) -> dict[str, list[PartnerId]]:
    day = None if on is None else parse_day(on)
    found: dict[str, list[PartnerId]] = {}
    for each in partners:
        if each.kind is PartnerKind.CIRCLE and (day is None or day in each.period):
            found.setdefault(each.profession.casefold(), []).append(each.id)
    return found
