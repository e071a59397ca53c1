"""Whatever comes in, nothing but our errors comes out.

A small share runs always; ``nox -s hostile`` makes twenty thousand calls and two thousand
command lines.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import elzmodel as elz
from tests.house import hostile_calls, hostile_commands

CALLS, COMMANDS = 300, 15


def test_public_functions_raise_nothing_but_our_errors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wrong types, extremes, what is empty or huge, odd texts, in every argument."""
    monkeypatch.chdir(tmp_path)
    bad = [each for each in hostile_calls.calls(5, CALLS, tmp_path) if each is not None]
    assert [] == [(each.called, each.given, repr(each.error), each.where) for each in bad]


def test_commands_end_in_an_answer_or_a_line(tmp_path: Path) -> None:
    """Files that are damaged, huge or no files, odd words, and signs that terminals obey."""
    assert [] == [
        each for each in hostile_commands.calls(5, COMMANDS, tmp_path, with_dear=False) if each
    ]


def test_what_is_no_error_of_ours_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A function and a command that fail otherwise are told, with what they were given."""

    def failing(*_: object) -> None:
        raise ZeroDivisionError

    bad = hostile_calls.tried("failing", failing, [1], {})
    assert bad is not None
    assert ("failing", "1") == (bad.called, bad.given)
    monkeypatch.setattr(hostile_commands.elzmodel.commands["zones"], "callback", failing)
    assert "TypeError" in hostile_commands.wrong_with(["zones"])


def test_an_error_that_cannot_be_said_is_seen() -> None:
    """It is ours, and fails where it is shown, in either language."""

    class Unsayable(elz.InvalidValueError):
        """One of which nothing can be said."""

        def __str__(self) -> str:
            """Fail."""
            raise KeyError

    def failing(error: Exception) -> None:
        raise error

    bad = hostile_calls.tried("failing", failing, [Unsayable("a", 1, "b")], {})
    assert bad is not None
    assert isinstance(bad.error, KeyError)
    assert None is hostile_calls.tried("failing", failing, [elz.InvalidValueError("a", 1, "b")], {})
