"""Which column is what: by the words of the header, by what is known of the cells, as said."""

from __future__ import annotations

from datetime import date

import pytest

import elzmodel as elz
from elzmodel import tables
from elzmodel.errors import TableError
from elzmodel.grids.cells import text_of
from elzmodel.grids.columns import Broken
from elzmodel.tables.roles import stem_of
from elzmodel.tables.sights import year_of


def keys(table):
    return [each.text for each in table.keys]


def names(columns):
    return [each.name for each in columns]


def refusal(read, text, **reading):
    with pytest.raises(TableError) as caught:
        read(text, **reading)
    return [(each.code, each.message) for each in caught.value.findings]


# --- the key -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "head",
    [
        *("nis", "NIS", "niscode", "NIS_CODE", "nis code", "nis5", "CD_REFNIS", "refnis", "INS"),
        *("cd_munty_refnis", "gemeentecode", "gemeente_id", "code INS", "code commune", "LAU"),
        *("municipality code", "code", "", "kolom", "Gemeindecode", "NIS gemeente"),
    ],
)
def test_codes_are_the_key_under_any_name(read, head):
    """By the words of the header in four languages, or by the codes alone."""
    table = read(f"aantal;{head}\n3;71072\n4;11002")
    assert ("codes", ["71072", "11002"]) == (table.key.split("(")[1].rstrip(")"), keys(table))


@pytest.mark.parametrize(
    "cells",
    [
        ("71072", "11002"),
        ("71072.0", "11002.0"),
        ("BE71072", "BE_11002"),
        ("NIS 71072", "NIS 11002"),
        ("71.072", "11.002"),
        ("71 072", "11 002"),
        ("'71072", "'11002"),
        (
            "https://data.vlaanderen.be/id/gemeente/71072",
            "https://data.vlaanderen.be/id/gemeente/11002",
        ),
    ],
)
def test_codes_are_the_key_in_any_form(read, cells):
    """As spreadsheets, lists of Europe and linked data write them."""
    table = read(f"n;{'plek'}\n1;{cells[0]}\n2;{cells[1]}")
    assert ["71072", "11002"] == [each.read_as for each in table.keys]


@pytest.mark.parametrize(
    "head",
    [
        *("gemeente", "Gemeentenaam", "naam gemeente", "municipality", "commune", "Gemeinde"),
        *("naam", "name", "nom", "stad", "ville", "plaats", "woonplaats", "bestuur", "localité"),
        *("TX_DESCR_NL", "TX_MUNTY_DESCR_NL", "deelgemeente", "", "waar", "regio", "zone"),
    ],
)
def test_names_are_the_key_under_any_name(read, head):
    """Also under the name of a larger area, where nothing else is a key and no cell is one."""
    table = read(f"aantal;{head}\n3;Hasselt\n4;Genk\n5;Bilzen")
    assert ["Hasselt", "Genk", "Bilzen"] == keys(table)
    assert table.key.endswith("(names)")


def test_a_province_is_no_key(read):
    """Antwerpen and Limburg beside municipalities are provinces, whatever the order."""
    assert ["Boom", "Hasselt"] == keys(
        read("provincie;gemeente;n\nAntwerpen;Boom;1\nLimburg;Hasselt;2")
    )
    rows = "Antwerpen;1\nLimburg;2\nOost-Vlaanderen;3\nWest-Vlaanderen;4\nVlaams-Brabant;5"
    (problem,) = refusal(read, f"provincie;n\n{rows}")
    expected = "provincie has larger areas, such as 'Limburg', and no column has codes or names"
    assert ("ELZ-F033", f"{expected} of municipalities; there is provincie, n") == problem


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("Arrondissement", ("Hasselt", "Maaseik", "Tongeren")),
        ("provincie", ("Antwerpen", "Antwerpen")),
        ("Vervoerregio", ("Aalst", "Brugge", "Gent")),
        ("kieskanton", ("Aarschot", "Diest")),
        ("elz", ("Herkenrode", "Haspengouw", "Gent")),
        ("gebied", ("Oostende-Bredene", "Regio Kortrijk", "Leuven")),
        ("gebied", ("10000", "70000")),
        ("gemeente", ("Herkenrode", "Haspengouw", "Westhoek", "Dender", "Genk")),
    ],
)
def test_areas_that_are_called_after_a_town_are_no_key(read, head, cells):
    """Their figures would be given to the town; and zones have names of their own."""
    rows = "\n".join(f"{cell};1" for cell in cells)
    (problem,) = refusal(read, f"{head};n\n{rows}")
    expected = f"{head} has larger areas, such as {cells[0]!r}, and no column has codes or names"
    assert ("ELZ-F033", f"{expected} of municipalities; there is {head}, n") == problem
    if head == "Arrondissement":
        assert list(cells) == keys(read(f"{head};n\n{rows}", key="Arrondissement"))


