"""Call every command with what nobody should say, and files that nobody should read.

``python -m tests.house.hostile_commands 2000`` makes that many calls and prints those that
ended in anything but an answer, a line of ours, or a mistake of calling as click tells it;
or that would have written signs to a terminal that do something there.
"""

# ruff: noqa: T201 - a program that prints, and draws nothing secret

from __future__ import annotations

import gzip
import random
import sys
import traceback
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import chdir
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from unicodedata import category

import click
from click.testing import CliRunner, Result

from elzmodel.cli import main as elzmodel
from tests.house.hostile_calls import SECONDS, Slow, limited

WORDS = (
    *("", " ", "x", "Hasselt", "haspengouw", "71072", "herkenrode", "2025", "2025-01-01", "-"),
    *("9999-12-31", "0001-01-01", "2025-02-30", "-1", "0", "1e999", "nan", "inf", "9" * 5000),
    *("x" * 5000, "\x1b[2J", "\u202egnirts", "a\nb", "a\rb", "\u0661", "=1+1", "*", "{x}"),
    *("%s", "<b>", "csv", "json", "text", "nl", "en", "x=1", "=", "a=b=c", ".", "/", "/dev/null"),
    *("../../x", "no/such/file", "population", "council", "2", "zone", "municipality", "wave"),
)
DEAR = frozenset(
    {("site",), ("report",), ("linked", "check"), ("linked", "write"), ("shares",), ("sweep",)}
)
"""Commands that write hundreds of pages or the whole record as a graph, or draw many waves."""
CONTROL = "a\x1b[2J\x07\u202eb"


def _zip(name: str, data: bytes) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return held.getvalue()


def _locked(data: bytes) -> bytes:
    """Return an archive that says that it needs a password."""
    found = bytearray(data)
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        found[found.index(sign) + place] |= 1
    return bytes(found)


