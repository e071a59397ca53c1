"""Throw changed tables and options at the readers: they may refuse them, and nothing else.

``python fuzz.py SECONDS [SEED]`` draws texts, bytes, workbooks, records and frames with cells
that lead astray, and what may be said of them, always the same way for one seed. Each call
ends in a table or in an error of ours, and what is carried keeps its sum.
"""

# ruff: noqa: T201 - a program that prints, not a test

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from click.testing import CliRunner

import elzmodel as elz
from elzmodel import tables
from elzmodel.cli import main
from tests.fuzzing import at_random

FLANDERS = elz.flanders()
LONGEST = 10.0
KEYS = (
    "71072", "11002", "71022", "73040", "Hasselt", "Gent", "Halle", "Halle (Zoersel)", "3500",
    "1000", "2000", "Totaal", "02000", "25005", "NA", "", "OCMW Genk", "Gemeente en OCMW Genk",
    "71072A00-", "antwerpen-2100", "Sint-Niklaas", "St.-Niklaas", "Brussel", "01000", "x", "*",
    "herkenrode", "Provincie Limburg", "71072.0", "BE71072", "7.1072E4", "-71072", "0", "9" * 80,
    "Nieuwerkerken", "Beveren", "\u0130stanbul", "Hasselt\x00", "\ud800", "Hasselt/Genk",
    "H" * 3000,
)  # fmt: skip
FIGURES = (
    "1", "0", "-5", "1.234", "1,234", "12,5", "<5", "x", "", "-", "NA", "12,5 %", "1e5", "1E+05",
    "9" * 70, "1e99", "inf", "nan", "#DIV/0!", "5-9", "9-5", "10+", "\u20ac 5", "true",
    "2021-01-01",
    "\u0661\u0662", "\u00b2", "1 234", "1'234", "=A1", "(5)", "0x1f", "+", "<", "1.2.3", "--5",
    "\x00", "<-5", ">1e60", "0" * 70, "1_000",
)  # fmt: skip
NAMES = (
    "nis", "gemeente", "n", "n_low", "n_high", "n_estimate", "n_basis", "2019", "2020", "jaar",
    "month", "sex", "leeftijd", "postcode", "pct", "", "n", "inwoners 2021", "inwoners 2022",
    "population", "CD_REFNIS", "MS_POPULATION", "\x00", "totaal", "year", "2020_low", "2020_high",
)  # fmt: skip
DIMENSIONS = (
    "2018", "2019", "2020", "2021", "2025", "M", "V", "F", "T", "", "2024-01", "2024-13",
    "2025-02-30",
    "0000", "99999", "alle", "2024Q1", "0-17", "9" * 60, "1800", "2100",
)  # fmt: skip
SCALARS: tuple[Any, ...] = (
    None, True, False, 5, -5, 10**70, 10**400, 2.5, float("nan"), float("inf"), 1e300, 5e-324,
    Decimal("1.5"), Decimal("NaN"), Decimal("Infinity"), Decimal("sNaN"), Decimal("1e999"),
    Fraction(1, 3), 1j, b"5", date(2024, 1, 1), datetime(2024, 1, 1, 5, tzinfo=UTC), [5], {"a": 1},
    elz.Total(1, 5), elz.Total(1, None), object(), (1, 2), "5", "<5", "Hasselt", 71072,
    71072.0, 71022,
)  # fmt: skip
OPTIONS: dict[str, tuple[Any, ...]] = {
    "key": ("nis", "n", 1, 2, 0, -1, 99, ["nis", "gemeente"], [], "", None, 1.5, True, "n_low"),
    "columns": (
        ["n"], "n", [], {}, {"n": "count"}, {"n": "skip"}, {"n": "rate:n:100"}, {"n": "mean:n"},
        {"n": tables.rate(of="inwoners", per=100)}, {"n": tables.category()}, tables.rows("r"),
        {"n": tables.category("largest", weights="n")}, {"n": 5}, {2: "count", 3: "skip"},
        {"n": tables.mean("population")}, {"n": tables.rate(of="n_low")}, {"n_low": "count"},
        {"2019": "count"}, {"inwoners": "count"}, {"value": "skip"}, 7, {"n": "rate::"},
    ),
    "by": ((), ["sex"], ["jaar"], "month", ["nis"], ["n"], [1], [0], None, ["pct", "jaar"]),
    "year": (2020, 2025, None, 0, -1, 10**30, 10**9, "2020", 2020.0, 2020.5, True),
    "fits": ("2018-01-01", "2025-01-01", "row year", "1900-01-01", "9999-12-31", "x", None, 5),
    "cells": ({"-": 0}, {"x": None}, {"": 0}, {"1": 5}, {}, 5, {"-": "x"}, {5: 1}, {"-": 10**400}),
    "decimal": (",", ".", ";", "", None),
    "sheet": (1, 0, "a", 99, -1, "", 1.5),
    "encoding": ("utf-8", "cp1252", "utf-16", "rot13", "base64", "x", "", "idna", "punycode"),
    "delimiter": (";", ",", "tab", "", "\n", '"', ";;", "\x00", "a", "\ud800"),
    "header": (True, False, 1, 2, 0, -1, 999),
    "skip": (0, 1, 5, -1, 10**30),
    "comment": ("#", "", "71", "\n", "%"),
}  # fmt: skip
CARRYING: dict[str, tuple[Any, ...]] = {
    "to": ("zone", "municipality", "province", "region", "postal_code", "x", ""),
    "on": ("2025-01-01", "2018-06-01", "2024-12-31", "2026-01-01", "1900-01-01", "x"),
    "weights": (None, 2021, "area", "population", 1800, "x", 2.5),
    "repeats": ("refuse", "sum", "x"),
    "outside": ("note", "refuse"),
    "totals": ("check", "leave out"),
}