def test_a_table_about_something_else_is_told(read):
    """With the columns that there are."""
    (problem,) = refusal(read, "soort;n\nappel;1\nkers;2\npruim;3")
    expected = "no column has codes or names of municipalities; there is soort, n"
    assert ("ELZ-F033", expected) == problem


def test_municipalities_beside_each_other_are_told(read):
    """A table that lies on its side has its keys in the header."""
    (problem,) = refusal(read, "jaar;Hasselt;Genk;71024\n2023;80;60;1\n2024;100;90;2")
    expected = "municipalities stand beside each other, as columns: Hasselt, Genk, 71024"
    assert ("ELZ-F033", expected) == problem


def test_codes_of_larger_areas_are_no_key(read):
    """Columns of arrondissements and regions stand beside the codes in official tables."""
    table = read(
        "CD_DSTR_REFNIS;CD_RGN_REFNIS;CD_REFNIS;n\n71000;02000;71072;1\n11000;02000;11002;2"
    )
    assert "CD_REFNIS (codes)" == table.key


def test_names_that_are_mostly_something_else_are_no_key(read):
    """A practice may be called after its town; the column of towns is the key."""
    table = read("naam;gemeente;n\nPraktijk Zuid;Gent;1\nGenk;Genk;2\nDe Linde;Hasselt;3\nA;Bree;2")
    assert "gemeente (names)" == table.key


@pytest.mark.parametrize("codes", [("3500", "9000"), ("B-3500", "B-9000"), ("3500.0", "9000.0")])
@pytest.mark.parametrize("head", ["postcode", "POSTAL_CODE", "code postal", "zip", "PLZ", "waar"])
def test_postal_codes_are_the_key_where_nothing_else_is(read, head, codes):
    """By their word, or where all cells are postal codes."""
    table = read(f"{head};n\n{codes[0]};1\n{codes[1]};2")
    assert ["3500", "9000"] == [each.postal_code for each in table.keys]


def test_postal_codes_that_look_like_regions_are_postal_codes(read):
    """1000 and 2000 are not the country and the Flemish Region, in a column of postal codes."""
    table = read("postcode;n\n1000;1\n2000;2\n3500;3")
    assert ((), ["1000", "2000", "3500"]) == (table.totals, [e.postal_code for e in table.keys])


def test_statistical_sectors_are_told_as_such(read):
    """A table by sector is no table by municipality."""
    table = read("sector;n\n71024A00-;1\n71024A01-;2")
    assert ("sector (sectors)", ["sector", "sector"]) == (table.key, [e.kind for e in table.keys])


def test_sectors_beside_codes_are_not_the_key(read):
    """The code of the municipality is."""
    assert "nis (codes)" == read("sector;nis;n\n71024A00-;71024;1\n71024A01-;71024;2").key


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        (
            "nis_woon;nis_werk;n\n71072;11002;1\n11002;71072;2",
            "codes of municipalities: nis_woon, nis_werk",
        ),
        (
            "woongemeente;werkgemeente;n\nGent;Halle;1\nHalle;Gent;2",
            "names of municipalities: woongemeente, werkgemeente",
        ),
        (
            "nis 2018;nis 2025;n\n73040;71072;1\n11002;11002;2",
            "codes of municipalities: nis 2018, nis 2025",
        ),
    ],
)
def test_two_keys_that_differ_are_not_chosen_between(read, text, columns):
    """Where people live and where they work, codes of two years: the caller has to say which."""
    assert [("ELZ-F033", f"several columns have {columns}")] == refusal(read, text)
    first = text.partition(";")[0]
    assert read(text, key=first).key.startswith(first)


def test_codes_that_are_not_the_key_are_no_figures(read):
    """Beside a key that was said, or a first column of codes."""
    table = read("waar;naam;n\n71072;Hasselt;1\n11002;Antwerpen;2", key="naam")
    assert (["n"], ["waar"]) == (names(table.figures), names(table.described))
    assert "left alone: waar (codes of municipalities)" in table.notes
    assert ["n"] == names(read("nis;refnis;n\n71072;71072;1\n11002;11002;2").figures)


