"""What stands without quotes in a document, and what it means."""

from __future__ import annotations

import pytest

from elzmodel.io.tree import NumberText, is_misread, resolve

TEXTS = (
    "no", "NO", "yes", "on", "Null", "True", "~", "0476123456", "03500", "12:30", "1.10",
    "2025-01-01", "2025-01-01T12:00:00Z", "0x1F", "0o17", "1_000", ".5", "5.", "+5", "-0",
    "1e3", ".inf", ".nan", "NaN", "1,5", "n", "t", "=", "Infinity", "1" * 500,
)  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_text_stays_text(text: str) -> None:
    """Whatever is not null, true, false or a plain decimal number is text, as it was written."""
    found = resolve(text)
    assert isinstance(found, str)
    assert text == found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("null", None),
        ("true", True),
        ("false", False),
        ("0", 0),
        ("-7", -7),
        ("71072", 71072),
        ("0.5", 0.5),
        ("-2.25", -2.25),
        ("1e-07", 1e-07),
    ],
)
def test_few_words_and_decimal_numbers_are_special(text: str, value: object) -> None:
    """Null, true, false and numbers that read back the same are not text."""
    found = resolve(text)
    assert (value, type(value)) == (found, type(found))


def test_text_that_looks_like_a_number_can_still_be_one() -> None:
    """A number that would be written otherwise stays text and knows its value."""
    found = resolve("54.70")
    assert isinstance(found, NumberText)
    assert 54.7 == found.number


@pytest.mark.parametrize("text", ["", "no", "Y", "~", "71072", "1.10", "0x1F", "12:30", "<<"])
def test_what_others_misread_needs_quotes(text: str) -> None:
    """What YAML 1.1 or 1.2 reads as something else than text is written in quotes."""
    assert is_misread(text)


@pytest.mark.parametrize("text", ["2025-01-01", "Gent", "nota", "1a", "x.y"])
def test_other_text_needs_none(text: str) -> None:
    """Ordinary text, and a day, are not misread."""
    assert not is_misread(text)
