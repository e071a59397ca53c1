"""Layouts of lists: said in Python or in a document, the packaged ones on small files."""

from __future__ import annotations

import re
from datetime import date, datetime

import pandas as pd
import pytest

from elzmodel.checks import check
from elzmodel.data import flanders
from elzmodel.data.layout_files import layout_of, list_layout, list_layouts
from elzmodel.errors import DocumentError, InvalidValueError, TableError, UnknownIdError
from elzmodel.io import dumps, loads
from elzmodel.lists import (
    PLAIN,
    EndDay,
    LinkKind,
    ListLayout,
    events_from,
    lint_list,
    listing_of,
    read_list,
)

TEN_LINES = """\
elzmodel: 1
kind: list-layout
name: mine
units: {code: NR, name: NAME, start: VON, end: BIS}
said_by: {NEU: successor}
ignored: [KANTON]
dates: dd.mm.yyyy
open_ends: [31.12.9999]
ends: last day
levels: {3: municipality}
"""
ROWS = [
    {"NR": 1, "NAME": "Alt", "KANTON": "X", "VON": "01.01.1960", "BIS": "31.12.2009", "NEU": "2"},
    {"NR": 2, "NAME": "Neu", "KANTON": "X", "VON": "01.01.2010", "BIS": "31.12.9999", "NEU": None},
]


def mine() -> ListLayout:
    """Return the layout in ten lines."""
    return loads(TEN_LINES, of=ListLayout)


def test_a_layout_is_written_in_ten_lines():
    """What a document says is what the same layout in Python says."""
    said = ListLayout(
        name="mine",
        units={"code": "NR", "name": "NAME", "start": "VON", "end": "BIS"},
        said_by={"NEU": LinkKind.SUCCESSOR},
        ignored=frozenset({"KANTON"}),
        dates="dd.mm.yyyy",
        open_ends=["31.12.9999"],
        ends=EndDay.LAST_DAY,
        levels={"3": "municipality"},
    )
    assert said == mine()
    assert said == loads(dumps(said))
    assert () == check(said).rows


@pytest.mark.parametrize(
    "make",
    [
        lambda _: ROWS,
        lambda _: pd.DataFrame(ROWS),
        lambda folder: _written(folder / "list.json", pd.DataFrame(ROWS).to_json(orient="records")),
        lambda folder: _written(folder / "list.csv", pd.DataFrame(ROWS).to_csv(index=False)),
        lambda _: pd.DataFrame(ROWS).to_csv(index=False, sep=";"),
    ],
    ids=["records", "frame", "JSON", "CSV", "text"],
)
def test_a_list_is_read_from_any_container(tmp_path, make):
    """The same rows give the same units and links, whatever holds them."""
    listing = read_list(make(tmp_path), layout=mine())
    units = [(each.code, each.name, each.start, each.end) for each in listing.units]
    assert [
        ("1", "Alt", date(1960, 1, 1), date(2009, 12, 31)),
        ("2", "Neu", date(2010, 1, 1), None),
    ] == units
    assert [("1", "2")] == [(link.from_code, link.to_code) for link in listing.links]
    assert () == listing.unread


def _written(path, text):
    path.write_text(text, "utf-8")
    return path


def test_rows_of_a_frame_are_places():
    """A problem in records says which row and which column it is about."""
    rows = [{**ROWS[0], "VON": "1960"}, ROWS[1]]
    (finding,) = read_list(rows, layout=mine()).unread
    assert (1, "VON is '1960', not a day as dd.mm.yyyy") == (finding.place.row, finding.message)
    with pytest.raises(TableError, match=r"records cannot be read as a list.*\n.*KREIS"):
        read_list([{**ROWS[0], "KREIS": 1}], layout=mine())


def test_days_in_records_are_days():
    """They are taken as they are, whatever the form; a moment within a day is none."""
    rows = [{**ROWS[0], "VON": date(960, 1, 1), "BIS": datetime(2009, 12, 31, 12)}]  # noqa: DTZ001
    listing = read_list(rows, layout=mine())
    assert date(960, 1, 1) == listing.units[0].start
    assert ["BIS is '2009-12-31 12:00:00', not a day as dd.mm.yyyy"] == [
        finding.message for finding in listing.unread
    ]