def test_two_keys_that_agree_are_one(read):
    """Codes with and without a prefix, names in two languages."""
    assert "nis (codes)" == read("nis;lau;n\n71072;BE71072;1\n11002;BE11002;2").key
    assert "Gemeente (names)" == read("Gemeente;Commune;n\nHalle;Hal;1\nGent;Gand;2").key


def test_a_name_beside_a_code_has_to_agree(read):
    """A row whose code and name contradict each other is understood as neither."""
    table = read("nis;naam;n\n71072;Gent;1\n73042;Lanaken;2\n44021;Gent;2")
    assert "nis (codes, with naam beside)" == table.key
    assert ["code and name", "municipality", "municipality"] == [e.kind for e in table.keys]
    assert ["71072 Gent", "73042", "44021"] == keys(table)


def test_a_column_is_no_name_beside_itself(read):
    """Codes that a spreadsheet changed may look like anything."""
    table = read("nis;n\n7.1022E+04;1\n71016;2")
    assert "nis (codes)" == table.key


def test_a_village_beside_the_code_of_its_municipality_agrees(read):
    """The code decides; a name that nothing knows contradicts nothing."""
    table = read("nis;naam;n\n71072;Kermt;1\n44021;Oostakker;2\n11002;Zuid;2")
    assert ["71072", "44021", "11002"] == keys(table)
    assert [None, None, None] == [each.problem for each in table.keys]


def test_all_names_may_contradict_their_codes(read):
    """As after sorting one column alone: under a clear header it is told, row by row."""
    table = read("nis;gemeente;n\n71072;Gent;1\n44021;Antwerpen;2\n11002;Hasselt;2")
    assert ["code and name"] * 3 == [each.kind for each in table.keys]


def test_another_column_of_names_is_not_the_name_of_the_code(read):
    """Where people work, beside the code of where they live."""
    table = read("nis;werkplaats;n\n71072;Gent;1\n44021;Halle;2\n11002;Hasselt;2")
    assert ("nis (codes)", ["werkplaats"]) == (table.key, names(table.described))


def test_a_name_stands_for_a_code_that_is_missing(read):
    """And a code for a name that is."""
    table = read("nis;naam;n\n71072;;1\n;Gent;2\n;Totaal;3\n;;4")
    assert (["71072", "Gent", ""], 1) == (keys(table), len(table.totals))


def test_a_postal_code_decides_between_places_of_one_name(read):
    """Halle is a village of Zoersel, and Nieuwerkerken one of Aalst."""
    table = read(
        "plaats;postcode;n\nHalle;2980;1\nHalle;1500;1\nNieuwerkerken;9320;2\nHasselt;3500;2\n"
        "Antwerpen;2018;1\nGent;1500;3\nGenk;;4\n;3600;5"
    )
    assert "plaats (names, with postcode beside)" == table.key
    day = date(2025, 1, 1)
    assert ["Zoersel", "Halle", "Aalst", "Hasselt", "Antwerpen", None, "Genk", "Genk"] == [
        found and found.name for found in (each.on(day) for each in table.keys)
    ]
    assert "name and postal code" == table.keys[5].kind
    assert [] == [each for each in table.problems if each.variant == "with qualifier"]


def test_the_key_can_be_said(read):
    """By name in any case or by number, one column or several."""
    text = "a;B;n\n71072;Gent;1\n11002;Halle;2"
    assert ["71072", "11002"] == keys(read(text, key="A"))
    assert ["Gent", "Halle"] == keys(read(text, key=2))
    assert ["71072 Gent", "11002 Halle"] == keys(read(text, key=["a", "b"]))
    assert ["Gent", "Halle"] == keys(read(text, key="2"))
    assert "x (postal codes)" == read("x;postcode;n\n3500;0;1\n9000;0;2", key="x").key
    assert "postcode (postal codes)" == read("postcode;n\n75001;1\nx;2", key="postcode").key


@pytest.mark.parametrize("said", ["z", "9", 0, 4, "a b"])
def test_a_column_that_is_not_there_is_told_with_those_that_are(read, said):
    """Wherever it is said, all at once."""
    text = "nis;a;n\n71072;2;1"
    expected = ("ELZ-F006", f"no one column {str(said)!r}; there is nis, a, n")
    for reading in (
        {"key": said},
        {"by": [said]},
        {"columns": [said]},
        {"columns": {said: "skip"}},
    ):
        assert [expected] == refusal(read, text, **reading)
    several = {"key": said, "by": ["y"], "columns": {"n": tables.rate(of="x")}}
    assert 3 == len(refusal(read, text, **several))


