"""What a column is: how that is said at each door, and which columns may hold no counts."""

from __future__ import annotations

from fractions import Fraction

import pytest

from elzmodel import tables
from elzmodel.errors import InvalidValueError
from elzmodel.tables.kinds import (
    MEAN,
    RATE,
    SaidOf,
    doubt_by_cells,
    doubt_by_name,
    kind_of,
    names_of,
    words_of,
)
from elzmodel.values.text import in_words


@pytest.mark.parametrize(
    ("kind", "python", "command"),
    [
        (tables.count, "tables.count", "n=count"),
        (tables.skip, "tables.skip", "n=skip"),
        (tables.rate("pop", per=100), 'tables.rate(of="pop", per=100)', "n=rate:pop:100"),
        (tables.mean("hh"), 'tables.mean(over="hh")', "n=mean:hh"),
        (tables.category(), 'tables.category("unanimous")', "n=category:unanimous"),
        (
            tables.category("largest", weights="pop"),
            'tables.category("largest", weights="pop")',
            "n=category:largest:pop",
        ),
    ],
    ids=repr,
)
def test_a_kind_is_said_as_each_door_takes_it(kind, python, command):
    """What a message tells to say can be typed, in Python and on the command line."""
    said = SaidOf("n", kind)
    assert (f'columns={{"n": {python}}}', f"--kind {command}") == (
        str(said),
        in_words(said, door="cli"),
    )
    assert kind == kind_of(command.removeprefix("n=")) == kind_of(kind)


def test_rows_are_said_as_each_door_takes_them():
    """Counting rows is no column, and has an option of its own on the command line."""
    said = SaidOf("", tables.rows("GP practices"))
    assert ('columns=tables.rows("GP practices")', "--rows 'GP practices'") == (
        str(said),
        in_words(said, door="cli"),
    )


def test_names_with_colons_and_numbers_can_be_said():
    """Only a number at the end says per how many."""
    assert tables.rate("a:b") == kind_of("rate:a:b")
    assert tables.rate("a:b", per=1000) == kind_of("rate:a:b:1000")


@pytest.mark.parametrize(
    "said",
    [
        *("", "median", "rate", "rate:", "mean:", "category:", "count:x"),
        *("category:smallest", 5, None, tables.rows("x")),
    ],
    ids=repr,
)
def test_what_is_no_kind_is_refused(said):
    """A median cannot be said, and rows are no column."""
    with pytest.raises(InvalidValueError, match="not a kind of column"):
        kind_of(said)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: tables.rate("n", per=0), "not a rate: 0"),
        (lambda: tables.category("smallest"), "not a rule: 'smallest'"),
        (lambda: tables.category("largest"), "not a weights: ''"),
        (lambda: tables.category("unanimous", weights="n"), "not a weights: 'n'"),
    ],
    ids=["per nothing", "no rule", "no weights", "weights for nothing"],
)
def test_a_kind_that_says_too_little_is_refused(make, said):
    """A rate is per something, and the largest needs what it is the largest by."""
    with pytest.raises(InvalidValueError, match=said):
        make()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("POSTAL_CODE", "postal code"),
        ("postalCode", "postal code"),
        ("pct65+", "pct 65"),
        ("CD_REFNIS", "cd refnis"),
        ("nis5", "nis 5"),
        ("\u00c2ge", "age"),
    ],
)
def test_words_of_a_name_are_parted(name, words):
    """Underscores, capitals and numbers part words; accents and case are not looked at."""
    assert words == words_of(name)


