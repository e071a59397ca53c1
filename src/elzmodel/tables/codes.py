"""What can be wrong in a file of rows: a table of figures or an official list."""

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
    "{n} {n:cell|cells} where other rows have {width}[; so do lines {lines:list}]",
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
TWICE = Code(
    "ELZ-F008",
    "a second row for {key!r}, after line {line}",
    severity=Severity.ERROR,
    meaning="two rows differ in figures at most",
    remedy="keep one, or add them up first",
)
NO_YEAR = Code(
    "ELZ-F009",
    {
        "": "its year is not clear: {years:list all}",
        "asked": "it is of {years:list all}, and {asked} is asked for",
        "no column": "no column says a year, and {asked} is asked for",
    },
    severity=Severity.ERROR,
    meaning="the year of the figures cannot be told, or is another than the one asked for",
    remedy="say the year of its figures with {option:year}",
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
DOUBTFUL = Code(
    "ELZ-F030",
    {
        "": "{column}: the name says {what}",
        "cells": "{column}: the cells look like {what}",
        "together": "{column}: in each row it makes 100 with {others:and}, as shares of a whole do",
    },
    severity=Severity.ERROR,
    meaning="a column that may hold no counts",
    explanation="Medians, means, rates, ranks, codes and telephone numbers do not add up. A "
    "column that looks like one of them is not carried until somebody says what it is.",
    remedy="say what it is: {said:or all}",
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
NO_FIGURES = Code(
    "ELZ-F032",
    "no column of figures[; left alone: {columns:list all}]",
    severity=Severity.ERROR,
    meaning="no column holds figures",
    remedy="say which with {option:columns}; to count the rows, say {said}",
)
NO_KEY = Code(
    "ELZ-F033",
    {
        "": "no column has codes or names of municipalities; there is {columns:list all}",
        "unclear": "several columns have {what} of municipalities: {columns:list all}",
        "none": "no row is about a municipality",
    },
    severity=Severity.ERROR,
    meaning="it is not clear which municipality a row is about",
    remedy="say which column has codes or names with {option:key}",
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
WIDE = Code(
    "ELZ-F035",
    {
        "": "columns of years, such as {wide}, stand beside columns without a year: {columns:list}",
        "apart": "columns of years are not of the same years: {columns:list}",
        "twice": "columns of years, such as {wide}, stand beside the years in {columns:list}",
    },
    severity=Severity.ERROR,
    meaning="columns of years that do not become rows",
    explanation="A table with a column for each year becomes one with a row for each year. That "
    "is clear only if all figures are there for the same years.",
    remedy="name the columns that belong together with {option:columns}",
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
NOT_THE_SUM = Code(
    "ELZ-F038",
    "{key}: its rows add up to {parts:number}, and those that are over all of them to "
    "{whole:number}",
    severity=Severity.ERROR,
    meaning="a total that is not the sum of its rows",
    remedy="look which of the two is right",
)
CROSSED = Code(
    "ELZ-F039",
    "{column}: no figure lies between these bounds: {why}",
    severity=Severity.ERROR,
    meaning="bounds of a figure that cross, or an estimate outside them",
    remedy="mend the row, or say with {option:columns} what each of the columns is",
)
UNREADABLE = Codes(
    [
        *(ENCODING, QUOTES, NUL, UNEVEN, NO_ROWS, NO_COLUMN, NO_YEAR),
        *(HEADER, ARCHIVE, OTHER_FILE, NO_SHEET, NO_SHAPE, NO_KEY),
    ]
)
"""The codes of files in which no table can be told, so that nothing else was looked at."""
CODES = Codes(
    [
        *UNREADABLE,
        *(NO_FIGURE, TWICE),
        *(DOUBTFUL, TWO_READINGS, NO_FIGURES, UNBOUNDED, WIDE, BROKEN, PERCENT),
        *(NOT_THE_SUM, CROSSED),
    ]
)
"""The codes of files of rows."""
