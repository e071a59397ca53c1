"""Documents are written so that they read well and differ little."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elzmodel.errors import DocumentError, InvalidValueError
from elzmodel.io import EventsDocument, dumps, loads
from elzmodel.io._readers import read_yaml
from elzmodel.io._writer import WIDTH, write_yaml
from elzmodel.territory import Figure, MoveParts, Weight
from elzmodel.values import Share, Total
from elzmodel.zones import AlterZone

WORDS = "It serves as an example and is long enough to be folded over several lines of text, is it"


def line_of(text: str) -> str:
    """Return how one text is written."""
    return write_yaml({"k": text})


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Sint-Martens-Lat\u00e9m", "k: Sint-Martens-Lat\u00e9m\n"),
        ("\u2019s-Gravenvoeren", "k: \u2019s-Gravenvoeren\n"),
        ("71072", 'k: "71072"\n'),
        ("no", 'k: "no"\n'),
        ("a: b", 'k: "a: b"\n'),
        ("a #b", 'k: "a #b"\n'),
        ("a\u00a0b", 'k: "a\\u00a0b"\n'),
        ("https://a.b/c#d", "k: https://a.b/c#d\n"),
        ("two\nlines", "k: |-\n  two\n  lines\n"),
        ("two\n\nlines\n", "k: |\n  two\n\n  lines\n"),
        ("\n", 'k: "\\n"\n'),
        (" a\nb", 'k: " a\\nb"\n'),
        ("2025-01-01", "k: 2025-01-01\n"),
    ],
)
def test_text_has_quotes_only_where_needed(text: str, line: str) -> None:
    """Plain words stay plain; what anything would misread is quoted."""
    assert line == line_of(text)


def test_long_text_is_folded() -> None:
    """No line of ordinary text is wider than the page."""
    lines = line_of(f"{WORDS} {WORDS}").splitlines()
    assert "k: >-" == lines[0]
    assert all(len(line) <= WIDTH for line in lines)


@pytest.mark.parametrize("text", [f"{WORDS}\t{WORDS}", "x" * 200])
def test_long_text_that_would_not_read_back_is_not_folded(text: str) -> None:
    """Tabs and words without end keep their line."""
    assert 1 == len(line_of(text).splitlines())


def test_a_long_list_has_a_line_for_each_item() -> None:
    """A short list stands on one line, a long one below its key."""
    assert "k: [a, b]\n" == write_yaml({"k": ["a", "b"]})
    many = [f"municipality-{number}" for number in range(9)]
    assert 10 == len(write_yaml({"k": many}).splitlines())


@given(st.text(max_size=300) | st.text("ab \n", max_size=300) | st.sampled_from("-?:#~'\" "))
def test_any_text_reads_back_the_same(text: str) -> None:
    """Whatever a text holds, it is the same after writing and reading."""
    for value in ({"k": text}, {"k": [text, text]}, {"k": [{"x": text}]}):
        tree = read_yaml(write_yaml(value))
        assert tree is not None
        assert value == tree.root


def test_empty_mappings_read_back_the_same() -> None:
    """A mapping without keys is one, and not null."""
    value = {"a": {}, "b": [{"c": 1}, {}, 3, None], "d": []}
    tree = read_yaml(write_yaml(value))
    assert tree is not None
    assert value == tree.root


def test_bounds_that_are_fractions_stay_exact() -> None:
    """A fifth as a bound is a fifth when it is read again, not the nearest decimal number."""
    total = Total(0, Fraction(1, 5), ["a"])
    event = MoveParts(
        id="x",
        day="2027-01-01",
        origin="a",
        to="b",
        portion=(Weight(kind="k", amount=total),),
    )
    text = dumps(EventsDocument([event]))
    assert "high: 1/5\n" in text
    assert EventsDocument([event]) == loads(text)


def test_defaults_make_no_noise_and_fields_keep_their_order() -> None:
    """What is as usual is not written; what is not, stands in the order of the class."""
    event = AlterZone(id="x", day=date(2027, 1, 1), order=2, zone="kust", name="Kust")
    written = dumps(EventsDocument([event]))
    expected = """\
elzmodel: 1
kind: events
events:
  - event: alter-zone
    id: x
    day: 2027-01-01
    order: 2
    zone: kust
    name: Kust
"""
    assert expected == written


def test_numbers_keep_their_exact_value() -> None:
    """Fractions, decimal shares and bounds read back exactly."""
    shares = [Fraction(1, 3), Fraction(1, 10), 0, 1]
    weights = [Weight(kind=f"k{n}", share=Share.exactly(s)) for n, s in enumerate(shares)]
    weights.append(Weight(kind="b", share=Share(0, Fraction(1, 7), of="area")))
    weights.append(Weight(kind="t", amount=Total(2, None, ["a"])))
    weights.append(Weight(kind="f", amount=Total.exactly(Fraction(5, 1))))
    event = MoveParts(id="x", day="2027-01-01", origin="a", to="b", portion=tuple(weights))
    values = [1, 2.5, Fraction(2, 7), 10**30, 1e300]
    figures = [Figure(kind="k", day="2027-01-01", parts=["a"], value=value) for value in values]
    document = EventsDocument([event], figures)
    text = dumps(document)
    assert document == loads(text)
    assert "share: 0.1\n" in text
    assert "share: 1/3\n" in text


def test_a_value_that_no_document_may_hold_is_refused_on_writing() -> None:
    """What could not be read again is not written, with the way to it."""
    event = AlterZone(id="X y", day="2027-01-01", zone="kust", name="Kust")
    figure = Figure(kind="k", day="2027-01-01", parts=["a b"], value=1)
    with pytest.raises(DocumentError) as caught:
        dumps(EventsDocument([event], [figure]))
    paths = [each.place.path for each in caught.value.findings]
    assert [("events", 0, "id"), ("figures", 0, "parts", 0)] == paths


def test_only_documents_are_written_and_only_in_known_forms() -> None:
    """Other values and forms are refused."""
    with pytest.raises(InvalidValueError, match="EventsDocument"):
        dumps("text")  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError):
        dumps(EventsDocument(), form="toml")  # type: ignore[arg-type]
