"""Rows of totals, held against the rows that they add up."""

from __future__ import annotations

import pytest
from attrs import evolve

import elzmodel as elz
from elzmodel import tables
from elzmodel.data import flanders
from elzmodel.errors import TableError
from elzmodel.tables.reading import TotalRow
from elzmodel.values import Total


@pytest.fixture
def carry(lines):
    """Return a function that carries a table which is drawn as text, from 2025."""

    def carry(text, **options):
        options.setdefault("on", "2025-01-01")
        return elz.carry(flanders(), lines(text), fits="2025-01-01", **options)

    return carry


@pytest.fixture
def refused(carry):
    """Return a function that carries a table, and returns what is said of its totals."""

    def refused(text, **options):
        with pytest.raises(TableError) as caught:
            carry(text, **options)
        return [each.message for each in caught.value.findings]

    return refused


def said(carried):
    """Return what is said of the totals of a table that was carried."""
    return [each.message for each in carried.findings if each.code == "ELZ-F057"]


LIMBURG = [m.nis for m in flanders().on("2025-01-01").municipalities if m.province == "Limburg"]


def limburg(*others, missing=0):
    """Return a table with 1 for each municipality of Limburg, and other rows."""
    rows = [f"{nis};1" for nis in LIMBURG[missing:]]
    return "\n".join(["nis;n", *rows, *others])


def test_a_total_that_equals_its_rows_is_left_out(carry) -> None:
    """It adds nothing."""
    carried = carry("nis;n\n71072;3\n71011;2\nTotaal;5\n")
    assert ["1 total row left out"] == said(carried)
    assert 5 == carried.given["n"].value


def test_a_total_may_have_more_than_rows_that_are_not_complete(carry) -> None:
    """The others are somewhere else."""
    carried = carry("nis;n\n71072;3\n71011;2\nTotaal;9\n")
    assert ["1 total row left out; 1 has more than the rows below"] == said(carried)


def test_a_total_below_its_rows_is_refused_with_both(refused, carry) -> None:
    """Unless totals are not to be looked at."""
    text = "nis;n\n71072;3\n71011;2\nTotaal;4\n"
    assert ["n: the total is 4, and its rows have 5 together"] == refused(text)
    assert ["1 total row left out, not compared"] == said(carry(text, totals="leave out"))


def test_a_total_of_an_area_is_that_of_its_municipalities(carry, refused) -> None:
    """All of them together, and no more; where some are missing it may have more."""
    n = len(LIMBURG)
    assert ["1 total row left out"] == said(carry(limburg(f"70000;{n}", "44021;5")))
    assert [f"n: the total is {n + 1}, and all its rows have {n} together"] == refused(
        limburg(f"70000;{n + 1}")
    )
    assert ["1 total row left out; 1 has more than the rows below"] == said(
        carry(limburg(f"70000;{n + 1}", missing=1))
    )
    assert ["1 total row left out; 1 has more than the rows below"] == said(
        carry(limburg("01000;99"))
    )


def test_a_total_of_all_there_is_must_be_their_sum(refused, carry) -> None:
    """Where all land of the regions is there, nothing is left to have more."""
    rows = [f"{m.nis};1" for m in flanders().on("2025-01-01").municipalities_in("Vlaams Gewest")]
    text = "\n".join(["nis;n", *rows, "Totaal;286"])
    assert ["n: the total is 286, and all its rows have 285 together"] == refused(text)
    elsewhere = "\n".join(["nis;n", *rows, "62063;7", "Totaal;300"])
    assert ["1 total row left out; 1 has more than the rows below"] == said(carry(elsewhere))


def test_a_total_over_a_dimension_is_that_of_its_key(carry, refused) -> None:
    """In the same year, and of the same municipality."""
    text = "nis;jaar;sex;n\n71072;2025;M;3\n71072;2025;F;2\n71072;2025;;{}\n71011;2025;M;9\n"
    assert ["1 total row left out"] == said(carry(text.format(5)))
    assert ["1 total row left out; 1 has more than the rows below"] == said(carry(text.format(6)))
    assert ["n: the total is 4, and its rows have 5 together"] == refused(text.format(4))


def test_a_total_of_unknown_rows_is_between_their_bounds(carry, refused) -> None:
    """A hidden figure leaves room, and no more than it may be."""
    text = "nis;n\n71072;3\n71011;<5\nTotaal;{}\n"
    assert ["1 total row left out"] == said(carry(text.format(7)))
    assert ["n: the total is 2, and its rows have 3-7 together"] == refused(text.format(2))
    assert ["1 total row left out"] == said(carry("nis;n\n71072;3\n71011;2\nTotaal;x\n"))


