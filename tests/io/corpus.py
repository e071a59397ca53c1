"""The corpus of documents: good ones of each format version, broken ones with their problems."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path

from attrs import frozen

FOLDER = Path(__file__).parent / "corpus"
_BETWEEN = "=== problems\n"


@frozen
class Broken:
    """A broken document and the lines that it must give."""

    name: str
    text: str
    expected: tuple[str, ...]

    @property
    def codes(self) -> set[str]:
        """The codes of these lines."""
        return set(re.findall(r": (ELZ-\w+) ", "\n".join(self.expected)))


def broken() -> list[Broken]:
    """Return the broken documents; those named ``within-…`` are read within Flanders."""
    found = []
    for path in sorted((FOLDER / "broken").glob("*.txt")):
        text, _, problems = path.read_text("utf-8").partition(_BETWEEN)
        lines = problems.replace("VERSION", version("elzmodel")).splitlines()
        found.append(Broken(path.stem, text, tuple(lines)))
    return found


def good() -> list[Path]:
    """Return the good documents of all format versions."""
    return sorted(FOLDER.glob("version_*/*"))
