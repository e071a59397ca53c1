"""What a type checker infers about the names of the front door."""

from typing import assert_type

import elzmodel as elz
from elzmodel.values import UnitId

AnyDocument = elz.EventsDocument | elz.Dossier | elz.RuleSet | elz.Scenario | elz.lists.ListLayout

assert_type(elz.flanders(), elz.Landscape)
assert_type(elz.flanders().on("2025-01-01"), elz.Snapshot)
assert_type(elz.dossier("haspengouw"), elz.Dossier)
assert_type(elz.packaged_dossiers(), tuple[elz.Dossier, ...])
assert_type(elz.rules("bvr-2019"), elz.RuleSet)
assert_type(elz.flanders().rules_on("2023-06-01"), tuple[elz.RuleSet, ...])
assert_type(elz.loads(""), AnyDocument)
assert_type(elz.loads("", of=elz.EventsDocument), elz.EventsDocument)
assert_type(elz.load("x.yaml"), AnyDocument)
assert_type(elz.load("x.yaml", of=elz.Dossier), elz.Dossier)
elz.loads("", of=str)  # type: ignore[type-var]  # pyright: ignore[reportArgumentType, reportCallIssue]
elz.flandres()  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
elz.networks.colaboration_graph()  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]


def units_of(merger: elz.events.Merge) -> tuple[UnitId, ...]:
    """The namespace gives the class itself."""
    return merger.units