def test_a_total_counts_a_whole_and_its_pieces_once(carry) -> None:
    """In all, and in an area."""
    codes = sorted(flanders().on("2025-01-01").postal_codes)
    pieces = "".join(f"Antwerpen;{code};20\n" for code in codes)
    text = f"gemeente;postcode;n\nAntwerpen;;300\n{pieces}Provincie Antwerpen;;300\nTotaal;;300\n"
    assert ["2 total rows left out"] == said(carry(text, columns=["n"]))


def test_a_whole_outside_of_all_areas_and_its_pieces_count_once(carry) -> None:
    """Brussels lies in no province, and 1020 is a piece of it."""
    carried = carry("k;n\n21004;100\n1020;60\n44021;5\n", to="province")
    assert (100, 105) == (carried.outside["n"].value, carried.given["n"].value)


def test_totals_of_rates_and_lists_are_not_compared(carry, read) -> None:
    """A rate of all is no sum, and a row of a list is no figure."""
    text = "nis;people;pct\n71072;10;50\n71011;10;0\nTotaal;20;25\n"
    assert ["1 total row left out"] == said(carry(text, columns={"pct": tables.rate("people")}))
    table = read("nis;n\n71072;3\n", columns=tables.rows("n"))
    odd = evolve(table, totals=(TotalRow(9, (), (Total.exactly(7),)),))
    assert ["1 total row left out"] == said(elz.carry(flanders(), odd, on="2025-01-01"))


def test_a_total_without_rows_is_left_out(read) -> None:
    """Of a year, or of a key, of which nothing else is said."""
    table = read("nis;jaar;n\n71072;2025;3\n71011;2026;4\n")
    totals = (
        TotalRow(8, (2031,), (Total.exactly(7),)),
        TotalRow(9, (2026,), (Total.exactly(7),), key=0),
        TotalRow(10, (2031,), (Total.exactly(7),), area="Limburg"),
        TotalRow(11, (2026,), (None,)),
    )
    carried = elz.carry(flanders(), evolve(table, totals=totals), on="2025-01-01")
    assert ["4 total rows left out; no other row is about Limburg"] == said(carried)


def test_what_only_a_total_is_about_is_named(carry) -> None:
    """Its figure is in no area, and somebody may miss it."""
    rows = "gemeente;n\nGenk;5\nAs;2\nPeer;1\nProvincie West-Vlaanderen;30\nHaspengouw;4\n"
    rows += "Regio Aalst;9\n"
    assert ["3 total rows left out; no other row is about West-Vlaanderen, Haspengouw"] == (
        said(carry(rows))
    )


SUBTOTALS = """regio;gemeente;n
Noord;Genk;5
;Alken;6
;Subtotaal;11
Zuid;Boom;4
;Lier;5
;Subtotaal;9
Totaal;;20
"""


def test_a_subtotal_adds_up_the_rows_above_it(carry, refused) -> None:
    """Down from the total before it, in each column and for each content of a dimension."""
    assert ["3 total rows left out"] == said(carry(SUBTOTALS))
    (problem,) = refused(SUBTOTALS.replace("Subtotaal;9", "Subtotaal;8"))
    assert "n: the total is 8, and its rows have 20 together" == problem
    (problem,) = refused("gemeente;n\nGenk;5\nAlken;6\nTotaal;11\nTotaal;3\n")
    assert "n: the total is 3, and its rows have 11 together" == problem


def test_a_subtotal_of_a_year_adds_up_the_rows_of_that_year(carry, refused) -> None:
    """Whatever stands between them of other years."""
    text = "k;jaar;n\nGenk;2023;5\nGenk;2024;1\nSubtotaal;2023;5\nSubtotaal;2024;1\n"
    text += "Alken;2023;2\nAlken;2024;4\nSubtotaal;2023;2\n"
    assert ["3 total rows left out"] == said(carry(text))
    (problem,) = refused(text.replace("Subtotaal;2023;2", "Subtotaal;2023;4"))
    assert "n: the total is 4, and its rows have 7 together" == problem


