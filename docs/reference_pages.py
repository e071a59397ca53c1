"""Write the pages of the reference: one for each room, from the rooms themselves.

The usage of a room is the docstring of its package; what it offers is what its
public modules name in ``__all__``; what a finding code means stands in the code.
Nothing has to be listed twice.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

import click

import elzmodel
from elzmodel.checks import CODES
from elzmodel.cli import main as command_line
from elzmodel.values import Codes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from types import ModuleType

    from elzmodel.values import Code


SHOWN_OTHERWISE = {"cli", "__main__", "_doors"}

CODE_GROUPS = {
    "R": ("References", "What names something else, in any value or file."),
    "T": ("Territory", "Events and figures of municipalities."),
    "Z": ("Zones", "Events of zones, and the land of a zone."),
    "G": ("Councils", "Care councils, and the rules of composition that are held against them."),
    "P": ("Plans", "Policy plans and their yearly action plans."),
    "L": ("Landscape", "The record as a whole, and tables that are held against it."),
    "C": ("Dossiers", "Claims of documents, and what concerns land that left a zone."),
    "S": ("Scenarios", "Steps and choices of what might happen."),
    "D": ("Documents", "What keeps a document from being read: see {doc}`../file-format`."),
    "B": ("Saved landscapes", "What keeps a saved landscape from being read."),
    "J": ("Linked data", "What keeps JSON-LD or Turtle from being read into a value."),
    "E": ("Editions", "Folders of tables, as {py:obj}`flanders` opens them."),
    "F": ("Files of rows", "What keeps a table from being read: see {py:obj}`TableError`."),
    "Q": (
        "Official lists",
        "After an error no events can be made of the list; after a warning they can.",
    ),
}


CODES_INTRODUCTION = """# Finding codes

A finding has a code that stays the same between versions; a code that another one
took over still selects it.
Contradictions come inside a {py:obj}`ConflictError`, in its field `findings`, what cannot
be read inside a {py:obj}`DocumentError` or a {py:obj}`TableError`.
Doubts come from {py:obj}`check <elzmodel.checks.every.check>`, which never raises for one.

