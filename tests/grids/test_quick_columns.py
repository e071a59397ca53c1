"""What pyarrow cuts is what the plain reader cuts, and what it is not sure of is left to that."""

from __future__ import annotations

import sys
from array import array
from collections import defaultdict
from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from elzmodel.errors import TableError
from elzmodel.grids import quick_columns, texts
from elzmodel.grids.columns import Grid
from elzmodel.grids.quick_columns import LARGE, VERY_LARGE, by_arrow, quick_cutter

pytest.importorskip("pyarrow")


@pytest.fixture
def quick() -> Iterator[list[int]]:
    """Let pyarrow cut small texts too, in small parts; the fixture lists how long they were."""
    with pytest.MonkeyPatch.context() as patch:
        yield _patched(patch)


def _patched(patch: pytest.MonkeyPatch) -> list[int]:
    cut: list[int] = []

    def cutter(text: str, sign: str, numbers: object) -> object:
        found = by_arrow(text, sign, numbers)
        cut.append(len(found[0]) if found else 0)
        return found

    patch.setattr(texts, "_FIRST", 40)
    patch.setattr(texts, "_LARGE_BLOCK", 100)
    patch.setattr(texts, "quick_cutter", lambda _, repeats: cutter if repeats() else None)
    return cut


def shown(grid: Grid) -> object:
    columns = [(each.name, each.contents, list(each.codes)) for each in grid.columns]
    return columns, list(grid.lines), grid.notes


def read(text: str) -> object:
    try:
        return shown(texts.text_grid(text, "t", delimiter=";"))
    except TableError as error:
        return str(error)


HEAD = "nis;naam;n\n" + "71072;Hasselt;1\n11002;Antwerpen;2\n" * 250


def test_pyarrow_cuts_what_the_plain_reader_cuts(quick: list[int]) -> None:
    """The same contents in the same order, codes, lines and notes come out."""
    rows = [f"{i % 7};{'' if i % 3 else 'é x'};{i * i % 11}" for i in range(900)]
    text = HEAD + "\n".join(rows) + "\nBron: ons\n"
    found = read(text)
    assert sum(quick) > 800
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(texts, "quick_cutter", lambda *_: None)
        assert read(text) == found


CELLS = st.sampled_from(["", "a", "1", "NA", "null", " ", "é", "x y", "\t", "#", "'", "\\", "\x00"])
ROWS = st.lists(CELLS, min_size=3, max_size=3).map(";".join)
LINES = st.one_of(ROWS, ROWS, ROWS, st.sampled_from(["", "a", ";;;", ";;", '"a";b;c', "1;2;3;4"]))


@given(st.lists(LINES, max_size=60).map("\n".join))
@example("\n".join(["1;2;3", "1;2", "1;2;3;4"] * 9))
@example("\n;;a\n;a;")
def test_pyarrow_changes_nothing(tail: str) -> None:
    """With it or without it, a text makes the same grid or the same refusal."""
    plain = read(HEAD + tail)
    with pytest.MonkeyPatch.context() as patch:
        _patched(patch)
        assert plain == read(HEAD + tail)


@pytest.mark.parametrize("text", ["1;2\n3", "1;2\n3;4;5", "1;\udc80\n3;4"])
def test_what_is_not_even_or_no_text_is_left_to_the_plain_reader(text: str) -> None:
    """Nothing is numbered where a line has another length."""
    numbers = [defaultdict[str, int](count().__next__) for _ in range(2)]
    assert by_arrow(text, ";", numbers) is None
    assert [{}, {}] == numbers


def test_cells_are_numbered_as_they_come() -> None:
    """Cells that are known keep their number, new ones get the next."""
    numbers = [defaultdict[str, int](count(start).__next__) for start in (1, 0)]
    numbers[0]["b"] = 0
    assert [array("I", [1, 0, 1]), array("I", [0, 1, 0])] == by_arrow("a;\nb;x\na;", ";", numbers)
    assert [{"b": 0, "a": 1}, {"": 0, "x": 1}] == numbers


def test_a_library_is_imported_for_large_texts_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small texts are cut without it; where it is imported already, fewer are small."""
    assert [None, by_arrow] == [quick_cutter(n, _yes) for n in (LARGE - 1, LARGE)]
    monkeypatch.delitem(sys.modules, "pyarrow")
    assert [None, by_arrow] == [quick_cutter(n, _yes) for n in (VERY_LARGE - 1, VERY_LARGE)]


def _yes() -> bool:
    return True


def test_columns_of_different_cells_are_cut_without_it(quick: list[int]) -> None:
    """Where each row has another figure, it would take longer."""
    rows = [f"{i % 7};x;{i}" for i in range(2000)]
    assert 2500 == len(texts.text_grid(HEAD + "\n".join(rows), delimiter=";"))
    assert [] == quick


def test_without_the_library_texts_are_cut_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is not installed, there is no quicker way."""
    monkeypatch.setattr(quick_columns, "import_module", _missing)
    assert quick_cutter(VERY_LARGE, _yes) is None


def _missing(name: str) -> None:
    raise ImportError(name)


@pytest.mark.parametrize("text", ["nis\n" + "71072\n" * 500, ("nis§n\n" + "71072§1\n" * 500)])
def test_one_column_and_rare_delimiters_are_cut_without_it(quick: list[int], text: str) -> None:
    """It is not asked for what it cannot cut."""
    assert 500 == len(texts.text_grid(text, delimiter="§"))
    assert [] == quick