def test_a_zone_is_the_total_of_its_municipalities(lines) -> None:
    """Under the name that it has on the day of the table."""

    def carried(last: str, fits: str) -> list[str]:
        rows = f"gemeente;n\nMiddelkerke;3\nOostende;5\nBredene;1\nDe Haan;2\n{last}\n"
        return said(elz.carry(flanders(), lines(rows), on="2025-01-01", fits=fits))

    assert ["1 total row left out"] == carried("Middenkust;11", "2025-01-01")
    with pytest.raises(TableError, match="the total is 12, and all its rows have 11 together"):
        carried("Middenkust;12", "2025-01-01")
    assert ["1 total row left out"] == carried("Oostende-Bredene;6", "2024-12-31")
    assert ["1 total row left out"] == carried("Middenkust;9", "2019-01-01")


def test_decimals_of_a_total_may_be_rounded_by_a_hair(carry) -> None:
    """As computers round, not as people do."""
    text = "nis;n\n71072;0,1\n71011;0,2\nTotaal;{}\n"
    assert ["1 total row left out"] == said(carry(text.format("0,29999999999")))


def test_a_region_outside_is_not_given_beside_its_municipalities(carry) -> None:
    """Its row is left out, and counted nowhere."""
    carried = carry("nis;n\n71072;3\n62063;4\n25005;5\n03000;9\n")
    assert ["3", "9", "12"] == [
        str(each["n"]) for each in (carried.total, carried.outside, carried.given)
    ]
    assert [
        "2 rows outside the record left out, with n 9: 25005, 62063",
        "1 row of larger areas left out, with n 9: 03000",
    ] == [each.message for each in carried.findings if each.code == "ELZ-F061"]


# --- rows that are over dimensions, and no rows below them -----------------------------------

BY_SEX = "71072;M;;10\n71072;F;;12\n"
BY_AGE = "71072;;0-17;8\n71072;;18+;14\n"


def crossings(carried):
    """Return what is said of rows that speak of the same twice, and how gravely."""
    return [(e.severity.value, e.message) for e in carried.findings if e.code == "ELZ-F040"]


CROSSED = "71072: line 3 is over all of age, and line 4 over all of sex: added up, they count twice"


@pytest.mark.parametrize(
    "options",
    [{"by": (), "repeats": "sum"}, {"by": ["sex"], "repeats": "sum"}, {"by": ["age"]}],
    ids=["none", "sex", "age"],
)
@pytest.mark.parametrize("word", ["", "T", "Totaal / Total"])
def test_rows_by_sex_and_rows_by_age_are_not_added_up(refused, options, word) -> None:
    """Each has all inhabitants: both together count them twice."""
    text = "nis;sex;age;n\n" + (BY_SEX + BY_AGE).replace(";;", f";{word};")
    assert CROSSED in refused(text, **options)


def test_rows_by_sex_and_rows_by_age_stay_apart_where_dimensions_are_kept(carry) -> None:
    """No figure is wrong, and the doubt is told."""
    carried = carry("nis;sex;age;n\n" + BY_SEX + BY_AGE)
    assert ["8", "14", "12", "10"] == [str(row["n"]) for row in carried["Hasselt"]]
    assert [("warning", CROSSED)] == crossings(carried)


def test_rows_of_one_dimension_are_carried_though_they_are_over_another(carry) -> None:
    """Nothing else speaks of them, and what is over both is their sum."""
    carried = carry(f"nis;sex;age;n\n{BY_SEX}71072;;;22\n", by=(), repeats="sum")
    assert "22" == str(carried["Hasselt"])
    assert (["1 total row left out"], []) == (said(carried), crossings(carried))


def test_an_empty_cell_of_a_dimension_that_is_added_up_is_a_total(carry) -> None:
    """It says the same as in a dimension that is kept."""
    carried = carry("nis;sex;n\n71072;M;10\n71072;F;12\n71072;;22\n", by=(), repeats="sum")
    assert "22" == str(carried["Hasselt"])


def test_a_row_over_a_dimension_is_carried_where_only_others_have_pieces(carry) -> None:
    """Women without ages are no total of men with ages."""
    text = "nis;sex;age;n\n71072;M;0-17;4\n71072;M;18+;6\n71072;F;;12\n71072;M;;10\n71072;;;22\n"
    carried = carry(text)
    assert 22 == carried.given["n"].value
    assert ["2 total rows left out"] == said(carried)


def test_rows_that_cross_are_found_in_a_cube_of_which_a_corner_is_there(refused) -> None:
    """Boys are there apart; women of all ages and adults of both sexes share women."""
    text = "nis;sex;age;n\n71072;M;0-17;4\n71072;F;;12\n71072;;18+;14\n"
    assert refused(text, by=(), repeats="sum")


