"""Rows without a figure, and rows without a key: what they say, and whether they can be left."""

from __future__ import annotations

import pytest

import elzmodel as elz
from elzmodel import tables
from elzmodel.data import flanders
from elzmodel.errors import TableError
from elzmodel.tables.carrying import repeats_in


@pytest.fixture
def carry(lines):
    """Return a function that carries a table which is drawn as text."""

    def carry(text, **options):
        return elz.carry(flanders(), lines(text), on="2025-01-01", **options)

    return carry


def told(carried) -> list[str]:
    """Return what is said of rows that are left out for having no figure."""
    return [each.message for each in carried.findings.where(code="ELZ-F070")]


WIDE = "nis;2023;2024;2025\n71022;10;11;\n73040;1;2;\n71072;;;20\n73001;1;;3\n"


def test_empty_cells_of_years_without_the_municipality_are_left_out(carry) -> None:
    """Hasselt has another code since 2025, and each code has the years in which it was there."""
    carried = carry(WIDE)
    assert ["11", "13", "20"] == [str(row["value"]) for row in carried["Hasselt"]]
    assert ["1", "unknown", "3"] == [str(row["value"]) for row in carried["Alken"]]
    assert [
        "4 rows without a figure left out, whose municipality was not there: 71072, 71022, 73040"
    ] == told(carried)
    assert str(carried.given["value"]) == ">=48"


def test_a_way_that_is_said_leaves_them_out_as_well(carry) -> None:
    """What a message says to do can be done."""
    carried = carry(WIDE, fits="row year")
    assert ["11", "13", "20"] == [str(row["value"]) for row in carried["Hasselt"]]
    one_day = carry("gemeente;n\nMerelbeke;3\nMelle;2\nMerelbeke-Melle;x\n", fits="2024-01-01")
    assert "5" == str(one_day["Merelbeke-Melle"])


def test_one_day_is_found_where_the_other_codes_have_nothing(carry) -> None:
    """Whatever mark stands for nothing."""
    carried = carry("gemeente;n;m\nMerelbeke;3;1\nMelle;2;1\nMerelbeke-Melle;-;\n")
    (row,) = carried["Merelbeke-Melle"]
    assert ["5", "2"] == [str(each) for each in row.figures]
    assert [
        "1 row without a figure left out, whose municipality was not there: Merelbeke-Melle"
    ] == (told(carried))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("nis;n;m\n71022;3;1\n71072;;2\n", id="a figure in one column"),
        pytest.param("nis;n\n71022;3\n71072;<5\n", id="bounds are a figure"),
        pytest.param("nis;n\n71022;3\n71072;0\n", id="nothing is a figure"),
        pytest.param("nis;n\n73001;3\n71022;\n71072;\n", id="either could be left out"),
    ],
)
def test_rows_with_figures_are_never_left_out(carry, text) -> None:
    """Nor are rows where it is not clear which of them say nothing."""
    with pytest.raises(TableError) as caught:
        carry(text)
    assert ["ELZ-F054"] == [each.code for each in caught.value.findings]


def test_rows_that_are_counted_have_a_figure_each(carry) -> None:
    """A list has none beside them."""
    with pytest.raises(TableError, match="ELZ-F054"):
        carry("nis;name\n71022;a\n71072;b\n", columns=tables.rows("practices"))


def test_words_that_are_missing_are_no_figure(carry) -> None:
    """A category as well may have nothing in it."""
    carried = carry(
        "nis;type\n71022;a\n73040;a\n71072;\n", columns={"type": tables.category("unanimous")}
    )
    assert ["1 row without a figure left out, whose municipality was not there: 71072"] == (
        told(carried)
    )
    assert "a" == carried["Hasselt"]


def test_repeats_are_looked_for_in_what_is_left(tmp_path) -> None:
    """So that matching says what carrying does."""
    path = tmp_path / "wide.csv"
    path.write_text(WIDE, "utf-8")
    assert () == repeats_in(elz.read_table(path))


# --- rows without a key --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "stand"),
    [
        pytest.param("k;age;n\nGenk;0;1\n;18;2\nAlken;0;3\n;18;4\n", "3, 5", id="ages"),
        pytest.param("k;year;n\nGenk;2023;1\n;2024;2\n", "3", id="one municipality"),
    ],
)
def test_rows_that_go_on_with_the_name_above_are_refused(carry, text, stand) -> None:
    """They were left out as rows without a place, and the others became unknown."""
    with pytest.raises(TableError) as caught:
        carry(text)
    (finding,) = caught.value.findings
    assert ("ELZ-F071", 3) == (finding.code, finding.place.line)
    assert finding.message.endswith(f"on with the one above: lines {stand}")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("k;sex;n\nGenk;M;1\nGenk;V;1\n;M;3\n;V;4\n", id="others have the same"),
        pytest.param("k;sex;n\n;M;3\n;V;4\nGenk;M;1\nGenk;V;1\n", id="above all of them"),
        pytest.param("k;sex;n\nGenk;M;1\n;V;2\nAlken;M;1\n", id="below one of several"),
        pytest.param("k;n\nGenk;1\n;2\n", id="nothing tells rows apart"),
        pytest.param("k;2023;2024\nGenk;1;2\n;2;3\n", id="columns of years"),
    ],
)
def test_rows_without_a_place_are_left_out(carry, text) -> None:
    """Where they do not go on with a name, they say no place."""
    carried = carry(text)
    assert ["ELZ-F061"] == [each.code for each in carried.findings.where(code="ELZ-F061")]