NO_SUMS = {
    "a median": ["mediaan", "mediaaninkomen", "inkomen_median", "m\u00e9diane", "Median income"],
    MEAN: [
        *("gemiddelde leeftijd", "gem_inkomen", "mean_age", "revenu moyen", "avg", "AVERAGE_AGE"),
        *("Durchschnitt", "inkomen_gem", "huurprijs", "price", "temperatuur"),
        *("levensverwachting", "wachttijd (dagen)", "afstand tot huisarts", "BMI", "ligduur"),
        *("gezinsgrootte", "huishoudgrootte", "snelheid", "concentratie PM10"),
    ],
    RATE: [
        *("pct65", "PCT_65PLUS", "% 65+", "aandeel", "aandeel_65", "percentage", "pourcentage"),
        *("werkloosheidsgraad", "bevolkingsdichtheid", "density", "taux de ch\u00f4mage"),
        *("cases per 1000", "artsen per 1.000 inwoners", "par habitant", "birth rate", "ratio"),
        *("sterftecijfer", "groeivoet", "werkloosheidsquote", "prevalentie", "\u2030 jongeren"),
        *("inw/km\u00b2", "cases / 1.000", "beds/capita", "market_share", "aantal per 100 000"),
        *("kost per pati\u00ebnt", "inwoners per huisarts", "kinderen per vrouw", "proportie"),
        *(
            "quoti\u00ebnt",
            "seksratio",
            "inkwartierratio",
            "armoederisico",
            "Part des femmes",
            "SMR",
        ),
        *("leerlingen op 100", "op de 1000 jongeren", "op 10.000 inwoners", "opcentiemen", "proc."),
        *("groene druk", "verhouding", "kans op armoede", "d\u00e9penses par m\u00e9nage"),
    ],
    "a measure of spread": [
        *("min", "maximum", "standaardafwijking", "st_dev", "p90", "variance", "SD", "stddev"),
        *("CI low", "betrouwbaarheidsinterval", "\u00e9cart-type", "ondergrens", "upper limit"),
    ],
    "an index": ["BMI index", "prijsindex", "indexcijfer", "Gini-co\u00ebffici\u00ebnt"],
    "a rank or a score": [
        *("rang", "rank", "ranking", "score", "z-score", "deciel", "kwintiel", "quintiel"),
        "decile",
    ],
}


@pytest.mark.parametrize(
    ("what", "name"), [(what, name) for what, names in NO_SUMS.items() for name in names]
)
def test_names_say_what_does_not_add_up(what, name):
    """Medians, means, rates, indices and ranks are told by their words, in four languages."""
    doubt = doubt_by_name(name)
    assert doubt is not None
    assert (what, False, True) == (doubt.what, doubt.is_label, doubt.by_name)


LABELS = {
    "postal codes": [
        *("POSTAL_CODE", "postal", "code_postal", "code postal", "zipcode", "zip", "ZIP_CODE"),
        *("postcode", "postnummer", "postnr", "PLZ", "cp", "Postleitzahl", "post code"),
    ],
    "telephone numbers": ["telefoon", "TEL", "phone_number", "GSM", "t\u00e9l\u00e9phone", "fax"],
    "numbers of enterprises or persons": [
        *("kbo", "KBO_NR", "kbonummer", "ondernemingsnummer", "BTW", "num\u00e9ro d'entreprise"),
        *("VAT", "RIZIV", "rijksregisternummer", "enterprise number"),
    ],
    "coordinates": ["lat", "LATITUDE", "lon", "lng", "breedtegraad", "x_coord", "lambert_y"],
    "codes": ["code", "landcode", "CD_DSTR_REFNIS", "activity codes"],
    "ids or numbers in a list": [
        *("id", "ID", "objectid", "uuid", "volgnr", "volgnummer", "huisnummer", "dossier number"),
        *("nr", "num\u00e9ro"),
    ],
}


@pytest.mark.parametrize(
    ("what", "name"), [(what, name) for what, names in LABELS.items() for name in names]
)
def test_names_say_what_is_a_label(what, name):
    """Codes, telephone numbers and the like are no figures, whatever stands in their cells."""
    doubt = doubt_by_name(name)
    assert doubt is not None
    assert (what, True) == (doubt.what, doubt.is_label)