def test_columns_without_names_are_counted(read):
    """There is only their number to say."""
    (problem,) = refusal(read, ";\n71072;2", key="nis")
    assert ("ELZ-F006", "no one column 'nis'; there is no header, and columns 1 to 2") == problem
    assert ("column 1 (codes)", ["column 2"]) == (
        read(";\n71072;2").key,
        names(read(";\n71072;2").figures),
    )


def test_two_columns_of_one_name_are_told_apart(read):
    """Neither is lost, and each can be said by its number."""
    text = "nis;n;n\n71072;5;6"
    assert ["n (column 2)", "n (column 3)"] == names(read(text).figures)
    assert ["n (column 3)"] == names(read(text, columns=[3]).figures)
    assert "ELZ-F006" == refusal(read, text, columns=["n"])[0][0]


# --- dimensions ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "cells", "kind"),
    [
        ("jaar", ("2024", "2025"), "year"),
        ("CD_YEAR", ("2024", "2025"), "year"),
        ("année", ("2024", "2025"), "year"),
        ("Jahr", ("2024", "2025"), "year"),
        ("schooljaar", ("2023-2024", "2024-2025"), "year"),
        ("maand", ("1", "2"), "month"),
        ("Monat", ("1", "2"), "month"),
        ("kwartaal", ("1", "2"), "quarter"),
        ("trimestre", ("1", "2"), "quarter"),
        ("week", ("1", "2"), "week"),
        ("dag", ("ma", "di"), "day"),
        ("DATE", ("2024-01-05", "2024-01-06"), "date"),
        ("datum", ("5/1/2024", "6/1/2024"), "date"),
        ("periode", ("voor", "na"), "period"),
        ("geslacht", ("M", "V"), "sex"),
        ("CD_SEX", ("1", "2"), "sex"),
        ("sexe", ("hommes", "femmes"), "sex"),
        ("leeftijd", ("0-17", "18+"), "age"),
        ("leeftijdsgroep", ("0-17", "18+"), "age"),
        ("classe d'âge", ("0-17", "18+"), "age"),
        ("AGEGROUP", ("0-17", "18+"), "age"),
        ("CD_NATLTY", ("BEL", "ETR"), "nationality"),
        ("burgerlijke staat", ("1", "2"), "civil status"),
        ("x", ("2024-01-05", "2024-01-06"), "date"),
        ("x", ("2024-01", "2024-02"), "month"),
        ("x", ("2024Q1", "2024Q2"), "quarter"),
        ("x", ("2024-W01", "2024-W02"), "week"),
        ("x", ("man", "vrouw"), "sex"),
        ("x", ("M", "F"), "sex"),
        ("x", ("2024", "2025"), "year"),
    ],
)
def test_dimensions_are_told_by_their_words_or_their_cells(read, head, cells, kind):
    """What tells rows of one key apart stays in the table."""
    table = read(f"nis;{head};n\n71072;{cells[0]};5\n71072;{cells[1]};6")
    assert [(head, kind)] == [(each.name, each.kind) for each in table.dimensions]
    assert (["n"], 2) == (names(table.figures), len(table))


def test_days_of_a_frame_are_a_dimension():
    """Under any name; beside anything else they are none."""
    days = [{"nis": "71072", "x": date(2025, 1, 5), "n": 3}]
    [found] = elz.read_table(days).dimensions
    assert ("x", "date", (date(2025, 1, 5),)) == (found.name, found.kind, found.contents)
    days.append({"nis": "71072", "x": 5, "n": 3})
    assert () == elz.read_table(days).dimensions


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("type", ("a", "b")),
        ("wijk", ("Noord", "Zuid")),
        ("opmerking", ("", "goed")),
        ("leeg", ("", "")),
        ("x", ("M", "M")),
        ("x", ("a", "M")),
        ("x", ("2024-01", "later")),
        ("bezoeken per jaar", ("a", "b")),
    ],
)
def test_other_columns_tell_no_rows_apart(read, head, cells):
    """Until the caller says so."""
    text = f"nis;{head};n\n71072;{cells[0]};5\n71072;{cells[1]};6"
    assert ((), [head]) == (read(text).dimensions, names(read(text).described))
    assert [(head, "")] == [(e.name, e.kind) for e in read(text, by=[head]).dimensions]


