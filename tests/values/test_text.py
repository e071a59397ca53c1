"""Words that are compared, near ones, and sentences that are filled."""

from __future__ import annotations

import copy
import pickle
from datetime import date
from enum import Enum
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from elzmodel.errors import InvalidValueError, UnknownIdError
from elzmodel.values import Period, Share, Total
from elzmodel.values.ids import parse_slug
from elzmodel.values.text import (
    BilingualEnum,
    Label,
    Lookalikes,
    Phrase,
    Suggestions,
    dictionary,
    fill,
    fold,
    in_words,
    listed,
    names_in,
    near,
    phrase,
    plural,
    said,
    slug,
)

ZONES = ["haspengouw", "herkenrode", "zuid-oost-limburg"]


class Colour(BilingualEnum):
    """A choice with a Dutch word."""

    RED = "red", "rood"


class Plain(Enum):
    """A choice without a Dutch word."""

    ONE = "one"


@given(st.text())
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    """Folding twice is folding once."""
    assert fold(text) == fold(fold(text))


@given(st.text())
@example("\u0345")
def test_case_does_not_matter(text: str) -> None:
    """A text in capitals, as far as they lead back, folds as the text itself."""
    if text.upper().casefold() == text.casefold():
        assert fold(text) == fold(text.upper())


@pytest.mark.parametrize("sign", ["-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2212", "\u00ad-"])
def test_every_hyphen_parts_words(sign: str) -> None:
    """Also those that do not break and those that come from a letter."""
    assert "sint truiden" == fold(f"Sint{sign}Truiden")


@pytest.mark.parametrize("sign", ["'", "\u2018", "\u2019", "\u02bc", "\uff07", "`", "\u2032", "."])
def test_every_apostrophe_parts_words(sign: str) -> None:
    """Also a modifier letter that looks like one."""
    assert "s gravenvoeren" == fold(f"{sign}s Gravenvoeren")
    assert "l ecluse" == fold(f"L{sign}\u00c9cluse")


def test_signs_that_are_not_seen_part_nothing() -> None:
    """A soft hyphen or a space without width comes along when text is copied."""
    assert "wellen" == fold("Wel\u00adl\u200be\u0301n\ufeff")


def test_letters_that_no_accent_explains_are_written_out() -> None:
    """As in French and Danish names."""
    assert "soeur aero" == fold("S\u0152UR \u00c6r\u00f8")


@given(st.text())
def test_a_slug_is_an_id_or_nothing(text: str) -> None:
    """Every name gives an id that the parser takes, or the empty text."""
    found = slug(text)
    assert found == (parse_slug(found) if found else "")


@given(st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True))
def test_an_id_is_its_own_slug(name: str) -> None:
    """Nothing of an id is lost."""
    assert name == slug(name)


@pytest.mark.parametrize("word", ["Haspengouw", "HASPENGOUW ", "ELZ Haspengouw", "haspengauw"])
def test_a_name_of_any_spelling_has_its_id_near(word: str) -> None:
    """Case is not looked at, and a word more or another letter is no obstacle."""
    assert "haspengouw" == near(word, ZONES)[0]


def test_the_same_word_but_for_its_spelling_is_the_only_answer() -> None:
    """Both spellings are where there are two, and others that look alike are not."""
    assert ("zuid-oost", "Zuid oost") == near("Zuid-Oost", ["Zuid oost", "zuid-oost", "zuid-west"])[
        ::-1
    ]


def test_nothing_is_near_what_looks_like_nothing() -> None:
    """No answer is better than a wild one."""
    assert () == near("xyz", ZONES)
    assert () == near("", ZONES)
    assert () == near("a", [])


def test_codes_are_near_when_one_slip_lies_between() -> None:
    """One digit, or two that changed places; two wrong digits make another code."""
    assert ("71072",) == near("71073", ["71072", "11002"])
    assert ("71072",) == near("71702", ["71072", "11002"])
    assert () == near("71199", ["71072", "11002"])


def test_at_most_as_many_as_asked_are_near() -> None:
    """Three, where nothing else is said."""
    known = [f"zone-{n}" for n in range(9)]
    assert 3 == len(near("zone-x", known))
    assert 1 == len(near("zone-x", known, most=1))
    assert 2 == len(near("A", ["a", "A ", " a"], most=2))
    with pytest.raises(InvalidValueError, match=r"number of words: 0\. Expected 1 or more"):
        near("A", ["a"], most=0)


def test_a_synonym_is_what_it_stands_for() -> None:
    """The first of its words that is known; a known word goes first."""
    dutch = {"gemeente": "municipality unit", "zones": "areas"}
    assert ("unit",) == near("Gemeente", ["zone", "unit"], synonyms=dutch)
    assert ("gemeente",) == near("gemeente", ["gemeente", "unit"], synonyms=dutch)
    assert ("zone",) == near("zones", ["zone"], synonyms=dutch)


