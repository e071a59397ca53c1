"""Measure how texts of a million rows are read beside pandas: time in turns, and peak memory.

``python tests/bench/texts.py --check`` fails where a promise is not kept. The same text is
read by both, and by us with pyarrow and without any library; memory is the most
that a fresh process has, its imports with it, as Linux tells it.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from run import Measure, main, ratio

from elzmodel.grids import texts
from elzmodel.grids.texts import text_grid

ROWS = 1_000_000
ROUNDS = 5
HEADER = "nis;year;month;sex;age;visits"
PEAK = "print(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])"
OURS = {
    "without": "from elzmodel.grids import texts; texts.quick_cutter = lambda *_: None; "
    "grid = texts.text_grid({path!r}); ",
    "with": "import pyarrow; from elzmodel.grids import texts; grid = texts.text_grid({path!r}); ",
}
THEIRS = "import pandas as pd; frame = pd.read_csv({path!r}, sep=';', encoding={encoding!r}); "


def rows(random: Random) -> Iterator[tuple[str, ...]]:
    """Return rows of a long table: 300 codes, ten years, months, sexes, ages, a figure."""
    codes = [str(code) for code in random.sample(range(11001, 73110), 300)]
    for i in range(ROWS):
        figure = int(random.expovariate(0.01))
        yield (
            *(codes[i % 300], str(2015 + i % 10), str(1 + i // 300 % 12)),
            *("MF"[i % 2], str(random.randrange(100)), str(figure)),
        )


def plain(cells: tuple[str, ...]) -> str:
    """Return a line without quotes."""
    return ";".join(cells)


def quoted(cells: tuple[str, ...]) -> str:
    """Return a line whose texts have quotes, as many programs write them."""
    return f'{";".join(cells[:3])};"{cells[3]}";{";".join(cells[4:])}'


def different(cells: tuple[str, ...]) -> str:
    """Return a line whose figure is another one in each row, near enough."""
    nis, year, month, sex, age, visits = cells
    seed = hash((nis, year, month, age, visits)) % 10**9
    return ";".join([nis, year, month, sex, age, f"{visits}.{seed}"])


def spaced(cells: tuple[str, ...]) -> str:
    """Return a line with an empty one below it."""
    return ";".join(cells) + "\n"


@dataclass(frozen=True)
class Shape:
    """How the lines of a text are written, and in how many times pandas' time it is read."""

    line: Callable[[tuple[str, ...]], str]
    without: float
    with_pyarrow: float
    encoding: str = "utf-8"


SHAPES = {
    "long table": Shape(plain, 6, 3),
    "long table, Windows-1252": Shape(plain, 6, 3.5, "cp1252"),
    "long table, texts quoted": Shape(quoted, 8, 6),
    "long table, each figure another": Shape(different, 12, 12),
    "long table, empty lines between": Shape(spaced, 8, 6),
}


def written(folder: Path, shape: str) -> Path:
    """Write a text of this shape."""
    line, encoding = SHAPES[shape].line, SHAPES[shape].encoding
    path = folder / f"{shape}.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        file.write(f"{HEADER}{';é' if encoding == 'cp1252' else ''}\n")
        end = ";\n" if encoding == "cp1252" else "\n"
        file.writelines(line(cells) + end for cells in rows(Random(1)))
    return path


def peak(code: str) -> float:
    """Return the most memory, in MiB, that a fresh process has that runs some code."""
    run = [sys.executable, "-c", code + PEAK]
    return float(subprocess.run(run, capture_output=True, text=True, check=True).stdout) / 1024


def measures_of(path: Path, shape: Shape) -> Iterator[Measure]:
    """Yield the time and the memory of reading a text, in those of pandas."""
    theirs = peak(THEIRS.format(path=str(path), encoding=shape.encoding))
    for way, code in OURS.items():
        promise = shape.without if way == "without" else shape.with_pyarrow
        with pytest.MonkeyPatch.context() as patch:
            if way == "without":
                patch.setattr(texts, "quick_cutter", lambda *_: None)
            times = ratio(
                lambda: text_grid(path),
                lambda: pd.read_csv(path, sep=";", encoding=shape.encoding),
                rounds=ROUNDS,
            )
        yield Measure(f"{path.stem}, {way} pyarrow: time", times, promise)
        ours = peak(code.format(path=str(path)))
        what = f"{path.stem}, {way} pyarrow: {ours:.0f} of {theirs:.0f} MiB"
        yield Measure(what, ours / theirs, 1.0 if way == "without" else 1.2)


def measures() -> Iterator[Measure]:
    """Yield those of every shape."""
    with TemporaryDirectory() as folder:
        for name, shape in SHAPES.items():
            yield from measures_of(written(Path(folder), name), shape)


if __name__ == "__main__":
    sys.exit(main(__doc__, measures))