def test_years_without_a_word_need_several_rows_of_a_key(read):
    """Else they may be counts, or when something was built."""
    rows = "71072;1995;5\n44021;2001;6\n11002;1999;7"
    assert [] == names(read(f"nis;x;n\n{rows}").dimensions)
    assert ["x"] == names(read(f"nis;x;n\n{rows}\n11002;2005;7").dimensions)
    assert [] == names(read(f"nis;aantal;n\n{rows}\n11002;2005;7").dimensions)
    assert ["x"] == names(read("nis;x\n71072;1995\n71072;1996\n44021;2001\n11002;1999").figures)


def test_a_mean_age_is_no_dimension(read):
    """Decimals under the word age are a figure, and none that adds up by itself."""
    table = read("nis;leeftijd\n71072;41.5\n44021;39.25")
    assert ([], ["leeftijd"]) == (names(table.dimensions), names(table.figures))


def test_words_for_a_code_are_no_second_dimension(read):
    """CD_SEX and TX_SEX tell the same rows apart; two columns that differ are both kept."""
    table = read("nis;CD_SEX;TX_SEX;n\n71072;1;man;5\n71072;2;vrouw;6")
    assert (["CD_SEX"], ["TX_SEX"]) == (names(table.dimensions), names(table.described))
    assert "left alone: TX_SEX (says CD_SEX again)" in table.notes
    table = read("nis;maand;jaar maand;n\n71072;1;2024-01;5\n71072;1;2025-01;6")
    assert ["maand", "jaar maand"] == names(table.dimensions)


def test_what_is_said_to_be_a_dimension_is_the_only_one(read):
    """Years and sexes are added up then, as far as the caller allows it."""
    text = "nis;jaar;type;n\n71072;2024;1;5\n71072;2025;2;6"
    assert ["type"] == names(read(text, by=["type"]).dimensions)
    assert ([], ["n"]) == (
        names(read(text, by=[]).dimensions),
        names(read(text, by=[], columns=["n"]).figures),
    )


def test_a_dimension_that_is_not_asked_for_holds_no_figures(read):
    """Months are not added up; they can be, where somebody says that they are counts."""
    table = read("nis;maand;n\n71072;1;5\n71072;2;6", by=[])
    assert ([], ["n"]) == (names(table.dimensions), names(table.figures))
    assert "left alone: maand (a dimension that was not asked for)" in table.notes
    table = read("nis;maand;n\n71072;1;5\n71072;2;6", by=[], columns={"maand": "count"})
    assert ["maand", "n"] == names(table.figures)


# --- figures -------------------------------------------------------------------------------


def test_columns_of_figures_are_counts(read):
    """Words, and columns in which few cells are figures, are left alone."""
    table = read("nis;a;b;c;d\n71072;5;x;<5;2\n11002;6;goed;.;drie\n44021;7;;1.5;vier")
    assert [("a", tables.count), ("c", tables.count)] == [(e.name, e.kind) for e in table.figures]
    assert ["b", "d"] == names(table.described)


def test_a_column_with_some_wrong_cells_is_one_of_figures(read):
    """They are told."""
    table = read("nis;n\n71072;5\n11002;veel\n44021;7")
    assert (["n"], ["ELZ-F007"]) == (names(table.figures), [e.code for e in table.errors])


def test_a_column_of_gaps_is_one_of_figures_where_its_name_says_so(read):
    """All counts may be held back."""
    assert ["aantal"] == names(read("nis;aantal;x\n71072;x;x\n11002;x;").figures)


@pytest.mark.parametrize(
    ("head", "cells", "why"),
    [
        ("code_postal", ("3500", "2000"), "postal codes"),
        ("telefoon", ("011223344", "032223344"), "telephone numbers"),
        ("KBO", ("0123456789", "0123456780"), "numbers of enterprises or persons"),
        ("CD_DSTR_REFNIS", ("71000", "11000"), "codes"),
        ("id", ("1", "2"), "ids or numbers in a list"),
        ("lat", ("50.93", "51.22"), "coordinates"),
        ("bouwjaar", ("1990", "2001"), "years"),
        ("", ("0", "1"), "row numbers"),
        ("Unnamed: 0", ("0", "1"), "row numbers"),
        ("", ("1", "2"), "row numbers"),
    ],
)
def test_labels_are_left_alone_and_said(read, head, cells, why):
    """Beside a column of figures nothing is refused for them; alone they are no figures."""
    rows = [f"{cells[0]};71072", f"{cells[1]};11002"]
    table = read(f"{head};nis;n\n{rows[0]};5\n{rows[1]};6")
    name = head or "column 1"
    assert (f"left alone: {name} ({why})", ["n"], ()) == (
        next(each for each in table.notes if each.startswith("left")),
        names(table.figures),
        table.errors,
    )
    alone = read(f"{head};nis\n{rows[0]}\n{rows[1]}")
    (error,) = alone.errors
    assert ("ELZ-F032", f"no column of figures; left alone: {name} ({why})") == (
        error.code,
        error.message,
    )
    assert 'say columns=tables.rows("rows")' in str(error)