@pytest.mark.parametrize(
    "name",
    [
        *("n", "aantal", "inwoners", "visits", "MS_POPULATION", "count", "totaal", "bedrag"),
        *("aantal telefoongesprekken", "aantal vestigingsnummers", "number of codes", "nr of ids"),
        *("total score", "leerlingen eerste graad", "oppervlakte", "practices", "mannen", "2019"),
        *("corporate", "cijfer", "cases", "woningen", "", "personeel", "gemengd", "minderjarigen"),
        *("oppervlakte km2", "wonen/werken", "gem", "percelen", "kansarmen", "supervisie"),
        *("bevolking per 1 januari 2024", "inwoners per 1/1/2024", "consulten per jaar"),
        *("aantal per gemeente", "bezoeken per leeftijdsgroep", "aantal met wachttijd", "sdg"),
        *("inwoners op 1 januari 2024", "inwoners op 10 januari", "huishoudgrootte 1", "operaties"),
        *("personen met armoederisico", "overdreven snelheid", "partners", "departement"),
    ],
)
def test_names_of_counts_raise_no_doubt(name):
    """A word that only contains another, or that says what is counted, is none of these."""
    assert doubt_by_name(name) is None


def doubt(name, texts, numbers=None, *, postal=(), repeats=False):
    numbers = numbers or [int(t) for t in texts if t.isdigit()]
    found = doubt_by_cells(name, texts, numbers, postal.__contains__, repeats=repeats)
    return found and found.what


