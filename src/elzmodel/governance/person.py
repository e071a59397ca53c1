"""Persons, as far as a zone itself published who they are."""

from __future__ import annotations

from enum import Enum

from attrs import field, frozen

from elzmodel.values import PersonId, SourceId, tupled

__all__ = ["Gender", "Person"]


class Gender(Enum):
    """The sex that a person is registered with; it is never inferred from a name.

    Example:
        >>> Gender("x").name
        'OTHER'
    """

    FEMALE = "f"
    MALE = "m"
    OTHER = "x"


@frozen(kw_only=True, field_transformer=tupled)
class Person:
    """A person (*persoon*) who holds a seat or an office.

    The *id* is a pseudonym. The *name* is personal data: it stands here only
    where the zone itself published it, *sources* say where, and neither the
    text nor the representation of a person shows it. *as_written* is how the
    document writes the person, with the name in it. What is not stated is
    ``None`` or empty.

    Example:
        >>> print(Person(id="p07", name="An Voorbeeld", self_employed=True))
        p07
        >>> Person(id="p07", name="An Voorbeeld")
        Person(id='p07', gender=None, self_employed=None, profiles=(), sources=())
    """

    id: PersonId
    name: str = field(default="", repr=False)
    title: str = field(default="", repr=False)
    as_written: tuple[str, ...] = field(default=(), repr=False)
    gender: Gender | None = None
    self_employed: bool | None = None
    profiles: tuple[str, ...] = ()
    sources: tuple[SourceId, ...] = ()

    def __str__(self) -> str:
        """Show the pseudonym."""
        return self.id

    @property
    def full_name(self) -> str:
        """The name with its title, as published; the pseudonym where there is none."""
        return f"{self.title} {self.name}".strip() if self.name else str(self.id)
