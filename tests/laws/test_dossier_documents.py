"""Law 13 for dossiers and rules: what is written reads back the same, in every form."""

from __future__ import annotations

from hypothesis import given

from elzmodel.governance import RuleSet
from elzmodel.io import dumps, loads
from elzmodel.landscape.dossier import Dossier
from tests.laws.typed_values import values_of

VALUES = values_of(RuleSet) | values_of(Dossier)


@given(VALUES)
def test_what_is_written_reads_back_the_same(value: Dossier | RuleSet) -> None:
    """Reading a text gives the value that was written, and writing it again the same text."""
    for form in ("yaml", "json"):
        text = dumps(value, form=form)  # type: ignore[arg-type]
        found = loads(text, of=type(value))
        assert value == found
        assert text == dumps(found, form=form)  # type: ignore[arg-type]
