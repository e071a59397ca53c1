"""Codes and ids have one canonical form."""

from __future__ import annotations

import pytest
from attrs import field, frozen
from hypothesis import given

from elzmodel.errors import InvalidValueError
from elzmodel.testing import strategies as elz
from elzmodel.values import NIS, CodeSystem, parse_nis
from elzmodel.values.ids import open_lists_of, parse_slug, tupled


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


@pytest.mark.parametrize(
    ("pattern", "right", "wrong"),
    [
        pytest.param("[0-9]{1,4}", ["1", "0261"], ["", "12345", "a", "\u0665"], id="digits"),
        pytest.param(r"GM\d{4}", ["GM0363"], ["gm0363", "GM363", "GM03633"], id="letters before"),
        pytest.param("[0-9]{5}|2[AB][0-9]{3}", ["01004", "2A004"], ["2C004"], id="one of two"),
        pytest.param("[A-Z]+[0-9]*-?x", ["AB12-x", "Ax"], ["-x", "AB12--x"], id="any number"),
        pytest.param("", ["Åland 7", "x" * 30], [" x", "x\n", "a\0b", "x" * 31], id="any text"),
    ],
)
def test_a_code_system_tells_its_codes(pattern: str, right: list[str], wrong: list[str]) -> None:
    """A code is one of a system where its pattern is that of the whole code."""
    system = CodeSystem("numbers", pattern)
    assert right == [code for code in (*right, *wrong) if system.has(code)]


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param("(a+)+", id="groups"),
        pytest.param("a*b*c*", id="too many ways"),
        pytest.param("[0-9", id="open set"),
        pytest.param("[9-0]", id="empty range"),
        pytest.param("a{3,2}", id="crossed"),
        pytest.param("a|", id="nothing"),
        pytest.param("a**", id="twice"),
        pytest.param("^a$", id="anchors"),
    ],
)
def test_patterns_that_may_match_for_ever_are_refused(pattern: str) -> None:
    """A pattern is made of signs that can repeat in few ways: it may come from anyone."""
    with pytest.raises(InvalidValueError, match="not a pattern of codes"):
        CodeSystem("numbers", pattern)


def test_a_code_system_has_a_name() -> None:
    """Its name is what messages say, so that it cannot be blank."""
    assert "NIS" == str(NIS)
    with pytest.raises(InvalidValueError, match="not a name of a code system"):
        CodeSystem(" ")


@pytest.mark.parametrize("value", ["", "-a", "a-", "a--b", "A", "é", "a b", "a\n", 3])
def test_ids_of_another_form_are_refused(value: object) -> None:
    """An id has no capitals, blanks, accents or loose hyphens."""
    with pytest.raises(InvalidValueError, match="not a zone id"):
        parse_slug(value, kind="zone id")


@frozen(kw_only=True, field_transformer=tupled)
class Named:
    """Lists with and without a converter of their own, one that may be unknown, and a text."""

    names: tuple[str, ...] = ()
    shares: tuple[int, ...] | None = None
    upper: tuple[str, ...] = field(default=(), converter=lambda names: tuple(map(str.upper, names)))
    note: str = ""
    open_lists: tuple[str, ...] = field(default=(), validator=open_lists_of)


def test_any_series_becomes_a_tuple_and_other_converters_stay():
    """A list, a generator and a set of names are taken; a converter of the class's own goes on."""
    assert ("a", "b") == Named(names=(name for name in "ab")).names
    assert ("A",) == Named(upper=["a"]).upper


def test_a_list_may_be_unknown_where_its_type_says_so():
    """``None`` stays where it is a value of the type, and is refused elsewhere."""
    assert (None, (1,)) == (Named().shares, Named(shares=[1]).shares)
    with pytest.raises(InvalidValueError, match="not a list of names: None"):
        Named(names=None)


def test_a_single_text_is_not_a_list():
    """It would fall into letters."""
    with pytest.raises(InvalidValueError, match=r"several, such as \('ab',\)"):
        Named(names="ab")


def test_only_lists_can_be_open():
    """A text of the class, and a name that it has not, are refused with the lists it has."""
    assert ("names",) == Named(open_lists=["names"]).open_lists
    for name in ("note", "nams", "open_lists"):
        with pytest.raises(InvalidValueError, match="Expected names, shares, upper"):
            Named(open_lists=[name])
