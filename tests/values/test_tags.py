"""Families of classes: each kind has its word and its sentence, in one place."""

from __future__ import annotations

import pytest
from attrs import frozen

from elzmodel.errors import InvalidValueError
from elzmodel.values.tags import Tagged
from elzmodel.values.text import in_words


@frozen
class Move(Tagged):
    """The head of a family."""

    tag = "move"
    who: str


@frozen
class Jump(Move):
    """A kind."""

    word = "jump"
    sentence = "{who} jumps[ over {things:and}]"
    things: tuple[str, ...] = ()


def test_a_head_knows_its_kinds_by_their_words():
    """Those of another family are not among them, nor are subclasses without a word."""

    @frozen
    class Other(Tagged):
        tag = "other"

    @frozen
    class HighJump(Jump):
        pass

    assert {"jump": Jump} == Move.kinds
    assert {} == Other.kinds
    assert "jump" == HighJump("anna").word


def test_a_value_says_its_sentence():
    """With its fields, in the language that is asked."""
    jump = Jump("anna", ("a", "b"))
    assert "anna jumps over a and b" == str(jump)
    assert "anna jumps over a en b" == in_words(jump, "nl")
    assert "anna jumps" == str(Jump("anna"))


def test_a_word_is_used_once():
    """Documents could not tell two kinds apart."""
    with pytest.raises(InvalidValueError, match="word for a move"):

        @frozen
        class Again(Move):
            word = "jump"
