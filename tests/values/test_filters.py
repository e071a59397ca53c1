"""What rows of an answer are asked by, and what is said where nothing can be it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from typing import Any, Literal

import numpy as np
import pandas as pd
import pytest
from attrs import evolve, frozen

from elzmodel import compare, flanders
from elzmodel.errors import InvalidValueError
from elzmodel.scenarios import single_transfers
from elzmodel.territory import Municipality
from elzmodel.values import Answer, NisCode, Share, Total, ZoneId
from elzmodel.values.text import in_words
from elzmodel.zones import Zone

FL = flanders()
BEFORE, DAY = FL.on("2024-12-31"), FL.on("2025-01-01")
HEERS, HASSELT, RANST = map(DAY.municipality, ("Heers", "Hasselt", "Ranst"))


class Fate(Enum):
    """What became of something."""

    KEPT = "kept"
    TOO_LATE = "come too late"


@frozen(kw_only=True)
class Row:
    """A row with a value of every kind that is asked in a way of its own."""

    place: Municipality | None
    zone: Zone
    zone_id: ZoneId
    nis: NisCode
    name: str
    day: date
    fate: Fate | None
    state: Literal["undone", "unknown"]
    is_there: bool
    count: int
    exact: Fraction
    total: Total
    share: Share
    places: tuple[Municipality, ...]
    sets: tuple[tuple[Municipality, ...], ...]
    words: frozenset[str]
    extra: Any
    scores: Mapping[str, int] | None


ROW = Row(
    place=HEERS,
    zone=DAY.zone("haspengouw"),
    zone_id=ZoneId("haspengouw"),
    nis=NisCode("73022"),
    name="Heers",
    day=date(2025, 1, 1),
    fate=Fate.KEPT,
    state="undone",
    is_there=True,
    count=3,
    exact=Fraction(1, 2),
    total=Total.exactly(5),
    share=Share.exactly(Fraction(1, 4)),
    places=(HEERS, HASSELT),
    sets=((HEERS, HASSELT), (RANST,)),
    words=frozenset({"a", "b"}),
    extra=None,
    scores=None,
)
ANSWER = Answer(
    title="",
    rows=[
        ROW,
        evolve(
            ROW,
            place=None,
            zone=DAY.zone("herkenrode"),
            zone_id=ZoneId("herkenrode"),
            nis=NisCode("71072"),
            name="Hasselt",
            day=date(2026, 1, 1),
            fate=None,
            state="unknown",
            is_there=False,
            count=4,
            exact=Fraction(1, 3),
            total=Total(5, 6),
            share=Share(Fraction(1, 4), 1),
            places=(),
            sets=((RANST,),),
            words=frozenset(),
            extra="x",
            scores={"a": 1},
        ),
    ],
)
FIRST, SECOND = [0], [1]


def found(**asked):
    """Return the places of the rows that are found."""
    rows = ANSWER.where(**asked)
    return [ANSWER.rows.index(row) for row in rows]


@pytest.mark.parametrize("asked", ["Heers", "heers", "73022", np.int64(73022), HEERS])
def test_a_record_is_found_by_what_it_is_called(asked):
    """A municipality is found by its code, its id, its name in any case, and as itself."""
    assert FIRST == found(place=asked)


@pytest.mark.parametrize(
    "asked", ["Haspengouw", "haspengouw", "HASPENGOUW", DAY.zone("haspengouw")]
)
def test_a_zone_is_found_as_a_record_and_by_its_id(asked):
    """Whether rows hold the zone or its id, its name finds it, and so does the zone."""
    assert FIRST == found(zone=asked) == found(zone_id=asked)


def test_a_text_is_found_to_the_letter_first():
    """Case, accents and signs count as long as some row has the text just so."""
    rows = [evolve(ROW, name=name) for name in ("CAW", "caw", "C.A.W.")]
    answer = Answer(title="", rows=rows)
    assert ["caw"] == [row.name for row in answer.where(name="caw")]
    assert ["CAW", "caw"] == [row.name for row in answer.where(name="Caw")]
    assert 0 == len(answer.where(name="-"))
    assert 0 == len(answer.where(name=""))


def test_a_record_of_another_day_is_the_same_body():
    """Hasselt had another code the day before; elsewhere it is the same municipality too."""
    then = BEFORE.municipality("Hasselt")
    assert then != HASSELT
    one = Answer(title="", rows=[evolve(ROW, place=HASSELT), ROW])
    assert [HASSELT] == [row.place for row in one.where(place=then)]
    assert [HASSELT] == [row.place for row in one.where(place=HASSELT)]


def test_a_code_is_found_as_a_number():
    """A number stands for its digits, as it does where a table is carried."""
    assert SECOND == found(nis=71072) == found(nis=71072.0) == found(nis="71072")
    assert FIRST == found(nis=HEERS)


@pytest.mark.parametrize("asked", [Fate.TOO_LATE, "come too late", "TOO_LATE", "Come too late"])
def test_a_choice_is_found_by_its_word(asked):
    """A choice has a word and a name."""
    answer = Answer(title="", rows=[ROW, evolve(ROW, fate=Fate.TOO_LATE)])
    assert [Fate.TOO_LATE] == [row.fate for row in answer.where(fate=asked)]


@pytest.mark.parametrize(
    ("asked", "rows"),
    [
        ({"fate": None}, SECOND),
        ({"place": None}, SECOND),
        ({"extra": None}, FIRST),
        ({"extra": "x"}, SECOND),
        ({"day": "2025-01-01"}, FIRST),
        ({"day": date(2026, 1, 1)}, SECOND),
        ({"state": "unknown"}, SECOND),
        ({"is_there": np.False_}, SECOND),
        ({"is_there": True}, FIRST),
        ({"count": np.int8(4)}, SECOND),
        ({"count": 4.0}, SECOND),
        ({"exact": 0.5}, FIRST),
        ({"total": 5}, FIRST),
        ({"total": Total(5, 6)}, SECOND),
        ({"share": 0.25}, FIRST),
        ({"share": Share(Fraction(1, 4), 1)}, SECOND),
        ({"scores": {"a": 1}}, SECOND),
        ({"name": "heers", "nis": 71072}, []),
    ],
)
def test_a_value_is_found_as_people_write_it(asked, rows):
    """Days as text, numbers of any library, and a total by its number where it is exact."""
    assert rows == found(**asked)


@pytest.mark.parametrize(
    ("asked", "rows"),
    [
        ({"places": "hasselt"}, FIRST),
        ({"places": HEERS}, FIRST),
        ({"places": ["Heers", "Hasselt"]}, FIRST),
        ({"places": ["Hasselt", "Heers"]}, []),
        ({"places": {"Hasselt", "Heers"}}, FIRST),
        ({"places": ["Heers"]}, []),
        ({"places": ()}, SECOND),
        ({"sets": "Hasselt"}, FIRST),
        ({"sets": [["Ranst"]]}, SECOND),
        ({"words": "b"}, FIRST),
        ({"words": ["b", "a"]}, FIRST),
        ({"words": frozenset()}, SECOND),
        ({"words": ["b", "c"]}, []),
    ],
)
def test_a_row_with_several_is_found_by_one_or_all(asked, rows):
    """One of several is enough; a series is all of them, in their order where they have one."""
    assert rows == found(**asked)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (
            {"place": ["Heers"]},
            r"not a value for place: \['Heers'\]. Expected Municipality, text or None",
        ),
        ({"zone": None}, "not a value for zone: None. Expected Zone or text"),
        ({"zone": HEERS}, "not a value for zone: .* Expected Zone or text"),
        (
            {"fate": "lost"},
            "not a value for fate: 'lost'. Expected 'kept', 'come too late' or None",
        ),
        ({"fate": 3}, "not a value for fate: 3"),
        ({"fate": "-"}, "not a value for fate: '-'"),
        ({"state": "done"}, "not a value for state: 'done'. Expected 'undone' or 'unknown'"),
        ({"is_there": "yes"}, "not a value for is_there: 'yes'. Expected True or False"),
        ({"is_there": []}, r"not a value for is_there: \[\]"),
        ({"count": "3"}, "not a value for count: '3'. Expected a whole number"),
        ({"count": True}, "not a value for count: True"),
        ({"count": float("nan")}, "not a value for count: nan"),
        ({"total": "5"}, "not a value for total: '5'. Expected Total or a number"),
        ({"share": "25%"}, "not a value for share: '25%'. Expected Share or a number"),
        ({"share": 25}, "not a share"),
        ({"day": "1/1/2025"}, "not a day: '1/1/2025'"),
        ({"day": pd.Timestamp("2025-01-01")}, "not a day"),
        ({"day": np.datetime64("2025-01-01")}, "not a value for day: .* Expected date"),
        ({"day": datetime(2025, 1, 1)}, "not a day"),  # noqa: DTZ001 - it is refused
        ({"name": date(2025, 1, 1)}, "not a value for name"),
        ({"name": 5.5}, "not a key: 5.5"),
        ({"places": ["Heers", None]}, "not a value for places"),
        ({"scores": "a"}, "not a value for scores: 'a'. Expected Mapping or None"),
        ({"nothing": 1}, "not an attribute of Row: 'nothing'"),
    ],
)
def test_what_can_never_stand_there_is_refused(asked, message):
    """No row would be found, in silence; the message says what can stand in the column."""
    with pytest.raises(InvalidValueError, match=message):
        ANSWER.where(**asked)


def test_a_near_miss_is_noted():
    """A text that no row has leaves none, and a note says what may have been meant."""
    none = ANSWER.where(zone_id="ELZ Haspengouw")
    note = "No row has zone_id 'ELZ Haspengouw'. Did you mean haspengouw?"
    assert (0, (note,)) == (len(none), none.notes)
    assert ("No row has place 'Hears'. Did you mean Heers?",) == ANSWER.where(place="Hears").notes
    in_dutch = "Geen rij heeft zone_id 'ELZ Haspengouw'. Bedoelt u haspengouw?"
    assert in_dutch == in_words(none.notes[0], "nl")
    for silent in ({"zone_id": "gent"}, {"nis": "73023"}, {"count": 9}):
        assert () == ANSWER.where(**silent).notes


def test_an_answer_of_the_library_is_asked_by_name():
    """Rows of transfers hold a municipality, and lists of ids of zones."""
    single = single_transfers(FL, area="Limburg", year=2026)
    assert {"Heers"} == {each.municipality.name for each in single.where(municipality="Heers")}
    assert single.where(lies_in="haspengouw", to="herkenrode")
    assert 1 == len(compare(BEFORE, DAY).transfers.where(before="borsbeek"))