def test_long_text_is_compared_in_time() -> None:
    """Only its beginning is looked at."""
    assert ("haspengouw",) == near("haspengouw" + " " * 10**6 + "x", ZONES)


def test_among_many_words_the_near_ones_are_found() -> None:
    """With an index of pairs of letters, the same as without."""
    many = [f"naam-{n:03}-{chr(97 + n % 26) * 5}" for n in range(300)]
    index = Lookalikes([*many, "haspengouw"])
    assert ("haspengouw",) == index.near("haspengauw")
    assert "naam-007-hhhhh" == index.near("naam-07-hhhhh")[0]
    assert () == index.near("q")


def test_which_of_many_words_are_compared_does_not_depend_on_hashes() -> None:
    """Among pairs of letters that are as rare, the first of the alphabet count."""
    asked = "abcdefghijkl"
    words = [f"{one}{other}{n:02}" for one, other in pairwise(asked) for n in range(20)]
    assert words[:24] == Lookalikes(words)._worth_it(asked)


def test_suggestions_are_looked_up_when_they_are_shown() -> None:
    """Not when they are made, and once only."""
    asked = []

    def known() -> list[str]:
        asked.append(1)
        return ZONES

    meant = Suggestions("Haspengouw", known, most=1)
    assert [] == asked
    assert "haspengouw" == listed(meant, last="or")
    assert ["haspengouw"] == list(meant)
    assert [1] == asked


def test_suggestions_are_compared_as_their_words() -> None:
    """With each other and with a tuple, and their hashes agree."""
    meant = Suggestions("Haspengouw", ZONES)
    assert meant == ("haspengouw",)
    assert meant == Suggestions("haspengauw", ZONES)
    assert meant != Suggestions("x", ZONES)
    assert hash(meant) == hash(("haspengouw",))


@pytest.mark.parametrize("copied", [copy.copy, lambda x: pickle.loads(pickle.dumps(x))])
def test_copies_of_suggestions_hold_the_words(copied) -> None:
    """Not the function that knows them, which does not pickle."""
    assert ("haspengouw",) == copied(Suggestions("Haspengouw", lambda: ZONES))


def test_lists_show_the_first_and_count_the_rest() -> None:
    """Five, or as many as are asked for, or all."""
    assert "" == listed([])
    assert "" == listed([], last="or")
    assert "a" == listed("a", last="or")
    assert "a, b" == listed("ab")
    assert "a and b" == listed("ab", last="and")
    assert "a, b, c, d, e or 2 more" == listed("abcdefg", last="or")
    assert "a and 6 more" == listed("abcdefg", most=1)
    assert "a, b, c, d, e, f of g" == listed("abcdefg", most=None, last="or", lang="nl")
    assert "a, b en nog 1" == listed("abc", most=2, lang="nl")


def test_an_error_is_dutch_in_all_that_it_says() -> None:
    """What a value was meant to be, the value where it is words, and what was expected."""
    sign = InvalidValueError("decimal sign", "x", "',' or '.'")
    assert "not a decimal sign: 'x'. Expected ',' or '.'" == str(sign)
    dutch = "geen geldige waarde voor decimaalteken: 'x'. Verwacht: ',' of '.'"
    assert dutch == in_words(sign, "nl")
    tables = InvalidValueError(said("{form} file", form="csv"), said("{n} tables", n=2), "none")
    assert "not a csv file: '2 tables'. Expected none" == str(tables)
    dutch = "geen geldige waarde voor csv-bestand: '2 tabellen'. Verwacht: geen"
    assert dutch == in_words(tables, "nl")


def test_values_that_a_template_lacks_are_told_in_dutch() -> None:
    """Those that it needs, or none, and those that it may have."""
    with pytest.raises(InvalidValueError) as caught:
        phrase("{a} and {b}[, {c}]", a=1)
    expected = "waarden voor '{a} and {b}[, {c}]': ['a']. Verwacht: a, b, of ook c"
    assert in_words(caught.value, "nl").endswith(expected)
    with pytest.raises(InvalidValueError, match=r"Expected none$") as caught:
        phrase("words", a=1)
    assert in_words(caught.value, "nl").endswith("Verwacht: geen")


def test_a_key_of_several_is_counted_in_dutch() -> None:
    """A key that is words is said, and one that is no words stands as it is."""
    error = UnknownIdError("municipality", said("{codes:list}", codes=[*"abcdefg"]))
    assert "no municipality 'a, b, c, d, e and 2 more' is known" == str(error)
    assert "geen gemeente 'a, b, c, d, e en nog 2' bekend" == in_words(error, "nl")
    assert "geen gemeente 'a' bekend" == in_words(UnknownIdError("municipality", "a"), "nl")


