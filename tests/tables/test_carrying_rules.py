"""What is done by default where a table leaves something open, one rule after another."""

from __future__ import annotations

import pytest

import elzmodel as elz
from elzmodel import tables
from elzmodel.data import flanders
from elzmodel.errors import TableError
from elzmodel.grids.columns import Broken, Grid, GridColumn


@pytest.fixture
def carry(lines):
    """Return a function that carries a table which is drawn as text, to 2025."""

    def carry(text, **options):
        options.setdefault("on", "2025-01-01")
        grid = text if isinstance(text, Grid) else lines(text)
        return elz.carry(flanders(), grid, **options)

    return carry


@pytest.fixture
def codes(carry):
    """Return a function that carries a table, and returns the codes for which it is refused."""

    def codes(text, **options):
        with pytest.raises(TableError) as caught:
            carry(text, **options)
        return [each.code for each in caught.value.findings]

    return codes


def figures(carried):
    """Return each row that has anything: its area, its dimensions and its figures."""
    rows = (row for row in carried if any(getattr(f, "low", f) for f in row.figures))
    return [(row.name, *map(str, row.dimensions), *map(str, row.figures)) for row in rows]


def test_years_sexes_and_ages_are_kept(carry) -> None:
    """Columns that are known to tell rows apart are dimensions, and never added up."""
    text = "nis;jaar;geslacht;leeftijd;n\n71072;2025;M;0-17;1\n71072;2025;V;0-17;2\n"
    assert [("Hasselt", "2025", "M", "0-17", "1"), ("Hasselt", "2025", "V", "0-17", "2")] == (
        figures(carry(text))
    )
    added = carry(text, by=(), repeats="sum", columns=["n"])
    assert [("Hasselt", "3")] == figures(added)


def test_cells_without_a_figure_are_counted_with_their_marks(carry) -> None:
    """Which marks were read as unknown is said, for all columns together."""
    text = "nis;n;m\n71072;x;1\n71016;..;2\n71011;x;3\n71053;;<5\n73001;4;-\n"
    said = "5 cells without a figure, read as unknown: 'x' (2), '..' (1), empty (1), '-' (1)"
    assert f"{said}; in n and m." in carry(text).notes
    one = "4 cells without a figure, read as unknown: 'x' (2), '..' (1), empty (1)."
    assert one in carry(text, columns=["n"]).notes
    (found,) = (each for each in carry(text).findings if each.code == "ELZ-F073")
    assert "say what a mark means with cells=, where it means a figure" == found.remedy
    filled = carry(text, cells={"x": 0, "..": 0, "-": 0, "": 0})
    assert "ELZ-F073" not in {each.code for each in filled.findings}


def test_classes_that_hold_each_other_are_not_added_up(carry, codes) -> None:
    """Who is 80 or older is 65 or older as well; kept apart they are told."""
    text = "nis;leeftijd;n\n71022;0-17;4\n71022;18-64;6\n71022;65+;3\n71022;80+;1\n71016;80+;2\n"
    assert ["ELZ-F041"] == codes(text, by=(), repeats="sum")
    (found,) = (each for each in carry(text).findings if each.code == "ELZ-F041")
    assert "warning" == found.severity.value
    assert (
        "leeftijd has '65+' and '80+', which have something in common: added up, it counts twice"
    ) in str(found)
    without = text.replace("71022;80+;1\n", "")
    assert "15" == str(carry(without, by=(), repeats="sum").given["n"])
    text = "nis;soort;n\n71022;thuis;4\n71022;waarvan nacht;2\n71022;elders;2\n"
    assert ["ELZ-F041"] == codes(text, repeats="sum")
    assert "8" == str(carry(text, by=["soort"]).given["n"])
    assert 3 == carry(text, columns=tables.rows("rijen")).given["rijen"].value