@pytest.mark.parametrize(
    ("texts", "what"),
    [
        (["0470 12 34 56", "+32 2 123 45 67", "011/22.33.44"], "telephone numbers"),
        (["0477123456", "011223344"], "telephone numbers"),
        (["0123.456.789", "BE 0123456789", "1012.345.678"], "numbers of enterprises or persons"),
        (["12", "007"], "codes"),
        (["2019", "2020", "2021"], "years"),
        (["3500", "2000", "9000"], "postal codes"),
        (["1", "2", "3", "4"], "ids or numbers in a list"),
        (["0", "1", "2"], "ids or numbers in a list"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_cells_show_what_is_no_figure(texts, what):
    """Where the name says nothing, the form of the cells may."""
    assert what == doubt("x", texts, postal={"3500", "2000", "9000"})


def test_shares_are_told_by_their_cells():
    """Several figures between nothing and one, not all whole, are shares."""
    shares = [Fraction(1, 8), Fraction(1, 2), 1]
    assert RATE == doubt("x", ["0.125", "0.5", "1"], shares)
    assert doubt("x", ["0", "1"], [0, 1]) is None
    assert doubt("x", ["0.5", "0.25"], shares[:2]) is None
    assert doubt("x", ["0", "1", "0 "], [0, 1, 0]) is None


def test_a_year_that_stands_in_all_rows_is_no_count():
    """Beside other figures; a subsidy of 2000 for all may be alone, or have a name."""
    assert "years" == doubt("toestand", ["2023"], repeats=True)
    assert "years" == doubt("column 2", ["2023", "2024"], repeats=True)
    assert doubt("toestand", ["2023"]) is None
    assert doubt("bedrag", ["2100"], repeats=True) is None
    assert doubt("aantal", ["2023"], repeats=True) is None
    assert doubt("toestand", ["2023", "x"], repeats=True) is None


def test_decimals_around_100_without_a_name_may_be_an_index():
    """One that has the base itself among them."""
    cells = [100, Fraction(1032, 10), Fraction(998, 10)]
    assert "an index" == doubt("value", ["100", "103,2", "99,8"], cells)
    assert doubt("VTE", ["100", "103,2", "99,8"], cells) is None
    assert doubt("value", ["103,2", "99,8"], cells[1:]) is None
    assert doubt("value", ["100", "103,2", "299,8"], [*cells[:2], Fraction(2998, 10)]) is None


@pytest.mark.parametrize("name", ["waarde", "value", "OBS_VALUE", "column 2", "2023", ""])
def test_decimals_up_to_100_without_a_name_may_be_percentages(name):
    """Several of them, and not where the name says anything or most are whole."""
    cells = [Fraction(43, 2), Fraction(91, 5), Fraction(253, 10)]
    assert RATE == doubt(name, ["21,5", "18,2", "25,3"], cells)
    assert doubt("VTE", ["21,5", "18,2", "25,3"], cells) is None
    assert doubt(name, ["21,5", "18,2"], cells[:2]) is None
    assert doubt(name, ["21,5", "118,2", "25,3"], [*cells[:2], Fraction(1182, 10)]) is None
    assert doubt(name, ["21,5", "18", "25"], [cells[0], 18, 25]) is None


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("n", ["2019", "2020", "2021"]),
        ("aantal", ["1", "2", "3"]),
        ("inwoners", ["3500", "2000", "9000"]),
        ("x", []),
        ("x", ["2019", "2020"]),
        ("x", ["3500", "2000"]),
        ("x", ["3", "4", "5"]),
        ("x", ["2", "1", "3"]),
        ("x", ["2019", "2020", "x"]),
        ("x", ["0", "12"]),
    ],
    ids=repr,
)
def test_cells_of_counts_raise_no_doubt(name, texts):
    """A name that says counts, a few cells, and figures that only happen to look so, are fine."""
    assert doubt(name, texts, postal={"3500", "2000", "9000"}) is None


def test_remedies_say_what_can_be_said_instead():
    """A rate can be carried with its denominator; everything can be skipped, or be a count."""
    of_rate = [str(each) for each in doubt_by_name("pct").remedies("pct")]
    assert 'columns={"pct": tables.rate(of="...", per=100)}' == of_rate[0]
    assert 'columns={"leeftijd": tables.mean(over="...")}' == str(
        doubt_by_name("gemiddelde").remedies("leeftijd")[0]
    )
    assert ['columns={"x": tables.skip}', 'columns={"x": tables.count}'] == [
        str(each) for each in doubt_by_name("median").remedies("x")
    ]


@pytest.mark.parametrize(
    ("name", "per"),
    [
        ("cases per 1000 inw.", 1_000),
        ("artsen per 10.000 inwoners", 10_000),
        ("aantal per 100 000", 100_000),
        ("rate_per_100k", 100_000),
        ("cases / 1.000", 1_000),
        ("\u2030 jongeren", 1_000),
        ("promille", 1_000),
        ("cases per duizend", 1_000),
        ("beds per capita", 1),
        ("kost per pati\u00ebnt", 1),
        ("% 65+", 100),
        ("aandeel", 100),
        ("leerlingen op de 1000", 1_000),
        ("aandeel met zorgbudget per gemeente", 100),
    ],
)
def test_a_rate_is_proposed_for_as_many_as_its_name_says(name, per):
    """Who copies the proposal gets the rate that the column has."""
    (first, *_) = doubt_by_name(name).remedies(name)
    assert tables.rate("...", per=per) == first.kind


@pytest.mark.parametrize(
    "name",
    [
        "Inwoners / Habitants",
        "Inwoners/Habitants",
        "Habitants / Inwoners / Einwohner (2024)",
        "Personen / Personnes",
        "Huishoudens / Ménages",
        "Woningen / Habitations",
        "Personeel / Personnel",
        "Capaciteit / Capacité",
        "PME / KMO's",
        "Inwoners op 01/10/2024",
    ],
)
def test_a_slash_between_names_of_the_same_is_no_rate(name) -> None:
    """A bilingual table says everything twice, and a day has slashes as well."""
    assert doubt_by_name(name) is None


@pytest.mark.parametrize(
    "name",
    [
        "cases/1000 inw.",
        "cases / 100.000",
        "artsen / 10 000 inwoners",
        "inwoners/km²",
        "personen/huishouden",
        "bezoeken/inwoner",
        "visites / hab.",
        "% vrouwen / femmes",
    ],
)
def test_a_slash_before_what_is_counted_otherwise_is_a_rate(name) -> None:
    """So many of one thing for each of another."""
    assert RATE == doubt_by_name(name).what


def test_a_column_without_a_word_has_one_name_that_is_empty() -> None:
    """So that there is always one to look at."""
    assert [("",), ("",)] == [names_of(""), names_of(" / ")]
