"""Writing in pictures: names of any source are legible and do no harm."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elzmodel.views.writing import clean, lines_of, wide, written


@given(st.text(max_size=600))
def test_any_text_can_stand_in_a_picture(text):
    """It is well-formed, on one line, of bearable length, and nothing in it is invisible."""
    said = clean(text)
    (drawn,) = written(said, 1, 2)
    assert said == (ET.fromstring(drawn).text or "")
    assert len(said) <= 60
    assert not any(category(letter)[0] == "C" for letter in said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a\u202eb", "a b"),
        ("<script>", "<script>"),
        (" a \n b\t", "a b"),
        ("Sint-Truiden", "Sint-Truiden"),
    ],
    ids=["turned around", "markup", "lines", "plain"],
)
def test_a_name_is_cleaned_and_no_more(text, said):
    """What is harmless stays; markup is escaped where it is written."""
    assert said == clean(text)


@given(st.text(st.characters(categories=["L"]), max_size=30), st.integers(10, 300))
def test_lines_hold_all_words_and_are_narrow(text, width):
    """A line is too wide only where it is a single word that stays whole, or a single letter."""
    said = f"{text} en {text}"
    whole, broken = lines_of(said, width, is_whole=True), lines_of(said, width)
    assert said.split() == " ".join(whole).split()
    assert "".join(said.split()) == "".join("".join(broken).split())
    assert all(wide(line) <= width or " " not in line for line in whole)
    assert all(wide(line) <= width or len(line) == 1 for line in broken)


def test_a_halo_is_drawn_below_and_read_once():
    """Programs that know no order of painting show the name as well; readers hear it once."""
    below, name = written("Gent", 1, 2, look="dark", anchor="middle", halo=True)
    assert 'aria-hidden="true"' in below
    assert '<text class="dark" x="1.0" y="2.0" text-anchor="middle">Gent</text>' == name
