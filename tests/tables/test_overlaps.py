"""Which contents of a column hold each other."""

from __future__ import annotations

from math import inf

import pytest

from elzmodel.tables.overlaps import ages_of, holding_each_other


@pytest.mark.parametrize(
    ("content", "ages"),
    [
        ("0-17", (0, 17)),
        ("18\u201364 jaar", (18, 64)),
        ("van 18 tot en met 64 jaar", (18, 64)),
        ("65 \u00e0 79", (65, 79)),
        ("65+", (65, inf)),
        ("80 jaar en ouder", (80, inf)),
        ("80 en ouder", (80, inf)),
        ("\u226565", (65, inf)),
        ("vanaf 65 jaar", (65, inf)),
        ("< 18", (0, 18)),
        ("Jonger dan 18 jaar", (0, 18)),
        ("65", None),
        (7, None),
        (None, None),
        ("onbekend", None),
    ],
)
def test_classes_of_age_are_read(content: object, ages: tuple[float, float] | None) -> None:
    """With the words of four languages; one age is no class."""
    assert ages == ages_of(content)


@pytest.mark.parametrize(
    ("contents", "kind", "pairs"),
    [
        (["0-17", "18-64", "65+"], "age", []),
        (["0-18", "18-65", "65+"], "age", []),
        (["0-17", "18+", "65+", "80+"], "age", [(1, 2), (1, 3), (2, 3)]),
        (["0-4", "0-17"], "age", [(0, 1)]),
        (["65+", "80+"], "", []),
        ([*map(str, range(40)), "20-30", "25-35"], "age", []),
        (["thuis", "w.o. nacht", "elders"], "", [(0, 1)]),
        (["thuis", "elders", "waarvan 3 's nachts"], "", []),
    ],
)
def test_contents_that_hold_each_other_are_found(
    contents: list[str], kind: str, pairs: list[tuple[int, int]]
) -> None:
    """Ends that touch hold nothing of each other, and words of people's own say no class."""
    assert pairs == [*holding_each_other(contents, kind)]
