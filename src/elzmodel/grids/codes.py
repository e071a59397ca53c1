"""What can be wrong in rows of cells, whatever they are about: a table of figures or a list."""

from __future__ import annotations

from elzmodel.values import Code, Codes, Severity

__all__: list[str] = []

ENCODING = Code(
    "ELZ-F001",
    {
        "": "byte {byte} is not text in the encoding {encoding}",
        "archive": "{n} texts in the zip, not 1",
    },
    severity=Severity.ERROR,
    meaning="the file is no text",
    remedy="save the file as UTF-8, or say {option:encoding}",
)
QUOTES = Code(
    "ELZ-F002",
    {
        "": "quotes are wrong: {why}",
        "open": "a quote is opened here and not closed",
        "rows": "a quote is opened here and closed in line {last} only, behind what looks like "
        "rows of the table",
    },
    severity=Severity.ERROR,
    meaning="quotes swallow cells or rows",
    remedy='put quotes around a whole cell, or none; write a quote inside it twice ("")',
)
NUL = Code(
    "ELZ-F003",
    "a NUL byte[, the first of {n}]",
    severity=Severity.ERROR,
    meaning="the file holds a byte that no text has",
    remedy=(
        "the file is damaged, or UTF-16 without a mark: save it as UTF-8, or say {option:encoding}"
    ),
)
UNEVEN = Code(
    "ELZ-F004",
    "{n} {n:cell|cells} where other rows have {width}"
    "[; so {lines:does line|do lines} {lines:list}]",
    severity=Severity.ERROR,
    meaning="rows have different numbers of cells",
    explanation="Titles above a table and notes below it are left out where they can be told "
    "from its rows. A row of another length inside may have lost a cell, or hold a delimiter "
    "that is none.",
    remedy="put quotes around a cell that holds the delimiter; where the line is no row, say "
    "{option:skip} for lines at the top, {option:comment} for the sign with which it begins, or "
    "{option:header} for the line that names the columns",
)
NO_ROWS = Code(
    "ELZ-F005",
    {
        "": "the file is empty",
        "header": "there is a header and nothing below it",
    },
    severity=Severity.ERROR,
    meaning="there is nothing to read",
    remedy="write one row for each municipality below a header",
)
NO_COLUMN = Code(
    "ELZ-F006",
    {
        "": "no one column {column!r}; there is {columns:list all}",
        "bare": "no one column {column!r}; there is no header, and columns 1 to {n}",
        "unclear": "the column with figures is not clear: {columns:list all}",
        "no figures": "no column looks like figures",
        "twice": "column {column!r} stands there twice",
        "unknown": "column {column!r} is not understood",
        "required": "no column {column!r}",
    },
    severity=Severity.ERROR,
    meaning="a column is missing, stands twice or is not understood",
)
NO_FIGURE = Code(
    "ELZ-F007",
    {
        "": "{column}: not a {kind}: {text!r}",
        "more": "{column}: {n} more cells that are no {kind}",
    },
    severity=Severity.ERROR,
    meaning="a cell that should hold a figure, a code or a year holds something else",
    remedy="mend the cell, or say what it means with {option:cells}",
)
HEADER = Code(
    "ELZ-F010",
    {
        "": "it is not clear whether this row names the columns: {shown!r}",
        "none": "there is nothing in the line that is to name the columns",
        "short": "{n} {n:name|names} for {width} columns",
    },
    severity=Severity.ERROR,
    meaning="it is not clear what the columns are called",
    explanation="A first row such as ``Hasselt;2019`` can be one of the table, or name its "
    "columns. It would be lost, or read as one too many.",
    remedy="say {option:header} with the number of the line that names the columns, or that "
    "there is none",
)
ARCHIVE = Code(
    "ELZ-F011",
    {
        "several": "{names:and all} are in the archive, and it is not clear which one is meant",
        "empty": "there is no file in the archive",
        "damaged": "the archive cannot be unpacked: {why}",
        "password": "the archive has a password",
        "bomb": "it unpacks to more than {most:number} MB, over a hundred times its size",
    },
    severity=Severity.ERROR,
    meaning="an archive does not hold one table",
    remedy="unpack it, and read the file with the table",
)
OTHER_FILE = Code(
    "ELZ-F020",
    {
        "": "it is {what}, not text",
        "unreadable": "it is {what} that cannot be read: {why}",
        "password": "it is {what} with a password",
        "unknown": "it is {what}, which is not read",
    },
    severity=Severity.ERROR,
    meaning="the file is of another kind, or damaged",
    explanation="What a file is, is seen in what stands in it, whatever its name says. Workbooks, "
    "Parquet files and data frames are read as tables of figures; lists and documents are text.",
)
NO_SHEET = Code(
    "ELZ-F021",
    {
        "": "there is no sheet {sheet!r}; there is {sheets:list all}",
        "several": "{n} sheets hold figures: {sheets:list all}",
        "hidden": "no sheet that is shown holds anything; hidden is {sheets:list all}",
    },
    severity=Severity.ERROR,
    meaning="it is not clear which sheet of a workbook is meant",
    explanation="Where several sheets hold figures, none is taken in silence.",
    remedy="say its name or its number with {option:sheet}",
)
NO_SHAPE = Code(
    "ELZ-F022",
    {
        "": "it is no table: {why}",
        "twice": "key {key!r} stands there twice",
    },
    severity=Severity.ERROR,
    meaning="JSON, records or a mapping do not make a table",
    explanation="A table is a list of records, or a mapping from keys to figures or records, or "
    "from columns to lists of the same length.",
)
TWO_READINGS = Code(
    "ELZ-F031",
    {
        "": "{column}: {cell!r} is {readings:or all}, and nothing tells which",
        "beside": "{column}: {cell!r} is {readings:or all}, and {other!r} beside it "
        "{others:or all}: it may have lost its last zeros",
        "apart": "{column}: {cell!r} is {readings:or all} by one sign, and {other!r} is "
        "{others:or all} by the other",
    },
    severity=Severity.ERROR,
    meaning="a point or a comma that may group thousands or stand before decimals",
    explanation="All cells of a column are read in one way. Where no cell tells which, or cells "
    "contradict each other, the figures would be a guess.",
    remedy="say which sign stands before decimals with {option:decimal=','} or "
    "{option:decimal='.'}",
)
UNBOUNDED = Code(
    "ELZ-F034",
    "{column}: {cell!r} may be below zero, as {below} is, and then nothing bounds it",
    severity=Severity.ERROR,
    meaning="a missing figure beside figures below zero",
    explanation="A missing count is at least zero. Where figures may be below zero it can be "
    "anything, and so can each sum with it.",
    remedy="say what it means with {option:cells}, or leave the column out",
)
BROKEN = Code(
    "ELZ-F036",
    "{column}: {text} where a content should be",
    severity=Severity.ERROR,
    meaning="a cell that a spreadsheet could not compute",
    remedy="mend it in the spreadsheet, and store the sheet with its values",
)
PERCENT = Code(
    "ELZ-F037",
    "{column}: {cell!r} is no percentage, and {other!r} is one",
    severity=Severity.ERROR,
    meaning="percentages and other figures in one column",
    remedy="write all of them in one way",
)
UNREADABLE = Codes(
    [ENCODING, QUOTES, NUL, UNEVEN, NO_ROWS, HEADER, ARCHIVE, OTHER_FILE, NO_SHEET, NO_SHAPE]
)
"""The codes of what holds no rows that could be told, so that nothing else was looked at."""
CODES = Codes([*UNREADABLE, NO_COLUMN, NO_FIGURE, TWO_READINGS, UNBOUNDED, BROKEN, PERCENT])
"""The codes of rows of cells."""
