"""Seats in proportion to inhabitants: largest remainder, D'Hondt and Sainte-Laguë.

Everything is reckoned in exact fractions, and a tie is told, never broken.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final

from attrs import frozen

from elzmodel.errors import InvalidValueError
from elzmodel.values import Answer, AnyNumber, ByKey, Total, by_key, columns, plain_number
from elzmodel.values.text import BilingualEnum, said

__all__ = ["Apportioned", "Apportionment", "SeatMethod", "apportion"]


class SeatMethod(BilingualEnum):
    """A way to give seats in proportion to inhabitants.

    None of them promises everybody a seat. The largest remainder keeps to the quota, but a
    seat more can cost somebody one (the paradox of Alabama). A divisor method never does that;
    D'Hondt favours large ones, Sainte-Laguë neither.
    """

    LARGEST_REMAINDER = "largest-remainder", "grootste overschotten", "largest remainder"
    DHONDT = "dhondt", "D'Hondt", "D'Hondt"
    SAINTE_LAGUE = "sainte-lague", "Sainte-Laguë", "Sainte-Laguë"


@columns("key", "inhabitants", "quota", "seats")
@frozen(kw_only=True)
class Apportioned:
    """The seats of one, between bounds where a tie leaves them open.

    *quota* is its exact share of the seats.
    """

    key: str
    inhabitants: Fraction
    quota: Fraction
    seats: Total


@frozen(kw_only=True, repr=False)
class Apportionment(Answer[Apportioned]):
    """Seats by a method, one row for each who shares in them, in the order given.

    Attributes:
        method: The method.
        tied: Who ties for the last seats, so that somebody must choose; nobody by default.
        open_seats: How many seats those who tie have between them to choose.
    """

    method: SeatMethod
    tied: tuple[str, ...] = ()
    open_seats: int = 0

    @property
    def without(self) -> tuple[str, ...]:
        """Who certainly has no seat."""
        return tuple(row.key for row in self if row.seats.high == 0)


def apportion(
    inhabitants: ByKey[AnyNumber], seats: int, *, method: str | SeatMethod = "largest-remainder"
) -> Apportionment:
    """Give a number of seats in proportion to inhabitants, or to votes.

    The largest remainder (Hamilton, Hare) gives everybody the whole seats of its quota and the
    rest to the largest remainders. D'Hondt (Jefferson) gives seat after seat to the largest
    quotient by 1, 2, 3, …; Sainte-Laguë (Webster) by 1, 3, 5, …

    Raises:
        InvalidValueError: If a number is negative, missing or no number, all are zero, or
            *seats* or *method* cannot be meant.

    Example:
        >>> found = apportion({"a": 6100, "b": 5000, "c": 900}, 10, method="dhondt")
        >>> [(row.key, row.seats.value) for row in found]
        [('a', 6), ('b', 4), ('c', 0)]
        >>> apportion({"a": 1, "b": 1}, 3).tied
        ('a', 'b')
    """
    weights, chosen = plain_weights(inhabitants), _method(method)
    require_seats(seats)
    quotas = {key: seats * weight / sum(weights.values()) for key, weight in weights.items()}
    bounds = _BOUNDS_BY[chosen](weights, quotas, seats)
    tied = tuple(key for key, (low, high) in bounds.items() if low < high)
    left = seats - sum(low for low, _ in bounds.values())
    return Apportionment(
        title=said("{seats} {seats:seat|seats} by {method}", seats=seats, method=chosen),
        rows=tuple(
            Apportioned(key=key, inhabitants=weight, quota=quotas[key], seats=Total(*bounds[key]))
            for key, weight in weights.items()
        ),
        notes=(
            said("A tie for {n} {n:seat|seats}: {tied:list all}.", n=left, tied=tied)
            if tied
            else "",
        ),
        row_type=Apportioned,
        method=chosen,
        tied=tied,
        open_seats=left,
    )


def plain_weights(inhabitants: ByKey[AnyNumber]) -> Mapping[str, Fraction]:
    """Return exact numbers by key, some of them above zero.

    Raises:
        InvalidValueError: If one is negative, missing or no number, or none is above zero.
    """
    weights: dict[str, Fraction] = {}
    for key, value in by_key(inhabitants).items():
        number = plain_number(value, about=key)
        if number is None or number < 0:
            expected = said("a known number, zero or more, for {key}", key=key)
            raise InvalidValueError("inhabitants", value, expected)
        weights[key] = Fraction(number)
    if not any(weights.values()):
        raise InvalidValueError("inhabitants", weights, said("somebody to have seats"))
    return weights


def require_seats(seats: int) -> None:
    """Refuse what is no number of seats."""
    if type(seats) is not int or not 1 <= seats <= _MOST:
        expected = said("a whole number from 1 to {most}", most=_MOST)
        raise InvalidValueError("number of seats", seats, expected)


_MOST: Final = 1000


def _method(method: str | SeatMethod) -> SeatMethod:
    found = next((each for each in SeatMethod if method in {each, each.value}), None)
    if found is None:
        known = said("{known:or all}", known=[each.value for each in SeatMethod])
        raise InvalidValueError("method", method, known)
    return found


_Bounds = Mapping[str, tuple[int, int]]


def _by_remainder(
    weights: Mapping[str, Fraction],  # noqa: ARG001 - as all methods
    quotas: Mapping[str, Fraction],
    seats: int,
) -> _Bounds:
    whole = {key: int(quota) for key, quota in quotas.items()}
    remainders = {key: [quota - whole[key]] for key, quota in quotas.items()}
    more = _largest(remainders, seats - sum(whole.values()))
    return {key: (whole[key] + low, whole[key] + high) for key, (low, high) in more.items()}


def _by_divisors(step: int) -> Callable[..., _Bounds]:
    """Return the method that divides by 1, 1 + *step*, 1 + twice that, and so on."""

    def by_divisors(
        weights: Mapping[str, Fraction], quotas: Mapping[str, Fraction], seats: int
    ) -> _Bounds:
        # Nobody gets more than about its quota and one for each of the others.
        most = {key: min(seats, int(quota) + len(weights)) for key, quota in quotas.items()}
        quotients = {
            key: [weight / (1 + step * n) for n in range(most[key])]
            for key, weight in weights.items()
        }
        return _largest(quotients, seats)

    return by_divisors


def _largest(values: Mapping[str, list[Fraction]], number: int) -> _Bounds:
    """Return how many of the *number* largest values each has, at least and at most.

    The values of each fall strictly, and there is one above zero for each that is asked.
    """
    ranked = sorted((value for each in values.values() for value in each), reverse=True)
    if number == 0:
        return dict.fromkeys(values, (0, 0))
    last = ranked[number - 1]
    is_tie = number < len(ranked) and ranked[number] == last
    return {
        key: (
            sum(value > last or (value == last and not is_tie) for value in each),
            sum(value >= last for value in each),
        )
        for key, each in values.items()
    }


_BOUNDS_BY: Final[Mapping[SeatMethod, Callable[..., _Bounds]]] = {
    SeatMethod.LARGEST_REMAINDER: _by_remainder,
    SeatMethod.DHONDT: _by_divisors(1),
    SeatMethod.SAINTE_LAGUE: _by_divisors(2),
}