def test_a_total_over_years_is_left_out(carry) -> None:
    """It is no year."""
    carried = carry("nis;year;n\n71072;2025;10\n71072;2026;12\n71072;Totaal;22\n")
    assert 22 == carried.given["n"].value


def test_a_total_may_have_more_than_a_cube_of_which_rows_are_missing(carry) -> None:
    """All municipalities are there, and not all sexes and ages of them."""
    corners = [("M", "0-17"), ("M", "18+"), ("F", "0-17")]
    rows = [f"{nis};{sex};{age};1" for nis in LIMBURG for sex, age in corners]
    carried = carry(
        "\n".join(["nis;sex;age;n", *rows, "70000;;;999", "T;;;999", ""]), to="province"
    )
    assert ["2 total rows left out; 2 have more than the rows below"] == said(carried)


def test_a_total_may_have_more_than_the_one_content_that_is_there(carry) -> None:
    """Men alone say that there are women."""
    rows = [f"{nis};M;1" for nis in LIMBURG]
    carried = carry("\n".join(["nis;sex;n", *rows, "70000;;999", ""]), to="province")
    assert ["1 total row left out; 1 has more than the rows below"] == said(carried)


def test_a_total_of_a_whole_cube_has_to_be_its_sum(refused) -> None:
    """Nothing is missing that it could have more."""
    rows = [f"{nis};{sex};1" for nis in LIMBURG for sex in "MF"]
    found = refused("\n".join(["nis;sex;n", *rows, "70000;;999", ""]), to="province")
    n = 2 * len(LIMBURG)
    assert [f"n: the total is 999, and all its rows have {n} together"] == found


# --- rows without a key that have what others have together ---------------------------------


@pytest.mark.parametrize(
    "rows",
    [
        "71072;3\n71011;2\n;5\n",
        ";5\n71072;3\n71011;2\n",
        "71072;3\n71011;2\n71066;0\n;5\n",
        "71072;<5\n71011;2\n;5\n",
        "71072;0,1\n71011;0,2\n;0,30000000000000004\n",
    ],
    ids=["last", "first", "with another", "bounded", "rounded"],
)
def test_a_row_without_a_key_that_is_the_sum_of_the_others_is_their_total(carry, rows) -> None:
    """It is no row without a place, and was not given once more."""
    carried = carry(f"nis;n\n{rows}")
    assert ["1 total row left out"] == said(carried)
    assert 0 == carried.outside["n"].value


@pytest.mark.parametrize(
    "rows",
    [
        "71072;3\n71011;2\n;4\n",
        "71072;3\n;5\n71011;2\n",
        "71072;5\n;5\n",
        "71072;0\n71011;0\n;0\n",
        "71072;x\n71011;2\n;5\n",
        "71072;3\n71011;2\n;\n",
    ],
    ids=["no sum", "between", "of one", "of nothing", "of unknown", "empty"],
)
def test_other_rows_without_a_key_are_without_a_place(carry, rows) -> None:
    """Nothing says that they are more than that."""
    carried = carry(f"nis;n\n{rows}")
    assert [] == said(carried)
    assert 1 == sum(each.variant == "no place" for each in carried.findings)


def test_the_totals_of_each_year_below_a_table_are_known_without_a_key(carry) -> None:
    """Each is the sum of the rows of its year; all columns have to be."""
    head, rows = "nis;year;n;m\n", "71072;2025;1;10\n71011;2025;2;20\n71072;2026;3;30\n"
    rows += "71011;2026;4;40\n"
    carried = carry(f"{head}{rows};2025;3;30\n;2026;7;70\n;;10;100\n")
    assert ["3 total rows left out"] == said(carried)
    other = carry(f"{head}{rows};2025;3;31\n;2026;7;70\n")
    assert ["1 total row left out"] == said(other)


def test_the_total_below_columns_of_years_is_known_without_a_key(carry) -> None:
    """It is one row in each year."""
    carried = carry("nis;2025;2026\n71072;1;10\n71011;2;20\n;3;30\n")
    assert ["2 total rows left out"] == said(carried)
    assert 33 == carried.given["value"].value