def by_content(third, *, second="b", more=0):
    """Return rows of four municipalities: two contents, and a third with what both have."""
    rows = [
        f"{nis};a;{n}\n{nis};{second};{n + 1}\n{nis};{third};{2 * n + 1 + more}\n"
        for n, nis in enumerate(["71016", "71011", "71053", "73001"], start=3)
    ]
    return "".join(rows)


@pytest.mark.parametrize(("name", "third"), [("CD_SEX", "3"), ("maand", ""), ("leeftijd", "999")])
def test_a_content_that_is_everywhere_the_sum_of_the_others_is_told(carry, name, third) -> None:
    """It is a total by another name; kept apart, it is in the way of sums alone."""
    carried = carry(f"nis;{name};n\n{by_content(third)}", by=[name])
    (found,) = (each for each in carried.findings if each.code == "ELZ-F041")
    said = f"{name}: {third!r} has everywhere what the others have together: added up, it counts"
    assert said in found.message
    assert "warning" == found.severity.value


def test_a_content_that_is_the_sum_of_the_others_is_not_added_up(carry, codes) -> None:
    """Nor where some of the others are held back; one that has another sum anywhere is."""
    text = f"nis;soort;n\n{by_content('c')}"
    assert ["ELZ-F041"] == codes(text, repeats="sum")
    assert ["ELZ-F041"] == codes(text.replace("71016;b;4", "71016;b;<9"), repeats="sum")
    assert ["ELZ-F041"] == codes(text.replace("71016;c;7", "71016;c;x"), repeats="sum")
    assert "92" == str(carry(text.replace("c;7", "c;19"), repeats="sum").given["n"])
    few = "\n".join(text.splitlines()[:7])
    assert "32" == str(carry(few, repeats="sum").given["n"])


def test_marks_beside_years_are_no_part_of_them(carry) -> None:
    """Neither in cells nor in the names of columns."""
    text = "nis;jaar;n\n71022;2024.0;1\n71072;2025 (voorlopig);2\n71072;2026*;3\n"
    assert [("Hasselt", "2025", "2"), ("Hasselt", "2026", "3")] == figures(carry(text))[1:]
    text = "nis;2024;2025*;2026 (voorlopig)\n71016;4;2;3\n"
    assert [("Genk", "2024", "4"), ("Genk", "2025", "2"), ("Genk", "2026", "3")] == (
        figures(carry(text))
    )


def test_the_total_of_a_year_is_one_among_its_months(carry) -> None:
    """With the year beside the word for it."""
    text = "nis;maand;n\n71016;2024-01;5\n71016;2024-02;6\n71016;Totaal 2024;11\n"
    assert "11" == str(carry(text).given["n"])


def test_other_columns_tell_no_rows_apart(codes, carry) -> None:
    """Unless they are named."""
    text = "nis;bron;n\n71072;a;1\n71072;b;2\n"
    assert ["ELZ-F060"] == codes(text)
    assert [("Hasselt", "a", "1"), ("Hasselt", "b", "2")] == figures(carry(text, by=["bron"]))


def test_a_year_picks_rows(carry) -> None:
    """Where there is a column of years."""
    text = "nis;jaar;n\n71022;2024;1\n73040;2024;2\n71072;2025;4\n"
    assert [("Hasselt", "3")] == [row[:1] + row[-1:] for row in figures(carry(text, year=2024))]


def test_a_bracket_or_a_postal_code_decides_between_homonyms(carry, codes) -> None:
    """Halle is a municipality and a village of Zoersel."""
    text = "gemeente;n\n{};5\n44021;1\n"
    assert 5 == carry(text.format("Halle"))["Halle"].value
    village = carry(text.format("Halle (Zoersel)"))
    assert (5, None) == (village["Zoersel"].low, village["Zoersel"].high)
    beside = carry("gemeente;postcode;n\nHalle;2980;5\nGent;9000;1\n")
    assert 5 == beside["Zoersel"].low
    assert ["ELZ-L032"] == codes(text.format("Halle (Genk)"))