@cache
def files() -> dict[str, bytes]:
    """Return files that do harm, and a few that do not, by name."""
    table = b"nis;visits\n71072;3\n11002;5\n"
    zipped = _zip("t.csv", table)
    dossier = "elzmodel: 1\nkind: dossier\nzone_id: haspengouw\n"
    scenario = "elzmodel: 1\nkind: scenario\nname: wave\nsteps:\n"
    event = "  - {event: alter-zone, id: x, day: 9999-12-31, zone: genk, name: x}\n"
    merge = "  - {step: merge, day: DAY, municipalities: [Genk, As], name: G}\n"
    dates = "nis;day;visits\n71072;9999-12-31;3\n71072;0001-01-01;4\n71072;2025-13-41;5\n"
    texts = {
        "plain.csv": table.decode(),
        "digits.csv": f"nis;visits\n71072;{'9' * 5000}\n11002;1e{'9' * 50}\n",
        "odd.csv": f"nis;{CONTROL}\n71072;=cmd|' /C calc'!A0\n{CONTROL};-\n",
        "days.csv": dates,
        "quotes.csv": 'nis;visits\n"71072;3\n' * 20,
        "wide.csv": "nis;visits\n71072;3" + ";x" * 5000,
        "empty.csv": "",
        "blank.yaml": "\n\n",
        "records.json": '[{"nis": "71072", "visits": 1e400}, {"nis": null, "visits": {}}]',
        "deep.json": "[" * 5000,
        "events.yaml": f"elzmodel: 1\nkind: events\nevents:\n{event}",
        "escape.yaml": f'{dossier}partners: [{{id: a, name: "\\e[2J\\0\\u202E"}}]\n',
        "escape.json": '{"elzmodel": 1, "kind": "scenario", "name": "\\u0000\\u001b[2J"}',
        "integer.json": f'{{"elzmodel": 1, "kind": "events", "x": {"9" * 5000}}}',
        "late.yaml": scenario + merge.replace("DAY", "9999-12-31"),
        "wave.yaml": scenario + merge.replace("DAY", "2027-01-01"),
        "far.yaml": scenario + merge.replace("DAY", "0001-01-01"),
        "dossier.yaml": dossier,
    }
    return {name: text.encode() for name, text in texts.items()} | {
        "half.csv": b"\xff\xfe\x00\xd8",
        "nul.csv": b"nis;vis\0its\n71072;\0\n",
        "plain.zip": zipped,
        "cut.zip": zipped[: len(zipped) // 2],
        "damaged.zip": zipped.replace(zipped[35:39], b"xxxx"),
        "locked.zip": _locked(zipped),
        "bomb.zip": _zip("t.csv", b"nis;visits\n" + b"71072;3\n" * 9_000_000),
        "bomb.gz": gzip.compress(b"0" * 80_000_000),
        "cut.gz": gzip.compress(table)[:-9],
        "none.xlsx": _zip("xl/workbook.xml", b"<workbook"),
        "locked.xlsx": _locked(_zip("xl/workbook.xml", b"<workbook/>")),
    }


def written_to(folder: Path) -> list[str]:
    """Write the files, and return how they are called, with what is no file."""
    for name, data in files().items():
        (folder / name).write_bytes(data)
    (folder / "folder").mkdir()
    (folder / "one.csv").symlink_to(folder / "other.csv")
    (folder / "other.csv").symlink_to(folder / "one.csv")
    return [*files(), "folder", "one.csv", "no-such-file.csv"]


def commands(
    group: click.Group = elzmodel, *before: str
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield every command with the words that call it."""
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from commands(command, *before, name)
        else:
            yield (*before, name), command


class Drawn:
    """A seeded source of command lines."""

    def __init__(self, seed: int, names: Sequence[str], *, with_dear: bool) -> None:
        """Draw with *seed*, and with the *names* of files."""
        self.random = random.Random(seed)
        self.names = names
        self.all = tuple(each for each in commands() if with_dear or each[0] not in DEAR)

    def line(self) -> list[str]:
        """Return a command with arguments, of which few are right."""
        words, command = self.random.choice(self.all)
        line = ["--lang", self.random.choice(["en", "nl"]), *words]
        arguments = [each for each in command.params if isinstance(each, click.Argument)]
        options = [each for each in command.params if isinstance(each, click.Option)]
        some = self.random.sample(options, min(len(options), self.random.choice([0, 0, 1, 2, 3])))
        for option in some:
            line.append(self.random.choice(option.opts))
            if not (option.is_flag or option.count):
                line.extend(self._said(option) for _ in range(option.nargs))
        for argument in arguments:
            times = self.random.choice([0, 1, 1, 2]) if argument.nargs == -1 else argument.nargs
            line.extend(self._said(argument) for _ in range(times))
        return line

    def _said(self, parameter: click.Parameter) -> str:
        kind, roll = parameter.type, self.random.random()
        is_file = isinstance(kind, click.Path) or "FILE" in str(parameter.metavar)
        if isinstance(kind, click.Choice) and roll < 0.8:
            return str(self.random.choice(kind.choices))
        if is_file and roll < 0.85:
            return self.random.choice(self.names)
        return self.random.choice(WORDS if roll < 0.9 else self.names)


class Bad(NamedTuple):
    """What a command line ended in that it should not."""

    line: list[str]
    why: str


def calls(seed: int, count: int, folder: Path, *, with_dear: bool = True) -> Iterator[Bad | None]:
    """Make hostile calls in a folder, and yield what was bad about each, or nothing."""
    drawn = Drawn(seed, written_to(folder), with_dear=with_dear)
    with chdir(folder):
        for _ in range(count):
            line = drawn.line()
            why = wrong_with(line)
            yield Bad(line, why) if why else None


def wrong_with(line: list[str]) -> str:
    try:
        with limited(SECONDS if "site" not in line else 20 * SECONDS):
            result = CliRunner().invoke(elzmodel, line, input=CONTROL)
    except Slow:
        return f"takes more than {SECONDS} s"
    return _wrong_in(result)


def _wrong_in(result: Result) -> str:
    error = result.exception
    if error is not None and not isinstance(error, SystemExit):
        last = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__}: {error!s:.100} at {last.filename[-30:]}:{last.lineno}"
    if result.exit_code not in {0, 1, 2}:
        return f"exit code {result.exit_code}"
    acting = {sign for sign in result.stderr + _text(result) if _acts(sign)}
    return f"writes {sorted(acting)!r}" if acting else ""


def _text(result: Result) -> str:
    """Return what stands on the standard output, where that is text.

    A table for spreadsheets begins with the mark by which they know UTF-8.
    """
    try:
        return result.stdout_bytes.decode("utf-8-sig")
    except UnicodeDecodeError:  # A workbook that was asked for.
        return ""


def _acts(sign: str) -> bool:
    """Tell whether a terminal does something at a sign, or shows others the other way round."""
    return sign not in "\n\t\r" and category(sign) in {"Cc", "Cf"}


def main(arguments: Sequence[str]) -> int:
    """Make as many calls as are asked for, print what was bad, and return whether any was."""
    count, seed = int(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 1
    bad: dict[str, list[list[str]]] = defaultdict(list)
    with TemporaryDirectory() as name:
        for each in calls(seed, count, Path(name)):
            if each is not None:
                bad[each.why].append(each.line)
    for why, lines in sorted(bad.items(), key=lambda each: -len(each[1])):
        print(f"{len(lines):4} {why!a:.300}")
        for line in lines[:3]:
            print(f"        {line!a:.250}")
    print(f"{count} command lines, {sum(map(len, bad.values()))} bad, of {len(bad)} kinds")
    return min(1, len(bad))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
