"""Which zones speak of something."""

from __future__ import annotations

import pytest

from elzmodel.errors import InvalidValueError
from elzmodel.policy import Statement, StatementKind, mentions


def test_plans_and_statements_are_looked_through(plan):
    """Each place is told with its kind, in the order given."""
    own = Statement(id="w1", kind=StatementKind.VALUE, title="Gezond", steps=["mantelzorg steunen"])
    found = mentions({"noord": [own, plan], "zuid": []}, "Mantelzorg")
    expected = [("noord", "value", "w1"), ("noord", "action", "1.1/a1")]
    assert expected == [(each.zone, each.kind, each.id) for each in found]
    assert (("noord",), ("zuid",)) == (found.zones, found.silent)


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("voorbeeldplan", "plan"),
        ("suikerziekte", "vulnerability"),
        ("zelfredzaam", "strategic-goal"),
        ("huisvesting", "operational-goal"),
        ("divers", "action"),
        ("reeksen", "indicator"),
    ],
)
def test_every_part_of_a_plan_can_mention(plan, term, expected):
    """From its title to its indicators."""
    assert {expected} == {each.kind for each in mentions({"noord": [plan]}, term)}


def test_glosses_do_not_mention():
    """A gloss is of the editor, not of the zone."""
    own = Statement(id="w1", kind=StatementKind.VALUE, title="Preventie", gloss="screening")
    assert ("noord",) == mentions({"noord": [own]}, "screening").silent


def test_the_table_of_mentions_shows_titles_and_who_is_silent(plan):
    """Sentences are not shown; zones without a mention are named."""
    found = mentions({"noord": [plan], "zuid": []}, "huisvesting")
    assert [("noord", "operational-goal", "od2.2", "Huisvesting")] == list(found.to_table().rows)
    assert ("Without a mention: zuid.",) == found.notes
    assert () == mentions({"noord": [plan]}, "huisvesting").notes


def test_a_term_without_letters_is_refused():
    """It would be in every text."""
    with pytest.raises(InvalidValueError, match="beginning of one"):
        mentions({}, " - ")
