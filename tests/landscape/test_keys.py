"""What one key of a table can mean: what people and programs write, alone and beside others."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from elzmodel.data import flanders
from elzmodel.landscape.beside import BELGIUM
from elzmodel.landscape.key_doubts import OUTSIDE, WHOLES
from elzmodel.landscape.keys import KeyReading
from elzmodel.values import Severity


def read(key: object) -> KeyReading:
    return flanders().key_index.read(key)


def kind_of(reading: KeyReading) -> str:
    """Return what had to be mended, or why there is nothing; empty for a clean key."""
    return reading.problem.variant if reading.problem else ""


# --- codes as numbers and texts ------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("71022", ""),
        (" 71022\u00a0", ""),
        (71022, "number"),
        (np.int32(71022), "number"),
        (Fraction(71022), "number"),
        (71022.0, "number format"),
        (np.float64(71022), "number format"),
        (Decimal("71022.0"), "number"),
        ("71022.0", "number format"),
        ("71022,00", "number format"),
        ("71 022", "number format"),
        ("'71022", "number format"),
        ("71022'", "with qualifier"),
        ("\u201971022\u2019", "number format"),
        ('="71022"', "number format"),
        ("=71022", "number format"),
        ("(71022)", "with qualifier"),
        ("#71022", "with qualifier"),
        ("71022*", "with qualifier"),
        ("71022 \u00b9", "with qualifier"),
        ("NIS 71022", "with qualifier"),
        ("nis-code 71022", "with qualifier"),
        ("REFNIS:71022", "with qualifier"),
        ("INS 71022", "with qualifier"),
        ("LAU_71022", "with qualifier"),
        ("BE71022", "with qualifier"),
        ("be-71022", "with qualifier"),
        ("urn:nis:71022", "with qualifier"),
        ("https://data.vlaanderen.be/id/gemeente/71022/2018", "with qualifier"),
        ("Hasselt, 71022", "with qualifier"),
        ("71022|Hasselt", "with qualifier"),
    ],
    ids=repr,
)
def test_a_code_is_read_in_whatever_form(key: object, kind: str) -> None:
    """The code is that which was meant, and whatever had to be mended is said."""
    reading = read(key)
    assert ("71022", kind) == (reading.read_as, kind_of(reading))


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        (None, "empty"),
        (float("nan"), "empty"),
        (pd.NA, "empty"),
        (pd.NaT, "empty"),
        (np.float32("nan"), "empty"),
        ("\u200b \ufeff", "empty"),
        ((), "empty"),
        ((None, ""), "empty"),
        (float("inf"), "unknown"),
        (True, "unknown"),
        (71022.5, "unknown"),
        (b"gent", "unknown"),
        (Decimal("sNaN"), "empty"),
        (["zzz"], "unknown"),
        ({"nis": 1}, "unknown"),
        (((("zzz",),),), "unknown"),
        ("\ud800", "unknown"),
        ("\x00", "unknown"),
        ("\u0660\u0661\u0662\u0663\u0664", "unknown"),
        ("\u00b2\u00b3", "unknown"),
        ("x" * 10_000, "unknown"),
        ("(" * 150, "unknown"),
        ("-" * 190 + "y", "unknown"),
    ],
    ids=lambda each: ascii(each)[:20],
)
def test_junk_is_told_and_never_raises(key: object, kind: str) -> None:
    """What is no key at all is empty or unknown, in a column of its own and among others."""
    assert kind == kind_of(read(key))
    found = flanders().vintage([key, "71072", key])
    assert kind == found.reading(key).kind


@pytest.mark.parametrize("digits", [400, 5_000])
def test_a_number_of_thousands_of_digits_is_unknown(digits: int) -> None:
    """Python refuses to show the longest of them."""
    assert "unknown" == read(-(10**digits)).kind


def test_what_cannot_say_itself_is_unknown() -> None:
    """An object that fails where it should be shown is told by its type."""

    class Broken:
        def __str__(self) -> str:
            raise RuntimeError

    reading = read(Broken())
    assert ("<Broken>", "unknown") == (reading.text, reading.kind)


anything = st.one_of(
    st.text(),
    st.text(alphabet="0123456789 .,-/()'\"BENISnis*#=eE+:\u2019\u00a0", max_size=12),
    st.integers(),
    st.floats(),
    st.decimals(),
    st.fractions(),
    st.binary(),
    st.none(),
    st.booleans(),
    st.dates(),
    st.complex_numbers(),
    st.sampled_from(["Hasselt", "OCMW", "Halle", "3500", "Zoersel", "Totaal", "71022", "prov"]),
)


@given(st.lists(st.one_of(anything, st.tuples(anything, anything), st.lists(anything)), max_size=8))
def test_no_key_raises(keys: list[object]) -> None:
    """Whatever stands in a column, each key has a reading, and the answer can be shown."""
    found = flanders().vintage(keys)
    assert len(found.explanation) <= 10
    assert len(found.readings) == len(found.mended()) == found.keys
    assert {found.mend(key).key for key in keys} == {r.text for r in found.readings}
    assert sum(kind.keys for kind in found.kinds) == len(found.problems)


def test_keys_that_cannot_be_hashed_are_counted() -> None:
    """Lists among the keys are told apart by what they show."""
    found = flanders().vintage([["y"], "71072", ["y"], {"z"}])
    assert (4, 3, 1) == (found.rows, found.keys, found.known)
    twice = found.problems.where(variant="duplicate")
    assert ["stands in 2 rows (rows 1 and 3)"] == [problem.message for problem in twice]


# --- names ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "nis"),
    [
        ("Brussel - Bruxelles", "21004"),
        ("Bruxelles / Brussel", "21004"),
        ("Brussel-Bruxelles", "21004"),
        ("Brussel|Bruxelles", "21004"),
        ("Bruxelles\nBrussel", "21004"),
        ("Ville de Bruxelles - Stad Brussel", "21004"),
        ("Ronse/Renaix", "45041"),
        ("Ixelles - Elsene", "21009"),
        ("Sint-Agatha-Berchem-Berchem-Sainte-Agathe", "21003"),
        ("Voeren (Fourons)", "73109"),
        ("Herk-de-Stad (stad)", "71024"),
    ],
)
def test_a_bilingual_name_is_one(key: str, nis: str) -> None:
    """Two names of one municipality are read, whatever stands between them."""
    assert nis == read(key).versions[-1].nis


@pytest.mark.parametrize("key", ["Liège - Luik", "Luik/Liège", "Mons (Bergen)", "Namen-Namur"])
def test_a_bilingual_name_of_wallonia_is_outside(key: str) -> None:
    """So are two names of a municipality that lies outside."""
    assert "outside" == read(key).kind


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("Gent - Brugge", "unknown"),
        ("Luik - Gent", "unknown"),
        ("Luik - Namen", "unknown"),
        ("-/-", "unknown"),
    ],
)
def test_names_of_two_are_none(key: str, kind: str) -> None:
    """Names of different municipalities are not read as either."""
    assert kind == read(key).kind


@pytest.mark.parametrize(
    ("key", "kind", "administration"),
    [
        ("Saint-Nicolas", "ambiguous", ""),
        ("Commune de Saint-Nicolas", "ambiguous", ""),
        ("Saint-Nicolas (9100)", "municipality", ""),
        ("62093 Saint-Nicolas", "outside", ""),
        (("Saint-Nicolas", "62093"), "outside", ""),
        ("62093 Gent", "code and name", ""),
        ("46021 Saint-Nicolas", "municipality", ""),
        ("Saint-Nicolas (Oost-Vlaanderen)", "municipality", ""),
        ("Commune de Villers-la-Ville", "outside", ""),
        ("3540 Herk-de-Stad", "municipality", ""),
        ("OCMW-Hasselt", "municipality", "OCMW"),
        ("Gem. Hasselt", "municipality", ""),
    ],
)
def test_a_name_that_is_also_one_elsewhere_needs_more(
    key: object, kind: str, administration: str
) -> None:
    """What stands beside it decides; words for a municipality do not."""
    reading = read(key)
    assert (kind, administration) == (reading.kind, reading.administration)


@pytest.mark.parametrize(
    ("key", "nis"),
    [
        ("Antwerpen (district)", "11002"),
        ("District Antwerpen", "11002"),
        ("Borgerhout (District)", "11002"),
        ("Deurne (district Antwerpen)", "11002"),
        ("Kermt [deelgemeente]", "71072"),
        ("Kermt (deelgemeente van Hasselt)", "71072"),
    ],
)
def test_a_word_in_brackets_says_that_it_is_a_village(key: str, nis: str) -> None:
    """It is the village of that name, also where a municipality is called so, and says which."""
    reading = read(key)
    assert nis == reading.versions[-1].nis
    assert reading.versions == reading.by_village
    assert key == reading.text


# --- cells that stand beside each other ---------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "nis", "kind"),
    [
        (("Halle", "2980"), "11055", ""),
        (("2980", "Halle"), "11055", ""),
        (("Halle", 2980.0), "11055", ""),
        (("Halle", 1500), "23027", ""),
        (("HALLE", "B-1500"), "23027", ""),
        (("Nieuwerkerken", "9320"), "41002", ""),
        (("Hasselt", "71022"), "71022", ""),
        ((71022, "Hasselt"), "71022", ""),
        (("71022", "Hasselt", "3500"), "71022", ""),
        (("Hasselt", None), "71072", ""),
        (("", "71072"), "71072", ""),
        ((71022.0, "Hasselt"), "71022", "number format"),
        (("71022.0", "Hasselt"), "71022", "number format"),
        (("Knokke aan Zee", "8300"), "31043", "by postal code"),
        (("99999", "Hasselt"), "71072", ""),
        (("-", "Halle", ""), "23027", ""),
        (("71022", "onbekend"), "71022", ""),
    ],
)
def test_cells_decide_together(cells: tuple[object, ...], nis: str, kind: str) -> None:
    """A postal code or a code beside a name decides, and is nothing to mend."""
    reading = read(cells)
    assert nis in {m.nis for m in reading.versions}
    assert 1 == len({m.unit for m in reading.versions})
    assert kind == kind_of(reading)


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (("Brugge", "9000"), "name and postal code"),
        (("Gent", "71022"), "code and name"),
        (("Nergenshuizen", "71099"), "unknown"),
        (("Nergenshuizen", "0000"), "unknown"),
        (("Liège", "62063"), "outside"),
        (("9999", "Onbekend"), "unknown place"),
        (("0", "-"), "unknown place"),
        (("00000", "Totaal"), "total"),
        (("0", "Limburg"), "province"),
        (("150", "Frankrijk"), "abroad"),
        (("3500", "Nederland"), "abroad"),
        (("99999", "Haselt"), "unknown"),
    ],
)
def test_cells_that_contradict_are_refused(cells: tuple[object, ...], kind: str) -> None:
    """What two cells say of different places is read as neither."""
    assert kind == read(cells).kind


def test_a_place_read_by_its_postal_code_says_so() -> None:
    """The name that is not known is named, with the code that stood for it."""
    said = "'Knokke aan Zee' is not known; its postal code is; read as 8300"
    assert said == read(("Knokke aan Zee", "8300")).problem.message


# --- what stands beside municipalities ------------------------------------------------------------


def test_every_code_of_the_rest_of_the_country_is_outside() -> None:
    """Codes and names of Wallonia are told by name, in one line, without near misses."""
    places = flanders().gazetteer.outside
    codes = [place.nis for place in places]
    found = flanders().vintage([*codes, "71072"])
    assert {"outside"} == {problem.variant for problem in found.problems}
    line = f"Outside the record: {len(codes)} outside ("
    (said,) = [each for each in found.explanation if each.startswith(line)]
    assert f"{places[0]}, {places[1]}, {places[2]} and {len(codes) - 3} more" in said
    assert (found.known, found.best.start.year) == (1, 2025)


def test_the_first_two_digits_say_whether_a_code_lies_outside() -> None:
    """Inside are 1x, 3x, 4x, 7x, 21, 23 and 24; arrondissements tell the rest of the country."""
    inside = {area.code[:2] for area in BELGIUM if area.kind == "arrondissement"}
    for first in range(10, 100):
        reading = read(f"{first}990")
        is_inside = str(first)[0] in "1347" or first in {21, 23, 24}
        expected = "outside" if str(first) in inside and not is_inside else "unknown"
        assert (first, expected) == (first, reading.kind)


@pytest.mark.parametrize(
    ("keys", "kinds"),
    [
        (["Limburg", "Gent"], ["province", "municipality"]),
        (["Limbourg", "Liège", "Gent"], ["outside", "outside", "municipality"]),
        (["Limburg", "62063", "Hainaut"], ["outside", "outside", "outside"]),
        (["Limburg", "Waals Gewest", "Gent"], ["province", "outside", "municipality"]),
    ],
)
def test_between_municipalities_of_wallonia_limburg_is_one(keys, kinds) -> None:
    """Where others lie in Wallonia, the name of a municipality there is no province."""
    assert kinds == [reading.kind for reading in flanders().vintage(keys).readings]


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("buiten Vlaanderen", "outside"),
        ("Rest van België", "outside"),
        ("Regio Kempen", "larger area"),
        ("Vervoerregio Mechelen", "larger area"),
        ("Provincie Zeeland", "unknown"),
        ("Gewest", "unknown"),
        ("Arr.", "unknown"),
        ("Andere landen", "abroad"),
        ("geen gemeente", "unknown place"),
        ("Andere gemeenten", "unknown place"),
        ("Sub-totaal Limburg", "total"),
        ("Nergens (district)", "unknown"),
        ("(district)", "unknown"),
    ],
)
def test_words_beside_municipalities_have_their_kind(key: str, kind: str) -> None:
    """What rows of tables are called that are about no municipality."""
    reading = read(key)
    assert (kind, kind in OUTSIDE, kind in WHOLES) == (
        reading.kind,
        reading.is_outside,
        reading.is_whole,
    )


def test_what_lies_outside_is_no_error() -> None:
    """Rows beside municipalities are advice; keys that nothing ever had are warnings."""
    found = flanders().vintage(["62063", "Totaal", "Buitenland", "zzz"])
    weights = [problem.severity for problem in found.problems]
    assert [*[Severity.ADVICE] * 3, Severity.WARNING] == weights


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("België / Belgique", "country"),
        ("Vlaams Gewest / Région flamande", "region"),
        ("Antwerpen / Anvers", "municipality"),
        ("België / Gent", "unknown"),
    ],
)
def test_two_names_of_one_larger_area_are_that_area(text, kind):
    """Tables in two languages have both names of everything."""
    assert kind == flanders().key_index.read(text).kind
