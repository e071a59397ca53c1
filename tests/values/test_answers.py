"""Answers: typed rows that are a series, a value and a table at once."""

from __future__ import annotations

import re
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cached_property
from typing import Generic, TypeVar

import pandas as pd
import pytest
from attrs import frozen

from elzmodel.errors import InvalidValueError
from elzmodel.values import (
    Answer,
    BodyId,
    Code,
    Column,
    NisCode,
    Number,
    Period,
    Severity,
    Share,
    Total,
    columns,
)
from elzmodel.values.answers import columns_of
from tests.values.answer_laws import keeps_the_laws


class Mood(Enum):
    """A value that is told by its word."""

    GLAD = "glad"


@frozen
class Place:
    """A value that stands inside rows, shown by its text."""

    nis: NisCode | None
    name: str
    inhabitants: Total | None = None

    def __str__(self) -> str:
        """Show the name."""
        return self.name


@frozen
class Everything:
    """A row with a field of every kind."""

    text: str
    code: NisCode | None
    flag: bool | None
    day: date | None
    texts: tuple[str, ...]
    zones: frozenset[str]
    count: int
    number: float | None
    exact: Fraction | None
    either: Number | None
    total: Total | None
    bounds: Total | int
    share: Share | None
    mood: Mood | None
    period: Period
    place: Place | None
    places: tuple[Place | None, ...]
    nothing: None
    _hidden: int = 0


@columns("nis_before=before.nis", "members=before.name", "now=after", "people=after.inhabitants")
@frozen(kw_only=True)
class Merger:
    """A row that shows attributes of the values inside it."""

    before: tuple[Place, ...]
    after: Place | None


@columns(without=["secret"], kinds={"growth": "change"}, labels={"growth": "more"})
@frozen(kw_only=True)
class Growth:
    """A row that shows all fields but one."""

    zone: str
    growth: int | None
    secret: str = ""

    @property
    def is_known(self) -> bool:
        """Whether the growth is known."""
        return self.growth is not None


@columns("zone", "is_known")
@frozen(kw_only=True)
class Told(Growth):
    """A row that shows what is worked out."""


@frozen(kw_only=True, repr=False)
class Growths(Answer[Growth]):
    """An answer that carries more than its rows."""

    body: BodyId
    day: date

    @cached_property
    def unknown(self) -> tuple[Growth, ...]:
        """The rows of which nothing is known."""
        return tuple(row for row in self if not row.is_known)


GENT = Place(NisCode("44021"), "Gent", Total(5, None))
EVERYTHING = Everything(
    text="a",
    code=NisCode("11002"),
    flag=True,
    day=date(2025, 1, 1),
    texts=("p", "q"),
    zones=frozenset({"z", "a"}),
    count=5,
    number=0.5,
    exact=Fraction(1, 2),
    either=5,
    total=Total(5, None),
    bounds=3,
    share=Share(0, 1),
    mood=Mood.GLAD,
    period=Period(date(2025, 1, 1), None),
    place=GENT,
    places=(GENT, None),
    nothing=None,
)
UNKNOWN = Everything(
    text="",
    code=None,
    flag=None,
    day=None,
    texts=(),
    zones=frozenset(),
    count=0,
    number=None,
    exact=None,
    either=None,
    total=None,
    bounds=0,
    share=None,
    mood=None,
    period=Period(),
    place=None,
    places=(),
    nothing=None,
)
GROWN = Growths(
    title="Growth",
    rows=(Growth(zone="gent", growth=7), Growth(zone="rits", growth=None)),
    notes=("By year.", ""),
    body=BodyId("board"),
    day=date(2025, 1, 1),
)


@pytest.mark.parametrize(
    "answer",
    [
        Answer(title="Everything", rows=(EVERYTHING, UNKNOWN)),
        Answer(title="Nothing", row_type=Everything),
        Answer(title="Mergers", rows=(Merger(before=(GENT, GENT), after=None),)),
        Answer(title="", rows=(Told(zone="a", growth=1),)),
        GROWN,
        GROWN[:0],
    ],
    ids=repr,
)
def test_answers_keep_the_laws(answer: Answer[object]) -> None:
    """Every answer is a series, a value and a table."""
    assert keeps_the_laws(answer)


