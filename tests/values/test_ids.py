"""Codes and ids have one canonical form."""

from __future__ import annotations

import pytest
from hypothesis import given

from elzmodel.errors import InvalidValueError
from elzmodel.testing import strategies as elz
from elzmodel.values import parse_nis, parse_slug
from elzmodel.values.ids import part_ids


@given(elz.nis_codes())
def test_drawn_codes_are_codes(code: str) -> None:
    """Every drawn code is one that the parser takes, and blanks around it fall away."""
    assert code == parse_nis(f" {code}\n")


@given(elz.slugs())
def test_drawn_slugs_are_ids(slug: str) -> None:
    """Every drawn slug is one that the parser takes."""
    assert slug == parse_slug(slug)


@pytest.mark.parametrize("value", ["7107", "710722", "01234", "7107a", "٧١٠٧٢", "", None, 71072.0])
def test_codes_of_another_form_are_refused(value: object) -> None:
    """Anything but five ASCII digits, the first not zero, is no code."""
    with pytest.raises(InvalidValueError):
        parse_nis(value)


def test_a_number_is_refused_with_a_hint() -> None:
    """A code without quotes became a number, and the message says how to mend it."""
    with pytest.raises(InvalidValueError, match="put quotes around it"):
        parse_nis(71072)


@pytest.mark.parametrize("value", ["", "-a", "a-", "a--b", "A", "é", "a b", "a\n", 3])
def test_ids_of_another_form_are_refused(value: object) -> None:
    """An id has no capitals, blanks, accents or loose hyphens."""
    with pytest.raises(InvalidValueError, match="not a zone id"):
        parse_slug(value, kind="zone id")


def test_a_single_text_is_no_list_of_ids() -> None:
    """One id without a comma would fall into letters."""
    with pytest.raises(InvalidValueError, match=r"such as \('alken',\)"):
        part_ids("alken")
