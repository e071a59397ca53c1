"""Families of classes that a word tells apart, such as the kinds of steps.

A kind is declared in one place, its class: the word by which documents know it, and
the sentence that says it.
"""

from __future__ import annotations

from typing import Any, ClassVar

import attrs

from elzmodel.values.errors import InvalidValueError
from elzmodel.values.text import fill, in_words, said, translated

__all__ = []


class Tagged:
    """What the classes of one family have in common; their own fields stand in each.

    The head of a family names the key that tells its kinds apart in documents,
    *tag*; *kinds* holds them by their *word*, in the order of declaration.
    *sentence* is a template that says a value of a kind, filled with its fields.

    Raises:
        InvalidValueError: If two kinds of a family have one word.

    Example:
        >>> import elzmodel as elz
        >>> undecide = elz.scenarios.Step.kinds["undecide"]
        >>> str(undecide(places=["Heers"], day="2027-01-01"))
        'take Heers out of every zone on 2027-01-01'
    """

    __slots__ = ()

    tag: ClassVar[str] = ""
    word: ClassVar[str] = ""
    sentence: ClassVar[str] = ""
    kinds: ClassVar[dict[str, type[Any]]] = {}

    @classmethod
    def __attrs_init_subclass__(cls) -> None:
        """Enter a class in its family once attrs has made it."""
        if "tag" in vars(cls):
            cls.kinds = {}
        elif "word" in vars(cls):
            if cls.word in cls.kinds:
                kind = said("word for a {tag}", tag=cls.tag)
                raise InvalidValueError(kind, cls.word, "one not in use yet")
            cls.kinds[cls.word] = cls

    def __str__(self) -> str:
        """Say the value in English."""
        return in_words(self)


@in_words.register
def _(value: Tagged, lang: str = "en", door: str = "python") -> str:
    fields: dict[str, Any] = {
        each.name: getattr(value, each.name)
        for each in attrs.fields(type(value))  # type: ignore[arg-type]
    }
    return fill(translated(value.sentence, lang), fields, lang, door)
