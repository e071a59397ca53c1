"""Every finding code that the sources speak of is declared once, and explained."""

from __future__ import annotations

import importlib.util
import pkgutil
import re
from collections import Counter
from pathlib import Path

import elzmodel
from elzmodel.checks import CODES
from elzmodel.values import Code

ROOT = Path(__file__).parents[2]
PATTERN = re.compile(r"ELZ-[A-Z][0-9]{3}")
KNOWN = {name for code in CODES for name in (code.id, *code.aliases)}


def sources() -> list[str]:
    """Return the texts in which the library speaks of codes."""
    paths = [*ROOT.glob("src/elzmodel/**/*.py"), *ROOT.glob("src/elzmodel/**/*.toml")]
    return [path.read_text("utf-8") for path in paths]


def codes_page() -> str:
    """Return the page of the reference, as the site writes it."""
    spec = importlib.util.spec_from_file_location("pages", ROOT / "docs" / "reference_pages.py")
    assert spec is not None
    assert spec.loader is not None
    pages = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(pages)
    return str(pages.codes_page())


def test_every_code_in_the_sources_is_declared_or_an_older_code() -> None:
    """Nobody can meet a code that says nothing."""
    used = {code for text in sources() for code in PATTERN.findall(text)}
    assert set() == used - KNOWN


def test_every_code_that_the_pages_speak_of_is_known() -> None:
    """What a page of the site or the changelog names can be looked up."""
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*.ipynb")]
    used = {code for page in pages for code in PATTERN.findall(page.read_text("utf-8"))}
    assert set() == used - KNOWN


def test_no_code_is_declared_twice() -> None:
    """A code has one sentence, in one place."""
    names = (each.name for each in pkgutil.walk_packages(elzmodel.__path__, "elzmodel."))
    values = (value for name in names for value in vars(importlib.import_module(name)).values())
    declared = {id(value): value.id for value in values if isinstance(value, Code)}
    assert declared
    assert [] == [code for code, times in Counter(declared.values()).items() if times > 1]


def test_every_code_has_a_meaning() -> None:
    """Its heading on the page."""
    assert [] == [code.id for code in CODES if not code.meaning]


def test_the_page_has_a_heading_for_each_code_and_an_anchor_for_each_older_one() -> None:
    """A link with any code leads somewhere."""
    page = codes_page()
    headings = re.findall(rf"^### ({PATTERN.pattern}): ", page, re.MULTILINE)
    assert sorted(code.id for code in CODES) == sorted(headings)
    anchors = re.findall(r"^\(([a-z0-9-]+)\)=$", page, re.MULTILINE)
    assert KNOWN == {anchor.upper() for anchor in anchors}
