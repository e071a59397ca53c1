"""What is read line by line reads the same as YAML, and what is more is left to YAML."""

from __future__ import annotations

from importlib.resources import files

import pytest

from elzmodel.io._lines import read_lines
from elzmodel.io._readers import quick_yaml, read_yaml
from elzmodel.io.codes import Unreadable
from elzmodel.io.tree import MAX_VALUES
from tests.io.corpus import broken, good

SHIPPED = [
    each.read_text("utf-8")
    for folder in ("dossiers", "rules", "list_layouts")
    for each in (files("elzmodel.data") / folder).iterdir()
    if each.name.endswith(".yaml")
]
WRITTEN = [path.read_text("utf-8") for path in good() if path.suffix == ".yaml"]
BROKEN = [case.text for case in broken() if case.name.endswith(".yaml")]


def as_yaml(text: str) -> object:
    """Return what a text holds by libyaml, ``None`` where it refuses or mends something."""
    try:
        tree = read_yaml(text)
    except Unreadable:
        return None
    return tree and not tree.findings and tree.root


@pytest.mark.parametrize("text", [*SHIPPED, *WRITTEN, *BROKEN])
def test_lines_read_the_same_as_yaml(text: str) -> None:
    """Whatever is read by lines has the values, in their order, that YAML reads."""
    root = read_lines(text)
    assert root is None or repr(as_yaml(text)) == repr(root)


def test_shipped_documents_are_read_by_lines() -> None:
    """The forms that people use are among those of lines, but for keys of several words."""
    assert len(SHIPPED) - 2 == sum(read_lines(text) is not None for text in SHIPPED)


USUAL = """\
# What may stand in a line.
number: -1.5
text: a:b#c, it's [one] {text}   # and a comment

empty: []
none: {}
quoted: "a: b"
single: 'c # d'
series: [a, "b:#,c", 3, null]
pairs: {start: 2020-01-01, 1: "a b"}
folded: >-
  one
  two # of the text

lines: |
  one
  two
list:
  - a
  - b: c
    d: |-
      e
      f
  # another comment
"""


def test_every_form_of_a_line_is_read() -> None:
    """Numbers, texts, quotes, short lists and mappings, and texts of several lines."""
    expected = {
        "number": -1.5,
        "text": "a:b#c, it's [one] {text}",
        "empty": [],
        "none": {},
        "quoted": "a: b",
        "single": "c # d",
        "series": ["a", "b:#,c", 3, None],
        "pairs": {"start": "2020-01-01", "1": "a b"},
        "folded": "one two # of the text",
        "lines": "one\ntwo\n",
        "list": ["a", {"b": "c", "d": "e\nf"}],
    }
    assert [expected, expected] == [read_lines(USUAL), as_yaml(USUAL)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# a comment",
        "a: 1\na: 2",
        "a: {b: 1, b: 2}",
        "a:",
        "a:\nb: 1",
        "a:\n- b",
        "a:\n  - b\n  c: d",
        "a:\n  b: c\n  - d",
        "a: b\n  c",
        "a: b\n  c: d",
        "a:\n    b: c\n  d: e",
        "a:\n  - b: c\n   d: e",
        "a:\n  -",
        "a:\n  - # b",
        "a:\n  - - b",
        "a\n",
        "- a",
        "a: >-\n  b\n\n  c",
        "a: |\n  b\n   c",
        "a: |\n  b\n   # c",
        "a: |\n\n  b",
        "a: |\n b: c\nd: e\n  f: g",
        "a:\n  - b: >-\n    c\n  - d",
        "a: &b c",
        "a: !!str b",
        "<<: a",
        "? a",
        "a: b: c",
        "a: [b, [c]]",
        'a: "b\\n"',
        "--- a",
        "a: b\tc",
        "a: b\x85c",
        "a: b\r\n",
        "a: \u00a0b",
        "a: " + "b" * 9_999,
        f"{' ' * 25}a: b",
    ],
    ids=ascii,
)
def test_what_is_more_or_wrong_is_left_to_yaml(text: str) -> None:
    """Two values for a key, none at all, other columns, other forms, other characters."""
    assert read_lines(text) is None


def test_too_many_values_are_left_to_yaml() -> None:
    """What may have more values than documents may hold is counted where they are built."""
    assert read_lines("a: []\n" + "#\n" * (MAX_VALUES // 3)) is None


def test_places_are_those_of_the_text() -> None:
    """Where a place is asked of a text of lines, it is the one that YAML gives."""
    quick, whole = quick_yaml(USUAL), read_yaml(USUAL)
    assert quick is not None
    assert whole is not None
    paths = [("text",), ("series", 1), ("list", 1, "d"), ("list", 7), ("lines",)]
    for of_key in (False, True):
        places = [quick.place(path, of_key=of_key) for path in paths]
        assert [whole.place(path, of_key=of_key) for path in paths] == places
