"""Every finding code that the library gives has its line in the reference."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
# The codes of documents, ELZ-D…, stand on the page of the file format, with a test of its own.
CODE = re.compile(r"ELZ-[A-CE-Z][0-9]{3}")


def test_every_finding_code_is_in_the_reference_and_none_is_invented() -> None:
    """The codes in the sources and the codes on the page are the same."""
    sources = (path.read_text("utf-8") for path in ROOT.glob("src/elzmodel/**/*.py"))
    used = {code for text in sources for code in CODE.findall(text)}
    page = (ROOT / "docs" / "reference" / "finding-codes.md").read_text("utf-8")
    assert used == set(re.findall(rf"^## ({CODE.pattern})", page, re.MULTILINE))
