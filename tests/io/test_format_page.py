"""The page on the file format says what the classes and the codes are."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
_SPEC = importlib.util.spec_from_file_location("generated_tables", DOCS / "generated_tables.py")
assert _SPEC is not None
assert _SPEC.loader is not None
generated_tables = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(generated_tables)


@pytest.mark.parametrize(
    ("path", "text"), generated_tables.pages().items(), ids=lambda each: getattr(each, "name", "")
)
def test_generated_tables_are_current(path: Path, text: str) -> None:
    """A page is as ``python docs/generated_tables.py`` would write it."""
    assert text == path.read_text("utf-8")


def test_marked_places_of_a_page_are_filled() -> None:
    """What stands by hand stays, what is marked is replaced, again and again."""
    page = "Before.\n\n<!-- table: x -->\nold\n<!-- end -->\nAfter."
    filled = generated_tables.filled(page, {"x": lambda: ["new", "lines"]})
    assert "Before.\n\n<!-- table: x -->\n\nnew\nlines\n\n<!-- end -->\nAfter." == filled
    assert filled == generated_tables.filled(filled, {"x": lambda: ["new", "lines"]})