def drawn(random: Random) -> tuple[list[str], list[list[Any]]]:
    """Return a header and rows, mostly such as tables have them."""
    names = ["nis", *random.choices(NAMES, k=random.randint(0, 5))]
    pools: list[tuple[Any, ...]] = []
    for name in names:
        pool: tuple[Any, ...] = FIGURES
        if name in {"nis", "gemeente", "postcode", "CD_REFNIS"}:
            pool = KEYS
        elif name in {"jaar", "month", "sex", "leeftijd", "year"}:
            pool = DIMENSIONS
        if random.random() < 0.6:
            pool = tuple(random.sample(pool, random.randint(1, 4)))
        pools.append(pool)
    rows = [[random.choice(pool) for pool in pools] for _ in range(random.choice((0, 1, 2, 5, 20)))]
    return names, rows


def text_of(random: Random, names: list[str], rows: list[list[Any]]) -> bytes:
    """Return rows as a text, often broken."""
    sign = random.choice(";;;,\t|")
    lines = [sign.join(names), *(sign.join(map(str, row)) for row in rows)]
    for _ in range(random.choice((0, 0, 1, 3))):
        line = random.choice(("", "# a note", "Bron: x", '"', "Titel", lines[0], sign * 4, '";"\n'))
        lines.insert(random.randrange(len(lines) + 1), line)
    text = random.choice(("\n", "\n", "\r\n", "\r")).join(lines)
    encoding = random.choice(("utf-8", "utf-8", "cp1252", "utf-16", "utf-8-sig"))
    data = text.encode(encoding, "replace" if encoding == "cp1252" else "surrogatepass")
    for _ in range(random.choice((0, 0, 0, 1, 4))):
        at = random.randrange(len(data) + 1)
        data = data[:at] + bytes([random.randrange(256)]) + data[at + random.randint(0, 3) :]
    return data


def workbook_of(random: Random, names: list[str], rows: list[list[Any]]) -> bytes:
    """Return rows as a workbook, sometimes damaged."""
    import xlsxwriter

    found = io.BytesIO()
    with xlsxwriter.Workbook(found, {"in_memory": True}) as book:
        for name in random.choice((["a"], ["a"], ["a", "b"])):
            sheet = book.add_worksheet(name)
            for number, row in enumerate([names, *rows]):
                for column, cell in enumerate(row):
                    if random.random() < 0.1:
                        sheet.write_formula(
                            number, column, "=1/0", value=random.choice(("", 5, "#DIV/0!"))
                        )
                    elif str(cell).isascii() and str(cell).isdigit() and len(str(cell)) < 12:
                        sheet.write_number(number, column, int(cell))
                    else:
                        sheet.write_string(number, column, str(cell).replace("\ud800", "?"))
            if random.random() < 0.2:
                sheet.merge_range(0, 0, 0, 1, "merged")
    data = found.getvalue()
    for _ in range(random.choice((0, 0, 0, 1, 5))):
        at = random.randrange(len(data))
        data = data[:at] + bytes([random.randrange(256)]) + data[at + 1 :]
    return data


def records_of(random: Random, names: list[str], rows: list[list[Any]]) -> list[Any]:
    """Return rows as records, with whatever stands in those of programs."""
    for row in rows:
        row[1:] = [random.choice((cell, random.choice(SCALARS))) for cell in row[1:]]
        if random.random() < 0.2:
            row[0] = random.choice(SCALARS)
    records: list[Any] = [dict(zip(names, row, strict=True)) for row in rows]
    if records and random.random() < 0.1:
        records[0] = random.choice(SCALARS)
    return records


def mapping_of(random: Random, names: list[str], rows: list[list[Any]]) -> dict[Any, Any]:
    """Return a mapping from keys to whatever."""
    del names
    return {
        random.choice((row[0], random.randrange(99999))): random.choice(SCALARS) for row in rows
    }


