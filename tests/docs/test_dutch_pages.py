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
PAGES = ("in-welke-zone-ligt-dit-adres", "mijn-tabel-meenemen-naar-zones")
FILE = re.compile(r"```\{code-block\} text\n:caption: (\S+)\n(.*?)```", re.DOTALL)
SCREEN = re.compile(r"```console\n(.*?)```", re.DOTALL)


def commands(page: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a page with the lines that it shows."""
    for screen in SCREEN.findall(page):
        for shown in re.split(r"^\$ elzmodel ", screen, flags=re.MULTILINE)[1:]:
            command, _, lines = shown.partition("\n")
            yield command, lines


@pytest.mark.parametrize("name", PAGES)
def test_commands_of_a_dutch_page_show_what_it_shows(name, tmp_path, monkeypatch) -> None:
    """In the order of the page, on the files that it names."""
    page = (HOW_TO / f"{name}.md").read_text("utf-8")
    monkeypatch.chdir(tmp_path)
    for file, content in FILE.findall(page):
        Path(file).write_text(content, encoding="utf-8")
    ran = [*commands(page)]
    for command, lines in ran:
        got = CliRunner().invoke(main, shlex.split(command)).output
        got = "\n".join(line.rstrip() for line in got.splitlines())
        assert doctest.OutputChecker().check_output(lines.rstrip(), got, doctest.ELLIPSIS), got
    assert len(ran) > 3