def test_villages_alone_do_not_date_a_table(carry, codes) -> None:
    """Names of ended municipalities live on as villages; a list is the same in each layout."""
    text = "plaats;n\nOverpelt;1\nNeerpelt;2\nKruishoutem;3\nKuringen;4\nAchel;6\n"
    assert ["ELZ-F055"] == codes(text)
    assert 3 == carry(text, fits="2025-01-01")["Pelt"].low
    practices = carry(text, columns=tables.rows("practices"))
    assert ("2", "1") == (str(practices["Pelt"]), str(practices["Kruisem"]))


def test_a_table_without_figures_is_refused(codes) -> None:
    """With the offer to count its rows."""
    assert ["ELZ-F032"] == codes("nis;naam\n71072;a\n71011;b\n")


def test_a_column_that_may_be_no_count_is_refused(codes, carry) -> None:
    """By its name or its cells, until somebody says what it is."""
    text = "nis;mediaan inkomen\n71072;20000\n71011;30000\n"
    assert ["ELZ-F030"] == codes(text)
    assert 20_000 == carry(text, columns={"mediaan inkomen": "count"})["Hasselt"].value


def test_a_cell_that_a_spreadsheet_could_not_compute_is_refused(codes) -> None:
    """It is never an empty one."""
    columns = (
        GridColumn.of("nis", 1, ["71072", "71011"]),
        GridColumn.of("n", 2, [Broken("#DIV/0!"), 3]),
    )
    assert ["ELZ-F036"] == codes(Grid("t.xlsx", columns, [2, 3]))


def test_a_sign_that_may_stand_for_two_things_is_refused(codes, carry) -> None:
    """All cells of a column are read in one way."""
    text = "nis;n\n71072;1.500\n71011;1.200\n"
    assert {"ELZ-F031"} == {*codes(text)}
    assert 1500 == carry(text, decimal=",")["Hasselt"].value


def test_small_cells_are_between_bounds(carry) -> None:
    """Both are shown where they are known."""
    carried = carry("nis;n\n71022;2\n73040;<5\n44021;x\n")
    assert ("2-6", "unknown") == (str(carried["Hasselt"]), str(carried["Gent"]))


def test_negative_counts_are_carried_whole(carry) -> None:
    """They are never cut; where they are divided, each piece has something up to 0."""
    text = "nis;saldo\n71072;-10\n71011;4\n"
    columns = {"saldo": "count"}
    carried = carry(text, columns=columns)
    assert (-10, -6) == (carried["Hasselt"].value, carried.given["saldo"].value)
    back = carry(text, columns=columns, on="2018-12-31")
    assert "-10 to 0" in str(back["Hasselt"])
    assert -10 == back.sum(["Hasselt", "Kortessem"]).value


BELOW_ZERO = (
    "saldo: some figures are below zero, as -10 is; the bounds of {n} areas take what is missing "
    "for at least 0, and a piece of what is divided for something between that and 0: {areas}"
)


@pytest.mark.parametrize(
    ("options", "n", "areas"),
    [
        ({"to": "province"}, 5, "Limburg, Antwerpen, Oost-Vlaanderen and 2 more"),
        ({"on": "2018-12-31"}, 307, "Hasselt, Kortessem, Aartselaar and 304 more"),
    ],
    ids=["missing", "divided"],
)
def test_figures_below_zero_leave_no_bounds_and_say_so(carry, options, n, areas) -> None:
    """What no row tells, and a piece of a balance, may be anything: what is taken is said."""
    carried = carry("nis;saldo\n71072;-10\n71011;4\n", columns={"saldo": "count"}, **options)
    (found,) = (each for each in carried.findings if each.code == "ELZ-F072")
    assert BELOW_ZERO.format(n=n, areas=areas) == found.message
    assert not any("hold for every way" in note for note in carried.notes)


