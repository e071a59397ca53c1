"""Throw changed documents at the reader: it may refuse them, and nothing else.

``python fuzz.py SECONDS [SEED]`` changes the corpus at random, always the same
way for one seed. Where atheris is installed, ``python fuzz.py --atheris`` lets
it look for new paths instead. Each text ends in a value that reads back the
same, or in a `DocumentError` whose places lie in the text, within a few seconds.
"""

# ruff: noqa: T201, PT017 - a program that prints, not a test

from __future__ import annotations

import sys
from pathlib import Path
from random import Random
from time import perf_counter, process_time

import elzmodel as elz
from elzmodel.errors import DocumentError
from elzmodel.io import dumps, loads
from elzmodel.io.codes import Unreadable
from elzmodel.io.tree import decode

CORPUS = Path(__file__).parent / "corpus"
LONGEST = 5.0
WORDS = (
    "&a ", "*a ", "<<: ", "!!str ", "? ", "- ", ": ", "[", "]", "{", "}", "#", "|\n", ">-\n", '"',
    "'", "\t", "\u00a0", "\ufeff", "\r\n", "\0", "\x85", "\u2028", "%YAML 1.1\n", "---\n", "...\n",
    "null", "true", "1.10", "1e999", "9" * 400, "-0", "0x1", "~", "\\ud800", "\\", "event: ",
    "elzmodel: ", "kind: ", "events: ", "figures: ", "portion: ", "share: ", "low: ", "\U0001f600",
)  # fmt: skip


def seeds() -> list[str]:
    """Return the documents to begin with."""
    paths = [*CORPUS.glob("version_*/*"), *CORPUS.glob("broken/*")]
    return [path.read_text("utf-8").partition("=== problems\n")[0] for path in sorted(paths)]


def changed(random: Random, texts: list[str]) -> str:
    """Return one of *texts* with a few changes."""
    text = random.choice(texts)
    for _ in range(random.randint(1, 6)):
        at, to = sorted(random.randrange(len(text) + 1) for _ in range(2))
        to = min(to, at + random.choice((1, 5, 80)))
        match random.randrange(5):
            case 0:
                text = text[:at] + text[to:]
            case 1:
                text = text[:at] + random.choice(WORDS) + text[at:]
            case 2:
                text = text[:at] + text[at:to] * random.randint(2, 5) + text[to:]
            case 3:
                text = text[:at] + chr(random.randrange(0x250)) + text[at + 1 :]
            case _:
                other = random.choice(texts)
                cut = random.randrange(len(other) + 1)
                text = text[:at] + other[cut : cut + random.choice((5, 200))] + text[to:]
    return text


def tried(text: str, *, within: bool) -> bool:
    """Read a text and tell whether it was taken; anything unforeseen is raised."""
    start = process_time()
    try:
        document = loads(text, within=elz.flanders() if within else None)
    except DocumentError as error:
        lines = text.count("\n") + text.count("\r") + text.count("\x85") + 2
        lines += text.count("\u2028") + text.count("\u2029")
        assert error.findings
        assert all(0 <= each.place.line <= lines for each in error.findings), str(error)
        return False
    finally:
        assert process_time() - start < LONGEST, "it took too long"
    for form in ("yaml", "json"):
        assert loads(dumps(document, form=form)) == document
    return True


def at_random(seconds: float, seed: int) -> None:
    """Change the corpus at random for some time."""
    random, texts = Random(seed), seeds()
    end, count, taken = perf_counter() + seconds, 0, 0
    while perf_counter() < end:
        text = changed(random, texts)
        try:
            taken += tried(text, within=not count % 10)
        except BaseException:
            print(repr(text))
            raise
        count += 1
    print(f"{count} texts with seed {seed}, {taken} of them taken, no surprise")


def with_atheris(arguments: list[str]) -> None:
    """Let atheris look for new paths."""
    import atheris

    def one(data: bytes) -> None:
        try:
            tried(decode(data), within=False)
        except Unreadable:
            return

    atheris.instrument_all()
    atheris.Setup(arguments, one)
    atheris.Fuzz()


if __name__ == "__main__":
    if "--atheris" in sys.argv:
        with_atheris([argument for argument in sys.argv if argument != "--atheris"])
    else:
        at_random(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 2025)
