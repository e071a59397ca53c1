"""Read texts that are meant to do harm, each in a fork of this warm process.

``python hostile.py`` takes the name of a text a line and answers each with a
line: how many problems were found and the code of the first, or what went
wrong. A fork has little memory and time, counted from where it begins.
"""

# ruff: noqa: T201 - a program that answers, not a test

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from itertools import pairwise
from tempfile import NamedTemporaryFile

from elzmodel.errors import DocumentError
from elzmodel.io import load, loads

try:
    import resource
except ImportError:  # there is none on Windows, where nothing is started
    resource = None

MB = 1024**2
ALL = os.environ.get("ELZMODEL_PROFILE") == "deep"
"""Whether texts are as long as the limit lets them be; a quarter of it does every day."""
MEMORY = 700 * MB
SECONDS = 20 if ALL else 8

HEAD = "elzmodel: 1\nkind: events\n"
OWN = "elzmodel: 1\nkind: dossier\nzone_id: x\n"
RULES = "elzmodel: 1\nkind: rules\nid: x\ntitle: x\n"


def some(number: int) -> int:
    """Return how many times something is said of which that many are admitted."""
    return number if ALL else number // 4


def alias_bomb() -> str:
    """Return lists of nine aliases of lists of nine aliases, nine times over."""
    pairs = pairwise("abcdefghij")
    lines = (f"{name}: &{name} [{','.join([f'*{of}'] * 9)}]\n" for of, name in pairs)
    return "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(lines)


TEXTS: dict[str, Callable[[], str]] = {
    "alias bomb": alias_bomb,
    "recursive alias": lambda: "a: &a {b: *a}",
    "wide aliases": lambda: "a: &a x\nb: [" + "*a ," * 100_000 + "]",
    "deep lists": lambda: "[" * 1_000_000,
    "deep mappings": lambda: "{a: " * 1_000_000,
    "deep blocks": lambda: "- " * 1_000_000,
    "deep json": lambda: '{"a":' * 1_000_000,
    "deep json that closes": lambda: '{"a":' + "[" * 100_000 + "]" * 100_000 + "}",
    "huge scalar": lambda: "a: " + "x" * 7_000_000,
    "huge quoted scalar": lambda: 'a: "' + "x\n" * 3_000_000,
    "huge key": lambda: "x" * 7_000_000 + ": a",
    "many keys": lambda: "".join(f"k{n}: 1\n" for n in range(some(200_000))),
    "many items": lambda: "- a\n" * some(1_200_000),
    "many items in a field": lambda: HEAD + "events: [" + "a," * some(400_000) + "]",
    "many unknown keys": lambda: HEAD + "".join(f"k{n}: 1\n" for n in range(some(200_000))),
    "one key many times": lambda: HEAD + "a: 1\n" * some(100_000),
    "many numbers in json": lambda: '{"elzmodel": [' + "1," * some(1_200_000) + "1]}",
    "many braces": lambda: "{}" * some(1_000_000),
    "many tags": lambda: HEAD + "events: [" + "!!python/name:os.system x," * some(100_000) + "]",
    "many anchors": lambda: "[" + "".join(f"&a{n} x," for n in range(some(300_000))) + "]",
    "many documents": lambda: "--- a\n" * some(1_000_000),
    "many directives": lambda: "%YAML 1.1\n" * some(500_000),
    "many comments": lambda: "# a\n" * some(1_500_000),
    "a hundred megabytes": lambda: "x" * 100_000_000,
    "a hundred megabytes of json": lambda: '{"a": "' + "x" * 100_000_000 + '"}',
    "long number": lambda: HEAD + "figures: [{value: " + "9" * 1_000_000 + "}]",
    "python object": lambda: HEAD + "!!python/object/apply:os.system [exit]",
    "nul": lambda: HEAD + chr(0),
    "many ids that nothing has": lambda: (
        OWN
        + "requests: ["
        + "{id: a, title: x, partner: b}," * some(50_000)
        + "]\npartners: ["
        + "".join(f"{{id: p{n}, name: x}}," for n in range(some(50_000)))
        + "]\nx: 1"
    ),
    "many ids in use twice": lambda: (
        OWN + "partners: [" + "{id: a, name: x}," * some(100_000) + "]"
    ),
    "many malformed ids": lambda: (
        OWN
        + "projects: [{id: a, title: x, involvements: ["
        + "{partner: A B}," * some(20_000)
        + "]}]\npartners: ["
        + "".join(f"{{id: p{n}, name: x}}," for n in range(some(20_000)))
        + "]"
    ),
    "a deep measure": lambda: OWN + "plans: " + "[{strategic_goals: " * 2_000,
    "many lists that are open": lambda: OWN + "open_lists: [" + "plan," * some(300_000) + "]",
    "long item id": lambda: OWN + "statements: [{kind: value, id: " + "a/" * 45_000 + "}]",
    "rules of nothing": lambda: RULES + "rules: [" + "{}," * some(200_000) + "]",
    "half a surrogate pair": lambda: HEAD + "a: " + chr(0xD800),
}
LARGE_FILE = "a file of a hundred megabytes"


def read(name: str) -> None:
    """Read the text of that name, or the large file."""
    if name != LARGE_FILE:
        loads(TEXTS[name]())
        return
    with NamedTemporaryFile(suffix=".yaml") as file:
        file.truncate(100 * MB)  # sparse, so that it takes no room
        load(file.name)


def answer(name: str) -> str:
    """Read a text with little memory and time, and say how that ended."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        read(name)
    except DocumentError as error:
        return f"{len(error.findings)} {error.findings[0].code}"
    return "no error"


def in_a_fork(name: str) -> str:
    """Answer in a process that begins here, and tell how it ended if it said nothing."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.write(writing, answer(name).encode())
        except BaseException:  # noqa: BLE001 - whatever it is, it is shown
            traceback.print_exc()
        finally:
            os._exit(0)
    os.close(writing)
    with open(reading, encoding="utf-8") as pipe:  # noqa: PTH123 - a descriptor
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    return said or f"nothing, ended with {os.waitstatus_to_exitcode(status)}"


if __name__ == "__main__":
    loads("{elzmodel: 1, kind: events}")
    loads("{elzmodel: 1, kind: dossier, zone_id: x}")
    for line in sys.stdin:
        print(in_a_fork(line.rstrip("\n")), flush=True)
