"""The usual slips in JSON."""

from __future__ import annotations

import json

import pytest

from elzmodel.values.json_slips import json_slip
from elzmodel.values.text import in_words


@pytest.mark.parametrize(
    "text", ["[1 2]", '{"a" 1}', "{1}", '{"a": }', "[] 1", '["a', '["\t"]', '["\\d"]']
)
def test_a_usual_slip_is_told_with_a_remedy_in_both_languages(text: str) -> None:
    """Whatever words `json` has for it in this version of Python."""
    with pytest.raises(json.JSONDecodeError) as caught:
        json.loads(text)
    slip = json_slip(caught.value.msg)
    assert slip is not None
    assert all(in_words(each, "nl") != str(each) for each in slip)


def test_another_slip_is_not_known() -> None:
    """Who asks has words of its own for that."""
    assert json_slip("something new") is None