# --- totals that a column beside the key says to be some --------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Limburg;;15\n;Hasselt;10\n;Genk;5\nAntwerpen;;10\n;Mechelen;7\n;Lier;3\n",
        "L;Hasselt;10\nL;Genk;5\nLimburg;;15\nA;Mechelen;7\nA;Lier;3\nAntwerpen;;10\n;;25\n",
        "Totaal Limburg;;15\nL;Hasselt;10\nL;Genk;5\n;Mechelen;7\n;Lier;3\nAntwerpen totaal;;10\n",
        "Totaal Vlaanderen;;25\nL;Hasselt;10\nL;Genk;5\nA;Mechelen;7\nA;Lier;3\nTotaal;;25\n",
    ],
)
def test_a_province_alone_with_what_its_rows_have_is_their_total(carry, text) -> None:
    """Above or below them, with a word for it or without; it is no row without a place."""
    carried = carry(f"Provincie;Gemeente;n\n{text}")
    assert ("25", "25", "0") == tuple(
        str(each["n"]) for each in (carried.given, carried.total, carried.outside)
    )
    assert said(carried)


def test_a_province_alone_with_more_is_a_total_beside_others_that_are(carry) -> None:
    """Some of its municipalities may be missing, and the others vouch for it."""
    text = "Provincie;Gemeente;n\nLimburg;;16\n;Hasselt;10\nAntwerpen;;10\n;Mechelen;7\n;Lier;3\n"
    carried = carry(text)
    assert "20" == str(carried.given["n"])
    assert ["2 total rows left out; 1 has more than the rows below"] == said(carried)


@pytest.mark.parametrize(
    "text",
    [
        "Limburg;Hasselt;10\nLimburg;;2\nAntwerpen;Mechelen;7\n",
        "Limburg;Hasselt;10\nLimburg;;2\nAntwerpen;;7\nAntwerpen;Mechelen;7\n",
        "Limburg;Hasselt;10\nLimburg;;x\nAntwerpen;Mechelen;7\n",
        "Streek;Hasselt;10\nStreek;;10\nDorp;Mechelen;7\n",
    ],
)
def test_other_rows_of_a_province_alone_are_without_a_place(carry, text) -> None:
    """They are about people of whom no more is known."""
    carried = carry(f"Provincie;Gemeente;n\n{text}")
    assert [] == said(carried)
    assert any("without a place left out" in note for note in carried.notes)


def test_a_list_with_provinces_alone_has_no_totals(carry) -> None:
    """Its rows are counted, and one without a municipality is one."""
    text = "Provincie;Gemeente;wie\nLimburg;Hasselt;a\nLimburg;;b\n"
    carried = carry(text, columns=tables.rows("wie"))
    assert ("2", "1") == (str(carried.given["wie"]), str(carried.outside["wie"]))


def test_totals_of_provinces_are_told_apart_by_dimensions(carry) -> None:
    """A row of men is held against the men."""
    text = "Provincie;Gemeente;geslacht;n\n;Hasselt;M;1\n;Hasselt;V;2\n;Genk;M;3\n;Genk;V;5\n"
    carried = carry(f"{text}Limburg;;M;4\nLimburg;;V;7\n")
    assert ("11", "0") == (str(carried.given["n"]), str(carried.outside["n"]))
    assert ["2 total rows left out"] == said(carried)


def test_the_total_of_a_zone_is_held_against_its_rows(carry, refused) -> None:
    """In a column of zones as in that of municipalities."""
    text = "elz;gemeente;n\nHerkenrode;Hasselt;5\nHaspengouw;Wellen;2\nTotaal Herkenrode;;{}\n"
    assert ["1 total row left out"] == said(carry(text.format(5)))
    assert ["n: the total is 4, and its rows have 5 together"] == refused(text.format(4))
    text = "gemeente;n\nHasselt;5\nWellen;2\nTotaal Herkenrode;5\nELZ Haspengouw;2\n"
    assert ["2 total rows left out"] == said(carry(text))


def test_the_name_of_a_city_and_its_province_is_refused_between_provinces(carry, refused) -> None:
    """Limburg alone is the province, and so may Antwerpen be."""
    text = "gebied;n\nLimburg;15\nHasselt;10\nGenk;5\n{};10\nMechelen;7\nLier;3\n"
    meant = "can mean Antwerpen (11002) or the province of Antwerpen (10000)"
    assert [meant] == refused(text.format("Antwerpen"))
    assert "25" == str(carry(text.format("Provincie Antwerpen")).given["n"])
    assert "35" == str(carry(text.format("11002")).given["n"])
    named = text.replace("Limburg", "Provincie Limburg")
    assert "35" == str(carry(named.format("Antwerpen")).given["n"])