In a terminal `elzmodel codes ELZ-R001` says what stands here, in Python
`elz.checks.CODES.find("ELZ-R001")`.
"""


def submodules(room: ModuleType) -> list[str]:
    """Return the names of the public modules inside *room*."""
    found = pkgutil.iter_modules(getattr(room, "__path__", ()), prefix=f"{room.__name__}.")
    return [each.name for each in found if not each.name.rpartition(".")[2].startswith("_")]


def own_names(room: ModuleType, inside: list[str]) -> list[str]:
    """Return what *room* offers and no public module inside it does."""
    elsewhere = {name for each in inside for name in importlib.import_module(each).__all__}
    modules = {name.rpartition(".")[2] for name in inside}
    return [name for name in room.__all__ if name not in elsewhere | modules]


def automodule(name: str, members: list[str]) -> str:
    """Return the directives for one module, with some of what it holds.

    Of finding codes only the name is shown, since they have a page.
    """
    module = importlib.import_module(name)
    codes = [each for each in members if isinstance(getattr(module, each), Codes)]
    chosen = ", ".join(each for each in members if each not in codes)
    shown = f"   :members: {chosen}\n" if chosen else ""
    named = "".join(f"\n.. autodata:: {name}.{each}\n   :no-value:\n" for each in codes)
    return f"```{{eval-rst}}\n.. automodule:: {name}\n{shown}{named}```\n"


@cache
def listed_names() -> frozenset[str]:
    """Return all names that a public module lists."""
    found = pkgutil.walk_packages(elzmodel.__path__, prefix="elzmodel.")
    modules = (importlib.import_module(each.name) for each in found if "._" not in each.name)
    return frozenset(name for module in modules for name in getattr(module, "__all__", ()))


def offered(module: ModuleType) -> dict[str, str]:
    """Map the names that a module without others inside offers to where each is at home.

    Classes without an underscore are offered too, since an answer may have rows of them.
    """
    own = [
        name
        for name, member in vars(module).items()
        if inspect.isclass(member) and member.__module__ == module.__name__ and name[0] != "_"
    ]
    unlisted = [name for name in own if name not in listed_names()]
    return {name: home_of(name, module) for name in [*module.__all__, *unlisted]}


def home_of(name: str, module: ModuleType) -> str:
    """Return the public module that shows a name, which another one may offer as well."""
    home = getattr(getattr(module, name), "__module__", None) or module.__name__
    is_ours = home.startswith("elzmodel.") and "._" not in home
    is_shown = is_ours and name in getattr(importlib.import_module(home), "__all__", ())
    return home if is_shown else module.__name__


def sections(name: str, level: int = 1) -> Iterator[str]:
    """Yield a heading and a directive for a module, then for those inside it."""
    module = importlib.import_module(name)
    inside = submodules(module)
    yield f"{'#' * level} {name.rpartition('.')[2] if level == 1 else name}\n"
    if inside:
        yield automodule(name, own_names(module, inside))
    else:
        homes = offered(module)
        yield automodule(name, [each for each, home in homes.items() if home == name])
        yield from links({each: home for each, home in homes.items() if home != name})
    for each in inside:
        yield from sections(each, level + 1)


def links(homes: dict[str, str]) -> Iterator[str]:
    """Yield the names that a module offers and another one shows."""
    if homes:
        named = (f"{{py:obj}}`{name} <{home}.{name}>`" for name, home in homes.items())
        yield f"It also offers {', '.join(named)}.\n"


def room_page(name: str) -> str:
    """Return the page of one room."""
    return "\n".join(sections(f"elzmodel.{name}"))


def first_line(member: object) -> str:
    """Return the first line of a docstring, for what has one of its own."""
    if inspect.isclass(member) or inspect.isroutine(member) or inspect.ismodule(member):
        return (inspect.getdoc(member) or "").partition("\n")[0]
    return ""


def full_name(name: str) -> str:
    """Return where a name of the front door is at home; others may have the same name."""
    member = getattr(elzmodel, name)
    if inspect.ismodule(member):
        return member.__name__
    named = inspect.isclass(member) or inspect.isroutine(member)
    return f"{member.__module__}.{member.__qualname__}" if named else name


def table_of_names(names: Iterable[str]) -> str:
    """Return a table of names of the front door, each with its first line."""
    rows = []
    for name in names:
        member = getattr(elzmodel, name)
        role = "py:mod" if inspect.ismodule(member) else "py:obj"
        summary = first_line(member).replace("`", "")
        rows.append(f"| {{{role}}}`{name} <{full_name(name)}>` | {summary} |")
    return "\n".join(["| Name | What it is |", "| --- | --- |", *rows]) + "\n"


def front_door_page() -> str:
    """Return the list of the names behind ``import elzmodel as elz``."""
    rooms = [name for name in elzmodel.__all__ if inspect.ismodule(getattr(elzmodel, name))]
    names = [name for name in elzmodel.__all__ if name not in rooms]
    parts = (
        "# The front door\n",
        "```python\nimport elzmodel as elz\n```\n",
        "What most people need, as `elz.compare`:\n",
        table_of_names(names),
        "The rooms are namespaces, as `elz.networks`; each is loaded when it is first used:\n",
        table_of_names(rooms),
        "{doc}`testing` is imported by its name, and {doc}`command-line` is for a terminal.\n",
    )
    return "\n".join(parts)


def commands(words: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    """Yield a command with the words that call it, then those inside it."""
    yield words, command
    if isinstance(command, click.Group):
        for name, inside in sorted(command.commands.items()):
            yield from commands(f"{words} {name}", inside)


def command_page() -> str:
    """Return the help texts of all commands."""
    parts = ["# Command line\n"]
    for words, command in commands("elzmodel", command_line):
        context = click.Context(command, info_name=words, max_content_width=80, terminal_width=80)
        parts.append(f"## {words}\n\n```text\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


def code_section(code: Code) -> Iterator[str]:
    """Yield what there is to know about a code; older codes lead to it too."""
    yield from (f"({name.lower()})=" for name in (code.id, *code.aliases))
    yield f"### {code.id}: {code.meaning}\n"
    yield f"*{code.severity.value.capitalize()}.* {code.explanation}".strip() + "\n"
    if spoken(code.remedy).strip("\u2026."):
        begin = "A finding may ask" if "?" in code.remedy else "What to do"
        yield f"{begin}: {spoken(code.remedy)}\n"
    if code.aliases:
        yield f"Older codes for it: {', '.join(f'`{name}`' for name in code.aliases)}.\n"


def spoken(template: str) -> str:
    """Return a remedy without its values, with arguments as in Python."""
    with_options = re.sub(r"\{option:(\w+)\}", r"`\1=`", template)
    words = re.sub(r"\{[^}]*\}", "\u2026", with_options)
    return re.sub(r"[\[\]]", "", words) + ("" if words.endswith(("?", "]")) else ".")


def codes_page() -> str:
    """Return the page of all finding codes, a section for each room and each code."""
    parts = [CODES_INTRODUCTION]
    for letter, group in groupby(CODES, key=lambda code: code.id[4]):
        title, about = CODE_GROUPS[letter]
        parts.append(f"## {title}: `ELZ-{letter}\u2026`\n\n{about}\n")
        parts += ["\n".join(code_section(code)) for code in sorted(group, key=lambda each: each.id)]
    return "\n".join(parts)


def write(folder: Path, floors: list[str]) -> None:
    """Write all pages into *folder*, lowest floor first."""
    folder.mkdir(exist_ok=True)
    rooms = [room.strip() for floor in reversed(floors) for room in re.split("[|:]", floor)]
    pages = {name: room_page(name) for name in rooms if name not in SHOWN_OTHERWISE}
    pages |= {
        "front-door": front_door_page(),
        "command-line": command_page(),
        "finding-codes": codes_page(),
    }
    for old in folder.glob("*.md"):
        if old.stem not in pages:
            old.unlink()
    for name, text in pages.items():
        page = folder / f"{name}.md"
        if not page.exists() or page.read_text("utf-8") != text:
            page.write_text(text, "utf-8")