def test_numbers_without_a_name_that_are_no_row_numbers_are_figures(read):
    """An unnamed column of counts is one."""
    assert ["column 2"] == names(read("nis;\n71072;5\n11002;6").figures)


@pytest.mark.parametrize(
    ("head", "cells", "variant"),
    [
        ("mediaaninkomen", ("20000", "21000"), ""),
        ("gemiddelde", ("41,5", "40,2"), ""),
        ("pct65", ("12,5", "13,5"), ""),
        ("x", ("12,5 %", "3,1 %"), "cells"),
        ("x", ("0,5", "0,25"), None),
        ("dichtheid", ("500", "600"), ""),
        ("rang", ("1", "2"), ""),
        ("rank", ("10", "20"), ""),
        ("x", ("0470112233", "0470112234"), "cells"),
        ("x", ("01", "02"), "cells"),
    ],
)
def test_columns_that_may_not_add_up_are_doubted(read, head, cells, variant):
    """They are errors that say what to do, and no more once the caller says what they are."""
    text = f"nis;{head};n\n71072;{cells[0]};5\n11002;{cells[1]};6"
    expected = [] if variant is None else [("ELZ-F030", variant)]
    assert expected == [(each.code, each.variant) for each in read(text).errors]
    for said in (tables.count, tables.skip, tables.rate("n", per=100), "mean:n"):
        assert () == read(text, columns={head: said}).errors


def test_a_doubt_stands_at_the_name_of_the_column(read):
    """With its remedy for this door."""
    (error,) = read("nis;pct;n\n71072;12;5\n11002;13;6").errors
    said = 'columns={"pct": tables.rate(of="...", per=100)}, columns={"pct": tables.skip}'
    assert (
        f"t.csv:1:2: ELZ-F030 error: pct: the name says a rate or a share; say what it is: {said}"
        in str(error)
    )


def test_figures_can_be_said(read):
    """What columns are, while the rest is guessed; or the only ones."""
    text = "nis;a;b;c\n71072;5;6;p\n11002;7;8;q"
    assert ["b"] == names(read(text, columns={"a": tables.skip}).figures)
    assert ["a"] == names(read(text, columns=["A"]).figures)
    assert ["a"] == names(read(text, columns="a").figures)
    assert "left alone: b (not asked for), c" in read(text, columns=["a"]).notes
    assert "left alone: a (as said), c" in read(text, columns={"a": "skip"}).notes
    table = read(
        text, columns={"a": tables.rate(of="B"), "c": tables.category("largest", weights="b")}
    )
    assert [tables.rate("b"), tables.count, tables.category("largest", weights="b")] == [
        each.kind for each in table.figures
    ]
    assert ("p", "q") == table.figures[2].contents


def test_what_a_rate_is_of_is_a_count(read):
    """Though its own name may raise a doubt."""
    table = read("nis;pct;id\n71072;5;60\n11002;7;80", columns={"pct": tables.rate(of="id")})
    assert ({"pct": tables.rate("id"), "id": tables.count}, ()) == (
        {each.name: each.kind for each in table.figures},
        table.errors,
    )


def test_gaps_of_categories_are_missing(read):
    """A category has no bounds."""
    table = read("nis;type\n71072;a\n11002;-\n44021;", columns={"type": tables.category()})
    assert ("a", None, None) == table.figures[0].contents


def test_a_column_that_is_said_is_no_key_and_no_dimension(read):
    """The word of the caller stands above words and cells."""
    table = read("nis;x;jaar\n71072;11002;2024\n44021;71072;2025", columns=["x", "jaar"])
    assert (["x", "jaar"], []) == (names(table.figures), names(table.dimensions))


def test_rows_can_be_counted(read):
    """A list without figures is one of rows, each of them one."""
    table = read("naam;gemeente;bedden\nA;Gent;5\nB;Genk;6", columns=tables.rows("homes"))
    (figure,) = table.figures
    assert (("homes", tables.rows("homes")), ["1", "1"]) == (
        (figure.name, figure.kind),
        [str(figure.contents[code]) for code in figure.codes],
    )
    assert "left alone: naam, bedden (not asked for)" in table.notes


