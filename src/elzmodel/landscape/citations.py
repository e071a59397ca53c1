"""Which state of the facts a landscape has, and how what is made of it is cited."""

from __future__ import annotations

from attrs import evolve, frozen

from elzmodel.values.answers import columns

__all__ = ["Edition"]


@columns("id", "start", "until", "digest", "base", "note")
@frozen(kw_only=True)
class Edition:
    """One state of the facts: a folder of tables, with the digest of what they hold.

    Attributes:
        id: What it is called: the day on which its tables were last changed, where it comes
            with the package, and what its maker calls it otherwise.
        start: The first day that its tables speak of.
        until: The first day that they no longer speak of.
        digest: SHA-256 of all rows, whatever their order and in whichever folder they stand.
        base: The edition that has the rows in which it does not differ.
        changed: Whether a landscape has events or figures beside those of the edition.
        note: What is to be said about it.

    Example:
        >>> from elzmodel import flanders
        >>> flanders().edition.id
        '2026-11-28'
    """

    id: str
    start: str
    until: str
    digest: str
    base: str = ""
    changed: bool = False
    note: str = ""

    def with_changes(self) -> Edition:
        """Return the edition, said to be changed.

        Example:
            >>> from elzmodel import flanders
            >>> flanders().with_size_rules([]).edition.changed
            True
        """
        return evolve(self, changed=True)