@pytest.mark.parametrize(
    ("people", "mean", "expected"),
    [
        (3, elz.Total(-2, None), ">=-0.25"),
        (elz.Total(3, 5), elz.Total(-2, None), ">=-0.84"),
        (elz.Total(3, None), -2, "-2 to -0.25"),
        (3, elz.Total(2, None), ">=2.75"),
    ],
)
def test_a_mean_below_zero_keeps_its_bounds(people, mean, expected) -> None:
    """One of five of a single household, and one that nothing bounds from above."""
    rows = [
        {"nis": "71022", "households": people, "saldo": mean},
        {"nis": "73040", "households": 1, "saldo": 5},
    ]
    columns = {"households": "count", "saldo": tables.mean(over="households")}
    found = elz.carry(flanders(), rows, on="2025-01-01", columns=columns)
    assert expected == str(found.sum("Hasselt", column="saldo"))


def test_nothing_is_taken_for_granted_of_what_is_exact_or_counted(carry) -> None:
    """Where every area has its figures, or none is below zero, there is nothing to say."""
    counts = {each.nis: 1 for each in flanders().on("2025-01-01").municipalities}
    exact = elz.carry(flanders(), counts | {"71072": -10}, on="2025-01-01")
    counted = carry("nis;n\n71072;10\n71011;4\n", on="2018-12-31")
    codes = {each.code for found in (exact, counted) for each in found.findings}
    assert "ELZ-F072" not in codes
    assert any("hold for every way" in note for note in counted.notes)


# --- a municipality and its OCMW ------------------------------------------------------------

TOGETHER = "bestuur;n\nGemeente Genk;5\nOCMW Genk;6\nGemeente en OCMW Genk;11\n"


@pytest.mark.parametrize("options", [{}, {"by": (), "repeats": "sum"}])
def test_what_a_municipality_has_with_its_ocmw_is_not_added_to_what_each_has(codes, options):
    """A row of both beside a row of one would count twice, kept apart or added up."""
    assert ["ELZ-F068"] == codes(TOGETHER, **options)


def test_a_row_of_both_may_stand_in_another_year(carry):
    """Only rows with the same dimensions count twice."""
    text = TOGETHER.replace(";n", ";jaar;n").replace("Genk;11", "Genk;2025;11")
    text = text.replace("Genk;5", "Genk;2024;5").replace("Genk;6", "Genk;2024;6")
    assert 22 == carry(text).given["n"].value


def test_administrations_are_added_up_where_nothing_is_to_tell_rows_apart(carry, codes):
    """Without dimensions, rows of a municipality and of its OCMW repeat each other."""
    text = TOGETHER.replace("Gemeente en OCMW Genk;11\n", "")
    assert ["ELZ-F060"] == codes(text, by=())
    together = carry(text, by=(), repeats="sum")
    assert ((), 11) == (together.dimensions, together["Genk"].value)


# --- means that look like counts ------------------------------------------------------------


def test_ages_with_decimals_are_a_mean(codes, carry):
    """A column of ages with decimals is no count, whole ages are a dimension."""
    assert ["ELZ-F030"] == codes("nis;leeftijd\n71072;41,2\n11002;39,1\n")
    assert ("leeftijd",) == carry("nis;leeftijd;n\n71072;41;1\n71072;39;1\n").dimensions


# --- words for all of a dimension, codes that are no counts ----------------------------------


@pytest.mark.parametrize(
    "words", ["alle nationaliteiten", "All nationalities", "Toutes les nationalités"]
)
def test_all_of_a_dimension_is_a_total_whatever_it_is_of(carry, words):
    """A row for all is held against its parts, not added to them."""
    text = f"nis;nationaliteit;n\n71072;Belg;5\n71072;andere;6\n71072;{words};11\n"
    assert 11 == carry(text).given["n"].value


