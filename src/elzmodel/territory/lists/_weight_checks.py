"""Checks of weights and amounts: ``ELZ-Q050`` to ``ELZ-Q052``."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

from elzmodel.territory.lists._link_checks import runs_backwards
from elzmodel.territory.lists.codes import found
from elzmodel.values import eve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from elzmodel.territory.lists.codes import ListFinding
    from elzmodel.territory.lists.succession import Arrow, Succession

__all__ = ["check_amounts", "check_sums", "check_weights"]


def check_weights(succession: Succession) -> Iterator[ListFinding]:
    """Report weights outside 0 to 1 and negative amounts (``ELZ-Q050``)."""
    for arrow in succession.arrows:
        link = arrow.link
        if link.weight is not None and not 0 <= link.weight <= 1:
            message = f"the weight to {arrow.new} is {_shown(link.weight)}"
            yield found("ELZ-Q050", arrow.old, message, link.place)
        if link.amount is not None and link.amount < 0:
            message = f"the amount to {arrow.new} is {_shown(link.amount)}"
            yield found("ELZ-Q050", arrow.old, message, link.place)


def check_sums(succession: Succession) -> Iterator[ListFinding]:
    """Report old units whose weights do not sum to 1 (``ELZ-Q051``).

    Each weight may be off by the rounding of its last place, at most 0.005. A
    unit that goes on and does not say what it keeps may give less than 1, and
    so may one that is said to be abolished. Receivers without a weight of the
    kind may have what is left.
    """
    receivers: defaultdict[tuple[str, date | None], set[str]] = defaultdict(set)
    groups: defaultdict[tuple[str, date | None, str], dict[str, Arrow]] = defaultdict(dict)
    for arrow in succession.arrows:
        groups[arrow.old, arrow.day, arrow.link.of].setdefault(arrow.new, arrow)
        receivers[arrow.old, arrow.day].add(arrow.new)
    for (old, day, _), arrows in groups.items():
        weights = [a.link.weight for a in arrows.values() if a.link.weight is not None]
        if not weights or any(not 0 <= weight <= 1 for weight in weights):
            continue
        slack = sum((arrow.link.rounding for arrow in arrows.values()), start=Fraction(0))
        is_complete = len(weights) == len(receivers[old, day]) and not _keeps_rest(
            succession, old, day, arrows
        )
        total = sum(weights, start=Fraction(0))
        if total > 1 + slack or (is_complete and total < 1 - slack):
            first = min(arrow.link.place for arrow in arrows.values())
            named = ", ".join(sorted(arrows))
            message = f"the weights to {named} sum to {_shown(total)}"
            yield found("ELZ-Q051", old, message, first)


def _keeps_rest(
    succession: Succession, old: str, day: date | None, arrows: dict[str, Arrow]
) -> bool:
    if day is None:
        return old not in arrows
    row = succession.on(old, eve(day))
    is_abolished = row is not None and row.unit.is_said_to_be("abolished")
    return is_abolished or (succession.across(old, day) is not None and old not in arrows)


def check_amounts(succession: Succession) -> Iterator[ListFinding]:
    """Report land from a unit that goes on, without weight or amount (``ELZ-Q052``)."""
    for arrow in succession.arrows:
        says_how_much = (
            arrow.whole or arrow.link.weight is not None or arrow.link.amount is not None
        )
        if says_how_much or arrow.is_self or runs_backwards(succession, arrow):
            continue
        if arrow.day is None or _goes_on(succession, arrow.old, arrow.day):
            message = f"land goes over to {arrow.new}, and nothing says how much"
            yield found("ELZ-Q052", arrow.old, message, arrow.link.place)


def _goes_on(succession: Succession, code: str, day: date) -> bool:
    return None not in {succession.on(code, eve(day)), succession.on(code, day)}


def _shown(number: Fraction) -> str:
    return str(number) if number.denominator == 1 else f"{float(number):.6g}"
