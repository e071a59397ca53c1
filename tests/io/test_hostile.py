"""Texts that are meant to do harm end in an error, within bounded time and memory."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from tests.io import hostile


@pytest.fixture(scope="module")
def ask() -> Iterator[Callable[[str], str]]:
    """Start one warm process, which reads each text in a fork of its own."""
    pytest.importorskip("resource")
    program = [sys.executable, hostile.__file__]
    with subprocess.Popen(
        program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as process:

        def answer(name: str) -> str:
            process.stdin.write(f"{name}\n")
            return process.stdout.readline().strip()

        yield answer
        process.stdin.close()


@pytest.mark.dear
@pytest.mark.parametrize("name", hostile.TEXTS)
def test_hostile_texts_end_in_an_error(ask: Callable[[str], str], name: str) -> None:
    """With little memory and time, the answer is a `DocumentError` and nothing else."""
    assert re.fullmatch(r"\d+ ELZ-[DR]\d{3}", ask(name))


def test_a_file_of_a_hundred_megabytes_is_not_read_to_its_end(ask: Callable[[str], str]) -> None:
    """What is too large is refused after the limit, whatever follows."""
    assert "1 ELZ-D002" == ask(hostile.LARGE_FILE)
