"""Which professions have a professional circle."""

from __future__ import annotations

from datetime import date

from elzmodel.partners import Partner, PartnerKind, professional_circles
from elzmodel.values import Period

DISCIPLINES = ("huisarts", "apotheker", "tandarts")


def without(partners, disciplines, **more):
    """Return the professions that have no circle."""
    found = professional_circles(partners, disciplines, **more).where(circles=())
    return tuple(each.profession for each in found)


def circle(key, profession, **more):
    return Partner(id=key, name=key, kind=PartnerKind.CIRCLE, profession=profession, **more)


def test_only_circles_count_for_their_profession():
    """An organisation of pharmacists is not their circle; letters may differ in case."""
    partners = [
        circle("k1", "Huisarts"),
        Partner(id="o", name="o", profession="apotheker"),
    ]
    assert ("apotheker", "tandarts") == without(partners, DISCIPLINES)


def test_disciplines_are_told_once_in_their_order():
    """A list that names one twice asks once."""
    assert ("b", "a") == without([], ["b", "a", "b"])


def test_only_circles_of_the_day_count():
    """A circle that ended is none any more."""
    partners = [circle("k1", "huisarts", period=Period(None, date(2025, 1, 1)))]
    assert () == without(partners, ["huisarts"], on="2024-12-31")
    assert ("huisarts",) == without(partners, ["huisarts"], on="2025-01-01")


def test_the_answer_names_the_circles_and_those_without_a_profession():
    """A circle of no stated profession stands in the notes, and in no row."""
    found = professional_circles(
        [circle("k1", "huisarts"), circle("k2", "huisarts"), circle("k3", "")], DISCIPLINES
    )
    expected = [("huisarts", ("k1", "k2")), ("apotheker", ()), ("tandarts", ())]
    assert expected == [(row.profession, row.circles) for row in found]
    assert ("Of k3 the profession is not stated.",) == found.notes
    assert () == professional_circles([], DISCIPLINES, on="2025-01-01").notes
