"""How a body is divided by sex, self-employment or profile, with the unknown as bounds."""

from __future__ import annotations

from collections import Counter
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from elzmodel.errors import InvalidValueError
from elzmodel.governance._sitting import Sitting, sitting_of
from elzmodel.governance.council import BodyKind
from elzmodel.governance.person import Gender, Person
from elzmodel.values import BodyId, Column, PersonId, Share, Table, tupled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from elzmodel.governance.council import CareCouncil
    from elzmodel.values import Day

__all__ = ["Balance", "KindCount", "Trait", "balance"]


class Trait(Enum):
    """By what persons are told apart; stated about them, never inferred.

    Example:
        >>> Trait("self-employed").name
        'SELF_EMPLOYED'
    """

    GENDER = "gender"
    SELF_EMPLOYED = "self-employed"
    PROFILE = "profile"

    def of(self, person: Person) -> tuple[str, ...]:
        """Return the kinds that a person is of; none where it is not stated."""
        if self is Trait.GENDER:
            return () if person.gender is None else (person.gender.value,)
        if self is Trait.SELF_EMPLOYED:
            stated = person.self_employed
            return () if stated is None else (_WORDS[stated],)
        return person.profiles


_WORDS = {True: "self-employed", False: "not self-employed"}
_KINDS: Mapping[Trait, tuple[str, ...]] = {
    Trait.GENDER: tuple(gender.value for gender in Gender),
    Trait.SELF_EMPLOYED: tuple(_WORDS.values()),
    Trait.PROFILE: (),
}


@frozen
class KindCount:
    """How many persons are of one kind: at least *low*, at most *high*.

    *high* is ``None`` where nobody knows how many persons there are.

    Example:
        >>> KindCount("f", 3, 5).high
        5
    """

    kind: str
    low: int
    high: int | None


@frozen(kw_only=True, field_transformer=tupled)
class Balance:
    """How the persons of a body are divided on a day (*evenwicht*).

    *persons* is how many there are, *unknown* of how many the trait is not
    stated. With *is_open* there are more persons than are listed.

    Example:
        >>> found = Balance(
        ...     of=Trait.GENDER,
        ...     body="board",
        ...     day=date(2023, 1, 1),
        ...     persons=4,
        ...     unknown=1,
        ...     counts=[KindCount("f", 2, 3)],
        ... )
        >>> print(found.share("f"))
        50%-75%
    """

    of: Trait
    body: BodyId
    day: date
    persons: int
    unknown: int = 0
    counts: tuple[KindCount, ...] = ()
    is_open: bool = False

    def share(self, kind: str) -> Share | None:
        """Return which share of the persons is of a kind, ``None`` where there is nobody.

        A kind that nobody is known to be of may still be that of the unknown.
        """
        if self.is_open:
            return Share(0, 1, of="persons")
        if not self.persons:
            return None
        low, high = next(
            ((each.low, each.high or 0) for each in self.counts if each.kind == kind),
            (0, self.unknown),
        )
        return Share(Fraction(low, self.persons), Fraction(high, self.persons), of="persons")

    def exceeds(self, most: Fraction) -> bool | None:
        """Tell whether one kind has more than a share of the persons, ``None`` if unknown.

        Whole numbers are compared: at most two thirds is 3 n <= 2 total.

        Example:
            >>> counts = [KindCount("f", 2, 2), KindCount("m", 1, 1)]
            >>> day = date(2023, 1, 1)
            >>> found = Balance(of=Trait.GENDER, body="b", day=day, persons=3, counts=counts)
            >>> found.exceeds(Fraction(2, 3))
            False
        """
        if self.is_open or not self.persons:
            return None
        limit = most.numerator * self.persons
        if any(each.low * most.denominator > limit for each in self.counts):
            return True
        # A kind that nobody is known to be of could be that of all the unknown.
        highs = [self.unknown, *(each.high or 0 for each in self.counts)]
        return None if any(high * most.denominator > limit for high in highs) else False

    def to_table(self) -> Table:
        """Return one row a kind with its share as bounds."""
        rows = [(each.kind, each.low, each.high, self.share(each.kind)) for each in self.counts]
        columns = (
            Column("kind"),
            Column("at_least", "number"),
            Column("at_most", "number"),
            Column("share", "share"),
        )
        notes = [f"Of {self.persons} persons, {self.unknown} unknown."]
        notes += ["The lists of who sits there are not complete."] if self.is_open else []
        title = f"{self.body} by {self.of.value} on {self.day}"
        return Table(title, columns, rows, tuple(notes))

    def _repr_html_(self) -> str:
        return self.to_table().to_html()


def balance(
    council: CareCouncil,
    persons: Iterable[Person],
    *,
    of: str | Trait,
    on: Day,
    body: str | BodyKind = BodyKind.BOARD,
) -> Balance:
    """Return how the persons of a body are divided, with those not stated as bounds.

    Each person counts once, whatever seats they have; vacant seats count for
    nobody. Nothing is inferred: who is not among *persons*, or of whom the
    trait is not stated, is unknown. A person can have several profiles, so
    that the shares of profiles need not add up to one.

    Args:
        council: The council that states who sits there.
        persons: The persons of the dossier.
        of: ``"gender"``, ``"self-employed"`` or ``"profile"``.
        on: The day.
        body: The id of a body, or a kind; the board by default.

    Raises:
        InvalidValueError: If *of* is something else.
        UnknownIdError: If the council states no such body.
        NotOnDayError: If the body, or what is stated about the council, is not of that day.

    Example:
        >>> from elzmodel.governance import Body, BodyKind, CareCouncil, Office
        >>> council = CareCouncil(
        ...     id="raad",
        ...     zone="herkenrode",
        ...     bodies=[Body(id="board", kind=BodyKind.BOARD)],
        ...     offices=[Office(body="board", person=f"p{n}") for n in range(4)],
        ... )
        >>> persons = [Person(id=f"p{n}", gender=Gender.FEMALE) for n in range(2)]
        >>> found = balance(council, persons, of="gender", on="2023-01-01")
        >>> print(found.share("f"), found.share("m"))
        50%-100% 0%-50%
    """
    return balance_of(sitting_of(council, body, on=on), persons, parse_trait(of))


def parse_trait(of: str | Trait) -> Trait:
    """Read a trait."""
    try:
        return Trait(of)
    except ValueError:
        expected = " or ".join(repr(trait.value) for trait in Trait)
        raise InvalidValueError("trait of persons", of, expected) from None


def balance_of(sitting: Sitting, persons: Iterable[Person], of: Trait) -> Balance:
    """Return how the persons of a body on a day are divided."""
    known = {person.id: person for person in persons}
    kinds = [_kinds_of(person, known, of) for person in sitting.persons]
    number, unknown = len(kinds), sum(1 for each in kinds if not each)
    found = Counter(kind for each in kinds for kind in set(each))
    is_open = bool(sitting.open_lists)
    names = dict.fromkeys((*_KINDS[of], *sorted(found)))
    counts = (KindCount(n, found[n], None if is_open else found[n] + unknown) for n in names)
    return Balance(
        of=of,
        body=sitting.body.id,
        day=sitting.day,
        persons=number,
        unknown=unknown,
        counts=tuple(counts),
        is_open=is_open,
    )


def _kinds_of(person: PersonId, known: Mapping[PersonId, Person], of: Trait) -> tuple[str, ...]:
    return of.of(known[person]) if person in known else ()
