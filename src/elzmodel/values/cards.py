"""Cards: how a thing that a person holds shows itself in a notebook.

A card is short: what it is, counts, what is doubtful, tables to open, notes and sources.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, Final

from attrs import evolve, field, frozen

from elzmodel.values.cells import Cell, Column, as_cell
from elzmodel.values.markup import folded, framed, headed, pairs_of, paragraphs
from elzmodel.values.table import Table
from elzmodel.values.text import (
    Label,
    Said,
    fill,
    heading,
    in_words,
    legible,
    said,
    shown_language,
    translated,
)
from elzmodel.values.totals import Share, Total

__all__ = ["Card", "Held", "not_complete"]

_ROWS: Final = 60
_VALUE: Final = Column("value")


def _pairs(pairs: Iterable[tuple[str, Any]]) -> tuple[tuple[str, Cell], ...]:
    """Return names with cells, without what is empty."""
    cells = ((name, as_cell(value)) for name, value in pairs)
    return tuple((name, cell) for name, cell in cells if cell not in {None, "", ()})


def _texts(texts: Iterable[object]) -> tuple[str, ...]:
    made = (each if isinstance(each, str) else Said(str(each), each) for each in texts)
    return tuple(text for text in made if text)


def not_complete(lists: Collection[str]) -> tuple[Said, ...]:
    """Return what a card says of the lists, by their keys, that are not complete.

    Example:
        >>> in_words(not_complete(["target_groups"]), "nl")
        'Niet volledig: doelgroepen.'
    """
    names = [Label(key.replace("_", " ")) for key in lists]
    return (said("Not complete: {lists:list}.", lists=names),) if names else ()


@frozen
class Card:
    """What is to be known of something at a glance.

    *counts* are names with values, the first things to read; what is unknown or empty is
    left out. *warnings* are sentences or findings. Of each of the *tables* the first rows
    are there to be opened.

    Example:
        >>> card = Card("Zone Gent", [("municipalities", 1)], warnings=["It has no council."])
        >>> print(card)
        Zone Gent
        municipalities: 1
        ! It has no council.
        >>> "<b>Zone Gent</b>" in card.to_html()
        True
    """

    title: str
    counts: tuple[tuple[str, Cell], ...] = field(default=(), converter=_pairs)
    warnings: tuple[str, ...] = field(default=(), converter=_texts, kw_only=True)
    tables: tuple[Table, ...] = field(default=(), converter=tuple[Table, ...], kw_only=True)
    notes: tuple[str, ...] = field(default=(), converter=_texts, kw_only=True)
    sources: tuple[str, ...] = field(default=(), converter=_texts, kw_only=True)

    def to_html(self, *, lang: str = "en") -> str:
        """Return HTML in a language, for a notebook or a page.

        Raises:
            InvalidValueError: If there is no such language.
        """
        counts = (
            (heading(name, lang), _VALUE.show(v, lang), _is_figure(v)) for name, v in self.counts
        )
        return framed(
            [
                headed(in_words(self.title, lang)),
                pairs_of(counts),
                paragraphs(f"\u26a0 {in_words(each, lang)}" for each in self.warnings),
                *(_folded(table, lang) for table in self.tables),
                paragraphs(self._below(lang), look="opacity:.75"),
            ],
            lang=lang,
        )

    def to_text(self, *, lang: str = "en") -> str:
        """Return lines of text, without the tables."""
        lines = [in_words(self.title, lang)]
        lines += (
            f"{heading(name, lang)}: {_VALUE.show(value, lang)}" for name, value in self.counts
        )
        lines += (f"! {in_words(each, lang)}" for each in self.warnings)
        return "\n".join(map(legible, [*lines, *self._below(lang)]))

    def __str__(self) -> str:
        """Show it as text."""
        return self.to_text()

    def _repr_html_(self) -> str:
        return self.to_html(lang=shown_language())

    def _below(self, lang: str) -> list[str]:
        told = fill(translated("Sources: {sources:list}", lang), {"sources": self.sources}, lang)
        return [*(in_words(note, lang) for note in self.notes), *([told] if self.sources else [])]


def _is_figure(cell: Cell) -> bool:
    return isinstance(cell, int | float | Total | Share) and not isinstance(cell, bool)


def _folded(table: Table, lang: str) -> str:
    if not table.rows:
        return ""
    rows = fill(translated("{n:number} {n:row|rows}", lang), {"n": len(table)}, lang)
    first = table.head(_ROWS)
    content = evolve(first, title="").to_html(lang=lang)
    return folded(f"{in_words(table.title, lang)} ({rows})", content)


class Held:
    """Something that a person holds in a notebook: it shows itself as its card.

    Example:
        >>> from elzmodel import flanders
        >>> print(flanders().on("2025-01-01").zone("herkenrode").to_card().to_text(lang="nl"))
        Herkenrode
        zone: herkenrode
        periode: 2020-07-01 tot nu
    """

    __slots__ = ()

    def to_card(self) -> Card:
        """Return what is to be known at a glance; ``.to_html(lang="nl")`` says it in Dutch."""
        raise NotImplementedError  # pragma: no cover - each class that is held says its own

    def _repr_html_(self) -> str:
        return self.to_card()._repr_html_()
