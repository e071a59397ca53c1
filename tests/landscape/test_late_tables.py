"""Large tables that are read when somebody first asks for them."""

from __future__ import annotations

from elzmodel.landscape.late_tables import WhatIsAsked, when_asked


def test_what_is_asked_is_compared_with_its_like_alone():
    """With anything else it is not equal."""
    asked = WhatIsAsked(when_asked([5]))
    assert asked == WhatIsAsked(lambda: [5])
    assert asked != [5]
    assert 1 == len({asked, WhatIsAsked(lambda: [5])})