def test_kinds_follow_from_annotations() -> None:
    """What a column holds is told by the annotation of its field."""
    expected = {
        "text": "text",
        "code": "code",
        "flag": "flag",
        "day": "day",
        "texts": "list",
        "zones": "list",
        "count": "count",
        "number": "number",
        "exact": "number",
        "either": "number",
        "total": "total",
        "bounds": "total",
        "share": "share",
        "mood": "text",
        "period": "text",
        "place": "text",
        "places": "list",
        "nothing": "text",
    }
    assert expected == {column.key: column.kind for column in columns_of(Everything)}


def test_values_become_cells() -> None:
    """A word for an enum, texts for a list, sorted for a set, the text of any other value."""
    (row,) = Answer(title="", rows=(EVERYTHING,)).to_table().rows
    assert ("p", "q") == row[4]
    assert ("a", "z") == row[5]
    assert ("glad", str(EVERYTHING.period), "Gent", ("Gent", "unknown"), None) == row[13:]


def test_paths_read_the_values_inside() -> None:
    """A column may hold an attribute of a value inside, or of each member of a list."""
    one = Merger(before=(GENT, Place(None, "Melle")), after=GENT)
    table = Answer(title="", rows=(one, Merger(before=(), after=None))).to_table()
    assert ("list", "list", "text", "total") == tuple(column.kind for column in table.columns)
    assert (("44021", "unknown"), ("Gent", "Melle"), "Gent", Total(5, None)) == table.rows[0]
    assert ((), (), None, None) == table.rows[1]


def test_properties_are_columns_where_they_are_named() -> None:
    """What is worked out is shown where the class says so."""
    assert (Column("zone"), Column("is_known", "flag", "known")) == columns_of(Told)


def test_cached_properties_are_columns_too() -> None:
    """A property that remembers tells its kind as any other does."""

    @columns("doubled")
    @frozen
    class Doubling:
        value: int

        @cached_property
        def doubled(self) -> int:
            return 2 * self.value

    assert [{"doubled": 6}] == Answer(title="", rows=(Doubling(3),)).records()
    assert (Column("doubled", "count"),) == columns_of(Doubling)


def test_fields_are_left_out_and_labelled() -> None:
    """A class says which fields are not shown, and what people read above the others."""
    assert (Column("zone"), Column("growth", "change", "more")) == columns_of(Growth)
    expected = "Growth\nzone  more\ngent    +7\nrits\nBy year."
    assert expected == str(GROWN)


@pytest.mark.parametrize(
    ("declare", "wrong"),
    [
        (columns("nope"), "nope"),
        (columns("zone.never"), "never"),
        (columns("zone", labels={"growth": "more"}), "growth"),
        (columns(kinds={"zones": "code"}), "zones"),
    ],
)
def test_columns_that_are_not_there_are_refused(declare, wrong: str) -> None:
    """A misspelt column is an error, with those that there are."""

    @declare
    @frozen
    class Row:
        zone: str
        growth: int = 0

    with pytest.raises(InvalidValueError, match=wrong):
        columns_of(Row)


def test_rows_that_declare_no_fields_are_refused() -> None:
    """Rows are values of attrs classes; others tell no columns."""
    with pytest.raises(InvalidValueError, match="class of attrs"):
        Answer(title="", rows=("text",)).to_table()


def test_the_row_type_follows_from_the_class() -> None:
    """An answer of a class of its own needs no rows to know its columns."""
    assert Growth is GROWN[:0].row_type
    assert ["zone", "growth"] == [column.key for column in GROWN[:0].to_table().columns]


def test_the_row_type_follows_through_generic_classes() -> None:
    """A class between the answer and the one that names its rows makes no difference."""
    row = TypeVar("row")

    class Between(Answer[row], Generic[row]):
        pass

    class Last(Between[Growth]):
        pass

    class After(Last):
        pass

    assert Growth is After(title="").row_type
    assert Growth is Between(title="", rows=(Growth(zone="a", growth=1),)).row_type