def test_words_for_kinds_are_found_in_any_case():
    """A word is the same in capitals, in the file and in the layout."""
    columns = {"from_code": "a", "to_code": "b", "kind": "k"}
    layout = ListLayout(name="x", links=columns, kinds={"Fusion": LinkKind.SUCCESSOR})
    listing = read_list(None, links="a,b,k\n1,2,FUSION\n1,3,Change\n", layout=layout)
    assert [LinkKind.SUCCESSOR, LinkKind.CHANGE] == [link.kind for link in listing.links]


def test_rows_without_a_level_have_that_of_the_layout():
    """A list of one level need not say it in each row; what a row says goes before."""
    layout = ListLayout(name="x", units={"code": "c", "level": "l"}, level="municipality")
    listing = read_list("c,l\n1,\n2,area\n", layout=layout)
    assert ["municipality", "area"] == [unit.level for unit in listing.units]


def test_levels_that_are_left_out_are_counted():
    """Neither their rows nor links from or to them are in the list; the notes say how many."""
    layout = ListLayout(
        name="x",
        units={"code": "c", "level": "l"},
        links={"from_code": "a", "to_code": "b", "to_level": "l"},
        said_by={"next": LinkKind.SUCCESSOR},
        levels={"9": "area"},
        left_out=frozenset({"area"}),
    )
    listing = read_list("c,l,next\n1,,\n2,9,1\n", links="a,b,l\n1,2,9\n1,3,\n", layout=layout)
    assert ["1"] == [unit.code for unit in listing.units]
    assert [("1", "3")] == [(link.from_code, link.to_code) for link in listing.links]
    assert "left out: 2 rows of level area" == listing.notes[-1]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (
            {"units": {"kode": "NR"}},
            "not a meaning of a column of units: 'kode'. Expected code, ",
        ),
        (
            {"units": {"name": "NAME"}},
            "columns of units: 'name'. Expected a column for code",
        ),
        ({"links": {"from_code": "A"}}, "Expected a column for to_code"),
        ({"dates": "dd-mm-yyyy"}, "not a form of days: 'dd-mm-yyyy'. Expected yyyy-mm-dd"),
        (
            {"units": {"code": "skos:notation"}, "prefixes": {"ex": "http://example.org/"}},
            "not a predicate: 'skos:notation'. Expected ex, a colon and a name",
        ),
        (
            {"said_by": {"ex": LinkKind.EQUAL}, "prefixes": {"ex": "http://example.org/"}},
            "not a predicate: 'ex'. Expected ex, a colon",
        ),
    ],
    ids=["meaning", "no code", "no code of links", "days", "prefix", "no name"],
)
def test_what_no_layout_can_say_is_refused(said, message):
    """A slip is told where the layout is made, not with the first file."""
    with pytest.raises(InvalidValueError, match=re.escape(message)):
        ListLayout(name="x", **said)


def test_a_slip_in_a_document_has_its_place(tmp_path):
    """Each problem of a document names file, line and column, also one of several keys."""
    text = TEN_LINES.replace("code: NR", "kode: NR").replace("NEU: successor", "NEU: opvolger")
    path = _written(tmp_path / "mine.yaml", text)
    with pytest.raises(DocumentError) as caught:
        layout_of(path)
    found = [(f.place.line, f.place.column, f.code) for f in caught.value.findings]
    assert [(4, 8, "ELZ-D022"), (4, 9, "ELZ-D021"), (5, 16, "ELZ-D035")] == sorted(found)


# --- those that are packaged --------------------------------------------------------------

