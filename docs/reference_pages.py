"""Write the pages of the reference: one for each room, from the rooms themselves.

The usage of a room is the docstring of its package; what it offers is what its
public modules name in ``__all__``. Nothing has to be listed twice.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from typing import TYPE_CHECKING, Any

import click

import elzmodel
from elzmodel.cli import main as command_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import ModuleType

SHOWN_OTHERWISE = {"cli", "__main__"}


def submodules(room: ModuleType) -> list[str]:
    """Return the names of the public modules inside *room*."""
    found = pkgutil.iter_modules(getattr(room, "__path__", ()), prefix=f"{room.__name__}.")
    return [each.name for each in found if not each.name.rpartition(".")[2].startswith("_")]


def own_names(room: ModuleType, inside: list[str]) -> list[str]:
    """Return what *room* offers and no public module inside it does."""
    elsewhere = {name for each in inside for name in importlib.import_module(each).__all__}
    return [name for name in room.__all__ if name not in elsewhere]


def automodule(name: str, members: str | None) -> str:
    """Return the directive for one module."""
    chosen = "" if members is None else f":members: {members}".rstrip() + "\n"
    return (
        f"```{{eval-rst}}\n.. automodule:: {name}\n"
        + "".join(f"   {line}\n" for line in chosen.splitlines())
        + "```\n"
    )


def sections(name: str, level: int = 1) -> Iterator[str]:
    """Yield a heading and a directive for a module, then for those inside it."""
    module = importlib.import_module(name)
    inside = submodules(module)
    own = own_names(module, inside) if inside else []
    title = name.rpartition(".")[2] if level == 1 else name
    yield f"{'#' * level} {title}\n"
    yield automodule(name, (", ".join(own) or None) if inside else "")
    for each in inside:
        yield from sections(each, level + 1)


def room_page(name: str) -> str:
    """Return the page of one room."""
    return "\n".join(sections(f"elzmodel.{name}"))


def first_line(member: Any) -> str:  # noqa: ANN401 - any public name
    """Return the first line of a docstring, for what has one of its own."""
    if inspect.isclass(member) or inspect.isroutine(member):
        return (inspect.getdoc(member) or "").partition("\n")[0]
    return ""


def full_name(name: str) -> str:
    """Return where a name of the front door is at home; others may have the same name."""
    member = getattr(elzmodel, name)
    named = inspect.isclass(member) or inspect.isroutine(member)
    return f"{member.__module__}.{member.__qualname__}" if named else name


def front_door_page() -> str:
    """Return the list of the names behind ``import elzmodel as elz``."""
    rows = []
    for name in elzmodel.__all__:
        member = getattr(elzmodel, name)
        summary = first_line(member).replace("`", "")
        rows.append(f"| {{py:obj}}`{name} <{full_name(name)}>` | {summary} |")
    usage = "```python\nimport elzmodel as elz\n```\n"
    table = "\n".join(["| Name | What it is |", "| --- | --- |", *rows])
    return f"# The front door\n\n{usage}\n{table}\n"


def commands() -> Iterator[tuple[str, click.Command]]:
    """Yield the commands with the words that call them."""
    yield "elzmodel", command_line
    if isinstance(command_line, click.Group):
        for name, command in sorted(command_line.commands.items()):
            yield f"elzmodel {name}", command


def command_page() -> str:
    """Return the help texts of all commands."""
    parts = ["# Command line\n"]
    for words, command in commands():
        context = click.Context(command, info_name=words, max_content_width=80, terminal_width=80)
        parts.append(f"## {words}\n\n```text\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


def write(folder: Path, floors: list[str]) -> None:
    """Write all pages into *folder*, lowest floor first."""
    folder.mkdir(exist_ok=True)
    rooms = [room.strip() for floor in reversed(floors) for room in re.split("[|:]", floor)]
    pages = {name: room_page(name) for name in rooms if name not in SHOWN_OTHERWISE}
    pages |= {"front-door": front_door_page(), "command-line": command_page()}
    for old in folder.glob("*.md"):
        if old.stem not in pages:
            old.unlink()
    for name, text in pages.items():
        page = folder / f"{name}.md"
        if not page.exists() or page.read_text("utf-8") != text:
            page.write_text(text, "utf-8")
