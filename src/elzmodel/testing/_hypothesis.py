"""The entry point that makes ``from_type`` know the library's types.

hypothesis imports this module when it is itself imported, perhaps in the
midst of importing our strategies: so they are looked up when a test draws.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from hypothesis.strategies import register_type_strategy

from elzmodel.dossiers.dossier import Dossier
from elzmodel.governance import CareCouncil, Person, RuleSet
from elzmodel.landscape import Landscape
from elzmodel.partners import Partner
from elzmodel.policy import Gathering, PolicyPlan, Project, Statement
from elzmodel.scenarios import Scenario
from elzmodel.territory import Borders, Figures, Layout, Register
from elzmodel.values import NisCode, PartId, Period, Share, Table, Timeline, Total, UnitId, ZoneId
from elzmodel.zones import Zoning

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy

__all__: list[str] = []

_NAMES: dict[Any, str] = {
    Borders: "borders",
    CareCouncil: "councils",
    Dossier: "dossiers",
    Figures: "figures",
    Gathering: "gatherings",
    Landscape: "landscapes",
    Layout: "layouts",
    NisCode: "nis_codes",
    PartId: "slugs",
    Partner: "partners",
    Period: "periods",
    Person: "persons",
    PolicyPlan: "plans",
    Project: "projects",
    Register: "registers",
    RuleSet: "rule_sets",
    Scenario: "scenarios",
    Share: "shares",
    Statement: "statements",
    Table: "tables",
    Total: "totals",
    UnitId: "slugs",
    ZoneId: "slugs",
    Zoning: "zonings",
}


def _found_later(name: str) -> Callable[[Any], SearchStrategy[Any]]:
    def strategy(_: Any) -> SearchStrategy[Any]:  # noqa: ANN401 - a type form
        found: SearchStrategy[Any] = getattr(import_module("elzmodel.testing.strategies"), name)()
        return found

    return strategy


def _timelines(asked: Any) -> SearchStrategy[Any]:  # noqa: ANN401 - a type form
    """Draw timelines of the type in the brackets, of text where none is given."""
    from hypothesis.strategies import from_type  # noqa: PLC0415 - as lazily as the rest

    (of,) = getattr(asked, "__args__", None) or (str,)
    found: SearchStrategy[Any] = import_module("elzmodel.testing.strategies").timelines(
        from_type(of)
    )
    return found


for _type, _name in _NAMES.items():
    register_type_strategy(_type, _found_later(_name))
register_type_strategy(Timeline, _timelines)
