"""Figures about sets of parts that nest, cross or disagree."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from attrs import evolve

from elzmodel.errors import ConflictError, InvalidValueError
from elzmodel.territory import Create, Figure, Figures, Layout, Register
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
    assert ["a, b, c and 1 more"] == [finding.subject for finding in found]


def test_figures_that_do_not_add_up_still_give_a_total() -> None:
    """A contradiction is held and looked at, and bounds stay in order."""
    contradiction = (people("abcd", 10), people("ab", 6), people("cd", 5))
    for asked in ("a", "ab", "abc", "abcd", "ac"):
        found = total(asked, *contradiction)
        assert found.low <= found.high


def test_a_piece_above_its_whole_has_what_its_own_figure_says() -> None:
    """The whole bounds the rest of its land, and no total lacks an upper end."""
    contradiction = (people("abcd", 10), people("ab", 20), people("c", 1))
    assert Total(20, 20) == total("ab", *contradiction)
    assert Total(21, 21) == total("abc", *contradiction)
    assert Total(0, 0) == total("d", *contradiction)
    assert Total(10, 10) == total("abcd", *contradiction)


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


def own(parts: str, value: float, year: int = 2021) -> Figure:
    """Return a figure from a file of one's own."""
    return evolve(people(parts, value, year), sources=("own.csv",))


def test_t023_added_figures_take_the_place_of_others_and_both_numbers_are_found() -> None:
    """One finding a kind and year, with the largest change first; other years stay as they are."""
    old = Figures([people("ab", 10), people("c", 5), people("d", 1), people("c", 7, 2020)])
    new = old.with_figures([own("c", 2000), own("ba", 9), own("d", 1)])
    assert Total(2010, 2010) == new.total("abcd", kind="population", year=2021)
    assert Total(7, 7) == new.total("c", kind="population", year=2020)
    (finding,) = new.check()
    assert ("ELZ-T023", "population 2021", ("own.csv",)) == (
        finding.code,
        finding.subject,
        finding.sources,
    )
    assert (
        "2 figures of population of 2021 are from own.csv, not the ones that were there: "
        "c 2,000 (5), a, b 9 (10)"
    ) == finding.message
    assert () == old.check()


def test_t023_figures_without_a_source_are_your_own() -> None:
    """Then it is not known where they are from."""
    (finding,) = Figures([people("a", 1)]).with_figures([people("a", 2)]).check()
    assert (
        "1 figure of population of 2021 is from your own figures, "
        "not the one that was there: a 2 (1)"
    ) == finding.message


def test_t023_every_figure_that_was_ever_replaced_is_told() -> None:
    """The last that were added count; those before them are held against them."""
    thrice = Figures([people("a", 1)]).with_figures([people("a", 2)]).with_figures([own("a", 3)])
    assert Total(3, 3) == thrice.total("a", kind="population", year=2021)
    assert ["a 3 (1), a 3 (2)"] == [f.message.partition("there: ")[2] for f in thrice.check()]


def test_adding_what_is_there_already_changes_nothing() -> None:
    """The same figures are no other ones, and nothing is found."""
    figures = Figures([people("a", 1), people("b", 2)])
    assert figures == figures.with_figures(figures.figures)
    assert () == figures.with_figures([own("a", 1)]).check()


def test_findings_can_be_asked_of_one_kind_and_year() -> None:
    """What is contradicted in another year does not concern an answer."""
    old = Figures([people("a", 1), people("a", 1, 2020), people("a", 1, kind="area")])
    new = old.with_figures([people("a", 2), people("a", 3, 2020), people("a", 4, kind="area")])
    assert 3 == len(new.check())
    assert ["population 2020"] == [f.subject for f in new.check(kind="population", year=2020)]
    assert 2 == len(new.check(kind="population"))


def test_figures_that_left_are_not_held_against_what_replaced_them() -> None:
    """Where nothing is about the land any more, nothing took its place."""
    assert () == Figures([people("b", 1)], replaced=(people("a", 1),)).check()


def layout(*municipalities: str) -> Layout:
    """Return municipalities that are named after their parts."""
    return Register(
        Create(id=m, day=date(2000, 1, 1), unit=m, name=m, parts=tuple(m)) for m in municipalities
    ).on(date(2021, 1, 1))


def test_the_newest_year_is_exact_for_every_municipality_of_all_layouts() -> None:
    """A newer year that knows some land only as a whole serves the later layout alone."""
    figures = Figures(
        [people("a", 1, 2020), people("b", 2, 2020), people("ab", 4, 2021), people("a", 1, 2022)]
    )
    before, after = layout("a", "b"), layout("ab")
    assert 2020 == figures.newest("population", before, after)
    assert 2021 == figures.newest("population", after)
    assert 2022 == figures.newest("population", layout("a"))
    assert 2022 == figures.newest("population", layout("c"))
    assert None is figures.newest("area", after)


def test_figures_count_themselves() -> None:
    """The short form names how many figures there are, and of what."""
    assert "<Figures: 2 of area, population>" == repr(
        Figures([people("a", 1), people("a", 1, kind="area")])
    )
    assert 2021 == people("a", 1).year


@pytest.mark.parametrize("year", ["2021", True, 2021.0, None], ids=repr)
def test_a_year_that_is_no_whole_number_is_refused(year: object) -> None:
    """It would be a year of which nothing is known."""
    with pytest.raises(InvalidValueError, match="not a year"):
        Figures().total(["a"], kind="population", year=year)
    assert Figures().total(["a"], kind="population", year=np.int16(2021)).low == 0