def test_series_in_a_list_are_parted_by_semicolons() -> None:
    """As pieces of land are, each with its parts."""
    assert "a, b; c" == listed([("a", "b"), ("c",)])
    assert "a, b; c and d" == listed([("a", "b"), ("c",), ("d",)], last="and")


def test_a_noun_follows_its_number() -> None:
    """One is one; nothing is several."""
    assert ["0 seats", "1 seat", "2 seats"] == [plural(n, "seat") for n in range(3)]
    assert "2 bodies" == plural(2, "body", "bodies")


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{n} {n:seat|seats}", "1 seat"),
        ("{many} {many:zone|zones}", "a, b, c, d, e and 2 more zones"),
        ("{one:zone|zones} {one}", "zone a"),
        ("{many:list}", "a, b, c, d, e and 2 more"),
        ("{many:list 2}", "a, b and 5 more"),
        ("{many:and all}", "a, b, c, d, e, f and g"),
        ("{many:or}", "a, b, c, d, e or 2 more"),
        ("{many!r:or 1}", "'a' or 6 more"),
        ("{name!r}", "'x'"),
        ("{big:number} {half:number}", "12,991 0.50"),
        ("{big}", "12991"),
        ("{day}", "2025-01-01"),
        ("{period}", "the beginning to 2024-12-31"),
        ("{since}", "2025-01-01 to now"),
        ("{total} {share} {open}", ">=12,991 50% unknown"),
        ("{colour} {plain}", "red one"),
        ("{part}", "so for all 2"),
        ("{part!r}", "'so for all 2'"),
        ("{{n}}", "{n}"),
    ],
)
def test_values_are_shown_as_people_write_them(template: str, expected: str) -> None:
    """Each kind of value in each form, in English."""
    assert expected == fill(template, VALUES)


VALUES = {
    "n": 1,
    "many": tuple("abcdefg"),
    "one": ("a",),
    "name": "x",
    "big": 12_991,
    "half": Fraction(1, 2),
    "day": date(2025, 1, 1),
    "period": Period(None, date(2025, 1, 1)),
    "since": Period(date(2025, 1, 1)),
    "total": Total(12_991, None),
    "open": Total.unknown(),
    "share": Share.exactly(Fraction(1, 2)),
    "colour": Colour.RED,
    "plain": Plain.ONE,
    "part": phrase("so for all {n}", n=2),
}


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{many:or}", "a, b, c, d, e of nog 2"),
        ("{one:and}", "a"),
        ("{big:number} {half:number}", "12.991 0,50"),
        ("{big}", "12991"),
        ("{period}", "het begin tot 2024-12-31"),
        ("{since}", "2025-01-01 tot nu"),
        ("{total} {share} {open}", ">=12.991 50% onbekend"),
        ("{colour} {plain}", "rood één"),
        ("{part}", "zo voor alle 2"),
    ],
)
def test_values_are_shown_in_the_language_of_the_sentence(template: str, expected: str) -> None:
    """Words, figures, periods, choices and phrases."""
    assert expected == fill(template, VALUES, "nl")


@pytest.mark.parametrize("value", [None, "", (), [], Suggestions("x", [])])
def test_a_clause_without_its_value_is_left_out(value: object) -> None:
    """Empty, or not there at all."""
    assert "a" == fill("a[ on {day}]", {"day": value})
    assert "a" == fill("a[ on {day}]", {})


def test_a_clause_with_its_values_stands() -> None:
    """Nought is a value; of two, both are needed."""
    assert "a: 0 of them" == fill("a[: {n} of them]", {"n": 0})
    assert "ac" == fill("a[{n}{m}]c", {"n": 1})
    assert "a b" == fill("a[ b]", {})


@pytest.mark.parametrize(
    ("template", "python", "cli"),
    [
        ("say {option:decimal}", "say decimal=", "say --decimal"),
        ("say {option:beyond_ok=True}", "say beyond_ok=True", "say --beyond-ok"),
        ("say {option:decimal=','}", "say decimal=','", "say --decimal ','"),
        ("say {option:totals='leave out'}", "say totals='leave out'", "say --totals 'leave-out'"),
        ("say {option:columns}", "say columns=", "say --value"),
        ("say {option:cells}", "say cells=", "say --cell"),
    ],
)
def test_an_option_is_called_as_it_is_at_the_door(template: str, python: str, cli: str) -> None:
    """In Python an argument, on the command line a flag; also within a phrase."""
    assert python == fill(template, {})
    assert cli == fill("{what}", {"what": phrase(template)}, "en", "cli")
    assert cli == fill("{what:list}", {"what": (phrase(template),)}, "nl", "cli")


