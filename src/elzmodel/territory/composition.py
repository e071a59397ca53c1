"""Composing crosswalks that have been collapsed to shares, and refusing where that misleads."""

from __future__ import annotations

from fractions import Fraction

from elzmodel.errors import listed
from elzmodel.territory.carried import NotCarriableError, key_of
from elzmodel.territory.crosswalk import Change, Crosswalk, CrosswalkRow
from elzmodel.values import Share

__all__ = ["compose"]


def compose(one: Crosswalk, later: Crosswalk) -> Crosswalk:
    """Compose two collapsed crosswalks, where that is exact.

    It is where no municipality that was put together from several is divided
    afterwards: a table of shares no longer knows which piece came from whom. A
    crosswalk from the first day to the last goes through parts and needs no
    composing.

    Raises:
        NotCarriableError: If composing would lose who gave which land, or if
            *later* does not begin where *one* ends.

    Example:
        >>> from elzmodel import flanders
        >>> fl = flanders()
        >>> one = fl.crosswalk("2018-12-31", "2019-01-01")
        >>> later = fl.crosswalk("2019-01-01", "2025-01-01")
        >>> compose(one, later).apply({"11002": 1, "11007": 2}, kind="count")["11002"].value
        3
    """
    if one.after.municipalities != later.before.municipalities:
        days = f"{one.after.day} and {later.before.day}"
        raise NotCarriableError("composition", f"the municipalities of {days} are not the same")
    givers: dict[str, list[CrosswalkRow]] = {}
    takers: dict[str, list[CrosswalkRow]] = {}
    for row in one.rows:
        givers.setdefault(key_of(row.after), []).append(row)
    for row in later.rows:
        takers.setdefault(key_of(row.before), []).append(row)
    lost = [key for key, rows in givers.items() if len(rows) > 1 and len(takers.get(key, ())) > 1]
    if lost:
        reason = f"{listed(lost)} came from several and is divided again; go through parts"
        raise NotCarriableError("composition", reason)
    shares: dict[tuple[str, str], Share] = {}
    ends: dict[tuple[str, str], tuple[CrosswalkRow, CrosswalkRow]] = {}
    for key, rows in givers.items():
        for first in rows:
            for last in takers.get(key, ()):
                pair = (key_of(first.before), key_of(last.after))
                share = _times(first.share, last.share)
                shares[pair] = _plus(shares[pair], share) if pair in shares else share
                ends[pair] = (first, last)
    return Crosswalk(
        one.before, later.after, one.weight, tuple(_row(shares[p], *ends[p]) for p in sorted(ends))
    )


def _times(one: Share, other: Share) -> Share:
    return Share(one.low * other.low, one.high * other.high, one.of or other.of)


def _plus(one: Share, other: Share) -> Share:
    return Share(one.low + other.low, min(Fraction(1), one.high + other.high), one.of or other.of)


def _row(share: Share, first: CrosswalkRow, last: CrosswalkRow) -> CrosswalkRow:
    """Join two rows; the kind of change is that of the first that says one."""
    changes = [row.change for row in (first, last) if row.change is not Change.UNCHANGED]
    change = changes[0] if changes else Change.UNCHANGED
    return CrosswalkRow(first.before, last.after, change, share, first.parts)
