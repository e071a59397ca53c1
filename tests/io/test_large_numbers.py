"""Whole numbers that one form of a document holds and the other does not."""

from __future__ import annotations

import pytest

from elzmodel.errors import DocumentError
from elzmodel.io import EventsDocument, dumps, loads
from elzmodel.zones import AlterZone

EVENT = "{event: alter-zone, id: x, day: 2027-01-01, zone: oostkust, name: K, order: ORDER}"
YAML = f"elzmodel: 1\nkind: events\nevents: [{EVENT}]\n"
JSON = (
    '{"elzmodel": 1, "kind": "events", "events": [{"event": "alter-zone", "id": "x", '
    '"day": "2027-01-01", "zone": "oostkust", "name": "K", "order": ORDER}]}'
)


@pytest.mark.parametrize("text", [YAML, JSON], ids=["yaml", "json"])
@pytest.mark.parametrize("digits", [309, 401, 4299, 5000])
def test_a_number_of_hundreds_of_digits_is_refused_in_either_form(text: str, digits: int) -> None:
    """What is read can be written again, in the other form as well."""
    with pytest.raises(DocumentError, match="expected a whole number"):
        loads(text.replace("ORDER", "9" * digits))
    document = loads(text.replace("ORDER", "9" * 308))
    assert document == loads(dumps(document)) == loads(dumps(document, form="json"))


def test_a_value_with_such_a_number_is_not_written() -> None:
    """It is told where it stands, and no error of Python's own comes out."""
    event = AlterZone(id="x", day="2027-01-01", zone="oostkust", name="K", order=10**5000)
    with pytest.raises(DocumentError, match=r"order: .*expected a whole number"):
        dumps(EventsDocument([event]))
