"""Figures about sets of parts that nest, cross or disagree."""

from __future__ import annotations

from datetime import date

import pytest

from elzmodel.errors import ConflictError, InvalidValueError
from elzmodel.territory import Figure, Figures
from elzmodel.values import Total


def people(parts: str, value: float, year: int = 2021, kind: str = "population") -> Figure:
    """Return a figure about parts that are named by one letter each."""
    return Figure(kind=kind, day=date(year, 1, 1), parts=list(parts), value=value)


def total(parts: str, *figures: Figure) -> Total:
    """Return the inhabitants of 2021 that parts have."""
    return Figures(figures).total(list(parts), kind="population", year=2021)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("abc", Total(100, 100)),
        ("a", Total(30, 30)),
        ("b", Total(0, 70, ["b"])),
        ("bc", Total(70, 70)),
        ("ab", Total(30, 100, ["b"])),
        ("abcd", Total(100, None, ["d"])),
        ("d", Total(0, None, ["d"])),
        ("", Total(0, 0)),
    ],
)
def test_a_district_inside_a_city_narrows_both(asked: str, expected: Total) -> None:
    """City and district are both used: what one has, the rest has not."""
    assert expected == total(asked, people("abc", 100), people("a", 30))


def test_a_city_without_inhabitants_leaves_none_for_its_parts() -> None:
    """Where the whole has nothing, every part is known to have nothing."""
    assert Total(0, 0) == total("a", people("abc", 0))
    assert Total(0, 0) == total("b", people("abc", 9), people("ac", 9))


def test_figures_nest_over_several_levels() -> None:
    """A set hangs under the smallest one that holds it."""
    figures = (people("abcd", 100), people("abc", 90), people("ab", 60), people("a", 10))
    assert Total(50, 50) == total("b", *figures)
    assert Total(40, 40) == total("cd", *figures)
    assert Total(90, 90) == total("abc", *figures)
    assert Total(20, 20) == total("ad", *figures)


def test_another_year_or_kind_says_nothing() -> None:
    """A figure speaks of its own year and kind only."""
    figures = Figures([people("a", 5, 2020), people("a", 7, kind="area")])
    assert Total(0, None, ["a"]) == figures.total(["a"], kind="population", year=2021)
    assert (2020,) == figures.years("population")
    assert () == figures.years("density")


def test_t020_figures_that_cross_are_refused() -> None:
    """Two figures of one kind and year share no land unless one holds the other."""
    with pytest.raises(ConflictError) as caught:
        Figures([people("ab", 1), people("bc", 2)])
    assert ["ELZ-T020"] == [finding.code for finding in caught.value.findings]


def test_sets_may_cross_between_years() -> None:
    """Borders change, so that figures of different years may cross."""
    figures = Figures([people("ab", 1, 2020), people("bc", 2, 2021)])
    assert 2 == figures.total(["b", "c"], kind="population", year=2021).value


def test_t021_two_figures_about_the_same_land_span_both() -> None:
    """Sources that disagree widen the total, and the check says so."""
    figures = Figures([people("ab", 10), people("ab", 12), people("ab", 11)])
    assert Total(10, 12, ["a", "b"]) == figures.total(["a", "b"], kind="population", year=2021)
    (finding,) = figures.check()
    assert ("ELZ-T021", "a, b") == (finding.code, finding.subject)
    assert "population of 2021 is given as 10 and as 12" == finding.message


def test_t021_the_same_figure_twice_is_no_disagreement() -> None:
    """Two sources may say the same."""
    assert () == Figures([people("a", 1), people("a", 1)]).check()


@pytest.mark.parametrize(
    "figures",
    [
        [people("abcd", 10), people("a", 11)],
        [people("abcd", 10), people("ab", 6), people("cd", 5)],
        [people("abcd", 10), people("ab", 4), people("cd", 5)],
    ],
    ids=["a part above", "parts above", "parts below"],
)
def test_t022_pieces_that_do_not_add_up_are_found(figures: list[Figure]) -> None:
    """Pieces above the whole, or below it where they cover it, are doubtful."""
    found = Figures(figures).check()
    assert ["ELZ-T022"] == [finding.code for finding in found]
    assert ["a, b, c …"] == [finding.subject for finding in found]


def test_figures_that_do_not_add_up_still_give_a_total() -> None:
    """A contradiction is held and looked at, and bounds stay in order."""
    contradiction = (people("abcd", 10), people("ab", 6), people("cd", 5))
    for asked in ("a", "ab", "abc", "abcd", "ac"):
        found = total(asked, *contradiction)
        assert found.low <= found.high


@pytest.mark.parametrize("value", [-1, float("nan")])
def test_a_figure_is_not_negative(value: float) -> None:
    """Less than nothing, and what is not a number, are refused."""
    with pytest.raises(InvalidValueError):
        people("a", value)


def test_a_figure_is_about_some_land() -> None:
    """A figure about no parts is refused."""
    with pytest.raises(InvalidValueError):
        people("", 1)


def test_adding_figures_leaves_the_old_collection_alone() -> None:
    """A collection is a value; the new one knows both."""
    old = Figures([people("a", 1)])
    assert 2 == len(old.with_figures([people("b", 2)]).figures)
    assert 1 == len(old.figures)


def test_figures_count_themselves() -> None:
    """The short form names how many figures there are, and of what."""
    assert "<Figures: 2 of area, population>" == repr(
        Figures([people("a", 1), people("a", 1, kind="area")])
    )
    assert 2021 == people("a", 1).year