PACKAGED = {
    "plain": ("code,name,from,until\n1,A,2000-01-01,2010-01-01\n", "", ("1", "A", None)),
    "refnis": (
        (
            "LVL_REFNIS|CD_REFNIS|CD_SUP_REFNIS|TX_REFNIS_DE|TX_REFNIS_FR|TX_REFNIS_NL|TX_REFNIS_EN|"
            "DT_VLDT_START|DT_VLDT_END\n4|00010|00001|-|-|A|-|01/01/2000|31/12/2009\n"
        ),
        "",
        ("00010", "A", EndDay.LAST_DAY),
    ),
    "insee": (
        "COM,TNCC,NCC,NCCENR,LIBELLE,DATE_DEBUT,DATE_FIN\n2A001,0,A,A,A,2000-01-01,2010-01-01\n",
        (
            "MOD,DATE_EFF,TYPECOM_AV,COM_AV,TNCC_AV,NCC_AV,NCCENR_AV,LIBELLE_AV,TYPECOM_AP,COM_AP,"
            "TNCC_AP,NCC_AP,NCCENR_AP,LIBELLE_AP\n"
            "32,2010-01-01,COM,2A001,0,A,A,A,COM,2A002,0,B,B,B\n"
        ),
        ("2A001", "A", None),
    ),
    "insee-commune": (
        (
            "TYPECOM,COM,REG,DEP,CTCD,ARR,TNCC,NCC,NCCENR,LIBELLE,CAN,COMPARENT\n"
            "COMD,2A001,,,,,0,A,A,A,,2A002\n"
        ),
        "",
        ("2A001", "A", EndDay.DAY_AFTER),
    ),
    "fso": (
        (
            "HistoricalCode,BfsCode,ValidFrom,ValidTo,Level,Parent,Name,ShortName,Inscription,"
            "Radiation,Rec_Type_fr,Rec_Type_de\n10001,1,01.01.2000,31.12.2009,3,10,A,A,,,,\n"
        ),
        (
            "MutationNumber,MutationDate,InitialHistoricalCode,InitialCode,InitialName,"
            "InitialParentHistoricalCode,InitialParentName,InitialStep,TerminalHistoricalCode,"
            "TerminalCode,TerminalName,TerminalParentHistoricalCode,TerminalParentName,TerminalStep\n"
            "1000,01.01.2010,10001,1,A,10,X,29,10002,2,B,10,X,21\n"
        ),
        ("1", "A", None),
    ),
    "rvig": (
        (
            '"92.10 Gemeentecode","92.11 Omschrijving","92.12 Nieuwe code","99.98 Datum ingang",'
            '"99.99 Datum einde"\n"0001","A","0002","20000101","20100101"\n'
        ),
        "",
        ("0001", "A", None),
    ),
    "klass": (
        (
            '"code";"parentCode";"level";"name";"shortName";"presentationName";"validFrom";"validTo";'
            '"validFromInRequestedRange";"validToInRequestedRange";"notes"\n'
            '"0001";"";"1";"A";"";"";;;"2000-01-01";"2010-01-01";""\n'
        ),
        (
            '"oldCode";"oldName";"oldShortName";"newCode";"newName";"newShortName";"changeOccurred"\n'
            '"0001";"A";"";"0002";"B";"";"2010-01-01"\n'
        ),
        ("0001", "A", None),
    ),
}
PACKAGED["fso-historical"] = (*PACKAGED["fso"][:2], ("10001", "A", None))


@pytest.mark.parametrize("name", PACKAGED)
def test_packaged_layouts_know_every_column_of_their_files(name):
    """A header as the office publishes it is read without a problem, and so are the cells."""
    units, links, (code, called, ends) = PACKAGED[name]
    listing = read_list(units, links=links or None, layout=list_layout(name))
    assert () == listing.unread
    assert [(code, called)] == [(unit.code, unit.name) for unit in listing.units]
    assert ends is listing.ends or name == "plain"
    assert listing.codes is None or listing.codes.has(code)
    if links:
        assert [(code, date(2010, 1, 1))] == [(k.from_code, k.day) for k in listing.links]


def _headed(name, which, *rows):
    """Return rows below the header of a packaged example."""
    return "\n".join([PACKAGED[name][which].partition("\n")[0], *rows]) + "\n"


