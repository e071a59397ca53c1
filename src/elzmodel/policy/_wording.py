"""Whether a text names a term: folded for case and accents, also inside a word."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from elzmodel.policy.plan import PolicyPlan

__all__ = ["fold", "is_named", "notes_on", "of_those_named"]

_WORDS = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Return the words of a text in lower case, without accents and punctuation.

    Example:
        >>> fold("Coördinatie, Halt2Diabetes!")
        'coordinatie halt2diabetes'
    """
    plain = unicodedata.normalize("NFKD", text)
    letters = "".join(each for each in plain if not unicodedata.combining(each))
    return " ".join(_WORDS.findall(letters.casefold()))


def is_named(term: str, texts: Iterable[str]) -> bool:
    """Tell whether one of the texts has a word that the term begins or lies in.

    Example:
        >>> is_named("diabet", ["Halt2Diabetes starten"]), is_named("", ["iets"])
        (True, False)
    """
    needle = fold(term)
    return bool(needle) and any(needle in fold(text) for text in texts)


def of_those_named(what: str, *, is_open: bool) -> tuple[str, ...]:
    """Return the note that an answer carries where a list is said not to be complete."""
    return (f"The list of {what} is not complete: of those named.",) if is_open else ()


def notes_on(plan: PolicyPlan, *lists: str) -> tuple[str, ...]:
    """Return the notes of those lists that a plan, a goal or an action says not to be complete."""
    found = set(plan.open_lists)
    for held in (plan.strategic_goals, plan.operational_goals, plan.actions):
        found.update(name for each in held for name in each.open_lists)
    return tuple(
        note
        for name in lists
        for note in of_those_named(name.replace("_", " "), is_open=name in found)
    )
