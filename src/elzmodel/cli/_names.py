"""Names that shells complete: zones, municipalities, and zones with a packaged dossier.

What is written is taken as it is; that it names nothing is told by who looks it up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

import click

from elzmodel.values.text import fold

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

__all__ = ["DOSSIER", "MUNICIPALITY", "PLACE", "ZONE"]

# ruff: noqa: PLC0415 - what one command needs is imported inside it

_Names = Iterable[tuple[str, str]]
"""Ids, each with the name beside it."""


class _Named(click.types.StringParamType):
    """A text for which a shell offers ids, also to who begins to write the name."""

    def __init__(self, name: str, known: Callable[[], _Names], *, or_file: bool = False) -> None:
        self.name = name
        self._known, self._or_file = known, or_file

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002 - as click asks
        param: click.Parameter,  # noqa: ARG002 - as click asks
        incomplete: str,
    ) -> list[CompletionItem]:
        """Return the ids that begin as what is written, or whose names do."""
        from click.shell_completion import CompletionItem

        begun = fold(incomplete)
        found = [CompletionItem(incomplete, type="file")] if self._or_file else []
        return found + [
            CompletionItem(key, help=name)
            for key, name in sorted(self._known())
            if fold(key).startswith(begun) or fold(name).startswith(begun)
        ]


def _zones() -> _Names:
    from elzmodel.data import flanders

    return ((zone.id, zone.name) for zone in flanders().zoning.zones)


def _municipalities() -> _Names:
    from elzmodel.data import flanders

    return {each.unit: each.name for each in flanders().register.versions}.items()


def _places() -> _Names:
    return {**dict(_municipalities()), **dict(_zones())}.items()


def _dossiers() -> _Names:
    from elzmodel.data.dossier_files import packaged_dossiers

    of_dossier = {each.zone_id for each in packaged_dossiers()}
    return ((key, name) for key, name in _zones() if key in of_dossier)


ZONE: Final = _Named("zone", _zones)
MUNICIPALITY: Final = _Named("municipality", _municipalities)
PLACE: Final = _Named("place", _places)
DOSSIER: Final = _Named("zone|file", _dossiers, or_file=True)
