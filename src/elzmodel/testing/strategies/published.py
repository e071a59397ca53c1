"""Strategies for dossiers: items that refer to each other and to nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from attrs import evolve
from hypothesis import strategies as st

from elzmodel.dossiers import Dossier
from elzmodel.governance import Body, CareCouncil, Decision, Person, Seat, SeatAgreement
from elzmodel.partners import Partner
from elzmodel.policy import (
    Advice,
    Claim,
    Gathering,
    Project,
    Request,
    Statement,
    TargetGroup,
)
from elzmodel.testing.strategies.policy import item, plans_within
from elzmodel.testing.strategies.values import require, up_to
from elzmodel.values import Source, ZoneId

__all__ = ["dossiers"]

T = TypeVar("T")


@st.composite
def _dossiers(draw: st.DrawFn, parts: tuple[str, ...], zones: tuple[str, ...]) -> Dossier:
    known: dict[str, tuple[Any, ...]] = {"part": parts, "zone": zones, "rule": ("R4", "R5")}

    def number(*kinds: str, most: int = 2) -> None:
        """Give things of some kinds their ids; of each there may be none."""
        for kind in kinds:
            count = draw(up_to(most))
            known[kind] = tuple(f"{kind.replace(' ', '-')}-{n + 1}" for n in range(count))

    def drawn(of: type[T], kind: str, **given: Any) -> tuple[T, ...]:  # noqa: ANN401 - a field
        """Draw the things of a kind, each of which may refer to earlier ones."""
        return tuple(
            item(draw, {**known, kind: known[kind][:n]}, of, id=key, **given)
            for n, key in enumerate(known.get(kind, ()))
        )

    number("source", "target group", "project", "gathering", "person")
    number("statement", "claim", "request", "advice")
    number("partner", most=3)
    number("plan", "council", most=1)
    if known["council"]:
        number("body")
        number("decision", "agreement", most=1)
    if known.get("body"):
        number("seat", most=3)
    zone = ZoneId(draw(st.sampled_from(zones)))
    inside = {"bodies": drawn(Body, "body"), "seats": drawn(Seat, "seat")}
    inside["decisions"] = drawn(Decision, "decision")
    inside["agreements"] = drawn(SeatAgreement, "agreement")
    return item(
        draw,
        known,
        Dossier,
        zone_id=zone,
        is_invented=True,
        documents=drawn(Source, "source"),
        statements=drawn(Statement, "statement"),
        claims=drawn(Claim, "claim"),
        target_groups=drawn(TargetGroup, "target group"),
        councils=drawn(CareCouncil, "council", zone=zone, **inside),
        plans=tuple(evolve(draw(plans_within(known, most=1)), id=i) for i in known["plan"]),
        projects=drawn(Project, "project"),
        gatherings=drawn(Gathering, "gathering"),
        requests=drawn(Request, "request"),
        advice=drawn(Advice, "advice"),
        partners=drawn(Partner, "partner"),
        persons=drawn(Person, "person"),
    )


def dossiers(
    *, parts: Sequence[str] = ("a", "b"), zones: Sequence[str] = ("z1", "z2")
) -> st.SearchStrategy[Dossier]:
    """Draw invented dossiers in which every reference leads to something.

    They hold at most one council and one plan, with partners, persons (called
    *Voorbeeld*), statements, claims, projects, gatherings, requests and advice,
    and the documents in which these stand.

    Shrinks towards the dossier of the first zone, in which nothing stands.

    Args:
        parts: Ids of the land that it may speak of.
        zones: Ids of the zones of which one publishes it.

    Raises:
        InvalidArgument: If there is no land or no zone.

    Example:
        >>> from hypothesis import find
        >>> find(dossiers(), lambda dossier: dossier.councils)
        <Dossier of z1: 0 statements, 1 council, 0 plans, 0 partners>
    """
    require(holds=bool(parts and zones), message=f"{parts=} and {zones=} leave nothing to choose")
    return _dossiers(tuple(parts), tuple(zones))