# --- wide years ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "parted"),
    [
        ("2020", ("", 2020)),
        ("inwoners 2019", ("inwoners", 2019)),
        ("2019_m", ("m", 2019)),
        ("aantal (2019)", ("aantal", 2019)),
        ("pop_2019_totaal", ("pop totaal", 2019)),
        ("inwoners", None),
        ("groei 2019-2020", None),
        ("120190", None),
        ("jan 2019", None),
        ("2019-01", None),
        ("2019 Q1", None),
        ("2019 T2", None),
        ("w5 2019", None),
        ("décembre 2019", None),
        ("maaltijden 2019", ("maaltijden", 2019)),
        ("Marokkanen 2019", ("Marokkanen", 2019)),
    ],
)
def test_a_year_is_parted_from_a_name(name, parted):
    """Spans of years and pieces of a year are no years."""
    assert parted == stem_of(name)


def test_columns_of_years_become_rows(read):
    """With a dimension of years; one figure, whose name is what stands beside the year."""
    table = read("nis;naam;2019;2020;2021\n71022;Hasselt;1;2;3\n73040;Kortessem;4;5;<5")
    (year,), (figure,) = table.dimensions, table.figures
    assert ("year", "year", (2019, 2020, 2021)) == (year.name, year.kind, year.years)
    assert [2019, 2019, 2020, 2020, 2021, 2021] == [year.contents[code] for code in year.codes]
    assert ("value", ["1", "4", "2", "5", "3", "0-4"]) == (
        figure.name,
        [str(figure.contents[code]) for code in figure.codes],
    )
    assert ([2, 3] * 3, [0, 1] * 3) == (list(table.lines), list(table.rows))
    assert "the columns of 2019, 2020 and 2021 became rows" in table.notes


def test_several_figures_by_year_become_rows_together(read):
    """Where all are there for the same years, in whichever order."""
    table = read("nis;m 2019;m 2020;v 2020;v 2019\n71022;1;2;4;3")
    assert [("m", ["1", "2"]), ("v", ["3", "4"])] == [
        (each.name, [str(each.contents[code]) for code in each.codes]) for each in table.figures
    ]


def test_the_sign_before_decimals_is_that_of_all_years(read):
    """One reading for what has become one column."""
    table = read("nis;n 2019;n 2020\n71022;1.500;2,5\n73040;1.200;3,5")
    assert ["1,500", "1,200", "2.50", "3.50"] == [str(each) for each in table.figures[0].contents]


def test_a_category_beside_years_is_that_of_all_of_them(read):
    """It says nothing of a year."""
    table = read(
        "nis;type;2019;2020\n71022;a;1;2\n73040;b;3;4", columns={"type": tables.category()}
    )
    assert {"type": ["a", "b", "a", "b"], "value": ["1", "3", "2", "4"]} == {
        each.name: [str(each.contents[code]) for code in each.codes] for each in table.figures
    }
    assert ["a", "b"] == [table.figures[0].contents[code] for code in table.figures[0].codes][:2]


@pytest.mark.parametrize(
    ("text", "variant", "columns"),
    [
        ("nis;opp;2019;2020\n71022;1;2;3", "", ("opp",)),
        ("nis;a 2019;a 2020;b 2019\n71022;1;2;3", "apart", ("b 2019",)),
        ("nis;2019;2020;2019.\n71022;1;2;3", "apart", ("2019.",)),
        ("nis;jaar;2019;2020\n71022;2021;1;2", "twice", ("jaar",)),
    ],
)
def test_years_that_cannot_become_rows_are_refused(read, text, variant, columns):
    """Figures without a year would stand in each of them; the caller says what belongs together."""
    (error,) = read(text).errors
    assert ("ELZ-F035", variant, columns) == (error.code, error.variant, error.values["columns"])


def test_what_stands_beside_years_can_be_left_out(read):
    """Or be the only thing that is read."""
    text = "nis;opp;2019;2020\n71022;1;2;3"
    assert () == read(text, columns={"opp": tables.skip}).errors
    assert () == read(text, columns=["opp"]).errors
    assert () == read(text, columns=["2019", "2020"]).errors


def test_kinds_can_be_said_of_all_years_of_a_name(read):
    """And what they need is found there too."""
    text = "nis;pop 2019;pop 2020;pct 2019;pct 2020\n71022;10;20;5;6"
    table = read(text, columns={"pct": tables.rate(of="pop", per=100)})
    assert {"pop": tables.count, "pct": tables.rate("pop", per=100)} == {
        each.name: each.kind for each in table.figures
    }
    assert ["pop"] == names(read(text, columns=["pop"]).figures)


