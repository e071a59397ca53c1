"""Official lists from files, and the corpus of broken and clean ones."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from elzmodel import flanders
from elzmodel.data.layout_files import list_layout
from elzmodel.errors import TableError
from elzmodel.lists import (
    EndDay,
    LinkKind,
    OfficialList,
    events_from,
    lint_list,
    listing_of,
)
from elzmodel.lists.files import read_list
from elzmodel.lists.layouts import PLAIN, ListLayout
from elzmodel.lists.lint import CODES

CORPUS = Path(__file__).parent / "lists_corpus"
LISTS = sorted(
    path
    for path in CORPUS.glob("*.csv")
    if not path.name.endswith(".links.csv") and path.stem != "expected"
)


def expected_findings() -> dict[str, list[tuple[str, ...]]]:
    found = defaultdict(list)
    with (CORPUS / "expected.csv").open(encoding="utf-8") as file:
        for name, *finding in list(csv.reader(file))[1:]:
            found[name].append(tuple(finding))
    return found


EXPECTED = expected_findings()


def read(path: Path) -> OfficialList:
    links = path.with_suffix(".links.csv")
    layout = list_layout("refnis") if path.name.startswith("refnis") else PLAIN
    return read_list(path, links=links if links.exists() else None, layout=layout)


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_each_list_of_the_corpus_has_the_expected_findings(path):
    """Code, subject, file and line are as written in expected.csv; clean lists have none."""
    found = [
        (f.code, f.subject, "links" if "links" in f.place.file else "units", str(f.place.line))
        for f in lint_list(read(path))
    ]
    assert EXPECTED[path.stem] == found


@pytest.mark.parametrize("code", [code.id for code in CODES])
def test_each_code_has_a_broken_and_a_clean_list(code):
    """The corpus shows every code, and the same list mended."""
    names = {path.stem for path in LISTS if path.stem.startswith(code.removeprefix("ELZ-"))}
    broken = {name for name in names if name.endswith("-broken")}
    assert broken
    assert names == broken | {name.replace("-broken", "-clean") for name in broken}
    assert all(code in {finding[0] for finding in EXPECTED[name]} for name in broken)
    assert not any(EXPECTED[name] for name in names - broken)


def test_expectations_are_about_lists_that_exist():
    """No row of expected.csv speaks of a list that is not there."""
    assert set() == {name for name, found in EXPECTED.items() if found} - {p.stem for p in LISTS}


def write(folder, name, text, encoding="utf-8"):
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def problems(path, links=None, layout=PLAIN, **reading):
    with pytest.raises(TableError) as caught:
        read_list(path, links=links, layout=layout, **reading)
    return [f"{finding.place}: {finding.message}" for finding in caught.value.findings]


@pytest.mark.parametrize("delimiter", list("|;,\t"))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_delimiter_and_byte_order_mark_do_not_matter(tmp_path, delimiter, encoding):
    """Any of the usual delimiters is recognised from the header."""
    text = "code,name,from\n\n12041,Één,2019-01-01\r\n".replace(",", delimiter)
    (unit,) = read_list(write(tmp_path, "x.csv", text, encoding)).units
    assert ("12041", "Één", date(2019, 1, 1), 3) == (
        unit.code,
        unit.name,
        unit.start,
        unit.place.line,
    )


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("yyyy-mm-dd", "2019-02-01"),
        ("dd/mm/yyyy", "01/02/2019"),
        ("dd.mm.yyyy", "01.02.2019"),
        ("yyyymmdd", "20190201"),
    ],
)
def test_each_form_of_dates_is_read(tmp_path, form, text):
    """The layout says the form; other forms are reported, never guessed."""
    layout = ListLayout(name="mine", units={"code": "code", "start": "from"}, dates=form)
    path = write(
        tmp_path, "x.csv", f"code;from\n1;{text}\n2;1-2-2019\n3;{text.replace('02', '13')}\n"
    )
    listing = read_list(path, layout=layout)
    assert [date(2019, 2, 1), None, None] == [unit.start for unit in listing.units]
    assert [f"a day as {form}"] * 2 == [cell.expected for cell in listing.unread]


def test_the_refnis_file_is_read_as_published(tmp_path):
    """Levels get names, a dash is nothing, the end of time is open, ends are inclusive."""
    text = (
        "LVL_REFNIS|CD_REFNIS|CD_SUP_REFNIS|TX_REFNIS_DE|TX_REFNIS_FR|TX_REFNIS_NL|DT_VLDT_START|DT_VLDT_END\n"
        "1|02000|-|Flämische Region|Région flamande|Vlaams Gewest|01/01/1970|31/12/9999\n"
        "4|12030|02000|Puurs|Puurs|Puurs|01/01/1970|31/12/2018\n"
    )
    listing = read_list(write(tmp_path, "TU_COM_REFNIS.txt", text), layout=list_layout("refnis"))
    region, puurs = listing.units
    assert ("region", "", None) == (region.level, region.parent, region.end)
    assert ("municipality", date(2018, 12, 31)) == (puurs.level, puurs.end)
    assert EndDay.LAST_DAY is listing.ends


def test_a_written_list_reads_back(tmp_path):
    """The packaged register, written out in the plain form, reads back as the same list."""
    listing = listing_of(flanders().register)
    units = write(tmp_path, "units.csv", listing.units_table().to_csv())
    links = write(tmp_path, "links.csv", listing.links_table().to_csv())
    again = read_list(units, links=links)
    assert (listing.units, [str(k.weight) for k in listing.links]) == (
        again.units,
        [str(k.weight) for k in again.links],
    )
    assert () == lint_list(again).rows


@pytest.mark.parametrize(
    ("text", "weight", "rounding"),
    [
        ("1", "1", "0"),
        ("1/3", "1/3", "0"),
        ("0,25", "1/4", "1/200"),
        ("0,333", "333/1000", "1/2000"),
        ("0.3", "3/10", "1/20"),
        ("0.12345678", "0.12345678", "0.000000005"),
        ("0.123456789", "0.123456789", "0"),
        ("0.00012345678", "0.00012345678", "0.000000000005"),
        ("0.011045586445754938", "0.011045586445754938", "0"),
        ("12,5 %", "1/8", "1/2000"),
        ("12.5\u00a0%", "1/8", "1/2000"),
        ("50%", "1/2", "1/200"),
        ("100 %", "1", "1/200"),
        ("1E-05", "1/100000", "1/200000"),
        ("1e-05", "1/100000", "1/200000"),
        ("2,50e-1", "1/4", "1/2000"),
        ("1e0", "1", "0"),
    ],
    ids=[
        "whole",
        "ratio",
        "two",
        "three",
        "one",
        "eight",
        "nine",
        "leading",
        "full",
        "percent",
        "narrow",
        "half",
        "all",
        "upper",
        "lower",
        "comma",
        "power",
    ],
)
def test_a_weight_has_one_reading_and_knows_its_rounding(tmp_path, text, weight, rounding):
    """Half a unit of the last place is its rounding; whole, ratio and nine digits are exact."""
    path = write(tmp_path, "x.csv", f"from_code;to_code;weight\n1;2;{text}\n")
    listing = read_list(None, links=path)
    assert [(Fraction(weight), Fraction(rounding))] == [
        (link.weight, link.rounding) for link in listing.links
    ]


def test_an_empty_weight_is_none(tmp_path):
    """A cell without a weight says nothing."""
    path = write(tmp_path, "x.csv", "from_code;to_code;weight\n1;2;\n")
    (link,) = read_list(None, links=path).links
    assert (None, Fraction(0)) == (link.weight, link.rounding)


def test_a_weight_in_per_cent_without_the_sign_is_no_share(tmp_path):
    """A bare 33.3333333333 is a number above 1, which the linter asks to write with the sign."""
    path = write(tmp_path, "x.csv", "from_code,to_code,weight\n1,2,33.3333333333\n")
    (finding,) = lint_list(read_list(None, links=path))
    assert ("ELZ-Q050", "33.3333333333") == (finding.code, finding.values["number"])
    assert "with the sign %" in str(finding)


@pytest.mark.parametrize(
    ("column", "text", "expected"),
    [
        ("weight", "0,3 of it", "a number such as 0.25, 0,25, 25 %, 2.5e-1 or 1/4"),
        ("weight", "1e99999", "a number such as 0.25, 0,25, 25 %, 2.5e-1 or 1/4"),
        (
            "amount",
            "1.234",
            "a number that can be read in one way: 1234, or 1.2340 with a fraction",
        ),
        ("amount", "5 %", "an amount; a share in per cent is a weight"),
    ],
    ids=["words", "endless", "thousands", "percent"],
)
def test_a_number_that_cannot_be_read_in_one_way_is_said_to_be_unread(
    tmp_path, column, text, expected
):
    """What is no number, or two, is reported with what would be one."""
    path = write(tmp_path, "x.csv", f'from_code,to_code,{column}\n1,2,"{text}"\n')
    (cell,) = read_list(None, links=path).unread
    assert (column, expected) == (cell.values["column"], cell.values["expected"])


def test_amounts_are_numbers_with_a_sign_before_decimals(tmp_path):
    """An amount has a point or a comma before decimals, and is never rounded."""
    path = write(tmp_path, "x.csv", 'from_code,to_code,amount\n1,2,"1234,5"\n1,2,1234.5\n')
    assert [Fraction(2469, 2)] * 2 == [k.amount for k in read_list(None, links=path).links]


@pytest.mark.parametrize("text", ["0.250", "1/4", "0.123456789123", "1", "-0.5", "0.00"])
def test_weights_that_are_written_read_back_with_their_rounding(tmp_path, text):
    """A table of links has each weight with as many places as it was read with."""
    path = write(tmp_path, "x.csv", f"from_code,to_code,weight\n1,2,{text}\n")
    listing = read_list(None, links=path)
    again = read_list(None, links=write(tmp_path, "y.csv", listing.links_table().to_csv()))
    told = [[(k.weight, k.rounding) for k in each.links] for each in (listing, again)]
    assert told[0] == told[1]


def test_kinds_have_a_default_and_name_the_choices(tmp_path):
    """A link without a kind is a change; a word that is none is reported."""
    text = "from_code,to_code,kind\n1,2,\n1,2,Equal\n1,2,same\n"
    listing = read_list(None, links=write(tmp_path, "x.csv", text))
    assert [LinkKind.CHANGE, LinkKind.EQUAL, LinkKind.CHANGE] == [k.kind for k in listing.links]
    (cell,) = listing.unread
    assert ("kind", "same", "1") == (cell.values["column"], cell.values["text"], cell.subject)


def test_columns_of_codes_become_links(tmp_path):
    """Predecessors, successors and equals may stand beside the units."""
    text = "code,predecessors,successors,equal_to\n3,1; 2,,\n4,,5,6\n"
    listing = read_list(write(tmp_path, "x.csv", text))
    assert [
        ("3", "1", LinkKind.PREDECESSOR),
        ("3", "2", LinkKind.PREDECESSOR),
        ("4", "5", LinkKind.SUCCESSOR),
        ("4", "6", LinkKind.EQUAL),
    ] == [(k.from_code, k.to_code, k.kind) for k in listing.links]


def test_all_problems_are_told_at_once_with_line_and_cell(tmp_path):
    """Missing, unknown and repeated columns, and empty files, in one error."""
    units = write(tmp_path, "u.csv", "cod,name,name\n1,2,3\n")
    links = write(tmp_path, "l.csv", "")
    assert [
        "l.csv: the file is empty",
        "u.csv:1: no column 'code'",
        "u.csv:1:1: column 'cod' is not understood",
        "u.csv:1:3: column 'name' stands there twice",
    ] == problems(units, links)
    with pytest.raises(TableError, match=r"; name it so, or say another layout with layout="):
        read_list(units)


def test_all_rows_of_another_length_are_told_at_once(tmp_path):
    """Their columns are then not looked at."""
    units = write(tmp_path, "u.csv", "cod,name\n1,2\n1\n3,4\n1,2,3\n5,6\n")
    assert [
        "u.csv:3:2: 1 cell where other rows have 2",
        "u.csv:5:3: 3 cells where other rows have 2",
    ] == problems(units)


def test_what_was_left_out_of_a_file_is_noted(tmp_path):
    """A last line that is no row may be one that was cut off."""
    units = write(tmp_path, "u.csv", "code,name\n1,One\n2,Two\nSource: us\n")
    found = read_list(units)
    assert ["1", "2"] == [unit.code for unit in found.units]
    assert "1 footnote left out: 'Source: us'" in found.notes[0]


def test_a_list_may_be_a_workbook(tmp_path):
    """Its days are days, and each cell is told as its sheet shows it."""
    from datetime import date

    xlsxwriter = pytest.importorskip("xlsxwriter")
    path = tmp_path / "units.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, day = book.add_worksheet("Blad1"), book.add_format({"num_format": "yyyy-mm-dd"})
        for row, cells in enumerate(
            [["code", "name", "from"], [12041, "Puurs", None], [1, "", "x"]]
        ):
            sheet.write_row(row, 0, cells)
        sheet.write_datetime(1, 2, date(2019, 1, 1), day)
    found = read_list(path)
    assert [("12041", "Puurs", date(2019, 1, 1)), ("1", "", None)] == [
        (unit.code, unit.name, unit.start) for unit in found.units
    ]
    assert ["units.xlsx!Blad1:C3"] == [str(finding.place) for finding in found.unread]


def test_a_cell_that_a_workbook_could_not_compute_is_a_problem(tmp_path):
    """It is told with its place, and is no name."""
    xlsxwriter = pytest.importorskip("xlsxwriter")
    path = tmp_path / "units.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Blad1")
        sheet.write_row(0, 0, ["code", "name"])
        sheet.write_row(1, 0, [12041])
        sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")
    assert ["units.xlsx!Blad1:B2: name: #DIV/0! where a content should be"] == problems(path)


def test_an_empty_file_is_a_problem(tmp_path):
    """A file without a header and rows holds no list."""
    assert ["x.csv: the file is empty"] == problems(write(tmp_path, "x.csv", ""))


def test_links_may_be_a_header_alone(tmp_path):
    """That is a list without links; an empty file, or one without units, is a problem."""
    units = "code,name\n1,East\n"
    path = tmp_path / "links.csv"
    OfficialList().links_table().save(path)
    listing = read_list(units, links=path)
    assert () == listing.links
    assert f"{path.name}: a header and no links" in listing.notes
    for empty in (("code,name\n", "from_code,to_code\n1,2\n"), (units, "")):
        with pytest.raises(TableError, match="ELZ-F005"):
            read_list(empty[0], links=empty[1])


def test_an_open_quote_is_a_problem(tmp_path):
    """A quote that never closes would swallow the rest of the file."""
    text = 'code,name\n1,"East\n2,West\n'
    assert ["x.csv:2: a quote is opened here and not closed"] == problems(
        write(tmp_path, "x.csv", text)
    )


def test_an_encoding_that_is_guessed_is_noted(tmp_path):
    """A file that is no UTF-8 says where it stops being so; the caller may know better."""
    path = write(tmp_path, "x.csv", "code,name\n1,Één\n", "latin-1")
    found = read_list(path)
    assert "it is not UTF-8 (byte 0xc9 in line 2)" in found.notes[0]
    said = read_list(path, encoding="latin-1")
    assert ("Één", True) == (said.units[0].name, "encoding latin-1, as said" in said.notes[0])
    refused = ["x.csv:2: byte 12 is not text in the encoding utf-8"]
    assert refused == problems(path, encoding="utf-8")


DUTCH = ListLayout(
    name="nl",
    units={"code": "Code", "name": "Naam", "start": "Begin", "end": "Eind"},
    said_by={"Opgegaan in": LinkKind.SUCCESSOR},
    dates="yyyymmdd",
    ends=None,
)
FRENCH = ListLayout(
    name="fr",
    units={"code": "COM", "name": "LIBELLE", "start": "DEBUT", "end": "FIN"},
    links={"kind": "MOD", "day": "DATE_EFF", "from_code": "COM_AV", "to_code": "COM_AP"},
    kinds={"10": LinkKind.CHANGE, "32": LinkKind.SUCCESSOR},
)
NORWEGIAN = ListLayout(
    name="no",
    units={"code": "code", "name": "name", "start": "validFrom", "end": "validTo"},
    links={"from_code": "oldCode", "to_code": "newCode", "day": "changeOccurred"},
    ignored=frozenset({"oldName", "newName"}),
)
SWISS = ListLayout(
    name="ch",
    units={"code": "GDENR", "name": "GDENAME", "start": "VON", "end": "BIS"},
    links={"from_code": "ALT", "to_code": "NEU", "day": "DATUM"},
    ignored=frozenset({"MUTNR"}),
    dates="dd.mm.yyyy",
    ends=EndDay.LAST_DAY,
)
ABROAD = {
    "nl": (
        DUTCH,
        (
            "Code;Naam;Begin;Eind;Opgegaan in\n1651;Eemsmond;19790101;20181231;1966\n"
            "0053;Winsum;18110101;20181231;1966\n1966;Het Hogeland;20190101;;\n"
        ),
        "",
        "merge",
    ),
    "fr": (
        FRENCH,
        (
            "COM,LIBELLE,DEBUT,FIN\n01033,Bellegarde,1943-01-01,2019-01-01\n"
            "01033,Valserhône,2019-01-01,\n01091,Châtillon,1943-01-01,2019-01-01\n2A004,Ajaccio,1943-01-01,\n"
        ),
        "MOD,DATE_EFF,COM_AV,COM_AP\n32,2019-01-01,01033,01033\n32,2019-01-01,01091,01033\n",
        "merge",
    ),
    "no": (
        NORWEGIAN,
        "code;name;validFrom;validTo\n1601;Trondheim;1964-01-01;2018-01-01\n5001;Trondheim;2018-01-01;\n",
        "oldCode;oldName;newCode;newName;changeOccurred\n1601;Trondheim;5001;Trondheim;2018-01-01\n",
        "alter",
    ),
    "ch": (
        SWISS,
        "GDENR\tGDENAME\tVON\tBIS\n1\tAlt\t01.01.1960\t31.12.2009\n2\tNord\t01.01.2010\t\n3\tSüd\t01.01.2010\t\n",
        "MUTNR\tALT\tNEU\tDATUM\n2500\t1\t2\t01.01.2010\n2500\t1\t3\t01.01.2010\n",
        "split",
    ),
}


@pytest.mark.parametrize("name", ABROAD)
def test_lists_of_other_countries_need_a_layout_only(tmp_path, name):
    """Shapes that other offices publish are read, clean, and become events."""
    layout, units, links, kind = ABROAD[name]
    path = write(tmp_path, "links.csv", links) if links else None
    listing = read_list(write(tmp_path, "units.csv", units), links=path, layout=layout)
    assert () == lint_list(listing).rows
    events, _ = events_from(listing)
    assert kind == type(events[-1]).__name__.casefold()


@pytest.fixture
def workbook(tmp_path):
    """Write units and links as two sheets of a workbook."""
    xlsxwriter = pytest.importorskip("xlsxwriter")
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, rows in (
            ("Units", [["code", "name"], ["07", "Elm"], ["08", "Ash"]]),
            ("Links", [["from_code", "to_code"], ["07", "08"]]),
        ):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


@pytest.mark.parametrize("is_named", [True, False], ids=["named", "not named"])
def test_units_and_links_may_be_sheets_of_one_workbook(workbook, is_named):
    """The workbook need not be named twice."""
    links = workbook if is_named else None
    found = read_list(workbook, links=links, sheet="Units", links_sheet="Links")
    assert (["07", "08"], [("07", "08")]) == (
        [unit.code for unit in found.units],
        [(link.from_code, link.to_code) for link in found.links],
    )


def test_a_cell_that_cannot_be_read_is_told_with_its_column():
    """In a text by number, in records by name."""
    text = read_list("name,code,from\nElm,7,1.5.2000\n")
    records = read_list([{"name": "Elm", "code": "7", "from": "1.5.2000"}])
    assert [(2, 3, ""), (0, 0, "from")] == [
        (found.place.line, found.place.column, found.place.cell)
        for found in (*text.unread, *records.unread)
    ]


@pytest.mark.parametrize("text", [".25", "0.25", ",25", "25.%"])
def test_a_weight_may_lack_the_digits_on_one_side(text):
    """So do some programs write them."""
    found = read_list("code\n7\n", links=f'from_code,to_code,weight\n7,8,"{text}"\n')
    assert ([Fraction(1, 4)], ()) == ([link.weight for link in found.links], found.unread)


@pytest.mark.parametrize("text", [".", ",", "-", "e5", ".e5", "%"])
def test_signs_without_a_digit_are_no_number(text):
    """They are told, and no bare error."""
    found = read_list("code\n7\n", links=f'from_code,to_code,weight\n7,8,"{text}"\n')
    assert [None] == [link.weight for link in found.links]
    assert 1 == len(found.unread)
