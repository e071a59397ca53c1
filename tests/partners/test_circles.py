"""Which professions have a professional circle."""

from __future__ import annotations

from datetime import date

from elzmodel.partners import Partner, PartnerKind, circles_table, professions_without_circle
from elzmodel.values import Period

DISCIPLINES = ("huisarts", "apotheker", "tandarts")


def circle(key, profession, **more):
    return Partner(id=key, name=key, kind=PartnerKind.CIRCLE, profession=profession, **more)


def test_only_circles_count_for_their_profession():
    """An organisation of pharmacists is not their circle; letters may differ in case."""
    partners = [
        circle("k1", "Huisarts"),
        Partner(id="o", name="o", profession="apotheker"),
    ]
    assert ("apotheker", "tandarts") == professions_without_circle(partners, DISCIPLINES)


def test_disciplines_are_told_once_in_their_order():
    """A list that names one twice asks once."""
    assert ("b", "a") == professions_without_circle([], ["b", "a", "b"])


def test_only_circles_of_the_day_count():
    """A circle that ended is none any more."""
    partners = [circle("k1", "huisarts", period=Period(None, date(2025, 1, 1)))]
    assert () == professions_without_circle(partners, ["huisarts"], on="2024-12-31")
    assert ("huisarts",) == professions_without_circle(partners, ["huisarts"], on="2025-01-01")


def test_the_table_names_the_circles_and_those_without_a_profession():
    """A circle of no stated profession stands in the notes, and in no row."""
    table = circles_table(
        [circle("k1", "huisarts"), circle("k2", "huisarts"), circle("k3", "")], DISCIPLINES
    )
    expected = [("huisarts", ("k1", "k2")), ("apotheker", ()), ("tandarts", ())]
    assert expected == list(table.rows)
    assert ("Of k3 the profession is not stated.",) == table.notes
    assert () == circles_table([], DISCIPLINES, on="2025-01-01").notes
