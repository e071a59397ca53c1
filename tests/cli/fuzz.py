"""Throw changed lists, scenarios and arguments at the commands: an error of ours, or an answer.

``python tests/cli/fuzz.py SECONDS [SEED]`` changes the files of ``corpus`` at random, always
the same way for one seed, and gives each to a command that reads its kind, sometimes with a
changed argument. A traceback is a surprise, and so is an answer that takes long.
"""

# ruff: noqa: T201 - a program that prints, not a test

from __future__ import annotations

import sys
from pathlib import Path
from random import Random
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[2]))

from click.testing import CliRunner

from elzmodel.cli import main
from tests.fuzzing import at_random
from tests.io.fuzz import changed

CORPUS = Path(__file__).parent / "corpus"
LONGEST = 15.0
COMMANDS = {
    "lists": (
        ("lists", "lint", "FILE"), ("lists", "diff", "FILE", "OTHER"), ("check", "FILE"),
        ("lists", "import", "FILE"), ("match", "FILE"),
    ),
    "scenarios": (
        ("whatif", "FILE"), ("whatif", "FILE", "--alternatives"), ("check", "FILE"),
        ("whatif", "FILE", "--policy", "largest", "--format", "json"),
        ("whatif", "FILE", "OTHER", "--year", "2024"),
    ),
}  # fmt: skip
ARGUMENTS = (
    ("zones", "--on", "2025-01-01"), ("zone", "herkenrode"), ("history", "Kortessem"),
    ("explain", "Hasselt", "--on", "2025-01-01"), ("locate", "Halle", "3500"),
    ("mergers", "2025"), ("diff", "2024-12-31", "2025-01-01"), ("trace", "mantelzorg"),
    ("crosswalk", "2018-12-31", "2025-01-01"), ("codes", "ELZ-R001"), ("mentions", "preventie"),
)  # fmt: skip


def seeds(kind: str) -> list[str]:
    """Return the files to begin with."""
    return [path.read_text("utf-8") for path in sorted((CORPUS / kind).iterdir())]


def call(random: Random, folder: Path) -> list[str]:
    """Return a command with files, or with words, that are somewhat changed."""
    if random.random() < 0.3:
        words = [*random.choice(ARGUMENTS)]
        at = random.randrange(1, len(words))
        words[at] = changed(random, words[1:])[:200]
        return words
    kind = random.choice([*COMMANDS])
    names = {}
    for name in ("FILE", "OTHER"):
        path = folder / f"{name.lower()}{'.csv' if kind == 'lists' else '.yaml'}"
        text = changed(random, seeds(kind)) if random.random() < 0.9 else seeds(kind)[0]
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        names[name] = str(path)
    return [names.get(word, word) for word in random.choice(COMMANDS[kind])]


def tried(random: Random, folder: Path) -> bool:
    """Run one command, and tell whether it answered; anything unforeseen is raised."""
    words = call(random, folder)
    start = process_time()
    result = CliRunner().invoke(main, words)
    if result.exception and not isinstance(result.exception, SystemExit):
        print(words)
        raise result.exception
    took = process_time() - start
    assert took < LONGEST, f"{words} took {took:.0f} seconds"
    return result.exit_code == 0


if __name__ == "__main__":
    at_random(tried, "commands", *sys.argv[1:3])
