"""The examples in the help of commands: each has one, and it can be typed as it stands."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from elzmodel.cli import main
from elzmodel.cli._examples import EXAMPLES

FILES = ("table.csv", "dossier.yaml", "wave.yaml", "units.csv", "links.csv", "changes.ttl")
LISTS = ("units-2024.csv", "units-2025.csv", "persons.csv")
QUICK = ("codes", "explain", "history", "locate", "mergers", "partitions", "seats", "zone")


def commands(group: click.Group, *before: str) -> Iterator[tuple[str, ...]]:
    """Yield what every command is called, with the groups that it is in."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, *before, name)
        else:
            yield *before, name


def test_every_command_has_an_example() -> None:
    """And every example a command."""
    assert {" ".join(names) for names in commands(main)} == EXAMPLES.keys()


@pytest.mark.parametrize("called", EXAMPLES)
def test_an_example_is_understood(called: str, tmp_path, monkeypatch) -> None:
    """Its options are there, and take what they are given; it fits a line of a terminal."""
    monkeypatch.chdir(tmp_path)
    for name in (*FILES, *LISTS):
        (tmp_path / name).touch()
    command: click.Command = main
    context = click.Context(main, info_name="elzmodel")
    for name in called.split():
        assert isinstance(command, click.Group)
        command = command.commands[name]
        context = click.Context(command, parent=context, info_name=name)
    context = command.make_context(
        context.info_name, shlex.split(EXAMPLES[called]), parent=context.parent
    )
    assert context.command is command
    assert len(f"Voorbeeld: elzmodel {called} {EXAMPLES[called]}") <= 80


@pytest.mark.parametrize("called", QUICK)
def test_an_example_answers(called: str) -> None:
    """Those that need no file of anybody, and little time."""
    asked = [*called.split(), *shlex.split(EXAMPLES[called])]
    assert 0 == CliRunner().invoke(main, asked).exit_code


@pytest.mark.parametrize(("lang", "word"), [("en", "Example"), ("nl", "Voorbeeld")])
def test_the_help_ends_with_the_example(lang: str, word: str) -> None:
    """On one line, also where the terminal is narrow, under the name that was called."""
    runner = CliRunner(env={"COLUMNS": "40"})
    for called in ("zone", "lists lint"):
        shown = runner.invoke(main, [*called.split(), "--help", "--lang", lang]).output
        assert f"{word}: elzmodel {called} {EXAMPLES[called]}" == shown.splitlines()[-1]
    assert word not in runner.invoke(main, ["lists", "--help", "--lang", lang]).output