def test_a_second_column_of_codes_is_no_count():
    """Records of two makings have their codes under two names: the second adds nothing up."""
    records = [{"nis": 71072, "n": 5}, {"NIS": 11002, "n": 6}]
    assert ("n",) == elz.carry(flanders(), records, on="2025-01-01").columns


# --- shares that look like counts -------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "nis;jong;oud\n71072;12,5;87,5\n11002;20,1;79,9\n",
        "nis;ja;nee;blanco\n71072;10;80;10\n11002;30;60;10\n",
        "nis;ja;nee;blanco\n71072;33,3;33,3;33,3\n11002;30;60;10\n",
    ],
)
def test_columns_that_make_a_hundred_in_each_row_are_shares(codes, carry, text):
    """They are refused until somebody says what they are."""
    assert ["ELZ-F030"] == codes(text)
    names = text.partition("\n")[0].split(";")[1:]
    assert carry(text, columns=names).columns == tuple(names)


@pytest.mark.parametrize(
    "text",
    [
        "nis;jong;oud\n71072;12,5;87,5\n",
        "nis;jong;oud\n71072;12;88\n11002;20;81\n",
        "nis;jong;oud\n71072;12;88\n11002;20;x\n",
        "nis;aantal jong;aantal oud\n71072;12;88\n11002;20;80\n",
        "nis;n\n71072;100\n73001;100\n",
    ],
)
def test_other_columns_are_no_shares(carry, text):
    """One row proves nothing, another sum and words for counts neither."""
    assert carry(text, on="2025-01-01").given


def test_growth_with_decimals_is_a_rate(codes, carry):
    """In whole numbers it may be a count."""
    assert -2 == carry("nis;groei\n71072;1\n73001;-3\n").given["groei"].value
    assert ["ELZ-F030"] == codes("nis;groei\n71072;1,2\n11002;-0,3\n")


def test_a_column_of_ranges_alone_holds_classes(codes, carry):
    """Classes tell rows apart; beside plain figures a range is a bound."""
    assert ["ELZ-F030"] == codes("nis;klasse\n71072;0-4\n11002;5-9\n73001;10+\n")
    assert (8, 12) == (
        (given := carry("nis;klasse\n71072;5-9\n73001;3\n").given["klasse"]).low,
        given.high,
    )


def test_a_table_above_another_is_no_title():
    """Rows with a code and a figure are told, and never left out as words."""
    with pytest.raises(TableError) as caught:
        elz.read_table("nis;n\n71072;2\n\nnis;m;k\n71072;3;4\n")
    assert [("ELZ-F004", 2)] == [(e.code, e.place.line) for e in caught.value.findings]
    titled = "Inwoners;2024\nVersie;2\n\nnis;m;k\n71072;3;4\n"
    assert ["m", "k"] == [each.name for each in elz.read_table(titled).figures]


# --- totals of what is added up -----------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "nis;sex;n\n71072;M;5\n71072;V;6\n71072;T;11\n",
        "nis;jaar;n\n71072;2025;5\n71072;2026;6\n71072;totaal;11\n",
        "nis;soort;n\n71072;huis;5\n71072;flat;6\n71072;alle soorten;11\n",
        "nis;sex;age;n\n71072;M;0;5\n71072;V;0;6\n71072;T;0;11\n71072;T;T;11\n",
    ],
)
def test_totals_of_what_is_added_up_do_not_count_twice(carry, codes, text):
    """A dimension that is added up has rows for all of it: they are held against its parts."""
    found = carry(text, by=(), repeats="sum")
    assert (11, 11) == (found["71072"].value, found.given["n"].value)
    assert ["ELZ-F056"] == codes(text.replace(";11\n", ";10\n"), by=(), repeats="sum")[:1]


def test_a_letter_in_a_column_of_words_is_no_total(carry):
    """Only a column that is a dimension says T for all."""
    text = "nis;status;n\n71072;A;5\n71072;T;6\n"
    assert 11 == carry(text, repeats="sum").given["n"].value
