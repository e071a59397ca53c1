"""What can be wrong in a table of figures, beside what can be in any rows of cells."""

from __future__ import annotations

from elzmodel.grids.codes import CODES as CODES_OF_CELLS
from elzmodel.grids.codes import NO_COLUMN
from elzmodel.grids.codes import UNREADABLE as UNREADABLE_ROWS
from elzmodel.values import Code, Codes, Severity

__all__: list[str] = []

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
DOUBTFUL = Code(
    "ELZ-F030",
    {
        "": "{column}: the name says {what}",
        "cells": "{column}: the cells look like {what}",
        "above": "{column}: the title {cell!r} says {what}",
        "beside": "{column}: {cell!r} in {beside} says {what}",
        "together": "{column}: in each row it makes 100 with {others:and}, as shares of a whole do",
    },
    severity=Severity.ERROR,
    meaning="a column that may hold no counts",
    explanation="Medians, means, rates, ranks, codes and telephone numbers do not add up. A "
    "column that looks like one of them is not carried until somebody says what it is.",
    remedy="say what it is: {said:or all}",
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
        "codes": "no column has codes of municipalities; there is {columns:list all}",
        "across": "municipalities stand beside each other, as columns: {columns:list}",
        "areas": "{area} has larger areas, such as {first!r}, and no column has codes or names of "
        "municipalities; there is {columns:list all}",
        "unclear": "several columns have {what} of municipalities: {columns:list all}",
        "none": "no row is about a municipality",
    },
    severity=Severity.ERROR,
    meaning="it is not clear which municipality a row is about",
    remedy="say which column has codes or names with {option:key}",
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
CROSSING = Code(
    "ELZ-F040",
    "{key}: line {line} is over all of {one:and}, and line {line_other} over all of {other:and}: "
    "added up, they count twice",
    severity=Severity.ERROR,
    meaning="rows over different dimensions speak of the same",
    explanation="A table by sex and one by age below each other have all inhabitants twice. "
    "Where the dimensions are kept, the rows stay apart, and only sums over both count twice.",
    remedy="keep the rows of one of them, or the dimensions apart with {option:by}",
)
OVERLAPPING = Code(
    "ELZ-F041",
    {
        "": "{key}: {column} has {one!r} and {other!r}, which have something in common: added up, "
        "it counts twice",
        "sum": "{column}: {content!r} has everywhere what the others have together: added up, it "
        "counts twice",
    },
    severity=Severity.ERROR,
    meaning="rows of a municipality that have something in common",
    explanation="Who is 80 or older is 65 or older as well. Where the column is kept, the rows "
    "stay apart, and only sums over it count twice.",
    remedy="keep the rows of one of them, or the column with {option:by}",
)
UNREADABLE = Codes([*UNREADABLE_ROWS, NO_COLUMN, NO_YEAR, NO_KEY])
"""The codes of files in which no table can be told, so that nothing else was looked at."""
CODES = Codes(
    [
        *CODES_OF_CELLS,
        TWICE,
        NO_YEAR,
        DOUBTFUL,
        NO_FIGURES,
        NO_KEY,
        WIDE,
        NOT_THE_SUM,
        CROSSED,
        CROSSING,
        OVERLAPPING,
    ]
)
"""The codes of tables of figures, and of the rows of cells that they are made of."""
