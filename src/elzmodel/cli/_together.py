"""Which options go together: one that would be passed over is refused, and it is said why."""

from __future__ import annotations

import click
from click.core import ParameterSource

from elzmodel.cli._language import misused

__all__ = ["needs", "rules_out"]


def needs(other: str, *names: str, is_there: bool) -> None:
    """Refuse options that do nothing without another one, where that is not there."""
    for option in () if is_there else _said(names):
        raise misused("{one} goes with {other} alone.", one=option, other=other)


def rules_out(other: str, *names: str, is_there: bool) -> None:
    """Refuse options that do nothing beside another one, where that is there."""
    for option in _said(names) if is_there else ():
        raise misused("{one} does not go with {other}.", one=option, other=other)


def _said(names: tuple[str, ...]) -> list[str]:
    """Return the options that somebody typed, as they are typed, of those with some names."""
    context = click.get_current_context()
    typed = (ParameterSource.COMMANDLINE, ParameterSource.ENVIRONMENT)
    options = {each.name: each.opts[0] for each in context.command.params}
    return [options[name] for name in names if context.get_parameter_source(name) in typed]
