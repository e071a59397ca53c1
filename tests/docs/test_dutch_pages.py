"""What the Dutch pages show is what people get who type it over."""

from __future__ import annotations

import doctest
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from elzmodel.cli import main

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to"
PAGES = (
    "in-welke-zone-ligt-dit-adres",
    "mijn-tabel-meenemen-naar-zones",
    "mijn-zone-van-sjabloon-tot-kaart",
    "een-zorgraad-en-een-plan-bevragen",
)
FILE = re.compile(r"```\{code-block\} text\n:caption: (\S+)\n(.*?)```", re.DOTALL)
STEP = re.compile(
    r"```(?:console|\{code-block\} diff\n:caption: (?P<file>\S+))\n(?P<shown>.*?)```", re.DOTALL
)


def commands(page: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a page with the lines that it shows, and change files on the way."""
    for step in STEP.finditer(page):
        if step["file"]:
            change(Path(step["file"]), step["shown"].splitlines())
            continue
        for shown in re.split(r"^\$ elzmodel ", step["shown"], flags=re.MULTILINE)[1:]:
            command, _, lines = shown.partition("\n")
            yield command, lines


def change(file: Path, lines: list[str]) -> None:
    """Replace lines of a file: those with a minus by those with a plus, once."""
    old, new = (
        "".join(f"{line[1:]}\n" for line in lines if line[0] in signs) for signs in ("- ", "+ ")
    )
    before, after = file.read_text("utf-8").split(old)
    file.write_text(f"{before}{new}{after}", "utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_commands_of_a_dutch_page_show_what_it_shows(name, tmp_path, monkeypatch) -> None:
    """In the order of the page, on the files that it names."""
    page = (HOW_TO / f"{name}.md").read_text("utf-8")
    monkeypatch.chdir(tmp_path)
    for file, content in FILE.findall(page):
        Path(file).write_text(content, encoding="utf-8")
    ran = []
    for command, lines in commands(page):
        ran.append(command)
        got = CliRunner().invoke(main, shlex.split(command)).output
        got = "\n".join(line.rstrip() for line in got.splitlines())
        assert doctest.OutputChecker().check_output(lines.rstrip(), got, doctest.ELLIPSIS), got
    assert len(ran) > 3
