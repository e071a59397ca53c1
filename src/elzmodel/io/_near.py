"""Near misses: what was probably meant, also by who thinks in Dutch."""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache

from elzmodel.io._dutch import DUTCH
from elzmodel.landscape.names import fold

__all__ = [
    "any_of",
    "did_you_mean",
    "near",
    "remedy",
    "slugged",
]

_LONGEST = 80
_ALIKE = 0.6


@lru_cache(maxsize=256)
def near(word: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return up to three known words that look like *word*, or that it is Dutch for.

    Example:
        >>> near("Zones ", ("zone", "unit")), near("gemeente", ("zone", "unit"))
        (('zone',), ('unit',))
    """
    folded = {fold(name): name for name in known}
    asked = fold(word[:_LONGEST])
    if asked in folded:
        return (folded[asked],)
    dutch = [word for word in DUTCH.get(asked, "").split() if word in known]
    if dutch:
        return (dutch[0],)
    return tuple(folded[name] for name in get_close_matches(asked, folded, cutoff=_ALIKE))


def did_you_mean(word: str, known: tuple[str, ...]) -> str:
    """Return the remedy for a word that is not known, empty where nothing is near."""
    found = near(word, known)
    return f"did you mean {any_of(found)}?" if found else ""


def remedy(text: str, known: frozenset[str], meant: list[str]) -> str:
    """Return the remedy for an id that is not known: what it means, or what looks alike.

    Example:
        >>> remedy("Sint-Truiden", frozenset({"sint-truiden"}), [])
        'write sint-truiden'
    """
    found = " or ".join(dict.fromkeys(meant))
    slug = slugged(text)
    if not found and slug in known:
        found = slug
    return f"write {found}" if found else did_you_mean(text, tuple(sorted(known)))


def any_of(words: tuple[str, ...]) -> str:
    """Return words as a sentence lists them.

    Example:
        >>> any_of(("a", "b", "c"))
        'a, b or c'
    """
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last


def slugged(text: str) -> str:
    """Return the id that a name would have.

    Example:
        >>> slugged("Sint-Martens-Lat\u00e9m")
        'sint-martens-latem'
    """
    return "-".join(fold(text[:_LONGEST]).replace("/", " ").split())