def test_an_answer_that_knows_no_row_type_is_refused() -> None:
    """Without rows and without a type nothing tells the columns."""
    with pytest.raises(InvalidValueError, match="row_type="):
        Answer(title="Nothing")


def test_where_keeps_the_rows_that_have_all_values() -> None:
    """An answer can be narrowed by fields and properties, and keeps what it carries."""
    kept = GROWN.where(is_known=True, zone="gent")
    assert ("gent",) == tuple(row.zone for row in kept)
    assert (GROWN.title, GROWN.notes, GROWN.day) == (kept.title, kept.notes, kept.day)
    assert not GROWN.where(is_known=True, zone="rits")


def test_where_refuses_attributes_that_are_not_there() -> None:
    """A misspelt name is an error, not an empty answer."""
    with pytest.raises(InvalidValueError, match="zoen"):
        GROWN.where(zoen="gent")


def test_answers_differ_where_anything_differs() -> None:
    """Rows, title, notes and what a class adds all count."""
    one = Answer(title="a", rows=(Growth(zone="a", growth=1),))
    others = [
        Answer(title="b", rows=one.rows),
        Answer(title="a", rows=one.rows, notes=("x",)),
        Answer(title="a", row_type=Growth),
        Growths(title="a", rows=one.rows, body=BodyId("b"), day=date.max),
    ]
    assert all(one != other for other in others)
    assert one != one.rows


def test_what_is_remembered_does_not_count() -> None:
    """A cached property changes neither equality nor the hash."""
    asked, fresh = GROWN[:], GROWN[:]
    assert ("rits",) == tuple(row.zone for row in asked.unknown)
    assert (asked, hash(asked)) == (fresh, hash(fresh))


def test_notebooks_show_a_card_of_the_first_rows() -> None:
    """A long answer says how many rows are not shown."""
    rows = tuple(Growth(zone=f"z{n}", growth=n) for n in range(51))
    html = Answer(title="Many", rows=rows, notes=("Note.",))._repr_html_()
    assert ">Many</caption>" in html
    assert 50 == len(re.findall(r">z[0-9]+</td>", html))
    assert re.search(r">Note.</p><p[^>]*>Shown are 50 of 51 rows.</p></div>$", html)
    assert "Shown" not in GROWN._repr_html_()


def test_repr_counts_the_rows() -> None:
    """In a list of answers each takes one line."""
    assert "<Growths 'Growth': 2 rows>" == repr(GROWN)


def test_findings_are_an_answer() -> None:
    """What checks give is shown without a table of its own."""
    found = Answer(title="Findings", rows=[Code("ELZ-Z010", "two pieces").finding()])
    assert 1 == len(found.where(severity=Severity.WARNING))
    assert "ELZ-Z010" in found.to_table().to_markdown()


def test_answers_become_data_frames() -> None:
    """A frame has the columns of the records, each of one type, also without rows."""
    answer = Answer(title="Everything", rows=(EVERYTHING, UNKNOWN))
    frame, empty = answer.to_pandas(), answer[:0].to_pandas()
    assert [*answer.records()[0]] == [*frame.columns]
    assert frame.dtypes.to_dict() == {**empty.dtypes.to_dict(), "either": pd.Int64Dtype()}
    assert [5, 0] == frame["count"].tolist()
    assert (5, pd.NA) == (frame["total_low"][0], frame["total_high"][0])


def test_answers_become_polars_frames() -> None:
    """Polars has the same columns, with lists and days of its own."""
    polars = pytest.importorskip("polars")
    answer = Answer(title="Everything", rows=(EVERYTHING, UNKNOWN))
    frame = answer.to_polars()
    assert [*answer.records()[0]] == frame.columns
    assert frame.schema == {**answer[:0].to_polars().schema, "either": polars.Int64}
    assert ["p", "q"] == frame["texts"][0].to_list()
    assert [date(2025, 1, 1), None] == frame["day"].to_list()
