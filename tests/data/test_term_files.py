"""Files of terms: what they add to a dossier, and what is wrong with them."""

from __future__ import annotations

import pytest

import elzmodel as elz
from elzmodel.data.person_files import load_persons
from elzmodel.data.term_files import check_terms
from elzmodel.errors import DocumentError, InvalidValueError


@pytest.fixture
def written(tmp_path):
    """Return a function that writes a file of terms."""

    def write(text, encoding="utf-8"):
        path = tmp_path / "words.csv"
        path.write_text(text, encoding=encoding)
        return path

    return write


KEMPENLAND = elz.dossier("kempenland")


@pytest.mark.parametrize(
    "text",
    [
        "element,term,gloss\npartner:mantelzorgers,gehoor,a hearing\n",
        "\ufeffElement;Term;Gloss\r\nPartner:mantelzorgers;gehoor;a hearing\r\n;;\r\n",
        "term,element\ngehoor,partner:mantelzorgers\n",
    ],
    ids=["commas", "as a spreadsheet writes it", "other order and no gloss"],
)
def test_terms_of_a_file_are_found(written, text):
    """They stand beside the dossier's own, with the document that they are of."""
    more = elz.load_terms(written(text), of=KEMPENLAND, document="D-kempenland")
    found = elz.dossiers.mentions(more, "gehoor")
    assert [("partner", "mantelzorgers")] == [(each.kind, each.id) for each in found]
    assert ("D-kempenland",) == more.terms[-1].sources


def test_all_that_is_wrong_is_told_at_once_with_its_line(written):
    """What, what was expected, and how to mend it."""
    path = written(
        "element,term\n"
        "partners:mantelzorgers,zorg\n"
        "partner:mantelzorg,zorg\n"
        "partner:mantelzorgers,\n"
        "\n"
        "partner:mantelzorgers,Dit is een zin met veel te veel woorden erin.\n"
    )
    found = check_terms(path, of=KEMPENLAND)
    expected = [(2, "ELZ-D035"), (3, "ELZ-R001"), (4, "ELZ-D022"), (6, "ELZ-P030")]
    assert expected == [(each.place.line, each.code) for each in found]
    assert "did you mean partner?" in str(found[0])
    assert str(path) == found[0].place.file
    with pytest.raises(DocumentError) as caught:
        elz.load_terms(path, of=KEMPENLAND)
    assert 4 == len(caught.value.findings)


def test_each_column_and_each_cell_that_is_lacking_is_told(written):
    """Two of one line are two findings."""
    lacking = [each.message for each in check_terms(written("a,b\n1,2\n"), of=KEMPENLAND)]
    assert ["key 'element' is missing", "key 'term' is missing"] == lacking
    lacking = check_terms(written("element,term,gloss\n,,x\n"), of=KEMPENLAND)
    assert [2, 2] == [each.place.line for each in lacking]


@pytest.mark.parametrize("text", ["", "element;woord\n"], ids=["empty", "another column"])
def test_a_file_without_the_columns_is_refused(written, text):
    """Which are lacking is said."""
    assert "ELZ-D022" == check_terms(written(text), of=KEMPENLAND)[-1].code


def test_a_file_that_is_not_utf_8_is_refused(written):
    """With the place of the first byte."""
    path = written("element,term\npartner:mantelzorgers,geïntegreerd\n", "cp1252")
    [found] = check_terms(path, of=KEMPENLAND)
    assert ("ELZ-D001", 2) == (found.code, found.place.line)


def test_a_sentence_is_a_doubt_and_not_refused(written):
    """Also of a dossier that holds it itself."""
    path = written("element,term\npartner:mantelzorgers,wij horen graag wat zij vinden.\n")
    more = elz.load_terms(path, of=KEMPENLAND)
    assert ["mantelzorgers"] == [
        found.subject for found in elz.check(more) if found.code == "ELZ-P030"
    ]


def test_a_document_that_the_dossier_does_not_name_is_refused(written):
    """It would be the source of a term."""
    path = written("element,term\n")
    with pytest.raises(InvalidValueError, match="D-kempenland"):
        elz.load_terms(path, of=KEMPENLAND, document="kempenland")


def test_persons_of_several_dossiers_are_read_from_a_file(written):
    """One id of one's own has one person of each zone; all that is wrong is told at once."""
    path = written("id;zone;person\nk1;noord;p01\nk1;zuid;p07\n")
    assert {"k1": {"noord": "p01", "zuid": "p07"}} == load_persons(path)
    path = written("id,zone,person\nk1,noord,p01\nk1,noord,p02\nk2,,p03\n")
    with pytest.raises(DocumentError) as caught:
        load_persons(path)
    found = [(each.place.line, each.code) for each in caught.value.findings]
    assert [(3, "ELZ-D037"), (4, "ELZ-D022")] == found


def test_persons_of_no_dossier_are_told_with_their_lines(written):
    """All of them at once, with near ones; unless no dossiers are given to hold them against."""
    path = written("id,zone,person\nk1,herkenrode,p01\nk1,nergens,p02\nk2,herkenrode,p99\n")
    with pytest.raises(DocumentError) as caught:
        load_persons(path, of=[elz.dossier("herkenrode")])
    first, second = caught.value.findings
    assert [(3, "no dossier 'nergens' is here"), (4, "no person 'p99' is here")] == [
        (each.place.line, each.message) for each in (first, second)
    ]
    assert {"k1", "k2"} == load_persons(path).keys()


def test_what_is_not_there_is_called_by_its_dutch_word(written):
    """In files of terms and of persons."""
    [lost] = check_terms(written("element,term\ntarget-group:x,zorg\n"), of=KEMPENLAND)
    assert "hier staat geen doelgroep 'x'" == lost.sentence("nl")
    with pytest.raises(DocumentError) as caught:
        load_persons(written("id,zone,person\nk,kempenland,x\n"), of=[KEMPENLAND])
    assert "hier staat geen persoon 'x'" == caught.value.findings[0].sentence("nl")


def test_lines_within_a_cell_stay_and_count(written):
    """A row is told by the line on which it begins; quotes hold lines together."""
    path = written('term,element,gloss\n"gehoor\nof\nniet",partner:mantelzorgers,x\n,,x\n')
    assert [(5, "ELZ-D022"), (5, "ELZ-D022")] == [
        (each.place.line, each.code) for each in check_terms(path, of=KEMPENLAND)
    ]
    path = written('id,zone,person\n"k\n1",noord,p01\n')
    assert {"k\n1": {"noord": "p01"}} == load_persons(path)


def test_a_cell_that_is_too_long_is_told_by_its_line(written):
    """As where a quote is never closed."""
    (finding,) = check_terms(written(f'element,term\n\n"{"x" * 200_000}'), of=KEMPENLAND)
    assert ("ELZ-D004", 3) == (finding.code, finding.place.line)
    assert (
        "not CSV: a cell has more than 131,072 characters; is a quote never closed?"
        == finding.message
    )