def json_of(random: Random, names: list[str], rows: list[list[Any]]) -> bytes:
    """Return records as JSON."""
    text = json.dumps(records_of(random, names, rows), default=str)
    return text.encode("utf-8", "surrogatepass")


def frame_of(random: Random, names: list[str], rows: list[list[Any]]) -> Any:
    """Return a frame of pandas or polars, or records where there can be none."""
    import pandas as pd
    import polars as pl

    records = records_of(random, names, rows)
    try:
        if random.random() < 0.4:
            return pl.DataFrame(records)
        frame = pd.DataFrame(records)
        for change in (
            lambda each: each.astype("category"),
            lambda each: each.convert_dtypes(),
            lambda each: each.set_index("nis"),
        ):
            frame = change(frame) if random.random() < 0.2 else frame
    except BaseException:  # noqa: BLE001 - what cannot be made is no table; polars panics
        return records
    return frame


def noise_of(random: Random, names: list[str], rows: list[list[Any]]) -> bytes:
    """Return any bytes."""
    del names, rows
    return random.randbytes(random.choice((1, 30, 3000)))


CONTAINERS: tuple[Callable[[Random, list[str], list[list[Any]]], Any], ...] = (
    *(text_of,) * 6, workbook_of, records_of, records_of, mapping_of, json_of, frame_of, frame_of,
    noise_of,
)  # fmt: skip


def source_of(random: Random) -> Any:
    """Return a table in any container."""
    return random.choice(CONTAINERS)(random, *drawn(random))


def options_of(random: Random, known: dict[str, tuple[Any, ...]], most: int) -> dict[str, Any]:
    """Return some options with values that may be right."""
    names = random.sample([*known], random.randint(0, most))
    return {name: random.choice(known[name]) for name in names}


def try_python(random: Random) -> None:
    """Read a table, show it, and carry it."""
    source, reading = source_of(random), options_of(random, OPTIONS, 3)
    asked = {"to": "zone", "on": "2025-01-01"} | options_of(random, CARRYING, 2)
    table = elz.read_table(source, **reading)
    str(table), table._repr_html_(), str(table.problems), table.to_table().to_csv()
    carried = elz.carry(FLANDERS, table, **asked)
    str(carried), str(carried.findings), carried.to_table().to_csv(), carried.to_table().to_json()
    for column, given in carried.given.items():
        low = carried.total[column].low + carried.outside[column].low
        assert low <= given.low + abs(given.low) / 10**9, (column, given)


FLAGS = (
    ["--to", "zone"], ["--on", "2025-01-01"], ["--repeats", "sum"], ["--by", ""], ["--by", "jaar"],
    ["--key", "nis"], ["--value", "n"], ["--kind", "n=rate:inwoners:100"], ["--rows", "r"],
    ["--decimal", ","], ["--sheet", "1"], ["--encoding", "x"], ["--delimiter", "tab"],
    ["--header", "no"], ["--skip", "1"], ["--comment", "#"], ["--fits", "row-year"],
    ["--cell", "-=0"],
    ["--year", "2020"], ["--outside", "refuse"], ["--kind", "="], ["--cell", "=="], ["--sheet", ""],
)  # fmt: skip


def try_command(random: Random, folder: Path) -> None:
    """Give a file to a command; a traceback is a surprise."""
    source = source_of(random)
    path = folder / random.choice(("t.csv", "t.xlsx", "t_2020.txt", "t.json"))
    path.write_bytes(source if isinstance(source, bytes) else b"nis;n\n71072;5\n")
    flags = [word for each in random.sample(FLAGS, random.randint(0, 3)) for word in each]
    command = random.choice((
        ["carry", str(path), *flags], ["match", str(path), *(f for f in flags if "=" not in f)],
        ["zones", "--population", str(path)], ["crosswalk", "2024-12-31", "2025-01-01", str(path)],
        ["lists", "lint", str(path)],
    ))  # fmt: skip
    result = CliRunner().invoke(main, command)
    if result.exception and not isinstance(result.exception, SystemExit):
        print(command)
        raise result.exception


def try_population(random: Random) -> None:
    """Read inhabitants."""
    source = source_of(random)
    year = random.choice((None, 2020, 2025, 10**9))
    tables.read_population(source, **({} if year is None else {"year": year}))


def tried(random: Random, folder: Path) -> bool:
    """Make one call, and tell whether it was taken; anything unforeseen is raised."""
    start = process_time()
    try:
        match random.randrange(8):
            case 0:
                try_command(random, folder)
            case 1:
                try_population(random)
            case _:
                try_python(random)
    except (elz.ElzError, OSError):
        return False
    finally:
        assert process_time() - start < LONGEST, "it took too long"
    return True


if __name__ == "__main__":
    at_random(tried, "tables", *sys.argv[1:3])