MERGERS = {
    "insee": (
        _headed(
            "insee",
            0,
            "2A001,0,,,Aa,1943-01-01,2019-01-01",
            "2A002,0,,,Bb,1943-01-01,2019-01-01",
            "2A002,0,,,Bb-Aa,2019-01-01,",
        ),
        _headed(
            "insee",
            1,
            "32,2019-01-01,COM,2A001,,,,,COM,2A002,,,,",
            "32,2019-01-01,COM,2A001,,,,,COMD,2A001,,,,",
            "32,2019-01-01,COM,2A002,,,,,COM,2A002,,,,",
        ),
    ),
    "fso": (
        _headed(
            "fso",
            0,
            "10,1,12.09.1848,,1,,Canton,C,,,,",
            "10001,1,01.01.1960,31.12.2009,3,10,Aa,Aa,,,,",
            "10002,2,01.01.1960,31.12.2009,3,10,Bb,Bb,,,,",
            "10003,3,01.01.2010,,3,10,Cc,C,,,,",
        ),
        _headed(
            "fso",
            1,
            "1000,01.01.2010,10001,1,Aa,10,X,29,10003,3,Cc,10,X,21",
            "1000,01.01.2010,10002,2,Bb,10,X,29,10003,3,Cc,10,X,21",
        ),
    ),
    "rvig": (
        _headed(
            "rvig",
            0,
            '"0001","Aa","0003","","20100101"',
            '"0002","Bb","0003","","20100101"',
            '"0003","Cc","","20100101",""',
        ),
        None,
    ),
    "klass": (
        _headed(
            "klass",
            0,
            "0001;;1;Aa;;;;;2000-01-01;2010-01-01;",
            "0002;;1;Bb;;;;;2000-01-01;2010-01-01;",
            "0003;;1;Cc;;;;;2010-01-01;;",
        ),
        _headed("klass", 1, "0001;Aa;;0003;Cc;;2010-01-01", "0002;Bb;;0003;Cc;;2010-01-01"),
    ),
}
MERGERS["fso-historical"] = MERGERS["fso"]


@pytest.mark.parametrize("name", MERGERS)
def test_a_merger_in_the_form_of_an_office_is_a_merger(name):
    """Nothing in its files is doubted, and of the two a third begins, or one goes on."""
    units, links = MERGERS[name]
    listing = read_list(units, links=links, layout=list_layout(name))
    assert () == lint_list(listing).rows
    level = "municipality" if name.startswith("fso") else None
    events = events_from(listing, level=level)[0]
    assert ["Create", "Create", "Merge"] == [type(event).__name__ for event in events]


def test_packaged_layouts_are_documents():
    """All but the plain one, which is said in Python, are files; each is found by its name."""
    names = [layout.name for layout in list_layouts()]
    assert sorted([*PACKAGED, "refnis-vocabulary"]) == names
    assert PLAIN is list_layout("plain")
    assert all(loads(dumps(layout)) == layout for layout in list_layouts())


def test_a_layout_is_found_by_name_or_file(tmp_path):
    """A name that is neither a layout nor a file is told with those that are near."""
    path = _written(tmp_path / "mine.yaml", TEN_LINES)
    assert [mine(), mine()] == [layout_of(path), layout_of(str(path))]
    assert list_layout("fso") is layout_of("fso")
    with pytest.raises(UnknownIdError, match="refnis"):
        layout_of("refnisx")
    with pytest.raises(UnknownIdError, match="fso, fso-historical"):
        list_layout("?")
    with pytest.raises(InvalidValueError, match="layout of a list"):
        layout_of(3)


@pytest.mark.parametrize("places", ["region", ["region", "71072"]], ids=repr)
def test_a_list_has_places_of_the_levels_that_there_are(places: object) -> None:
    """A single text would fall into letters, and a code is no level."""
    with pytest.raises(InvalidValueError, match="not a list of places"):
        listing_of(flanders().register, places=places)