# --- texts and years -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (None, ""),
        (float("nan"), ""),
        (5.0, "5"),
        (5.5, "5.5"),
        (" x ", "x"),
        (Broken("#N/A"), "#N/A"),
        (date(2025, 1, 2), "2025-01-02"),
        (7, "7"),
        (10**5000, "a number that is too large"),
        (float("-inf"), "a number that is too large"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_contents_are_compared_as_text(content, text):
    """Whatever their type."""
    assert text == text_of(content)


@pytest.mark.parametrize(
    ("content", "year"),
    [
        ("2021", 2021),
        (2021, 2021),
        (2021.0, 2021),
        (date(2021, 5, 1), 2021),
        ("2021-05-01", 2021),
        ("2021-05-01T10:00:00", 2021),
        ("1/5/2021", 2021),
        ("01.05.2021", 2021),
        ("2021-05", 2021),
        ("202105", 2021),
        ("05/2021", 2021),
        ("2021Q1", 2021),
        ("2021-W05", 2021),
        ("2020-2021", None),
        ("soon", None),
        (None, None),
        ("20210", None),
    ],
    ids=repr,
)
def test_the_year_of_a_content(content, year):
    """A year, a month, a quarter, a week or a day of it; a span of years is none."""
    assert year == year_of(content)


def test_figures_of_columns_that_are_years_alone_have_a_name(read):
    """What a finding says of them can be said of them."""
    text = "nis;2019;2020\n71072;1;4\n44021;2;5\n11002;3;6"
    assert ["ELZ-F030"] == [each.code for each in read(text).errors]
    table = read(text, columns={"value": "count"})
    assert ([], ["value"], ["year"]) == (
        [*table.errors],
        names(table.figures),
        names(table.dimensions),
    )
    table = read(text, columns={"value": tables.rate(of="value", per=100)})
    assert [tables.rate(of="value", per=100)] == [each.kind for each in table.figures]


def test_names_in_two_languages_are_those_of_dimensions() -> None:
    """Either of them says what a column is."""
    table = elz.read_table(
        "NIS / INS;Jaar / Année;Geslacht | Sexe;Inwoners / Habitants\n"
        "71072;2024;M;10\n71072;2024;V;12\n71072;2024;Totaal / Total;22\n"
    )
    assert ["year", "sex"] == [each.kind for each in table.dimensions]
    assert ["Inwoners / Habitants"] == [each.name for each in table.figures]
    assert (2, 1) == (len(table), len(table.totals))


@pytest.mark.parametrize(
    "word", ["lau", "LAU code", "gemeentecode (lau2)", "Stad / Ville", "Bestuur", "plaatsnaam"]
)
def test_a_list_of_keys_alone_is_headed_by_every_word_for_them(word: str) -> None:
    """Otherwise its header would be a key that nothing ever had."""
    table = elz.read_table(f"{word}\n71072\n11002\n", columns=tables.rows("rows"))
    assert ["71072", "11002"] == [each.text for each in table.keys]


def test_only_what_is_called_a_postal_code_stands_beside_names(read) -> None:
    """An income of 3500 is none, whatever postal codes there are."""
    text = "gemeente;{};n\nHasselt;3500;5\nGent;9000;6\n"
    found = [read(text.format(name)).key for name in ("postcode", "mediaaninkomen")]
    assert ["gemeente (names, with postcode beside)", "gemeente (names)"] == found


def test_thousands_of_digits_are_no_number_of_anything() -> None:
    """Not of a column, nor of how many a rate is of; each is told, or sorted, in time."""
    many = "9" * 5000
    table = "nis;visits\n71072;3\n11002;5\n"
    for key in (many, 10**5000):
        with pytest.raises(TableError, match="no one column"):
            elz.read_table(table, key=key)
    with pytest.raises(TableError, match="no one column 'visits:999"):
        elz.read_table(table, columns={"visits": f"rate:visits:{many}"})
    rates = f"nis;visits per 1{'0' * 5000}\n71072;3.5\n11002;5.25\n"
    with pytest.raises(TableError, match="the name says a rate"):
        elz.carry(elz.flanders(), rates, to="zone", on="2025-01-01")
    places = f"nis;place;visits\n71072;a{many};3\n71072;a10;4\n71072;a9;5\n71072;a010;6\n"
    carried = elz.carry(elz.flanders(), places, to="zone", on="2025-01-01", by=["place"])
    names = [*dict.fromkeys(row.dimensions[0] for row in carried)]
    assert ["a9", "a10", "a010", f"a{many}"] == names
