"""What strategies of published items share: words, flags, and what may be referred to."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import attrs
from attrs import frozen
from hypothesis import strategies as st

from elzmodel.policy import Involvement, InvolvementRole
from elzmodel.testing.strategies.values import days, periods

if TYPE_CHECKING:
    from datetime import date

    from elzmodel.values import Period

__all__ = [
    "References",
    "few",
    "flags",
    "maybe_days",
    "one_of_or_none",
    "open_lists",
    "paragraphs",
    "some_of",
    "spans",
    "titles",
]

T = TypeVar("T")

_PHRASES = ("zorg", "welzijn en zorg", "Halt2Diabetes", "café", "mantelzorgers", "1.10", "no")
_ALPHABET = st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp"])


# Making a strategy costs more than drawing from it: each is made once.
@cache
def titles(*, empty: bool = True) -> st.SearchStrategy[str]:
    """Draw a few words, such as may stand in a title; perhaps none."""
    return st.sampled_from(("", *_PHRASES) if empty else _PHRASES)


@cache
def paragraphs() -> st.SearchStrategy[tuple[str, ...]]:
    """Draw some paragraphs of any printable text."""
    return few(titles() | st.text(_ALPHABET, max_size=8))


def few(values: st.SearchStrategy[T], *, most: int = 2) -> st.SearchStrategy[tuple[T, ...]]:
    """Draw a few values."""
    return _few(values, most)


@cache
def _few(values: st.SearchStrategy[Any], most: int) -> st.SearchStrategy[tuple[Any, ...]]:
    # Remembered apart from its typed door: a remembered function forgets what T was.
    return st.lists(values, max_size=most).map(tuple)


@cache
def some_of(values: tuple[T, ...], *, most: int = 2) -> st.SearchStrategy[tuple[T, ...]]:
    """Draw a few of the values given, each once; none where there are none."""
    if not values:
        return st.just(())
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


def one_of_or_none(values: tuple[T, ...]) -> st.SearchStrategy[T | None]:
    """Draw one of the values given, or nothing."""
    return _one_of_or_none(values)


@cache
def _one_of_or_none(values: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    return st.sampled_from((None, *values))


@cache
def open_lists(of: type[Any]) -> st.SearchStrategy[tuple[str, ...]]:
    """Draw which lists of a class are said not to be complete."""
    names = [
        each.name
        for each in attrs.fields(of)
        if str(each.type).startswith("tuple[") and each.name != "open_lists"
    ]
    return some_of(tuple(names), most=1)


def flags() -> st.SearchStrategy[bool | None]:
    """Draw yes, no, or not stated."""
    return one_of_or_none((False, True))


@cache
def maybe_days() -> st.SearchStrategy[date | None]:
    """Draw a day, or none."""
    return st.none() | days()


@cache
def spans() -> st.SearchStrategy[Period]:
    """Draw periods."""
    return periods()


@frozen(kw_only=True)
class References:
    """What the items of a dossier may refer to, by id."""

    partners: tuple[Any, ...] = ()
    target_groups: tuple[Any, ...] = ()
    projects: tuple[Any, ...] = ()
    gatherings: tuple[Any, ...] = ()
    parts: tuple[Any, ...] = ()
    zones: tuple[Any, ...] = ()
    persons: tuple[Any, ...] = ()
    bodies: tuple[Any, ...] = ()
    sources: tuple[Any, ...] = ()

    def where(self) -> st.SearchStrategy[tuple[Any, ...]]:
        """Draw in which document something stands."""
        return some_of(self.sources, most=1)

    def involvements(self) -> st.SearchStrategy[tuple[Involvement, ...]]:
        """Draw partners with their roles."""
        return _involvements(self.partners, self.sources)


@cache
def _involvements(
    partners: tuple[Any, ...], sources: tuple[Any, ...]
) -> st.SearchStrategy[tuple[Involvement, ...]]:
    if not partners:
        return st.just(())
    return few(
        st.builds(
            Involvement,
            partner=st.sampled_from(partners),
            role=st.sampled_from(InvolvementRole),
            period=spans(),
            sources=some_of(sources, most=1),
        )
    )