def test_an_option_of_a_second_table_begins_as_its_door_says() -> None:
    """So that a remedy does not name the option of the first table."""
    words = fill("say {option:decimal} or {option:cells}", {}, "en", "--population-")
    assert "say --population-decimal or --population-cell" == words


def test_values_are_taken_as_they_are() -> None:
    """Signs that mean something in a template mean nothing in a value."""
    assert "{n} [x] {{" == fill("{text}", {"text": "{n} [x] {{"})


def test_the_names_in_a_template_are_those_it_needs_and_those_it_may_have() -> None:
    """Those of a clause may be left out; an option is no value."""
    assert ({"a", "b"}, {"a", "b", "c"}) == names_in("{a!r}[ {c:list}]{b:x|y}[ {option:d} {b}]")


@pytest.mark.parametrize(
    ("template", "values"),
    [("{a}", {}), ("{a}", {"a": 1, "b": 2}), ("{a}[ {b}]", {"b": 1}), ("a", {"a": 1}), ("{}", {})],
)
def test_a_phrase_takes_the_values_that_it_names(template: str, values: dict[str, int]) -> None:
    """None that it needs is lacking, and none is there for nothing."""
    with pytest.raises(InvalidValueError, match="set of values"):
        phrase(template, **values)


@pytest.mark.parametrize("form", ["lists", "list x", "a|b|c", "or-all", ".2f"])
def test_a_form_that_does_not_exist_is_refused(form: str) -> None:
    """When the phrase is made, not when it is shown."""
    with pytest.raises(InvalidValueError, match="not a form"):
        phrase(f"{{a:{form}}}", a=1)


def test_an_unknown_language_or_door_is_refused() -> None:
    """Rather than answered in English."""
    with pytest.raises(InvalidValueError, match="Expected en or nl"):
        fill("x", {}, "fr")
    with pytest.raises(InvalidValueError, match="Expected python or cli"):
        fill("x", {}, "en", "window")


def test_phrases_are_equal_by_value() -> None:
    """Whatever the order or the kind of series, and they can be hashed and pickled."""
    one = Phrase("{a} {b}", {"a": ["x", ["y"]], "b": {"z", "y"}})
    other = Phrase("{a} {b}", {"b": ("y", "z"), "a": ("x", ("y",))})
    assert one == other
    assert 1 == len({one, other, pickle.loads(pickle.dumps(one))})


def test_what_has_no_dutch_is_said_in_english() -> None:
    """A phrase that nobody translated yet stays as it is."""
    assert "nobody translated 3" == in_words(phrase("nobody translated {n}", n=3), "nl")


def test_the_dictionary_of_english_is_empty() -> None:
    """English stands beside the code."""
    assert {} == dictionary("en")


def test_a_bilingual_choice_is_known_by_its_word_alone() -> None:
    """The Dutch word stands beside it; copies are the choice itself."""
    assert Colour.RED is Colour("red")
    assert ("red", "rood") == (Colour.RED.value, Colour.RED.dutch)
    assert Colour.RED is copy.deepcopy(Colour.RED)
    assert Colour.RED is pickle.loads(pickle.dumps(Colour.RED))


def test_suggestions_can_show_something_else_than_the_word_that_is_near() -> None:
    """Two words that stand for one thing give it once."""
    ids = {"gent": "gent", "Gent": "gent", "Genk": "genk"}
    assert ("gent",) == tuple(Suggestions("GENT", ids, shown=ids.__getitem__))


def test_a_brace_that_is_not_closed_is_refused() -> None:
    """A template with it could never be filled."""
    with pytest.raises(InvalidValueError, match="names in braces, each closed"):
        phrase("{zone", zone="Gent")


def test_a_label_is_shown_in_english():
    """As it stands where no language is asked for."""
    assert "zone" == str(Label("zone"))


def test_nothing_looks_like_what_is_no_text() -> None:
    """An error about it can still be said."""
    for key in (5, None, ("a",), 10**5000):
        assert () == tuple(Suggestions(key, ["a"]))
        error = UnknownIdError("zone", key, Suggestions(key, ["a"]))
        assert "no zone" in str(error)
        assert "zone" in in_words(error, "nl")


def test_what_holds_itself_cannot_be_said() -> None:
    """A sentence about it would have no end."""
    endless: list[object] = []
    endless.append(endless)
    with pytest.raises(InvalidValueError, match="values that do not hold themselves"):
        said("{it:list}", it=endless)


def test_numbers_of_thousands_of_digits_are_said_by_their_class() -> None:
    """Python writes no more than 4,300."""
    assert "column <int>" == fill("column {column}", {"column": 10**5000})
    assert "12, -3" == fill("{n:list}", {"n": (12, -3)})
