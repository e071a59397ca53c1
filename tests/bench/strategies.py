"""Measure how fast values are drawn, beside strategies that are nested as one would at first.

Both draw dossiers with as many things of each class, each by the same strategies for its
fields. ``python tests/bench/strategies.py --check`` fails where the promise is not kept.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import attrs
from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st
from run import Measure, main, ratio

from elzmodel.dossiers import Dossier
from elzmodel.governance import Body, CareCouncil, Person, Seat
from elzmodel.partners import Partner
from elzmodel.policy import (
    Action,
    Advice,
    Claim,
    EnvironmentalAnalysis,
    Gathering,
    Indicator,
    OperationalGoal,
    PolicyPlan,
    Project,
    Request,
    Statement,
    StrategicGoal,
    TargetGroup,
    Vulnerability,
)
from elzmodel.testing.strategies import dossiers
from elzmodel.testing.strategies._types import IDS
from elzmodel.testing.strategies.policy import fields_of
from elzmodel.values import Source

EXAMPLES = 100
ROUNDS = 5
PROMISE = 1.4
DRAWN = settings(phases=[Phase.generate], max_examples=EXAMPLES, database=None, deadline=None)


def nested(of: type[Any], **inside: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Build a class from its fields, each drawn as the library draws it."""
    together, needed, more = fields_of(IDS, of)
    others = {**needed, **more, **inside}
    return st.builds(lambda drawn, **rest: of(**{**rest, **drawn}), together, **others)


def few(of: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[Any]:
    """Draw a few, each with an id of its own, as a dossier asks."""
    return st.lists(of, max_size=most, unique_by=lambda each: each.id).map(tuple)


def nested_dossiers() -> st.SearchStrategy[Dossier]:
    """Return dossiers as nested calls of ``builds``."""
    actions = nested(Action, indicators=few(nested(Indicator)))
    operational = nested(OperationalGoal, actions=few(actions))
    strategic = nested(StrategicGoal, operational_goals=few(operational))
    analysis = nested(EnvironmentalAnalysis, vulnerabilities=few(nested(Vulnerability)))
    plans = nested(PolicyPlan, strategic_goals=few(strategic, 1), analysis=st.none() | analysis)
    councils = nested(CareCouncil, bodies=few(nested(Body)), seats=few(nested(Seat), 3))
    lists = {
        "documents": Source,
        "statements": Statement,
        "claims": Claim,
        "target_groups": TargetGroup,
        "projects": Project,
        "gatherings": Gathering,
        "requests": Request,
        "advice": Advice,
        "persons": Person,
    }
    return nested(
        Dossier,
        **{name: few(nested(of)) for name, of in lists.items()},
        partners=few(nested(Partner), 3),
        councils=few(councils, 1),
        plans=few(plans, 1),
        zone_id=st.just("z1"),
    )


def things(value: Any) -> int:
    """Count the items that a value holds, itself among them."""
    if isinstance(value, tuple):
        return sum(map(things, value))
    if not attrs.has(type(value)):
        return 0
    return 1 + sum(things(getattr(value, each.name)) for each in attrs.fields(type(value)))


def drawing(strategy: st.SearchStrategy[Any], drawn: list[Any]) -> Any:
    """Return a call that draws the same values each time, and leaves them in a list."""

    @seed(2025)
    @DRAWN
    @given(strategy)
    def draw(value: Any) -> None:
        drawn.append(value)

    return draw


def measure_dossiers() -> Measure:
    """Compare the time that one item of a dossier takes."""
    theirs: list[Dossier] = []
    ours: list[Dossier] = []
    times = ratio(drawing(nested_dossiers(), theirs), drawing(dossiers(), ours), rounds=ROUNDS)
    sizes = things(tuple(ours)) / things(tuple(theirs))
    return Measure(
        "an item of nested builds / of dossiers()", times * sizes, PROMISE, at_least=True, row="15"
    )


if __name__ == "__main__":
    sys.exit(main(__doc__, lambda: [measure_dossiers()]))
